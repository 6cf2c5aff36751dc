"""Finding where to start: questions without verdicts, ways out that lose nothing, a table that may be overruled."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.journeys.bundle import Journeys
from goals.attempts import Attempt
from goals.goal import Goal
from screens.drill.asking import Phase
from screens.placement import PlacementScreen

Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]
Painted = Callable[[Pilot[Any]], str]


def placement(home: Journeys, goal: Goal, **more: bool) -> PlacementScreen:
    return PlacementScreen(home.placing.sit_down(goal), home.undoing, home.keeping, **more)


def answers(screen: PlacementScreen, home: Journeys) -> list[Attempt]:
    return [
        one
        for one in home.drilling.attempts.of_goal(screen.sitting.goal.id)
        if one.session == screen.sitting.session.id
    ]


async def not_known(pilot: Pilot[Any], screen: PlacementScreen, times: int) -> None:
    for _ in range(times):
        if screen.phase is Phase.ASKING:
            await pilot.press("question_mark")


async def test_it_says_what_it_is_for_and_how_long_it_takes(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    async with stage(placement(home, goal)) as pilot:
        seen = " ".join(painted(pilot).split())
        assert "Finding where to start" in seen and "question 1 of at most 15" in seen
        assert "wrong answers are useful" in seen
        assert "Say what you can do today, not what you hope." in seen
        assert "? don't know" in seen


async def test_between_questions_nothing_is_judged(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        for _ in range(3):
            assert screen.drill is not None
            told = screen.drill.drill.explanation
            await pilot.press("question_mark")
            seen = painted(pilot)
            assert told[:25] not in seen
            assert not re.search("Right|Not right|yours|target", seen)
        assert "question 4 of at most 15" in seen and "Noted." in seen
        assert "wrong answers are useful" not in seen, "said once"
    assert [one.dont_know for one in answers(screen, home)] == [True] * 3


async def test_answers_are_kept_with_how_sure_they_were(home: Journeys, goal: Goal, stage: Open) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        for _ in range(15):
            assert screen.drill is not None
            if screen.picked is None and screen.drill.drill.kind != "correction":
                await pilot.press(*([] if screen.writing else ["enter"]), *"something", "enter", "3")
                break
            await pilot.press(*(["escape"] if screen.writing else []), "s")
    (kept,) = answers(screen, home)
    assert (kept.answer, kept.confidence, kept.block) == ("something", 3, "place")


async def test_there_are_no_hints_in_a_test(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        await pilot.press("question_mark")
        if screen.writing:
            await pilot.press("escape")
        assert "hint" not in painted(pilot)
        await pilot.press("h", "w")
        seen = painted(pilot)
        assert "hint" not in seen and "Asked because" not in seen
        assert screen.drill is not None and screen.drill.hints == ()


async def test_a_skipped_question_is_followed_by_another(home: Journeys, goal: Goal, stage: Open) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        assert screen.drill is not None
        first = screen.drill.drill.id
        await pilot.press(*(["escape"] if screen.writing else []), "s")
        assert screen.drill.drill.id != first
    assert answers(screen, home) == []


async def test_at_the_end_every_skill_stands_in_a_table(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen, size=(100, 50)) as pilot:
        await not_known(pilot, screen, 20)
        seen = painted(pilot)
        assert "A suggestion: you can overrule any level in Goals (o)." in seen
        for leaf in screen.sitting.tree.active():
            assert leaf.name[:20] in seen
        assert re.search(r"collocations .*(about \d|not known yet|\d)", seen)
        await pilot.press("enter")
        assert not screen.is_active
    assert home.placing.was_done(goal)
    assert not home.placing.waiting(goal)


async def test_a_skipped_question_is_a_question_too(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen, size=(100, 50)) as pilot:
        await pilot.press(*(["escape"] if screen.writing else []), "s")
        await not_known(pilot, screen, 20)
        asked = len(answers(screen, home)) + 1
        assert f"{asked} questions, {asked - 1} answered;" in painted(pilot)


async def test_levels_beyond_what_was_asked_are_said_to_be_rough(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    easiest = 9.0
    async with stage(screen, size=(100, 50)) as pilot:
        while screen.phase is Phase.ASKING:
            assert screen.drill is not None
            easiest = min(easiest, screen.drill.drill.difficulty)
            await pilot.press("question_mark")
        assert screen.placed is not None
        lowest = min(level.mean for level in screen.placed.levels.values() if level.label != "unknown")
        seen = " ".join(painted(pilot).split())
        said = f"No question was easier than {goal.scale.show(easiest)}: a level below that is a rough guess."
        assert (said in seen) == (lowest < easiest)
        assert lowest < easiest, "or this test says nothing"


async def test_nothing_is_said_of_bounds_that_were_not_reached(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen, size=(100, 50)) as pilot:
        await not_known(pilot, screen, 1)
        await pilot.press(*(["escape"] if screen.writing else []), "escape", "y")
        assert "harder than" not in painted(pilot)


async def test_leaving_can_mean_later(home: Journeys, goal: Goal, stage: Open, painted: Painted) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        await not_known(pilot, screen, 2)
        await pilot.press(*(["escape"] if screen.writing else []), "escape")
        assert "Stop here?" in painted(pilot)
        await pilot.press("enter")
        assert "question 3 of at most 15" in painted(pilot)
        await pilot.press(*(["escape"] if screen.writing else []), "escape", "escape")
        assert not screen.is_active
    assert home.placing.waiting(goal)
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        assert "question 3 of at most 15" in painted(pilot)


async def test_leaving_can_mean_that_is_enough(
    home: Journeys, goal: Goal, stage: Open, painted: Painted
) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        await not_known(pilot, screen, 2)
        await pilot.press(*(["escape"] if screen.writing else []), "escape", "y")
        seen = painted(pilot)
        assert "2 questions; you stopped it." in seen and "A suggestion" in seen
    assert not home.placing.waiting(goal)


async def test_undo_goes_back_a_question(home: Journeys, goal: Goal, stage: Open, painted: Painted) -> None:
    screen = placement(home, goal)
    async with stage(screen) as pilot:
        assert screen.drill is not None
        first = screen.drill.drill.id
        await not_known(pilot, screen, 1)
        await pilot.press(*(["escape"] if screen.writing else []), "u")
        assert screen.drill.drill.id == first
        assert "Taken back" in painted(pilot)
    assert answers(screen, home) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)])
async def test_it_stands_on_every_terminal(
    home: Journeys, goal: Goal, stage: Open, painted: Painted, size: tuple[int, int]
) -> None:
    screen = placement(home, goal, ascii=True)
    async with stage(screen, size=size) as pilot:
        assert screen.drill is not None
        word = screen.drill.drill.prompt.split()[0]
        assert word in painted(pilot)
        await not_known(pilot, screen, 20)
        assert screen.phase is Phase.DONE
        seen = painted(pilot)
        assert "A suggestion" in seen and seen.isascii()
