"""Which curriculum pack some words are about."""

from __future__ import annotations

from collections.abc import Sequence

from goals.intake.reading import PackOffer
from goals.lexicon.tokens import fold, tokenise
from goals.scales import Scale, built_in


def matching(text: str, offers: Sequence[PackOffer]) -> tuple[PackOffer, ...]:
    """The packs a text names; more than one is for the learner to settle.

    A longer name takes in a shorter: "IELTS writing" names no pack called "IELTS".
    """
    flat = fold(text)
    words = frozenset(token.word for token in tokenise(text).tokens)
    named = [(offer, _name_in(offer, words, flat)) for offer in offers]
    return tuple(offer for offer, name in named if name and not any(name < other for _, other in named))


def implied_scale(text: str) -> Scale | None:
    """The scale an exam's name stands for, if the text has one."""
    flat = fold(text)
    return built_in("ielts-band") if "ielts" in flat.split() or "雅思" in flat else None


def _name_in(offer: PackOffer, words: frozenset[str], flat: str) -> frozenset[str]:
    """The words of its longest name that is all there; Chinese words have no spaces between them."""
    names = [fold(name).split() for name in offer.names]
    there = [name for name in names if all(word in (words if word.isascii() else flat) for word in name)]
    return frozenset(max(there, key=lambda name: sum(map(len, name)), default=[]))
