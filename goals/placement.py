"""Placement: the fewest questions that find where to start (LEARNING 6.3)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from goals.ids import DrillId, SkillId
from goals.level_state import LevelState
from goals.outlines import Kind, Outline
from goals.scales import Scale

QUESTIONS: Final = 15
"""The most questions of one placement."""
REPLACEMENT_QUESTIONS: Final = 6
"""The most after a long break."""
SECONDS: Final = 600.0
"""The longest a placement takes."""
SURE_AT: Final = 0.65
"""Share of the prior's standard deviation, on the average over skills, at which it stops."""
QUICK: Final[frozenset[Kind]] = frozenset({"choice", "select", "text", "correction", "order", "number"})
"""Kinds that are answered in a minute and graded exactly."""

Done = Literal["", "sure", "questions", "minutes", "nothing left", "stopped"]
"""Why a placement is over; empty while it goes on. stopped: by the learner."""


@dataclass(frozen=True, slots=True)
class Placement:
    """How far a placement has come."""

    asked: tuple[DrillId, ...] = ()
    seconds: float = 0.0
    """Spent so far."""
    done: Done = ""
    most: int = QUESTIONS
    sure_at: float = SURE_AT

    def after(
        self, drill: DrillId, seconds: float, state: LevelState, active: Collection[SkillId]
    ) -> Placement:
        """The placement after one more question, answered, not known or skipped.

        Args:
            drill: what was asked.
            seconds: how long it took.
            state: the belief with the answer in it.
            active: the leaves to be placed.
        """
        asked, spent = (*self.asked, drill), self.seconds + max(seconds, 0.0)
        done: Done = ""
        if left(state, active) < self.sure_at:
            done = "sure"
        elif len(asked) >= self.most:
            done = "questions"
        elif spent >= SECONDS:
            done = "minutes"
        return replace(self, asked=asked, seconds=spent, done=done)


def left(state: LevelState, active: Collection[SkillId]) -> float:
    """Mean share of the prior's standard deviation that is left, over some leaves: 1 at the start."""
    shares = [
        math.sqrt(state.P[i][i]) / state.prior_sd[i] for i, one in enumerate(state.skills) if one in active
    ]
    return sum(shares) / len(shares) if shares else 0.0


def next_question(
    state: LevelState,
    outlines: Iterable[Outline],
    asked: Collection[DrillId],
    scale: Scale,
    active: Collection[SkillId],
) -> Outline | None:
    """The drill whose answer lowers the active skills' summed variance most; None if there is none left.

    What it tells depends on its difficulty and the chance of guessing, so a drill that can't be guessed is
    taken before one that can. Ties go to the shorter drill, then to the id: the same belief asks the same.
    """
    best: dict[SkillId, tuple[tuple[float, float, float, str], Outline]] = {}
    for one in outlines:
        if one.kind in QUICK and one.skill in active and one.skill in state.skills and one.id not in asked:
            tells = information(one, state.mu[state.place(one.skill)], scale)
            rank = (-round(tells, 9), one.guess, float(one.seconds), str(one.id))
            if one.skill not in best or rank < best[one.skill][0]:
                best[one.skill] = (rank, one)
    if not best:
        return None
    return min(
        best.values(),
        key=lambda found: (-round(state.reduction(found[1].skill, active, -found[0][0]), 9), *found[0][1:]),
    )[1]


def information(outline: Outline, theta: float, scale: Scale) -> float:
    """What one answer tells at a level `theta`, per logit squared: 0.25 at most, less if it can be guessed.

    Fisher information of the three-parameter logistic model (Birnbaum 1968).
    """
    sigma = 1 / (1 + math.exp(-min(max(theta - scale.to_logit(outline.difficulty), -30.0), 30.0)))
    guess = min(max(outline.guess, 0.0), 0.95)
    right = guess + (1 - guess) * sigma
    slope = (1 - guess) * sigma * (1 - sigma)
    return slope * slope / max(right * (1 - right), 1e-12)
