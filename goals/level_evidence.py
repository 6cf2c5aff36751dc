"""How evidence changes the belief: a Gaussian filter over all skills of a goal (LEARNING 6.1).

Every piece of evidence speaks of one number: a skill or a weighted mean of skills, and whoever graded it.
That number's mean and variance are updated, and what is learned spreads to the other skills along the
covariance. A right or wrong answer is matched by moments (assumed density filtering, Opper 1998): the
linearised update grows too sure of itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from goals.attempts import Attempt
from goals.ids import SkillId
from goals.level_prior import BANK_SD, grading_unit
from goals.level_state import GRADERS, LevelState
from goals.scales import Scale
from goals.skills import SkillTree

SLIP: Final = 0.02
"""Chance that someone who knows still answers wrongly; keeps one careless miss from costing a level."""
PRACTICE: Final = 0.02**2
"""Variance a skill gains by every scored drill: people learn from the feedback. Logits squared."""
UNSCORED: Final = frozenset({"checklist", "rubric", "essay"})
"""Kinds that say nothing about a level, whatever their score."""
HALF_TRUSTED: Final = 0.5
"""Weight of an answer whose score is a check of effort, the learner's own, or of unknown difficulty."""
GRADER_SD: Final = {"official": 0.35, "teacher": 0.5, "model": 0.6, "self": 0.75, "auto": 0.35}
"""Standard deviation of one given score, in `grading_unit`s."""
TASK_SD: Final = 0.35
"""How much one task differs from the next, in `grading_unit`s."""
OVERRULE_SD: Final = 0.3
"""How exactly a learner means their own correction of a level, in `grading_unit`s."""
BEYOND: Final = 0.5
"""Logits by which a mean may lie beyond the ends of the scale."""


FORGOTTEN_AFTER: Final = 60
"""Days after which a drill met again tells of its skill as a new one does. Before, levels of who learns keys by heart
were flattered by a band and more in simulation [E]."""


def observe(state: LevelState, attempt: Attempt, scale: Scale, tree: SkillTree) -> LevelState:
    """The belief after one more piece of evidence. Evidence that says nothing of a level changes nothing.

    Args:
        state: the belief after all earlier attempts.
        attempt: a drill's score, a level given by a grader or by the learner, or the learner's prior.
        scale: the goal's scale.
        tree: the goal's skills, for scores of branches and of the whole goal.
    """
    numbers = (attempt.score, attempt.level, attempt.difficulty, attempt.guess)
    if not all(math.isfinite(x) for x in numbers if x is not None):
        return state
    if attempt.event == "drill":
        if attempt.skill not in state.skills or attempt.kind in UNSCORED:
            return state
        if attempt.score is None and not attempt.dont_know:
            return state
        if attempt.met is not None and attempt.met < FORGOTTEN_AFTER:
            return state  # the key was seen: a right answer shows that it is remembered, not how good the learner is
        return _answered(state.on(attempt.day), state.place(attempt.skill), attempt, scale)
    if attempt.level is None:
        return state
    shares = shares_of(state, attempt.skill, tree)
    if not shares:
        return state
    if attempt.event == "prior":
        return _recentred(state, shares, scale.to_logit(attempt.level))
    said = min(max(attempt.level, scale.low), scale.high)
    return _scored(state.on(attempt.day), shares, attempt, said, scale)


def replay(state: LevelState, attempts: Iterable[Attempt], scale: Scale, tree: SkillTree) -> LevelState:
    """The belief after ordered attempts: the same as observing one by one."""
    return reduce(lambda so_far, attempt: observe(so_far, attempt, scale, tree), attempts, state)


def shares_of(state: LevelState, skill: SkillId | None, tree: SkillTree) -> dict[int, float]:
    """Weights, summing to 1, of the leaves (by place) that make up a node; empty for an unknown one."""
    if skill is not None and not tree.has(skill):
        return {}
    active = tree.active()
    below = tree.leaves() if skill is None else tree.leaves_under(skill)
    leaves = [leaf for leaf in below if leaf in active] or list(below)
    known = [(state.skills.index(leaf.id), leaf.weight) for leaf in leaves if leaf.id in state.skills]
    whole = sum(weight for _, weight in known)
    return {i: weight / whole if whole else 1 / len(known) for i, weight in known}


def _answered(state: LevelState, place: int, attempt: Attempt, scale: Scale) -> LevelState:
    """Moment match of the drill's skill, spread to the others; then room for what was just learned."""
    score = 0.0 if attempt.dont_know or attempt.score is None else min(max(attempt.score, 0.0), 1.0)
    guess = 0.0 if attempt.dont_know else min(max(attempt.guess, 0.0), 0.95)
    trust = 1.0
    if attempt.kind == "rewrite" or attempt.grader == "self" or attempt.difficulty is None:
        trust = HALF_TRUSTED
    where = state.centre[place] if attempt.difficulty is None else scale.to_logit(attempt.difficulty)
    bank = state.bank
    column = [a + b for a, b in zip(state.column(place), state.P[bank], strict=True)]
    variance = column[place] + column[bank]
    away = state.mu[place] + state.mu[bank] - where
    mean, left = _matched(away, variance, score, guess, trust)
    step = (mean - away) / variance
    if attempt.assisted and step > 0:
        return state
    mu, rows = state.pulled(column, step, (left - variance) / variance**2)
    if attempt.assisted:
        count = len(state.skills)
        mu[:count] = [min(new, old) for new, old in zip(mu, state.mu[:count], strict=False)]
    grown = (*rows[place][:-1], rows[place][-1] + PRACTICE)
    _hold(mu, len(state.skills), scale)
    counts = list(state.counts)
    counts[place] += 1
    return replace(state, mu=tuple(mu), P=(*rows[:place], grown, *rows[place + 1 :]), counts=tuple(counts))


