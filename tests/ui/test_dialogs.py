"""Small windows: one question, a yes or no, a card, the keys; esc always leaves things as they were."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input

from coach.errors import DiskTrouble
from coach.journeys.bundle import Journeys
from coach.places import Places
from goals.refusals import Refused
from screens.base import CoachScreen, KeyBar, Plain
from screens.dialogs import AskDialog, CardDialog, ConfirmDialog, HelpDialog, TextDialog

Painted = Callable[[Pilot[Any]], str]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]
MARKUP = "[/] [b]bold[/b] [@click=app.quit]x[/] list[int]"


class Ground(CoachScreen[None]):
    """What a window opens on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "nothing", "strike", id="ground.strike", tooltip="Strike it out"),
        Binding("y", "never", "never", id="ground.never", tooltip="Never possible"),
        Binding("question_mark", "app.help", "help", key_display="?", id="ground.help", tooltip="Keys"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.struck = 0

    def compose(self) -> ComposeResult:
        yield Plain("ground")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "never"

    def action_nothing(self) -> None:
        self.struck += 1


def refuse(text: str) -> None:
    if text != "yes":
        raise Refused(f"“{text}” won't do.", "Say yes.")


async def open_on(pilot: Pilot[Any], dialog: Any) -> list[Any]:
    """Open a window; what it answers."""
    answers: list[Any] = []
    pilot.app.push_screen(dialog, answers.append)
    await pilot.pause()
    return answers


async def test_one_line_is_asked_checked_and_given(stage: Open, painted: Painted) -> None:
    async with stage(Ground()) as pilot:
        answers = await open_on(pilot, AskDialog("Sure?", "maybe", "yes", check=refuse))
        assert "Sure?" in painted(pilot)
        await pilot.press("enter")
        assert "“maybe” won't do. Say yes." in painted(pilot)
        assert answers == []
        pilot.app.screen.query_one(Input).value = "yes"
        await pilot.press("enter")
        await pilot.pause()
        assert answers == ["yes"]


async def test_esc_leaves_the_question_unanswered(stage: Open) -> None:
    async with stage(Ground()) as pilot:
        answers = await open_on(pilot, AskDialog("Sure?"))
        await pilot.press("a", "escape")
        await pilot.pause()
        assert answers == [None]


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("n", False), ("escape", False), ("enter", False)])
async def test_only_y_is_a_yes(stage: Open, key: str, answer: bool) -> None:
    async with stage(Ground()) as pilot:
        answers = await open_on(pilot, ConfirmDialog("Drop it?", "Nothing is deleted."))
        await pilot.press(key)
        await pilot.pause()
        assert answers == [answer]


async def test_a_card_is_on_disk_before_the_window_closes(
    stage: Open, home: Journeys, places: Places
) -> None:
    async with stage(Ground()) as pilot:
        await open_on(pilot, CardDialog(home.keeping, origin="session 1", topic="collocations"))
        pilot.app.screen.query_one(Input).value = "reach a compromise"
        await pilot.press("enter")
        assert "reach a compromise" in (places.memory / "cards.md").read_text(encoding="utf-8")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ground)
    (card,) = home.keeping.every()
    assert (card.origin, card.topic) == ("session-1", "collocations")


async def test_a_card_that_cannot_be_kept_stays_in_the_window(
    stage: Open, painted: Painted, home: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskTrouble("The disk is full.", "Free some room.")

    async with stage(Ground()) as pilot:
        await open_on(pilot, CardDialog(home.keeping))
        await pilot.press("enter")
        assert "An empty card was not kept." in painted(pilot)
        pilot.app.screen.query_one(Input).value = "reach a compromise"
        with monkeypatch.context() as patch:
            patch.setattr(type(home.keeping), "keep", full)
            await pilot.press("enter")
        assert "The disk is full. Free some room." in painted(pilot)
        assert pilot.app.screen.query_one(Input).value == "reach a compromise"


async def test_help_shows_the_keys_that_work_now_and_what_they_do(stage: Open, painted: Painted) -> None:
    ground = Ground()
    async with stage(ground) as pilot:
        await open_on(pilot, HelpDialog(ground))
        seen = painted(pilot)
        assert "x   Strike it out" in seen
        assert "Never possible" not in seen
        await pilot.press("escape")
        assert pilot.app.screen is ground


async def test_help_shows_keys_as_the_learner_set_them(stage: Open, painted: Painted) -> None:
    ground = Ground()
    async with stage(ground, keymap={"ground.strike": "f7"}) as pilot:
        assert "f7 strike" in painted(pilot)
        await open_on(pilot, HelpDialog(ground))
        assert "f7   Strike it out" in painted(pilot)
        await pilot.press("escape", "x", "f7")
        assert ground.struck == 1


async def test_the_last_line_shows_what_is_possible_and_can_be_clicked(stage: Open, painted: Painted) -> None:
    ground = Ground()
    async with stage(ground) as pilot:
        last = painted(pilot).splitlines()[-1]
        assert last.strip() == "x strike   ? help"
        await pilot.click(KeyBar, offset=(3, 1))
        await pilot.pause()
        assert ground.struck == 1


@pytest.mark.parametrize("size", [(80, 24), (24, 6)])
@pytest.mark.parametrize(
    "dialog",
    [
        lambda: AskDialog(MARKUP, MARKUP, MARKUP),
        lambda: ConfirmDialog(MARKUP, MARKUP),
        lambda: TextDialog(MARKUP, MARKUP),
        lambda: TextDialog(MARKUP, Content("long line " * 200)),
    ],
)
async def test_text_is_shown_as_written_at_any_size(
    stage: Open, painted: Painted, dialog: Callable[[], Any], size: tuple[int, int]
) -> None:
    async with stage(Ground(), size=size) as pilot:
        await open_on(pilot, dialog())
        if size == (80, 24):
            assert "[/] [b]bold[/b] [@click=app.quit]x[/] list[int]" in painted(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ground)
