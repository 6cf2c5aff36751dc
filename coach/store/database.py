"""The one connection: opened safely or refused, written in one way only.

Rollback journal with `synchronous=EXTRA`: a commit is on the disk before it returns, the file stays readable
in a read-only folder, and SQLite's WAL-reset fault (before 3.51.3) can't touch it. Every write is one
`BEGIN IMMEDIATE`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from coach.errors import BrokenDatabase, Busy, CoachError, DiskTrouble, NewerDatabase
from coach.places import Places
from coach.store.soundness import APPLICATION, SCHEMA, backups, is_ours

__all__ = ["APPLICATION", "SCHEMA", "WAIT_SECONDS", "Database", "backups", "translated"]

JOURNAL_KEPT: Final = 1_048_576
"""Bytes of journal left on disk between commits."""
WAIT_SECONDS: Final = 5.0


class Database:
    """An open, current database. Use `Database.open`."""

    def __init__(
        self, connection: sqlite3.Connection, places: Places, file: tuple[int, int] | None = None
    ) -> None:
        self.connection = connection
        self.places = places
        self._depth = 0
        self._file = file

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
        # The marker first: while another process makes the database, an empty file without one is fine.
        in_use = places.made.exists()
        size = path.stat().st_size if path.exists() else 0
        if size == 0 and in_use:
            raise BrokenDatabase(
                path, "it is empty though it was in use" if path.exists() else "it is gone", backups(places)
            )
        with translated(places):
            if not path.exists():
                # SQLite gives a journal the rights of its database, so they have to be right from the start.
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            file = _identity(path)
            connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            with translated(places):
                version = _prepare(connection, path)
                if version < SCHEMA:
                    _migrate(connection, places, version)
                if not in_use:
                    _mark(places)
        except BaseException:
            connection.close()
            raise
        return cls(connection, places, file)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def reopen(self) -> None:
        """Go on with the file that stands at the database's place now: a restore puts another one there.

        Raises:
            CoachError: as `open` does; the old file is still held then.
        """
        fresh = type(self).open(self.places)
        self.connection.close()
        self.connection, self._file = fresh.connection, fresh._file

    def in_memory(self) -> Database:
        """A copy of every row to try things on: nothing of it reaches the disk, and no other Coach waits."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        memory.row_factory = sqlite3.Row
        with translated(self.places):
            self.connection.backup(memory)
        return Database(memory, self.places)

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on the disk when the block ends. Inside another one it is part of that one.

        Raises:
            Busy: another process is writing for longer than the wait.
            CoachError: a restore has put another file in the place of the one that is open.
            DiskTrouble: full, read-only or failing; nothing of the block was kept.
        """
        if self._depth:
            yield self.connection
            return
        with translated(self.places):
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            self._refuse_if_replaced()
            with translated(self.places):
                yield self.connection
                self.connection.execute("COMMIT")
        except BaseException:
            # A disk that fails even now leaves a journal, and the next opening rolls back by it.
            with suppress(sqlite3.Error):
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth -= 1

    def each(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        """The rows of a query one by one, for those that may be too many to hold."""
        self._refuse_if_replaced()
        with translated(self.places):
            yield from self.connection.execute(sql, values)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query.

        Raises:
            CoachError: a restore has put another file in the place of the one that is open.
            BrokenDatabase: what is asked for can't be read.
        """
        self._refuse_if_replaced()
        with translated(self.places):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, if any."""
        self._refuse_if_replaced()
        with translated(self.places):
            found: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
            return found

    def _refuse_if_replaced(self) -> None:
        # Reading matters too: a reader takes the journal of the file that has the name now for its own, finds that
        # nobody holds its own file, and rolls back by it what another Coach is writing.
        if self._file is not None and _identity(self.places.database) != self._file:
            what = f"{self.places.database} was replaced while this Coach was open."
            raise CoachError(what, "Nothing was changed. Close this Coach and start it again.")


def _prepare(connection: sqlite3.Connection, path: Path) -> int:
    """Set the connection up; the schema's version, 0 for a new file."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cell_size_check = ON")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if tables and not is_ours(connection):
        raise CoachError(
            f"{path} is a database of another program.", "It was not touched. Set COACH_HOME elsewhere."
        )
    if version > SCHEMA:
        formats = f"its format is {version}, this one knows {SCHEMA}"
        what = f"The database {path} was written by a newer Coach ({formats})."
        raise NewerDatabase(what, "It was not touched. Update Coach: pip install --upgrade learning-coach")
    # The journal's file is kept and its header zeroed and synced at a commit: a third quicker than deleting it, and
    # as safe. Only now, because setting it changes a database that has a write-ahead log.
    connection.execute("PRAGMA journal_mode = PERSIST")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_KEPT}")
    return version if tables else 0


def _migrate(connection: sqlite3.Connection, places: Places, version: int) -> None:
    # sqlite-utils costs a third of a first frame to import, so only a database that needs it loads it.
    from coach.store import migrations

    if version:
        migrations.back_up_first(connection, places, version)
    migrations.apply(connection)
    places.database.chmod(0o600)


def _mark(places: Places) -> None:
    """Leave the sign that this home's database was made; a home that can't be written goes without."""
    with suppress(OSError):
        os.close(os.open(places.made, os.O_CREAT | os.O_WRONLY, 0o600))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
