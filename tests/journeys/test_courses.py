"""Weeks of practice by simulated learners, through the real journeys: each course ends as its kind of learner deserves.

More learners, all kinds and two whole months: docs/coaching-quality.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from coach.clock import SteppedClock
from coach.journeys.bundle import Journeys
from coach.sample_learner import SampleLearner, simulate
from goals.attempts import Attempt
from goals.goal import Goal
from goals.levels import Level
from goals.students import Archetype, Student

if TYPE_CHECKING:
    from tests.journeys.conftest import Open


@dataclass
class Course:
    """What happened to one learner."""

    home: Journeys
    goal: Goal
    student: Student
    levels: list[tuple[Level, float]] = field(default_factory=list)
    """Of the goal at the end of each day, and the truth."""

    @property
    def tries(self) -> list[Attempt]:
        return [a for a in self.home.drilling.attempts.of_goal(self.goal.id) if a.event == "drill"]

    @property
    def truth(self) -> float:
        weights = self.home.drilling.goals.tree(self.goal.id).weights()
        return sum(w * self.student.true_level(skill) for skill, w in weights.items())

    def success(self) -> float:
        scores = [a.score for a in self.tries if a.score is not None]
        return sum(scores) / len(scores)

    def minutes(self) -> dict[date, float]:
        spent: Counter[date] = Counter()
        for a in self.tries:
            spent[a.day] += round(a.seconds or 0)
        return {day: seconds / 60 for day, seconds in spent.items()}


Run = Callable[..., Course]


@pytest.fixture
def clock() -> SteppedClock:
    """The evening the goal was set."""
    return SteppedClock(datetime(2026, 11, 20, 18, tzinfo=UTC))


@pytest.fixture
def run(open_home: Open, clock: SteppedClock) -> Run:
    """Lives some days."""

    def run_(
        kind: Archetype, days: int, *, seed: int = 1, minutes: float = 10, remembers: bool = False
    ) -> Course:
        home = open_home(None)
        goal = home.tending.change(home.today.goals()[0], minutes_per_day=round(minutes))
        tree = home.drilling.goals.tree(goal.id)
        student = Student(kind, tree, goal.scale, goal.current, Random(seed), full_dose=60 * minutes / 24)
        learner = SampleLearner(student, Random(seed + 100), remembers=remembers)
        course = Course(home, goal, student)
        for day, _ in simulate(home, clock, goal, learner, days):
            course.levels.append((home.viewing.show(goal, day).level, course.truth))
        return course

    return run_


def test_the_perfect_one_finishes(run: Run) -> None:
    course = run("perfect", 28)
    view = course.home.viewing.show(course.goal)
    assert view.reached
    assert min(n for n, (level, _) in enumerate(course.levels, start=1) if level.mean >= 8.5) <= 14
    plan = course.home.today.look(course.goal).agenda
    assert any("target reached: keeping it there" in block.reason for block in plan.blocks)


def test_the_stuck_one_is_never_flattered(run: Run) -> None:
    course = run("stuck", 24)
    flattered = [level.low > truth + 0.05 for level, truth in course.levels[5:]]
    assert sum(flattered) <= 0.15 * len(flattered)  # an 80 % interval lies above the truth once in ten times
    assert course.levels[-1][0].low <= course.truth
    assert not course.home.viewing.show(course.goal).reached


def test_the_failing_one_hears_within_days_that_they_are_far_below_what_they_said(run: Run) -> None:
    course = run("failing", 14)
    assert all(level.high < 6.5 for level, _ in course.levels[4:])
    assert course.levels[-1][0].mean == pytest.approx(course.truth, abs=1)


def test_who_learns_keys_by_heart_is_not_flattered(run: Run) -> None:
    course = run("stuck", 30, remembers=True, minutes=12)
    assert course.levels[-1][0].low <= course.truth + 0.05


def test_the_failing_one_is_given_what_is_easiest_and_seldom_the_same(run: Run) -> None:
    course = run("failing", 14)
    late = [a for a in course.tries if a.block in ("focus", "mixed")][-40:]
    assert sum(a.difficulty or 9 for a in late) / len(late) < 7.0
    worn = Counter(a.drill for a in course.tries).most_common(1)[0][1]
    assert worn <= 10


def test_the_absent_one_is_not_buried(run: Run, clock: SteppedClock) -> None:
    course = run("absent", 50, seed=2)
    home, goal = course.home, course.goal
    assert len(course.minutes()) == 20
    waiting = sum(line.due for line in home.viewing.show(goal).lines if line.is_leaf)
    assert waiting > 40
    today = home.today.look(goal)
    assert today.days_away == 30
    assert sum(block.minutes for block in today.agenda.blocks) <= 10
    recall = next(block for block in today.agenda.blocks if block.kind == "recall")
    assert recall.minutes <= 6
    fresh = {a.drill for a in course.tries}
    assert [one for block in today.agenda.blocks for one in block.drills if one not in fresh]
    for _ in range(3):
        learner = SampleLearner(course.student, Random(9))
        for _ in simulate(home, clock, goal, learner, 1):
            pass
        plan = home.today.look(goal).agenda
        assert sum(block.minutes for block in plan.blocks if block.kind == "recall") <= 6


def test_the_half_doser_is_seen_to_do_half(run: Run) -> None:
    course = run("half_doser", 20, seed=3, minutes=20)
    each = list(course.minutes().values())
    assert len(each) == 20
    assert 9 <= sum(each) / len(each) <= 13
    level, truth = course.levels[-1]
    assert level.low - 0.1 <= truth <= level.high + 0.1


def test_a_steady_learner_meets_everything_and_is_told_the_truth(run: Run) -> None:
    course = run("steady", 30, seed=4, minutes=15)
    level, truth = course.levels[-1]
    assert level.low - 0.3 <= truth <= level.high + 0.3
    kinds = Counter(a.kind for a in course.tries)
    assert 1 <= kinds["rubric"] <= 5
    blocks = {a.block for a in course.tries}
    assert {"recall", "focus", "mixed", "produce"} <= blocks
    assert len({a.skill for a in course.tries}) >= 14
    assert course.home.drilling.recording.live_equals_replay(course.goal)
