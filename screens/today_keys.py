"""The keys of the Today screen, the likely ones first: those stand in its last line, `?` shows all."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

KEYS: Final[list[BindingType]] = [
    Binding("enter", "start", "start", id="today.start", tooltip="Start, or take up where you stopped"),
    Binding("p", "place", "find my level", id="today.place", tooltip="Up to 15 questions that find where to start"),
    Binding("m", "minutes", "minutes", id="today.minutes", tooltip="Plan today with more or fewer minutes"),
    Binding("w", "why", "why", id="today.why", tooltip="Why these blocks, and all that was left out"),
    Binding("l", "levers", "levers", id="today.levers", tooltip="What would make the date likely"),
    Binding("g", "new_goal", "new goal", id="today.goal", tooltip="Set another goal"),
    Binding("c", "app.card", "card", id="today.card", tooltip="Keep one line as a card"),
    Binding("left_square_bracket,left", "turn(-1)", "goal before", id="today.before", show=False,
            tooltip="The goal before"),
    Binding("right_square_bracket,right", "turn(1)", "next goal", id="today.next", show=False,
            tooltip="The next goal"),
    Binding("up,k", "scroll(-1)", "", id="today.up", show=False),
    Binding("down,j", "scroll(1)", "", id="today.down", show=False),
    Binding("pageup", "scroll(-10)", "", id="today.page_up", show=False),
    Binding("pagedown", "scroll(10)", "", id="today.page_down", show=False),
    Binding("question_mark,f1", "app.help", "help", key_display="?", id="today.help",
            tooltip="Keys of this screen"),
]  # fmt: skip
