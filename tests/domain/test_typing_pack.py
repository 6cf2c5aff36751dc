"""Touch typing: every line keeps to its keys, only the exact line is right, and slips are told apart."""

from __future__ import annotations

import string
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import research
from goals.drills import Drill, TextKey
from goals.graders import grade
from research.generators.typing_lines import FINGERS
from research.generators.typing_measure import accuracy, missed, words_per_minute
from research.packs import read_pack

HOME, TOP, BOTTOM = set("asdfghjkl;"), set("qwertyuiop"), set("zxcvbnm,.")
US_KEYBOARD = set(string.ascii_letters + string.digits + string.punctuation + " ")


@cache
def lines(skill: str) -> tuple[Drill, ...]:
    found = read_pack(Path(research.__file__).parent / "library" / "typing").drills
    return tuple(drill for drill in found if drill.skill == skill)


def every() -> list[Drill]:
    return [
        drill
        for skill in ("home-row", "top-row", "bottom-row", "capitals", "symbols")
        for drill in lines(skill)
    ]


def test_the_home_row_asks_for_no_other_row() -> None:
    assert {char for drill in lines("home-row") for char in drill.material} <= HOME | {" "}


def test_the_top_row_asks_for_nothing_below_home_and_mostly_for_itself() -> None:
    for drill in lines("top-row"):
        letters = drill.material.replace(" ", "")
        assert set(letters) <= TOP | HOME
        assert sum(char in TOP for char in letters) > len(letters) * 0.4


def test_the_bottom_row_is_in_every_line_and_in_most_words() -> None:
    for drill in lines("bottom-row"):
        assert set(drill.material) <= TOP | HOME | BOTTOM | {" "}
        words = drill.material.split()
        assert sum(bool(set(word) & BOTTOM) for word in words) > len(words) * 0.7


def test_every_key_of_a_row_is_practised() -> None:
    for skill, keys in (("home-row", HOME), ("top-row", TOP), ("bottom-row", BOTTOM)):
        count = Counter(char for drill in lines(skill) for char in drill.material)
        assert min(count[key] for key in keys) >= 8


def test_all_capitals_and_all_marks_of_the_keyboard_are_met() -> None:
    capitals = {char for drill in lines("capitals") for char in drill.material}
    assert set(string.ascii_uppercase) - {"I"} <= capitals
    assert set(".,;:?!'\"()-") <= capitals
    symbols = {char for drill in lines("symbols") for char in drill.material}
    assert set(string.digits) <= symbols
    assert set("@#$%^&*()[]{}<>+=/_~|\\") <= symbols


def test_any_us_keyboard_can_type_every_line_in_one_row() -> None:
    for drill in every():
        assert set(drill.material) <= US_KEYBOARD
        assert len(drill.material) <= 70
        assert drill.material == " ".join(drill.material.split())


def test_lines_grow_and_speed_rises_with_the_level() -> None:
    for skill in ("home-row", "top-row", "bottom-row", "capitals", "symbols"):
        by_level: dict[float, list[Drill]] = {}
        for drill in lines(skill):
            by_level.setdefault(drill.difficulty, []).append(drill)
        length = {at: sum(len(one.material) for one in some) / len(some) for at, some in by_level.items()}
        assert length[8] > length[5] > length[1]
        speed = [
            sum(words_per_minute(one.material, one.seconds) for one in by_level[at]) / len(by_level[at])
            for at in range(1, 9)
        ]
        assert speed == sorted(speed)
        assert speed[0] == pytest.approx(12, abs=1.5)
        assert speed[7] == pytest.approx(45, abs=2)


def test_only_the_exact_line_is_right() -> None:
    for drill in every():
        assert isinstance(drill.key, TextKey)
        line = drill.material
        assert drill.key.gaps == ((line,),)
        assert grade(drill, line).correct
        assert not grade(drill, line.swapcase()).correct or line.swapcase() == line
        for at in (0, len(line) // 2, len(line) - 1):
            assert not grade(drill, line[:at] + line[at + 1 :]).correct or line[at] == " ", (line, at)
            assert not grade(drill, f"{line[:at]}x{line[at:]}").correct, (line, at)


def test_an_explanation_names_three_keys_with_their_fingers_at_most() -> None:
    for drill in every():
        assert 1 <= drill.explanation.count(" finger") <= 3
        assert str(drill.seconds) in drill.explanation


def test_each_key_has_the_finger_that_typing_teachers_give_it() -> None:
    assert FINGERS["f"] == ("left index finger", "at home")
    assert FINGERS["t"] == ("left index finger", "a row up")
    assert FINGERS["y"] == ("right index finger", "a row up")
    assert FINGERS["c"] == ("left middle finger", "a row down")
    assert FINGERS["x"] == ("left ring finger", "a row down")
    assert FINGERS["p"] == ("right little finger", "a row up")
    assert FINGERS[";"] == ("right little finger", "at home")
    assert FINGERS["7"] == ("right index finger", "two rows up")
    assert set(FINGERS) >= set(string.ascii_lowercase + string.digits + "`-=[]\\;',./")


# What a line tells


def test_a_word_is_five_characters() -> None:
    assert words_per_minute("a" * 50, 15) == pytest.approx(40)
    assert words_per_minute("abc", 0) == 0


@pytest.mark.parametrize(
    ("line", "answer", "found"),
    [
        ("the cat", "the cat", {}),
        ("the cat", "thr cat", {("e", "r"): 1}),
        ("the cat", "th cat", {("e", ""): 1}),
        ("the cat", "thee cat", {("", "e"): 1}),
        ("The cat", "the cat", {("T", "t"): 1}),
        ("ab", "", {("a", ""): 1, ("b", ""): 1}),
        ("", "x", {("", "x"): 1}),
    ],
)
def test_missed_keys_are_named(line: str, answer: str, found: dict[tuple[str, str], int]) -> None:
    assert dict(missed(line, answer)) == found
    assert accuracy(line, answer) == pytest.approx(1 - sum(found.values()) / max(len(line), len(answer), 1))


short = st.text(alphabet="abc ", max_size=12)


@given(short, short)
def test_accuracy_is_a_share_and_the_slips_explain_it(line: str, answer: str) -> None:
    assert 0 <= accuracy(line, answer) <= 1
    assert accuracy(line, answer) == pytest.approx(accuracy(answer, line))
    slips = missed(line, answer)
    assert sum(slips.values()) == pytest.approx((1 - accuracy(line, answer)) * max(len(line), len(answer)))
    # what was missed and what came instead account for every letter
    gone, come = Counter[str](), Counter[str]()
    for (wanted, typed), times in slips.items():
        gone[wanted] += times
        come[typed] += times
    del gone[""], come[""]
    assert Counter(line) - gone + come == Counter(answer)
