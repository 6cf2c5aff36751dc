"""The last wall before the terminal: no control character of foreign text passes, whichever widget drew it."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from goals.plain import BROKEN, UNSAFE


class Guard(LineFilter):
    """Takes out what `goals.plain.clean` takes out; widths stay right, since those characters take no cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line's segments, cleaned. Control segments are Textual's own and pass."""
        return [self._cleaned(segment) for segment in segments]

    @staticmethod
    def _cleaned(segment: Segment) -> Segment:
        text = segment.text
        if segment.control or (text.isascii() and text.isprintable()):
            return segment
        safe = BROKEN.sub("\ufffd", UNSAFE.sub("", text.replace("\n", " ").replace("\t", " ")))
        return segment if safe == text else Segment(safe, segment.style)
