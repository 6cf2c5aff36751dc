"""An attempt: one try, immutable. Everything else about practice is derived from these and can be rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId

Confidence = Literal[1, 2, 3]
"""1 guess, 2 think so, 3 sure."""

Grader = Literal["auto", "self", "teacher", "model", "official"]

Event = Literal["drill", "score", "overrule", "prior"]
"""drill: an answer · score: a level somebody gave · overrule: the learner's own correction of a level ·
prior: what the learner said of a branch before placement, the prior's centre only."""


AGAIN = "again"
"""The block of a drill that returns within its session because the learner was sure and wrong."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One piece of evidence about one goal. Scored 0 to 1, or a level on the goal's scale, or neither (an essay)."""

    id: AttemptId
    """Globally unique and time-ordered, so that two devices' histories can be united."""
    goal: GoalId
    skill: SkillId | None
    """None: about the whole goal, as an official overall score is."""
    at: datetime
    """UTC."""
    day: date
    """The learner's study day, which turns at 04:00 local."""
    zone: str
    """Name of the time zone it happened in."""
    event: Event = "drill"
    drill: DrillId | None = None
    kind: str = ""
    """The drill's kind; empty for a score."""
    session: SessionId | None = None
    block: str = ""
    """The agenda's block it belonged to: recall, focus, mixed, produce, place ..."""
    answer: str = ""
    """Exactly what the learner gave, cleaned; never normalised."""
    score: float | None = None
    """0 to 1 from a grader; None where nothing can be scored."""
    level: float | None = None
    """On the goal's scale, for scores, overrules and priors."""
    grader: Grader = "auto"
    grader_version: str = ""
    """Which grader and edition gave the score, so that a better one can re-grade."""
    difficulty: float | None = None
    guess: float = 0.0
    expected: float | None = None
    """The chance of a right answer predicted before it was given, 0 to 1."""
    confidence: Confidence | None = None
    seconds: float | None = None
    hints: int = 0
    """How many hints were read; any makes the attempt assisted."""
    dont_know: bool = False
    met: int | None = None
    """Study days since the same drill was answered before; None the first time. Its key was seen then."""
    note: str = ""
    observed: str = ""
    """Observations of a text, as JSON, where nothing is scored."""

    @property
    def assisted(self) -> bool:
        """True if a hint was read, or the key was seen minutes before: it may lower a level, never raise it."""
        return self.hints > 0 or self.block == AGAIN

    @property
    def correct(self) -> bool | None:
        """True for a full score; None where nothing was scored."""
        return None if self.score is None else self.score >= 0.999
