"""How a sum is done in the head: the steps, and what to think of first."""

from __future__ import annotations

from fractions import Fraction

from research.generators.arithmetic_part_methods import Method, fraction, percent, share
from research.generators.arithmetic_product_methods import divide, multiply
from research.generators.arithmetic_rounding import above, places
from research.generators.arithmetic_sums import Sum, show


def method(asked: Sum) -> Method:
    """A good way to do a sum in the head; not the only one."""
    match asked.sign:
        case "+":
            return _add(asked)
        case "-":
            return _take_away(asked)
        case "×":
            return multiply(asked)
        case "÷":
            return divide(asked)
        case "of":
            return fraction(asked)
        case "as % of":
            return share(asked)
        case _:
            return percent(asked)


def _add(asked: Sum) -> Method:
    left, right = max(asked.left, asked.right), min(asked.left, asked.right)
    whole = show(asked.value)
    if (near := above(right)) is not None:
        over = near - right
        return Method(
            f"{show(right)} is {show(over)} short of {show(near)}: {show(left)} + {show(near)} = "
            f"{show(left + near)}, less {show(over)} is {whole}.",
            (f"{show(right)} is nearly {show(near)}.", f"Add {show(near)} first, then put it right."),
        )
    parts = places(right)
    if len(parts) == 1:
        if right < 10 and right.denominator == 1:
            return _few(asked, left, right)
        return Method(
            f"Only one place changes: {show(left)} + {show(right)} = {whole}.",
            ("Begin with the larger number.", f"Which place of {show(left)} does {show(right)} change?"),
        )
    return Method(
        f"From the left: {_run(left, parts, '+')}.",
        (
            "Begin with the largest places.",
            f"{show(left)} + {show(parts[0])} = {show(left + parts[0])}: what is left to add?",
        ),
    )


def _take_away(asked: Sum) -> Method:
    left, right = asked.left, asked.right
    if left < right:
        turned = Sum(right, "-", left)
        return Method(
            f"More is taken away than there is, so the result is below zero. {_take_away(turned).steps} "
            "With its sign: "
            f"{show(asked.value)}.",
            ("Will the result be above or below zero?", f"Work out {turned} and mind the sign."),
        )
    if (near := above(right)) is not None and near <= left:
        back = near - right
        return Method(
            f"{show(left)} - {show(near)} = {show(left - near)}; {show(back)} too much went, so "
            f"{show(left - near)} + {show(back)} = {show(asked.value)}.",
            (
                f"{show(right)} is nearly {show(near)}.",
                f"Take {show(near)} away, then give {show(back)} back.",
            ),
        )
    parts = places(right)
    if right < 10 and right.denominator == 1 == left.denominator:
        return _few(asked, left, right)
    if len(parts) == 1:
        return Method(
            f"Count from {show(right)} up to {show(left)}, or back from {show(left)}: {show(asked.value)}.",
            (
                "Count up from the smaller number, or back from the larger.",
                f"What added to {show(right)} makes {show(left)}?",
            ),
        )
    return Method(
        f"From the left: {_run(left, parts, '-')}.",
        (
            "Take the largest places away first.",
            f"{show(left)} - {show(parts[0])} = {show(left - parts[0])}: what is left to take away?",
        ),
    )


def _few(asked: Sum, left: Fraction, right: Fraction) -> Method:
    """A single digit added or taken away: within its ten, or by way of the next."""
    ones, adds = left % 10, asked.sign == "+"
    to_ten = (10 - ones) % 10 if adds else ones
    if not ones or right <= to_ten:
        after = ones + right if adds else (ones or 10) - right
        return Method(
            f"Only the ones change: {show(ones or (0 if adds else 10))} {asked.sign} {show(right)} = "
            f"{show(after)}, so "
            f"{show(left)} {asked.sign} {show(right)} = {show(asked.value)}.",
            ("Look at the ones first.", f"{show(left)} lies between which two tens?"),
        )
    ten = left + to_ten if adds else left - to_ten
    return Method(
        f"{show(left)} {asked.sign} {show(to_ten)} = {show(ten)}, and the other {show(right - to_ten)} makes "
        f"{show(asked.value)}.",
        ("Go to the next ten first.", f"{show(to_ten)} of the {show(right)} take you to {show(ten)}."),
    )


def _run(start: Fraction, parts: list[Fraction], sign: str) -> str:
    """ "47 + 30 = 77, 77 + 8 = 85"."""
    steps: list[str] = []
    for part in parts:
        after = start + part if sign == "+" else start - part
        steps.append(f"{show(start)} {sign} {show(part)} = {show(after)}")
        start = after
    return ", ".join(steps)
