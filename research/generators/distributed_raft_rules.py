"""Raft's own rules (Ongaro & Ousterhout 2014): what is committed, who is up to date, who can be elected."""

from __future__ import annotations

import random

Log = tuple[int, ...]
"""The terms of a log's entries, index 1 first."""


def replicated(matches: list[int]) -> int:
    """The highest index that a majority of the servers holds; the leader's own log is one of them."""
    return sorted(matches, reverse=True)[len(matches) // 2]


def commit_index(matches: list[int], log: Log, term: int, known: int = 0) -> int:
    """What the leader may commit: held by a majority and of its own term (section 5.4.2); else what was known."""
    index = replicated(matches)
    return index if index and log[index - 1] == term else known


def newer(one: Log, other: Log) -> bool:
    """True if the first log is more up to date: later last term, else longer (section 5.4.1)."""
    return (one[-1:], len(one)) > (other[-1:], len(other))


def winners(logs: list[Log]) -> list[int]:
    """The servers that a majority would vote for: those whose own log is not newer."""
    return [
        place
        for place, mine in enumerate(logs)
        if sum(not newer(theirs, mine) for theirs in logs) > len(logs) // 2
    ]


def history(rng: random.Random, servers: int) -> list[Log]:
    """Logs that can come about: leaders are elected by the rules and reach only some of the others."""
    logs: list[Log] = [()] * servers
    term = 0
    while min(map(len, logs)) < 1 or term < 4:
        term += rng.choice((1, 1, 2)) if term else 1
        leader = rng.choice(winners(logs))
        logs[leader] = (*logs[leader], *[term] * rng.randint(1, 2))
        for place, log in enumerate(logs):
            if rng.random() < 0.45 or (term == 1 and not log):
                reach = rng.randint(1, len(logs[leader]))
                agrees = _agreement(log, logs[leader])
                if reach > agrees:
                    logs[place] = logs[leader][:reach]
    return logs


def _agreement(one: Log, other: Log) -> int:
    """How many entries two logs share from the first on."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
