"""Forecasting: when the target is reached, from the level, the usual pace and the minutes really practised."""

from __future__ import annotations

import zlib
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coach.clock import Clock
from coach.journeys.recording import Recording
from coach.store.derived_store import WHOLE, DerivedStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from goals.arithmetic import threshold
from goals.goal import Goal
from goals.levels import level

if TYPE_CHECKING:
    from goals.forecast import FanDay, Forecast, Standing

LOOKS_BACK = 400
"""Days of practice and level history a forecast hears of."""


class Forecasting:
    """Forecasts of one goal; each one given is logged once a day, to be held against what happened."""

    def __init__(
        self,
        goals: GoalStore,
        derived: DerivedStore,
        sessions: SessionStore,
        recording: Recording,
        clock: Clock,
    ) -> None:
        self._goals = goals
        self._derived = derived
        self._sessions = sessions
        self._recording = recording
        self._clock = clock

    def of(self, goal: Goal, day: date) -> Forecast:
        """The forecast as things stand; logged if it is the day's first or has changed."""
        from goals.forecast import forecast

        found = forecast(self._standing(goal, day), day, goal.deadline, show=goal.scale.show)
        record = forecast_record(found)
        last = self._sessions.last_forecast(goal.id)
        if last is None or last[0] != day or last[1] != record:
            self._sessions.log_forecast(goal.id, self._clock.now(), day, record)
        return found

    def last(self, goal: Goal) -> tuple[date, dict[str, Any]] | None:
        """The newest forecast on record: its day, and the record as `forecast_record` made it. Costs no simulation."""
        found = self._sessions.last_forecast(goal.id)
        return None if found is None else (found[0], dict(found[1]))

    def fan(self, goal: Goal, day: date, until: date) -> tuple[FanDay, ...]:
        """The level expected from today to a day."""
        from goals.forecast import fan

        return fan(self._standing(goal, day), day, until)

    def _standing(self, goal: Goal, day: date) -> Standing:
        from goals.forecast import Standing
        from goals.pace import DayMinutes, minutes_a_day, observed_pace
        from research.hours import usual_pace

        tree = self._goals.tree(goal.id)
        now = level(self._recording.state(goal), None, goal.scale, tree, day)
        since = day - timedelta(days=LOOKS_BACK)
        log = [DayMinutes(one.day, one.seconds / 60) for one in self._derived.days(goal.id, since)]
        history = [
            (when, lv.mean, lv.sd_logit * goal.scale.slope(goal.scale.to_logit(lv.mean)))
            for when, lv in self._derived.course(goal.id, WHOLE, since)
        ]
        return Standing(
            level=now.mean,
            sd=now.sd_logit * goal.scale.slope(goal.scale.to_logit(now.mean)),
            target=threshold(goal.arithmetic, goal.target, goal.scale),
            pace=usual_pace(
                goal.scale, goal.kind, goal.title, now.mean, goal.target, leaves=max(len(tree.active()), 1)
            ),
            minutes=minutes_a_day(log, day, goal.minutes_per_day),
            observed=observed_pace(history, log),
            ceiling=goal.scale.high,
            seed=zlib.crc32(goal.id.encode()),
        )


def forecast_record(found: Forecast) -> dict[str, Any]:
    """A forecast as JSON: dates in ISO form, `p_by_deadline`, verdict and levers as sentences with their values."""
    plain = asdict(found)
    return {
        "p10": _iso(found.p10),
        "p50": _iso(found.p50),
        "p90": _iso(found.p90),
        "p_by_deadline": None if found.p_by_deadline is None else round(found.p_by_deadline, 3),
        "verdict": found.verdict,
        "too_early": found.too_early,
        "text": found.text,
        "levers": [
            {**lever, "value": _iso(lever["value"]) if isinstance(lever["value"], date) else lever["value"]}
            for lever in plain["levers"]
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
