"""The wrong answers that typical slips lead to.

The kinds follow Brown & Burton (1978, "Diagnostic models for procedural bugs") and, for number facts, the
neighbouring facts of a table that are mixed up (Campbell & Graham 1985).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Final, Literal

from research.generators.arithmetic_sums import Sum

ErrorType = Literal["carry", "place value", "near fact", "sign", "other"]

SHIFTS: Final = (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100))
"""A digit or all of them in the wrong place."""


def slips(asked: Sum) -> dict[Fraction, ErrorType]:
    """Wrong answers a typical slip leads to, the likeliest first. The right one is never among them."""
    found: dict[Fraction, ErrorType] = {}
    for wrong, kind in _found(asked):
        found.setdefault(wrong, kind)
    found.pop(asked.value, None)
    return found


def _found(asked: Sum) -> Iterator[tuple[Fraction, ErrorType]]:
    left, right, value = asked.left, asked.right, asked.value
    match asked.sign:
        case "+":
            yield from _adding(left, right)
            yield from ((left - right, "sign"), (abs(left - right), "sign"))
        case "-":
            if value < 0:
                yield -value, "sign"
                yield from ((-wrong, kind) for wrong, kind in _taking_away(right, left))
            else:
                yield from _taking_away(left, right)
                yield -value, "sign"
            yield left + right, "sign"
        case "×":
            yield from _multiplying(left, right)
            yield left + right, "sign"
        case "÷":
            yield from _dividing(left, right)
            yield left * right, "sign"
        case "% more than" | "% less than":
            way = 1 if asked.sign == "% more than" else -1
            part = left * right / 100
            yield right - way * part, "sign"
            moved = (right + way * part * shift for shift in SHIFTS)
            yield from ((wrong, "place value") for wrong in moved if wrong > 0)
            yield from (
                (right + way * part * (left + off) / left, "near fact") for off in (5, -5, 10, -10, 1, -1)
            )
        case _:
            yield from _parts(asked)
    yield from ((value * shift, "place value") for shift in SHIFTS)
    yield from ((wrong, "place value") for wrong in _swapped(value))


def _adding(left: Fraction, right: Fraction) -> Iterator[tuple[Fraction, ErrorType]]:
    """Carries lost, a column off by one or two, one carried that isn't there, places mixed up."""
    unit = _unit(left, right)
    whole, carried = left + right, _carries(int(left / unit), int(right / unit))
    for lost in _some_of(carried):
        yield whole - sum(lost) * unit, "carry"
    columns = len(str(int(max(left, right) / unit)))
    if unit < 1 and left.denominator != right.denominator:
        # decimals written flush right instead of under the point
        yield (_flush(left) + _flush(right)) * unit, "place value"
    yield from ((whole + off * unit, "near fact") for off in (1, -1, 2, -2))
    for place in range(1, columns):
        yield whole + 10**place * unit, "carry"
    for place in range(1, columns):
        yield from ((whole + off * 10**place * unit, "near fact") for off in (-1, 2, -2))
    for shift in (10, 100):
        yield from ((left * shift + right, "place value"), (left + right * shift, "place value"))


def _taking_away(left: Fraction, right: Fraction) -> Iterator[tuple[Fraction, ErrorType]]:
    """Borrowed but not paid back; the smaller digit taken from the larger in every column; a column off."""
    unit = _unit(left, right)
    top, bottom, rest = int(left / unit), int(right / unit), left - right
    for unpaid in _some_of(_carries(top - bottom, bottom)):
        yield rest + sum(unpaid) * unit, "carry"
    digits = zip(str(top), str(bottom).zfill(len(str(top))), strict=True)
    yield int("".join(str(abs(int(a) - int(b))) for a, b in digits)) * unit, "carry"
    yield from ((rest + off * unit, "near fact") for off in (1, -1, 2, -2))
    for place in range(1, len(str(top))):
        yield rest - 10**place * unit, "carry"
    for place in range(1, len(str(top))):
        yield from ((rest + off * 10**place * unit, "near fact") for off in (1, 2, -2))


