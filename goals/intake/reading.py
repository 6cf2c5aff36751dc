"""What was read from a goal sentence, what is wrong with it and what is still to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from goals.deadlines.days import say
from goals.goal import Kind
from goals.intake.kinds import name_scale
from goals.scales import Scale

Field = Literal["sentence", "subject", "pack", "kind", "scale", "current", "target", "deadline", "minutes"]


@dataclass(frozen=True, slots=True)
class PackOffer:
    """A curriculum pack a goal can be practised with, as far as a sentence needs to know it."""

    id: str
    title: str
    kind: Kind
    scale: Scale
    names: tuple[str, ...]
    """What it is recognised by, as in ("ielts writing", "ielts 写作"): all words of a name, in any order."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something written that can't be."""

    field: Field
    what: str
    """One sentence: what is wrong."""
    hint: str
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that was not written and is needed."""

    field: Field
    ask: str
    example: str
    """An answer that would be read."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the goal, echoed so that it can be changed."""

    field: Field
    label: str
    value: str
    """As it would be typed; what was typed if that is wrong; empty if nothing was."""
    state: Literal["read", "asked", "wrong"]
    note: str
    """What it means, what is wrong or what is asked, in a few words."""


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of the goal in the learner's own words: everything else is worked out from these."""

    subject: str = ""
    pack: str | None = None
    """A pack's id if one was chosen, "" for none wanted, None to go by the subject."""
    kind: str = ""
    scale: str = ""
    unit: str = ""
    """The scale that the written levels point to (`goals.intake.levels.Level.unit`)."""
    current: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    """Levels of which was not said what they are."""
    deadline: str = ""
    minutes: str = ""
    loose_minutes: str = ""
    """A time with no "a day": asked about."""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A goal sentence, read. Nothing in it is a silent guess: what is not sure is a question."""

    sentence: str
    subject: str
    """What is left of the sentence, tidied; `title` is what to call the goal."""
    pack: str | None
    kind: Kind
    kind_sure: bool
    scale: Scale | None
    """None until the learner has named or accepted one; `proposed` is offered until then."""
    current: float | None
    target: float | None
    deadline: date | None
    deadline_means: str
    """The echo, as in "by the end of June 2027"."""
    minutes_per_day: int | None
    time_means: str
    """The echo, as in "5 hours a week, about 43 minutes a day"."""
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    proposed: Scale
    """The scale itself, or the one offered while there is none."""
    said: Said
    offers: tuple[PackOffer, ...] = field(default=(), repr=False)

    @property
    def title(self) -> str:
        """What to call the goal: the pack's title, else the subject."""
        return next((one.title for one in self.offers if one.id == self.pack), self.subject)

    @property
    def is_complete(self) -> bool:
        """True if the goal can be set as it stands."""
        return not self.problems and not self.questions


LABELS: Final[dict[Field, str]] = {
    "subject": "goal",
    "kind": "kind",
    "scale": "scale",
    "current": "now",
    "target": "target",
    "deadline": "by",
    "minutes": "time",
}


def chips(reading: Reading) -> tuple[Chip, ...]:
    """The parts of a reading, in the order they are shown. Typing a chip's own value changes nothing."""
    return tuple(_chip(reading, one) for one in LABELS)


def _chip(reading: Reading, part: Field) -> Chip:
    read, note = _echo(reading, part)
    here = (part, "pack") if part == "subject" else (part,)
    problem = next((one for one in reading.problems if one.field in here), None)
    question = next((one for one in reading.questions if one.field in here), None)
    if problem:
        return Chip(part, LABELS[part], read or _typed(reading.said, part), "wrong", problem.what)
    if question:
        return Chip(part, LABELS[part], read, "asked", question.ask)
    if not read:
        asked = f"{name_scale(reading.proposed)}?" if part == "scale" else ""
        return Chip(part, LABELS[part], _typed(reading.said, part), "asked", asked)
    return Chip(part, LABELS[part], read, "read", note)


def _echo(reading: Reading, part: Field) -> tuple[str, str]:
    """A part's value as it would be typed, and what it means."""
    scale = reading.scale
    match part:
        case "subject":
            return reading.subject, f"{reading.title}, built-in pack" if reading.pack else "no pack"
        case "kind":
            return reading.kind if reading.kind_sure else "", ""
        case "scale":
            return (name_scale(scale), scale.offer()) if scale else ("", "")
        case "current" | "target":
            value = reading.current if part == "current" else reading.target
            return (scale.show(value), scale.name) if scale and value is not None else ("", "")
        case "deadline":
            return (say(reading.deadline), reading.deadline_means) if reading.deadline else ("", "")
        case _:
            typed = reading.time_means.partition(", about")[0]
            return typed, reading.time_means if reading.minutes_per_day else ""


def _typed(said: Said, part: Field) -> str:
    match part:
        case "subject":
            return said.subject
        case "current":
            return " or ".join(said.current)
        case "target":
            return " or ".join(said.target or said.loose)
        case "scale":
            return said.scale
        case "kind":
            return said.kind
        case "deadline":
            return said.deadline
        case _:
            return said.minutes
