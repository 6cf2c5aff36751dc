"""Words of an answer: their plain form, tokens, one-letter slips, and the difference between two texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from goals.grades import Mark
from goals.plain import clean, fold, one_line

MAX_ANSWER: Final = 20_000
"""Characters of an answer that are read."""
MAX_MARKED: Final = 300
"""Tokens a text may have for its difference to be worked out; nobody reads a longer one."""


def read(answer: str) -> str:
    """An answer as typed, made safe and cut to `MAX_ANSWER`."""
    return clean(answer, limit=MAX_ANSWER)


def level(text: str, *, case: bool = False) -> str:
    """The form answers are compared in: NFC, single spaces, plain quotes, hyphens and dashes.

    Args:
        text: any text.
        case: True keeps capitals; otherwise case is folded.
    """
    # Runs of white space go first: the dash pattern would be quadratic on them.
    text = _DASHES.sub(" - ", " ".join(text.split()).translate(_PLAIN))
    return fold(text) if not case else " ".join(unicodedata.normalize("NFC", text).split())


def bare(text: str) -> str:
    """`text` without a final full stop or the like; a text of nothing else stays as it is."""
    return text.rstrip(".,;:!?… ") or text


def tokens(text: str) -> list[str]:
    """Words, numbers and single punctuation marks, in order."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """Words and numbers in order, case folded, without punctuation."""
    return [token for token in _TOKEN.findall(level(text)) if token[0].isalnum()]


@lru_cache(maxsize=4_096)
def one_spelling(token: str) -> str:
    """A word in one spelling for both of its British and American ones; other words stay as they are.

    For comparing only: the common endings by rule (-ise, -our, -re, -lled), a few words by name.
    """
    if len(token) < 4 or not token.isascii() or not token.isalpha():
        return token
    word = token.lower()
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    if word == token.lower():
        return token
    return word.capitalize() if token[0].isupper() else word


def runs(words_: Sequence[str], length: int = 4) -> list[tuple[str, ...]]:
    """Every run of `length` words, in order."""
    return [tuple(words_[start : start + length]) for start in range(len(words_) - length + 1)]


def one_slip(one: str, other: str) -> bool:
    """True if one letter added, left out, replaced or swapped with its neighbour makes `one` into `other`."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    replaced = short[same + 1 :] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return replaced or swapped


def near_miss(given: str, accepted: str, *, letters: int) -> tuple[str, str] | None:
    """The one word of `given` that is a slip away from its counterpart, and that counterpart.

    Args:
        given: the answer, levelled.
        accepted: what it is compared with, levelled.
        letters: how long the counterpart must be; in a short word one letter makes another word.
    """
    mine, theirs = given.split(), accepted.split()
    if len(mine) != len(theirs):
        return None
    off = [(one, other) for one, other in zip(mine, theirs, strict=True) if one != other]
    if len(off) != 1 or not one_slip(*off[0]):
        return None
    word = bare(off[0][1])
    return off[0] if len(word) >= letters and not any(char.isdigit() for char in "".join(off[0])) else None


def difference(given: str, expected: str, *, case: bool = True, variants: bool = False) -> tuple[Mark, ...]:
    """Stretches of `given` and `expected`; each keeps the space before it, so joined they read as a line.

    Args:
        given: the answer.
        expected: what it is compared with.
        case: False overlooks capitals.
        variants: True overlooks whether a word is spelled the British or the American way.
    """
    mine, theirs = list(_TOKEN.finditer(given)), list(_TOKEN.finditer(expected))
    return _marks(given, expected, mine, theirs, case, variants)


def letter_difference(given: str, expected: str) -> tuple[Mark, ...]:
    """`difference`, letter by letter: for a word that is nearly right."""
    return _marks(given, expected, list(_CHAR.finditer(given)), list(_CHAR.finditer(expected)), case=False)


def matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    """The comparison behind every difference; no token is taken for junk."""
    return SequenceMatcher(None, one, other, autojunk=False)


