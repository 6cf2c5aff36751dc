"""Music theory: intervals, named, built, measured and turned upside down."""

from __future__ import annotations

import random
from typing import Final

from goals.drills import NumberKey
from research.generators.figures import Made
from research.generators.music_drills import FORM, GRADES, a, asked, sounding_alike
from research.generators.music_notes import Interval, Note, intervals


def name_intervals(rng: random.Random, step: int) -> Made:
    """An interval between two notes that the step allows, and one question about it."""
    step = min(step, GRADES - 1)
    names, sharps, upper_sharps, forms = _STEPS[step]
    form = rng.choice(forms)
    while True:
        found, lower = rng.choice(names), Note(rng.randint(-15, 19))
        upper = lower.up(found)
        if abs(lower.sharps) <= sharps and abs(upper.sharps) <= upper_sharps:
            break
    if form == "name":
        return _name(lower, upper, found)
    if form == "semitones":
        return _measure(lower, upper, found)
    if form == "invert":
        return _invert(lower, upper, found)
    return _find(lower, upper, found, above=form == "above")


def _name(lower: Note, upper: Note, found: Interval) -> Made:
    return asked(
        f"Which interval is it from {lower} up to {upper}? Answer as in “minor 3rd” or “perfect 5th”.",
        found.spellings(),
        f"{_letters(lower, upper, found)} {_size(found).capitalize()} up, it is {a(str(found))}.",
        (
            "Count the letters first, both ends included.",
            f"It is {a(_NUMBER[found.number])}: now count semitones.",
        ),
        (_neighbour(found), _respelled(found)),
        15,
    )


def _find(lower: Note, upper: Note, found: Interval, *, above: bool) -> Made:
    wanted, given = (upper, lower) if above else (lower, upper)
    return asked(
        f"Which note is {a(str(found))} {'above' if above else 'below'} {given}? {FORM}",
        wanted.spellings(),
        f"{_letters(lower, upper, found)} With {_size(found)} it is {a(str(found))}: {wanted}. "
        f"{sounding_alike(wanted)} sounds alike but makes another interval.",
        (
            f"Count {found.number} letters {'up' if above else 'down'}, {given.letter} included.",
            f"{a(str(found)).capitalize()} has {_size(found)}.",
        ),
        (str(sounding_alike(wanted)), str(Note(wanted.fifths + 7)), str(Note(wanted.fifths - 7))),
        18,
    )


def _measure(lower: Note, upper: Note, found: Interval) -> Made:
    size = found.semitones
    return Made(
        "number",
        f"How many semitones is {upper} above {lower}, within one octave?",
        "",
        NumberKey(size, unit="semitones"),
        f"{lower} to {upper} is {a(str(found))}: {_size(found)}. Every key of a piano counts, black or "
        "white, the first one "
        "not.",
        hints=("Count every key of a piano on the way, the first one not.", f"It is {a(str(found))}."),
        distractors=(str(size + 1), str(size - 1)),
        guess=0.1,
        seconds=15,
    )


def _invert(lower: Note, upper: Note, found: Interval) -> Made:
    other = found.inverted
    return asked(
        f"{lower} up to {upper} is turned upside down: {upper} up to {lower}. Which interval is that? As "
        "in “minor 3rd”.",
        other.spellings(),
        f"{lower} to {upper} is {a(str(found))}. Turned over, the numbers add up to 9, major and minor "
        "change places, so do "
        f"augmented and diminished, and perfect stays: {other}.",
        ("Name the interval as it stands first.", f"{str(found).capitalize()}: the two numbers add up to 9."),
        (str(found), _neighbour(other), _respelled(other)),
        20,
    )


def _letters(lower: Note, upper: Note, found: Interval) -> str:
    return f"From {lower.letter} to {upper.letter} is {a(_NUMBER[found.number])}, whatever the accidentals."


def _size(found: Interval) -> str:
    return f"{found.semitones} semitone{'s' if found.semitones != 1 else ''}"


def _neighbour(found: Interval) -> str:
    """The same number with another quality."""
    return str(next(one for one in _ALL if one.number == found.number and one != found))


def _respelled(found: Interval) -> str:
    """An interval that sounds the same under another name; for want of one, its inversion."""
    same = (one for one in _ALL if one.semitones == found.semitones and one != found)
    return str(next(same, found.inverted))


_NUMBER: Final = {2: "2nd", 3: "3rd", 4: "4th", 5: "5th", 6: "6th", 7: "7th"}
_MAJOR: Final = intervals("M2", "M3", "P4", "P5", "M6", "M7")
_MINOR: Final = intervals("m2", "m3", "m6", "m7")
_CHROMATIC: Final = intervals("A4", "d5", "A5", "A2", "d7", "A6", "d4", "d3")
_ALL: Final = (*_MAJOR, *_MINOR, *_CHROMATIC)
_STEPS: Final[tuple[tuple[tuple[Interval, ...], int, int, tuple[str, ...]], ...]] = (
    (_MAJOR, 0, 0, ("name",)),
    ((*_MAJOR, *_MINOR), 0, 0, ("name", "above", "semitones")),
    (_MAJOR, 0, 1, ("above", "semitones", "name")),
    ((*_MAJOR, *_MINOR), 1, 1, ("above", "below", "semitones", "name")),
    ((*_MINOR, *_CHROMATIC[:2]), 1, 1, ("name", "above", "below", "semitones")),
    ((*_MAJOR[4:], *_MINOR, *_CHROMATIC[:3]), 1, 1, ("name", "below", "invert")),
    (_CHROMATIC, 1, 2, ("name", "above", "invert")),
    ((*_CHROMATIC, *_MINOR), 2, 2, ("below", "invert", "name")),
)
"""By grade: the intervals met, the most accidentals of the lower note, of the upper, what is asked."""
