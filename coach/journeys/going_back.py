"""Going back to a safety copy, also in a home whose database can't be opened any more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from coach.clock import Clock
from coach.places import Places
from coach.store import restoring
from coach.store.contents import memory_of, verify
from coach.store.restoring import Held


def preview(places: Places, path: Path, clock: Clock | None = None) -> tuple[str, ...]:
    """What going back to a safety copy would change, a sentence each; needs no readable database.

    Raises:
        CoachError: the copy is unsound, foreign or of a newer Coach.
    """
    verify(path)
    then, now = restoring.held_by(path), restoring.held_by(places.database)
    assert then is not None  # it was verified just now
    when = clock or Clock.from_environment()
    said = [f"The copy holds {_told(then, when)}."]
    said.append(f"At present there are {_told(now, when)}." if now else "The present database can't be read.")
    if now and now.attempts > then.attempts:
        said.append(
            f"{counted(now.attempts - then.attempts, 'attempt')} made since would not count any more."
        )
    if memory_of(path).is_dir():
        said.append("Your cards go back to how they were then.")
    else:
        said.append("Your cards stay as they are.")
    said.append(f"What is there now is kept in {places.backups} first.")
    return tuple(said)


def restore_into(places: Places, path: Path, clock: Clock | None = None) -> Path | None:
    """Go back to a safety copy, also if the present database can't be opened; where the state before was kept.

    Raises:
        CoachError: the copy is unsound, foreign or of a newer Coach, or another Coach is writing; nothing was
            changed.
    """
    return restoring.restore(places, path, (clock or Clock.from_environment()).now())


def _told(held: Held, clock: Clock) -> str:
    last = (
        f", the last of {clock.local(datetime.fromisoformat(held.last)):%Y-%m-%d %H:%M}" if held.last else ""
    )
    return f"{counted(held.goals, 'goal')} and {counted(held.attempts, 'attempt')}{last}"


def counted(count: int, noun: str) -> str:
    """A number with its noun, as in "1 goal"."""
    return f"{count} {noun if count == 1 else noun + 's'}"
