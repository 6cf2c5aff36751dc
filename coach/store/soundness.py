"""Whether a database file is ours and whole, and which safety copies are. Reads only, whatever it meets."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.places import Places

SCHEMA: Final = 1
"""What `PRAGMA user_version` says of a database this Coach has written; the newest migration's number."""
APPLICATION: Final = 0x436F6163
"""`PRAGMA application_id`: "Coac"."""
WAL_SAFE_SINCE: Final = (3, 51, 3)
"""The first SQLite in which two connections can't damage a write-ahead log ("WAL-reset bug")."""
STAMP: Final = "%Y%m%d-%H%M%S"
"""The instant in a safety copy's name, UTC, so that names sort by time in every zone."""
_STAMPED: Final = re.compile(r"coach-(\d{8}-\d{6})\.db")
_NAMED_AT_MOST: Final = 5


def backups(places: Places) -> tuple[Path, ...]:
    """Safety copies this Coach could restore, newest first."""
    return tuple(path for path in copies(places) if is_sound(path))


def newest_backup(places: Places) -> Path | None:
    """The newest safety copy that is sound, if any."""
    return next((path for path in copies(places) if is_sound(path)), None)


def copies(places: Places) -> list[Path]:
    """Safety copies by name, newest first, sound or not."""
    found = places.backups.glob("coach-*.db") if places.backups.is_dir() else ()
    return sorted(found, key=lambda path: (made_at(path), path.name), reverse=True)


def made_at(path: Path) -> datetime:
    """When a safety copy was made: by its name, or by the file's own date if it is named otherwise."""
    if match := _STAMPED.fullmatch(path.name):
        try:
            return datetime.strptime(match.group(1), STAMP).replace(tzinfo=UTC)
        except ValueError:
            pass
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)


def is_sound(path: Path) -> bool:
    """True if the file is a Coach database, not of a newer Coach, that SQLite finds whole."""
    try:
        with closing(open_copy(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            return is_ours(connection) and version <= SCHEMA and not any(faults(connection))
    except (sqlite3.Error, OSError):
        return False


def is_ours(connection: sqlite3.Connection) -> bool:
    """True if Coach wrote this database."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds damaged, at most a few sentences; nothing for a sound database."""
    for check in ("quick_check", "integrity_check"):
        said = [str(row[0]) for row in connection.execute(f"PRAGMA {check}({_NAMED_AT_MOST})")]
        if said != ["ok"]:
            yield from said
            return
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_NAMED_AT_MOST):
        yield f"row {row[1]} of {row[0]} names something in {row[2]} that is not there"


def wal_risk(connection: sqlite3.Connection) -> str:
    """What the journal of a database puts at risk, as a sentence; empty for the journal Coach writes with."""
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    if mode != "wal":
        return ""
    what = (
        "The database was switched to a write-ahead log: an answer said to be kept may be lost in a power cut"
    )
    if sqlite3.sqlite_version_info < WAL_SAFE_SINCE:
        what += f", and SQLite {sqlite3.sqlite_version} can damage it when two programs write"
    return f"{what}."


def open_copy(path: Path) -> sqlite3.Connection:
    """A connection to a file nobody writes to: nothing beside it is made or read, its schema is not trusted.

    Raises:
        sqlite3.Error: it can't be opened.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
