"""Gaps filled with words, and sentences typed for their punctuation."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from goals.drills import Drill, TextKey
from goals.graders.words import bare, difference, letter_difference, level, near_miss
from goals.grades import Grade, Mark

TEXT: Final = "text-1"
GAP: Final = " / "
"""Between the answers to several gaps."""
SHOWN: Final = 5
"""Other accepted answers that are shown."""
NEAR_LETTERS: Final = 4
"""A shorter word with another letter is another word, not a slip."""
FORGIVEN_LETTERS: Final = 5
"""Where spelling doesn't count, a slip is forgiven from this length on."""


def grade_text(drill: Drill, key: TextKey, answer: str) -> Grade:
    """The mean over the gaps; each 1 for an accepted answer, else 0.

    A slip of one letter is shown and still wrong where spelling counts. Accents alone cost what the key says
    (`TextKey.accent_slip`), unless the answer without them is a known wrong one: another word. With
    `punctuation` a gap whose words are right gets the share of its marks that are right.
    """
    given = _split(answer, key)
    expected = text_key(key)
    if len(given) > len(key.gaps):
        why = f"{len(key.gaps)} gaps want {len(key.gaps)} answers, with {GAP.strip()} between."
        return Grade(0.0, expected, why, also=_others(key), grader=TEXT)
    refused = frozenset(_form(wrong, key) for wrong in drill.distractors)
    scores: list[float] = []
    notes: list[str] = []
    marks: tuple[Mark, ...] = ()
    for at, accepted in enumerate(key.gaps):
        typed = given[at] if at < len(given) else ""
        score, note, shown = _gap(typed, accepted, key, refused)
        scores.append(score)
        marks = shown if len(key.gaps) == 1 else ()
        if note:
            notes.append(f"gap {at + 1}: {note}" if len(key.gaps) > 1 else note)
    score = sum(scores) / len(scores) if scores else 0.0
    return Grade(score, expected, "; ".join(notes[:3]), marks=marks, also=_others(key), grader=TEXT)


def text_key(key: TextKey) -> str:
    """The best answer to every gap."""
    return GAP.join(accepted[0] if accepted else "" for accepted in key.gaps)


def _gap(
    typed: str, accepted: tuple[str, ...], key: TextKey, refused: frozenset[str]
) -> tuple[float, str, tuple[Mark, ...]]:
    mine = _form(typed, key)
    if not mine:
        return 0.0, "", ()
    if any(mine == _form(one, key) for one in accepted):
        return 1.0, "", ()
    if key.accent_slip:
        for one in accepted:
            if _unaccented(mine) == _unaccented(_form(one, key)):
                return _accent_slip(typed, one, key, mine in refused)
    if key.punctuation:
        return max((_punctuated(typed, one, key) for one in accepted), key=_first, default=(0.0, "", ()))
    if key.case and any(mine.casefold() == _form(one, key).casefold() for one in accepted):
        return 0.0, "capitals count here", ()
    for one in accepted:
        slip = near_miss(mine, _form(one, key), letters=NEAR_LETTERS)
        if slip is None:
            continue
        forgiven = not key.spelling and len(bare(slip[1])) >= FORGIVEN_LETTERS and mine not in refused
        note = f"one letter off: {slip[0]} / {slip[1]}"
        return float(forgiven), note, letter_difference(typed.strip(), one)
    return 0.0, "", _phrase_difference(typed, accepted)


def _accent_slip(
    typed: str, accepted: str, key: TextKey, refused: bool
) -> tuple[float, str, tuple[Mark, ...]]:
    """What is left for an answer that differs from `accepted` in its accents alone."""
    note = f"{'the accent makes another word' if refused else 'only the accent'}: "
    pairs = zip(_form(accepted, key).split(), _form(typed, key).split(), strict=False)
    note += ", ".join(f"{right}, not {wrong}" for right, wrong in pairs if right != wrong)
    return 0.0 if refused else key.accent_slip, note, letter_difference(typed.strip(), accepted)


