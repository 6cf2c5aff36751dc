"""Viewing a goal: a word for every skill's state, and levels that are never more certain than they are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.ids import SkillId
from goals.refusals import Refused

if TYPE_CHECKING:
    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner, Seat

WORDS = {"unknown", "rough", "practising", "reached", "waiting", "left out"}


def states(home: Journeys, goal: Goal) -> dict[SkillId, str]:
    return {line.skill.id: line.state for line in home.viewing.show(goal).lines}


def test_at_the_start_nothing_is_known_and_it_says_so(home: Journeys, goal: Goal) -> None:
    view = home.viewing.show(goal)
    assert {line.state for line in view.lines} == {"unknown"}
    assert view.level.label == "unknown"
    assert view.level.low < 7 < view.level.high
    assert not view.reached
    assert all(line.due == 0 for line in view.lines)


def test_lines_come_depth_first_with_the_gap_to_each_target(home: Journeys, goal: Goal) -> None:
    lines = home.viewing.show(goal).lines
    path: list[SkillId] = []
    for line in lines:
        del path[line.depth :]
        assert (path[-1] if path else None) == line.skill.parent
        path.append(line.skill.id)
        assert line.gap == pytest.approx(line.skill.target - line.level.mean)
    for line in lines:
        below = [other for other in lines if other.skill.parent == line.skill.id]
        assert line.is_leaf == (not below)
        if below:
            assert line.weight == pytest.approx(sum(other.weight for other in below))


def test_practice_makes_a_skill_known_and_then_reached(
    home: Journeys, goal: Goal, seat: Seat, learner: Learner
) -> None:
    outlines = home.drilling.drills.outlines("ielts-writing")
    skill = outlines[0].skill
    drills = [one.id for one in outlines if one.skill == skill and one.kind not in ("essay", "rubric")]
    sitting = seat(*drills)
    seen = [states(home, goal)[skill]]
    for _ in drills:
        sitting.answer(learner.right(sitting), 2, seconds=20)
        if (now := states(home, goal)[skill]) != seen[-1]:
            seen.append(now)
    assert seen[:3] == ["unknown", "rough", "practising"]
    line = next(line for line in home.viewing.show(goal).lines if line.skill.id == skill)
    assert (line.state == "reached") == (line.level.low >= line.skill.target)
    assert line.level.n == len(drills)


def test_every_state_is_one_of_a_few_words(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    for n in range(8):
        sitting = home.drilling.sit_down(goal, 10)
        while not (sitting.is_over or sitting.time_is_up):
            sitting.answer(learner.right(sitting) if n % 2 else "not this", 2, seconds=30)
        sitting.finish()
        clock.go(days=1)
    home.tending.include(goal, SkillId("lr"), False)
    assert set(states(home, goal).values()) <= WORDS
    assert states(home, goal)[SkillId("lr")] == "left out"


def test_what_is_due_is_counted_per_skill_and_summed_per_branch(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal)
    for _ in range(6):
        sitting.answer("not this", 1, seconds=20)
    sitting.finish()
    view = home.viewing.show(goal)
    assert all(line.due == 0 for line in view.lines)
    clock.go(days=30)
    lines = home.viewing.show(goal).lines
    assert sum(line.due for line in lines if line.is_leaf) == 6
    assert sum(line.due for line in lines if line.depth == 0) == 6


def test_a_level_grows_less_certain_while_nothing_is_practised(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal)
    for _ in range(20):
        sitting.answer(learner.right(sitting), 2, seconds=20)
    now = home.viewing.show(goal).level
    later = home.viewing.show(goal, home.today.day() + timedelta(days=30)).level
    assert later.mean == pytest.approx(now.mean)
    assert later.high - later.low > now.high - now.low


def test_the_course_has_one_level_for_each_day_of_practice(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    days = []
    for _ in range(3):
        sitting = home.drilling.sit_down(goal, 5)
        sitting.answer(learner.right(sitting), 2, seconds=20)
        sitting.answer(learner.right(sitting), 2, seconds=20)
        sitting.finish()
        days.append((home.today.day(), home.viewing.show(goal).level))
        clock.go(days=2)
    course = home.viewing.course(goal, None)
    assert [day for day, _ in course] == [day for day, _ in days]
    assert [level.mean for _, level in course] == pytest.approx([level.mean for _, level in days])


def test_a_goal_is_found_by_what_a_person_would_type(home: Journeys, goal: Goal) -> None:
    assert {
        home.viewing.find(name).id for name in ("ielts-writing", "ielts", "IELTS Writing", "ielts WRITING")
    } == {goal.id}
    with pytest.raises(Refused, match="no goal"):
        home.viewing.find("piano")
    second = home.setting.accept(home.setting.read("IELTS writing 7 to 8 by June, 20 min a day"))
    with pytest.raises(Refused, match="2 goals"):
        home.viewing.find("ielts")
    assert home.viewing.find(second.id) == second
    assert home.viewing.find(goal.id) == goal


def test_the_goal_a_command_means_is_the_first_active_one(home: Journeys, goal: Goal) -> None:
    second = home.setting.accept(home.setting.read("IELTS writing 7 to 8 by June, 20 min a day"))
    assert home.viewing.only_goal() == goal
    paused = home.tending.set_status(goal, "paused")
    assert home.viewing.only_goal() == second
    assert home.viewing.goals() == (second, paused)
