"""A screen that asks one drill after the other: draws it, takes the answer, asks how sure, has it graded.

First the answer, then (where there is something to be sure of) how sure, only then what was right.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.timer import Timer

from coach.journeys.drilling import Sitting
from coach.journeys.keeping import Keeping
from coach.journeys.sitting import Ask, Feedback
from coach.journeys.undoing import Undoing
from goals.attempts import Confidence
from goals.drills import EssayKey, RubricKey
from goals.refusals import Refused
from screens.base import CoachScreen, Plain
from screens.drill.essay import essay_line, scores_line
from screens.drill.keys import SURE_KEYS, KeyLine, Keys, asking_keys
from screens.drill.pane import TaskPane
from screens.drill.picking import Picking, picking
from screens.drill.prompt import how_sure, prompt, top

HELPED = "An answer with a hint counts as helped: it does not raise a level."


class Phase(Enum):
    """What the screen waits for."""

    ASKING = "an answer"
    SURE = "how sure the learner is"
    TOLD = "the learner to have read what came back"
    UP = "more minutes or an end, the planned ones being over"
    LEAVING = "whether a placement ends or waits"
    DONE = "the end to be read"


class AskingScreen(CoachScreen[None]):
    """Asks one drill after the other. Its keys, and what follows an answer, are the subclass's."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    AskingScreen #head { height: 2; padding: 0 1; border-bottom: solid $foreground 25%; }
    AskingScreen.-ascii #head { border-bottom: ascii $foreground 25%; }
    AskingScreen.-ascii KeyLine { border-top: ascii $foreground 25%; }
    AskingScreen.-small #head, AskingScreen.-small KeyLine { height: 1; border: none; }
    AskingScreen.-small TaskPane { padding: 0 1; }
    """
    in_placement: ClassVar[bool] = False
    """True where there are no hints and no reasons."""

    phase: var[Phase] = var(Phase.ASKING, init=False)

    def __init__(self, sitting: Sitting, undoing: Undoing, keeping: Keeping, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self.sitting = sitting
        self.undoing = undoing
        self.keeping = keeping
        self.ascii_only = ascii
        self.drill: Ask | None = None
        """The drill that is asked, or was just answered."""
        self.picked: Picking | None = None
        """What is picked so far; None while the answer is in words."""
        self.writing = False
        """True while letters go into the field."""
        self.notice = ""
        """One sentence under the field."""
        self.why = ""
        """Why the drill is asked, once the learner wanted to know."""
        self.drafted = ""
        """What of the answer is kept on disk, should Coach be killed."""
        self.pane = TaskPane(self.entered, self.question_mark, self.draw)
        self.given: dict[str, str] = {}
        """What was answered in this sitting, by drill, so that an undone answer can be mended."""
        self._stays_out = False
        """True if the next drill is met outside its field: a key pressed again is that key again."""
        self._helped = ""
        """The drill of this sitting's first hint, which says what a hint does."""
        self._open_for = 0
        """Seconds an essay has been open here."""
        self._second: Timer | None = None
        self._head = Content("")
        self._lines: list[Content] = []

    # What there is to see

    def compose(self) -> ComposeResult:
        """A line at the top, the pane, the keys."""
        yield Plain("", id="head")
        yield self.pane
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask at once, before the first frame."""
        self.set_class(self.ascii_only, "-ascii")
        self.go_on()

    def redraw(self) -> None:
        """The session may stand elsewhere now, another Coach having gone on with it: ask what is due."""
        if self.phase in (Phase.ASKING, Phase.SURE):
            self.go_on()

    def draw(self) -> None:
        """Everything as it stands now."""
        head = self.head_text(self.app.size.width - 2)
        if head != self._head:
            self._head = head
            self.query_one("#head", Plain).update(head, layout=False)
        self._lines = self.lines(self.pane.width)
        self.pane.draw(self._lines, self.under_text())
        self.query_one(KeyLine).show(self.keys())

    def draw_under(self) -> None:
        """The row under the field alone."""
        self.pane.draw(self._lines, self.under_text())

    def head_text(self, width: int) -> Content:
        """The line at the top."""
        return Content("") if self.drill is None else top(self.drill, width, ascii_only=self.ascii_only)

    def lines(self, width: int) -> list[Content]:
        """The task, while it is asked."""
        if self.drill is None:
            return []
        sure = self.phase is Phase.SURE
        lead = self.lead()
        told = HELPED if self.drill.drill.id == self._helped else ""
        picked, why = self.picked, self.why
        return prompt(
            self.drill, picked, width, sure=sure, why=why, lead=lead, helped=told, ascii_only=self.ascii_only
        )

    def lead(self) -> str:
        """Sentences above the task; none."""
        return ""

    def under_text(self) -> Content:
        """A notice, the confidence question, or how far a longer answer is."""
        key = self.drill.drill.key if self.drill else None
        if self.phase is Phase.SURE:
            return how_sure()
        if self.notice:
            return Content.styled(self.notice, "$text-warning")
        if self.phase is Phase.ASKING and isinstance(key, EssayKey):
            return essay_line(key, self.pane.typed, self._open_for)
        if self.phase is Phase.ASKING and isinstance(key, RubricKey):
            return scores_line(key, self.pane.typed)
        return Content("")

    def keys(self) -> Keys:
        """The keys to name at the bottom."""
        if self.phase is Phase.SURE:
            return SURE_KEYS
        if self.drill is None:
            return [("drill.back", "leave")]
        return asking_keys(self.drill, self.picked, writing=self.writing, in_placement=self.in_placement)

    def tell(self, notice: str) -> None:
        """One sentence under the field."""
        self.notice = notice
        self.draw_under()

    # What happens

    def go_on(self, *, notice: str = "") -> None:
        """The next drill, or the end."""
        self.pose(notice=notice)

    def answered(self, told: Feedback, confidence: Confidence | None) -> None:
        """An answer is on record."""
        raise NotImplementedError

    def over(self) -> None:
        """Nothing is left to ask."""
        raise NotImplementedError

    def entered(self, text: str) -> None:
        """Enter in the field."""
        raise NotImplementedError

    def question_mark(self) -> bool:
        """A lone question mark in the empty field; False if it is just a character."""
        raise NotImplementedError

    def pose(self, *, notice: str = "", mend: bool = False) -> None:
        """Ask the drill that is due now.

        Args:
            notice: one sentence under it.
            mend: put back what was answered before, after an undo.
        """
        try:
            ask = self.sitting.ask()
        except Refused as error:
            self.say_error(error)
            self.leave()
            return
        if ask is None:
            self.over()
            return
        draft = ask.draft or (self.given.get(ask.drill.id, "") if mend else "")
        self.drill, self.notice, self.why, self.drafted = ask, notice, "", draft
        self.picked = picking(ask.drill, draft)
        self.writing = self.picked is None and not self._stays_out
        self._stays_out = False
        self.count_seconds(on=isinstance(ask.drill.key, EssayKey))
        if self.picked is None:
            self.pane.begin(ask.drill, draft)
        self.turn(Phase.ASKING)
        self.call_after_refresh(self.sitting.shown)

    def turn(self, phase: Phase) -> None:
        """Into another phase: the field follows it, and all is drawn."""
        self.phase = phase
        typed = self.picked is None and phase in (Phase.ASKING, Phase.SURE)
        focused = typed and self.writing and phase is Phase.ASKING
        self.pane.show_field(shown=typed, open=phase is Phase.ASKING, focused=focused)
        self.pane.to_top()
        self.draw()

    def leave(self) -> None:
        """Out of the screen; all is kept."""
        self.count_seconds(on=False)
        self.dismiss(None)

    # Inside

    def count_seconds(self, *, on: bool) -> None:
        """Once a second while an essay is open, and only then."""
        self._open_for = 0
        if on and self._second is None:
            self._second = self.set_interval(1.0, self._one_second)
        elif not on and self._second is not None:
            self._second.stop()
            self._second = None

    def _one_second(self) -> None:
        self._open_for += 1
        self.draw_under()
