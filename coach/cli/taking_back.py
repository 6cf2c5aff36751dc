"""Undo inside a sitting: only what was done in it."""

from __future__ import annotations

from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from goals.refusals import Refused


class NothingToUndo(Refused):
    """The last action was none of this sitting's."""


def take_back(sitting: Sitting, journeys: Journeys) -> str:
    """Take back the sitting's last action; what it was, in words.

    Raises:
        NothingToUndo: the last action was none of this sitting's; it is left alone.
    """
    last = journeys.drilling.sessions.last_action()
    if last is None or last.before.get("session") != sitting.session.id:
        raise NothingToUndo(
            "Nothing was done in this session that could be taken back.", "Elsewhere: coach undo"
        )
    undone = journeys.undoing.undo()
    sitting.refresh()
    return undone.label if undone else ""
