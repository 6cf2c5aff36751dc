"""Task 1 figures drawn in the terminal, and questions about them. All numbers are invented."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import combinations, pairwise

from goals.drills import ChoiceKey, Key, Kind, NumberKey, SelectKey

POINTS = "percentage points"
"""What a change from one percentage to another is counted in."""


@dataclass(frozen=True, slots=True)
class Made:
    """A drill's content before it has an id, a skill and a difficulty."""

    kind: Kind
    prompt: str
    material: str
    key: Key
    explanation: str
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    guess: float = 0.0
    seconds: int = 45


@dataclass(frozen=True, slots=True)
class _Topic:
    title: str
    unit: str
    rows: tuple[str, ...]
    low: int
    high: int
    since: int = 1990
    """The first year there may have been anything of it to count."""


_TOPICS = (
    _Topic(
        "Visits to public libraries, millions a year",
        "million",
        ("Northland", "Eastmoor", "Westbay", "Southill"),
        12,
        96,
    ),
    _Topic("Households with solar panels, %", "%", ("Terraced", "Detached", "Flats", "Farms"), 2, 34, 2010),
    _Topic(
        "Water used at home, litres a person a day",
        "litres",
        ("Cooking", "Washing", "Toilet", "Garden"),
        10,
        90,
    ),
    _Topic("Journeys to work by bicycle, %", "%", ("Aldmoor", "Brinton", "Caster", "Dunholt"), 3, 48),
    _Topic(
        "Tonnes of glass recycled, thousands",
        "thousand tonnes",
        ("Spring", "Summer", "Autumn", "Winter"),
        15,
        85,
    ),
    _Topic("Students abroad, thousands", "thousand", ("Medicine", "Law", "Engineering", "Arts"), 8, 74),
    _Topic(
        "Hours of television watched a week",
        "hours",
        ("Under 20", "20 to 39", "40 to 59", "60 and over"),
        6,
        38,
    ),
    _Topic("Museum tickets sold, thousands", "thousand", ("History", "Science", "Art", "Transport"), 14, 92),
)


def change(rng: random.Random, step: int) -> Made:
    """How much a value rose or fell: the number and the direction. Harder steps ask for the change in per cent."""
    topic, years, table = _table(rng)
    row = rng.randrange(len(topic.rows))
    first, last = 0, len(years) - 1
    while table[row][first] == table[row][last]:
        table[row][last] += rng.choice((-3, 5))
    before, after = table[row][first], table[row][last]
    in_percent = step >= 2
    exact = abs(after - before) / before * 100 if in_percent else float(abs(after - before))
    between = topic.unit == "%" and not in_percent
    unit = "%" if in_percent else POINTS if between else topic.unit
    if in_percent:
        ask = "By what percentage of its first value did the figure change? A whole number is near enough."
    else:
        points = f" (in {POINTS})" if between else ""
        ask = f"By how much did the figure change{points}?"
    up = after > before
    sum_text = f"{after} - {before} = {after - before}"
    if in_percent:
        sum_text += f", and {abs(after - before)} of {before} is {exact:.0f} %"
    return Made(
        "number",
        f"{topic.rows[row]}, {years[first]} to {years[last]}: {ask} Say the direction too, as in “rose by 5”.",
        _draw(topic, years, table),
        NumberKey(round(exact, 1), 1.0 if in_percent else 0.0, "up" if up else "down", unit),
        f"{sum_text}, so it {'rose' if up else 'fell'} by {exact:.0f} {unit}. "
        "“By” gives the size of a change, “to” where it ends."
        + (" From one percentage to another the change is in percentage points." if between else ""),
        hints=(
            f"Compare the {years[first]} and {years[last]} columns of one row only.",
            "Start with “rose by” or “fell by”.",
        ),
        distractors=(
            f"{'fell' if up else 'rose'} by {exact:.0f}",
            f"{'rose' if up else 'fell'} to {_other(after, exact)}",
        ),
        seconds=40 + 15 * in_percent,
    )


def compare(rng: random.Random, step: int) -> Made:
    """Which sentence compares two values rightly: times, fractions, differences."""
    topic, years, table = _table(rng)
    high, low = rng.sample(range(len(topic.rows)), 2)
    column = rng.randrange(len(years))
    times = rng.choice((2, 3, 4, 5))
    base = rng.randint(max(topic.low // 2, 4), max(topic.high // times // 2, 6))
    table[low][column], table[high][column] = base, base * times
    a, b, year = topic.rows[high], topic.rows[low], years[column]
    words = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}[times]
    part = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}[times]
    wrong_words = {2: "three times", 3: "four times", 4: "three times", 5: "four times"}[times]
    if step % 2:
        right = f"In {year} the figure for {b} was {part} of that for {a}."
        slips: tuple[str, ...] = (
            f"In {year} the figure for {a} was {part} of that for {b}.",
            f"In {year} the figure for {b} was {part} higher than that for {a}.",
        )
    else:
        right = f"In {year} the figure for {a} was {words} that for {b}."
        slips = (
            f"In {year} the figure for {b} was {words} that for {a}.",
            f"In {year} the figure for {a} was {part} of that for {b}.",
        )
    slips = (*slips, f"In {year} the figure for {a} was {wrong_words} that for {b}.")
    choices = [right, *slips]
    rng.shuffle(choices)
    return Made(
        "choice",
        "Which sentence is true of the table?",
        _draw(topic, years, table),
        ChoiceKey(choices.index(right)),
        f"{a} stands at {base * times} and {b} at {base} in {year}: {base * times} is {words} {base}, "
        f"and {base} is {part} of {base * times}. “{words.capitalize()} that for” needs no “than”.",
        tuple(choices),
        ("Find the two numbers first, then divide the larger by the smaller.",),
        guess=0.25,
        seconds=50,
    )


