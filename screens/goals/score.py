"""The window that takes a score: the value, who gave it, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from goals.attempts import Grader
from goals.plain import one_line
from goals.refusals import Refused
from screens.base import Line, Plain
from screens.words import MUTED


@dataclass(frozen=True, slots=True)
class Score:
    """A level that somebody gave."""

    text: str
    """As it was typed."""
    by: Grader
    whole: bool
    """True for the whole goal, False for the skill the window was opened on."""


class Pick(Widget, can_focus=True):
    """One of a few words; left and right choose."""

    DEFAULT_CSS = """
    Pick { height: 1; border-left: thick $foreground 20%; padding: 0 1; }
    Pick:focus { border-left: thick $accent; }
    Pick.-ascii, Pick.-ascii:focus { border-left: ascii $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", id="pick.before", show=False),
        Binding("right,space", "turn(1)", "Next", id="pick.next", show=False),
    ]
    place: reactive[int] = reactive(0)

    def __init__(self, words: Sequence[str], id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._words = tuple(words)

    def on_mount(self) -> None:
        """Plain characters where the app draws such."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")

    def render(self) -> Content:
        """All words, the chosen one marked."""
        parts: list[tuple[str, str]] = []
        for number, word in enumerate(self._words):
            chosen = number == self.place
            parts.append((f"({'*' if chosen else ' '}) {word}   ", "bold" if chosen else MUTED))
        return Content.assemble(*parts)

    def action_turn(self, step: int) -> None:
        """The next or the one before."""
        self.place = (self.place + step) % len(self._words)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the next."""
        self.action_turn(1)


class ScoreDialog(ModalScreen[Score | None]):
    """A level that somebody gave; None if it is left.

    Args:
        goal: title of the goal.
        skill: name of the skill it could be about instead; empty for none.
        offer: what a value may be, in words.
        check: called with the text; a `Refused` it raises is shown and the window stays.
    """

    DEFAULT_CSS = """
    ScoreDialog .label { color: $text-muted; padding-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="score.keep"),
        Binding("down", "app.focus_next", "Next", id="score.next", show=False),
        Binding("up", "app.focus_previous", "Before", id="score.before", show=False),
        Binding("escape", "leave", "Leave it", id="dialog.leave"),
    ]

    BY: ClassVar[tuple[Grader, ...]] = ("official", "teacher", "self")

    def __init__(self, goal: str, skill: str, offer: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self._goal, self._skill, self._offer, self._check = goal, skill, offer, check

    def compose(self) -> ComposeResult:
        """The value, who gave it, and what for."""
        about = ["the whole goal", *([one_line(self._skill, limit=30)] if self._skill else [])]
        with Vertical(classes="dialog"):
            yield Plain(f"A score for {one_line(self._goal, limit=50)}", classes="title")
            yield Plain(f"value   {self._offer}", classes="label")
            yield Line("", id="value", max_length=80)
            yield Plain("given by   left and right choose", classes="label")
            yield Pick(self.BY, id="by")
            yield Plain("for", classes="label")
            yield Pick(about, id="about")
            yield Plain("", id="wrong", classes="bad")
            yield Plain("enter  keep      tab  next field      esc  leave it", classes="muted")

    def on_input_submitted(self) -> None:
        """Enter in the field keeps it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Close with the score, unless the value is refused."""
        text = self.query_one("#value", Input).value
        try:
            self._check(text)
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        by = self.BY[self.query_one("#by", Pick).place]
        self.dismiss(Score(text, by, self.query_one("#about", Pick).place == 0))

    def action_leave(self) -> None:
        """Nothing changes."""
        self.dismiss(None)
