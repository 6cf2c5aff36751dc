"""A drill: one task for one skill, with its key. What a right answer is depends on the kind of drill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goals.ids import DrillId, SkillId
from goals.outlines import PRODUCTIVE, Kind, Outline

__all__ = ["KEYS", "PRODUCTIVE", "Drill", "Key", "Kind", "Outline"]


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """One of the drill's `choices` is right. Answered with its text, number (1-based) or letter."""

    right: int
    """Place in `Drill.choices`, from 0."""


@dataclass(frozen=True, slots=True)
class SelectKey:
    """Several of the drill's `choices` are right: "choose the three key features"."""

    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextKey:
    """A word or phrase for each gap. Several gaps are answered with " / " between them."""

    gaps: tuple[tuple[str, ...], ...]
    """For each gap every accepted answer, the best first."""
    spelling: bool = True
    """True: a near miss is shown but wrong. False: one slip in a long word still counts."""
    case: bool = False
    punctuation: bool = False
    """True where commas and full stops are what is being practised."""
    accent_slip: float = 0.0
    """Score of an answer with no other fault than accents (acute, grave, diaeresis), 0 to 1: 0.8 in Spanish."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted error and every way to put it right."""

    wrong: str
    """The faulty words as they stand in the sentence; they occur in it once."""
    right: tuple[str, ...]
    """What may stand there instead, the best first; "" for words that just go."""


@dataclass(frozen=True, slots=True)
class CorrectionKey:
    """A sentence with no, one or two planted errors; the answer is the whole sentence put right, or "ok"."""

    sentence: str
    faults: tuple[Fault, ...]
    """Empty for a clean sentence."""
    also: tuple[str, ...] = ()
    """Whole sentences accepted besides those the faults yield."""


@dataclass(frozen=True, slots=True)
class OrderKey:
    """The drill's `choices` in their right order; answered with numbers or letters, as in "3 1 2"."""

    order: tuple[int, ...]
    """Places in `Drill.choices`, from 0, first to last."""


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A number, with a tolerance and perhaps a direction to be said."""

    value: float
    tolerance: float = 0.0
    direction: Literal["", "up", "down", "flat"] = ""
    """What the answer's words must say besides the number, if anything."""
    unit: str = ""
    """A unit the answer may carry: "%", "km"; ignored when grading."""


@dataclass(frozen=True, slots=True)
class RewriteKey:
    """Own words under constraints: paraphrase, combining, a sentence about a figure. Checks effort, not meaning."""

    source: str = ""
    """The text to be rewritten; a run of four of its words in the answer is a copy. Empty: nothing to copy."""
    keep: tuple[tuple[str, ...], ...] = ()
    """Content that must appear: for each, any one of these words or stems."""
    require: tuple[tuple[str, ...], ...] = ()
    """Markers of the structure asked for: for each, any one of these (", which", "although")."""
    avoid: tuple[str, ...] = ()
    """Words the answer must do without."""
    words: tuple[int, int] = (1, 80)
    """Fewest and most words."""
    model: str = ""
    """One good answer, shown afterwards; it scores 1.0."""


@dataclass(frozen=True, slots=True)
class ChecklistKey:
    """The learner produces something (outside or in the box) and ticks what it does; answered "1 3 4"."""

    points: tuple[str, ...]
    model: str = ""
    """A worked answer to compare with."""


@dataclass(frozen=True, slots=True)
class RubricKey:
    """The learner scores a reference text per criterion; graded by closeness to the author's reference scores."""

    text: str
    criteria: tuple[str, ...]
    reference: tuple[float, ...]
    """The author's reference per criterion, on the goal's scale: "author's reference, not an examiner's"."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EssayKey:
    """A timed text: observations only, never a band."""

    minutes: int
    least_words: int
    source: str = ""
    """The prompt's text, to find copied words."""


World = Literal["shop", "library", "flights", "music"]


@dataclass(frozen=True, slots=True)
class SqlKey:
    """A query on one of Coach's small databases, right if it gives the reference's rows, also on hidden ones."""

    world: World
    query: str
    """The reference: standard enough to run on SQLite 3.25."""
    ordered: bool = False
    """True where the rows' order is asked for; the reference then leaves no two rows in doubt."""
    also: tuple[str, ...] = ()
    """Queries accepted besides, where the task can be read in more than one way."""


Key = (
    ChoiceKey
    | SelectKey
    | TextKey
    | CorrectionKey
    | OrderKey
    | NumberKey
    | RewriteKey
    | ChecklistKey
    | RubricKey
    | EssayKey
    | SqlKey
)

KEYS: dict[Kind, type[Key]] = {
    "choice": ChoiceKey,
    "select": SelectKey,
    "text": TextKey,
    "correction": CorrectionKey,
    "order": OrderKey,
    "number": NumberKey,
    "rewrite": RewriteKey,
    "checklist": ChecklistKey,
    "rubric": RubricKey,
    "essay": EssayKey,
    "sql": SqlKey,
}


@dataclass(frozen=True, slots=True)
class Drill:
    """One task for one skill."""

    id: DrillId
    skill: SkillId
    kind: Kind
    difficulty: float
    guess: float
    prompt: str
    """What to do and on what, plain text; may have several lines."""
    key: Key
    explanation: str
    """Why the key is right: read after every answer, so it teaches rather than repeats."""
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    """Levels of help, the lightest first; none of them gives the answer away but the last may nearly."""
    material: str = ""
    """What the prompt is about: a table, a paragraph, drawn above it as it stands."""
    seconds: int = 40
    source: str = ""
    """Where the content comes from, as in "own writing" or a generator's name and seed."""
    distractors: tuple[str, ...] = ()
    """Answers known to be wrong; each must score below the key."""

    @property
    def outline(self) -> Outline:
        """What planning needs of it."""
        return Outline(self.id, self.skill, self.kind, self.difficulty, self.guess, self.seconds)
