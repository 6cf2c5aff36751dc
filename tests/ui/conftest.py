"""A real home on a disk of its own, a stage to open one screen on, and what a person would see there."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.screen import Screen

import screens
from coach.clock import Clock
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.places import Places
from coach.store.session_store import StudySession
from coach.wiring import build
from goals.drills import Drill
from goals.goal import Goal
from goals.ids import SessionId
from screens.guard import Guard
from screens.themes import DARK

STARTED = datetime(2026, 11, 20, 9, tzinfo=UTC)
STYLES = Path(screens.__file__).parent / "app.tcss"

Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


class Stage(App[None]):
    """Coach's looks and its guard, without its screens."""

    CSS_PATH = STYLES

    def __init__(self, screen: Screen[Any], keymap: dict[str, str]) -> None:
        super().__init__()
        self.first = screen
        self.set_keymap(keymap)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [Guard(), *super().get_line_filters()]

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.push_screen(self.first)


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the goal was just set."""
    folder = tmp_path_factory.mktemp("made") / "home"
    built = build(Places(folder, folder / "config.toml"), Clock("UTC", STARTED))
    built.setting.accept(built.setting.read("IELTS writing 7 to 8.5 by June 2027, 30 min a day"))
    built.close()
    return folder


@pytest.fixture
def home(made_home: Path, places: Places, clock: Clock) -> Iterator[Journeys]:
    """A copy of it, opened at nine on the first day."""
    shutil.copytree(made_home, places.home)
    built = build(places, clock)
    yield built
    built.close()


@pytest.fixture
def goal(home: Journeys) -> Goal:
    """The one goal of the home."""
    return home.today.goals()[0]


@pytest.fixture
def sit(home: Journeys, goal: Goal) -> Callable[..., Sitting]:
    """Sits down to just these drills: `sit(drill, drill, minutes=30)`."""

    def seated(*drills: Drill, minutes: int = 30) -> Sitting:
        desk = home.drilling
        desk.drills.take_in(goal.pack or "", goal.title, "1", "made for a test", drills)
        queue = [(drill.id, "focus") for drill in drills]
        state = {"queue": queue, "place": 0, "hints": 0, "levels": {}}
        session = SessionId("session-of-a-test")
        now, day = desk.clock.now(), desk.clock.day()
        desk.sessions.put(StudySession(session, goal.id, day, "drill", minutes, now, None, state))
        return desk.sitting(session)

    return seated


@pytest.fixture
def stage() -> Open:
    """Opens a screen: `async with stage(screen, size=(80, 24)) as pilot`."""

    @asynccontextmanager
    async def opened(
        screen: Screen[Any], *, size: tuple[int, int] = (80, 24), keymap: dict[str, str] | None = None
    ) -> AsyncIterator[Pilot[Any]]:
        app = Stage(screen, keymap or {})
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return opened


@pytest.fixture
def painted() -> Callable[[Pilot[Any]], str]:
    """The characters on the terminal."""

    def read(pilot: Pilot[Any]) -> str:
        rows = pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)

    return read
