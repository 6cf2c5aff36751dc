"""What practising a skill or a drill is worth today (LEARNING 6.2): gap times weight, pitch, information, attention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goals.ids import SkillId
from goals.outlines import Kind, Outline
from goals.skills import Skill

EASY, HARD = 0.90, 0.75
"""The band of success that practice is steered into [success-rate-85]."""
STEP_UP, STEP_DOWN = 0.92, 0.70
"""Success over the last answers above or below which the difficulty moves."""
LEAST_ANSWERS: Final = 8
"""Answers before a success rate steers anything."""
LEAN: Final = 0.08
"""How far the difficulty moves then, in chance of success."""
HEARD: Final = 0.75
"""Share of what a drill teaches that is lost while its own answer is remembered for certain [E]."""
LITTLE: Final = 0.25
"""What a drill must teach to be worth more than a review: a new one has a chance of 0.44 to 0.98 then."""
RESTS_FOR: Final = 4
"""Days before a drill may come again outside its review."""
OFTEN: Final = 5
"""Days on which a drill was met after which its reviews, too, keep that rest: daily ones had their chance."""
STUBBORN: Final = 4
"""Times forgotten after which a drill is left in peace for a while."""
STUBBORN_RESTS: Final = 14
"""Days a stubborn drill rests: more of what fails teaches nothing (LEARNING 6.2)."""
SMALLEST: Final = 0.012
"""The weight an enabler is planned with: it does not count, and comes by now and then."""
INFORMATION: Final = 0.06
"""Worth of a skill that is quite unknown, against that of closing the whole scale."""
EVEN: Final = 0.02
"""Attention, as a share of all, below which skills count as equally neglected."""
APART: Final[frozenset[Kind]] = frozenset({"essay", "rubric"})
"""Kinds with a place of their own, once a week; no ordinary block serves them."""


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
    attention: float
    """Its share of the last two weeks' answers, 0 to 1."""
    gate: float = 1.0
    """Chance that its prerequisites stand firm, 0 to 1; below 0.5 it waits, up to 0.8 it counts less."""
    waits_for: SkillId | None = None
    """The weakest prerequisite."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One drill as it stands today for this learner."""

    outline: Outline
    chance: float
    """Chance of a right answer now by the skill alone, as if the drill were new."""
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
    lapses: int = 0
    """Times it was forgotten."""

    def is_due(self, day: date) -> bool:
        """True if its review has come. That of a drill met often, and of a stubborn one, comes later."""
        if self.due is None or self.due > day or self.outline.kind in APART:
            return False
        return not (self.is_stubborn(day) or (self.reps >= OFTEN and not self.rested))

    def is_stubborn(self, day: date) -> bool:
        """True while it rests because it was forgotten again and again."""
        if self.lapses < STUBBORN or self.last is None:
            return False
        return (day - self.last).days < STUBBORN_RESTS

    def is_free(self, day: date) -> bool:
        """True if it may be asked outside a review: new, or met long enough ago and not due."""
        if self.outline.kind in APART or not self.rested:
            return False
        return self.due is None or (self.due > day and not self.is_stubborn(day))


def gain(chance: float) -> float:
    """How much an opportunity at that chance of success teaches: 1 on 0.75 to 0.90, 0.4 at 0.5 and at 0.97."""
    if chance < HARD:
        return max(0.4 + (chance - 0.5) * 0.6 / (HARD - 0.5), 0.1)
    if chance > EASY:
        return max(1 - (chance - EASY) * 0.6 / (0.97 - EASY), 0.1)
    return 1.0


def teaches(candidate: Candidate, lean: float = 0.0) -> float:
    """What asking a drill teaches now, 0 to 1: by its difficulty, less while its answer is remembered anyway, and less
    again with each time it was met beyond the three of [successive-relearning].

    Args:
        candidate: the drill.
        lean: added to the chance first: positive where harder drills are wanted, negative for easier ones.
    """
    fresh = (1 - HEARD * candidate.recall) * 3 / max(candidate.reps, 3)
    return gain(candidate.chance + lean) * fresh


def worth(one: Standing) -> float:
    """What a skill is worth in itself: weighted gap times learnability, and what is still to be found out."""
    weight = max(one.weight, SMALLEST)
    return weight * (
        one.skill.learnability * max(one.gap / one.span, 0.005) + INFORMATION * min(one.uncertainty, 1.0)
    )


def softness(one: Standing) -> float:
    """What a skill counts while its prerequisites are in doubt: nothing up to a chance of 0.5, all from 0.8."""
    return min(max((one.gate - 0.5) / 0.3, 0.0), 1.0) if one.waits_for else 1.0


def priorities(standings: Sequence[Standing], pitch: Mapping[SkillId, float]) -> dict[SkillId, float]:
    """How much each skill is wanted today: its claim on the learner's attention over the attention it had lately.

    The claim is its share of all worth, so that over weeks attention goes to skills in proportion to weight times
    gap. A skill that others wait for inherits half of what they would be worth.

    Args:
        standings: the skills that may be practised today, and those that wait.
        pitch: for each skill how well what can be asked of it teaches now, 0 to 1; 0 if nothing can be asked.
    """
    value = {one.skill.id: worth(one) * softness(one) for one in standings}
    for one in standings:
        if one.waits_for in value:
            value[one.waits_for] += 0.5 * worth(one) * (1 - softness(one))
    claims = {skill: v * pitch.get(skill, 0.0) for skill, v in value.items()}
    whole = sum(claims.values()) or 1.0
    return {one.skill.id: claims[one.skill.id] / whole / (EVEN + one.attention) for one in standings}


def pitch(candidates: Iterable[Candidate], day: date) -> float:
    """How much the best seven drills that may be asked of a skill teach now, 0 to 1."""
    return sum(sorted((teaches(c) for c in candidates if c.is_free(day)), reverse=True)[:7]) / 7


def steer(candidates: Iterable[Candidate], one: Standing, day: date) -> list[tuple[Candidate, float]]:
    """A skill's drills that may be asked, each with what it teaches.

    Best first: those near the wanted success, new before met, met long ago before lately. Much success lately asks
    for harder ones, little for easier ones.
    """
    lean = 0.0
    if one.success is not None and one.success > STEP_UP:
        lean = LEAN
    elif one.success is not None and one.success < STEP_DOWN:
        lean = -LEAN

    def rank(pair: tuple[Candidate, float]) -> tuple[float, int, int, float, str]:
        c, value = pair
        # Within a tenth, being new and met long ago matters more than a perfect fit.
        return (
            -round(value * 10),
            c.reps,
            c.last.toordinal() if c.last else 0,
            -round(value, 3),
            c.outline.id,
        )

    return sorted(((c, teaches(c, lean)) for c in candidates if c.is_free(day)), key=rank)


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
        # The longest pile must not be left over at the end: then its drills would stand in a row.
        most = max(free, key=lambda skill: (len(piles[skill]), skill))
        rest = sum(len(piles[skill]) for skill in waiting) - len(piles[most])
        chosen = most if len(piles[most]) > 2 * rest else longest
        served.append(piles[chosen].pop(0))
    return served
