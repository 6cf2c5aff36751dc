"""Words for gaps, and sentences typed for their punctuation."""

from __future__ import annotations

import string
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.drills import Drill, TextKey
from goals.graders import grade, key_answer
from goals.ids import DrillId, SkillId


def text(
    *gaps: tuple[str, ...],
    spelling: bool = True,
    case: bool = False,
    punctuation: bool = False,
    distractors: tuple[str, ...] = (),
    accent_slip: float = 0.0,
) -> Drill:
    key = TextKey(gaps, spelling, case, punctuation, accent_slip)
    return Drill(
        DrillId("d"), SkillId("s"), "text", 7, 0, "Fill it.", key, "Because.", distractors=distractors
    )


COMPROMISE = text(("reach", "find", "strike"))


@pytest.mark.parametrize("answer", ["reach", "find", "STRIKE", "  reach ", "Reach.", "reach!", "re\u200bach"])
def test_every_accepted_answer_counts_however_it_is_typed(answer: str) -> None:
    assert grade(COMPROMISE, answer).score == 1


@pytest.mark.parametrize("answer", ["make", "reaches", "", ".", "reach find", "to reach"])
def test_other_words_do_not(answer: str) -> None:
    assert grade(COMPROMISE, answer).score == 0


def test_the_best_answer_is_expected_and_the_others_are_shown() -> None:
    graded = grade(COMPROMISE, "make")
    assert graded.expected == "reach"
    assert graded.also == ("find", "strike")


@pytest.mark.parametrize("slip", ["recieve", "receve", "receivee", "recewve"])
def test_a_slip_is_shown_and_wrong_where_spelling_counts(slip: str) -> None:
    graded = grade(text(("receive",)), slip)
    assert graded.score == 0
    assert slip in graded.why
    assert "receive" in graded.why
    assert "".join(mark.text for mark in graded.marks if mark.sort in ("same", "wrong")) == slip


def test_a_slip_in_a_long_word_is_forgiven_and_shown_where_spelling_does_not_count() -> None:
    graded = grade(text(("receive",), spelling=False), "recieve")
    assert graded.score == 1
    assert "recieve" in graded.why


@pytest.mark.parametrize(("accepted", "typed"), [("rise", "rose"), ("1999", "1998"), ("on", "in")])
def test_a_short_word_or_a_number_with_another_letter_is_another_one(accepted: str, typed: str) -> None:
    assert grade(text((accepted,), spelling=False), typed).score == 0


def test_a_slip_that_is_a_known_wrong_answer_is_never_forgiven() -> None:
    assert grade(text(("affect",), spelling=False, distractors=("effect",)), "effect").score == 0


def test_two_slips_are_no_near_miss() -> None:
    assert grade(text(("receive",)), "reecive").score == 0
    assert grade(text(("receive",), spelling=False), "riceeve").score == 0


@pytest.mark.parametrize("answer", ["a / the", "a/the", "a; the", "a\nthe", "A , THE", "a the", " a /  the "])
def test_several_gaps_are_answered_with_slashes_semicolons_or_lines(answer: str) -> None:
    assert grade(text(("a",), ("the",)), answer).score == 1


def test_several_gaps_are_worth_the_same_each() -> None:
    drill = text(("a",), ("the",), ("an", "one"))
    assert grade(drill, "a / the / no").score == pytest.approx(2 / 3)
    assert grade(drill, "a /  / one").score == pytest.approx(2 / 3)
    assert grade(drill, "a").score == pytest.approx(1 / 3)


def test_more_answers_than_gaps_are_no_way_to_hit_one() -> None:
    graded = grade(text(("a",), ("the",)), "a / the / an")
    assert graded.score == 0
    assert "2 gaps" in graded.why


def test_capitals_count_only_where_they_are_practised() -> None:
    assert grade(text(("Monday",)), "monday").score == 1
    graded = grade(text(("Monday",), case=True), "monday")
    assert graded.score == 0
    assert "capitals" in graded.why


SENTENCE = "However, it rained; so we left."
PUNCTUATED = text((SENTENCE,), punctuation=True)


@pytest.mark.parametrize(
    "answer", [SENTENCE, "However,  it rained; so we  left. ", "however, it rained; so we left."]
)
def test_punctuation_is_right_when_every_mark_is(answer: str) -> None:
    assert grade(PUNCTUATED, answer).score == 1


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("However it rained; so we left.", 2 / 3),
        ("However, it rained, so we left.", 2 / 3),
        ("However it rained so we left", 0),
        ("However, it, rained; so we left.", 3 / 4),
    ],
)
def test_marks_missing_wrong_or_too_many_lose_their_share(answer: str, score: float) -> None:
    assert grade(PUNCTUATED, answer).score == pytest.approx(score)


@pytest.mark.parametrize("answer", ["However, it snowed; so we left.", "However, it rained; so we.", ",;."])
def test_marks_in_other_words_earn_nothing(answer: str) -> None:
    assert grade(PUNCTUATED, answer).score == 0


def test_a_space_before_a_comma_is_not_quite_right() -> None:
    score = grade(PUNCTUATED, "However , it rained; so we left.").score
    assert score is not None
    assert 0.5 < score < 1


def test_typographic_quotes_and_hyphens_are_as_good_as_plain_ones() -> None:
    assert grade(text(('the state\'s "well-known" role',)), "the state’s “well‑known” role").score == 1
    assert grade(text(("It's late.",), punctuation=True), "It’s late.").score == 1
    assert grade(text(("It's late.",), punctuation=True), "Its late.").score == pytest.approx(0.5)


word = st.text(st.sampled_from(string.ascii_letters + "éüñçàöø"), min_size=1, max_size=14)
FORMS: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFD"])
phrase = st.lists(word, min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.lists(phrase, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3))
def test_the_key_scores_full(gaps: list[tuple[str, ...]]) -> None:
    drill = text(*gaps)
    assert grade(drill, key_answer(drill)).score == 1


