"""The one door for foreign text: what could steer a terminal is taken out, what a reader sees stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.plain import MAX_FIELD, MAX_LINE, clean, fold, one_line

anything = st.text(st.characters(), max_size=200)
"""Also lone surrogates and control characters, as JSON and broken files deliver them."""

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e\u200f"


@given(anything)
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    for char in clean(text):
        assert char in "\n\t" or unicodedata.category(char) != "Cc"
        assert char not in BIDI
        assert not 0xE0000 <= ord(char) <= 0xE007F


@given(anything)
def test_what_comes_through_can_be_stored(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(anything)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b]52;c;cm0gLXJm\x07stay", "]52;c;cm0gLXJmstay"),
        ("\x1b[2Jgone?", "[2Jgone?"),
        ("a\x9b31mb", "a31mb"),
        ("new\r\nline\rend", "new\nline\nend"),
        ("tab\tstays", "tab\tstays"),
        ("back\x08space\x7f", "backspace"),
        ("pass\u202egnp.exe", "passgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("broken \ud800 half", "broken \ufffd half"),
        ("no character \ufffe\ufdd0", "no character \ufffd\ufffd"),
    ],
)
def test_each_known_trick_is_taken_out(hostile: str, left: str) -> None:
    assert clean(hostile) == left


@pytest.mark.parametrize(
    "text",
    [
        "naïve café",
        "雅思写作 7 → 8.5",
        "شكرا",
        "हिन्दी",
        "👩‍👩‍👧 family",
        "ประเทศไทย",
        "e\u0301",
        "[/b] [@click=app.quit]",
    ],
)
def test_every_script_emoji_and_bracket_is_kept(text: str) -> None:
    assert clean(text) == text


def test_a_tower_of_accents_is_cut_down() -> None:
    assert len(clean("o" + "\u0301" * 500 + "k")) <= 12
    assert clean("o" + "\u0301" * 500 + "k").endswith("k")


def test_a_field_is_cut_at_its_limit() -> None:
    assert len(clean("x\n" * MAX_FIELD)) == MAX_FIELD
    assert clean("abcdef", limit=3) == "abc"


def test_one_endless_line_is_cut() -> None:
    assert max(map(len, clean("y" * (MAX_LINE * 3) + "\nend").split("\n"))) == MAX_LINE
    assert clean("y" * (MAX_LINE * 3) + "\nend").endswith("\nend")


@given(anything)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


def test_one_line_joins_lines_with_single_spaces() -> None:
    assert one_line(" two\n\n  lines\tand more ") == "two lines and more"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reach a Compromise", "reach  a compromise "),
        ("it’s “so”", 'it\'s "so"'),
        ("well\u2011known", "well-known"),
        ("café", "cafe\u0301"),
        ("STRASSE", "straße"),
        ("a\u00a0b", "a b"),
    ],
)
def test_answers_that_read_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("resume", "résumé"), ("its", "it's"), ("a b", "ab"), ("1.5", "15")]
)
def test_answers_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=80))
def test_how_accents_are_coded_never_matters(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
