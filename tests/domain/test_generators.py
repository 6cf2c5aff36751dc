"""Drills made from a seed: the same for everyone, all different, and right by the figures they show."""

from __future__ import annotations

import re

import pytest

from goals.drills import ChoiceKey, Drill, NumberKey, SelectKey
from goals.graders import grade, key_answer
from goals.ids import SkillId
from goals.refusals import Refused
from research.generators import GENERATORS, generate

LEVELS = (6.0, 6.75, 7.5, 8.25)
COUNT = 60


def made(name: str, count: int = COUNT) -> list[Drill]:
    return generate(name, "test", SkillId("figures"), LEVELS, count)


def table(drill: Drill) -> tuple[list[int], dict[str, list[int]]]:
    """Years, and the values of each row, read off the drawing as a learner would."""
    _, _, head, *rows = drill.material.split("\n")
    years = [int(year) for year in head.split()]
    values: dict[str, list[int]] = {}
    for row in rows:
        # names are padded to the widest, and every number stands in a column of seven
        split = len(row) - 7 * len(years)
        values[row[:split].strip()] = [int(number) for number in row[split:].split()]
    return years, values


@pytest.mark.parametrize("name", GENERATORS)
def test_the_same_call_makes_the_same_drills(name: str) -> None:
    assert made(name) == made(name)


@pytest.mark.parametrize("name", GENERATORS)
def test_a_longer_call_begins_like_a_shorter_one(name: str) -> None:
    # so that a pack which asks for more keeps the drills its learners have reviews for
    assert made(name, 20) == made(name, 40)[:20]


@pytest.mark.parametrize("name", GENERATORS)
def test_no_two_drills_are_the_same_and_each_has_an_id(name: str) -> None:
    drills = made(name)
    assert len(drills) == COUNT
    assert len({drill.id for drill in drills}) == COUNT
    assert len({(drill.prompt, drill.material) for drill in drills}) == COUNT


@pytest.mark.parametrize("name", GENERATORS)
def test_difficulties_are_spread_evenly(name: str) -> None:
    found = [drill.difficulty for drill in made(name)]
    assert {level: found.count(level) for level in LEVELS} == dict.fromkeys(LEVELS, COUNT / len(LEVELS))


@pytest.mark.parametrize("name", GENERATORS)
def test_every_drill_teaches_and_helps(name: str) -> None:
    for drill in made(name):
        assert len(drill.explanation) > 40
        assert drill.hints
        assert drill.source.startswith(name)


@pytest.mark.parametrize("name", GENERATORS)
def test_every_key_scores_full(name: str) -> None:
    for drill in made(name):
        assert grade(drill, key_answer(drill)).correct, drill.id


@pytest.mark.parametrize("name", GENERATORS)
def test_no_known_wrong_answer_scores_full(name: str) -> None:
    for drill in made(name):
        assert not any(grade(drill, wrong).correct for wrong in drill.distractors), drill.id


@pytest.mark.parametrize("name", GENERATORS)
def test_every_figure_fits_the_screen(name: str) -> None:
    for drill in made(name):
        rows = drill.material.split("\n")
        assert max(map(len, rows)) <= 72
        assert len(rows) <= 10
        assert len(set(drill.choices)) == len(drill.choices)


def test_a_change_is_the_difference_in_the_table() -> None:
    for drill in made("table-change"):
        assert isinstance(drill.key, NumberKey)
        asked = re.match(r"(.+?), (\d{4}) to (\d{4}): (.*)", drill.prompt, re.DOTALL)
        assert asked is not None
        years, values = table(drill)
        row = values[asked[1]]
        before, after = row[years.index(int(asked[2]))], row[years.index(int(asked[3]))]
        assert drill.key.direction == ("up" if after > before else "down")
        wanted = 100 * abs(after - before) / before if "percentage of" in asked[4] else abs(after - before)
        assert drill.key.value == pytest.approx(wanted, abs=0.051)
        assert drill.key.tolerance == (1.0 if "percentage of" in asked[4] else 0.0)


def test_a_change_between_percentages_is_in_percentage_points() -> None:
    asked = [drill for drill in made("table-change", 120) if "percentage points" in drill.prompt]
    assert asked
    for drill in asked:
        assert re.search(r"\d percentage points?$", key_answer(drill)), key_answer(drill)
        assert "%" not in key_answer(drill)
        assert not re.search(r"by \d+ ?%", drill.explanation)


