"""What is believed of all skills of a goal at once: means and full covariance on one logit line.

LEARNING 6.1. Plain floats, no numpy: a replay gives the same bits, and the first screen pays for no import.
The covariance is kept as its lower triangle, so it is symmetric by construction; every update has the form
P + k k' x with a positive variance left along k, so it stays positive definite.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goals.ids import SkillId
from goals.refusals import Refused
from goals.skills import SkillTree

Rows = tuple[tuple[float, ...], ...]
"""Lower triangle of a symmetric matrix: row i holds columns 0 to i."""
DRIFT: Final = 0.03**2
"""Variance a skill gains a day by itself (learning or forgetting unseen), logits squared."""
SHARED_DRIFT: Final = 0.12**2
"""Variance all skills gain a day together: practice helps, and absence harms, all of them."""
LONGEST_GAP: Final = 60
"""Days of absence after which nothing more is lost: what was learned does not wander off for ever."""
GRADERS: Final = ("self", "teacher", "model", "official")
"""Graders with a bias of their own, in the order of the state."""


@dataclass(frozen=True, slots=True)
class LevelState:
    """The filter's belief after some ordered attempts; derived, rebuilt by replay."""

    skills: tuple[SkillId, ...]
    """The tree's leaves in order, also those taken out."""
    mu: tuple[float, ...]
    """Means: the skills in logits, the biases of `GRADERS` in units of the scale, the drills' in logits."""
    P: Rows
    """Covariance of the same."""
    day: date
    """The day it speaks of; later days are less certain."""
    counts: tuple[int, ...]
    """Scored attempts for each skill; the last entry counts scores of branches and of the whole goal."""
    centre: tuple[float, ...]
    """The prior's centre for each skill, logits: what the learner said, not a measurement."""
    prior_sd: tuple[float, ...]
    """Standard deviation for each skill before any evidence, logits."""

    def place(self, skill: SkillId) -> int:
        """Where a leaf stands in `mu`.

        Raises:
            Refused: it is no leaf of the goal this state belongs to.
        """
        try:
            return self.skills.index(skill)
        except ValueError:
            raise Refused(
                f"There is no level for “{skill}”.", "Rebuild the levels with: coach rebuild"
            ) from None

    def ahead(self, day: date) -> int:
        """Days of drift from the state's day to `day`; none into the past."""
        return min(max((day - self.day).days, 0), LONGEST_GAP)

    def variance(self, place: int, day: date) -> float:
        """A skill's variance on a day, logits squared."""
        return self.P[place][place] + self.ahead(day) * (DRIFT + SHARED_DRIFT)

    @property
    def bank(self) -> int:
        """Where the drills' bias stands in `mu`: positive if they are easier than their difficulties say."""
        return len(self.mu) - 1

    def column(self, place: int) -> list[float]:
        """The covariance of everything with one entry, on the state's day."""
        return [*self.P[place], *[row[place] for row in self.P[place + 1 :]]]

    def covariance(self, skills: Sequence[SkillId], day: date) -> tuple[tuple[float, ...], ...]:
        """The full covariance of some leaves on a day, logits squared: for drawing them together."""
        places = [self.place(skill) for skill in skills]
        days = self.ahead(day)
        return tuple(
            tuple(
                self.P[max(a, b)][min(a, b)] + days * (SHARED_DRIFT + (DRIFT if a == b else 0.0))
                for b in places
            )
            for a in places
        )

    def reduction(
        self, skill: SkillId, among: Collection[SkillId] | None = None, information: float = 0.25
    ) -> float:
        """By how much one answer on a skill would lower the summed variance of some skills (LEARNING 6.3).

        Args:
            skill: the leaf to be asked.
            among: the leaves whose variances count; None for all.
            information: of the answer, per logit squared; 0.25 at the learner's level without guessing.
        """
        place = self.place(skill)
        column = self.column(place)[: len(self.skills)]
        total = sum(
            p * p for one, p in zip(self.skills, column, strict=True) if among is None or one in among
        )
        return total * information / (1 + information * self.P[place][place])

    def fits(self, tree: SkillTree) -> bool:
        """True while the tree has the same leaves in the same order; otherwise the state must be rebuilt."""
        return self.skills == tuple(leaf.id for leaf in tree.leaves())

    def on(self, day: date) -> LevelState:
        """The belief on a later day: the same means, less certain. An earlier day changes nothing."""
        if day <= self.day:
            return self
        days, count = self.ahead(day), len(self.skills)
        shared, own = days * SHARED_DRIFT, days * DRIFT
        rows = [(*[p + shared for p in row[:-1]], row[-1] + shared + own) for row in self.P[:count]]
        return replace(self, P=(*rows, *self.P[count:]), day=day)

    def pulled(self, column: Sequence[float], step: float, change: float) -> tuple[list[float], Rows]:
        """Means moved by `column` x step, covariance changed by `column` `column`' x change."""
        mu = [m + k * step for m, k in zip(self.mu, column, strict=True)]
        rows = tuple(
            tuple([p + scaled * k for p, k in zip(row, column, strict=False)])
            for row, scaled in zip(self.P, [k * change for k in column], strict=True)
        )
        return mu, rows

    def to_bytes(self) -> bytes:
        """The exact state: version byte, length of a JSON header, the header, little-endian doubles."""
        header = json.dumps(
            {"skills": self.skills, "day": self.day.isoformat(), "counts": self.counts}, separators=(",", ":")
        ).encode()
        numbers = [*self.mu, *self.centre, *self.prior_sd, *[p for row in self.P for p in row]]
        return struct.pack("<BI", _VERSION, len(header)) + header + struct.pack(f"<{len(numbers)}d", *numbers)

    @classmethod
    def from_bytes(cls, stored: bytes) -> LevelState:
        """What `to_bytes` wrote.

        Raises:
            Refused: damaged, or written by another version; replaying the attempts gives it anew.
        """
        try:
            version, length = struct.unpack_from("<BI", stored)
            if version != _VERSION:
                raise ValueError(version)
            header = json.loads(stored[5 : 5 + length])
            rest = memoryview(stored)[5 + length :]
            numbers = struct.unpack(f"<{len(rest) // 8}d", rest)
            skills = tuple(SkillId(skill) for skill in header["skills"])
            count, size = len(skills), len(skills) + len(GRADERS) + 1
            if (
                len(numbers) != size + 2 * count + size * (size + 1) // 2
                or len(header["counts"]) != count + 1
            ):
                raise ValueError(len(numbers))
            triangle = numbers[size + 2 * count :]
            return cls(
                skills=skills,
                mu=numbers[:size],
                P=tuple(triangle[i * (i + 1) // 2 : (i + 1) * (i + 2) // 2] for i in range(size)),
                day=date.fromisoformat(header["day"]),
                counts=tuple(int(n) for n in header["counts"]),
                centre=numbers[size : size + count],
                prior_sd=numbers[size + count : size + 2 * count],
            )
        except (ValueError, KeyError, TypeError, AttributeError, struct.error):
            raise Refused("The stored levels can't be read.", "Rebuild them with: coach rebuild") from None


_VERSION: Final = 1
