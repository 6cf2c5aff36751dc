"""A sitting's own facts: what is asked, what came back, and how it went at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goals.attempts import AGAIN, Attempt
from goals.drills import Drill
from goals.grades import Grade
from goals.ids import DrillId, SkillId
from goals.levels import Level
from goals.scales import Scale
from goals.skills import SkillTree


@dataclass(frozen=True, slots=True)
class Ask:
    """One drill as it meets the learner."""

    drill: Drill
    block: str
    place: int
    """From 0, in the whole sitting."""
    count: int
    """Drills in the sitting as planned now."""
    in_block: tuple[int, int]
    """Place (from 1) and count within the block."""
    skill: str
    """Name of the skill."""
    branch: str
    """Name of what the skill belongs to; empty for a root."""
    expected: float
    """Chance of a right answer, 0 to 1."""
    hints: tuple[str, ...]
    """Hints read so far."""
    draft: str
    """What was typed before an interruption."""
    note: str
    """The learner's own note on this drill."""
    minutes_used: float
    minutes: int
    asks_confidence: bool
    """False where there is nothing to be sure of: texts, checklists, rubrics."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What came back on one answer."""

    drill: Drill
    answer: str
    grade: Grade
    skill: SkillId
    name: str
    before: Level
    after: Level
    target: float
    scale: Scale
    sure_but_wrong: bool
    returns_today: bool
    due: date | None
    """When it comes back after today; None if it is not scheduled."""
    day: date
    assisted: bool
    dont_know: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A level before and after a sitting."""

    skill: SkillId
    name: str
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class Summary:
    """How a sitting went."""

    answers: int
    correct: int
    scored: int
    score: float
    """Mean score, 0 to 1; 0 where nothing was scored."""
    predicted: float
    """Mean chance predicted before each answer."""
    sure: int
    sure_right: int
    seconds: float
    minutes: int
    pattern: str
    """One thing worth noticing, in words; empty if there is none."""
    moved: tuple[Moved, ...]
    finished: bool
    """False if drills were left."""


def summarise(
    attempts: Sequence[Attempt],
    tree: SkillTree,
    before: Mapping[SkillId, Level],
    after: Mapping[SkillId, Level],
    minutes: int,
    *,
    finished: bool,
) -> Summary:
    """The sitting's account from its attempts and the levels around it."""
    first = [a for a in attempts if a.block != AGAIN]
    scored = [a for a in first if a.score is not None]
    sure = [a for a in scored if a.confidence == 3]
    met = {a.skill for a in attempts if a.skill is not None}
    moved = tuple(
        Moved(skill, tree[skill].name, before[skill], after[skill])
        for skill in after
        if skill in met and skill in before and abs(after[skill].mean - before[skill].mean) >= 0.005
    )
    return Summary(
        answers=len(first),
        correct=sum(1 for a in scored if a.correct),
        scored=len(scored),
        score=sum(a.score or 0.0 for a in scored) / len(scored) if scored else 0.0,
        predicted=sum(a.expected or 0.0 for a in scored) / len(scored) if scored else 0.0,
        sure=len(sure),
        sure_right=sum(1 for a in sure if a.correct),
        seconds=sum(a.seconds or 0.0 for a in attempts),
        minutes=minutes,
        pattern=_pattern(scored, tree),
        moved=tuple(sorted(moved, key=lambda m: -abs(m.after.mean - m.before.mean))),
        finished=finished,
    )


def why_asked(block: str, skill: str, share: float, expected: float) -> str:
    """Why a drill is asked now, in words.

    Args:
        block: the agenda's block it belongs to.
        skill: its skill's name.
        share: the skill's share of the goal, 0 to 1.
        expected: the chance of a right answer, 0 to 1.
    """
    counts = f"{share:.0%} of the score" if share >= 0.005 else "it helps all the rest"
    reasons = {
        "recall": "it is due: you are likely to forget it soon",
        "focus": f"{skill} is today's focus: {counts}",
        "mixed": f"{skill} is easily mixed up with today's focus, so it is asked in between",
        "produce": "you learn to write by writing: this one is in your own words",
        "place": f"its answer says most about where you stand, here in {skill}",
        AGAIN: "you were sure and it was not right, so it returns today",
    }
    chance = f"You are expected to get about {expected:.0%} of drills like this right."
    return f"Asked because {reasons.get(block, 'it fits your level')}. {chance}"


def _pattern(scored: Sequence[Attempt], tree: SkillTree) -> str:
    """The most telling thing in one sitting; counts, never a diagnosis."""
    missed = [a for a in scored if not a.correct]
    if len(scored) >= 5 and not missed:
        return "Everything right: the next ones will be harder."
    if not missed:
        return ""
    sure_wrong = [a for a in missed if a.confidence == 3]
    if len(sure_wrong) >= 3:
        return f"{len(sure_wrong)} of {len(missed)} misses came when you were sure: look twice at those."
    skill, count = Counter(a.skill for a in missed if a.skill).most_common(1)[0]
    if count >= 3 and count * 2 >= len(missed):
        return f"{count} of {len(missed)} misses were in {tree[skill].name}."
    kind, count = Counter(a.kind for a in missed).most_common(1)[0]
    if count >= 3 and count * 3 >= 2 * len(missed):
        return f"{count} of {len(missed)} misses were {KIND_NAMES.get(kind, kind)}."
    fast = [a for a in missed if (a.seconds or 99) < 5]
    if len(fast) >= 3:
        return f"{len(fast)} of {len(missed)} misses were answered in under five seconds."
    return ""


KIND_NAMES: Mapping[str, str] = {
    "choice": "choices",
    "select": "selections",
    "text": "gaps to fill",
    "correction": "sentences to put right",
    "order": "sentences to put in order",
    "number": "numbers to read",
    "rewrite": "sentences to rewrite",
    "checklist": "checklists",
    "rubric": "texts to judge",
    "essay": "timed texts",
    "sql": "queries to write",
}
"""Kinds of drill in the learner's words, plural."""

NO_CONFIDENCE = frozenset({"essay", "checklist", "rubric"})
"""Kinds where there is nothing to be sure of."""

DrillQueue = list[tuple[DrillId, str]]
"""What is still and was asked in a sitting: drill and block."""
