"""One part of a goal as it was understood, changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from screens.base import Line, Plain
from screens.words import MUTED

if TYPE_CHECKING:
    from goals.intake import Chip, Reading

STYLES: Final = {"read": "", "asked": "$text-warning", "wrong": "$text-error"}


class Part(Horizontal):
    """One part of the goal: its name, and its value with what it means, or a field while it is changed."""

    DEFAULT_CSS = """
    Part { height: auto; display: none; }
    Part.-there { display: block; }
    Part .label { width: 11; }
    Part .value { width: 1fr; }
    Part Line { display: none; width: 1fr; }
    Part.-open .value { display: none; }
    Part.-open Line { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Name, value, field."""
        yield Plain("", classes="label")
        yield Plain("", classes="value")
        yield Line(max_length=200)

    def show(self, chip: Chip, *, is_open: bool) -> None:
        """Draw a chip."""
        self.add_class("-there")
        self.set_class(is_open, "-open")
        mark = "> " if is_open else "  "
        self.query_one(".label", Plain).update(Content.assemble((mark, "bold $accent"), (chip.label, MUTED)))
        note = chip.note if chip.note.casefold() != chip.value.casefold() else ""
        value = Content.styled(chip.value or "?", STYLES[chip.state])
        gap = Content("   ") if note else Content("")
        self.query_one(".value", Plain).update(Content.assemble(value, gap, (note, MUTED)))

    def edit(self, chip: Chip) -> None:
        """Open the field on a chip's value."""
        field = self.query_one(Line)
        field.value, field.placeholder = chip.value, chip.note
        field.focus()
        field.action_select_all()


def wanted(reading: Reading | None, chip: Chip | None) -> str:
    """The one thing to mend or say first, in a sentence: of the part that is open, if it is one of them."""
    if reading is None:
        return ""
    here = None if chip is None else chip.field
    for problem in sorted(reading.problems, key=lambda one: one.field != here):
        return f"{problem.what} {problem.hint}".strip()
    for question in sorted(reading.questions, key=lambda one: one.field != here):
        return question.ask + (f"  For example: {question.example}" if question.example else "")
    return ""
