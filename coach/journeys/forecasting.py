"""Forecasting: when the target is reached, from the level, the usual pace and the minutes really practised."""

from __future__ import annotations

import zlib
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coach.clock import Clock
from coach.journeys.picture import rests_on
from coach.journeys.recording import Recording
from coach.store.derived_store import WHOLE, DerivedStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from goals.arithmetic import reported, threshold
from goals.feasibility import SPREAD_TABLE
from goals.goal import Goal
from goals.levels import Level, level

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
        from goals.forecast import Forecast, forecast

        answers = self._now(goal, day).n
        standing = self._standing(goal, day)
        if not answers and standing.pace.spread > SPREAD_TABLE:
            # Neither measured nor counted by anyone: any number would be made up.
            text = "Nothing is measured yet. Scores you enter, or drills, make a forecast."
            found = Forecast(day, None, None, None, None, "open", (), too_early=True, text=text)
        else:
            found = forecast(standing, day, goal.deadline, show=lambda value: _said(goal, value))
        record = forecast_record(found) | {"rests_on": rests_on(goal, answers)}
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

    def _now(self, goal: Goal, day: date) -> Level:
        return level(self._recording.state(goal), None, goal.scale, self._goals.tree(goal.id), day)

    def _standing(self, goal: Goal, day: date) -> Standing:
        from goals.forecast import Standing
        from goals.pace import DayMinutes, minutes_a_day, observed_pace
        from research.hours import usual_pace

        tree = self._goals.tree(goal.id)
        now = self._now(goal, day)
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


def _said(goal: Goal, value: float) -> str:
    """A level as the exam would report it: a band is named, not a number between two."""
    return goal.scale.show(reported(goal.arithmetic, value, goal.scale).value)


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
