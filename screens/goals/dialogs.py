"""Windows of the Goals screen: prerequisites to tick, and a goal to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from goals.ids import SkillId
from goals.plain import one_line
from goals.refusals import Refused
from goals.skills import Skill
from screens.base import Line, Plain
from screens.words import MUTED


@dataclass(frozen=True, slots=True)
class GoalTexts:
    """A goal's parts as they were typed."""

    title: str
    target: str
    date: str
    minutes: str


class PrerequisitesDialog(ModalScreen[tuple[SkillId, ...] | None]):
    """What comes before a skill, ticked from a list; None if it is left.

    Args:
        name: of the skill.
        offered: what could come first.
        branches: names of what they belong to.
        ticked: what does now.
        check: called with the ticked ones; a `Refused` it raises is shown and the window stays.
    """

    DEFAULT_CSS = """
    PrerequisitesDialog OptionList { height: auto; max-height: 12; border: none; padding: 0; background: $surface; }
    PrerequisitesDialog OptionList { scrollbar-size-vertical: 1; }
    PrerequisitesDialog OptionList:focus { border: none; background-tint: $foreground 0%; }
    PrerequisitesDialog OptionList > .option-list--option-highlighted {
        background: $foreground 12%; color: $foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", id="prerequisites.tick", tooltip="Tick or untick", priority=True),
        Binding(
            "enter", "keep", "Keep", id="prerequisites.keep", tooltip="Keep what is ticked", priority=True
        ),
        Binding("escape", "leave", "Leave it", id="dialog.leave"),
    ]

    def __init__(
        self,
        name: str,
        offered: Sequence[Skill],
        branches: Mapping[SkillId, str],
        ticked: Iterable[SkillId],
        check: Callable[[tuple[SkillId, ...]], object],
    ) -> None:
        super().__init__()
        self._title = f"What comes before {name}?"
        self._offered = tuple(offered)
        self._branches = branches
        self._ticked = set(ticked)
        self._check = check

    def compose(self) -> ComposeResult:
        """The skills, each with its tick."""
        with Vertical(classes="dialog"):
            yield Plain(self._title, classes="title")
            yield Plain("It waits until these are close to its own level.", classes="muted")
            yield OptionList(*(Option(self._prompt(one)) for one in self._offered), markup=False)
            yield Plain("", id="wrong", classes="bad")
            yield Plain("space  tick      enter  keep      esc  leave it", classes="muted")

    def on_mount(self) -> None:
        """Start on the first row."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self) -> None:
        """A click ticks."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick or untick the row."""
        rows = self.query_one(OptionList)
        if rows.highlighted is None:
            return
        skill = self._offered[rows.highlighted]
        self._ticked ^= {skill.id}
        rows.replace_option_prompt_at_index(rows.highlighted, self._prompt(skill))
        self.query_one("#wrong", Plain).update("")

    def action_keep(self) -> None:
        """Close with what is ticked, unless it goes in a circle."""
        wanted = tuple(one.id for one in self._offered if one.id in self._ticked)
        try:
            self._check(wanted)
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        self.dismiss(wanted)

    def action_leave(self) -> None:
        """Nothing changes."""
        self.dismiss(None)

    def _prompt(self, skill: Skill) -> Content:
        box = "[x] " if skill.id in self._ticked else "[ ] "
        branch = self._branches.get(skill.parent, "") if skill.parent else ""
        return Content.assemble(
            (box, "bold $accent"),
            one_line(skill.name, limit=40),
            (f"   {one_line(branch, limit=30)}", MUTED),
        )


class EditGoalDialog(ModalScreen[bool]):
    """A goal's own parts, one a line; True once they were changed.

    Args:
        texts: what stands in the fields at first.
        offer: what a target may be, in words.
        change: called with what was typed; a `Refused` it raises is shown and the window stays.
    """

    DEFAULT_CSS = """
    EditGoalDialog .label { color: $text-muted; padding-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next", id="edit.next", show=False),
        Binding("up", "app.focus_previous", "Before", id="edit.before", show=False),
        Binding("escape", "leave", "Leave it", id="dialog.leave"),
    ]

    def __init__(self, texts: GoalTexts, offer: str, change: Callable[[GoalTexts], object]) -> None:
        super().__init__()
        self._texts = texts
        self._offer = offer
        self._change = change

    def compose(self) -> ComposeResult:
        """Four fields."""
        with Vertical(classes="dialog"):
            yield Plain("Change the goal", classes="title")
            yield Plain("name", classes="label")
            yield Line(self._texts.title, id="title", max_length=120)
            yield Plain(f"target   {self._offer}", classes="label")
            yield Line(self._texts.target, id="target", max_length=80)
            yield Plain("date   as 2027-06-30 or in words", classes="label")
            yield Line(self._texts.date, id="date", placeholder="30 June 2027, or in 3 months", max_length=80)
            yield Plain("minutes a day   5 to 720", classes="label")
            yield Line(self._texts.minutes, id="minutes", max_length=6)
            yield Plain("", id="wrong", classes="bad")
            yield Plain("enter  keep      tab  next field      esc  leave it", classes="muted")

    def on_input_submitted(self) -> None:
        """Keep all four, unless one is refused."""
        fields = (self.query_one(f"#{name}", Input).value for name in ("title", "target", "date", "minutes"))
        try:
            self._change(GoalTexts(*fields))
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Nothing changes."""
        self.dismiss(False)
