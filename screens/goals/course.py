"""The course of a level: the chart, and below it the same in words, with what would make the date likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.ids import SkillId
from goals.plain import one_line
from goals.refusals import Refused
from screens.base import CoachScreen, Empty, KeyBar, Plain
from screens.goals.plot import Plot, draw, legend
from screens.goals.words import level_words
from screens.words import long_day

if TYPE_CHECKING:
    from goals.forecast import FanDay, Forecast

OPEN_ENDED: Final = timedelta(days=90)
"""How far the forecast is drawn for a goal without a date, or whose date has passed."""


class Chart(Widget):
    """The chart at whatever size there is."""

    DEFAULT_CSS = "Chart { height: 1fr; padding: 0 1; }"

    plot: reactive[Plot | None] = reactive(None)

    def __init__(self, *, ascii_only: bool, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._ascii = ascii_only

    def render(self) -> Content:
        """Drawn anew for each size."""
        if self.plot is None:
            return Content("")
        width, height = self.content_size
        lines = draw(self.plot, width, height - 1, ascii_only=self._ascii)
        if len(lines) > 1:
            lines = (*lines, legend(self.plot, width, ascii_only=self._ascii))
        return Content("\n").join(lines)


class CourseScreen(CoachScreen[None], inherit_bindings=False):
    """A goal's level over time, or one skill's."""

    DEFAULT_CSS = """
    CourseScreen #title { padding: 0 1; height: auto; }
    CourseScreen #summary { height: auto; max-height: 40%; padding: 0 1; margin-top: 1; }
    CourseScreen Empty { display: none; height: 1fr; }
    CourseScreen.-none Empty { display: block; }
    CourseScreen.-none Chart { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "v",
            "other",
            "goal / skill",
            id="course.other",
            tooltip="The whole goal, or the skill you came from",
        ),
        Binding("escape", "leave", "back", id="course.leave", tooltip="Back to the tree"),
        Binding(
            "question_mark,f1",
            "app.help",
            "help",
            key_display="?",
            id="course.help",
            tooltip="Keys of this screen",
        ),
    ]

    plot: var[Plot | None] = var(None, init=False)
    """What is drawn; None while there is too little to draw."""
    forecast: var[Forecast | None] = var(None, init=False)
    """Of the goal; None until it is worked out."""

    def __init__(self, journeys: Journeys, goal: Goal, skill: SkillId | None = None) -> None:
        super().__init__()
        self._j = journeys
        self._goal = goal
        self._came_from = skill
        self._skill: SkillId | None = None

    def compose(self) -> ComposeResult:
        """Title, chart and words."""
        yield Plain("", id="title")
        yield Chart(ascii_only=self._j.config.ascii, id="chart")
        yield Empty("")
        with VerticalScroll(id="summary", can_focus=False):
            yield Plain("", id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """What is known first; the forecast once that stands."""
        self.redraw()

    def redraw(self) -> None:
        """Look again and draw."""
        try:
            self._goal = self._j.viewing.find(self._goal.id)
            self._look()
        except Refused as error:
            self.say_error(error)
            return
        self.call_after_refresh(self._forecast)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now."""
        return self._came_from is not None if action == "other" else True

    def action_other(self) -> None:
        """The whole goal, or the skill."""
        self._skill = self._came_from if self._skill is None else None
        self.redraw()

    def action_leave(self) -> None:
        """Back to the tree."""
        self.dismiss(None)

    def watch_plot(self, plot: Plot | None) -> None:
        """Draw it."""
        self.query_one(Chart).plot = plot

    def watch_forecast(self) -> None:
        """Say it."""
        self.query_one("#words", Plain).update(self._words())

    # Inside

    def _look(self) -> None:
        view = self._j.viewing.show(self._goal)
        line = next((one for one in view.lines if one.skill.id == self._skill), None)
        level, target = (line.level, line.skill.target) if line else (view.level, self._goal.target)
        name = line.skill.name if line else self._goal.title
        course = self._j.viewing.course(self._goal, self._skill)
        scores = [
            (one.day, one.level)
            for one in self._j.viewing.scores(self._goal)
            if one.skill == self._skill and one.level is not None and one.event in ("score", "overrule")
        ]
        known = [*course, (view.day, level)] if course else []
        fan = self.plot.fan if self.plot is not None and line is None else ()
        plot = Plot(self._goal.scale, view.day, known, target, self._goal.deadline, fan, scores)
        self.plot = plot if known else None
        self.set_class(not known, "-none")
        said = level_words(level, self._goal.scale)
        self.query_one("#title", Plain).update(
            Content.assemble((one_line(name, limit=60), "bold"), f"   level over time   now {said}\n")
        )
        self.query_one(Empty).update(_will_be(name))
        self.query_one("#words", Plain).update(self._words())

    @work(exclusive=True, group="forecast", exit_on_error=False)
    async def _forecast(self) -> None:
        """The forecast and its fan, once the chart stands: hundredths of a second, on the database's thread."""
        day = self._j.clock.day()
        self.forecast = self._j.forecasting.of(self._goal, day)
        if self.plot is not None and self._skill is None:
            self.plot = replace(self.plot, fan=self._fan())

    def _fan(self) -> tuple[FanDay, ...]:
        day, deadline = self._j.clock.day(), self._goal.deadline
        until = deadline if deadline is not None and deadline > day else day + OPEN_ENDED
        return self._j.forecasting.fan(self._goal, day, until)

    def _words(self) -> Content:
        lines: list[str] = []
        if self.plot is not None and len(self.plot.course) > 1:
            (first, then), (_, now) = self.plot.course[0], self.plot.course[-1]
            scale = self._goal.scale
            if first < self.plot.day:
                lines.append(
                    f"From {level_words(then, scale)} on {long_day(first)} to {level_words(now, scale)} today."
                )
        if self._skill is not None:
            lines.append("The forecast is for the whole goal: v shows it.")
        elif self.forecast is None:
            lines.append("Working out the forecast ...")
        else:
            lines += [self.forecast.text, *self._levers(self.forecast)]
        return Content("\n".join(lines))

    def _levers(self, forecast: Forecast) -> Sequence[str]:
        if forecast.verdict not in ("unlikely", "stretch"):
            return []
        mark = "-" if self._j.config.ascii else "•"
        return [f"  {mark} {lever.text}" for lever in forecast.levers]


def _will_be(name: str) -> str:
    return (
        f"{one_line(name, limit=60)}: nothing answered yet.\n\n"
        "Here will be the level day by day: a line for the best estimate, a band that holds the true level"
        " 8 times in 10, the target, and a fan for where it may be by the date.\n\n"
        "1  go to today's plan; the first answers draw the first day"
    )