@pytest.mark.parametrize("name", ["table-change", "table-compare", "table-extremes"])
def test_few_houses_have_solar_panels_and_none_long_ago(name: str) -> None:
    found = [drill for drill in made(name, 200) if "solar panels" in drill.material]
    assert found
    for drill in found:
        years, values = table(drill)
        assert min(years) >= 2005
        assert max(value for row in values.values() for value in row) <= 50


TIMES = {"twice": 2, "three times": 3, "four times": 4, "five times": 5}
PARTS = {"half": 2, "a third": 3, "a quarter": 4, "a fifth": 5}


def is_true(sentence: str, years: list[int], values: dict[str, list[int]]) -> bool:
    how = "(that for|of that for|higher than that for)"
    found = re.fullmatch(rf"In (\d{{4}}) the figure for (.+?) was (.+?) {how} (.+)\.", sentence)
    assert found is not None, sentence
    at = years.index(int(found[1]))
    one, other = values[found[2]][at], values[found[5]][at]
    if found[4] == "that for":
        return one == TIMES[found[3]] * other
    if found[4] == "of that for":
        return one * PARTS[found[3]] == other
    return one * PARTS[found[3]] == other * (PARTS[found[3]] + 1)


def test_exactly_one_comparison_is_true_of_the_table() -> None:
    for drill in made("table-compare"):
        assert isinstance(drill.key, ChoiceKey)
        years, values = table(drill)
        truths = [place for place, choice in enumerate(drill.choices) if is_true(choice, years, values)]
        assert truths == [drill.key.right], drill.id


FRACTIONS = {"fifth": 20, "quarter": 25, "third": 100 / 3, "two fifths": 40, "half": 50, "three fifths": 60}
FRACTIONS |= {"two thirds": 200 / 3, "three quarters": 75}


def named(words: str) -> tuple[float, bool]:
    """The fraction words name, in per cent, and whether they lie below it."""
    size = max((name for name in FRACTIONS if words.endswith(name)), key=len)
    return FRACTIONS[size], any(word in words for word in ("under", "less", "nearly"))


def test_a_share_is_put_into_the_words_nearest_to_it() -> None:
    for drill in made("bar-share"):
        assert isinstance(drill.key, ChoiceKey)
        asked = re.search("“(.+)”", drill.prompt)
        assert asked is not None
        shown = re.search(rf"^{re.escape(asked[1])}\s.*?(\d+) %$", drill.material, re.MULTILINE)
        assert shown is not None
        value = int(shown[1])
        fits = []
        for place, choice in enumerate(drill.choices):
            size, below = named(choice)
            if (value < size) == below:
                fits.append((abs(value - size), place))
        assert min(fits)[1] == drill.key.right, drill.id
        assert min(fits)[0] <= 3


def test_the_bars_of_a_share_make_up_the_whole() -> None:
    for drill in made("bar-share"):
        assert sum(int(n) for n in re.findall(r"(\d+) %$", drill.material, re.MULTILINE)) == 100


def test_key_features_are_the_highest_the_steepest_and_the_exception() -> None:
    for drill in made("table-extremes"):
        assert isinstance(drill.key, SelectKey)
        assert len(drill.key.right) == 3
        _, values = table(drill)
        for place in drill.key.right:
            said = drill.choices[place]
            if name := said.removesuffix(" was highest throughout."):
                if name != said:
                    others = [row for label, row in values.items() if label != name]
                    assert all(
                        a > max(b) for a, b in zip(values[name], zip(*others, strict=True), strict=True)
                    )
                elif said.endswith(" rose most."):
                    rises = {label: row[-1] - row[0] for label, row in values.items()}
                    name = said.removesuffix(" rose most.")
                    assert rises[name] == max(rises.values())
                    assert list(rises.values()).count(rises[name]) == 1
                else:
                    name = said.removesuffix(" was the only one to fall.")
                    assert [label for label, row in values.items() if row[-1] < row[0]] == [name]


def test_details_that_are_no_key_features_are_true_as_well() -> None:
    for drill in made("table-extremes"):
        assert isinstance(drill.key, SelectKey)
        years, values = table(drill)
        for place in set(range(len(drill.choices))) - set(drill.key.right):
            found = re.fullmatch(r"(.+) (?:stood|was) at (\d+) in (\d{4})\.", drill.choices[place])
            assert found is not None
            assert values[found[1]][years.index(int(found[3]))] == int(found[2])


def test_an_unknown_generator_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match="table-change"):
        generate("sonnets", "x", SkillId("y"), (6.0,), 1)
