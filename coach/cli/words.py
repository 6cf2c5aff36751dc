"""How facts are put into words and bars on paper."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final

from goals.levels import Level
from goals.scales import Scale

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def short_day(day: date) -> str:
    """As in "Fri 20 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def long_day(day: date) -> str:
    """As in "30 June 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def ahead(due: date, day: date) -> str:
    """When a day is, seen from another: "today", "tomorrow", "in 5 days"."""
    days = (due - day).days
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"


def counted(count: int, one: str, many: str = "") -> str:
    """As in "1 answer", "3 answers"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share as in "8 %"; one decimal below 10 % where it says more."""
    hundredths = round(share * 100, 1)
    return f"{hundredths:.1f} %" if 0 < hundredths < 10 and hundredths % 1 else f"{hundredths:.0f} %"


def level_said(level: Level, scale: Scale) -> str:
    """A level with its 80 % interval: "7.2 (6.9 to 7.5)"."""
    return f"{near(level.mean, scale)} ({near(level.low, scale)} to {near(level.high, scale)})"


def near(value: float, scale: Scale) -> str:
    """An estimate: one decimal on scales of few values, also between the words of a word scale."""
    if scale.words or scale.high - scale.low > 20:
        return scale.show(value)
    return f"{value:.1f}"


def ruler(level: Level, target: float, stretch: tuple[float, float], width: int, *, plain: bool) -> str:
    """A level's interval and target on a stretch of the scale: `├──●──┤   ◎`; dots where nothing is known.

    Args:
        level: on the goal's scale, as is everything here.
        target: the level wanted.
        stretch: values at the left and right edge.
        width: columns.
        plain: draw `|--*--|   O` instead.
    """
    dot, left, right, dash, aim, dust = "*||-O." if plain else "●├┤─◎·"
    cells = [" "] * width
    start, end = _column(level.low, stretch, width), _column(level.high, stretch, width)
    known = level.label != "unknown"
    cells[start : end + 1] = (dash if known else dust) * (end + 1 - start)
    if known:
        cells[start], cells[end] = left, right
    cells[_column(target, stretch, width)] = aim
    if known:
        cells[_column(level.mean, stretch, width)] = dot
    return "".join(cells)


def ticks(stretch: tuple[float, float], width: int, scale: Scale) -> str:
    """Values under which a ruler's columns stand, as many as fit."""
    low, high = stretch
    step = next(
        (s for s in (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0) if (high - low) / s * 5 <= width), high - low
    )
    line = [" "] * width
    value, free = low, 0
    while step > 0 and value <= high + 1e-9:
        text = scale.show(value).removesuffix(" %")
        at = min(_column(value, stretch, width), width - len(text))
        if at >= free:
            line[at : at + len(text)] = text
            free = at + len(text) + 1
        value += step
    return "".join(line)


def cells(text: str) -> int:
    """Columns a text takes: two for wide characters, none for marks that join the one before."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def fitted(text: str, width: int) -> str:
    """A text in exactly so many columns: cut with an ellipsis, or filled with blanks."""
    if cells(text) > width:
        while text and cells(text) > width - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - cells(text))


def _column(value: float, stretch: tuple[float, float], width: int) -> int:
    low, high = stretch
    share = (value - low) / (high - low) if high > low else 0.0
    return min(max(round(share * (width - 1)), 0), width - 1)
