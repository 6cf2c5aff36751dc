"""The numbers of mental arithmetic, level by level: what is drawn for a sum, a table fact, a product, a quotient."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from research.generators.arithmetic_sums import Sign

_Operands = tuple[Fraction | int, Sign, Fraction | int]


def _either(rng: random.Random) -> Sign:
    return "+" if rng.random() < 0.5 else "-"


def _within_ten(rng: random.Random) -> _Operands:
    """No ten is crossed."""
    tens, ones = 10 * rng.randint(1, 2), rng.randint(1, 8)
    if _either(rng) == "+":
        return tens + ones, "+", rng.randint(1, 9 - ones)
    return tens + ones + 1, "-", rng.randint(1, ones)


def _over_ten(rng: random.Random) -> _Operands:
    tens, ones = 10 * rng.randint(1, 8), rng.randint(2, 9)
    if _either(rng) == "+":
        return tens + ones, "+", rng.randint(11 - ones, 9)
    return tens + 10 + ones - 2, "-", rng.randint(ones - 1, 9)


def _columns(
    low: tuple[int, int], high: tuple[int, int], least: int, most: int
) -> Callable[[random.Random], _Operands]:
    """Two numbers from these ranges with so many carries or borrowings between them."""

    def draw(rng: random.Random) -> _Operands:
        sign = _either(rng)
        while True:
            a, b = rng.randint(*high), rng.randint(*low)
            if a % 10 == 0 or b % 10 == 0:
                continue
            if sign == "+" and least <= _crossed(a, b) <= most:
                return a, "+", b
            if sign == "-" and a - b > 5 and least <= _crossed(a - b, b) <= most:
                return a, "-", b

    return draw


def _decimal_or_below(rng: random.Random) -> _Operands:
    """One decimal place more or less, or a result below zero."""
    if rng.random() < 0.4:
        return rng.randint(12, 60), "-", rng.randint(61, 98)
    while True:
        tenths, hundredths = Fraction(rng.randint(21, 98), 10), Fraction(rng.randint(105, 395), 100)
        if tenths.denominator > 1 and hundredths.denominator >= 20:
            break
    if tenths > hundredths and rng.random() < 0.5:
        return tenths, "-", hundredths
    return tenths, "+", hundredths


def _crossed(one: int, other: int) -> int:
    """Carries in adding two numbers."""
    count = carry = 0
    while one or other:
        carry = (one % 10 + other % 10 + carry) // 10
        count, one, other = count + carry, one // 10, other // 10
    return count


def _digits(rng: random.Random, tens: tuple[int, int], ones: tuple[int, int]) -> int:
    return 10 * rng.randint(*tens) + rng.randint(*ones)


def _by_digit(rng: random.Random, *, carries: bool, largest: int) -> tuple[int, int]:
    while True:
        a, b = _digits(rng, (2, 9), (1, 9)), rng.randint(2, largest)
        if ((a % 10) * b > 9) == carries:
            return a, b


def _special(rng: random.Random) -> tuple[int, int]:
    """With a factor that has a trick: 11, 25, 50, or one short of a ten."""
    return rng.randint(21, 98), rng.choice((11, 15, 25, 50, 19, 29, 21))


def _exactly(
    quotients: tuple[int, int], by: tuple[int, ...]
) -> Callable[[random.Random], tuple[Fraction, Fraction]]:
    def draw(rng: random.Random) -> tuple[Fraction, Fraction]:
        divisor = rng.choice(by)
        return Fraction(divisor * rng.randint(*quotients)), Fraction(divisor)

    return draw


def _zero_inside(rng: random.Random) -> tuple[Fraction, Fraction]:
    """A quotient with a zero in it, or both numbers with a zero at the end."""
    if rng.random() < 0.5:
        by = rng.randint(3, 9)
        return Fraction(by * (100 * rng.randint(1, 9) + rng.randint(2, 9))), Fraction(by)
    by = 10 * rng.randint(2, 9)
    return Fraction(by * rng.randint(12, 48)), Fraction(by)


def _not_whole(rng: random.Random) -> tuple[Fraction, Fraction]:
    """A result with decimals, or a divisor below one."""
    if rng.random() < 0.3:
        return Fraction(rng.randint(3, 39)), rng.choice((Fraction(1, 4), Fraction(1, 2), Fraction(1, 5)))
    while True:
        whole, by = rng.randint(13, 99), rng.choice((4, 5, 8))
        if whole % by and (Fraction(whole * 100, by)).denominator == 1:
            return Fraction(whole), Fraction(by)


ADDING: Final = (
    _within_ten,
    _over_ten,
    _columns((12, 48), (31, 87), 0, 0),
    _columns((14, 89), (26, 99), 1, 2),
    _columns((24, 99), (123, 899), 1, 2),
    _columns((123, 899), (245, 985), 2, 3),
    _decimal_or_below,
    _columns((1234, 7890), (2345, 9876), 2, 4),
)
_SMALL: Final = tuple(range(2, 11))
TABLES: Final[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]] = (
    ((2, 5, 10), _SMALL),
    ((3, 4), _SMALL[1:]),
    ((6, 9), _SMALL[1:-1]),
    ((7, 8), (3, 4, 6, 7, 8, 9)),
    ((11, 12), tuple(range(3, 13))),
    ((6, 7, 8, 9, 12), (6, 7, 8, 9, 11, 12)),
    ((13, 14, 15), tuple(range(3, 13))),
    ((16, 17, 18, 19), tuple(range(3, 20))),
)
MULTIPLYING: Final[tuple[Callable[[random.Random], tuple[int, int]], ...]] = (
    lambda rng: _by_digit(rng, carries=False, largest=4),
    lambda rng: (10 * rng.randint(3, 9), rng.randint(3, 9) * rng.choice((1, 10))),
    lambda rng: _by_digit(rng, carries=True, largest=5),
    lambda rng: (_digits(rng, (4, 9), (3, 9)), rng.randint(6, 9)),
    _special,
    lambda rng: (_digits(rng, (2, 3), (1, 9)), rng.randint(12, 18)),
    lambda rng: (_digits(rng, (2, 6), (2, 7)), _digits(rng, (2, 4), (2, 7))),
    lambda rng: (_digits(rng, (5, 9), (4, 9)), _digits(rng, (5, 9), (4, 9))),
)
DIVIDING: Final[tuple[Callable[[random.Random], tuple[Fraction, Fraction]], ...]] = (
    _exactly((2, 10), (2, 5, 10)),
    _exactly((3, 10), (3, 4, 6)),
    _exactly((4, 12), (7, 8, 9)),
    _exactly((13, 32), (2, 3, 4, 5)),
    _exactly((36, 128), (3, 4, 6, 7)),
    _zero_inside,
    _exactly((13, 48), tuple(range(12, 36))),
    _not_whole,
)
