"""What all screens share: the lines at the top and the bottom, plain text, and errors said in one sentence."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.style import Style
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from coach.errors import MovedOn
from goals.refusals import Refused
from screens.words import MUTED

TABS: Final = (("app.today", "today", "Today"), ("app.goals", "goals", "Goals"))
"""Binding, mode and name of the main screens."""
LEAST_COLUMNS: Final = 60
LEAST_ROWS: Final = 15
"""Below this a screen asks for room; it goes on working."""


class Plain(Static):
    """Text as it stands, never markup. Give it a string or a `Content`."""

    def __init__(
        self,
        content: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(content, id=id, classes=classes, markup=False)


class Line(Input):
    """A one-line field. It does not blink: an idle screen sends nothing to the terminal."""

    def on_mount(self) -> None:
        """As every field of Coach's."""
        self.cursor_blink = False


class TopLines(Static):
    """Name, day, and the main screens with their keys; says so when this is a sample."""

    DEFAULT_CSS = """
    TopLines { height: 3; padding: 0 1; border-bottom: solid $foreground 25%; }
    """

    def __init__(self, active: str, day: str, *, is_sample: bool) -> None:
        super().__init__(markup=False)
        self._active, self._day, self._is_sample = active, day, is_sample

    def render(self) -> Content:
        """Drawn to the width there is."""
        tabs = [
            Content.assemble(
                (self._key(binding), "bold $accent"),
                " ",
                (name, "bold underline" if mode == self._active else ""),
            )
            for binding, mode, name in TABS
        ]
        name = Content.styled("Coach", "bold")
        sample = Content.styled("   a sample learner, nothing here is yours", "$text-warning")
        room = self.content_size.width - len(self._day) - 1
        left = (
            Content.assemble(name, sample)
            if self._is_sample and name.cell_length + sample.cell_length <= room
            else name
        )
        gap = " " * max(self.content_size.width - left.cell_length - len(self._day), 1)
        top = Content.assemble(left, gap, (self._day, MUTED))
        return Content("\n").join([top, Content("   ").join(tabs)])

    def _key(self, binding: str) -> str:
        every = (active.binding for active in self.screen.active_bindings.values())
        return next((self.app.get_key_display(one) for one in every if one.id == binding), "")


class KeyBar(Static):
    """The keys that do something now, the likely one first. What does not fit is left to the help, which stays."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 2; padding: 0 1; border-top: solid $foreground 25%; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        """Follow what is possible."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """As many as fit; each can be clicked."""
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.enabled and active.binding.show and active.binding.description:
                shown.setdefault(active.binding.action, active.binding)
        declared = [one.id for one in self.screen.BINDINGS if isinstance(one, Binding)]
        order = {name: place for place, name in reversed(list(enumerate(declared)))}
        ordered = sorted(
            shown.values(), key=lambda one: (one.action == "app.help", order.get(one.id, len(order)))
        )
        drawn = [self._drawn(binding) for binding in ordered]
        room = self.content_size.width - (drawn[-1].cell_length + 3 if drawn else 0)
        line = Content("")
        for one in drawn[:-1]:
            if line.cell_length + one.cell_length + 3 <= room:
                line = Content.assemble(line, "   " if line else "", one)
        return Content.assemble(line, "   " if line else "", *drawn[-1:])

    def _drawn(self, binding: Binding) -> Content:
        click = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        key = Content.styled(self.app.get_key_display(binding), "bold $accent")
        return Content.assemble(key, " ", binding.description).stylize(click)


class TooSmall(Plain):
    """Asks for room, in one line."""

    DEFAULT_CSS = "TooSmall { dock: top; height: auto; padding: 0 1; color: $text-warning; }"


class CoachScreen(Screen[ScreenResultType]):
    """The base of Coach's screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1",
            "app.help",
            "help",
            key_display="?",
            id="app.help",
            tooltip="Keys of this screen",
            show=False,
        ),
    ]

    def on_resize(self, event: events.Resize) -> None:
        """Where there is no room, say so and leave out what can be left out."""
        size = event.size
        small = size.width < LEAST_COLUMNS or size.height < LEAST_ROWS
        self.set_class(small, "-small")
        notes = self.query(TooSmall)
        if small and not notes:
            text = f"Small: {LEAST_COLUMNS} x {LEAST_ROWS} or more is better"
            self.mount(TooSmall(text), before=0)
        elif not small and notes:
            notes.remove()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's failure reaches its screen only; say it here, or it is lost."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.say_error(event.worker.error)

    def redraw(self) -> None:
        """Look at what is shown again: something was undone, or changed elsewhere."""

    def say(self, text: str, *, title: str = "") -> None:
        """A short notice."""
        self.app.notify(text, title=title, markup=False, timeout=4)

    def say_error(self, error: BaseException) -> None:
        """One sentence for an expected failure; anything else ends the app as a crash does."""
        if isinstance(error, Refused):
            self.app.notify(str(error), title="That did not work", severity="error", markup=False, timeout=10)
            if isinstance(error, MovedOn):
                self.redraw()
        elif isinstance(error, Exception):
            self.app._handle_exception(error)


class Empty(Plain):
    """What a screen says while there is nothing on it: what will be here, and which key makes it so."""

    DEFAULT_CSS = "Empty { padding: 2 4; color: $text-muted; }"
