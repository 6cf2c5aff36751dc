"""Upkeep: is everything sound, safety copies, going back to one, and deriving anew what is derived."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from coach.clock import Clock
from coach.journeys.doctor import Finding, look_over, unopened
from coach.journeys.going_back import counted, preview, restore_into
from coach.journeys.recording import Recording
from coach.places import Places
from coach.store import marker, safety_copies
from coach.store.attempt_store import AttemptStore
from coach.store.database import SCHEMA, Database, translated
from coach.store.derived_store import DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from coach.store.soundness import faults, newest_backup, wal_risk
from goals.plain import clean
from goals.refusals import Refused

__all__ = ["Finding", "Upkeep", "preview", "restore_into", "unopened"]

AHEAD: Final = timedelta(hours=26)
"""How far the last answer may lie in the future: two time zones are no further apart."""


class Upkeep:
    """Looks after the home as a whole."""

    def __init__(
        self,
        database: Database,
        goals: GoalStore,
        drills: DrillStore,
        attempts: AttemptStore,
        derived: DerivedStore,
        sessions: SessionStore,
        recording: Recording,
        clock: Clock,
    ) -> None:
        self._db = database
        self._goals = goals
        self._drills = drills
        self._attempts = attempts
        self._derived = derived
        self._sessions = sessions
        self._recording = recording
        self._clock = clock

    def check(self) -> tuple[Finding, ...]:
        """Look at everything; changes nothing. The worst that is known of each comes with what cures it."""
        found: list[Finding] = []
        for check in (self._whole, self._kept, self._chained, self._derived_well, self._packs, self._time):
            found += self._tried(check)
        try:
            practised = self._attempts.count() > 0
        except Refused:
            practised = True
        return (*found, *look_over(self._db.places, self._clock, practised=practised))

    def backup(self) -> Path:
        """Make a safety copy of the database and the cards; verified and on the disk when this returns.

        Raises:
            DiskTrouble: it can't be written, or the database is damaged; nothing was changed.
        """
        now = self._clock.now()
        path = safety_copies.make(self._db, now)
        safety_copies.thin(self._db.places, now)
        marker.note(self._db)
        return path

    def preview_restore(self, path: Path) -> tuple[str, ...]:
        """What going back to a safety copy would change, a sentence each. Changes nothing.

        Raises:
            CoachError: the copy is unsound, foreign or of a newer Coach.
        """
        return preview(self._db.places, path, self._clock)

    def restore(self, path: Path) -> Path | None:
        """Go back to a safety copy; where the state before it was kept.

        Raises:
            CoachError: the copy is unsound, foreign or of a newer Coach; nothing was changed.
        """
        kept = restore_into(self._db.places, path, self._clock)
        self._db.reopen()
        return kept

    def rebuild(self) -> int:
        """Derive levels, reviews and roll-ups of every goal anew; from how many attempts."""
        with self._db.atomic():
            return sum(self._recording.rebuild(goal) for goal in self._goals.every())

    def log_crash(self, trace: str) -> str:
        """Keep the traceback of a crash for the learner alone; the file, or nothing if it can't be written."""
        path = self._db.places.logs / "crash.log"
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
            with os.fdopen(private, "a", encoding="utf-8") as file:
                file.write(f"{self._clock.now().isoformat(timespec='seconds')}\n{clean(trace)}\n")
        except OSError:
            return ""
        return str(path)

    def close(self) -> None:
        """Note what the database holds, and let go of it."""
        marker.note(self._db)
        self._db.close()

    def _tried(self, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
        """A check's findings; one that breaks off is a finding itself."""
        found: list[Finding] = []
        try:
            with translated(self._db.places):
                for one in check():
                    found.append(one)
        except Refused as error:
            found.append(Finding("fault", error.what, error.hint))
        return found

    def _whole(self) -> Iterator[Finding]:
        damage = list(faults(self._db.connection))
        if damage:
            what = f"The database is damaged: {'; '.join(damage)}."
            yield Finding("fault", what, _go_back(self._db.places))
        else:
            yield Finding("ok", f"The database is whole (format {SCHEMA}, {self._db.places.database}).", "")
        if risk := wal_risk(self._db.connection):
            yield Finding(
                "warn", risk, f'Close Coach, then run: sqlite3 {self._db.places.database} "{_NO_WAL}"'
            )

    def _kept(self) -> Iterator[Finding]:
        if wrong := marker.contradiction(self._db):
            what = f"The database was emptied or swapped: {wrong}."
            yield Finding("fault", what, _go_back(self._db.places))
            return
        goals, attempts = len(self._goals.every()), self._attempts.count()
        held = f"{counted(goals, 'goal')}, {counted(attempts, 'attempt')}"
        yield Finding("ok", f"Everything kept is there: {held}.", "")

    def _chained(self) -> Iterator[Finding]:
        broken = self._attempts.broken_link()
        if broken is None:
            yield Finding("ok", "No attempt was changed after it was written.", "")
        else:
            what = f"Attempt {broken} is not as it was written: something changed the history."
            yield Finding("fault", what, _go_back(self._db.places))

    def _derived_well(self) -> Iterator[Finding]:
        for goal in self._goals.every():
            try:
                sound = self._recording.live_equals_replay(goal)
            except Refused:
                sound = False
            if sound:
                yield Finding("ok", f"Levels and reviews of {goal.title} follow from its attempts.", "")
            else:
                what = f"Levels and reviews of {goal.title} are not what its attempts say."
                yield Finding("fault", what, "Run: coach rebuild")

    def _packs(self) -> Iterator[Finding]:
        from research.library import folder_of
        from research.packs import digest_of, read_pack

        for name in sorted({goal.pack for goal in self._goals.every() if goal.pack}):
            try:
                folder = folder_of(name)
                if digest_of(folder) == self._drills.digest(name):
                    count = len(self._drills.outlines(name))
                    yield Finding("ok", f"The drills of {name} are up to date: {count} in rotation.", "")
                    continue
                read_pack(folder)
            except Refused as error:
                what = f"The pack {name} can't be read: {error.what} Its drills in the database still work."
                yield Finding("warn", what, "Install Coach again.")
            else:
                what = f"The drills of {name} are of another edition than the pack."
                yield Finding("warn", what, "They are renewed by: coach drill")

    def _time(self) -> Iterator[Finding]:
        last, now = self._attempts.last_at(), self._clock.now()
        if last is None or last - now <= AHEAD:
            yield Finding("ok", "The clock goes with the answers.", "")
            return
        hours = round((last - now) / timedelta(hours=1))
        what = (
            f"The clock is {hours} hours behind your last answer ({self._clock.local(last):%Y-%m-%d %H:%M})."
        )
        yield Finding(
            "warn", what, "Set the machine's date. Nothing is lost: new answers are dated after it."
        )


def _go_back(places: Places) -> str:
    newest = newest_backup(places)
    return (
        f"Run: coach restore {newest}" if newest else "There is no sound safety copy. Keep the file as it is."
    )


_NO_WAL: Final = "PRAGMA journal_mode = DELETE"
