"""The keys of the Goals screen, the likely ones first: those stand in its last line, `?` shows all."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

KEYS: Final[list[BindingType]] = [
    Binding("enter", "open", "open", id="goals.open", tooltip="Fold or unfold a branch; show a skill's details"),
    Binding("plus", "weigh(1)", "share", key_display="+/-", id="goals.more",
            tooltip="One percent more of the goal, or less; the others make room"),
    Binding("equals_sign", "weigh(1)", "", id="goals.more2", show=False),
    Binding("minus", "weigh(-1)", "", id="goals.less", show=False),
    Binding("underscore", "weigh(-1)", "", id="goals.less2", show=False),
    Binding("t", "target", "target", id="goals.target", tooltip="Another target for this skill"),
    Binding("o", "overrule", "overrule", id="goals.overrule", tooltip="Say your level yourself; u takes it back"),
    Binding("v", "course", "course", id="goals.course", tooltip="View the level over time, and the forecast"),
    Binding("l", "levers", "levers", id="goals.levers", tooltip="What would make the date likely"),
    Binding("w", "why", "why", id="goals.why", tooltip="Why this row says what it says"),
    Binding("i", "include", "leave out", id="goals.include", show=False,
            tooltip="Leave this skill out, or take it in again"),
    Binding("p", "prerequisites", "comes after", id="goals.prerequisites", show=False,
            tooltip="Choose what comes before this skill"),
    Binding("e", "edit", "edit", id="goals.edit", show=False,
            tooltip="Edit the goal: its name, target, date or minutes"),
    Binding("s", "score", "score", id="goals.score", show=False,
            tooltip="Enter a score you were given: by an exam, a teacher, yourself"),
    Binding("left_square_bracket,left", "turn(-1)", "goal before", id="goals.before", show=False,
            tooltip="The goal before"),
    Binding("right_square_bracket,right", "turn(1)", "next goal", id="goals.next", show=False,
            tooltip="The next goal"),
    Binding("g", "new_goal", "new goal", id="goals.new", show=False, tooltip="Set another goal"),
    Binding("z", "pause", "pause", id="goals.pause", show=False, tooltip="Pause this goal, or take it up again"),
    Binding("d", "drop", "drop", id="goals.drop", show=False,
            tooltip="Drop this goal; nothing you practised is deleted"),
    Binding("escape", "close", "close", id="goals.close", show=False, tooltip="Close the panel below the tree"),
    Binding("question_mark,f1", "app.help", "help", key_display="?", id="goals.help", tooltip="Keys of this screen"),
]  # fmt: skip

NEED_A_GOAL: Final = frozenset(
    {
        "open",
        "weigh",
        "target",
        "overrule",
        "include",
        "edit",
        "score",
        "pause",
        "drop",
        "course",
        "levers",
        "why",
    }
)
"""Actions that mean nothing while there is no goal."""
