"""A timed text is observed, never scored: no count tells a good one from a very good one (LEARNING 1.7)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from goals.drills import EssayKey
from goals.graders.english import FUNCTION_WORDS
from goals.graders.slips import slips
from goals.graders.words import level, quote, runs, unique, words
from goals.grades import Grade

ESSAY: Final = "essay-1"
OFTEN: Final = 4
"""Times from which a content word is listed as repeated."""
LISTED: Final = 5
ALIKE: Final = 0.8
"""Share of a paragraph's words in runs of an earlier one that makes it a repetition."""


def grade_essay(key: EssayKey, answer: str) -> Grade:
    """No score; `observations` holds what was counted.

    words, words_short (of what was asked), paragraphs, sentences; of runs of four words copied_share (those
    that stand in the prompt) and repeated_share (those that stood in the text before); repeated_paragraphs,
    frequent_words, function_word_share (0.35 to 0.55 in prose), linkers_per_100 words, contractions, slips,
    slip_examples.
    """
    found = words(answer)
    text = level(answer)
    fours = runs(found)
    source = set(runs(words(key.source)))
    parts = _paragraphs(answer)
    wrong = slips(answer)
    short = max(0, key.least_words - len(found))
    repeated = _share(len(fours) - len(set(fours)), len(fours))
    again = _repeated_paragraphs(parts)
    observations: dict[str, float | int | str] = {
        "words": len(found),
        "words_short": short,
        "paragraphs": len(parts),
        "sentences": len(_SENTENCE_END.findall(answer.strip() + "\n")) if found else 0,
        "copied_share": _share(sum(run in source for run in fours), len(fours)),
        "repeated_share": repeated,
        "repeated_paragraphs": again,
        "frequent_words": _frequent(found),
        "function_word_share": _share(sum(word in FUNCTION_WORDS for word in found), len(found)),
        "linkers_per_100": 100 * _share(len(_LINKER.findall(text)), len(found)),
        "contractions": len(_CONTRACTION.findall(text)),
        "slips": len(wrong),
        "slip_examples": ", ".join(quote(one, 30) for one in unique(wrong)[:LISTED]),
    }
    notes = ["observed, not scored"]
    if short:
        notes.append(f"{short} words short")
    if again or repeated > 0.2:
        notes.append("a stretch of it is repeated")
    expected = f"at least {key.least_words} words in {key.minutes} minutes"
    return Grade(None, expected, "; ".join(notes), 0.0, observations=observations, grader=ESSAY)


def _paragraphs(answer: str) -> list[str]:
    """Parts between empty lines; where there are none, the lines."""
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", answer) if part.strip()]
    return parts if len(parts) > 1 else [line.strip() for line in answer.split("\n") if line.strip()]


def _repeated_paragraphs(parts: list[str]) -> int:
    seen: set[tuple[str, ...]] = set()
    count = 0
    for part in parts:
        theirs = words(part)
        own = runs(theirs, min(4, max(1, len(theirs))))
        count += bool(own) and sum(run in seen for run in own) >= ALIKE * len(own)
        seen.update(own)
    return count


def _frequent(found: list[str]) -> str:
    counted = Counter(word for word in found if word not in FUNCTION_WORDS and len(word) > 2)
    return ", ".join(f"{word} {times}" for word, times in counted.most_common(LISTED) if times >= OFTEN)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


_SENTENCE_END: Final = re.compile(r"[.!?]+[\"')\]]*(?=\s)|(?<=[^\s.!?\"')\]])\n")
_LINKER: Final = re.compile(
    r"""(?<!\w)(?:however|moreover|furthermore|therefore|thus|hence|consequently|nevertheless|nonetheless|additionally
    |in\saddition|in\scontrast|by\scontrast|on\sthe\s(?:one|other|contrary)(?:\shand)?|for\s(?:example|instance)
    |in\sconclusion|to\s(?:conclude|sum\sup|begin\swith)|as\sa\s(?:result|consequence)|in\sother\swords|although
    |whereas|despite|in\sspite\sof|firstly|secondly|thirdly|finally|lastly|meanwhile|besides|similarly|likewise
    |overall|in\sparticular|that\sis\sto\ssay)(?!\w)""",
    re.VERBOSE,
)
_CONTRACTION: Final = re.compile(
    r"(?<!\w)(?:\w+n't|(?:i|you|he|she|it|we|they|that|there|who|what)'(?:s|re|ve|ll|d|m))(?!\w)"
)
