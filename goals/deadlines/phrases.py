"""Finds the words of a sentence that name a date, in any of the five languages.

The grammar is written in the tags of `goals.lexicon.words`; each rule says what its words mean
(`deadline_days.Sense`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from goals.deadlines.days import Sense
from goals.deadlines.grammar import GRAMMAR
from goals.lexicon.tokens import Words
from goals.lexicon.words import DAY


@dataclass(frozen=True, slots=True)
class Mention:
    """Some words of a sentence that name a date."""

    first: int
    last: int
    """Places of its first and last token, "by" and the like included."""
    text: str
    sense: Sense
    is_weak: bool
    """True if it yields to any other date in the sentence."""
    is_start: bool
    """True for "from June": when practice begins, not when it ends."""


def mentions(words: Words, today: date) -> tuple[Mention, ...]:
    """Every date named, in the order they stand.

    Args:
        words: the sentence; tokens with tag # are not read.
        today: what "next", "in 3 months" and a month without a year count from.
    """
    words = _joined(words)
    found: list[Mention] = []
    for pattern, rule in GRAMMAR:
        for match in pattern.finditer(words.tags):
            if "#" in words.tags[match.start() : match.end()]:
                continue
            sense = rule(match, words, today)
            mention = sense and _with_lead(match, sense, words)
            if mention:
                found.append(mention)
                words = words.without([(mention.first, mention.last)])
    found.sort(key=lambda one: one.first)
    for place, (one, after) in enumerate(pairwise(found)):
        if after.first == one.last + 1 and words.tokens[after.first].word in _TOWARDS:
            found[place] = replace(one, is_start=True)
    return tuple(found)


_TOWARDS: Final = frozenset(["to", "bis", "hasta", "a", "jusqu'", "until", "till", "到", "->", "→"])
_LEAD: Final = frozenset("PbfIGRAaOpl")
_INTRODUCES: Final = frozenset("PbfIFR")


def _with_lead(match: re.Match[str], sense: Sense, words: Words) -> Mention | None:
    """The mention with the "by the" before or "之前" after it, or None if it needs those and has none."""
    tags, first, last = words.tags, match.start(), match.end() - 1
    while first and tags[first - 1] in _LEAD:
        first -= 1
    while last + 1 < len(tags) and tags[last + 1] in "PfF":
        last += 1
    lead = tags[first : match.start()]
    around = lead + tags[match.end() : last + 1]
    # "from March to May" and "by May or June", but not "learn to march"
    follows = ("G" in lead and tags[:first].endswith("#")) or tags[:first].endswith("#&")
    introduced = bool(_INTRODUCES & set(around)) or follows or ("l" in lead and sense.exact)
    whole = not set(tags[:first] + tags[last + 1 :]) - set(".,")
    if (sense.needs_lead and not introduced and not whole) or (sense.is_count and set(around) & set("fp")):
        return None
    weak = sense.weak and not introduced
    return Mention(first, last, words.written(first, last), sense, weak, "R" in lead)


def _joined(words: Words) -> Words:
    """ "Next month" as one period counted from now (J and _), "second quarter" as one quarter (q and _)."""
    tokens, tags = list(words.tokens), words.tags
    for pattern in (_NEXT_PERIOD, _PERIOD_NEXT, _NTH_QUARTER):
        for match in pattern.finditer(tags):
            first, last = match.start(), match.end() - 1
            if pattern is _NTH_QUARTER:
                tag, values = "q", tokens[first].values
            else:
                one, other = (first, last) if pattern is _NEXT_PERIOD else (last, first)
                tag, values = "J", (tokens[other].values[0], (*tokens[one].values, 0.0)[0])
                if values[0] == DAY:
                    continue
            tokens[first] = replace(tokens[first], tag=tag, values=values)
            tokens[first + 1 : last + 1] = [replace(one, tag="_") for one in tokens[first + 1 : last + 1]]
        tags = "".join(token.tag for token in tokens)
    return replace(words, tokens=tuple(tokens))


_NEXT_PERIOD: Final = re.compile(r"(?<![na])[XV]A?U")
_PERIOD_NEXT: Final = re.compile(r"(?<![na])UX")
_NTH_QUARTER: Final = re.compile(r"[no]\.?k")