def _unaccented(text: str) -> str:
    """`text` without acute and grave accents and diaereses; a tilde or a cedilla makes another letter and stays."""
    bare_letters = "".join(char for char in unicodedata.normalize("NFD", text) if char not in _ACCENTS)
    return unicodedata.normalize("NFC", bare_letters)


def _punctuated(typed: str, accepted: str, key: TextKey) -> tuple[float, str, tuple[Mark, ...]]:
    """The share of marks right where the words agree; `typed` is known not to be wholly right."""
    mine, theirs = level(typed, case=key.case), level(accepted, case=key.case)
    shown = difference(" ".join(typed.split()), accepted, case=key.case)
    letters, marks, spaces = _anatomy(mine)
    key_letters, key_marks, key_spaces = _anatomy(theirs)
    punctuated = marks.keys() | key_marks.keys()
    if letters != key_letters:
        note = "capitals count here" if letters.casefold() == key_letters.casefold() else "the words differ"
        return 0.0, note, shown
    if (spaces ^ key_spaces) - punctuated:
        return 0.0, "the words differ", shown
    right = sum(marks.get(at) == key_marks.get(at) for at in punctuated)
    if right == len(punctuated):
        return 0.9, "the marks are right, the spaces beside them are not", shown
    return right / len(punctuated), f"{right} of {len(punctuated)} marks right", shown


def _anatomy(text: str) -> tuple[str, dict[int, str], frozenset[int]]:
    """Letters and digits alone; punctuation by how many letters stand before it; likewise the spaces."""
    letters: list[str] = []
    marks: dict[int, str] = {}
    spaces: set[int] = set()
    for char in text:
        if char.isalnum():
            letters.append(char)
        elif char.isspace():
            spaces.add(len(letters))
        else:
            marks[len(letters)] = marks.get(len(letters), "") + char
    return "".join(letters), marks, frozenset(spaces)


def _split(answer: str, key: TextKey) -> list[str]:
    """One text per gap: at " / ", else at new lines or semicolons, else at what gives the right number."""
    count = len(key.gaps)
    if count == 1:
        return [answer]
    if re.search(r"\s/\s", answer):
        return re.split(r"\s/(?=\s)", answer)
    answer = answer.strip()
    for between in ("\n", ";"):
        if between in answer:
            return answer.split(between)
    one_worded = not any(" " in one.strip() for accepted in key.gaps for one in accepted)
    for pattern in ("/", ",", r"\s+") if one_worded else ("/", ","):
        parts = re.split(pattern, answer)
        if len(parts) == count:
            return parts
    return [answer]


def _form(text: str, key: TextKey) -> str:
    text = level(text, case=key.case)
    return text if key.punctuation else bare(_MARKS.sub("", text).strip() or text)


def _others(key: TextKey) -> tuple[str, ...]:
    best = [accepted[0] if accepted else "" for accepted in key.gaps]
    found = [
        GAP.join([*best[:at], other, *best[at + 1 :]])
        for at, accepted in enumerate(key.gaps)
        for other in accepted[1:]
    ]
    return tuple(found[:SHOWN])


def _phrase_difference(typed: str, accepted: tuple[str, ...]) -> tuple[Mark, ...]:
    """Shown only where something is shared; two different words side by side say it all."""
    if not accepted or len(accepted[0].split()) < 2 or len(typed) > 2_000:
        return ()
    marks = difference(" ".join(typed.split()), accepted[0], case=False)
    return marks if any(mark.sort == "same" for mark in marks) else ()


def _first(graded: tuple[float, str, tuple[Mark, ...]]) -> float:
    return graded[0]


_ACCENTS: Final = frozenset("\u0300\u0301\u0308")
"""Combining grave, acute and diaeresis."""
_MARKS: Final = re.compile(r"[¿¡]+|(?<!\s)[,;:]+(?=\s)")
"""What is overlooked inside an answer: opening marks, and marks between its words."""
