"""A place in a session: which drill stands now, and steps to the next that are all or nothing.

Two Coaches on one home may hold the same session: a step is made only where it stands as this one saw it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError, MovedOn
from coach.journeys.sitting import DrillQueue
from goals.drills import Drill
from goals.goal import Goal
from goals.ids import DrillId
from goals.levels import predict_correct
from goals.skills import SkillTree

if TYPE_CHECKING:
    from coach.journeys.drilling import Drilling
    from coach.store.session_store import StudySession


class Seat:
    """One learner's place in one session."""

    def __init__(self, journey: Drilling, goal: Goal, session: StudySession) -> None:
        self._j = journey
        self.goal = goal
        self.session = session
        self.tree: SkillTree = journey.goals.tree(goal.id)
        self._shown_at = journey.clock.ticks()
        self._seconds = self._seconds_on_record()
        self._drill: Drill | None = None

    @property
    def is_over(self) -> bool:
        """True once every drill was asked, or the learner stopped."""
        return self.session.ended_at is not None or self._place >= len(self._queue)

    @property
    def time_is_up(self) -> bool:
        """True once the planned minutes are used; the learner may go on."""
        return self._seconds >= self.session.minutes * 60

    def shown(self) -> None:
        """The prompt is on the screen: the answer is timed from here."""
        self._shown_at = self._j.clock.ticks()

    def draft(self, text: str) -> None:
        """Remember what is typed so far."""
        if not self.is_over:
            self._j.drafts.keep(self.session.id, self._current()[0].id, text)

    def refresh(self) -> None:
        """Read the session again after something outside changed it (undo, another Coach)."""
        found = self._j.sessions.get(self.session.id)
        if found is not None:
            self.session = found
        self._drill = None
        self._seconds = self._seconds_on_record()

    def more(self, minutes: int) -> None:
        """Go on after the time is up."""
        self._change(minutes=self._now().minutes + minutes)

    # Inside

    def _marks(self) -> dict[str, Any]:
        """What undo needs to come back to this place."""
        return {"place": self._place, "hints": self._hints}

    @property
    def _queue(self) -> DrillQueue:
        return queue_of(self.session)

    @property
    def _place(self) -> int:
        return int(self.session.state["place"])

    @property
    def _hints(self) -> int:
        return int(self.session.state["hints"])

    def _current(self) -> tuple[Drill, str]:
        if self.is_over:
            raise CoachError("This session is over.", "Start another with: coach drill")
        name, block = self._queue[self._place]
        if self._drill is None or self._drill.id != name:
            self._drill = self._j.drills.get(name)
        return self._drill, block

    def _expected(self, drill: Drill) -> float:
        state, day = self._j.recording.state(self.goal), self._j.clock.day()
        return predict_correct(state, drill.skill, drill.difficulty, drill.guess, self.goal.scale, day)

    def _seconds_on_record(self) -> float:
        return sum(a.seconds or 0.0 for a in self._j.attempts.of_session(self.session.id))

    def _moved(self, drill: Drill) -> None:
        """Past a drill: its draft is done with, and the next one is timed from now."""
        self._j.drafts.keep(self.session.id, drill.id, "")
        self._shown_at = self._j.clock.ticks()

    @contextmanager
    def _step(self) -> Iterator[None]:
        """One change, all or nothing here as on disk, and only while the session stands at this drill."""
        before = self.session
        try:
            with self._j.database.atomic():
                now = self._now()
                if where(now) != where(before):
                    ended = now.ended_at is not None and before.ended_at is None
                    raise MovedOn(
                        f"Another Coach {'ended this session' if ended else 'answered this drill'}.",
                        "Nothing was counted twice; read on from there.",
                    )
                self.session = now  # hints read and minutes added elsewhere count
                yield
        except MovedOn:
            self.refresh()
            raise
        except BaseException:
            self.session = before
            raise

    def _now(self) -> StudySession:
        return self._j.sessions.get(self.session.id) or self.session

    def _change(self, **changes: Any) -> None:
        with self._j.database.atomic():
            changed = replace(self._now(), **changes)
            self._j.sessions.put(changed)
        self.session = changed

    def _did(self, kind: str, label: str, before: Mapping[str, Any]) -> None:
        kept = {"session": self.session.id, **self._marks(), **before}
        self._j.sessions.did(self._j.clock.now(), self.goal.id, kind, label, kept)

    def _put(self, **changes: Any) -> None:
        self.session = replace(self.session, state={**self.session.state, **changes})
        self._j.sessions.put(self.session)


def queue_of(session: StudySession) -> DrillQueue:
    """The drills of a session, asked and to be asked, each with its block."""
    return [(DrillId(drill), block) for drill, block in session.state["queue"]]


def where(session: StudySession) -> tuple[DrillQueue, int, bool]:
    """Where a session stands: its drills, the place among them, and whether it has ended."""
    return queue_of(session), int(session.state["place"]), session.ended_at is not None
