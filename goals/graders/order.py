"""Putting given sentences or steps in order."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from goals.drills import OrderKey
from goals.graders.places import as_numbers, places
from goals.graders.words import difference
from goals.grades import Grade

ORDER: Final = "order-1"
PARTIAL: Final = 0.6
"""The most an order that isn't right can get: the share of neighbours in place, times this."""


def grade_order(key: OrderKey, answer: str) -> Grade:
    """1 for the right order; else `PARTIAL` x the share of neighbours that stand together as they should."""
    count = len(key.order)
    expected = as_numbers(key.order)
    given = places(answer, count)
    if given is None or sorted(given) != list(range(count)):
        why = f"name each of the {count} once, as in {as_numbers(_example(count))}" if answer.strip() else ""
        return Grade(0.0, expected, why, grader=ORDER)
    if given == key.order:
        return Grade(1.0, expected, grader=ORDER)
    pairs = set(pairwise(key.order))
    kept = sum(pair in pairs for pair in pairwise(given))
    why = f"{kept} of {len(pairs)} neighbours stand as they should" if kept else "no two stand as they should"
    marks = difference(as_numbers(given), expected)
    return Grade(PARTIAL * kept / max(1, len(pairs)), expected, why, marks=marks, grader=ORDER)


def order_key(key: OrderKey) -> str:
    """The right order in numbers."""
    return as_numbers(key.order)


def _example(count: int) -> tuple[int, ...]:
    return (*range(1, count), 0) if count > 1 else (0,)
