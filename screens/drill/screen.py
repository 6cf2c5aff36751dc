"""Practising: answer, what came back, next; then how it went and one line to keep. Every step is on disk at once."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.journeys.drilling import Sitting
from coach.journeys.keeping import Keeping
from coach.journeys.sitting import Feedback, Summary
from coach.journeys.undoing import Undoing
from goals.attempts import AGAIN, Confidence
from goals.refusals import Refused
from screens.drill.answering import AnsweringScreen
from screens.drill.asking import Phase
from screens.drill.feedback import feedback
from screens.drill.keys import TOLD_KEYS, Keys
from screens.drill.lines import hang, top_line
from screens.drill.summary import summary
from screens.words import counted

MORE: int = 5
"""Minutes that are offered when the planned ones are over."""


class DrillScreen(AnsweringScreen):
    """One sitting, full screen. Leaving it at any time costs nothing.

    Args:
        sitting: fresh, or taken up where it was left.
        undoing: takes back the last action.
        keeping: keeps cards.
        ascii: no characters beyond ASCII for marks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "plus",
            "more",
            "5 more minutes",
            key_display="+",
            id="drill.more",
            tooltip="Go on for five minutes",
        ),
    ]

    def __init__(self, sitting: Sitting, undoing: Undoing, keeping: Keeping, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(sitting, undoing, keeping, ascii=ascii)
        self.told: Feedback | None = None
        """What came back on the last answer."""
        self.found: Summary | None = None
        """How it went; None until the end."""
        self._confidence: Confidence | None = None
        self._note = ""
        self._cards: int | None = None
        """How many cards there were when the first was begun after the answer; None while none was."""
        self._notes_since = 0
        """Notes made since the last answer: an undo of that answer has to pass them."""

    # What happens

    def go_on(self, *, notice: str = "") -> None:
        """The next drill; an offer when the time is up; the end."""
        if not self.sitting.is_over and self.sitting.time_is_up:
            self.turn(Phase.UP)
        else:
            self.pose(notice=notice)

    def answered(self, told: Feedback, confidence: Confidence | None) -> None:
        """Show what came back."""
        self.told, self._confidence, self._notes_since, self._cards = told, confidence, 0, None
        self._note = self.drill.note if self.drill else ""
        self.notice = ""
        self.turn(Phase.TOLD)

    def over(self) -> None:
        """How it went, and a field for one line to keep."""
        try:
            self.found = self.sitting.finish()
        except Refused as error:
            self.found = self.sitting.summary()
            self.say_error(error)
        self.notice = ""
        self.pane.begin_card("one line to keep: what did you notice?")
        self.turn(Phase.DONE)

    def turn(self, phase: Phase) -> None:
        """As everywhere; at the end the field is for a card."""
        super().turn(phase)
        if phase is Phase.DONE:
            self.pane.show_field(shown=True, open=True, focused=True)
            self.draw()

    def entered(self, text: str) -> None:
        """Enter in the field: an answer, or at the end a card."""
        if self.phase is not Phase.DONE:
            super().entered(text)
            return
        if text.strip():
            try:
                self.keeping.keep(text, origin=str(self.sitting.session.id))
            except Refused as error:
                self.tell(str(error))
                return
            self.say("Kept as a card.")
        self.leave()

    def note(self, text: str) -> None:
        """Keep a note on the drill that is asked, or was just answered."""
        if self.phase is not Phase.TOLD or self.told is None:
            super().note(text)
            return
        try:
            self.sitting.note(text, self.told.drill.id)
        except Refused as error:
            self.say_error(error)
            return
        self._note = text.strip()
        self._notes_since += 1
        self.draw()

    def report(self, why: str) -> None:
        """Report the drill that is asked; or the one just answered, whose answer then doesn't count."""
        if self.phase is not Phase.TOLD:
            super().report(why)
            return
        try:
            for _ in range(self._notes_since + 1):
                self.undoing.undo()
        except Refused as error:
            self.say_error(error)
            return
        self.sitting.refresh()
        super().report(why)

    def undone(self, notice: str) -> None:
        """As everywhere; but where the answer still stands, what came back on it stays to be read."""
        ask = self.sitting.ask()
        stands = ask is None or self.drill is None or ask.place > self.drill.place
        if self.phase is not Phase.TOLD or not stands:
            super().undone(notice)
            return
        if self._notes_since:
            self._note = self.drill.note if self.drill else ""
            self._notes_since -= 1
        self.notice = notice
        self.draw()

    def action_report(self) -> None:
        """Out of the rotation, unless a card kept since the answer would go with it."""
        if self.phase is Phase.TOLD and self._cards not in (None, len(self.keeping.every())):
            self.tell("A card was kept since. Report this drill when it comes up again.")
        else:
            super().action_report()

    def action_card(self) -> None:
        """Keep one line."""
        if self.phase is Phase.TOLD and self._cards is None:
            self._cards = len(self.keeping.every())
        super().action_card()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """As everywhere, and more minutes when they are offered."""
        return self.phase is Phase.UP if action == "more" else super().check_action(action, parameters)

    def action_enter(self) -> None:
        """The likely thing."""
        if self.phase is Phase.TOLD:
            self.go_on()
        elif self.phase is Phase.UP:
            self.over()
        elif self.phase is Phase.DONE:
            self.leave()
        else:
            super().action_enter()

    def action_more(self) -> None:
        """Five more minutes from now."""
        ask = self.sitting.ask()
        over = int(ask.minutes_used - ask.minutes) if ask else 0
        self.sitting.more(MORE + max(over, 0))
        self.pose()

    def action_back(self) -> None:
        """One step back; after the last answer there is nothing to come back to."""
        if self.phase is Phase.TOLD and self.sitting.is_over:
            self.over()
        else:
            super().action_back()

    # What there is to see

    def head_text(self, width: int) -> Content:
        """At the end, only whose sitting it was."""
        if self.phase is not Phase.DONE or self.found is None:
            return super().head_text(width)
        left = "Done for now" if self.found.finished else "Enough for now"
        return top_line(left, 0, 0, "", (self.sitting.goal.title,), width, ascii_only=self.ascii_only)

    def lines(self, width: int) -> list[Content]:
        """The task, what came back, the offer, or how it went."""
        if self.phase is Phase.TOLD and self.told is not None:
            places = self.picked.places if self.picked else ()
            again = self.drill is not None and self.drill.block == AGAIN
            told, rows = self.told, self.pane.height
            ascii_only = self.ascii_only
            return feedback(
                told, places, self._confidence, self._note, width, rows, again=again, ascii_only=ascii_only
            )
        if self.phase is Phase.UP:
            return self._offer(width)
        if self.phase is Phase.DONE and self.found is not None:
            sitting = self.sitting
            return summary(self.found, sitting.tree, sitting.goal.scale, width, ascii_only=self.ascii_only)
        return super().lines(width)

    def keys(self) -> Keys:
        """What the keys do now."""
        if self.phase is Phase.TOLD:
            return TOLD_KEYS
        if self.phase is Phase.UP:
            return [
                ("drill.enter", "finish"),
                ("drill.more", "5 more minutes"),
                ("drill.undo", "undo"),
                ("drill.back", "pause"),
            ]
        if self.phase is Phase.DONE:
            return [("drill.enter", "keep it, or leave it empty"), ("drill.back", "leave")]
        return super().keys()

    def _offer(self, width: int) -> list[Content]:
        ask = self.sitting.ask()
        left = ask.count - ask.place if ask else 0
        planned = counted(self.sitting.session.minutes, "minute")
        rest = f"{counted(left, 'drill')} of today's plan {'is' if left == 1 else 'are'} left. "
        lines = [Content.styled(f"Your {planned} are over.", "bold"), Content("")]
        lines += hang("", rest + "They come up again by themselves, so this is a good place to stop.", width)
        return lines
