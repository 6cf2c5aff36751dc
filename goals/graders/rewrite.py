"""Own words under constraints. Checks effort, not meaning, and says so: a reversed sentence can pass."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from goals.drills import RewriteKey
from goals.graders.english import FUNCTION_WORDS
from goals.graders.words import level, quote, runs, words
from goals.grades import Grade

REWRITE: Final = "rewrite-2"
RELIABILITY: Final = 0.5
COPY: Final = 4
"""Words in a row shared with the source that make a copy."""
CAP: Final = 0.5
"""The most a copy, a stub or a heap of keywords gets."""
CAVEAT: Final = "Compare with the model: this checks effort, not meaning."
LEAST_FUNCTION: Final = 0.15
"""Share of function words below which it may be no sentence; prose has 0.35 to 0.55."""
TELLING: Final = 12
"""Words from which that share speaks for itself; a short good sentence may have none of them."""
SIGNS: Final = 2
"""Other signs wanted in a shorter answer."""
MOST_REPEATED: Final = 3
"""Times a content word may stand in one answer."""


def grade_rewrite(key: RewriteKey, answer: str) -> Grade:
    """The share of the constraints met; `CAP` at most for a copy, a stub, no sentence, or another structure."""
    text, found = level(answer), words(answer)
    if not found:
        return Grade(0.0, key.model, reliability=RELIABILITY, grader=REWRITE)
    unmet: list[str] = []
    count = 0
    off_task = False  # the structure asked for is what is practised: without it most of the point is missed
    for wanted in (*key.require, *key.keep):
        count += 1
        if not any(_stands(one, text) for one in wanted):
            unmet.append(f"{quote(' / '.join(wanted[:3]))} is missing")
            off_task = off_task or wanted in key.require
    for word in key.avoid:
        count += 1
        if _whole(word, text):
            unmet.append(f"{quote(word)} was to be avoided")
            off_task = True
    least, most = key.words
    count += 1
    short = len(found) < least
    if not least <= len(found) <= most:
        unmet.append(f"{len(found)} words, {least} to {most} are wanted")
    copied = _copied(key.source, found)
    if key.source:
        count += 1
        if copied:
            unmet.append(f"{quote(copied)} is copied")
    count += 1
    misshapen = _misshapen(answer, text, found, _asked_for(key))
    if misshapen:
        unmet.append(misshapen)
    score = 1 - len(unmet) / count
    if short or copied or misshapen or off_task:
        score = min(score, CAP)
    said = "; ".join(unmet[:3]) or "every constraint is met"
    why = f"{said[:1].upper()}{said[1:]}. {CAVEAT}"
    return Grade(score, key.model, why, reliability=RELIABILITY, grader=REWRITE)


def _stands(wanted: str, text: str) -> bool:
    """True if a word begins with `wanted`; a function word must stand whole, punctuation stands literally."""
    wanted = level(wanted)
    if not wanted:
        return True
    if not wanted[0].isalnum():
        return wanted in text
    if wanted in FUNCTION_WORDS:
        return _whole(wanted, text)
    return re.search(rf"(?<!\w){re.escape(wanted)}", text) is not None


def _whole(word: str, text: str) -> bool:
    word = level(word)
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _copied(source: str, found: list[str]) -> str:
    """The first run of `COPY` words that stands in the source too, or all of a shorter source; else ""."""
    theirs = words(source)
    if theirs == found:
        return " ".join(found)
    shared = set(runs(theirs, COPY))
    return next((" ".join(run) for run in runs(found, COPY) if run in shared), "")


def _asked_for(key: RewriteKey) -> frozenset[str]:
    return frozenset(word for wanted in (*key.keep, *key.require) for one in wanted for word in words(one))


def _misshapen(answer: str, text: str, found: list[str], asked: frozenset[str]) -> str:
    """Why this can't be a sentence, or ""; words asked for don't speak for it."""
    if not text.lstrip("\"'([")[:1].isalnum():
        return "a sentence starts with a word"
    counted = Counter(found)
    content = [word for word in counted if word not in FUNCTION_WORDS and counted[word] > MOST_REPEATED]
    if content:
        return f"{quote(content[0])} stands in it {counted[content[0]]} times"
    if len(found) < 5:
        return ""
    function = sum(times for word, times in counted.items() if word in FUNCTION_WORDS)
    unasked = sum(times for word, times in counted.items() if word in FUNCTION_WORDS - asked)
    few = function < LEAST_FUNCTION * len(found)
    if len(found) >= TELLING:
        few = few or unasked < len(found) // 10
    elif few:
        few = _signs(answer, found) >= SIGNS
    if few:
        return "it doesn't read as a sentence yet: words such as the, of, is and to are missing"
    if len(found) >= 8 and max(counted.values()) > len(found) / 3:
        return "one word makes up a third of it"
    return ""


def _signs(answer: str, found: list[str]) -> int:
    """Looks of a list: no capital at the start, no final mark, a comma or a stop after every second word."""
    answer = answer.strip().strip("\"'“”‘’([)]")
    stops = sum(answer.count(mark) for mark in ",;.")
    return sum((not answer[:1].isupper(), answer[-1:] not in (".", "!", "?"), stops * 2 >= len(found)))
