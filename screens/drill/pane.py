"""The middle of a drill screen: the text, and over it the field. Built once; nothing is mounted or removed later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.content import Content

from goals.drills import CorrectionKey, Drill, EssayKey, NumberKey, RewriteKey, RubricKey, SqlKey, TextKey
from screens.drill.field import AnswerArea, AnswerLine
from screens.drill.prompt import to_copy
from screens.drill.text import TaskText

WIDEST: Final = 88
"""Cells of a line of text: longer ones are hard to read."""
LONG: Final = 40
"""Characters from which an expected text gets several rows to be typed in."""
ROWS: Final = 3
"""Rows of the field for a sentence."""


class TaskPane(TaskText):
    """Text, field and the row under it.

    Args:
        hand_in: called with what was written, on enter.
        dont_know: called for a lone question mark in an empty field; False if it is just a character now.
        redraw: called when there is another size to draw for.
    """

    DEFAULT_CSS = """
    TaskPane { height: 1fr; padding: 1 2 0 3; }
    TaskPane #line, TaskPane #area { max-width: 90; display: none; }
    TaskPane #area { height: 3; padding: 0 1; }
    """

    def __init__(
        self, hand_in: Callable[[str], None], dont_know: Callable[[], bool], redraw: Callable[[], None]
    ) -> None:
        super().__init__(id="middle")
        self.line = AnswerLine(hand_in, dont_know)
        self.area = AnswerArea(hand_in, dont_know, self.turn_page)
        self._redraw = redraw
        self._drawn_for = (0, 0)
        self._uses_area = False
        self._shown = False

    def compose(self) -> ComposeResult:
        """The fields."""
        yield self.line
        yield self.area

    @property
    def typed(self) -> str:
        """What stands in the field in use."""
        return self.area.text if self._uses_area else self.line.value

    def on_resize(self) -> None:
        """What was drawn for another size is drawn anew."""
        if (self.width, self.height) != self._drawn_for:
            self._redraw()

    @property
    def width(self) -> int:
        """Cells there are for text."""
        room = self.content_size.width or self.app.size.width - 5
        return max(min(room, WIDEST), 20)

    @property
    def height(self) -> int:
        """Rows there are for text, field and the row under it; a guess until the screen was laid out."""
        return max(self.content_size.height or self.app.size.height - 5, 3)

    def begin(self, drill: Drill, draft: str) -> None:
        """A field for an answer in words, with what was typed before in it."""
        self._uses_area = _needs_rows(drill)
        if self._uses_area:
            self.area.begin(draft, is_essay=isinstance(drill.key, EssayKey), offer=to_copy(drill))
        else:
            self._begin_line(draft, _example(drill))

    def begin_card(self, example: str) -> None:
        """A one-line field for something else than an answer."""
        self._uses_area = False
        self._begin_line("", example)

    def show_field(self, *, shown: bool, open: bool, focused: bool) -> None:  # noqa: A002  as a door
        """Show or hide the field; an open one takes what is typed while it has the focus."""
        self._shown = shown
        for field, used in ((self.area, self._uses_area), (self.line, not self._uses_area)):
            field.locked, field.can_focus = not open, open
            if field.display != (shown and used):
                field.display = shown and used
        self.screen.set_focus((self.area if self._uses_area else self.line) if focused else None)

    def draw(self, lines: Sequence[Content], below: Content) -> None:
        """The text, the field right under it, and the row under that; the field never goes out of sight."""
        self._drawn_for = (self.width, self.height)
        air = 0 if self.screen.has_class("-small") else 1
        if not self._shown:
            gap = air if below else 0
            self.show(lines, below, self.height - (gap + 1 if below else 0), gap)
            return
        rows, most = 1, self.height
        if self._uses_area:
            most = max(most * 2 // 5, 1) if self.area.is_essay else most
            rows = ROWS
        room = min(most, self.height - rows - 2 * air - 1)
        seen = max(min(len(lines), room), 1)
        if self._uses_area and self.area.is_essay:
            rows = max(self.height - seen - 2 * air - 1, 1)
        self.show(lines, below, seen, rows + 2 * air)
        self._place(seen + air, rows)

    def type(self, character: str) -> None:
        """A character typed before the field had the focus."""
        if self._uses_area:
            self.area.insert(character)
        else:
            self.line.insert_text_at_cursor(character)

    def _begin_line(self, value: str, example: str) -> None:
        if self.line.placeholder != example:
            self.line.placeholder = example
        self.line.value = value
        self.line.cursor_position = len(value)

    def _place(self, y: int, rows: int) -> None:
        field = self.area if self._uses_area else self.line
        if field.styles.offset.y.value != y:
            field.styles.offset = (0, y)
        if self._uses_area and (field.styles.height is None or field.styles.height.value != rows):
            field.styles.height = rows


def _needs_rows(drill: Drill) -> bool:
    """True where a sentence or more is to be typed."""
    if isinstance(drill.key, TextKey):
        return any(len(best) > LONG for accepted in drill.key.gaps for best in accepted[:1])
    return isinstance(drill.key, EssayKey | CorrectionKey | RewriteKey | SqlKey)


def _example(drill: Drill) -> str:
    """What the empty line says."""
    match drill.key:
        case TextKey() as key if len(key.gaps) > 1:
            return " / ".join(["one answer", *["the next"] * (len(key.gaps) - 1)])
        case NumberKey() as key:
            return "a number, and up or down" if key.direction else "a number"
        case RubricKey() as key:
            return " ".join("_" for _ in key.criteria)
        case _:
            return ""
