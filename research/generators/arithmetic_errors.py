"""What went wrong in a sum: the slip behind an answer."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from goals.drills import Drill, NumberKey
from goals.graders import grade
from goals.graders.numerals import numerals
from goals.graders.words import level
from research.generators.arithmetic_slips import SHIFTS, ErrorType, slips
from research.generators.arithmetic_sums import read_sum

SAID: Final[dict[ErrorType, str]] = {
    "carry": "a carry went wrong",
    "place value": "a digit stands in the wrong place",
    "near fact": "a neighbouring fact was taken",
    "sign": "plus and minus are mixed up",
    "other": "it is off in no typical way",
}
"""Each kind of slip in words, to stand after the answer it led to."""


def error_type(drill: Drill, answer: str) -> ErrorType | Literal[""]:
    """The slip behind an answer to an arithmetic drill.

    Args:
        drill: with a number as its key and the sum in its prompt.
        answer: as typed.

    Returns:
        "" for a right answer and for none; "other" where no slip explains it, or where it holds no one number.
    """
    if not answer.strip() or answer.strip() == "?" or grade(drill, answer).correct:
        return ""
    asked = read_sum(drill.prompt)
    unit = drill.key.unit if isinstance(drill.key, NumberKey) else ""
    found = numerals(level(answer), unit)
    if asked is None or len(found) != 1 or not isinstance(drill.key, NumberKey):
        return "other"
    given = [Fraction(one).limit_denominator(10_000) for one in found[0] if abs(one) < 1e12]
    if drill.key.tolerance:
        return _roughly(drill.key, given)
    known = slips(asked)
    return next((known[one] for one in given if one in known), "other")


def _roughly(key: NumberKey, given: list[Fraction]) -> ErrorType:
    """An estimate has no one wrong answer: only its size and its sign can be told apart."""
    for one in given:
        if any(abs(float(one * shift) - key.value) <= key.tolerance for shift in SHIFTS):
            return "place value"
        if abs(float(-one) - key.value) <= key.tolerance:
            return "sign"
    return "other"
