"""Coach's two themes: calm, one accent, readable contrast. Textual's own can be chosen in the palette or settings."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK = Theme(
    name="coach-dark",
    primary="#8fb8a8",
    secondary="#8aa4c8",
    accent="#7fc8b0",
    foreground="#e4e2dc",
    background="#161a1d",
    surface="#1f2529",
    panel="#262d32",
    success="#8fcf9a",
    warning="#e0b872",
    error="#e58a82",
    dark=True,
    variables={"footer-key-foreground": "#7fc8b0", "block-cursor-text-style": "none"},
)

LIGHT = Theme(
    name="coach-light",
    primary="#2f6f5c",
    secondary="#35608f",
    accent="#1f7a62",
    foreground="#22282b",
    background="#faf8f3",
    surface="#f0ede5",
    panel="#e6e2d8",
    success="#2c7a3f",
    warning="#8a5a00",
    error="#b03a2e",
    dark=False,
    variables={"footer-key-foreground": "#1f7a62", "block-cursor-text-style": "none"},
)

SHORT_NAMES: Final = {"dark": DARK.name, "light": LIGHT.name}
"""What Coach's own themes may be called in the settings."""
