"""Putting sentences or steps in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import Drill, OrderKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId


def order(*places: int) -> Drill:
    choices = tuple(f"Sentence {at}." for at in range(len(places)))
    return Drill(
        DrillId("d"),
        SkillId("s"),
        "order",
        7,
        0,
        "Order them.",
        OrderKey(places),
        "Because.",
        choices=choices,
    )


FOUR = order(2, 0, 3, 1)


@pytest.mark.parametrize(
    "answer",
    [
        "3 1 4 2",
        "3,1,4,2",
        "3, 1, 4, 2",
        "3142",
        "c a d b",
        "CADB",
        "3-1-4-2",
        "3 > 1 > 4 > 2",
        "3. 1. 4. 2.",
    ],
)
def test_the_right_order_may_be_written_in_numbers_or_letters(answer: str) -> None:
    assert grade(FOUR, answer).score == 1


@pytest.mark.parametrize(
    ("answer", "score"),
    [("1 3 4 2", 0.2), ("4 2 3 1", 0.4), ("1 4 2 3", 0.4), ("2 4 1 3", 0.0), ("1 2 3 4", 0.0)],
)
def test_a_wrong_order_gets_credit_for_neighbours_and_never_more_than_six_tenths(
    answer: str, score: float
) -> None:
    assert grade(FOUR, answer).score == pytest.approx(score)


@pytest.mark.parametrize(
    "answer", ["3 1 4", "3 1 4 2 2", "3 3 4 2", "5 1 4 2", "x", "first the third", "3 1 4 2 ok"]
)
def test_what_is_no_order_of_all_is_told_how_to_write_one(answer: str) -> None:
    graded = grade(FOUR, answer)
    assert graded.score == 0
    assert "4" in graded.why


@given(st.permutations(range(5)), st.permutations(range(5)))
def test_only_the_right_order_scores_full(right: list[int], given_: list[int]) -> None:
    drill, other = order(*right), order(*given_)
    score = grade(drill, key_answer(other)).score
    assert score is not None
    assert (score == 1) == (right == given_)
    assert score == 1 or score <= 0.6


def test_ten_and_more_are_told_apart_from_ones() -> None:
    drill = order(*range(11, -1, -1))
    assert grade(drill, key_answer(drill)).score == 1
