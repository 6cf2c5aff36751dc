"""When a goal is due: the date a sentence names, never guessed silently and always echoed.

A month, quarter, season or year without a day means its last day. A date with no year is the next one.
"1/3/2027" is two dates, so it is asked about. Words are read in English, Spanish, German, French and
Chinese by our own grammar (`deadline_phrases`); only what that can't read goes to `natural_dates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goals.deadlines.days import WEEKDAYS, Sense, later, say
from goals.deadlines.phrases import Mention, mentions
from goals.lexicon.tokens import Words, tokenise
from goals.lexicon.words import YEAR
from goals.plain import one_line
from goals.refusals import Refused

LONGEST: Final = 500
"""Characters of a text that are read."""
FARTHEST: Final = 10
"""Years ahead a deadline may be."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day something is due."""

    day: date
    text: str
    """The words it was read from."""
    means: str
    """The echo: "by the end of June 2027"."""
    exact: bool
    """True if the words fix the day; False if the last day of a longer time that they name was chosen."""


@dataclass(frozen=True, slots=True)
class AmbiguousDate:
    """Words that name two days; the learner says which."""

    text: str
    readings: tuple[date, date]
    """The earlier first."""

    @property
    def ask(self) -> str:
        """The one question that settles it."""
        return f"Is “{self.text}” {say(self.readings[0])} or {say(self.readings[1])}?"


def read_deadline(text: str, today: date) -> Deadline | AmbiguousDate | None:
    """The deadline a text names; None if it names none.

    Args:
        text: a whole sentence, or the date alone ("June", "the 15th", "in 3 months").
        today: the study day it is said on.

    Raises:
        Refused: the day doesn't exist, is over or more than `FARTHEST` years ahead, or two days are named.
    """
    words = tokenise(one_line(text, limit=LONGEST))
    return settle(chosen(find(words, today)), today)


def find(words: Words, today: date) -> tuple[Mention, ...]:
    """Every date in a sentence, as our grammar reads it, else as `natural_dates` does behind a "by".

    Args:
        words: the sentence; tokens with tag # are passed over.
        today: the study day it is said on.
    """
    found = mentions(words, today)
    if chosen(found):
        return found
    return (*found, *_natural(words, today))


def chosen(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those of the dates that say when the goal is due: no starts, and a bare "June" only if alone."""
    ends = [one for one in found if not one.is_start]
    return tuple([one for one in ends if not one.is_weak] or ends)


def settle(found: Sequence[Mention], today: date) -> Deadline | AmbiguousDate | None:
    """One deadline from the dates that name it.

    Raises:
        Refused: as `read_deadline`.
    """
    if not found:
        return None
    for one in found:
        if not one.sense.days:
            raise Refused(f"“{one.text}” is not in the calendar. {one.sense.fault}", "Write another date.")
    common = set(found[0].sense.days).intersection(*(one.sense.days for one in found))
    if not common:
        named = " and ".join(dict.fromkeys(f"“{one.text}”" for one in found[:3]))
        raise Refused(f"{named} are different dates.", "Keep one of them.")
    best = min(found, key=lambda one: (len(one.sense.days), not one.sense.exact))
    if len(common) > 1:
        first, second = sorted(common)[:2]
        return AmbiguousDate(best.text, (first, second))
    (day,) = common
    _refuse_unfit(day, best, today)
    return Deadline(day, best.text, best.sense.means or echo(day), best.sense.exact)


def echo(day: date) -> str:
    """A day as it is said back: "by Wednesday 30 June 2027"."""
    return f"by {WEEKDAYS[day.weekday()]} {say(day)}"


def _refuse_unfit(day: date, mention: Mention, today: date) -> None:
    if day < today:
        raise Refused(f"{say(day)} is over.", f"Today is {say(today)}: write a later date.")
    if day == today:
        raise Refused(
            f"“{mention.text}” is today, {say(day)}.",
            "Write a later date, so that there is time to practise.",
        )
    if day > later(today, FARTHEST, YEAR):
        raise Refused(
            f"“{mention.text}” is more than {FARTHEST} years away.", "Choose a nearer date for a first goal."
        )


_ENDS_CLAUSE: Final = frozenset(",#PbIG")
_OURS: Final = frozenset("TUHJxcv%/yist#")
"""Words our own grammar has judged: "45 min a day" or "3 months ago" is not to be a date after all."""
_MOST_WORDS: Final = 6


def _natural(words: Words, today: date) -> tuple[Mention, ...]:
    """What stands behind a "by" or "in", or the whole of a text that is nothing but a date."""
    from goals.deadlines.natural import read_natural

    tags = words.tags
    starts = [place for place, tag in enumerate(tags) if tag in "PbI"]
    for lead in [None, *starts[:8]]:
        first = 0 if lead is None else lead + 1
        last = first
        while last < len(tags) and tags[last] not in _ENDS_CLAUSE:
            last += 1
        if lead is None and (last < len(tags) or not tags):
            continue
        if not first < last <= first + _MOST_WORDS or set(tags[first:last]) & _OURS:
            continue
        begin = first if lead is None else lead
        for text in (words.written(first, last - 1), words.written(begin, last - 1)):
            day = read_natural(text, today)
            if day is not None:
                said = words.written(begin, last - 1)
                return (Mention(begin, last - 1, said, Sense((day,), exact=False), False, False),)
    return ()
