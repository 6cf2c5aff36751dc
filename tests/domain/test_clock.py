"""The study day: it turns at 04:00 on the learner's wall, through every change of the clocks."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.clock import Clock
from coach.errors import CoachError
from coach.places import Places

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


class TravellingClock(Clock):
    """Stands at noon of a day until it is told to go elsewhere."""

    at = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def wall(zone: str, text: str, *, fold: int = 0) -> datetime:
    """The instant at which a wall clock shows that; `fold` 1 for the second time it does."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "shown", "day"),
    [
        (BERLIN, "2026-11-20 09:00", "2026-11-20"),
        (BERLIN, "2026-11-20 23:59:59", "2026-11-20"),
        (BERLIN, "2026-11-21 00:30", "2026-11-20"),
        (BERLIN, "2026-11-21 03:59:59", "2026-11-20"),
        (BERLIN, "2026-11-21 04:00", "2026-11-21"),
        (NEW_YORK, "2027-01-01 02:00", "2026-12-31"),
        (NEW_YORK, "2028-03-01 03:00", "2028-02-29"),
        # clocks go forward: 02:00 is followed by 03:00
        (BERLIN, "2027-03-28 01:59", "2027-03-27"),
        (BERLIN, "2027-03-28 03:00", "2027-03-27"),
        (BERLIN, "2027-03-28 03:59:59", "2027-03-27"),
        (BERLIN, "2027-03-28 04:00", "2027-03-28"),
        (NEW_YORK, "2027-03-14 03:59:59", "2027-03-13"),
        (NEW_YORK, "2027-03-14 04:00", "2027-03-14"),
        # clocks go back: an hour is shown twice
        (BERLIN, "2026-10-25 02:30", "2026-10-24"),
        (BERLIN, "2026-10-25 03:59:59", "2026-10-24"),
        (BERLIN, "2026-10-25 04:00", "2026-10-25"),
        (NEW_YORK, "2026-11-01 03:59:59", "2026-10-31"),
        (NEW_YORK, "2026-11-01 04:00", "2026-11-01"),
    ],
)
def test_a_study_day_turns_at_four_on_the_wall(zone: str, shown: str, day: str) -> None:
    assert Clock(zone).day_of(wall(zone, shown)) == date.fromisoformat(day)


def test_the_hour_shown_twice_belongs_to_the_evening_before_both_times() -> None:
    both = [wall(BERLIN, "2026-10-25 02:30", fold=fold) for fold in (0, 1)]
    assert both[1] - both[0] == timedelta(hours=1)
    assert {Clock(BERLIN).day_of(at) for at in both} == {date(2026, 10, 24)}


@pytest.mark.parametrize(
    "zone",
    [
        BERLIN, NEW_YORK, "UTC", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati",
        "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "Asia/Tehran",
    ],
)  # fmt: skip
def test_a_year_of_hours_holds_every_study_day_once_and_in_order(zone: str) -> None:
    clock = Clock(zone)
    start = wall(zone, "2026-06-01 04:00")
    days = [clock.day_of(start + timedelta(hours=n)) for n in range(24 * 365)]
    assert days == sorted(days)
    hours = Counter(days)
    assert len(hours) == 365
    whole = [hours[date(2026, 6, 1) + timedelta(days=n)] for n in range(364)]
    # Lord Howe moves its clocks by half an hour, so a whole hour may fall either side of four.
    assert Counter(whole) == {23: 1, 24: 362, 25: 1} or set(whole) == {24}


@given(st.integers(946_684_800, 2_145_830_400), st.sampled_from([BERLIN, NEW_YORK, "UTC"]))
def test_the_study_day_is_the_wall_day_or_the_one_before(seconds: int, zone: str) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    shown = instant.astimezone(ZoneInfo(zone))
    expected = shown.date() if shown.hour >= 4 else shown.date() - timedelta(days=1)
    assert Clock(zone).day_of(instant) == expected


@pytest.mark.parametrize(
    ("told", "instant"),
    [
        ("2026-11-20T09:00:00+01:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-11-20T09:00:00Z", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20T09:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-07-01 09:00:00", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 19, 23, tzinfo=UTC)),
    ],
)
def test_coach_now_starts_the_clock_there(told: str, instant: datetime) -> None:
    clock = Clock.from_environment({"COACH_NOW": told}, zone=BERLIN)
    assert timedelta() <= clock.now() - instant < timedelta(seconds=30)


def test_a_clock_started_elsewhere_runs_on() -> None:
    clock = Clock.from_environment({"COACH_NOW": "2030-01-01T00:00:00Z"}, zone="UTC")
    before, real = clock.now(), time.monotonic()
    while time.monotonic() == real:
        pass
    assert clock.now() > before


def test_without_coach_now_it_is_the_real_time() -> None:
    assert abs(Clock.from_environment({}, zone="UTC").now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("told", ["tomorrow", "2026-13-01", "20:00", "1763629200", "2026-11-20T25:00"])
def test_a_coach_now_that_is_no_instant_is_said_with_an_example(told: str) -> None:
    with pytest.raises(CoachError) as refused:
        Clock.from_environment({"COACH_NOW": told}, zone="UTC")
    assert told in refused.value.what
    assert "2026-11-20T09:00:00" in refused.value.hint


@pytest.mark.parametrize("told", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_coach_now_at_the_end_of_time_is_refused_not_a_crash(told: str) -> None:
    with pytest.raises(CoachError):
        Clock.from_environment({"COACH_NOW": told}, zone="UTC").day()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "Europe/Berlin\x00"])
def test_an_unknown_zone_is_said_with_an_example(zone: str) -> None:
    with pytest.raises(CoachError, match="Europe/Berlin"):
        Clock(zone).day()


def test_ids_are_unique_and_sort_by_time() -> None:
    clock = TravellingClock("UTC")
    same = {clock.new_id() for _ in range(1_000)}
    assert len(same) == 1_000
    ids = []
    for _ in range(50):
        clock.at += timedelta(milliseconds=2)
        ids.append(clock.new_id())
    assert ids == sorted(ids)


def test_a_clock_set_back_never_dates_evidence_before_what_is_on_record(places: Places) -> None:
    from coach.wiring import build

    clock = TravellingClock("UTC")
    journeys = build(places, clock)
    goal = journeys.setting.accept(journeys.setting.read("IELTS writing 7 to 8.5 by June, 45 min a day"))
    journeys.tending.score(goal, 7.0)
    clock.at -= timedelta(days=400)
    journeys.tending.score(goal, 7.5)
    journeys.tending.score(goal, 8.0)
    dated = [(attempt.at, attempt.level) for attempt in journeys.viewing.scores(goal)]
    journeys.close()
    assert [level for _, level in sorted(dated)] == [7.0, 7.5, 8.0]
    assert len({at for at, _ in dated}) == 3
