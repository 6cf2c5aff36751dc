"""Undo: one key takes back one action of the learner, many steps, also after a restart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.clock import Clock
from coach.journeys.recording import Recording
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore, goal_of, tree_of
from coach.store.session_store import Action, SessionStore
from goals.ids import AttemptId, DrillId, GoalId, SessionId


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    label: str
    goal: GoalId
    session: SessionId | None
    """The sitting it belonged to, to be read again."""


class Undoing:
    """Takes back the last action that still stands."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        drills: DrillStore,
        attempts: AttemptStore,
        sessions: SessionStore,
        recording: Recording,
        clock: Clock,
    ) -> None:
        self._db = database
        self._goals = goals
        self._drills = drills
        self._attempts = attempts
        self._sessions = sessions
        self._recording = recording
        self._clock = clock

    def last(self) -> str | None:
        """What the next undo would take back, in words; None if nothing is left."""
        action = self._sessions.last_action()
        return None if action is None else action.label

    def undo(self) -> Undone | None:
        """Take the last action back; None if there is none."""
        with self._db.atomic():
            action = self._sessions.last_action()
            if action is None:
                return None
            self._take_back(action)
            self._sessions.mark_undone(action.id, self._clock.now())
        session = action.before.get("session")
        return Undone(action.label, action.goal, SessionId(session) if session else None)

    def _take_back(self, action: Action) -> None:
        before = action.before
        if name := before.get("attempt"):
            attempt = self._attempts.get(AttemptId(name))
            if attempt is not None:
                goal = self._goals.find(attempt.goal)
                self._recording.retract(goal, self._goals.tree(goal.id), attempt)
        if action.kind == "report":
            self._drills.restore(DrillId(before["drill"]))
        elif action.kind == "restore":
            self._drills.report(DrillId(before["drill"]), action.at, before.get("note", ""))
        elif action.kind == "note":
            self._drills.put_note(action.goal, DrillId(before["drill"]), before["note"], self._clock.now())
        elif action.kind == "tree":
            self._goals.put_tree(action.goal, tree_of(before["tree"]))
        elif action.kind == "goal":
            self._put_goal_back(action)
        if "place" in before and action.kind != "note":
            self._put_session_back(action)

    def _put_goal_back(self, action: Action) -> None:
        goal = goal_of(action.before["goal"])
        now = self._goals.find(goal.id)
        self._goals.put(goal)
        if action.before.get("tree"):
            self._goals.put_tree(goal.id, tree_of(action.before["tree"]))
        if now.deadline != goal.deadline:
            self._recording.rebuild_reviews(goal)

    def _put_session_back(self, action: Action) -> None:
        session = self._sessions.get(SessionId(action.before["session"]))
        if session is None:
            return
        state = dict(session.state)
        queue, place = list(state["queue"]), int(action.before["place"])
        if (added := action.before.get("added")) is not None:
            del queue[added]
        if session.sort == "place":
            queue = queue[: place + 1]
            state |= {"asked": [name for name, _ in queue[:place]], "done": ""}
        state |= {"queue": queue, "place": place, "hints": action.before["hints"]}
        # A sitting that had ended with this action is open again.
        self._sessions.put(replace(session, state=state, ended_at=None))
