"""Putting a safety copy in the place of what is there, also of a database that can't be read any more.

Order, so that a kill at any point loses nothing: the copy is taken over and verified beside the database, the
present state is kept, and only then one rename puts the other database in place; the markdown follows.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from coach.errors import Busy, CoachError, DiskTrouble
from coach.places import Places, sync
from coach.store import marker
from coach.store.contents import counts, list_of, memory_of, verify
from coach.store.database import WAIT_SECONDS, Database
from coach.store.safety_copies import copy_tree, make, write_synced
from coach.store.soundness import STAMP, faults, is_ours, open_copy

_JOURNALS: Final = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds, as far as it can be read."""

    goals: int
    attempts: int
    last: str
    """ISO instant of the last attempt; empty if there is none."""


def held_by(path: Path) -> Held | None:
    """What a database file holds; None if it can't be read."""
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(open_copy(path)) as connection:
            found = counts(connection)
            last = connection.execute("SELECT max(at) FROM attempts").fetchone()[0]
            return Held(found["goals"], found["attempts"], str(last or ""))
    except (sqlite3.Error, OSError):
        return None


def restore(places: Places, path: Path, at: datetime) -> Path | None:
    """Put a safety copy in place; where the state before it was kept, None if there was none.

    Raises:
        CoachError: the copy is unsound, foreign or of a newer Coach; nothing was changed.
        Busy: another Coach is writing; nothing was changed.
        DiskTrouble: something could not be written; the state before still stands, or was kept.
    """
    places.make()
    stage = places.home / f".restoring.{os.getpid()}.part"
    shutil.rmtree(stage, ignore_errors=True)
    try:
        verify(path)
        stage.mkdir(mode=0o700)
        _take_over(path, stage)
        verify(stage / path.name)
        with _alone(places) as present:
            kept = _keep(places, present, at)
            marker.void(places)
            for ending in _JOURNALS:
                places.home.joinpath(places.database.name + ending).unlink(missing_ok=True)
            (stage / path.name).replace(places.database)
            sync(places.home)
        if memory_of(path).is_dir():
            _swap_memory(places, memory_of(stage / path.name))
    except CoachError:
        raise
    except (OSError, sqlite3.Error) as error:
        what = f"{path} could not be restored: {error}."
        raise DiskTrouble(what, f"What was there is kept in {places.backups}. Run: coach doctor") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    database = Database.open(places)
    try:
        marker.note(database, anew=True)
    finally:
        database.close()
    return kept


def _take_over(path: Path, stage: Path) -> None:
    write_synced(stage / path.name, path.read_bytes())
    listed = list_of(path)
    if listed.exists():
        write_synced(stage / listed.name, listed.read_bytes())
    if memory_of(path).is_dir():
        copy_tree(memory_of(path), memory_of(stage / path.name))


@contextmanager
def _alone(places: Places) -> Iterator[sqlite3.Connection | None]:
    """Keep every other Coach from writing meanwhile; None where there is no readable database to hold."""
    if not places.database.is_file() or not places.database.stat().st_size:
        yield None
        return
    with closing(_connect(places)) as holder, closing(_connect(places)) as reader:
        try:
            # Leaves no -wal behind that could be taken for one of the database to come.
            holder.execute("PRAGMA journal_mode = DELETE")
            holder.execute("BEGIN IMMEDIATE")
            readable = is_ours(reader) and not any(faults(reader))
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                what = "Another Coach is writing to the same home right now."
                raise Busy(what, "Nothing was changed. Close it and restore again.") from error
            readable = False
        except sqlite3.Error:
            readable = False
        yield reader if readable else None


def _connect(places: Places) -> sqlite3.Connection:
    connection = sqlite3.connect(places.database, timeout=WAIT_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _keep(places: Places, present: sqlite3.Connection | None, at: datetime) -> Path | None:
    """Keep what is there now: as a safety copy if it can be read, else byte for byte."""
    if present is not None:
        with suppress(DiskTrouble):
            return make(Database(present, places), at)
    files = [places.database, *(places.home / (places.database.name + ending) for ending in _JOURNALS)]
    there = [path for path in files if path.is_file() and path.stat().st_size]
    if not there and not places.memory.is_dir():
        return None
    folder = places.backups / f"replaced-{at.strftime(STAMP)}"
    while folder.exists():
        folder = folder.with_name(folder.name + "x")
    places.backups.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700)
    for path in there:
        write_synced(folder / path.name, path.read_bytes())
    if places.memory.is_dir():
        copy_tree(places.memory, folder / places.memory.name)
    sync(folder)
    sync(places.backups)
    return folder


def _swap_memory(places: Places, coming: Path) -> None:
    """Put the copy's markdown in place. What was there was kept before."""
    going = places.home / f"{places.memory.name}.replaced"
    shutil.rmtree(going, ignore_errors=True)
    if places.memory.is_dir():
        places.memory.replace(going)
    coming.replace(places.memory)
    sync(places.home)
    shutil.rmtree(going, ignore_errors=True)
