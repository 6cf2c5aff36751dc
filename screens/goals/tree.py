"""The skill tree as rows of text: share, interval and target on a ruler, gap, and a word for the state."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from coach.journeys.viewing import GoalView, SkillLine
from goals.ids import SkillId
from goals.plain import one_line
from screens.goals.scale import marks_line, reach
from screens.goals.share import percents
from screens.words import MUTED, ruler

STATE, GAP, WEIGHT, DUE = 10, 4, 5, 7
"""Cells of the columns right and left of the ruler."""
LEAST_RULER: Final = 8
"""A ruler shorter than this says nothing; below it the column is left out."""
ROOM_FOR_DUE: Final = 100
"""Columns from which reviews due have a column of their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree as it is drawn."""

    line: SkillLine
    percent: int
    """Share of the goal; the leaves' add up to 100."""
    is_folded: bool
    is_out: bool
    """True if it, or something above it, was left out."""


def rows_of(view: GoalView, folded: AbstractSet[SkillId]) -> tuple[Row, ...]:
    """The rows to draw: all but those under a folded branch."""
    shares = percents(view.lines)
    rows: list[Row] = []
    hidden_below: int | None = None
    out: list[bool] = []
    for line in view.lines:
        del out[line.depth :]
        out.append(not line.skill.included)
        if hidden_below is not None and line.depth > hidden_below:
            continue
        is_folded = not line.is_leaf and line.skill.id in folded
        hidden_below = line.depth if is_folded else None
        rows.append(Row(line, shares.get(line.skill.id, 0), is_folded, any(out)))
    return tuple(rows)


def folded_at_first(view: GoalView, room: int) -> frozenset[SkillId]:
    """Branches to fold where the tree is longer than the room for it; those with the most to gain stay open."""
    branches = [line for line in view.lines if not line.is_leaf]
    below = {line.skill.id: sum(one.skill.parent == line.skill.id for one in view.lines) for line in branches}
    folded = set(below)
    free = room - (len(view.lines) - sum(below.values()))
    for line in sorted(branches, key=lambda one: (one.depth, -one.weight * max(one.gap, 0.0))):
        is_first = len(folded) == len(branches)
        if line.skill.parent not in folded and (is_first or below[line.skill.id] <= free):
            folded.discard(line.skill.id)
            free -= below[line.skill.id]
    return frozenset(folded)


def gap_text(row: Row, view: GoalView) -> str:
    """The way left to the target; "?" where the level is unknown."""
    if row.is_out:
        return ""
    if row.line.level.label == "unknown":
        return "?"
    scale = view.goal.scale
    wide = scale.high - scale.low > 20
    return f"{max(row.line.gap, 0.0):.{0 if wide else 1}f}"


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is; 0 for one that is left out."""

    name: int
    ruler: int
    due: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """The columns of a list so many cells wide."""
        due = DUE if width >= ROOM_FOR_DUE else 0
        fixed = 2 + 1 + WEIGHT + 2 + 2 + GAP + 2 + STATE + due
        name = max(min(28 + max(width - 80, 0) // 5, 40), 1)
        if (wide := width - fixed - name) >= LEAST_RULER:
            return cls(name, wide, due)
        return cls(max(width - fixed + 2, 1), 0, 0)


def heading(view: GoalView, width: int) -> Content:
    """The names of the columns, and the scale's values over the rulers."""
    columns = Columns.of(width)
    low, high = _stretch(view)
    over = f"{marks_line(view.goal.scale, low, high, columns.ruler)}  " if columns.ruler else ""
    due = f"{'due':>{columns.due}}" if columns.due else ""
    text = (
        f"  {_cut('skill', columns.name)} {'share':>{WEIGHT}}  {over}{'gap':>{GAP}}{due}  {'state':<{STATE}}"
    )
    return Content(text).truncate(max(width, 1)).stylize(MUTED)


def drawn(row: Row, view: GoalView, width: int, *, is_here: bool, ascii_only: bool) -> Content:
    """One row, as wide as the list."""
    columns, line = Columns.of(width), row.line
    faint = MUTED if row.is_out else ""
    mark = " " if line.is_leaf else _fold_mark(row.is_folded, ascii_only=ascii_only)
    name = f"{'  ' * line.depth}{mark} {one_line(line.skill.name, limit=200)}"
    weight = f"{row.percent} %" if line.weight else "-"
    parts: list[str | Content | tuple[str, str]] = [
        ("> " if is_here else "  ", "bold $accent"),
        (_cut(name, columns.name, ascii_only=ascii_only), faint or ("" if line.is_leaf else "bold")),
        (f" {weight if not row.is_out else '':>{WEIGHT}}  ", faint),
    ]
    if columns.ruler:
        low, high = _stretch(view)
        scale, target = view.goal.scale, line.skill.target
        if row.is_out:
            parts.append(" " * columns.ruler)
        else:
            parts.append(ruler(line.level, target, scale, low, high, columns.ruler, ascii_only=ascii_only))
        parts.append("  ")
    parts.append((f"{gap_text(row, view):>{GAP}}", faint))
    if columns.due:
        due = "" if row.is_out or not line.due else str(line.due)
        parts.append((f"{due:>{columns.due}}", MUTED))
    word = "left out" if row.is_out else line.state
    if not line.is_leaf and word in ("practising", "waiting"):
        word = ""
    parts.append((f"  {word:<{STATE}}", _STYLES.get(word, "")))
    return Content.assemble(*parts).truncate(max(width, 1))


_STYLES: Final = {
    "reached": "$text-success",
    "unknown": MUTED,
    "rough": MUTED,
    "left out": MUTED,
}


def _stretch(view: GoalView) -> tuple[float, float]:
    """The part of the scale that holds every line and target."""
    values = [view.goal.target, view.level.mean]
    for line in view.lines:
        values += [line.level.low, line.level.high, line.skill.target]
    return reach(view.goal.scale, values)


def _fold_mark(is_folded: bool, *, ascii_only: bool) -> str:
    return ("+" if is_folded else "-") if ascii_only else ("▸" if is_folded else "▾")


def _cut(text: str, width: int, *, ascii_only: bool = False) -> str:
    """Text of exactly so many cells."""
    cut = Content(text).truncate(width, ellipsis=True, pad=True).plain
    return cut.replace("…", ".") if ascii_only else cut
