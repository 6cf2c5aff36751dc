"""A level over time as text: the range as a band, the forecast as a fan, the target as a line. A pure function."""

from __future__ import annotations

from datetime import date, timedelta

from textual.content import Content

from screens.goals.canvas import ASCII, STYLES, UNICODE, Canvas, Plot
from screens.goals.scale import reach, ticks
from screens.words import MONTHS, MUTED

__all__ = ["Plot", "draw", "legend"]

LEAST_WIDTH, LEAST_HEIGHT = 24, 6
"""Below this there is no room for a chart."""


def draw(plot: Plot, width: int, height: int, *, ascii_only: bool = False) -> tuple[Content, ...]:
    """The chart as lines, each at most `width` cells: plot, axis with dates; never more than `height` lines.

    Args:
        plot: what to show.
        width: cells.
        height: lines, the two of the axis among them.
        ascii_only: plain characters instead of braille and blocks.
    """
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return (Content("Widen the window for a chart.").truncate(max(width, 1)),)
    low, high = _range(plot)
    labels = {value: plot.scale.show(value) for value in ticks(plot.scale, low, high, (height - 2) // 2)}
    margin = max((len(text) for text in labels.values()), default=1) + 1
    canvas = Canvas(plot, low, high, width - margin - 1, height - 2, ascii_only=ascii_only)
    canvas.paint()
    at_row = {canvas.row(value): text for value, text in labels.items()}
    lines = []
    for number in range(canvas.height):
        label = at_row.get(number, "")
        edge = ("|" if ascii_only else "│") if not label else ("+" if ascii_only else "┤")
        left = (f"{label:>{margin}}{edge}", MUTED)
        lines.append(Content.assemble(left, canvas.line(number)))
    lines += _axis(canvas, margin, ascii_only=ascii_only)
    return tuple(lines)


def legend(plot: Plot, width: int, *, ascii_only: bool = False) -> Content:
    """What the signs of a chart mean; only those that are on it, as many as fit."""
    signs = ASCII if ascii_only else UNICODE | {"level": "⠒⠒", "likely": "⠂⠂"}
    said = []
    if plot.course:
        said += [("level", "level"), ("band", "true level, 8 in 10")]
    said.append(("target", f"target {plot.scale.show(plot.target)}"))
    if plot.fan:
        said += [("fan", "forecast, 8 in 10")]
    if plot.scores:
        said.append(("score", "score entered"))
    line = Content("")
    for kind, words in said:
        part = Content.assemble((signs[kind], STYLES[kind]), (f" {words}", MUTED))
        if line.cell_length + part.cell_length + 3 > width:
            break
        line = Content.assemble(line, "   " if line.plain else "", part)
    return line


def _range(plot: Plot) -> tuple[float, float]:
    values = [plot.target, *(value for _, value in plot.scores)]
    values += [
        bound for _, level in plot.course if level.label != "unknown" for bound in (level.low, level.high)
    ]
    values += [level.mean for _, level in plot.course]
    values += [bound for one in plot.fan for bound in (one.p10, one.p90)]
    return reach(plot.scale, values)


def _axis(canvas: Canvas, margin: int, *, ascii_only: bool) -> list[Content]:
    """The line of days and their names; today's comes first, names that would touch are left out."""
    plot, width = canvas.plot, canvas.width
    rule = ["-" if ascii_only else "─"] * width
    words = [" "] * width
    free = [True] * width

    def write(day: date, text: str) -> None:
        at = canvas.column(day)
        start = min(max(at - len(text) // 2, 0), max(width - len(text), 0))
        end = start + len(text)
        if len(text) > width or not all(free[max(start - 2, 0) : end + 2]):
            return
        words[start:end] = text
        free[start:end] = [False] * len(text)
        rule[at] = "+" if ascii_only else "┬"

    write(plot.day, "today")
    if plot.deadline is not None:
        write(plot.deadline, _day_text(plot.deadline, year=True))
    for day, text in _day_marks(plot):
        write(day, text)
    corner = "+" if ascii_only else "└"
    return [
        Content(f"{' ' * margin}{corner}{''.join(rule)}").stylize(MUTED),
        Content(f"{' ' * (margin + 1)}{''.join(words)}").stylize(MUTED),
    ]


def _day_marks(plot: Plot) -> list[tuple[date, str]]:
    """Mondays on a short stretch, firsts of months on a long one, the year with each January."""
    days = (plot.end - plot.start).days
    if days <= 75:
        first = plot.start + timedelta(days=-plot.start.weekday() % 7)
        return [
            (day, _day_text(day))
            for day in (first + timedelta(days=n) for n in range(0, days + 1, 7))
            if day <= plot.end
        ]
    found: list[tuple[date, str]] = []
    year, month = plot.start.year, plot.start.month
    while (year, month) <= (plot.end.year, plot.end.month):
        day = date(year, month, 1)
        if day >= plot.start:
            found.append((day, MONTHS[month - 1] + (f" {year}" if month == 1 else "")))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    # Januaries first: over many years they alone have room.
    return sorted(found, key=lambda one: one[0].month != 1)


def _day_text(day: date, *, year: bool = False) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
