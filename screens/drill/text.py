"""A text that draws itself row by row, scrolls, and leaves rows free for what stands over it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from screens.words import MUTED, counted

_EMPTY: Final = Content("")


class TaskText(Widget):
    """Lines of text; below them room for a field, and one row more.

    Only the rows that changed are drawn, and nothing is laid out: that keeps a key close to the screen.
    """

    DEFAULT_CSS = "TaskText { text-wrap: nowrap; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, markup=False)
        self.auto_links = False
        self._lines: Sequence[Content] = ()
        self._below = _EMPTY
        self._room = 1
        self._gap = 0
        self._top = 0
        self._rows: list[Content] = []

    def show(self, lines: Sequence[Content], below: Content, room: int, gap: int) -> None:
        """Draw these.

        Args:
            lines: the text, none wider than there is room.
            below: the row under the field.
            room: rows for the text; what is more is scrolled.
            gap: rows left free between text and `below`.
        """
        self._lines, self._below, self._room, self._gap = lines, below, max(room, 1), gap
        self.scroll_text(0)

    @property
    def hidden(self) -> int:
        """Rows of text that are out of sight."""
        return max(len(self._lines) - self._room, 0)

    def to_top(self) -> None:
        """From the start, when it is drawn next."""
        self._top = 0

    def scroll_text(self, rows: int) -> bool:
        """Up or down; False if all is in sight."""
        self._top = min(max(self._top + rows, 0), self.hidden)
        shown = list(self._lines[self._top : self._top + self._room])
        rest = len(self._lines) - self._top - len(shown)
        if rest > 0:
            shown[-1] = Content.styled(f"... {counted(rest + 1, 'more line')}: page down", MUTED)
        before, self._rows = self._rows, [*shown, *[_EMPTY] * self._gap, self._below]
        changed = [y for y, (old, new) in enumerate(zip_longest(before, self._rows)) if not _same(old, new)]
        if changed:
            width = max(self.content_size.width, 1)
            self.refresh(Region(0, changed[0], width, changed[-1] - changed[0] + 1))
        return self.hidden > 0

    def turn_page(self, step: int) -> bool:
        """Up or down by as much as is in sight; False if all is."""
        return self.scroll_text(step * max(self._room - 2, 1))

    def render(self) -> Content:
        """All of it; asked for where text is selected with the mouse."""
        return Content("\n").join(self._rows)

    def render_line(self, y: int) -> Strip:
        """One row."""
        if self.text_selection is not None:
            return super().render_line(y)
        width = self.content_size.width
        row = self._rows[y] if y < len(self._rows) else _EMPTY
        if not row.spans and row.plain.isascii():
            # Most rows of a text: no need for the machinery behind styles and wide characters.
            return Strip([Segment(row.plain.ljust(width), self.visual_style.rich_style)]).crop(0, width)
        return Visual.to_strips(self, row, width, 1, self.visual_style, pad=True)[0]


def _same(old: Content | None, new: Content | None) -> bool:
    return old is new or (old is not None and new is not None and old.is_same(new))
