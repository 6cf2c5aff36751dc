"""The packs that are worked out rather than written: what all of them promise a learner."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest

import research
from goals.attempts import Attempt
from goals.drills import Drill
from goals.graders import grade, key_answer
from goals.ids import AttemptId, DrillId, GoalId
from goals.intake import PackOffer, read_goal
from goals.levels import level, observe, prior
from goals.placement import QUESTIONS, next_question
from research.packs import Pack, read_pack

LIBRARY = Path(research.__file__).parent / "library"
DRILLS = 40
DAY, AT = date(2026, 3, 1), datetime(2026, 3, 1, 12, tzinfo=UTC)
FEWEST = {"mental_arithmetic": 60, "music_theory": 40, "distributed_systems": 30, "typing": 40}
"""Drills of every leaf."""

each_pack = pytest.mark.parametrize("name", FEWEST)


@cache
def pack(name: str) -> Pack:
    return read_pack(LIBRARY / name)


def score(drill: Drill, answer: str) -> float:
    found = grade(drill, answer).score
    assert found is not None
    return found


@each_pack
def test_every_skill_has_drills_enough_at_every_level(name: str) -> None:
    found = pack(name)
    levels = range(int(found.scale.low), int(found.scale.high) + 1)
    for leaf in found.tree.leaves():
        spread = Counter(drill.difficulty for drill in found.drills if drill.skill == leaf.id)
        assert sum(spread.values()) >= FEWEST[name]
        assert set(spread) == {float(one) for one in levels}
        assert max(spread.values()) == min(spread.values())


@each_pack
def test_reading_a_pack_twice_gives_the_same_drills(name: str) -> None:
    assert read_pack(LIBRARY / name).drills == pack(name).drills


@each_pack
def test_no_drill_is_asked_under_two_names(name: str) -> None:
    faces = Counter((drill.material, drill.prompt) for drill in pack(name).drills)
    assert [face for face, count in faces.items() if count > 1] == []


@each_pack
def test_every_drill_explains_its_answer_and_fits_the_screen(name: str) -> None:
    for drill in pack(name).drills:
        assert 30 < len(drill.explanation) <= 350, drill.id
        assert drill.hints
        assert drill.distractors or drill.choices
        rows = drill.material.split("\n")
        assert len(rows) <= 10
        assert max(len(row) for row in (*rows, *drill.choices)) <= 72, drill.id
        assert len(drill.prompt) <= 260


@each_pack
def test_harder_drills_take_longer_on_the_whole(name: str) -> None:
    found = pack(name)
    for leaf in found.tree.leaves():
        by_level: dict[float, list[int]] = {}
        for drill in found.drills:
            if drill.skill == leaf.id:
                by_level.setdefault(drill.difficulty, []).append(drill.seconds)
        easy, hard = by_level[min(by_level)], by_level[max(by_level)]
        if name != "typing":  # where speed is asked to rise with the line
            assert sum(hard) / len(hard) > sum(easy) / len(easy), leaf.id


@each_pack
def test_its_names_are_heard_in_a_goals_sentence(name: str) -> None:
    found = pack(name)
    offer = PackOffer(found.id, found.title, found.kind, found.scale, found.names)
    for called in found.names:
        assert read_goal(f"{called}, 30 minutes a day", DAY, (offer,)).pack == found.id, called


def practised(found: Pack, current: float, chance: Random | None) -> tuple[float, set[str]]:
    """The goal's level after `DRILLS`, and the skills the first fifteen questions were about.

    Everything is answered by its key; with a source of chance everything is guessed.
    """
    drills = {drill.id: drill for drill in found.drills}
    outlines = [drill.outline for drill in found.drills]
    active = [leaf.id for leaf in found.tree.leaves()]
    state = prior(found.tree, found.scale, current, DAY)
    asked: list[DrillId] = []
    for number in range(DRILLS):
        question = next_question(state, outlines, asked, found.scale, active)
        assert question is not None
        asked.append(question.id)
        drill = drills[question.id]
        if chance is None:
            got = score(drill, key_answer(drill))
        elif drill.choices:
            got = score(drill, chance.choice(drill.choices))
        else:
            got = float(chance.random() < drill.guess)
        one = Attempt(AttemptId(f"{number:04d}"), GoalId("g"), drill.skill, AT, DAY, "UTC", score=got)
        one = replace(one, drill=drill.id, kind=drill.kind, difficulty=drill.difficulty, guess=drill.guess)
        state = observe(state, one, found.scale, found.tree)
    shown = level(state, None, found.scale, found.tree, DAY).mean
    return shown, {str(drills[one].skill) for one in asked[:QUESTIONS]}


@each_pack
def test_who_knows_everything_comes_near_the_top_from_the_middle(name: str) -> None:
    found = pack(name)
    reached, visited = practised(found, (found.scale.low + found.scale.high) / 2, None)
    assert reached >= found.scale.high - 0.5
    assert len(visited) >= len(found.tree.leaves()) - 1


@each_pack
@pytest.mark.parametrize("seed", [1, 2])
def test_who_guesses_sinks_even_after_claiming_the_top(name: str, seed: int) -> None:
    found = pack(name)
    reached, _ = practised(found, found.scale.high, Random(seed))
    assert reached < found.scale.low + 0.35 * (found.scale.high - found.scale.low)
