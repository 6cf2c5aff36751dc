"""Today: where am I, how far is the goal, what now. Enter starts."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Footer

from coach.journeys.bundle import Journeys
from coach.journeys.today import TodayView
from goals.goal import Goal
from goals.refusals import Refused
from screens.base import CoachScreen, Plain, TopLines
from screens.today_words import agenda_lines, goal_lines, news_lines, welcome
from screens.words import short_day


class TodayScreen(CoachScreen[None]):
    """The day's plan for one goal; left and right change the goal."""

    DEFAULT_CSS = """
    TodayScreen #body { padding: 0 1; }
    TodayScreen #goal { padding-top: 1; }
    TodayScreen #agenda { padding-top: 1; }
    TodayScreen #news { padding-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start", id="today.start", tooltip="Start, or take up where you stopped"),
        Binding(
            "p",
            "place",
            "find my level",
            id="today.place",
            tooltip="Up to 15 questions that find where to start",
        ),
        Binding(
            "m", "minutes", "minutes", id="today.minutes", tooltip="Plan today with more or fewer minutes"
        ),
        Binding("w", "why", "why", id="today.why", tooltip="Why these blocks, and what was left out"),
        Binding("l", "levers", "levers", id="today.levers", tooltip="What would make the date likely"),
        Binding("g", "new_goal", "new goal", id="today.goal", tooltip="Set another goal"),
        Binding("left_square_bracket,left", "turn(-1)", "Goal before", id="today.before", show=False),
        Binding("right_square_bracket,right", "turn(1)", "Next goal", id="today.next", show=False),
        Binding("c", "app.card", "card", id="today.card", tooltip="Keep one line as a card"),
        Binding(
            "question_mark",
            "app.help",
            "help",
            key_display="?",
            id="today.help",
            tooltip="Keys of this screen",
        ),
    ]

    view: var[TodayView | None] = var(None, init=False)
    """What is shown."""

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self._j = journeys
        self._minutes: int | None = None
        self._place = 0
        self._goals: tuple[Goal, ...] = ()
        self._shows_why = False

    def compose(self) -> ComposeResult:
        """Top lines, the goal, the agenda, what is new."""
        yield TopLines("today", short_day(self._j.today.day()), is_sample=self._j.is_sample)
        view = self._look()
        with VerticalScroll(id="body", can_focus=False):
            yield Plain(self._goal_text(view), id="goal")
            yield Plain(self._agenda_text(view), id="agenda")
            yield Plain(self._news_text(view), id="news")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Draw first; simulate the forecast and renew packs when the screen stands."""
        if not self._goals:
            self.call_after_refresh(self.action_new_goal)
        else:
            self.set_timer(0.05, self._afterwards)

    def on_screen_resume(self) -> None:
        """Back from a session or another screen: look again."""
        if self.is_mounted:
            self.redraw()

    def redraw(self) -> None:
        """Look again and draw."""
        self.view = self._look()

    def watch_view(self, view: TodayView | None) -> None:
        """Draw what was looked at."""
        if not self.is_mounted:
            return
        self.query_one("#goal", Plain).update(self._goal_text(view))
        self.query_one("#agenda", Plain).update(self._agenda_text(view))
        self.query_one("#news", Plain).update(self._news_text(view))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now."""
        if action in ("start", "minutes", "why", "levers"):
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
        from screens.drill import DrillScreen

        try:
            sitting = self._j.drilling.sit_down(self.view.goal, self._minutes)
        except Refused as error:
            self.say_error(error)
            return
        self.app.push_screen(
            DrillScreen(sitting, self._j.undoing, self._j.keeping, ascii=self._j.config.ascii)
        )

    def action_place(self) -> None:
        """Find where to start."""
        if self.view is None:
            return
        from screens.placement import PlacementScreen

        try:
            sitting = self._j.placing.sit_down(self.view.goal)
        except Refused as error:
            self.say_error(error)
            return
        self.app.push_screen(
            PlacementScreen(sitting, self._j.undoing, self._j.keeping, ascii=self._j.config.ascii)
        )

    def action_minutes(self) -> None:
        """Plan today with other minutes."""
        from screens.dialogs import AskDialog

        if self.view is None:
            return

        def take(text: str | None) -> None:
            if text is not None:
                self._minutes = _minutes(text)
                self.redraw()

        ask = AskDialog("How many minutes today?", str(self.view.agenda.minutes), "30", check=_minutes)
        self.app.push_screen(ask, take)

    def action_why(self) -> None:
        """Show or hide what was left out and why."""
        self._shows_why = not self._shows_why
        self.watch_view(self.view)

    def action_levers(self) -> None:
        """What would make the date likely, each lever alone."""
        if self.view is None:
            return
        from screens.dialogs import TextDialog

        record = self._j.today.fresh_forecast(self.view.goal)
        lines = [str(record["text"]), "", *(f"• {lever['text']}" for lever in record["levers"])]
        self.app.push_screen(TextDialog("What would make it likely", "\n".join(lines)))

    def action_new_goal(self) -> None:
        """The one question."""
        from screens.first_run import FirstRunScreen

        self.app.push_screen(FirstRunScreen(self._j), self._goal_was_set)

    def action_turn(self, step: int) -> None:
        """Another goal's day."""
        self._place = (self._place + step) % max(len(self._goals), 1)
        self._minutes = None
        self.redraw()

    # Inside

    def _goal_was_set(self, goal: Goal | None) -> None:
        if goal is not None:
            self._goals = self._j.today.goals()
            self._place = next((n for n, one in enumerate(self._goals) if one.id == goal.id), 0)
        self.redraw()

    def _look(self) -> TodayView | None:
        self._goals = self._j.today.goals()
        if not self._goals:
            return None
        goal = self._goals[self._place % len(self._goals)]
        found = self._j.today.look(goal, self._minutes)
        self.set_reactive(TodayScreen.view, found)
        return found

    def _afterwards(self) -> None:
        """What the first frame did not wait for."""
        self.run_worker(self._freshen(), group="freshen", exclusive=True, exit_on_error=False)

    async def _freshen(self) -> None:
        if renewed := self._j.setting.refresh_packs():
            self.say(f"New drills were taken in: {', '.join(renewed)}.")
        if self.view is not None and not self.view.forecast_is_fresh:
            self._j.today.fresh_forecast(self.view.goal)
        self.redraw()

    def _goal_text(self, view: TodayView | None) -> Content:
        return (
            welcome() if view is None else goal_lines(view, len(self._goals), ascii_only=self._j.config.ascii)
        )

    def _agenda_text(self, view: TodayView | None) -> Content:
        return Content("") if view is None else agenda_lines(view, why=self._shows_why)

    def _news_text(self, view: TodayView | None) -> Content:
        return Content("") if view is None else news_lines(view)


def _minutes(text: str) -> int:
    """Minutes of today from what was typed.

    Raises:
        Refused: no number a day could hold.
    """
    if not text.strip().isdecimal() or not 5 <= int(text.strip()[:6]) <= 240:
        raise Refused("That is no number of minutes.", "From 5 to 240.")
    return int(text.strip())
