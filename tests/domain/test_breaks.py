"""Coming back after a break: gently, and never to a pile."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.breaks import Overdue, spread, triage
from goals.ids import DrillId, GoalId, SkillId
from goals.review_state import Review

TODAY = date(2026, 11, 20)


def waiting(
    name: str,
    *,
    value: float = 1.0,
    seconds: float = 60,
    recall: float = 0.7,
    interval: int = 10,
    due: date = TODAY,
    skill: str = "articles",
) -> Overdue:
    last = datetime.combine(due - timedelta(days=interval), time(12), UTC)
    review = Review(
        DrillId(name), GoalId("ielts"), SkillId(skill), 2, None, float(interval), 5.0, due, last, 3, 0
    )
    return Overdue(review, value, seconds, recall)


piles = st.lists(
    st.tuples(
        st.floats(0.01, 5), st.integers(10, 240), st.floats(0.05, 1), st.integers(1, 200), st.integers(0, 120)
    ),
    min_size=1,
    max_size=80,
).map(
    lambda rows: [
        waiting(
            f"d{number:03}",
            value=value,
            seconds=seconds,
            recall=recall,
            interval=interval,
            due=TODAY - timedelta(days=late),
            skill=f"s{number % 4}",
        )
        for number, (value, seconds, recall, interval, late) in enumerate(rows)
    ]
)


@pytest.mark.parametrize("away", [0, 1, 3])
def test_a_few_days_off_are_no_break(away: int) -> None:
    pile = [waiting(f"d{number}") for number in range(100)]
    plan = triage(pile, away, 30, TODAY)
    assert len(plan.today) == 100 and not plan.later and not plan.text and not plan.needs_replacement


@pytest.mark.parametrize(("away", "first"), [(4, 0), (30, 0), (31, 6), (400, 6)])
def test_only_a_long_break_asks_for_a_short_placement(away: int, first: int) -> None:
    plan = triage([waiting("a")], away, 30, TODAY)
    assert plan.place_first == first and plan.needs_replacement == (first > 0)


def test_what_is_worth_most_for_its_minute_stays_today() -> None:
    plan = triage([waiting("dull", value=0.1), waiting("rich", value=2), waiting("fair")], 10, 3.4, TODAY)
    assert set(plan.today) == {"rich", "fair"}
    assert [drill for drill, _ in plan.later] == ["dull"]


def test_the_best_remembered_come_first_for_ten_minutes_then_skills_take_turns() -> None:
    easy = [waiting(f"e{number}", recall=0.95 - number / 100, seconds=120) for number in range(5)]
    hard = [
        waiting(f"h{number}", recall=0.5 - number / 100, seconds=120, skill="one" if number < 3 else "two")
        for number in range(6)
    ]
    shuffled = easy + hard
    Random(4).shuffle(shuffled)
    plan = triage(shuffled, 10, 60, TODAY)
    assert plan.today[:5] == ("e0", "e1", "e2", "e3", "e4")
    skills = ["one" if drill in ("h0", "h1", "h2") else "two" for drill in plan.today[5:]]
    assert skills == ["one", "two"] * 3


def test_a_pile_of_two_hundred_minutes_is_spread_over_twelve_half_hours() -> None:
    # 200 minutes / (0.6 x 30 minutes) = 11.1, so twelve days
    plan = triage([waiting(f"d{number:03}") for number in range(200)], 20, 30, TODAY)
    assert len(plan.today) == 18
    assert plan.days == 12
    assert max(day for _, day in plan.later) == TODAY + timedelta(days=11)
    assert set(Counter(day for _, day in plan.later).values()) <= {18, 2}


def test_short_intervals_come_back_before_long_ones() -> None:
    pile = [waiting("worth-it", value=9, seconds=1_000)]
    pile += [waiting(f"long{number}", interval=200) for number in range(18)]
    pile += [waiting(f"short{number}", interval=2) for number in range(18)]
    plan = triage(pile, 20, 30, TODAY)
    days = dict(plan.later)
    short = [day for drill, day in days.items() if drill.startswith("short")]
    long = [day for drill, day in days.items() if drill.startswith("long")]
    assert max(short) <= min(long)


def test_nothing_is_put_off_beyond_the_date() -> None:
    pile = [waiting(f"d{number:03}") for number in range(200)]
    deadline = TODAY + timedelta(days=3)
    plan = triage(pile, 20, 30, TODAY, deadline)
    assert max(day for _, day in plan.later) == deadline


def test_the_words_name_no_pile_and_scold_nobody() -> None:
    plan = triage([waiting(f"d{number:03}") for number in range(200)], 40, 30, TODAY)
    assert "200" not in plan.text and "overdue" not in plan.text and "missed" not in plan.text
    assert plan.text.startswith("6 questions first")


def test_an_empty_pile_needs_no_plan() -> None:
    plan = triage([], 10, 30, TODAY)
    assert (plan.today, plan.later, plan.text) == ((), (), "")


@given(piles, st.integers(4, 400), st.integers(5, 90))
def test_every_review_has_one_place_and_each_day_room_for_new_things(
    pile: list[Overdue], away: int, minutes: int
) -> None:
    plan = triage(pile, away, minutes, TODAY)
    placed = [*plan.today, *(drill for drill, _ in plan.later)]
    assert sorted(placed) == sorted(one.review.drill for one in pile)
    seconds = {one.review.drill: one.seconds for one in pile}
    assert sum(seconds[drill] for drill in plan.today) <= 0.6 * minutes * 60 + 1e-6
    assert all(TODAY < day < TODAY + timedelta(days=max(plan.days, 2)) for _, day in plan.later)


@given(piles, st.integers(4, 400), st.randoms(use_true_random=False))
def test_the_order_things_are_found_in_does_not_matter(pile: list[Overdue], away: int, order: Random) -> None:
    before = triage(pile, away, 30, TODAY)
    order.shuffle(pile)
    assert triage(pile, away, 30, TODAY) == before


def test_a_planned_holiday_moves_reviews_to_the_nearest_days_with_practice() -> None:
    days = [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=12)]
    early = waiting("early", due=TODAY + timedelta(days=3))
    late = waiting("late", due=TODAY + timedelta(days=11))
    assert dict(spread([early, late], days, 30)) == {"early": days[1], "late": days[2]}
