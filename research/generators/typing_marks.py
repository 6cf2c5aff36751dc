"""Typing: capitals with punctuation, and digits with symbols."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from research.generators.figures import Made
from research.generators.typing_lines import LEVELS, made
from research.generators.typing_words import ASIDES, DAYS, MONTHS, NAMES, PLACES, THINGS, VERBS

WIDEST: Final = 70
"""Characters of a line, so that it stands in one row."""


def capitals(rng: random.Random, step: int) -> Made:
    """From a capital and a full stop to quotations, brackets and semicolons."""
    step = min(step, LEVELS - 1)
    return made(rng, _short_enough(rng, _SENTENCES[step]), step, "")


def symbols(rng: random.Random, step: int) -> Made:
    """From two digits to code."""
    step = min(step, LEVELS - 1)
    return made(rng, _short_enough(rng, _CODES[step]), step, "")


def _short_enough(rng: random.Random, kinds: tuple[_Line, ...]) -> str:
    while len(line := rng.choice(kinds)(rng)) > WIDEST:
        pass
    return line


def _two(rng: random.Random, words: tuple[str, ...]) -> list[str]:
    return rng.sample(words, 2)


def _plain(rng: random.Random) -> str:
    return f"{rng.choice(NAMES)} {rng.choice(VERBS)}."


def _to_place(rng: random.Random) -> str:
    return f"{rng.choice(NAMES)} went to {rng.choice(PLACES)}."


def _on_day(rng: random.Random) -> str:
    return f"On {rng.choice(DAYS)} {rng.choice(NAMES)} {rng.choice(VERBS)}."


def _list(rng: random.Random) -> str:
    one, two, three = rng.sample(THINGS, 3)
    return f"{rng.choice(NAMES)} sold {one}, {two}, {three}."


def _question(rng: random.Random) -> str:
    return f"Is {rng.choice(NAMES)} in {rng.choice(PLACES)}, or not?"


def _owns(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return f"{one}'s {rng.choice(THINGS)} aren't {two}'s."


def _shout(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return f"No, {one}! That's {two}'s, isn't it?"


def _said(rng: random.Random) -> str:
    return f'"{rng.choice(THINGS).capitalize()}, please," said {rng.choice(NAMES)}, and {rng.choice(VERBS)}.'


def _asked(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return f'"Where\'s {one}?" asked {two}. "In {rng.choice(PLACES)}."'


def _aside(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return f"{one} ({rng.choice(ASIDES)}) {rng.choice(VERBS)}; {two} didn't."


def _listed(rng: random.Random) -> str:
    one, two, three = rng.sample(THINGS, 3)
    return f"{rng.choice(PLACES)}, {rng.choice(DAYS)}: {one}; {two}; {three} (if any)."


def _letter(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return (
        f"Dear {one}, {two} and I {rng.choice(VERBS)} in {rng.choice(PLACES)} ({rng.choice(ASIDES)}); it's "
        "over!"
    )


def _meeting(rng: random.Random) -> str:
    one, two = _two(rng, PLACES)
    said = f"{rng.choice(MONTHS)}, {rng.choice(ASIDES)}?"
    return f'The {one}-{two} talks: "{said}" {rng.choice(NAMES)} {rng.choice(VERBS)}.'


def _quoted(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return (
        f"\"'{rng.choice(ASIDES).capitalize()}!' was all {one} said,\" {two} wrote from {rng.choice(PLACES)} "
        f"({rng.choice(DAYS)})."
    )


def _titled(rng: random.Random) -> str:
    one, two = _two(rng, NAMES)
    return (
        f"Dr. {one} O'{rng.choice(NAMES)}, M.Sc.; Mrs. {two} ({rng.choice(PLACES)}): "
        f'"{rng.choice(THINGS).capitalize()}? '
        f'Never!"'
    )


def _numbers(size: int, count: int) -> Callable[[random.Random], str]:
    return lambda rng: " ".join(str(rng.randint(10 ** (size - 1), 10**size - 1)) for _ in range(count))


def _clock(rng: random.Random) -> str:
    return (
        f"{rng.randint(1, 23)}:{rng.randint(10, 59)} to {rng.randint(1, 23)}:{rng.randint(10, 59)}, gate "
        f"{rng.randint(10, 99)}"
    )


def _dates(rng: random.Random) -> str:
    return " ".join(f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(1960, 2039)}" for _ in range(3))


def _prices(rng: random.Random) -> str:
    return (
        f"${rng.randint(2, 99)}.{rng.randint(10, 99)} + {rng.randint(3, 25)}% = "
        f"${rng.randint(100, 199)}.{rng.randint(10, 99)} (#{rng.randint(100, 999)})"
    )


def _sum(rng: random.Random) -> str:
    return (
        f"({rng.randint(10, 99)} + {rng.randint(100, 999)}) * {rng.randint(2, 9)} = "
        f"{rng.randint(1000, 9999)} & {rng.randint(10, 99)}%"
    )


def _mail(rng: random.Random) -> str:
    return (
        f"{_word(rng)}_{rng.randint(10, 99)}@{_word(rng)}.org; {_word(rng)}+{rng.randint(1, 99)}@example.com"
    )


def _path(rng: random.Random) -> str:
    folder = f"/home/{_word(rng)}/{_word(rng)}_{rng.randint(2001, 2039)}"
    return f"{folder}/{_word(rng)}-{rng.randint(10, 99)}.tar.gz ~/{_word(rng)}"


def _assign(rng: random.Random) -> str:
    one, two = rng.sample("abcdefghkmnpqrstuvwxyz", 2)
    return (
        f"{one}[{rng.randint(0, 99)}] = ({two} + {rng.randint(2, 99)}) * {rng.randint(2, 9)}; {two} += "
        f"{rng.randint(1, 9)};"
    )


def _condition(rng: random.Random) -> str:
    one, two = rng.sample("abcdefghkmnpqrstuvwxyz", 2)
    return (
        f"if ({one} >= {rng.randint(10, 99)} && {two} != {rng.randint(0, 9)}) {{ {one}++; {two} %= "
        f"{rng.randint(2, 9)}; }}"
    )


def _record(rng: random.Random) -> str:
    pair = f"[{rng.randint(1, 9)}.{rng.randint(1, 9)}, null]"
    return f'{{"{_word(rng)}": {rng.randint(10, 999)}, "{_word(rng)}": {pair}, "ok": true}}'


def _pattern(rng: random.Random) -> str:
    pattern = f"^[a-z]{{{rng.randint(2, 9)}}}_\\d+$"
    into = f"sort -k{rng.randint(2, 9)} > {_word(rng)}#{rng.randint(10, 99)}"
    return f'grep -E "{pattern}" {_word(rng)}*.log | {into}'


def _function(rng: random.Random) -> str:
    one, two = rng.sample("abcdefghkmnpqrstuvwxyz", 2)
    return (
        f"f = lambda {one}, {two}: {one}**{rng.randint(2, 9)} % {rng.randint(11, 97)} <= ~{two} ^ "
        f"0x{rng.randint(16, 255):X} @ {_word(rng)}"
    )


def _word(rng: random.Random) -> str:
    return rng.choice(
        (*THINGS, "north", "delta", "birch", "quartz", "violet", "index", "zephyr", "backup", "matrix")
    )


_Line = Callable[[random.Random], str]
_SENTENCES: Final[tuple[tuple[_Line, ...], ...]] = (
    (_plain,),
    (_to_place, _on_day),
    (_list, _question),
    (_owns, _shout),
    (_said, _asked),
    (_aside, _listed),
    (_letter, _meeting),
    (_quoted, _titled),
)
_CODES: Final[tuple[tuple[_Line, ...], ...]] = (
    (_numbers(2, 5),),
    (_numbers(4, 4), _numbers(3, 5)),
    (_clock, _dates),
    (_prices, _sum),
    (_mail,),
    (_assign, _path),
    (_condition, _record),
    (_pattern, _function),
)
