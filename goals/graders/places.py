"""Places a learner names by number or letter: "3 1 2", "c, a, b", "312"."""

from __future__ import annotations

import re
from typing import Final

from goals.graders.words import level


def place(part: str, count: int) -> int | None:
    """The place from 0 that "2", "b", "2." or "(b)" names among `count`; None if it names none."""
    named = _ONE.fullmatch(level(part))
    if named is None:
        return None
    name = named.group(1)
    found = int(name) - 1 if name.isdigit() else ord(name) - ord("a")
    return found if 0 <= found < count else None


def places(answer: str, count: int) -> tuple[int, ...] | None:
    """The places from 0 an answer names, in its order; None if any part of it names none.

    Args:
        answer: numbers or letters with spaces, commas or "and" between; single ones may stand together.
        count: how many there are to choose from.
    """
    parts = [part for part in _BETWEEN.split(level(answer)) if part and part not in _JOINING]
    if len(parts) == 1 and 1 < len(parts[0]) <= count and count < 10 and _TOGETHER.fullmatch(parts[0]):
        parts = list(parts[0])
    found = [place(part, count) for part in parts[: count + 1]]
    known = tuple(one for one in found if one is not None)
    return known if known and len(known) == len(parts) else None


def as_numbers(places_: tuple[int, ...]) -> str:
    """Places as a person types them: "3 1 2"."""
    return " ".join(str(one + 1) for one in places_)


_ONE: Final = re.compile(r"\(?([0-9]{1,3}|[a-z])[).:]?")
_BETWEEN: Final = re.compile(r"[\s,;&+/|→>()\[\].:-]+")
_JOINING: Final = frozenset({"and", "then"})
_TOGETHER: Final = re.compile("[1-9]+|[a-i]+")
