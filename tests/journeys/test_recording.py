"""Evidence goes in once, whole and in order; what is derived from it can be made anew; undo leaves no trace."""

from __future__ import annotations

import itertools
import math
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from coach import wiring
from coach.clock import SteppedClock
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.places import Places
from coach.store.derived_store import CHECKPOINTS_KEPT, WHOLE, DerivedStore
from goals.attempts import Attempt
from goals.goal import Goal
from goals.graders import key_answer
from goals.ids import AttemptId, DrillId, SkillId
from goals.refusals import Refused

STARTED = datetime(2026, 11, 20, 9, tzinfo=UTC)
ZONES = ("Pacific/Auckland", "Asia/Tokyo", "Europe/Berlin", "UTC", "America/New_York", "Pacific/Honolulu")


class Journey(SteppedClock):
    """A clock that also travels."""

    def fly_to(self, zone: str) -> None:
        self._zone_name = zone


class Home:
    """A learner's home with one goal, opened, and what of it can be compared."""

    def __init__(self, made: Path, folder: Path) -> None:
        self.places = Places(folder / "home", folder / "home" / "config.toml")
        shutil.copytree(made, self.places.home)
        self.clock = Journey(STARTED + timedelta(minutes=5))
        self.open()
        self.goal = self.journeys.today.goals()[0]

    def open(self) -> None:
        self.journeys: Journeys = wiring.build(self.places, self.clock)
        self.stores = self.journeys.drilling
        self.derived = DerivedStore(self.stores.database)
        self.recording = self.stores.recording
        # What these tests promise has nothing to do with the disk's speed.
        self.stores.database.connection.execute("PRAGMA synchronous = OFF")

    def picture(self) -> Mapping[str, Any]:
        """All that an undo has to put back."""
        database = self.stores.database
        kept = ("goals", "skills", "notes", "reports")
        return {
            **self.derived.fingerprint(self.goal.id),
            **{name: [tuple(row)[:3] for row in database.rows(f"SELECT * FROM {name}")] for name in kept},
            "state": self.recording.state(self.goal),
        }

    def now(self) -> Goal:
        return self.stores.goals.find(self.goal.id)

    def add(self, number: int, skill: str = "lr-collocation", **changes: Any) -> Attempt:
        """Record one plain answer."""
        at, day, zone = self.recording.stamp()
        plain = Attempt(
            AttemptId(f"t{number:06}"), self.goal.id, SkillId(skill), at, day, zone, drill=DrillId(f"d{number % 7}"),
            kind="text", answer="x", score=float(number % 3 > 0), difficulty=7.0, expected=0.5, confidence=2,
            seconds=9.5,
        )  # fmt: skip
        attempt = replace(plain, **changes)
        goal = self.now()
        self.recording.record(goal, self.stores.goals.tree(goal.id), attempt)
        return attempt

    def retract(self, attempt: Attempt) -> None:
        goal = self.now()
        self.recording.retract(goal, self.stores.goals.tree(goal.id), attempt)

    def undo_all(self) -> int:
        return sum(1 for _ in iter(self.journeys.undoing.undo, None))

    def agrees(self) -> bool:
        return self.recording.live_equals_replay(self.now())


@pytest.fixture
def home(made_home: Path, tmp_path: Path) -> Home:
    return Home(made_home, tmp_path)


def recounted(home: Home) -> tuple[dict[str, tuple[Any, ...]], dict[str, tuple[int, float]]]:
    """The roll-ups as a person with all attempts on paper would add them up."""
    days: dict[str, list[Attempt]] = defaultdict(list)
    kinds: dict[str, list[float]] = defaultdict(list)
    for one in home.stores.attempts.of_goal(home.goal.id):
        if one.event == "drill":
            days[one.day.isoformat()].append(one)
            if one.seconds:
                kinds[one.kind].append(math.log(max(one.seconds, 1.0)))
    rolled = {
        day: (
            len(those),
            sum(1 for a in those if a.score is not None),
            pytest.approx(sum(a.score or 0 for a in those), abs=0.001 * len(those)),
            pytest.approx(sum(a.expected or 0 for a in those), abs=0.001 * len(those)),
            sum(1 for a in those if a.score is not None and a.score >= 0.999),
            pytest.approx(sum(a.seconds or 0 for a in those), abs=0.001 * len(those)),
            sum(1 for a in those if a.confidence == 3),
            sum(1 for a in those if a.confidence == 3 and (a.score or 0) >= 0.999),
        )
        for day, those in days.items()
    }
    return rolled, {kind: (len(logs), sum(logs) / len(logs)) for kind, logs in kinds.items()}


