"""Taking evidence in: one attempt, and in the same transaction everything that is derived from it.

The order is that of time (`at`, then id), live and in replay alike, and each attempt is read by the tree of its time,
so that live state equals replayed state bit for bit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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

Known = tuple[LevelState, SkillTree]
"""What is believed, and the tree it is read by."""


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

    def day(self) -> date:
        """The study day new evidence would be dated to. The zone's name, which costs a module, is not asked for."""
        return self._clock.day_of(self._latest())

    def stamp(self) -> tuple[datetime, date, str]:
        """Instant, study day and zone for new evidence; never before what is on record, however a clock is set."""
        now = self._latest()
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
        raw = self._derived.level_state(goal.id)
        return self._start(goal) if raw is None else LevelState.from_bytes(raw)

    def review(self, goal: Goal, drill: DrillId) -> Review | None:
        """How a drill stands in memory; None if it was never answered."""
        return self._derived.review(goal.id, drill)

    def record(self, goal: Goal, tree: SkillTree, attempt: Attempt) -> Recorded:
        """Keep one attempt dated after all others, and derive what follows from it.

        Args:
            goal: whose evidence it is.
            tree: as the caller last saw it; what counts is the one that is stored now.
            attempt: dated anew, by a microsecond, if another Coach was quicker.
        """
        from goals import reviews  # fsrs is not needed before the first answer

        with self._db.atomic():
            tree = self._goals.tree(goal.id)
            last = self._attempts.last_at(goal.id)
            if last is not None and attempt.at <= last:
                attempt = replace(attempt, at=last + timedelta(microseconds=1))
            state = self.state(goal)
            before = level(state, attempt.skill, goal.scale, tree, attempt.day)
            if last is None or self._clock.day_of(last) != attempt.day:
                self._derived.put_checkpoint(goal.id, attempt.at, state.to_bytes())
            self._attempts.add(attempt)
            known = observe(state, attempt, goal.scale, tree)
            self._derived.put_level_state(goal.id, attempt.at, known.to_bytes())
            met = {attempt.skill or WHOLE: (known, tree), WHOLE: (known, tree)}
            after = self._put_levels(goal, attempt.day, met)
            self._derived.roll_up(attempt, 1)
            review = None
            if attempt.drill is not None:
                old = self._derived.review(goal.id, attempt.drill)
                review = reviews.after(old, attempt, goal.deadline)
                if review is not None and review != old:
                    self._derived.put_review(goal.id, attempt.drill, review)
        return Recorded(attempt, before, after[attempt.skill or WHOLE], after[WHOLE], review)

    def retract(self, goal: Goal, tree: SkillTree, attempt: Attempt) -> None:
        """Take one attempt back: it stays on record, and everything derived becomes as if it had not been.

        Twice is once.
        """
        from goals import reviews

        with self._db.atomic():
            if self._attempts.is_retracted(attempt.id):
                return
            self._attempts.retract(attempt.id, self._clock.now())
            self._derived.roll_up(attempt, -1)
            if attempt.drill is not None:
                tries = self._attempts.of_drill(goal.id, attempt.drill)
                self._derived.put_review(goal.id, attempt.drill, reviews.replay(tries, goal.deadline))
            since, state = self._known_before(goal, attempt.at)
            self._replay_levels(goal, state, self._history(goal, since))

    def rebuild(self, goal: Goal) -> int:
        """Derive everything anew from the attempts; how many there were."""
        with self._db.atomic():
            self._derived.clear(goal.id)
            attempts = list(self._attempts.of_goal(goal.id))
            for attempt in attempts:
                self._derived.roll_up(attempt, 1)
            self._replay_reviews(goal, attempts)
            self._replay_levels(goal, self._start(goal), self._history(goal))
        return len(attempts)

    def rebuild_reviews(self, goal: Goal) -> None:
        """Derive the reviews anew: needed when the goal's date moves, since it caps their intervals."""
        with self._db.atomic():
            self._replay_reviews(goal, self._attempts.of_goal(goal.id))

    def live_equals_replay(self, goal: Goal) -> bool:
        """True if what is derived stands exactly as a replay would make it. Changes nothing, and no one waits."""
        copy = self._db.in_memory()
        try:
            derived = DerivedStore(copy)
            live = derived.fingerprint(goal.id)
            Recording(copy, GoalStore(copy), AttemptStore(copy), derived, self._clock).rebuild(goal)
            return live == derived.fingerprint(goal.id)
        finally:
            copy.close()

    def _latest(self) -> datetime:
        now = self._clock.now()
        last = self._attempts.last_at()
        return now if last is None or last < now else last + timedelta(microseconds=1)

    def _start(self, goal: Goal) -> LevelState:
        raw = self._derived.prior(goal.id)
        if raw is not None:
            return LevelState.from_bytes(raw)
        tree = self._goals.tree(goal.id)
        return prior(tree, goal.scale, goal.current, self._clock.day_of(goal.created_at))

    def _known_before(self, goal: Goal, at: datetime) -> tuple[datetime | None, LevelState]:
        """Where a replay begins that leaves out an instant: from when (None: all), and the state just before.

        The course by day is dropped from there on. It is kept by study day, so a checkpoint will do only if
        no attempt before it belongs to a day that is dropped.
        """
        found = self._derived.checkpoint_before(goal.id, at)
        while found is not None:
            since, raw = found
            day = self._attempts.first_day(goal.id, since)
            if day is not None and not self._attempts.reaches(goal.id, day, since):
                self._derived.drop_level_days(goal.id, day)
                return since, LevelState.from_bytes(raw)
            found = self._derived.checkpoint_before(goal.id, since - timedelta(microseconds=1))
        self._derived.drop_level_days(goal.id, date.min)
        return None, self._start(goal)

    def _history(self, goal: Goal, since: datetime | None = None) -> Iterator[tuple[SkillTree, Attempt]]:
        """The attempts that count, in order, each with the tree as it was when it was made."""
        editions = self._goals.editions(goal.id)
        firsts = [first for first, _ in editions]
        for place, attempt in self._attempts.numbered(goal.id, since):
            yield editions[max(bisect_right(firsts, place) - 1, 0)][1], attempt

    def _put_levels(self, goal: Goal, day: date, met: Mapping[SkillId, Known]) -> dict[SkillId, Level]:
        levels = {
            skill: level(state, skill or None, goal.scale, tree, day)
            for skill, (state, tree) in met.items()
            if not skill or tree.has(skill)
        }
        self._derived.put_level_days(goal.id, day, levels)
        return levels

    def _replay_levels(
        self, goal: Goal, state: LevelState, history: Iterable[tuple[SkillTree, Attempt]]
    ) -> None:
        day: date | None = None
        last: Attempt | None = None
        met: dict[SkillId, Known] = {}
        for tree, attempt in history:
            if attempt.day != day:
                if day is not None:
                    self._put_levels(goal, day, met)
                self._derived.put_checkpoint(goal.id, attempt.at, state.to_bytes())
                day, met = attempt.day, {}
            state = observe(state, attempt, goal.scale, tree)
            met[attempt.skill or WHOLE] = (state, tree)
            met[WHOLE] = (state, tree)
            last = attempt
        if day is not None and last is not None:
            self._put_levels(goal, day, met)
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
