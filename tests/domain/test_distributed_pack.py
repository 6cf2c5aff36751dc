"""Distributed systems, worked out a second time: by walking, by counting, and by trying everything."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import research
from goals.drills import ChoiceKey, Drill, NumberKey, TextKey
from goals.graders import grade
from research.packs import read_pack


@cache
def drills(skill: str) -> tuple[Drill, ...]:
    found = read_pack(Path(research.__file__).parent / "library" / "distributed_systems").drills
    return tuple(drill for drill in found if drill.skill == skill)


def number(drill: Drill) -> float:
    assert isinstance(drill.key, NumberKey)
    return drill.key.value


def word(drill: Drill) -> str:
    assert isinstance(drill.key, TextKey)
    return drill.key.gaps[0][0]


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


# Clocks


def causes(material: str) -> dict[str, set[str]]:
    """Of every event in a drawing all events that happened before it."""
    direct: dict[str, set[str]] = {}
    sent: dict[str, str] = {}
    got: dict[str, str] = {}
    for row in material.split("\n"):
        earlier = ""
        for event, does, message in re.findall(r"([a-d]\d+)(?: (sends|gets) (\w))?", row):
            direct[event] = {earlier} if earlier else set()
            earlier = event
            if does:
                (sent if does == "sends" else got)[message] = event
    assert set(sent) == set(got)
    for message, event in got.items():
        direct[event].add(sent[message])

    def all_of(event: str) -> set[str]:
        return direct[event].union(*(all_of(one) for one in direct[event]))

    return {event: all_of(event) for event in direct}


def longest(event: str, before: dict[str, set[str]]) -> int:
    """Events on the longest chain that ends at one: what a Lamport clock counts."""
    return 1 + max((longest(one, before) for one in before[event]), default=0)


def test_no_event_causes_itself_and_every_process_does_something() -> None:
    for drill in (*drills("lamport-clocks"), *drills("vector-clocks")):
        if drill.material:
            before = causes(drill.material)
            assert not any(event in found for event, found in before.items())
            assert all(re.match(r"[A-D]:  [a-d]1", row) for row in drill.material.split("\n"))


def test_lamport_times() -> None:
    orders = 0
    for drill in drills("lamport-clocks"):
        before = causes(drill.material)
        times = {event: longest(event, before) for event in before}
        if found := re.match(r"What is the Lamport time of (\w+)\?", drill.prompt):
            assert number(drill) == times[found[1]]
        else:
            place = re.search(r"Which comes (\d+)\w\w\?", drill.prompt)
            assert place is not None
            assert word(drill) == sorted(times, key=lambda one: (times[one], one[0]))[int(place[1]) - 1]
            orders += 1
    assert orders == 10


def vector(event: str, before: dict[str, set[str]], processes: int) -> tuple[int, ...]:
    known = Counter(one[0] for one in {event, *before[event]})
    return tuple(known["abcd"[process]] for process in range(processes))


def test_vector_times_and_concurrency() -> None:
    kinds: Counter[str] = Counter()
    for drill in drills("vector-clocks"):
        if found := re.match(r"Vector times: the first event \((.*?)\), the second \((.*?)\)", drill.prompt):
            first, second = numbers(found[1]), numbers(found[2])
            smaller = any(a < b for a, b in zip(first, second, strict=True))
            larger = any(a > b for a, b in zip(first, second, strict=True))
            relation = 2 if smaller and larger else 0 if smaller else 1
            assert isinstance(drill.key, ChoiceKey)
            assert drill.key.right == relation
            kinds["compare"] += 1
            continue
        before = causes(drill.material)
        if found := re.match(r"What is the vector time of (\w+)\?", drill.prompt):
            wanted = vector(found[1], before, drill.material.count("\n") + 1)
            assert numbers(word(drill)) == list(wanted)
            assert grade(drill, f"({', '.join(map(str, wanted))})").correct
            assert grade(drill, f"[{','.join(map(str, wanted))}]").correct
            kinds["time"] += 1
        elif found := re.match(r"How do (\w+) and (\w+) stand", drill.prompt):
            one, other = found[1], found[2]
            assert isinstance(drill.key, ChoiceKey)
            assert drill.key.right == (0 if one in before[other] else 1 if other in before[one] else 2)
            kinds["relation"] += 1
        else:
            found = re.match(r"How many events are concurrent with (\w+)\?", drill.prompt)
            assert found is not None
            event = found[1]
            beside = [
                one
                for one in before
                if one != event and one not in before[event] and event not in before[one]
            ]
            assert number(drill) == len(beside)
            kinds["count"] += 1
    assert min(kinds[kind] for kind in ("compare", "time", "relation", "count")) >= 3


# Quorums


def test_quorums_by_trying_every_group() -> None:
    for drill in drills("quorums"):
        text, given = drill.prompt, numbers(drill.prompt)
        if "How many must a read ask" in text:
            n, w = given
            fits = [r for r in range(1, n + 1) if always_meet(n, r, w)]
            assert number(drill) == min(fits)
        elif "are a majority" in text:
            (n,) = given
            assert number(drill) == min(k for k in range(1, n + 1) if always_meet(n, k, k))
        elif "may be down" in text:
            n, r, w = given
            need = max(r, w) if "reads and writes" in text else w
            assert number(drill) == max(down for down in range(n + 1) if n - down >= need)
        elif "With which setting" in text:
            meets = [always_meet(given[0], *numbers(choice)) for choice in drill.choices]
            assert isinstance(drill.key, ChoiceKey)
            assert [at for at, one in enumerate(meets) if one] == [drill.key.right]
        elif "have the latest write" in text:
            n, r, w = given
            written = set(range(w))
            assert number(drill) == min(len(written & set(some)) for some in combinations(range(n), r))
        elif "Byzantine" in text:
            assert number(drill) == 3 * given[0] + 1
        elif "majority consensus" in text:
            servers = next(n for n in range(1, 99) if n - given[0] > n / 2)
            assert number(drill) == servers
        elif "votes must a read gather" in text:
            *votes, w = given
            assert number(drill) == sum(votes) - w + 1
        elif "How many replicas are enough" in text:
            *votes, w = given
            fits = [
                k for k in range(1, len(votes) + 1) if any(sum(some) >= w for some in combinations(votes, k))
            ]
            assert number(drill) == min(fits)
        else:
            assert "joint" in text
            old, new, shared = given
            olds, news = set(range(old)), set(range(old - shared, old - shared + new))
            sizes = (
                len(some)
                for count in range(len(olds | news) + 1)
                for some in map(set, combinations(sorted(olds | news), count))
                if 2 * len(some & olds) > old and 2 * len(some & news) > new
            )
            assert number(drill) == next(sizes)


def always_meet(n: int, r: int, w: int) -> bool:
    """True if no read of r can miss a write to the first w of n."""
    return all(set(some) & set(range(w)) for some in combinations(range(n), r)) if r <= n else True


# Raft


def test_raft() -> None:
    stays = 0
    for drill in drills("raft-commit"):
        rows = dict(re.findall(r"^([ST]\d)\b.*?(\d+)$", drill.material, re.MULTILINE))
        held = [int(one) for one in rows.values()]
        if "Up to which index" in drill.prompt:
            top = max(held)
            assert number(drill) == max(
                at for at in range(top + 1) if 2 * sum(one >= at for one in held) > len(held)
            )
        elif "How many more followers" in drill.prompt:
            index = numbers(drill.prompt)[1]
            more = next(k for k in range(9) if 2 * (sum(one >= index for one in held) + k) > len(held))
            assert number(drill) == more
            assert more > 0
        elif "could win an election" in drill.prompt:
            logs = [numbers(row)[1:] for row in drill.material.split("\n")]
            assert possible(logs)
            wins = 0
            for mine in logs:
                votes = sum(
                    theirs[-1] < mine[-1] or (theirs[-1] == mine[-1] and len(theirs) <= len(mine))
                    for theirs in logs
                )
                wins += 2 * votes > len(logs)
            assert number(drill) == wins >= 1
        else:
            terms = numbers(drill.material.split("\n")[1])
            current = re.search(r"in term (\d)", drill.prompt)
            known = re.search(r"commit index(?: is)? (\d+)", drill.prompt)
            assert current is not None
            assert known is not None
            clusters = [held]
            if "Joint" in drill.prompt:
                clusters = [held[:3], [held[0], *held[3:]]]
            fits = [
                at
                for at, term in enumerate(terms, start=1)
                if term == int(current[1])
                and all(2 * sum(one >= at for one in some) > len(some) for some in clusters)
            ]
            assert number(drill) == max(fits, default=int(known[1])), drill.material
            stays += not fits
    assert 3 <= stays <= 15  # entries of older terms are met, and don't always decide


def possible(logs: list[list[int]]) -> bool:
    """Raft's log matching: two logs that agree on the term of an index agree on all before it; terms never fall."""
    for one, other in combinations(logs, 2):
        for at, (a, b) in enumerate(zip(one, other, strict=False)):
            if a == b and one[:at] != other[:at]:
                return False
    return all(log == sorted(log) and log for log in logs)


