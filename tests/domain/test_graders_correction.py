"""Putting a sentence right, leaving alone what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import CorrectionKey, Drill, Fault
from goals.graders import grade, key_answer
from goals.graders.correction import is_attempt
from goals.ids import DrillId, SkillId


def correction(sentence: str, *faults: Fault, also: tuple[str, ...] = ()) -> Drill:
    key = CorrectionKey(sentence, faults, also)
    return Drill(DrillId("d"), SkillId("s"), "correction", 7, 0, "Put it right.", key, "Because.")


ADVICE = correction(
    "She gave me an advice about the London.",
    Fault("an advice", ("advice", "some advice", "a piece of advice")),
    Fault("the London", ("London",)),
    also=("She advised me about London.",),
)
CLEAN = correction("Few people know how cheese is made.")


@pytest.mark.parametrize(
    "answer",
    [
        "She gave me advice about London.",
        "She gave me some advice about London.",
        "She gave me a piece of advice about London.",
        "She advised me about London.",
        "she gave me  advice about London",
        "  She gave me advice\nabout London.  ",
    ],
)
def test_every_accepted_sentence_is_right_but_for_trifles(answer: str) -> None:
    assert grade(ADVICE, answer).score == 1


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("She gave me advice about the London.", 0.5),
        ("She gave me an advices about London.", 0.5 + 0.4 / 2),
        ("She gave me an advices about the London.", 0.4 / 2),
        ("She gave us advice about London.", 1 - 0.25),
        ("She handed us advice about London.", 1 - 0.5),
        ("She gave us advice about the London.", 0.5 - 0.25),
        ("She gave us an advice about the London.", 0),
    ],
)
def test_partial_credit_is_for_faults_mended_or_found_less_what_was_right_and_changed(
    answer: str, score: float
) -> None:
    assert grade(ADVICE, answer).score == pytest.approx(score)


@pytest.mark.parametrize("answer", ["ok", "correct", "no error", "=", "", ADVICE.key.sentence])  # type: ignore[union-attr]
def test_letting_a_faulty_sentence_pass_is_worth_nothing(answer: str) -> None:
    assert grade(ADVICE, answer).score == 0


@pytest.mark.parametrize(
    "answer", ["advice", "London", "advice London", "She", "x " * 9_000, "She gave " * 500]
)
def test_pieces_and_heaps_of_words_are_worth_nothing(answer: str) -> None:
    assert grade(ADVICE, answer).score == 0


@pytest.mark.parametrize(
    "answer",
    ["ok", "OK.", "okay", "Correct!", "no error", "No mistakes.", "=", "few people know how cheese is made"],
)
def test_a_clean_sentence_is_let_pass_or_repeated(answer: str) -> None:
    assert grade(CLEAN, answer).score == 1


@pytest.mark.parametrize(
    "answer",
    ["A few people know how cheese is made.", "Few people know how cheese made.", "not ok", "", "wrong"],
)
def test_correcting_what_is_right_is_worth_nothing(answer: str) -> None:
    graded = grade(CLEAN, answer)
    assert graded.score == 0
    assert graded.expected == "ok"


def test_the_reason_for_a_needless_correction_says_so() -> None:
    assert grade(CLEAN, "Few persons know how cheese is made.").why == "it was right as it stood"


def test_the_reason_names_the_fault_that_is_left() -> None:
    graded = grade(ADVICE, "She gave me advice about the London.")
    assert "the London" in graded.why
    assert "advice" not in graded.why.replace("the London", "")


def test_the_difference_is_to_the_nearest_accepted_sentence() -> None:
    graded = grade(ADVICE, "She gave me a piece of advice about the London.")
    assert [mark.text.strip() for mark in graded.marks if mark.sort != "same"] == ["the"]
    assert "".join(mark.text for mark in graded.marks) == "She gave me a piece of advice about the London."


DISCUSS = correction("They discussed about the plan.", Fault("about ", ("",)))


def test_a_word_that_just_goes() -> None:
    assert grade(DISCUSS, "They discussed the plan.").score == 1
    assert grade(DISCUSS, "They discussed on the plan.").score == pytest.approx(0.4)
    assert grade(DISCUSS, "They discussed about the plans.").score == 0
    assert key_answer(DISCUSS) == "They discussed the plan."


def test_a_first_word_that_goes_leaves_the_capital_to_the_next() -> None:
    drill = correction("The life is hard.", Fault("The", ("",)))
    assert key_answer(drill) == "Life is hard."
    assert grade(drill, "Life is hard.").score == 1
    assert grade(drill, "The life is hard").score == 0


def test_a_last_word_that_goes_leaves_no_space_before_the_full_stop() -> None:
    assert key_answer(correction("He returned back.", Fault("back", ("",)))) == "He returned."


COMMA = correction("However it rained, so we left.", Fault("However it", ("However, it",)))


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("However, it rained, so we left.", 1),
        ("However; it rained, so we left.", 0.4),
        ("However it rained so we left.", 0),
        ("However, it rained so we left.", 0.75),
        ("However it rained, so we left.", 0),
    ],
)
def test_a_missing_comma_is_a_fault_like_any_other(answer: str, score: float) -> None:
    assert grade(COMMA, answer).score == pytest.approx(score)


@pytest.mark.parametrize(
    ("sentence", "fault", "mended"),
    [
        ("english is spoken here.", Fault("english", ("English",)), "English is spoken here."),
        ("What time is it.", Fault("it.", ("it?",)), "What time is it?"),
        ("It is late", Fault("late", ("late.",)), "It is late."),
        ("It is late ,so go.", Fault("late ,so", ("late, so",)), "It is late, so go."),
        ("We met on monday.", Fault("monday", ("Monday",)), "We met on Monday."),
    ],
)
def test_a_fault_in_what_is_otherwise_a_trifle_still_has_to_be_mended(
    sentence: str, fault: Fault, mended: str
) -> None:
    drill = correction(sentence, fault)
    assert grade(drill, mended).score == 1
    assert grade(drill, sentence).score == 0


def test_a_missing_question_mark_is_a_trifle_where_another_fault_is_meant() -> None:
    drill = correction("Do he know?", Fault("Do he", ("Does he",)))
    assert grade(drill, "Does he know").score == 1
    assert grade(drill, "Does he know!").score == pytest.approx(0.75)


def test_the_fault_may_be_part_of_a_word() -> None:
    drill = correction("Prices increaseed again.", Fault("seed", ("sed",)))
    assert grade(drill, "Prices increased again.").score == 1
    assert grade(drill, "Prices increasing again.").score == pytest.approx(0.4)


def test_keeping_the_wrong_word_beside_the_right_one_does_not_mend_it() -> None:
    drill = correction("There was an increase of prices.", Fault("increase of", ("increase in",)))
    score = grade(drill, "There was an increase in of prices.").score
    assert score is not None
    assert score <= 0.4


@pytest.mark.parametrize(
    ("sentence", "fault", "answer"),
    [
        ("Last year it has begun.", Fault("has begun", ("began", "begun")), "Last year it had begun."),
        (
            "The man whom they said won left.",
            Fault("man whom they", ("man they",)),
            "The man which they said won left.",
        ),
        ("What he liked most, was tea.", Fault("most, was", ("most was",)), "What he liked most; was tea."),
    ],
)
def test_another_word_where_one_should_just_go_does_not_mend_it(
    sentence: str, fault: Fault, answer: str
) -> None:
    assert grade(correction(sentence, fault), answer).score == pytest.approx(0.4)


def test_a_word_added_beside_or_within_what_was_mended_is_a_change_too_many() -> None:
    drill = correction("He gave me an advice.", Fault("an advice", ("a piece of advice",)))
    assert grade(drill, "He gave me a piece of good advice.").score == pytest.approx(0.75)
    assert grade(drill, "He gave me a piece of advice today.").score == pytest.approx(0.75)


SCHOOL = correction(
    "Despite the school is small, it has an excellent library.",
    Fault("Despite the school is", ("Although the school is", "Despite the school being")),
)


@pytest.mark.parametrize(
    "answer",
    [
        "Despite its smallness, the school has an excellent library.",
        "Small as the school may be, it has an excellent library.",
        "The school has an excellent library, small though it is.",
    ],
)
def test_good_english_beyond_the_key_is_never_called_wrong(answer: str) -> None:
    graded = grade(SCHOOL, answer)
    assert graded.score is not None
    assert 0.4 <= graded.score < 1
    assert "an answer I know" in graded.why or "I can only compare with the key" in graded.why
    assert "not put right" not in graded.why and "was right" not in graded.why


def test_a_fault_changed_to_something_unknown_is_said_to_be_just_that() -> None:
    graded = grade(SCHOOL, "Notwithstanding the school is small, it has an excellent library.")
    assert graded.score == pytest.approx(0.4)
    assert "changed, but not to an answer I know; compare" in graded.why


def test_what_is_reworded_beyond_the_faults_is_said_to_be_beyond_comparing() -> None:
    graded = grade(ADVICE, "She handed us some advice about London.")
    assert "reworded: I can only compare with the key" in graded.why


@pytest.mark.parametrize(
    ("sentence", "fault", "answer"),
    [
        ("The people who travelled was tired.", Fault("was", ("were",)), "The people who traveled were tired."),
        ("They realise that it are late.", Fault("are", ("is",)), "They realize that it is late."),
        ("The colour are dull.", Fault("are", ("is",)), "The color is dull."),
        ("The programme have ended.", Fault("have", ("has",)), "The program has ended."),
        ("Labeling of food help people.", Fault("help", ("helps",)), "Labelling of food helps people."),
        ("The center were closed.", Fault("were", ("was",)), "The centre was closed."),
        ("He has analysed two case.", Fault("two case", ("two cases",)), "He has analyzed two cases."),
    ],
)  # fmt: skip
def test_another_spelling_of_the_same_word_is_no_change(sentence: str, fault: Fault, answer: str) -> None:
    graded = grade(correction(sentence, fault), answer)
    assert graded.score == 1


def test_another_spelling_is_not_marked_either() -> None:
    graded = grade(SCHOOL_COLOUR, "Despite the color is dull, it sells.")
    assert "color" not in "".join(mark.text for mark in graded.marks if mark.sort != "same")


SCHOOL_COLOUR = correction("Despite the colour is dull, it sells well.", Fault("Despite", ("Although",)))


def test_a_clean_sentence_in_another_spelling_is_repeated() -> None:
    drill = correction("The programme benefited neighbours who had organised it.")
    assert grade(drill, "The program benefited neighbors who had organized it.").score == 1


@pytest.mark.parametrize(
    ("sentence", "fault", "answer"),
    [
        ("The color is dull.", Fault("color", ("colour",)), "The color is dull."),
        ("We advize you to go.", Fault("advize", ("advise",)), "We advize you to go."),
        ("It needs practise.", Fault("practise", ("practice",)), "It needs practise."),
    ],
)
def test_where_the_spelling_is_the_fault_it_has_to_be_mended(
    sentence: str, fault: Fault, answer: str
) -> None:
    drill = correction(sentence, fault)
    assert grade(drill, answer).score == 0
    assert grade(drill, key_answer(drill)).score == 1


@pytest.mark.parametrize("answer", ["ok", "OK.", "=", "no errors", "She gave me advice.", ""])
def test_a_sentence_or_ok_is_an_attempt(answer: str) -> None:
    assert isinstance(ADVICE.key, CorrectionKey)
    answer = answer or ADVICE.key.sentence
    assert is_attempt(ADVICE.key, answer)


@pytest.mark.parametrize("answer", ["yours h", "h", "advice", "some advice", "not ok", "?"])
def test_a_word_or_two_are_no_attempt(answer: str) -> None:
    assert isinstance(ADVICE.key, CorrectionKey)
    assert not is_attempt(ADVICE.key, answer)


def test_a_sentence_of_two_words_is_an_attempt_where_two_are_wanted() -> None:
    drill = correction("He returned back.", Fault("back", ("",)))
    assert isinstance(drill.key, CorrectionKey)
    assert is_attempt(drill.key, "He returned.")


names = st.sampled_from(
    [
        "river",
        "stone",
        "garden",
        "window",
        "paper",
        "silver",
        "winter",
        "letter",
        "market",
        "bridge",
        "candle",
        "forest",
    ]
)
sentences = st.lists(names, min_size=6, max_size=12, unique=True)


@given(sentences, st.data())
def test_mending_every_fault_is_right_and_touching_another_word_never_is(
    words: list[str], data: st.DataObject
) -> None:
    wrong_at = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=2, unique=True))
    faults = tuple(Fault(words[at], (f"{words[at]}x", f"the {words[at]}y")) for at in wrong_at)
    drill = correction(
        " ".join(words).capitalize() + ".",
        *(
            Fault(fault.wrong.capitalize(), tuple(right.capitalize() for right in fault.right))
            if at == 0
            else fault
            for at, fault in zip(wrong_at, faults, strict=True)
        ),
    )
    mended = list(words)
    for at, fault in zip(wrong_at, faults, strict=True):
        mended[at] = data.draw(st.sampled_from(fault.right))
    assert grade(drill, key_answer(drill)).score == 1
    assert grade(drill, " ".join(mended)).score == 1
    other = data.draw(st.integers(0, len(words) - 1).filter(lambda at: at not in wrong_at))
    for changed in (
        [*mended[:other], "other", *mended[other + 1 :]],
        [*mended[:other], *mended[other + 1 :]],
    ):
        score = grade(drill, " ".join(changed)).score
        assert score is not None
        assert score < 1


@given(sentences)
def test_a_clean_sentence_is_its_own_key(words: list[str]) -> None:
    drill = correction(" ".join(words).capitalize() + ".")
    assert grade(drill, key_answer(drill)).score == 1
    assert grade(drill, " ".join(words)).score == 1
    assert grade(drill, " ".join(reversed(words))).score == 0
