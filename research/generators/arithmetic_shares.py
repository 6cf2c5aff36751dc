"""Mental arithmetic: percentages and fractions, and estimates that count as right within a share of the exact value."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from goals.drills import NumberKey
from research.generators.arithmetic import LEVELS, LIMITS, made
from research.generators.arithmetic_sums import Sign, Sum, show
from research.generators.figures import Made

WITHIN: Final = (10, 10, 10, 10, 10, 5, 5, 5)
"""Per cent an estimate may be off, by level."""


def shares(rng: random.Random, step: int) -> Made:
    """Fractions and percentages of a number, changes by a percentage, one number as a percentage of another."""
    step = min(step, LEVELS - 1)
    asked = _SHARES[step](rng)
    return made(rng, asked, "shares", step, unit="%" if asked.sign == "as % of" else "")


def estimate(rng: random.Random, step: int) -> Made:
    """A rough result in the time an exact one wouldn't fit in."""
    step = min(step, LEVELS - 1)
    sign, left, right = _ESTIMATES[step](rng)
    asked = Sum(left, sign, right)
    exact, within = asked.value, WITHIN[step]
    off = exact * within / 100
    low, high = Fraction(math.ceil(exact - off)), Fraction(math.floor(exact + off))
    rough = _rough(asked, off)
    near = rough.value
    return Made(
        "number",
        f"Estimate {asked}. Within {within} % is right.",
        "",
        NumberKey(float(round(exact, 2)), float(off)),
        f"Round first: {rough} = {show(_neat(near))}. Exactly it is {_named(exact)}, and {show(low)} to "
        f"{show(high)} counts. "
        f"{show(_neat(near * 10))} would be a place out: check the number of digits.",
        hints=(_FIRST[sign], f"Work out {rough} instead."),
        distractors=(str(_neat(near * 10)), str(float(_neat(near / 10))), _far(low, high)),
        seconds=LIMITS["estimate"][step],
    )


