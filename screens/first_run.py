"""First run: what do you want to be able to do, and by when? Chips show what was understood before anything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Input

from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.refusals import Refused
from screens.base import CoachScreen, Plain

if TYPE_CHECKING:
    from goals.intake import Reading

EXAMPLE = "IELTS writing 7 to 8.5 by June, 45 min a day"
LONGEST = 500


class FirstRunScreen(CoachScreen[Goal | None]):
    """One sentence in, a goal out. Tab walks the parts; enter accepts."""

    DEFAULT_CSS = """
    FirstRunScreen #form { padding: 1 4; }
    FirstRunScreen #question { padding: 1 0; text-style: bold; }
    FirstRunScreen #chips { padding: 1 2 0 2; }
    FirstRunScreen #part { display: none; margin: 0 2; }
    FirstRunScreen #part.-open { display: block; }
    FirstRunScreen #verdict { padding: 1 2 0 2; }
    FirstRunScreen #wrong { padding: 1 2 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "set this goal", id="first.accept", show=False),
        Binding(
            "tab",
            "walk(1)",
            "change a part",
            id="first.walk",
            priority=True,
            tooltip="Walk through the parts and change them",
        ),
        Binding("shift+tab", "walk(-1)", "Part before", id="first.back", priority=True, show=False),
        Binding("escape", "leave", "start over", id="first.leave", tooltip="Back to the sentence, or out"),
    ]

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self._j = journeys
        self._reading: Reading | None = None
        self._at: int | None = None
        """The chip being changed; None while the sentence is."""

    def compose(self) -> ComposeResult:
        """The question, the sentence, the chips, the verdict."""
        yield Plain(Content.assemble(("Coach", "bold")), classes="pad")
        with VerticalScroll(id="form", can_focus=False):
            yield Plain("What do you want to be able to do, and by when?", id="question")
            yield Input(placeholder=EXAMPLE, max_length=LONGEST, id="sentence")
            yield Plain("", id="chips")
            yield Input("", max_length=200, id="part")
            yield Plain("", id="wrong", classes="warn")
            yield Plain("", id="verdict")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#sentence", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand as it is typed."""
        if event.input.id == "sentence":
            self._reading = self._j.setting.read(event.value) if event.value.strip() else None
            self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the sentence accepts; enter in a part keeps the part."""
        if event.input.id == "part":
            self._keep_part(event.value)
            self._walk_to(None)
        else:
            self.action_accept()

    def action_accept(self) -> None:
        """Set the goal, or go to what is still missing."""
        reading = self._reading
        if reading is None:
            return
        from goals.intake import chips

        if reading.problems or reading.questions:
            wanting = [n for n, chip in enumerate(chips(reading)) if chip.state != "read"]
            self._walk_to(wanting[0] if wanting else None)
            return
        try:
            goal = self._j.setting.accept(reading)
        except Refused as error:
            self.query_one("#wrong", Plain).update(str(error))
            return
        self.dismiss(goal)

    def action_walk(self, step: int) -> None:
        """To the next part."""
        if self._reading is None:
            return
        from goals.intake import chips

        if self._at is not None:
            self._keep_part(self.query_one("#part", Input).value)
        count = len(chips(self._reading))
        at = -1 if self._at is None else self._at
        at += step
        self._walk_to(at if 0 <= at < count else None)

    def action_leave(self) -> None:
        """Back to the sentence; from an empty one, out."""
        field = self.query_one("#sentence", Input)
        if self._at is not None:
            self._walk_to(None)
        elif field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def _walk_to(self, at: int | None) -> None:
        from goals.intake import chips

        self._at = at
        part = self.query_one("#part", Input)
        part.set_class(at is not None, "-open")
        if at is None or self._reading is None:
            self.query_one("#sentence", Input).focus()
        else:
            chip = chips(self._reading)[at]
            part.value = chip.value
            part.placeholder = chip.note
            part.focus()
        self._draw()

    def _keep_part(self, text: str) -> None:
        from goals.intake import chips

        if self._reading is None or self._at is None:
            return
        chip = chips(self._reading)[self._at]
        if text.strip() and text.strip() != chip.value:
            self._reading = self._j.setting.amend(self._reading, chip.field, text)

    def _draw(self) -> None:
        from goals.intake import chips

        reading = self._reading
        shown, wrong, verdict = (
            self.query_one("#chips", Plain),
            self.query_one("#wrong", Plain),
            self.query_one("#verdict", Plain),
        )
        if reading is None:
            shown.update("")
            wrong.update("")
            verdict.update(
                Content(
                    f"One sentence, in any order: what, from which level to which, by when, how long a day.\nFor example: {EXAMPLE}"
                ).stylize("$text-muted")
            )
            return
        rows: list[Content] = []
        for number, chip in enumerate(chips(reading)):
            style = {"read": "", "asked": "$text-warning", "wrong": "$text-error"}[chip.state]
            mark = "> " if number == self._at else "  "
            rows.append(
                Content.assemble(
                    (mark, "bold $accent"),
                    (f"{chip.label:<9}", "$text-muted"),
                    (chip.value or "?", style),
                    ("   " + chip.note if chip.note else "", "$text-muted"),
                )
            )
        shown.update(Content("\n").join(rows))
        said = [f"{p.what} {p.hint}".strip() for p in reading.problems] or [
            q.ask + (f"  For example: {q.example}" if q.example else "") for q in reading.questions[:1]
        ]
        wrong.update("\n".join(said))
        verdict.update(self._verdict(reading))

    def _verdict(self, reading: Reading) -> str:
        found = self._j.setting.feasibility(reading)
        if found is None:
            return ""
        levers = [lever.text for lever in found.levers]
        change = "\nYou can change the date, the target or the minutes now or later:" if levers else ""
        return (
            found.sentence + change + "".join(f"\n  • {text}" for text in levers) + "\n\nenter  set this goal"
        )
