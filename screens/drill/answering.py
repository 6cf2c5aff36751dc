"""The keys of a screen on which drills are answered.

While a field is written in, every letter is a letter; esc leaves the field, and the keys named at the bottom work.
"""

from __future__ import annotations

import contextlib
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from coach.journeys.sitting import Ask
from goals.attempts import Confidence
from goals.drills import CorrectionKey, RubricKey
from goals.graders.correction import is_attempt
from goals.refusals import Refused
from screens.drill.aside import AsideScreen
from screens.drill.asking import Phase
from screens.drill.essay import read_scores
from screens.drill.keys import ANSWERING


class AnsweringScreen(AsideScreen):
    """What each key does while drills are asked."""

    _text = ""
    """The answer while its confidence is asked."""

    BINDINGS: ClassVar[list[BindingType]] = ANSWERING

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What means something now. Keys that mean something else in the app are kept here and do nothing."""
        asking = self.phase is Phase.ASKING and self.drill is not None
        if action in ("hint", "why"):
            return asking and not self.writing and not self.in_placement
        if action == "skip":
            return asking and not self.writing
        if action == "dont_know":
            return asking
        if action in ("report", "note"):
            return (asking and not self.writing) or self.phase is Phase.TOLD
        if action == "hand_in":
            return asking and self.picked is None
        if action in ("tick", "take_off"):
            return asking and self.picked is not None
        return True

    async def on_key(self, event: events.Key) -> None:
        """A key typed ahead of the screen goes where the screen stands by now: into the field, or to its command."""
        if self.writing and self.phase is Phase.ASKING and event.is_printable and event.character:
            self.pane.type(event.character)
        else:
            meant = await self.app._check_bindings(event.key)
            outside = self.phase is Phase.ASKING and self.picked is None and not self.writing
            if outside and not meant and event.is_printable:
                self.tell("Enter takes you to the field.")
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is kept at once."""
        self._keep_draft()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What is typed is kept at once."""
        self._keep_draft()

    # What is answered

    def entered(self, text: str) -> None:
        """Enter in the field."""
        if self.phase is Phase.ASKING:
            self.hand_in(text)

    def question_mark(self) -> bool:
        """A lone question mark in the empty field: "don't know" while an answer is wanted."""
        if self.phase is Phase.ASKING:
            self.grade("", None, dont_know=True)
            return True
        return False

    def hand_in(self, text: str) -> None:
        """Take an answer; where there is something to be sure of, ask that first."""
        ask = self.drill
        if ask is None:
            return
        if text.strip() == "?":
            self.grade("", None, dont_know=True)
            return
        if not text.strip():
            self.tell("Write an answer first, or ? if you don't know.")
            return
        if isinstance(ask.drill.key, RubricKey):
            try:
                text = read_scores(ask.drill.key, text, self.sitting.goal.scale)
            except Refused as error:
                self.tell(str(error))
                return
        if isinstance(ask.drill.key, CorrectionKey) and not is_attempt(ask.drill.key, text):
            self.tell("Write the whole sentence, or ok.")
            return
        if ask.asks_confidence:
            self._text, self.notice = text, ""
            self.turn(Phase.SURE)
        else:
            self.grade(text, None)

    def grade(self, text: str, confidence: Confidence | None, *, dont_know: bool = False) -> None:
        """Have it graded and kept; if it can't be kept, the answer stays where it is."""
        ask = self.drill
        if ask is None:
            return
        try:
            told = self.sitting.dont_know() if dont_know else self.sitting.answer(text, confidence)
        except Refused as error:
            self.say_error(error)
            self._ask_again(ask)
            return
        self.given[ask.drill.id] = "" if dont_know else self.picked.draft if self.picked else text
        self.count_seconds(on=False)
        self.answered(told, confidence)

    # Keys

    def action_enter(self) -> None:
        """The likely thing."""
        if self.phase is Phase.SURE:
            self.grade(self._text, 2)
        elif self.phase is Phase.ASKING and self.picked is not None:
            self._enter_picked()
        elif self.phase is Phase.ASKING:
            self._write()

    def action_number(self, number: int) -> None:
        """A choice; once the answer is given, how sure."""
        if self.phase is Phase.SURE:
            sure: dict[int, Confidence] = {1: 1, 2: 2, 3: 3}
            if number in sure:
                self.grade(self._text, sure[number])
        elif self.phase is Phase.ASKING and self.picked is not None:
            self._pick(number - 1)

    def action_tick(self) -> None:
        """Pick where the cursor is."""
        if self.picked is not None and self.picked.cursor is not None:
            self._pick(self.picked.cursor)

    def action_move(self, step: int) -> None:
        """The cursor among the choices, else the text."""
        if self.phase is Phase.ASKING and self.picked is not None:
            self.picked = self.picked.move(step)
            self.draw()
        else:
            self.pane.scroll_text(step)

    def action_page(self, step: int) -> None:
        """The text by a page."""
        self.pane.turn_page(step)

    def action_take_off(self) -> None:
        """The last pick."""
        if self.picked is not None:
            self.picked = self.picked.without_last()
            self._picks_changed()

    def action_hand_in(self) -> None:
        """A long text."""
        self.hand_in(self.pane.typed)

    def action_dont_know(self) -> None:
        """Honest, and worth as much as an answer."""
        self.grade("", None, dont_know=True)

    def action_back(self) -> None:
        """One step back."""
        if self.phase is Phase.SURE:
            self.turn(Phase.ASKING)
        elif self.phase is Phase.ASKING and self.writing:
            self.writing = False
            self.turn(Phase.ASKING)
        else:
            self.leave()

    # Inside

    def _ask_again(self, ask: Ask) -> None:
        """After a failure: the same drill with the answer still in the field, or the next if it was moved past."""
        with contextlib.suppress(Refused):
            self.sitting.refresh()
            now = self.sitting.ask()
            if now is None or (now.place, now.drill.id) != (ask.place, ask.drill.id):
                self.go_on()
                return
        self.notice = "Not kept yet; enter tries again."
        self.turn(Phase.ASKING)

    def _write(self) -> None:
        self.writing = True
        self.turn(Phase.ASKING)

    def _enter_picked(self) -> None:
        picked = self.picked
        if picked is None:
            return
        if picked.kind == "choice" and picked.cursor is not None:
            self._pick(picked.cursor)
        elif not picked.is_ready:
            self.tell(_WANTING[picked.kind])
        elif picked.kind == "checklist" and not picked.places and not self.notice:
            self.tell("Nothing is ticked. Enter once more if that is so.")
        else:
            self.hand_in(picked.answer)

    def _pick(self, at: int) -> None:
        if self.picked is None:
            return
        before, self.picked = self.picked, self.picked.pick(at)
        if self.picked.kind == "choice" and self.picked.places and at < len(self.picked.options):
            self.hand_in(self.picked.answer)
        elif self.picked != before:
            self._picks_changed()

    def _picks_changed(self) -> None:
        self.notice = ""
        self._keep_draft()
        self.draw()

    def _keep_draft(self) -> None:
        if self.phase is not Phase.ASKING or self.drill is None:
            return
        draft = self.picked.draft if self.picked else self.pane.typed
        if draft == self.drafted:
            return
        self.drafted = draft
        self.sitting.draft(draft)
        if self.picked is None and (self.notice or self.drill.drill.kind == "rubric"):
            self.tell("")


_WANTING: Final = {
    "choice": "Choose with a number, or ? if you don't know.",
    "select": "Pick with the numbers first, or ? if you don't know.",
    "order": "Every part needs its place: press the numbers in order.",
}
