"""Own words under constraints: effort is checked, meaning is not."""

from __future__ import annotations

import pytest

from goals.drills import Drill, RewriteKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId

SOURCE = "People who live in big cities breathe dirty air every day of their lives."
KEY = RewriteKey(
    source=SOURCE,
    keep=(("pollut",), ("city", "cities", "urban")),
    require=(("although", "even though"), (", which",)),
    avoid=("people",),
    words=(12, 30),
    model="Although urban life has its charms, residents inhale polluted air, which harms them daily.",
)
DRILL = Drill(DrillId("d"), SkillId("s"), "rewrite", 7, 0, "Say it in your own words.", KEY, "Because.")


def score(answer: str) -> float:
    found = grade(DRILL, answer).score
    assert found is not None
    return found


@pytest.mark.parametrize(
    "answer",
    [
        KEY.model,
        "Even though a city offers work, its pollution, which never stops, is bad for everyone there.",
        "ALTHOUGH A CITY OFFERS WORK, ITS POLLUTION, WHICH NEVER STOPS, IS BAD FOR EVERYONE THERE.",
    ],
)
def test_own_words_that_meet_every_constraint_score_full(answer: str) -> None:
    assert score(answer) == 1


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("Although a city offers work, its dust, which never stops, is bad for everyone there.", "pollut"),
        ("A city offers work, but its pollution, which never stops, is bad for everyone there.", "although"),
        ("Although a city offers work, its pollution never stops and is bad for everyone there.", ", which"),
        ("Although a city offers work, its pollution, which never stops, is bad for people there.", "people"),
        ("Although a city has work, its pollution, which stays, is bad.", "12 to 30"),
    ],
)  # fmt: skip
def test_each_constraint_missed_costs_and_is_named(answer: str, named: str) -> None:
    graded = grade(DRILL, answer)
    assert graded.score is not None
    assert graded.score < 1
    assert named in graded.why


def test_a_stem_matches_only_where_a_word_starts() -> None:
    unpolluted = (
        "Although a city offers work, its unpolluted parks, which are rare, are loved by everyone there."
    )
    assert score(unpolluted) < 1


def test_a_copy_gets_half_at_the_most() -> None:
    copy = "Although many live in big cities, the pollution, which is bad, is something that we accept."
    assert score(copy) <= 0.5
    assert "copied" in grade(DRILL, copy).why


def test_a_negated_copy_is_still_a_copy() -> None:
    assert score(SOURCE.replace("breathe", "do not breathe")) <= 0.5


@pytest.mark.parametrize(
    "salad",
    [
        "Although city pollution, which urban pollution residents air harm city pollution dirt traffic smoke",
        "although pollution city, which pollution city pollution city pollution city pollution city smoke",
        ", which although city pollution residents air harm traffic smoke dirt noise daily life",
        "the city the pollution, which the although the the the the the the the",
        "Although, which. pollution. city. air. smoke. dust. harm. noise. traffic. cars. daily.",
    ],
)
def test_a_heap_of_keywords_is_not_a_sentence(salad: str) -> None:
    assert score(salad) <= 0.5


@pytest.mark.parametrize(
    "answer",
    [
        "Urban areas face severe congestion and inadequate accommodation.",
        "Urban residents breathe polluted air daily.",
        "Congested urban areas need better transport.",
        "Polluted urban areas damage residents' health; better transport would help.",
    ],
)
def test_a_good_short_sentence_is_a_sentence(answer: str) -> None:
    key = RewriteKey(keep=(("urban",),), words=(5, 20), model="Urban air is dirty, and it harms us.")
    drill = Drill(DrillId("d"), SkillId("s"), "rewrite", 7, 0, "Say it in your own words.", key, "Because.")
    assert grade(drill, answer).score == 1


@pytest.mark.parametrize(
    "salad", ["urban congestion traffic accommodation problem", "Urban, congestion, traffic, smoke, noise"]
)
def test_a_short_heap_of_keywords_without_the_looks_of_a_sentence_is_none(salad: str) -> None:
    key = RewriteKey(keep=(("urban",),), words=(5, 20), model="Urban air is dirty, and it harms us.")
    drill = Drill(DrillId("d"), SkillId("s"), "rewrite", 7, 0, "Say it in your own words.", key, "Because.")
    graded = grade(drill, salad)
    assert graded.score is not None
    assert graded.score <= 0.5
    assert "keywords" not in graded.why


def test_an_answer_that_meets_everything_is_to_be_compared_with_the_model() -> None:
    why = grade(DRILL, key_answer(DRILL)).why
    assert why == "Every constraint is met. Compare with the model: this checks effort, not meaning."


def test_too_few_words_get_half_at_the_most_and_none_get_nothing() -> None:
    assert score("Although city pollution, which is.") <= 0.5
    assert score("") == 0
    assert score("?!") == 0


def test_the_grade_says_that_it_knows_effort_and_not_meaning() -> None:
    graded = grade(DRILL, key_answer(DRILL))
    assert graded.reliability == pytest.approx(0.5)
    assert "effort, not meaning" in graded.why
    assert graded.expected == KEY.model


def test_a_marker_that_is_a_small_word_has_to_stand_whole() -> None:
    key = RewriteKey(require=(("as",),), words=(3, 20), model="As it rained, we left.")
    drill = Drill(DrillId("d"), SkillId("s"), "rewrite", 7, 0, "Use as.", key, "Because.")
    assert grade(drill, "As it rained, we left.").score == 1
    lesser = grade(drill, "We left the assembly in the rain.").score
    assert lesser is not None
    assert lesser < 1
