"""Which drills a day's blocks hold, within its seconds. Nothing is taken twice, nothing goes over the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from goals.agenda_skills import Piles, Wanted, mix, to_check
from goals.agenda_value import LITTLE, Candidate, Standing, steer, teaches
from goals.ids import DrillId, SkillId
from goals.outlines import PRODUCTIVE

RECALL_LEAST, RECALL_MOST = 0.17, 0.40
"""Share of the minutes that due reviews get while there is other work: half of what is due, between these [E]."""
REVIEW_QUOTA: Final = 0.6
"""At most this share goes to reviews."""
STUBBORN_QUOTA: Final = 0.1
"""At most this share goes to drills forgotten more than once."""
NEW_QUOTA: Final = 0.2
"""At least this share goes to drills never met, while there are enough that teach something."""
FOCUS_SHARE: Final = 0.64
"""Of what reviews and own words leave, to the focus; the rest is mixed [E]."""
FOCUS_MOST: Final = 10
"""Drills of one skill in one block: about seven of them right, the opportunities of [learning-rate-regularity]."""
FEW: Final = 3
"""Drills below which a block of one skill is not worth its name."""
FOCUS_MINUTES: Final = 40
"""A day of so many minutes has two focus blocks, one of twice as many three."""
PRODUCE_SHARE: Final = 0.13
CHECK_DRILLS: Final = 3
CHECK_AIM: Final = 0.6
"""A check asks what tells most, not what teaches most."""
SHORT: Final = 10
"""Minutes below which there is nothing but recall and focus."""
LEFTOVER: Final = 20.0
"""Seconds that may stay unplanned."""


@dataclass
class Picks:
    """What was taken, block by block, and the seconds left."""

    day: date
    piles: Piles
    """Every drill by skill."""
    whole: float
    """The day's seconds, of which the shares are taken."""
    room: float
    """Seconds not yet given away."""
    met: float = 0.0
    """Of these, seconds that drills met before may take."""
    used: set[DrillId] = field(default_factory=set)
    recall: list[Candidate] = field(default_factory=list)
    focus: list[tuple[Standing, list[Candidate]]] = field(default_factory=list)
    """Each skill in focus with its drills: a block each."""
    mixed: list[Candidate] = field(default_factory=list)
    produce: list[Candidate] = field(default_factory=list)
    check: Standing | None = None
    """The skill checked in the mixed block, if any."""
    _steered: dict[SkillId, list[tuple[Candidate, float]]] = field(default_factory=dict)

    def best(self, one: Standing, least: float = LITTLE) -> list[Candidate]:
        """A skill's drills that may be asked and teach at least so much, best first."""
        if one.skill.id not in self._steered:
            self._steered[one.skill.id] = steer(self.piles[one.skill.id], one, self.day)
        return [c for c, value in self._steered[one.skill.id] if value >= least]

    def take(self, offered: Iterable[Candidate], seconds: float, most: int = 1_000) -> list[Candidate]:
        """Candidates in order until the seconds are used; one that doesn't fit is passed over."""
        left, taken = min(seconds, self.room), list[Candidate]()
        for candidate in offered:
            if len(taken) >= most or left <= 0:
                break
            fits = candidate.seconds <= left and (not candidate.reps or candidate.seconds <= self.met)
            if fits and candidate.outline.id not in self.used:
                taken.append(candidate)
                self.used.add(candidate.outline.id)
                left -= candidate.seconds
                self.room -= candidate.seconds
                self.met -= candidate.seconds if candidate.reps else 0.0
        return taken


