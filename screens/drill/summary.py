"""The end of a sitting, drawn: right against expected, sure against right, one pattern, levels moved."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from coach.journeys.sitting import Moved, Summary
from goals.scales import Scale
from goals.skills import SkillTree
from screens.drill.feedback import level_words
from screens.drill.lines import cut, hang
from screens.words import MUTED, counted, ruler, stretch

SHOWN: Final = 6
"""Moved levels that are shown; the rest stands in Goals."""
RULER: Final = 18
NAME: Final = 24


def summary(found: Summary, tree: SkillTree, scale: Scale, width: int, *, ascii_only: bool) -> list[Content]:
    """How the sitting went; nothing but the facts and one thing worth noticing."""
    if not found.answers:
        return [Content.styled("Nothing answered this time, and nothing lost: it waits for you.", "bold")]
    minutes = round(found.seconds / 60)
    spent = counted(minutes, "minute") if minutes else "Under a minute"
    done = f"{spent}, {counted(found.answers, 'drill')} answered."
    lines = [Content.styled(done, "bold"), Content("")]
    if found.scored:
        lines.append(_row("right", f"{found.correct} of {found.scored}"))
        lines.append(_row("score", f"{found.score:.0%}", f"   {found.predicted:.0%} was expected"))
    if found.sure:
        lines.append(_row("sure", counted(found.sure, "time"), f"   right {found.sure_right} of them"))
    if found.pattern:
        lines += [Content(""), *hang("", found.pattern, width)]
    if found.moved:
        arrow = "->" if ascii_only else "→"
        lines += [Content(""), Content.styled("Levels, before and after", MUTED)]
        values = [tree[one.skill].target for one in found.moved[:SHOWN]]
        values += [edge for one in found.moved[:SHOWN] for edge in (one.after.low, one.after.high)]
        low, high = stretch(scale, values)
        for one in found.moved[:SHOWN]:
            bar = ruler(one.after, tree[one.skill].target, scale, low, high, RULER, ascii_only=ascii_only)
            lines.append(_moved(one, bar, scale, arrow))
        if len(found.moved) > SHOWN:
            lines.append(Content.styled(f"  and {len(found.moved) - SHOWN} more, in Goals", MUTED))
    return lines


def _row(label: str, value: str, more: str = "") -> Content:
    return Content.assemble((f"  {label:<8}", MUTED), (value, "bold"), (more, MUTED))


def _moved(one: Moved, bar: Content, scale: Scale, arrow: str) -> Content:
    before, after = level_words(one.before, scale), level_words(one.after, scale)
    said = after if before == after else f"{before} {arrow} {after}"
    name = cut(Content(one.name), NAME)
    return Content.assemble("  ", name.pad_right(NAME - name.cell_length), "  ", bar, "  ", said)
