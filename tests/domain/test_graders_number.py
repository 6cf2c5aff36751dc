"""Numbers in words of one's own, and where they went."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import Drill, NumberKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId


def number(
    value: float, tolerance: float = 0, direction: Literal["", "up", "down", "flat"] = "", unit: str = ""
) -> Drill:
    key = NumberKey(value, tolerance, direction, unit)
    return Drill(DrillId("d"), SkillId("s"), "number", 7, 0, "How much?", key, "Because.")


@pytest.mark.parametrize(
    ("value", "unit", "answer"),
    [
        (12.5, "", "12.5"),
        (12.5, "", "12,5"),
        (12.5, "%", "12.5%"),
        (12.5, "%", "about 12.5 per cent"),
        (12.5, "", "twelve and a half"),
        (1200, "", "1,200"),
        (1200, "", "1 200"),
        (1200, "", "1200.0"),
        (1_234_567, "", "1,234,567"),
        (0.125, "", "0,125"),
        (0.5, "", "half"),
        (0.5, "", ".5"),
        (50, "%", "a half"),
        (0.75, "", "3/4"),
        (0.75, "", "three quarters"),
        (0, "", "zero"),
        (42, "", "forty-two"),
        (100, "", "one hundred"),
        (100, "", "a hundred"),
        (1_500_000, "", "1.5 million"),
        (1.5, "million", "1.5 million"),
        (-4, "", "-4"),
        (-4, "", "−4"),
        (5, "km2", "5 km2"),
        (5, "per 1,000 people", "5 per 1,000 people"),
        (8, "", "It was 8 in 1999"),
        (1999, "", "1999"),
        (3, "", "③"),
        (45, "", "４５"),
        (45, "%", "４５％"),
        (2, "", "“two”"),
        (2, "", "“2”"),
        (0.5, "", "½"),
        (12.5, "", "12½"),
        (5, "km²", "5 km²"),
        (5, "km2", "5 km²"),
        (45, "percentage points", "45%"),
        (45, "percentage points", "45 percentage points"),
    ],
)
def test_a_number_may_be_written_as_people_write_it(value: float, unit: str, answer: str) -> None:
    assert grade(number(value, unit=unit), answer).score == 1


@pytest.mark.parametrize(
    "answer", ["", "many", "13", "1.25", "125", "12 or 12.5", "-12.5", "10 11 12 12.5", "12.5.1"]
)
def test_another_number_or_a_choice_of_numbers_is_wrong(answer: str) -> None:
    assert grade(number(12.5), answer).score == 0


def test_the_tolerance_is_part_of_the_right_answer() -> None:
    drill = number(10, 0.5)
    assert [grade(drill, one).score for one in ("9.4", "9.5", "10.5", "10.6")] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("direction", "answer"),
    [
        ("up", "it rose by 5"),
        ("up", "an increase of 5"),
        ("up", "went up 5"),
        ("up", "5, up"),
        ("up", "+5"),
        ("up", "climbed steadily by 5"),
        ("up", "It did not fall but grew by 5"),
        ("up", "not only rose but soared, by 5"),
        ("down", "fell by 5"),
        ("down", "dropped 5"),
        ("down", "a decline of 5"),
        ("down", "-5"),
        ("down", "went down by 5"),
        ("flat", "remained stable at 5"),
        ("flat", "unchanged at 5"),
        ("flat", "it did not change: 5"),
        ("flat", "levelled off at 5"),
        ("flat", "neither rose nor fell (5)"),
        ("flat", "stayed the same, 5"),
    ],
)
def test_a_direction_may_be_said_in_many_ways(direction: Literal["up", "down", "flat"], answer: str) -> None:
    assert grade(number(5, direction=direction), answer).score == 1


@pytest.mark.parametrize(
    "answer",
    ["5", "fell by 5", "it did not rise by 5", "didn't increase: 5", "never grew 5", "rose and fell by 5",
     "remained at 5", "without rising, 5", "it fell rather than rose, 5", "failed to climb to 5"],
)  # fmt: skip
def test_the_number_without_its_direction_is_half_right(answer: str) -> None:
    assert grade(number(5, direction="up"), answer).score == pytest.approx(0.5)


def test_the_direction_without_the_number_is_a_quarter_right() -> None:
    drill = number(5, direction="down")
    assert grade(drill, "it fell by 7").score == pytest.approx(0.25)
    assert grade(drill, "it fell").score == pytest.approx(0.25)
    assert grade(drill, "it rose by 7").score == 0


def test_a_change_in_percentage_points_is_never_shown_in_per_cent() -> None:
    drill = number(45, direction="down", unit="percentage points")
    assert key_answer(drill) == "down by 45 percentage points"
    assert key_answer(number(1, direction="up", unit="percentage points")) == "up by 1 percentage point"
    for answer in ("down by 45 percentage points", "fell by 45", "45%, down", "dropped 45 points"):
        assert grade(drill, answer).score == 1


@given(
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda one: round(one, 3)),
    st.sampled_from(["", "up", "down", "flat"]),
    st.sampled_from(["", "%", "km", "people", "percentage points"]),
)
def test_the_key_scores_full_and_another_number_less(
    value: float, direction: Literal["", "up", "down", "flat"], unit: str
) -> None:
    drill = number(value, 0, direction, unit)
    assert grade(drill, key_answer(drill)).score == 1
    wrong = grade(drill, key_answer(number(abs(value) * 2 + 1, 0, direction, unit))).score
    assert wrong is not None
    assert wrong < 1
