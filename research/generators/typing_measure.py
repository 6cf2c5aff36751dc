"""What a typed line tells beyond right and wrong: speed, accuracy, and which keys were missed."""

from __future__ import annotations

from collections import Counter
from typing import Final

WORD: Final = 5
"""Characters of a word, the convention of typing tests."""


def words_per_minute(line: str, seconds: float) -> float:
    """Speed over a line, errors aside; 0 for no time at all."""
    return len(line) / WORD / (seconds / 60) if seconds > 0 else 0.0


def accuracy(line: str, answer: str) -> float:
    """Share of characters that were right: 1 less the edits that mend the answer, per character (Levenshtein 1966)."""
    longest = max(len(line), len(answer))
    return 1 - _distances(line, answer)[-1][-1] / longest if longest else 1.0


def missed(line: str, answer: str) -> Counter[tuple[str, str]]:
    """What was wanted and what came: ("e", "r") a wrong key, ("e", "") one left out, ("", "r") one too many.

    Of several ways to mend an answer the one is taken that pairs characters from the left.
    """
    table = _distances(line, answer)
    found: Counter[tuple[str, str]] = Counter()
    at, to = len(line), len(answer)
    while at or to:
        here = table[at][to]
        if at and to and here == table[at - 1][to - 1] + (line[at - 1] != answer[to - 1]):
            at, to = at - 1, to - 1
            if line[at] != answer[to]:
                found[line[at], answer[to]] += 1
        elif at and here == table[at - 1][to] + 1:
            at -= 1
            found[line[at], ""] += 1
        else:
            to -= 1
            found["", answer[to]] += 1
    return found


def _distances(line: str, answer: str) -> list[list[int]]:
    """Edits between every beginning of the one and every beginning of the other."""
    table = [list(range(len(answer) + 1))]
    for at, wanted in enumerate(line, start=1):
        row = [at]
        for to, typed in enumerate(answer, start=1):
            row.append(min(table[-1][to] + 1, row[-1] + 1, table[-1][to - 1] + (wanted != typed)))
        table.append(row)
    return table
