"""Where an answer is typed: one line, or several."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input, TextArea

from screens.base import Line

LONGEST = 2_000
"""Characters of a one-line answer."""


class AnswerLine(Line):
    """A line that hands in on enter. A question mark in the empty line says "don't know".

    Keys are taken in the moment they arrive, not by messages: what is typed ahead can't fall into the wrong answer.

    Args:
        hand_in: called with the text on enter.
        dont_know: called for the lone question mark; False if that means nothing now, and it is typed.
    """

    def __init__(self, hand_in: Callable[[str], None], dont_know: Callable[[], bool]) -> None:
        super().__init__(max_length=LONGEST, select_on_focus=False, id="line")
        self._hand_in = hand_in
        self._dont_know = dont_know
        self.locked = False
        """True: shown, not to be changed. (`disabled` would restyle the screen at every answer.)"""

    def on_key(self, event: events.Key) -> None:
        """Before the widget's own handling."""
        if self.locked:
            _hand_on(self, event)
        elif event.key == "enter":
            _taken(event)
            self._hand_in(self.value)
        elif event.character == "?" and not self.value and self._dont_know():
            _taken(event)


class AnswerArea(TextArea):
    """Lines that hand in on enter, or on ctrl+s alone while an essay is written.

    Args:
        hand_in: called with the text on enter.
        dont_know: called for the lone question mark; False if that means nothing now, and it is typed.
        scroll: called with -1 or 1 for page up and down, which move the prompt.
    """

    def __init__(
        self, hand_in: Callable[[str], None], dont_know: Callable[[], bool], scroll: Callable[[int], bool]
    ) -> None:
        super().__init__(id="area", soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False
        self._hand_in = hand_in
        self._dont_know = dont_know
        self._scroll = scroll
        self.locked = False
        """True: shown, not to be changed."""
        self.is_essay = False
        """True: enter starts a new line."""
        self.offer = ""
        """A text that tab puts into the empty field, to be changed there."""

    def begin(self, text: str, *, is_essay: bool = False, offer: str = "") -> None:
        """Ready for a new answer."""
        self.is_essay, self.offer = is_essay, offer
        self.load_text(text)
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Before the widget's own handling."""
        if self.locked:
            _hand_on(self, event)
        elif event.key == "enter" and not self.is_essay:
            _taken(event)
            self._hand_in(self.text)
        elif event.key == "tab" and self.offer and not self.text:
            _taken(event)
            self.insert(self.offer)
        elif (event.character == "?" and not self.text and self._dont_know()) or (
            event.key in ("pageup", "pagedown") and self._scroll(1 if event.key == "pagedown" else -1)
        ):
            _taken(event)


def _taken(event: events.Key) -> None:
    event.stop()
    event.prevent_default()


def _hand_on(field: Input | TextArea, event: events.Key) -> None:
    """A key that reached the field after its answer was handed in belongs to the screen."""
    _taken(event)
    field.screen.post_message(events.Key(event.key, event.character))
