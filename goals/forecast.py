"""When the target is reached, as a range of days, from the level, the pace and the minutes really practised.

A Monte Carlo of 2,000 draws (LEARNING 6.4). The same inputs and seed give the same answer, and one seed per
goal keeps a change from one day to the next a change of the evidence, not of luck.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from goals.feasibility import (
    ALL_DAYS,
    MOST_MINUTES,
    ON_TRACK,
    Lever,
    Verdict,
    day_text,
    minutes_text,
    verdict_of,
)
from goals.pace import ObservedPace, Pace

DRAWS: Final = 2_000
WIDE: Final = 4.0
"""Latest day over earliest day above which it is too early to tell."""
NEAR: Final = 28
"""Days within which a wide range is no reason to be silent."""
LEVER_P: Final = 0.7


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a forecast rests on."""

    level: float
    """On the goal's scale, as are `sd`, `target` and `ceiling`."""
    sd: float
    target: float
    """The unrounded level at which the target counts as reached: 8.25 for band 8.5."""
    pace: Pace
    minutes: float
    """A day, as really practised (`minutes_a_day`)."""
    observed: ObservedPace | None = None
    ceiling: float = math.inf
    """The scale's highest value."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The range in which the target is reached, and the chance by the date."""

    day: date
    """When it was made."""
    p10: date | None
    """One chance in ten by this day; None beyond a century or without practice."""
    p50: date | None
    p90: date | None
    p_by_deadline: float | None
    """None without a date."""
    verdict: Verdict
    levers: tuple[Lever, ...]
    """Minutes a day for a chance of .7, the level in the middle by the date, the day in the middle."""
    too_early: bool
    """True while the range is too wide to name a day."""
    text: str


@dataclass(frozen=True, slots=True)
class FanDay:
    """The level expected on one day, on the goal's scale: 80 % interval and middle."""

    day: date
    p10: float
    p50: float
    p90: float


def forecast(
    standing: Standing, day: date, deadline: date | None, *, show: Callable[[float], str] = "{:.1f}".format
) -> Forecast:
    """When the target is reached, and how likely that is by the date.

    Args:
        standing: level, pace and practice.
        day: today.
        deadline: the goal's date, if it has one.
        show: a level as a person writes it.
    """
    draws = _draws(standing)
    hours = sorted(max(standing.target - level, 0.0) / pace for level, pace in draws)
    early, middle, late = (_days(_quantile(hours, share), standing.minutes) for share in (0.1, 0.5, 0.9))
    dates = [None if one is None else day + timedelta(days=one) for one in (early, middle, late)]
    too_early = standing.minutes > 0 and _too_wide(early, late)
    p = None
    if deadline is not None:
        ahead = max((deadline - day).days, 0)
        p = bisect_right(hours, ahead * standing.minutes / 60 + 1e-9) / len(hours)
    levers = _levers(standing, draws, hours, day, deadline, dates[1], show)
    text = f"{_date_line(standing, day, dates, too_early)}{_chance_line(p, deadline)}"
    return Forecast(day, dates[0], dates[1], dates[2], p, verdict_of(p), levers, too_early, text)


def fan(standing: Standing, day: date, until: date, *, points: int = 26) -> tuple[FanDay, ...]:
    """The level expected from today to a day, at most so many points, both ends included."""
    draws = _draws(standing)
    whole = max((until - day).days, 1)
    count = min(max(points, 2), whole + 1)
    found: list[FanDay] = []
    for number in range(count):
        days = round(whole * number / (count - 1))
        levels = _levels(standing, draws, days)
        low, middle, high = (_quantile(levels, share) for share in (0.1, 0.5, 0.9))
        found.append(FanDay(day + timedelta(days=days), low, middle, high))
    return tuple(found)


def _draws(standing: Standing) -> list[tuple[float, float]]:
    """Level now and rise in an hour, for each possible learner."""
    chance = Random(standing.seed)
    paces = _paces(standing, chance)
    return [(chance.gauss(standing.level, standing.sd), pace) for pace in paces]


def _paces(standing: Standing, chance: Random) -> list[float]:
    """Paces drawn from the prior, reweighed on a grid by what was observed."""
    median, spread, seen = standing.pace.per_hour, standing.pace.spread, standing.observed
    if seen is None:
        return [median * math.exp(chance.gauss(0.0, spread)) for _ in range(DRAWS)]
    grid = [number / 40 for number in range(-160, 161)]
    paces = [median * math.exp(spread * z) for z in grid]
    logs = [
        -z * z / 2 - ((pace - seen.per_hour) / seen.sd) ** 2 / 2 for z, pace in zip(grid, paces, strict=True)
    ]
    best = max(logs)
    heaped = list(accumulate(math.exp(one - best) for one in logs))
    return [paces[min(bisect_right(heaped, chance.random() * heaped[-1]), 320)] for _ in range(DRAWS)]


def _levels(standing: Standing, draws: Sequence[tuple[float, float]], days: int) -> list[float]:
    hours = days * standing.minutes / 60
    return sorted(min(level + pace * hours, standing.ceiling) for level, pace in draws)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _days(hours: float, minutes: float) -> int | None:
    if hours <= 0:
        return 0
    days = hours * 60 / minutes if minutes > 0 else math.inf
    return math.ceil(days) if days <= ALL_DAYS else None


def _too_wide(early: int | None, late: int | None) -> bool:
    if early is None or late is None:
        return True
    return late > NEAR and late > WIDE * early


def _levers(
    standing: Standing,
    draws: Sequence[tuple[float, float]],
    hours: Sequence[float],
    day: date,
    deadline: date | None,
    middle: date | None,
    show: Callable[[float], str],
) -> tuple[Lever, ...]:
    found: list[Lever] = []
    ahead = 0 if deadline is None else (deadline - day).days
    if deadline is not None and ahead > 0:
        wanted = math.ceil(_quantile(hours, LEVER_P) * 60 / ahead)
        text = f"{minutes_text(wanted)}, really practised, would make it likely (P {LEVER_P})."
        if wanted > MOST_MINUTES:
            text = "No number of minutes a day that lasts makes it likely by the date."
        found.append(Lever("minutes", None if wanted > MOST_MINUTES else wanted, LEVER_P, text))
        level = _quantile(_levels(standing, draws, ahead), 0.5)
        found.append(
            Lever("target", level, 0.5, f"{show(level)} is as likely as not by {day_text(deadline)}.")
        )
    when = "No day can be named." if middle is None else f"It is as likely as not by {day_text(middle)}."
    found.append(Lever("date", middle, 0.5, when))
    return tuple(found)


def _date_line(standing: Standing, day: date, dates: Sequence[date | None], too_early: bool) -> str:
    early, _, late = dates
    if late == day:
        return "The target is reached, as far as can be told."
    if standing.minutes <= 0:
        return "No practice in the last six weeks, so no day can be named."
    if too_early:
        return "Too early to tell the day."
    assert early is not None and late is not None
    return f"Likely between {day_text(early)} and {day_text(late)}."


def _chance_line(p: float | None, deadline: date | None) -> str:
    if p is None or deadline is None:
        return ""
    shown = "P < 0.01" if p < 0.01 else "P > 0.99" if p > 0.99 else f"P = {p:.2f}"
    word = "on track" if p >= ON_TRACK else verdict_of(p)
    return f" By {day_text(deadline)}: {word}, {shown}."
