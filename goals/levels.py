"""The level of every skill, of every branch and of the whole goal, with its interval (LEARNING 6.1).

The words of this module are `prior`, `observe`, `replay`, `level`, `every` and `predict_correct`; the belief
they pass on is a `LevelState`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from goals.ids import SkillId
from goals.level_evidence import SLIP, observe, replay, shares_of
from goals.level_prior import prior, prior_covariance
from goals.level_state import DRIFT, SHARED_DRIFT, LevelState
from goals.refusals import Refused
from goals.scales import Scale
from goals.skills import SkillTree

__all__ = ["Label", "Level", "LevelState", "every", "level", "observe", "predict_correct", "prior", "replay"]

Label = Literal["unknown", "rough", "measured"]
"""unknown: hardly more than what the learner said · rough: a start · measured: enough to speak of."""

UNKNOWN_ABOVE: Final = 0.85
ROUGH_ABOVE: Final = 0.6
"""Labels by what is left of the prior's standard deviation."""
EIGHTY: Final = 1.2816
"""Standard deviations on each side that hold 80 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Level:
    """How good the learner is at something, as far as is known; 80 % interval."""

    mean: float
    """On the goal's scale, as are `low` and `high`."""
    low: float
    high: float
    sd_logit: float
    """Standard deviation in logits."""
    n: int
    """Scored attempts behind it."""
    label: Label


def predict_correct(
    state: LevelState, skill: SkillId, difficulty: float, guess: float, scale: Scale, day: date
) -> float:
    """Chance of a right answer on a day, 0 to 1, averaged over what is not known of the skill.

    The logistic-normal integral by the probit approximation (MacKay 1992).

    Args:
        state: the belief.
        skill: a leaf.
        difficulty: of the drill, on the goal's scale.
        guess: chance of a right answer without knowing.
        scale: the goal's scale.
        day: when it will be asked.
    """
    place = state.place(skill)
    bank = state.P[state.bank]
    variance = state.variance(place, day) + 2 * bank[place] + bank[-1]
    away = state.mu[place] + state.mu[state.bank] - scale.to_logit(difficulty)
    knows = _sigma(away / math.sqrt(1 + math.pi / 8 * variance))
    return guess + max(1 - guess - SLIP, 0.0) * knows


def level(state: LevelState, skill: SkillId | None, scale: Scale, tree: SkillTree, day: date) -> Level:
    """The level of a leaf, of a branch, or of the whole goal (None), on a day.

    Branches and the goal are the weighted mean on the scale of their active leaves; the exam's rounding comes
    after (`goals.arithmetic`).

    Raises:
        Refused: no such skill.
    """
    if skill is not None and skill in state.skills:
        place = state.place(skill)
        return _shown(
            state.mu[place],
            math.sqrt(state.variance(place, day)),
            state.prior_sd[place],
            state.counts[place],
            scale,
        )
    shares = shares_of(state, skill, tree)
    if not shares:
        raise Refused(
            f"There is no level for “{skill or 'the goal'}”.", "Rebuild the levels with: coach rebuild"
        )
    slopes = {i: w * scale.slope(state.mu[i]) for i, w in shares.items()}
    mean = sum(w * scale.from_logit(state.mu[i]) for i, w in shares.items())
    days = state.ahead(day)
    drift = days * (SHARED_DRIFT * sum(slopes.values()) ** 2 + DRIFT * sum(h * h for h in slopes.values()))
    middle = scale.to_logit(mean)
    slope = scale.slope(middle)
    counted = shares if skill is not None else range(len(state.counts))
    return _shown(
        middle,
        math.sqrt(_quadratic(state.P, slopes) + drift) / slope,
        math.sqrt(_quadratic(prior_covariance(tree), slopes)) / slope,
        sum(state.counts[i] for i in counted),
        scale,
    )


def every(state: LevelState, scale: Scale, tree: SkillTree, day: date) -> Mapping[SkillId | None, Level]:
    """The level of every node of the tree, and under None that of the goal."""
    return {node: level(state, node, scale, tree, day) for node in (None, *(one.id for one in tree))}


def _shown(middle: float, sd: float, prior_sd: float, n: int, scale: Scale) -> Level:
    left = sd / prior_sd
    label: Label = (
        "unknown" if left > UNKNOWN_ABOVE else "rough" if left > ROUGH_ABOVE or not n else "measured"
    )
    reach = EIGHTY * sd
    return Level(
        scale.from_logit(middle),
        scale.from_logit(middle - reach),
        scale.from_logit(middle + reach),
        sd,
        n,
        label,
    )


def _quadratic(rows: Sequence[Sequence[float]], vector: Mapping[int, float]) -> float:
    """v' M v for a symmetric matrix given as its lower triangle; asked at every answer, so each pair is met once."""
    places = sorted(vector)
    weights = [vector[i] for i in places]
    total = 0.0
    for n, i in enumerate(places):
        row, below = rows[i], 0.0
        for m in range(n):
            below += weights[m] * row[places[m]]
        total += weights[n] * (2 * below + weights[n] * row[i])
    return total


def _sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
