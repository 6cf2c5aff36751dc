"""Lines on the drill screens: hanging text, and the line at the top."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from screens.words import MUTED

NARROW: Final = 60
"""Columns below which the bar at the top goes."""
BAR: Final = 15
LEAST: Final = 12
"""Cells text is given at the least, however narrow the terminal."""


def hang(lead: Content | str, text: Content | str, width: int, *, again: str = "") -> list[Content]:
    """Text wrapped behind a lead, the lines after the first set in as far.

    Args:
        lead: what stands before the first line.
        text: one paragraph or several lines.
        width: cells for both.
        again: what stands before the other lines; blanks if empty.
    """
    if not lead and isinstance(text, str) and len(text) <= width and text.isascii() and text.isprintable():
        return [Content(text)]
    head = lead if isinstance(lead, Content) else Content(lead)
    body = text if isinstance(text, Content) else Content(text)
    lines = body.expand_tabs(4).wrap(max(width - head.cell_length, LEAST))
    margin = Content.styled(again, MUTED) if again else Content(" " * head.cell_length)
    return [Content.assemble(margin if n else head, line) for n, line in enumerate(lines)] or [head]


def cut(text: Content, width: int) -> Content:
    """One line no wider than that; dots where something was left out."""
    return text if text.cell_length <= width else Content.assemble(text.truncate(max(width - 2, 0)), "..")


def top_line(
    left: str,
    done: int,
    count: int,
    middle: str,
    right: tuple[str, ...],
    width: int,
    *,
    ascii_only: bool = False,
) -> Content:
    """Where in the sitting one is: block, bar, minutes, and on the right the skill.

    Args:
        left: the block.
        done: drills behind.
        count: drills in all; 0 for no bar.
        middle: minutes.
        right: ways to name what it is about, the fullest first; the first that fits is taken.
        width: cells.
        ascii_only: no characters beyond ASCII for the bar.
    """
    full, empty = ("#", "-") if ascii_only else ("■", "□")
    filled = min(round(BAR * done / count), BAR) if count else 0
    parts = [Content.styled(left, "bold")]
    if count and width >= NARROW:
        bar = Content.assemble((full * filled, "$accent"), (empty * (BAR - filled), MUTED))
        parts += [bar, Content.styled(middle, MUTED)]
    line = Content("   ").join(parts)
    room = width - line.cell_length - 3
    fitting = [one for one in right if len(one) <= room] or [one for one in right[-1:] if room >= LEAST]
    if not fitting:
        return cut(line, width)
    skill = cut(Content.styled(fitting[0], MUTED), room)
    return Content.assemble(line, " " * (width - line.cell_length - skill.cell_length), skill)
