"""Keeping cards: one line worth remembering, from a session's end or any terminal."""

from __future__ import annotations

from coach.clock import Clock
from coach.errors import DiskTrouble
from coach.places import Places
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore
from memory import cards


class Keeping:
    """Captures cards into the learner's markdown."""

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
            return cards.append(
                self._places.memory,
                text,
                card=self._clock.new_id(),
                at=self._clock.now(),
                origin=origin,
                topic=topic,
            )
        except OSError as error:
            what = f"The card was not kept: {self._places.memory / cards.FILE} can't be written ({error.strerror})."
            raise DiskTrouble(what, "Mend the file's rights and keep it again.") from error

    def every(self) -> tuple[cards.Card, ...]:
        """All cards, oldest first."""
        return cards.read(self._places.memory)
