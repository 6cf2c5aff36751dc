"""A grade: what a grader says of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the answer or of the key, for showing the difference between them."""

    text: str
    sort: Literal["same", "wrong", "right", "missing"]
    """same in both · wrong in the answer · right: what should stand there · missing from the answer"""


@dataclass(frozen=True, slots=True)
class Grade:
    """The verdict on one answer."""

    score: float | None
    """0 to 1; None for a text that is observed, not scored."""
    expected: str
    """The right answer as a person would write it."""
    why: str = ""
    """One sentence about this answer: "located, but not put right", "one letter off". Empty if nothing to add."""
    reliability: float = 1.0
    """How far the score can be trusted, 0 to 1: 1 for an exact key, less for checks of effort or self-scores."""
    marks: tuple[Mark, ...] = ()
    """Answer against key, for the eye; joined as they are they read as a line. Empty where it would not help."""
    also: tuple[str, ...] = ()
    """Other accepted answers, best first, without `expected`."""
    observations: Mapping[str, float | int | str] = field(default_factory=dict)
    """What was counted in a text that is not scored."""
    grader: str = ""
    """Grader and edition, as in "correction-1"."""

    @property
    def correct(self) -> bool:
        """True for a full score."""
        return self.score is not None and self.score >= 0.999