def share(rng: random.Random, step: int) -> Made:
    """A share read from a bar chart, to be matched with the words an examiner would accept."""
    spoken = (
        (24, "just under a quarter"), (26, "just over a quarter"), (32, "slightly less than a third"),
        (35, "slightly more than a third"), (48, "just under half"), (52, "just over half"),
        (65, "nearly two thirds"), (68, "slightly more than two thirds"), (74, "just under three quarters"),
        (76, "just over three quarters"), (19, "just under a fifth"), (21, "just over a fifth"),
        (39, "just under two fifths"), (61, "just over three fifths"),
    )  # fmt: skip
    value, right = spoken[rng.randrange(len(spoken))]
    near = sorted(
        (pair for pair in spoken if pair[0] != value), key=lambda pair: (abs(pair[0] - value), pair[0])
    )
    others = [text for _, text in (near[:3] if step >= 2 else (near[0], near[3], near[6]))]
    names = ["Bus", "Car", "Train", "Bicycle", "On foot"]
    rng.shuffle(names)
    left = 100 - value
    rest = _split(rng, left, 3)
    bars = dict(zip(names[:4], (value, *rest), strict=True))
    asked = names[0]
    choices = [right, *others]
    rng.shuffle(choices)
    order = sorted(bars, key=lambda name: names.index(name) * 7 % 5)
    lines = "\n".join(f"{name:<8} {'█' * round(bars[name] / 2.5)} {bars[name]} %" for name in order)
    return Made(
        "choice",
        f"How would you put the share of “{asked}” into words?",
        f"How people travel to town, % of journeys\n\n{lines}",
        ChoiceKey(choices.index(right)),
        f"{value} % is {right}. Round to the nearest simple fraction and say on which side of it the figure lies.",
        tuple(choices),
        (
            "Which simple fraction is nearest: a fifth, a quarter, a third, a half?",
            "Is the figure below or above it?",
        ),
        guess=0.25,
        seconds=35,
    )


def extremes(rng: random.Random, step: int) -> Made:
    """Which statements are key features: the highest, the largest change, the exception. True details are not."""
    topic, years, table = _table(rng)
    top, climber, faller, flat = rng.sample(range(len(topic.rows)), 4)
    span = topic.high - topic.low
    half = max(topic.low, 6)
    table[top] = [topic.high + n for n in range(len(years))]
    table[climber] = [half + round(span * 0.7 * n / (len(years) - 1)) for n in range(len(years))]
    table[faller] = [half + round(span * (0.55 - 0.45 * n / (len(years) - 1))) for n in range(len(years))]
    middle = half + round(span * 0.3)
    table[flat] = [middle for _ in years]
    names = topic.rows
    keys = [
        f"{names[top]} was highest throughout.",
        f"{names[climber]} rose most.",
        f"{names[faller]} was the only one to fall.",
    ]
    details = [
        f"{names[climber]} stood at {table[climber][1]} in {years[1]}.",
        f"{names[flat]} was at {middle} in {years[-1]}.",
    ]
    choices = [*keys, *(details if step else details[:1])]
    rng.shuffle(choices)
    return Made(
        "select",
        "Which three statements report key features? Give their numbers.",
        _draw(topic, years, table),
        SelectKey(tuple(sorted(choices.index(key) for key in keys))),
        f"All are true, but {names[top]} staying on top, {names[climber]}'s climb and {names[faller]}'s fall shape "
        "the whole picture; one figure in one year is a detail for the body.",
        tuple(choices),
        (
            "A key feature is one a reader would miss in the picture: the highest, the biggest change, the exception.",
        ),
        distractors=(str(choices.index(details[0]) + 1),),
        guess=1 / math.comb(len(choices), 3),
        seconds=60,
    )


def _table(rng: random.Random) -> tuple[_Topic, list[int], list[list[int]]]:
    topic = _TOPICS[rng.randrange(len(_TOPICS))]
    start = max(rng.choice((1990, 1995, 2000, 2005, 2010)), topic.since)
    years = [start + 5 * n for n in range(4)]
    table = [[rng.randint(topic.low, topic.high) for _ in years] for _ in topic.rows]
    return topic, years, table


def _draw(topic: _Topic, years: list[int], table: list[list[int]]) -> str:
    wide = max(len(name) for name in topic.rows) + 2
    head = " " * wide + "".join(f"{year:>7}" for year in years)
    rows = (
        f"{name:<{wide}}" + "".join(f"{value:>7}" for value in row)
        for name, row in zip(topic.rows, table, strict=True)
    )
    return "\n".join((topic.title, "", head, *rows))


def _other(after: int, exact: float) -> int:
    """A number near where the change ended that is not the change itself."""
    return next(number for number in (after, after + 7, after + 11) if abs(number - exact) > 1.5)


def _split(rng: random.Random, whole: int, parts: int) -> list[int]:
    """Whole numbers of at least 2 that sum to `whole`, drawn evenly."""
    cuts = rng.choice([c for c in combinations(range(2, whole - 1, 2), parts - 1) if _gaps(c, whole)])
    edges = (0, *cuts, whole)
    return [b - a for a, b in pairwise(edges)]


def _gaps(cuts: tuple[int, ...], whole: int) -> bool:
    edges = (0, *cuts, whole)
    return all(b - a >= 2 for a, b in pairwise(edges))
