"""Music theory, checked against tables that know nothing of the line of fifths: letters, and semitones on a piano."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import research
from goals.drills import ChoiceKey, Drill, NumberKey, TextKey
from goals.graders import grade, key_answer
from research.generators.music_notes import Note, accidentals, intervals, note
from research.generators.music_patterns import MAJOR, MODES, SEVENTHS, TRIADS
from research.packs import read_pack

PIANO = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
LETTERS = "CDEFGAB"
MAJOR_KEYS = {
    "C": "", "G": "F#", "D": "F# C#", "A": "F# C# G#", "E": "F# C# G# D#", "B": "F# C# G# D# A#",
    "F#": "F# C# G# D# A# E#",
    "C#": "F# C# G# D# A# E# B#", "F": "Bb", "Bb": "Bb Eb", "Eb": "Bb Eb Ab", "Ab": "Bb Eb Ab Db",
    "Db": "Bb Eb Ab Db Gb",
    "Gb": "Bb Eb Ab Db Gb Cb", "Cb": "Bb Eb Ab Db Gb Cb Fb",
}  # fmt: skip
RELATIVES = {
    "C": "A", "G": "E", "D": "B", "A": "F#", "E": "C#", "B": "G#", "F#": "D#", "C#": "A#", "F": "D", "Bb": "G",
    "Eb": "C",
    "Ab": "F", "Db": "Bb", "Gb": "Eb", "Cb": "Ab",
}  # fmt: skip
MINOR_KEYS = {minor: MAJOR_KEYS[major] for major, minor in RELATIVES.items()}
SIZES = {
    "minor 2nd": 1, "major 2nd": 2, "augmented 2nd": 3, "diminished 3rd": 2, "minor 3rd": 3, "major 3rd": 4,
    "diminished 4th": 4,
    "perfect 4th": 5, "augmented 4th": 6, "diminished 5th": 6, "perfect 5th": 7, "augmented 5th": 8, "minor 6th": 8,
    "major 6th": 9, "augmented 6th": 10, "diminished 7th": 9, "minor 7th": 10, "major 7th": 11,
}  # fmt: skip
SCALES = {
    "major": "2212221", "natural minor": "2122122", "harmonic minor": "2122131", "melodic minor (going up)": "2122221",
    "Dorian": "2122212", "Phrygian": "1222122", "Lydian": "2221221", "Mixolydian": "2212212", "Locrian": "1221222",
}  # fmt: skip
CHORDS = {
    "major triad": "43", "minor triad": "34", "diminished triad": "33", "augmented triad": "44", "dominant 7th": "433",
    "major 7th": "434", "minor 7th": "343", "half-diminished 7th": "334", "diminished 7th": "333",
}  # fmt: skip
ROMAN = {"I": 1, "ii": 2, "iii": 3, "IV": 4, "V": 5, "vi": 6, "i": 1, "III+": 3, "iv": 4, "VI": 6}
NTH = {f"{n}{ending}": n for n, ending in enumerate(("st", "nd", "rd", "th", "th", "th", "th"), start=1)}
ROLES = ("", "", "supertonic", "mediant", "subdominant", "dominant", "submediant", "leading note")
NOTE = r"[A-G](?:#+|b+)?"


@cache
def drills(skill: str) -> tuple[Drill, ...]:
    found = read_pack(Path(research.__file__).parent / "library" / "music_theory").drills
    return tuple(drill for drill in found if drill.skill == skill)


def pitch(name: str) -> int:
    return PIANO[name[0]] + name.count("#") - name[1:].count("b")


def spelled(letter: str, sounding: int) -> str:
    """The letter with as many accidentals as bring it to a key of the piano."""
    off = (sounding - PIANO[letter] + 6) % 12 - 6
    return letter + ("#" * off if off > 0 else "b" * -off)


def above(lower: str, interval: str) -> str:
    number = int(interval.split()[1][0])
    letter = LETTERS[(LETTERS.index(lower[0]) + number - 1) % 7]
    return spelled(letter, pitch(lower) + SIZES[interval])


def stacked(root: str, steps: str, letters: int) -> list[str]:
    """Notes so many semitones apart, on every letter or on every second one."""
    found = [root]
    for step in steps:
        letter = LETTERS[(LETTERS.index(found[-1][0]) + letters) % 7]
        found.append(spelled(letter, pitch(found[-1]) + int(step)))
    return found


def scale(tonic: str, name: str) -> list[str]:
    return stacked(tonic, SCALES[name][:-1], 1)


def chord(root: str, name: str) -> list[str]:
    return stacked(root, CHORDS[name], 2)


def best(drill: Drill) -> str:
    assert isinstance(drill.key, TextKey)
    return drill.key.gaps[0][0]


def chosen(drill: Drill) -> str:
    assert isinstance(drill.key, ChoiceKey)
    return drill.choices[drill.key.right]


def match(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(pattern.replace("NOTE", f"({NOTE})"), text)


# The line of fifths itself


def test_every_name_of_a_note_is_read_back_and_sounds_right() -> None:
    for place in range(-15, 20):
        name = str(Note(place))
        assert note(name) == Note(place)
        assert Note(place).semitones == pitch(name) % 12


def test_the_scales_and_chords_have_the_right_semitones() -> None:
    for pattern in (MAJOR, *MODES):
        assert [str(one) for one in pattern.on(note("C"))] == scale("C", pattern.name)
    for pattern in (*TRIADS, *SEVENTHS):
        assert [str(one) for one in pattern.on(note("E"))] == chord("E", pattern.name)


@pytest.mark.parametrize("name", SIZES)
def test_every_interval_has_its_size_and_its_inversion_fills_the_octave(name: str) -> None:
    quality, number = name.split()
    short = {"perfect": "P", "major": "M", "minor": "m", "augmented": "A", "diminished": "d"}[
        quality
    ] + number[0]
    (interval,) = intervals(short)
    assert str(interval) == name
    assert interval.semitones == SIZES[name]
    assert interval.semitones + interval.inverted.semitones == 12


@pytest.mark.parametrize("key", MAJOR_KEYS)
def test_signatures_are_written_in_their_order(key: str) -> None:
    assert " ".join(map(str, accidentals(note(key).fifths))) == MAJOR_KEYS[key]


# Spelling is graded


def test_c_sharp_is_not_d_flat() -> None:
    drill = next(drill for drill in drills("intervals") if best_or_none(drill) == "C#")
    for right in ("C#", "c#", "C♯", "C sharp", "c-sharp"):
        assert grade(drill, right).correct, right
    for wrong in ("Db", "D♭", "D flat", "C", "Cb", "C##", "Cis"):
        assert grade(drill, wrong).score == 0, wrong


def best_or_none(drill: Drill) -> str | None:
    return best(drill) if isinstance(drill.key, TextKey) else None


def test_a_flat_is_not_taken_for_a_letter() -> None:
    drill = next(drill for drill in drills("intervals") if best_or_none(drill) == "Bb")
    assert grade(drill, "bb").correct
    assert grade(drill, "b flat").correct
    assert not grade(drill, "b").correct
    assert not grade(drill, "Bbb").correct


def test_notes_may_be_listed_with_commas_and_typeset_signs() -> None:
    drill = next(drill for drill in drills("chords") if best_or_none(drill) == "D F# A")
    for right in ("D F# A", "d f# a", "D, F#, A", "D,F#,A", "D F♯ A", "DF#A"):
        assert grade(drill, right).correct, right
    for wrong in ("D Gb A", "D F A", "F# A D", "D F#"):
        assert not grade(drill, wrong).correct, wrong


def test_every_prompt_that_wants_notes_says_how_to_write_them() -> None:
    for skill in ("key-signatures", "intervals", "scales", "chords"):
        for drill in drills(skill):
            if isinstance(drill.key, TextKey) and re.fullmatch(rf"{NOTE}(?: {NOTE})*", best(drill)):
                assert re.search(r"(?i)like (?:C F#|F|Bbb)", drill.prompt), drill.prompt


# Every key, by the tables


def test_key_signatures() -> None:
    word = {True: "sharp", False: "flat"}
    for drill in drills("key-signatures"):
        text = drill.prompt
        if "too many accidentals" in text:
            continue
        if found := match(r"Which (major|minor) key has (\d) (sharp|flat)s?\?", text):
            tonic, kind = best(drill).split()
            signature = (MAJOR_KEYS if kind == "major" else MINOR_KEYS)[tonic].split()
            assert kind == found[1]
            assert (len(signature), found[3]) == (int(found[2]), word["#" in signature[0]])
            continue
        if found := match(r"What is the relative (major|minor) of NOTE", text):
            majors = {minor: major for major, minor in RELATIVES.items()}
            other = RELATIVES[found[2]] if found[1] == "minor" else majors[found[2]]
            assert best(drill) == f"{other} {found[1]}"
            continue
        found = match(r".*?(?:of|has) NOTE (major|minor)\b(?!.*has NOTE)", text) or match(
            r".* has NOTE (major|minor)\?", text
        )
        assert found is not None, text
        signature = (MAJOR_KEYS if found[2] == "major" else MINOR_KEYS)[found[1]].split()
        if text.startswith("List"):
            assert best(drill).split() == signature
        elif text.startswith("Which is the last"):
            assert best(drill) == signature[-1]
        elif not signature:
            assert best(drill) == "none"
        else:
            plural = "s" if len(signature) > 1 else ""
            assert best(drill) == f"{len(signature)} {word['#' in signature[0]]}{plural}"


def test_keys_beyond_signatures() -> None:
    beyond = [drill for drill in drills("key-signatures") if "too many accidentals" in drill.prompt]
    assert len(beyond) >= 10
    for drill in beyond:
        found = match(r"NOTE (major|minor) has too many", drill.prompt)
        assert found is not None
        notes = scale(found[1], "major" if found[2] == "major" else "natural minor")
        doubled = {one for one in notes if len(one) == 3}
        assert set(best(drill).split()) == doubled
        order = "FCGDAEB" if "##" in best(drill) else "BEADGCF"
        assert [one[0] for one in best(drill).split()] == sorted((one[0] for one in doubled), key=order.index)


def test_intervals() -> None:
    for drill in drills("intervals"):
        text = drill.prompt
        if found := match("Which interval is it from NOTE up to NOTE", text):
            assert above(found[1], best(drill)) == found[2], text
        elif found := match(r"Which note is an? (\w+ \d\w\w) above NOTE", text):
            assert above(found[2], found[1]) == best(drill), text
        elif found := match(r"Which note is an? (\w+ \d\w\w) below NOTE", text):
            assert above(best(drill), found[1]) == found[2], text
        elif found := match("How many semitones is NOTE above NOTE", text):
            assert isinstance(drill.key, NumberKey)
            assert drill.key.value == (pitch(found[1]) - pitch(found[2])) % 12, text
        else:
            found = match("NOTE up to NOTE is turned upside down", text)
            assert found is not None, text
            assert above(found[2], best(drill)) == found[1], text


def test_scales() -> None:
    names = "|".join(map(re.escape, sorted(SCALES, key=len, reverse=True)))
    for drill in drills("scales"):
        text = drill.prompt
        if found := match(rf"Which is the (\d\w\w) note of NOTE ({names})\?", text):
            assert best(drill) == scale(found[2], found[3])[NTH[found[1]] - 1], text
        elif found := match(rf"Write the seven notes of NOTE ({names}) from", text):
            assert best(drill).split() == scale(found[1], found[2]), text
            assert grade(drill, f"{best(drill)} {found[1]}").correct  # the octave may be added
        elif found := match(rf"Which note is the ([a-z ]+) of NOTE ({names})\?", text):
            notes = scale(found[2], found[3])
            assert best(drill) == notes[ROLES.index(found[1]) - 1], text
            if found[1] == "leading note":
                assert (pitch(found[2]) - pitch(best(drill))) % 12 == 1
        else:
            found = match(r"Which scale is ((?:[A-G][#b]* ?){7})\?", text)
            assert found is not None, text
            given = found[1].split()
            assert [name for name in drill.choices if scale(given[0], name) == given] == [chosen(drill)]


def test_chords() -> None:
    names = "|".join(sorted(CHORDS, key=len, reverse=True))
    for drill in drills("chords"):
        text = drill.prompt
        if found := match(rf"Write the notes of the ({names}) on NOTE", text):
            wanted = chord(found[2], found[1])
        elif found := match(r"Write the notes of the chord (\S+) in NOTE (major|minor)", text):
            notes = scale(found[2], "major" if found[3] == "major" else "harmonic minor") * 2
            wanted = notes[ROMAN[found[1]] - 1 :: 2][:3]
        elif found := match("Write the notes of V7 in NOTE", text):
            wanted = chord(above(found[1], "perfect 5th"), "dominant 7th")
        elif found := match(r"Write the notes of V7 of (\w+) in NOTE major", text):
            on = scale(found[2], "major")[ROMAN[found[1]] - 1]
            wanted = chord(above(on, "perfect 5th"), "dominant 7th")
        elif found := match("Write the notes of the diminished 7th on the leading note of NOTE minor", text):
            wanted = chord(above(found[1], "major 7th"), "diminished 7th")
        elif found := match(rf"Which note is the (3rd|5th|7th) of the ({names}) on NOTE", text):
            wanted = [chord(found[3], found[2])[("3rd", "5th", "7th").index(found[1]) + 1]]
        elif found := match(r"What is the root of the chord (.*?), lowest", text):
            assert in_thirds(found[1].split())[0] == best(drill), text
            continue
        elif found := match(r"In which position is the chord (.*?), lowest", text):
            place = in_thirds(found[1].split()).index(found[1].split()[0])
            assert (
                chosen(drill)
                == ("root position", "first inversion", "second inversion", "third inversion")[place]
            )
            continue
        elif found := match(r"(.*) is the dominant 7th of which keynote", text):
            assert found[1].split() == chord(above(best(drill), "perfect 5th"), "dominant 7th")
            continue
        else:
            found = match(r"Which chord is (.*?), from the root up\?", text)
            assert found is not None, text
            given = found[1].split()
            assert [name for name in drill.choices if chord(given[0], name) == given] == [chosen(drill)]
            continue
        assert best(drill).split() == wanted, text


def in_thirds(given: list[str]) -> list[str]:
    """The one order of the notes in which the letters go up by twos."""
    for at in range(len(given)):
        order = given[at:] + given[:at]
        letters = [LETTERS.index(one[0]) for one in order]
        if all((b - a) % 7 == 2 for a, b in pairwise(letters)):
            return order
    raise AssertionError(given)


LASTS = {
    "whole": Fraction(4),
    "half": Fraction(2),
    "quarter": Fraction(1),
    "eighth": Fraction(1, 2),
    "sixteenth": Fraction(1, 4),
}
BRITISH = {
    "whole": "semibreve",
    "half": "minim",
    "quarter": "crotchet",
    "eighth": "quaver",
    "sixteenth": "semiquaver",
}


def test_rhythm_sums() -> None:
    for drill in drills("rhythm"):
        total = Fraction(0)
        for row in drill.material.split("\n"):
            name, british = re.split(r"\s{2,}", row)
            if found := re.fullmatch(r"triplet of (\w+?)s", name):
                total += 2 * LASTS[found[1]]
                assert british == f"triplet of {BRITISH[found[1]]}s"
                continue
            dots, plain = re.fullmatch(r"(dotted |double-dotted )?(\w+) note", name).groups()  # type: ignore[union-attr]
            total += (
                LASTS[plain]
                * {None: Fraction(1), "dotted ": Fraction(3, 2), "double-dotted ": Fraction(7, 4)}[dots]
            )
            assert british == f"{dots or ''}{BRITISH[plain]}"
        asked = re.match(r"How many (\w+) notes", drill.prompt)
        assert asked is not None
        if bar := re.search(r"this bar of (\d+)/(\d+)", drill.prompt):
            total = int(bar[1]) * Fraction(4, int(bar[2])) - total
        assert isinstance(drill.key, NumberKey)
        assert drill.key.value == float(total / LASTS[asked[1]]) > 0, drill.material


def test_every_drill_is_answered_by_its_key_only() -> None:
    for skill in ("key-signatures", "intervals", "scales", "chords", "rhythm"):
        for drill in drills(skill):
            assert grade(drill, key_answer(drill)).correct
            assert not any(grade(drill, wrong).correct for wrong in drill.distractors)
