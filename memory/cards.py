"""Cards captured and not yet curated: bullets in `cards.md`, each with its id and where it came from.

The file is the learner's: hand edits stay, appending never rewrites what is there.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from goals.plain import clean, one_line
from goals.refusals import Refused

FILE: Final = "cards.md"
LONGEST: Final = 1_000
"""Characters of one card."""
WAIT_SECONDS: Final = 5.0
_HEAD: Final = (
    "# Cards\n\nCaptured, not yet curated. Edit freely; keep the comment behind a card if you want its"
    " origin.\n\n"
)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_LINE: Final = re.compile(r"^- (?P<text>.*?)(?:\s*<!--\s*(?P<meta>[^>]*?)\s*-->)?\s*$")


@dataclass(frozen=True, slots=True)
class Card:
    """One statement the learner keeps."""

    text: str
    id: str
    """Empty for a line written by hand."""
    at: str
    """ISO instant; empty if unknown."""
    origin: str
    """As in "session 018f… lr-collocation"; empty if unknown."""
    topic: str


def append(folder: Path, text: str, *, card: str, at: datetime, origin: str = "", topic: str = "") -> Card:
    """Add a card at the end of the file, on the disk when this returns.

    Raises:
        Refused: nothing is left of the text once it is cleaned, or it is too long.
        OSError: the file can't be written.
    """
    said = one_line(text, limit=LONGEST * 4).replace("<!--", "<! --").replace("-->", "-- >")
    if not said:
        raise Refused("An empty card was not kept.", "Write one line.")
    if len(said) > LONGEST:
        raise Refused(
            f"A card has at most {LONGEST} characters; this one has {len(said)}.",
            "Keep the one thing that matters.",
        )
    meta = [f"id={card}", f"at={at.isoformat(timespec='seconds')}"]
    meta += [f"origin={_word(origin)}"] if origin else []
    meta += [f"topic={_word(topic)}"] if topic else []
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    is_new = not path.exists()
    with _alone(folder):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINK, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            lead = _HEAD if size == 0 else ""
            if size:
                file.seek(size - 1)
                lead = "" if file.read(1) == b"\n" else "\n"
            # One write for the whole line: an editor that appends at the same time can't mix into it.
            line = f"{lead}- {said} <!-- {' '.join(meta)} -->\n".encode()
            if os.write(file.fileno(), line) < len(line):
                os.ftruncate(file.fileno(), size)  # a disk filling up takes a part; half a card is none
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(file.fileno())
    if is_new:
        _sync(folder)
    return Card(said, card, at.isoformat(timespec="seconds"), _word(origin), _word(topic))


def remove(folder: Path, card: str, text: str) -> bool:
    """Take a captured card out again, if its line still says what it said; True if it was there.

    Raises:
        OSError: the file can't be written; it is as it was.
    """
    path = folder / FILE
    if not path.exists():
        return False
    with _alone(folder):
        before = path.stat()
        lines = path.read_bytes().splitlines(keepends=True)
        mine = [n for n, line in enumerate(lines) if _is_card(line, card, text)]
        if not mine:
            return False
        part = path.with_suffix(".part")
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _NO_LINK, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(line for n, line in enumerate(lines) if n not in mine)
            file.flush()
            os.fsync(file.fileno())
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            part.unlink()  # an editor saved in between: its version is the one that counts
            return False
        part.chmod(before.st_mode & 0o777)
        part.replace(path)
    _sync(folder)
    return True


def read(folder: Path) -> tuple[Card, ...]:
    """All cards in the order they stand; lines that are no bullets are left alone."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    found: list[Card] = []
    for line in clean(text, limit=50_000_000).split("\n"):
        if match := _LINE.match(line):
            meta = dict(part.partition("=")[::2] for part in (match["meta"] or "").split())
            if match["text"].strip():
                found.append(
                    Card(
                        match["text"].strip(),
                        meta.get("id", ""),
                        meta.get("at", ""),
                        meta.get("origin", ""),
                        meta.get("topic", ""),
                    )
                )
    return tuple(found)


def _is_card(line: bytes, card: str, text: str) -> bool:
    match = _LINE.match(line.decode("utf-8", errors="replace").rstrip("\r\n"))
    return bool(match and match["text"].strip() == text and f"id={card}" in (match["meta"] or "").split())


def _word(text: str) -> str:
    return re.sub(r"[\s<>=]+", "-", one_line(text, limit=80)).strip("-")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other Coach writes in the folder meanwhile. A program that knows no locks is not held up."""
    from filelock import FileLock, Timeout  # not needed before the first card

    try:
        with FileLock(folder / ".lock", timeout=WAIT_SECONDS, mode=0o600):
            yield
    except Timeout as error:
        raise OSError(errno.EBUSY, "another Coach is writing to it") from error


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
