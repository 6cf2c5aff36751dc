"""Drilling: a sitting from the first drill to the summary. Every answer is on disk before the next prompt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coach.clock import Clock
from coach.errors import CoachError
from coach.journeys.planning import Planning
from coach.journeys.recording import Recorded, Recording
from coach.journeys.sitting import NO_CONFIDENCE, Ask, DrillQueue, Feedback, Summary, summarise
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.drafts import Drafts
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore, StudySession
from goals.attempts import AGAIN, Attempt, Confidence
from goals.drills import Drill
from goals.goal import Goal
from goals.grades import Grade
from goals.ids import DrillId, SessionId, SkillId
from goals.levels import Level, level, predict_correct
from goals.plain import clean
from goals.skills import SkillTree

RETURNS_AFTER = 4
"""Drills between a sure miss and its return."""
LONGEST_SECONDS = 3_600.0
"""A longer pause before an answer is not counted as thinking."""


class Drilling:
    """Starts sittings, and takes up interrupted ones."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        drills: DrillStore,
        attempts: AttemptStore,
        sessions: SessionStore,
        drafts: Drafts,
        recording: Recording,
        planning: Planning,
        clock: Clock,
    ) -> None:
        self.database = database
        self.goals = goals
        self.drills = drills
        self.attempts = attempts
        self.sessions = sessions
        self.drafts = drafts
        self.recording = recording
        self.planning = planning
        self.clock = clock

    def waiting(self, goal: Goal) -> StudySession | None:
        """An interrupted sitting of this study day."""
        found = self.sessions.open_one(goal.id, "drill")
        return found if found is not None and found.day == self.clock.day() else None

    def sit_down(self, goal: Goal, minutes: int | None = None) -> Sitting:
        """Take up the interrupted sitting of today, or start one from today's agenda.

        Raises:
            CoachError: the goal has no drills to ask.
        """
        if (found := self.waiting(goal)) is not None:
            return Sitting(self, goal, found)
        if (old := self.sessions.open_one(goal.id, "drill")) is not None:
            self.sessions.put(replace(old, ended_at=self.clock.now()))
        at, day, _ = self.recording.stamp()
        wanted = minutes or goal.minutes_per_day
        agenda = self.planning.agenda(goal, day, wanted)
        queue: DrillQueue = [(drill, block.kind) for block in agenda.blocks for drill in block.drills]
        if not queue:
            raise CoachError(
                f"There is nothing to drill for “{goal.title}” today.",
                "Plan more minutes, or take a skill in again.",
            )
        session = StudySession(
            SessionId(self.clock.new_id()), goal.id, day, "drill", wanted, at, None,
            {"queue": queue, "place": 0, "hints": 0, "levels": levels_record(self.levels_now(goal))},
        )  # fmt: skip
        self.sessions.put(session)
        return Sitting(self, goal, session)

    def sitting(self, session: SessionId) -> Sitting:
        """A sitting by its id, to go on with.

        Raises:
            CoachError: there is none.
        """
        found = self.sessions.get(session)
        if found is None:
            raise CoachError(f"There is no session “{session}”.", "Start one with: coach drill")
        return Sitting(self, self.goals.find(found.goal), found)

    def levels_now(self, goal: Goal) -> Mapping[SkillId, Level]:
        """The level of every active leaf today."""
        tree, state = self.goals.tree(goal.id), self.recording.state(goal)
        return {leaf.id: level(state, leaf.id, goal.scale, tree, self.clock.day()) for leaf in tree.active()}


