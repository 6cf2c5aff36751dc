"""Choosing one or several of the given answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import ChoiceKey, Drill, SelectKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId


def choice(choices: tuple[str, ...], right: int) -> Drill:
    return Drill(
        DrillId("d"), SkillId("s"), "choice", 7, 0.25, "Which?", ChoiceKey(right), "Because.", choices=choices
    )


def select(choices: tuple[str, ...], right: tuple[int, ...]) -> Drill:
    return Drill(
        DrillId("d"), SkillId("s"), "select", 7, 0.1, "Which?", SelectKey(right), "Because.", choices=choices
    )


VERBS = choice(("make", "reach", "do", "take"), 1)


@pytest.mark.parametrize(
    "answer", ["reach", " Reach. ", "REACH", "2", "2.", "2)", "(2)", "b", "B", "b)", "b) reach", "2. Reach"]
)
def test_the_right_choice_may_be_named_by_text_number_or_letter(answer: str) -> None:
    assert grade(VERBS, answer).score == 1


@pytest.mark.parametrize(
    "answer", ["make", "1", "a", "d", "4", "5", "0", "z", "-2", "22", "reach make", "2 3", "b) make"]
)
def test_anything_else_is_wrong(answer: str) -> None:
    assert grade(VERBS, answer).score == 0


def test_a_wrong_number_is_told_as_the_text_it_stands_for() -> None:
    graded = grade(VERBS, "4")
    assert "take" in graded.why
    assert graded.expected == "reach"


def test_what_names_no_choice_is_answered_with_how_to_name_one() -> None:
    assert "number" in grade(VERBS, "because it sounds right").why


def test_a_choice_that_is_a_number_itself_is_meant_by_that_number() -> None:
    numbers = choice(("3", "1", "2"), 0)
    assert grade(numbers, "3").score == 1
    assert grade(numbers, "1").score == 0
    assert grade(numbers, "a").score == 1


def test_a_choice_that_is_a_letter_itself_is_meant_by_that_letter() -> None:
    articles = choice(("the", "a", "an", "no article"), 1)
    assert grade(articles, "a").score == 1
    assert grade(articles, "b").score == 1
    assert grade(choice(("the", "a", "an"), 0), "a").score == 0


def test_choices_that_differ_only_in_their_final_mark_stay_apart() -> None:
    marks = choice(("Is it late?", "Is it late!", "Is it late."), 0)
    assert [grade(marks, one).score for one in marks.choices] == [1, 0, 0]


FEATURES = select(("a rise to 40%", "flat, then low", "up and down", "the colour"), (0, 2))


@pytest.mark.parametrize(
    "answer",
    [
        "1 3",
        "3,1",
        "a and c",
        "13",
        "1; 3",
        "c a",
        "a rise to 40%, up and down",
        "Up and down and a rise to 40%",
    ],
)
def test_several_right_choices_may_be_named_in_any_order(answer: str) -> None:
    assert grade(FEATURES, answer).score == 1


@pytest.mark.parametrize(
    ("answer", "score"),
    [("1", 0.5), ("1 2", 0.0), ("1 3 4", 0.5), ("1 2 3 4", 0.0), ("2 4", 0.0), ("1 3 zebra", 0.5)],
)
def test_each_wrong_choice_takes_back_a_right_one(answer: str, score: float) -> None:
    assert grade(FEATURES, answer).score == pytest.approx(score)


LETTERS = st.characters(categories=["L"])
words = st.text(LETTERS, min_size=1, max_size=12)
several = st.lists(words, min_size=2, max_size=5, unique_by=lambda word: word.casefold()).map(tuple)


@given(several, st.data())
def test_the_key_scores_full_and_every_other_choice_nothing(
    choices: tuple[str, ...], data: st.DataObject
) -> None:
    right = data.draw(st.integers(0, len(choices) - 1))
    drill = choice(choices, right)
    assert grade(drill, key_answer(drill)).score == 1
    for at in range(len(choices)):
        other = choice(choices, at)
        assert (grade(drill, key_answer(other)).score == 1) == (at == right)


@given(several, st.data())
def test_exactly_the_right_set_scores_full(choices: tuple[str, ...], data: st.DataObject) -> None:
    places = st.sets(st.integers(0, len(choices) - 1), min_size=1)
    right, other = data.draw(places), data.draw(places)
    drill, asked = select(choices, tuple(sorted(right))), select(choices, tuple(sorted(other)))
    assert grade(drill, key_answer(drill)).score == 1
    assert (grade(drill, key_answer(asked)).score == 1) == (right == other)
