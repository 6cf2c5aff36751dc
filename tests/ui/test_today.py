"""The Today screen: where am I, how far is the goal, what now, at every size and by keyboard alone."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from coach.config import Config
from coach.journeys.bundle import Journeys
from coach.places import Places
from goals.goal import Goal
from goals.graders import key_answer
from screens.app import CoachApp
from screens.dialogs import AskDialog, TextDialog
from screens.drill.screen import DrillScreen
from screens.first_run import FirstRunScreen
from screens.placement import PlacementScreen
from screens.today import TodayScreen, minutes

if TYPE_CHECKING:
    from tests.conftest import FrozenClock

Painted = Callable[[Pilot[Any]], str]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


@pytest.fixture
def launch(home: Journeys) -> Open:
    """Opens Coach on the home; what does not wait for the first frame is done."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24), config: Config | None = None
    ) -> AsyncIterator[Pilot[Any]]:
        journeys = replace(home, config=config) if config else home
        async with CoachApp(journeys).run_test(size=size) as pilot:
            await pilot.pause(0.1)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            yield pilot

    return opened


def practise(home: Journeys, goal: Goal, answers: int) -> None:
    sitting = home.drilling.sit_down(goal)
    for _ in range(answers):
        ask = sitting.ask()
        assert ask is not None
        sitting.answer(key_answer(ask.drill), 3, seconds=30)
    sitting.finish()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_glance_shows_goal_odds_plan_and_next_key(
    launch: Open, painted: Painted, home: Journeys, goal: Goal, size: tuple[int, int]
) -> None:
    async with launch(size) as pilot:
        seen = painted(pilot)
        lines = seen.splitlines()
        assert "Fri 20 Nov" in lines[0]
        assert "IELTS Writing  7 → 8.5" in seen
        assert "222 days left" in seen
        assert "30 minutes today" in seen
        assert "◎" in seen
        for block in home.today.look(goal).agenda.blocks:
            assert any(block.kind.capitalize() in line and f" {block.minutes} " in line for line in lines)
        assert lines[-1].strip().startswith("enter start")
        assert lines[-1].rstrip().endswith("? help")
        assert all(len(line) <= size[0] for line in lines)


async def test_the_level_has_no_number_before_there_is_evidence(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        assert "not measured yet" in painted(pilot)


async def test_enter_starts_and_coming_back_shows_what_is_left(
    launch: Open, painted: Painted, home: Journeys
) -> None:
    async with launch() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, DrillScreen)
        screen.sitting.answer("not this", 2, seconds=20)
        screen.leave()
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "Go on where you stopped" in painted(pilot)
        assert "m minutes" not in painted(pilot)
        await pilot.press("enter")
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, DrillScreen)
        assert again.sitting.session.id == screen.sitting.session.id


