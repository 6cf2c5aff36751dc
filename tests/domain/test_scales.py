"""The learner's own rulers: what is typed is read, and what is read is shown the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.refusals import Refused
from goals.scales import BUILT_IN, Scale, built_in, numbered, of_words

IELTS = built_in("ielts-band")
CEFR = built_in("cefr")
PERCENT = built_in("percent")

scales = st.sampled_from(BUILT_IN)
shares = st.floats(0, 1)


def reportable(scale: Scale) -> list[float]:
    count = round((scale.high - scale.low) / scale.step)
    return [scale.low + n * scale.step for n in range(count + 1)]


@pytest.mark.parametrize(
    ("scale", "typed", "value"),
    [
        ("ielts-band", "7.5", 7.5),
        ("ielts-band", "7,5", 7.5),
        ("ielts-band", "band 8", 8),
        ("ielts-band", " Band 6.5 ", 6.5),
        ("ielts-band", "9", 9),
        ("ielts-band", "0", 0),
        ("cefr", "b2", 4),
        ("cefr", "A1", 1),
        ("cefr", "C2", 6),
        ("grade-8", "grade 5", 5),
        ("percent", "80 %", 80),
        ("percent", "80%", 80),
        ("percent", "100", 100),
        ("level-10", "10", 10),
    ],
)
def test_a_level_is_read_as_people_write_it(scale: str, typed: str, value: float) -> None:
    assert built_in(scale).read(typed) == value


@pytest.mark.parametrize(
    ("scale", "typed"),
    [
        ("ielts-band", "9.5"),
        ("ielts-band", "7.3"),
        ("ielts-band", "seven"),
        ("ielts-band", ""),
        ("ielts-band", "7-8"),
        ("ielts-band", "1e3"),
        ("ielts-band", "nan"),
        ("cefr", "B3"),
        ("cefr", "4"),
        ("grade-8", "0"),
        ("grade-8", "9"),
        ("percent", "101"),
        ("percent", "50.5"),
    ],
)
def test_what_is_no_level_is_refused_with_what_the_scale_offers(scale: str, typed: str) -> None:
    ruler = built_in(scale)
    with pytest.raises(Refused) as refused:
        ruler.read(typed)
    assert ruler.offer() in str(refused.value)


@pytest.mark.parametrize(
    ("scale", "typed"),
    [("ielts-band", "-3"), ("ielts-band", "7 %"), ("percent", "-50"), ("ielts-band", "B1")],
)
def test_a_sign_or_another_scales_unit_is_no_level(scale: str, typed: str) -> None:
    with pytest.raises(Refused):
        built_in(scale).read(typed)


@pytest.mark.parametrize(
    ("scale", "offer"),
    [("ielts-band", "0 to 9 by 0.5"), ("cefr", "A1, A2, B1, B2, C1, C2"), ("grade-8", "1 to 8")],
)
def test_a_scale_says_what_it_offers(scale: str, offer: str) -> None:
    assert built_in(scale).offer() == offer


@pytest.mark.parametrize(
    ("scale", "value", "shown"),
    [
        ("ielts-band", 7.0, "7"),
        ("ielts-band", 7.5, "7.5"),
        ("ielts-band", 7.24, "7.2"),
        ("percent", 80.0, "80 %"),
        ("percent", 79.6, "80 %"),
        ("cefr", 4.0, "B2"),
        ("cefr", 4.4, "B2"),
        ("cefr", 4.6, "B2+"),
        ("cefr", 6.0, "C2"),
        ("grade-8", 5.0, "5"),
    ],
)
def test_a_level_is_shown_as_people_write_it(scale: str, value: float, shown: str) -> None:
    assert built_in(scale).show(value) == shown


@pytest.mark.parametrize("scale", BUILT_IN, ids=lambda scale: scale.id)
def test_every_level_that_can_be_reported_survives_being_shown_and_read(scale: Scale) -> None:
    assert [scale.read(scale.show(value)) for value in reportable(scale)] == reportable(scale)
    assert all(scale.holds(value) for value in reportable(scale))


@given(scales, st.text(max_size=60))
def test_any_text_is_read_as_a_level_of_the_scale_or_refused(scale: Scale, typed: str) -> None:
    try:
        value = scale.read(typed)
    except Refused as refused:
        assert str(refused).strip()
    else:
        assert scale.holds(value)


@given(scales, shares)
def test_a_level_survives_the_way_to_the_logit_line_and_back(scale: Scale, share: float) -> None:
    value = scale.low + share * (scale.high - scale.low)
    # The ends of a share lie infinitely far out, so the line stops half a per cent before them.
    slack = 0.005 * (scale.high - scale.low) + 1e-9 if scale.shape == "logistic" else 1e-9
    assert scale.from_logit(scale.to_logit(value)) == pytest.approx(value, abs=slack)


@given(scales, shares, shares)
def test_a_higher_level_never_lies_lower_on_the_logit_line(scale: Scale, one: float, other: float) -> None:
    low, high = sorted(scale.low + share * (scale.high - scale.low) for share in (one, other))
    assert scale.to_logit(low) <= scale.to_logit(high)


@given(scales, st.floats(-50, 50))
def test_no_place_on_the_logit_line_leaves_the_scale(scale: Scale, theta: float) -> None:
    assert scale.low <= scale.from_logit(theta) <= scale.high
    assert scale.slope(theta) > 0


@given(st.sampled_from([scale for scale in BUILT_IN if scale.shape == "linear"]), st.floats(-1, 1))
def test_the_slope_is_that_of_the_map_in_the_middle_of_a_scale(scale: Scale, theta: float) -> None:
    step = 1e-4
    rise = (scale.from_logit(theta + step) - scale.from_logit(theta - step)) / (2 * step)
    assert scale.slope(theta) == pytest.approx(rise, rel=1e-4)


@given(st.floats(-4, 4))
def test_the_slope_of_percent_is_that_of_its_curve(theta: float) -> None:
    rise = (PERCENT.from_logit(theta + 1e-4) - PERCENT.from_logit(theta - 1e-4)) / 2e-4
    assert PERCENT.slope(theta) == pytest.approx(rise, rel=1e-3)


def test_one_band_is_one_and_a_half_logits() -> None:
    # A learner one band above a drill gets it right with 1 / (1 + e^-1.5) = 82 %: LEARNING 6.1.
    distance = IELTS.to_logit(7.5) - IELTS.to_logit(6.5)
    assert 1 / (1 + math.exp(-distance)) == pytest.approx(0.8176, abs=1e-4)
    assert CEFR.to_logit(4) - CEFR.to_logit(3) == pytest.approx(1.5)


def test_the_last_points_of_a_percentage_are_the_longest() -> None:
    middle = PERCENT.to_logit(55) - PERCENT.to_logit(50)
    top = PERCENT.to_logit(95) - PERCENT.to_logit(90)
    assert top > 3 * middle


def test_a_scale_of_the_learners_own_words_reads_and_shows_them() -> None:
    scale = of_words(("beginner", "steady", "fluent"), name="climbing")
    assert [scale.read(word) for word in ("Beginner", "STEADY", "fluent")] == [1, 2, 3]
    assert scale.show(2) == "steady"
    assert scale.show(2.7) == "steady+"
    assert scale.show(99) == "fluent"


@pytest.mark.parametrize("words", [(), ("one",), ("same", "SAME"), ("ok", " ")])
def test_a_scale_of_words_needs_two_that_differ(words: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        of_words(words)


def test_numbered_levels_start_at_one() -> None:
    belts = numbered(6, unit="belt")
    assert (belts.low, belts.high) == (1, 6)
    assert belts.read("belt 4") == 4
    with pytest.raises(Refused):
        belts.read("0")


def test_an_unknown_scale_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match="ielts-band"):
        built_in("stars")
