"""Safety copies of the database by SQLite's backup API, verified before they count."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from coach.errors import DiskTrouble


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a live database to `path`, whole and checked, replacing an older copy of that name only when done.

    Raises:
        DiskTrouble: the copy could not be written or did not verify; nothing was replaced.
    """
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(part)
        try:
            connection.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        finally:
            copy.close()
        if not sound:
            raise DiskTrouble(
                f"The copy {path} did not verify.", "The database itself was not touched. Run: coach doctor"
            )
        part.replace(path)
        _sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise DiskTrouble(
            f"The safety copy {path} can't be written: {error}.", "Nothing was changed."
        ) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
