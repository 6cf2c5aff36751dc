"""Setting a goal: one sentence, what was understood as chips to change, what it takes; only then a goal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock
from coach.journeys.recording import Recording
from coach.store.database import Database
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from goals.goal import Goal
from goals.ids import GoalId
from goals.refusals import Refused
from goals.skills import SkillTree

if TYPE_CHECKING:
    from goals.feasibility import Feasibility
    from goals.intake import PackOffer, Reading
    from goals.intake.reading import Field
    from research.pack_faults import PackFault
    from research.packs import Pack


class GoalSetting:
    """From a sentence to a goal with its tree and drills."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        drills: DrillStore,
        recording: Recording,
        sessions: SessionStore,
        clock: Clock,
    ) -> None:
        self._db = database
        self._goals = goals
        self._drills = drills
        self._recording = recording
        self._sessions = sessions
        self._clock = clock

    def packs(self) -> tuple[PackOffer, ...]:
        """The packs a goal can be practised with."""
        from goals.intake import PackOffer
        from research.library import offers

        return tuple(PackOffer(*offer) for offer in offers())

    def read(self, sentence: str) -> Reading:
        """What was understood of a sentence. Nothing is saved."""
        from goals.intake import read_goal

        return read_goal(sentence, self._clock.day(), self.packs())

    def amend(self, reading: Reading, field: Field, text: str) -> Reading:
        """The same with one part said anew."""
        from goals.intake import amend

        return amend(reading, field, text, self._clock.day())

    def read_date(self, text: str) -> date:
        """A day from what a person wrote.

        Raises:
            Refused: it is no date, could be two, or has passed.
        """
        from goals.deadlines import AmbiguousDate, read_deadline

        day = self._clock.day()
        found = read_deadline(text, day)
        if found is None:
            raise Refused(
                "That is no date I can read.", "Write it as 2027-06-30, “30 June” or “in 3 months”."
            )
        if isinstance(found, AmbiguousDate):
            first, second = found.readings
            raise Refused(
                f"That could be {first} or {second}.", f"Write {first.isoformat()} or {second.isoformat()}."
            )
        if found.day <= day:
            raise Refused(f"{found.day.isoformat()} has passed or is today.", "Choose a later date.")
        return found.day

    def feasibility(self, reading: Reading) -> Feasibility | None:
        """What it takes, by what others needed; None while a part is missing."""
        from goals.feasibility import assess
        from research.hours import hours_needed, lower_steps

        if reading.problems or reading.questions or reading.scale is None:
            return None
        if reading.current is None or reading.target is None or reading.minutes_per_day is None:
            return None
        way = (reading.scale, reading.kind, self._title(reading), reading.current, reading.target)
        return assess(
            hours_needed(*way),
            self._clock.day(),
            reading.deadline,
            reading.minutes_per_day,
            shown=reading.scale.show(reading.target),
            lower=lower_steps(*way),
        )

    def warnings(self, reading: Reading) -> tuple[str, ...]:
        """What the learner should hear before accepting: an unlikely date, a goal twice."""
        found: list[str] = []
        verdict = self.feasibility(reading)
        if verdict is not None and verdict.verdict in ("unlikely", "stretch"):
            found.append(verdict.sentence)
        title = self._title(reading)
        same = [
            goal for goal in self._goals.with_status("active") if goal.title.casefold() == title.casefold()
        ]
        if same:
            found.append(f"You already have a goal “{title}” ({same[0].id}).")
        return tuple(found)

    def accept(self, reading: Reading) -> Goal:
        """Keep the goal: with its tree, its drills and where its levels start.

        Raises:
            Refused: something is missing or wrong; nothing was written.
        """
        from research.default_trees import default_tree

        for problem in reading.problems:
            raise Refused(problem.what, problem.hint)
        for question in reading.questions:
            raise Refused(question.ask, f"For example: {question.example}." if question.example else "")
        if (
            reading.scale is None
            or reading.current is None
            or reading.target is None
            or not reading.minutes_per_day
        ):
            raise Refused("A level, a target and the minutes a day are needed.", "Say them in the sentence.")
        pack = self._pack(reading.pack) if reading.pack else None
        title = self._title(reading)
        goal = Goal(
            id=self._id_for(pack.id if pack else title),
            title=title,
            sentence=reading.sentence,
            kind=pack.kind if pack else reading.kind,
            pack=pack.id if pack else None,
            scale=pack.scale if pack else reading.scale,
            current=reading.current,
            target=reading.target,
            deadline=reading.deadline,
            minutes_per_day=reading.minutes_per_day,
            arithmetic=pack.arithmetic if pack else "weighted-mean",
            created_at=self._clock.now(),
        )
        tree = default_tree(goal.kind, goal.target)
        if pack:
            tree = SkillTree(tuple(replace(skill, target=goal.target) for skill in pack.tree))
        with self._db.atomic():
            self._goals.add(goal, tree)
            self._recording.begin(goal, tree)
            if pack:
                self._take_in(pack)
            self._sessions.did(goal.created_at, goal.id, "begin", f"setting the goal {title}", {})
        return goal

    def refresh_packs(self) -> tuple[str, ...]:
        """Bring the drills of packs in use up to the edition that came with this Coach; the packs renewed."""
        from research.library import folder_of
        from research.pack_digest import digest_of

        renewed: list[str] = []
        for name in sorted({goal.pack for goal in self._goals.every() if goal.pack}):
            try:
                if self._drills.digest(name) == digest_of(folder_of(name)):
                    continue
                pack = self._pack(name)
            except (Refused, OSError):
                continue  # a pack that is gone or broken keeps the drills it gave
            self._take_in(pack)
            renewed.append(pack.title)
        return tuple(renewed)

    def installed_packs(self) -> tuple[Pack, ...]:
        """Every pack that came with Coach, whole."""
        return tuple(self._pack(offer.id) for offer in self.packs())

    def check_pack(self, folder: Path) -> tuple[PackFault, ...]:
        """What is wrong with a pack on disk, by file and line; empty for a sound one."""
        from research.pack_faults import PackRefused
        from research.packs import read_pack

        try:
            read_pack(folder)
        except PackRefused as refused:
            return refused.faults
        return ()

    def _pack(self, name: str) -> Pack:
        from research.library import folder_of
        from research.packs import read_pack

        return read_pack(folder_of(name))

    def _take_in(self, pack: Pack) -> None:
        if self._drills.digest(pack.id) != pack.digest:
            self._drills.take_in(pack.id, pack.title, pack.edition, pack.digest, pack.drills)

    def _title(self, reading: Reading) -> str:
        offered = next((offer.title for offer in self.packs() if offer.id == reading.pack), "")
        return offered or reading.subject

    def _id_for(self, name: str) -> GoalId:
        """A short name a person can type: the pack's, with a number if it is taken."""
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "goal"
        taken = {goal.id for goal in self._goals.every()}
        candidate, number = GoalId(slug), 2
        while candidate in taken:
            candidate, number = GoalId(f"{slug}-{number}"), number + 1
        return candidate