def quote(text: str, limit: int = 60) -> str:
    """A piece of an answer inside a sentence of ours: one line, in quotes, cut if long."""
    line = one_line(text)
    return f"“{line if len(line) <= limit else line[: limit - 1].rstrip() + '…'}”"


def unique(texts: Sequence[str]) -> tuple[str, ...]:
    """`texts` without repetitions, in order."""
    return tuple(dict.fromkeys(texts))


def _marks(
    given: str,
    expected: str,
    mine: list[re.Match[str]],
    theirs: list[re.Match[str]],
    case: bool,
    variants: bool = False,
) -> tuple[Mark, ...]:
    if not mine or not theirs or max(len(mine), len(theirs)) > MAX_MARKED:
        return ()
    one = [level(token.group(), case=case) for token in mine]
    other = [level(token.group(), case=case) for token in theirs]
    if variants:
        one, other = [one_spelling(token) for token in one], [one_spelling(token) for token in other]
    marks: list[Mark] = []
    for tag, i1, i2, j1, j2 in matcher(one, other).get_opcodes():
        if tag == "equal":
            marks.append(Mark(_slice(given, mine, i1, i2), "same"))
        elif tag == "insert":
            marks.append(Mark(_slice(expected, theirs, j1, j2), "missing"))
        else:
            marks.append(Mark(_slice(given, mine, i1, i2), "wrong"))
            if tag == "replace":
                marks.append(Mark(_slice(expected, theirs, j1, j2), "right"))
    return tuple(marks)


def _slice(text: str, found: list[re.Match[str]], start: int, stop: int) -> str:
    begin = found[start - 1].end() if start else found[0].start()
    return text[begin : found[stop - 1].end()]


_PLAIN: Final = str.maketrans(
    {
        "\u2032": "'",
        "\u02bc": "'",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "...",
    }
    | dict.fromkeys("\u2010\u2011\u2013\u2212", "-")
)
_DASHES: Final = re.compile(r"\s*(?:\u2014|--+)\s*|\s+-\s+")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_+")
_CHAR: Final = re.compile(r"\S")
_NEVER_IZE: Final = (
    "adv|advert|appr|bru|chast|circumc|comp|compr|comprom|conc|cru|dem|desp|dev|disgu|enterpr|exc|exerc|expert|"
    "franch|impr|improv|likew|merchand|otherw|parad|pra|prec|prem|prom|rev|superv|surm|surpr|telev|treat|upra"
)
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("^practis", "practic"),
        (rf"^(?!(?:{_NEVER_IZE})is)([a-z]{{3,}})is(e[drs]?|ers|ing|ations?|able)$", r"\1iz\2"),
        (r"lys(e[drs]?|ers|ing)$", r"lyz\1"),
        (
            "^(dis|un)?(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|splend|tum|vap|vig)our",
            r"\1\2or",
        ),
        ("(cent|theat|met|lit|fib|calib|spect|somb|meag)re(s|d)?$", r"\1er\2"),
        (
            "(cance|channe|counse|equa|fue|labe|leve|marve|mode|quarre|signa|tota|trave|tunne)ll(ed|ers?|ing|ations?)$",
            r"\1l\2",
        ),
        ("^(catal|dial|anal|mon|prol)ogue", r"\1og"),
        ("^(defen|offen|preten|licen)ce", r"\1se"),
        ("^programme(s?)$", r"program\1"),
        ("^(judg|acknowledg)ement", r"\1ment"),
        ("^(fulfi|enro|insti|insta)ll(s|ments?)?$", r"\1l\2"),
        ("^ageing$", "aging"),
        ("^grey", "gray"),
        ("^sceptic", "skeptic"),
        ("^(learn|burn|dream|lean)t$", r"\1ed"),
        ("^skilful", "skillful"),
        ("^aluminium$", "aluminum"),
        ("^jewellery$", "jewelry"),
        ("^tyre", "tire"),
        ("^plough", "plow"),
        ("^mould", "mold"),
    )
)
"""British spellings and the American ones they are compared as; an ending that is no variant is left out by name."""
