"""Distributed systems: what a Raft leader may commit, and who may become leader (Ongaro & Ousterhout 2014)."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from goals.drills import NumberKey
from research.generators.distributed_raft_rules import Log, commit_index, history, replicated, winners
from research.generators.figures import Made

LEVELS: Final = 6
_Make = Callable[[random.Random], Made]


def raft(rng: random.Random, step: int) -> Made:
    """The commit index from what is replicated and from terms, and who can win an election."""
    return _STEPS[min(step, LEVELS - 1)](rng)


def _matching(servers: int) -> _Make:
    """Match indexes only, all of the current term."""

    def make(rng: random.Random) -> Made:
        top = rng.randint(5, 14)
        matches = [top, *(rng.randint(1, top) for _ in range(servers - 1))]
        right = replicated(matches)
        order = ", ".join(map(str, sorted(matches, reverse=True)))
        majority = servers // 2 + 1
        return _made(
            "S1 leads; all entries are of its own term. Up to which index are entries committed?\nThe "
            "numbers say up to which "
            "index each server's log agrees with the leader's.",
            "\n".join(
                f"S{place + 1}{' leader' if not place else '':<8} {index:>3}"
                for place, index in enumerate(matches)
            ),
            right,
            f"From high to low: {order}. An entry is committed once {majority} of {servers} hold it, so "
            f"take the {_NTH[majority]} "
            f"highest: {right}.",
            ("The leader counts as one of the servers.", f"Which index do at least {majority} servers hold?"),
            (
                min(matches),
                max(matches),
                sorted(matches, reverse=True)[majority % servers],
                round(sum(matches) / servers),
            ),
            25 if servers == 3 else 30,
        )

    return make


def _terms(servers: int) -> _Make:
    """The leader's log with terms: only an entry of its own term commits, and takes the earlier ones along."""

    def make(rng: random.Random) -> Made:
        term = rng.randint(3, 6)
        log = _log(rng, rng.randint(6, 10), term)
        top = len(log)
        matches = [top, *(rng.randint(2, top) for _ in range(servers - 1))]
        known = rng.randint(0, max(min(matches) - 1, 0))
        right = commit_index(matches, log, term, known)
        index = replicated(matches)
        majority = servers // 2 + 1
        drawn = (
            _draw_log(log)
            + "\n\n"
            + "\n".join(
                f"S{place + 1}{' leader' if not place else '':<8} agrees up to {one:>2}"
                for place, one in enumerate(matches)
            )
        )
        own = log[index - 1] == term
        why = (
            f"Index {index} is held by {majority} and is of term {term}: it commits, and everything "
            "before it with it."
            if own
            else f"Index {index} is held by {majority}, but it is of term {log[index - 1]}: another leader "
            "could still overwrite "
            f"it, so it must wait for an entry of term {term} after it. The commit index stays {known}."
        )
        return _made(
            f"S1 leads in term {term}; its commit index is {known}. What can it be now?",
            drawn,
            right,
            why,
            (
                f"Which index do at least {majority} servers hold?",
                "A leader counts replicas only for entries of its own term.",
            ),
            (known if own else index, max(matches), min(matches)),
            45 + 5 * (servers > 5),
        )

    return make


def _still_needed(rng: random.Random) -> Made:
    """How many more followers have to confirm an index."""
    servers = rng.choice((5, 7, 9))
    top = rng.randint(6, 12)
    while True:
        matches = [top, *(rng.randint(1, top) for _ in range(servers - 1))]
        if replicated(matches) < top:
            break
    index = rng.randint(replicated(matches) + 1, top)
    have, majority = sum(one >= index for one in matches), servers // 2 + 1
    right = majority - have
    return _made(
        f"S1 leads; all entries are of its own term. How many more followers must confirm index {index} "
        "before it commits?",
        "\n".join(
            f"S{place + 1}{' leader' if not place else '':<8} {one:>3}" for place, one in enumerate(matches)
        ),
        right,
        f"{have} of {servers} hold index {index}, the leader included. A majority is {majority}: "
        f"{majority} - {have} = {right}.",
        ("The leader counts too.", f"A majority of {servers} is {majority}."),
        (right + 1, have, servers - have),
        30,
    )


