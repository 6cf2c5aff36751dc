"""Today's blocks within the minutes: what to practise, in which order, and why (LEARNING 5.1, 6.2).

Pure and deterministic: the same standings and candidates give the same agenda, in whatever order they come.
Chance enters nowhere; ties fall by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from goals import agenda_reasons as reasons
from goals.agenda_blocks import SHORT, Picks, pick
from goals.agenda_skills import Wanted, wanted
from goals.agenda_value import Candidate, Standing, serving_order
from goals.ids import DrillId, SkillId

BlockKind = Literal["recall", "focus", "mixed", "produce", "reflect"]

LEAST: Final = 5
MOST: Final = 240
REFLECT_SHARE: Final = 0.03
WEEKLY: Final = 7
"""Days between timed texts, and between texts to judge."""
ESSAY_SHARE: Final = 0.6
"""A timed text comes if it fits into this share of the minutes."""
RUBRIC_SHARE: Final = 0.3
"""A text to judge comes if it fits into this share."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the session with one purpose. A long day has more than one focus."""

    kind: BlockKind
    minutes: int
    skills: tuple[SkillId, ...]
    """The skills it is about, the main one first; empty for reflection."""
    reason: str
    """Why it is there, in the learner's words."""
    drills: tuple[DrillId, ...]
    """What will be asked, in order."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """One study day's plan for one goal."""

    day: date
    minutes: int
    blocks: tuple[Block, ...]
    left_out: tuple[str, ...]
    """What a learner might expect and why it is not there, a sentence each."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the day itself brings besides skills and drills."""

    day: date
    minutes: int
    opened_this_week: int = 0
    """Skills first practised in the last seven days."""
    days_away: int = 0
    """Days without practice before today."""
    last_essay: date | None = None
    held_back: int = 0
    """Due reviews that a break's triage put on later days."""
    days_left: int | None = None
    """To the goal's date; None without one."""
    last_rubric: date | None = None
    """When a text was judged last."""


def plan(around: Circumstances, standings: Sequence[Standing], candidates: Sequence[Candidate]) -> Agenda:
    """The agenda for a day.

    Args:
        around: day, minutes and history of practice.
        standings: every active leaf.
        candidates: every drill in rotation, each with its worth to this learner today.
    """
    minutes = min(max(around.minutes, LEAST), MOST)
    leaves = sorted(standings, key=lambda one: one.skill.id)
    piles: dict[SkillId, list[Candidate]] = {one.skill.id: [] for one in leaves}
    for candidate in sorted(candidates, key=lambda c: c.outline.id):
        if candidate.outline.skill in piles:
            piles[candidate.outline.skill].append(candidate)
    offered = [candidate for pile in piles.values() for candidate in pile]

    skills = wanted(leaves, piles, around.day, around.opened_this_week)
    due = _due(around, skills, offered)
    left_out: list[str] = []
    apart = _apart(around, minutes, leaves, offered, left_out)
    reflect = max(1, round(minutes * REFLECT_SHARE)) if minutes >= SHORT else 0
    picks = pick(around.day, minutes, (minutes - reflect) * 60.0, around.days_away, skills, piles, due, apart)
    told = [
        *reasons.left_out(picks, skills, leaves, due, around.held_back),
        *left_out,
        *reasons.resting(c for c in offered if c.is_stubborn(around.day)),
    ]
    return Agenda(around.day, minutes, _blocks(around, picks, leaves, minutes, reflect), tuple(told))


def _due(around: Circumstances, skills: Wanted, offered: Sequence[Candidate]) -> list[Candidate]:
    """Due reviews: after a break the best remembered first, else the longest overdue and weakest.

    The reviews of what today's focus builds on come last, right before it.
    """
    due = [c for c in offered if c.is_due(around.day)]
    if around.days_away > 3:
        return sorted(due, key=lambda c: (-c.recall, c.outline.id))
    return sorted(due, key=lambda c: (c.due or around.day, c.recall, c.outline.id))


def _apart(
    around: Circumstances,
    minutes: int,
    standings: Sequence[Standing],
    offered: Sequence[Candidate],
    left_out: list[str],
) -> Candidate | None:
    """The timed text or the text to judge that has its turn: each once a week, not both on one day."""
    if not any(one.opened for one in standings):
        return None  # not on the very first day
    found: Candidate | None = None
    for kind, last, share, name in (
        ("essay", around.last_essay, ESSAY_SHARE, "a timed text"),
        ("rubric", around.last_rubric, RUBRIC_SHARE, "a text to judge"),
    ):
        texts = [c for c in offered if c.outline.kind == kind]
        if not texts or (last is not None and (around.day - last).days < WEEKLY):
            continue
        fitting = [c for c in texts if c.seconds <= share * minutes * 60]
        if not fitting:
            shortest = round(min(c.seconds for c in texts) / 60)
            left_out.append(f"{name}: it takes {shortest} minutes, so plan a longer day for it")
        elif found is None:
            found = min(fitting, key=lambda c: (c.reps, c.last or date.min, c.seconds, c.outline.id))
    return found


def _blocks(
    around: Circumstances, picks: Picks, leaves: Sequence[Standing], minutes: int, reflect: int
) -> tuple[Block, ...]:
    mixed = serving_order(picks.mixed)
    recall = _prerequisites_last(around, picks)
    blocks = [
        _block("recall", recall, reasons.why_recall(recall, leaves, around.days_away)),
        *(_block("focus", taken, reasons.why_focus(one, leaves)) for one, taken in picks.focus),
        _block("mixed", mixed, reasons.why_mixed(picks, leaves)),
        _block("produce", picks.produce, reasons.why_produce(picks.produce)),
    ]
    kept = [block for block in blocks if block.drills]
    if kept and reflect:
        kept.append(Block("reflect", reflect, (), "your guess against the result, and one line to keep", ()))
    return _fitted(kept, minutes)


def _prerequisites_last(around: Circumstances, picks: Picks) -> list[Candidate]:
    """Reviews of what the focus builds on stand right before it; after a break the easy start matters more."""
    if around.days_away > 3:
        return picks.recall
    below = {skill for one, _ in picks.focus for skill in one.skill.prerequisites}
    return sorted(picks.recall, key=lambda c: c.outline.skill in below)


def _block(kind: BlockKind, taken: Sequence[Candidate], reason: str) -> Block:
    met = [candidate.outline.skill for candidate in taken]
    skills = sorted(set(met), key=lambda skill: (-met.count(skill), skill))
    minutes = max(1, round(sum(candidate.seconds for candidate in taken) / 60)) if taken else 0
    return Block(kind, minutes, tuple(skills), reason, tuple(candidate.outline.id for candidate in taken))


def _fitted(blocks: Sequence[Block], minutes: int) -> tuple[Block, ...]:
    """Whole minutes that never sum to more than was planned: rounding is taken from the longest block."""
    kept = list(blocks)
    while sum(block.minutes for block in kept) > minutes:
        longest = max(range(len(kept)), key=lambda n: kept[n].minutes)
        kept[longest] = replace(kept[longest], minutes=kept[longest].minutes - 1)
    return tuple(kept)
