"""How a sum is done in the head: the steps, and what to think of first."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from research.generators.arithmetic_part_methods import Method, fraction, percent, share
from research.generators.arithmetic_sums import Sum, show


def method(asked: Sum) -> Method:
    """A good way to do a sum in the head; not the only one."""
    match asked.sign:
        case "+":
            return _add(asked)
        case "-":
            return _take_away(asked)
        case "×":
            return _multiply(asked)
        case "÷":
            return _divide(asked)
        case "of":
            return fraction(asked)
        case "as % of":
            return share(asked)
        case _:
            return percent(asked)


def table_fact(low: int, high: int) -> str:
    """A way to a product of the tables from facts that are easier: "five 7s are 35, one more is 42"."""
    small = next((one for one in _BY_TABLE if one in (low, high)), max(low, high))
    n = high if small == low else low
    if low == high and low > 12:
        n = low
        return f"{n - 1} × {n + 1} is {n * n - 1}, and a square is one more: {n * n}."
    if small == 9:
        return f"Ten {n}s are {10 * n}, less one {n}: {9 * n}."
    if small == 4:
        return f"Double {n} is {2 * n}, and double that is {4 * n}."
    if small == 8:
        return f"Double {n} three times: {2 * n}, {4 * n}, {8 * n}."
    if small in _BY_TABLE:
        known, rest = _BY_TABLE[small]
        if not rest:
            return f"{'Double' if small == 2 else 'Ten times'} {n} is {small * n}."
        if small == 5:
            return f"Ten {n}s are {10 * n}, and half of that is {5 * n}."
        return f"{known} × {n} is {known * n} and {rest} × {n} is {rest * n}: together {small * n}."
    tens, ones = divmod(max(low, high), 10)
    one = min(low, high)
    return f"{tens * 10} × {one} is {tens * 10 * one}, {ones} × {one} is {ones * one}: together {low * high}."


def _add(asked: Sum) -> Method:
    left, right = max(asked.left, asked.right), min(asked.left, asked.right)
    whole = show(asked.value)
    if (near := _above(right)) is not None:
        over = near - right
        return Method(
            f"{show(right)} is {show(over)} short of {show(near)}: {show(left)} + {show(near)} = "
            f"{show(left + near)}, less {show(over)} is {whole}.",
            (f"{show(right)} is nearly {show(near)}.", f"Add {show(near)} first, then put it right."),
        )
    parts = _places(right)
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
    if (near := _above(right)) is not None and near <= left:
        back = near - right
        return Method(
            f"{show(left)} - {show(near)} = {show(left - near)}; {show(back)} too much went, so "
            f"{show(left - near)} + {show(back)} = {show(asked.value)}.",
            (
                f"{show(right)} is nearly {show(near)}.",
                f"Take {show(near)} away, then give {show(back)} back.",
            ),
        )
    parts = _places(right)
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


def _multiply(asked: Sum) -> Method:
    a, b = max(asked.left, asked.right), min(asked.left, asked.right)
    whole = show(asked.value)
    for times in (a, b):
        other = b if times == a else a
        if times in _QUICK and other > 10:
            up, down, said = _QUICK[int(times)]
            return Method(
                f"{show(times)} is {said}: {show(other)} × {up} = {show(other * up)}, divided by {down} "
                f"is {whole}.",
                (f"{show(times)} is {said}.", f"{show(other)} × {up} = {show(other * up)}: now divide."),
            )
    for times in (b, a):
        other = b if times == a else a
        near = _above(times)
        if near is not None and times > 10:
            short = near - times
            return Method(
                f"{show(times)} is {show(near)} - {show(short)}: {show(other)} × {show(near)} = "
                f"{show(other * near)}, less "
                f"{show(other * short)} is {whole}.",
                (
                    f"{show(times)} is nearly {show(near)}.",
                    f"{show(other)} × {show(near)} = {show(other * near)}.",
                ),
            )
    split = b if b > 10 and len(_places(b)) > 1 else a
    kept = a if split == b else b
    parts = _places(split)
    if len(parts) == 1:
        one, other = _without_zeros(split), _without_zeros(kept)
        return Method(
            f"{show(one)} × {show(other)} = {show(one * other)}, then "
            f"{show(split * kept / (one * other))} times as much: "
            f"{whole}.",
            ("Leave the zeros out first.", f"{show(one)} × {show(other)} = ?"),
        )
    products = " + ".join(show(part * kept) for part in parts)
    return Method(
        f"{show(split)} is {' + '.join(map(show, parts))}, so {show(kept)} × {show(split)} = {products} "
        f"= {whole}.",
        (
            f"Split {show(split)} into {' and '.join(map(show, parts))}.",
            f"{show(kept)} × {show(parts[0])} = {show(kept * parts[0])}: what is missing?",
        ),
    )


def _divide(asked: Sum) -> Method:
    left, right, value = asked.left, asked.right, asked.value
    check = f"Check: {show(value)} × {show(right)} = {show(left)}."
    if right > 9 and right % 10 == 0:
        return Method(
            f"Divide both by 10: {show(left / 10)} ÷ {show(right / 10)} = {show(value)}. {check}",
            ("A zero can go on both sides.", f"{show(left / 10)} ÷ {show(right / 10)} = ?"),
        )
    if right < 1:
        times = 1 / right
        return Method(
            f"{show(right)} goes {show(times)} times into 1, so {show(left)} × {show(times)} = "
            f"{show(value)}. {check}",
            (
                f"How often does {show(right)} go into 1?",
                "Dividing by less than one makes the number larger.",
            ),
        )
    digits = len(str(int(value)))
    first = right * (int(value) // 10 ** (digits - 1)) * 10 ** (digits - 1)
    rest = left - first
    if digits == 1 or not rest:
        tail = f", and the {show(rest)} left over makes {show(rest / right)}" if rest else ""
        tail = tail if value.denominator > 1 and digits == 1 else ""
        return Method(
            f"{show(right)} × {show(first / right)} = {show(first)}{tail}, so {show(left)} ÷ "
            f"{show(right)} = {show(value)}. "
            f"{check}",
            (f"Ask how many {show(right)}s there are in {show(left)}.", "Turn it round and multiply."),
        )
    return Method(
        f"Split {show(left)} into {show(first)} and {show(rest)}: {show(first / right)} + "
        f"{show(rest / right)} = "
        f"{show(value)}. {check}",
        (
            f"Which round multiple of {show(right)} lies just below {show(left)}?",
            f"{show(first)} ÷ {show(right)} = {show(first / right)}, and {show(rest)} is left.",
        ),
    )


def _above(number: Fraction) -> Fraction | None:
    """The round number just above, if it is so near that rounding up pays: 40 for 38, 300 for 298."""
    if number.denominator > 1 or number < 18:
        return None
    for round_to in (1000, 100, 10):
        short = -number % round_to
        if number > round_to * 0.9 and 0 < short <= max(2, round_to // 33):
            return number + short
    return None


def _without_zeros(number: Fraction) -> Fraction:
    return Fraction(int(str(int(number)).rstrip("0")))


def _places(number: Fraction) -> list[Fraction]:
    """The parts of a number by place, without zeros: 300 + 40 + 7."""
    unit = Fraction(1)
    while (number / unit).denominator > 1:
        unit /= 10
    digits = str(int(number / unit))
    return [
        int(digit) * 10 ** (len(digits) - 1 - at) * unit for at, digit in enumerate(digits) if digit != "0"
    ]


def _run(start: Fraction, parts: list[Fraction], sign: str) -> str:
    """ "47 + 30 = 77, 77 + 8 = 85"."""
    steps: list[str] = []
    for part in parts:
        after = start + part if sign == "+" else start - part
        steps.append(f"{show(start)} {sign} {show(part)} = {show(after)}")
        start = after
    return ", ".join(steps)


_BY_TABLE: Final = {
    10: (10, 0), 2: (2, 0), 5: (10, 5), 9: (10, 1), 4: (2, 2), 3: (2, 1), 11: (10, 1), 12: (10, 2), 6: (5, 1),
    8: (4, 4), 7: (5, 2),
}  # fmt: skip
"""A table by two easier ones, the easiest table first."""
_QUICK: Final = {5: (10, 2, "half of 10"), 25: (100, 4, "a quarter of 100"), 50: (100, 2, "half of 100")}
