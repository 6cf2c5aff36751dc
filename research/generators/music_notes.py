"""Notes, intervals, scales and chords on the line of fifths, where F sharp and G flat are different places.

A note is one number: C is 0, each fifth up adds one (G 1, D 2 ... F -1, B flat -2). Its letter, its accidental and
every interval to another note follow from that number alone (Temperley 2000, "The line of fifths").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Quality = Literal["perfect", "major", "minor", "augmented", "diminished"]

NATURALS: Final = ("F", "C", "G", "D", "A", "E", "B")
"""In the order of fifths."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A spelled note without its octave."""

    fifths: int
    """Its place on the line of fifths, C at 0."""

    @property
    def letter(self) -> str:
        """C to B."""
        return NATURALS[(self.fifths + 1) % 7]

    @property
    def sharps(self) -> int:
        """How far the accidental raises the letter, in semitones; negative for flats."""
        return (self.fifths + 1) // 7

    @property
    def semitones(self) -> int:
        """Semitones above C, 0 to 11: the key on a piano."""
        return self.fifths * 7 % 12

    def __str__(self) -> str:
        """As answers are written: F#, Bb, F##, Bbb."""
        return self.letter + ("#" * self.sharps if self.sharps > 0 else "b" * -self.sharps)

    def up(self, interval: Interval) -> Note:
        """The note an interval above."""
        return Note(self.fifths + interval.fifths)

    def down(self, interval: Interval) -> Note:
        """The note an interval below."""
        return Note(self.fifths - interval.fifths)

    def spellings(self) -> tuple[str, ...]:
        """Every way to write the note in an answer, the best first."""
        if not self.sharps:
            return (self.letter, f"{self.letter} natural")
        one, sign, word = ("#", "♯", "sharp") if self.sharps > 0 else ("b", "♭", "flat")
        count = abs(self.sharps)
        found = [self.letter + one * count, self.letter + sign * count]
        if count == 1:
            found += [f"{self.letter} {word}", f"{self.letter}-{word}"]
        else:
            found += [f"{self.letter} double {word}", f"{self.letter} double-{word}"]
        return (*found, *([f"{self.letter}x"] if self.sharps == 2 else []))


@dataclass(frozen=True, slots=True)
class Interval:
    """A spelled interval: an augmented fourth is no diminished fifth."""

    quality: Quality
    number: int
    """1 a unison, 8 an octave."""

    @property
    def fifths(self) -> int:
        """Steps up the line of fifths from the lower note to the upper."""
        white = {1: 0, 2: 2, 3: 4, 4: -1, 5: 1, 6: 3, 7: 5}[(self.number - 1) % 7 + 1]
        perfect = (self.number - 1) % 7 + 1 in (1, 4, 5)
        lowered = {"perfect": 0, "major": 0, "minor": -1, "augmented": 1, "diminished": -1 if perfect else -2}
        return white + 7 * lowered[self.quality]

    @property
    def semitones(self) -> int:
        """Its size in semitones."""
        simple = self.fifths * 7 % 12
        # a diminished octave is 11, an augmented seventh 12
        over = 12 * ((self.number - 1) // 7)
        steps = {1: 0, 2: 2, 3: 4, 4: 5, 5: 7, 6: 9, 7: 11}[(self.number - 1) % 7 + 1]
        return over + steps + ((simple - steps + 6) % 12 - 6)

    @property
    def inverted(self) -> Interval:
        """What is left of the octave above it."""
        other: dict[Quality, Quality] = {
            "perfect": "perfect", "major": "minor", "minor": "major", "augmented": "diminished",
            "diminished": "augmented",
        }  # fmt: skip
        return Interval(other[self.quality], 9 - self.number)

    def __str__(self) -> str:
        return f"{self.quality} {_ORDINALS[self.number]}"

    def spellings(self) -> tuple[str, ...]:
        """Every way to write the interval in an answer; not M3 and m3, since case is not graded."""
        number, ordinal = _ORDINALS[self.number], _WORDS[self.number]
        short = {"perfect": "perf", "major": "maj", "minor": "min", "augmented": "aug", "diminished": "dim"}
        shorts = (short[self.quality], f"{short[self.quality]}.")
        found = [f"{self.quality} {number}", f"{self.quality} {ordinal}", f"{self.quality} {self.number}"]
        found += [f"{one} {ending}" for one in shorts for ending in (number, ordinal, self.number)]
        return (*found, f"{short[self.quality]}{self.number}", f"{self.quality}{self.number}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A scale or a chord: the intervals of its notes above the first."""

    name: str
    intervals: tuple[Interval, ...]
    built: str
    """How it is built, in words."""

    def on(self, root: Note) -> tuple[Note, ...]:
        """Its notes from a root up."""
        return tuple(root.up(interval) for interval in self.intervals)


def note(written: str) -> Note:
    """The note that stands for a name such as F#, Bb or Cbb."""
    return Note(NATURALS.index(written[0]) - 1 + 7 * (written.count("#") - written[1:].count("b")))


def accidentals(signature: int) -> tuple[Note, ...]:
    """The notes a signature alters, in the order they are written."""
    order = range(6, 6 + signature) if signature > 0 else range(-2, -2 + signature, -1)
    return tuple(Note(place) for place in order)


def intervals(*names: str) -> tuple[Interval, ...]:
    """Intervals from short names: P1 m2 M3 A4 d5."""
    of: dict[str, Quality] = {"P": "perfect", "M": "major", "m": "minor", "A": "augmented", "d": "diminished"}
    return tuple(Interval(of[name[0]], int(name[1:])) for name in names)


def listed(notes: tuple[Note, ...]) -> str:
    """Notes as an answer lists them: "F# C# G#"."""
    return " ".join(map(str, notes))


def list_spellings(notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Every way to list notes in an answer."""
    plain = listed(notes)
    typeset = " ".join(one.spellings()[1] if one.sharps else str(one) for one in notes)
    crossed = " ".join(f"{one.letter}x" if one.sharps == 2 else str(one) for one in notes)
    forms = dict.fromkeys((plain, typeset, crossed))
    return tuple(
        dict.fromkeys(text.replace(" ", between) for between in (" ", ",", "-", "") for text in forms)
    )


_ORDINALS: Final = {1: "unison", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", 6: "6th", 7: "7th", 8: "octave"}
_WORDS: Final = {
    1: "prime", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth",
}  # fmt: skip
