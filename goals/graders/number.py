"""A number, and perhaps the word for where it went: "rose by 12.5%"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from goals.drills import NumberKey
from goals.graders.directions import directions
from goals.graders.numerals import numerals
from goals.graders.words import level
from goals.grades import Grade

NUMBER: Final = "number-2"
ONLY_VALUE: Final = 0.5
ONLY_DIRECTION: Final = 0.25
READ: Final = 2_000
"""Characters of an answer that are read; a number stands in its first line."""
POINTS: Final = "percentage points"
"""The unit of a change from one percentage to another: never shown as "%"."""


def grade_number(key: NumberKey, answer: str) -> Grade:
    """1 for the number within its tolerance and, if asked for, its direction; half for the number alone."""
    text = level(_plain(answer[:READ]))
    expected = number_key(key)
    found = numerals(text, _plain(key.unit))
    signed = key.direction == ""
    right_value = len(found) == 1 and any(_close(one, key, signed) for one in found[0])
    notes: list[str] = []
    if text and not found:
        notes.append("there is no number in it")
    elif len(found) > 1:
        notes.append("give one number only")
    if signed:
        return Grade(float(right_value), expected, "; ".join(notes), grader=NUMBER)
    said = directions(text)
    if not said and len(found) == 1:
        said = _by_sign(text)
    right_direction = said == {key.direction}
    if text and not said:
        notes.append("it doesn't say where the number went")
    elif len(said) > 1:
        notes.append("it says two directions at once")
    elif text and right_value and not right_direction:
        notes.append("the number is right, the direction is not")
    elif text and right_direction and len(found) == 1 and not right_value:
        notes.append("the direction is right, the number is not")
    if right_value:
        score = 1.0 if right_direction else ONLY_VALUE
    else:
        score = ONLY_DIRECTION if right_direction else 0.0
    return Grade(score, expected, "; ".join(notes), grader=NUMBER)


def number_key(key: NumberKey) -> str:
    """The number with its unit, and the direction after it: "12.5%, up"; but "up by 12 percentage points"."""
    number = repr(float(key.value)).removesuffix(".0")
    if key.unit == POINTS and key.direction in ("up", "down"):
        return f"{key.direction} by {number} {POINTS.removesuffix('s') if number == '1' else POINTS}"
    unit = key.unit if key.unit in ("", "%") else f" {key.unit}"
    return f"{number}{unit}" + (f", {key.direction}" if key.direction else "")


def _close(found: float, key: NumberKey, signed: bool) -> bool:
    """Where a direction is asked for it carries the sign."""
    off = abs(found - key.value) if signed else abs(abs(found) - abs(key.value))
    return off <= key.tolerance + 1e-9 * max(1.0, abs(key.value))


def _by_sign(text: str) -> frozenset[str]:
    return frozenset({"up"} if text.startswith("+") else {"down"} if text.startswith("-") else ())


def _plain(text: str) -> str:
    """Digits as digits, however they are drawn: full width, circled, raised, or a fraction in one character."""
    return unicodedata.normalize("NFKC", _FRACTION.sub(_in_decimals, text))


def _in_decimals(found: re.Match[str]) -> str:
    return f"{float(found[1] or 0) + unicodedata.numeric(found[2]):g}"


_FRACTION: Final = re.compile("(?:([0-9]{1,9})[ ]?)?([\u00bc-\u00be\u2150-\u215e])")
