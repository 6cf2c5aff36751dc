"""Reads a goal from one sentence, in any order and five languages: "IELTS writing 7 -> 8.5 by June, 45 min a
day".

The order of reading keeps numbers apart: practice time first ("45 min a day"), then "7 to 8.5", then the
date, then single levels; what is left is the subject. What is missing becomes a question, what can't be
becomes a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from goals.deadlines import reader as deadlines
from goals.deadlines.phrases import Mention
from goals.intake.kinds import name_scale
from goals.intake.levels import Level, level_pairs, single_levels
from goals.intake.packs import implied_scale, matching
from goals.intake.reading import Field, PackOffer, Reading, Said, chips
from goals.intake.settle import settle
from goals.intake.time import loose_practice, practices
from goals.lexicon.tokens import Words, fold, tokenise
from goals.plain import one_line
from goals.refusals import Refused

LONGEST: Final = 500
"""Characters of a sentence that are read."""


def read_goal(sentence: str, today: date, packs: Sequence[PackOffer]) -> Reading:
    """A goal from one sentence.

    Args:
        sentence: what the learner wrote; anything at all.
        today: the study day it is written on.
        packs: the curriculum packs it may name.
    """
    longer = one_line(sentence, limit=LONGEST * 2)
    text = longer[:LONGEST].strip()
    is_cut = len(longer) > LONGEST or len(sentence) > LONGEST * 4
    words = tokenise(text)
    named = matching(text, packs)
    pack = named[0] if len(named) == 1 else None
    scale = pack.scale if pack else implied_scale(text)

    promised = practices(words)
    words = words.without((one.first, one.last) for one in promised)
    pairs = level_pairs(words, scale)
    words = words.without(_spans(pairs))
    dates = deadlines.find(words, today)
    due = deadlines.chosen(dates)
    words = words.without(_spans(one for one in dates if one in due or one.is_start))
    beside = {"ielts", *(word for one in named for name in one.names for word in fold(name).split())}
    current, target, loose, singles = _roles(pairs, single_levels(words, scale, beside))
    words = words.without(_spans(singles))
    alone = loose_practice(words) if not promised else None
    loose_minutes = words.written(*alone) if alone else ""
    if alone:
        words = words.without([alone])
    said = Said(
        subject=_subject(words),
        unit=next((one.unit for one in (*pairs, *singles) if one.unit), ""),
        current=tuple(one.said for one in current),
        target=tuple(one.said for one in target),
        loose=tuple(one.said for one in loose),
        deadline=" or ".join(dict.fromkeys(one.text for one in due)),
        minutes="; ".join(dict.fromkeys(one.text for one in promised)),
        loose_minutes=loose_minutes,
        is_cut=is_cut,
    )
    return settle(said, text, today, packs)


def amend(reading: Reading, field: Field, text: str, today: date) -> Reading:
    """A reading with one part changed to what the learner typed, and all of it looked at again.

    Args:
        reading: the reading as it stands.
        field: which part: subject, pack, kind, scale, current, target, deadline or minutes.
        text: what was typed; nothing takes the part away.
        today: the study day it is typed on.

    Raises:
        Refused: there is no such part.
    """
    typed = one_line(text, limit=LONGEST)
    if any(chip.field == field and chip.value == typed for chip in chips(reading)):
        return reading
    said = _amended(reading, field, typed)
    after = settle(said, reading.sentence, today, reading.offers)
    if after.pack != reading.pack and after.pack and said.scale:
        after = settle(replace(said, scale=""), reading.sentence, today, reading.offers)
    return after


def _amended(reading: Reading, field: Field, typed: str) -> Said:
    said = reading.said
    match field:
        case "subject":
            return replace(said, subject=typed, pack=None, is_cut=False)
        case "pack":
            return replace(said, pack=typed or None)
        case "kind":
            return replace(said, kind=typed)
        case "scale":
            return replace(said, scale=typed, unit="" if typed else said.unit)
        case "current" | "target":
            return _with_level(reading, field, typed)
        case "deadline":
            return replace(said, deadline=typed)
        case "minutes":
            return replace(said, minutes=typed, loose_minutes="")
    raise Refused(f"A goal has no part “{one_line(str(field), limit=40)}”.")


def _with_level(reading: Reading, field: Field, typed: str) -> Said:
    """A level typed in answer to a question takes the scale the question offered, unless it names its own."""
    said = replace(reading.said, loose=())
    level, unit = typed, ""
    found = single_levels(tokenise(typed), reading.scale, ())
    if len(found) == 1:
        level, unit = found[0].said, found[0].unit
    if reading.scale is None and typed:
        if unit and unit != "level":
            said = replace(said, unit=unit)
        elif not said.current and not said.target and not said.scale:
            said = replace(said, scale=name_scale(reading.proposed))
    levels = (level,) if typed else ()
    return replace(said, current=levels) if field == "current" else replace(said, target=levels)


def _spans(found: Iterable[Level | Mention]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in found]


def _roles(
    pairs: Sequence[Level], singles: Sequence[Level]
) -> tuple[list[Level], list[Level], list[Level], list[Level]]:
    """Levels now, levels wanted, levels that could be either, and the single ones among all of them."""
    if pairs:
        singles = [one for one in singles if one.role != "loose"]
    current = [one for one in (*pairs, *singles) if one.role == "current"]
    target = [one for one in (*pairs, *singles) if one.role == "target"]
    loose = [one for one in singles if one.role == "loose"]
    if len(loose) == 1 and not (current and target):
        (current if target else target).append(loose.pop())
    return current, target, loose, list(singles)


_OPENING: Final = re.compile(
    r"(?:(?:i(?: want|'d like| would like| need| have) to|my goal is to|please|help me(?: to)?"
    r"|ich (?:möchte|will)|(?:yo )?quiero|je (?:veux|voudrais))\b|我(?:想要?|要))[\s,:]*",
    re.IGNORECASE,
)
_EDGES: Final = " ,;:.、，。；：-–—/|>→"


def _subject(words: Words) -> str:
    """What was not read as anything else, without the small words that led to it."""
    tags = words.tags
    pieces: list[str] = []
    for run in re.finditer(r"[^#]+", tags):
        first, last = run.start(), run.end() - 1
        if run.end() < len(tags):
            while last >= first and tags[last] in _DANGLING:
                last -= 1
        while first <= last and first and tags[first] in ("&.,-/" if pieces else "&.,-/IOl"):
            first += 1
        if first <= last:
            pieces.append(words.written(first, last).strip(_EDGES))
    text = " ".join(piece for piece in pieces if piece)
    rest = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    return rest[:1].upper() + rest[1:] if rest else text


_DANGLING: Final = frozenset(".,-/PbIRG&lOAaph")
