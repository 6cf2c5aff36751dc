"""Choosing among given answers: one right (choice) or several (select)."""

from __future__ import annotations

import re
from typing import Final

from goals.drills import ChoiceKey, Drill, SelectKey
from goals.graders.places import as_numbers, place, places
from goals.graders.words import bare, level, quote
from goals.grades import Grade

CHOICE: Final = "choice-1"
SELECT: Final = "select-1"


def grade_choice(drill: Drill, key: ChoiceKey, answer: str) -> Grade:
    """1 for the right choice, named by text, number or letter; a choice's own text goes before its number."""
    chosen = _chosen(_enough(answer, drill.choices), drill.choices)
    right = drill.choices[key.right]
    if chosen is None:
        why = "answer with the number, the letter or the text of one choice" if answer.strip() else ""
    elif chosen == key.right:
        why = ""
    else:
        why = f"you chose {quote(drill.choices[chosen])}"
    return Grade(float(chosen == key.right), right, why, grader=CHOICE)


def choice_key(drill: Drill, key: ChoiceKey) -> str:
    """The right choice's text, or its number where another choice reads alike."""
    right = drill.choices[key.right]
    return right if _chosen(right, drill.choices) == key.right else str(key.right + 1)


def grade_select(drill: Drill, key: SelectKey, answer: str) -> Grade:
    """(right ones chosen - wrong ones chosen) / right ones, at least 0; what can't be read counts wrong."""
    chosen, unread = _several(_enough(answer, drill.choices), drill.choices)
    right = frozenset(key.right)
    hits, false = len(chosen & right), len(chosen - right) + unread
    score = max(0.0, (hits - false) / len(right)) if right else 0.0
    why = ""
    if answer.strip() and score < 1:
        why = f"{hits} of {len(right)} found" + (f", {false} wrong" if false else "")
    return Grade(score, "; ".join(drill.choices[one] for one in key.right), why, grader=SELECT)


def select_key(drill: Drill, key: SelectKey) -> str:
    """The right choices' numbers, or their texts where the choices are numbers themselves."""
    numbers = as_numbers(key.right)
    if _several(numbers, drill.choices) == (frozenset(key.right), 0):
        return numbers
    return ", ".join(drill.choices[one] for one in key.right)


def _chosen(answer: str, choices: tuple[str, ...]) -> int | None:
    """One choice by text, most literal reading first, then by number or letter, then by both at once."""
    for form in (_literal, level, _bare_level):
        wanted = form(answer)
        found = [at for at, choice in enumerate(choices) if form(choice) == wanted]
        if wanted and len(found) == 1:
            return found[0]
    at = place(answer, len(choices))
    if at is not None:
        return at
    both = _NUMBERED.fullmatch(level(answer))
    if both is not None:
        at = place(both.group(1), len(choices))
        if at is not None and _bare_level(choices[at]) == _bare_level(both.group(2)):
            return at
    return None


def _several(answer: str, choices: tuple[str, ...]) -> tuple[frozenset[int], int]:
    """The choices an answer names, and how many parts of it name none."""
    if not _any_short(choices):
        named = places(answer, len(choices))
        if named is not None:
            return frozenset(named), 0
    whole = _chosen(answer, choices)
    if whole is not None:
        return frozenset({whole}), 0
    rest, found = level(answer), set[int]()
    # A choice may hold commas or "and" itself, so whole texts are taken out before the answer is split.
    for at in sorted(range(len(choices)), key=lambda one: -len(choices[one])):
        text = _bare_level(choices[at])
        if len(text) > 3 and (spot := re.search(rf"(?<!\w){re.escape(text)}(?!\w)", rest)):
            found.add(at)
            rest = rest[: spot.start()] + "," + rest[spot.end() :]
    unread = 0
    for part in _PARTS.split(rest)[:_MOST_PARTS]:
        for piece in [part] if _chosen(part, choices) is not None else part.split()[:_MOST_PARTS]:
            one = _chosen(piece, choices) if unread <= len(choices) else None
            if one is not None:
                found.add(one)
            elif any(char.isalnum() for char in piece):
                unread += 1
    return frozenset(found), unread


def _enough(answer: str, choices: tuple[str, ...]) -> str:
    """What is read of an answer: no more than all the choices written out, and some."""
    return answer[: sum(map(len, choices)) + 200]


def _any_short(choices: tuple[str, ...]) -> bool:
    return any(place(choice, 1_000) is not None for choice in choices)


def _literal(text: str) -> str:
    return " ".join(text.split())


def _bare_level(text: str) -> str:
    return bare(level(text))


_NUMBERED: Final = re.compile(r"(\(?(?:[0-9]{1,3}|[a-z])[).:]?)\s+(.+)")
_MOST_PARTS: Final = 12
_PARTS: Final = re.compile(r"[,;\n&+]|\band\b")
