"""How fast a learner rises and how much is really practised: what a forecast is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goals.feasibility import USUAL_SHARE, HoursNeeded

WINDOW: Final = 42
"""Days of practice that stand for the days to come."""
SETTLED: Final = 14
"""Days since the first practice after which the log replaces the plan."""
LEAST_WEEKS: Final = 3
"""Weeks of level history before its slope is heard."""
LEAST_HOURS: Final = 5.0


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """Minutes practised on one study day."""

    day: date
    minutes: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast learners rise, before this one has been watched: lognormal."""

    per_hour: float
    """Median, in units of the goal's scale for each hour of practice."""
    spread: float
    """Standard deviation of its log."""


@dataclass(frozen=True, slots=True)
class ObservedPace:
    """How fast this learner has risen, in units of the scale for each hour, and how far that may be off."""

    per_hour: float
    sd: float
    """Standard deviation, in the same unit."""


def pace_of(needed: HoursNeeded, way: float) -> Pace:
    """The pace behind a number of hours.

    Args:
        needed: hours for a step.
        way: how far the level rises in that step, on the goal's scale.

    Raises:
        ValueError: there is no way to go, or no hours for it.
    """
    if way <= 0 or needed.likely <= 0:
        raise ValueError(f"no pace in {needed.likely} hours for {way}")
    return Pace(way / needed.likely, needed.spread)


def minutes_a_day(log: Sequence[DayMinutes], day: date, planned: float) -> float:
    """Minutes a day to reckon with: those of the last six weeks, empty days included; today is not over.

    Until two weeks after the first practice: the plan times the usual share.
    """
    days = [one for one in log if one.day < day and one.minutes > 0]
    first = min((one.day for one in days), default=day)
    if (day - first).days < SETTLED:
        return planned * USUAL_SHARE
    start = max(first, day - timedelta(days=WINDOW))
    return sum(one.minutes for one in days if one.day >= start) / (day - start).days


def share_done(log: Sequence[DayMinutes], day: date, planned: float) -> float | None:
    """The share of the planned minutes that gets practised; None until two weeks are logged."""
    days = [one.day for one in log if one.day < day and one.minutes > 0]
    if not days or planned <= 0 or (day - min(days)).days < SETTLED:
        return None
    return minutes_a_day(log, day, planned) / planned


def observed_pace(
    history: Sequence[tuple[date, float, float]], log: Sequence[DayMinutes]
) -> ObservedPace | None:
    """The pace between the first and last known level; None under three weeks or five hours of practice.

    Args:
        history: day, level and its standard deviation, on the goal's scale, in any order.
        log: the practice in between.
    """
    if len(history) < 2:
        return None
    (start, before, sd_before), (end, now, sd_now) = min(history), max(history)
    hours = sum(one.minutes for one in log if start <= one.day < end) / 60
    if (end - start).days < LEAST_WEEKS * 7 or hours < LEAST_HOURS:
        return None
    return ObservedPace((now - before) / hours, max(math.hypot(sd_before, sd_now), 1e-6) / hours)
