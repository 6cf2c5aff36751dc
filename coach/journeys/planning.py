"""Planning a day: gathers how every skill and drill stands, and lets `goals.agenda` decide."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.journeys.recording import Recording
from coach.store.attempt_store import AttemptStore
from coach.store.derived_store import DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from goals.agenda import Agenda, Circumstances, plan
from goals.agenda_value import LEAST_ANSWERS, RESTS_FOR, Candidate, Standing
from goals.attempts import Attempt
from goals.breaks import Overdue, triage
from goals.drills import Outline
from goals.goal import Goal
from goals.ids import DrillId, SkillId
from goals.level_state import LevelState
from goals.levels import level, predict_correct
from goals.review_state import Review, retention
from goals.skills import Skill, SkillTree

SHRINK = 5
"""How many of the learner's own times weigh as much as the template's."""
WINDOW = 20
"""Answers a success rate looks back on."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A goal's whole state on a day, gathered once."""

    goal: Goal
    tree: SkillTree
    day: date
    state: LevelState
    standings: tuple[Standing, ...]


class Planning:
    """What to do today, for one goal."""

    def __init__(
        self,
        goals: GoalStore,
        drills: DrillStore,
        attempts: AttemptStore,
        derived: DerivedStore,
        recording: Recording,
    ) -> None:
        self._goals = goals
        self._drills = drills
        self._attempts = attempts
        self._derived = derived
        self._recording = recording

    def picture(self, goal: Goal, day: date) -> Picture:
        """How every active skill of a goal stands."""
        tree = self._goals.tree(goal.id)
        state = self._recording.state(goal)
        recent = {leaf.id: self._attempts.recent(goal.id, leaf.id, WINDOW) for leaf in tree.active()}
        weights = tree.weights()
        week = {skill: sum(1 for a in tries if (day - a.day).days < 7) for skill, tries in recent.items()}
        total = sum(week.values()) or 1
        standings = tuple(
            _standing(goal, tree, state, leaf, day, weights[leaf.id], recent[leaf.id], week[leaf.id] / total)
            for leaf in tree.active()
        )
        return Picture(goal, tree, day, state, standings)

    def agenda(self, goal: Goal, day: date, minutes: int) -> Agenda:
        """The day's blocks. The same data and day give the same agenda."""
        picture = self.picture(goal, day)
        reviews = self._derived.reviews(goal.id)
        times = self._derived.seconds_by_kind(goal.id)
        candidates = [
            _candidate(picture, outline, reviews.get(outline.id), times)
            for outline in (self._drills.outlines(goal.pack) if goal.pack else ())
            if outline.skill in picture.state.skills
        ]
        candidates = [self._counted(goal, c) if c.outline.kind == "essay" else c for c in candidates]
        away = self._days_away(goal, day)
        held: frozenset[DrillId] = frozenset()
        if away > 3:
            held = _held_back(picture, candidates, reviews, away, minutes)
            candidates = [c for c in candidates if c.outline.id not in held]
        return plan(
            Circumstances(
                day=day,
                minutes=minutes,
                opened_this_week=self._opened_this_week(picture),
                days_away=away,
                last_essay=self._attempts.last_day_of_kind(goal.id, "essay"),
                held_back=len(held),
                days_left=goal.days_left(day),
            ),
            picture.standings,
            candidates,
        )

    def _counted(self, goal: Goal, essay: Candidate) -> Candidate:
        """A timed text with the times it was written: it has no review, since nothing is scored."""
        return replace(essay, reps=len(self._attempts.of_drill(goal.id, essay.outline.id)))

    def _days_away(self, goal: Goal, day: date) -> int:
        days = self._derived.days(goal.id, day - timedelta(days=400))
        earlier = [one.day for one in days if one.day < day]
        return (day - earlier[-1]).days - 1 if earlier else 0

    def _opened_this_week(self, picture: Picture) -> int:
        """Skills whose first answer lies in the last seven days; placement opens none."""
        count = 0
        for one in picture.standings:
            tries = [
                a for a in self._attempts.recent(picture.goal.id, one.skill.id, WINDOW) if a.block != "place"
            ]
            if tries and len(tries) < WINDOW and 0 <= (picture.day - tries[-1].day).days < 7:
                count += tries[-1].day < picture.day
        return count


def _standing(
    goal: Goal,
    tree: SkillTree,
    state: LevelState,
    leaf: Skill,
    day: date,
    weight: float,
    tries: tuple[Attempt, ...],
    week_share: float,
) -> Standing:
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
        week_share=week_share,
        gate=gate,
        waits_for=waits_for,
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


def _candidate(
    picture: Picture, outline: Outline, review: Review | None, times: Mapping[str, tuple[int, float]]
) -> Candidate:
    chance = predict_correct(
        picture.state, outline.skill, outline.difficulty, outline.guess, picture.goal.scale, picture.day
    )
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
    )


def _held_back(
    picture: Picture,
    candidates: list[Candidate],
    reviews: Mapping[DrillId, Review],
    away: int,
    minutes: int,
) -> frozenset[DrillId]:
    """After a break: the due reviews that a triage puts on later days."""
    weights = {one.skill.id: one.weight for one in picture.standings}
    overdue = [
        Overdue(
            reviews[c.outline.id],
            weights.get(c.outline.skill, 0.0) / max(c.seconds, 1.0) * 60,
            c.seconds,
            c.recall,
        )
        for c in candidates
        if c.is_due(picture.day)
    ]
    served = set(triage(overdue, away, minutes, picture.day, picture.goal.deadline).today)
    return frozenset(one.review.drill for one in overdue) - served
