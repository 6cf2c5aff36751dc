"""Undo: one key takes back one action of the learner, many steps, also after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coach.clock import Clock
from coach.errors import DiskTrouble
from coach.journeys.recording import Recording
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore, goal_of, tree_of
from coach.store.session_store import Action, SessionStore, StudySession
from goals.ids import AttemptId, DrillId, GoalId, SessionId
from memory import cards


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    label: str
    goal: GoalId
    session: SessionId | None
    """The sitting it belonged to, to be read again."""
    drill: DrillId | None = None
    """The drill that was answered, skipped or reported; None for another action."""


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
        """Take the last action back; None if there is none.

        Raises:
            CoachError: the disk refused, or another Coach is writing; nothing was taken back.
        """
        with self._db.atomic():
            action = self._sessions.last_action()
            if action is None:
                return None
            drill = self._drill_of(action)
            stays = self._take_back(action)
            self._sessions.mark_undone(action.id, self._clock.now())
        session = action.before.get("session")
        return Undone(action.label + stays, action.goal, SessionId(session) if session else None, drill)

    def _drill_of(self, action: Action) -> DrillId | None:
        """The drill at which its sitting stood before the action."""
        before = action.before
        if action.kind not in ("answer", "skip", "report") or "place" not in before:
            return None
        session = self._sessions.get(SessionId(before["session"]))
        if session is None or not 0 <= int(before["place"]) < len(session.state["queue"]):
            return None
        return DrillId(session.state["queue"][int(before["place"])][0])

    def _take_back(self, action: Action) -> str:
        """Take one action back; what has to be said about it besides, mostly nothing."""
        before = action.before
        if name := before.get("attempt"):
            attempt = self._attempts.get(AttemptId(name))
            if attempt is not None:
                goal = self._goals.find(attempt.goal)
                self._recording.retract(goal, self._goals.tree(goal.id), attempt)
        match action.kind:
            case "report":
                self._drills.restore(DrillId(before["drill"]))
            case "restore":
                self._drills.report(DrillId(before["drill"]), action.at, before.get("note", ""))
            case "note":
                drill = DrillId(before["drill"])
                self._drills.put_note(action.goal, drill, before["note"], self._clock.now())
            case "tree":
                self._goals.put_tree(action.goal, tree_of(before["tree"]))
            case "goal":
                self._put_goal_back(action)
            case "begin":
                self._goals.put(replace(self._goals.find(action.goal), status="dropped"))
            case "card":
                return "" if self._remove_card(before) else ", but its line was changed since, so it stays"
        if "place" in before and action.kind != "note":
            self._put_session_back(action)
        return ""

    def _remove_card(self, before: Mapping[str, Any]) -> bool:
        folder = self._db.places.memory
        try:
            return cards.remove(folder, before["card"], before["text"])
        except OSError as error:
            what = f"The card was not taken back: {folder / cards.FILE} can't be written ({error.strerror})."
            raise DiskTrouble(what, "Mend the file's rights and try again.") from error

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
        if session is None or self._is_history(session):
            return
        state, before = dict(session.state), action.before
        queue, place = list(before.get("queue", state["queue"])), int(before["place"])
        if (added := before.get("added")) is not None:
            del queue[added]
        if session.sort == "place":
            queue = queue[: place + 1]
            state |= {"asked": [name for name, _ in queue[:place]], "done": "", "spent": before["spent"]}
        state |= {"queue": queue, "place": place, "hints": before["hints"]}
        # A sitting that had ended with this action is open again.
        self._sessions.put(replace(session, state=state, ended_at=None))

    def _is_history(self, session: StudySession) -> bool:
        """True for an ended sitting of an earlier day, or one that another followed.

        It must not come back to be gone on with instead of today's; what was answered in it goes nonetheless.
        """
        if session.ended_at is None:
            return False
        return session.day != self._recording.day() or self._sessions.followed(session)
