"""Works a goal out from its parts as they were said: what it is, what is wrong with it, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goals.deadlines.days import say
from goals.deadlines.reader import AmbiguousDate, read_deadline
from goals.goal import Kind
from goals.intake.kinds import KINDS, guess_kind, read_kind
from goals.intake.measure import offered_scale, settle_levels, settle_scale
from goals.intake.notes import Notes
from goals.intake.packs import matching
from goals.intake.reading import PackOffer, Reading, Said
from goals.intake.time import EXAMPLE, read_practice
from goals.lexicon.tokens import fold
from goals.refusals import Refused
from goals.scales import Scale


def settle(said: Said, sentence: str, today: date, offers: Sequence[PackOffer]) -> Reading:
    """The reading that follows from what was said.

    Args:
        said: the parts in the learner's words.
        sentence: the whole sentence, kept as written.
        today: the study day it is said on.
        offers: the packs there are.
    """
    notes = Notes()
    if said.is_cut:
        notes.wrong(
            "sentence", "Only the first 500 characters were read.", "Say the goal in one short sentence."
        )
    _check_subject(said, notes)
    pack, rivals = _pack(said, offers, notes)
    if rivals:
        titles = " or ".join(one.title for one in rivals[:4])
        notes.ask("pack", f"Which one do you mean: {titles}?", rivals[0].title)
    scale = settle_scale(said, pack, notes)
    kind, kind_sure = _kind(said, pack, scale, notes)
    proposed = scale or offered_scale(said, kind)
    if not kind_sure and not rivals and any(char.isalpha() for char in said.subject):
        notes.ask("kind", f"What kind of goal is this: {', '.join(KINDS)}?", kind)
    current, target = settle_levels(said, scale, proposed, notes, ask=not rivals)
    deadline, deadline_means = _deadline(said, today, notes)
    minutes, time_means = _minutes(said, notes)
    return Reading(
        sentence=sentence,
        subject=said.subject,
        pack=pack.id if pack else None,
        kind=kind,
        kind_sure=kind_sure,
        scale=scale,
        current=current,
        target=target,
        deadline=deadline,
        deadline_means=deadline_means,
        minutes_per_day=minutes,
        time_means=time_means,
        problems=tuple(notes.problems),
        questions=tuple(one for one in notes.questions if one.field not in {p.field for p in notes.problems}),
        proposed=proposed,
        said=said,
        offers=tuple(offers),
    )


def _check_subject(said: Said, notes: Notes) -> None:
    if not said.subject:
        notes.ask("subject", "What do you want to be able to do?", "IELTS writing")
    elif not any(char.isalpha() for char in said.subject):
        notes.wrong(
            "subject", "There are no words that say what to learn.", "Write it as in “IELTS writing”."
        )


def _pack(
    said: Said, offers: Sequence[PackOffer], notes: Notes
) -> tuple[PackOffer | None, tuple[PackOffer, ...]]:
    """The pack, and the rivals if it is open which one."""
    if said.pack is None:
        found = matching(said.subject, offers)
        return (found[0], ()) if len(found) == 1 else (None, found)
    wanted = fold(said.pack)
    if wanted in _NO_PACK:
        return None, ()
    for offer in offers:
        if wanted in (fold(offer.id), fold(offer.title)):
            return offer, ()
    titles = ", ".join(one.title for one in offers) or "none"
    notes.wrong("pack", f"There is no pack “{said.pack}”.", f"Known: {titles}.")
    return None, ()


_NO_PACK = frozenset({"none", "no pack", "no"})


def _kind(said: Said, pack: PackOffer | None, scale: Scale | None, notes: Notes) -> tuple[Kind, bool]:
    if said.kind:
        typed = read_kind(said.kind)
        if typed:
            return typed, True
        notes.wrong(
            "kind", f"“{said.kind}” is no kind of goal.", f"Use {', '.join(KINDS[:-1])} or {KINDS[-1]}."
        )
    if pack:
        return pack.kind, True
    kind, sure = guess_kind(said.subject)
    if kind == "project" and not sure and scale is not None and scale.id == "cefr":
        return "language", True
    return kind, sure


def _deadline(said: Said, today: date, notes: Notes) -> tuple[date | None, str]:
    example = "in 6 months"
    if not said.deadline:
        notes.ask("deadline", "By when?", example)
        return None, ""
    try:
        found = read_deadline(said.deadline, today)
    except Refused as error:
        notes.refused("deadline", error)
        return None, ""
    if isinstance(found, AmbiguousDate):
        notes.ask("deadline", found.ask, say(found.readings[0]))
        return None, ""
    if found is None:
        hint = f"Write it as in “{example}” or “June {today.year + 1}”."
        notes.wrong("deadline", f"“{said.deadline}” is no date I can read.", hint)
        return None, ""
    return found.day, found.means


def _minutes(said: Said, notes: Notes) -> tuple[int | None, str]:
    if not said.minutes:
        ask = f"Is “{said.loose_minutes}” the time for each day?" if said.loose_minutes else ""
        notes.ask("minutes", ask or "How much can you practise, in minutes a day?", EXAMPLE)
        return None, ""
    try:
        practice = read_practice(said.minutes)
    except Refused as error:
        notes.refused("minutes", error)
        return None, ""
    minutes = round(practice.a_day)
    about = "" if practice.days else f", about {minutes} {'minute' if minutes == 1 else 'minutes'} a day"
    return minutes, practice.means + about
