"""Viewing goals: levels, gaps and their course, as the app and `coach goal show` draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.clock import Clock
from coach.journeys.forecasting import Forecasting
from coach.journeys.planning import Planning
from coach.store.attempt_store import AttemptStore
from coach.store.derived_store import WHOLE, DerivedStore
from coach.store.goal_store import GoalStore
from goals.arithmetic import Reported, reported, threshold
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import SkillId
from goals.levels import Level, every
from goals.skills import Skill


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One node of the tree as it stands today."""

    skill: Skill
    depth: int
    is_leaf: bool
    weight: float
    """Effective share of the goal."""
    level: Level
    gap: float
    state: str
    """In one or two words: unknown, rough, reached, waiting, resting, practising."""
    due: int
    """Reviews due today."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal whole."""

    goal: Goal
    day: date
    level: Level
    reported: Reported
    """The level as the exam would say it."""
    reached: bool
    lines: tuple[SkillLine, ...]
    """Depth first, in tree order."""


class Viewing:
    """Reads; never writes."""

    def __init__(
        self,
        goals: GoalStore,
        attempts: AttemptStore,
        derived: DerivedStore,
        planning: Planning,
        forecasting: Forecasting,
        clock: Clock,
    ) -> None:
        self._goals = goals
        self._attempts = attempts
        self._derived = derived
        self._planning = planning
        self._forecasting = forecasting
        self._clock = clock

    def find(self, named: str) -> Goal:
        """A goal by id, its beginning or title; `Refused` names those there are."""
        return self._goals.find(named)

    def goals(self) -> tuple[Goal, ...]:
        """All goals but dropped ones, active first, then oldest first."""
        live = [goal for goal in self._goals.every() if goal.status != "dropped"]
        return tuple(sorted(live, key=lambda goal: goal.status != "active"))

    def only_goal(self) -> Goal | None:
        """The active goal that a command means when it names none: the first one set."""
        active = self._goals.with_status("active")
        return active[0] if active else None

    def show(self, goal: Goal, day: date | None = None) -> GoalView:
        """Levels, gaps and words for every node."""
        on = day or self._clock.day()
        picture = self._planning.picture(goal, on)
        levels = every(picture.state, goal.scale, picture.tree, on)
        waits = {one.skill.id for one in picture.standings if one.gate < 0.5}
        due: dict[SkillId, int] = {}
        for review in self._derived.due(goal.id, on, 10_000):
            due[review.skill] = due.get(review.skill, 0) + 1
        lines: list[SkillLine] = []

        def walk(parent: SkillId | None, depth: int) -> None:
            for skill in picture.tree.children(parent):
                level = levels[skill.id]
                leaves = picture.tree.leaves_under(skill.id)
                is_leaf = leaves == (skill,)
                lines.append(
                    SkillLine(
                        skill=skill,
                        depth=depth,
                        is_leaf=is_leaf,
                        weight=picture.tree.weight(skill.id),
                        level=level,
                        gap=skill.target - level.mean,
                        state=_state(skill, level, waiting=skill.id in waits),
                        due=sum(due.get(leaf.id, 0) for leaf in leaves),
                    )
                )
                walk(skill.id, depth + 1)

        walk(None, 0)
        whole = levels[None]
        return GoalView(
            goal,
            on,
            whole,
            reported(goal.arithmetic, whole.mean, goal.scale),
            whole.low >= threshold(goal.arithmetic, goal.target, goal.scale),
            tuple(lines),
        )

    def course(self, goal: Goal, skill: SkillId | None, days: int = 365) -> Sequence[tuple[date, Level]]:
        """How a level went, by day."""
        return self._derived.course(goal.id, skill or WHOLE, self._clock.day() - timedelta(days=days))

    def scores(self, goal: Goal) -> Sequence[Attempt]:
        """Scores that were entered, oldest first."""
        return self._attempts.scores(goal.id)


def _state(skill: Skill, level: Level, *, waiting: bool) -> str:
    if not skill.included:
        return "left out"
    if level.label != "measured":
        return level.label
    if level.low >= skill.target:
        return "reached"
    return "waiting" if waiting else "practising"
