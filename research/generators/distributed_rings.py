"""Distributed systems: which node owns a key on a ring, and what moves when nodes come and go (Karger et al. 1997)."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from goals.drills import NumberKey, TextKey
from research.generators.figures import Made

LEVELS: Final = 6
SLOTS: Final = 100
Ring = dict[int, str]
"""Which node has a token at a position, 0 to 99."""
_RULE: Final = "Positions run from 0 to 99 and round again. A key belongs to the first token at or after it."


def rings(rng: random.Random, step: int) -> Made:
    """Owners, keys that move, several tokens a node, replicas."""
    return _STEPS[min(step, LEVELS - 1)](rng)


def owner(ring: Ring, key: int) -> str:
    """The node whose token comes first at or after a key."""
    return owners(ring, key, 1)[0]


def owners(ring: Ring, key: int, count: int) -> tuple[str, ...]:
    """The first different nodes met from a key on, as many as there are replicas."""
    ahead = sorted(ring, key=lambda token: (token - key) % SLOTS)
    return tuple(dict.fromkeys(ring[token] for token in ahead))[:count]


def moved(before: Ring, after: Ring, keys: list[int]) -> list[int]:
    """The keys whose owner changes."""
    return [key for key in keys if owner(before, key) != owner(after, key)]


def _owns(rng: random.Random) -> Made:
    ring = _ring(rng, rng.randint(3, 5))
    key = rng.choice([one for one in range(SLOTS) if one not in ring])
    right = owner(ring, key)
    token = next(at for at in sorted(ring, key=lambda one: (one - key) % SLOTS))
    nearest = ring[min(ring, key=lambda one: min((one - key) % SLOTS, (key - one) % SLOTS))]
    behind = ring[max(ring, key=lambda one: (one - key) % SLOTS)]
    round_ = "" if token > key else f" Past 99 it goes on at 0, so {token} is next."
    return Made(
        "text",
        f"Which node owns the key at {key}?\n{_RULE}",
        _draw(ring),
        TextKey(((right, f"node {right}"),)),
        f"From {key} on, the next token is {token}, of {right}.{round_} How near a token lies behind the "
        "key doesn't matter.",
        hints=("Go up from the key, never back.", "After 99 comes 0."),
        distractors=tuple(one for one in dict.fromkeys((nearest, behind)) if one != right) or ("Z",),
        guess=1 / len(ring),
        seconds=15,
    )


def _joins(rng: random.Random) -> Made:
    """A node is added; how many of some keys move to it."""
    ring = _ring(rng, rng.randint(3, 4))
    keys = sorted(rng.sample([one for one in range(SLOTS) if one not in ring], rng.randint(6, 9)))
    token = rng.choice([one for one in range(SLOTS) if one not in ring and one not in keys])
    new = "ABCDEFG"[len(ring)]
    after = {**ring, token: new}
    going = moved(ring, after, keys)
    before = max(ring, key=lambda one: (one - token) % SLOTS)
    return _number(
        f"Node {new} joins at {token}. How many of these keys move: {', '.join(map(str, keys))}?\n{_RULE}",
        _draw(ring),
        len(going),
        f"{new} takes what lies after {before}, the token before it, up to {token}: {_listed(going)}. "
        "All other keys stay where "
        "they are, which is what the ring is for.",
        (
            "Which token comes right before the new one?",
            f"Only keys from {(before + 1) % SLOTS} on up to {token} can move.",
        ),
        (len(keys) // (len(ring) + 1), len(keys), len(going) + 1, len([one for one in keys if one > token])),
        30,
    )


def _leaves(rng: random.Random) -> Made:
    """A node fails; how many keys its successor has afterwards."""
    ring = _ring(rng, rng.randint(4, 5))
    keys = sorted(rng.sample([one for one in range(SLOTS) if one not in ring], rng.randint(8, 10)))
    gone = rng.choice(list(ring))
    after = {token: node for token, node in ring.items() if token != gone}
    heir = owner(after, gone)
    going = moved(ring, after, keys)
    held = [one for one in keys if owner(after, one) == heir]
    return _number(
        f"Node {ring[gone]} fails. How many of these keys has {heir} afterwards: "
        f"{', '.join(map(str, keys))}?\n{_RULE}",
        _draw(ring),
        len(held),
        f"{heir} follows {ring[gone]} on the ring and takes over {_listed(going)}. With its own it has "
        f"{_listed(held)}: "
        f"{len(held)}.",
        (f"{heir} keeps what it had.", f"What {ring[gone]} had goes to the next token."),
        (len(going), len(held) - len(going), len(held) + 1, len(keys) // (len(ring) - 1)),
        35,
    )


def _modulo(rng: random.Random) -> Made:
    """The same change with hash modulo nodes, where nearly everything moves."""
    nodes = rng.randint(3, 6)
    to = nodes + rng.choice((1, -1))
    keys = sorted(rng.sample(range(10, 60), rng.randint(6, 8)))
    going = [one for one in keys if one % nodes != one % to]
    rest = ", ".join(f"{one}: {one % nodes} -> {one % to}" for one in keys)
    return _number(
        f"Keys go to node (hash mod number of nodes). From {nodes} to {to} nodes, how many of these keys "
        "move, by their hashes: "
        f"{', '.join(map(str, keys))}?",
        "",
        len(going),
        f"{rest}. {len(going)} of {len(keys)} move; on a ring it would be about one in {max(nodes, to)}.",
        ("Work out both remainders for each.", "A key stays only if both remainders are the same."),
        (len(keys) - len(going), round(len(keys) / max(nodes, to)), len(keys)),
        45,
    )


def _tokens(rng: random.Random) -> Made:
    """Several tokens a node: how many of the hundred positions a node owns."""
    ring = _ring(rng, rng.randint(3, 4), tokens=rng.choice((2, 2, 3)))
    node = rng.choice(sorted(set(ring.values())))
    right = sum(owner(ring, at) == node for at in range(SLOTS))
    order = sorted(ring)
    parts = [(token - order[at - 1]) % SLOTS for at, token in enumerate(order) if ring[token] == node]
    count = len(set(ring.values()))
    return _number(
        f"How many of the 100 positions does node {node} own?\n{_RULE}",
        _draw(ring),
        right,
        f"Each token owns the stretch back to the token before it: {' + '.join(map(str, parts))} = "
        f"{right}. An even share would be "
        f"{100 // count}; more tokens bring every node nearer to it.",
        (
            "A token owns the way back to the token before it.",
            f"{node} has {len(parts)} tokens: add up {len(parts)} stretches.",
        ),
        (100 // count, right + 1, right - len(parts), parts[0]),
        45,
    )


def _replicas(rng: random.Random) -> Made:
    """Three different nodes from the key on."""
    ring = _ring(rng, rng.randint(4, 5), tokens=2)
    count = rng.choice((2, 3))
    key = rng.choice(
        [
            at
            for at in range(SLOTS)
            if at not in ring
            and [ring[one] for one in _ahead(ring, at)[:count]] != list(owners(ring, at, count))
        ]
        or [at for at in range(SLOTS) if at not in ring]
    )
    right = owners(ring, key, count)
    naive = [ring[one] for one in _ahead(ring, key)[:count]]
    met = ", ".join(f"{one} {ring[one]}" for one in _ahead(ring, key)[: count + 2])
    text = " ".join(right)
    return Made(
        "text",
        f"Each key is kept on {count} different nodes: the owner and those whose tokens follow. Which "
        f"nodes hold the key at {key}, in "
        f"that order? Answer as in “{' '.join('ABC'[:count])}”.\n{_RULE}",
        _draw(ring),
        TextKey(((text, ", ".join(right), ",".join(right), "".join(right)),)),
        f"From {key} on the tokens are {met}. A second token of the same node is passed over, or two "
        "copies would die together: "
        f"{text}.",
        hints=("Go up from the key and note each node.", "Pass over a node you have already."),
        distractors=tuple(
            dict.fromkeys(one for one in (" ".join(naive), " ".join(reversed(right))) if one != text)
        ),
        guess=0.05,
        seconds=45,
    )


def _ahead(ring: Ring, key: int) -> list[int]:
    return sorted(ring, key=lambda token: (token - key) % SLOTS)


def _ring(rng: random.Random, nodes: int, tokens: int = 1) -> Ring:
    """Tokens at least four apart."""
    while True:
        places = sorted(rng.sample(range(SLOTS), nodes * tokens))
        if all((b - a) % SLOTS >= 4 for a, b in zip(places, [*places[1:], places[0]], strict=True)):
            break
    names = list("ABCDE"[:nodes]) * tokens
    rng.shuffle(names)
    return dict(zip(places, names, strict=True))


def _draw(ring: Ring) -> str:
    order = sorted(ring)
    return (
        "token"
        + "".join(f"{one:>5}" for one in order)
        + "\nnode "
        + "".join(f"{ring[one]:>5}" for one in order)
    )


def _listed(keys: list[int]) -> str:
    return ", ".join(map(str, keys)) or "none"


def _number(
    prompt: str,
    material: str,
    right: int,
    why: str,
    hints: tuple[str, ...],
    wrong: tuple[int, ...],
    seconds: int,
) -> Made:
    others = tuple(str(one) for one in dict.fromkeys(wrong) if one != right and one >= 0)
    return Made(
        "number",
        prompt,
        material,
        NumberKey(right),
        why,
        hints=hints,
        distractors=others,
        guess=0.1,
        seconds=seconds,
    )


_STEPS: Final[tuple[Callable[[random.Random], Made], ...]] = (
    _owns,
    _joins,
    _leaves,
    _modulo,
    _tokens,
    _replicas,
)
"""By level: what is asked."""
