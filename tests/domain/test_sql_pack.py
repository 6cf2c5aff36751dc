"""The SQL pack: enough of everything, references that leave no doubt, traps that catch, levels that follow."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from goals.attempts import Attempt
from goals.drills import Drill, NumberKey, OrderKey, SqlKey, TextKey
from goals.graders import grade, key_answer
from goals.graders.places import as_numbers
from goals.graders.sql_worlds import Seed, script, small_world
from goals.ids import AttemptId, GoalId
from goals.levels import level, prior, replay
from goals.scales import numbered
from research.generators import generate
from research.library import folder_of
from research.packs import Pack, read_pack

LEAVES = {
    "filtering": 0.15,
    "joins": 0.25,
    "aggregation": 0.20,
    "subqueries": 0.15,
    "null-logic": 0.08,
    "windows": 0.12,
    "sets-dates": 0.05,
}
DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(folder_of("sql"))


def queries(pack: Pack) -> list[tuple[Drill, SqlKey]]:
    return [(drill, drill.key) for drill in pack.drills if isinstance(drill.key, SqlKey)]


def lucky(drill: Drill, answer: str) -> bool:
    graded = grade(drill, answer)
    return graded.score == 0.4 and graded.why.startswith("right on the rows you see, but not ")


def test_its_tree_scale_and_names_are_those_of_the_curriculum(pack: Pack) -> None:
    assert {leaf.id: leaf.weight for leaf in pack.tree.leaves()} == LEAVES
    assert pack.scale == numbered(6)
    assert pack.kind == "programming"
    assert {"sql", "learn sql", "databases sql"} <= set(pack.names)


def test_every_leaf_has_plenty_from_the_first_level_to_the_last(pack: Pack) -> None:
    assert len(pack.drills) >= 180
    for leaf in LEAVES:
        levels = sorted(drill.difficulty for drill in pack.drills if drill.skill == leaf)
        assert len(levels) >= 20, leaf
        assert levels[0] <= 1.5, leaf
        assert levels[-1] >= 5.5, leaf
        assert max(b - a for a, b in pairwise(levels)) <= 0.5, leaf
        own = [drill for drill in pack.drills if drill.skill == leaf and drill.kind == "sql"]
        assert len(own) >= 12, leaf
        assert {drill.kind for drill in pack.drills if drill.skill == leaf} >= {"sql", "choice", "order"}, (
            leaf
        )


def test_every_drill_teaches_and_helps(pack: Pack) -> None:
    assert [drill.id for drill in pack.drills if len(drill.explanation) < 25 or not drill.hints] == []


def test_the_tables_a_drill_shows_are_those_it_runs_on(pack: Pack) -> None:
    for drill, key in queries(pack):
        tables = small_world(key.world).tables
        shown = re.findall(r"^(\w+)\((.*)\)$", drill.material, re.MULTILINE)
        assert shown, drill.id
        assert [(name, columns) for name, columns in shown if tables[name] != columns] == [], drill.id
        used = {name for name in tables if re.search(rf"\b(?:FROM|JOIN) {name}\b", key.query)}
        assert used <= {name for name, _ in shown}, drill.id


def test_every_row_a_drill_shows_is_in_the_table(pack: Pack) -> None:
    for drill, key in queries(pack):
        connection = sqlite3.connect(":memory:")
        connection.executescript(script(key.world, "seen"))
        table = ""
        for line in drill.material.split("\n"):
            if head := re.match(r"(\w+)\(", line):
                table = head.group(1)
            elif line.startswith("  ") and "|" in line:
                rows = {
                    ", ".join(
                        "NULL" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
                        for cell in row
                    )
                    for row in connection.execute(f"SELECT * FROM {table}")
                }
                assert {row.strip() for row in line.split("|")} <= rows, drill.id
        connection.close()


@pytest.mark.parametrize("seed", ["seen", "gaps", "ties"])
def test_a_reference_gives_the_same_however_the_engine_walks_its_tables(pack: Pack, seed: Seed) -> None:
    def given(key: SqlKey, backwards: int) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(":memory:")
        connection.executescript(script(key.world, seed))
        connection.execute(f"PRAGMA reverse_unordered_selects = {backwards}")
        rows = connection.execute(key.query).fetchall()
        connection.close()
        return rows if key.ordered else sorted(rows, key=repr)

    doubtful = [drill.id for drill, key in queries(pack) if given(key, 0) != given(key, 1)]
    assert doubtful == []


def test_a_reference_gives_something_to_compare_and_what_was_hidden_is_other_rows(pack: Pack) -> None:
    for drill, key in queries(pack):
        given = {}
        for seed in ("seen", "gaps", "ties"):
            connection = sqlite3.connect(":memory:")
            connection.executescript(script(key.world, seed))
            given[seed] = connection.execute(key.query).fetchall()
            connection.close()
        assert given["seen"], drill.id
        assert not given["seen"] == given["gaps"] == given["ties"], drill.id


def test_a_reference_keeps_to_what_old_engines_know(pack: Pack) -> None:
    newer = re.compile(
        r"\b(RIGHT|FULL) (OUTER )?JOIN|FILTER|RETURNING|NULLS (FIRST|LAST)|\bIIF\b|->|EXCLUDE|GROUPS"
        r"|MATERIALIZED|DISTINCT FROM",
        re.I,
    )
    assert [drill.id for drill, key in queries(pack) if newer.search(key.query)] == []


def test_many_known_wrong_queries_are_right_on_the_rows_seen_and_still_caught(pack: Pack) -> None:
    caught = Counter(
        drill.skill for drill, _ in queries(pack) if any(lucky(drill, wrong) for wrong in drill.distractors)
    )
    assert sum(caught.values()) >= 30
    assert set(caught) == set(LEAVES)


def test_what_is_to_be_mended_is_wrong_as_it_stands(pack: Pack) -> None:
    faulty = [drill for drill, _ in queries(pack) if "Put the query below right." in drill.prompt]
    assert len(faulty) >= 20
    for drill in faulty:
        as_it_stands = drill.material.split("\n\n", 1)[1]
        assert grade(drill, as_it_stands).score != 1, drill.id


def test_no_query_is_solved_by_one_that_gives_nothing_or_everything(pack: Pack) -> None:
    for drill, key in queries(pack):
        tables = small_world(key.world).tables
        blunt = [f"SELECT * FROM {table}" for table in tables] + ["SELECT 1", "SELECT NULL WHERE 0"]
        assert [answer for answer in blunt if grade(drill, answer).score] == [], drill.id


def test_no_order_but_the_right_one_scores_full(pack: Pack) -> None:
    for drill in pack.drills:
        if isinstance(drill.key, OrderKey):
            assert drill.key.order != tuple(sorted(drill.key.order)), drill.id
            turned = as_numbers((*drill.key.order[1:], drill.key.order[0]))
            assert grade(drill, turned).score != 1, drill.id


def test_values_to_be_foretold_are_those_the_query_gives(pack: Pack) -> None:
    foretold = [drill for drill in pack.drills if drill.source.startswith("sql-")]
    assert len(foretold) >= 70
    for drill in foretold:
        *tables, query = drill.material.split("\n\n")
        connection = sqlite3.connect(":memory:")
        if tables:
            _build(connection, tables[0])
        [(value,)] = connection.execute(query).fetchall()
        connection.close()
        if isinstance(drill.key, NumberKey):
            assert drill.key.value == pytest.approx(value, abs=0.001), drill.id
        else:
            assert isinstance(drill.key, TextKey)
            assert drill.key.gaps[0][0] == ("NULL" if value is None else value), drill.id


def _build(connection: sqlite3.Connection, drawn: str) -> None:
    """Makes the tables that are drawn side by side, each under its head."""
    head, *lines = drawn.split("\n")
    heads = [(found.start(), found.group()) for found in re.finditer(r"\w+\([^)]*\)", head)]
    ends = [start for start, _ in heads[1:]] + [200]
    for (start, text), end in zip(heads, ends, strict=True):
        connection.execute(f"CREATE TABLE {text}")
        for line in lines:
            if cells := line[start:end].split():
                values = [None if cell == "NULL" else int(cell) if cell.isdigit() else cell for cell in cells]
                marks = ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO {text.split('(')[0]} VALUES ({marks})", values)


def test_other_seeds_make_other_drills_and_the_same_seed_the_same() -> None:
    from goals.ids import SkillId

    levels = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    one = generate("sql-windows", "a", SkillId("windows"), levels, 12)
    assert one == generate("sql-windows", "a", SkillId("windows"), levels, 12)
    other = generate("sql-windows", "b", SkillId("windows"), levels, 12)
    assert {drill.material for drill in one}.isdisjoint({drill.material for drill in other})


# Levels


def practised(pack: Pack, answer: Callable[[Drill, Random], str], drills: int = 120) -> float:
    """The goal's level after drills drawn evenly, answered and graded for real, by someone who said level 3."""
    chance = Random(7)
    attempts: list[Attempt] = []
    for number in range(drills):
        drill = chance.choice(pack.drills)
        day = DAY + timedelta(days=number // 12)
        attempts.append(
            Attempt(
                id=AttemptId(f"a-{number:04d}"),
                goal=GoalId("g"),
                skill=drill.skill,
                at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
                day=day,
                zone="UTC",
                drill=drill.id,
                kind=drill.kind,
                score=grade(drill, answer(drill, chance)).score,
                difficulty=drill.difficulty,
                guess=drill.guess,
            )
        )
    start = prior(pack.tree, pack.scale, 3, DAY)
    state = replay(start, attempts, pack.scale, pack.tree)
    return level(state, None, pack.scale, pack.tree, attempts[-1].day).mean


def guess(drill: Drill, chance: Random) -> str:
    if drill.choices and drill.kind == "choice":
        return chance.choice(drill.choices)
    if drill.choices:
        return as_numbers(tuple(chance.sample(range(len(drill.choices)), len(drill.choices))))
    return chance.choice(drill.distractors) if drill.distractors else "0"


def test_who_always_gives_the_key_rises_and_who_guesses_sinks(pack: Pack) -> None:
    perfect = practised(pack, lambda drill, chance: key_answer(drill))
    guessing = practised(pack, guess)
    assert perfect > 5
    assert guessing < 2


def test_who_knows_what_lies_below_level_four_ends_up_about_there(pack: Pack) -> None:
    found = practised(
        pack, lambda drill, chance: key_answer(drill) if drill.difficulty <= 4 else guess(drill, chance), 200
    )
    assert 3.3 < found < 4.8
