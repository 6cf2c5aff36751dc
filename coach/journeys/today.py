"""Today: the goal in one line, the agenda with reasons, and what happened yesterday."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coach.clock import Clock
from coach.journeys.picture import rests_on
from coach.journeys.planning import Planning
from coach.journeys.recording import Recording
from coach.store.derived_store import DerivedStore, StudyDay
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from goals.agenda import Agenda, Block
from goals.goal import Goal
from goals.ids import SkillId
from goals.levels import Level, level

if TYPE_CHECKING:
    from coach.journeys.drilling import Drilling
    from coach.journeys.forecasting import Forecasting


LONG_BREAK = 30
"""Days away after which a short look at where one stands comes first (LEARNING 6.5)."""


@dataclass(frozen=True, slots=True)
class TodayView:
    """One goal's day."""

    goal: Goal
    day: date
    level: Level
    agenda: Agenda
    names: Mapping[SkillId, str]
    """Names of the skills the agenda speaks of."""
    forecast: Mapping[str, Any] | None
    """The last one on record; a fresh one is made when there is time (`Today.fresh_forecast`)."""
    forecast_is_fresh: bool
    yesterday: StudyDay | None
    today: StudyDay | None
    """What was done today already."""
    days_away: int
    waiting: bool
    """True if a sitting of today was interrupted."""
    rest: tuple[Block, ...]
    """What is left of that sitting; empty without one."""
    reached: tuple[int, int]
    """How many of its drills are behind, of how many; (0, 0) without one."""
    offer_placement: bool
    """True until a placement was done or drills were answered; and while one waits to be gone on with."""
    clock_set_back: bool
    """True if the clock stands more than a day before the last answer."""


class Today:
    """What to do now. The first frame waits for it, so drilling and forecasting are made only when they are needed."""

    def __init__(
        self,
        goals: GoalStore,
        derived: DerivedStore,
        sessions: SessionStore,
        recording: Recording,
        planning: Planning,
        forecasting: Callable[[], Forecasting],
        drilling: Callable[[], Drilling],
        clock: Clock,
    ) -> None:
        self._goals = goals
        self._derived = derived
        self._sessions = sessions
        self._recording = recording
        self._planning = planning
        self._forecasting = forecasting
        self._drilling = drilling
        self._clock = clock

    def goals(self) -> tuple[Goal, ...]:
        """The goals being worked on."""
        return self._goals.with_status("active")

    def day(self) -> date:
        """The study day."""
        return self._clock.day()

    def look(self, goal: Goal, minutes: int | None = None) -> TodayView:
        """The day as it stands; quick enough for the first frame."""
        day = self._recording.day()
        tree = self._goals.tree(goal.id)
        state = self._recording.state(goal)
        days = self._derived.days(goal.id, day - timedelta(days=400))
        earlier = [one for one in days if one.day < day]
        last = self._sessions.last_forecast(goal.id)
        wanted = minutes or goal.minutes_per_day
        now = level(state, None, goal.scale, tree, day)
        found = self._sessions.open_one(goal.id, "drill")
        waiting = found if found is not None and found.day == day else None
        return TodayView(
            goal=goal,
            day=day,
            level=now,
            agenda=self._planning.agenda(goal, day, wanted),
            names={skill.id: skill.name for skill in tree},
            forecast=last[1] if last else None,
            forecast_is_fresh=bool(
                last and last[0] == day and last[1].get("rests_on") == rests_on(goal, now.n)
            ),
            yesterday=next((one for one in earlier if one.day == day - timedelta(days=1)), None),
            today=next((one for one in days if one.day == day), None),
            days_away=(day - earlier[-1].day).days - 1 if earlier else 0,
            waiting=waiting is not None,
            rest=self._drilling().rest(goal, waiting) if waiting else (),
            reached=(int(waiting.state["place"]), len(waiting.state["queue"])) if waiting else (0, 0),
            offer_placement=self._offers_placement(goal, days[-1].day if days else None, day),
            clock_set_back=(day - self._clock.day()).days > 1,
        )

    def fresh_forecast(self, goal: Goal) -> Mapping[str, Any]:
        """Today's forecast, simulated and logged."""
        self._forecasting().of(goal, self._recording.day())
        found = self._sessions.last_forecast(goal.id)
        assert found is not None  # it was just logged
        return found[1]

    def _offers_placement(self, goal: Goal, last: date | None, day: date) -> bool:
        """Before anything was practised; again after a long break; and while one waits to be gone on with."""
        if self._sessions.open_one(goal.id, "place") is not None:
            return True
        if goal.pack is None or (last is None and self._sessions.finished(goal.id, "place")):
            return False
        return last is None or (day - last).days - 1 > LONG_BREAK
