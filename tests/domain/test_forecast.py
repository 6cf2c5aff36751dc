"""When the target is reached: a range, never a day; silence where nothing can be said."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.feasibility import HoursNeeded
from goals.forecast import Standing, fan, forecast
from goals.pace import (
    DayMinutes,
    ObservedPace,
    Pace,
    minutes_a_day,
    observed_pace,
    pace_of,
    share_done,
)

TODAY = date(2026, 11, 20)
JUNE = date(2027, 6, 30)
WRITING = Pace(0.0033, 0.5)
"""Bands in an hour of practice: 0.33 in a hundred."""
LEARNER = Standing(level=7.2, sd=0.2, target=8.25, pace=WRITING, minutes=60, ceiling=9)

standings = st.builds(
    Standing,
    level=st.floats(4, 8.5),
    sd=st.floats(0.02, 1),
    target=st.floats(5, 9),
    pace=st.builds(Pace, st.floats(0.0005, 0.05), st.sampled_from([0.5, 0.8])),
    minutes=st.floats(0, 200),
    ceiling=st.just(9.0),
    seed=st.integers(0, 9),
)


def log(days: int, minutes: float, *, until: date = TODAY) -> list[DayMinutes]:
    """So many days of practice, the last one the day before."""
    return [DayMinutes(until - timedelta(days=back), minutes) for back in range(1, days + 1)]


def test_a_certain_level_and_pace_give_the_day_of_plain_division() -> None:
    # 0.995 at 0.01 an hour is 99.5 hours; at 60 minutes a day that is done on the 100th day
    sure = Standing(level=5, sd=1e-9, target=5.995, pace=Pace(0.01, 1e-9), minutes=60)
    seen = forecast(sure, TODAY, TODAY + timedelta(days=101))
    assert seen.p10 == seen.p50 == seen.p90 == TODAY + timedelta(days=100)
    assert seen.p_by_deadline == 1 and "reached" not in seen.text
    assert forecast(sure, TODAY, TODAY + timedelta(days=99)).p_by_deadline == 0


def test_the_range_is_that_of_the_lognormal_pace() -> None:
    sure = Standing(level=5, sd=1e-9, target=6, pace=Pace(0.01, 0.5), minutes=60)
    seen = forecast(sure, TODAY, None)
    assert seen.p10 and seen.p50 and seen.p90
    days = [(one - TODAY).days for one in (seen.p10, seen.p50, seen.p90)]
    expected = [100 * math.exp(0.5 * z) for z in (-1.2816, 0, 1.2816)]
    assert days == pytest.approx(expected, rel=0.06)


def test_the_same_inputs_give_the_same_forecast() -> None:
    assert forecast(LEARNER, TODAY, JUNE) == forecast(LEARNER, TODAY, JUNE)
    assert forecast(replace(LEARNER, seed=1), TODAY, JUNE) != forecast(LEARNER, TODAY, JUNE)


def test_a_band_and_a_half_in_thirty_one_weeks_stays_unlikely_when_the_level_is_hardly_known() -> None:
    started = Standing(level=7, sd=0.6, target=8.25, pace=WRITING, minutes=45 * 0.7, ceiling=9)
    seen = forecast(started, TODAY, JUNE)
    assert seen.verdict == "unlikely"
    assert seen.p_by_deadline == pytest.approx(0.12, abs=0.04)
    assert "unlikely, P = 0." in seen.text


@pytest.mark.parametrize("spread", [0.5, 0.8])
def test_four_in_five_simulated_learners_finish_inside_the_interval(spread: float) -> None:
    chance = Random(11)
    inside = 0
    learners = 400
    for number in range(learners):
        truth = chance.gauss(6.5, 0.4)
        pace = 0.01 * math.exp(chance.gauss(0, spread))
        measured = chance.gauss(truth, 0.25)
        standing = Standing(measured, 0.25, 8.25, Pace(0.01, spread), 40, seed=number)
        seen = forecast(standing, TODAY, None)
        days = math.ceil((8.25 - truth) / pace * 60 / 40)
        assert seen.p10
        inside += seen.p10 <= TODAY + timedelta(days=days) <= (seen.p90 or date.max)
    assert 0.75 <= inside / learners <= 0.85


def test_four_in_five_finish_inside_when_their_own_pace_has_been_watched() -> None:
    chance = Random(12)
    inside = 0
    learners = 300
    for number in range(learners):
        pace = 0.01 * math.exp(chance.gauss(0, 0.8))
        watched = ObservedPace(chance.gauss(pace, 0.004), 0.004)
        standing = Standing(6, 1e-6, 8, Pace(0.01, 0.8), 40, watched, seed=number)
        seen = forecast(standing, TODAY, None)
        assert seen.p10
        done = TODAY + timedelta(days=math.ceil(2 / pace * 60 / 40))
        inside += seen.p10 <= done <= (seen.p90 or date.max)
    assert 0.75 <= inside / learners <= 0.85


def test_a_pace_watched_closely_narrows_the_range_and_a_vague_one_hardly() -> None:
    def width(seen: ObservedPace | None) -> float:
        cast = forecast(replace(LEARNER, observed=seen), TODAY, None)
        assert cast.p10 and cast.p90
        return (cast.p90 - cast.p10) / timedelta(days=1)

    close, vague = ObservedPace(0.0033, 0.0003), ObservedPace(0.0033, 0.03)
    assert width(close) < 0.6 * width(None)
    assert width(vague) == pytest.approx(width(None), rel=0.15)


def test_a_learner_seen_to_stand_still_is_expected_late_but_not_never() -> None:
    still = forecast(replace(LEARNER, observed=ObservedPace(-0.001, 0.001)), TODAY, None)
    usual = forecast(LEARNER, TODAY, None)
    assert still.p50 and usual.p50 and still.p50 > usual.p50


def test_a_wide_range_is_too_early_to_tell() -> None:
    vague = replace(LEARNER, sd=0.7)
    seen = forecast(vague, TODAY, JUNE)
    assert seen.too_early and seen.text.startswith("Too early to tell")
    assert not forecast(replace(LEARNER, sd=0.1), TODAY, JUNE).too_early


def test_without_practice_no_day_is_named() -> None:
    seen = forecast(replace(LEARNER, minutes=0), TODAY, JUNE)
    assert seen.p10 is seen.p50 is seen.p90 is None
    assert seen.text.startswith("No practice")
    minutes = seen.levers[0]
    assert minutes.kind == "minutes" and isinstance(minutes.value, int)


def test_a_target_already_reached_is_said_to_be() -> None:
    seen = forecast(replace(LEARNER, level=8.9, sd=0.05), TODAY, JUNE)
    assert seen.p90 == TODAY and seen.p_by_deadline == 1 and "reached" in seen.text
    assert not seen.too_early


def test_without_a_date_there_is_a_range_but_no_verdict() -> None:
    seen = forecast(LEARNER, TODAY, None)
    assert seen.verdict == "open" and seen.p_by_deadline is None
    assert [lever.kind for lever in seen.levers] == ["date"]


@pytest.mark.parametrize("ago", [0, 1, 90])
def test_on_the_day_itself_and_after_only_what_is_reached_counts(ago: int) -> None:
    seen = forecast(LEARNER, TODAY, TODAY - timedelta(days=ago))
    assert seen.p_by_deadline == pytest.approx(0, abs=0.01)
    assert seen.verdict == "unlikely"


def test_the_levers_do_what_they_say() -> None:
    minutes, level, day = forecast(LEARNER, TODAY, JUNE).levers
    assert isinstance(minutes.value, int) and isinstance(level.value, float) and isinstance(day.value, date)
    richer = replace(LEARNER, minutes=minutes.value)
    assert forecast(richer, TODAY, JUNE).p_by_deadline == pytest.approx(0.7, abs=0.01)
    humbler = replace(LEARNER, target=level.value)
    assert forecast(humbler, TODAY, JUNE).p_by_deadline == pytest.approx(0.5, abs=0.01)
    assert forecast(LEARNER, TODAY, day.value).p_by_deadline == pytest.approx(0.5, abs=0.01)


def test_no_lever_asks_for_more_minutes_than_a_day_can_bear() -> None:
    minutes = forecast(LEARNER, TODAY, TODAY + timedelta(days=20)).levers[0]
    assert minutes.value is None and "lasts" in minutes.text


def test_levels_are_shown_on_the_goals_own_scale() -> None:
    seen = forecast(LEARNER, TODAY, JUNE, show=lambda level: "B1+")
    assert seen.levers[1].text.startswith("B1+ is as likely as not")


@settings(max_examples=40)
@given(standings, st.integers(1, 900))
def test_days_come_in_order_and_more_time_or_practice_never_lowers_the_chance(
    standing: Standing, days: int
) -> None:
    deadline = TODAY + timedelta(days=days)
    seen = forecast(standing, TODAY, deadline)
    dates = [one or date.max for one in (seen.p10, seen.p50, seen.p90)]
    assert TODAY <= dates[0] <= dates[1] <= dates[2]
    assert "you will" not in (seen.text + "".join(one.text for one in seen.levers)).casefold()
    more = replace(standing, minutes=standing.minutes + 20)
    p = seen.p_by_deadline
    later = forecast(standing, TODAY, deadline + timedelta(days=50)).p_by_deadline
    practised = forecast(more, TODAY, deadline).p_by_deadline
    assert p is not None and later is not None and practised is not None
    assert 0 <= p <= later <= 1 and p <= practised <= 1


@settings(max_examples=25)
@given(standings, st.integers(1, 900))
def test_the_fan_opens_from_the_level_now_and_stays_on_the_scale(standing: Standing, days: int) -> None:
    until = TODAY + timedelta(days=days)
    seen = fan(standing, TODAY, until, points=9)
    assert seen[0].day == TODAY and seen[-1].day == until and len(seen) <= 9
    assert seen[0].p50 == pytest.approx(standing.level, abs=0.2)
    for before, after in itertools.pairwise(seen):
        assert before.day < after.day
        assert before.p50 <= after.p50 and before.p90 <= after.p90 <= standing.ceiling
    assert all(one.p10 <= one.p50 <= one.p90 for one in seen)


def test_the_plan_counts_at_seven_tenths_for_the_first_two_weeks() -> None:
    assert minutes_a_day([], TODAY, 40) == pytest.approx(28)
    assert minutes_a_day(log(13, 90), TODAY, 40) == pytest.approx(28)
    assert minutes_a_day(log(14, 90), TODAY, 40) == pytest.approx(90)


def test_what_counts_then_is_what_was_practised_in_six_weeks_days_off_included() -> None:
    every_other = log(60, 30)[::2]
    assert minutes_a_day(every_other, TODAY, 30) == pytest.approx(15)
    stopped = log(60, 30, until=TODAY - timedelta(days=21))
    assert minutes_a_day(stopped, TODAY, 30) == pytest.approx(15)
    gone = log(60, 30, until=TODAY - timedelta(days=60))
    assert minutes_a_day(gone, TODAY, 30) == 0


def test_a_day_not_over_yet_does_not_count_against_the_learner() -> None:
    assert minutes_a_day([*log(30, 20), DayMinutes(TODAY, 1)], TODAY, 30) == pytest.approx(20)


def test_the_share_of_the_plan_is_known_after_two_weeks() -> None:
    assert share_done(log(13, 20), TODAY, 40) is None
    assert share_done(log(20, 20), TODAY, 40) == pytest.approx(0.5)


def test_a_pace_is_watched_after_three_weeks_and_five_hours() -> None:
    start = TODAY - timedelta(days=40)
    history = [(TODAY, 7.5, 0.1), (start, 7.1, 0.2)]
    seen = observed_pace(history, log(40, 60))
    assert seen is not None
    assert seen.per_hour == pytest.approx(0.4 / 40)
    assert seen.sd == pytest.approx(math.hypot(0.1, 0.2) / 40)
    assert observed_pace(history, log(40, 5)) is None
    assert observed_pace([(TODAY - timedelta(days=20), 7.1, 0.2), (TODAY, 7.5, 0.1)], log(40, 60)) is None
    assert observed_pace(history[:1], log(40, 60)) is None


def test_there_is_no_pace_without_a_way_or_hours() -> None:
    needed = HoursNeeded(50, 100, 200, "x", True)
    assert pace_of(needed, 0.5) == Pace(0.005, 0.5)
    with pytest.raises(ValueError):
        pace_of(needed, 0)
    with pytest.raises(ValueError):
        pace_of(HoursNeeded(0, 0, 0, "", True), 1)


def test_nothing_heavy_is_loaded_to_forecast() -> None:
    import subprocess
    import sys

    code = "import sys, goals.forecast, goals.review_state, goals.breaks, research.hours; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numpy", "fsrs", "pydantic", "dateparser", "statistics"} & set(loaded)
