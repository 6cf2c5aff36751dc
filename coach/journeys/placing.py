"""Placement: a short adaptive test that finds where to start. Its result is a suggestion to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coach.journeys.drilling import Drilling, Sitting, levels_record
from coach.store.session_store import StudySession
from goals.attempts import Attempt
from goals.drills import Drill
from goals.goal import Goal
from goals.ids import DrillId, SessionId, SkillId
from goals.levels import Level
from goals.placement import QUESTIONS, REPLACEMENT_QUESTIONS, Placement, next_question
from goals.refusals import Refused


@dataclass(frozen=True, slots=True)
class Placed:
    """What a placement found."""

    answers: int
    seconds: float
    reason: str
    """Why it ended, in words."""
    levels: Mapping[SkillId | None, Level]
    """Of every active leaf, and of the goal under None."""


class Placing:
    """Starts placements and takes up interrupted ones."""

    def __init__(self, drilling: Drilling) -> None:
        self._j = drilling

    def waiting(self, goal: Goal) -> bool:
        """True if a placement was begun and not ended."""
        return self._j.sessions.open_one(goal.id, "place") is not None

    def was_done(self, goal: Goal) -> bool:
        """True if a placement was finished or ended by the learner."""
        return self._j.sessions.finished(goal.id, "place") > 0

    def say(self, goal: Goal, branch: SkillId, value: float) -> None:
        """What the learner thinks of one branch: where the test starts looking, not a measurement.

        Raises:
            Refused: no such branch, or a level off the scale.
        """
        at, day, zone = self._j.recording.stamp()
        tree = self._j.goals.tree(goal.id)
        named = tree[branch].name
        if not goal.scale.low <= value <= goal.scale.high:
            raise Refused(f"{value:g} is off the scale.", f"{goal.scale.name} go from {goal.scale.offer()}.")
        attempt = Attempt(
            self._j.recording.new_id(),
            goal.id,
            branch,
            at,
            day,
            zone,
            event="prior",
            level=value,
            grader="self",
        )
        with self._j.database.atomic():
            self._j.recording.record(goal, tree, attempt)
            label = f"what you said of {named}"
            self._j.sessions.did(at, goal.id, "answer", label, {"attempt": attempt.id})

    def sit_down(self, goal: Goal, *, short: bool = False) -> PlacementSitting:
        """Take up the interrupted placement, or start one.

        Args:
            goal: what to place for.
            short: six questions instead of up to fifteen, after a long break.
        """
        found = self._j.sessions.open_one(goal.id, "place")
        if found is None:
            at, day, _ = self._j.recording.stamp()
            found = StudySession(
                SessionId(self._j.clock.new_id()), goal.id, day, "place", 10, at, None,
                {
                    "queue": [], "place": 0, "hints": 0, "asked": [], "spent": 0.0, "done": "",
                    "levels": levels_record(self._j.levels_now(goal)),
                    "most": REPLACEMENT_QUESTIONS if short else QUESTIONS,
                },
            )  # fmt: skip
            self._j.sessions.put(found)
        return PlacementSitting(self._j, goal, found)


class PlacementSitting(Sitting):
    """A placement under way: each question is chosen after the answer before it."""

    RETURNS = False

    def __init__(self, journey: Drilling, goal: Goal, session: StudySession) -> None:
        super().__init__(journey, goal, session)
        if not self._queue and not session.state["done"]:
            self._choose()

    @property
    def most(self) -> int:
        """The most questions there can be."""
        return int(self.session.state["most"])

    def placed(self) -> Placed:
        """What was found so far; final once the sitting is over."""
        from goals.levels import every

        state = self._j.recording.state(self.goal)
        every_level = every(state, self.goal.scale, self.tree, self._j.clock.day())
        attempts = self._j.attempts.of_session(self.session.id)
        done = str(self.session.state["done"])
        reason = {
            "sure": "the levels are known well enough to start",
            "questions": "that is the most it asks",
            "minutes": "ten minutes are over",
            "nothing left": "there is nothing more to ask",
        }.get(done, "you stopped it")
        return Placed(len(attempts), self._seconds, reason, every_level)

    def stop(self) -> Placed:
        """End the placement here; what was answered counts."""
        self.finish()
        return self.placed()

    def _marks(self) -> dict[str, Any]:
        return {**super()._marks(), "spent": self.session.state["spent"]}

    def _grow(self, drill: Drill, seconds: float) -> None:
        active = [leaf.id for leaf in self.tree.active()]
        state = self._j.recording.state(self.goal)
        progress = self._progress().after(drill.id, seconds, state, active)
        self._put(asked=list(progress.asked), spent=progress.seconds, done=progress.done)
        if not progress.done:
            self._choose()

    def _choose(self) -> None:
        asked = set(self._progress().asked)
        outlines = self._j.drills.outlines(self.goal.pack) if self.goal.pack else ()
        active = [leaf.id for leaf in self.tree.active() if leaf.weight > 0]
        state = self._j.recording.state(self.goal)
        found = next_question(state, outlines, asked, self.goal.scale, active)
        if found is None:
            self._put(done="nothing left")
        else:
            self._put(queue=[*self.session.state["queue"], (found.id, "place")])

    def _progress(self) -> Placement:
        state = self.session.state
        return replace(
            Placement(most=int(state["most"])),
            asked=tuple(DrillId(one) for one in state["asked"]),
            seconds=float(state["spent"]),
        )
