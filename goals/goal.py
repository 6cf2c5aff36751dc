"""A goal: an outcome with a target level and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from goals.ids import GoalId
from goals.scales import Scale

Kind = Literal[
    "exam", "language", "programming", "instrument", "maths", "professional", "physical", "project"
]
Status = Literal["active", "paused", "dropped", "reached"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What the learner wants to be able to do, and by when."""

    id: GoalId
    title: str
    """Short name, as in "IELTS Writing"."""
    sentence: str
    """What the learner wrote, kept as written."""
    kind: Kind
    pack: str | None
    """The curriculum pack it is practised with; None for a goal that no pack covers."""
    scale: Scale
    current: float
    """The level the learner says they have now, on the scale: the prior's centre, not a measurement."""
    target: float
    deadline: date | None
    minutes_per_day: int
    arithmetic: str
    """How skills combine into the goal's level: a name from `goals.arithmetic`."""
    created_at: datetime
    """UTC."""
    status: Status = "active"

    def days_left(self, day: date) -> int | None:
        """Study days from `day` to the deadline, 0 on the day itself, negative after; None without one."""
        return None if self.deadline is None else (self.deadline - day).days
