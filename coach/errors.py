"""Every failure a person may read, each with what happened and what to do.

goals.refusals.Refused       bad input; nothing was written
  CoachError                 the shell can't go on: files, database, terminal
    Busy                     another Coach holds what is needed; wait or close it
    DiskTrouble              full, read-only or failing; the state is as it was before
    BrokenDatabase           the database can't be read; backups are named, nothing is overwritten
    NewerDatabase            written by a newer Coach; refused untouched
    MovedOn                  a session went on in another Coach; read on from there
"""

from __future__ import annotations

from pathlib import Path

from goals.refusals import Refused


class CoachError(Refused):
    """The shell can't go on; says so in one sentence, with what to do in the hint."""


class Busy(CoachError):
    """Another process holds the lock that is needed."""


class DiskTrouble(CoachError):
    """A write failed; what was there before still is."""


class NewerDatabase(CoachError):
    """The database was written by a newer Coach."""


class BrokenDatabase(CoachError):
    """The database can't be read.

    Args:
        path: the database.
        why: what SQLite or our own check found.
        backups: safety copies that could be restored, newest first.
    """

    def __init__(self, path: Path, why: str, backups: tuple[Path, ...]) -> None:
        self.path = path
        self.backups = backups
        if backups:
            hint = f"It was left as it is. Newest backup: coach restore {backups[0]}"
        else:
            hint = f"It was left as it is. There is no backup; to start anew, move the folder {path.parent} away."
        super().__init__(f"The database {path} can't be read: {why}.", hint)


class MovedOn(CoachError):
    """The session went on in another Coach: nothing was kept, this sitting now stands where that one does."""
