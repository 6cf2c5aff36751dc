"""What a goal is measured on, where the learner stands on it and where they want to get."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from goals.goal import Kind
from goals.intake.kinds import name_scale, proposed_scale, read_scale
from goals.intake.levels import scale_of
from goals.intake.notes import Notes
from goals.intake.packs import implied_scale
from goals.intake.reading import Field, PackOffer, Said
from goals.refusals import Refused
from goals.scales import Scale, built_in


def settle_scale(said: Said, pack: PackOffer | None, notes: Notes) -> Scale | None:
    """What the goal is measured on: the pack's scale, else one named, else one its levels point to."""
    typed = read_scale(said.scale) if said.scale else None
    if said.scale and typed is None and not (pack and said.scale == name_scale(pack.scale)):
        notes.wrong(
            "scale", f"“{said.scale}” is no scale.", "Use bands, CEFR, grades, percent or “levels 1 to 10”."
        )
    unit = scale_of(said.unit)
    if pack:
        wanted = typed or (unit if said.unit.startswith("level-") else None)
        if wanted and _marks(wanted) != _marks(pack.scale):
            ruler = f"{pack.scale.name}, {pack.scale.offer()}"
            notes.wrong("scale", f"{pack.title} is measured in {ruler}.", "Keep that, or choose no pack.")
        return pack.scale
    if typed or unit:
        return typed or unit
    return implied_scale(said.subject)


def offered_scale(said: Said, kind: Kind) -> Scale:
    """The scale to offer while none is named: the usual one for the kind, if it has the levels said."""
    usual = built_in("level-10") if said.unit == "level" else proposed_scale(kind)
    for scale in (usual, built_in("level-10"), built_in("ielts-band"), built_in("percent")):
        if all(_is_on(scale, level) for level in (*said.current, *said.target)):
            return scale
    return usual


def settle_levels(
    said: Said, scale: Scale | None, proposed: Scale, notes: Notes, *, ask: bool
) -> tuple[float | None, float | None]:
    """The level now and the level wanted.

    Args:
        said: the parts in the learner's words.
        scale: what the goal is measured on, if known.
        proposed: that scale, or the one to offer.
        notes: takes what is wrong and what to ask.
        ask: False while another question comes first.
    """
    if len(set(said.current)) > 1:
        notes.wrong(
            "current", f"{' and '.join(dict.fromkeys(said.current))} are both given as now.", "Keep one."
        )
    if len(set(said.target)) > 1:
        notes.wrong(
            "target", f"{' and '.join(dict.fromkeys(said.target))} are both given as wanted.", "Keep one."
        )
    if said.loose:
        ends = tuple(dict.fromkeys(said.loose))
        notes.wrong(
            "target",
            f"It is not clear which of {' and '.join(ends)} is now and which is wanted.",
            f"Write it as in “from {ends[0]} to {ends[-1]}”.",
        )
    if scale is None and (said.current or said.target):
        named = " and ".join((*said.current[:1], *said.target[:1]))
        verb = "are" if " and " in named else "is"
        notes.ask("scale", f"What {verb} {named} measured in, and from where to where?", name_scale(proposed))
    current = _level(said.current, "current", scale, notes)
    target = _level(said.target, "target", scale, notes)
    if current is not None and target is not None and scale and target <= current:
        notes.wrong(
            "target",
            f"The target, {scale.show(target)}, is not above where you are now, {scale.show(current)}.",
            "Raise the target, or correct the level now.",
        )
    ruler = f"{proposed.name}, {proposed.offer()}"
    above = proposed.high if target is None else target
    below = proposed.low if current is None else current
    if ask and not said.current and not said.loose:
        notes.ask(
            "current",
            f"Where are you now? ({ruler})",
            _example(proposed, 0.4, proposed.low, above - proposed.step),
        )
    if ask and not said.target:
        notes.ask(
            "target",
            f"Where do you want to get to? ({ruler})",
            _example(proposed, 0.7, below + proposed.step, proposed.high),
        )
    return current, target


def _level(said: tuple[str, ...], part: Field, scale: Scale | None, notes: Notes) -> float | None:
    if scale is None or len(set(said)) != 1:
        return None
    text = unicodedata.normalize("NFKC", said[0])
    if ("%" in text and scale.unit != "%") or (_CEFR.fullmatch(text) and not scale.words):
        notes.wrong(part, f"“{said[0]}” is not a level on {scale.name}.", f"Use {scale.offer()}.")
        return None
    try:
        return scale.read(text)
    except Refused as error:
        notes.refused(part, error)
        return None


def _example(scale: Scale, share: float, low: float, high: float) -> str:
    """A level that would be a fair answer: so far up between two others."""
    steps = round((low + (high - low) * share - scale.low) / scale.step)
    return scale.show(min(max(scale.low + steps * scale.step, low), max(high, low)))


_CEFR: Final = re.compile(r"\s*[abc][12]\+?\s*", re.IGNORECASE)
"""Such a level holds a digit, so a scale of numbers would take "B1" for 1."""


def _marks(scale: Scale) -> tuple[float, float, float, tuple[str, ...]]:
    return scale.low, scale.high, scale.step, scale.words


def _is_on(scale: Scale, level: str) -> bool:
    try:
        scale.read(level)
    except Refused:
        return False
    return True
