"""What can be done beside answering: hints, reasons, skipping, reporting, notes, cards, undo."""

from __future__ import annotations

from collections.abc import Callable

from goals.refusals import Refused
from screens.dialogs import AskDialog, CardDialog
from screens.drill.asking import AskingScreen, Phase


class AsideScreen(AskingScreen):
    """The keys beside the answer."""

    _acted = False
    """True if a note or a card was made since the drill was asked: something to undo even at the first one."""

    def action_hint(self) -> None:
        """The next hint; the field is left alone, so that the key can be pressed again."""
        try:
            hint = self.sitting.hint()
        except Refused as error:
            self.say_error(error)
            return
        if hint is None:
            self.tell("There is no further hint for this one.")
        else:
            if self.drill is not None:
                self._helped = self._helped or self.drill.drill.id
            self._look_again()

    def action_why(self) -> None:
        """Why this drill is asked."""
        self.why = "" if self.why else self.sitting.why()
        self.draw()

    def action_skip(self) -> None:
        """Not today."""
        self._then(self.sitting.skip, "Skipped; it is not counted.")

    def action_report(self) -> None:
        """Out of the rotation, with an optional word why."""

        def take(why: str | None) -> None:
            if why is not None:
                self.report(why)

        question = "What is wrong with this drill? You may leave it empty."
        self.app.push_screen(AskDialog(question, example="two answers are right"), take)

    def report(self, why: str) -> None:
        """Report the drill that is asked."""
        self._then(lambda: self.sitting.report(why), "Taken out. It can be brought back with undo.")

    def action_note(self) -> None:
        """The learner's own words on the drill."""
        if (ask := self.drill) is None:
            return

        def take(text: str | None) -> None:
            if text is not None:
                self.note(text)

        dialog = AskDialog("Your note on this drill", ask.note, "looks like advice, but is a verb")
        self.app.push_screen(dialog, take)

    def note(self, text: str) -> None:
        """Keep a note on the drill that is asked."""
        try:
            self.sitting.note(text, self.drill.drill.id if self.drill else None)
        except Refused as error:
            self.say_error(error)
            return
        self._acted = True
        self._look_again()

    def action_card(self) -> None:
        """Keep one line."""
        if self.phase is not Phase.SURE:
            self._acted = True
            self.app.push_screen(CardDialog(self.keeping, origin=str(self.sitting.session.id)))

    def action_undo(self) -> None:
        """Take back the last thing done in this sitting, and ask again what it was about."""
        nothing_here = self.phase is Phase.ASKING and self.drill is not None and self.drill.place == 0
        if self.phase in (Phase.SURE, Phase.LEAVING):
            return
        try:
            undone = None if nothing_here and not self._acted else self.undoing.undo()
        except Refused as error:
            self.say_error(error)
            return
        if undone is None:
            self.tell("Nothing left to take back in this session.")
            return
        self._acted = False
        self.sitting.refresh()
        self.undone(f"Taken back: {undone.label}.")

    def undone(self, notice: str) -> None:
        """Something was taken back: ask what is due now, with what was answered before."""
        self.pose(notice=notice, mend=True)

    # Inside

    def _look_again(self) -> None:
        """The same drill, with what is new about it."""
        self.drill = self.sitting.ask()
        self.writing = False
        self.turn(Phase.ASKING)

    def _then(self, do: Callable[[], None], notice: str) -> None:
        """Do something that ends this drill, and ask the next."""
        try:
            do()
        except Refused as error:
            self.sitting.refresh()
            self.say_error(error)
            return
        self._stays_out = True
        self.go_on(notice=notice)
