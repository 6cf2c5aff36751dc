"""The exams' own arithmetic, against the published rules (LEARNING 1.2)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import arithmetic
from goals.ids import SkillId
from goals.refusals import Refused
from goals.scales import built_in

BANDS = built_in("ielts-band")


@pytest.mark.parametrize(
    ("mean", "band"),
    [
        (6.25, 6.5),
        (6.75, 7.0),
        (6.125, 6.0),
        (6.375, 6.5),
        (6.625, 6.5),
        (6.875, 7.0),
        (6.0, 6.0),
        (6.5, 6.5),
        (8.25, 8.5),
        (9.0, 9.0),
        (0.0, 0.0),
    ],
)
def test_an_overall_mean_goes_to_the_nearest_half_and_quarters_go_up(mean: float, band: float) -> None:
    assert arithmetic.reported("ielts-overall", mean, BANDS) == arithmetic.Reported(band)


@pytest.mark.parametrize(
    ("papers", "band"),
    [
        ((6.5, 6.5, 5.0, 7.0), 6.5),  # the examining body's own example: 6.25
        ((4.0, 3.5, 4.0, 4.0), 4.0),  # 3.875
        ((6.5, 6.5, 5.5, 6.0), 6.0),  # 6.125
        ((7.0, 7.0, 6.5, 6.5), 7.0),  # 6.75
    ],
)
def test_the_overall_band_is_the_mean_of_four_papers(papers: tuple[float, ...], band: float) -> None:
    assert arithmetic.overall(papers) == band


def test_three_papers_make_no_overall_band() -> None:
    with pytest.raises(Refused, match="four"):
        arithmetic.overall((7, 7, 7))


def test_task_2_counts_double() -> None:
    assert arithmetic.writing((6, 6, 6, 6), (9, 9, 9, 9)) == 8.0


def test_from_all_sevens_to_8_5_are_15_of_24_points() -> None:
    sevens, nines = arithmetic.points((7,) * 4, (7,) * 4), arithmetic.points((9,) * 4, (9,) * 4)
    assert nines - sevens == 24
    assert arithmetic.points_needed(8.5) - sevens == 15


def test_8_5_needs_99_points_or_102_on_the_stricter_reading() -> None:
    assert arithmetic.points_needed(8.5) == 99
    assert arithmetic.points_needed(8.5, stricter=True) == 102


def test_every_criterion_at_8_is_not_8_5_but_three_points_more_are() -> None:
    eights = (8, 8, 8, 8)
    assert arithmetic.reported("ielts-writing", arithmetic.writing(eights, eights), BANDS).value == 8.0
    better = arithmetic.writing((9, 8, 8, 8), (9, 8, 8, 8))
    assert arithmetic.reported("ielts-writing", better, BANDS).value == 8.5


def test_a_writing_band_between_two_readings_shows_both_and_says_why() -> None:
    between = arithmetic.reported("ielts-writing", 99 / 12, BANDS)
    assert (between.value, between.stricter) == (8.5, 8.0)
    assert "not published" in between.note


def test_a_writing_band_on_which_both_readings_agree_shows_one() -> None:
    assert arithmetic.reported("ielts-writing", 102 / 12, BANDS) == arithmetic.Reported(8.5)
    assert arithmetic.reported("ielts-writing", 98 / 12, BANDS) == arithmetic.Reported(8.0)


@pytest.mark.parametrize("name", ["ielts-writing", "ielts-overall"])
@pytest.mark.parametrize("target", [5.0, 6.5, 7.0, 8.5, 9.0])
def test_the_threshold_is_where_the_target_begins(name: str, target: float) -> None:
    least = arithmetic.threshold(name, target)
    assert least == target - 0.25
    assert arithmetic.reported(name, least, BANDS).value == target
    assert arithmetic.reported(name, least - 1e-6, BANDS).value < target


def test_the_stricter_threshold_is_the_target_itself() -> None:
    assert arithmetic.threshold("ielts-writing", 8.5, stricter=True) == 8.5


@given(points=st.integers(0, 108))
def test_points_and_bands_agree_for_every_sum(points: int) -> None:
    value = arithmetic.reported("ielts-writing", points / 12, BANDS)
    assert arithmetic.points_needed(value.value) <= points < arithmetic.points_needed(value.value + 0.5)


WRITING_WEIGHTS = {
    SkillId("tr-position"): 0.04,
    SkillId("tr-support"): 2 / 12 - 0.04,
    SkillId("ta-overview"): 1 / 12,
    SkillId("cc-order"): 0.10,
    SkillId("cc-linking"): 0.15,
    SkillId("lr-collocation"): 0.25,
    SkillId("gra-commas"): 0.25,
    SkillId("timing"): 0.0,
}


def test_writing_rolls_leaves_up_to_criteria_and_criteria_to_the_band() -> None:
    levels = dict.fromkeys(WRITING_WEIGHTS, 7.0)
    levels |= {SkillId("cc-order"): 6.0, SkillId("cc-linking"): 8.0, SkillId("timing"): 1.0}
    levels |= {SkillId("ta-overview"): 9.0}
    assert arithmetic.criteria(levels, WRITING_WEIGHTS)["cc"] == pytest.approx(7.2)
    # (9 + 7.2 + 7 + 7) + 2 x (7 + 7.2 + 7 + 7) = 86.6 points
    assert arithmetic.combined("ielts-writing", levels, WRITING_WEIGHTS) == pytest.approx(86.6 / 12)


def test_learners_weights_do_not_change_how_the_exam_counts_criteria() -> None:
    shifted = WRITING_WEIGHTS | {SkillId("lr-collocation"): 0.8}
    levels = dict.fromkeys(WRITING_WEIGHTS, 7.0) | {SkillId("lr-collocation"): 8.0}
    assert arithmetic.combined("ielts-writing", levels, shifted) == pytest.approx(7.25)


def test_writing_without_a_criterion_is_the_weighted_mean_of_the_rest() -> None:
    levels = {SkillId("cc-order"): 6.0, SkillId("gra-commas"): 8.0}
    weights = {SkillId("cc-order"): 0.25, SkillId("gra-commas"): 0.75}
    assert arithmetic.combined("ielts-writing", levels, weights) == pytest.approx(7.5)


def test_the_weighted_mean_is_the_default() -> None:
    levels, weights = {SkillId("a"): 2.0, SkillId("b"): 6.0}, {SkillId("a"): 0.75, SkillId("b"): 0.25}
    for name in ("weighted-mean", "something-else"):
        assert arithmetic.combined(name, levels, weights) == 3.0


def test_enablers_alone_are_averaged_evenly() -> None:
    levels, weights = {SkillId("a"): 2.0, SkillId("b"): 6.0}, {SkillId("a"): 0.0, SkillId("b"): 0.0}
    assert arithmetic.combined("weighted-mean", levels, weights) == 4.0


def test_without_any_level_there_is_nothing_to_combine() -> None:
    with pytest.raises(Refused):
        arithmetic.combined("weighted-mean", {}, {SkillId("a"): 1.0})


def test_percent_are_reported_to_the_nearest() -> None:
    percent = built_in("percent")
    assert arithmetic.reported("weighted-mean", 89.6, percent).value == 90
    assert arithmetic.reported("weighted-mean", 100.0, percent).value == 100
    assert arithmetic.threshold("weighted-mean", 90, percent) == 89.5


def test_a_grade_or_a_cefr_level_is_held_only_once_it_is_reached() -> None:
    cefr = built_in("cefr")
    assert arithmetic.reported("weighted-mean", 3.9, cefr).value == 3
    assert arithmetic.reported("weighted-mean", 4.0, cefr).value == 4
    assert arithmetic.threshold("weighted-mean", 4, cefr) == 4
    assert arithmetic.threshold("weighted-mean", 4) == 4


RAW = {
    "listening": {9: (39, 40), 8.5: (37, 38), 8: (35, 36), 7.5: (32, 34), 7: (30, 31), 6.5: (26, 29)}
    | {6: (23, 25), 5.5: (18, 22), 5: (16, 17), 4.5: (13, 15), 4: (10, 12)},
    "academic-reading": {9: (39, 40), 8.5: (37, 38), 8: (35, 36), 7.5: (33, 34), 7: (30, 32), 6.5: (27, 29)}
    | {6: (23, 26), 5.5: (19, 22), 5: (15, 18), 4.5: (13, 14), 4: (10, 12)},
    "general-reading": {9: (40, 40), 8.5: (39, 39), 8: (37, 38), 7.5: (36, 36), 7: (34, 35), 6.5: (32, 33)}
    | {6: (30, 31), 5.5: (27, 29), 5: (23, 26), 4.5: (19, 22), 4: (15, 18)},
}


@pytest.mark.parametrize("paper", ["listening", "academic-reading", "general-reading"])
def test_raw_scores_follow_the_table_and_say_that_they_are_estimates(paper: arithmetic.Paper) -> None:
    for band, (least, most) in RAW[paper].items():
        for raw in range(least, most + 1):
            found = arithmetic.raw_to_band(paper, raw)
            assert found.value == band
            assert "Estimated" in found.note


@pytest.mark.parametrize(("paper", "raw"), list(product(["listening", "general-reading"], [-1, 41, 9])))
def test_raw_scores_off_the_table_are_refused(paper: arithmetic.Paper, raw: int) -> None:
    with pytest.raises(Refused):
        arithmetic.raw_to_band(paper, raw)
