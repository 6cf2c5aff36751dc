"""A home with one goal, as a learner has it after the first sentence; copied for each test, since making it is slow."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import wiring
from coach.clock import Clock, SteppedClock
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.journeys.sitting import Ask
from coach.places import Places
from coach.store.session_store import StudySession
from goals.goal import Goal
from goals.graders import key_answer
from goals.ids import DrillId, SessionId

SENTENCE = "IELTS writing 7 to 8.5 by June, 30 min a day"
STARTED = datetime(2026, 11, 20, 9, tzinfo=UTC)

Open = Callable[[Clock | None], Journeys]
Seat = Callable[..., Sitting]


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the goal was just set."""
    folder = tmp_path_factory.mktemp("made") / "home"
    with closing(wiring.build(Places(folder, folder / "config.toml"), SteppedClock(STARTED))) as home:
        home.setting.accept(home.setting.read(SENTENCE))
    return folder


@pytest.fixture
def open_home(places: Places, made_home: Path, clock: Clock) -> Iterator[Open]:
    """Opens the test's home, as often as a learner starts Coach; all are closed at the end."""
    shutil.copytree(made_home, places.home)
    with ExitStack() as opened:

        def open_(other: Clock | None = None) -> Journeys:
            return opened.enter_context(closing(wiring.build(places, other or clock)))

        yield open_


@pytest.fixture
def home(open_home: Open) -> Journeys:
    """The home, opened."""
    return open_home(None)


@pytest.fixture
def new_home(places: Places, clock: Clock) -> Iterator[Journeys]:
    """A home in which there is nothing yet."""
    with closing(wiring.build(places, clock)) as home:
        yield home


@pytest.fixture
def goal(home: Journeys) -> Goal:
    """The goal that was set."""
    (only,) = home.today.goals()
    return only


@pytest.fixture
def seat(home: Journeys, goal: Goal) -> Seat:
    """A sitting over drills the test chooses."""

    def seat_(*drills: str, minutes: int = 30) -> Sitting:
        journey = home.drilling
        at, day, _ = journey.recording.stamp()
        state = {
            "queue": [(DrillId(drill), "focus") for drill in drills],
            "place": 0,
            "hints": 0,
            "levels": {
                skill: [lv.mean, lv.low, lv.high, lv.sd_logit, lv.n, lv.label]
                for skill, lv in journey.levels_now(goal).items()
            },
        }
        session = StudySession(
            SessionId(home.clock.new_id()), goal.id, day, "drill", minutes, at, None, state
        )
        journey.sessions.put(session)
        return Sitting(journey, goal, session)

    return seat_


class Learner:
    """Someone who knows every answer, or none."""

    def asked(self, sitting: Sitting) -> DrillId:
        """The drill that is asked."""
        return self.ask(sitting).drill.id

    def ask(self, sitting: Sitting) -> Ask:
        """What is asked; there has to be something."""
        ask = sitting.ask()
        assert ask is not None
        return ask

    def right(self, sitting: Sitting) -> str:
        """A right answer to what is asked."""
        return key_answer(self.ask(sitting).drill)

    def drills(self, home: Journeys, kind: str) -> list[DrillId]:
        """Drills of one kind, in the order of their ids."""
        return [one.id for one in home.drilling.drills.outlines("ielts-writing") if one.kind == kind]


@pytest.fixture
def learner() -> Learner:
    """Someone at the keyboard."""
    return Learner()
