"""Days of the calendar a deadline can mean: ends of months and seasons, and so many units from now."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goals.lexicon.words import DAY, MONTH, WEEK, YEAR

MONTHS: Final = tuple(calendar.month_name)
"""English names, January at 1."""
WEEKDAYS: Final = tuple(calendar.day_name)
SEASONS: Final = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class Sense:
    """What some words about a date mean."""

    days: tuple[date, ...]
    """One day; two if the words can be read in two ways; none for a day that doesn't exist."""
    exact: bool = True
    """True if the words fix the day; False if the last day of a longer time was chosen."""
    means: str = ""
    """The echo; empty to echo the day itself."""
    fault: str = ""
    """Why there is no such day."""
    needs_lead: bool = False
    """True for words that are a date only after "by", "in" and the like: "spring", "the 15th"."""
    weak: bool = False
    """True for words that yield to another date in the sentence if no "by" stands before them."""
    is_count: bool = False
    """True for "3 months": with "ago" or "every" it is no deadline."""


def month_end(year: int, month: int) -> date:
    """The last day of a month; a year the calendar lacks is held inside it."""
    year = min(max(year, 1), 9999)
    return date(year, month, calendar.monthrange(year, month)[1])


def later(today: date, count: float, unit: int) -> date:
    """So many days, weeks, months or years from a day; a month that lacks the day takes its last."""
    try:
        if unit in (DAY, WEEK):
            return today + timedelta(days=round(count * (7 if unit == WEEK else 1)))
        months = count * (12 if unit == YEAR else 1)
        month = today.month - 1 + int(months)
        last = month_end(today.year + month // 12, month % 12 + 1)
        if today.year + month // 12 > 9999:
            return date.max
        return last.replace(day=min(today.day, last.day)) + timedelta(days=round(months % 1 * 30))
    except OverflowError:
        return date.max


def next_year_of(today: date, month: int) -> int:
    """The year of the next such month that is not over."""
    return today.year + (month < today.month)


def day_after(today: date, day: int) -> date | None:
    """The next day of the month with that number, after today; None for a number no month has."""
    for ahead in range(13):
        month = today.month - 1 + ahead
        last = month_end(today.year + month // 12, month % 12 + 1)
        if 1 <= day <= last.day and last.replace(day=day) > today:
            return last.replace(day=day)
    return None


def day_of(today: date, month: int, day: int, year: int | None) -> Sense:
    """A day of a month; with no year the next one after today."""
    if not 1 <= month <= 12:
        return Sense((), fault="There are only twelve months.")
    for one in [year] if year is not None else range(today.year, min(today.year + 9, 9999)):
        if 1 <= one <= 9999 and 1 <= day <= month_end(one, month).day:
            found = date(one, month, day)
            if year is not None or found > today:
                return Sense((found,))
    longest = month_end(year if year is not None else 2024, month).day
    return Sense(
        (), fault=f"{MONTHS[month]}{f' {year}' if year is not None else ''} has only {longest} days."
    )


def in_numbers(today: date, first: int, second: int, year: int | None, *, day_first: bool) -> Sense:
    """ "1/3/2027": two days, unless one can't be or is over, or the day surely stands first."""
    readings = [day_of(today, second, first, year)] if second <= 12 else []
    if not day_first and first <= 12:
        readings.append(day_of(today, first, second, year))
    found = sorted({one.days[0] for one in readings if one.days})
    if not found:
        return Sense((), fault=next((one.fault for one in readings), "There are only twelve months."))
    return Sense(tuple(one for one in found if one > today) or tuple(found[-1:]))


def end_of_month(year: int, month: int, *, exact: bool = False) -> Sense:
    """A month, by its last day."""
    last = month_end(year, month)
    return Sense((last,), exact=exact, means=f"by the end of {MONTHS[last.month]} {last.year}")


def end_of_year(year: int, *, exact: bool = False) -> Sense:
    """A year, by its last day."""
    last = month_end(year, 12)
    return Sense((last,), exact=exact, means=f"by the end of {last.year}")


def season(today: date, which: int, year: int | None, *, following: bool = False, part: str = "") -> Sense:
    """A northern season by its last day: spring is March to May, winter December to February.

    Args:
        today: seasons that are not over count from here.
        which: 0 spring to 3 winter.
        year: the year it begins in; None for the next that is not over.
        following: True for "next spring": not the one that is now; two readings if it could be this year's.
        part: "D" for the middle, "B" for the beginning, else the end.
    """
    first = (3, 6, 9, 12)[which]
    start = year
    if start is None:
        start = today.year - 1
        while _season_end(start, first) < today:
            start += 1
    years = [start]
    if following and year is None:
        if date(start, first, 1) <= today:
            years = [start + 1]
        elif start == today.year:
            years = [start, start + 1]
    ends = tuple(_season_end(one, first) for one in years)
    if part == "B":
        return Sense(tuple(date(min(one, 9999), first, 1) for one in years), exact=False)
    if part == "D":
        return Sense(tuple(later(date(min(one, 9999), first, 15), 1, MONTH) for one in years), exact=False)
    means = f"by the end of {SEASONS[which]}, {say(ends[0])}"
    return Sense(ends, exact=False, means=means)


def period(today: date, unit: int, ahead: int, part: str = "") -> Sense:
    """A week, month or year counted from now (0 is this one), by its last day, or by its middle or first."""
    if unit == YEAR:
        year = min(today.year + ahead, 9999)
        if part in ("B", "D"):
            return Sense((date(year, *((1, 1) if part == "B" else (6, 30))),), exact=False)
        return end_of_year(year, exact=part == "E")
    if unit == MONTH:
        day = later(today.replace(day=1), ahead, MONTH)
        if part in ("B", "D"):
            return Sense((day.replace(day=1 if part == "B" else 15),), exact=False)
        return end_of_month(day.year, day.month, exact=part == "E")
    weekday = {"B": 0, "D": 2}.get(part, 6)
    return Sense(
        (weekday_in(today, ahead, weekday) if unit == WEEK else later(today, ahead, DAY),), exact=False
    )


def weekday_in(today: date, weeks: int, weekday: int) -> date:
    """A weekday of the week so many from now; weeks begin on Monday."""
    return later(today, 7 * weeks + weekday - today.weekday(), DAY)


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today."""
    return later(today, (weekday - today.weekday() - 1) % 7 + 1, DAY)


def say(day: date) -> str:
    """A day in words that no country reads differently: "30 June 2027"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _season_end(year: int, first: int) -> date:
    return month_end(year + (first == 12), 2 if first == 12 else first + 2)
