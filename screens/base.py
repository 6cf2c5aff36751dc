"""What all screens share: the two lines at the top, plain text, and errors said in one sentence."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from goals.refusals import Refused

TABS = (("1", "today", "Today"), ("2", "goals", "Goals"))
"""Key, mode and name of the main screens."""


class Plain(Static):
    """Text as it stands, never markup. Give it a string or a `Content`."""

    def __init__(
        self, content: str | Content = "", *, id: str | None = None, classes: str | None = None
    ) -> None:  # noqa: A002  Textual's name
        super().__init__(content, id=id, classes=classes, markup=False)


class TopLines(Static):
    """Name, day, and the main screens with their keys; says so when this is a sample."""

    DEFAULT_CSS = """
    TopLines { height: 3; padding: 0 1; border-bottom: solid $foreground 25%; }
    """

    def __init__(self, active: str, day: str, *, is_sample: bool) -> None:
        left = Content.assemble(
            ("Coach", "bold"),
            ("   a sample learner, nothing here is yours" if is_sample else "", "$text-warning"),
        )
        tabs = [
            Content.assemble((key, "bold $accent"), " ", (name, "bold underline" if mode == active else ""))
            for key, mode, name in TABS
        ]
        self._left, self._day = left, day
        self._tabs = Content("   ").join(tabs)
        super().__init__(markup=False)

    def render(self) -> Content:
        """Drawn to the width there is."""
        gap = max(self.content_size.width - self._left.cell_length - len(self._day), 1)
        return Content.assemble(self._left, " " * gap, (self._day, "$text-muted"), "\n", self._tabs)


class CoachScreen(Screen[ScreenResultType]):
    """The base of Coach's screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark",
            "app.help",
            "Help",
            key_display="?",
            id="app.help",
            tooltip="Keys of this screen",
            show=False,
        ),
    ]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's failure reaches its screen only; say it here, or it is lost."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.say_error(event.worker.error)

    def say(self, text: str, *, title: str = "") -> None:
        """A short notice."""
        self.app.notify(text, title=title, markup=False, timeout=4)

    def say_error(self, error: BaseException) -> None:
        """One sentence for an expected failure; anything else ends the app as a crash does."""
        if isinstance(error, Refused):
            self.app.notify(str(error), title="That did not work", severity="error", markup=False, timeout=10)
        elif isinstance(error, Exception):
            self.app._handle_exception(error)


class Empty(Plain):
    """What a screen says while there is nothing on it: what will be here, and which key makes it so."""

    DEFAULT_CSS = "Empty { padding: 2 4; color: $text-muted; }"
