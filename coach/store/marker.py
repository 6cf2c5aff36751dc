"""What is known of the database outside of it, so that an emptied or swapped one is seen though it is sound.

Kept in `.made`, and only ever moved on: a database that contradicts it leaves it as it is.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass

from coach.errors import CoachError
from coach.places import Places, sync
from coach.store.attempt_store import AttemptStore
from coach.store.contents import counts
from coach.store.database import Database
from coach.store.safety_copies import write_synced


@dataclass(frozen=True, slots=True)
class Marker:
    """What a database held when it was closed last. Nothing of it is ever deleted, so it is there still."""

    goals: int
    attempts: int
    chain: str
    """The hash kept with the last attempt."""


def read(places: Places) -> Marker | None:
    """What was noted; None if nothing was, or it can't be read."""
    try:
        noted = json.loads(places.made.read_bytes())
        return Marker(int(noted["goals"]), int(noted["attempts"]), str(noted["chain"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def contradiction(database: Database) -> str:
    """How the database differs from what was noted of it, in words; empty if it does not."""
    noted = read(database.places)
    if noted is None:
        return ""
    held = counts(database.connection)
    for name, before in (("goals", noted.goals), ("attempts", noted.attempts)):
        if held[name] < before:
            return f"it held {before} {name} when Coach was closed last, and holds {held[name]} now"
    if noted.attempts and AttemptStore(database).link(noted.attempts) != noted.chain:
        return "its history is not the one it held when Coach was closed last"
    return ""


def note(database: Database, *, anew: bool = False) -> None:
    """Note what the database holds now, unless it contradicts what was noted. Failing stops nothing.

    Args:
        database: open and sound.
        anew: whatever was noted is void, because another database was put in place on purpose.
    """
    with suppress(sqlite3.Error, CoachError):
        if not anew and contradiction(database):
            return
        held = counts(database.connection)
        _, chain = AttemptStore(database).head()
        now = Marker(held["goals"], held["attempts"], chain)
        if now != read(database.places):
            _replace(database.places, json.dumps(asdict(now)).encode())


def void(places: Places) -> None:
    """Take back what was noted, but not that there is a database."""
    _replace(places, b"")


def _replace(places: Places, content: bytes) -> None:
    part = places.made.with_name(f"{places.made.name}.{os.getpid()}.part")
    with suppress(OSError):
        part.unlink(missing_ok=True)
        write_synced(part, content)
        part.replace(places.made)
        sync(places.home)
