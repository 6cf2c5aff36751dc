"""What is picked among numbered choices, ticked, or put in order, before it is handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from goals.drills import ChecklistKey, Drill, Kind
from goals.graders.places import place

MOST: Final = 9
"""Choices that one digit can name; with more, the number is typed."""


@dataclass(frozen=True, slots=True)
class Picking:
    """The state of one picked answer."""

    kind: Kind
    options: tuple[str, ...]
    places: tuple[int, ...] = ()
    """From 0, in the order they were picked."""
    cursor: int | None = None
    """Where the arrow keys are; None until they are used."""

    def pick(self, at: int) -> Picking:
        """The choice at a place picked, or let go again; a choice drill holds one."""
        if not 0 <= at < len(self.options):
            return self
        if self.kind == "choice":
            return replace(self, places=(at,))
        kept = tuple(one for one in self.places if one != at)
        return replace(self, places=kept if at in self.places else (*self.places, at))

    def move(self, step: int) -> Picking:
        """The cursor one up or down, around the ends."""
        start = -1 if step > 0 else 0
        at = ((start if self.cursor is None else self.cursor) + step) % len(self.options)
        return replace(self, cursor=at)

    def without_last(self) -> Picking:
        """The last pick let go."""
        return replace(self, places=self.places[:-1])

    @property
    def is_ready(self) -> bool:
        """True if it can be handed in: an order needs every part, a checklist may stay unticked."""
        if self.kind == "order":
            return len(self.places) == len(self.options)
        return bool(self.places) or self.kind == "checklist"

    @property
    def draft(self) -> str:
        """The picks as numbers, for taking them up again."""
        return " ".join(str(one + 1) for one in self.places)

    @property
    def answer(self) -> str:
        """What the grader reads: a choice's text, numbers otherwise, texts where the choices look like numbers."""
        if self.kind == "choice":
            return self.options[self.places[0]] if self.places else ""
        if self.kind == "checklist":
            return self.draft or "none"
        if self.kind == "select" and any(place(one, 1_000) is not None for one in self.options):
            return ", ".join(self.options[one] for one in self.places)
        return self.draft


def picking(drill: Drill, draft: str = "") -> Picking | None:
    """A fresh picking for a drill, or one taken up from its draft; None for a drill that is answered in words."""
    options = drill.key.points if isinstance(drill.key, ChecklistKey) else drill.choices
    if drill.kind not in ("choice", "select", "order", "checklist") or not 1 <= len(options) <= MOST:
        return None
    found = Picking(drill.kind, options, cursor=0 if drill.kind == "checklist" else None)
    if drill.kind == "choice" or not re.fullmatch(r"[1-9]( [1-9])*", draft):
        return found
    for one in draft.split():
        found = found.pick(int(one) - 1)
    return found
