"""How facts are put into words and bars: the same on every screen. Plain text in, `Content` out; nothing is markup."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.content import Content

from goals.levels import Level
from goals.scales import Scale

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MUTED: Final = "$foreground 65%"
"""The style of what is read second. Not $text-muted: in a `Content` that comes out white, for it is 'auto 60%'."""


def short_day(day: date) -> str:
    """As in "Fri 20 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """As in "30 June 2027"."""
    return f"{day:%d %B %Y}".lstrip("0") if day.year >= 1000 else day.isoformat()


def ahead(due: date, day: date) -> str:
    """When a day is, seen from another: "tomorrow", "in 5 days", "3 days ago"."""
    days = (due - day).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    return f"in {days} days" if days > 0 else f"{-days} day{'s' if days < -1 else ''} ago"


def odds(chance: float) -> str:
    """A chance as it is said: never nothing, never certain."""
    return "P < 0.01" if chance < 0.01 else "P > 0.99" if chance > 0.99 else f"P = {chance:.2f}"


def counted(count: int, one: str, many: str = "") -> str:
    """As in "1 answer", "3 answers"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def ruler(
    level: Level,
    target: float,
    scale: Scale,
    low: float,
    high: float,
    width: int,
    *,
    ascii_only: bool = False,
) -> Content:
    """A level's interval and target on a stretch of the scale: `├──●──┤   ◎`, dots where nothing is known.

    Args:
        low: value at the left edge.
        high: value at the right edge.
        width: cells.
    """
    marks = ("*", "|", "|", "-", "O", ".") if ascii_only else ("●", "├", "┤", "─", "◎", "·")
    dot, left, right, dash, aim, dust = marks
    cells = [" "] * width

    def cell(value: float) -> int:
        share = (value - low) / (high - low) if high > low else 0.0
        return min(max(round(share * (width - 1)), 0), width - 1)

    if level.label == "unknown":
        for at in range(cell(level.low), cell(level.high) + 1):
            cells[at] = dust
    else:
        start, end = cell(level.low), cell(level.high)
        for at in range(start, end + 1):
            cells[at] = dash
        if end > start:
            cells[start], cells[end] = left, right
        cells[cell(level.mean)] = dot
    aim_at = cell(target)
    mean_at = cell(level.mean)
    cells[aim_at] = aim
    drawn = Content("".join(cells))
    if level.label != "unknown" and mean_at != aim_at:
        drawn = drawn.stylize("$accent", mean_at, mean_at + 1)
    return drawn.stylize("$text-warning", aim_at, aim_at + 1)


def stretch(scale: Scale, values: list[float]) -> tuple[float, float]:
    """The part of the scale worth showing: what the values need, in whole steps, with a little air."""
    low = max(scale.low, min(values) - scale.step)
    high = min(scale.high, max(values) + scale.step)
    whole = max(scale.step, 1.0)
    low = max(scale.low, (low // whole) * whole)
    high = min(scale.high, -((-high) // whole) * whole)
    return (low, high) if high > low else (scale.low, scale.high)
