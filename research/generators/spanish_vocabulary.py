"""The words of the Spanish pack: its own list, roughly by frequency, each with a sentence that uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from goals.graders.words import one_slip

LIST: Final = Path(__file__).parent.parent / "library" / "spanish" / "words.tsv"
FORMS: Final = frozenset({"noun", "verb", "adjective", "number"})
"""Classes whose words can be asked for without a sentence around them."""
SHOWN: Final = 2
"""English words that stand for a Spanish one in a prompt."""


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the list."""

    text: str
    """As a dictionary has it; nouns with their article."""
    word_class: str
    gender: str
    """m or f for a noun, else empty."""
    english: tuple[str, ...]
    """Translations, the best first; what stands in brackets tells senses apart."""
    before: str
    """The example up to the word."""
    gap: tuple[str, ...]
    """The word as it stands in the example, then what may stand there too."""
    after: str
    translation: str
    also: tuple[str, ...]
    """Other Spanish words for the same English."""
    note: str

    @property
    def sentence(self) -> str:
        """The example, whole."""
        return self.before + self.gap[0] + self.after

    @property
    def bare(self) -> str:
        """The word without its article."""
        return bare(self.text) if self.word_class == "noun" else self.text

    @property
    def shown(self) -> tuple[str, ...]:
        """The English that stands for it in a prompt, brackets and all."""
        first: dict[str, str] = {}
        for english in self.english:
            first.setdefault(plain(english), english)
        return tuple(first.values())[:SHOWN]

    @property
    def label(self) -> str:
        """Its class in words."""
        genders = {"m": "noun, masculine", "f": "noun, feminine"}
        return genders.get(self.gender, self.word_class)

    @property
    def senses(self) -> tuple[str, ...]:
        """The translations without what stands in brackets."""
        return tuple(dict.fromkeys(plain(one) for one in self.english))


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """The whole list in its order."""
    _, *lines = LIST.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return tuple(_word(line) for line in lines)


@lru_cache(maxsize=1)
def spanish_for() -> dict[Word, tuple[str, ...]]:
    """For each word all that is right when its English is shown, itself first."""
    by_english: dict[tuple[str, str], list[str]] = {}
    for word in words():
        for english in word.english:
            by_english.setdefault((word.word_class, english), []).append(word.text)
    found: dict[Word, tuple[str, ...]] = {}
    for word in words():
        others = [other for english in word.shown for other in by_english[word.word_class, english]]
        texts = (word.text, *word.also, *others)
        if word.word_class == "adjective":
            texts = (*texts, *(feminine(text) for text in texts))
        found[word] = tuple(dict.fromkeys(texts))
    return found


def english_for(word: Word) -> tuple[str, ...]:
    """All that is right when its English is asked for: a verb with and without “to”, a noun with an article."""
    found = list(word.senses)
    if word.word_class == "verb":
        found += [sense.removeprefix("to ") for sense in word.senses]
    elif word.word_class == "noun":
        found += [f"{article} {sense}" for sense in word.senses for article in ("the", "a", "an")]
    return tuple(dict.fromkeys(found))


def unlike(word: Word, others: Iterable[Word]) -> list[Word]:
    """Those of `others` that share no English word with it and no Spanish one: safe wrong answers."""
    mine, spanish = _roots(word), {word.text, *word.also}
    return [
        other
        for other in others
        if other.text != word.text and not mine & _roots(other) and not spanish & {other.text, *other.also}
    ]


@lru_cache(maxsize=1)
def look_alikes() -> dict[str, frozenset[str]]:
    """For each translation those of other words that one slip of the keys makes of it."""
    known = {form for word in words() for sense in word.senses for form in (sense, sense.removeprefix("to "))}
    near: dict[str, set[str]] = {}
    for form in known:
        for key in _shortened(form):
            near.setdefault(key, set()).add(form)
    return {
        form: frozenset(
            other
            for key in _shortened(form)
            for other in near[key]
            if other != form and one_slip(form, other)
        )
        for form in known
    }


def feminine(text: str) -> str:
    """The feminine of an adjective, as far as a rule can tell."""
    return text[:-1] + "a" if text.endswith("o") and " " not in text else text


def bare(text: str) -> str:
    """A noun without its article."""
    return _ARTICLE.sub("", text)


def plain(english: str) -> str:
    """A translation without what stands in brackets."""
    return _BRACKETS.sub("", english)


@lru_cache(maxsize=2_000)
def _roots(word: Word) -> frozenset[str]:
    return frozenset(
        part
        for sense in word.senses
        for part in re.findall(r"[a-z]+", sense.casefold())
        if part not in _SMALL
    )


def _shortened(text: str) -> set[str]:
    """A text and all that is left of it with one letter gone: texts a slip apart share one of these."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _word(line: str) -> Word:
    text, word_class, gender, english, example, translation, also, note = line.split("\t")
    before, gap, after = _GAP.split(example)
    forms = tuple(gap.split("/"))
    spanish = tuple(filter(None, also.split("; ")))
    if word_class not in ("verb", "adjective", "number") and forms[0].casefold() == (
        bare(text) if word_class == "noun" else text
    ):
        article = text.split()[0]
        forms += tuple(bare(one) for one in spanish if word_class != "noun" or one.split()[0] == article)
    return Word(
        text, word_class, gender, tuple(english.split("; ")), before, tuple(dict.fromkeys(forms)), after,
        translation, spanish, note,
    )  # fmt: skip


_ARTICLE: Final = re.compile(r"^(?:el|la|los|las) ")
_BRACKETS: Final = re.compile(r" ?\([^)]*\)")
_GAP: Final = re.compile(r"\[([^\]]+)\]")
_SMALL_WORDS: Final = "a an the to of in on at be for up get go out with it not one s"
_SMALL: Final = frozenset(_SMALL_WORDS.split())
"""English words that two translations may share without being alike."""
