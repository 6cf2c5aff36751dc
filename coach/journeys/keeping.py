"""Keeping what the learner wants kept: cards, one line each, from a session's end or any terminal; and a look."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from coach.clock import Clock
from coach.errors import CoachError, DiskTrouble
from coach.places import Places
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from goals.ids import GoalId
from memory import cards

NO_GOAL: Final = GoalId("")
"""Stands for the goal of an action that belongs to none."""


class Keeping:
    """Captures cards into the learner's markdown, and remembers the theme."""

    def __init__(self, places: Places, goals: GoalStore, sessions: SessionStore, clock: Clock) -> None:
        self._places = places
        self._goals = goals
        self._sessions = sessions
        self._clock = clock

    def keep(self, text: str, *, origin: str = "", topic: str = "") -> cards.Card:
        """Keep one card; on disk when this returns.

        Raises:
            Refused: empty or too long.
            DiskTrouble: the file can't be written; nothing was kept.
        """
        try:
            kept = cards.append(
                self._places.memory,
                text,
                card=self._clock.new_id(),
                at=self._clock.now(),
                origin=origin,
                topic=topic,
            )
        except OSError as error:
            file = self._places.memory / cards.FILE
            what = f"The card was not kept: {file} can't be written ({error.strerror})."
            raise DiskTrouble(what, "Mend the file's rights and keep it again.") from error
        with suppress(CoachError):  # the card is kept, which is what counts; only its undo would be missing
            before = {"card": kept.id, "text": kept.text}
            self._sessions.did(
                self._clock.now(), NO_GOAL, "card", f"the card “{shortened(kept.text)}”", before
            )
        return kept

    def every(self) -> tuple[cards.Card, ...]:
        """All cards, oldest first."""
        return cards.read(self._places.memory)

    def theme(self) -> str:
        """The theme that was chosen last; empty if none was."""
        return self._sessions.fact("theme") or ""

    def keep_theme(self, name: str) -> None:
        """Remember the chosen theme."""
        self._sessions.put_fact("theme", name)


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a text, for naming it in a sentence."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