def _multiplying(left: Fraction, right: Fraction) -> Iterator[tuple[Fraction, ErrorType]]:
    """A neighbouring fact of the table, a carry lost, one digit's product off, the tens' row not moved."""
    a, b, whole = int(left), int(right), int(left * right)
    if max(a, b) <= _TABLE:
        yield from ((Fraction(whole + off), "near fact") for off in (a, -a, b, -b))
    for place_b, digit_b in _from_the_right(b):
        carry = 0
        for place_a, digit_a in _from_the_right(a):
            carry = (digit_a * digit_b + carry) // 10
            if carry and place_a + 1 < len(str(a)):
                yield Fraction(whole - carry * 10 ** (place_a + place_b + 1)), "carry"
    rows = [a * digit * 10**place for place, digit in _from_the_right(b)]
    for lost in _some_of(_carries(rows[0], sum(rows[1:]))):
        yield Fraction(whole - sum(lost)), "carry"
    for place_b, digit_b in _from_the_right(b):
        for place_a, digit_a in reversed(list(_from_the_right(a))):
            for off in (digit_a, digit_b, -digit_a, -digit_b):
                yield Fraction(whole + off * 10 ** (place_a + place_b)), "near fact"
    for one, other in ((a, b), (b, a)):
        if other > 9:
            yield Fraction(one * sum(map(int, str(other)))), "place value"
            yield Fraction(_like_by_like(one, other)), "place value"


def _dividing(left: Fraction, right: Fraction) -> Iterator[tuple[Fraction, ErrorType]]:
    """A neighbouring fact, what is left over forgotten, a zero dropped or put in."""
    value = left / right
    written = str(value)
    if value.denominator == 1 == right.denominator:
        if "0" in written.rstrip("0"):
            yield Fraction(written.replace("0", "", 1)), "place value"
        if len(written) > 1:
            yield from ((Fraction(one), "carry") for one in _remainders(int(left), int(right)))
        yield from ((value + off, "near fact") for off in (1, -1))
        for at in range(1, len(written)):
            yield Fraction(f"{written[:at]}0{written[at:]}"), "place value"
            yield from ((value + off * 10**at, "near fact") for off in (1, -1))
    else:
        # what is left over written behind the point as it stands: 27 ÷ 4 as 6.3
        whole, over = divmod(left, right)
        yield whole + over / 10, "place value"
        yield left * right, "sign"
        yield Fraction(whole), "carry"
        yield from ((value + off, "near fact") for off in (1, -1))


def _parts(asked: Sum) -> Iterator[tuple[Fraction, ErrorType]]:
    """Percentages and fractions: a step too many or too few."""
    left, right, value = asked.left, asked.right, asked.value
    if asked.sign == "% of":
        yield from (((left + off) * right / 100, "near fact") for off in (5, -5, 10, -10, 1, -1))
    elif asked.sign == "of":
        over, under = left.numerator, left.denominator
        steps = (right * other / under for other in (over + 1, over - 1) if 0 < other < under)
        yield from ((wrong, "near fact") for wrong in (*steps, value + over, value - over))
    else:
        yield from ((value + off, "near fact") for off in (5, -5, 10, -10, 1, -1))


def _unit(*numbers: Fraction) -> Fraction:
    """The place of the last digit that any of the numbers has: 1, 1/10, 1/100."""
    unit = Fraction(1)
    while any((number / unit).denominator > 1 for number in numbers) and unit > Fraction(1, 10_000):
        unit /= 10
    return unit


def _carries(one: int, other: int) -> tuple[int, ...]:
    """The tens, hundreds ... that are carried when two whole numbers are added in columns."""
    found: list[int] = []
    carry, place = 0, 1
    while one // place or other // place:
        carry = (one // place % 10 + other // place % 10 + carry) // 10
        place *= 10
        if carry:
            found.append(place)
    return tuple(found)


def _some_of(carried: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for count in range(1, min(len(carried), 5) + 1):
        yield from combinations(carried[:5], count)


def _remainders(left: int, right: int) -> Iterator[int]:
    """What long division comes to if what is left over is forgotten once, or every time."""
    for forget in (*range(len(str(left))), None):
        over, written = 0, ""
        for place, digit in enumerate(str(left)):
            fits, over = divmod(over * 10 + int(digit), right)
            written += str(fits)
            if int(written) and (forget is None or place == forget):
                over = 0
        yield int(written)


def _from_the_right(number: int) -> Iterator[tuple[int, int]]:
    """Each digit with its place: 0 the ones, 1 the tens."""
    return enumerate(map(int, reversed(str(number))))


def _flush(number: Fraction) -> int:
    """A decimal without its point: 25 for 2.5."""
    return int(number / _unit(number))


def _like_by_like(one: int, other: int) -> int:
    """Tens by tens and ones by ones only: 23 × 14 taken for 20 × 10 + 3 × 4."""
    pairs = zip(reversed(str(one)), reversed(str(other)), strict=False)
    return sum(int(a) * int(b) * 100**place for place, (a, b) in enumerate(pairs))


def _swapped(value: Fraction) -> Iterator[Fraction]:
    """Two neighbouring digits changed over."""
    unit = _unit(value)
    digits = str(int(abs(value) / unit))
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            mixed = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield int(mixed) * unit * (1 if value >= 0 else -1)


_TABLE: Final = 12
"""Up to here a product is a fact that is known by heart, and a wrong one is mostly another fact."""
