"""What all music theory drills share: the form answers are asked for in, and how a drill is put together."""

from __future__ import annotations

from typing import Final

from goals.drills import TextKey
from research.generators.figures import Made
from research.generators.music_notes import Note

GRADES: Final = 8
FORM: Final = "Write notes like F#, Bb, F## (or F sharp, B flat)."
"""Said in every prompt that asks for a note: German H and Fis are not read."""
LIST_FORM: Final = "with spaces between, like C F# Bb"


def asked(
    prompt: str,
    accepted: tuple[str, ...],
    explanation: str,
    hints: tuple[str, ...],
    wrong: tuple[str, ...],
    seconds: int,
) -> Made:
    """A drill answered with a word or a few notes.

    Args:
        prompt: with the form the answer has to have.
        accepted: every answer that counts, the best first.
        explanation: the rule.
        hints: the lightest first.
        wrong: likely wrong answers; those that happen to be right are left out.
        seconds: typical time.
    """
    right = {one.casefold() for one in accepted}
    others = tuple(one for one in dict.fromkeys(wrong) if one.casefold() not in right)
    return Made(
        "text",
        prompt,
        "",
        TextKey((accepted,)),
        explanation,
        hints=hints,
        distractors=others,
        seconds=seconds,
    )


def sounding_alike(one: Note) -> Note:
    """The same key on the piano under its other name with the fewest accidentals."""
    return min((Note(one.fifths + off) for off in (12, -12)), key=lambda other: abs(other.sharps))


def a(word: str) -> str:
    """The word with its article."""
    return f"an {word}" if word[0] in "aeioAEIO" else f"a {word}"
