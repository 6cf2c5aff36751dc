"""The learner's own rulers: IELTS bands, CEFR, grades, percent, numbered levels, or words of their own.

Levels are tracked on one logit line (LEARNING 6.1) and shown on the scale. `logits_per_unit` is that map: how much
one whole step changes the odds of a right answer. On every scale a learner whose level equals a drill's difficulty
gets it right half the time, guessing aside.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from goals.plain import one_line
from goals.refusals import Refused


@dataclass(frozen=True, slots=True)
class Scale:
    """A ruler with a lowest and highest value, a step, and its map to logits."""

    id: str
    """Stable name, as in `ielts-band`."""
    name: str
    """What a person calls it, as in "IELTS bands"."""
    unit: str
    """What stands before or after one value, as in "band"; may be empty."""
    low: float
    high: float
    step: float
    """The smallest difference that can be reported."""
    logits_per_unit: float = 1.5
    """Logits for one whole unit; ignored when `shape` is "logistic"."""
    shape: Literal["linear", "logistic"] = "linear"
    """"logistic" for shares (percent), where 90 to 95 is a longer way than 50 to 55."""
    words: tuple[str, ...] = ()
    """Names of the whole values from `low` upwards, for scales of words (CEFR)."""

    def to_logit(self, value: float) -> float:
        """The place of a value on the logit line, zero at the middle of the scale."""
        value = min(max(value, self.low), self.high)
        if self.shape == "logistic":
            share = (value - self.low) / (self.high - self.low)
            share = min(max(share, 0.005), 0.995)
            return math.log(share / (1 - share))
        return (value - self._middle) * self.logits_per_unit

    def from_logit(self, theta: float) -> float:
        """The value at a place on the logit line, held inside the scale."""
        if self.shape == "logistic":
            share = 1 / (1 + math.exp(-min(max(theta, -30.0), 30.0)))
            return self.low + share * (self.high - self.low)
        return min(max(self._middle + theta / self.logits_per_unit, self.low), self.high)

    def slope(self, theta: float) -> float:
        """Scale units per logit at a place on the line; positive everywhere."""
        if self.shape == "logistic":
            share = 1 / (1 + math.exp(-min(max(theta, -30.0), 30.0)))
            return max(share * (1 - share), 0.005) * (self.high - self.low)
        return 1 / self.logits_per_unit

    def holds(self, value: float) -> bool:
        """True for a value that can be reported on this scale: in range and on a step."""
        steps = (value - self.low) / self.step
        return self.low <= value <= self.high and abs(steps - round(steps)) < 1e-6

    def read(self, text: str) -> float:
        """A value from what a person wrote: "7.5", "band 7,5", "B2", "80 %".

        Raises:
            Refused: the text is no value of this scale; says what the scale offers.
        """
        raw = one_line(text, limit=80)
        if self.words:
            for place, word in enumerate(self.words):
                if raw.casefold() == word.casefold():
                    return self.low + place
        match = re.fullmatch(r"(?:[^\W\d]{1,12}\s+)?(\d{1,6}(?:[.,]\d{1,4})?)\s*(?:%|[^\W\d]{0,12})", raw)
        if not match or self.words or ("%" in raw and self.unit != "%"):
            raise Refused(f"“{raw or ' '}” is not a level on {self.name}.", f"Use {self.offer()}.")
        value = float(match.group(1).replace(",", "."))
        if not self.low <= value <= self.high:
            raise Refused(f"{match.group(1)} is off the scale.", f"{self.name} go from {self.offer()}.")
        if not self.holds(value):
            raise Refused(f"{match.group(1)} is between two steps.", f"{self.name} go from {self.offer()}.")
        return value

    def show(self, value: float) -> str:
        """A value as a person writes it; between the words of a word scale, the lower one with a plus."""
        if self.words:
            place = min(max(value - self.low, 0.0), len(self.words) - 1.0)
            whole = int(place + 1e-9)
            return self.words[whole] + ("+" if place - whole >= 0.5 else "")
        decimals = 0 if self.step >= 1 and self.high - self.low > 20 else 1
        text = f"{value:.{decimals}f}"
        text = text.removesuffix(".0") if self.holds(round(value, 6)) else text
        return f"{text} %" if self.unit == "%" else text

    def offer(self) -> str:
        """The range in words: "0 to 9 by 0.5", or the words themselves."""
        if self.words:
            return ", ".join(self.words)
        by = f" by {self.step:g}" if self.step != 1 else ""
        return f"{self.low:g} to {self.high:g}{by}"

    @property
    def _middle(self) -> float:
        return (self.low + self.high) / 2


BUILT_IN: Final[tuple[Scale, ...]] = (
    Scale("ielts-band", "IELTS bands", "band", 0, 9, 0.5, logits_per_unit=1.5),
    Scale(
        "cefr", "CEFR levels", "", 1, 6, 1, logits_per_unit=1.5, words=("A1", "A2", "B1", "B2", "C1", "C2")
    ),
    Scale("grade-8", "grades", "grade", 1, 8, 1, logits_per_unit=1.0),
    Scale("percent", "percent", "%", 0, 100, 1, shape="logistic"),
    Scale("level-10", "levels", "level", 1, 10, 1, logits_per_unit=1.0),
    Scale("level-6", "levels", "level", 1, 6, 1, logits_per_unit=1.0),
)


def built_in(scale_id: str) -> Scale:
    """The built-in scale of that id.

    Raises:
        Refused: no such scale.
    """
    for scale in BUILT_IN:
        if scale.id == scale_id:
            return scale
    raise Refused(
        f"There is no scale “{one_line(scale_id, limit=60)}”.", f"Known: {', '.join(s.id for s in BUILT_IN)}."
    )


def numbered(high: int, *, unit: str = "level") -> Scale:
    """Levels 1 to `high`."""
    return Scale(f"level-{high}", f"{unit}s", unit, 1, high, 1, logits_per_unit=1.0)


def of_words(words: tuple[str, ...], *, name: str = "your levels") -> Scale:
    """A scale of the learner's own ordered words, lowest first.

    Raises:
        Refused: fewer than two words, or one twice.
    """
    cleaned = tuple(one_line(word, limit=40) for word in words)
    if len(cleaned) < 2 or len({word.casefold() for word in cleaned}) < len(cleaned) or not all(cleaned):
        raise Refused("A scale of words needs at least two different words, lowest first.")
    return Scale("words", name, "", 1, len(cleaned), 1, logits_per_unit=1.5, words=cleaned)
