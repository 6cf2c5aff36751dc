"""Setting a goal: from one sentence to a tree, a target and drills, or a clear no with nothing written."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from coach.journeys.bundle import Journeys
from coach.places import Places
from goals.goal import Goal
from goals.refusals import Refused

SENTENCE = "IELTS writing 7 to 8.5 by June, 45 min a day"


def set_goal(home: Journeys, sentence: str) -> Goal:
    return home.setting.accept(home.setting.read(sentence))


def rows(places: Places, table: str) -> int:
    with sqlite3.connect(places.database) as other:
        count = other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    other.close()
    return int(count)


def test_one_sentence_becomes_a_goal_with_its_pack(new_home: Journeys) -> None:
    goal = set_goal(new_home, SENTENCE)
    assert (goal.title, goal.pack, goal.current, goal.target) == ("IELTS Writing", "ielts-writing", 7, 8.5)
    assert goal.deadline == date(2027, 6, 30)
    assert goal.minutes_per_day == 45
    assert goal.sentence == SENTENCE
    assert new_home.today.goals() == (goal,)


def test_the_goal_has_a_weighted_tree_aimed_at_its_target(new_home: Journeys) -> None:
    goal = set_goal(new_home, SENTENCE)
    lines = new_home.viewing.show(goal).lines
    leaves = [line for line in lines if line.is_leaf]
    assert len(leaves) >= 20
    assert sum(line.weight for line in leaves) == pytest.approx(1)
    assert {line.skill.target for line in lines} == {8.5}
    roots = {line.skill.name: line.weight for line in lines if line.depth == 0 and line.weight > 0}
    assert sum(roots.values()) == pytest.approx(1)


def test_the_goal_has_drills_to_start_with_at_once(new_home: Journeys, places: Places) -> None:
    goal = set_goal(new_home, SENTENCE)
    assert rows(places, "drills") > 300
    ask = new_home.drilling.sit_down(goal).ask()
    assert ask is not None
    assert ask.drill.prompt


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "   ",
        "asdf",
        "IELTS writing 7 to 12 by June, 45 min a day",
        "IELTS writing 8.5 to 7 by June, 45 min a day",
        "IELTS writing 7 to 8.5 by June 2020, 45 min a day",
        "IELTS writing 7 to 8.5 by June",
        "\x1b]52;c;UFdORUQ=\x07",
        "x" * 5_000,
    ],
)
def test_a_sentence_that_is_not_enough_is_refused_with_nothing_written(
    new_home: Journeys, places: Places, sentence: str
) -> None:
    reading = new_home.setting.read(sentence)
    with pytest.raises(Refused) as refused:
        new_home.setting.accept(reading)
    assert refused.value.what.strip()
    assert [rows(places, table) for table in ("goals", "skills", "drills", "priors", "actions")] == [0] * 5


def test_what_was_missing_can_be_said_part_by_part(new_home: Journeys) -> None:
    reading = new_home.setting.read("IELTS writing 7 to 8.5")
    assert not reading.is_complete
    reading = new_home.setting.amend(reading, "deadline", "30 June 2027")
    reading = new_home.setting.amend(reading, "minutes", "45")
    goal = new_home.setting.accept(reading)
    assert (goal.deadline, goal.minutes_per_day) == (date(2027, 6, 30), 45)


def test_the_same_goal_twice_gets_another_id_and_is_warned_of(new_home: Journeys) -> None:
    first = set_goal(new_home, SENTENCE)
    reading = new_home.setting.read(SENTENCE)
    assert any(first.id in warning for warning in new_home.setting.warnings(reading))
    second = new_home.setting.accept(reading)
    assert second.id != first.id
    assert {goal.id for goal in new_home.today.goals()} == {first.id, second.id}
    assert new_home.viewing.find(second.id) == second


def test_an_unlikely_date_is_said_before_the_goal_is_set(new_home: Journeys) -> None:
    reading = new_home.setting.read("IELTS writing 5 to 9 in 3 months, 10 min a day")
    assert any("unlikely" in warning for warning in new_home.setting.warnings(reading))


def test_a_goal_no_pack_covers_gets_the_tree_of_its_kind(new_home: Journeys) -> None:
    goal = set_goal(new_home, "learn Welsh from A1 to B1 in 14 months, 30 min a day")
    assert (goal.pack, goal.kind) == (None, "language")
    names = [line.skill.name for line in new_home.viewing.show(goal).lines]
    assert "listening" in names
    assert "vocabulary" in names
    assert new_home.viewing.show(goal).level.label == "unknown"


def test_a_goal_without_drills_says_so_instead_of_failing(new_home: Journeys) -> None:
    goal = set_goal(new_home, "learn Welsh from A1 to B1 in 14 months, 30 min a day")
    view = new_home.today.look(goal)
    assert not any(block.drills for block in view.agenda.blocks)
    assert not view.offer_placement
    with pytest.raises(Refused, match="no drills for"):
        new_home.drilling.sit_down(goal)


def test_setting_a_goal_can_be_taken_back(new_home: Journeys) -> None:
    set_goal(new_home, SENTENCE)
    undone = new_home.undoing.undo()
    assert undone is not None
    assert undone.label == "setting the goal IELTS Writing"
    assert new_home.today.goals() == ()


def test_packs_in_use_are_brought_up_to_date_once(new_home: Journeys, places: Places) -> None:
    goal = set_goal(new_home, SENTENCE)
    assert new_home.setting.refresh_packs() == ()
    with sqlite3.connect(places.database) as other:
        other.execute("UPDATE packs SET digest = 'an older edition'")
        other.execute("UPDATE drills SET retired = 1")
        other.commit()
    other.close()
    assert new_home.setting.refresh_packs() == ("IELTS Writing",)
    assert new_home.setting.refresh_packs() == ()
    assert new_home.drilling.sit_down(goal).ask() is not None
