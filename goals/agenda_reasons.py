"""Why each block is there and what was left out, in the learner's words and with real numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goals.agenda_blocks import Picks
from goals.agenda_skills import STALE, Wanted, are_alike
from goals.agenda_value import Candidate, Standing, worth


def why_recall(taken: Sequence[Candidate], standings: Sequence[Standing], days_away: int) -> str:
    """What is due, and after a break in which order."""
    met = [candidate.outline.skill for candidate in taken]
    most = sorted(standings, key=lambda one: (-met.count(one.skill.id), one.skill.id))
    names = [one.skill.name for one in most if one.skill.id in met]
    about = ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")
    if days_away > 3:
        return f"{len(taken)} due: {about}; after {days_away} days away the best remembered first"
    return f"{len(taken)} due: {about}"


def why_focus(one: Standing, standings: Sequence[Standing]) -> str:
    """A skill's share of the score, its gap as far as it is known, and whether it has most to gain or its turn."""
    share = share_in_words(one.weight)
    if not one.known:
        return f"{share}, not measured yet"
    if one.gap <= 0:
        return f"{share}, target reached: keeping it there"
    gap = f"gap {one.gap:.1f}" if one.gap >= 0.05 else "almost there"
    worths = [worth(other) for other in standings]
    if worth(one) >= max(worths) - 1e-9:
        return f"{share}, {gap}, most to gain"
    if one.attention * sum(worths) < worth(one):
        return f"{share}, {gap}, its turn: less time lately than it is worth"
    return f"{share}, {gap}, among the most to gain"


def why_mixed(picks: Picks, standings: Sequence[Standing]) -> str:
    """What the mixed block's skills have to do with each other and with the focus."""
    asked = {candidate.outline.skill for candidate in picks.mixed}
    there = [one for one in standings if one.skill.id in asked]
    focus = [one for one, _ in picks.focus]
    every = [*there, *(one for one in focus if one not in there)]
    pairs = [(a, b) for n, a in enumerate(every) for b in every[n + 1 :] if are_alike(a, b)]
    reasons = [f"{pairs[0][0].skill.name} and {pairs[0][1].skill.name} are easy to confuse"] if pairs else []
    if stale := [one.skill.name for one in there if one.opened and one.days_since >= STALE]:
        reasons.append(f"{stale[0]} not met for {'a week' if len(stale) == 1 else 'a week, nor ' + stale[1]}")
    if picks.check is not None:
        reasons.append(f"a short check of {picks.check.skill.name}, the least known")
    return "; ".join(reasons) or "the next widest gaps, mixed"


def why_produce(taken: Sequence[Candidate]) -> str:
    """What is produced, and what is made of it."""
    kinds = {candidate.outline.kind for candidate in taken}
    if "essay" in kinds:
        return "a timed text: observed, never given a band"
    if "rubric" in kinds:
        return "judge a text yourself: how well you judge decides how far your own scores count"
    return "your own words, in the final format"


def left_out(
    picks: Picks, skills: Wanted, standings: Sequence[Standing], due: Sequence[Candidate], held_back: int
) -> list[str]:
    """What a learner might expect today and why it is not there."""
    names = {one.skill.id: one.skill.name for one in standings}
    told = [
        f"{one.skill.name} (needs {names.get(one.waits_for, one.waits_for)} first)"
        for one in skills.waiting
        if one.waits_for
    ]
    asked = {c.outline.skill for c in _all(picks)}
    if later := [one for one in skills.reserve if one.skill.id not in asked]:
        what = "1 skill is" if len(later) == 1 else f"{len(later)} skills are"
        told.append(f"{what} not begun yet: new ones come a few at a time")
    rest = sum(1 for c in due if c.outline.id not in picks.used) + held_back
    if rest == 1:
        told.append("1 more review that is due: it waits, nothing is lost")
    elif rest:
        told.append(f"{rest} more reviews that are due: they wait, nothing is lost")
    return told


def resting(candidates: Iterable[Candidate]) -> list[str]:
    """Drills that were forgotten again and again."""
    count = sum(1 for _ in candidates)
    if not count:
        return []
    what = (
        "1 drill that keeps going wrong rests" if count == 1 else f"{count} drills that keep going wrong rest"
    )
    return [f"{what} for two weeks: easier ones of the same skill come first"]


def share_in_words(weight: float) -> str:
    """A weight as a share of the score; an enabler has none."""
    if weight <= 0:
        return "helps all the rest"
    if weight < 0.01:
        return "under 1 % of the score"
    return f"{weight * 100:.0f} % of the score"


def _all(picks: Picks) -> Iterable[Candidate]:
    yield from picks.recall
    for _, taken in picks.focus:
        yield from taken
    yield from picks.mixed
    yield from picks.produce
