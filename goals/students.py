"""Simulated learners, to judge the coach by its course over many days and to fill the demo (LEARNING 6.7).

Their noise is not the filter's: other discriminations, more slips, part scores, learning from every drill and
forgetting between them. What they truly know is never shown to the coach.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Final, Literal

from goals.attempts import Attempt, Confidence
from goals.ids import AttemptId, GoalId, SkillId
from goals.outlines import Outline
from goals.scales import Scale
from goals.skills import SkillTree

Archetype = Literal[
    "steady",
    "perfect",
    "failing",
    "forgetful",
    "lucky_guesser",
    "stuck",
    "fast_then_flat",
    "absent",
    "half_doser",
]


@dataclass(frozen=True, slots=True)
class Temper:
    """What makes a kind of learner."""

    gain: tuple[float, float] = (0.0, 2.25)
    """Least and most logits learned by 60 full days of practice; 2.25 are 1.5 bands."""
    flat_after: int | None = None
    """Day from which nothing more is learned; all of `gain` is learned before it."""
    forgets: float = 0.003
    """Share of what was learned that goes with each day a skill rests."""
    fades: float = 0.004
    """Logits lost a day once a skill has rested for more than a week."""
    slip: float = 0.05
    """Chance to answer wrongly in spite of knowing."""
    luck: float = 0.0
    """Added to a drill's chance of guessing right."""
    honest: bool = True
    """Says "don't know" rather than guessing, often."""
    offset: float | None = None
    """Logits of the true level above the said one, the same for all skills; None for an ordinary spread."""
    dose: float = 1.0
    """Share of the planned drills that is done."""
    away: tuple[int, int] = (0, 0)
    """First and last day (exclusive) of an absence, counted from the start."""


TEMPERS: Final[Mapping[Archetype, Temper]] = {
    "steady": Temper(),
    "perfect": Temper(gain=(0.0, 0.0), forgets=0.0, fades=0.0, slip=0.0, offset=math.inf),
    "failing": Temper(gain=(0.0, 0.0), offset=-4.0),
    "forgetful": Temper(gain=(1.0, 2.25), forgets=0.03, fades=0.02),
    "lucky_guesser": Temper(gain=(0.0, 0.75), luck=0.15, honest=False),
    "stuck": Temper(gain=(0.0, 0.0), forgets=0.0, fades=0.0, slip=0.0, offset=math.log(0.6 / 0.4)),
    "fast_then_flat": Temper(gain=(1.5, 2.25), flat_after=20),
    "absent": Temper(away=(20, 50)),
    "half_doser": Temper(dose=0.5),
}
"""stuck: gets 60 % of what is pitched at the level they said they have, for ever."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a simulated learner did with a drill."""

    score: float
    """0 to 1."""
    seconds: float
    confidence: Confidence
    dont_know: bool


