"""First run: one sentence, shown as it was understood, changed part by part, and then a goal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach import wiring
from coach.clock import Clock
from coach.journeys.bundle import Journeys
from coach.places import Places
from screens.app import CoachApp
from screens.drill.screen import DrillScreen
from screens.first_run import FirstRunScreen
from screens.today import TodayScreen

SENTENCE = "IELTS writing 7 to 8.5 by June, 45 min a day"

Painted = Callable[[Pilot[Any]], str]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


@pytest.fixture
def new_home(places: Places, clock: Clock) -> Iterator[Journeys]:
    """A home in which there is nothing yet."""
    built = wiring.build(places, clock)
    yield built
    built.close()


@pytest.fixture
def launch(new_home: Journeys) -> Open:
    """Opens Coach for someone new."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        async with CoachApp(new_home).run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot

    return opened


async def settled(pilot: Pilot[Any]) -> None:
    """Until nothing is under way: what reads ahead in a thread, and what follows it."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def write(pilot: Pilot[Any], text: str) -> None:
    """Into the field that has the focus, as a paste does; read when the fingers rest."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    field.value = text
    await pilot.pause(0.15)


async def test_someone_new_meets_one_question_and_an_example(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        assert isinstance(pilot.app.screen, FirstRunScreen)
        seen = painted(pilot)
        assert "What do you want to be able to do, and by when?" in seen
        assert "For example:" in seen
        assert isinstance(pilot.app.focused, Input)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_was_understood_is_shown_before_anything_is_saved(
    launch: Open, painted: Painted, new_home: Journeys, size: tuple[int, int]
) -> None:
    async with launch(size) as pilot:
        await write(pilot, SENTENCE)
        seen = painted(pilot)
        for part in ("IELTS Writing, built-in pack", "8.5", "30 June 2027", "45 minutes a day"):
            assert part in seen
        assert "Hours others needed" in seen
        assert "unlikely" in seen
        assert "enter set this goal" in seen
        assert all(len(line) <= size[0] for line in seen.splitlines())
        assert new_home.today.goals() == ()


async def test_enter_sets_the_goal_and_shows_the_day_with_its_keys(
    launch: Open, painted: Painted, new_home: Journeys
) -> None:
    async with launch() as pilot:
        await write(pilot, SENTENCE)
        await pilot.press("enter")
        await settled(pilot)
        (goal,) = new_home.today.goals()
        assert (goal.target, goal.deadline, goal.minutes_per_day) == (8.5, date(2027, 6, 30), 45)
        assert isinstance(pilot.app.screen, TodayScreen)
        seen = painted(pilot)
        assert "IELTS Writing" in seen
        assert "enter start" in seen
        assert "p find my level" in seen


async def test_twelve_keys_lead_from_the_sentence_to_the_first_graded_answer(
    launch: Open, new_home: Journeys
) -> None:
    keys = 0

    async with launch() as pilot:
        await write(pilot, SENTENCE)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        keys += 2
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DrillScreen)
        ask = screen.sitting.ask()
        assert ask is not None
        if pilot.app.focused is not None:
            await pilot.press(*"ok", "enter", "2")
            keys += 4
        else:
            await pilot.press("1", "2")
            keys += 2
        await pilot.pause()
        assert new_home.drilling.attempts.count() == 1
    assert keys <= 12


async def test_enter_with_nothing_written_says_what_to_do(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        await pilot.press("enter")
        assert "Write one sentence first." in painted(pilot)
        await write(pilot, "   ")
        await pilot.press("enter")
        assert "Write one sentence first." in painted(pilot)


async def test_what_is_missing_is_asked_for_one_by_one(
    launch: Open, painted: Painted, new_home: Journeys
) -> None:
    async with launch() as pilot:
        await write(pilot, "IELTS writing 7 to 8.5")
        await pilot.press("enter")
        assert "By when?" in painted(pilot)
        await write(pilot, "30 June 2027")
        await pilot.press("enter")
        assert "minutes a day" in painted(pilot)
        await write(pilot, "45")
        await pilot.press("enter")
        await pilot.press("enter")
        await settled(pilot)
        (goal,) = new_home.today.goals()
        assert (goal.deadline, goal.minutes_per_day) == (date(2027, 6, 30), 45)


async def test_tab_walks_every_part_and_each_can_be_changed(
    launch: Open, painted: Painted, new_home: Journeys
) -> None:
    changes = {
        "goal": ("IELTS Writing", "IELTS writing"),
        "kind": ("language", "language"),
        "scale": ("", ""),
        "now": ("6.5", "6.5"),
        "target": ("8", "8"),
        "by": ("1 September 2027", "1 September 2027"),
        "time": ("20", "20 minutes"),
    }
    async with launch() as pilot:
        await write(pilot, SENTENCE)
        for label, (typed, _) in changes.items():
            await pilot.press("tab")
            line = next(line for line in painted(pilot).splitlines() if line.lstrip().startswith(">"))
            assert line.split()[1] == label
            if typed:
                await write(pilot, typed)
        await pilot.press("tab")
        assert pilot.app.focused is pilot.app.screen.query_one("#sentence")
        seen = painted(pilot)
        for _, shown in changes.values():
            assert shown in seen
        await pilot.press("enter")
        await settled(pilot)
        (goal,) = new_home.today.goals()
        assert (goal.current, goal.target, goal.minutes_per_day) == (6.5, 8, 20)
        assert goal.deadline == date(2027, 9, 1)


async def test_esc_leaves_a_part_as_it_was_then_starts_over_then_goes_back(
    launch: Open, painted: Painted, new_home: Journeys
) -> None:
    async with launch() as pilot:
        await write(pilot, SENTENCE)
        await pilot.press("tab")
        await write(pilot, "something else")
        assert "esc leave it" in painted(pilot)
        await pilot.press("escape")
        assert "something else" not in painted(pilot)
        assert "esc start over" in painted(pilot)
        await pilot.press("escape")
        assert "30 June 2027" not in painted(pilot)
        assert "esc back" in painted(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "No goal yet." in painted(pilot)
        assert new_home.today.goals() == ()
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FirstRunScreen)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("IELTS writing 7 to 12 by June, 45 min a day", "12 is off the scale."),
        ("IELTS writing 7 to 8.5 by June 2020, 45 min a day", "is over"),
        ("[/] [b] [@click=app.quit]x[/]", ""),
        ("x" * 3_000, ""),
        ("\x1b]52;c;UFdORUQ=\x07 \u202egnitirw", ""),
    ],
)
async def test_what_cannot_be_read_is_said_and_nothing_is_saved(
    launch: Open, painted: Painted, new_home: Journeys, sentence: str, says: str
) -> None:
    async with launch() as pilot:
        await write(pilot, sentence)
        assert says in painted(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FirstRunScreen)
        assert new_home.today.goals() == ()
        assert "\x1b" not in painted(pilot)


async def test_help_is_on_f1_where_a_question_mark_is_a_letter(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        await pilot.press("question_mark")
        assert pilot.app.screen.query_one("#sentence", Input).value == "?"
        await pilot.press("f1")
        await pilot.pause()
        assert "Set the goal, or go to what is missing" in painted(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, FirstRunScreen)


async def test_in_a_small_window_all_of_it_still_works(
    launch: Open, painted: Painted, new_home: Journeys
) -> None:
    async with launch((40, 10)) as pilot:
        assert "or more is better" in painted(pilot)
        await write(pilot, SENTENCE)
        await pilot.press("enter")
        await settled(pilot)
        assert len(new_home.today.goals()) == 1
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "or more is better" not in painted(pilot)
