"""Music theory: key signatures, from one sharp to keys that would need more than seven."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from research.generators.figures import Made
from research.generators.music_drills import FORM, GRADES, LIST_FORM, asked, sounding_alike
from research.generators.music_notes import Note, accidentals, list_spellings, listed


def key_signatures(rng: random.Random, step: int) -> Made:
    """How many accidentals, which, and whose signature it is."""
    signatures, minors, forms = _STEPS[min(step, GRADES - 1)]
    return rng.choice(forms)(rng.choice(signatures), rng.choice(minors))


def _count_drill(signature: int, minor: bool) -> Made:
    return asked(
        f"How many sharps or flats has the key signature of {_key(signature, minor)}? Answer as in “2 "
        "flats”.",
        _counts(signature),
        f"{_said(signature, minor)} {_rule(signature, minor)}",
        ("Is the key on the sharp side or the flat side of C?", _HINT[signature > 0]),
        (_count(-signature), _count(signature + (1 if signature > 0 else -1))),
        12,
    )


def _name_drill(signature: int, minor: bool) -> Made:
    tonic, kind = _tonic(signature, minor), "minor" if minor else "major"
    return asked(
        f"Which {kind} key has {_count(signature)}? {FORM}",
        _keys_named(tonic, kind),
        f"{_said(signature, minor)} {_rule(signature, minor)}",
        (
            _HINT[signature > 0],
            "Find the major key first; its relative minor lies a minor 3rd below."
            if minor
            else f"Count {_fifths(abs(signature))} {'up' if signature > 0 else 'down'} from C.",
        ),
        (str(_tonic(-signature, minor)), str(_altered(tonic)), str(_tonic(signature, not minor))),
        15,
    )


def _list_drill(signature: int, minor: bool) -> Made:
    notes, word = accidentals(signature), "sharps" if signature > 0 else "flats"
    return asked(
        f"List the {word} in the key signature of {_key(signature, minor)} in the order they are "
        f"written, {LIST_FORM}.",
        list_spellings(notes),
        f"{_said(signature, minor)} {_ORDER}",
        (f"How many {word} are there?", _ORDER),
        (listed(notes[:-1]) or "C", listed(accidentals(signature + (1 if signature > 0 else -1)))),
        20,
    )


def _last_drill(signature: int, minor: bool) -> Made:
    notes, word = accidentals(signature), "sharp" if signature > 0 else "flat"
    return asked(
        f"Which is the last {word} in the key signature of {_key(signature, minor)}? {FORM}",
        notes[-1].spellings(),
        f"{_said(signature, minor)} {_ORDER}",
        (f"How many {word}s are there?", _ORDER),
        (str(Note(notes[-1].fifths + (1 if signature > 0 else -1))), str(_tonic(signature, minor))),
        15,
    )


def _relative_drill(signature: int, minor: bool) -> Made:
    name, other = _key(signature, minor), _tonic(signature, not minor)
    to = "major" if minor else "minor"
    return asked(
        f"What is the relative {to} of {name}? {FORM}",
        _keys_named(other, to),
        f"Relative keys share a signature, here {_count(signature)}. The minor lies a minor 3rd below "
        f"its major, so {name} "
        f"goes with {other} {to}.",
        ("They have the same key signature.", f"Go a minor 3rd {'up' if minor else 'down'}."),
        (str(_tonic(signature, minor)), str(_altered(other))),
        15,
    )


def _parallel_drill(signature: int, minor: bool) -> Made:
    """`signature` is that of the key given; the other mode on the same note lies three fifths away."""
    theirs = signature + (3 if minor else -3)
    name, tonic = _key(signature, minor), _tonic(signature, minor)
    return asked(
        f"{name} has {_count(signature)}. How many sharps or flats has {tonic} "
        f"{'major' if minor else 'minor'}? "
        "Answer as in “2 flats”.",
        _counts(theirs),
        "From a minor key to the major on the same note there are three flats fewer or three sharps "
        "more, and the other way "
        f"round: {tonic} {'major' if minor else 'minor'} has {_count(theirs)}.",
        (
            "Keys on the same note in major and minor are three fifths apart.",
            f"Count three {'towards sharps' if minor else 'towards flats'}.",
        ),
        (
            _count(signature),
            _count(-theirs) if theirs else "3 flats",
            _count(signature - (theirs - signature)),
        ),
        18,
    )


def _beyond_drill(signature: int, minor: bool) -> Made:
    """Keys that are never written as a signature."""
    name = _key(signature, minor)
    count = abs(signature) - 7
    order = accidentals(7 if signature > 0 else -7)[:count]
    doubled = tuple(_altered(one, up=signature > 0) for one in order)
    instead = sounding_alike(_tonic(signature, minor))
    return asked(
        f"{name} has too many accidentals for a signature. Which notes of its "
        f"{'natural minor ' if minor else ''}scale have a "
        f"double {'sharp' if signature > 0 else 'flat'}? List them in the order of signatures, like "
        f"{'F## C##' if signature > 0 else 'Bbb Ebb'}.",
        list_spellings(doubled),
        f"It would have {abs(signature)} {'sharps' if signature > 0 else 'flats'}. Seven use up the "
        "seven letters, so the "
        f"other {count} double the first: {listed(doubled)}. It is written as {instead} "
        f"{'minor' if minor else 'major'}.",
        ("Seven accidentals use up the seven letters.", f"{name} would have {abs(signature)}."),
        (listed(order), listed((*doubled, doubled[0]))),
        40,
    )


def _tonic(signature: int, minor: bool) -> Note:
    return Note(signature + (3 if minor else 0))


def _key(signature: int, minor: bool) -> str:
    return f"{_tonic(signature, minor)} {'minor' if minor else 'major'}"


def _altered(one: Note, *, up: bool | None = None) -> Note:
    """The letter with another accidental."""
    return Note(one.fifths + (7 if (one.sharps <= 0 if up is None else up) else -7))


def _count(signature: int) -> str:
    word = "sharp" if signature > 0 else "flat"
    return (
        f"{abs(signature)} {word}{'s' if abs(signature) != 1 else ''}" if signature else "no sharps or flats"
    )


def _counts(signature: int) -> tuple[str, ...]:
    if not signature:
        return (
            "none",
            "no sharps or flats",
            "no flats or sharps",
            "0",
            "no",
            "zero",
            "no accidentals",
            "0 sharps",
            "0 flats",
        )
    sign, typeset = ("#", "♯") if signature > 0 else ("b", "♭")
    word, number = _count(signature).split()[1], abs(signature)
    spelled = ("one", "two", "three", "four", "five", "six", "seven")[number - 1]
    return (
        f"{number} {word}", f"{spelled} {word}", f"{number}{sign}", f"{number} {sign}", f"{number}{typeset}",
        f"{number} {typeset}", f"{number} {word.removesuffix('s')}", f"{number}{word}",
    )  # fmt: skip


def _keys_named(tonic: Note, kind: str) -> tuple[str, ...]:
    spelled = tonic.spellings()
    shorts = tuple(f"{one}m" for one in spelled[:2]) if kind == "minor" else ()
    return (f"{tonic} {kind}", *spelled, *(f"{one} {kind}" for one in spelled[1:]), *shorts)


def _fifths(count: int) -> str:
    return f"{count} fifths" if count > 1 else "a fifth"


def _said(signature: int, minor: bool) -> str:
    return f"{_key(signature, minor)} has {_count(signature)}: {', '.join(map(str, accidentals(signature)))}."


def _rule(signature: int, minor: bool) -> str:
    if minor:
        return f"It shares them with its relative major, {Note(signature)}, a minor 3rd up."
    if signature > 0:
        return "The last sharp lies a semitone below the keynote."
    return (
        "The last flat but one names the key."
        if signature < -1
        else "A single flat is the 4th note of its key."
    )


_ORDER: Final = "Sharps come in the order F C G D A E B, flats the other way round."
_HINT: Final = {
    True: "The last sharp lies a semitone below the major keynote.",
    False: "The last flat but one names the major key.",
}
_Form = Callable[[int, bool], Made]
_USUAL: Final = (_count_drill, _name_drill, _list_drill, _last_drill, _relative_drill)
_BOTH: Final = (False, True)
_STEPS: Final[tuple[tuple[tuple[int, ...], tuple[bool, ...], tuple[_Form, ...]], ...]] = (
    ((-3, -2, -1, 1, 2, 3), (False,), _USUAL[:4]),
    ((-3, -2, -1, 1, 2, 3), (True,), (_count_drill, _name_drill, _list_drill, _relative_drill)),
    ((-4, 4), _BOTH, _USUAL),
    ((-5, 5), _BOTH, _USUAL),
    ((-6, 6), _BOTH, _USUAL),
    ((-7, 7), _BOTH, _USUAL),
    ((-4, -3, -2, -1, 1, 2, 3, 4), _BOTH, (_parallel_drill,)),
    (tuple(n for n in range(-12, 13) if abs(n) > 7), _BOTH, (_beyond_drill,)),
)
"""By grade: signatures, major or minor, what is asked."""
