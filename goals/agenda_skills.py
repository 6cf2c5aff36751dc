"""Which skills a day is about: those that may be practised, in the order they are wanted, and what goes with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goals.agenda_value import Candidate, Standing, pitch, priorities
from goals.ids import SkillId

NEW_PER_WEEK: Final = 3
"""Skills opened in a week at the most, unless the minutes could not be filled without."""
KNOWN_ENOUGH: Final = 0.6
"""Share of the prior's uncertainty below which a level is measured."""
STALE: Final = 7
"""Days after which a skill not met wants to be met."""
CHECK_EVERY: Final = 3
"""Days between short checks of the least known skill."""

Piles = Mapping[SkillId, Sequence[Candidate]]
"""The candidates of each skill."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The skills of a day, each part most wanted first."""

    now: tuple[Standing, ...]
    """To be practised: below their target, begun or among the week's new ones."""
    reserve: tuple[Standing, ...]
    """Not begun and over the week's number of new ones: only if the minutes can't be filled otherwise."""
    upkeep: tuple[Standing, ...]
    """At their target: kept there if nothing else is left to do."""
    waiting: tuple[Standing, ...]
    """Their prerequisites do not stand firm."""


def wanted(standings: Sequence[Standing], piles: Piles, day: date, opened_this_week: int) -> Wanted:
    """The skills of a goal, sorted into what a day is about and what it is not.

    Args:
        standings: every active leaf.
        piles: the drills of each.
        day: today.
        opened_this_week: skills first practised in the last seven days.
    """
    pitches = {one.skill.id: pitch(piles[one.skill.id], day) for one in standings}
    wants = priorities(standings, pitches)

    def order(some: Sequence[Standing]) -> list[Standing]:
        return sorted(some, key=lambda one: (-wants[one.skill.id], one.skill.id))

    waiting = order([one for one in standings if one.gate < 0.5 and one.waits_for])
    ready = order([one for one in standings if one not in waiting])
    behind = [one for one in ready if one.gap > 0 or not (one.opened or one.known)]
    upkeep = [one for one in ready if one not in behind]
    if not any(one.weight > 0 for one in behind):
        behind, upkeep = ready, []  # all that counts is reached: keep what was learned alive
    fresh = [one for one in behind if not one.opened]
    held = fresh[max(NEW_PER_WEEK - opened_this_week, 0) :]
    now = [one for one in behind if one not in held]
    return Wanted(tuple(now), tuple(held), tuple(upkeep), tuple(waiting))


def mix(focus: Sequence[Standing], now: Sequence[Standing], minutes: int) -> list[Standing]:
    """What is practised in turns beside the focus: skills confused with it, one not met for a week, the next wanted.

    Skills not begun are not among them: first contact comes in one piece.
    """
    others = [one for one in now if one.opened and one not in focus]
    alike = [one for one in others if focus and are_alike(one, focus[0])]
    stale = sorted((o for o in others if o.days_since >= STALE), key=lambda o: (-o.days_since, o.skill.id))
    most = min(3 + minutes // 60, 6)
    chosen: list[Standing] = []
    for one in (*alike[:1], *stale[:1], *others):
        if one not in chosen and len(chosen) < most:
            chosen.append(one)
    return chosen


def to_check(now: Sequence[Standing], day: date, days_away: int) -> Standing | None:
    """The skill whose level is least known, on every third day; a check that fell into days away comes after them."""
    if not any((day - timedelta(days=back)).toordinal() % CHECK_EVERY == 0 for back in range(days_away + 1)):
        return None
    vague = [one for one in now if one.opened and one.uncertainty > KNOWN_ENOUGH]
    return max(vague, key=lambda one: (one.uncertainty * one.weight, one.skill.id), default=None)


def are_alike(one: Standing, other: Standing) -> bool:
    """True if two skills are easily confused."""
    return one.skill.id in other.skill.confusable or other.skill.id in one.skill.confusable
