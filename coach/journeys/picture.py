"""How every skill and every drill of a goal stands on a day, as `goals.agenda` wants to know it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goals.agenda_value import LEAST_ANSWERS, RESTS_FOR, Candidate, Standing
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import DrillId, SkillId
from goals.level_state import LevelState
from goals.levels import level, predict_correct
from goals.outlines import Outline
from goals.review_state import Review, retention
from goals.skills import Skill, SkillTree

SHRINK = 5
"""How many of the learner's own times weigh as much as the template's."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A goal's whole state on a day, gathered once."""

    goal: Goal
    tree: SkillTree
    day: date
    state: LevelState
    standings: tuple[Standing, ...]
    opened_this_week: int
    """Skills first practised in the last seven days; placement opens none."""
    reviews: Mapping[DrillId, Review]


def rests_on(goal: Goal, answers: int) -> list[object]:
    """What a forecast was made from, in short: another answer, target, date or plan makes it an old one."""
    deadline = goal.deadline.isoformat() if goal.deadline else None
    return [answers, goal.target, deadline, goal.minutes_per_day]


def standing_of(
    goal: Goal,
    tree: SkillTree,
    state: LevelState,
    leaf: Skill,
    day: date,
    weight: float,
    tries: tuple[Attempt, ...],
    attention: float,
) -> Standing:
    """How a leaf stands on a day.

    Args:
        goal: whose.
        tree: its skills.
        state: what is believed of their levels.
        leaf: the skill.
        day: today.
        weight: its effective share of the goal.
        tries: its last answers, newest first.
        attention: its share of the drills met lately.
    """
    known = level(state, leaf.id, goal.scale, tree, day)
    place = state.place(leaf.id)
    practised = [a for a in tries if a.block != "place"]
    gate, waits_for = _gate(goal, state, tree, leaf, day)
    return Standing(
        skill=leaf,
        weight=weight,
        gap=leaf.target - known.mean,
        span=goal.scale.high - goal.scale.low,
        uncertainty=known.sd_logit / state.prior_sd[place],
        known=known.label != "unknown",
        opened=bool(practised),
        days_since=(day - practised[0].day).days if practised else 0,
        success=sum(a.score or 0.0 for a in tries) / len(tries) if len(tries) >= LEAST_ANSWERS else None,
        attention=attention,
        gate=gate,
        waits_for=waits_for,
    )


class Chances:
    """Chances of a right answer to drills never met; many drills of a skill share difficulty and guess."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._known: dict[tuple[SkillId, float, float], float] = {}

    def of(self, outline: Outline) -> float:
        """The chance for one drill."""
        key = (outline.skill, outline.difficulty, outline.guess)
        if key not in self._known:
            picture = self._picture
            self._known[key] = predict_correct(picture.state, *key, picture.goal.scale, picture.day)
        return self._known[key]


def candidate_of(
    picture: Picture,
    outline: Outline,
    chance: float,
    review: Review | None,
    times: Mapping[str, tuple[int, float]],
) -> Candidate:
    """How a drill stands on a day.

    Args:
        picture: the goal's day.
        outline: the drill.
        chance: of a right answer, were it new.
        review: None if it was never answered.
        times: of each kind of drill how many were timed, and their geometric mean in seconds.
    """
    n, own = times.get(outline.kind, (0, 1.0))
    seconds = outline.seconds
    if outline.kind != "essay" and n:
        seconds = round(math.exp((n * math.log(own) + SHRINK * math.log(outline.seconds)) / (n + SHRINK)))
    if review is None:
        return Candidate(outline, chance, seconds)
    last = review.last_day
    return Candidate(
        outline,
        chance,
        seconds,
        due=review.due,
        last=last,
        reps=review.reps,
        recall=retention(review, picture.day),
        rested=(picture.day - last).days >= RESTS_FOR,
        lapses=review.lapses,
    )


def _gate(
    goal: Goal, state: LevelState, tree: SkillTree, leaf: Skill, day: date
) -> tuple[float, SkillId | None]:
    """The chance that the weakest prerequisite stands within a step of the skill that builds on it.

    Measured against the dependent skill's own level, not the target: nobody can be asked to be perfect in one thing
    before they may begin another.
    """
    active = {one.id for one in tree.active()}
    step = goal.scale.step * (goal.scale.logits_per_unit if goal.scale.shape == "linear" else 0.1)
    mine = state.mu[state.place(leaf.id)]
    worst, waits_for = 1.0, None
    for wanted in leaf.prerequisites:
        for below in tree.leaves_under(wanted):
            if below.id not in active:
                continue
            place = state.place(below.id)
            margin = state.mu[place] - (mine - step)
            chance = 0.5 * (1 + math.erf(margin / math.sqrt(2 * state.variance(place, day))))
            if chance < worst:
                worst, waits_for = chance, below.id
    return worst, waits_for
