"""Music theory: sums of note values, and what a bar still lacks."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goals.drills import NumberKey
from research.generators.figures import Made
from research.generators.music_drills import GRADES

WHOLE: Final = 64
"""Ticks of a whole note, so that every value is a whole number: a double-dotted eighth is 14."""


@dataclass(frozen=True, slots=True)
class Value:
    """A note value, or a group of notes played as one."""

    name: str
    british: str
    ticks: int
    taken_for: int = 0
    """Ticks by a common slip: the dot overlooked, a triplet's notes at full length."""


def rhythm(rng: random.Random, step: int) -> Made:
    """How long some values last together, or what they leave of a bar."""
    step = min(step, GRADES - 1)
    names, least, most, units, bars = _STEPS[step]
    named = rng.choice(units)
    unit = next(one for one in _VALUES if one.name == named)
    bar = rng.choice(bars) if bars else ""
    full = _bar_ticks(bar) if bar else WHOLE * 3
    while True:
        values = [rng.choice(names) for _ in range(rng.randint(least, most))]
        lasts = sum(value.ticks for value in values)
        left = full - lasts if bar else lasts
        if left > 0 and Fraction(left, unit.ticks).denominator in (1, 2) and _is_new(values, step):
            break
    material = "\n".join(f"{one.name:<28} {one.british}" for one in values)
    count = Fraction(left, unit.ticks)
    summed = " + ".join(_number(Fraction(one.ticks, unit.ticks)) for one in values)
    whole = _number(Fraction(lasts, unit.ticks))
    plural = f"{unit.name}s ({unit.british}s)"
    if bar:
        prompt = f"How many {plural} does this bar of {bar} still lack?"
        room = _number(Fraction(full, unit.ticks))
        why = (
            f"A bar of {bar} holds {room} {unit.name}s. Here are {summed} = {whole}, so {_number(count)} are "
            "missing."
        )
    else:
        prompt = f"How many {plural} last as long as these together?"
        why = f"In {unit.name}s: {summed} = {whole}."
    return Made(
        "number",
        f"{prompt} Halves may be typed as .5.",
        material,
        NumberKey(float(count), unit=f"{unit.name}s"),
        f"{why} {_rule(values)}",
        hints=(_HINTS[bool(bar)], f"Turn every value into {unit.name}s first."),
        distractors=_wrong(values, unit, full if bar else 0, count),
        guess=0.05,
        seconds=20 + 5 * step,
    )


def _wrong(values: list[Value], unit: Value, full: int, count: Fraction) -> tuple[str, ...]:
    """Dots and triplets overlooked, the sum instead of the rest, half or double the unit."""
    slipped = Fraction(sum(one.taken_for or one.ticks for one in values), unit.ticks)
    lasts = Fraction(sum(one.ticks for one in values), unit.ticks)
    room = Fraction(full, unit.ticks)
    found = [room - slipped if full else slipped, lasts if full else count + 1, count * 2, count / 2]
    return tuple(dict.fromkeys(_number(one) for one in found if one > 0 and one != count))


def _is_new(values: list[Value], step: int) -> bool:
    """True if something in the bar belongs to this grade rather than an easier one."""
    return step == 0 or any(one in _NEW[step] for one in values)


def _bar_ticks(bar: str) -> int:
    count, part = map(int, bar.split("/"))
    return count * WHOLE // part


def _number(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.4f}".rstrip("0")


def _rule(values: list[Value]) -> str:
    names = " " + " ".join(one.name for one in values)
    found = [rule for word, rule in _RULES.items() if word in names]
    return " ".join(found) or "Each value is half of the one before: whole, half, quarter, eighth, sixteenth."


def _dotted(value: Value, *, dots: int = 1) -> Value:
    lead = "dotted " if dots == 1 else "double-dotted "
    longer = value.ticks + value.ticks // 2 + (value.ticks // 4 if dots == 2 else 0)
    return Value(lead + value.name, lead + value.british, longer, value.ticks)


