"""Music theory: major and minor scales in their three forms, the names of degrees, and the modes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from goals.drills import ChoiceKey
from research.generators.figures import Made
from research.generators.music_drills import FORM, GRADES, LIST_FORM, asked, sounding_alike
from research.generators.music_notes import Note, Pattern, list_spellings, listed
from research.generators.music_patterns import HARMONIC, MAJOR, MELODIC, MODES, NATURAL


def scales(rng: random.Random, step: int) -> Made:
    """A scale that the step allows, and one question about it."""
    patterns, signatures, forms = _STEPS[min(step, GRADES - 1)]
    pattern = rng.choice(patterns)
    tonic = Note(rng.choice(signatures) + _CENTRE[pattern.name])
    return rng.choice(forms)(rng, pattern, tonic)


def _nth(rng: random.Random, pattern: Pattern, tonic: Note) -> Made:
    notes = pattern.on(tonic)
    place = rng.choice(_TELLING.get(pattern.name, tuple(range(2, 8))))
    wanted = notes[place - 1]
    return asked(
        f"Which is the {_ORDINALS[place - 1]} note of {tonic} {pattern.name}? {FORM}",
        wanted.spellings(),
        f"{_spelled(pattern, tonic)} {_built(pattern)}",
        (
            "Every letter stands once in the scale.",
            f"{pattern.name[0].upper()}{pattern.name[1:]} has {pattern.built}."
            if pattern in (MAJOR, NATURAL)
            else f"It is {pattern.built}.",
        ),
        (str(sounding_alike(wanted)), str(Note(wanted.fifths + 7)), str(Note(wanted.fifths - 7))),
        18,
    )


def _write(rng: random.Random, pattern: Pattern, tonic: Note) -> Made:
    notes = pattern.on(tonic)
    wrong = [
        other.on(tonic) for other in (MAJOR, NATURAL, HARMONIC, MELODIC, *MODES) if other.on(tonic) != notes
    ]
    return asked(
        f"Write the seven notes of {tonic} {pattern.name} from {tonic} up, {LIST_FORM}.",
        (*list_spellings(notes), *list_spellings((*notes, tonic))),
        f"{_spelled(pattern, tonic)} {_built(pattern)}",
        ("Write the seven letters first, then the accidentals.", f"The 3rd note is {notes[2]}."),
        (listed(rng.choice(wrong)), listed((*notes[:6], sounding_alike(notes[6])))),
        35,
    )


def _role(rng: random.Random, pattern: Pattern, tonic: Note) -> Made:
    # only a raised 7th leads
    place = rng.choice((2, 3, 4, 5, 6) if pattern == NATURAL else (2, 3, 4, 5, 6, 7))
    name = _ROLES[place]
    wanted = pattern.on(tonic)[place - 1]
    return asked(
        f"Which note is the {name} of {tonic} {pattern.name}? {FORM}",
        wanted.spellings(),
        f"The {name} is the {_ORDINALS[place - 1]} note. {_spelled(pattern, tonic)}",
        (
            "From the 2nd: supertonic, mediant, subdominant, dominant, submediant, leading note.",
            f"The {name} is the {_ORDINALS[place - 1]} note.",
        ),
        (str(sounding_alike(wanted)), str(pattern.on(tonic)[place - 2]), str(Note(wanted.fifths + 7))),
        15,
    )


def _which(rng: random.Random, pattern: Pattern, tonic: Note) -> Made:
    notes = pattern.on(tonic)
    near = (MAJOR, NATURAL, HARMONIC, MELODIC) if pattern not in MODES else MODES
    others = rng.sample([one for one in near if one != pattern], 3)
    names = [one.name for one in (pattern, *others)]
    rng.shuffle(names)
    return Made(
        "choice",
        f"Which scale is {listed(notes)}?",
        "",
        ChoiceKey(names.index(pattern.name)),
        f"{_spelled(pattern, tonic)} {_built(pattern)} Compare its 3rd, 6th and 7th with those of the "
        "major scale first.",
        choices=tuple(names),
        hints=(
            "Is the 3rd major or minor?",
            "Then look at the notes that stand a semitone apart.",
        ),
        guess=1 / len(names),
        seconds=25,
    )


def _spelled(pattern: Pattern, tonic: Note) -> str:
    return f"{tonic} {pattern.name}: {listed(pattern.on(tonic))}."


def _built(pattern: Pattern) -> str:
    if pattern in (MAJOR, NATURAL):
        return f"It goes in tones, with {pattern.built}."
    return f"It is {pattern.built}."


_ORDINALS: Final = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th")
_ROLES: Final = {
    2: "supertonic", 3: "mediant", 4: "subdominant", 5: "dominant", 6: "submediant", 7: "leading note",
}  # fmt: skip
_TELLING: Final = {
    "natural minor": (3, 6, 7), "harmonic minor": (3, 6, 7), "melodic minor (going up)": (3, 6, 7), "Dorian": (3, 6, 7),
    "Phrygian": (2, 3, 6), "Lydian": (3, 4, 7), "Mixolydian": (3, 4, 7), "Locrian": (2, 5, 6),
}  # fmt: skip
"""The notes worth asking for; of a major scale all."""
_CENTRE: Final = {
    "major": 0, "natural minor": 3, "harmonic minor": 3, "melodic minor (going up)": 3, "Dorian": 2, "Phrygian": 4,
    "Lydian": -1, "Mixolydian": 1, "Locrian": 5,
}  # fmt: skip
"""Fifths from the tonic of the major scale with the same signature."""
_Form = Callable[[random.Random, Pattern, Note], Made]
_STEPS: Final[tuple[tuple[tuple[Pattern, ...], tuple[int, ...], tuple[_Form, ...]], ...]] = (
    ((MAJOR,), (-2, -1, 0, 1, 2), (_nth, _nth, _write)),
    ((MAJOR,), (-4, -3, 3, 4), (_nth, _role, _write)),
    ((NATURAL, HARMONIC), (-3, -2, -1, 0, 1, 2, 3), (_nth, _write)),
    ((HARMONIC, MELODIC), (-5, -4, 4, 5), (_nth, _write)),
    ((HARMONIC, MELODIC, NATURAL), (-4, -3, -2, 2, 3, 4), (_role, _which)),
    ((MAJOR, HARMONIC, MELODIC), (-7, -6, 6, 7), (_nth, _write, _role)),
    (MODES, (-3, -2, -1, 1, 2, 3), (_nth, _write, _which)),
    (MODES, (-6, -5, -4, 4, 5, 6), (_write, _nth)),
)
"""By grade: the scales, the signatures they are near, what is asked."""
