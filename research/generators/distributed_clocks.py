"""Distributed systems: Lamport times, vector times and what they say about order."""

from __future__ import annotations

import random
from typing import Final

from goals.drills import ChoiceKey, NumberKey, TextKey
from research.generators.distributed_traces import NAMES, Event, Trace, before, trace
from research.generators.figures import Made

LEVELS: Final = 6
_LAMPORT: Final = (
    "Lamport clocks start at 0; an event adds 1; a receipt first takes the message's time if larger."
)
_VECTOR: Final = (
    "A process adds 1 to its own place at each event; a receipt first takes the larger of each place."
)
_RELATIONS: Final = (
    "the first happened before the second",
    "the second happened before the first",
    "they are concurrent",
)


def lamport(rng: random.Random, step: int) -> Made:
    """The Lamport time of an event, or of the last of a total order."""
    step = min(step, LEVELS - 1)
    while True:
        found = trace(rng, *_SIZES[step])
        times = found.lamport()
        event = (
            max(found.events, key=lambda one: (times[one.name], one.process))
            if step < 2
            else rng.choice(found.events)
        )
        if (
            event.place > 1
            and _jumps(found, event) >= min(step, 2)
            and (not step or times[event.name] > event.place)
        ):
            break
    right, path = times[event.name], _chain(found, event, times)
    if step == LEVELS - 1:
        return _ordered(rng, found, times)
    alone = (
        f"Counting its own process alone gives {event.place}, which forgets what messages bring."
        if right > event.place
        else "No message brings it a later time than its own process has."
    )
    return Made(
        "number",
        f"What is the Lamport time of {event.name}?\n{_LAMPORT}",
        found.draw(),
        NumberKey(right),
        f"The longest chain that ends at {event.name} gives its time: {path}. {alone}",
        hints=(
            "A receipt is later than its sending: max(own, message) + 1.",
            f"Work back from {event.name} to its causes.",
        ),
        distractors=tuple(
            str(one) for one in dict.fromkeys((event.place, right + 1, right - 1)) if one != right
        ),
        guess=0.15,
        seconds=30 + 10 * step,
    )


def vectors(rng: random.Random, step: int) -> Made:
    """The vector time of an event, or how two events stand to each other."""
    step = min(step, LEVELS - 1)
    while True:
        found = trace(rng, *_SIZES[step])
        times = found.vectors()
        event = rng.choice([one for one in found.events if one.place > 1] or found.events)
        if sum(one > 0 for one in times[event.name]) > 1:
            break
    if step in (1, 3) and rng.random() < 0.6:
        return _compared(rng, found, times, drawn=step == 3)
    if step == LEVELS - 1:
        return _concurrent(rng, found, times)
    right = times[event.name]
    own = tuple(event.place if one == event.process else 0 for one in range(found.processes))
    order = ", ".join(NAMES[: found.processes])
    return Made(
        "text",
        f"What is the vector time of {event.name}? Give the places of {order}, as in 1 "
        f"0{' 2' if found.processes > 2 else ''}.\n"
        f"{_VECTOR}",
        found.draw(),
        TextKey((_forms(right),)),
        f"{event.name} is event {event.place} of its own process. The other places count what it can "
        "know through messages: "
        f"{_known(found, event, right)}. So {_shown(right)}.",
        hints=(
            f"The place of {NAMES[event.process]} is {event.place}: {event.name} is its event number "
            f"{event.place}.",
            "Go back along the messages: how far had each sender got?",
        ),
        distractors=tuple(
            _plain(one) for one in dict.fromkeys((own, _off(right, event.process))) if one != right
        ),
        guess=0.05,
        seconds=35 + 10 * step,
    )


def _ordered(rng: random.Random, found: Trace, times: dict[str, int]) -> Made:
    """All events in one order: by time, then by process."""
    order = sorted(found.events, key=lambda one: (times[one.name], one.process))
    place = rng.randint(3, len(order) - 1)
    right = order[place - 1].name
    listed = ", ".join(f"{one.name} {times[one.name]}" for one in order)
    return Made(
        "text",
        "Order all events by Lamport time, ties by process (A before B). Which comes "
        f"{_NTH[place]}?\n{_LAMPORT}",
        found.draw(),
        TextKey(((right,),)),
        f"In order: {listed}. The order agrees with every message, but of two concurrent events it says "
        "nothing true.",
        hints=("Give every event its time first.", "Equal times: A goes before B, B before C."),
        distractors=tuple(one.name for one in (order[place - 2], order[place]))
        if place < len(order)
        else (order[0].name,),
        guess=0.1,
        seconds=80,
    )


