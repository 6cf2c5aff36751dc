"""What the words of a date mean: one rule for each way of naming one, in the tags of `goals.lexicon.words`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from goals.deadlines import days
from goals.deadlines.days import Sense
from goals.lexicon.tokens import Words
from goals.lexicon.words import AMBIGUOUS_MONTHS, DAY, MONTH, WEEK, YEAR


def _month(match: re.Match[str], words: Words, today: date) -> Sense | None:
    place = match.start("m")
    month = int(words.tokens[place].values[0])
    year = _year(match, words, today)
    part = _part(match)
    if not 1 <= month <= 12:
        return None
    if "dom" in match.re.groupindex:
        return _checked(_day_of_month(match, words, today, month, year), match, words)
    rel = _relation(match, words)
    years = [year if year is not None else days.next_year_of(today, month)]
    if rel == 1 and year is None:
        if month == today.month:
            years = [today.year + 1]
        elif years[0] == today.year:
            years = [today.year, today.year + 1]
    senses = [days.end_of_month(one, month, exact=part == "E") for one in years]
    if part in ("D", "B"):
        day = 15 if part == "D" else 1
        if year is None and rel is None and month == today.month and today.day >= day:
            years = [today.year + 1]
        return Sense(tuple(days.month_end(one, month).replace(day=day) for one in years), exact=False)
    bare = year is None and rel is None and not part
    word = words.tokens[place].word
    doubtful = word in AMBIGUOUS_MONTHS or (word.isascii() and len(word) < 4)
    return replace(
        senses[0], days=tuple(one.days[0] for one in senses), weak=bare, needs_lead=bare and doubtful
    )


def _day_of_month(
    match: re.Match[str], words: Words, today: date, month: int, year: int | None
) -> Sense | None:
    before, after = words.value(match, "dom", "no"), words.value(match, "dom2", "no")
    number = (before or after or (0.0,))[0]
    if number != int(number) or not 1 <= number <= 99:
        return None
    if before and after and year is None:
        if after[0] != int(after[0]) or after[0] > 99:
            return None
        year = 2000 + int(after[0])
    follows = words.tags[match.end() : match.end() + 1]
    if not before and year is None and follows in ("?", "T", "U", "%") and "n" in match.group("dom2"):
        return None  # "by June 20 words a day" names no 20 June
    return days.day_of(today, month, int(number), year)


def _iso(match: re.Match[str], words: Words, today: date) -> Sense | None:
    year, month, day = (int(one) for one in words.value(match, "d", "i") or ())
    return _checked(days.day_of(today, month, day, year), match, words)


def _slashed(match: re.Match[str], words: Words, today: date) -> Sense | None:
    values = [int(one) for one in words.value(match, "d", "st") or ()]
    year = values[2] if len(values) == 4 else None
    first, second = values[:2]
    sense = days.in_numbers(today, first, second, year, day_first=bool(values[-1]))
    return _checked(replace(sense, needs_lead=year is None), match, words)


def _season(match: re.Match[str], words: Words, today: date) -> Sense | None:
    which = int((words.value(match, "s", "S") or (0,))[0])
    year, rel, part = _year(match, words, today), _relation(match, words), _part(match)
    sense = days.season(today, which, year, following=rel == 1, part=part)
    return replace(sense, needs_lead=year is None and rel is None and not part)


def _quarter(match: re.Match[str], words: Words, today: date) -> Sense | None:
    year = _year(match, words, today)
    quarter = words.value(match, "q", "q")
    if quarter is None:
        ahead = (today.month - 1) // 3 + int(_relation(match, words) or 0)
        return days.end_of_month(today.year + ahead // 4, ahead % 4 * 3 + 3)
    if not 1 <= quarter[0] <= 4:
        return None
    month = int(quarter[0]) * 3
    sense = days.end_of_month(year if year is not None else days.next_year_of(today, month), month)
    return replace(sense, needs_lead=year is None and "_" not in match.group("q"))


def _feast(match: re.Match[str], words: Words, today: date) -> Sense | None:
    day = int((words.value(match, "c", "C") or (12, 25))[1])
    year, rel = _year(match, words, today), _relation(match, words)
    sense = days.day_of(today, 12, day, year)
    means = f"by {'Christmas' if day == 25 else 'the end of the year'}, {days.say(sense.days[0])}"
    return replace(sense, exact=False, means=means, needs_lead=year is None and rel is None)


def _weekday_of_week(match: re.Match[str], words: Words, today: date) -> Sense | None:
    unit, ahead = words.value(match, "j", "J") or (DAY, 0)
    weekday = int((words.value(match, "w", "W") or (0,))[0])
    return Sense((days.weekday_in(today, int(ahead), weekday),)) if unit == WEEK else None


def _day_of_period(match: re.Match[str], words: Words, today: date) -> Sense | None:
    unit, ahead = words.value(match, "j", "J") or (DAY, 0)
    if unit != MONTH:
        return None
    first = days.later(today.replace(day=1), int(ahead), MONTH)
    return days.day_of(today, first.month, int((words.value(match, "dom", "o") or (0,))[0]), first.year)


def _period(match: re.Match[str], words: Words, today: date) -> Sense | None:
    counted = words.value(match, "j", "J") if "j" in match.re.groupindex else None
    unit, ahead = counted or ((words.value(match, "u", "U") or (DAY,))[0], 0)
    return None if unit == DAY else days.period(today, int(unit), int(ahead), _part(match))


def _bare_year(match: re.Match[str], words: Words, today: date) -> Sense | None:
    year, part = int((words.value(match, "y", "y") or (0,))[0]), _part(match)
    return replace(days.period(today, YEAR, year - today.year, part), needs_lead=not part)


def _range(match: re.Match[str], words: Words, today: date) -> Sense | None:
    unit = int((words.value(match, "u", "U") or (0,))[0])
    both = [days.later(today, (words.value(match, one, "n") or (0,))[0], unit) for one in ("one", "two")]
    return Sense(tuple(sorted(set(both))), weak=True, needs_lead=unit == DAY, is_count=True)


def _count(match: re.Match[str], words: Words, today: date) -> Sense | None:
    groups = match.re.groupindex
    number = words.value(match, "n", "na") if "n" in groups else (0.0,)
    unit = int((words.value(match, "u", "U") or (0,))[0])
    after = words.tokens[match.end() : match.end() + 1]
    if number is None or (after and after[0].word in ("old", "alt")):
        return None
    half = 0.5 if "h" in groups and match.group("h") else 0.0
    sure = _relation(match, words) is not None
    vague = unit == DAY or "-" in match.group() or ("n" in groups and "a" in match.group("n"))
    day = days.later(today, number[0] + half, unit)
    return Sense((day,), weak=not sure, needs_lead=vague and not sure, is_count=True)


def _weekday(match: re.Match[str], words: Words, today: date) -> Sense | None:
    weekday = int((words.value(match, "w", "W") or (0,))[0])
    rel = _relation(match, words)
    found = days.coming(today, weekday)
    if rel == 1:  # "next Friday" said on a Wednesday is this week's to some and next week's to others
        return Sense(tuple(sorted({found, days.weekday_in(today, 1, weekday)})))
    if rel == -1 and weekday == today.weekday():
        found = today
    return Sense(
        (found,), weak=rel is None, needs_lead=rel is None and len(words.tokens[match.start()].word) == 3
    )


def _day_from_now(match: re.Match[str], words: Words, today: date) -> Sense | None:
    return Sense((days.later(today, (words.value(match, "z", "Z") or (0,))[0], DAY),), weak=True)


def _day_number(match: re.Match[str], words: Words, today: date) -> Sense | None:
    number = (words.value(match, "o", "on") or (0,))[0]
    found = days.day_after(today, int(number)) if number == int(number) else None
    return Sense((found,), needs_lead=True) if found else None


def _year(match: re.Match[str], words: Words, today: date) -> int | None:
    for group in ("yr1", "yr2"):
        if match.group(group):
            if (written := words.value(match, group, "y")) is not None:
                return int(written[0])
            unit, ahead = words.value(match, group, "J") or (DAY, 0)
            if unit == YEAR:
                return today.year + int(ahead)
    return None


def _relation(match: re.Match[str], words: Words) -> float | None:
    """1 for "next", 0 for "coming", -1 for "this", None for none of them."""
    for group in ("rel", "rel2"):
        if group in match.re.groupindex and match.group(group):
            found = words.value(match, group, "X")
            return found[0] if found is not None else -1
    return None


def _part(match: re.Match[str]) -> str:
    named = match.groupdict()
    return ((named.get("pre") or "") + (named.get("post") or ""))[:1]


def _checked(sense: Sense | None, match: re.Match[str], words: Words) -> Sense | None:
    """The day, if it is the weekday that is written with it."""
    named = words.value(match, "wd", "W") or words.value(match, "wd2", "W")
    if sense is None or named is None or not sense.days:
        return sense
    right = tuple(day for day in sense.days if day.weekday() == named[0])
    if right:
        return replace(sense, days=right)
    day, weekday = sense.days[0], days.WEEKDAYS[int(named[0])]
    return Sense((), fault=f"{days.say(day)} is a {days.WEEKDAYS[day.weekday()]}, not a {weekday}.")


_PRE: Final = r"(?P<pre>[EDB]-?[OAap]{0,2})?"
_POST: Final = r"(?P<post>[EDB])?"
_YR1: Final = r"(?P<yr1>(?:y|J_{0,2})[IOA]{0,2})?"
_YR2: Final = r"(?P<yr2>[,./]?[OIAa]{0,2}(?:y|J_{0,2}))?"
_REL: Final = r"(?P<rel>[XV]A?)?"
_REL2: Final = r"(?P<rel2>[XV])?"
_WD: Final = r"(?P<wd>W,?[Ap]{0,2})?"
_WD2: Final = r"(?P<wd2>W)?"

Rule = Callable[[re.Match[str], Words, date], Sense | None]
GRAMMAR: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{_WD}(?P<d>i){_WD2}", _iso),
        (rf"{_WD}(?P<d>s){_WD2}", _slashed),
        (rf"{_WD}{_YR1}(?P<dom>[no]\.?[OA]{{0,2}})(?P<m>M)(?:\.(?=y))?(?P<dom2>n)?{_YR2}{_WD2}", _month),
        (rf"{_WD}{_YR1}(?P<dom>)(?P<m>M)\.?(?P<dom2>A?[no]){_YR2}{_WD2}", _month),
        (rf"{_PRE}{_YR1}{_REL}(?P<m>M)(?:\.(?=y))?{_REL2}{_YR2}{_POST}", _month),
        (rf"{_PRE}{_YR1}{_REL}(?P<s>S){_REL2}{_YR2}{_POST}", _season),
        (rf"{_PRE}{_YR1}(?P<q>q_{{0,2}}){_YR2}", _quarter),
        (r"(?P<yr1>)(?P<yr2>)(?P<q>)(?:(?P<rel>[XV])k|k(?P<rel2>X))", _quarter),
        (rf"{_YR1}{_REL}(?P<c>C){_REL2}{_YR2}", _feast),
        (r"(?P<j>J_{0,2})A?(?P<w>W)", _weekday_of_week),
        (r"(?P<w>W)[OA]{0,2}(?P<j>J_{0,2})", _weekday_of_week),
        (r"(?P<dom>o[OA]{0,2})(?P<j>J_{0,2})", _day_of_period),
        (rf"{_PRE}(?P<j>J_{{0,2}})J?{_POST}", _period),
        (r"(?P<pre>[EDB](?:-|[OAa]{1,3}))(?P<u>U)", _period),
        (r"(?P<u>U)-?(?P<post>E)", _period),
        (rf"{_PRE}(?P<y>y){_POST}", _bare_year),
        (r"(?P<one>n)[G-](?P<two>n)-?(?P<u>U)", _range),
        (r"(?P<n>[na])(?P<h>&a?H)(?P<u>U)", _count),
        (rf"{_REL}(?P<n>[na]){_REL2}-?(?P<u>U)(?P<h>&a?H|H(?=F))?", _count),
        (r"(?P<h>aH|HA?a?)-?(?P<u>U)", _count),
        (rf"{_REL}(?P<w>W){_REL2}", _weekday),
        (r"(?P<z>Z)", _day_from_now),
        (rf"{_WD}(?P<d>t){_WD2}", _slashed),
        (r"(?P<o>o)(?!\?)", _day_number),
        (r"(?<=[Pb]A)(?P<o>n)\.?(?=$|[,#])", _day_number),
    )
)
"""Patterns over a sentence's tags and their rules, the most telling first; a rule may say None: no date."""
