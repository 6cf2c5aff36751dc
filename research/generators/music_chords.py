"""Music theory: triads and seventh chords, on a root, on a degree of a key, turned over and borrowed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from goals.drills import ChoiceKey
from research.generators.figures import Made
from research.generators.music_drills import FORM, GRADES, LIST_FORM, asked, sounding_alike
from research.generators.music_notes import Note, Pattern, list_spellings, listed
from research.generators.music_patterns import (
    AUGMENTED,
    DIMINISHED,
    DIMINISHED_7,
    DOMINANT_7,
    HALF_DIMINISHED_7,
    HARMONIC,
    MAJOR,
    MAJOR_7,
    MAJOR_TRIAD,
    MINOR_7,
    MINOR_TRIAD,
    SEVENTHS,
    TRIADS,
)


def chords(rng: random.Random, step: int) -> Made:
    """A chord that the step allows, and one question about it."""
    return rng.choice(_STEPS[min(step, GRADES - 1)])(rng)


def _spell(patterns: tuple[Pattern, ...], roots: tuple[int, ...]) -> Callable[[random.Random], Made]:
    """All its notes from the root up."""

    def make(rng: random.Random) -> Made:
        pattern, root = rng.choice(patterns), Note(rng.choice(roots))
        return _notes(f"Write the notes of the {pattern.name} on {root}", pattern, root, "")

    return make


def _member(patterns: tuple[Pattern, ...], roots: tuple[int, ...]) -> Callable[[random.Random], Made]:
    """One of its notes."""

    def make(rng: random.Random) -> Made:
        pattern, root = rng.choice(patterns), Note(rng.choice(roots))
        place = rng.randrange(1, len(pattern.intervals))
        wanted = pattern.on(root)[place]
        return asked(
            f"Which note is the {_PLACES[place]} of the {pattern.name} on {root}? {FORM}",
            wanted.spellings(),
            f"{_said(pattern, root)} It is {pattern.built}, in every second letter.",
            ("The notes of a chord stand on every second letter.", f"It is {pattern.built}."),
            (str(sounding_alike(wanted)), str(Note(wanted.fifths + 7)), str(Note(wanted.fifths - 7))),
            15,
        )

    return make


def _kind(
    patterns: tuple[Pattern, ...], near: tuple[Pattern, ...], roots: tuple[int, ...]
) -> Callable[[random.Random], Made]:
    """Which kind of chord some notes make."""

    def make(rng: random.Random) -> Made:
        pattern, root = rng.choice(patterns), Note(rng.choice(roots))
        names = [one.name for one in rng.sample([one for one in near if one != pattern], 3)] + [pattern.name]
        rng.shuffle(names)
        return Made(
            "choice",
            f"Which chord is {listed(pattern.on(root))}, from the root up?",
            "",
            ChoiceKey(names.index(pattern.name)),
            f"{_said(pattern, root)} Measured from the root it is {pattern.built}.",
            choices=tuple(names),
            hints=("Measure each note from the root, not from its neighbour.", "Is the 3rd major or minor?"),
            guess=1 / len(names),
            seconds=20,
        )

    return make


def _degree(signatures: tuple[int, ...], *, minor: bool) -> Callable[[random.Random], Made]:
    """The triad on a degree of a key; of a minor key the harmonic scale's."""

    def make(rng: random.Random) -> Made:
        place = rng.choice((1, 3, 4, 5, 6) if minor else (1, 2, 3, 4, 5, 6))
        tonic = Note(rng.choice(signatures) + (3 if minor else 0))
        scale = (HARMONIC if minor else MAJOR).on(tonic)
        notes = tuple(scale[(place - 1 + off) % 7] for off in (0, 2, 4))
        pattern = next(one for one in TRIADS if one.on(notes[0]) == notes)
        roman = _MINOR_ROMAN[place] if minor else _ROMAN[place]
        key = f"{tonic} {'minor' if minor else 'major'}"
        return _notes(
            f"Write the notes of the chord {roman} in {key}{', from the harmonic scale' if minor else ''}",
            pattern,
            notes[0],
            f"{roman} stands on the {_ORDINALS[place]} note of {key}, {notes[0]}. ",
        )

    return make


def _inversion(patterns: tuple[Pattern, ...], roots: tuple[int, ...]) -> Callable[[random.Random], Made]:
    """Root, or position, of a chord given from its lowest note up."""

    def make(rng: random.Random) -> Made:
        pattern, root = rng.choice(patterns), Note(rng.choice(roots))
        notes = pattern.on(root)
        turned = rng.randrange(1, len(notes))
        given = (*notes[turned:], *notes[:turned])
        why = (
            f"In every second letter the notes are {listed(notes)}: {pattern.built} on {root}. With its "
            f"{_PLACES[turned]} lowest "
            f"the chord stands in {_POSITIONS[turned]}."
        )
        hints = ("Put the letters in steps of two first.", f"The letters in steps of two: {listed(notes)}.")
        if rng.random() < 0.5:
            return asked(
                f"What is the root of the chord {listed(given)}, lowest note first? {FORM}",
                root.spellings(),
                why,
                hints,
                (str(given[0]), str(given[-1]) if given[-1] != root else str(given[1])),
                15,
            )
        positions = _POSITIONS[: len(notes)]
        return Made(
            "choice",
            f"In which position is the chord {listed(given)}, lowest note first?",
            "",
            ChoiceKey(turned),
            why,
            choices=positions,
            hints=hints,
            guess=1 / len(positions),
            seconds=15,
        )

    return make


