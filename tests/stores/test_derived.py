"""What is derived is found by index however many years there are, and roll-ups add up to the attempts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.derived_store import CHECKPOINTS_KEPT, WHOLE, DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore, StudySession
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId
from goals.levels import Level
from goals.review_state import Review

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOON.date()
WRITING, PAIRS = GoalId("writing"), SkillId("pairs")


@pytest.fixture
def derived(database: Database, goal: Goal) -> DerivedStore:
    database.connection.execute("PRAGMA synchronous = OFF")
    return DerivedStore(database)


def review(name: str, due: date) -> Review:
    return Review(DrillId(name), WRITING, PAIRS, 2, None, 3.5, 5.0, due, NOON, 2, 1)


def test_a_review_comes_back_equal_and_can_be_taken_away(derived: DerivedStore) -> None:
    one = review("d1", TODAY)
    derived.put_review(WRITING, one.drill, one)
    assert derived.review(WRITING, one.drill) == one
    derived.put_review(WRITING, one.drill, None)
    assert derived.review(WRITING, one.drill) is None


def test_what_is_due_comes_longest_overdue_first_and_not_more_than_asked(derived: DerivedStore) -> None:
    for name, days in (("c", 0), ("a", -3), ("b", -3), ("later", 1), ("d", -40)):
        derived.put_review(WRITING, DrillId(name), review(name, TODAY + timedelta(days=days)))
    assert [one.drill for one in derived.due(WRITING, TODAY, 9)] == ["d", "a", "b", "c"]
    assert [one.drill for one in derived.due(WRITING, TODAY, 2)] == ["d", "a"]
    assert derived.due_count(WRITING, TODAY) == 4
    assert derived.due(GoalId("other"), TODAY, 9) == ()


def test_checkpoints_are_kept_for_so_many_days_the_newest_ones(derived: DerivedStore) -> None:
    for day in range(CHECKPOINTS_KEPT + 10):
        derived.put_checkpoint(WRITING, NOON + timedelta(days=day), bytes([day % 256]))
    assert derived.checkpoint_before(WRITING, NOON + timedelta(days=9)) is None
    for day in range(CHECKPOINTS_KEPT + 10):
        derived.put_checkpoint(WRITING, NOON + timedelta(days=day), bytes([day % 256]))
    found = derived.checkpoint_before(WRITING, NOON + timedelta(days=50, hours=5))
    assert found == (NOON + timedelta(days=50), bytes([50]))


def test_a_checkpoint_that_a_change_made_stale_is_gone(derived: DerivedStore) -> None:
    for day in range(5):
        derived.put_checkpoint(WRITING, NOON + timedelta(days=day), bytes([day]))
    derived.checkpoint_before(WRITING, NOON + timedelta(days=2))
    assert derived.checkpoint_before(WRITING, NOON + timedelta(days=99)) == (
        NOON + timedelta(days=2),
        bytes([2]),
    )


def test_the_course_of_a_level_is_one_point_a_day_the_last(derived: DerivedStore) -> None:
    first, last = Level(6.5, 6, 7, 0.4, 3, "rough"), Level(6.75, 6.5, 7, 0.3, 4, "measured")
    derived.put_level_days(WRITING, TODAY, {WHOLE: first, PAIRS: first})
    derived.put_level_days(WRITING, TODAY, {WHOLE: last})
    assert derived.course(WRITING, WHOLE, date.min) == ((TODAY, last),)
    assert derived.course(WRITING, PAIRS, date.min) == ((TODAY, first),)
    assert derived.course(WRITING, WHOLE, TODAY + timedelta(days=1)) == ()


def attempt(number: int, seconds: float | None, score: float | None, confidence: int | None) -> Attempt:
    return Attempt(
        AttemptId(f"a{number}"), WRITING, PAIRS, NOON, TODAY - timedelta(days=number % 3), "UTC", drill=DrillId("d"),
        kind=("text", "order")[number % 2], score=score, seconds=seconds, expected=0.3, confidence=confidence,  # type: ignore[arg-type]
    )  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.none() | st.floats(0, 9_000),
            st.none() | st.floats(0, 1),
            st.sampled_from([None, 1, 2, 3]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_adding_and_taking_back_in_any_order_leaves_what_still_counts(
    derived: DerivedStore, given_ones: list[tuple[float | None, float | None, int | None, bool]]
) -> None:
    derived.clear(WRITING)
    every = [(attempt(n, s, score, c), stays) for n, (s, score, c, stays) in enumerate(given_ones)]
    for one, stays in every:
        if stays:
            derived.roll_up(one, 1)
    expected = derived.fingerprint(WRITING)
    derived.clear(WRITING)
    for one, _ in every:
        derived.roll_up(one, 1)
    for one, stays in reversed(every):
        if not stays:
            derived.roll_up(one, -1)
    assert derived.fingerprint(WRITING) == expected


def test_the_usual_time_for_a_kind_is_the_geometric_mean(derived: DerivedStore) -> None:
    for number, seconds in ((0, 10.0), (2, 40.0), (4, None)):
        derived.roll_up(attempt(number, seconds, 1.0, None), 1)
    (count, mean) = derived.seconds_by_kind(WRITING)["text"]
    assert count == 2
    assert mean == pytest.approx(20.0, rel=0.001)


def test_one_goals_derived_rows_are_nobody_elses(derived: DerivedStore) -> None:
    derived.roll_up(attempt(1, 4.0, 1.0, 3), 1)
    other = GoalId("other")
    assert derived.days(other, date.min) == []
    derived.clear(other)
    assert len(derived.days(WRITING, date.min)) == 1


# By index. SQLite says SCAN where it would read a table from end to end.

Ask = Callable[[Database], object]
ASKED: dict[str, Ask] = {
    "what is due": lambda db: DerivedStore(db).due(WRITING, TODAY, 9),
    "how many are due": lambda db: DerivedStore(db).due_count(WRITING, TODAY),
    "a review": lambda db: DerivedStore(db).review(WRITING, DrillId("d")),
    "all reviews of a goal": lambda db: DerivedStore(db).reviews(WRITING),
    "study days": lambda db: DerivedStore(db).days(WRITING, TODAY),
    "times by kind": lambda db: DerivedStore(db).seconds_by_kind(WRITING),
    "the course of a level": lambda db: DerivedStore(db).course(WRITING, WHOLE, TODAY),
    "the state of levels": lambda db: DerivedStore(db).level_state(WRITING),
    "a checkpoint": lambda db: DerivedStore(db).checkpoint_before(WRITING, NOON),
    "recent answers": lambda db: AttemptStore(db).recent(WRITING, PAIRS, 9),
    "answers at a drill": lambda db: AttemptStore(db).of_drill(WRITING, DrillId("d")),
    "answers of a session": lambda db: AttemptStore(db).of_session(SessionId("s")),
    "answers since": lambda db: list(AttemptStore(db).of_goal(WRITING, NOON)),
    "scores": lambda db: AttemptStore(db).scores(WRITING),
    "an answer": lambda db: AttemptStore(db).get(AttemptId("a")),
    "whether it was undone": lambda db: AttemptStore(db).is_retracted(AttemptId("a")),
    "the last day of a kind": lambda db: AttemptStore(db).last_day_of_kind(WRITING, "essay"),
    "the last instant": lambda db: AttemptStore(db).last_at(),
    "a goal's last instant": lambda db: AttemptStore(db).last_at(WRITING),
    "a goal's last instant that counts": lambda db: AttemptStore(db).last_at(WRITING, live=True),
    "the first day since": lambda db: AttemptStore(db).first_day(WRITING, NOON),
    "days across zones": lambda db: AttemptStore(db).reaches(WRITING, TODAY, NOON),
    "a session": lambda db: SessionStore(db).get(SessionId("s")),
    "an open session": lambda db: SessionStore(db).open_one(WRITING, "drill"),
    "finished sessions": lambda db: SessionStore(db).finished(WRITING, "drill"),
    "the last finished session": lambda db: SessionStore(db).last_finished(WRITING, "drill"),
    "the last action": lambda db: SessionStore(db).last_action(),
    "the last forecast": lambda db: SessionStore(db).last_forecast(WRITING),
    "a tree": lambda db: GoalStore(db).tree(WRITING),
    "a drill": lambda db: DrillStore(db).note(WRITING, DrillId("d")),
    "keeping an answer": lambda db: AttemptStore(db).add(attempt(1, 1.0, 1.0, 1)),
}
SMALL = re.compile(r"SCAN (g|goals|reports)\b|SCAN CONSTANT ROW")
"""Tables of a few rows."""


@pytest.fixture
def watched(database: Database, goal: Goal) -> Iterator[tuple[Database, list[str]]]:
    """The database, and every statement that was run on it."""
    said: list[str] = []
    database.connection.set_trace_callback(said.append)
    yield database, said
    database.connection.set_trace_callback(None)


@pytest.mark.parametrize("question", ASKED)
def test_years_of_answers_are_never_read_from_end_to_end(
    watched: tuple[Database, list[str]], question: str
) -> None:
    database, said = watched
    ASKED[question](database)
    statements = [one for one in said if one.split()[0] in ("SELECT", "DELETE", "UPDATE")]
    assert statements
    database.connection.set_trace_callback(None)
    for statement in statements:
        for row in database.connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
            step = str(row["detail"])
            if step == "SCAN attempts":  # what it says, too, of the last row, found from the end
                assert re.search(r"ORDER BY seq DESC LIMIT 1|max\(seq\)", statement), statement
            elif step.startswith("SCAN"):
                assert SMALL.match(step), f"{question}: {step} in {statement}"


def test_finding_what_is_due_does_not_sort(watched: tuple[Database, list[str]]) -> None:
    database, said = watched
    DerivedStore(database).due(WRITING, TODAY, 9)
    (statement,) = said
    assert not any("TEMP B-TREE" in row["detail"] for row in database.rows(f"EXPLAIN QUERY PLAN {statement}"))


# Sessions and goals come back as they went in


def test_a_session_comes_back_equal(database: Database, goal: Goal) -> None:
    store = SessionStore(database)
    state = {"queue": [["d1", "focus"]], "place": 1, "note": "naïve \u0000 “x”"}
    one = StudySession(SessionId("s1"), WRITING, TODAY, "drill", 30, NOON, None, state)
    store.put(one)
    assert store.get(one.id) == one
    assert store.open_one(WRITING, "drill") == one
    assert store.open_one(WRITING, "place") is None


def test_actions_are_taken_back_newest_first_also_after_a_restart(database: Database, goal: Goal) -> None:
    store = SessionStore(database)
    for label in ("one", "two"):
        store.did(NOON, WRITING, "note", label, {"drill": "d"})
    labels = []
    while action := SessionStore(database).last_action():
        labels.append(action.label)
        store.mark_undone(action.id, NOON)
    assert labels == ["two", "one"]


def test_a_goal_and_its_tree_come_back_equal(database: Database, goal: Goal) -> None:
    store = GoalStore(database)
    assert store.every() == (goal,)
    tree = store.tree(goal.id)
    changed = tree.with_weight(PAIRS, 0.9).with_included(SkillId("links"), False)
    store.put_tree(goal.id, changed)
    assert store.tree(goal.id) == changed


def test_a_goal_with_the_same_id_is_not_written_over(database: Database, goal: Goal) -> None:
    store = GoalStore(database)
    with pytest.raises(sqlite3.IntegrityError):
        store.add(goal, store.tree(goal.id))
    assert store.every() == (goal,)