def _compared(rng: random.Random, found: Trace, times: dict[str, tuple[int, ...]], *, drawn: bool) -> Made:
    """How two events stand to each other: from the drawing, or from their vectors alone."""
    one, other = rng.sample(found.events, 2)
    first, second = times[one.name], times[other.name]
    right = 0 if before(first, second) else 1 if before(second, first) else 2
    if drawn:
        prompt, material = f"How do {one.name} and {other.name} stand to each other?", found.draw()
        names = f"{one.name} is {_shown(first)}, {other.name} is {_shown(second)}"
    else:
        prompt, material = (
            f"Vector times: the first event {_shown(first)}, the second {_shown(second)}. Which holds?",
            "",
        )
        names = f"{_shown(first)} against {_shown(second)}"
    why = (
        "no place of the earlier is larger, and one is smaller"
        if right < 2
        else "each has a place where it is larger, so neither can know of the other"
    )
    return Made(
        "choice",
        prompt,
        material,
        ChoiceKey(right),
        f"{names}: {why}. One event is before another exactly if it is nowhere larger and somewhere smaller.",
        choices=_RELATIONS,
        hints=("Compare place by place.", "Is one of them nowhere larger than the other?"),
        guess=1 / 3,
        seconds=40 if drawn else 20,
    )


def _concurrent(rng: random.Random, found: Trace, times: dict[str, tuple[int, ...]]) -> Made:
    """How many events are concurrent with one."""
    event = rng.choice(found.events)
    mine = times[event.name]
    beside = [
        one.name
        for one in found.events
        if one != event and not before(times[one.name], mine) and not before(mine, times[one.name])
    ]
    earlier = sum(before(times[one.name], mine) for one in found.events)
    later = len(found.events) - 1 - earlier - len(beside)
    return Made(
        "number",
        f"How many events are concurrent with {event.name}?",
        found.draw(),
        NumberKey(len(beside)),
        f"Before {event.name}: {earlier}. After it: {later}. Of {len(found.events)} events that leaves "
        f"{len(beside)}"
        f"{': ' + ', '.join(beside) if beside else ''}. No chain of messages joins these to {event.name} "
        "either way.",
        hints=(
            "Follow the messages back from it, then forward.",
            "Whatever is neither before nor after is concurrent.",
        ),
        distractors=tuple(
            str(one) for one in dict.fromkeys((len(beside) + 1, earlier, later)) if one != len(beside)
        ),
        guess=0.15,
        seconds=70,
    )


def _jumps(found: Trace, event: Event) -> int:
    """How often the longest chain to an event goes through a message."""
    times = found.lamport()
    count = 0
    while (cause := _cause(found, event, times)) is not None:
        count += cause.process != event.process
        event = cause
    return count


def _chain(found: Trace, event: Event, times: dict[str, int]) -> str:
    """The longest chain that ends at an event: "a1 1, a2 2, b3 3"."""
    chain = [event]
    while (cause := _cause(found, chain[0], times)) is not None:
        chain.insert(0, cause)
    return ", ".join(f"{one.name} {times[one.name]}" for one in chain)


def _cause(found: Trace, event: Event, times: dict[str, int]) -> Event | None:
    """What an event's Lamport time hangs on: the sending, or the event before in its process."""
    sender = found.sender(event)
    earlier = found.of(event.process)[event.place - 2] if event.place > 1 else None
    causes = [one for one in (sender, earlier) if one is not None]
    return max(causes, key=lambda one: times[one.name], default=None)


def _known(found: Trace, event: Event, right: tuple[int, ...]) -> str:
    parts = [
        f"{right[one]} of {NAMES[one]}" if right[one] else f"nothing of {NAMES[one]}"
        for one in range(found.processes)
        if one != event.process
    ]
    return ", ".join(parts)


def _off(right: tuple[int, ...], process: int) -> tuple[int, ...]:
    """The receipt itself not counted."""
    return tuple(one - (place == process) for place, one in enumerate(right))


def _shown(vector: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, vector))})"


def _plain(vector: tuple[int, ...]) -> str:
    return " ".join(map(str, vector))


def _forms(vector: tuple[int, ...]) -> tuple[str, ...]:
    """Every way to write a vector in an answer."""
    numbers = [str(one) for one in vector]
    bare = (" ".join(numbers), ",".join(numbers), ", ".join(numbers))
    return (*bare, *(f"({one})" for one in bare), *(f"[{one}]" for one in bare), "".join(numbers))


_NTH: Final = ("", "1st", "2nd", "3rd", *(f"{place}th" for place in range(4, 20)))
_SIZES: Final = ((2, 1, 3), (2, 2, 2), (3, 2, 3), (3, 3, 2), (3, 4, 2), (3, 4, 2))
"""By level: processes, messages, other events."""
