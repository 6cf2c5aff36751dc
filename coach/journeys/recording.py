"""Taking evidence in: one attempt, and in the same transaction everything that is derived from it.

The order is that of time (`at`, then id), live and in replay alike, so that live state equals replayed state bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.clock import Clock
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.derived_store import WHOLE, DerivedStore
from coach.store.goal_store import GoalStore
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import AttemptId, DrillId, SkillId
from goals.level_evidence import observe
from goals.level_prior import prior
from goals.level_state import LevelState
from goals.levels import Level, level
from goals.review_state import Review
from goals.skills import SkillTree


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one attempt changed."""

    attempt: Attempt
    before: Level
    """Of the attempt's skill, or of the goal where it names none."""
    after: Level
    whole: Level
    """Of the goal, afterwards."""
    review: Review | None


class Recording:
    """The only writer of attempts and of what is derived from them."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        attempts: AttemptStore,
        derived: DerivedStore,
        clock: Clock,
    ) -> None:
        self._db = database
        self._goals = goals
        self._attempts = attempts
        self._derived = derived
        self._clock = clock

    def stamp(self) -> tuple[datetime, date, str]:
        """Instant, study day and zone for new evidence. Never before what is on record: a clock set back can't reorder it."""
        now = self._clock.now()
        last = self._attempts.last_at()
        if last is not None and last >= now:
            now = last + timedelta(microseconds=1)
        return now, self._clock.day_of(now), self._clock.zone()

    def new_id(self) -> AttemptId:
        """An id for a new attempt."""
        return AttemptId(self._clock.new_id())

    def begin(self, goal: Goal, tree: SkillTree) -> None:
        """Keep where a new goal's levels start."""
        start = prior(tree, goal.scale, goal.current, self._clock.day_of(goal.created_at))
        self._derived.put_prior(goal.id, start.to_bytes())

    def state(self, goal: Goal) -> LevelState:
        """What is believed of the goal's skills after all that is on record."""
        raw = self._derived.level_state(goal.id) or self._derived.prior(goal.id)
        if raw is None:
            tree = self._goals.tree(goal.id)
            return prior(tree, goal.scale, goal.current, self._clock.day_of(goal.created_at))
        return LevelState.from_bytes(raw)

    def record(self, goal: Goal, tree: SkillTree, attempt: Attempt) -> Recorded:
        """Keep one attempt dated after all others, and derive what follows from it."""
        from goals import reviews  # fsrs is not needed before the first answer

        with self._db.atomic():
            state = self.state(goal)
            if self._is_first_of_day(goal, attempt):
                self._derived.put_checkpoint(goal.id, attempt.at, state.to_bytes())
            self._attempts.add(attempt)
            known = observe(state, attempt, goal.scale, tree)
            self._derived.put_level_state(goal.id, attempt.at, known.to_bytes())
            after = self._put_levels(goal, tree, attempt.day, {attempt.skill or WHOLE: known, WHOLE: known})
            self._derived.roll_up(attempt, 1)
            review = None
            if attempt.drill is not None:
                old = self._derived.review(goal.id, attempt.drill)
                review = reviews.after(old, attempt, goal.deadline)
                if review is not None and review != old:
                    self._derived.put_review(goal.id, attempt.drill, review)
        return Recorded(
            attempt,
            level(state, attempt.skill, goal.scale, tree, attempt.day),
            after[attempt.skill or WHOLE],
            after[WHOLE],
            review,
        )

    def retract(self, goal: Goal, tree: SkillTree, attempt: Attempt) -> None:
        """Take one attempt back: it stays on record, and everything derived becomes as if it had not been."""
        from goals import reviews

        with self._db.atomic():
            self._attempts.retract(attempt.id, self._clock.now())
            self._derived.roll_up(attempt, -1)
            if attempt.drill is not None:
                tries = self._attempts.of_drill(goal.id, attempt.drill)
                self._derived.put_review(goal.id, attempt.drill, reviews.replay(tries, goal.deadline))
            found = self._derived.checkpoint_before(goal.id, attempt.at)
            if found is None:
                self._derived.drop_level_days(goal.id, date.min)
                self._replay_levels(goal, tree, self._start(goal, tree), self._attempts.of_goal(goal.id))
            else:
                since, raw = found
                self._derived.drop_level_days(goal.id, self._clock.day_of(since))
                rest = self._attempts.of_goal(goal.id, since)
                self._replay_levels(goal, tree, LevelState.from_bytes(raw), rest)

    def rebuild(self, goal: Goal) -> int:
        """Derive everything anew from the attempts; how many there were."""
        tree = self._goals.tree(goal.id)
        with self._db.atomic():
            self._derived.clear(goal.id)
            attempts = list(self._attempts.of_goal(goal.id))
            for attempt in attempts:
                self._derived.roll_up(attempt, 1)
            self._replay_reviews(goal, attempts)
            self._replay_levels(goal, tree, self._start(goal, tree), attempts)
        return len(attempts)

    def rebuild_reviews(self, goal: Goal) -> None:
        """Derive the reviews anew: needed when the goal's date moves, since it caps their intervals."""
        with self._db.atomic():
            self._replay_reviews(goal, self._attempts.of_goal(goal.id))

    def live_equals_replay(self, goal: Goal) -> bool:
        """True if what is derived stands exactly as a replay would make it. Changes nothing."""
        live = self._derived.fingerprint(goal.id)
        replayed = None
        try:
            with self._db.atomic():
                self.rebuild(goal)
                replayed = self._derived.fingerprint(goal.id)
                raise _Back
        except _Back:
            return live == replayed

    def _start(self, goal: Goal, tree: SkillTree) -> LevelState:
        raw = self._derived.prior(goal.id)
        if raw is not None:
            return LevelState.from_bytes(raw)
        return prior(tree, goal.scale, goal.current, self._clock.day_of(goal.created_at))

    def _is_first_of_day(self, goal: Goal, attempt: Attempt) -> bool:
        last = self._attempts.last_at(goal.id)
        return last is None or self._clock.day_of(last) != attempt.day

    def _put_levels(
        self, goal: Goal, tree: SkillTree, day: date, states: dict[SkillId, LevelState]
    ) -> dict[SkillId, Level]:
        levels = {
            skill: level(state, skill or None, goal.scale, tree, day)
            for skill, state in states.items()
            if not skill or tree.has(skill)
        }
        self._derived.put_level_days(goal.id, day, levels)
        return levels

    def _replay_levels(
        self, goal: Goal, tree: SkillTree, state: LevelState, attempts: Iterable[Attempt]
    ) -> None:
        day: date | None = None
        last: Attempt | None = None
        met: dict[SkillId, LevelState] = {}
        for attempt in attempts:
            if attempt.day != day:
                if day is not None:
                    self._put_levels(goal, tree, day, met)
                self._derived.put_checkpoint(goal.id, attempt.at, state.to_bytes())
                day, met = attempt.day, {}
            state = observe(state, attempt, goal.scale, tree)
            met[attempt.skill or WHOLE] = state
            met[WHOLE] = state
            last = attempt
        if day is not None and last is not None:
            self._put_levels(goal, tree, day, met)
            self._derived.put_level_state(goal.id, last.at, state.to_bytes())
        elif (before := self._attempts.last_at(goal.id, live=True)) is not None:
            self._derived.put_level_state(goal.id, before, state.to_bytes())
        else:
            self._derived.drop_level_state(goal.id)

    def _replay_reviews(self, goal: Goal, attempts: Iterable[Attempt]) -> None:
        from goals import reviews

        known: dict[DrillId, Review] = {}
        for attempt in attempts:
            if attempt.drill is not None:
                after = reviews.after(known.get(attempt.drill), attempt, goal.deadline)
                if after is not None:
                    known[attempt.drill] = after
        for drill, review in known.items():
            self._derived.put_review(goal.id, drill, review)


class _Back(Exception):
    """Leaves the transaction without keeping it."""
