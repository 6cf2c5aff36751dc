"""The smallest honest Textual app with a header, a line and a footer: what a first frame is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """Header, line, footer."""
        yield Header()
        yield Static("Hello, world")
        yield Footer()


if __name__ == "__main__":
    Hello().run()
