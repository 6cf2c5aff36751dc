"""Today: where am I, how far is the goal, what now. Enter starts."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var

from coach.journeys.bundle import Journeys
from coach.journeys.today import LONG_BREAK, TodayView
from goals.goal import Goal
from goals.refusals import Refused
from screens.base import CoachScreen, KeyBar, Plain, TopLines
from screens.today_keys import KEYS
from screens.today_words import agenda_lines, goal_lines, news_lines, startable, welcome, why_lines
from screens.words import short_day

LEAST_MINUTES, MOST_MINUTES = 5, 240


class TodayScreen(CoachScreen[None]):
    """The day's plan for one goal; left and right change the goal."""

    DEFAULT_CSS = """
    TodayScreen #body { padding: 0 1; height: 1fr; }
    TodayScreen #goal, TodayScreen #agenda, TodayScreen #news { padding-top: 1; }
    TodayScreen.-small #goal, TodayScreen.-small #agenda, TodayScreen.-small #news { padding-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    view: var[TodayView | None] = var(None, init=False)
    """What is shown; None while there is no goal."""

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self._j = journeys
        self._minutes: int | None = None
        self._place = 0
        self._goals: tuple[Goal, ...] = ()
        self._was_away = False

    def compose(self) -> ComposeResult:
        """Top lines, the goal, the agenda, what is new."""
        self._look()
        yield TopLines("today", short_day(self._j.today.day()), is_sample=self._j.is_sample)
        goal, agenda, news = self._texts()
        with VerticalScroll(id="body", can_focus=False):
            yield Plain(goal, id="goal")
            yield Plain(agenda, id="agenda")
            yield Plain(news, id="news")
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw first; simulate the forecast and renew packs when the screen stands."""
        if self.view is None:
            self.call_after_refresh(self.action_new_goal)
        else:
            self.set_timer(0.05, self._afterwards)

    def on_screen_suspend(self) -> None:
        """Another screen stands on top."""
        self._was_away = True

    def on_screen_resume(self) -> None:
        """Back from a session or another screen: look again."""
        if self._was_away:
            self._was_away = False
            self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken for the width."""
        self.call_after_refresh(self._draw)

    def redraw(self) -> None:
        """Look again and draw."""
        try:
            self._look()
        except Refused as error:
            self.say_error(error)
            return
        self._draw()
        self.refresh_bindings()
        if self.view is not None and not self.view.forecast_is_fresh:
            self._afterwards()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now."""
        if action == "start":
            return self.view is not None and startable(self.view)
        if action == "minutes":
            return self.view is not None and not self.view.waiting
        if action in ("why", "levers"):
            return self.view is not None
        if action == "place":
            return self.view is not None and self.view.offer_placement
        if action == "turn":
            return len(self._goals) > 1
        return True

    # Keys

    def action_start(self) -> None:
        """Sit down to today's drills."""
        if self.view is None:
            return
        from screens.drill.screen import DrillScreen

        try:
            sitting = self._j.drilling.sit_down(self.view.goal, self._minutes)
        except Refused as error:
            self.say_error(error)
            return
        ascii_only = self._j.config.ascii
        self.app.push_screen(DrillScreen(sitting, self._j.undoing, self._j.keeping, ascii=ascii_only))

    def action_place(self) -> None:
        """Find where to start."""
        if self.view is None:
            return
        from screens.placement import PlacementScreen

        try:
            sitting = self._j.placing.sit_down(self.view.goal, short=self.view.days_away > LONG_BREAK)
        except Refused as error:
            self.say_error(error)
            return
        ascii_only = self._j.config.ascii
        self.app.push_screen(PlacementScreen(sitting, self._j.undoing, self._j.keeping, ascii=ascii_only))

    def action_minutes(self) -> None:
        """Plan today with other minutes."""
        from screens.dialogs import AskDialog

        if self.view is None:
            return

        def take(text: str | None) -> None:
            if text is not None:
                self._minutes = minutes(text)
                self.redraw()

        ask = AskDialog("How many minutes today?", str(self.view.agenda.minutes), "30", check=minutes)
        self.app.push_screen(ask, take)

    def action_why(self) -> None:
        """Every block with its reason, and all that was left out."""
        if self.view is None:
            return
        from screens.dialogs import TextDialog

        self.app.push_screen(TextDialog("Why this plan", why_lines(self.view)))

    def action_levers(self) -> None:
        """What would make the date likely, each lever alone."""
        if self.view is None:
            return
        from screens.dialogs import TextDialog

        try:
            record = self._j.today.fresh_forecast(self.view.goal)
        except Refused as error:
            self.say_error(error)
            return
        dot = "-" if self._j.config.ascii else "•"
        lines = [str(record["text"]), "", *(f"{dot} {lever['text']}" for lever in record["levers"])]
        self.app.push_screen(TextDialog("What would make it likely", Content("\n".join(lines))))

    def action_new_goal(self) -> None:
        """The one question."""
        from screens.first_run import FirstRunScreen

        self.app.push_screen(FirstRunScreen(self._j), self._goal_was_set)

    def action_turn(self, step: int) -> None:
        """Another goal's day."""
        self._place = (self._place + step) % max(len(self._goals), 1)
        self._minutes = None
        self.redraw()
        self._afterwards()

    def action_scroll(self, lines: int) -> None:
        """Up or down, where not all is to be seen."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    # Inside

    def _goal_was_set(self, goal: Goal | None) -> None:
        if goal is None:
            return
        self._goals = self._j.today.goals()
        self._place = next((n for n, one in enumerate(self._goals) if one.id == goal.id), 0)
        self._minutes = None
        self.redraw()
        self._afterwards()

    def _look(self) -> None:
        self._goals = self._j.today.goals()
        self._place = min(self._place, max(len(self._goals) - 1, 0))
        goal = self._goals[self._place] if self._goals else None
        self.set_reactive(TodayScreen.view, None if goal is None else self._j.today.look(goal, self._minutes))

    def _afterwards(self) -> None:
        """What the first frame did not wait for."""
        self.set_timer(0.05, self._freshen)

    def _freshen(self) -> None:
        stale = self.view is not None and not self.view.forecast_is_fresh
        try:
            renewed = self._j.setting.refresh_packs()
            if self.view is not None and stale:
                self._j.today.fresh_forecast(self.view.goal)
        except Refused as error:
            self.say_error(error)
            return
        if renewed:
            self.say(f"New drills were taken in: {', '.join(renewed)}.")
        if renewed or stale:
            self.redraw()

    def _texts(self) -> tuple[Content, Content, Content]:
        """What stands in the three parts."""
        view, ascii_only = self.view, self._j.config.ascii
        if view is None:
            return welcome(), Content(""), Content("")
        width = max(self.app.size.width - 4, 20)
        return (
            goal_lines(view, len(self._goals), width, ascii_only=ascii_only),
            agenda_lines(view, width),
            news_lines(view, width),
        )

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        for name, text in zip(("#goal", "#agenda", "#news"), self._texts(), strict=True):
            self.query_one(name, Plain).update(text)


def minutes(text: str) -> int:
    """Minutes of today from what was typed.

    Raises:
        Refused: no number a day could hold.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and LEAST_MINUTES <= int(digits[:6]) <= MOST_MINUTES):
        raise Refused("That is no number of minutes.", f"From {LEAST_MINUTES} to {MOST_MINUTES}.")
    return int(digits)
