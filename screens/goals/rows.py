"""The skill tree as one list: a row is meant by the keys, and the list scrolls to keep it in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coach.journeys.viewing import GoalView
from goals.ids import SkillId
from screens.goals.tree import Row, drawn


class SkillRows(ScrollView, can_focus=True, inherit_bindings=False):
    """The tree; one row is the one meant by the keys."""

    DEFAULT_CSS = """
    SkillRows { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden; }
    SkillRows > .rows--here { background: $foreground 8%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--here"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="rows.up", tooltip="The row above", show=False),
        Binding("k", "move(-1)", "", id="rows.up2", show=False),
        Binding("down", "move(1)", "Down", id="rows.down", tooltip="The row below", show=False),
        Binding("j", "move(1)", "", id="rows.down2", show=False),
        Binding("pageup", "page(-1)", "Page up", id="rows.pageup", tooltip="A page up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="rows.pagedown", tooltip="A page down", show=False),
        Binding("home", "move(-9999)", "First", id="rows.first", tooltip="The first row", show=False),
        Binding("end", "move(9999)", "Last", id="rows.last", tooltip="The last row", show=False),
    ]

    at: reactive[int] = reactive(0)
    """Place of the row that is meant."""

    @dataclass
    class Moved(Message):
        """Another row is meant now."""

    @dataclass
    class Opened(Message):
        """The row that is meant was clicked."""

    def __init__(self, *, ascii_only: bool, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._ascii = ascii_only
        self._view: GoalView | None = None
        self.rows: tuple[Row, ...] = ()
        """What is listed, from the top."""

    @property
    def row(self) -> Row | None:
        """The row that is meant; None in an empty tree."""
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    @property
    def text_width(self) -> int:
        """Cells a row has."""
        return self.scrollable_content_region.width

    def show(self, view: GoalView, rows: Sequence[Row], skill: SkillId | None = None) -> None:
        """Draw these rows; stay on a skill if it is among them, else as near as can be."""
        self._view, self.rows = view, tuple(rows)
        places = {row.line.skill.id: number for number, row in enumerate(rows)}
        self.virtual_size = Size(0, len(rows))
        wanted = places.get(skill, self.at) if skill is not None else 0
        self.set_reactive(SkillRows.at, min(wanted, max(len(rows) - 1, 0)))
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)

    def validate_at(self, at: int) -> int:
        """Inside the list."""
        return min(max(at, 0), max(len(self.rows) - 1, 0))

    def watch_at(self) -> None:
        """Keep it in sight, and say so."""
        self._keep_in_sight()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """One row of the tree."""
        number = y + self.scroll_offset.y
        width = self.text_width
        if self._view is None or not 0 <= number < len(self.rows) or width < 1:
            return Strip.blank(self.size.width, self.rich_style)
        here = number == self.at
        style = self.get_visual_style("rows--here") if here else self.visual_style
        content = drawn(self.rows[number], self._view, width, is_here=here, ascii_only=self._ascii)
        strips = Visual.to_strips(self, content, width, 1, style, apply_selection=False)
        return strips[0].extend_cell_length(width, style.rich_style) if strips else Strip.blank(width)

    def on_click(self, event: events.Click) -> None:
        """A click means a row; a click on the one that is meant opens it."""
        number = event.y + self.scroll_offset.y
        if number == self.at:
            self.post_message(self.Opened())
        elif number < len(self.rows):
            self.at = number

    def on_resize(self) -> None:
        """A panel that opens must not hide the row."""
        self.call_after_refresh(self._keep_in_sight)

    def action_move(self, rows: int) -> None:
        """So many rows down."""
        self.at += rows

    def action_page(self, pages: int) -> None:
        """So many pages down."""
        self.at += pages * max(self.size.height - 1, 1)

    def _keep_in_sight(self) -> None:
        top, height = round(self.scroll_offset.y), max(self.size.height, 1)
        if self.at < top:
            self.scroll_to(y=self.at, animate=False)
        elif self.at >= top + height:
            self.scroll_to(y=self.at - height + 1, animate=False)
