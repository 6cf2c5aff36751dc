"""Safety copies: the database by SQLite's backup API and the learner's markdown, verified before they count.

The database is put in place last, so that a copy that was broken off is never taken for one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from coach.errors import CoachError, DiskTrouble
from coach.places import Places, sync
from coach.store.contents import contents, files_of, list_of, memory_of, verify
from coach.store.database import Database
from coach.store.soundness import STAMP, copies, faults, made_at

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Copies kept: one for each of the last days, weeks and months that have any; of the last day all."""


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a live database to `path`, whole and checked, replacing an older copy of that name only when done.

    Raises:
        DiskTrouble: the copy could not be written or did not verify; nothing was replaced.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy_database(connection, part, path)
        part.replace(path)
        sync(path.parent)
    except (OSError, sqlite3.Error) as error:
        what = f"The safety copy {path} can't be written: {error}."
        raise DiskTrouble(what, "Nothing was changed. Free some room and try again.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def make(database: Database, at: datetime) -> Path:
    """A safety copy of the whole home as it stands: on the disk and verified when this returns.

    Raises:
        DiskTrouble: it could not be written or did not verify; nothing was changed.
    """
    places = database.places
    path = _free_name(places, at)
    stage = places.backups / f".{path.stem}.{os.getpid()}.part"
    try:
        places.backups.mkdir(mode=0o700, exist_ok=True)
        stage.mkdir(mode=0o700)
        _copy_database(database.connection, stage / path.name, path)
        memory = stage / memory_of(path).name
        if places.memory.is_dir():
            copy_tree(places.memory, memory)
        listed = contents(stage, path.name, at)
        write_synced(stage / list_of(path).name, json.dumps(listed, indent=1).encode())
        verify(stage / path.name)
        for name in (memory.name, list_of(path).name, path.name):
            if (stage / name).exists():
                (stage / name).replace(places.backups / name)
        stage.rmdir()
        for folder in (places.backups, places.home):
            sync(folder)
    except DiskTrouble:
        raise
    except CoachError as error:
        what = f"The safety copy {path} was not kept: {error.what}"
        raise DiskTrouble(what, "Nothing was changed. Run: coach doctor") from error
    except (OSError, sqlite3.Error) as error:
        what = f"The safety copy {path} can't be written: {error}."
        raise DiskTrouble(what, "Nothing was changed. Free some room and try again.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return path


def thin(places: Places, now: datetime) -> tuple[Path, ...]:
    """Remove the safety copies that newer ones have made superfluous; what was removed.

    Kept: everything of the last 24 hours, the newest of each of 7 days, 4 weeks and 12 months, and what was
    named by hand.
    """
    found = [path for path in copies(places) if path.stem == f"coach-{made_at(path).strftime(STAMP)}"]
    kept = {path for path in found if now - made_at(path) < timedelta(hours=24)}
    for shape, most in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest: dict[str, Path] = {}
        for path in found:
            newest.setdefault(made_at(path).strftime(shape), path)
        kept.update(list(newest.values())[:most])
    removed = tuple(path for path in found if path not in kept)
    for path in removed:
        with suppress(OSError):
            path.unlink()
            list_of(path).unlink(missing_ok=True)
            shutil.rmtree(memory_of(path), ignore_errors=True)
    _sweep(places, now)
    return removed


def copy_tree(source: Path, target: Path) -> None:
    """Copy the plain files of a folder, private and on the disk when this returns. Links are not followed."""
    target.mkdir(mode=0o700)
    for path in files_of(source):
        into = target / path.relative_to(source)
        for folder in reversed(into.relative_to(target).parents):
            (target / folder).mkdir(mode=0o700, exist_ok=True)
        write_synced(into, path.read_bytes())
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        sync(folder)


def write_synced(path: Path, content: bytes) -> None:
    """Write a new private file, on the disk when this returns."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _copy_database(connection: sqlite3.Connection, target: Path, name: Path) -> None:
    # SQLite copies nothing out of a transaction that writes, and Python would wait for its end, that is for ever.
    assert not connection.in_transaction
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        connection.backup(copy)
        for fault in faults(copy):
            what = f"The safety copy {name} was not kept, because the database is damaged: {fault}."
            raise DiskTrouble(what, "Nothing was changed. Run: coach doctor")
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(places: Places, now: datetime) -> None:
    """Remove what a kill left half made, once it is surely nobody's any more."""
    for path in (*places.backups.glob(".*.part"), *places.home.glob(".*.part")):
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > 24 * 3600:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _free_name(places: Places, at: datetime) -> Path:
    while (path := places.backups / f"coach-{at.strftime(STAMP)}.db").exists():
        at += timedelta(seconds=1)
    return path
