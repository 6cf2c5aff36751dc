"""First run: what do you want to be able to do, and by when? Chips show what was understood before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.refusals import Refused
from screens.base import CoachScreen, KeyBar, Line, Plain
from screens.first_run_part import Part, wanted
from screens.words import MUTED

if TYPE_CHECKING:
    from goals.intake import Chip, Reading

EXAMPLE: Final = "IELTS writing 7 to 8.5 by June, 45 min a day"
LONGEST: Final = 2_000
"""Characters the sentence may have; of a longer one than is read, it says so."""
PAUSE: Final = 0.08
"""Seconds without a key press after which the sentence is read."""
PARTS: Final = 7
LEAD: Final = (
    "One sentence, in any order: what, from which level to which, by when, how long a day.\n"
    f"For example:  {EXAMPLE}"
)


class FirstRunScreen(CoachScreen[Goal | None]):
    """One sentence in, a goal out. Tab walks the parts; enter accepts."""

    DEFAULT_CSS = """
    FirstRunScreen #form { padding: 0 2; height: 1fr; }
    FirstRunScreen #question { padding: 1 0; text-style: bold; }
    FirstRunScreen #parts { height: auto; padding: 1 0 0 0; }
    FirstRunScreen #wrong { padding: 1 2 0 2; }
    FirstRunScreen #verdict { padding: 1 2 0 2; }
    FirstRunScreen .-none { display: none; }
    FirstRunScreen.-small .pad { display: none; }
    FirstRunScreen.-small #question, FirstRunScreen.-small #wrong, FirstRunScreen.-small #verdict { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "set this goal", id="first.accept", priority=True,
                tooltip="Set the goal, or go to what is missing"),
        Binding("enter", "keep", "keep it", id="first.keep", priority=True, tooltip="Keep this part"),
        Binding("tab", "walk(1)", "change a part", id="first.walk", priority=True,
                tooltip="Walk through the parts and change them"),
        Binding("shift+tab", "walk(-1)", "part before", id="first.back", priority=True, show=False),
        Binding("escape", "drop", "leave it", id="first.drop", tooltip="Leave this part as it was"),
        Binding("escape", "clear", "start over", id="first.clear", tooltip="Empty the sentence"),
        Binding("escape", "leave", "back", id="first.leave", tooltip="To today's plan"),
        Binding("pageup", "scroll(-5)", "", id="first.up", show=False),
        Binding("pagedown", "scroll(5)", "", id="first.down", show=False),
        Binding("f1", "app.help", "help", id="first.help", tooltip="Keys of this screen"),
    ]  # fmt: skip

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self._j = journeys
        self._reading: Reading | None = None
        self._at: int | None = None
        """The part being changed; None while the sentence is."""
        self._told = ""
        """What accepting was refused for."""
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """The question, the sentence, the parts, the verdict."""
        yield Plain(Content.styled("Coach", "bold"), classes="pad")
        with VerticalScroll(id="form", can_focus=False):
            yield Plain("What do you want to be able to do, and by when?", id="question")
            yield Line(placeholder="write it in your own words", max_length=LONGEST, id="sentence")
            with Vertical(id="parts"):
                for _ in range(PARTS):
                    yield Part()
            yield Plain("", id="wrong", classes="warn -none")
            yield Plain(Content.styled(LEAD, MUTED), id="verdict")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type; what reading a sentence needs is loaded meanwhile."""
        self.query_one("#sentence", Line).focus()
        self.call_after_refresh(self._warm_up)

    @work(thread=True, exit_on_error=False, group="warm")
    def _warm_up(self) -> None:
        """Dates in many languages take a quarter of a second to load: not at the third letter."""
        self._j.setting.read(EXAMPLE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and esc mean what fits the moment."""
        is_open, is_empty = self._at is not None, not self._sentence()
        possible = {
            "accept": not is_open,
            "keep": is_open,
            "walk": self._reading is not None,
            "drop": is_open,
            "clear": not is_open and not is_empty,
            "leave": not is_open and is_empty,
        }
        return possible.get(action, True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand as it is typed, when the fingers rest."""
        if event.input.id == "sentence":
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(PAUSE, self._read)
            self.refresh_bindings()

    def action_accept(self) -> None:
        """Set the goal, or go to what is still missing."""
        self._read()
        if self._reading is None:
            self._told = "Write one sentence first."
            self._draw()
            return
        if wanting := self._wanting():
            self._walk_to(wanting[0])
            return
        try:
            goal = self._j.setting.accept(self._reading)
        except Refused as error:
            self._told = str(error)
            self._draw()
            return
        self.dismiss(goal)

    def action_walk(self, step: int) -> None:
        """To the next part; past the last one, back to the sentence."""
        self._read()
        if self._reading is None:
            return
        self._keep_part()
        at = (len(self._chips()) if step < 0 else -1) if self._at is None else self._at
        at += step
        self._walk_to(at if 0 <= at < len(self._chips()) else None)

    def action_keep(self) -> None:
        """Keep the part that is open, and go on to the next one that is missing."""
        self._keep_part()
        wanting = self._wanting()
        self._walk_to(wanting[0] if wanting else None)

    def action_drop(self) -> None:
        """Back to the sentence; the part stays as it was."""
        self._walk_to(None)

    def action_clear(self) -> None:
        """Start over."""
        self.query_one("#sentence", Line).value = ""
        self._reading, self._told = None, ""
        self._draw()

    def action_leave(self) -> None:
        """Out, with no goal set."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Up or down, where not all is to be seen."""
        self.query_one("#form").scroll_relative(y=lines, animate=False)

    # Inside

    def _read(self) -> None:
        """Read the sentence as it stands, unless that is what was read; parts that were changed stay."""
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
            text = self._sentence()
            self._reading = self._j.setting.read(text) if text.strip() else None
            self._told = ""
            self._draw()

    def _sentence(self) -> str:
        return self.query_one("#sentence", Line).value if self.is_mounted else ""

    def _chips(self) -> tuple[Chip, ...]:
        from goals.intake import chips

        return chips(self._reading) if self._reading is not None else ()

    def _wanting(self) -> list[int]:
        """The parts that are missing or wrong."""
        reading = self._reading
        if reading is None or reading.is_complete:
            return []
        fields = [*(one.field for one in reading.problems), *(one.field for one in reading.questions)]
        named = ["subject" if field in ("pack", "sentence") else field for field in fields]
        return [n for n, chip in enumerate(self._chips()) if chip.field in named]

    def _walk_to(self, at: int | None) -> None:
        self._at = at
        self._draw()
        if at is None:
            self.query_one("#sentence", Line).focus()
        else:
            part = list(self.query(Part))[at]
            part.edit(self._chips()[at])
            part.scroll_visible(animate=False)

    def _keep_part(self) -> None:
        if self._reading is None or self._at is None:
            return
        chip, text = self._chips()[self._at], list(self.query(Part))[self._at].query_one(Line).value
        if text.strip() and text.strip() != chip.value:
            self._reading = self._j.setting.amend(self._reading, chip.field, text)

    def _draw(self) -> None:
        reading, chips = self._reading, self._chips()
        for number, part in enumerate(self.query(Part)):
            part.set_class(number < len(chips), "-there")
            if number < len(chips):
                part.show(chips[number], is_open=number == self._at)
        wrong, verdict = self.query_one("#wrong", Plain), self.query_one("#verdict", Plain)
        said = self._told or wanted(reading, chips[self._at] if self._at is not None else None)
        wrong.update(said)
        wrong.set_class(not said, "-none")
        verdict.update(Content.styled(LEAD, MUTED) if reading is None else self._verdict(reading))
        self.refresh_bindings()

    def _verdict(self, reading: Reading) -> Content:
        found = self._j.setting.feasibility(reading)
        if found is None:
            return Content("")
        lines = [Content(found.sentence)]
        if found.levers:
            lines.append(
                Content.styled("You can change the date, the target or the minutes, now or later:", MUTED)
            )
            dot = "-" if self._j.config.ascii else "•"
            lines += [Content(f"{dot} {lever.text}") for lever in found.levers]
        same = [text for text in self._j.setting.warnings(reading) if text != found.sentence]
        return Content("\n").join([*lines, *(Content.styled(text, "$text-warning") for text in same)])
