"""Planning a day: gathers how every skill and drill stands, and lets `goals.agenda` decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach.journeys.picture import Chances, Picture, candidate_of, standing_of
from coach.journeys.recording import Recording
from coach.store.attempt_store import AttemptStore
from coach.store.derived_store import DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from goals.agenda import Agenda, Circumstances, plan
from goals.agenda_value import Candidate
from goals.attempts import Attempt
from goals.breaks import Overdue, triage
from goals.goal import Goal
from goals.ids import DrillId, SkillId
from goals.review_state import Review
from goals.skills import Skill

WINDOW = 20
"""Answers a success rate looks back on."""
WEEK = 7
"""Days over which newly opened skills are counted."""
ATTENTION = 14
"""Days over which the attention a skill had is counted, in drills met."""
EARLIER = 3
"""Answers before the week that make a skill one begun earlier: a placement asks one or two."""
LOOKS_BACK = 28
"""Days before the week in which a skill must have been met, to count as begun earlier."""


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
        active, weights = tree.active(), tree.weights()
        recent = {leaf.id: self._attempts.recent(goal.id, leaf.id, WINDOW) for leaf in active}
        reviews = self._derived.reviews(goal.id)
        met: dict[SkillId, list[date]] = {leaf.id: [] for leaf in active}
        for review in reviews.values():
            if review.skill in met:
                met[review.skill].append(review.last_day)
        lately = {
            skill: sum(1 for one in days if (day - one).days < ATTENTION) for skill, days in met.items()
        }
        whole = sum(lately.values()) or 1
        standings = tuple(
            standing_of(
                goal, tree, state, leaf, day, weights[leaf.id], recent[leaf.id], lately[leaf.id] / whole
            )
            for leaf in active
        )
        begun = day - timedelta(days=WEEK - 1)
        opened = sum(1 for leaf in active if self._is_new(goal, leaf, recent[leaf.id], begun))
        return Picture(goal, tree, day, state, standings, opened, reviews)

    def agenda(self, goal: Goal, day: date, minutes: int) -> Agenda:
        """The day's blocks. The same data and day give the same agenda."""
        picture = self.picture(goal, day)
        reviews = picture.reviews
        times = self._derived.seconds_by_kind(goal.id)
        chances = Chances(picture)
        candidates = [
            candidate_of(picture, outline, chances.of(outline), reviews.get(outline.id), times)
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
                opened_this_week=picture.opened_this_week,
                days_away=away,
                last_essay=self._attempts.last_day_of_kind(goal.id, "essay"),
                last_rubric=self._attempts.last_day_of_kind(goal.id, "rubric"),
                held_back=len(held),
                days_left=goal.days_left(day),
            ),
            picture.standings,
            candidates,
        )

    def _counted(self, goal: Goal, essay: Candidate) -> Candidate:
        """A timed text with the times it was written: it has no review, since nothing is scored."""
        return replace(essay, reps=len(self._attempts.of_drill(goal.id, essay.outline.id)))

    def _is_new(self, goal: Goal, leaf: Skill, tries: tuple[Attempt, ...], begun: date) -> bool:
        """True for a skill first practised on or after a day.

        Its newest answers tell, unless all of them are newer; then how many stood behind its level before does.
        """
        practised = [a for a in tries if a.block != "place"]
        if not practised or practised[-1].day < begun:
            return False
        if len(tries) < WINDOW:
            return True
        course = self._derived.course(goal.id, leaf.id, begun - timedelta(days=LOOKS_BACK))
        return max((lv.n for day, lv in course if day < begun), default=0) < EARLIER

    def _days_away(self, goal: Goal, day: date) -> int:
        days = self._derived.days(goal.id, day - timedelta(days=400))
        earlier = [one.day for one in days if one.day < day]
        return (day - earlier[-1]).days - 1 if earlier else 0


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
