"""A few slips that a rule can see in English prose: observations only, as most faults no rule sees."""

from __future__ import annotations

import re
from typing import Final

from goals.graders.words import level

MOST: Final = 100
"""Slips listed at the most."""


def slips(text: str) -> list[str]:
    """What stands there wrongly, rule after rule; at most `MOST`."""
    text = level(text, case=True)
    found: list[str] = []
    for rule in _RULES:
        found += (one.group().strip() for one in rule.finditer(text))
        if len(found) >= MOST:
            break
    return found[:MOST]


_NO_WORD: Final = r"(?![\w'-])"
_NO_WORD_BEFORE: Final = r"(?<![\w'-])"
_LIKE_YOU: Final = r"(?:one\b|once\b|one-|eu|ewe|uni(?!n|m)|unani|us[aeu]|uti|ubi|ur[ai]n|u\b|u-)"
"""Spelled with a vowel, spoken with a consonant."""
_RULES: Final = (
    re.compile(rf"(?i){_NO_WORD_BEFORE}(?!(?:that|had|is|do|her|very|really)\b)([a-z]+) \1{_NO_WORD}"),
    re.compile(rf"(?i){_NO_WORD_BEFORE}a (?!{_LIKE_YOU})(?:[aeiou]|hour|honest|honour|heir)[a-z]\w*"),
    re.compile(rf"(?i){_NO_WORD_BEFORE}an (?:{_LIKE_YOU}|[bcdgjkpqtvwyz][aeiou])[a-z]*"),
    re.compile(r"\w{1,20} [,;](?= |$)"),
    re.compile(r"(?<![\w'.(-])i(?=[ ,]|')"),
    re.compile(
        rf"(?i){_NO_WORD_BEFORE}(?:informations|transportations|advices|equipments|furnitures|knowledges|homeworks"
        rf"|luggages|peoples|childrens|womens|mens|evidences|pollutions|traffics|alot){_NO_WORD}"
    ),
    re.compile(
        rf"(?i){_NO_WORD_BEFORE}(?:more (?:better|easier|bigger|cheaper)|most (?:best|easiest)){_NO_WORD}"
    ),
    re.compile(rf"(?i){_NO_WORD_BEFORE}(?:could|should|would|must) of{_NO_WORD}"),
    re.compile(
        rf"(?i){_NO_WORD_BEFORE}(?:despite of|discuss(?:ed|es|ing)? about|according to me|in the other hand"
        rf"|(?:less|much) people){_NO_WORD}"
    ),
    re.compile(r"(?<=[a-z]{3}[.!?] )[a-z]+"),
)
"""Doubled words, a and an, space before a comma, lower-case I, uncountables, fixed phrases, capitals."""
