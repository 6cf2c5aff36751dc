"""The command palette: everything the screen's keys do, and the themes.

Its texts are Coach's own and hold no markup: the palette would obey it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

THEMES: Final = (("Dark theme", "coach-dark"), ("Light theme", "coach-light"))


class Commands(Provider):
    """What can be done on the screen below the palette."""

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for name, help_text, run in self._commands():
            yield DiscoveryHit(Content(name), run, text=name, help=help_text)

    async def search(self, query: str) -> Hits:
        """What fits."""
        matcher = self.matcher(query)
        for name, help_text, run in self._commands():
            score = max(matcher.match(name), matcher.match(help_text) * 0.5)
            if score > 0:
                yield Hit(score, Content(name), run, text=name, help=help_text)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.system or not binding.id or not binding.description or not active.enabled:
                continue
            name = binding.description[:1].upper() + binding.description[1:]
            if name not in seen:
                seen.add(name)
                run = partial(self.app.run_action, binding.action, active.node)
                yield name, binding.tooltip or self.app.get_key_display(binding), run
        for name, theme in THEMES:
            yield name, "Kept for the next time", partial(setattr, self.app, "theme", theme)
        yield "Other themes", "Choose from all there are", self.app.search_themes
