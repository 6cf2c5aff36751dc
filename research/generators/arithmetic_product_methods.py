"""How products and quotients are worked out in the head."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from research.generators.arithmetic_part_methods import Method
from research.generators.arithmetic_rounding import above, places
from research.generators.arithmetic_sums import Sum, show


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


def multiply(asked: Sum) -> Method:
    """By a quick factor, by rounding up, or by places."""
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
        near = above(times)
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
    split = b if b > 10 and len(places(b)) > 1 else a
    kept = a if split == b else b
    parts = places(split)
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


def divide(asked: Sum) -> Method:
    """By taking zeros off, or by splitting off what goes in easily."""
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


def _without_zeros(number: Fraction) -> Fraction:
    return Fraction(int(str(int(number)).rstrip("0")))


_BY_TABLE: Final = {
    10: (10, 0), 2: (2, 0), 5: (10, 5), 9: (10, 1), 4: (2, 2), 3: (2, 1), 11: (10, 1), 12: (10, 2), 6: (5, 1),
    8: (4, 4), 7: (5, 2),
}  # fmt: skip
"""A table by two easier ones, the easiest table first."""
_QUICK: Final = {5: (10, 2, "half of 10"), 25: (100, 4, "a quarter of 100"), 50: (100, 2, "half of 100")}
