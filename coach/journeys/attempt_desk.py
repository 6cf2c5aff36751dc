"""From rows of a file to attempts: which goal and skill, when, on which scale, and under which id."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, cast

from coach.clock import Clock
from coach.journeys.attempt_rows import Row
from coach.store.goal_store import GoalStore
from goals.attempts import Attempt, Confidence, Event
from goals.goal import Goal
from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId
from goals.plain import clean, one_line
from goals.refusals import Refused
from goals.skills import SkillTree

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
ELSEWHERE: Final = "imported"
"""The kind of a drill that was done elsewhere."""


class Desk:
    """Turns rows into attempts at known goals and skills."""

    def __init__(self, goals: GoalStore, clock: Clock, goal: Goal | None) -> None:
        self._every = {one.id: one for one in goals.every()}
        self._trees: dict[GoalId, SkillTree] = {one: goals.tree(one) for one in self._every}
        self._clock = clock
        self._told = goal

    def attempt(self, row: Row, copies: Counter[str]) -> Attempt:
        """The attempt of a row.

        Args:
            row: of the file.
            copies: how often each content was met before in this file; is counted on.
        """
        goal = self._goal(row)
        at = self._instant(row.at)
        skill = self._skill(row, goal)
        is_drill = row.event == "drill" or (row.event is None and row.level is None)
        event: Event = row.event or ("drill" if is_drill else "score")
        score = float(row.correct) if row.correct is not None else row.score
        read = Attempt(
            id=AttemptId(row.id or ""),
            goal=goal.id,
            skill=skill,
            at=at,
            day=self._day(row.day, at),
            zone=one_line(row.zone) or self._clock.zone(),
            event=event,
            drill=DrillId(one_line(row.drill)) if row.drill else None,
            kind=one_line(row.kind) or (ELSEWHERE if is_drill else ""),
            session=SessionId(one_line(row.session)) if row.session else None,
            block=one_line(row.block),
            answer=clean(row.answer),
            score=score,
            level=_value(row.level, goal, "level"),
            grader=row.grader,
            grader_version=one_line(row.grader_version),
            difficulty=_value(row.difficulty, goal, "difficulty"),
            guess=row.guess,
            expected=row.expected,
            confidence=cast(Confidence | None, row.confidence),
            seconds=row.seconds,
            hints=row.hints,
            met=row.met,
            dont_know=row.dont_know,
            note=clean(row.note),
            observed=clean(row.observed),
        )
        return read if row.id else replace(read, id=_id_of(read, copies))

    def _goal(self, row: Row) -> Goal:
        if self._told is not None:
            return self._told
        if row.goal is not None:
            if (found := self._every.get(GoalId(row.goal))) is None:
                raise Refused(
                    f"names the goal “{one_line(row.goal, limit=60)}”, which is not here", "(say --goal)"
                )
            return found
        live = [one for one in self._every.values() if one.status == "active"] or list(self._every.values())
        if len(live) != 1:
            raise Refused(f"names no goal, and there are {len(live)}", "(say --goal)")
        return live[0]

    def _skill(self, row: Row, goal: Goal) -> SkillId | None:
        if row.skill is None:
            return None
        tree, wanted = self._trees[goal.id], one_line(row.skill).casefold()
        skill = next((s for s in tree if wanted == s.id.casefold()), None)
        skill = skill or next((s for s in tree if wanted == s.name.casefold()), None)
        if skill is None:
            raise Refused(f"“{one_line(row.skill, limit=60)}” is no skill of {goal.title}")
        if row.level is None and tree.children(skill.id):
            below = ", ".join(child.id for child in tree.children(skill.id))
            raise Refused(f"“{skill.id}” is a branch; name one of its skills: {below}")
        return skill.id

    def _instant(self, said: str) -> datetime:
        try:
            at = datetime.fromisoformat(said.strip())
        except ValueError:
            raise Refused(
                f"“{one_line(said, limit=40)}” is no instant; write 2026-11-20T18:30 or 2026-11-20"
            ) from None
        if at.tzinfo is None:
            if len(said.strip()) <= 10:
                at = datetime.combine(at.date(), time(12))
            at = at.replace(tzinfo=self._clock.local(self._clock.now()).tzinfo)
        try:
            at = at.astimezone(UTC)
        except OverflowError:
            raise Refused(f"“{one_line(said, limit=40)}” is out of range") from None
        if at < EARLIEST:
            raise Refused(f"{at.date()} lies before {EARLIEST.date()}")
        if at > self._clock.now() + timedelta(days=1):
            raise Refused(f"{at.date()} lies in the future")
        return at

    def _day(self, said: date | None, at: datetime) -> date:
        day = said or self._clock.day_of(at)
        if abs((day - at.date()).days) > 2:
            raise Refused(f"the day {day} does not fit the instant {at.isoformat(timespec='minutes')}")
        return day


def _value(said: float | str | None, goal: Goal, name: str) -> float | None:
    """A level or difficulty on the goal's scale, in numbers or in its words."""
    if said is None:
        return None
    scale = goal.scale
    value = scale.read(said) if isinstance(said, str) and not _NUMBER.fullmatch(said) else float(said)
    if not scale.low <= value <= scale.high:
        raise Refused(f"“{name}” {value:g} is off the scale; {scale.name} go from {scale.offer()}")
    return value


def _id_of(attempt: Attempt, copies: Counter[str]) -> AttemptId:
    """An id from the content that sorts by time; the same row twice in a file is two attempts."""
    content = json.dumps([str(getattr(attempt, name)) for name in _TELLING])
    copy = copies[content]
    copies[content] += 1
    digest = hashlib.sha256(f"{content}\n{copy}".encode()).hexdigest()
    return AttemptId(f"{int(attempt.at.timestamp() * 1000):012x}{digest[:20]}")


_NUMBER: Final = re.compile(r"\s*-?\d{1,9}(\.\d{1,20})?\s*")
_TELLING: Final = (
    "goal", "skill", "at", "event", "score", "level", "grader", "difficulty", "note", "drill", "answer",
)  # fmt: skip
"""What makes a row another one. Never changed, so that a file taken in long ago is still known."""
