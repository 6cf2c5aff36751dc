"""Small windows: one question, a yes or no, a card, the keys of a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from coach.journeys.keeping import Keeping
from goals.refusals import Refused
from screens.base import Line, Plain

LONGEST_ANSWER = 2_000
"""Characters a one-line field takes."""


class AskDialog(ModalScreen[str | None]):
    """One line from the learner; None if they leave it.

    Args:
        question: what is asked.
        value: what stands in the field at first.
        example: shown while the field is empty.
        check: called with the text; a `Refused` it raises is shown and the window stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it", id="dialog.leave")]

    def __init__(
        self, question: str, value: str = "", example: str = "", check: Callable[[str], object] | None = None
    ) -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._example = example
        self._check = check

    def compose(self) -> ComposeResult:
        """Question, field, and room for what is wrong."""
        with Vertical(classes="dialog"):
            yield Plain(self._question, classes="title")
            yield Line(self._value, placeholder=self._example, max_length=LONGEST_ANSWER)
            yield Plain("", id="wrong", classes="bad")
            yield Plain("enter  keep      esc  leave it", classes="muted")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, unless the check refuses it."""
        try:
            if self._check is not None:
                self._check(event.value)
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Nothing changes."""
        self.dismiss(None)


class ConfirmDialog(ModalScreen[bool]):
    """A yes or no; no is the default."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="dialog.yes"),
        Binding("n,escape,enter", "answer(False)", "No", id="dialog.no"),
    ]

    def __init__(self, question: str, consequence: str = "") -> None:
        super().__init__()
        self._question = question
        self._consequence = consequence

    def compose(self) -> ComposeResult:
        """Question and what follows from a yes."""
        with Vertical(classes="dialog"):
            yield Plain(self._question, classes="title")
            if self._consequence:
                yield Plain(self._consequence)
            yield Plain("y  yes      n  no", classes="muted")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


class CardDialog(ModalScreen[None]):
    """Keep one line as a card."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it", id="dialog.leave")]

    def __init__(self, keeping: Keeping, value: str = "", origin: str = "", topic: str = "") -> None:
        super().__init__()
        self._keeping = keeping
        self._value = value
        self._origin = origin
        self._topic = topic

    def compose(self) -> ComposeResult:
        """A field, and where it goes."""
        with Vertical(classes="dialog"):
            yield Plain("One line to keep", classes="title")
            yield Line(self._value, placeholder="reach a compromise, not make", max_length=LONGEST_ANSWER)
            yield Plain("", id="wrong", classes="bad")
            yield Plain(
                "enter  keep      esc  leave it      kept in cards.md, which is yours to edit",
                classes="muted",
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it; on disk before the window closes."""
        try:
            self._keeping.keep(event.value, origin=self._origin, topic=self._topic)
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        self.app.notify("Kept.", markup=False, timeout=2)
        self.dismiss(None)

    def action_leave(self) -> None:
        """Nothing is kept."""
        self.dismiss(None)


class HelpDialog(ModalScreen[None]):
    """Every key of the screen it was opened on, as bound now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "leave", "Close", id="dialog.leave")
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._of = of

    def compose(self) -> ComposeResult:
        """Keys and what they do: the screen's own, then those that work everywhere."""
        rows: dict[str, list[Content]] = {"Keys here": [], "Everywhere": []}
        for active in self._of.active_bindings.values():
            binding = active.binding
            text = binding.tooltip or binding.description
            if not text or not binding.id or binding.system or not active.enabled:
                continue
            key = Content.styled(f"{self.app.get_key_display(binding):>10}", "bold $accent")
            row = Content.assemble(key, "   ", text)
            part = rows["Everywhere" if binding.id.startswith("app.") else "Keys here"]
            if row not in part:
                part.append(row)
        with VerticalScroll(classes="dialog"):
            for title, part in rows.items():
                yield Plain(title, classes="title")
                yield Plain(Content("\n").join([*part, Content("")]))
            yield Plain("Other keys can be set in config.toml under [keys].      esc  back", classes="muted")

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)


class TextDialog(ModalScreen[None]):
    """Something to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "leave", "Close", id="dialog.leave")]

    def __init__(self, title: str, text: str | Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title and text."""
        with VerticalScroll(classes="dialog"):
            yield Plain(self._title + "\n", classes="title")
            yield Plain(self._text)
            yield Plain("\nesc  back", classes="muted")

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)
