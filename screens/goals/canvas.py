"""The cells of a chart: what stands in each, and what is drawn over what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from textual.content import Content

from goals.forecast import FanDay
from goals.levels import Level
from goals.scales import Scale
from screens.words import MUTED

_ORDER: Final = ("band", "fan", "today", "date", "target", "likely", "level", "aim", "score")
"""What is drawn over what, the last on top."""
STYLES: Final = {
    "band": "$accent 45%", "fan": MUTED, "today": MUTED, "date": MUTED,
    "target": "$text-warning", "likely": MUTED, "level": "bold $accent", "aim": "bold $text-warning",
    "score": "bold $foreground",
}  # fmt: skip
UNICODE: Final = {"band": "░", "fan": "·", "today": "┊", "date": "┊", "target": "╌", "aim": "◎", "score": "◆"}
ASCII: Final = {
    "band": ":", "fan": ".", "today": "|", "date": "|", "target": "-", "aim": "O", "score": "#", "level": "*",
    "likely": "+",
}  # fmt: skip
_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a braille cell: left and right column, from the top."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows."""

    scale: Scale
    day: date
    """Today."""
    course: Sequence[tuple[date, Level]]
    """The level by day, oldest first, up to today."""
    target: float
    deadline: date | None
    fan: Sequence[FanDay] = ()
    """The level expected, from today on; empty for none."""
    scores: Sequence[tuple[date, float]] = ()
    """Levels somebody gave, on the scale."""

    @property
    def start(self) -> date:
        """The left edge: the first day known, at least four weeks back."""
        days = [when for when, _ in self.course[:1]] + [when for when, _ in self.scores]
        return min([self.day - timedelta(days=28), *days])

    @property
    def end(self) -> date:
        """The right edge: the goal's date, the end of the forecast, or a week from now."""
        days = [self.day + timedelta(days=7), *(one.day for one in self.fan[-1:])]
        return max([*days, self.deadline] if self.deadline else days)


class Canvas:
    """Cells of a plot, without its axes."""

    def __init__(
        self, plot: Plot, low: float, high: float, width: int, height: int, *, ascii_only: bool
    ) -> None:
        self.plot, self.low, self.high = plot, low, high
        self.width, self.height = width, height
        self._ascii = ascii_only
        self._kinds: dict[tuple[int, int], str] = {}
        self._dots: dict[tuple[int, int], int] = {}

    def column(self, day: date) -> int:
        """The column of a day."""
        return self._across(day, self.width)

    def row(self, value: float) -> int:
        """The row of a value, from the top."""
        return self._down(value, self.height)

    def paint(self) -> None:
        """Everything there is."""
        plot = self.plot
        now = self.column(plot.day)
        for row in range(self.height):
            self._put(now, row, "today")
            if plot.deadline is not None:
                self._put(self.column(plot.deadline), row, "date")
        for column in range(self.width):
            self._put(column, self.row(plot.target), "target")
        aim = plot.deadline or plot.end
        self._put(self.column(aim), self.row(plot.target), "aim")
        self._paint_course()
        self._paint_fan()
        for day, value in plot.scores:
            self._put(self.column(day), self.row(value), "score")

    def line(self, row: int) -> Content:
        """One row, drawn."""
        parts: list[tuple[str, str]] = []
        for column in range(self.width):
            kind = self._kinds.get((column, row), "")
            parts.append((self._sign(kind, column, row), STYLES.get(kind, "")))
        return Content.assemble(*_runs(parts))

    def _paint_course(self) -> None:
        course = self.plot.course
        if not course:
            return
        days = [when for when, _ in course]
        first, now = self._across(days[0], self.width * 2), self._across(self.plot.day, self.width * 2)
        before: int | None = None
        for half in range(first, now + 1):
            level = course[max(bisect_right(days, self._day(half, self.width * 2)) - 1, 0)][1]
            for row in range(self.row(level.high), self.row(level.low) + 1):
                self._put(half // 2, row, "band")
            before = self._dot(half, level.mean, "level", before)

    def _paint_fan(self) -> None:
        fan = self.plot.fan
        if len(fan) < 2:
            return
        first, last = self._across(fan[0].day, self.width * 2), self._across(fan[-1].day, self.width * 2)
        for half in range(first, last + 1):
            low, middle, high = _between(fan, self._day(half, self.width * 2))
            column = half // 2
            if column > self.column(fan[0].day):
                for row in range(self.row(high), self.row(low) + 1):
                    if (row + column) % 2 == 0:
                        self._put(column, row, "fan")
                if half % 2:
                    self._dot(half, middle, "likely", None)

    def _dot(self, half: int, value: float, kind: str, before: int | None) -> int:
        """One dot of a line, joined to the one before where it jumps."""
        at = self._down(value, self.height * 4)
        for quarter in range(
            min(at, at if before is None else before), max(at, at if before is None else before) + 1
        ):
            cell = (half // 2, quarter // 4)
            self._put(*cell, kind)
            if self._kinds[cell] == kind:
                self._dots[cell] = self._dots.get(cell, 0) | _DOTS[half % 2][quarter % 4]
        return at

    def _put(self, column: int, row: int, kind: str) -> None:
        if not (0 <= column < self.width and 0 <= row < self.height):
            return
        there = self._kinds.get((column, row))
        if there is None or _ORDER.index(there) <= _ORDER.index(kind):
            if there != kind:
                self._dots.pop((column, row), None)
            self._kinds[column, row] = kind

    def _sign(self, kind: str, column: int, row: int) -> str:
        if not kind:
            return " "
        if self._ascii:
            return ASCII[kind]
        if kind in ("level", "likely"):
            return chr(0x2800 + self._dots.get((column, row), 0))
        return UNICODE[kind]

    def _across(self, day: date, cells: int) -> int:
        whole = max((self.plot.end - self.plot.start).days, 1)
        return min(max(round((day - self.plot.start).days / whole * (cells - 1)), 0), cells - 1)

    def _day(self, cell: int, cells: int) -> date:
        whole = max((self.plot.end - self.plot.start).days, 1)
        return self.plot.start + timedelta(days=round(cell / max(cells - 1, 1) * whole))

    def _down(self, value: float, cells: int) -> int:
        share = (self.high - value) / (self.high - self.low)
        return min(max(round(share * (cells - 1)), 0), cells - 1)


def _between(fan: Sequence[FanDay], day: date) -> tuple[float, float, float]:
    after = next((n for n, one in enumerate(fan) if one.day >= day), len(fan) - 1)
    left, right = fan[max(after - 1, 0)], fan[after]
    apart = (right.day - left.day).days
    share = min(max((day - left.day).days / apart, 0.0), 1.0) if apart else 0.0
    return (
        left.p10 + (right.p10 - left.p10) * share,
        left.p50 + (right.p50 - left.p50) * share,
        left.p90 + (right.p90 - left.p90) * share,
    )


def _runs(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours of one style as one piece."""
    runs: list[tuple[str, str]] = []
    for text, style in parts:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + text, style)
        else:
            runs.append((text, style))
    return runs
