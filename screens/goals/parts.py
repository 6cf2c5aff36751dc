"""What stands above and below the tree: the goal in two lines, and one skill in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from coach.journeys.viewing import GoalView
from goals.goal import Goal
from screens.base import Plain
from screens.goals.tree import Row, heading
from screens.goals.words import detail, head, switcher, why

Shows = Literal["", "detail", "why"]
"""What the panel shows; nothing while it is closed."""


class GoalHead(Vertical):
    """The goals there are, the shown one in two lines, and the names of the columns."""

    DEFAULT_CSS = """
    GoalHead { height: auto; padding: 0 1; }
    GoalHead Plain { height: auto; }
    GoalHead #switcher { height: 1; display: none; }
    GoalHead.-many #switcher { display: block; }
    GoalHead.-roomy #head { padding: 1 0; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__()
        self._ascii = ascii_only

    def compose(self) -> ComposeResult:
        """Three texts."""
        yield Plain("", id="switcher")
        yield Plain("", id="head")
        yield Plain("", id="heading")

    def show(self, view: GoalView, goals: Sequence[Goal], forecast: Mapping[str, Any] | None) -> None:
        """Draw them for the window's width; the rows below are as wide, with their scrollbar in the padding."""
        width = max(self.app.size.width - 2, 1)
        self.set_class(len(goals) > 1, "-many")
        self.query_one("#switcher", Plain).update(switcher(goals, view.goal, width))
        self.query_one("#head", Plain).update(head(view, width, forecast, ascii_only=self._ascii))
        self.query_one("#heading", Plain).update(heading(view, width))


class SkillPanel(VerticalScroll, can_focus=False):
    """One skill in full, or why its row says what it says."""

    DEFAULT_CSS = """
    SkillPanel { height: auto; max-height: 45%; padding: 0 1; display: none; }
    SkillPanel { border-top: solid $foreground 25%; }
    SkillPanel.-open { display: block; }
    SkillPanel.-ascii { border-top: ascii $foreground 25%; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(classes="-ascii" if ascii_only else None)

    def compose(self) -> ComposeResult:
        """One text."""
        yield Plain("")

    def show(self, what: Shows, row: Row | None, view: GoalView | None) -> None:
        """Draw it; closed without a row."""
        self.set_class(bool(what) and row is not None, "-open")
        if row is None or view is None or not what:
            return
        names = {line.skill.id: line.skill.name for line in view.lines}
        # The share of right answers is drawn once the journey's lines carry it.
        success: float | None = getattr(row.line, "success", None)
        words = why(row, view, names) if what == "why" else detail(row, view, names, success)
        self.query_one(Plain).update(words)
