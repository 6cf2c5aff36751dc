"""What practising a skill or a drill is worth today (LEARNING 6.2): gap times weight, retention, information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goals.drills import Outline
from goals.ids import SkillId
from goals.skills import Skill

EASY, HARD = 0.90, 0.75
"""The band of success that practice is steered into [success-rate-85]."""
STEP_UP, STEP_DOWN = 0.92, 0.70
"""Success over the last answers above or below which the difficulty moves."""
LEAST_ANSWERS: Final = 8
"""Answers before a success rate steers anything."""
RESTS_FOR: Final = 4
"""Days before a drill answered right may come again outside its review."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One leaf as it stands today."""

    skill: Skill
    weight: float
    """Effective share of the goal, 0 to 1."""
    gap: float
    """Target minus level, on the goal's scale; negative once reached."""
    span: float
    """Length of the goal's scale, to make gaps comparable."""
    uncertainty: float
    """Standard deviation over the prior's, 0 to about 1."""
    known: bool
    """False while the level is "unknown"."""
    opened: bool
    """True once it was practised."""
    days_since: int
    """Days since it was practised last; 0 if never or today."""
    success: float | None
    """Mean score over the last 20 answers; None below `LEAST_ANSWERS`."""
    week_share: float
    """Its share of the last seven days' answers, 0 to 1."""
    gate: float = 1.0
    """Chance that its prerequisites stand firm, 0 to 1; below 0.5 it waits, up to 0.8 it counts less."""
    waits_for: SkillId | None = None
    """The weakest prerequisite."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One drill as it stands today for this learner."""

    outline: Outline
    chance: float
    """Chance of a right answer now."""
    seconds: float
    """How long it will take this learner."""
    due: date | None = None
    """None if it was never answered."""
    last: date | None = None
    reps: int = 0
    recall: float = 0.0
    """Chance that it is still remembered; 0 if never answered."""
    rested: bool = True
    """False while it was met too lately to be met again outside a review."""

    def is_due(self, day: date) -> bool:
        """True if its review has come."""
        return self.due is not None and self.due <= day


def gain(chance: float) -> float:
    """How much an opportunity at that chance of success teaches: 1 on 0.75 to 0.90, 0.4 at 0.5 and at 0.97."""
    if chance < HARD:
        return max(0.4 + (chance - 0.5) * 0.6 / (HARD - 0.5), 0.1)
    if chance > EASY:
        return max(1 - (chance - EASY) * 0.6 / (0.97 - EASY), 0.1)
    return 1.0


def per_minute(one: Standing) -> float:
    """A skill's worth today: weighted gap, learnability and what is still to be found out, less what it just had.

    Enablers, which carry no weight, count as the smallest share so that they come by now and then.
    """
    weight = max(one.weight, 0.012)
    worth = weight * one.skill.learnability * max(one.gap, 0.05 * one.span / 9) / one.span
    worth += 0.06 * weight * one.uncertainty
    worth *= min(max((one.gate - 0.5) / 0.3, 0.0), 1.0) if one.waits_for else 1.0
    # A skill that had more than its share of the week steps back, so that the focus moves on.
    return worth / (1 + 6 * one.week_share)


def steer(candidates: Sequence[Candidate], one: Standing) -> list[Candidate]:
    """A skill's drills, best first: those near the wanted success, new before old, met longest ago before lately."""
    aim = (EASY + HARD) / 2
    if one.success is not None and one.success > STEP_UP:
        aim = HARD - 0.05
    elif one.success is not None and one.success < STEP_DOWN:
        aim = EASY + 0.02

    def rank(c: Candidate) -> tuple[float, float, int, int, str]:
        rests = 0.0 if c.rested else 1.0
        # Within a tenth of the aim, being new and not lately met matters more than a perfect fit.
        fit = round(abs(c.chance - aim) * 5)
        return (rests, fit, c.reps, c.last.toordinal() if c.last else 0, c.outline.id)

    return sorted(candidates, key=rank)


def serving_order(taken: Sequence[Candidate]) -> list[Candidate]:
    """The order of a mixed block: no skill more than twice in a row where that can be had."""
    piles: dict[SkillId, list[Candidate]] = {}
    for candidate in taken:
        piles.setdefault(candidate.outline.skill, []).append(candidate)
    served: list[Candidate] = []
    while any(piles.values()):
        last_two = [c.outline.skill for c in served[-2:]]
        blocked = last_two[0] if len(last_two) == 2 and last_two[0] == last_two[1] else None
        waiting = [skill for skill, pile in piles.items() if pile]
        free = [skill for skill in waiting if skill != blocked] or waiting
        other = [skill for skill in free if not served or skill != served[-1].outline.skill] or free
        longest = max(other, key=lambda skill: (len(piles[skill]), skill))
        served.append(piles[longest].pop(0))
    return served