class Student:
    """One simulated learner. The same chance and the same calls give the same answers.

    Args:
        archetype: what kind of learner.
        tree: the goal's skills; siblings' true levels are alike.
        scale: the goal's scale.
        current: the level the learner says they have.
        chance: seeded by the caller.
        full_dose: drills per skill in 60 days of full practice, by which `Temper.gain` is meant.
    """

    def __init__(
        self,
        archetype: Archetype,
        tree: SkillTree,
        scale: Scale,
        current: float,
        chance: Random,
        *,
        full_dose: float = 60.0,
    ) -> None:
        self.archetype = archetype
        self.temper = TEMPERS[archetype]
        self.scale = scale
        self.day = 0
        """Days since the start."""
        self._chance = chance
        self._sharpness = self._chance.uniform(0.8, 1.2)
        self._bank = self._chance.uniform(-0.4, 0.4) if self.temper.offset is None else 0.0
        self._pace = math.exp(self._chance.gauss(0, 0.25))
        days = 60 if self.temper.flat_after is None else self.temper.flat_after
        self._gain = self._chance.uniform(*self.temper.gain) / full_dose * 60 / days
        self._knows = self._starting(tree, scale.to_logit(current))
        self._learned = dict.fromkeys(self._knows, 0.0)
        self._rested = dict.fromkeys(self._knows, 0)

    def true_logit(self, skill: SkillId) -> float:
        """What the learner truly knows of a leaf, on the logit line."""
        return self._knows[skill] + self._learned[skill]

    def true_level(self, skill: SkillId) -> float:
        """What the learner truly knows of a leaf, on the goal's scale."""
        return self.scale.from_logit(self.true_logit(skill))

    def share_today(self) -> float:
        """Share of today's planned drills that will be done, 0 to 1."""
        first, last = self.temper.away
        return 0.0 if first <= self.day < last else self.temper.dose

    def answers(self, outline: Outline) -> Answer:
        """An answer to a drill, and what is learned by seeing the right one."""
        chance, temper = self._chance, self.temper
        above = self.true_logit(outline.skill) + self._bank - self.scale.to_logit(outline.difficulty)
        sees = self._sharpness * above
        knowing = 1 / (1 + math.exp(-min(max(sees, -30.0), 30.0)))
        pace = self._pace * math.exp(chance.gauss(0, 0.35)) * (1.4 - 0.6 * knowing)
        feeling = knowing + chance.gauss(0, 0.15) + (0.0 if temper.honest else 0.3)
        confidence: Confidence = 3 if feeling > 0.8 else 2 if feeling > 0.45 else 1
        knows, tries = chance.random() < knowing, chance.random()
        dont_know = not knows and temper.honest and confidence == 1 and tries < 0.5
        if knows:
            score = 1.0 if tries >= temper.slip else 0.0
        elif dont_know:
            score = 0.0
        else:
            lucky = outline.guess + temper.luck if outline.guess or temper.luck else 0.0
            score = 1.0 if chance.random() < min(lucky, 0.9) else 0.0
            if not score and outline.kind in ("correction", "rewrite") and chance.random() < 0.3:
                score = 0.5
        self._learn(outline.skill)
        return Answer(score, max(outline.seconds * pace, 2.0), confidence, dont_know)

    def sleep(self, days: int = 1) -> None:
        """Days go by; what rests fades."""
        for _ in range(days):
            self.day += 1
            for skill, rested in self._rested.items():
                if rested:
                    self._learned[skill] *= 1 - self.temper.forgets
                if rested > 7:
                    self._knows[skill] -= self.temper.fades
                self._rested[skill] = rested + 1

    def _learn(self, skill: SkillId) -> None:
        flat = self.temper.flat_after
        if flat is None or self.day < flat:
            self._learned[skill] += self._gain * self._chance.uniform(0.5, 1.5)
        self._rested[skill] = 0

    def _starting(self, tree: SkillTree, said: float) -> dict[SkillId, float]:
        """True levels: learner, branch and skill each differ from what was said, none of them normally."""
        offset = self.temper.offset
        leaves = [leaf.id for leaf in tree.leaves()]
        if offset is not None:
            top = self.scale.to_logit(self.scale.high) + 3
            return dict.fromkeys(leaves, min(said + offset, top))
        chance = self._chance
        whole = chance.uniform(-1.8, 1.8)
        branch = {node.id: chance.uniform(-0.8, 0.8) for node in tree}
        return {
            leaf.id: said + whole + (branch[leaf.parent] if leaf.parent else 0.0) + _laplace(chance, 0.45)
            for leaf in tree.leaves()
        }


def attempt(
    student: Student, outline: Outline, goal: GoalId, at: datetime, day: date, number: int
) -> Attempt:
    """The event one answer of a simulated learner makes.

    Args:
        student: who answers.
        outline: the drill.
        goal: whose drill it is.
        at: UTC instant.
        day: the study day.
        number: makes the id; unique within the simulation and rising.
    """
    answer = student.answers(outline)
    return Attempt(
        id=AttemptId(f"simulated-{number:08d}"),
        goal=goal,
        skill=outline.skill,
        at=at,
        day=day,
        zone="UTC",
        drill=outline.id,
        kind=outline.kind,
        score=answer.score,
        difficulty=outline.difficulty,
        guess=outline.guess,
        confidence=answer.confidence,
        seconds=answer.seconds,
        dont_know=answer.dont_know,
    )


def _laplace(chance: Random, width: float) -> float:
    return chance.choice((-1, 1)) * chance.expovariate(1 / width)
