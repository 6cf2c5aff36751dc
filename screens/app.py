"""The app: which screen stands first, the keys that work everywhere, and the way out."""

from __future__ import annotations

import asyncio
import gc
import signal
import traceback
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from coach.journeys.bundle import Journeys
from goals.plain import one_line
from goals.refusals import Refused
from screens.guard import Guard
from screens.themes import DARK, LIGHT

LEAST_COLUMNS, LEAST_ROWS = 60, 15
"""Below this a screen asks for room instead of drawing nonsense."""


class CoachApp(App[int]):
    """Coach in the terminal."""

    TITLE = "Coach"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('today')", "Today", id="app.today", tooltip="Today's plan", show=False),
        Binding("2", "go('goals')", "Goals", id="app.goals", tooltip="Skills, levels and gaps", show=False),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Take back the last thing you did", show=False),
        Binding("c", "card", "Card", id="app.card", tooltip="Keep one line as a card", show=False),
        Binding("q", "leave", "Quit", id="app.quit", tooltip="Leave; everything is kept", show=False),
        Binding("ctrl+q", "leave", "Quit", id="app.quit2", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", id="app.quit3", show=False, priority=True),
    ]

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self.journeys = journeys
        self._guard = Guard()
        self.crash: BaseException | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line any widget draws passes the guard first."""
        return [self._guard, *super().get_line_filters()]

    def on_load(self) -> None:
        """Before the first frame: themes, keys and the two main screens."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = self.journeys.config.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name
        self.add_mode("today", self._today)
        self.add_mode("goals", self._goals)
        if self.journeys.config.keys:
            self.set_keymap(dict(self.journeys.config.keys))

    def on_mount(self) -> None:
        """Open on today's plan, or on the one question for someone new."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), self.exit, 0)
        self.switch_mode("today")
        self.call_after_refresh(_settle)

    def _today(self) -> Screen[None]:
        from screens.today import TodayScreen

        return TodayScreen(self.journeys)

    def _goals(self) -> Screen[None]:
        from screens.goals import GoalsScreen

        return GoalsScreen(self.journeys)

    async def action_go(self, mode: str) -> None:
        """One of the main screens."""
        await self.switch_mode(mode)

    def action_undo(self) -> None:
        """Take back the last action; the screen on top draws itself anew."""
        try:
            undone = self.journeys.undoing.undo()
        except Refused as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(
            f"Taken back: {undone.label}." if undone else "Nothing left to take back.",
            markup=False,
            timeout=4,
        )
        for screen in self.screen_stack:
            redraw = getattr(screen, "redraw", None)
            if callable(redraw):
                redraw()

    def action_card(self) -> None:
        """Keep one line as a card."""
        from screens.dialogs import CardDialog

        self.push_screen(CardDialog(self.journeys.keeping))

    def action_help(self) -> None:
        """The keys of the screen on top."""
        from screens.dialogs import HelpDialog

        self.push_screen(HelpDialog(self.screen))

    def action_leave(self) -> None:
        """The way out: nothing needs saving, it is saved."""
        self.exit(0)

    def _fatal_error(self) -> None:
        """After a crash: a sentence without locals, which may hold private text; the traceback goes to a file."""
        error = self._exception
        self.crash = error
        where = ""
        if error is not None:
            trace = "".join(traceback.format_exception(error))
            where = self.journeys.upkeep.log_crash(trace)
        self.exit(1, return_code=1, message=_crash_text(error, where))
        self._close_messages_no_wait()


def run(journeys: Journeys) -> int:
    """Open the app and stay until the learner leaves; the process's exit code."""
    app = CoachApp(journeys)
    try:
        app.run()
    finally:
        journeys.close()
    return app.return_code or 0


def _crash_text(error: BaseException | None, where: str) -> str:
    said = one_line(str(error) if isinstance(error, Refused) else type(error).__name__, limit=300)
    told = f" What happened is written in {where}." if where else ""
    return f"Coach had to stop: {said}. Everything you answered is kept.{told}"


def _settle() -> None:
    """After the first frame: the collector was off so that imports did not pay for it."""
    gc.enable()
    gc.freeze()
