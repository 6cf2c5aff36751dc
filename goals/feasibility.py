"""Is the date realistic? Hours others needed against hours planned, and what changes it (LEARNING 3.3)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

USUAL_SHARE: Final = 0.7
"""Share of a plan that gets practised, until two weeks are logged [E]."""
SPREAD_TABLE: Final = 0.5
"""Standard deviation of the log of hours where a table of others' hours exists [E]."""
SPREAD_NONE: Final = 0.8
"""The same where hours are only counted up from skills and practice [E]."""
ON_TRACK: Final = 0.8
STRETCH: Final = 0.4
LIKELIER: Final = 0.5
"""From this chance on a lower target is called realistic: likelier than not."""
MOST_MINUTES: Final = 360
"""Minutes a day beyond which a lever says that no plan would do."""
ALL_DAYS: Final = 36_500
"""Days ahead beyond which a date is not worth naming."""

Verdict = Literal["on track", "stretch", "unlikely", "open"]
"""open: no date to be judged by."""


@dataclass(frozen=True, slots=True)
class HoursNeeded:
    """Hours of practice others needed for a step from one level to another."""

    low: float
    likely: float
    """Median: half the learners need less."""
    high: float
    source: str
    """Where the hours come from, as a person would cite it."""
    has_table: bool
    """False where nobody has counted: the hours are added up from skills and practice."""

    @property
    def spread(self) -> float:
        """Standard deviation of the log of the hours one learner needs."""
        return SPREAD_TABLE if self.has_table else SPREAD_NONE

    def chance(self, hours: float) -> float:
        """The chance that so many hours are enough: Phi(ln(A / H) / s) (LEARNING 3.3)."""
        if self.likely <= 0:
            return 1.0
        return 0.0 if hours <= 0 else _phi(math.log(hours / self.likely) / self.spread)

    def hours_for(self, chance: float) -> float:
        """Hours that are enough with that chance, between 0 and 1: the inverse of `chance`."""
        return self.likely * math.exp(self.spread * _normal_quantile(chance))


@dataclass(frozen=True, slots=True)
class Step:
    """One target that could be chosen, and what it takes."""

    target: float
    """On the goal's scale."""
    shown: str
    """The target as a person writes it: "7.5"."""
    needed: HoursNeeded


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing to change, alone, that would make the goal likely."""

    kind: Literal["date", "target", "minutes"]
    value: date | float | int | None
    """A day, a level on the goal's scale or minutes a day; None where nothing sensible would do."""
    p: float
    """The chance with it, 0 to 1."""
    text: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The answer, before anything is measured."""

    hours_low: float
    """Hours others needed."""
    hours_high: float
    hours_planned: float | None
    """Hours until the date at the usual or observed share of the plan; None without a date."""
    p: float | None
    """The chance that these are enough; None without a date."""
    verdict: Verdict
    levers: tuple[Lever, ...]
    """Date, target, minutes; empty on track or without a date."""
    sentence: str
    """Two or three plain sentences: hours needed and planned, verdict, what is realistic."""


def assess(
    needed: HoursNeeded,
    day: date,
    deadline: date | None,
    minutes_per_day: int,
    share_done: float | None = None,
    *,
    shown: str = "The target",
    lower: Sequence[Step] = (),
) -> Feasibility:
    """How likely the planned hours are enough by the date.

    Args:
        needed: hours for the whole step.
        day: today.
        deadline: the goal's date, if it has one.
        minutes_per_day: as planned.
        share_done: the observed share of the plan that is practised; None until two weeks are logged.
        shown: the target as a person writes it.
        lower: targets below it, any order, to find a realistic one among.
    """
    share = USUAL_SHARE if share_done is None else min(max(share_done, 0.0), 2.0)
    need = _need_line(needed)
    if deadline is None:
        return Feasibility(needed.low, needed.high, None, None, "open", (), need)
    days = max((deadline - day).days, 0)
    hours = days * minutes_per_day / 60 * share
    p = needed.chance(hours)
    levers = () if p >= ON_TRACK else _levers(needed, day, days, minutes_per_day * share, share, hours, lower)
    plan = f"You plan about {round_hours(hours)}." if days else "The date is here."
    sentence = f"{need} {plan} {_verdict_line(shown, deadline, day, p, hours, lower)}"
    return Feasibility(needed.low, needed.high, hours, p, verdict_of(p), levers, sentence)


def verdict_of(p: float | None) -> Verdict:
    """The word for a chance: from .8 on track, from .4 a stretch, below unlikely; open for None."""
    if p is None:
        return "open"
    return "on track" if p >= ON_TRACK else "stretch" if p >= STRETCH else "unlikely"


def round_hours(hours: float) -> int:
    """Hours no more exact than they are known: to 100 from 500, to 10 from 200, to 5 from 20, else to 1."""
    step = 100 if hours >= 500 else 10 if hours >= 200 else 5 if hours >= 20 else 1
    return int(hours / step + 0.5) * step


def day_text(day: date) -> str:
    """A day in words, the same in every locale: "30 June 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def minutes_text(minutes: int) -> str:
    """Minutes a day in words: "45 minutes a day", "2 h 30 a day"."""
    if minutes < 100:
        return f"{minutes} minutes a day"
    return f"{minutes // 60} h {minutes % 60:02} a day" if minutes % 60 else f"{minutes // 60} hours a day"


