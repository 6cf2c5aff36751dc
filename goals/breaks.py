"""After a break: what comes today, what later, and no backlog to be ashamed of (LEARNING 6.5)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goals.ids import DrillId
from goals.review_state import Review

SHORT: Final = 3
"""Days away up to which nothing special happens."""
LONG: Final = 30
"""Days away beyond which a short placement comes first."""
PLACE_DRILLS: Final = 6
REVIEW_SHARE: Final = 0.6
"""The most of a day's minutes that reviews may take, so that 20 % and more stay new."""
GENTLE_SECONDS: Final = 600
"""How long the best-remembered come first: 81 % right in the first week against 57-69 % in other orders."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A review that has waited, and what it is worth."""

    review: Review
    value_per_minute: float
    """As the agenda ranks it."""
    seconds: float
    """How long it takes this learner."""
    recall: float
    """The chance that it is still known today, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Triage:
    """What becomes of the reviews that have waited."""

    today: tuple[DrillId, ...]
    """In the order to be served."""
    later: tuple[tuple[DrillId, date], ...]
    """The rest and the day each is put off to, by day."""
    days: int
    """Days over which they are spread, today included; 0 if none waits."""
    place_first: int
    """Drills of a short placement to come before all else; 0 unless the break was long."""
    text: str
    """One or two sentences for the learner; empty if there was no break to speak of."""

    @property
    def needs_replacement(self) -> bool:
        """True if levels are too old to plan with."""
        return self.place_first > 0


def triage(
    overdue: Sequence[Overdue],
    days_away: int,
    minutes_today: float,
    day: date,
    deadline: date | None = None,
) -> Triage:
    """What to do with the reviews due by today, after so many days without practice.

    Up to three days nothing is put off: the agenda serves what fits, as on any day. From four days on the
    reviews worth most in today's minutes stay, the others are spread so that each day keeps room for the new.

    Args:
        overdue: reviews due today or before.
        days_away: whole days without practice before today.
        minutes_today: the day's minutes, of which reviews take 60 % at most; the days to come are like it.
        day: today.
        deadline: the goal's date; while it is ahead nothing is put off beyond it; the days fill up instead.
    """
    if days_away <= SHORT:
        waiting = sorted(overdue, key=lambda one: (one.review.due, one.recall, one.review.drill))
        return Triage(tuple(one.review.drill for one in waiting), (), min(len(overdue), 1), 0, "")
    room = max(minutes_today, 1.0) * 60 * REVIEW_SHARE
    kept, rest = _worth_most(overdue, room)
    days = math.ceil(sum(one.seconds for one in overdue) / room - 1e-9)
    if deadline is not None and deadline > day:
        days = min(days, (deadline - day).days + 1)
    ahead = [day + timedelta(days=number) for number in range(1, max(days, 2))]
    later = spread(rest, ahead, minutes_today) if rest else ()
    place = PLACE_DRILLS if days_away > LONG else 0
    return Triage(_served(kept), later, days, place, _sentence(place, bool(kept), days if rest else 1))


def spread(
    reviews: Sequence[Overdue], days: Sequence[date], minutes_a_day: float
) -> tuple[tuple[DrillId, date], ...]:
    """A day for each review, as near to the day it is due as its interval is short, within 60 % of each day.

    What is put off by k days loses in proportion to k / interval, so short intervals choose first, each the
    day with the smallest |day - due| / interval that has room; if none has, the emptiest. Serves planned
    holidays ahead of time as well: `days` are then those with practice.

    Args:
        reviews: what is to be placed.
        days: the days there are; at least one if there are reviews.
        minutes_a_day: the minutes of each.
    """
    room = max(minutes_a_day, 1.0) * 60 * REVIEW_SHARE
    load = dict.fromkeys(sorted(days), 0.0)
    placed: list[tuple[DrillId, date]] = []
    for one in sorted(
        reviews, key=lambda one: (one.review.interval, -one.value_per_minute, one.review.drill)
    ):
        free = [day for day, used in load.items() if used + one.seconds <= room + 1e-9]
        if free:
            chosen = min(free, key=lambda day: (abs((day - one.review.due).days), day))
        else:
            chosen = min(load, key=lambda day: (load[day], day))
        load[chosen] += one.seconds
        placed.append((one.review.drill, chosen))
    return tuple(sorted(placed, key=lambda pair: (pair[1], pair[0])))


def _worth_most(overdue: Sequence[Overdue], room: float) -> tuple[list[Overdue], list[Overdue]]:
    kept: list[Overdue] = []
    rest: list[Overdue] = []
    for one in sorted(overdue, key=lambda one: (-one.value_per_minute, one.review.due, one.review.drill)):
        fits = one.seconds <= room + 1e-9
        (kept if fits else rest).append(one)
        room -= one.seconds if fits else 0.0
    return kept, rest


def _served(kept: Sequence[Overdue]) -> tuple[DrillId, ...]:
    """Best remembered first for ten minutes, then skill by turns."""
    ordered = sorted(kept, key=lambda one: (-one.recall, one.review.drill))
    gentle: list[DrillId] = []
    seconds = 0.0
    while ordered and seconds < GENTLE_SECONDS:
        first = ordered.pop(0)
        gentle.append(first.review.drill)
        seconds += first.seconds
    turns: dict[str, int] = {}
    mixed: list[tuple[int, int, DrillId]] = []
    for place, one in enumerate(ordered):
        turn = turns.get(one.review.skill, 0)
        turns[one.review.skill] = turn + 1
        mixed.append((turn, place, one.review.drill))
    return (*gentle, *(drill for _, _, drill in sorted(mixed)))


def _sentence(place: int, any_kept: bool, days: int) -> str:
    first = f"{place} questions first, to see what is still there. " if place else ""
    if not any_kept:
        return first.rstrip()
    rest = f", the rest over {days} days" if days > 1 else ""
    return f"{first}What you remember best comes first{rest}; there is room for new things every day."
