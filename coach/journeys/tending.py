"""Tending a goal: its tree, target, date and minutes, and levels somebody gave. All of it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coach.clock import Clock
from coach.journeys.recording import Recorded, Recording
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.goal_store import GoalStore, goal_record, tree_record
from coach.store.session_store import SessionStore
from goals.attempts import Attempt, Event, Grader
from goals.goal import Goal, Status
from goals.ids import SkillId
from goals.plain import one_line
from goals.refusals import Refused
from goals.skills import SkillTree

GRADERS: tuple[Grader, ...] = ("official", "teacher", "self", "model")


class Tending:
    """The learner's own changes to a goal."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        attempts: AttemptStore,
        sessions: SessionStore,
        recording: Recording,
        clock: Clock,
    ) -> None:
        self._db = database
        self._goals = goals
        self._attempts = attempts
        self._sessions = sessions
        self._recording = recording
        self._clock = clock

    # The tree

    def weigh(self, goal: Goal, skill: SkillId, weight: float) -> SkillTree:
        """Give a node another share of the goal; the others make room."""
        tree = self._goals.tree(goal.id)
        return self._put_tree(goal, tree.with_weight(skill, weight), f"the weight of {tree[skill].name}")

    def aim(self, goal: Goal, skill: SkillId, target: float) -> SkillTree:
        """Give a node another target.

        Raises:
            Refused: the target is off the goal's scale.
        """
        tree = self._goals.tree(goal.id)
        if not goal.scale.holds(target):
            raise Refused(
                f"{target:g} is not on the scale.", f"{goal.scale.name} go from {goal.scale.offer()}."
            )
        return self._put_tree(goal, tree.with_target(skill, target), f"the target of {tree[skill].name}")

    def include(self, goal: Goal, skill: SkillId, included: bool) -> SkillTree:
        """Take a node in or out."""
        tree = self._goals.tree(goal.id)
        verb = "taking in" if included else "leaving out"
        return self._put_tree(goal, tree.with_included(skill, included), f"{verb} {tree[skill].name}")

    def require(self, goal: Goal, skill: SkillId, prerequisites: Sequence[SkillId]) -> SkillTree:
        """Say what comes before a skill; circles are refused and shown."""
        tree = self._goals.tree(goal.id)
        changed = tree.with_prerequisites(skill, prerequisites)
        return self._put_tree(goal, changed, f"what comes before {tree[skill].name}")

    # The goal

    def change(
        self,
        goal: Goal,
        *,
        title: str | None = None,
        target: float | None = None,
        deadline: date | None = None,
        minutes_per_day: int | None = None,
    ) -> Goal:
        """Change what was set; what is left None stays.

        Raises:
            Refused: a target off the scale or not above the start, a date gone by, minutes no day has.
        """
        changed = goal
        if title is not None:
            if not (named := one_line(title, limit=120)):
                raise Refused("A goal needs a name.")
            changed = replace(changed, title=named)
        if target is not None:
            if not goal.scale.holds(target):
                raise Refused(
                    f"{target:g} is not on the scale.", f"{goal.scale.name} go from {goal.scale.offer()}."
                )
            if target <= goal.current:
                wanted, start = goal.scale.show(target), goal.scale.show(goal.current)
                what = f"The target {wanted} is not above where you started, {start}."
                raise Refused(what, "Choose a higher one.")
            changed = replace(changed, target=target)
        if deadline is not None:
            if deadline <= self._clock.day():
                raise Refused(f"{deadline.isoformat()} has passed or is today.", "Choose a later date.")
            changed = replace(changed, deadline=deadline)
        if minutes_per_day is not None:
            if not 5 <= minutes_per_day <= 720:
                raise Refused(f"{minutes_per_day} minutes a day can't be planned.", "Choose from 5 to 720.")
            changed = replace(changed, minutes_per_day=minutes_per_day)
        self._put_goal(goal, changed, f"the change to {goal.title}")
        return changed

    def set_status(self, goal: Goal, status: Status) -> Goal:
        """Pause, drop or take up a goal again. Nothing practised is deleted."""
        changed = replace(goal, status=status)
        verbs = {"paused": "pausing", "dropped": "dropping", "active": "taking up", "reached": "closing"}
        self._put_goal(goal, changed, f"{verbs[status]} {goal.title}")
        return changed

    # Levels

    def score(
        self,
        goal: Goal,
        value: float,
        *,
        skill: SkillId | None = None,
        by: Grader = "official",
        note: str = "",
    ) -> Recorded:
        """Enter a level that somebody gave: an examiner, a teacher, oneself."""
        return self._give(goal, "score", value, skill, by, note)

    def overrule(self, goal: Goal, skill: SkillId | None, value: float, note: str = "") -> Recorded:
        """The learner knows better: strong evidence, on record, and undone with one key."""
        return self._give(goal, "overrule", value, skill, "self", note)

    def _give(
        self, goal: Goal, event: Event, value: float, skill: SkillId | None, by: Grader, note: str
    ) -> Recorded:
        if by not in GRADERS:
            raise Refused(
                f"“{one_line(str(by), limit=40)}” gives no scores.", f"Use one of: {', '.join(GRADERS)}."
            )
        tree = self._goals.tree(goal.id)
        if skill is not None:
            tree[skill]
        if not goal.scale.low <= value <= goal.scale.high:
            raise Refused(f"{value:g} is off the scale.", f"{goal.scale.name} go from {goal.scale.offer()}.")
        at, day, zone = self._recording.stamp()
        attempt = Attempt(
            self._recording.new_id(), goal.id, skill, at, day, zone, event=event, level=value, grader=by,
            note=one_line(note),
        )  # fmt: skip
        named = tree[skill].name if skill else goal.title
        with self._db.atomic():
            recorded = self._recording.record(goal, tree, attempt)
            label = f"the score for {named}" if event == "score" else f"overruling {named}"
            self._sessions.did(at, goal.id, "answer", label, {"attempt": attempt.id})
        return recorded

    # Inside

    def _put_tree(self, goal: Goal, tree: SkillTree, label: str) -> SkillTree:
        before = tree_record(self._goals.tree(goal.id))
        with self._db.atomic():
            self._goals.put_tree(goal.id, tree)
            self._sessions.did(self._clock.now(), goal.id, "tree", label, {"tree": before})
        return tree

    def _put_goal(self, before: Goal, after: Goal, label: str) -> None:
        with self._db.atomic():
            self._goals.put(after)
            tree = self._goals.tree(after.id)
            kept: dict[str, Any] = {"goal": goal_record(before), "tree": None}
            if after.target != before.target:
                kept["tree"] = tree_record(tree)
                follows = (replace(s, target=after.target) if s.target == before.target else s for s in tree)
                tree = SkillTree(tuple(follows))
                self._goals.put_tree(after.id, tree)
            if after.deadline != before.deadline:
                self._recording.rebuild_reviews(after)
            self._sessions.did(self._clock.now(), after.id, "goal", label, kept)
