"""A goal sentence as tokens, each knowing where it stands in what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from goals.lexicon.words import LEXICON, PHRASES, Meaning


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    tag: str
    """One letter; `goals.lexicon.words` lists them."""
    values: tuple[float, ...]
    """What the word stands for: a number, a month, (unit, how many from now); empty for small words."""
    start: int
    end: int
    word: str
    """The word as it is compared: lower case, no accents."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def tags(self) -> str:
        """The tokens' tags, one character each: what the grammars match against."""
        return "".join(token.tag for token in self.tokens)

    def written(self, first: int, last: int) -> str:
        """The text from one token to another, both included, as it was written."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def without(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The same with the tokens of these spans marked as read."""
        gone = {place for first, last in spans for place in range(first, last + 1)}
        return replace(
            self,
            tokens=tuple(
                replace(one, tag="#") if place in gone else one for place, one in enumerate(self.tokens)
            ),
        )

    def value(self, match: re.Match[str], group: str, tags: str) -> tuple[float, ...] | None:
        """The values of the first token in a group of a match that has one of these tags."""
        for place in range(*match.span(group)):
            if self.tokens[place].tag in tags:
                return self.tokens[place].values
        return None


def fold(text: str) -> str:
    """Lower case, no accents, compatible forms made plain: the form words are compared in."""
    return "".join(_folded(char) for char in text)


def tokenise(text: str) -> Words:
    """The words, numbers and signs of a text, which should be one line and not long."""
    folded: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        plain = _folded(char)
        folded.append(plain)
        origin += [place] * len(plain)
    flat = "".join(folded)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(flat):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        tokens += [Token(tag, values, start, end, match[0]) for tag, values in _meaning(match)]
    return Words(text, tuple(_composed(_phrased(tokens))))


_FRACTIONS: Final = {
    "½": ".5",
    "¼": ".25",
    "¾": ".75",
    "’": "'",
    "‘": "'",
    "´": "'",
    "–": "-",
    "—": "-",
    "−": "-",
}
_CHINESE_DIGIT: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_CJK_NUMBER: Final = "[一二三四五六七八九两]?十[一二三四五六七八九]?|[一二三四五六七八九两]"
_CJK_WORDS: Final = "|".join(sorted((w for w in LEXICON if ord(w[0]) > 0x2FFF), key=len, reverse=True))

_TOKEN: Final = re.compile(
    r"(?P<iso>(?<![\d.,/-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d.,/-]\d))"
    r"|(?P<cjkdate>(?:19|2[01])\d\d年)"
    r"|(?P<yearmonth>(?<![\d.,/-])(?:19|2[01])\d\d-(?:0[1-9]|1[0-2])(?![\d-]))"
    r"|(?P<slashed>(?<![\d.,/-])\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d.,/-]?\d))"
    r"|(?P<short>(?<![\d.,/-])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<dotted>(?:(?<=zum )|(?<=am )|(?<=den )|(?<=vor ))\d{1,2}\.\d{1,2}\.(?!\d))"
    rf"|(?P<month>(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?)"
    rf"|(?P<weekday>(?P<which>下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天](?!个|小时|分钟))"
    rf"|(?P<cjkday>(?:\d{{1,2}}|{_CJK_NUMBER})[号日])"
    r"|(?P<cefr>(?<![a-z0-9])[abc][12]\+?(?![a-z0-9]))"
    r"|(?P<ordinal>(?<![\d.,])\d{1,2}(?:st|nd|rd|th|er|e|eme|o)(?![a-z]))"
    r"|(?P<q>(?<![a-z0-9])[qt][1-4](?![a-z0-9]))"
    r"|(?P<metre>(?<=\d)m(?![a-z]))"
    r"|(?P<number>\d+(?:[.,]\d+)?|\.\d+)"
    r"|(?P<arrow>[-=~]*>+|[→⇒➜➔➝➞⟶~])"
    rf"|(?P<cjknumber>{_CJK_NUMBER})|(?P<cjk>{_CJK_WORDS})"
    r"|(?P<word>[^\W\d_\u3000-\u9fff]+'?)"
    r"|(?P<sign>\S)"
)
"""Every branch is bounded or a single run, so reading takes time in proportion to the text."""


