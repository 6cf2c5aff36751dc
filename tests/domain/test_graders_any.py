"""What holds for every kind of drill: no answer breaks a grader, and the same answer gets the same grade."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import (
    KEYS,
    ChecklistKey,
    ChoiceKey,
    CorrectionKey,
    Drill,
    EssayKey,
    Fault,
    Key,
    Kind,
    NumberKey,
    OrderKey,
    RewriteKey,
    RubricKey,
    SelectKey,
    SqlKey,
    TextKey,
)
from goals.graders import dont_know, grade, key_answer
from goals.ids import DrillId, SkillId
from goals.plain import UNSAFE

ICY = "In winter the sea is icy, so nobody swims."
CHOICES = ("make a deal", "reach", "a", "2, or more")


def drill(kind: Kind, key: Key, choices: tuple[str, ...] = ()) -> Drill:
    return Drill(DrillId(f"{kind}-1"), SkillId("s"), kind, 7, 0, "Do it.", key, "Because.", choices=choices)


DRILLS = (
    drill("choice", ChoiceKey(1), CHOICES),
    drill("select", SelectKey((1, 3)), CHOICES),
    drill("text", TextKey((("reach", "find"), ("a compromise",)))),
    drill("text", TextKey((("However, it’s late.",),), punctuation=True, case=True)),
    drill("text", TextKey((("environment",),), spelling=False)),
    drill("correction", CorrectionKey("He have an advice.", (Fault("have", ("has",)), Fault("an ", ("",))))),
    drill("correction", CorrectionKey("All is well.", ())),
    drill("order", OrderKey((2, 0, 3, 1)), CHOICES),
    drill("number", NumberKey(12.5, 0.1, "up", "%")),
    drill("number", NumberKey(-3)),
    drill("rewrite", RewriteKey("The sea is very cold.", (("sea",),), ((", so",),), ("cold",), (5, 20), ICY)),
    drill("checklist", ChecklistKey(("One.", "Two."), "A model.")),
    drill("rubric", RubricKey("A text.", ("TR", "CC"), (6.5, 7))),
    drill("essay", EssayKey(20, 150, "Is it so?")),
    drill("sql", SqlKey("shop", "SELECT name FROM customers")),
)  # fmt: skip
EACH = pytest.mark.parametrize("one", DRILLS, ids=lambda one: one.id)

PIECES = (
    *(
        "reach",
        "a",
        "1",
        "2",
        "3.5",
        "1e400",
        "rose",
        "not",
        "He has",
        "advice",
        "ok",
        "all",
        "and",
        "sea",
        ", so",
    ),
    *(", so", " / ", ";", "\n", ",", ".", "--", "—", "'", "_", "\\", "[", "½", "٣", "９"),
    *("\x1b[31m", "\u202e", "\ud800", "e\u0301"),
)
fragments = st.lists(st.sampled_from(PIECES), max_size=12)
answers = st.one_of(st.text(max_size=60), fragments.map(" ".join), fragments.map("".join))


def test_every_kind_is_tried_here() -> None:
    assert {one.kind for one in DRILLS} == set(KEYS)


@EACH
@given(answer=answers)
def test_any_answer_gets_a_grade_from_0_to_1_and_always_the_same(one: Drill, answer: str) -> None:
    graded = grade(one, answer)
    assert graded == grade(one, answer)
    assert graded.score is None or 0 <= graded.score <= 1
    assert (graded.score is None) == (one.kind == "essay")
    assert 0 <= graded.reliability <= 1
    assert len(graded.also) <= 5
    assert graded.expected not in graded.also
    assert "\n" not in graded.why
    shown = [graded.why, graded.expected, *graded.also, *(mark.text for mark in graded.marks)]
    assert not any(UNSAFE.search(text) for text in shown)


@EACH
def test_the_key_scores_full_and_says_so(one: Drill) -> None:
    graded = grade(one, key_answer(one))
    if one.kind == "essay":
        assert graded.score is None
    else:
        assert graded.score == 1
        assert graded.correct


@EACH
def test_not_knowing_scores_nothing_and_shows_what_was_expected(one: Drill) -> None:
    graded = dont_know(one)
    assert not graded.score
    assert graded.expected == grade(one, key_answer(one)).expected
    assert graded.expected
    assert not graded.correct


@EACH
def test_a_grade_names_its_grader_and_edition(one: Drill) -> None:
    name, _, edition = grade(one, "x").grader.rpartition("-")
    assert name.startswith(one.kind)
    assert edition.isdigit()


HEAPS = ("reach " * 20_000, "9" * 100_000, ", " * 50_000, " - " * 40_000, "\n" * 100_000,
         "_" * 100_000, "not rose " * 10_000, "e\u0301" * 50_000, "1/" * 50_000, "\x1b[2J" * 20_000,
         "\ud800" * 50_000)  # fmt: skip


@EACH
@pytest.mark.parametrize("heap", HEAPS, ids=range(len(HEAPS)))
def test_a_heap_of_anything_is_graded_without_choking(one: Drill, heap: str) -> None:
    begun = time.process_time()
    score = grade(one, heap).score
    assert time.process_time() - begun < 0.5, "a quadratic pattern takes seconds here"
    assert score is None or score < 1
