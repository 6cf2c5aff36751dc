"""A sum to be done in the head: its exact value, how it is written in a drill, and how it is read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

Sign = Literal["+", "-", "×", "÷", "% of", "of", "% more than", "% less than", "as % of"]

GAP: Final = "______"


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers and what is done with them: 47 + 38, 15 % of 240, 3/4 of 60, 36 as a percentage of 240."""

    left: Fraction
    sign: Sign
    right: Fraction

    @property
    def value(self) -> Fraction:
        """Exact."""
        left, right = self.left, self.right
        match self.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "×" | "of":
                return left * right
            case "÷":
                return left / right
            case "% of":
                return left * right / 100
            case "% more than":
                return right + left * right / 100
            case "% less than":
                return right - left * right / 100
            case "as % of":
                return left * 100 / right

    def __str__(self) -> str:
        """As a drill writes it; `read_sum` reads it back."""
        left, right = show(self.left, fraction=self.sign == "of"), show(self.right)
        if self.sign == "as % of":
            return f"{left} as a percentage of {right}"
        return f"{left} {self.sign} {right}"


def show(number: Fraction | int, *, fraction: bool = False) -> str:
    """A number as it is written in drills: 7.25, 12,400, and 3/4 where fractions are meant."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return f"{exact.numerator:,}" if abs(exact.numerator) >= 10_000 else str(exact.numerator)
    if fraction:
        return f"{exact.numerator}/{exact.denominator}"
    return f"{float(exact):.4f}".rstrip("0")


def gapped(whole: Sum, *, left: bool = False) -> str:
    """The sum with one of its numbers left out: "47 + ______ = 85"."""
    result = show(whole.value)
    if left:
        return f"{GAP} {whole.sign} {show(whole.right)} = {result}"
    return f"{show(whole.left)} {whole.sign} {GAP} = {result}"


def read_sum(prompt: str) -> Sum | None:
    """The sum a prompt asks for; of one with a gap inside, the sum that fills it. None if there is none."""
    if found := _GAPPED_RIGHT.search(prompt):
        left, sign, result = _number(found[1]), found[2], _number(found[3])
        undo: Sum
        if sign == "+":
            undo = Sum(result, "-", left)
        elif sign == "-":
            undo = Sum(left, "-", result)
        elif sign == "×":
            undo = Sum(result, "÷", left)
        else:
            undo = Sum(left, "÷", result)
        return undo
    if found := _GAPPED_LEFT.search(prompt):
        sign, right, result = found[1], _number(found[2]), _number(found[3])
        back: dict[str, Sign] = {"+": "-", "-": "+", "×": "÷", "÷": "×"}
        return Sum(result, back[sign], right)
    if found := _SHARE.search(prompt):
        return Sum(_number(found[1]), "as % of", _number(found[2]))
    if found := _PLAIN.search(prompt):
        signs: dict[str, Sign] = {one: one for one in _SIGNS}
        return Sum(_number(found[1]), signs[found[2]], _number(found[3]))
    return None


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


_SIGNS: Final[tuple[Sign, ...]] = ("+", "-", "×", "÷", "% of", "of", "% more than", "% less than")
_N: Final = r"(\d[\d,]*(?:\.\d+)?(?:/\d+)?)"
_GAPPED_RIGHT: Final = re.compile(rf"{_N} ([+\-×÷]) _+ = (-?[\d,.]*\d)")
_GAPPED_LEFT: Final = re.compile(rf"_+ ([+\-×÷]) {_N} = (-?[\d,.]*\d)")
_SHARE: Final = re.compile(rf"{_N} as a percentage of {_N}")
_PLAIN: Final = re.compile(rf"{_N} (\+|-|×|÷|% of|of|% more than|% less than) {_N}")
