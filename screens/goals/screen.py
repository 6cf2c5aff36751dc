"""Goals: what each goal is made of, how far every part is, and the keys that change it in place."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from coach.journeys.bundle import Journeys
from coach.journeys.viewing import GoalView
from goals.goal import Goal
from goals.ids import GoalId, SkillId
from goals.refusals import Refused
from screens.base import Empty, KeyBar, TopLines
from screens.goals.edit import GoalEditing
from screens.goals.keys import KEYS, NEED_A_GOAL
from screens.goals.parts import GoalHead, Shows, SkillPanel
from screens.goals.rows import SkillRows
from screens.goals.tree import Row, folded_at_first, rows_of
from screens.goals.words import empty
from screens.words import short_day

TALL: Final = 32
"""Rows of the window from which there is air, and the panel is open from the start."""
AROUND: Final = 9
"""Rows of a window that are not the tree's."""


class GoalsScreen(GoalEditing, inherit_bindings=False):
    """One goal as a tree; left and right change the goal."""

    DEFAULT_CSS = """
    GoalsScreen SkillRows { margin: 0 0 0 1; }
    GoalsScreen Empty { display: none; }
    GoalsScreen.-none Empty { display: block; }
    GoalsScreen.-none GoalHead, GoalsScreen.-none SkillRows { display: none; }
    GoalsScreen.-small GoalHead #switcher, GoalsScreen.-small GoalHead #heading { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    view: var[GoalView | None] = var(None, init=False)
    """What is shown."""
    panel: var[Shows] = var[Shows]("", init=False)
    """What stands below the tree."""

    def __init__(self, journeys: Journeys) -> None:
        super().__init__(journeys)
        self._goals: tuple[Goal, ...] = ()
        self._here: GoalId | None = None
        self._folded: dict[GoalId, set[SkillId]] = {}

    def compose(self) -> ComposeResult:
        """Top lines, the goal, its tree, and room for one skill in full."""
        day, ascii_only = short_day(self.journeys.clock.day()), self.journeys.config.ascii
        yield TopLines("goals", day, is_sample=self.journeys.is_sample)
        yield GoalHead(ascii_only=ascii_only)
        yield SkillRows(ascii_only=ascii_only)
        yield Empty(empty())
        yield SkillPanel(ascii_only=ascii_only)
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw, and let the keys speak of the tree."""
        if self.app.size.height >= TALL:
            self.panel = "detail"
        self.redraw()
        self.query_one(SkillRows).focus()

    def on_screen_resume(self) -> None:
        """Back from another screen: look again."""
        if self.is_mounted:
            self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """The head and the columns depend on the width."""
        self.call_after_refresh(self._draw)

    @property
    def shown(self) -> GoalView | None:
        """The goal on the screen."""
        return self.view

    @property
    def meant(self) -> Row | None:
        """The row the keys are about."""
        return self.query_one(SkillRows).row if self.is_mounted and self.view is not None else None

    def redraw(self, *, foresee: bool = True) -> None:
        """Look again and draw; stays with the goal and the skill. The odds follow once the rest stands."""
        try:
            self._goals = self.journeys.viewing.goals()
            goal = next((one for one in self._goals if one.id == self._here), None)
            goal = goal or (self._goals[0] if self._goals else None)
            view = None if goal is None else self.journeys.viewing.show(goal)
        except Refused as error:
            self.say_error(error)
            return
        self._here = None if goal is None else goal.id
        self.set_reactive(GoalsScreen.view, view)
        self._draw()
        self.refresh_bindings()
        if foresee and view is not None:
            self.call_after_refresh(self._forecast)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now."""
        if action in NEED_A_GOAL:
            return self.view is not None
        if action == "prerequisites":
            row = self.meant
            return row is not None and row.line.is_leaf
        if action == "turn":
            return len(self._goals) > 1
        if action == "close":
            return bool(self.panel)
        return True

    def watch_panel(self) -> None:
        """Open or close it."""
        self._draw_panel()
        self.refresh_bindings()

    def on_skill_rows_moved(self) -> None:
        """The panel follows."""
        self._draw_panel()
        self.refresh_bindings()

    def on_skill_rows_opened(self) -> None:
        """A click on the row that is meant."""
        self.action_open()

    # Keys

    def action_open(self) -> None:
        """Fold or unfold a branch; show or hide a skill's details."""
        row = self.meant
        if row is None or self._here is None:
            return
        if row.line.is_leaf:
            self.panel = "" if self.panel == "detail" else "detail"
            return
        self._folded[self._here] ^= {row.line.skill.id}
        self._draw()

    def action_close(self) -> None:
        """Close the panel."""
        self.panel = ""

    def action_why(self) -> None:
        """Why the row says what it says."""
        self.panel = "" if self.panel == "why" else "why"

    def action_course(self) -> None:
        """The level over time."""
        from screens.goals.course import CourseScreen

        if self.view is not None:
            row = self.meant
            skill = row.line.skill.id if row is not None and row.line.is_leaf else None
            self.app.push_screen(CourseScreen(self.journeys, self.view.goal, skill))

    def action_levers(self) -> None:
        """What would make the date likely, each lever alone."""
        from screens.dialogs import TextDialog

        if self.view is None:
            return
        try:
            found = self.journeys.forecasting.of(self.view.goal, self.journeys.clock.day())
        except Refused as error:
            self.say_error(error)
            return
        mark = "-" if self.journeys.config.ascii else "•"
        lines = [found.text, "", *(f"{mark} {lever.text}" for lever in found.levers)]
        lines += ["", "Each one alone. e changes the date, the target or the minutes."]
        self.app.push_screen(TextDialog("What would make it likely", "\n".join(lines)))

    def action_new_goal(self) -> None:
        """The one question."""
        from screens.first_run import FirstRunScreen

        def show(goal: Goal | None) -> None:
            if goal is not None:
                self._here = goal.id
            self.redraw()

        self.app.push_screen(FirstRunScreen(self.journeys), show)

    def action_turn(self, step: int) -> None:
        """Another goal."""
        place = next((n for n, one in enumerate(self._goals) if one.id == self._here), 0)
        if self._goals:
            self._here = self._goals[(place + step) % len(self._goals)].id
        self.redraw()

    # Inside

    @work(exclusive=True, group="forecast", exit_on_error=False)
    async def _forecast(self) -> None:
        """Today's odds: hundredths of a second, on the thread that owns the database."""
        if self.view is not None:
            self.journeys.forecasting.of(self.view.goal, self.journeys.clock.day())
            self._draw_head(self.view)

    def _draw(self) -> None:
        view = self.view
        if not self.is_mounted:
            return
        self.set_class(view is None, "-none")
        if view is not None:
            goal = view.goal
            if goal.id not in self._folded:
                self._folded[goal.id] = set(folded_at_first(view, max(self.app.size.height - AROUND, 1)))
            self._draw_head(view)
            rows = self.query_one(SkillRows)
            row = rows.row
            rows.show(view, rows_of(view, self._folded[goal.id]), row.line.skill.id if row else None)
        self._draw_panel()

    def _draw_head(self, view: GoalView) -> None:
        last = self.journeys.forecasting.last(view.goal)
        above = self.query_one(GoalHead)
        above.set_class(self.app.size.height >= TALL, "-roomy")
        above.show(view, self._goals, last[1] if last else None)

    def _draw_panel(self) -> None:
        if self.is_mounted:
            self.query_one(SkillPanel).show(self.panel, self.meant, self.view)