# Rings and retries


def owner(ring: dict[int, str], key: int) -> str:
    while key not in ring:
        key = (key + 1) % 100
    return ring[key]


def test_rings_by_walking_round() -> None:
    for drill in drills("consistent-hashing"):
        ring: dict[int, str] = {}
        if drill.material:
            tokens, names = drill.material.split("\n")
            ring = dict(zip(numbers(tokens), names.split()[1:], strict=True))
        text = drill.prompt.split("\n")[0]
        listed = numbers(text.split(": ")[-1])
        if found := re.match(r"Which node owns the key at (\d+)\?", text):
            assert word(drill) == owner(ring, int(found[1]))
        elif found := re.match(r"Node (\w) joins at (\d+)\.", text):
            after = {**ring, int(found[2]): found[1]}
            assert number(drill) == sum(owner(after, key) != owner(ring, key) for key in listed)
        elif found := re.match(r"Node (\w) fails\. How many of these keys has (\w)", text):
            left = {token: node for token, node in ring.items() if node != found[1]}
            assert number(drill) == sum(owner(left, key) == found[2] for key in listed)
        elif found := re.search(r"From (\d) to (\d) nodes", text):
            assert number(drill) == sum(key % int(found[1]) != key % int(found[2]) for key in listed)
        elif found := re.match(r"How many of the 100 positions does node (\w) own", text):
            assert number(drill) == sum(owner(ring, key) == found[1] for key in range(100))
        else:
            found = re.match(r"Each key is kept on (\d) different nodes.*key at (\d+)", text)
            assert found is not None
            key, holders = int(found[2]), list[str]()
            while len(holders) < int(found[1]):
                if key in ring and ring[key] not in holders:
                    holders.append(ring[key])
                key = (key + 1) % 100
            assert word(drill).split() == holders


