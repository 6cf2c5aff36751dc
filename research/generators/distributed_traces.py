"""A few processes that exchange messages: their events in order, their Lamport and vector times."""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES = "ABCD"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens in one process."""

    process: int
    place: int
    """From 1, in its process."""
    sends: str = ""
    """The message it sends, if any."""
    gets: str = ""
    """The message it receives, if any."""

    @property
    def name(self) -> str:
        """a1, b3 ..."""
        return f"{NAMES[self.process].lower()}{self.place}"


@dataclass(frozen=True, slots=True)
class Trace:
    """Events in an order in which they may have happened: every message is sent before it is received."""

    processes: int
    events: tuple[Event, ...]

    def of(self, process: int) -> tuple[Event, ...]:
        """The events of one process, in order."""
        return tuple(one for one in self.events if one.process == process)

    def sender(self, event: Event) -> Event | None:
        """The event that sent what this one receives."""
        return next((one for one in self.events if one.sends and one.sends == event.gets), None)

    def draw(self) -> str:
        """A line for each process, its events from left to right."""
        wide = max(len(_label(one)) for one in self.events) + 2
        return "\n".join(
            f"{NAMES[process]}:  " + "".join(f"{_label(one):<{wide}}" for one in self.of(process)).rstrip()
            for process in range(self.processes)
        )

    def lamport(self) -> dict[str, int]:
        """Every event's Lamport time (Lamport 1978): an event adds 1, a receipt is later than its sending."""
        clocks = [0] * self.processes
        times: dict[str, int] = {}
        for event in self.events:
            sender = self.sender(event)
            clocks[event.process] = max(clocks[event.process], times[sender.name] if sender else 0) + 1
            times[event.name] = clocks[event.process]
        return times

    def vectors(self) -> dict[str, tuple[int, ...]]:
        """Every event's vector time (Fidge 1988, Mattern 1989): own events are counted, a receipt takes the larger."""
        clocks = [[0] * self.processes for _ in range(self.processes)]
        times: dict[str, tuple[int, ...]] = {}
        for event in self.events:
            mine = clocks[event.process]
            if sender := self.sender(event):
                mine[:] = map(max, mine, times[sender.name])
            mine[event.process] += 1
            times[event.name] = tuple(mine)
        return times


def trace(rng: random.Random, processes: int, messages: int, others: int) -> Trace:
    """A trace in which every process has an event.

    Args:
        rng: decides who sends to whom and when it arrives.
        processes: 2 to 4.
        messages: how many; each makes two events.
        others: events that neither send nor receive.
    """
    acts = ["send"] * messages + ["local"] * others
    rng.shuffle(acts)
    under_way: list[tuple[str, int]] = []
    events: list[Event] = []
    counts = [0] * processes
    sent = 0

    def add(process: int, *, sends: str = "", gets: str = "") -> None:
        counts[process] += 1
        events.append(Event(process, counts[process], sends, gets))

    while acts or under_way:
        if under_way and (not acts or rng.random() < 0.5):
            message, to = under_way.pop(rng.randrange(len(under_way)))
            add(to, gets=message)
        elif acts.pop() == "send":
            by = rng.randrange(processes)
            message = "pqrstuv"[sent]
            sent += 1
            add(by, sends=message)
            under_way.append((message, rng.choice([one for one in range(processes) if one != by])))
        else:
            add(rng.randrange(processes))
    return Trace(processes, tuple(events)) if all(counts) else trace(rng, processes, messages, others)


def before(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """True if the event with the first vector time happened before that with the second."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _label(event: Event) -> str:
    if event.sends:
        return f"{event.name} sends {event.sends}"
    return f"{event.name} gets {event.gets}" if event.gets else event.name
