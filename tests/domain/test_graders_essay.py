"""A timed text is observed and never scored, whatever is done to look good."""

from __future__ import annotations

import pytest

from goals.drills import Drill, EssayKey
from goals.graders import dont_know, grade
from goals.grades import Grade
from goals.ids import DrillId, SkillId

PROMPT = "Some people think that governments should invest more money in public transport than in roads."
DRILL = Drill(
    DrillId("d"),
    SkillId("s"),
    "essay",
    7,
    0,
    PROMPT,
    EssayKey(40, 60, PROMPT),
    "It is observed.",
    seconds=2400,
)
PARAGRAPH = (
    "Buses and trains carry far more passengers per lane than private cars do. For example, one full tram "
    "replaces about a hundred vehicles at rush hour. However, rural areas may still need better roads."
)


def observed(text: str) -> Grade:
    graded = grade(DRILL, text)
    assert graded.score is None
    return graded


def test_an_honest_text_is_counted() -> None:
    seen = observed(f"{PARAGRAPH}\n\nIn conclusion, cities should build tracks. It's cheaper.").observations
    assert seen["words"] == 34 + 8
    assert seen["words_short"] == 18
    assert seen["paragraphs"] == 2
    assert seen["sentences"] == 5
    assert seen["contractions"] == 1
    assert seen["linkers_per_100"] == pytest.approx(100 * 3 / 42)
    assert seen["copied_share"] == 0
    assert seen["repeated_share"] == 0
    assert seen["slips"] == 0


def test_a_repeated_paragraph_is_not_scored_and_is_seen() -> None:
    once = observed(PARAGRAPH)
    thrice = observed("\n\n".join([PARAGRAPH] * 3))
    assert once.observations["repeated_paragraphs"] == 0
    assert thrice.observations["repeated_paragraphs"] == 2
    assert float(thrice.observations["repeated_share"]) > 0.5
    assert "repeated" in thrice.why


def test_a_paragraph_repeated_without_a_break_or_with_a_word_changed_is_seen() -> None:
    assert float(observed(f"{PARAGRAPH} {PARAGRAPH}").observations["repeated_share"]) > 0.4
    changed = PARAGRAPH.replace("rural", "some")
    assert observed(f"{PARAGRAPH}\n\n{changed}").observations["repeated_paragraphs"] == 1


def test_a_keyword_salad_is_not_scored_and_looks_unlike_prose() -> None:
    salad = observed("infrastructure investment sustainability congestion transport government " * 8)
    assert salad.observations["function_word_share"] == 0
    assert float(observed(PARAGRAPH).observations["function_word_share"]) > 0.25
    assert "congestion 8" in str(salad.observations["frequent_words"])


def test_a_negated_prompt_is_not_scored_and_is_seen_to_be_copied() -> None:
    negated = observed(PROMPT.replace("should", "should not"))
    assert float(negated.observations["copied_share"]) > 0.5


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("We saw the the sea.", "the the"),
        ("It is a important point.", "a important"),
        ("It is an university.", "an university"),
        ("First , we go.", "First ,"),
        ("Then i left.", "i"),
        ("We need informations now.", "informations"),
        ("They should of known.", "should of"),
        ("It was late. we left.", "we"),
    ],
)
def test_a_slip_that_a_rule_can_see_is_shown(text: str, slip: str) -> None:
    seen = observed(text).observations
    assert seen["slips"] == 1
    assert slip in str(seen["slip_examples"])


@pytest.mark.parametrize(
    "text",
    [
        "It is a university, a European one, a useful one-off and an hour's walk.",
        "He said that that was all he had had.",
        "I think an uninteresting unit is a unique problem.",
        "A unanimous user of an umbrella, e.g. one I know, left.",
    ],
)
def test_right_english_is_no_slip(text: str) -> None:
    assert observed(text).observations["slips"] == 0


def test_no_text_and_no_answer_have_no_score_either() -> None:
    assert observed("").observations["words"] == 0
    assert dont_know(DRILL).score is None