def pick(
    day: date,
    minutes: int,
    room: float,
    days_away: int,
    skills: Wanted,
    piles: Piles,
    due: Sequence[Candidate],
    apart: Candidate | None,
) -> Picks:
    """The drills of a day.

    Args:
        day: today.
        minutes: the day's.
        room: seconds of them for drills.
        days_away: days without practice before today.
        skills: what the day is about.
        piles: every drill by skill.
        due: reviews to be done, in the order they are wanted.
        apart: the timed text or the text to judge that has its turn today, if any.
    """
    picks = Picks(day, piles, minutes * 60.0, room, room)
    if apart is not None:
        picks.produce = picks.take([apart], room)
    picks.met = picks.room - min(NEW_QUOTA * picks.whole, _new_seconds(skills, piles, day), picks.room)
    if apart is None and minutes >= SHORT:
        picks.produce = _own_words(picks, skills)
    share = min(max(sum(c.seconds for c in due) / 2 / picks.whole, RECALL_LEAST), RECALL_MOST)
    if days_away > 3:
        share = max(share, min(REVIEW_QUOTA, 600 / picks.whole))
    _review(picks, due, share)
    focus = picks.room * (FOCUS_SHARE if minutes >= SHORT else 1.0)
    _focus(picks, skills.now, focus, 1 + minutes // FOCUS_MINUTES)
    if not picks.focus:  # everything there is is too hard or too easy: what comes nearest
        _focus(picks, skills.now, focus, 1 + minutes // FOCUS_MINUTES, least=0.0)
    if minutes >= SHORT:
        _check(picks, to_check(skills.now, day, days_away))
        _in_turns(picks, mix([one for one, _ in picks.focus], skills.now, minutes))
    _spend(picks, skills, due)
    return picks


def _spend(picks: Picks, skills: Wanted, due: Sequence[Candidate]) -> None:
    """What is left goes to the next best: what is begun, what is due, what would have waited, and at last repeats."""
    _focus(picks, [one for one in skills.now if not one.opened], picks.room)
    _in_turns(picks, [one for one in skills.now if one.opened or _has(picks, one)])
    _review(picks, due, REVIEW_QUOTA)
    _focus(picks, skills.reserve, picks.room)
    today = [*skills.now, *(one for one, _ in picks.focus if one not in skills.now)]
    _in_turns(picks, [one for one in today if one.opened or _has(picks, one)], least=0.0)
    _in_turns(picks, skills.upkeep, least=0.0)
    picks.met = picks.room
    _in_turns(picks, [*today, *skills.upkeep], least=0.0)


def _review(picks: Picks, due: Sequence[Candidate], share: float) -> None:
    """Reviews in order up to a share of the day, few of them such as were forgotten again and again."""
    left = share * picks.whole - sum(c.seconds for c in picks.recall)
    stubborn = STUBBORN_QUOTA * picks.whole - sum(c.seconds for c in picks.recall if c.lapses > 1)
    wanted: list[Candidate] = []
    for candidate in due:
        if candidate.lapses > 1:
            if candidate.seconds > stubborn or candidate.outline.id in picks.used:
                continue
            stubborn -= candidate.seconds
        wanted.append(candidate)
    picks.recall += picks.take(wanted, left)


def _focus(
    picks: Picks, offered: Sequence[Standing], seconds: float, most: int = 1_000, *, least: float = LITTLE
) -> None:
    """Blocks of one skill each until the seconds are used."""
    until = picks.room - seconds
    for one in offered:
        if len(picks.focus) >= most or picks.room - until < LEFTOVER:
            return
        if _has(picks, one):
            continue
        drills = [c for c in picks.best(one, least) if c.outline.id not in picks.used]
        room = picks.room - until
        if sum(c.seconds for c in drills[:FEW]) > room or len(drills) < FEW:
            continue
        picks.focus.append((one, picks.take(drills, room, FOCUS_MOST)))


def _check(picks: Picks, one: Standing | None) -> None:
    """A few drills never met of a skill that is little known, into the mixed block."""
    if one is None:
        return
    cold = [c for c in picks.piles[one.skill.id] if c.is_free(picks.day) and not c.reps]
    cold.sort(key=lambda c: (round(abs(c.chance - CHECK_AIM), 3), c.outline.id))
    picks.mixed = picks.take(cold, picks.room, CHECK_DRILLS)
    picks.check = one if picks.mixed else None


def _in_turns(picks: Picks, skills: Sequence[Standing], least: float = LITTLE) -> None:
    """Drills of several skills by turns into the mixed block, so that telling them apart is part of the task."""
    if picks.room < LEFTOVER:
        return
    ordered = [picks.best(one, least) for one in skills]
    longest = max(map(len, ordered), default=0)
    turns = [pile[turn] for turn in range(longest) for pile in ordered if turn < len(pile)]
    picks.mixed += picks.take(turns, picks.room)


def _own_words(picks: Picks, skills: Wanted) -> list[Candidate]:
    """A few drills in the final format, of the most wanted skill that has some."""
    seconds = PRODUCE_SHARE * picks.whole
    for one in skills.now:
        own = [c for c in picks.best(one, 0.0) if c.outline.kind in PRODUCTIVE]
        own = [c for c in own if c.seconds <= 2 * seconds]
        if own and (one.opened or one is skills.now[0]):
            return picks.take(own, max(seconds, own[0].seconds), most=3)
    return []


def _new_seconds(skills: Wanted, piles: Piles, day: date) -> float:
    """Seconds of drills never met that teach something, of skills that are practised."""
    return sum(
        c.seconds
        for one in skills.now
        for c in piles[one.skill.id]
        if not c.reps and c.is_free(day) and teaches(c) >= LITTLE
    )


def _has(picks: Picks, one: Standing) -> bool:
    """True if a skill is in focus today."""
    return any(one is other for other, _ in picks.focus)