def _far(low: Fraction, high: Fraction) -> str:
    """Just beyond what counts."""
    return show(high + max(2, (high - low) // 4))


def _named(number: Fraction) -> str:
    return show(number) if number.denominator == 1 else f"{float(number):.1f}"


def _neat(number: Fraction) -> Fraction:
    return Fraction(round(number)) if number >= 10 else Fraction(round(number, 2))


def _rough(asked: Sum, off: Fraction) -> Sum:
    """The simplest sum with rounded numbers that still comes near enough."""
    found = [Sum(left, asked.sign, right) for left, right in _roundings(asked) if left and right]
    return next((one for one in found if abs(one.value - asked.value) <= off), found[-1])


def _roundings(asked: Sum) -> Iterator[tuple[Fraction, Fraction]]:
    """Pairs of rounded numbers, the roughest first; of a division a multiple that the divisor goes into."""
    left, right = asked.left, asked.right
    if asked.sign == "÷":
        for by in (_nearest(right, 10), _nearest(right, 5), right):
            for unit in (100, 50, 20, 10, 5):
                yield by * _nearest(left / by, unit), by
    elif asked.sign == "% of":
        for percent in (_nearest(left, 10), _nearest(left, 5), left):
            yield from ((percent, _nearest(right, unit)) for unit in (1000, 500, 100, 50))
    else:
        small, large = sorted((left, right))
        units = (100, 50, 10, 5, 1)
        pairs = [
            (_nearest(small, unit), _nearest(large, other))
            for unit in units
            if small >= unit * 2
            for other in units
            if other >= unit and large >= other * 2
        ]
        yield from (pair if small == left else (pair[1], pair[0]) for pair in pairs)


def _nearest(number: Fraction, unit: int) -> Fraction:
    return Fraction(round(number / unit) * unit)


def _of(parts: tuple[Fraction, ...], low: int, high: int) -> Callable[[random.Random], Sum]:
    def draw(rng: random.Random) -> Sum:
        part = rng.choice(parts)
        return Sum(part, "of", Fraction(part.denominator * rng.randint(low, high)))

    return draw


def _percent_of(
    percents: tuple[int, ...], wholes: tuple[int, ...], *, sign: Sign = "% of"
) -> Callable[[random.Random], Sum]:
    def draw(rng: random.Random) -> Sum:
        return Sum(Fraction(rng.choice(percents)), sign, Fraction(rng.choice(wholes)))

    return draw


def _changed(rng: random.Random) -> Sum:
    sign: Sign = "% more than" if rng.random() < 0.5 else "% less than"
    return _percent_of((5, 10, 15, 20, 25, 30, 40), tuple(range(40, 500, 20)), sign=sign)(rng)


def _what_share(rng: random.Random) -> Sum:
    whole = rng.choice((40, 60, 80, 120, 140, 160, 180, 200, 240, 260, 300, 320, 400))
    percent = rng.choice((15, 20, 30, 35, 40, 45, 55, 60, 65, 70, 80, 85, 90))
    return Sum(Fraction(whole * percent, 100), "as % of", Fraction(whole))


def _mixed(*draws: Callable[[random.Random], Sum]) -> Callable[[random.Random], Sum]:
    return lambda rng: rng.choice(draws)(rng)


def _estimated(
    sign: Sign, left: tuple[int, int], right: tuple[int, int]
) -> Callable[[random.Random], tuple[Sign, Fraction, Fraction]]:
    """Two numbers from these ranges that don't end in 0; of a difference one that is worth estimating."""

    def draw(rng: random.Random) -> tuple[Sign, Fraction, Fraction]:
        while True:
            a, b = rng.randint(*left), rng.randint(*right)
            if a % 10 and b % 10 and (sign != "-" or a - b > 100):
                return sign, Fraction(a), Fraction(b)

    return draw


_FIRST: Final[dict[Sign, str]] = {
    "+": "Round both to the same place, then add.",
    "-": "Round both to the same place, then take away.",
    "×": "One leading digit each, then count the zeros.",
    "÷": "Round the divisor, then look for a near multiple of it.",
    "% of": "Round the percentage to a simple fraction.",
}
_SHARES: Final[tuple[Callable[[random.Random], Sum], ...]] = (
    _mixed(_of((Fraction(1, 2), Fraction(1, 4)), 3, 30), _percent_of((10, 50), tuple(range(20, 300, 20)))),
    _mixed(_of((Fraction(1, 3), Fraction(1, 5)), 4, 30), _percent_of((20, 25), tuple(range(40, 400, 20)))),
    _mixed(
        _of((Fraction(2, 3), Fraction(3, 4), Fraction(2, 5), Fraction(3, 5)), 5, 30),
        _percent_of((30, 40, 60, 70, 75), tuple(range(40, 300, 20))),
    ),
    _percent_of((5, 15, 35, 45, 90), tuple(range(40, 400, 20))),
    _changed,
    _mixed(
        _of((Fraction(5, 6), Fraction(3, 7), Fraction(5, 8), Fraction(7, 8), Fraction(4, 9)), 7, 40),
        _percent_of((12, 18, 35, 65, 85), tuple(range(150, 500, 50))),
    ),
    _what_share,
    _mixed(
        _percent_of((13, 17, 23, 27, 38, 46, 64, 72), tuple(range(150, 850, 50))),
        _percent_of((12, 18, 35), tuple(range(150, 850, 50)), sign="% less than"),
    ),
)
_ESTIMATES: Final = (
    _estimated("+", (31, 98), (31, 98)),
    _estimated("+", (211, 989), (211, 989)),
    _estimated("-", (611, 1989), (121, 589)),
    _estimated("×", (31, 98), (3, 9)),
    _estimated("×", (31, 98), (21, 69)),
    _estimated("×", (211, 989), (31, 98)),
    _estimated("÷", (2100, 9899), (21, 79)),
    _estimated("% of", (11, 69), (1210, 9890)),
)
