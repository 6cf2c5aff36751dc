"""Attempts in and out as files: all or nothing, every bad row named, the same file twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.clock import Clock
from coach.journeys.recording import Recording
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.goal_store import GoalStore
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import AttemptId
from goals.refusals import Refused

if TYPE_CHECKING:
    from coach.journeys.attempt_rows import RowFault

LARGEST: Final = 100_000_000
"""Bytes of a file; more is refused unread."""
SHOWN: Final = 200
"""Faults that are named; the rest is counted."""


class RowsRefused(Refused):
    """A file of which nothing was taken in; `faults` says why, row by row."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        lines = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            lines.append(f"and {len(self.faults) - SHOWN} more")
        super().__init__("\n".join(lines) + "\nNothing was taken in.", "Mend these rows and try again.")


@dataclass(frozen=True, slots=True)
class Found:
    """What a sound file holds."""

    new: tuple[Attempt, ...]
    """In order of time."""
    known: int
    """Rows that are on record already, also undone ones."""


class AttemptFiles:
    """Reads and writes the history as files."""

    def __init__(
        self, database: Database, goals: GoalStore, attempts: AttemptStore, recording: Recording, clock: Clock
    ) -> None:
        self._db = database
        self._goals = goals
        self._attempts = attempts
        self._recording = recording
        self._clock = clock

    def read(self, raw: bytes, goal: Goal | None = None) -> Found:
        """What a file would add; nothing is written.

        Args:
            raw: the file, CSV or JSONL.
            goal: which goal all rows are about; None: the one each names, else the only one there is.

        Raises:
            RowsRefused: with a fault for every row that can't be taken in.
        """
        from coach.journeys.attempt_desk import Desk
        from coach.journeys.attempt_rows import RowFault, read_rows

        if len(raw) > LARGEST:
            raise Refused(f"The file is larger than {LARGEST // 1_000_000} MB.", "Split it.")
        faults: list[RowFault] = []
        desk = Desk(self._goals, self._clock, goal)
        new: list[Attempt] = []
        known = 0
        seen: dict[AttemptId, int] = {}
        copies: Counter[str] = Counter()
        for line, row in read_rows(raw, faults):
            try:
                attempt = desk.attempt(row, copies)
                if attempt.id in seen:
                    raise Refused(f"has the same id as line {seen[attempt.id]}")
                seen[attempt.id] = line
                there = self._attempts.get(attempt.id)
                if there is None:
                    new.append(attempt)
                elif there == attempt:
                    known += 1
                else:
                    raise Refused("is on record with other content, and an attempt never changes")
            except Refused as error:
                faults.append(RowFault(line, str(error)))
        if faults:
            raise RowsRefused(faults)
        return Found(tuple(sorted(new, key=lambda one: (one.at, one.id))), known)

    def take_in(self, found: Found) -> None:
        """Keep what a file adds, and derive levels and reviews anew. All or nothing."""
        with self._db.atomic():
            for attempt in found.new:
                self._attempts.add(attempt)
            for name in sorted({attempt.goal for attempt in found.new}):
                self._recording.rebuild(self._goals.find(name))

    def every(self, goal: Goal | None = None) -> Iterator[dict[str, Any]]:
        """The attempts that count, of one goal or of all, as rows in order of time."""
        from coach.journeys.attempt_rows import row_of

        for one in (goal,) if goal else self._goals.every():
            for attempt in self._attempts.of_goal(one.id):
                yield row_of(attempt)