def doubling(first: int, count: int, cap: int = 10**9) -> list[int]:
    found = [first]
    while len(found) < count:
        found.append(found[-1] + found[-1])
    return [min(one, cap) for one in found]


def test_retries_by_counting_each_one() -> None:
    for drill in drills("retries"):
        text, given = drill.prompt, numbers(drill.prompt)
        wanted: float | Fraction
        if text.startswith("A call is retried"):
            count, base = given
            wanted = sum(doubling(base, count))
        elif "never above" in text:
            count, base, cap = given
            wanted = sum(doubling(base, count, cap))
        elif text.startswith("Each attempt times out"):
            timeout, count, base = given
            wanted = timeout + sum(wait + timeout for wait in doubling(base, count))
        elif text.startswith("A request passes"):
            layers, tries = given
            wanted = 1
            for _ in range(layers):
                wanted += wanted * tries
        elif text.startswith("A caller has"):
            deadline, timeout, base = given
            clock, wanted = timeout, 0
            while clock <= deadline:
                clock += base + timeout
                base, wanted = base * 2, wanted + 1
        elif "with" in text and "chance, independently. Failed calls" in text:
            rate, failing, tries = given
            wanted, going = Fraction(0), Fraction(rate)
            for _ in range(tries + 1):
                wanted, going = wanted + going, going * failing / 100
        elif text.startswith("Every attempt fails"):
            failing, tries = given
            wanted = 100.0
            for _ in range(tries):
                wanted *= failing / 100
            wanted = 100 - wanted
        elif text.startswith("Full jitter"):
            _, base, cap, count = given
            wanted = Fraction(sum(doubling(base, count, cap)), 2)
        else:
            rate, failing, budget = given
            assert "retries are held to" in text
            wanted = rate + min(Fraction(rate * failing, 100), Fraction(rate * budget, 100))
        assert abs(number(drill) - float(wanted)) < 1e-6, text


# What is written by hand


def test_the_failures_are_many_and_their_right_answers_stand_anywhere() -> None:
    written = drills("failure-scenarios")
    assert len(written) >= 30
    places = Counter(drill.key.right for drill in written if isinstance(drill.key, ChoiceKey))
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= len(written) / 3


def test_the_longest_choice_is_no_hint() -> None:
    written = drills("failure-scenarios")
    right = [drill for drill in written if isinstance(drill.key, ChoiceKey)]
    longest_right = sum(
        len(drill.choices[drill.key.right]) == max(map(len, drill.choices))
        for drill in right
        if isinstance(drill.key, ChoiceKey)
    )
    assert longest_right <= len(written) * 0.35
