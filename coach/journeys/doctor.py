"""What can be said of a home without its database: files, disk, settings, terminal, copies. Changes nothing."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

from coach.clock import Clock
from coach.config import read_config
from coach.errors import CoachError
from coach.places import Places
from coach.store.soundness import made_at, newest_backup
from goals.plain import one_line
from goals.refusals import Refused
from memory import cards

SPACE_WARN: Final = 200_000_000
"""Bytes free under which room gets scarce."""
SPACE_FAULT: Final = 20_000_000
"""Bytes free under which a safety copy may no longer fit."""
BACKUP_DAYS: Final = 7
"""A safety copy older than this is worth a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    level: Literal["ok", "warn", "fault"]
    """ok · warn: works, but should be seen to · fault: something is lost, wrong or soon will be."""
    what: str
    """What was found and what it means, as sentences."""
    mend: str
    """What cures it, with the command; empty where nothing is amiss."""


def look_over(
    places: Places, clock: Clock, environ: Mapping[str, str] = os.environ, *, practised: bool = True
) -> Iterator[Finding]:
    """Everything about a home but its database.

    Args:
        places: the home; it need not exist.
        clock: for ages.
        environ: what the terminal and the key are read from; the key itself is never said.
        practised: there is something a safety copy would save.
    """
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _files(places),
        lambda: _space(places),
        lambda: _settings(places),
        lambda: _memory(places),
        lambda: _copies(places, clock, practised=practised),
        lambda: _zone(clock),
        lambda: _terminal(environ),
        lambda: _key(environ),
    )
    for check in checks:
        try:
            yield from check()
        except Refused as error:
            yield Finding("fault", error.what, error.hint)
        except OSError as error:
            yield Finding(
                "fault",
                f"{error.filename or places.home} can't be read: {error.strerror}.",
                "Mend its rights.",
            )


def unopened(places: Places, error: CoachError, clock: Clock) -> tuple[Finding, ...]:
    """The findings for a home whose database or settings were refused."""
    return (Finding("fault", error.what, error.hint), *look_over(places, clock))


def _files(places: Places) -> Iterator[Finding]:
    if os.name != "posix":
        return
    ours = (
        places.database,
        places.made,
        places.config,
        places.backups,
        places.memory,
        places.drafts,
        places.logs,
    )
    open_ones: list[Path] = []
    for root in (places.home, *ours):
        for path in (root, *(root.rglob("*") if root != places.home and root.is_dir() else ())):
            if path.exists() and not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077:
                open_ones.append(path)
    if open_ones:
        more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        what = f"Others on this machine may look into {open_ones[0]}{more}."
        yield Finding("warn", what, f"Run: chmod -R go-rwx {places.home}")
    else:
        yield Finding("ok", f"{places.home} is private to you.", "")


def _space(places: Places) -> Iterator[Finding]:
    free = shutil.disk_usage(places.home if places.home.is_dir() else places.home.parent).free
    said = f"{free / 1e9:.1f} GB free" if free >= 1e9 else f"{free // 1_000_000} MB free"
    if places.home.is_dir() and not os.access(places.home, os.W_OK):
        cure = f"Run: chmod u+rwx {places.home}; or, if the disk is read-only, make it writable."
        yield Finding("fault", f"{places.home} can't be written: no answer can be kept.", cure)
    if free < SPACE_WARN:
        level: Literal["warn", "fault"] = "fault" if free < SPACE_FAULT else "warn"
        yield Finding(
            level, f"The disk is nearly full: {said}.", "Free some room, so that answers can be kept."
        )
    else:
        yield Finding("ok", f"The disk has room: {said}.", "")


def _settings(places: Places) -> Iterator[Finding]:
    read_config(places.config)
    there = "are read" if places.config.exists() else "are the defaults; there is no file"
    yield Finding("ok", f"The settings {there} ({places.config}).", "")


def _memory(places: Places) -> Iterator[Finding]:
    aside = places.home / f"{places.memory.name}.replaced"
    if aside.is_dir() and not places.memory.is_dir():
        yield Finding(
            "fault",
            "A restore broke off before your cards were in place.",
            f"Run: mv {aside} {places.memory}",
        )
    if places.memory.exists() and not places.memory.is_dir():
        yield Finding("fault", f"{places.memory} is not a folder, so no card can be kept.", "Move it away.")
        return
    count = len(cards.read(places.memory))
    raw = places.memory / cards.FILE
    if raw.exists() and b"\0" in raw.read_bytes():
        what = f"{raw} holds bytes that are no text: it was damaged."
        yield Finding("warn", what, "Look at it, or take it from a copy: coach restore FILE")
    else:
        yield Finding("ok", f"Your cards can be read: {count} {'card' if count == 1 else 'cards'}.", "")


def _copies(places: Places, clock: Clock, *, practised: bool) -> Iterator[Finding]:
    newest = newest_backup(places)
    if newest is None:
        level: Literal["ok", "warn"] = "warn" if practised else "ok"
        yield Finding(level, "There is no safety copy yet.", "Run: coach backup" if practised else "")
        return
    age = clock.now() - made_at(newest)
    when = f"{clock.local(made_at(newest)):%Y-%m-%d %H:%M}"
    if age > timedelta(days=BACKUP_DAYS) and practised:
        yield Finding(
            "warn", f"The newest sound safety copy is {age.days} days old ({newest}).", "Run: coach backup"
        )
    else:
        yield Finding("ok", f"The newest sound safety copy is of {when} ({newest}).", "")


def _zone(clock: Clock) -> Iterator[Finding]:
    local = clock.local(clock.now())
    what = f"It is {local:%A %Y-%m-%d %H:%M} in {clock.zone()}; the study day is {clock.day().isoformat()}."
    yield Finding("ok", what, "")


def _terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    term, encoding = one_line(environ.get("TERM", ""), limit=40), (sys.stdout.encoding or "unknown").lower()
    if not sys.stdout.isatty():
        yield Finding("ok", f"The output goes to no terminal; its encoding is {encoding}.", "")
    elif term in ("", "dumb"):
        what = f"TERM is {term or 'not set'}, so the app can't draw; coach drill works."
        yield Finding("warn", what, "Use another terminal, or set TERM=xterm-256color")
    elif "utf" not in encoding:
        what = f"The terminal's encoding is {encoding}, so some characters can't be shown."
        yield Finding("warn", what, "Set LANG to one of UTF-8, or ascii = true in the settings.")
    else:
        yield Finding("ok", f"The terminal is {term} with {encoding}.", "")


def _key(environ: Mapping[str, str]) -> Iterator[Finding]:
    if environ.get("ANTHROPIC_API_KEY", "").strip():
        yield Finding("ok", "ANTHROPIC_API_KEY is set; Coach never shows or stores it.", "")
    else:
        yield Finding("ok", "ANTHROPIC_API_KEY is not set: Coach works without a model.", "")
