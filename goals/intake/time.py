"""How much practice a sentence promises: "45 min a day", "7 hours a week", "每天一小时"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goals.lexicon.tokens import Words, tokenise
from goals.lexicon.words import DAY, WEEK
from goals.plain import one_line
from goals.refusals import Refused

DAY_MINUTES: Final = 24 * 60
EXAMPLE: Final = "45 min a day"


@dataclass(frozen=True, slots=True)
class Practice:
    """Minutes of practice, as they were promised."""

    first: int
    last: int
    """Places of its first and last token."""
    text: str
    minutes: float
    """Minutes of one sitting, or of the whole week if `days` is 0."""
    days: float
    """Days a week it is for: 7 for every day, 0 for a sum over the week."""
    between: float | None = None
    """The lower end of "30 to 45 min", `minutes` being the upper."""

    @property
    def a_day(self) -> float:
        """Minutes a day: a week's sum in seven parts; "5 days a week" keeps the minutes of such a day."""
        return self.minutes if self.days else self.minutes / 7

    @property
    def means(self) -> str:
        """The echo, which reads back as the same practice."""
        if not self.days:
            sum_ = f"{_short(self.minutes / 60)} hours" if self.minutes >= 60 else _minutes(self.minutes)
            return f"{'1 hour' if sum_ == '1 hours' else sum_} a week"
        often = "" if self.days == 7 else f", {_short(self.days)} days a week"
        return f"{_minutes(self.minutes)} a day{often}"


def practices(words: Words) -> tuple[Practice, ...]:
    """Every promise of practice in a sentence. "Under 50 minutes" is none: it names no day or week."""
    found: list[Practice] = []
    for pattern in _GRAMMAR:
        for match in pattern.finditer(words.tags):
            one = None if "#" in match.group() else _practice(match, words)
            if one:
                found.append(one)
                words = words.without([(one.first, one.last)])
    return tuple(sorted(found, key=lambda one: one.first))


def loose_practice(words: Words) -> tuple[int, int] | None:
    """The place of a time that stands by itself between commas ("..., 45 min"): probably meant so."""
    match = _LOOSE.search(words.tags)
    return (match.start("amount"), match.end("amount") - 1) if match else None


def read_practice(text: str) -> Practice:
    """The practice a text names; a bare number, or a time with no "a day", is taken as minutes or time a day.

    Raises:
        Refused: it names none, none at all, more than a day holds, or two that differ.
    """
    words = tokenise(one_line(text, limit=500))
    found = practices(words)
    if not found:
        match = _ALONE.fullmatch(words.tags)
        alone = match and _practice(match, words)
        if not alone:
            raise Refused(
                f"“{one_line(text, limit=60)}” is no practice time.", f"Write it as in “{EXAMPLE}”."
            )
        found = (alone,)
    if len({round(one.a_day, 2) for one in found}) > 1:
        said = " and ".join(f"“{one.text}”" for one in found[:3])
        raise Refused(f"{said} are different times.", "Keep one of them.")
    _refuse_unfit(found[0])
    return found[0]


def _refuse_unfit(one: Practice) -> None:
    if one.between is not None:
        raise Refused(
            f"“{one.text}” leaves open how much it is.",
            f"Write one number, as in “{_short(one.minutes)} min a day”.",
        )
    if round(one.a_day) < 1:
        raise Refused(
            f"“{one.text}” is less than a minute a day.", f"Write what you can do, as in “{EXAMPLE}”."
        )
    if one.a_day > DAY_MINUTES:
        raise Refused(f"“{one.text}” is more than a day has.", f"Write what you can do, as in “{EXAMPLE}”.")


def _practice(match: re.Match[str], words: Words) -> Practice | None:
    named = match.groupdict()
    minutes = _amount(match, words)
    unit = WEEK if "K" in match.group() else DAY
    if named.get("u"):
        unit = int((words.value(match, "u", "U") or (DAY,))[0])
        if named.get("one") and words.tokens[match.start("one")].word != "一":
            return None  # "一天45分钟" is each day; "in 2 weeks 45 minutes" is not
    if minutes is None or unit not in (DAY, WEEK):
        return None
    days = 7.0 if unit == DAY else 0.0
    if named.get("times"):
        count = (words.value(match, "times", "na") or (1.0,))[0]
        on_days = named.get("on") is not None
        minutes, days = (minutes, count) if on_days and unit == WEEK else (minutes * count, days)
    elif named.get("weekdays"):
        days = 5.0
    elif named.get("often"):
        days = (words.value(match, "often", "na") or (7.0,))[0]
    if not 0 <= days <= 7:
        return None
    between = words.value(match, "less", "n") if named.get("less") else None
    first, last = match.start("all"), match.end("all") - 1
    return Practice(first, last, words.written(first, last), minutes, days, between[0] if between else None)


def _amount(match: re.Match[str], words: Words) -> float | None:
    """Minutes of "1 h 30", "half an hour", "anderthalb Stunden"; None if they are no whole number."""
    if match.groupdict().get("bare"):
        return (words.value(match, "bare", "ny") or (0.0,))[0]
    (unit,) = words.value(match, "t", "T") or (1.0,)
    number = (0.5,) if match.group("half") else words.value(match, "n", "na")
    more = match.group("more") or ""
    halves = bool(match.group("plus")) + ("H" in more)
    extra = words.value(match, "more", "n") or (0.0,)
    if number is None or ("n" in more and (unit != 60 or extra[0] >= 60)):
        return None
    total = (number[0] + halves / 2) * unit + extra[0]
    return total if abs(total - round(total)) < 1e-6 else None


def _minutes(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{_short(minutes)} minutes"


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


_AMOUNT: Final = (
    r"(?:(?P<less>n)T?[G-])?(?:(?P<half>a?HA?a?)|(?P<n>[na])(?P<plus>&a?H)?)"
    r"-?(?P<t>T)\.?(?P<more>&?nT?|&a?H)?"
)
_PER: Final = r"(?:(?:[pa/]A?|A)(?P<u>U)|Y|K)"
_OFTEN: Final = r"(?:(?P<often>[na])U(?:[pa/]A?U|K)|(?P<weekdays>[lp]?w))"
_TIMES: Final = r"(?P<times>[na])(?:x|(?P<on>U))"
_GRAMMAR: Final = tuple(
    re.compile(f"(?P<all>{pattern})")
    for pattern in (
        rf"{_OFTEN},?{_AMOUNT}{_PER}?",
        rf"{_TIMES}{_PER},?{_AMOUNT}",
        rf"{_AMOUNT},?{_TIMES}{_PER}",
        rf"{_AMOUNT},?{_PER}(?:,?{_OFTEN})?",
        rf"{_AMOUNT},?{_OFTEN}",
        rf"(?:(?:(?P<one>n)|pA?)(?P<u>U)|Y|K)[,I]?{_AMOUNT}",
    )
)
_LOOSE: Final = re.compile(r"(?:^|[,.#])(?P<amount>nT(?:nT?)?|HA?a?T|aT)(?=$|[,.#])")
_ALONE: Final = re.compile(rf"(?P<all>{_AMOUNT}|(?P<bare>[ny]))[.,]?")
