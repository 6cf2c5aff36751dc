"""Mental arithmetic on whole and decimal numbers: operands grow with the step, the distractors are typical slips.

`LIMITS` is the pack's measure of speed: a level is mastered at 90 % right with a median below its seconds
(LEARNING 2.5). It stands in each drill's `seconds`.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Final

from goals.drills import NumberKey
from research.generators.arithmetic_errors import SAID
from research.generators.arithmetic_methods import method
from research.generators.arithmetic_operands import ADDING, DIVIDING, MULTIPLYING, TABLES
from research.generators.arithmetic_product_methods import table_fact
from research.generators.arithmetic_slips import ErrorType, slips
from research.generators.arithmetic_sums import GAP, Sum, gapped, read_sum, show
from research.generators.figures import Made

LEVELS: Final = 8
LIMITS: Final = {
    "add": (4, 5, 6, 8, 10, 12, 15, 20),
    "tables": (4, 4, 4, 5, 5, 6, 8, 10),
    "multiply": (5, 6, 8, 10, 12, 15, 20, 30),
    "divide": (4, 5, 6, 8, 10, 12, 20, 20),
    "shares": (5, 6, 8, 10, 12, 15, 20, 25),
    "estimate": (6, 8, 8, 8, 10, 12, 12, 15),
}
"""Seconds per level, for a practised adult typing the answer; own judgement, to be checked against real times."""


def add_subtract(rng: random.Random, step: int) -> Made:
    """Sums and differences, from within 20 to four digits, decimals and results below zero."""
    step = min(step, LEVELS - 1)
    first, sign, second = ADDING[step](rng)
    return made(rng, Sum(Fraction(first), sign, Fraction(second)), "add", step, gap=step >= 2)


def tables(rng: random.Random, step: int) -> Made:
    """Facts of the tables up to 12, then 13 to 19; often with the gap inside."""
    step = min(step, LEVELS - 1)
    rows, columns = TABLES[step]
    one, other = rng.choice(rows), rng.choice(columns)
    left, right = (one, other) if rng.random() < 0.5 else (other, one)
    return made(
        rng,
        Sum(Fraction(left), "×", Fraction(right)),
        "tables",
        step,
        gap=step >= 5 or rng.random() < 0.5,
        way=table_fact(left, right),
    )


def multiply(rng: random.Random, step: int) -> Made:
    """Two digits by one, then two by two."""
    step = min(step, LEVELS - 1)
    left, right = MULTIPLYING[step](rng)
    return made(rng, Sum(Fraction(left), "×", Fraction(right)), "multiply", step)


def divide(rng: random.Random, step: int) -> Made:
    """Table facts turned round, then longer numbers, zeros inside, two-digit and decimal divisors."""
    step = min(step, LEVELS - 1)
    whole, by = DIVIDING[step](rng)
    return made(rng, Sum(whole, "÷", by), "divide", step)


def made(
    rng: random.Random, asked: Sum, limit: str, step: int, *, gap: bool = False, way: str = "", unit: str = ""
) -> Made:
    """A drill on a sum.

    Args:
        rng: which of the forms and slips is taken.
        asked: what is to be worked out.
        limit: the row of `LIMITS`.
        step: the level, from 0.
        gap: True lets a number inside the sum be asked for instead of its result.
        way: the steps to the result, where there is a better way than the usual.
        unit: the result's unit.
    """
    prompt = f"{asked} = {GAP}" + (f" {unit}" if unit else "")
    shown = asked
    inside = gap and asked.sign in ("+", "-", "×") and asked.value > 0 and rng.random() < 0.5
    if inside:
        prompt = gapped(asked, left=rng.random() < 0.5)
        asked = read_sum(prompt) or asked
    how = method(asked)
    hints = how.hints
    steps = how.steps
    if way:
        steps = (
            f"{shown} = {show(shown.value)}: {way[0].lower() if way[0].isalpha() else way[0]}{way[1:]}"
            if inside
            else way
        )
        hints = (
            _table_hint(shown),
            f"Which number times {show(asked.right)} is {show(asked.left)}?"
            if inside
            else f"The result ends in {show(asked.value)[-1]}.",
        )
    elif inside:
        steps = f"Turn it round: {asked} = {show(asked.value)}. {steps}"
    wrong = _typical(asked)
    kind, slip = wrong[0]
    return Made(
        "number",
        prompt,
        "",
        NumberKey(float(asked.value), unit=unit),
        f"{steps} A typical slip: {show(slip)}, where {SAID[kind]}.",
        hints=hints,
        distractors=tuple(dict.fromkeys(show(one) for _, one in wrong)),
        seconds=LIMITS[limit][step],
    )


def _typical(asked: Sum) -> list[tuple[ErrorType, Fraction]]:
    """The likeliest wrong answer of each kind of slip; the wrong way round last, unless there is a sign to lose."""
    found: dict[ErrorType, Fraction] = {}
    for wrong, kind in slips(asked).items():
        if _writable(wrong):
            found.setdefault(kind, wrong)
    return sorted(found.items(), key=lambda pair: (pair[0] == "sign") != (asked.value < 0))


def _writable(number: Fraction) -> bool:
    """True for what somebody would type: not 0.0038, not 1/3."""
    return number > -100_000 and (number * 100).denominator == 1 and abs(number) < 10**7


def _table_hint(asked: Sum) -> str:
    low, high = sorted((int(asked.left), int(asked.right)))
    if high > 12:
        return f"Split {high} into 10 and {high - 10}."
    return {
        2: "Double it.", 5: "Half of ten times.", 10: "Ten times.", 3: "Double it and add it once more.",
        4: "Double, and double again.", 6: "Five times, and once more.", 9: "Ten times, less once.",
        7: "Five times and twice.", 8: "Double three times.", 11: "Ten times and once.", 12: "Ten times and twice.",
    }[low if low in (2, 5, 9, 4, 3) else high if high in (2, 5, 10, 9, 4, 11, 12) else low]  # fmt: skip
