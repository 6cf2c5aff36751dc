"""Distributed systems: how many replicas must answer, and how many may fail."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Final

from goals.drills import ChoiceKey, NumberKey
from research.generators.figures import Made

LEVELS: Final = 6


def quorums(rng: random.Random, step: int) -> Made:
    """Overlap of reads and writes, failures allowed, votes, two majorities at once."""
    return rng.choice(_STEPS[min(step, LEVELS - 1)])(rng)


def _least_read(rng: random.Random) -> Made:
    n = rng.randint(3, 11)
    w = rng.randint(1, n)
    right = n - w + 1
    return _number(
        f"{n} replicas; a write waits for {w} of them. How many must a read ask, at least, to be sure to "
        "meet the latest write?",
        right,
        f"A read and a write must share a replica: R + W > N, so R > {n} - {w} = {n - w}, at least "
        f"{right}. With {n - w} the "
        "read may ask exactly those that missed the write.",
        ("R + W > N.", f"{_replicas(n - w)} may have missed the write."),
        (n - w, n - w + 2, n // 2 + 1, w),
        20,
    )


def _majority(rng: random.Random) -> Made:
    n = rng.randint(3, 15)
    right = n // 2 + 1
    return _number(
        f"How many of {n} replicas are a majority, and so enough that any two such groups share one?",
        right,
        f"More than half of {n}: {right}. Two groups of {right} are {2 * right} places on {n} replicas, "
        "so they share at least "
        f"{2 * right - n}.",
        ("More than half.", f"Half of {n} is {n / 2:g}."),
        (n // 2 if n % 2 else n // 2 + 2, right + 1, n - 1, right - 1),
        12,
    )


def _may_fail(rng: random.Random) -> Made:
    n = rng.randint(3, 9)
    r, w = rng.randint(1, n), rng.randint(1, n)
    both = rng.random() < 0.5
    right = n - max(r, w) if both else n - w
    what = "reads and writes" if both else "writes"
    return _number(
        f"N = {n}, R = {r}, W = {w}. How many replicas may be down so that {what} still succeed?",
        right,
        f"A write needs {w} of {n}, so {n - w} may be down; a read needs {r}, so {n - r} may. "
        + (f"For both, the smaller: {right}." if both else f"For writes only W counts: {right}."),
        (
            "A request succeeds while enough replicas are up.",
            f"Which of N - R = {n - r} and N - W = {n - w} is meant?",
        ),
        (n - min(r, w), w, r, right + 1),
        20,
    )


def _which_overlaps(rng: random.Random) -> Made:
    """One of four settings in which every read meets the latest write."""
    n = rng.randint(3, 7)
    pairs = [(r, w) for r in range(1, n + 1) for w in range(1, n + 1)]
    right = rng.choice([pair for pair in pairs if sum(pair) == n + 1])
    wrong = rng.sample([pair for pair in pairs if n - 2 <= sum(pair) <= n and pair != right], 3)
    shown = [right, *wrong]
    rng.shuffle(shown)
    choices = tuple(f"R = {r}, W = {w}" for r, w in shown)
    return Made(
        "choice",
        f"N = {n}. With which setting does every read meet the latest write?",
        "",
        ChoiceKey(shown.index(right)),
        f"R + W must be more than N: {right[0]} + {right[1]} = {n + 1} > {n}. In the others the sum is "
        f"at most {n}, so a read "
        "may ask only replicas that the write has not reached.",
        choices=choices,
        hints=("R + W > N.", f"Which sum is above {n}?"),
        guess=0.25,
        seconds=20,
    )


def _share(rng: random.Random) -> Made:
    n = rng.randint(4, 11)
    r = rng.randint(2, n)
    w = rng.randint(max(n - r, 1), n)
    right = max(r + w - n, 0)
    return _number(
        f"N = {n}, R = {r}, W = {w}. How many of the replicas a read asks have the latest write, at the "
        "least?",
        right,
        f"{_replicas(n - w)} may have missed it. If the read asks all of those, {r} - {n - w} = "
        f"{r + w - n} are left: R + W - N" + (", so possibly none." if not right else "."),
        (
            "Think of the worst read: whom does it ask first?",
            f"{_replicas(n - w)} may have missed the write.",
        ),
        (right + 1, min(r, w), n - w, r),
        25,
    )


def _least_for_failures(rng: random.Random) -> Made:
    f = rng.randint(1, 6)
    byzantine = rng.random() < 0.5
    right = 3 * f + 1 if byzantine else 2 * f + 1
    down = f"{f} server{'s' if f > 1 else ''}"
    prompt = (
        f"How many servers does Byzantine consensus such as PBFT need to go on with {down} that may lie?"
        if byzantine
        else f"How many servers does majority consensus (Raft, Paxos) need to go on when {down} "
        f"crash{'es' if f == 1 else ''}?"
    )
    why = (
        f"3f + 1: {f} may be silent and {f} of those that answer may lie, so the honest answers must "
        "outnumber the lies: "
        f"{right}."
        if byzantine
        else f"2f + 1: after {f} failed, a majority of all must be left, {f + 1} of {right}."
    )
    return _number(
        prompt,
        right,
        why,
        ("Who is left must still outvote who is lost.", "2f + 1 for crashes, 3f + 1 for lies."),
        (2 * f + 1 if byzantine else 3 * f + 1, f + 1, right - 1, right + 1),
        25,
    )


def _votes(rng: random.Random) -> Made:
    """Weighted voting (Gifford 1979)."""
    votes = sorted((rng.randint(1, 4) for _ in range(rng.randint(3, 6))), reverse=True)
    whole = sum(votes)
    w = rng.randint(whole // 2 + 1, whole)
    need = whole - w + 1
    if rng.random() < 0.5:
        return _number(
            f"Replicas have {', '.join(map(str, votes))} votes. A write needs {w}. How many votes must a "
            "read gather, at least, "
            "to be sure to see it?",
            need,
            f"There are {whole} votes; {whole - w} may have missed the write, so a read needs {need}: r "
            f"+ w > {whole}.",
            ("Sum the votes first.", f"All votes: {whole}."),
            (whole - w, len(votes) - 1, need + 1, w),
            30,
        )
    count = next(size for size in range(1, len(votes) + 1) if sum(votes[:size]) >= w)
    return _number(
        f"Replicas have {', '.join(map(str, votes))} votes. A write needs {w} votes. How many replicas "
        "are enough, if those with "
        "the most votes answer first?",
        count,
        f"From the largest: {' + '.join(map(str, votes[:count]))} = {sum(votes[:count])}, at least {w}; "
        "one replica fewer gives "
        f"{sum(votes[: count - 1])}.",
        ("Begin with the largest.", f"Add up until you reach {w}."),
        (count + 1, count - 1, len(votes) // 2 + 1, w),
        30,
    )


def _both_majorities(rng: random.Random) -> Made:
    """Joint consensus: a majority of the old servers and one of the new (Ongaro & Ousterhout 2014, section 6)."""
    shared = rng.randint(0, 3)
    old, new = shared + rng.randint(1, 4), shared + rng.randint(1, 4)
    if old == new == shared or min(old, new) < 2:
        return _both_majorities(rng)
    olds, news = set(range(old)), set(range(old - shared, old - shared + new))
    everyone = sorted(olds | news)
    right = next(
        size
        for size in range(1, len(everyone) + 1)
        if any(
            len(olds & set(some)) > old // 2 and len(news & set(some)) > new // 2
            for some in combinations(everyone, size)
        )
    )
    a, b = old // 2 + 1, new // 2 + 1
    return _number(
        f"A cluster of {old} is being changed to one of {new}; {shared} "
        f"server{'s are' if shared != 1 else ' is'} in both. In the "
        "joint phase an entry needs a majority of the old and one of the new. How few servers can be enough?",
        right,
        f"The old need {a} of {old}, the new {b} of {new}. Servers in both count twice, and "
        f"{min(shared, a, b)} can: "
        f"{a} + {b} - {min(shared, a, b)} = {right}.",
        ("Two majorities, counted apart.", "A server in both counts for each of them."),
        (a + b, max(a, b) - 1, (len(everyone)) // 2 + 1, right + 1),
        45,
    )


def _replicas(count: int) -> str:
    return f"{count} replica{'s' if count != 1 else ''}" if count else "No replica"


def _number(
    prompt: str, right: int, why: str, hints: tuple[str, ...], wrong: tuple[int, ...], seconds: int
) -> Made:
    others = tuple(str(one) for one in dict.fromkeys(wrong) if one != right and one >= 0)
    return Made(
        "number",
        prompt,
        "",
        NumberKey(right),
        why,
        hints=hints,
        distractors=others,
        guess=0.1,
        seconds=seconds,
    )


_STEPS: Final = (
    (_majority, _least_read),
    (_least_read, _may_fail),
    (_may_fail, _which_overlaps),
    (_share, _which_overlaps),
    (_least_for_failures, _votes),
    (_both_majorities,),
)
"""By level: what is asked."""
