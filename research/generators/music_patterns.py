"""The scales and chords that music theory exams name, each by its intervals."""

from __future__ import annotations

from typing import Final

from research.generators.music_notes import Pattern, intervals

MAJOR: Final = Pattern(
    "major", intervals("P1", "M2", "M3", "P4", "P5", "M6", "M7"), "semitones after the 3rd and the 7th"
)
NATURAL: Final = Pattern(
    "natural minor",
    intervals("P1", "M2", "m3", "P4", "P5", "m6", "m7"),
    "semitones after the 2nd and the 5th",
)
HARMONIC: Final = Pattern(
    "harmonic minor", intervals("P1", "M2", "m3", "P4", "P5", "m6", "M7"), "natural minor with its 7th raised"
)
MELODIC: Final = Pattern(
    "melodic minor (going up)",
    intervals("P1", "M2", "m3", "P4", "P5", "M6", "M7"),
    "natural minor with its 6th and 7th raised",
)
DORIAN: Final = Pattern(
    "Dorian", intervals("P1", "M2", "m3", "P4", "P5", "M6", "m7"), "natural minor with its 6th raised"
)
PHRYGIAN: Final = Pattern(
    "Phrygian", intervals("P1", "m2", "m3", "P4", "P5", "m6", "m7"), "natural minor with its 2nd lowered"
)
LYDIAN: Final = Pattern(
    "Lydian", intervals("P1", "M2", "M3", "A4", "P5", "M6", "M7"), "major with its 4th raised"
)
MIXOLYDIAN: Final = Pattern(
    "Mixolydian", intervals("P1", "M2", "M3", "P4", "P5", "M6", "m7"), "major with its 7th lowered"
)
LOCRIAN: Final = Pattern(
    "Locrian",
    intervals("P1", "m2", "m3", "P4", "d5", "m6", "m7"),
    "natural minor with its 2nd and 5th lowered",
)
MODES: Final = (DORIAN, PHRYGIAN, LYDIAN, MIXOLYDIAN, LOCRIAN)

MAJOR_TRIAD: Final = Pattern("major triad", intervals("P1", "M3", "P5"), "a major 3rd and a perfect 5th")
MINOR_TRIAD: Final = Pattern("minor triad", intervals("P1", "m3", "P5"), "a minor 3rd and a perfect 5th")
DIMINISHED: Final = Pattern(
    "diminished triad", intervals("P1", "m3", "d5"), "a minor 3rd and a diminished 5th"
)
AUGMENTED: Final = Pattern("augmented triad", intervals("P1", "M3", "A5"), "a major 3rd and an augmented 5th")
DOMINANT_7: Final = Pattern(
    "dominant 7th", intervals("P1", "M3", "P5", "m7"), "a major triad and a minor 7th"
)
MAJOR_7: Final = Pattern("major 7th", intervals("P1", "M3", "P5", "M7"), "a major triad and a major 7th")
MINOR_7: Final = Pattern("minor 7th", intervals("P1", "m3", "P5", "m7"), "a minor triad and a minor 7th")
HALF_DIMINISHED_7: Final = Pattern(
    "half-diminished 7th", intervals("P1", "m3", "d5", "m7"), "a diminished triad and a minor 7th"
)
DIMINISHED_7: Final = Pattern(
    "diminished 7th", intervals("P1", "m3", "d5", "d7"), "a diminished triad and a diminished 7th"
)
TRIADS: Final = (MAJOR_TRIAD, MINOR_TRIAD, DIMINISHED, AUGMENTED)
SEVENTHS: Final = (DOMINANT_7, MAJOR_7, MINOR_7, HALF_DIMINISHED_7, DIMINISHED_7)
