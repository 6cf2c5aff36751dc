"""Makes the pictures in `docs/screens/` from the real app on the sample learner: uv run python docs/make_screens.py

80 columns, 24 rows, a clock that stands still. The pictures link to nothing: fonts are the reader's own.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from textual.pilot import Pilot
from textual.widgets import Input

from coach.clock import SteppedClock
from coach.demo import open_demo
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.wiring import build
from goals.drills import TextKey
from goals.graders import key_answer
from screens.app import CoachApp
from screens.drill.screen import DrillScreen
from screens.drill.asking import Phase

HERE = Path(__file__).parent / "screens"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENTENCE = "IELTS writing 7 to 8.5 by June, 45 min a day"
MOST = 200
"""Drills looked through at the most for one that shows well."""


@asynccontextmanager
async def opened(journeys: Journeys) -> AsyncIterator[Pilot[int]]:
    """The app on a home, drawn and at rest."""
    async with CoachApp(journeys).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        yield pilot
    journeys.close()


async def settled(pilot: Pilot[int]) -> None:
    """Until what was begun is done and drawn."""
    await pilot.pause(0.3)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.1)


def keep(pilot: Pilot[int], name: str) -> None:
    """The screen as it stands, as a picture that links to nothing."""
    drawn = pilot.app.export_screenshot(title="Coach")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(drawn + "\n", encoding="utf-8")


async def first_run(places: Places) -> None:
    """The one question, answered."""
    async with opened(build(places, SteppedClock(NOW))) as pilot:
        pilot.app.screen.query_one(Input).value = SENTENCE
        await settled(pilot)
        keep(pilot, "first-run")


async def main_screens(wire: Callable[[], Journeys]) -> None:
    """Today, goals, and the level over time."""
    async with opened(wire()) as pilot:
        keep(pilot, "today")
        await pilot.press("2")
        await settled(pilot)
        keep(pilot, "goals")
        await pilot.press("v")
        await settled(pilot)
        keep(pilot, "chart")


async def sitting(wire: Callable[[], Journeys]) -> None:
    """A drill, what comes back on a near miss, and how the session went."""
    journeys = wire()
    clock = journeys.clock
    assert isinstance(clock, SteppedClock)
    chance = Random(5)
    async with opened(journeys) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DrillScreen)
        shown = False
        for _ in range(MOST):
            if screen.phase is Phase.DONE:
                break
            if screen.phase is Phase.UP:
                await pilot.press("enter")
                continue
            assert screen.drill is not None
            drill = screen.drill.drill
            clock.go(seconds=chance.uniform(0.4, 1.2) * drill.seconds)
            if not shown and isinstance(drill.key, TextKey) and drill.distractors and len(drill.key.gaps) == 1:
                shown = True
                await pilot.press(*drill.key.gaps[0][0][:4])
                await settled(pilot)
                keep(pilot, "drill")
                screen.hand_in(drill.distractors[0])
                await pilot.pause()
                await pilot.press("3")
                await settled(pilot)
                keep(pilot, "feedback")
            elif chance.random() < 0.8:
                screen.grade(key_answer(drill), 3 if chance.random() < 0.4 else 2)
            else:
                screen.grade("", None, dont_know=True)
            await pilot.pause()
            if screen.phase is Phase.TOLD:
                await pilot.press("enter")
            await pilot.pause()
        await settled(pilot)
        keep(pilot, "summary")


async def make() -> None:
    """All pictures."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="coach-screens-") as folder:
        home = Path(folder) / "home"
        await first_run(Places(home, home / "config.toml"))
    with closing(open_demo(days=60, clock=SteppedClock(NOW))) as sample:

        def wire() -> Journeys:
            return build(sample, SteppedClock(NOW), is_sample=True)

        await main_screens(wire)
        await sitting(wire)


if __name__ == "__main__":
    asyncio.run(make())