class Sitting:
    """One session under way."""

    def __init__(self, journey: Drilling, goal: Goal, session: StudySession) -> None:
        self._j = journey
        self.goal = goal
        self.session = session
        self.tree: SkillTree = journey.goals.tree(goal.id)
        self._shown_at = journey.clock.ticks()
        self._seconds = sum(a.seconds or 0.0 for a in journey.attempts.of_session(session.id))
        self._drill: Drill | None = None

    # What is asked

    @property
    def is_over(self) -> bool:
        """True once every drill was asked, or the learner stopped."""
        return self.session.ended_at is not None or self._place >= len(self._queue)

    @property
    def time_is_up(self) -> bool:
        """True once the planned minutes are used; the learner may go on."""
        return self._seconds >= self.session.minutes * 60

    def ask(self) -> Ask | None:
        """The drill to answer now; None at the end."""
        if self.is_over:
            return None
        drill, block = self._current()
        skill = self.tree[drill.skill]
        in_block = [n for n, (_, kind) in enumerate(self._queue) if kind == block]
        state = self._j.recording.state(self.goal)
        expected = predict_correct(
            state, drill.skill, drill.difficulty, drill.guess, self.goal.scale, self._j.clock.day()
        )
        return Ask(
            drill=drill,
            block=block,
            place=self._place,
            count=len(self._queue),
            in_block=(in_block.index(self._place) + 1, len(in_block)),
            skill=skill.name,
            branch=self.tree[skill.parent].name if skill.parent else "",
            expected=expected,
            hints=drill.hints[: self._hints],
            draft=self._j.drafts.recall(self.session.id, drill.id),
            note=self._j.drills.note(self.goal.id, drill.id),
            minutes_used=self._seconds / 60,
            minutes=self.session.minutes,
            asks_confidence=drill.kind not in NO_CONFIDENCE,
        )

    def shown(self) -> None:
        """The prompt is on the screen: the answer is timed from here."""
        self._shown_at = self._j.clock.ticks()

    def draft(self, text: str) -> None:
        """Remember what is typed so far."""
        if not self.is_over:
            self._j.drafts.keep(self.session.id, self._current()[0].id, text)

    def hint(self) -> str | None:
        """The next hint, which makes the attempt assisted; None if there is no more."""
        drill, _ = self._current()
        if self._hints >= len(drill.hints):
            return None
        self._put(hints=self._hints + 1)
        return drill.hints[self._hints - 1]

    # What is answered

    def answer(
        self, text: str, confidence: Confidence | None = None, seconds: float | None = None
    ) -> Feedback:
        """Grade an answer and keep it. On disk when this returns."""
        from goals.graders import grade

        drill, _ = self._current()
        given = clean(text)
        return self._keep(drill, given, grade(drill, given), confidence, seconds, dont_know=False)

    def dont_know(self, seconds: float | None = None) -> Feedback:
        """An honest answer: counted as not known, without the chance of a guess."""
        from goals.graders import dont_know

        drill, _ = self._current()
        return self._keep(drill, "", dont_know(drill), None, seconds, dont_know=True)

    def skip(self) -> None:
        """Leave this drill out today; it is not counted."""
        drill, _ = self._current()
        with self._j.database.atomic():
            self._did("skip", f"skipping a {self.tree[drill.skill].name} drill", {})
            self._put(place=self._place + 1, hints=0)
            self._grow(drill, 0.0)

    def report(self, note: str = "") -> None:
        """Take this drill out of the rotation because it is bad; it can be restored."""
        drill, _ = self._current()
        with self._j.database.atomic():
            self._j.drills.report(drill.id, self._j.clock.now(), clean(note, limit=2_000))
            self._did("report", f"reporting drill {drill.id}", {"drill": drill.id})
            self._put(place=self._place + 1, hints=0)
            self._grow(drill, 0.0)

    def note(self, text: str, drill: DrillId | None = None) -> None:
        """Keep the learner's own note on a drill, the present one if none is named."""
        named = drill or self._current()[0].id
        with self._j.database.atomic():
            before = self._j.drills.note(self.goal.id, named)
            self._j.drills.put_note(
                self.goal.id, named, clean(text, limit=4_000).strip(), self._j.clock.now()
            )
            self._did("note", f"the note on drill {named}", {"drill": named, "note": before})

    def why(self) -> str:
        """Why this drill is asked now, in words."""
        drill, block = self._current()
        skill = self.tree[drill.skill]
        ask = self.ask()
        share = self.tree.weights().get(drill.skill, 0.0)
        reasons = {
            "recall": "it is due: you are likely to forget it soon",
            "focus": f"{skill.name} is today's focus: {share:.0%} of the score",
            "mixed": f"{skill.name} is easily mixed up with today's focus, so it is asked in between",
            "produce": "you learn to write by writing: this one is in your own words",
            AGAIN: "you were sure and it was not right, so it returns today",
        }
        chance = (
            f" You are expected to get about {ask.expected:.0%} of drills like this right." if ask else ""
        )
        return f"Asked because {reasons.get(block, 'it fits your level')}.{chance}"

    def refresh(self) -> None:
        """Read the session again after something outside changed it (undo)."""
        found = self._j.sessions.get(self.session.id)
        if found is not None:
            self.session = found
        self._drill = None
        self._seconds = sum(a.seconds or 0.0 for a in self._j.attempts.of_session(self.session.id))

    def more(self, minutes: int) -> None:
        """Go on after the time is up."""
        self.session = replace(self.session, minutes=self.session.minutes + minutes)
        self._j.sessions.put(self.session)

    def finish(self) -> Summary:
        """End the sitting and say how it went."""
        summary = self.summary()
        if self.session.ended_at is None:
            self.session = replace(self.session, ended_at=self._j.clock.now())
            self._j.sessions.put(self.session)
        return summary

    def summary(self) -> Summary:
        """How it went so far."""
        tree, state, day = self.tree, self._j.recording.state(self.goal), self._j.clock.day()
        after = {leaf.id: level(state, leaf.id, self.goal.scale, tree, day) for leaf in tree.active()}
        before = {
            SkillId(skill): Level(*values) for skill, values in self.session.state.get("levels", {}).items()
        }
        attempts = self._j.attempts.of_session(self.session.id)
        done = self._place >= len(self._queue)
        return summarise(attempts, tree, before, after, self.session.minutes, finished=done)

    def _grow(self, drill: Drill, seconds: float) -> None:
        """Add what is asked next where that depends on the answers; a planned sitting has it all already."""

    # Inside

    @property
    def _queue(self) -> DrillQueue:
        return [(DrillId(drill), block) for drill, block in self.session.state["queue"]]

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

    def _keep(
        self,
        drill: Drill,
        given: str,
        grade: Grade,
        confidence: Confidence | None,
        seconds: float | None,
        *,
        dont_know: bool,
    ) -> Feedback:
        _, block = self._current()
        took = self._j.clock.ticks() - self._shown_at if seconds is None else seconds
        took = min(max(took, 0.0), LONGEST_SECONDS)
        with self._j.database.atomic():
            at, day, zone = self._j.recording.stamp()
            state = self._j.recording.state(self.goal)
            attempt = Attempt(
                id=self._j.recording.new_id(), goal=self.goal.id, skill=drill.skill, at=at, day=day, zone=zone,
                drill=drill.id, kind=drill.kind, session=self.session.id, block=block, answer=given,
                score=grade.score, grader="self" if drill.kind in ("checklist", "rubric") else "auto",
                grader_version=grade.grader, difficulty=drill.difficulty, guess=drill.guess,
                expected=predict_correct(state, drill.skill, drill.difficulty, drill.guess, self.goal.scale, day),
                confidence=confidence, seconds=round(took, 3), hints=self._hints, dont_know=dont_know,
                observed=json.dumps(dict(grade.observations)) if grade.observations else "",
            )  # fmt: skip
            recorded = self._j.recording.record(self.goal, self.tree, attempt)
            sure_but_wrong = confidence == 3 and grade.score is not None and not grade.correct
            returns = sure_but_wrong and block != AGAIN
            queue = self._queue
            back_at = min(self._place + 1 + RETURNS_AFTER, len(queue)) if returns else None
            if back_at is not None:
                queue.insert(back_at, (drill.id, AGAIN))
            label = f"the answer to a {self.tree[drill.skill].name} drill"
            self._did("answer", label, {"attempt": attempt.id, "added": back_at})
            self._put(queue=queue, place=self._place + 1, hints=0)
            self._grow(drill, took)
        self._seconds += took
        self._j.drafts.keep(self.session.id, drill.id, "")
        self._shown_at = self._j.clock.ticks()
        return self._feedback(drill, given, grade, recorded, sure_but_wrong=sure_but_wrong, returns=returns)

    def _feedback(
        self,
        drill: Drill,
        given: str,
        grade: Grade,
        recorded: Recorded,
        *,
        sure_but_wrong: bool,
        returns: bool,
    ) -> Feedback:
        return Feedback(
            drill=drill,
            answer=given,
            grade=grade,
            skill=drill.skill,
            name=self.tree[drill.skill].name,
            before=recorded.before,
            after=recorded.after,
            target=self.tree[drill.skill].target,
            scale=self.goal.scale,
            sure_but_wrong=sure_but_wrong,
            returns_today=returns,
            due=recorded.review.due if recorded.review else None,
            day=recorded.attempt.day,
            assisted=recorded.attempt.assisted,
            dont_know=recorded.attempt.dont_know,
        )

    def _did(self, kind: str, label: str, before: Mapping[str, Any]) -> None:
        kept = {"session": self.session.id, "place": self._place, "hints": self._hints, **before}
        self._j.sessions.did(self._j.clock.now(), self.goal.id, kind, label, kept)

    def _put(self, **changes: Any) -> None:
        self.session = replace(self.session, state={**self.session.state, **changes})
        self._j.sessions.put(self.session)


def levels_record(levels: Mapping[SkillId, Level]) -> dict[str, list[Any]]:
    """Levels as a session keeps them, to compare with at its end."""
    return {skill: [lv.mean, lv.low, lv.high, lv.sd_logit, lv.n, lv.label] for skill, lv in levels.items()}
