"""Today's blocks within the minutes: what to practise, in which order, and why (LEARNING 5.1, 6.2).

Pure and deterministic: the same standings and candidates give the same agenda. Chance enters nowhere; ties fall by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from goals.agenda_value import Candidate, Standing, per_minute, serving_order, steer
from goals.drills import PRODUCTIVE
from goals.ids import DrillId, SkillId

BlockKind = Literal["recall", "focus", "mixed", "produce", "reflect"]

SHARES: Final[dict[BlockKind, float]] = {
    "recall": 0.17,
    "focus": 0.43,
    "mixed": 0.24,
    "produce": 0.13,
    "reflect": 0.03,
}
"""Share of the minutes by block [E]; what a block can't use goes to the focus."""
REVIEW_QUOTA: Final = 0.6
"""At most this share of the minutes goes to reviews."""
NEW_PER_WEEK: Final = 3
"""Skills opened in a week at the most."""
FOCUS_MOST: Final = 14
"""Drills of one skill in one focus block: twice the seven good opportunities of [learning-rate-regularity]."""
ESSAY_EVERY: Final = 7
"""Days between timed essays."""
LEAST: Final = 5
MOST: Final = 240


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the session with one purpose."""

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


def plan(around: Circumstances, standings: Sequence[Standing], candidates: Sequence[Candidate]) -> Agenda:
    """The agenda for a day.

    Args:
        around: day, minutes and history of practice.
        standings: every active leaf, in tree order.
        candidates: every drill in rotation, each with its worth to this learner today.
    """
    minutes = min(max(around.minutes, LEAST), MOST)
    left_out: list[str] = []
    open_ones = _openable(around, standings, left_out)
    by_skill: dict[SkillId, list[Candidate]] = {one.skill.id: [] for one in standings}
    for candidate in candidates:
        if candidate.outline.skill in by_skill:
            by_skill[candidate.outline.skill].append(candidate)
    used: set[DrillId] = set()
    budget = {kind: minutes * 60 * share for kind, share in SHARES.items()}
    reflect = max(1, round(minutes * SHARES["reflect"]))

    recall = _recall(around, standings, by_skill, minutes, budget["recall"], used, left_out)
    essay = _essay(around, minutes, candidates, left_out)
    focus_on = max(open_ones, key=lambda one: (per_minute(one), one.skill.id), default=None)
    mixed_on = _mixed_skills(focus_on, open_ones)
    produce = _produce(essay, focus_on, mixed_on, by_skill, budget["produce"], used)
    room = minutes * 60 - reflect * 60 - _seconds(recall) - _seconds(produce)
    share = SHARES["mixed"] / (SHARES["mixed"] + SHARES["focus"])
    mixed = _mixed(mixed_on, by_skill, room * share, used)
    focus = _focus(focus_on, by_skill, room - _seconds(mixed), used)
    spare = room - _seconds(mixed) - _seconds(focus)
    if spare > 60:  # the focus ran out of drills worth doing: more of the mix, and of what else is open
        wider = [*mixed_on, *(one for one in open_ones if one not in mixed_on and one is not focus_on)]
        mixed += _mixed(wider, by_skill, spare, used)

    blocks = [
        _block("recall", recall, standings, _why_recall(around, recall, standings)),
        _block("focus", focus, standings, _why_focus(focus_on)),
        _block("mixed", serving_order(mixed), standings, _why_mixed(focus_on, mixed_on)),
        _block(
            "produce",
            produce,
            standings,
            "a timed text: observed, never given a band"
            if essay in produce
            else "your own words, in the final format",
        ),
    ]
    kept = [block for block in blocks if block.drills]
    kept.append(Block("reflect", reflect, (), "your guess against the result, and one line to keep", ()))
    return Agenda(around.day, minutes, _fitted(kept, minutes), tuple(left_out))


def _openable(around: Circumstances, standings: Sequence[Standing], left_out: list[str]) -> list[Standing]:
    """Skills that may be worked on today: prerequisites passed, and few new ones in a week."""
    names = {one.skill.id: one.skill.name for one in standings}
    ready: list[Standing] = []
    for one in standings:
        if one.gate < 0.5 and one.waits_for:
            left_out.append(f"{one.skill.name} (needs {names.get(one.waits_for, one.waits_for)} first)")
        elif one.gap > 0 or not one.opened:
            ready.append(one)
    if not ready:  # all targets reached: keep what was learned alive
        ready = [one for one in standings if one.gate >= 0.5]
    fresh = sorted((one for one in ready if not one.opened), key=lambda one: (-per_minute(one), one.skill.id))
    allowed = max(NEW_PER_WEEK - around.opened_this_week, 0 if len(fresh) < len(ready) else 1)
    if held := fresh[allowed:]:
        left_out.append(f"{len(held)} skills not begun yet: at most {NEW_PER_WEEK} new ones a week")
    return [one for one in ready if one not in held]


def _recall(
    around: Circumstances,
    standings: Sequence[Standing],
    by_skill: dict[SkillId, list[Candidate]],
    minutes: int,
    seconds: float,
    used: set[DrillId],
    left_out: list[str],
) -> list[Candidate]:
    """Due reviews: after a break the best remembered first, else the longest overdue and weakest."""
    due = [
        c
        for one in standings
        for c in by_skill[one.skill.id]
        if c.is_due(around.day) and c.outline.kind not in ("essay", "rubric")
    ]
    if around.days_away > 3:
        due.sort(key=lambda c: (-c.recall, c.outline.id))
        seconds = max(seconds, min(minutes * 60 * REVIEW_QUOTA, 600.0))
    else:
        due.sort(key=lambda c: (c.due or around.day, c.recall, c.outline.id))
        overdue = sum(c.seconds for c in due)
        if overdue > 2 * seconds:
            seconds *= 1.5
    taken = _fill(due, min(seconds, minutes * 60 * REVIEW_QUOTA), used)
    rest = len(due) - len(taken) + around.held_back
    if rest:
        left_out.append(f"{rest} more reviews that are due: they wait, nothing is lost")
    return taken


def _focus(
    on: Standing | None, by_skill: dict[SkillId, list[Candidate]], seconds: float, used: set[DrillId]
) -> list[Candidate]:
    if on is None:
        return []
    wanted = [c for c in steer(by_skill[on.skill.id], on) if c.outline.kind not in ("essay", "rubric")]
    return _fill(wanted[: FOCUS_MOST * 3], seconds, used, most=FOCUS_MOST)


def _mixed_skills(focus: Standing | None, open_ones: Sequence[Standing]) -> list[Standing]:
    """Two or three skills easily confused with the focus, one that was not met for a week, one little known."""
    if focus is None:
        return []
    others = [one for one in open_ones if one is not focus]
    alike = [
        o for o in others if o.skill.id in focus.skill.confusable or focus.skill.id in o.skill.confusable
    ]
    alike.sort(key=lambda one: (-per_minute(one), one.skill.id))
    stale = sorted(
        (o for o in others if o.opened and o.days_since >= 7), key=lambda o: (-o.days_since, o.skill.id)
    )
    unsure = sorted(
        (o for o in others if o.uncertainty > 0.6), key=lambda o: (-o.uncertainty * o.weight, o.skill.id)
    )
    rest = sorted(others, key=lambda one: (-per_minute(one), one.skill.id))
    chosen: list[Standing] = []
    for one in (*alike[:2], *stale[:1], *unsure[:1], *rest):
        if one not in chosen and len(chosen) < 3:
            chosen.append(one)
    return chosen


def _mixed(
    on: Sequence[Standing], by_skill: dict[SkillId, list[Candidate]], seconds: float, used: set[DrillId]
) -> list[Candidate]:
    """Drills of several skills in turn, so that telling them apart is part of the task."""
    piles = [
        [c for c in steer(by_skill[one.skill.id], one) if c.outline.kind not in ("essay", "rubric")]
        for one in on
    ]
    turns: list[Candidate] = []
    for round_ in range(max((len(pile) for pile in piles), default=0)):
        turns += [pile[round_] for pile in piles if round_ < len(pile)]
    return _fill(turns, seconds, used)


def _produce(
    essay: Candidate | None,
    focus: Standing | None,
    mixed: Sequence[Standing],
    by_skill: dict[SkillId, list[Candidate]],
    seconds: float,
    used: set[DrillId],
) -> list[Candidate]:
    if essay is not None:
        used.add(essay.outline.id)
        return [essay]
    for one in (focus, *mixed):
        if one is None:
            continue
        own = [
            c
            for c in steer(by_skill[one.skill.id], one)
            if c.outline.kind in PRODUCTIVE and c.outline.kind != "essay"
        ]
        if found := _fill(own, max(seconds, min((c.seconds for c in own), default=0)), used, most=3):
            return found
    return []


def _essay(
    around: Circumstances, minutes: int, candidates: Sequence[Candidate], left_out: list[str]
) -> Candidate | None:
    """A timed text once a week, if it fits into three fifths of the minutes."""
    texts = sorted(
        (c for c in candidates if c.outline.kind == "essay"), key=lambda c: (c.reps, c.seconds, c.outline.id)
    )
    if not texts or (around.last_essay is not None and (around.day - around.last_essay).days < ESSAY_EVERY):
        return None
    if around.last_essay is None and around.opened_this_week == 0:
        return None  # not on the very first day
    if fits := [c for c in texts if c.seconds <= 0.6 * minutes * 60]:
        return fits[0]
    shortest = min(c.seconds for c in texts)
    left_out.append(f"a timed text: it takes {round(shortest / 60)} minutes, so plan a longer day for it")
    return None


def _fill(
    wanted: Iterable[Candidate], seconds: float, used: set[DrillId], most: int = 500
) -> list[Candidate]:
    """Candidates in order until the seconds are used; one that doesn't fit is passed over."""
    taken: list[Candidate] = []
    for candidate in wanted:
        if len(taken) >= most or candidate.outline.id in used:
            continue
        if candidate.seconds <= seconds:
            taken.append(candidate)
            used.add(candidate.outline.id)
            seconds -= candidate.seconds
    return taken


