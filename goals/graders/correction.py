"""Putting a sentence right, or seeing that nothing is wrong with it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from goals.drills import CorrectionKey
from goals.graders.repairs import Repair, Sight, models, needed_sight, repairs, shape
from goals.graders.words import difference, level, matcher, quote, words
from goals.grades import Grade, Mark

CORRECTION: Final = "correction-2"
LOCATED: Final = 0.4
"""For a fault that was changed to what isn't in the key: it may be wrong, or right and unknown."""
UNNEEDED: Final = 0.25
"""Off for each word changed beside the faults, but never below `LOCATED` for each fault that is gone."""
ATTEMPT: Final = 3
"""Words from which an answer is taken for a sentence."""
SHOWN: Final = 5
TRIED: Final = 8
"""Partly mended sentences an answer is compared with, the nearest first."""
FAR: Final = 12
"""Words an answer may differ in and still be an attempt at the sentence; long before, changes cost it all."""
LONG: Final = 400
"""Characters beyond twice the sentence at which an answer is something else."""
OK: Final = (
    frozenset(
        f"{so}{word}"
        for word in ["ok", "okay", "correct", "right", "fine", "clean"]
        for so in ("", "it is ", "it's ", "all ", "already ", "this is ")
    )
    | frozenset(
        f"{no} {fault}{end}"
        for no in ("no", "no other")
        for fault in ("error", "mistake", "fault", "change", "correction")
        for end in ("", "s", "s needed")
    )
    | {"=", "o.k", "none", "nothing", "nothing wrong", "nothing is wrong", "no change needed"}
)
"""What says that nothing is wrong, without final punctuation."""


def grade_correction(key: CorrectionKey, answer: str) -> Grade:
    """1 for an accepted sentence, the final full stop, the first capital and spacing aside.

    British and American spellings of a word are the same. Otherwise each fault gets its share if mended and at
    least `LOCATED` of it if changed, and each word changed besides costs `UNNEEDED` of what is above that: good
    English may stand there that the key doesn't know. A clean sentence is all or nothing: correcting what is
    right has a price.
    """
    accepted, sight = models(key), needed_sight(key)
    expected = accepted[0] if key.faults else "ok"
    shown = tuple(one for one in accepted if one != expected)[:SHOWN] if key.faults else ()
    if len(answer) > LONG + max(map(len, (key.sentence, *accepted))) * 2:
        return Grade(0.0, expected, _WHOLE, also=shown, grader=CORRECTION)
    said = level(answer)
    if not said:
        return Grade(0.0, expected, also=shown, grader=CORRECTION)
    says_ok = said.rstrip(" .!") in OK
    if not key.faults:
        right = says_ok or _accepts(accepted, answer, sight)
        marks = () if right else difference(" ".join(answer.split()), key.sentence)
        return Grade(
            float(right),
            expected,
            "" if right else "it was right as it stood",
            marks=marks,
            grader=CORRECTION,
        )
    if says_ok:
        why = f"{_count(len(key.faults))} to put right"
        return Grade(
            0.0, expected, why, marks=difference(key.sentence, expected), also=shown, grader=CORRECTION
        )
    if _accepts(accepted, answer, sight):
        return Grade(1.0, expected, also=shown, grader=CORRECTION)
    score, why = _partial(key, answer, sight)
    marks = _nearest_difference(answer, accepted, variants=not sight.spelling)
    return Grade(score, expected, why, marks=marks, also=shown, grader=CORRECTION)


def correction_key(key: CorrectionKey) -> str:
    """The sentence put right, or "ok"."""
    return models(key)[0] if key.faults else "ok"


def is_attempt(key: CorrectionKey, answer: str) -> bool:
    """True for "ok" and its like, and for what is long enough to be the sentence; a word or two is a slip."""
    least = min(ATTEMPT, *(len(words(one)) for one in models(key)))
    return level(answer).rstrip(" .!") in OK or len(words(answer)) >= least


def is_beyond_key(why: str) -> bool:
    """True if the reason given says that the answer may be right, for all the key knows."""
    return _STANDS not in why and (_UNKNOWN in why or _REWORDED in why)


