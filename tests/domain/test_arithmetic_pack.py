"""Mental arithmetic: every sum comes out, every step that is told is true, every slip has its name."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import research
from goals.drills import Drill, NumberKey
from goals.graders import grade
from goals.ids import DrillId, SkillId
from research.generators.arithmetic_errors import error_type
from research.packs import read_pack

NUMBER = r"\d[\d,]*(?:\.\d+)?"


@cache
def drills() -> tuple[Drill, ...]:
    return read_pack(Path(research.__file__).parent / "library" / "mental_arithmetic").drills


def worked_out(text: str) -> Fraction:
    """A written sum, × and ÷ before + and -."""
    tokens = re.findall(rf"{NUMBER}|[+\-×÷]", text.replace("−", "-"))
    if tokens and tokens[0] == "-":
        tokens = ["0", *tokens]
    terms: list[Fraction] = [Fraction(tokens[0].replace(",", ""))]
    for sign, raw in zip(tokens[1::2], tokens[2::2], strict=True):
        number = Fraction(raw.replace(",", ""))
        if sign == "×":
            terms[-1] *= number
        elif sign == "÷":
            terms[-1] /= number
        else:
            terms.append(number if sign == "+" else -number)
    return sum(terms, Fraction(0))


def expected(prompt: str) -> Fraction:
    """What a prompt asks for, read as a learner reads it."""
    text = prompt.removeprefix("Estimate ").split(" = ")[0].split(". ")[0]
    if found := re.fullmatch(rf"({NUMBER}) as a percentage of ({NUMBER})", text):
        return worked_out(found[1]) / worked_out(found[2]) * 100
    if found := re.fullmatch(rf"({NUMBER}) % (of|more than|less than) ({NUMBER})", text):
        part, whole = worked_out(found[1]) * worked_out(found[3]) / 100, worked_out(found[3])
        return {"of": part, "more than": whole + part, "less than": whole - part}[found[2]]
    if found := re.fullmatch(rf"(\d+)/(\d+) of ({NUMBER})", text):
        return worked_out(found[3]) * int(found[1]) / int(found[2])
    return worked_out(text)


def key(drill: Drill) -> NumberKey:
    assert isinstance(drill.key, NumberKey)
    return drill.key


def test_every_sum_comes_out_as_its_key_says() -> None:
    for drill in drills():
        left, _, right = drill.prompt.partition(" = ")
        if "______" in left:
            filled = left.replace("______", f"{key(drill).value:g}")
            assert worked_out(filled) == worked_out(right), drill.prompt
        else:
            assert float(expected(drill.prompt)) == pytest.approx(key(drill).value, abs=0.006), drill.prompt


def test_an_estimate_counts_within_the_share_that_is_said() -> None:
    estimates = [drill for drill in drills() if drill.skill == "estimate"]
    for drill in estimates:
        said = re.search(r"Within (\d+) %", drill.prompt)
        assert said is not None
        off = float(expected(drill.prompt)) * int(said[1]) / 100
        exact = float(expected(drill.prompt))
        assert grade(drill, f"{exact + off * 0.98:.3f}").correct
        assert not grade(drill, f"{exact + off * 1.03:.3f}").correct
        assert not grade(drill, f"{exact - off * 1.03:.3f}").correct


def test_the_rough_sum_that_is_shown_would_count() -> None:
    for drill in drills():
        if drill.skill == "estimate":
            shown = re.search(rf"Round first: .*? = ({NUMBER})\. Exactly", drill.explanation)
            assert shown is not None
            assert grade(drill, shown[1]).correct, drill.explanation


def test_every_step_of_every_explanation_is_true() -> None:
    side = rf"-?{NUMBER}(?: [+\-×÷] {NUMBER})*"
    steps = 0
    for drill in drills():
        for found in re.finditer(
            rf"(?<![\d.,/])(?<![+\-×÷%] )(?<!of ){side}(?: = {side})+(?! [+\-×÷%])", drill.explanation
        ):
            values = {worked_out(part) for part in found[0].split(" = ")}
            # an estimate's rough result is rounded
            close = max(values) - min(values) <= (Fraction(1, 2) if drill.skill == "estimate" else 0)
            assert close, (drill.prompt, found[0])
            steps += 1
    assert steps > len(drills())


def test_every_table_fact_is_built_of_true_facts() -> None:
    for drill in drills():
        for a, b, c in re.findall(r"(\d+) × (\d+) is (\d+)", drill.explanation):
            assert int(a) * int(b) == int(c), drill.explanation


def test_the_seconds_allowed_rise_with_the_level() -> None:
    for skill in {drill.skill for drill in drills()}:
        allowed = {drill.difficulty: drill.seconds for drill in drills() if drill.skill == skill}
        in_order = [allowed[one] for one in sorted(allowed)]
        assert in_order == sorted(in_order)
        assert {drill.seconds for drill in drills() if drill.skill == skill} == set(in_order)


def size(drill: Drill) -> int:
    return sum(len(number) for number in re.findall(r"\d+", drill.prompt))


def test_the_numbers_grow_with_the_level() -> None:
    for skill in ("add-subtract", "multiply", "divide", "times-tables"):
        low = [size(drill) for drill in drills() if drill.skill == skill and drill.difficulty <= 2]
        high = [size(drill) for drill in drills() if drill.skill == skill and drill.difficulty >= 7]
        assert sum(high) / len(high) > sum(low) / len(low) + 0.5


# What went wrong


def asked(prompt: str, value: float, unit: str = "", tolerance: float = 0.0) -> Drill:
    return Drill(
        DrillId("d"), SkillId("s"), "number", 1, 0, prompt, NumberKey(value, tolerance, unit=unit), "because"
    )


@pytest.mark.parametrize(
    ("prompt", "value", "answer", "slip"),
    [
        ("47 + 38 = ______", 85, "85", ""),
        ("47 + 38 = ______", 85, "", ""),
        ("47 + 38 = ______", 85, "?", ""),
        ("47 + 38 = ______", 85, "75", "carry"),
        ("47 + 38 = ______", 85, "84", "near fact"),
        ("47 + 38 = ______", 85, "850", "place value"),
        ("47 + 38 = ______", 85, "58", "place value"),
        ("47 + 38 = ______", 85, "9", "sign"),
        ("47 + 38 = ______", 85, "31", "other"),
        ("47 + 38 = ______", 85, "no idea", "other"),
        ("47 + 38 = ______", 85, "85 or 75", "other"),
        ("586 + 447 = ______", 1033, "923", "carry"),  # both carries lost
        ("52 - 27 = ______", 25, "35", "carry"),  # the smaller digit from the larger
        ("52 - 27 = ______", 25, "79", "sign"),
        ("26 - 61 = ______", -35, "35", "sign"),
        ("47 + ______ = 85", 38, "48", "carry"),
        ("47 + ______ = 85", 38, "132", "sign"),
        ("______ × 7 = 56", 8, "9", "near fact"),
        ("6 × 7 = ______", 42, "48", "near fact"),
        ("6 × 7 = ______", 42, "35", "near fact"),
        ("6 × 7 = ______", 42, "13", "sign"),
        ("84 × 3 = ______", 252, "242", "carry"),
        ("23 × 14 = ______", 322, "115", "place value"),  # 23 × 1 + 23 × 4
        ("23 × 14 = ______", 322, "212", "place value"),  # 20 × 10 + 3 × 4
        ("816 ÷ 8 = ______", 102, "12", "place value"),
        ("96 ÷ 4 = ______", 24, "21", "carry"),  # what is left of the 9 forgotten
        ("56 ÷ 8 = ______", 7, "8", "near fact"),
        ("27 ÷ 4 = ______", 6.75, "6.3", "place value"),
        ("2.5 + 1.25 = ______", 3.75, "1.5", "place value"),  # written flush right
        ("15 % of 240 = ______", 36, "360", "place value"),
        ("15 % of 240 = ______", 36, "3.6", "place value"),
        ("15 % of 240 = ______", 36, "48", "near fact"),
        ("15 % more than 240 = ______", 276, "204", "sign"),
        ("3/4 of 60 = ______", 45, "30", "near fact"),
        ("36 as a percentage of 240 = ______ %", 15, "150 %", "place value"),
    ],
)
def test_a_wrong_answer_is_told_by_its_slip(prompt: str, value: float, answer: str, slip: str) -> None:
    unit = "%" if prompt.endswith("%") else ""
    assert error_type(asked(prompt, value, unit), answer) == slip


def test_of_an_estimate_only_size_and_sign_can_be_told() -> None:
    drill = asked("Estimate 39 × 21. Within 10 % is right.", 819, tolerance=81.9)
    slips = ["", "place value", "place value", "sign", "other"]
    assert [error_type(drill, said) for said in ("800", "8000", "80", "-800", "1200")] == slips


@given(st.integers(11, 9_999), st.integers(11, 9_999))
def test_losing_the_carry_of_the_ones_is_a_carry(one: int, other: int) -> None:
    if one % 10 + other % 10 < 10:
        one, other = one - one % 10 + 7, other - other % 10 + 8
    drill = asked(f"{one} + {other} = ______", one + other)
    assert error_type(drill, str(one + other - 10)) == "carry"
    assert error_type(drill, str(one + other)) == ""


@given(st.integers(2, 9), st.integers(2, 9))
def test_the_next_fact_of_the_table_is_a_near_fact(one: int, other: int) -> None:
    drill = asked(f"{one} × {other} = ______", one * other)
    assert error_type(drill, str(one * (other + 1))) == "near fact"
    assert error_type(drill, str((one - 1) * other)) == "near fact"


@given(st.text(max_size=40))
def test_no_answer_is_too_odd_to_be_judged(answer: str) -> None:
    found = error_type(asked("15 % of 240 = ______", 36), answer)
    assert found in ("", "carry", "place value", "near fact", "sign", "other")


def test_the_packs_own_wrong_answers_are_all_known_slips() -> None:
    unknown = [
        (drill.prompt, wrong)
        for drill in drills()
        for wrong in drill.distractors
        if drill.skill != "estimate" and error_type(drill, wrong) in ("", "other")
    ]
    assert unknown == []


def test_every_explanation_names_a_slip_that_is_among_the_wrong_answers() -> None:
    for drill in drills():
        if drill.skill != "estimate":
            said = re.search(r"A typical slip: (-?[\d.,]*\d)", drill.explanation)
            assert said is not None
            assert said[1] in drill.distractors
