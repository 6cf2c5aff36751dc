"""What the domain says when it can't go on: one sentence for a person, never a traceback.

Refused                 bad input or a state that can't be; the learner reads `str(error)`
  coach.errors.CoachError   the same for the shell (files, database, terminal)
"""

from __future__ import annotations


class Refused(ValueError):
    """Something the learner asked for that can't be done; nothing was written.

    Args:
        what: one clear sentence: what is wrong, and where.
        hint: what to do about it, as a sentence; may be empty.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()
