"""Attempts come back as they went in, stay for good, and show it when a row was changed behind their back."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.places import Places
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.goal_store import GoalStore
from coach.store.soundness import faults
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId
from goals.skills import SkillTree

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

NAUGHTY = st.sampled_from(
    ["", "\x00", "a\x00b", "'; DROP TABLE attempts; --", '"', "\\", "NULL", "[/]", "🏴\u200d☠️", "ﷺ",
     "e\u0301" * 9, "\u202eoops", "\ufeff", "\n\r\t", "１２", "{}", "\x1b[31m", "null", "İ", "ß"]
)  # fmt: skip
TEXT = st.one_of(NAUGHTY, st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
SHARE = st.floats(0, 1) | st.sampled_from([0, 1, -0.0])
NUMBER = st.floats(-1e6, 1e6) | st.integers(-9, 9)

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30)), timezone(timedelta(hours=14))])

ATTEMPTS = st.builds(
    Attempt,
    id=st.uuids().map(lambda u: AttemptId(u.hex)),
    goal=st.just(GoalId("writing")),
    skill=st.none() | TEXT.map(SkillId),
    at=st.integers(0, 6_000_000_000_000_000).flatmap(
        lambda us: ZONES.map(lambda zone: datetime.fromtimestamp(us / 1e6, zone))
    ),
    day=st.dates(date(2000, 1, 1), date(2200, 1, 1)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Chatham"]),
    event=st.sampled_from(["drill", "score", "overrule", "prior"]),
    drill=st.none() | TEXT.map(DrillId),
    kind=TEXT,
    session=st.none() | TEXT.map(SessionId),
    block=TEXT,
    answer=TEXT,
    score=st.none() | SHARE,
    level=st.none() | NUMBER,
    grader=st.sampled_from(["auto", "self", "teacher", "model", "official"]),
    grader_version=TEXT,
    difficulty=st.none() | NUMBER,
    guess=SHARE,
    expected=st.none() | SHARE,
    confidence=st.none() | st.sampled_from([1, 2, 3]),
    seconds=st.none() | st.floats(0, 3600) | st.integers(0, 3600),
    hints=st.integers(0, 9),
    dont_know=st.booleans(),
    note=TEXT,
    observed=TEXT,
)  # fmt: skip


def attempt(number: int = 0, **changes: object) -> Attempt:
    plain = Attempt(
        AttemptId(f"a{number:04}"), GoalId("writing"), SkillId("pairs"), NOON + timedelta(minutes=number),
        NOON.date(), "UTC", drill=DrillId("d1"), kind="text", session=SessionId("s1"), answer="reach", score=1.0,
        seconds=4.5,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def attempts(database: Database, goal: Goal) -> AttemptStore:
    return AttemptStore(database)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    home: Path = tmp_path_factory.mktemp("shared")
    database = Database.open(Places(home, home / "config.toml"))
    # The property runs hundreds of rows through one file: what it promises has nothing to do with the disk.
    database.connection.execute("PRAGMA synchronous = OFF")
    yield database
    database.close()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_one=ATTEMPTS)
def test_what_is_added_comes_back_equal_and_the_chain_holds(
    shared: Database, tree: SkillTree, given_one: Attempt
) -> None:
    store = AttemptStore(shared)
    if not GoalStore(shared).every():
        from goals.scales import built_in

        writing = Goal(
            GoalId("writing"), "W", "", "exam", None, built_in("percent"), 6.0, 8.0, None, 30, "weighted-mean",
            NOON,
        )  # fmt: skip
        GoalStore(shared).add(writing, tree)
    if store.has(given_one.id):
        return
    store.add(given_one)
    assert store.get(given_one.id) == given_one
    assert store.broken_link() is None


def test_attempts_come_in_the_order_they_were_made_whatever_zone_wrote_them(attempts: AttemptStore) -> None:
    tokyo = timezone(timedelta(hours=9))
    early = attempt(1, at=datetime(2026, 11, 20, 20, 0, tzinfo=tokyo))  # 11:00 UTC
    late = attempt(2, at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    attempts.add(late)
    attempts.add(early)
    assert [one.id for one in attempts.of_goal(GoalId("writing"))] == [early.id, late.id]


def test_an_instant_without_a_zone_is_a_mistake_and_not_stored(attempts: AttemptStore) -> None:
    with pytest.raises(ValueError, match="zone"):
        attempts.add(attempt(at=NOON.replace(tzinfo=None)))
    assert attempts.count() == 0


def test_an_undone_attempt_counts_no_more_and_is_not_gone(attempts: AttemptStore) -> None:
    for number in range(3):
        attempts.add(attempt(number))
    attempts.retract(AttemptId("a0001"), NOON)
    kept = [AttemptId("a0000"), AttemptId("a0002")]
    assert [one.id for one in attempts.of_goal(GoalId("writing"))] == kept
    assert [one.id for one in attempts.of_drill(GoalId("writing"), DrillId("d1"))] == kept
    assert [one.id for one in attempts.of_session(SessionId("s1"))] == kept
    assert [one.id for one in attempts.recent(GoalId("writing"), SkillId("pairs"), 9)] == kept[::-1]
    assert attempts.get(AttemptId("a0001")) == attempt(1)
    assert attempts.count() == 3
    assert attempts.broken_link() is None


def test_the_last_instant_is_the_latest_one_and_not_the_last_row(attempts: AttemptStore) -> None:
    attempts.add(attempt(50))
    attempts.add(attempt(10))  # an imported, older one
    assert attempts.last_at() == NOON + timedelta(minutes=50)
    assert attempts.last_at(GoalId("writing")) == NOON + timedelta(minutes=50)


def test_the_last_instant_that_counts_leaves_out_what_was_undone(attempts: AttemptStore) -> None:
    attempts.add(attempt(1))
    attempts.add(attempt(2))
    attempts.retract(AttemptId("a0002"), NOON)
    assert attempts.last_at(GoalId("writing"), live=True) == NOON + timedelta(minutes=1)
    assert attempts.last_at(GoalId("writing")) == NOON + timedelta(minutes=2)
    assert attempts.last_at(GoalId("other")) is None


CHANGES = {
    "answer": "'reach out'", "score": "0.0", "day": "'2026-11-19'", "hints": "1", "confidence": "3",
    "seconds": "4.25", "at": "'2026-11-20T12:01:00.000001+00:00'", "grader": "'official'", "note": "'x'",
    "skill": "NULL", "level": "9.0",
}  # fmt: skip


@pytest.mark.parametrize("column", CHANGES)
def test_a_row_changed_behind_coachs_back_shows(
    attempts: AttemptStore, database: Database, column: str
) -> None:
    for number in range(4):
        attempts.add(attempt(number))
    database.connection.execute(f"UPDATE attempts SET {column} = {CHANGES[column]} WHERE seq = 2")
    assert attempts.broken_link() == 2


def test_a_row_taken_out_or_put_in_shows(attempts: AttemptStore, database: Database) -> None:
    for number in range(4):
        attempts.add(attempt(number))
    database.connection.execute("DELETE FROM attempts WHERE seq = 2")
    assert attempts.broken_link() == 3


def test_the_day_of_a_kind_is_that_of_its_last_attempt_that_counts(attempts: AttemptStore) -> None:
    attempts.add(attempt(1, kind="essay", day=date(2026, 11, 18)))
    attempts.add(attempt(2, kind="essay", day=date(2026, 11, 20)))
    attempts.retract(AttemptId("a0002"), NOON)
    assert attempts.last_day_of_kind(GoalId("writing"), "essay") == date(2026, 11, 18)
    assert attempts.last_day_of_kind(GoalId("writing"), "order") is None


def test_an_attempt_at_no_known_goal_is_not_kept(attempts: AttemptStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        attempts.add(attempt(goal=GoalId("nobody's")))
    assert attempts.count() == 0


def test_only_scored_drills_are_recent(attempts: AttemptStore) -> None:
    attempts.add(attempt(1, score=None))
    attempts.add(attempt(2, event="score", kind="", score=None, level=7.0, drill=None))
    attempts.add(attempt(3))
    attempts.add(attempt(4, skill=SkillId("links")))
    assert [one.id for one in attempts.recent(GoalId("writing"), SkillId("pairs"), 9)] == ["a0003"]
    assert [one.id for one in attempts.scores(GoalId("writing"))] == ["a0002"]


def test_a_flipped_bit_anywhere_in_an_answers_row_is_seen(attempts: AttemptStore, places: Places) -> None:
    """In the bytes on the disk, as failing hardware does it: by SQLite's checks or by the chain."""
    for number in range(6):
        attempts.add(attempt(number, answer="reach a compromise " * 3, note="naïve"))
    sound = places.database.read_bytes()
    heads = [row["chain"].encode() for row in attempts._db.rows("SELECT chain FROM attempts")]
    chance = random.Random(11)
    for _ in range(100):
        number = chance.randrange(6)
        end = sound.index(heads[number]) + len(heads[number])
        start = sound.rindex(f"a{number:04}writing".encode(), 0, end)
        at, bit = chance.randrange(start, end), chance.randrange(8)
        places.database.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << bit]) + sound[at + 1 :])
        assert is_damaged(places), (at - start, bit)
    places.database.write_bytes(sound)
    assert not is_damaged(places)


def is_damaged(places: Places) -> bool:
    try:
        database = Database.open(places)
    except CoachError:
        return True
    try:
        return any(faults(database.connection)) or AttemptStore(database).broken_link() is not None
    except (CoachError, sqlite3.Error, ValueError):
        return True
    finally:
        database.close()
