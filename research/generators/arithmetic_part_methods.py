"""How percentages and fractions are done in the head."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from research.generators.arithmetic_sums import Sum, show


@dataclass(frozen=True, slots=True)
class Method:
    """A way to the result."""

    steps: str
    """One or two sentences that end at the result."""
    hints: tuple[str, ...]
    """What to think of first, the lightest first."""


def percent(asked: Sum) -> Method:
    """A share in per cent, alone or added or taken away."""
    rate, whole = asked.left, asked.right
    part = rate * whole / 100
    if rate in _AS_FRACTION:
        number = _AS_FRACTION[int(rate)]
        steps = (
            f"{show(rate)} % is {number.numerator}/{number.denominator}: "
            f"{fraction(Sum(number, 'of', whole)).steps}"
        )
        first = f"{show(rate)} % is {number.numerator}/{number.denominator}."
    else:
        pieces = _percents(rate)
        named = " + ".join(f"{show(one)} %" for one in pieces)
        summed = " + ".join(show(one * whole / 100) for one in pieces)
        if len(pieces) > 1:
            steps = f"{show(rate)} % is {named}: {summed} = {show(part)}."
        elif rate == 5:
            steps = f"10 % is {show(whole / 10)}, and half of that is {show(part)}."
        else:
            steps = f"10 % is {show(whole / 10)}, and {show(rate / 10)} times that is {show(part)}."
        first = f"10 % of {show(whole)} is {show(whole / 10)}, 1 % is {show(whole / 100)}."
    if asked.sign == "% of":
        return Method(steps, ("Begin with 10 %, a half or a quarter, whichever is near.", first))
    sign = "+" if asked.sign == "% more than" else "-"
    return Method(
        f"{steps} Then {show(whole)} {sign} {show(part)} = {show(asked.value)}.",
        ("Work the part out first, then add it or take it away.", first),
    )


def fraction(asked: Sum) -> Method:
    """So many quarters, fifths ... of a number."""
    parts, whole = asked.left, asked.right
    one = whole / parts.denominator
    steps = f"{show(whole)} ÷ {parts.denominator} = {show(one)}"
    if parts.numerator > 1:
        steps += f", times {parts.numerator} is {show(asked.value)}"
    return Method(
        f"{steps}.",
        ("Divide by the lower number first.", f"1/{parts.denominator} of {show(whole)} is {show(one)}."),
    )


def share(asked: Sum) -> Method:
    """One number as a percentage of another."""
    part, whole = asked.left, asked.right
    one = whole / 10
    return Method(
        f"10 % of {show(whole)} is {show(one)}, and {show(part)} is {show(part / one)} times that: "
        f"{show(asked.value)} %.",
        ("What is 10 % of the whole?", f"How often does {show(one)} go into {show(part)}?"),
    )


def _percents(percent: Fraction) -> list[Fraction]:
    tens, ones = divmod(int(percent), 10)
    found = [Fraction(10 * tens)] if tens else []
    if ones >= 5:
        found.append(Fraction(5))
        ones -= 5
    return [*found, Fraction(ones)] if ones else found


_AS_FRACTION: Final = {
    50: Fraction(1, 2),
    25: Fraction(1, 4),
    20: Fraction(1, 5),
    75: Fraction(3, 4),
    10: Fraction(1, 10),
}
