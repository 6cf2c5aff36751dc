"""Today: what to do now, after a day, after a break, across time zones, nights and clocks that were set wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coach.clock import SteppedClock
from coach.journeys.bundle import Journeys
from goals.goal import Goal

if TYPE_CHECKING:
    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner, Open


def practise(home: Journeys, goal: Goal, learner: Learner, answers: int = 5) -> None:
    sitting = home.drilling.sit_down(goal)
    for _ in range(answers):
        sitting.answer(learner.right(sitting), 2, seconds=30)
    sitting.finish()


def test_the_first_day_offers_a_placement_and_a_plan(home: Journeys, goal: Goal) -> None:
    view = home.today.look(goal)
    assert view.offer_placement
    assert not view.waiting
    assert sum(block.minutes for block in view.agenda.blocks) <= 30
    assert all(block.reason for block in view.agenda.blocks)
    assert (view.yesterday, view.today, view.days_away, view.forecast) == (None, None, 0, None)


def test_the_same_day_gives_the_same_plan(home: Journeys, goal: Goal, open_home: Open) -> None:
    assert home.today.look(goal) == home.today.look(goal) == open_home(None).today.look(goal)


def test_looking_writes_nothing(home: Journeys, goal: Goal) -> None:
    changes = home.drilling.database.connection.total_changes
    home.today.look(goal)
    home.today.look(goal, 10)
    home.viewing.show(goal)
    assert home.drilling.database.connection.total_changes == changes


def test_fewer_minutes_make_a_shorter_plan(home: Journeys, goal: Goal) -> None:
    short, long = home.today.look(goal, 10).agenda, home.today.look(goal, 60).agenda
    assert sum(block.minutes for block in short.blocks) <= 10
    assert sum(len(block.drills) for block in short.blocks) < sum(len(block.drills) for block in long.blocks)


def test_due_reviews_come_first_the_next_day(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal)
    missed = learner.asked(sitting)
    sitting.answer("not this", 3, seconds=20)
    sitting.finish()
    clock.go(days=1)
    first = home.today.look(goal).agenda.blocks[0]
    assert first.kind == "recall"
    assert missed in first.drills


def test_a_break_is_counted_in_days_and_held_against_nobody(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner)
    assert home.today.look(goal).days_away == 0
    clock.go(days=1)
    assert home.today.look(goal).days_away == 0
    clock.go(days=9)
    view = home.today.look(goal)
    assert view.days_away == 9
    assert view.yesterday is None
    assert sum(block.minutes for block in view.agenda.blocks) <= goal.minutes_per_day


def test_the_forecast_is_made_once_a_day_and_kept(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock, open_home: Open
) -> None:
    practise(home, goal, learner)
    record = home.today.fresh_forecast(goal)
    view = open_home(None).today.look(goal)
    assert view.forecast == record
    assert view.forecast_is_fresh
    clock.go(days=1)
    view = home.today.look(goal)
    assert view.forecast == record
    assert not view.forecast_is_fresh


# Clocks


def test_a_clock_set_back_breaks_nothing(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner)
    clock.go(days=-400)
    view = home.today.look(goal)
    assert view.clock_set_back
    assert view.day == date(2026, 11, 20)
    home.today.fresh_forecast(goal)
    assert home.today.look(goal).forecast_is_fresh

    sitting = home.drilling.sit_down(goal)
    sitting.answer(learner.right(sitting), 2, seconds=30)
    here = learner.asked(sitting)
    assert home.today.look(goal).waiting
    assert learner.asked(home.drilling.sit_down(goal)) == here
    sitting.answer("not this", 2, seconds=30)
    stamps = [attempt.at for attempt in home.drilling.attempts.of_goal(goal.id)]
    assert stamps == sorted(set(stamps))
    assert {attempt.day for attempt in home.drilling.attempts.of_goal(goal.id)} == {date(2026, 11, 20)}
    home.undoing.undo()
    assert home.drilling.recording.live_equals_replay(goal)
    sitting.finish()


def test_a_clock_set_right_again_goes_on(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner)
    clock.go(days=-400)
    practise(home, goal, learner, answers=2)
    clock.go(days=402)
    view = home.today.look(goal)
    assert not view.clock_set_back
    assert view.day == date(2026, 11, 22)
    assert view.days_away == 1
    practise(home, goal, learner)
    assert home.drilling.recording.live_equals_replay(goal)


def test_a_clock_set_forward_by_mistake_does_not_stop_practice(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    clock.go(days=365)
    practise(home, goal, learner)
    clock.go(days=-365)
    practise(home, goal, learner)
    view = home.today.look(goal)
    assert view.clock_set_back
    assert view.today is not None
    assert view.today.answers == 10
    assert home.drilling.recording.live_equals_replay(goal)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ((2026, 11, 20, 3, 59), date(2026, 11, 19)),
        ((2026, 11, 20, 4, 0), date(2026, 11, 20)),
        ((2026, 11, 21, 0, 30), date(2026, 11, 20)),
    ],
)
def test_a_study_day_turns_at_four_in_the_morning(
    open_home: Open, local: tuple[int, int, int, int, int], day: date
) -> None:
    at = datetime(*local, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
    assert open_home(SteppedClock(at, "Asia/Tokyo")).today.day() == day


@pytest.mark.parametrize(
    ("zone", "night"),
    [
        ("Europe/Berlin", date(2027, 3, 28)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2027, 3, 14)),
    ],
)
def test_the_night_the_clocks_change_is_one_study_day(
    open_home: Open, learner: Learner, zone: str, night: date
) -> None:
    evening = datetime(night.year, night.month, night.day, 23, tzinfo=ZoneInfo(zone)) - timedelta(days=1)
    clock = SteppedClock(evening.astimezone(UTC), zone)
    home = open_home(clock)
    goal = home.viewing.goals()[0]
    practise(home, goal, learner)
    assert home.today.day() == night - timedelta(days=1)
    hours = 0
    while home.today.day() < night:
        clock.go(seconds=900)
        hours += 1
    assert clock.local(clock.now()).hour == 4
    practise(home, goal, learner)
    days = [attempt.day for attempt in home.drilling.attempts.of_goal(goal.id)]
    assert days == [night - timedelta(days=1)] * 5 + [night] * 5
    assert home.drilling.recording.live_equals_replay(goal)


def test_a_journey_across_zones_keeps_order_and_replay(open_home: Open, learner: Learner) -> None:
    at = datetime(2026, 11, 21, 10, tzinfo=UTC)
    for zone, hours in [
        ("Pacific/Auckland", 0),
        ("Pacific/Honolulu", 3),
        ("Europe/Berlin", 9),
        ("Asia/Tokyo", 20),
    ]:
        home = open_home(SteppedClock(at + timedelta(hours=hours), zone))
        goal = home.viewing.goals()[0]
        practise(home, goal, learner, answers=3)
        home.today.look(goal)
        home.close()
    home = open_home(SteppedClock(at + timedelta(days=3)))
    goal = home.viewing.goals()[0]
    attempts = list(home.drilling.attempts.of_goal(goal.id))
    assert len(attempts) == 12
    assert [attempt.at for attempt in attempts] == sorted(attempt.at for attempt in attempts)
    assert {attempt.zone for attempt in attempts} == {
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "Europe/Berlin",
        "Asia/Tokyo",
    }
    assert home.drilling.recording.live_equals_replay(goal)
    for _ in range(12):
        home.undoing.undo()
        assert home.drilling.recording.live_equals_replay(goal)


def test_an_interrupted_session_shows_what_is_left_of_it(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    planned = home.today.look(goal)
    assert (planned.rest, planned.reached) == ((), (0, 0))
    drills = [drill for block in planned.agenda.blocks for drill in block.drills]
    sitting = home.drilling.sit_down(goal)
    sitting.answer("not this", 3, seconds=20)
    sitting.skip()
    view = home.today.look(goal)
    assert view.waiting
    assert view.reached == (2, len(drills) + 1)
    left = [drill for block in view.rest for drill in block.drills]
    assert sorted(left) == sorted([*drills[2:], drills[0]])
    assert {block.kind for block in view.rest} <= {block.kind for block in planned.agenda.blocks}
    assert all(block.minutes >= 1 and block.skills for block in view.rest)
    sitting.finish()
    assert home.today.look(goal).rest == ()


def test_after_a_long_break_a_short_look_at_where_one_stands_is_offered(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner)
    clock.go(days=20)
    assert not home.today.look(goal).offer_placement
    clock.go(days=20)
    assert home.today.look(goal).offer_placement
    assert home.placing.sit_down(goal, short=True).most == 6
    sitting = home.placing.sit_down(goal, short=True)
    sitting.dont_know(seconds=10)
    sitting.stop()
    assert not home.today.look(goal).offer_placement
