"""Typing: lines to be typed exactly, by the keys they practise. Speed comes from the seconds, see `typing_measure`.

`SPEEDS` are the words per minute (five characters each) by which a drill's seconds are set; they are shown, not graded.
"""

from __future__ import annotations

import random
from typing import Final

from goals.drills import TextKey
from research.generators.figures import Made
from research.generators.typing_words import BOTTOM, BOTTOM_WORDS, HOME, HOME_WORDS, TOP, TOP_WORDS

LEVELS: Final = 8
SPEEDS: Final = (12, 15, 20, 25, 30, 35, 40, 45)
LENGTHS: Final = (14, 19, 24, 29, 36, 43, 50, 58)
"""Characters of a line, by level, give or take a word."""


def home_row(rng: random.Random, step: int) -> Made:
    """A S D F G H J K L and the semicolon."""
    return made(rng, _row_line(rng, step, HOME, HOME_WORDS, extra=";"), step, "")


def top_row(rng: random.Random, step: int) -> Made:
    """Q W E R T Y U I O P, with the home row."""
    return made(rng, _row_line(rng, step, TOP, TOP_WORDS), step, TOP)


def bottom_row(rng: random.Random, step: int) -> Made:
    """Z X C V B N M, comma and full stop, with the rows above."""
    return made(rng, _row_line(rng, step, BOTTOM, BOTTOM_WORDS, extra=",."), step, BOTTOM)


def made(rng: random.Random, line: str, step: int, keys: str) -> Made:
    """A drill on a line.

    Args:
        rng: where the typical slips fall.
        line: as it is to be typed.
        step: the level, from 0.
        keys: those to be named in the explanation; empty for whatever the line has.
    """
    step = min(step, LEVELS - 1)
    told = [_finger(char) for char in _hardest(line, keys)]
    named = "; ".join(told)
    seconds = round(len(line) / 5 / SPEEDS[step] * 60)
    return Made(
        "text",
        "Type the line exactly as it stands. Every letter, capital, mark and space counts.",
        line,
        TextKey(((line,),), case=True, punctuation=True),
        f"The keys to mind in this line: {named}. Go back to the home keys after each reach, eyes on the "
        "line. "
        f"{seconds} seconds are {SPEEDS[step]} words a minute.",
        hints=("Index fingers on F and J, eyes on the line, slower rather than wrong.", f"{told[0]}."),
        distractors=_slips(rng, line),
        seconds=seconds,
    )


def _row_line(rng: random.Random, step: int, keys: str, words: tuple[str, ...], extra: str = "") -> str:
    """Patterns, then words that grow longer, then groups of letters that make no word."""
    step = min(step, LEVELS - 1)
    wanted = LENGTHS[step]
    parts: list[str] = []
    if step == 0:
        one, other = rng.sample(keys, 2)
        shapes = (
            one * 3,
            other * 3,
            one + other,
            other + one,
            one * 2 + other,
            other + one + other,
            one + other + one,
        )
        while _length(parts) < wanted:
            parts.append(rng.choice(shapes))
    elif step in (1, LEVELS - 1):
        size = 3 if step == 1 else 5
        pool = keys + extra if step == 1 else keys * 2 + extra + ("" if keys == HOME else HOME)
        while _length(parts) < wanted:
            parts.append("".join(rng.choice(pool) for _ in range(size)))
    else:
        least = {2: 2, 3: 3, 4: 3, 5: 4, 6: 5}[step] if keys != HOME else min(step, 4)
        most = 4 if step == 2 else 6 if step == 3 else 99
        pool_of_words = [word for word in words if least <= len(word) <= most]
        while _length(parts) < wanted:
            word = rng.choice(pool_of_words)
            if not parts or word != parts[-1].rstrip(";,."):
                # from the middle levels on the row's own marks come in
                parts.append(
                    word + (rng.choice(extra) if extra and step >= 4 and rng.random() < 0.25 else "")
                )
    return " ".join(parts)


def _length(parts: list[str]) -> int:
    return len(" ".join(parts))


def _hardest(line: str, keys: str) -> tuple[str, ...]:
    """Up to three characters of the line: capitals and marks before letters, weak fingers first."""
    there = {char for char in line if char != " "}
    special = {char for char in there if not ("a" <= char <= "z")}
    among = {char for char in there if char in keys} or (special if len(special) > 2 else there)
    return tuple(sorted(among, key=lambda char: (-_EFFORT[_key(char)[1]], char))[:3])


def _finger(char: str) -> str:
    """Which finger strikes a character, from where, and with which shift."""
    key, finger, where = _key(char)
    name = _SPOKEN.get(char, char)
    if key == char:
        return f"{name.upper() if char.isalpha() else name}: {finger}, {where}"
    shift = "right shift" if finger.startswith("left") else "left shift"
    if char.isalpha():
        return f"capital {char}: {finger}, {where}, with the {shift}"
    return f"{name}: {key} with the {shift}, {finger}"


def _key(char: str) -> tuple[str, str, str]:
    """The key a character is on, the finger that strikes it, and the row."""
    key = _SHIFTED.get(char, char.lower())
    return (key, *FINGERS[key])


def _slips(rng: random.Random, line: str) -> tuple[str, ...]:
    """Two neighbours changed over, a letter left out, a key beside the right one."""
    pairs = [
        at
        for at in range(len(line) - 1)
        if line[at].isalnum() and line[at + 1].isalnum() and line[at] != line[at + 1]
    ]
    found: list[str] = []
    if pairs:
        at = rng.choice(pairs)
        found.append(line[:at] + line[at + 1] + line[at] + line[at + 2 :])
    letters = [at for at, char in enumerate(line) if char.isalnum()]
    at = rng.choice(letters)
    found.append(line[:at] + line[at + 1 :])
    at = rng.choice(letters)
    if beside := _BESIDE.get(line[at]):
        found.append(line[:at] + beside + line[at + 1 :])
    return tuple(one for one in dict.fromkeys(found) if one != line)


def _by_finger() -> dict[str, tuple[str, str]]:
    columns = ("`1qaz", "2wsx", "3edc", "45rfvtgb", "67yhnujm", "8ik,", "9ol.", "0-=p[];'/\\")
    hands = (
        "left little",
        "left ring",
        "left middle",
        "left index",
        "right index",
        "right middle",
        "right ring",
        "right little",
    )
    rows = {
        "`1234567890-=": "two rows up",
        TOP + "[]\\": "a row up",
        HOME + ";'": "at home",
        BOTTOM + ",./": "a row down",
    }
    return {
        key: (f"{hand} finger", next(where for row, where in rows.items() if key in row))
        for column, hand in zip(columns, hands, strict=True)
        for key in column
    }


FINGERS: Final = _by_finger()
"""Which finger strikes a key, and from where; US QWERTY."""
_SHIFTED: Final = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))
_SPOKEN: Final = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    "'": "apostrophe",
    "-": "hyphen",
    ":": "colon",
}
_EFFORT: Final = {
    "left little finger": 4, "right little finger": 4, "left ring finger": 3, "right ring finger": 3,
    "left middle finger": 2, "right middle finger": 2, "left index finger": 1, "right index finger": 1,
}  # fmt: skip
_BESIDE: Final = {
    one: other
    for row in (TOP, HOME, BOTTOM, "1234567890")
    for one, other in zip(row, row[1:] + row[-2], strict=True)
}
