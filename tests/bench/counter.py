"""The smallest Textual app that answers a key: what a key's way to the screen is measured against."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static


class Counter(App[None]):
    """Counts a key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "count", "count")]
    count = 0

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("count 0", markup=False)

    def action_count(self) -> None:
        """One more."""
        self.count += 1
        self.query_one(Static).update(f"count {self.count}")


if __name__ == "__main__":
    Counter().run()
