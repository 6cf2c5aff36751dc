"""Half-typed answers: one small file a session, replaced at each change, so that a kill costs nothing typed.

Not synced: a draft need not survive a power cut, and a sync at each key press would be felt.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from coach.places import Places
from goals.ids import DrillId, SessionId
from goals.plain import clean


class Drafts:
    """Drafts of this home. Failing to keep one never stops a drill."""

    def __init__(self, places: Places) -> None:
        self._folder = places.drafts

    def keep(self, session: SessionId, drill: DrillId, text: str) -> None:
        """Remember what is typed so far; an empty text forgets it."""
        path = self._path(session)
        with contextlib.suppress(OSError):
            if not text:
                path.unlink(missing_ok=True)
                return
            self._folder.mkdir(mode=0o700, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            private = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(private, "w", encoding="utf-8") as file:
                file.write(f"{drill}\n{text}")
            part.replace(path)

    def recall(self, session: SessionId, drill: DrillId) -> str:
        """What was typed at this drill; empty if nothing was."""
        try:
            named, _, text = self._path(session).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return ""
        return clean(text) if named == drill else ""

    def _path(self, session: SessionId) -> Path:
        return self._folder / f"{session}.draft"