def assert_rolled_up(home: Home) -> None:
    days, kinds = recounted(home)
    kept = {
        d.day.isoformat(): (
            d.answers,
            d.scored,
            d.score,
            d.expected,
            d.correct,
            d.seconds,
            d.sure,
            d.sure_right,
        )
        for d in home.derived.days(home.goal.id, date.min)
    }
    assert kept == days
    times = home.derived.seconds_by_kind(home.goal.id)
    assert {kind: count for kind, (count, _) in times.items()} == {
        kind: count for kind, (count, _) in kinds.items()
    }
    for kind, (_, mean) in kinds.items():
        assert math.log(times[kind][1]) == pytest.approx(mean, abs=0.001)


class AnyCourse(RuleBasedStateMachine):
    """Anything a learner may do, in any order, on any clock."""

    made: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Home(self.made, Path(self.folder.name))
        self.before = self.home.picture()
        self.sitting: Sitting | None = None

    def seated(self) -> Sitting | None:
        if self.sitting is not None:
            self.sitting.refresh()
        if self.sitting is None or self.sitting.is_over:
            self.sitting = None
            with suppress(Refused):
                self.sitting = self.home.stores.sit_down(self.home.now(), 30)
        return self.sitting

    @rule(
        right=st.booleans(),
        confidence=st.sampled_from([None, 1, 2, 3]),
        seconds=st.sampled_from([None, 0, 3, 41.25]),
    )
    def answer(self, right: bool, confidence: Any, seconds: Any) -> None:
        if (sitting := self.seated()) and (ask := sitting.ask()):
            sitting.answer(key_answer(ask.drill) if right else "no idea", confidence, seconds)

    @rule(what=st.sampled_from(["dont_know", "hint", "skip", "report", "note", "finish"]))
    def turn(self, what: str) -> None:
        if (sitting := self.seated()) and sitting.ask():
            acts: dict[str, Callable[[], Any]] = {
                "dont_know": sitting.dont_know, "hint": sitting.hint, "skip": sitting.skip, "report": sitting.report,
                "note": lambda: sitting.note("look at the verb"), "finish": sitting.finish,
            }  # fmt: skip
            acts[what]()

    @rule(
        skill=st.sampled_from([None, "lr", "lr-collocation", "gra"]),
        value=st.sampled_from([6.0, 7.5, 9.0]),
        by=st.sampled_from(["official", "teacher", "self"]),
    )
    def score(self, skill: Any, value: float, by: Any) -> None:
        self.home.journeys.tending.score(self.home.now(), value, skill=skill, by=by)

    @rule(skill=st.sampled_from([None, "cc", "lr-collocation"]), value=st.sampled_from([5.0, 8.0]))
    def overrule(self, skill: Any, value: float) -> None:
        self.home.journeys.tending.overrule(self.home.now(), skill, value)

    @rule(branch=st.sampled_from(["lr", "gra"]), value=st.sampled_from([5.5, 8.5]))
    def say(self, branch: str, value: float) -> None:
        self.home.journeys.placing.say(self.home.now(), SkillId(branch), value)

    @rule(skill=st.sampled_from(["lr", "lr-collocation", "gra"]), weight=st.sampled_from([0.0, 0.1, 0.6]))
    def weigh(self, skill: str, weight: float) -> None:
        self.home.journeys.tending.weigh(self.home.now(), SkillId(skill), weight)

    @rule(skill=st.sampled_from(["lr", "cc", "lr-collocation"]), included=st.booleans())
    def include(self, skill: str, included: bool) -> None:
        self.home.journeys.tending.include(self.home.now(), SkillId(skill), included)

    @rule(wanted=st.sampled_from([None, 8.0, 9.0]), days=st.sampled_from([None, 20, 200]))
    def change(self, wanted: Any, days: Any) -> None:
        deadline = self.home.clock.day() + timedelta(days=days) if days else None
        with suppress(Refused):
            self.home.journeys.tending.change(self.home.now(), target=wanted, deadline=deadline)

    @rule(hours=st.sampled_from([0.01, 3, 20, 24, 60, 24 * 40, -5, -24 * 400]))
    def time_passes(self, hours: float) -> None:
        self.home.clock.go(seconds=hours * 3600)

    @rule(zone=st.sampled_from(ZONES))
    def fly(self, zone: str) -> None:
        self.home.clock.fly_to(zone)

    @rule()
    def undo(self) -> None:
        self.home.journeys.undoing.undo()

    @rule()
    def start_again(self) -> None:
        self.home.journeys.close()
        self.home.open()
        self.sitting = None

    @rule()
    def hold_against_replay(self) -> None:
        assert self.home.agrees()
        assert_rolled_up(self.home)

    def teardown(self) -> None:
        try:
            assert self.home.agrees()
            assert_rolled_up(self.home)
            assert self.home.stores.attempts.broken_link() is None
            self.home.undo_all()
            assert self.home.picture() == self.before
            assert self.home.agrees()
        finally:
            self.home.journeys.close()
            self.folder.cleanup()