def _matched(mean: float, variance: float, score: float, guess: float, trust: float) -> tuple[float, float]:
    """Mean and variance of N(mean, variance) times the answer's likelihood, difficulty at zero.

    By the trapezium rule, exact to many digits for so smooth a curve. A part score counts as that share of a
    right answer, and trust as a share of an answer.
    """
    sd = math.sqrt(variance)
    top = max(1 - guess - SLIP, 0.02)
    whole = first = second = 0.0
    for z, weight in _NODES:
        right = guess + top / (1 + math.exp(-(mean + sd * z))) if mean + sd * z > -700 else guess
        likelihood = max(right, 1e-12) ** (score * trust) * (1 - right) ** ((1 - score) * trust) * weight
        whole += likelihood
        first += likelihood * z
        second += likelihood * z * z
    shift = first / whole
    return mean + sd * shift, variance * max(second / whole - shift * shift, 1e-4)


def _scored(
    state: LevelState, shares: Mapping[int, float], attempt: Attempt, said: float, scale: Scale
) -> LevelState:
    """Kalman update by a level on the scale, for one skill or a weighted mean of several."""
    unit = grading_unit(scale)
    at, slope = _chord([(state.mu[i], w) for i, w in shares.items()], said, scale)
    row = {i: w * slope for i, w in shares.items()}
    if attempt.event == "overrule":
        noise = (OVERRULE_SD * unit) ** 2
        state = _doubted(state, row, 9 * noise)
    else:
        noise = (GRADER_SD[attempt.grader] ** 2 + TASK_SD**2) * unit**2
        if attempt.grader in GRADERS:
            bias = len(state.skills) + GRADERS.index(attempt.grader)
            row[bias] = 1.0
            at += state.mu[bias]
    columns = [(h, state.column(i)) for i, h in row.items()]
    column = [sum(h * one[j] for h, one in columns) for j in range(len(state.mu))]
    variance = sum(h * column[i] for i, h in row.items())
    mu, rows = state.pulled(column, (said - at) / (variance + noise), -1 / (variance + noise))
    _hold(mu, len(state.skills), scale)
    counts = list(state.counts)
    if attempt.event == "score":
        counts[next(iter(shares)) if attempt.skill in state.skills else -1] += 1
    return replace(state, mu=tuple(mu), P=rows, counts=tuple(counts))


def _doubted(state: LevelState, row: Mapping[int, float], least: float) -> LevelState:
    """As much shared doubt about some skills as gives their weighted mean at least a variance.

    Who corrects a level says that our certainty of it was wrong, else a long history would outvote them. What
    is known of the other skills stays as certain as it was, and follows little.
    """
    now = sum(a * b * state.P[max(i, j)][min(i, j)] for i, a in row.items() for j, b in row.items())
    if now >= least:
        return state
    more = (least - now) / sum(row.values()) ** 2
    rows = [
        tuple([p + more if i in row and j in row else p for j, p in enumerate(one)])
        for i, one in enumerate(state.P)
    ]
    return replace(state, P=tuple(rows))


def _hold(mu: list[float], count: int, scale: Scale) -> None:
    """Keeps means near the scale: beyond its ends no drill can tell, and the way back would be long."""
    low, high = scale.to_logit(scale.low) - BEYOND, scale.to_logit(scale.high) + BEYOND
    mu[:count] = [min(max(m, low), high) for m in mu[:count]]
    mu[-1] = min(max(mu[-1], -3 * BANK_SD), 3 * BANK_SD)


def _recentred(state: LevelState, shares: Mapping[int, float], centre: float) -> LevelState:
    """The prior's centre moved under a branch; the mean follows as far as the prior still carries it."""
    mu, centres = list(state.mu), list(state.centre)
    for i in shares:
        mu[i] += (centre - centres[i]) * min(state.P[i][i] / state.prior_sd[i] ** 2, 1.0)
        centres[i] = centre
    return replace(state, mu=tuple(mu), centre=tuple(centres))


def _chord(parts: Sequence[tuple[float, float]], said: float, scale: Scale) -> tuple[float, float]:
    """The weighted mean on the scale, and its slope per logit towards what was said.

    On a curved scale the slope is that of the chord, for the tangent would overshoot from the flat ends.
    """
    if scale.shape == "linear":
        slope = scale.slope(0.0)
        return scale.from_logit(0.0) + slope * sum(w * m for m, w in parts), slope

    def at(shift: float) -> float:
        return sum(w * scale.from_logit(m + shift) for m, w in parts)

    now = at(0.0)
    low, high = -15.0, 15.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle) < min(max(said, at(-15.0)), at(15.0)) else (low, middle)
    if abs(high) < 1e-3:
        return now, sum(w * scale.slope(m) for m, w in parts)
    return now, (at(high) - now) / high


_NODES: Final = tuple((k / 2, math.exp(-((k / 2) ** 2) / 2)) for k in range(-12, 13))