async def test_p_offers_a_placement_until_something_was_answered(
    launch: Open, painted: Painted, home: Journeys, goal: Goal
) -> None:
    async with launch() as pilot:
        assert "find my level" in painted(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlacementScreen)
    practise(home, goal, 1)
    home.placing.sit_down(goal).stop()
    async with launch() as pilot:
        assert "find my level" not in painted(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_m_plans_the_day_anew(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskDialog)
        for wrong in ("", "abc", "4", "241", "1e2", "٣٠"):
            pilot.app.screen.query_one("Line").value = wrong  # type: ignore[attr-defined]
            await pilot.press("enter")
            assert "That is no number of minutes." in painted(pilot)
        pilot.app.screen.query_one("Line").value = "10"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "10 minutes today" in painted(pilot)


async def test_w_says_why_and_all_that_was_left_out(
    launch: Open, painted: Painted, home: Journeys, goal: Goal
) -> None:
    async with launch((120, 50)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextDialog)
        seen = " ".join(painted(pilot).split())
        agenda = home.today.look(goal).agenda
        assert all(" ".join(block.reason.split())[:40] in seen for block in agenda.blocks)
        assert all(text[:40] in seen for text in agenda.left_out)


async def test_l_says_what_would_make_the_date_likely(launch: Open, painted: Painted) -> None:
    async with launch() as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert "What would make it likely" in painted(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_two_goals_are_turned_with_brackets_or_arrows(
    launch: Open, painted: Painted, home: Journeys, clock: FrozenClock
) -> None:
    clock.go(days=1)
    home.setting.accept(home.setting.read("learn Welsh from A1 to B1 in 14 months, 25 min a day"))
    async with launch() as pilot:
        assert "IELTS Writing" in painted(pilot)
        assert "next goal" in painted(pilot)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "Welsh" in painted(pilot)
        await pilot.press("left")
        await pilot.pause()
        assert "IELTS Writing" in painted(pilot)


async def test_a_goal_without_drills_says_what_can_be_done(
    launch: Open, painted: Painted, home: Journeys, goal: Goal
) -> None:
    home.tending.set_status(goal, "paused")
    home.setting.accept(home.setting.read("learn Welsh from A1 to B1 in 14 months, 25 min a day"))
    async with launch() as pilot:
        seen = painted(pilot)
        assert "Nothing to drill today." in seen
        assert "No pack of drills covers this goal yet." in seen
        assert "enter start" not in seen
        assert "find my level" not in seen


async def test_yesterday_is_told_without_praise_or_blame(
    launch: Open, painted: Painted, home: Journeys, goal: Goal, clock: FrozenClock
) -> None:
    practise(home, goal, 4)
    clock.go(days=1)
    async with launch() as pilot:
        assert "Yesterday 2 minutes, 4 answers. Sure 4 times, right 4." in painted(pilot)
    clock.go(days=6)
    async with launch() as pilot:
        assert "Nothing for 6 days. A few minutes of recall first; what waits is spread out." in " ".join(
            painted(pilot).split()
        )


async def test_a_clock_set_back_is_said(
    launch: Open, painted: Painted, home: Journeys, goal: Goal, clock: FrozenClock
) -> None:
    practise(home, goal, 2)
    clock.go(days=-30)
    async with launch() as pilot:
        assert "The clock stands before your last answer" in painted(pilot)


async def test_u_takes_back_and_the_screen_shows_it(
    launch: Open, painted: Painted, home: Journeys, goal: Goal
) -> None:
    home.tending.change(goal, minutes_per_day=50)
    async with launch() as pilot:
        assert "50 minutes today" in painted(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "30 minutes today" in painted(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "No goal yet." in painted(pilot)


async def test_a_new_goal_is_the_one_shown(launch: Open, painted: Painted, home: Journeys) -> None:
    async with launch() as pilot:
        await pilot.press("g")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, FirstRunScreen)
        screen.dismiss(
            home.setting.accept(home.setting.read("learn Welsh from A1 to B1 in 14 months, 25 min a day"))
        )
        await pilot.pause()
        await pilot.pause()
        assert "Welsh" in painted(pilot)


async def test_without_unicode_all_marks_are_ascii(launch: Open, painted: Painted) -> None:
    async with launch(config=Config(ascii=True)) as pilot:
        seen = painted(pilot)
        assert seen.isascii(), sorted({sign for sign in seen if not sign.isascii()})
        assert "7 -> 8.5" in seen


async def test_a_small_window_asks_for_room_and_scrolls(launch: Open, painted: Painted) -> None:
    async with launch((40, 10)) as pilot:
        first = painted(pilot)
        assert "or more is better" in first
        assert "enter start" in first
        await pilot.press("pagedown")
        await pilot.pause()
        assert painted(pilot) != first
        await pilot.press("pageup")
        await pilot.pause()
        assert painted(pilot) == first
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DrillScreen)


@pytest.mark.parametrize("size", [(1, 1), (20, 4), (300, 100)])
async def test_no_size_is_too_odd_to_draw(launch: Open, painted: Painted, size: tuple[int, int]) -> None:
    async with launch(size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape", "w", "escape", "down", "up")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_long_hostile_title_neither_breaks_the_line_nor_runs(
    launch: Open, painted: Painted, places: Places
) -> None:
    title = "[@click=app.quit]x[/] [/b] " + "long " * 40
    with sqlite3.connect(places.database) as other:
        other.execute("UPDATE goals SET title = ?", (title,))
    other.close()
    async with launch() as pilot:
        seen = painted(pilot)
        assert "[@click=app.quit]x[/] [/b] long" in seen
        assert "222 days left" in seen
        await pilot.click("#goal", offset=(3, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_new_drills_are_taken_in_after_the_first_frame(
    launch: Open, painted: Painted, places: Places, home: Journeys
) -> None:
    with sqlite3.connect(places.database) as other:
        other.execute("UPDATE packs SET digest = 'an older edition'")
    other.close()
    async with launch():
        assert home.setting.refresh_packs() == ()


@pytest.mark.parametrize(("text", "value"), [("5", 5), (" 240 ", 240), ("030", 30)])
def test_minutes_are_read_as_typed(text: str, value: int) -> None:
    assert minutes(text) == value
