"""How skills combine into a goal's level and how that is reported: the exams' own arithmetic (LEARNING 1.2).

Levels are tracked unrounded; rounding is only for saying them. What an exam doesn't publish is said with its
stricter reading beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goals.ids import SkillId
from goals.refusals import Refused
from goals.scales import Scale

WEIGHTED_MEAN: Final = "weighted-mean"
IELTS_WRITING: Final = "ielts-writing"
IELTS_OVERALL: Final = "ielts-overall"
NAMES: Final = (WEIGHTED_MEAN, IELTS_WRITING, IELTS_OVERALL)
"""What may stand in `Goal.arithmetic`; anything else counts as the weighted mean."""

TASK_1: Final = ("ta", "cc", "lr", "gra")
"""Criteria of Writing Task 1, by the prefix of their leaves' ids."""
TASK_2: Final = ("tr", "cc", "lr", "gra")
"""Criteria of Writing Task 2, which counts double."""

Paper = Literal["listening", "academic-reading", "general-reading"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A level as an exam would print it."""

    value: float
    """On the scale, on a step of it."""
    stricter: float | None = None
    """Under the stricter reading of an unpublished rule; None where that says the same."""
    note: str = ""
    """What has to be said beside it; a sentence, or empty."""


def combined(arithmetic: str, levels: Mapping[SkillId, float], weights: Mapping[SkillId, float]) -> float:
    """The goal's level, unrounded, from the levels of its active leaves on the scale.

    Args:
        arithmetic: one of `NAMES`.
        levels: of the leaves.
        weights: their shares of the goal (`SkillTree.weights`); leaves without a level are left out.

    Raises:
        Refused: no leaf has a level.
    """
    if not any(leaf in levels for leaf in weights):
        raise Refused("Without a skill there is no level to work out.")
    if arithmetic == IELTS_WRITING:
        by = criteria(levels, weights)
        if set(by) == {*TASK_1, *TASK_2}:
            return writing([by[one] for one in TASK_1], [by[one] for one in TASK_2])
    return _mean([(levels[leaf], weight) for leaf, weight in weights.items() if leaf in levels])


def criteria(levels: Mapping[SkillId, float], weights: Mapping[SkillId, float]) -> Mapping[str, float]:
    """The IELTS Writing criteria (tr, ta, cc, lr, gra) from their leaves: weighted means, unrounded.

    A leaf belongs to the criterion its id begins with, as in `cc-linking`; other leaves are left out, as are
    criteria without a leaf.
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for leaf, weight in weights.items():
        criterion = leaf.partition("-")[0]
        if criterion in (*TASK_1, *TASK_2) and leaf in levels and weight > 0:
            found.setdefault(criterion, []).append((levels[leaf], weight))
    return {criterion: _mean(parts) for criterion, parts in found.items()}


def writing(task_1: Sequence[float], task_2: Sequence[float]) -> float:
    """IELTS Writing, unrounded, from four criteria each: (T1 + 2 T2) / 3."""
    return (sum(task_1) + 2 * sum(task_2)) / 12


def points(task_1: Sequence[int], task_2: Sequence[int]) -> int:
    """IELTS Writing in points, of 108: the sum of Task 1's criterion bands and twice that of Task 2's."""
    return sum(task_1) + 2 * sum(task_2)


def points_needed(band: float, *, stricter: bool = False) -> int:
    """The fewest points of IELTS Writing that report as a band, on either reading of the rounding."""
    return math.ceil((band if stricter else band - 0.25) * 12 - _SLACK)


def reported(arithmetic: str, value: float, scale: Scale) -> Reported:
    """An unrounded level as it would be reported.

    Args:
        arithmetic: one of `NAMES`.
        value: unrounded, on the scale.
        scale: the goal's.
    """
    value = min(max(value, scale.low), scale.high)
    if arithmetic == IELTS_WRITING:
        near, under = _nearest(value, 0.5), math.floor(value * 2 + _SLACK) / 2
        if near == under:
            return Reported(near)
        return Reported(
            near,
            under,
            "How Writing is rounded is not published: or half a band lower, on the stricter reading.",
        )
    if arithmetic == IELTS_OVERALL:
        return Reported(_nearest(value, 0.5))
    if _held_once_reached(scale):
        return Reported(scale.low + math.floor((value - scale.low) / scale.step + _SLACK) * scale.step)
    return Reported(min(scale.low + _nearest(value - scale.low, scale.step), scale.high))


def threshold(arithmetic: str, target: float, scale: Scale | None = None, *, stricter: bool = False) -> float:
    """The lowest unrounded level that is reported as the target.

    Args:
        arithmetic: one of `NAMES`.
        target: on the scale.
        scale: the goal's; the weighted mean rounds to its steps, and without one it doesn't round.
        stricter: under the stricter reading, where a rule is not published.
    """
    if arithmetic == IELTS_WRITING:
        return target if stricter else target - 0.25
    if arithmetic == IELTS_OVERALL:
        return target - 0.25
    return target if scale is None or _held_once_reached(scale) else target - scale.step / 2


def overall(papers: Sequence[float]) -> float:
    """IELTS overall: the mean of the four papers' bands to the nearest half, .25 and .75 going up.

    Raises:
        Refused: not four papers.
    """
    if len(papers) != 4:
        raise Refused("The overall band needs four: Listening, Reading, Writing and Speaking.")
    return _nearest(sum(papers) / 4, 0.5)


def raw_to_band(paper: Paper, raw: int) -> Reported:
    """The band for so many right answers of 40; always an estimate, for cut-offs move by a mark per version.

    Raises:
        Refused: not 0 to 40, or fewer right answers than the table knows.
    """
    table = _RAW[paper]
    if not 0 <= raw <= 40:
        raise Refused("A paper has 40 questions: give a number from 0 to 40.")
    for least, band in table:
        if raw >= least:
            return Reported(band, note="Estimated: cut-offs move by about one mark from version to version.")
    raise Refused(
        f"Below {table[-1][0]} right answers no band is known.", "The published tables begin at band 4."
    )


def _nearest(value: float, step: float) -> float:
    """To the nearest step, halves up; never Python's `round`, which sends halves to even."""
    return math.floor(value / step + 0.5 + _SLACK) * step


def _held_once_reached(scale: Scale) -> bool:
    """True where a level is passed or not (grades, CEFR, levels); False for bands and percent."""
    return scale.step >= 1 and scale.high - scale.low <= 20


def _mean(parts: Sequence[tuple[float, float]]) -> float:
    whole = sum(weight for _, weight in parts)
    if not whole:
        return sum(level for level, _ in parts) / len(parts)
    return sum(level * weight for level, weight in parts) / whole


_SLACK: Final = 1e-9
"""For thirds and twelfths that floats can't hold: 99/12 must report as 8.5."""

_BANDS: Final = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
_RAW: Final[Mapping[Paper, tuple[tuple[int, float], ...]]] = {
    # Fewest right answers per band; official anchors and, between them, widely published approximations.
    "listening": tuple(zip((39, 37, 35, 32, 30, 26, 23, 18, 16, 13, 10), _BANDS, strict=True)),
    "academic-reading": tuple(zip((39, 37, 35, 33, 30, 27, 23, 19, 15, 13, 10), _BANDS, strict=True)),
    "general-reading": tuple(zip((40, 39, 37, 36, 34, 32, 30, 27, 23, 19, 15), _BANDS, strict=True)),
}
