"""The app's shell: keys that work everywhere, the learner's own, themes, the palette, failures in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from coach.clock import Clock
from coach.config import Config
from coach.errors import DiskTrouble
from coach.journeys.bundle import Journeys
from coach.journeys.today import Today
from coach.places import Places
from coach.wiring import build
from goals.refusals import Refused
from screens.app import CoachApp, run
from screens.dialogs import CardDialog, HelpDialog
from screens.goals.screen import GoalsScreen
from screens.keymap import checked
from screens.themes import DARK, LIGHT
from screens.today import TodayScreen

Painted = Callable[[Pilot[Any]], str]


def on(pilot: Pilot[Any]) -> type:
    """The kind of screen on top."""
    return type(pilot.app.screen)


async def test_number_keys_go_between_the_main_screens(home: Journeys, painted: Painted) -> None:
    async with CoachApp(home).run_test() as pilot:
        assert on(pilot) is TodayScreen
        await pilot.press("2")
        await pilot.pause()
        assert on(pilot) is GoalsScreen
        await pilot.press("1")
        await pilot.pause()
        assert on(pilot) is TodayScreen
        assert "1 Today   2 Goals" in painted(pilot)


async def test_c_keeps_a_card_from_anywhere_and_u_takes_it_back(home: Journeys, painted: Painted) -> None:
    async with CoachApp(home).run_test() as pilot:
        for screen in ("1", "2"):
            await pilot.press(screen)
            await pilot.pause()
            await pilot.press("c")
            await pilot.pause()
            assert on(pilot) is CardDialog
            await pilot.press(*"one", "enter")
            await pilot.pause()
            assert [card.text for card in home.keeping.every()] == ["one"]
            await pilot.press("u")
            await pilot.pause()
            assert home.keeping.every() == ()


async def test_undo_says_what_it_took_back_and_when_nothing_is_left(home: Journeys) -> None:
    async with CoachApp(home).run_test(notifications=True) as pilot:
        home.keeping.keep("[/] not markup [b]")
        await pilot.press("u", "u", "u")
        await pilot.pause()
        said = [notice.message for notice in pilot.app._notifications]
        assert said == [
            "Taken back: the card “[/] not markup [b]”.",
            "Taken back: setting the goal IELTS Writing.",
            "Nothing left to take back.",
        ]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_takes_one_key(home: Journeys, key: str) -> None:
    app = CoachApp(home)
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert app.return_code == 0


async def test_help_opens_on_every_main_screen(home: Journeys, painted: Painted) -> None:
    async with CoachApp(home).run_test() as pilot:
        for screen, says in (
            ("1", "Plan today with more or fewer minutes"),
            ("2", "Another target for this skill"),
        ):
            await pilot.press(screen)
            await pilot.pause()
            await pilot.press("question_mark")
            await pilot.pause()
            assert on(pilot) is HelpDialog
            seen = painted(pilot)
            assert says in seen
            await pilot.press("escape")
            await pilot.pause()


async def test_what_a_key_cannot_do_is_one_sentence_and_the_app_goes_on(
    home: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskTrouble("The disk is full.", "Free some room and try again.")

    async with CoachApp(home).run_test(notifications=True) as pilot:
        await pilot.pause(0.1)
        await pilot.app.workers.wait_for_complete()
        monkeypatch.setattr(type(home.undoing), "undo", full)
        await pilot.press("u")
        await pilot.pause()
        (notice,) = pilot.app._notifications
        assert notice.message == "The disk is full. Free some room and try again."
        await pilot.press("2")
        await pilot.pause()
        assert on(pilot) is GoalsScreen


async def test_a_failure_while_looking_is_said_too(home: Journeys, monkeypatch: pytest.MonkeyPatch) -> None:
    async with CoachApp(home).run_test(notifications=True) as pilot:
        await pilot.pause(0.1)
        await pilot.app.workers.wait_for_complete()

        def busy(*_: object) -> None:
            raise DiskTrouble("The disk refused.", "Check it.")

        home.keeping.keep("one")
        monkeypatch.setattr(Today, "look", busy)
        await pilot.press("u")
        await pilot.pause()
        assert "The disk refused. Check it." in [notice.message for notice in pilot.app._notifications]


# Keys of the learner's own


async def test_keys_can_be_put_elsewhere(home: Journeys, painted: Painted) -> None:
    keymap = checked({"today.minutes": "f4", "app.goals": "ctrl+g", "today.why": "?", "today.help": "f1"})
    async with CoachApp(home, keymap).run_test() as pilot:
        assert "f4 minutes" in painted(pilot)
        assert "ctrl+g Goals" in painted(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert on(pilot) is TodayScreen
        await pilot.press("f4")
        await pilot.pause()
        assert "How many minutes today?" in painted(pilot)
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        assert "Why this plan" in painted(pilot)
        await pilot.press("escape", "ctrl+g")
        await pilot.pause()
        assert on(pilot) is GoalsScreen


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"today.minuets": "f4"}, "today.minuets"),
        ({"nonsense": "f4"}, "nonsense"),
        ({"today.minutes": "wibble"}, "which is no key"),
        ({"today.minutes": ""}, "which is no key"),
        ({"today.minutes": "ctrl+"}, "which is no key"),
        ({"today.minutes": "hyperspace+a"}, "which is no key"),
        ({"today.minutes": "\x1b[2J"}, "which is no key"),
        ({"today.minutes": "w"}, "on the same key"),
        ({"today.minutes": "f4", "today.why": "f4"}, "on the same key"),
    ],
)
def test_keys_that_cannot_be_are_refused_in_a_sentence(keys: dict[str, str], says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        checked(keys)
    assert refused.value.hint
    assert "\x1b" not in str(refused.value)


def test_two_keys_may_change_places() -> None:
    assert checked({"today.minutes": "w", "today.why": "m"}) == {"today.minutes": "w", "today.why": "m"}


@pytest.mark.parametrize("config", [Config(theme="no-such"), Config(keys={"no.such": "x"})])
def test_wrong_settings_stop_before_the_terminal_is_taken(home: Journeys, config: Config) -> None:
    with pytest.raises(Refused, match=r"config\.toml"):
        run(replace(home, config=config))


# Themes and the palette


@pytest.mark.parametrize(
    ("setting", "theme"),
    [
        ("", DARK.name),
        ("dark", DARK.name),
        ("light", LIGHT.name),
        ("coach-light", LIGHT.name),
        ("nord", "nord"),
    ],
)
async def test_the_theme_is_the_one_of_the_settings(home: Journeys, setting: str, theme: str) -> None:
    async with CoachApp(replace(home, config=Config(theme=setting))).run_test() as pilot:
        assert pilot.app.theme == theme
        assert pilot.app.has_class("-light-mode" if theme == LIGHT.name else "-dark-mode")


async def test_a_theme_chosen_in_the_palette_stays(home: Journeys) -> None:
    async with CoachApp(home).run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"light theme")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == LIGHT.name
    async with CoachApp(home).run_test() as pilot:
        assert pilot.app.theme == LIGHT.name
    async with CoachApp(replace(home, config=Config(theme="dark"))).run_test() as pilot:
        assert pilot.app.theme == DARK.name


async def test_the_palette_lists_what_the_screen_can_do(home: Journeys, painted: Painted) -> None:
    async with CoachApp(home).run_test(size=(100, 50)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, CommandPalette)
        seen = painted(pilot)
        for command in ("Start", "Find my level", "Minutes", "New goal", "Undo", "Goals", "Light theme"):
            assert command in seen
        assert "Screenshot" not in seen
        await pilot.press(*"minutes")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "How many minutes today?" in painted(pilot)


async def test_a_sample_is_marked_on_every_screen(home: Journeys, painted: Painted) -> None:
    async with CoachApp(replace(home, is_sample=True)).run_test() as pilot:
        for screen in ("1", "2"):
            await pilot.press(screen)
            await pilot.pause()
            assert "a sample learner, nothing here is yours" in painted(pilot)


@pytest.mark.parametrize("key", ["h", "s", "question_mark"])
async def test_a_drill_another_coach_answered_is_passed(
    home: Journeys, painted: Painted, places: Places, clock: Clock, key: str
) -> None:
    other = build(places, clock)
    async with CoachApp(home).run_test(notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Focus 1 of" in painted(pilot)
        other.drilling.sit_down(other.today.goals()[0]).answer("elsewhere", 1)
        if pilot.app.focused is not None:
            await pilot.press("escape")
        await pilot.press(key)
        await pilot.pause()
        assert "Focus 2 of" in painted(pilot)
        assert any("Another Coach answered" in notice.message for notice in pilot.app._notifications)
    assert home.drilling.attempts.count() == 1
    other.close()


@pytest.mark.parametrize(("setting", "brightest"), [("coach-light", True), ("coach-dark", False)])
async def test_a_theme_is_what_is_painted_not_only_its_name(
    home: Journeys, setting: str, brightest: bool
) -> None:
    async with CoachApp(replace(home, config=Config(theme=setting))).run_test() as pilot:
        await pilot.pause()
        assert (pilot.app.screen.styles.background.brightness > 0.5) is brightest
