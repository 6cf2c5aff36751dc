"""A goal's scale as marks along an edge: which values are written, and where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from goals.scales import Scale

_STEPS: Final = (1, 2, 4, 5, 10, 20, 25, 40, 50, 100)
"""How many of the scale's steps may lie between two marks."""


def ticks(scale: Scale, low: float, high: float, most: int) -> tuple[float, ...]:
    """Values worth marking on a stretch of the scale: evenly spaced, on its steps, at most so many.

    Args:
        scale: the goal's.
        low: where the stretch begins.
        high: where it ends.
        most: more marks than this would not fit.
    """
    for count in _STEPS:
        apart = scale.step * count
        if apart < 1 and high - low > 2:
            continue  # whole values read better, wherever there are some
        first = math.ceil(low / apart - 1e-9)
        last = math.floor(high / apart + 1e-9)
        if last - first < max(most, 1):
            return tuple(round(number * apart, 6) for number in range(first, last + 1))
    return (low,)


def reach(scale: Scale, values: Sequence[float]) -> tuple[float, float]:
    """The stretch of the scale that holds all values, in whole steps; in tens where the scale is a long one."""
    whole = max(scale.step, 10.0 if scale.high - scale.low > 20 else 1.0)
    low = max(math.floor(min(values) / whole + 1e-9) * whole, scale.low)
    high = min(math.ceil(max(values) / whole - 1e-9) * whole, scale.high)
    return (low, high) if high > low else (scale.low, scale.high)


def marks_line(scale: Scale, low: float, high: float, width: int) -> str:
    """The values of a stretch written over its cells, each centred where `screens.words.ruler` draws it.

    Args:
        scale: the goal's.
        low: value at the left edge.
        high: value at the right edge.
        width: cells.
    """
    if width < 3 or high <= low:
        return " " * max(width, 0)
    labels = _labels(scale, low, high, width)
    line = [" "] * width
    for value, label in labels:
        start = round((value - low) / (high - low) * (width - 1)) - (len(label) - 1) // 2
        start = min(max(start, 0), width - len(label))
        line[start : start + len(label)] = label
    return "".join(line)


def _labels(scale: Scale, low: float, high: float, width: int) -> Sequence[tuple[float, str]]:
    """As many labels as leave a gap of two cells between neighbours."""
    for most in range(max(width // 4, 1), 0, -1):
        found = [(value, scale.show(value)) for value in ticks(scale, low, high, most)]
        room = (width - 1) / max(len(found) - 1, 1)
        if len(found) <= 1 or max(len(label) for _, label in found) + 2 <= room:
            return [one for one in found if len(one[1]) <= width]
    return []
