"""Ticks on one's own work, and scores for a reference text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import ChecklistKey, Drill, RubricKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId

LIST = Drill(
    DrillId("d"), SkillId("s"), "checklist", 7, 0, "Write.",
    ChecklistKey(("It answers.", "It has a reason.", "It ends.", "It is short."), "A model."), "Because.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("1 3 4", 0.75),
        ("134", 0.75),
        ("a, c", 0.5),
        ("all", 1),
        ("All.", 1),
        ("none", 0),
        ("1 1 1", 0.25),
        ("2", 0.25),
    ],
)
def test_a_checklist_counts_the_ticks(answer: str, score: float) -> None:
    assert grade(LIST, answer).score == pytest.approx(score)


@pytest.mark.parametrize("answer", ["7", "yes", "1 2 9", ""])
def test_a_tick_on_nothing_is_no_tick(answer: str) -> None:
    assert grade(LIST, answer).score == 0


def test_a_checklist_says_that_it_is_the_learners_own_word() -> None:
    graded = grade(LIST, "all")
    assert graded.reliability <= 0.3
    assert "self-report" in graded.grader
    assert graded.expected == "A model."


def rubric(*reference: float) -> Drill:
    names = tuple(f"criterion {at}" for at in range(len(reference)))
    return Drill(
        DrillId("d"),
        SkillId("s"),
        "rubric",
        7,
        0,
        "Score it.",
        RubricKey("A text.", names, reference),
        "Because.",
    )


FOUR = rubric(6, 6, 7, 6.5)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("6 6 7 6.5", 1),
        ("6, 6, 7, 6.5", 1),
        ("6; 6; 7; 6,5", 1),
        ("TR 6, CC 6, LR 7, GRA 6.5", 1),
        ("7 7 8 7.5", 0.5),
        ("5 7 6 7.5", 0.5),
        ("9 9 9 9", 0),
    ],
)
def test_scores_are_graded_by_how_near_they_are(answer: str, score: float) -> None:
    found = grade(FOUR, answer).score
    if answer == "9 9 9 9":
        assert found is not None
        assert found < 0.0001
    else:
        assert found == pytest.approx(score)


@pytest.mark.parametrize("answer", ["", "6", "6 6 7", "6 6 7 6 6", "good", "9" * 500])
def test_scores_for_other_than_each_criterion_are_asked_for_again(answer: str) -> None:
    assert grade(FOUR, answer).score == 0
    assert not grade(FOUR, answer).observations


def test_a_lean_to_kindness_is_told() -> None:
    graded = grade(FOUR, "6.5 6.5 7.5 7")
    assert "0.5 too kind" in graded.why
    assert graded.observations["bias"] == pytest.approx(0.5)
    assert graded.observations["mae"] == pytest.approx(0.5)
    assert graded.observations["criterion 2"] == pytest.approx(0.5)


def test_errors_either_way_are_no_lean() -> None:
    graded = grade(FOUR, "5 7 6 7.5")
    assert "neither kind nor strict" in graded.why
    assert graded.observations["bias"] == pytest.approx(0)
    assert graded.observations["mae"] == pytest.approx(1)


@given(st.lists(st.sampled_from([4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9]), min_size=1, max_size=5))
def test_the_authors_own_scores_are_full_marks(reference: list[float]) -> None:
    drill = rubric(*reference)
    assert grade(drill, key_answer(drill)).score == 1