def _elected(rng: random.Random) -> Made:
    """How many servers could win an election now."""
    servers = rng.choice((5, 5, 7))
    logs = history(rng, servers)
    right = winners(logs)
    lasts = ", ".join(f"S{place + 1} {log[-1]}/{len(log)}" for place, log in enumerate(logs))
    best = max(range(servers), key=lambda place: (logs[place][-1], len(logs[place])))
    return _made(
        "All servers are up and nobody leads. How many of them could win an election? The rows are the "
        "terms of their log entries.",
        "\n".join(f"S{place + 1}   {' '.join(map(str, log))}" for place, log in enumerate(logs)),
        len(right),
        f"Last term/length: {lasts}. A vote goes to a candidate whose log is at least as up to date: "
        "later last term first, then "
        f"length. {servers // 2 + 1} votes are needed; {', '.join(f'S{place + 1}' for place in right)} "
        "can get them.",
        (
            "Compare the last terms first; length decides only between equal terms.",
            f"S{best + 1} can certainly win.",
        ),
        (1, sum(len(log) == max(map(len, logs)) for log in logs), servers // 2 + 1, len(right) + 1),
        70,
    )


def _joint(rng: random.Random) -> Made:
    """The commit index while the cluster is being changed: a majority of both."""
    top, term = rng.randint(7, 12), rng.randint(3, 5)
    old, new, commits = 3, rng.choice((3, 5)), rng.random() < 0.65
    while True:
        log = _log(rng, top, term)
        olds = [top, *(rng.randint(2, top) for _ in range(old - 1))]
        news = [top, *(rng.randint(2, top) for _ in range(new - 1))]
        a, b = replicated(olds), replicated(news)
        index = min(a, b)
        right = index if log[index - 1] == term else 0
        if a != b and bool(right) == commits:
            break
    names = [*(f"S{n}" for n in range(1, old + 1)), *(f"T{n}" for n in range(2, new + 1))]
    rows = "\n".join(f"{name:<4}{one:>3}" for name, one in zip(names, [*olds, *news[1:]], strict=True))
    tail = (
        "and it is of the current term."
        if right
        else f"but it is of term {log[index - 1]}, so nothing new commits yet and the index stays 0."
    )
    return _made(
        f"Joint consensus: the old cluster is {', '.join(names[:old])}; the new one is S1 with "
        f"{', '.join(names[old:])}. S1 leads "
        f"in term {term}, commit index 0. What can it be now?",
        f"{_draw_log(log)}\nagrees with S1 up to index:\n{rows}",
        right,
        f"The old majority holds {a}, the new one {b}. Both are needed, so {index} is the most, {tail}",
        (
            "Find the majority's index in each cluster.",
            "The smaller of the two counts, if its term is the current one.",
        ),
        (max(a, b) if right else index, replicated([*olds, *news[1:]]), top),
        75,
    )


def _log(rng: random.Random, length: int, term: int) -> Log:
    """Terms that never fall and end at `term`."""
    terms = sorted(rng.randint(1, term) for _ in range(length - 1))
    return (*terms, term)


def _draw_log(log: Log) -> str:
    index = "".join(f"{at:>4}" for at in range(1, len(log) + 1))
    return f"index {index}\nterm  " + "".join(f"{one:>4}" for one in log)


def _made(
    prompt: str,
    material: str,
    right: int,
    why: str,
    hints: tuple[str, ...],
    wrong: tuple[int, ...],
    seconds: int,
) -> Made:
    others = tuple(str(one) for one in dict.fromkeys(wrong) if one != right) or (str(right + 1),)
    return Made(
        "number",
        prompt,
        material,
        NumberKey(right),
        why,
        hints=hints,
        distractors=others,
        guess=0.15,
        seconds=seconds,
    )


_NTH: Final = ("", "1st", "2nd", "3rd", "4th", "5th")
_STEPS: Final = (_matching(3), _matching(5), _still_needed, _terms(5), _elected, _joint)
"""By level: what is asked."""