_WHOLE_NOTE: Final = Value("whole note", "semibreve", WHOLE)
_HALF: Final = Value("half note", "minim", WHOLE // 2)
_QUARTER: Final = Value("quarter note", "crotchet", WHOLE // 4)
_EIGHTH: Final = Value("eighth note", "quaver", WHOLE // 8)
_SIXTEENTH: Final = Value("sixteenth note", "semiquaver", WHOLE // 16)
_VALUES: Final = (_WHOLE_NOTE, _HALF, _QUARTER, _EIGHTH, _SIXTEENTH)
_DOTS: Final = (_dotted(_HALF), _dotted(_QUARTER))
_DOTTED_EIGHTH: Final = _dotted(_EIGHTH)
_TRIPLETS: Final = (
    Value("triplet of eighths", "triplet of quavers", WHOLE // 4, WHOLE * 3 // 8),
    Value("triplet of quarters", "triplet of crotchets", WHOLE // 2, WHOLE * 3 // 4),
)
_SIX_TRIPLET: Final = Value("triplet of sixteenths", "triplet of semiquavers", WHOLE // 8, WHOLE * 3 // 16)
_DOUBLE: Final = (_dotted(_HALF, dots=2), _dotted(_QUARTER, dots=2))
_NEW: Final[tuple[tuple[Value, ...], ...]] = (
    (_WHOLE_NOTE, _HALF, _QUARTER),
    (_EIGHTH,),
    _DOTS,
    (_EIGHTH, *_DOTS),
    (_SIXTEENTH, _DOTTED_EIGHTH),
    (_SIXTEENTH, _DOTTED_EIGHTH, *_DOTS),
    _TRIPLETS,
    (*_DOUBLE, _SIX_TRIPLET),
)
_RULES: Final = {
    "triplet": "A triplet puts three notes into the time of two.",
    " dotted": "A dot adds half of the value.",
    "double-dotted": "Two dots add a half and a quarter of the value.",
}
_HINTS: Final = {
    False: "Add from the longest to the shortest.",
    True: "How much does a full bar hold? The lower number of the metre names the value, the upper counts them.",
}
_STEPS: Final[tuple[tuple[tuple[Value, ...], int, int, tuple[str, ...], tuple[str, ...]], ...]] = (
    ((_WHOLE_NOTE, _HALF, _QUARTER), 2, 4, ("quarter note",), ()),
    ((_HALF, _QUARTER, _EIGHTH), 3, 4, ("quarter note", "eighth note"), ()),
    ((_HALF, _QUARTER, _EIGHTH, *_DOTS), 3, 4, ("quarter note", "eighth note"), ()),
    ((_HALF, _QUARTER, _EIGHTH, *_DOTS), 2, 4, ("quarter note", "eighth note"), ("2/4", "3/4", "4/4")),
    ((_QUARTER, _EIGHTH, _SIXTEENTH, _DOTTED_EIGHTH), 4, 6, ("eighth note", "sixteenth note"), ()),
    (
        (_QUARTER, _EIGHTH, _SIXTEENTH, *_DOTS, _DOTTED_EIGHTH),
        3,
        6,
        ("eighth note", "sixteenth note"),
        ("6/8", "9/8", "12/8"),
    ),
    (
        (_EIGHTH, _SIXTEENTH, _DOTTED_EIGHTH, *_TRIPLETS),
        3,
        6,
        ("eighth note", "sixteenth note"),
        ("3/4", "4/4", "5/4"),
    ),
    (
        (_EIGHTH, _SIXTEENTH, *_DOUBLE, *_TRIPLETS, _SIX_TRIPLET),
        4,
        6,
        ("sixteenth note",),
        ("5/4", "7/8", "4/4", "11/8"),
    ),
)
"""By grade: values, fewest and most of them, the unit asked for, and the metre if the bar is to be filled."""