def _dominant(signatures: tuple[int, ...]) -> Callable[[random.Random], Made]:
    """The dominant seventh of a key, or the key of a dominant seventh."""

    def make(rng: random.Random) -> Made:
        minor = rng.random() < 0.5
        tonic = Note(rng.choice(signatures) + (3 if minor else 0))
        key, root = f"{tonic} {'minor' if minor else 'major'}", Note(tonic.fifths + 1)
        if rng.random() < 0.5:
            return asked(
                f"{listed(DOMINANT_7.on(root))} is the dominant 7th of which keynote? {FORM}",
                tonic.spellings(),
                f"{_said(DOMINANT_7, root)} It stands on the 5th note of its key, a perfect 5th above "
                f"{tonic}.",
                ("The chord stands on the 5th note of its key.", f"Go down a perfect 5th from {root}."),
                (str(root), str(Note(root.fifths + 1)), str(sounding_alike(tonic))),
                20,
            )
        return _notes(
            f"Write the notes of V7 in {key}",
            DOMINANT_7,
            root,
            f"V7 stands on the 5th note of {key}, {root}. ",
        )

    return make


def _borrowed(signatures: tuple[int, ...]) -> Callable[[random.Random], Made]:
    """Secondary dominants, and the diminished seventh on the leading note."""

    def make(rng: random.Random) -> Made:
        signature = rng.choice(signatures)
        if rng.random() < 0.4:
            tonic = Note(signature + 3)
            root = Note(tonic.fifths + 5)
            return _notes(
                f"Write the notes of the diminished 7th on the leading note of {tonic} minor",
                DIMINISHED_7,
                root,
                f"The leading note of {tonic} minor is its raised 7th, {root}. ",
            )
        tonic = Note(signature)
        place = rng.choice((2, 3, 5, 6))
        to = MAJOR.on(tonic)[place - 1]
        return _notes(
            f"Write the notes of V7 of {_ROMAN[place]} in {tonic} major",
            DOMINANT_7,
            Note(to.fifths + 1),
            f"{_ROMAN[place]} in {tonic} major stands on {to}, and its dominant a perfect 5th above. ",
        )

    return make


def _notes(ask: str, pattern: Pattern, root: Note, lead: str) -> Made:
    notes = pattern.on(root)
    others = [one for one in (*TRIADS, *SEVENTHS) if len(one.intervals) == len(notes) and one != pattern]
    return asked(
        f"{ask}, from the root up, {LIST_FORM}.",
        list_spellings(notes),
        f"{lead}{_said(pattern, root)} It is {pattern.built}, in every second letter.",
        (
            "The notes of a chord stand on every second letter.",
            f"The root is {root}; the chord is {pattern.built}.",
        ),
        (listed(others[0].on(root)), listed((*notes[:-1], sounding_alike(notes[-1])))),
        25,
    )


def _said(pattern: Pattern, root: Note) -> str:
    return f"The {pattern.name} on {root} is {listed(pattern.on(root))}."


_PLACES: Final = ("root", "3rd", "5th", "7th")
_POSITIONS: Final = ("root position", "first inversion", "second inversion", "third inversion")
_ORDINALS: Final = ("", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th")
_ROMAN: Final = ("", "I", "ii", "iii", "IV", "V", "vi", "vii")
_MINOR_ROMAN: Final = ("", "i", "ii", "III+", "iv", "V", "VI", "vii")
_PLAIN: Final = (-1, 0, 1, 2, 3, 4)
_USUAL: Final = (-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6)
_FAR: Final = (-6, -5, -4, -3, 5, 6, 7, 8)
_TWO: Final = (MAJOR_TRIAD, MINOR_TRIAD)
_STEPS: Final[tuple[tuple[Callable[[random.Random], Made], ...], ...]] = (
    (_spell((MAJOR_TRIAD,), _PLAIN), _member((MAJOR_TRIAD,), _PLAIN)),
    (_spell((MINOR_TRIAD,), _USUAL), _member((MINOR_TRIAD,), _USUAL), _kind(_TWO, TRIADS, _USUAL)),
    (_degree((-3, -2, -1, 0, 1, 2, 3), minor=False), _inversion(_TWO, (-2, -1, 0, 1, 2))),
    (_inversion(_TWO, _FAR), _degree((-5, -4, 4, 5), minor=False), _degree((-1, 0, 1, 2), minor=True)),
    (_spell((DIMINISHED, AUGMENTED), _USUAL), _degree((-4, -3, -2, 3, 4), minor=True)),
    (_dominant((-4, -3, -2, -1, 0, 1, 2, 3, 4)), _inversion((DOMINANT_7,), _USUAL)),
    (
        _spell((MAJOR_7, MINOR_7, HALF_DIMINISHED_7), _USUAL),
        _kind(SEVENTHS, SEVENTHS, _USUAL),
        _member((HALF_DIMINISHED_7, DIMINISHED_7), _USUAL),
    ),
    (_borrowed((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)),),
)
"""By grade: what is asked."""
