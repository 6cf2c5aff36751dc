"""Planning a real home's day: what was practised steers what comes, and the plan is there before the first frame."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from coach.clock import SteppedClock
from coach.journeys.bundle import Journeys
from coach.sample_learner import SampleLearner, practise, simulate
from goals.agenda import Agenda
from goals.agenda_value import Standing
from goals.goal import Goal
from goals.ids import SkillId
from goals.students import Student

if TYPE_CHECKING:
    from tests.journeys.conftest import Learner, Open

PACK = "ielts-writing"


@pytest.fixture
def clock() -> SteppedClock:
    """The day the goal was set."""
    return SteppedClock(datetime(2026, 11, 20, 9, tzinfo=UTC))


def agenda(home: Journeys, goal: Goal, minutes: int = 30) -> Agenda:
    return home.drilling.planning.agenda(goal, home.clock.day(), minutes)


def standing(home: Journeys, goal: Goal, skill: str) -> Standing:
    picture = home.drilling.planning.picture(goal, home.clock.day())
    return next(one for one in picture.standings if one.skill.id == skill)


def answered(home: Journeys, goal: Goal, learner: Learner, count: int, *, right: bool = True) -> list[str]:
    """Drills answered in one sitting."""
    sitting = home.drilling.sit_down(goal, 60)
    met = []
    for _ in range(count):
        met.append(str(learner.asked(sitting)))
        sitting.answer(learner.right(sitting) if right else "not this", 2, seconds=45)
    sitting.finish()
    return met


def test_planning_changes_nothing_and_says_the_same_twice(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    answered(home, goal, learner, 12)
    before = home.drilling.database.connection.total_changes
    assert agenda(home, goal) == agenda(home, goal)
    assert home.drilling.database.connection.total_changes == before


@pytest.mark.parametrize("minutes", [5, 15, 30, 45, 90, 180, 240])
def test_the_first_day_fills_any_minutes(home: Journeys, goal: Goal, minutes: int) -> None:
    plan = agenda(home, goal, minutes)
    times = {one.id: one.seconds for one in home.drilling.drills.outlines(PACK)}
    drilling = sum(times[one] for block in plan.blocks for one in block.drills)
    reflecting = 60 * sum(block.minutes for block in plan.blocks if block.kind == "reflect")
    assert 0.85 * 60 * minutes <= drilling + reflecting <= 60 * minutes


def test_the_first_day_begins_with_what_counts_most(home: Journeys, goal: Goal) -> None:
    plan = agenda(home, goal)
    weights = home.drilling.goals.tree(goal.id).weights()
    first = plan.blocks[0]
    assert first.kind == "focus"
    assert weights[first.skills[0]] >= 0.07
    assert first.reason.endswith("not measured yet")
    assert not [block for block in plan.blocks if "gap" in block.reason]


def test_a_reported_drill_is_not_planned_any_more(home: Journeys, goal: Goal) -> None:
    sitting = home.drilling.sit_down(goal)
    ask = sitting.ask()
    assert ask is not None
    sitting.report()
    assert ask.drill.id not in {one for block in agenda(home, goal).blocks for one in block.drills}


def test_a_skill_left_out_is_not_planned_any_more(home: Journeys, goal: Goal) -> None:
    skill = agenda(home, goal).blocks[0].skills[0]
    home.tending.include(goal, skill, False)
    assert skill not in {one for block in agenda(home, goal, 90).blocks for one in block.skills}


def test_more_weight_brings_a_skill_into_focus(home: Journeys, goal: Goal) -> None:
    home.tending.weigh(goal, SkillId("lr-style"), 0.6)
    assert agenda(home, goal).blocks[0].skills == ("lr-style",)


def test_the_learners_own_pace_changes_how_much_is_planned(
    home: Journeys, goal: Goal, learner: Learner, clock: SteppedClock
) -> None:
    usual = sum(len(block.drills) for block in agenda(home, goal).blocks)
    sitting = home.drilling.sit_down(goal, 60)
    for _ in range(30):
        sitting.answer(learner.right(sitting), 2, seconds=180)
    sitting.finish()
    clock.go(days=1)
    assert sum(len(block.drills) for block in agenda(home, goal).blocks) < 0.6 * usual


def test_what_was_answered_rests_four_days_unless_its_review_comes(
    home: Journeys, goal: Goal, learner: Learner, clock: SteppedClock
) -> None:
    met = set(answered(home, goal, learner, 25))
    for _ in range(3):
        clock.go(days=1)
        plan = agenda(home, goal, 60)
        assert not met & {one for block in plan.blocks if block.kind != "recall" for one in block.drills}


def test_placement_begins_no_skill_and_practice_does(
    home: Journeys, goal: Goal, learner: Learner, clock: SteppedClock
) -> None:
    sitting = home.placing.sit_down(goal)
    while not sitting.is_over:
        sitting.answer(learner.right(sitting), 2, seconds=10)
    assert not any(one.opened for one in home.drilling.planning.picture(goal, clock.day()).standings)
    assert home.drilling.planning.picture(goal, clock.day()).opened_this_week == 0
    clock.go(seconds=60)
    met = {one.rsplit("-", 1)[0] for one in answered(home, goal, learner, 20)}
    clock.go(days=1)
    begun = [
        one.skill.id for one in home.drilling.planning.picture(goal, clock.day()).standings if one.opened
    ]
    assert set(begun) == met
    assert home.drilling.planning.picture(goal, clock.day()).opened_this_week == len(begun)
    clock.go(days=7)
    assert home.drilling.planning.picture(goal, clock.day()).opened_this_week == 0


def test_attention_sums_to_one_and_names_what_was_practised(
    home: Journeys, goal: Goal, learner: Learner, clock: SteppedClock
) -> None:
    assert sum(one.attention for one in home.drilling.planning.picture(goal, clock.day()).standings) == 0
    met = Counter(one.rsplit("-", 1)[0] for one in answered(home, goal, learner, 20))
    clock.go(days=1)
    for skill, count in met.items():
        assert standing(home, goal, skill).attention == pytest.approx(count / 20)
    clock.go(days=14)
    assert standing(home, goal, next(iter(met))).attention == 0


def test_a_dependent_skill_waits_while_its_prerequisite_is_clearly_below(home: Journeys, goal: Goal) -> None:
    for _ in range(3):
        home.tending.score(goal, 5.0, skill=SkillId("ta-data"), by="official")
        home.tending.score(goal, 8.0, skill=SkillId("ta-overview"), by="official")
    home.tending.weigh(goal, SkillId("ta-overview"), 0.5)
    plan = agenda(home, goal, 60)
    assert "ta-overview" not in {one for block in plan.blocks for one in block.skills}
    assert "overview (needs accurate data language first)" in plan.left_out
    assert standing(home, goal, "ta-overview").gate < 0.5


def test_when_every_target_is_reached_what_was_learned_is_kept_alive(home: Journeys, goal: Goal) -> None:
    for _ in range(4):
        home.tending.score(goal, 9.0, by="official")
    plan = agenda(home, goal)
    assert sum(len(block.drills) for block in plan.blocks) > 10
    assert not [block for block in plan.blocks if "gap" in block.reason]


def test_a_failing_beginner_is_given_the_easiest_there_is(
    home: Journeys, goal: Goal, learner: Learner, clock: SteppedClock
) -> None:
    hard = {one.id: one.difficulty for one in home.drilling.drills.outlines(PACK)}
    for _ in range(3):
        answered(home, goal, learner, 20, right=False)
        clock.go(days=1)
    plan = agenda(home, goal)
    asked = [hard[one] for block in plan.blocks if block.kind == "focus" for one in block.drills]
    assert asked
    assert sum(asked) / len(asked) < 6.75


def test_it_is_planned_before_the_first_frame(open_home: Open, clock: SteppedClock) -> None:
    """With all drills of the pack. The aim is 25 ms (docs/performance.md); this sees a slip of another order."""
    home = open_home(None)
    (goal,) = home.today.goals()
    tree = home.drilling.goals.tree(goal.id)
    learner = SampleLearner(Student("steady", tree, goal.scale, 7.0, Random(1)), Random(2))
    for _ in range(6):
        practise(home, clock, goal, learner, 30)
        clock.go(days=1)
    spent = []
    for _ in range(15):
        began = time.process_time()
        agenda(home, goal, 45)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.15


@pytest.fixture
def fortnight(home: Journeys, goal: Goal, clock: SteppedClock) -> Iterator[tuple[Journeys, Goal]]:
    """Two weeks of a steady learner's practice, fifteen minutes a day."""
    tree = home.drilling.goals.tree(goal.id)
    learner = SampleLearner(Student("steady", tree, goal.scale, 7.0, Random(3)), Random(4), remembers=True)
    for _ in simulate(home, clock, goal, learner, 14, minutes=15):
        pass
    yield home, goal


def test_in_a_fortnight_the_weighty_skills_had_their_turn_and_no_drill_wore_out(
    fortnight: tuple[Journeys, Goal],
) -> None:
    home, goal = fortnight
    tries = [a for a in home.drilling.attempts.of_goal(goal.id) if a.event == "drill"]
    skills = Counter(a.skill for a in tries)
    weights = home.drilling.goals.tree(goal.id).weights()
    heavy = [skill for skill, weight in weights.items() if weight >= 0.08]
    assert all(skills[skill] >= 0.4 * weights[skill] * len(tries) for skill in heavy)
    assert max(skills.values()) <= 0.3 * len(tries)
    met: dict[str, list[date]] = {}
    for a in tries:
        earlier = met.setdefault(str(a.drill), [])
        if a.block in ("focus", "mixed", "produce") and earlier:
            assert a.day - earlier[-1] >= timedelta(days=4)
        earlier.append(a.day)
    assert max(len(set(when)) for when in met.values()) <= 7  # every other day, were it missed each time
