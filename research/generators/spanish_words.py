"""Drills on the words of the Spanish list: choosing and typing what they mean, recalling them, filling them in.

The list is cut into `BANDS` of falling frequency; a step of difficulty is a band. Every word is met once from
Spanish and once from English: those at even places are chosen and recalled, those at odd ones typed and filled
in, so that no two drills of a word give each other away. A word that means little outside a sentence is always
asked for inside one.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Final

from goals.drills import ChoiceKey, TextKey
from research.generators.figures import Made
from research.generators.spanish_vocabulary import (
    FORMS,
    Word,
    bare,
    english_for,
    look_alikes,
    spanish_for,
    unlike,
    words,
)

BANDS: Final = 8
ACCENT_SLIP: Final = 0.8
"""LEARNING 2.4."""
NEAR: Final = 16
"""Entries before and after a word among which its wrong answers are sought: they are about as frequent."""
WRONG: Final = 10
"""Wrong answers that are drawn from."""


def choose(rng: random.Random, step: int) -> Made:
    """A word in its sentence and four translations."""
    word = _drawn(rng, step, "choose")
    right = _senses(word)
    wrong = dict.fromkeys(text for text in map(_senses, _wrong(word)) if text != right)
    others = rng.sample(list(wrong), 3)
    choices = [right, *others]
    rng.shuffle(choices)
    return Made(
        "choice",
        f"What does “{word.bare}” mean here?",
        word.sentence,
        ChoiceKey(choices.index(right)),
        _teaches(word),
        tuple(choices),
        (
            f"It is {_a(word.word_class)}. Read the whole sentence.",
            f"The answer begins with “{_start(right)}”.",
        ),
        guess=0.25,
        seconds=12,
    )


def meaning(rng: random.Random, step: int) -> Made:
    """A word in its sentence; its English is typed."""
    word = _drawn(rng, step, "meaning")
    wrong = [sense for other in rng.sample(_wrong(word), 2) for sense in other.senses[:1]]
    return Made(
        "text",
        f"What is the English for “{word.bare}”?",
        word.sentence,
        TextKey((english_for(word),), spelling=False),
        _teaches(word),
        hints=(
            f"It is {_a(word.word_class)}. Read the whole sentence.",
            f"It begins with “{_start(word.senses[0])}”.",
        ),
        distractors=(*wrong, *_mistyped(word)),
        seconds=15,
    )


def recall(rng: random.Random, step: int) -> Made:
    """The English; the Spanish is typed, a noun with its article."""
    word = _drawn(rng, step, "recall")
    accepted = spanish_for()[word]
    wanted = {"noun": "with el, la, los or las", "verb": "the infinitive"}.get(
        word.word_class, word.word_class
    )
    return Made(
        "text",
        f"What is the Spanish for “{', '.join(word.shown)}”? ({wanted})",
        "",
        TextKey((accepted,), accent_slip=ACCENT_SLIP),
        _teaches(word),
        hints=(
            f"It begins with “{word.bare[0]}” and has {len(word.bare)} letters.",
            f"It begins with “{word.bare[:2]}”.",
        ),
        distractors=_not_recalled(word, accepted, rng),
        seconds=18,
    )


def fill(rng: random.Random, step: int) -> Made:
    """The example with a gap where the word stands, and its translation."""
    word = _drawn(rng, step, "fill")
    answer = word.gap[0]
    # The first letter rules out most other words that would fit as well (Laufer & Nation 1999).
    given = " ".join(f"{part[0]}______" if len(part) > 3 else "______" for part in answer.split())
    count = len(answer.split())
    how_many = f"Fill the gap with {count} words" if count > 1 else "Fill the gap"
    wrong = [other.bare for other in rng.sample(_wrong(word), 2)]
    if answer.casefold() in _TOLD_APART:
        wrong.append(answer.casefold().translate(_PLAIN))
    return Made(
        "text",
        f"{how_many}:\n{word.before}{given}{word.after}",
        word.translation,
        TextKey((word.gap,), accent_slip=ACCENT_SLIP),
        _teaches(word),
        hints=(
            f"It is {_a(word.word_class)}; letters: {len(answer.replace(' ', ''))}.",
            f"Its dictionary form begins with “{word.bare[:2]}”."
            if len(word.bare) > 3
            else "It is very short.",
        ),
        distractors=tuple(one for one in wrong if one not in word.gap),
        seconds=20,
    )


@lru_cache(maxsize=8)
def listed(kind: str) -> tuple[Word, ...]:
    """The words that a kind of drill asks for, in the order of the list."""
    even = kind in ("choose", "recall")
    inside = kind in ("choose", "fill")
    return tuple(
        word
        for place, word in enumerate(words())
        if (inside if word.word_class not in FORMS else (place % 2 == 0) == even)
    )


def _drawn(rng: random.Random, step: int, kind: str) -> Word:
    """A word of the band that stands for a step; the last band takes what is left over."""
    found = listed(kind)
    size = len(found) // BANDS
    band = min(step, BANDS - 1)
    return found[rng.randrange(band * size, len(found) if band == BANDS - 1 else (band + 1) * size)]


@lru_cache(maxsize=2_000)
def _wrong(word: Word) -> list[Word]:
    """Other words of its class that can't be taken for it, the nearest in frequency first."""
    alike = _of_class(word.word_class)
    place = alike.index(word)
    first, last = max(place - NEAR, 0), place + NEAR + 1
    nearest = sorted(range(first, min(last, len(alike))), key=lambda at: (abs(at - place), at))
    return unlike(word, (alike[at] for at in nearest))[:WRONG]


@lru_cache(maxsize=20)
def _of_class(word_class: str) -> tuple[Word, ...]:
    """The words of a class; those of the small classes are taken together."""
    return tuple(
        word for word in words() if word.word_class == word_class or not {word.word_class, word_class} & FORMS
    )


@lru_cache(maxsize=2_000)
def _mistyped(word: Word) -> tuple[str, ...]:
    """English that a slip makes of its translations but that is another word of the list: never forgiven."""
    accepted = english_for(word)
    found = sorted({other for form in accepted for other in look_alikes().get(form, ())} - {*accepted})
    if word.word_class == "noun":
        found = [text for other in found for text in (other, f"the {other}", f"a {other}", f"an {other}")]
    return tuple(found)


def _not_recalled(word: Word, accepted: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """Wrong answers to a recall: another word, and of a noun the bare word and the wrong article."""
    wrong = [rng.choice(_wrong(word)).text]
    if word.word_class == "noun":
        swapped = {"el": "la", "la": "el", "los": "las", "las": "los"}[word.text.split()[0]]
        wrong += [bare(word.text), f"{swapped} {bare(word.text)}"]
    return tuple(one for one in wrong if one not in accepted)


def _teaches(word: Word) -> str:
    senses = ", ".join(word.english[:3])
    note = f" {word.note}" if word.note else ""
    return f"{word.text} ({word.label}): {senses}. “{word.sentence}” is “{word.translation}”{note}"


def _senses(word: Word) -> str:
    return ", ".join(word.senses[:2])


def _a(word_class: str) -> str:
    return f"an {word_class}" if word_class[0] in "aeiou" else f"a {word_class}"


def _start(english: str) -> str:
    return english.removeprefix("to ")[0]


_PLAIN: Final = str.maketrans("áéíóú", "aeiou")
_TOLD_APART: Final = frozenset({"sí"})
"""Words that only their accent tells from another one of the list."""