@given(phrase, phrase, FORMS)
def test_case_spaces_and_the_unicode_form_never_matter(
    accepted: str, typed: str, form: Literal["NFC", "NFD"]
) -> None:
    drill = text((accepted,))
    typed_otherwise = unicodedata.normalize(form, f"  {typed.swapcase().replace(' ', '   ')}\t")
    for one, other in ((accepted, accepted.upper()), (typed, typed_otherwise)):
        assert grade(drill, one).score == grade(drill, other).score
    otherwise = unicodedata.normalize(form, accepted.lower())
    assert grade(drill, otherwise).score == 1


@given(st.text(string.ascii_lowercase, min_size=6, max_size=14), st.data())
def test_a_word_with_one_letter_changed_is_never_right_where_spelling_counts(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase).filter(lambda one: one != word[at]))
    graded = grade(text((word,)), word[:at] + letter + word[at + 1 :])
    assert graded.score == 0
    assert "one letter off" in graded.why


# Accents


def spanish(*accepted: str, distractors: tuple[str, ...] = ()) -> Drill:
    return text(accepted, accent_slip=0.8, distractors=distractors)


@pytest.mark.parametrize(
    ("accepted", "typed", "said"),
    [
        ("está", "esta", "está, not esta"),
        ("busqué", "busque", "busqué, not busque"),
        ("la canción", "la cancion", "canción, not cancion"),
        ("pingüino", "pinguino", "pingüino, not pinguino"),
        ("hablo", "habló", "hablo, not habló"),
        ("habló", "hablò", "habló, not hablò"),
        ("él está aquí", "El esta aquí.", "él, not el, está, not esta"),
    ],
)
def test_accents_alone_cost_a_part_and_are_named(accepted: str, typed: str, said: str) -> None:
    graded = grade(spanish(accepted), typed)
    assert graded.score == pytest.approx(0.8)
    assert graded.why == f"only the accent: {said}"
    assert not graded.correct


def test_an_answer_without_its_accent_that_is_another_word_is_wrong() -> None:
    graded = grade(spanish("habló", distractors=("hablo",)), "hablo")
    assert graded.score == 0
    assert graded.why == "the accent makes another word: habló, not hablo"


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("año", "ano"),
        ("mañana", "manana"),
        ("niño", "nino"),
        ("está", "estas"),
        ("está", "eata"),
        ("garçon", "garcon"),
    ],
)
def test_another_letter_is_no_matter_of_accents(accepted: str, typed: str) -> None:
    assert grade(spanish(accepted), typed).score == 0


def test_accents_count_in_full_unless_the_key_says_otherwise() -> None:
    assert grade(text(("está",)), "esta").score == 0


def test_an_accepted_answer_is_right_even_if_it_is_another_one_without_accent() -> None:
    assert grade(spanish("solo", "sólo"), "sólo").score == 1


def test_each_gap_has_its_own_accents() -> None:
    drill = text(("él",), ("está",), accent_slip=0.8)
    assert grade(drill, "él / esta").score == pytest.approx(0.9)
    assert grade(drill, "el / ésta").score == pytest.approx(0.8)
    assert "gap 1: only the accent" in grade(drill, "el / esta").why


@pytest.mark.parametrize(
    "typed", ["¿Cómo te llamas?", "Cómo te llamas", "cómo te llamas?", "¡cómo te llamas!"]
)
def test_opening_marks_are_never_asked_for(typed: str) -> None:
    assert grade(spanish("¿Cómo te llamas?"), typed).score == 1


def test_a_comma_within_an_answer_is_not_asked_for_where_punctuation_is_not_practised() -> None:
    assert grade(spanish("Sí, claro"), "si claro").score == pytest.approx(0.8)
    assert grade(spanish("Sí, claro"), "sí claro").score == 1
    assert grade(text(("Sí, claro",), punctuation=True), "sí claro").score != 1


VOWELS = dict(zip("aeiou", "áéíóú", strict=True))
letters = st.text(st.sampled_from("abcdelmnñoprstuáéíóúü"), min_size=1, max_size=12)


def plainly(word: str) -> str:
    for plain, accented in VOWELS.items():
        word = word.replace(accented, plain)
    return word.replace("ü", "u")


@given(letters, FORMS)
def test_dropping_every_accent_costs_exactly_what_the_key_says(
    word: str, form: Literal["NFC", "NFD"]
) -> None:
    typed = unicodedata.normalize(form, plainly(word).upper())
    wanted = 1.0 if plainly(word) == word else 0.8
    assert grade(spanish(word), typed).score == pytest.approx(wanted)
    assert grade(text((word,)), typed).score == (1.0 if plainly(word) == word else 0.0)


@given(letters, st.data())
def test_putting_an_accent_anywhere_is_never_wholly_right_nor_wholly_wrong(
    word: str, data: st.DataObject
) -> None:
    places = [at for at, char in enumerate(word) if char in VOWELS]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    assert grade(spanish(word), word[:at] + VOWELS[word[at]] + word[at + 1 :]).score == pytest.approx(0.8)


@given(letters.filter(lambda word: "ñ" in word))
def test_a_tilde_left_out_is_a_wrong_letter_whatever_the_accents(word: str) -> None:
    assert grade(spanish(word), word.replace("ñ", "n")).score == 0
    assert grade(spanish(word), plainly(word.replace("ñ", "n"))).score == 0


@given(letters, letters)
def test_what_differs_in_more_than_accents_is_never_let_off_as_an_accent(one: str, other: str) -> None:
    if plainly(one) != plainly(other):
        assert grade(spanish(one), other).score == 0
