"""A sitting under way: asks, takes answers, and keeps each one on disk before the next is asked."""

from __future__ import annotations

import json
from typing import ClassVar, Final

from coach.journeys.recording import Recorded
from coach.journeys.seat import Seat
from coach.journeys.sitting import NO_CONFIDENCE, Ask, Feedback, Summary, summarise, why_asked
from goals.attempts import AGAIN, Attempt, Confidence
from goals.drills import Drill
from goals.grades import Grade
from goals.ids import DrillId, SkillId
from goals.levels import Level, level
from goals.plain import clean

RETURNS_AFTER: Final = 4
"""Drills between a sure miss and its return."""
LONGEST_SECONDS: Final = 3_600.0
"""A longer pause before an answer is not counted as thinking."""


class Sitting(Seat):
    """One session under way."""

    RETURNS: ClassVar[bool] = True
    """False where a sure miss does not come back in the same sitting."""

    # What is asked

    def ask(self) -> Ask | None:
        """The drill to answer now; None at the end."""
        if self.is_over:
            return None
        drill, block = self._current()
        skill = self.tree[drill.skill]
        in_block = [n for n, (_, kind) in enumerate(self._queue) if kind == block]
        return Ask(
            drill=drill,
            block=block,
            place=self._place,
            count=len(self._queue),
            in_block=(in_block.index(self._place) + 1, len(in_block)),
            skill=skill.name,
            branch=self.tree[skill.parent].name if skill.parent else "",
            expected=self._expected(drill),
            hints=drill.hints[: self._hints],
            draft=self._j.drafts.recall(self.session.id, drill.id),
            note=self._j.drills.note(self.goal.id, drill.id),
            minutes_used=self._seconds / 60,
            minutes=self.session.minutes,
            asks_confidence=drill.kind not in NO_CONFIDENCE,
        )

    def why(self) -> str:
        """Why this drill is asked now, in words."""
        drill, block = self._current()
        share = self.tree.weights().get(drill.skill, 0.0)
        return why_asked(block, self.tree[drill.skill].name, share, self._expected(drill))

    def hint(self) -> str | None:
        """The next hint, which makes the attempt assisted; None if there is no more."""
        drill, _ = self._current()
        with self._step():
            if self._hints >= len(drill.hints):
                return None
            self._put(hints=self._hints + 1)
        return drill.hints[self._hints - 1]

    # What is answered

    def answer(
        self, text: str, confidence: Confidence | None = None, seconds: float | None = None
    ) -> Feedback:
        """Grade an answer and keep it. On disk when this returns.

        Raises:
            MovedOn: the drill was answered in another Coach; this answer was not kept.
            CoachError: the session is over, or the disk refused; nothing was kept.
        """
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
        with self._step():
            self._did("skip", f"a skipped drill in {self.tree[drill.skill].name}", {})
            self._put(place=self._place + 1, hints=0)
            self._grow(drill, 0.0)
        self._moved(drill)

    def report(self, note: str = "") -> None:
        """Take this drill out of the rotation because it is bad; it can be restored."""
        drill, _ = self._current()
        with self._step():
            self._j.drills.report(drill.id, self._j.clock.now(), clean(note, limit=2_000))
            queue, after = self._queue, self._place + 1
            self._did("report", f"reporting drill {drill.id}", {"drill": drill.id, "queue": queue})
            left = [(name, block) for name, block in queue[after:] if name != drill.id]
            self._put(queue=[*queue[:after], *left], place=after, hints=0)
            self._grow(drill, 0.0)
        self._moved(drill)

    def note(self, text: str, drill: DrillId | None = None) -> None:
        """Keep the learner's own note on a drill, the present one if none is named."""
        named = drill or self._current()[0].id
        with self._j.database.atomic():
            before = self._j.drills.note(self.goal.id, named)
            now = self._j.clock.now()
            self._j.drills.put_note(self.goal.id, named, clean(text, limit=4_000).strip(), now)
            self._did("note", f"the note on drill {named}", {"drill": named, "note": before})

    def finish(self) -> Summary:
        """End the sitting and say how it went."""
        if self._now().ended_at is None:
            self._change(ended_at=self._j.clock.now())
        return self.summary()

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

    # Inside

    def _grow(self, drill: Drill, seconds: float) -> None:
        """Add what is asked next where that depends on the answers; a planned sitting has it all already."""

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
        with self._step():
            at, day, zone = self._j.recording.stamp()
            earlier = self._j.recording.review(self.goal, drill.id)
            attempt = Attempt(
                id=self._j.recording.new_id(), goal=self.goal.id, skill=drill.skill,
                at=at, day=day, zone=zone, drill=drill.id, kind=drill.kind, session=self.session.id,
                block=block, answer=given,
                score=grade.score, grader="self" if drill.kind in ("checklist", "rubric") else "auto",
                grader_version=grade.grader, difficulty=drill.difficulty, guess=drill.guess,
                expected=self._expected(drill),
                confidence=confidence, seconds=round(took, 3), hints=self._hints, dont_know=dont_know,
                met=None if earlier is None else max((day - earlier.last_day).days, 0),
                observed=json.dumps(dict(grade.observations)) if grade.observations else "",
            )  # fmt: skip
            recorded = self._j.recording.record(self.goal, self.tree, attempt)
            sure_but_wrong = confidence == 3 and grade.score is not None and not grade.correct
            returns = sure_but_wrong and self.RETURNS and block != AGAIN
            queue = self._queue
            back_at = min(self._place + 1 + RETURNS_AFTER, len(queue)) if returns else None
            if back_at is not None:
                queue.insert(back_at, (drill.id, AGAIN))
            label = f"an answer in {self.tree[drill.skill].name}"
            self._did("answer", label, {"attempt": attempt.id, "added": back_at})
            self._put(queue=queue, place=self._place + 1, hints=0)
            self._grow(drill, took)
        self._seconds += took
        self._moved(drill)
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