def test_after_any_course_live_is_replayed_and_undoing_everything_leaves_no_trace(made_home: Path) -> None:
    machine = type("Course", (AnyCourse,), {"made": made_home})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=30, derandomize=True, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


# One at a time


def test_an_answer_at_a_skill_the_goal_does_not_have_is_refused_and_not_kept(home: Home) -> None:
    before = home.picture()
    with pytest.raises(Refused):
        home.add(1, skill="juggling")
    assert home.stores.attempts.count() == 0
    assert home.picture() == before


def test_taking_back_the_first_answer_of_a_day_keeps_the_others(home: Home) -> None:
    first, second, third = home.add(1), home.add(2), home.add(4)
    home.retract(first)
    assert home.agrees()
    (day,) = home.derived.days(home.goal.id, date.min)
    assert (day.answers, day.correct) == (2, 2)
    home.retract(second)
    home.retract(third)
    assert home.derived.days(home.goal.id, date.min) == []
    assert home.derived.level_state(home.goal.id) is None
    assert home.agrees()


def test_an_answer_after_the_days_first_was_taken_back_is_like_a_first_one(home: Home) -> None:
    before = home.picture()
    home.retract(home.add(1))
    home.clock.go(seconds=60)
    again = home.add(2)
    assert home.agrees()
    home.retract(again)
    assert home.picture() == before


def test_taking_back_an_old_answer_changes_everything_after_it(home: Home) -> None:
    old = home.add(0)
    for number in range(1, 30):
        home.clock.go(days=0.4)
        home.add(number)
    home.retract(old)
    assert home.agrees()
    assert_rolled_up(home)


def test_taking_back_twice_is_once(home: Home) -> None:
    one = home.add(1)
    home.add(2)
    home.retract(one)
    once = home.picture()
    home.retract(one)
    assert home.picture() == once


def test_an_undone_answer_stays_on_record(home: Home) -> None:
    one = home.add(1)
    home.retract(one)
    assert home.stores.attempts.get(one.id) == one
    assert home.stores.attempts.count() == 1


@pytest.mark.parametrize(
    ("here", "there"), list(itertools.permutations(("Pacific/Auckland", "UTC", "Pacific/Honolulu"), 2))
)
def test_a_journey_across_time_zones_loses_no_day_to_undo(home: Home, here: str, there: str) -> None:
    home.clock.fly_to(here)
    for number in range(8):
        home.add(number, skill=("lr-collocation", "tr-position")[number % 2])
        home.clock.go(seconds=3 * 3600)
    home.clock.fly_to(there)
    before = home.picture()
    abroad = [home.add(10), home.add(11)]
    assert home.agrees()
    for one in reversed(abroad):
        home.retract(one)
    assert home.agrees()
    assert home.picture() == before