def _levers(
    needed: HoursNeeded,
    day: date,
    days: int,
    real_minutes: float,
    share: float,
    hours: float,
    lower: Sequence[Step],
) -> tuple[Lever, ...]:
    wanted = needed.hours_for(ON_TRACK)
    whole = math.ceil(wanted * 60 / real_minutes) if real_minutes > 0 else ALL_DAYS
    if whole < ALL_DAYS:
        later = day + timedelta(days=whole)
        by_date = Lever("date", later, ON_TRACK, f"At this pace it becomes likely by {day_text(later)}.")
    else:
        by_date = Lever("date", None, 0.0, "At this pace no later date makes it likely.")
    return (by_date, _target_lever(hours, lower), _minutes_lever(wanted, days, share))


def _target_lever(hours: float, lower: Sequence[Step]) -> Lever:
    for least in (ON_TRACK, LIKELIER):
        if step := _highest(hours, lower, least):
            p = step.needed.chance(hours)
            sure = "likely" if p >= ON_TRACK else "likelier than not"
            return Lever("target", step.target, p, f"{step.shown} is {sure} by the date.")
    return Lever("target", None, 0.0, "No higher level is likely by the date.")


def _minutes_lever(wanted: float, days: int, share: float) -> Lever:
    """Minutes to plan, so that what is really practised of them is enough."""
    minutes = math.ceil(wanted * 60 / days / share / 5) * 5 if days and share else MOST_MINUTES + 1
    if minutes > MOST_MINUTES:
        return Lever(
            "minutes", None, 0.0, "No number of minutes a day that lasts makes it likely by the date."
        )
    return Lever("minutes", minutes, ON_TRACK, f"{minutes_text(minutes)} would make it likely by the date.")


def _highest(hours: float, lower: Sequence[Step], least: float) -> Step | None:
    enough = [step for step in lower if step.needed.chance(hours) >= least]
    return max(enough, key=lambda step: step.target, default=None)


def _need_line(needed: HoursNeeded) -> str:
    low, high = round_hours(needed.low), round_hours(needed.high)
    if needed.likely <= 0:
        return "You are there already, by your own account."
    if needed.has_table:
        return f"Hours others needed for this step: {low} to {high}."
    return f"Nobody has counted hours for this step; its skills and their practice add up to {low} to {high}."


def _verdict_line(
    shown: str, deadline: date, day: date, p: float, hours: float, lower: Sequence[Step]
) -> str:
    by = f"{shown} by {day_text(deadline)}"
    if deadline <= day and p < ON_TRACK:
        return "A later date, or a lower target, makes a plan possible."
    if p >= ON_TRACK:
        return f"{by} is realistic."
    line = f"{by} is {'a stretch' if p >= STRETCH else 'unlikely'}"
    likely = _highest(hours, lower, LIKELIER)
    if likely is None:
        return f"{line}."
    beyond = _highest(hours, lower, STRETCH)
    line += f"; {likely.shown} is realistic"
    return f"{line}, {beyond.shown} a stretch." if beyond and beyond.target > likely.target else f"{line}."


def _phi(z: float) -> float:
    return (1 + math.erf(z / math.sqrt(2))) / 2


def _normal_quantile(p: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(p)


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
