"""A drill's place in memory: how firmly it is known and when it is due. Needs no scheduler to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from goals.ids import DrillId, GoalId, SkillId

LONGEST: Final = 36_500
"""Days; no review is put off further."""
DECAY: Final = -0.1542
"""Exponent of the forgetting curve, FSRS-6 default."""
FACTOR: Final = 0.9 ** (1 / DECAY) - 1
"""Makes recall 0.9 after `stability` days."""


@dataclass(frozen=True, slots=True)
class Review:
    """One drill of one goal, answered at least once. Derived: rebuilt by replaying its attempts."""

    drill: DrillId
    goal: GoalId
    skill: SkillId
    state: int
    """The scheduler's own state; 2, "in review", always, because days are its smallest step."""
    step: int | None
    """The scheduler's step within a day; None always, for the same reason."""
    stability: float
    """Days after which the chance of a right answer has fallen to 0.9."""
    difficulty: float
    """1 easy to 10 hard."""
    due: date
    """The study day it wants to come back."""
    last: datetime
    """The study day it last moved, as noon UTC of that day: whole days between any two."""
    reps: int
    """Study days on which it was answered."""
    lapses: int
    """Of these, days after the first on which it was not known."""

    @property
    def last_day(self) -> date:
        """The study day it last moved."""
        return self.last.date()

    @property
    def interval(self) -> int:
        """Days between its last answer and the day it is due, at least 1."""
        return max((self.due - self.last_day).days, 1)


def retention(review: Review, on: date) -> float:
    """The chance, 0 to 1, that the drill would be answered right on a day; 1 on the day of its last answer.

    The forgetting curve of FSRS-6, R(t) = (1 + f t / S)^d with d = -0.1542, f = 0.9^(1/d) - 1 (Ye 2024, "The
    algorithm", open-spaced-repetition). A day before the last answer counts as that day.
    """
    days = max((on - review.last_day).days, 0)
    return float((1 + FACTOR * days / review.stability) ** DECAY)