def test_a_reweighed_tree_reads_what_comes_and_not_what_was(home: Home) -> None:
    home.journeys.tending.score(home.now(), 8.0)
    course = home.derived.course(home.goal.id, WHOLE, date.min)
    home.journeys.tending.weigh(home.now(), SkillId("lr"), 0.9)
    assert home.derived.course(home.goal.id, WHOLE, date.min) == course
    assert home.agrees()
    home.recording.rebuild(home.now())
    assert home.derived.course(home.goal.id, WHOLE, date.min) == course


def test_a_moved_date_moves_reviews_and_undo_moves_them_back(home: Home) -> None:
    for number in range(6):
        home.add(number, score=1.0, drill=DrillId("d1"))
        home.clock.go(days=12)
    before = home.picture()
    due = home.derived.reviews(home.goal.id)[DrillId("d1")].due
    home.journeys.tending.change(home.now(), deadline=home.clock.day() + timedelta(days=9))
    assert home.derived.reviews(home.goal.id)[DrillId("d1")].due < due
    assert home.agrees()
    assert home.journeys.undoing.undo() is not None
    assert home.picture() == before


def test_evidence_is_dated_after_all_that_is_on_record_however_the_clock_is_set(home: Home) -> None:
    first = home.add(1)
    home.clock.go(days=-365)
    second = home.add(2)
    assert second.at > first.at
    assert home.stores.attempts.last_at() == second.at
    assert home.agrees()


def test_evidence_another_coach_overtook_is_dated_behind_it(home: Home) -> None:
    at, day, zone = home.recording.stamp()
    home.clock.go(seconds=1)
    home.add(1)
    late = home.add(2, at=at, day=day, zone=zone)
    kept = home.stores.attempts.get(late.id)
    assert kept is not None
    assert kept.at > at
    assert home.agrees()


def test_what_is_known_is_kept_for_ninety_days_of_undo_and_no_more(home: Home) -> None:
    for number in range(CHECKPOINTS_KEPT + 25):
        home.add(number)
        home.clock.go(days=1)
    row = home.stores.database.row("SELECT count(*) AS n FROM level_checkpoints")
    assert row is not None
    assert row["n"] == CHECKPOINTS_KEPT


def test_an_answer_older_than_every_checkpoint_can_still_be_taken_back(home: Home) -> None:
    old = home.add(0)
    for number in range(1, CHECKPOINTS_KEPT + 10):
        home.clock.go(days=1)
        home.add(number)
    home.retract(old)
    assert home.agrees()


def test_rebuilding_changes_nothing_and_counts_what_it_read(home: Home) -> None:
    for number in range(20):
        home.add(number)
        home.clock.go(days=0.3)
    before = home.picture()
    assert home.recording.rebuild(home.now()) == 20
    assert home.picture() == before


def test_a_derived_row_that_was_changed_by_hand_is_noticed(home: Home) -> None:
    home.add(1)
    assert home.agrees()
    home.stores.database.connection.execute("UPDATE reviews SET stability = stability + 1")
    assert not home.agrees()
    home.recording.rebuild(home.now())
    assert home.agrees()


def test_looking_whether_live_is_replayed_writes_nothing(home: Home) -> None:
    home.add(1)
    before = home.places.database.read_bytes()
    home.agrees()
    assert home.places.database.read_bytes() == before


def test_an_answer_that_can_not_be_kept_leaves_everything_as_it_was(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.add(1)
    before, count = home.picture(), home.stores.attempts.count()

    def fails(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(DerivedStore, "put_review", fails)
    with pytest.raises(RuntimeError):
        home.add(2)
    monkeypatch.undo()
    assert home.picture() == before
    assert home.stores.attempts.count() == count