def _accepts(accepted: tuple[str, ...], answer: str, sight: Sight) -> bool:
    if sight.spacing:
        return level(answer, case=True) in {level(one, case=True) for one in accepted}
    open_ended = not _ends(answer)
    mine = shape(answer, sight, open_ended=open_ended)
    return any(mine == shape(one, sight, open_ended=open_ended) for one in accepted)


def _partial(key: CorrectionKey, answer: str, sight: Sight) -> tuple[float, str]:
    """The best account of the answer: which faults it mends, which it touches, what else it changes."""
    if level(answer, case=True) == level(key.sentence, case=True):
        return 0.0, "nothing was changed"
    mine = shape(answer, sight)
    readings = list(repairs(key, sight, not _ends(answer)))
    sizes = [len(one.tokens) for one in readings]
    if not min(sizes) / 2 <= len(mine) <= max(sizes) + FAR:
        return 0.0, _WHOLE
    apart = [_apart(one.tokens, mine) for one in readings]
    nearest = sorted(range(len(readings)), key=lambda at: apart[at])[:TRIED]
    if apart[nearest[0]] > FAR:
        return 0.0, _REWORDED
    accounts = [account for at in nearest if (account := _account(readings[at], mine)) is not None]
    score, _, why = max(accounts, key=lambda found: found[:2], default=(0.0, 0.0, _REWORDED))
    # Only an accepted sentence is right; what differs merely in spacing must stay below it.
    return min(score, 1.0 - UNNEEDED), why


def _account(repair: Repair, mine: list[str]) -> tuple[float, float, str] | None:
    """Score, score without its floor, and reason if `mine` is read as `repair` with something else changed.

    None if it can't be read so.
    """
    located: set[int] = set()
    unneeded = 0
    for tag, i1, i2, j1, j2 in matcher(repair.tokens, mine).get_opcodes():
        if tag == "equal":
            continue
        inside, allowed = 0, 0
        for at, span in enumerate(repair.spans):
            overlap = min(i2, span.stop) - max(i1, span.start)
            if span.mended:
                if overlap > 0 or span.undone(i1, i2, mine[j1:j2]):
                    return None
            elif overlap > 0 or (i1 == i2 and span.start <= i1 <= span.stop):
                located.add(at)
                inside += max(0, overlap)
                allowed += span.room
        unneeded += max(i2 - i1 - inside, j2 - j1 - allowed, 0)
    mended = sum(span.mended for span in repair.spans)
    share = (mended + LOCATED * len(located)) / len(repair.spans)
    floor = LOCATED * (mended + len(located)) / len(repair.spans)
    bare = share - UNNEEDED * unneeded
    return max(floor, bare), bare, _why(repair, located, unneeded)


def _why(repair: Repair, located: set[int], unneeded: int) -> str:
    notes: list[str] = []
    for at, span in enumerate(repair.spans):
        if at in located and not unneeded:
            notes.append(f"{quote(span.wrong)} {_UNKNOWN}")
        elif at not in located and not span.mended:
            notes.append(f"{quote(span.wrong)} {_STANDS}")
    if unneeded:
        notes.append(_REWORDED)
    return "; ".join(notes)


def _nearest_difference(answer: str, accepted: tuple[str, ...], *, variants: bool) -> tuple[Mark, ...]:
    given = " ".join(answer.split())
    if len(given) > 4 * max(map(len, accepted)):
        return ()
    mine = given.split()
    nearest = min(accepted, key=lambda one: _apart(one.split(), mine))
    return difference(given, nearest, variants=variants)


def _ends(answer: str) -> bool:
    return answer.rstrip().endswith((".", "!", "?"))


def _apart(one: list[str], other: list[str]) -> int:
    """Words by which two texts differ at the least, order aside."""
    mine, theirs = Counter(one), Counter(other)
    return max((mine - theirs).total(), (theirs - mine).total())


def _count(faults: int) -> str:
    return "there is something" if faults == 1 else f"there are {faults} things"


_WHOLE: Final = "the whole sentence is wanted, with only its faults changed"
_STANDS: Final = "is still there"
_UNKNOWN: Final = "was changed, but not to an answer I know; compare"
_REWORDED: Final = "reworded: I can only compare with the key"
