"""The one connection: opened safely or refused, written in one way only.

Rollback journal with `synchronous=EXTRA`: a commit is on the disk before it returns, the file stays readable in a
read-only folder, and SQLite's WAL-reset fault (before 3.51.3) can't touch it. Every write is one `BEGIN IMMEDIATE`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from coach.errors import BrokenDatabase, Busy, CoachError, DiskTrouble, NewerDatabase
from coach.places import Places

SCHEMA: Final = 1
"""What `PRAGMA user_version` says of a database this Coach has written; the newest migration's number."""
APPLICATION: Final = 0x436F6163
"""`PRAGMA application_id`: "Coac"."""
WAIT_SECONDS: Final = 5.0


class Database:
    """An open, current database. Use `Database.open`."""

    def __init__(self, connection: sqlite3.Connection, places: Places) -> None:
        self.connection = connection
        self.places = places
        self._depth = 0

    @classmethod
    def open(cls, places: Places) -> Self:
        """Open the home's database, making or migrating it first where needed.

        Raises:
            NewerDatabase: a newer Coach wrote it; untouched.
            BrokenDatabase: it can't be read, or was emptied; untouched.
            DiskTrouble: the folder can't be written.
            Busy: another process has held it for longer than the wait.
        """
        places.make()
        path = places.database
        if path.is_dir():
            raise CoachError(
                f"{path} is a folder, not a database.", "Move it away, or set COACH_HOME elsewhere."
            )
        size = path.stat().st_size if path.exists() else 0
        if size == 0 and places.made.exists():
            raise BrokenDatabase(
                path, "it is empty though it was in use" if path.exists() else "it is gone", backups(places)
            )
        with translated(places):
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            with translated(places):
                version = _prepare(connection, path)
                if version < SCHEMA:
                    _migrate(connection, places, version)
        except BaseException:
            connection.close()
            raise
        return cls(connection, places)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on the disk when the block ends. Inside another one it is part of that one.

        Raises:
            Busy: another process is writing for longer than the wait.
            DiskTrouble: full, read-only or failing; nothing of the block was kept.
        """
        if self._depth:
            yield self.connection
            return
        with translated(self.places):
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            with translated(self.places):
                yield self.connection
                self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth -= 1

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        with translated(self.places):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, if any."""
        with translated(self.places):
            found: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
            return found


def backups(places: Places) -> tuple[Path, ...]:
    """Safety copies of the database that open and are sound, newest first."""
    found = sorted(places.backups.glob("coach-*.db"), reverse=True) if places.backups.is_dir() else []
    return tuple(path for path in found if is_sound(path))


def is_sound(path: Path) -> bool:
    """True if the file is a Coach database that SQLite finds whole."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return False
    try:
        mine = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        return bool(mine and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> int:
    """Set the connection up; the schema's version, 0 for a new file."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cell_size_check = ON")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if version > SCHEMA:
        what = f"The database {path} was written by a newer Coach (its format is {version}, this one knows {SCHEMA})."
        raise NewerDatabase(what, "It was not touched. Update Coach: pip install --upgrade learning-coach")
    if tables and application != APPLICATION:
        raise CoachError(
            f"{path} is a database of another program.", "It was not touched. Set COACH_HOME elsewhere."
        )
    return version if tables else 0


def _migrate(connection: sqlite3.Connection, places: Places, version: int) -> None:
    # sqlite-utils costs a third of a first frame to import, so only a database that needs it loads it.
    from coach.store import migrations

    if version:
        migrations.back_up_first(connection, places, version)
    migrations.apply(connection)
    places.made.touch(mode=0o600)
    places.database.chmod(0o600)


@contextmanager
def translated(places: Places) -> Iterator[None]:
    """SQLite's and the disk's errors as sentences for the learner."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _sentence(error, places) from error
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise BrokenDatabase(places.database, str(error), backups(places)) from error
    except OSError as error:
        what = f"{error.filename or places.home} can't be written: {error.strerror}."
        raise DiskTrouble(
            what, "Nothing was changed. Free some room or mend the folder's rights, then try again."
        ) from error


def _sentence(error: sqlite3.OperationalError, places: Places) -> CoachError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return Busy(
            "Another Coach is writing to the same home right now.", "Nothing was lost. Try again in a moment."
        )
    if "full" in said:
        return DiskTrouble("The disk is full.", "Nothing was changed. Free some room and try again.")
    if "readonly" in said:
        return DiskTrouble(
            f"{places.home} can't be written.", "Nothing was changed. Make it writable and try again."
        )
    if "disk I/O" in said or "unable to open" in said:
        return DiskTrouble(
            f"The disk under {places.home} refused: {said}.", "Nothing was changed. Check the disk."
        )
    return BrokenDatabase(places.database, said, backups(places))
