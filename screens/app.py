"""The app: which screen stands first, the keys that work everywhere, and the way out."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Final

from rich.text import Text
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from coach.journeys.bundle import Journeys
from goals.plain import one_line
from goals.refusals import Refused
from screens.base import CoachScreen
from screens.guard import Guard
from screens.themes import DARK, LIGHT, SHORT_NAMES

KEY_NAMES: Final = {
    "enter": "enter",
    "escape": "esc",
    "tab": "tab",
    "space": "space",
    "shift+tab": "shift+tab",
}
"""Keys that are called by their word rather than by a sign."""
LOOKS_EVERY: Final = 2.0
"""Seconds between looks whether the terminal is still there."""
SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT")
"""What ends the app from outside; the terminal is given back."""


def _commands() -> type[Provider]:
    from screens.palette import Commands

    return Commands


class CoachApp(App[int]):
    """Coach in the terminal.

    Args:
        journeys: what a learner can do.
        keymap: keys by the ids of their bindings, as `screens.keymap.checked` gives them.
    """

    TITLE = "Coach"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "today"
    COMMANDS: ClassVar[set[Any]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('today')", "Today", id="app.today", tooltip="Today's plan", show=False),
        Binding("2", "go('goals')", "Goals", id="app.goals", tooltip="Skills, levels and gaps", show=False),
        Binding("u", "undo", "undo", id="app.undo", tooltip="Take back the last thing you did", show=False),
        Binding("c", "card", "card", id="app.card", tooltip="Keep one line as a card", show=False),
        Binding(
            "ctrl+p",
            "command_palette",
            "commands",
            id="app.commands",
            tooltip="Find a command by name",
            show=False,
        ),
        Binding("q", "leave", "quit", id="app.quit", tooltip="Leave; everything is kept", show=False),
        Binding("ctrl+q,ctrl+c", "leave", "", id="app.quit_always", show=False, priority=True),
    ]

    def __init__(self, journeys: Journeys, keymap: dict[str, str] | None = None) -> None:
        super().__init__()
        self.journeys = journeys
        self._keys = keymap or {}
        self._guard = Guard()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        config = journeys.config
        wanted = SHORT_NAMES.get(config.theme, config.theme) or journeys.keeping.theme()
        # Set without its watcher: each call of that parses all CSS anew, and the first frame waits for it.
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode").set_class(not dark, "-light-mode")
        self.set_class(config.ascii, "-ascii")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line any widget draws passes the guard first."""
        return [self._guard, *super().get_line_filters()]

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is called on screen: "enter", "ctrl+p", "?"."""
        if binding.key_display:
            return binding.key_display
        if binding.key in KEY_NAMES:
            return KEY_NAMES[binding.key]
        return (
            super().get_key_display(binding).replace("^", "ctrl+")
            if "ctrl" in binding.key
            else super().get_key_display(binding)
        )

    def on_load(self) -> None:
        """Before the first frame: the learner's keys."""
        self.set_keymap(self._keys)

    def get_default_screen(self) -> Screen[None]:
        """Open on today's plan. It is no mode yet: of a mode's first screen Textual parses all CSS twice."""
        return self._today()

    def on_mount(self) -> None:
        """The main screens; and the terminal is given back, whatever ends the app."""
        self.add_mode("today", self._today)
        self.add_mode("goals", self._goals)
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name)):
            with suppress(
                NotImplementedError, RuntimeError, ValueError
            ):  # no such thing on this platform or thread
                loop.add_signal_handler(number, self.exit, None, 128 + number)
        if not self.is_headless and terminal_is_there():
            self.set_interval(LOOKS_EVERY, self._leave_if_alone)
        self.call_after_refresh(_settle)

    def _leave_if_alone(self) -> None:
        """A terminal may go without a signal; nobody is there then, and reading on would only spin."""
        if not terminal_is_there():
            self.exit(None, 129)

    def watch_theme(self, before: str, now: str) -> None:
        """A theme chosen in the palette is there again the next time, unless the settings name one."""
        if self.is_running and before != now and self.screen_stack:
            with suppress(Refused):  # a look that can't be kept is no reason to stop
                self.journeys.keeping.keep_theme(now)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Whatever a key does: if it can't be done, one sentence says so, and the screens look again."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Refused as error:
            self.notify(str(error), title="That did not work", severity="error", markup=False, timeout=10)
            self._look_again()
            return True

    def _look_again(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CoachScreen):
                screen.redraw()

    def _today(self) -> Screen[None]:
        from screens.today import TodayScreen

        return TodayScreen(self.journeys)

    def _goals(self) -> Screen[None]:
        from screens.goals.screen import GoalsScreen

        return GoalsScreen(self.journeys)

    async def action_go(self, mode: str) -> None:
        """One of the main screens."""
        await self.switch_mode(mode)

    def action_undo(self) -> None:
        """Take back the last action; the screen on top draws itself anew."""
        undone = self.journeys.undoing.undo()
        said = f"Taken back: {undone.label}." if undone else "Nothing left to take back."
        self.notify(said, markup=False, timeout=4)
        self._look_again()

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

    def panic(self, *renderables: Any) -> None:
        """As after any other crash: what an error would draw of itself may hold private text."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """After a crash: a sentence without locals, which may hold private text; the traceback goes to a file."""
        self._return_code = 1
        if not self._exit_renderables:
            error = self._exception
            self._exit_renderables.append(Text(_crash_text(error, self._logged(error))))
        self._close_messages_no_wait()

    def _logged(self, error: BaseException | None) -> str:
        """Where the traceback was written, without locals."""
        return (
            ""
            if error is None
            else self.journeys.upkeep.log_crash("".join(traceback.format_exception(error)))
        )


def run(journeys: Journeys) -> int:
    """Open the app and stay until the learner leaves; the process's exit code.

    Raises:
        Refused: the settings name a key or a theme that is not there.
    """
    try:
        app = CoachApp(journeys, _checked(journeys))
        app.run()
    finally:
        journeys.close()
    return app.return_code or 0


def _checked(journeys: Journeys) -> dict[str, str]:
    """The keymap of the settings; themes are looked at too."""
    theme = journeys.config.theme
    if theme and theme not in (DARK.name, LIGHT.name, *SHORT_NAMES):
        from textual.theme import BUILTIN_THEMES

        if theme not in BUILTIN_THEMES:
            what = f"config.toml names the theme “{one_line(theme, limit=60)}”, which is not there."
            raise Refused(what, f"Use one of: {', '.join([*SHORT_NAMES, *sorted(BUILTIN_THEMES)])}.")
    if not journeys.config.keys:
        return {}
    from screens.keymap import checked

    return checked(journeys.config.keys)


def _crash_text(error: BaseException | None, where: str) -> str:
    said = one_line(str(error) if isinstance(error, Refused) else type(error).__name__, limit=300)
    told = f" What happened is written in {where}." if where else ""
    return f"Coach had to stop: {said}. Everything you answered is kept.{told}"


def terminal_is_there() -> bool:
    """True while the standard input is a terminal that has not been hung up."""
    try:
        return sys.__stdin__ is not None and os.tcgetpgrp(sys.__stdin__.fileno()) >= 0
    except (OSError, ValueError) as error:
        return isinstance(error, OSError) and error.errno == errno.ENOTTY and os.isatty(0)


def _settle() -> None:
    """After the first frame: the collector was off so that imports did not pay for it."""
    gc.enable()
    gc.freeze()
