"""A faulty sentence and everything its faults can be turned into, whole or partly mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from goals.drills import CorrectionKey, Fault
from goals.graders.words import level, one_spelling, tokens, unique

MOST: Final = 64
"""Sentences tried at the most; two faults with seven answers each give 64."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at though it is overlooked as a rule: a fault may lie just there."""

    capital: bool = False
    """The first letter's case."""
    end: bool = False
    """The final mark."""
    spacing: bool = False
    """Spaces beside punctuation; then a sentence has to be typed as it stands."""
    spelling: bool = False
    """British against American spelling."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fault stands in a repair's tokens, mended or not."""

    start: int
    stop: int
    mended: bool
    wrong: str
    """The faulty words."""
    wrong_tokens: frozenset[str]
    removed: frozenset[str]
    """Those of them that mending took away."""
    shortened: bool
    """True if words just went: others in their place mean that the fault was replaced, not mended."""
    room: int
    """Tokens that may stand in its place without counting as another change."""

    def undone(self, start: int, stop: int, added: list[str]) -> bool:
        """True if a change at tokens [start, stop) beside a mended fault means that it isn't mended."""
        if not added or not start <= self.stop or not stop >= self.start:
            return False
        if self.start == self.stop:
            return True
        if start == stop:
            return self.shortened or not self.wrong_tokens.isdisjoint(added)
        return not self.removed.isdisjoint(added)


@dataclass(frozen=True, slots=True)
class Repair:
    """The sentence with some of its faults mended."""

    tokens: list[str]
    spans: tuple[Span, ...]


def models(key: CorrectionKey) -> tuple[str, ...]:
    """Every accepted sentence, the best first: each fault with each of its answers, then `also`."""
    pieces, faults = _pieces(key)
    found: list[str] = []
    for chosen in islice(product(*(fault.right for fault in faults)), MOST):
        text = pieces[0] + "".join(right + piece for right, piece in zip(chosen, pieces[1:], strict=True))
        found.append(_tidy(text, key.sentence))
    return unique([*found, *key.also])


def repairs(key: CorrectionKey, sight: Sight, open_ended: bool) -> Iterator[Repair]:
    """The sentence with every choice of faults mended or left, in the shape an answer is compared in."""
    pieces, faults = _pieces(key)
    between = [tokens(level(piece, case=True)) for piece in pieces]
    options = [(fault.wrong, *fault.right) for fault in faults]
    for chosen in islice(product(*options), MOST * 2):
        found = list(between[0])
        spans: list[Span] = []
        for fault, words, after in zip(faults, chosen, between[1:], strict=True):
            start = len(found)
            found += tokens(level(words, case=True))
            spans.append(_span(fault, start, found, words != fault.wrong))
            found += after
        yield Repair(_loosen(found, sight, open_ended), tuple(spans))


def shape(text: str, sight: Sight, *, open_ended: bool = False) -> list[str]:
    """The tokens an answer is compared in.

    Args:
        text: a sentence.
        sight: what isn't overlooked.
        open_ended: True overlooks a final question or exclamation mark too, for an answer without one.
    """
    return _loosen(tokens(level(text, case=True)), sight, open_ended)


def needed_sight(key: CorrectionKey) -> Sight:
    """What must not be overlooked because a fault lies in it."""
    pieces, faults = _pieces(key)
    capital = end = spacing = spelling = False
    for at, fault in enumerate(faults):
        for right in fault.right:
            words = [other.wrong for other in faults]
            words[at] = right
            text = pieces[0] + "".join(word + piece for word, piece in zip(words, pieces[1:], strict=True))

            def seen(sight: Sight, mended: str = text) -> bool:
                return shape(mended, sight, open_ended=True) != shape(key.sentence, sight, open_ended=True)

            if not seen(Sight()):
                if seen(Sight(capital=True)):
                    capital = True
                elif seen(Sight(end=True)):
                    end = True
                elif seen(Sight(spelling=True)):
                    spelling = True
                else:
                    spacing = True
    return Sight(capital, end, spacing, spelling)


def _pieces(key: CorrectionKey) -> tuple[list[str], list[Fault]]:
    """The sentence cut at its faults, each widened to whole tokens; one piece more than there are faults."""
    edges = [found.span() for found in _WHOLE.finditer(key.sentence)]
    placed: list[tuple[int, int, Fault]] = []
    for fault in key.faults:
        start = key.sentence.find(fault.wrong)
        if start < 0 or not fault.wrong:
            continue
        stop = start + len(fault.wrong)
        begin = min([start, *(a for a, b in edges if a < start < b)])
        end = max([stop, *(b for a, b in edges if a < stop < b)])
        before, after = key.sentence[begin:start], key.sentence[stop:end]
        widened = Fault(before + fault.wrong + after, tuple(before + right + after for right in fault.right))
        placed.append((begin, end, widened))
    placed.sort(key=lambda one: one[0])
    pieces: list[str] = []
    faults: list[Fault] = []
    at = 0
    for begin, end, fault in placed:
        if begin < at or not fault.right:
            continue
        pieces.append(key.sentence[at:begin])
        faults.append(fault)
        at = end
    return [*pieces, key.sentence[at:]], faults


def _span(fault: Fault, start: int, found: list[str], mended: bool) -> Span:
    wrong, stop = tokens(level(fault.wrong, case=True)), len(found)
    room = 2 + max(len(wrong), *(len(tokens(right)) for right in fault.right))
    shortened = mended and stop - start < len(wrong)
    removed = frozenset(wrong) - frozenset(found[start:])
    return Span(start, stop, mended, fault.wrong.strip(), frozenset(wrong), removed, shortened, room)


def _loosen(found: list[str], sight: Sight, open_ended: bool) -> list[str]:
    if not sight.end:
        last = len(found)
        while last > 1 and found[last - 1] in ((".", "!", "?") if open_ended else (".",)):
            last -= 1
        found = found[:last]
    if found and not sight.capital:
        found = [found[0][:1].lower() + found[0][1:], *found[1:]]
    return found if sight.spelling else [one_spelling(token) for token in found]


def _tidy(text: str, sentence: str) -> str:
    """What a deleted word leaves behind put in order: spaces, and the capital the sentence began with."""
    text = _BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    return text[:1].upper() + text[1:] if sentence[:1].isupper() else text


_WHOLE: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*")
_BEFORE_MARK: Final = re.compile(r" ([,.;:!?])(?=\s|$)")
