"""What a safety copy holds, and whether it is to the byte what it says.

A copy is `coach-<stamp>.db`, `coach-<stamp>.memory/` and `coach-<stamp>.json`, the list of both with hashes.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from coach.errors import CoachError
from coach.store.attempt_store import IN_ORDER, broken_link
from coach.store.soundness import SCHEMA, faults, is_ours, open_copy
from goals.plain import one_line

FORMAT: Final = 1
"""Of the list of contents."""
LEFT_OUT: Final = frozenset({".git"})
"""Folders of the memory that are never copied back: they can hold what runs by itself."""

_REFUSED: Final = "Nothing was changed. Choose another copy; coach doctor names the newest sound one."


def verify(path: Path) -> dict[str, int]:
    """Check a safety copy to the last byte; how many goals, attempts and files of the memory it holds.

    Raises:
        CoachError: it is not a Coach database, is damaged, was changed, or belongs to a newer Coach.
    """
    if path.is_symlink() or not path.is_file():
        raise CoachError(f"There is no safety copy {path}.", _REFUSED)
    try:
        _hold_against_list(path)
        with closing(open_copy(path)) as connection:
            if not is_ours(connection):
                raise CoachError(f"{path} is not a database of Coach.", _REFUSED)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > SCHEMA:
                what = (
                    f"{path} was written by a newer Coach: its format is {version}, this one knows {SCHEMA}."
                )
                raise CoachError(
                    what, "Nothing was changed. Update Coach: pip install --upgrade learning-coach"
                )
            for fault in faults(connection):
                raise CoachError(f"{path} is damaged: {fault}.", _REFUSED)
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"):
                raise CoachError(
                    f"{path} would run something by itself: {one_line(row[0], limit=60)}.", _REFUSED
                )
            if (broken := broken_link(connection.execute(IN_ORDER))) is not None:
                raise CoachError(f"{path} is damaged: attempt {broken} is not what was written.", _REFUSED)
            return counts(connection) | {"files": sum(1 for _ in files_of(memory_of(path)))}
    except CoachError:
        raise
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as error:
        raise CoachError(f"{path} can't be read: {error}.", _REFUSED) from error


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much of the learner's own a database holds."""
    # Attempts are never deleted and numbered without a gap, so the last number is their count: no need to count them.
    wanted = {
        "goals": "SELECT count(*) FROM goals",
        "attempts": "SELECT coalesce(max(seq), 0) FROM attempts",
        "undone": "SELECT count(*) FROM retractions",
        "notes": "SELECT count(*) FROM notes",
    }
    return {name: int(connection.execute(sql).fetchone()[0]) for name, sql in wanted.items()}


def memory_of(path: Path) -> Path:
    """Where a safety copy keeps the learner's markdown."""
    return path.with_suffix(".memory")


def list_of(path: Path) -> Path:
    """A safety copy's list of contents."""
    return path.with_suffix(".json")


def contents(stage: Path, database: str, at: datetime) -> dict[str, Any]:
    """The list of contents of a copy that is being made in a folder of its own."""
    with closing(open_copy(stage / database)) as connection:
        held = counts(connection)
    files = {path.relative_to(stage).as_posix(): _digest(path) for path in files_of(stage)}
    return {"format": FORMAT, "made_at": at.isoformat(), "schema": SCHEMA, "counts": held, "files": files}


def files_of(folder: Path) -> Iterator[Path]:
    """The plain files of a folder, in order; no links, and nothing that is left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not path.is_symlink() and not LEFT_OUT.intersection(inside):
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hold_against_list(path: Path) -> None:
    """Refuse a copy whose files are not those of its list; a bare database has none and stands by itself."""
    listed = list_of(path)
    if not listed.exists():
        return
    files = json.loads(listed.read_bytes())["files"]
    memory = memory_of(path)
    present = {path.name: path}
    present |= {f"{memory.name}/{one.relative_to(memory).as_posix()}": one for one in files_of(memory)}
    for name in sorted({*files, *present}):
        if name not in present:
            raise CoachError(f"{path} is not whole: {name} is missing.", _REFUSED)
        if _digest(present[name]) != files.get(name):
            raise CoachError(f"{path} was changed or damaged: see {name}.", _REFUSED)
