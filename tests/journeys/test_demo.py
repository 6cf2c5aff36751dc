"""The sample learner's home: two months of somebody's practice to look around in, and nothing of one's own touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import wiring
from coach.clock import SteppedClock
from coach.demo import Sample, open_demo
from coach.journeys.bundle import Journeys

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample() -> Iterator[Sample]:
    """The sample as it opens by default."""
    made = open_demo(clock=SteppedClock(NOW))
    yield made
    made.close()


@pytest.fixture
def journeys(sample: Sample) -> Iterator[Journeys]:
    """The sample's home, opened as the app opens it."""
    with closing(wiring.build(sample, SteppedClock(NOW), is_sample=True)) as opened:
        yield opened


def test_it_is_marked_as_a_sample(journeys: Journeys) -> None:
    assert journeys.is_sample


def test_it_shows_two_months_of_practice_until_yesterday_with_days_missed(journeys: Journeys) -> None:
    (goal,) = journeys.today.goals()
    assert (goal.current, goal.target, goal.minutes_per_day) == (7.0, 8.5, 45)
    days = [day for day, _ in journeys.viewing.course(goal, None)]
    assert days[0] == date(2026, 9, 21)
    assert days[-1] == date(2026, 11, 19)
    assert 30 <= len(days) <= 55


def test_there_is_something_to_see_on_every_screen(journeys: Journeys) -> None:
    (goal,) = journeys.today.goals()
    today = journeys.today.look(goal)
    assert today.forecast is not None
    assert today.forecast["p_by_deadline"] is not None
    assert not today.offer_placement
    assert {block.kind for block in today.agenda.blocks} >= {"recall", "focus", "reflect"}
    view = journeys.viewing.show(goal)
    assert sum(line.due for line in view.lines if line.is_leaf) > 5
    assert sum(line.level.label == "measured" for line in view.lines) > 10
    assert len(journeys.keeping.every()) == 4
    assert len(journeys.drilling.drills.reported()) == 1
    (mock,) = [one for one in journeys.viewing.scores(goal) if one.grader == "official"]
    assert mock.level is not None
    assert goal.scale.holds(mock.level)


def test_it_is_halfway_neither_done_nor_hopeless(journeys: Journeys) -> None:
    (goal,) = journeys.today.goals()
    level = journeys.viewing.show(goal).level
    assert 7.0 < level.mean < goal.target
    assert level.high - level.low < 1.2


def test_its_history_is_as_sound_as_a_persons(journeys: Journeys) -> None:
    (goal,) = journeys.today.goals()
    assert journeys.drilling.attempts.broken_link() is None
    assert journeys.drilling.recording.live_equals_replay(goal)


def test_ones_own_home_is_not_touched_and_nothing_stays_behind(tmp_path: Path) -> None:
    made = open_demo(days=7, clock=SteppedClock(NOW))
    assert made.database.exists()
    assert tmp_path not in made.home.parents
    assert not (tmp_path / "home").exists()
    made.close()
    made.close()
    assert not made.home.exists()


@pytest.mark.parametrize(
    "now", [NOW, datetime(2027, 6, 25, 9, tzinfo=UTC), datetime(2028, 2, 29, 2, tzinfo=UTC)]
)
def test_on_any_day_the_goals_date_lies_months_ahead_and_practice_ended_yesterday(now: datetime) -> None:
    clock = SteppedClock(now, "Europe/Berlin")
    made = open_demo(days=7, clock=clock)
    with closing(wiring.build(made, clock, is_sample=True)) as opened:
        (goal,) = opened.today.goals()
        left = goal.days_left(clock.day())
        assert left is not None
        assert 90 < left < 340
        days = [day for day, _ in opened.viewing.course(goal, None)]
        assert clock.day() - timedelta(days=8) < days[0] <= days[-1] < clock.day()
    made.close()


def test_the_same_day_makes_the_same_sample() -> None:
    seen = []
    for _ in range(2):
        made = open_demo(days=7, clock=SteppedClock(NOW))
        with closing(wiring.build(made, SteppedClock(NOW), is_sample=True)) as opened:
            (goal,) = opened.today.goals()
            seen.append((opened.today.look(goal).agenda, opened.viewing.show(goal).lines))
        made.close()
    assert seen[0] == seen[1]
