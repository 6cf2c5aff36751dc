"""What planning knows of a drill. Apart from the drills themselves, whose keys the first frame can do without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goals.ids import DrillId, SkillId

Kind = Literal[
    "choice",
    "select",
    "text",
    "correction",
    "order",
    "number",
    "rewrite",
    "checklist",
    "rubric",
    "essay",
    "sql",
]

PRODUCTIVE: frozenset[Kind] = frozenset({"rewrite", "checklist", "essay"})
"""Kinds in which the learner writes in the final format: the agenda's "produce" block."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What planning needs to know of a drill; light enough to hold a whole pack's at start-up."""

    id: DrillId
    skill: SkillId
    kind: Kind
    difficulty: float
    """On the goal's scale: at this level half the answers are right, guessing aside."""
    guess: float
    """Chance of a right answer without knowing, 0 to 1."""
    seconds: int
    """Typical time, before the learner's own is known."""
