"""Drilling: a sitting from the first drill to the summary. Every answer is on disk before the next prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from coach.clock import Clock
from coach.errors import CoachError
from coach.journeys.planning import Planning
from coach.journeys.recording import Recording
from coach.journeys.seat import queue_of
from coach.journeys.sitting import DrillQueue
from coach.journeys.under_way import Sitting
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.drafts import Drafts
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore, StudySession
from goals.agenda import Block, BlockKind
from goals.drills import Outline
from goals.goal import Goal
from goals.ids import SessionId, SkillId
from goals.levels import Level, level

__all__ = ["Drilling", "Sitting", "levels_record"]


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
        # The day as evidence is dated, not as the clock says: one set back must not lose the sitting.
        return found if found is not None and found.day == self.recording.day() else None

    def sit_down(self, goal: Goal, minutes: int | None = None) -> Sitting:
        """Take up the interrupted sitting of today, or start one from today's agenda.

        Raises:
            CoachError: the goal has no drills to ask.
        """
        if (found := self.waiting(goal)) is not None:
            return Sitting(self, goal, found)
        at, day, _ = self.recording.stamp()
        wanted = minutes or goal.minutes_per_day
        agenda = self.planning.agenda(goal, day, wanted)
        queue: DrillQueue = [(drill, block.kind) for block in agenda.blocks for drill in block.drills]
        if not queue:
            raise _nothing_to_drill(goal)
        session = StudySession(
            SessionId(self.clock.new_id()), goal.id, day, "drill", wanted, at, None,
            {"queue": queue, "place": 0, "hints": 0, "levels": levels_record(self.levels_now(goal))},
        )  # fmt: skip
        with self.database.atomic():
            if (found := self.waiting(goal)) is not None:  # another Coach sat down in the meantime
                return Sitting(self, goal, found)
            if (old := self.sessions.open_one(goal.id, "drill")) is not None:
                self.sessions.put(replace(old, ended_at=self.clock.now()))
            self.sessions.put(session)
        return Sitting(self, goal, session)

    def rest(self, goal: Goal, session: StudySession) -> tuple[Block, ...]:
        """What is left of a session, as the blocks of an agenda. A drill that returns counts to the block around it."""
        outlines = {one.id: one for one in (self.drills.outlines(goal.pack) if goal.pack else ())}
        found: list[tuple[BlockKind, list[Outline]]] = []
        for name, named in queue_of(session)[int(session.state["place"]) :]:
            outline = outlines.get(name)
            if outline is None:
                continue  # reported, or no longer in the pack
            before = found[-1] if found else None
            kind = (
                cast(BlockKind, named) if named in get_args(BlockKind) else before[0] if before else "recall"
            )
            if before and before[0] == kind and (kind != "focus" or before[1][-1].skill == outline.skill):
                before[1].append(outline)
            else:
                found.append((kind, [outline]))
        return tuple(
            Block(
                kind,
                max(1, round(sum(one.seconds for one in left) / 60)),
                tuple(dict.fromkeys(one.skill for one in left)),
                f"{len(left)} left",
                tuple(one.id for one in left),
            )
            for kind, left in found
        )

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


def levels_record(levels: Mapping[SkillId, Level]) -> dict[str, list[Any]]:
    """Levels as a session keeps them, to compare with at its end."""
    return {skill: [lv.mean, lv.low, lv.high, lv.sd_logit, lv.n, lv.label] for skill, lv in levels.items()}


def _nothing_to_drill(goal: Goal) -> CoachError:
    if goal.pack is None:
        return CoachError(
            f"There are no drills for “{goal.title}” yet.",
            "Enter scores you were given with: coach score. Its levels and forecast follow them.",
        )
    return CoachError(
        f"There is nothing to drill for “{goal.title}” today.", "Plan more minutes, or take a skill in again."
    )