def _folded(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in _FRACTIONS:
        return _FRACTIONS[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if "\uac00" <= char <= "\ud7a3":
        return char
    flat = unicodedata.normalize("NFKD", char.lower())
    return "".join(one for one in flat if not unicodedata.combining(one)) or ""


def _meaning(match: re.Match[str]) -> tuple[Meaning, ...]:
    kind, word = match.lastgroup or "", match[0]
    numbers = tuple(float(one) for one in re.findall(r"\d{1,9}", word))
    match kind:
        case "iso":
            return (("i", numbers),)
        case "cjkdate":
            return (("y", numbers),)
        case "yearmonth":
            return (("y", numbers[:1]), ("M", numbers[1:]))
        case "slashed":
            year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
            return (("s", (numbers[0], numbers[1], year, float("." in word))),)
        case "short" | "dotted":
            return (("t", (*numbers, float("." in word))),)
        case "month":
            return (("M", numbers or (float(_chinese(word.rstrip("月份"))),)),)
        case "weekday":
            day: Meaning = ("W", (float("一二三四五六日".find(word[-1].replace("天", "日"))),))
            week = {"下": 1.0, "这": 0.0, "本": 0.0}.get(word[0])
            return (day,) if week is None else (("J", (1.0, week)), day)
        case "cjkday":
            return (("o", numbers or (float(_chinese(word[:-1])),)),)
        case "cefr":
            return (("c", ()),)
        case "ordinal":
            return (("o", numbers),)
        case "q":
            return (("q", numbers),)
        case "metre":
            return (("T", (1.0,)),)
        case "number":
            return _number(word)
        case "arrow":
            return (("G", ()),)
        case "cjk":
            return LEXICON[word]
        case "cjknumber":
            return (("n", (float(_chinese(word)),)),)
        case "word":
            return LEXICON.get(word) or LEXICON.get(word.rstrip("'")) or (("?", ()),)
        case _:
            return ((_SIGNS.get(word, "?" if word.isalpha() else ","), ()),)


_SIGNS: Final = {".": ".", "-": "-", "/": "/", "&": "&", "+": "?", "#": "?", "%": "%"}


def _number(word: str) -> tuple[Meaning, ...]:
    if len(word) > 9:
        return (("?", ()),)
    value = float(word.replace(",", "."))
    return (("y" if len(word) == 4 and 1900 <= value < 2200 else "n", (value,)),)


def _chinese(word: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _CHINESE_DIGIT.get(word, 0)
    return 10 * (_CHINESE_DIGIT.get(tens, 1) if tens else 1) + (_CHINESE_DIGIT.get(ones, 0) if ones else 0)


def _phrased(tokens: list[Token]) -> Iterator[Token]:
    place = 0
    while place < len(tokens):
        for length in (4, 3, 2):
            run = tokens[place : place + length]
            meanings = PHRASES.get(tuple(one.word for one in run)) if len(run) == length else None
            if meanings:
                word = " ".join(one.word for one in run)
                yield from (Token(tag, v, run[0].start, run[-1].end, word) for tag, v in meanings)
                place += length
                break
        else:
            yield tokens[place]
            place += 1


def _composed(tokens: Iterable[Token]) -> list[Token]:
    """ "forty five" and "quarante-cinq" made one number."""
    out: list[Token] = []
    for token in tokens:
        joint = 2 if len(out) > 1 and out[-1].tag == "-" and out[-1].start == out[-2].end else 1
        ten = out[-joint] if len(out) >= joint else None
        if ten and _is_spelt(ten) and _is_spelt(token) and ten.values[0] in _TENS and token.values[0] < 10:
            del out[-joint:]
            token = Token("n", (ten.values[0] + token.values[0],), ten.start, token.end, ten.word)
        out.append(token)
    return out


_TENS: Final = frozenset({20.0, 30.0, 40.0, 50.0, 60.0, 90.0})


def _is_spelt(token: Token) -> bool:
    return token.tag == "n" and token.word.isalpha() and token.word.isascii()