def _seconds(taken: Sequence[Candidate]) -> float:
    return sum(candidate.seconds for candidate in taken)


def _block(kind: BlockKind, taken: Sequence[Candidate], standings: Sequence[Standing], reason: str) -> Block:
    met = [candidate.outline.skill for candidate in taken]
    skills = sorted(set(met), key=lambda skill: (-met.count(skill), skill))
    minutes = max(1, round(_seconds(taken) / 60)) if taken else 0
    return Block(kind, minutes, tuple(skills), reason, tuple(candidate.outline.id for candidate in taken))


def _fitted(blocks: Sequence[Block], minutes: int) -> tuple[Block, ...]:
    """Whole minutes that never sum to more than was planned: rounding is taken from the longest block."""
    kept = list(blocks)
    while sum(block.minutes for block in kept) > minutes:
        longest = max(range(len(kept)), key=lambda n: kept[n].minutes)
        kept[longest] = replace(kept[longest], minutes=kept[longest].minutes - 1)
    return tuple(kept)


def _why_recall(around: Circumstances, taken: Sequence[Candidate], standings: Sequence[Standing]) -> str:
    met = [candidate.outline.skill for candidate in taken]
    names = [
        one.skill.name
        for one in sorted(standings, key=lambda o: (-met.count(o.skill.id), o.skill.id))
        if one.skill.id in met
    ]
    about = ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")
    if around.days_away > 3:
        return f"{len(taken)} due: {about}; after {around.days_away} days away the best remembered first"
    return f"{len(taken)} due: {about}"


def _why_focus(one: Standing | None) -> str:
    if one is None:
        return ""
    share = f"{one.weight * 100:.0f} % of the score" if one.weight >= 0.005 else "helps all the rest"
    if one.gap <= 0:
        return f"{share}, target reached: keeping it there"
    known = f"gap {one.gap:.1f}" if one.known else "not measured yet"
    return f"{share}, {known}, most to gain per minute"


def _why_mixed(focus: Standing | None, on: Sequence[Standing]) -> str:
    if focus is None:
        return ""
    alike = any(o.skill.id in focus.skill.confusable or focus.skill.id in o.skill.confusable for o in on)
    stale = [o.skill.name for o in on if o.opened and o.days_since >= 7]
    if stale:
        return (
            f"easy to confuse, so mixed; {stale[0]} not met for a week"
            if alike
            else f"{stale[0]} not met for a week"
        )
    return "easy to confuse, so mixed" if alike else "the next widest gaps, mixed"
