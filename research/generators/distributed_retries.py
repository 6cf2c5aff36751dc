"""Distributed systems: retries, the waits between them and the load they make."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from goals.drills import NumberKey
from research.generators.figures import Made

LEVELS: Final = 6


def retries(rng: random.Random, step: int) -> Made:
    """Waits that double, caps, timeouts, deadlines, retries of retries, and what they cost."""
    return rng.choice(_STEPS[min(step, LEVELS - 1)])(rng)


def waits(base: int, factor: int, count: int, cap: int | None = None) -> list[int]:
    """The waits before each retry, in milliseconds."""
    found = [base * factor**n for n in range(count)]
    return found if cap is None else [min(one, cap) for one in found]


def _sum(rng: random.Random) -> Made:
    base, count = rng.choice((50, 100, 150, 200, 250, 300, 500)), rng.randint(3, 6)
    found = waits(base, 2, count)
    return _made(
        f"A call is retried {count} times. The first wait is {base} ms and each wait doubles. How long "
        "are the waits together, in "
        "ms?",
        Fraction(sum(found)),
        f"{_plus(found)} = {sum(found)} ms. Doubling waits sum to the next one less the first: "
        f"{base * 2**count} - {base}.",
        ("Write the waits down: each is double the one before.", f"The last wait is {found[-1]} ms."),
        (Fraction(base * count), Fraction(base * 2**count), Fraction(sum(found[:-1]))),
        30,
    )


def _capped(rng: random.Random) -> Made:
    base, count = rng.choice((50, 100, 200, 250)), rng.randint(5, 7)
    cap = base * rng.choice((5, 6, 8, 10))
    found = waits(base, 2, count, cap)
    return _made(
        f"{count} retries, the first wait {base} ms, doubling, but never above {cap} ms. How long are "
        "the waits together, in ms?",
        Fraction(sum(found)),
        f"{_plus(found)} = {sum(found)} ms. The cap keeps late retries from waiting for minutes.",
        ("Write the waits down and cut each at the cap.", f"From which wait on is it {cap} ms?"),
        (Fraction(sum(waits(base, 2, count))), Fraction(cap * count), Fraction(sum(found[:-1]))),
        40,
    )


def _until_failure(rng: random.Random) -> Made:
    """Timeouts and waits: how long until the caller hears that it failed."""
    timeout, base, count = rng.choice((500, 800, 1000, 2000)), rng.choice((100, 200, 250)), rng.randint(2, 4)
    found = waits(base, 2, count)
    right = timeout * (count + 1) + sum(found)
    return _made(
        f"Each attempt times out after {timeout} ms. After the first attempt there are {count} retries, "
        f"with waits of {base} ms, "
        "doubling, before them. If the server never answers, after how many ms does the caller give up?",
        Fraction(right),
        f"{count + 1} attempts of {timeout} ms are {timeout * (count + 1)}, the waits {_plus(found)} = "
        f"{sum(found)}: together "
        f"{right} ms. {count} retries are {count + 1} attempts.",
        (f"How many attempts are there with {count} retries?", "Add all timeouts, then all waits."),
        (Fraction(right - timeout), Fraction(timeout * (count + 1)), Fraction(sum(found))),
        45,
    )


def _layers(rng: random.Random) -> Made:
    """Every layer retries: attempts multiply."""
    layers, tries = rng.choice((2, 3, 3, 4)), rng.randint(1, 4)
    right = (tries + 1) ** layers
    return _made(
        f"A request passes {layers} services in a row, and each of them retries a failed call to the "
        f"next {tries} "
        f"time{'s' if tries > 1 else ''}; the last one calls a database that is down. How many calls "
        "reach the database at the "
        "most?",
        Fraction(right),
        f"Each service makes {tries + 1} attempts for each that reaches it: {tries + 1}^{layers} = "
        f"{right}. Retry in one layer "
        "only, or the failing part is hit hardest when it is weakest.",
        (f"{tries} retries are {tries + 1} attempts.", "Attempts of the layers multiply."),
        (Fraction(tries**layers), Fraction((tries + 1) * layers), Fraction(tries * layers)),
        40,
        unit="calls",
    )


def _fits(rng: random.Random) -> Made:
    """How many attempts may begin and end before a deadline."""
    timeout, base = rng.choice((300, 400, 500, 800)), rng.choice((100, 200))
    deadline = rng.choice((2000, 3000, 4000, 5000, 6000))
    spent, count = timeout, 1
    while spent + base * 2 ** (count - 1) + timeout <= deadline:
        spent += base * 2 ** (count - 1) + timeout
        count += 1
    wait = base * 2 ** (count - 1)
    return _made(
        f"A caller has {deadline} ms in all. An attempt times out after {timeout} ms; the waits between "
        f"attempts are {base} ms, "
        "doubling. How many whole attempts fit in?",
        Fraction(count),
        f"After {count} attempt{'s' if count > 1 else ''} {spent} ms are gone. Another one needs {wait} "
        f"+ {timeout} more, "
        f"{spent + wait + timeout} in all, which is past {deadline}. Stop where the answer could no "
        "longer be used.",
        (
            "Add attempt, wait, attempt, wait until the time is up.",
            f"The waits are {base}, {base * 2}, {base * 4} ...",
        ),
        (Fraction(count + 1), Fraction(count - 1), Fraction(deadline // timeout)),
        60,
        unit="attempts",
    )


def _load(rng: random.Random) -> Made:
    """A share of failures, each retried so often: the load that makes."""
    rate = rng.choice((100, 200, 400, 500, 1000))
    failing = rng.choice((10, 20, 50))
    tries = rng.choice((1, 2))
    share = Fraction(failing, 100)
    right = rate * sum(share**n for n in range(tries + 1))
    parts = [rate * share**n for n in range(tries + 1)]
    return _made(
        f"{rate} requests arrive a second; every call fails with {failing} % chance, independently. "
        "Failed calls are retried up to "
        f"{tries} time{'s' if tries > 1 else ''}. How many calls a second does the server get on average?",
        Fraction(right),
        f"{' + '.join(map(_shown, parts))} = {_shown(Fraction(right))}: each round retries the failing "
        f"{failing} % of the one before.",
        (f"How many of {rate} fail the first time?", "Only what failed is sent again."),
        (
            Fraction(rate * (tries + 1)),
            Fraction(rate),
            rate * (1 + tries * share) if tries > 1 else rate * (1 + share * 2),
        ),
        50,
        unit="calls",
    )


def _success(rng: random.Random) -> Made:
    """The chance that at least one attempt succeeds."""
    failing, tries = rng.choice((10, 20, 30, 40, 50)), rng.randint(2, 4)
    left = Fraction(failing, 100) ** tries
    right = (1 - left) * 100
    return _made(
        f"Every attempt fails with {failing} % chance, independently. What per cent of requests succeed "
        f"with {tries} attempts at the "
        "most? (One decimal is enough.)",
        right,
        f"All fail with {failing / 100:g}^{tries} = {float(left):.4g}, so {_shown(right)} % succeed. In "
        "an outage attempts fail "
        "together, and retries help much less.",
        ("When does a request fail for good?", f"Multiply {failing / 100:g} by itself {tries} times."),
        (Fraction(100 - failing), Fraction(failing * tries), right - 5),
        50,
        tolerance=0.06,
        unit="%",
    )


def _jitter(rng: random.Random) -> Made:
    """Full jitter: each wait is drawn evenly between zero and its bound."""
    base, count = rng.choice((100, 200, 400, 500)), rng.randint(3, 6)
    cap = base * rng.choice((4, 8, 16))
    bounds = waits(base, 2, count, cap)
    right = Fraction(sum(bounds), 2)
    return _made(
        f"Full jitter: each wait is drawn evenly from 0 to its bound. The bounds are {base} ms, "
        f"doubling, at most {cap} ms. How long "
        f"are {count} waits together on average, in ms?",
        right,
        f"The bounds sum to {_plus(bounds)} = {sum(bounds)}; on average half of each is waited: "
        f"{_shown(right)} ms. Jitter spreads "
        "callers out that failed at the same moment.",
        ("What is the mean of an even draw from 0 to a bound?", "Sum the bounds, then halve."),
        (Fraction(sum(bounds)), Fraction(sum(waits(base, 2, count)), 2), right / 2),
        55,
    )


def _budget(rng: random.Random) -> Made:
    """A retry budget: retries are at most a share of the first calls."""
    rate, budget = rng.choice((200, 400, 500, 800, 1000)), rng.choice((5, 10, 20, 25))
    failing = rng.choice((2, 30, 50, 60, 100))
    wanted, allowed = Fraction(rate * failing, 100), Fraction(rate * budget, 100)
    right = rate + min(wanted, allowed)
    return _made(
        f"{rate} requests arrive a second, {failing} % of them fail at first. Each may be retried once, "
        "but retries are held to "
        f"{budget} % of the requests. How many calls a second does the server get?",
        right,
        f"{_shown(wanted)} would be retried, {_shown(allowed)} may be: {rate} + "
        f"{_shown(min(wanted, allowed))} = {_shown(right)}. "
        "A budget keeps an outage from doubling the load.",
        ("How many retries are wanted, how many allowed?", "The smaller of the two is sent."),
        (Fraction(rate * 2), rate + max(wanted, allowed), Fraction(rate)),
        45,
        unit="calls",
    )


def _made(
    prompt: str,
    right: Fraction,
    why: str,
    hints: tuple[str, ...],
    wrong: tuple[Fraction, ...],
    seconds: int,
    *,
    tolerance: float = 0.0,
    unit: str = "ms",
) -> Made:
    others = tuple(_shown(one) for one in dict.fromkeys(wrong) if abs(one - right) > tolerance and one >= 0)
    return Made(
        "number", prompt, "", NumberKey(float(right), tolerance, unit=unit), why, hints=hints, distractors=others,
        seconds=seconds,
    )  # fmt: skip


def _plus(parts: list[int]) -> str:
    return " + ".join(map(str, parts))


def _shown(number: Fraction) -> str:
    return (
        str(number.numerator) if number.denominator == 1 else f"{float(number):.4f}".rstrip("0").rstrip(".")
    )


_STEPS: Final[tuple[tuple[Callable[[random.Random], Made], ...], ...]] = (
    (_sum,),
    (_capped,),
    (_until_failure,),
    (_layers, _fits, _fits),
    (_load, _success),
    (_jitter, _budget),
)
"""By level: what is asked."""
