"""What only the learner can judge: ticking their own work, and scoring a reference text."""

from __future__ import annotations

import re
from typing import Final

from goals.drills import ChecklistKey, RubricKey
from goals.graders.places import places
from goals.graders.words import level
from goals.grades import Grade

CHECKLIST: Final = "checklist-self-report-1"
RUBRIC: Final = "rubric-self-report-1"
HALF_OFF: Final = 2.0
"""Mean distance from the reference, on the goal's scale, at which a self-score is worth nothing."""


def grade_checklist(key: ChecklistKey, answer: str) -> Grade:
    """The share of points ticked: "1 3 4", "all" or "none". A word on one's own work: little trusted."""
    count = len(key.points)
    ticked = _ticked(answer, count)
    why = ""
    if ticked is None:
        ticked = frozenset()
        if answer.strip():
            why = f"tick by number, 1 to {count}, or write all or none"
    elif len(ticked) < count:
        first = min(frozenset(range(count)) - ticked)
        why = f"{len(ticked)} of {count} ticked; next time: {key.points[first]}"
    return Grade(
        len(ticked) / count if count else 0.0,
        key.model or "; ".join(key.points),
        why,
        reliability=0.3,
        observations={"ticked": len(ticked), "points": count},
        grader=CHECKLIST,
    )


def grade_rubric(key: RubricKey, answer: str) -> Grade:
    """Closeness to the author's reference scores: 1 - mean absolute error / 2, at least 0 (LEARNING 1.7).

    `observations` holds, per criterion, the learner's score minus the reference, then `mae` and `bias` (above
    0: too kind), all on the goal's scale.
    """
    expected = ", ".join(
        f"{name} {score:g}" for name, score in zip(key.criteria, key.reference, strict=False)
    )
    given = _scores(answer, len(key.reference))
    if given is None:
        why = f"give {len(key.reference)} numbers, one for each criterion" if answer.strip() else ""
        return Grade(0.0, expected, why, reliability=0.5, grader=RUBRIC)
    off = [mine - theirs for mine, theirs in zip(given, key.reference, strict=True)]
    error = sum(map(abs, off)) / len(off)
    bias = sum(off) / len(off)
    return Grade(
        max(0.0, 1.0 - error / HALF_OFF),
        expected,
        _leaning(error, bias),
        reliability=0.5,
        observations={**dict(zip(key.criteria, off, strict=False)), "mae": error, "bias": bias},
        grader=RUBRIC,
    )


def rubric_key(key: RubricKey) -> str:
    """The reference scores as they are typed."""
    return " ".join(f"{score:g}" for score in key.reference)


def _ticked(answer: str, count: int) -> frozenset[int] | None:
    said = level(answer).strip(" .!")
    if said in _ALL:
        return frozenset(range(count))
    if said in _NONE:
        return frozenset()
    named = places(answer, count)
    return None if named is None else frozenset(named)


def _scores(answer: str, count: int) -> list[float] | None:
    """So many numbers, with a decimal point, or a decimal comma where only that gives so many."""
    for pattern in (_POINT, _COMMA):
        found = pattern.findall(answer[:2_000])
        if found and len(found) == count:
            return [float(one.replace(",", ".")) for one in found]
    return None


def _leaning(error: float, bias: float) -> str:
    if error < 0.005:
        return "exactly the author's reference"
    if abs(bias) < 0.125:
        return f"on average {error:.2g} off, neither kind nor strict"
    return f"on average {abs(bias):.2g} too {'kind' if bias > 0 else 'strict'}"


_ALL: Final = frozenset({"all", "everything", "all of them"})
_NONE: Final = frozenset({"none", "nothing", "0", "none of them"})
_POINT: Final = re.compile(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,4})?(?![0-9])")
_COMMA: Final = re.compile(r"(?<![\w.])[0-9]{1,3}(?:[.,][0-9]{1,4})?(?![0-9])")
