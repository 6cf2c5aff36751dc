"""The small databases of SQL drills: what a learner sees of them, and two hidden seeds (LEARNING 2.1).

A query that is right by luck passes on the rows seen. The hidden seeds are other rows with twists among them:
groups without rows and missing values in one, equal values and repeated rows in the other. A twist alone, added
to the rows seen, tells what a query tripped over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from goals.graders.sql_rows import ROWS

Seed = Literal["seen", "other", "gaps", "ties"]
HIDDEN: Final[Mapping[Seed, str]] = {
    "gaps": "when a group has no rows or a value is missing",
    "ties": "when values tie or rows repeat",
}
"""The hidden seeds and the trait of each; it ends the sentence "right on the rows you see, but not"."""


@dataclass(frozen=True, slots=True)
class Twist:
    """A few more rows with one trait."""

    trait: str
    rows: Mapping[str, str]
    """By table."""


@dataclass(frozen=True, slots=True)
class SmallWorld:
    """A schema and its rows."""

    tables: Mapping[str, str]
    """Columns by table, as in "id, name, city?"; a question mark: may be NULL."""
    seeds: Mapping[str, Mapping[str, str]]
    """Rows by table, of `seen` and `other`."""
    gaps: tuple[Twist, ...]
    ties: tuple[Twist, ...]

    def twists(self, seed: Seed) -> tuple[Twist, ...]:
        """The twists of a hidden seed; none of what is seen."""
        return self.gaps if seed == "gaps" else self.ties if seed == "ties" else ()


@lru_cache(maxsize=8)
def small_world(name: str) -> SmallWorld:
    """One of the worlds, by the name a key gives it (`goals.drills.World`)."""
    parts: dict[str, dict[str, str]] = {}
    part: dict[str, str] = {}
    table = ""
    for line in ROWS[name].splitlines():
        if not line.startswith(" "):
            part = parts.setdefault(line, {})
        elif not line.startswith("    "):
            table, _, text = line.strip().partition(": ")
            part[table] = text
        else:
            part[table] += line.strip()

    def twists(sort: str) -> tuple[Twist, ...]:
        return tuple(
            Twist(head.removeprefix(f"{sort} "), rows)
            for head, rows in parts.items()
            if head.startswith(f"{sort} ")
        )

    seeds = {"seen": parts["seen"], "other": parts["other"]}
    return SmallWorld(parts["tables"], seeds, twists("gap"), twists("tie"))


def script(name: str, seed: Seed, twist: int | None = None) -> str:
    """The SQL that builds a world's tables and fills them.

    Args:
        name: the world.
        seed: which rows.
        twist: place of one twist of a hidden seed: that twist alone, added to the rows seen.
    """
    world = small_world(name)
    twists = world.twists(seed) if twist is None else (world.twists(seed)[twist],)
    base = "other" if twist is None and seed != "seen" else "seen"
    lines = [f"CREATE TABLE {table} ({_typed(names)});" for table, names in world.tables.items()]
    for rows in (world.seeds[base], *(one.rows for one in twists)):
        for table, text in rows.items():
            kinds = [kind_of(column) for column in world.tables[table].split(",")]
            lines.append(" ".join(("INSERT INTO", table, "VALUES", ", ".join(_tuples(text, kinds)), ";")))
    return "\n".join(lines)


def kind_of(column: str) -> str:
    """The declared type of a column, by its name."""
    name = column.strip().rstrip("?")
    if name in ("price", "fare"):
        return "REAL"
    return "INTEGER" if name in _WHOLE or name.endswith("id") else "TEXT"


def _typed(columns: str) -> str:
    return ", ".join(f"{one.strip().rstrip('?')} {kind_of(one)}" for one in columns.split(","))


def _tuples(text: str, kinds: list[str]) -> list[str]:
    return [
        f"({', '.join(_literal(cell.strip(), kind) for cell, kind in zip(row.split(','), kinds, strict=True))})"
        for row in text.split(";")
    ]


def _literal(cell: str, kind: str) -> str:
    return "NULL" if not cell else f"'{cell}'" if kind == "TEXT" else cell


_WHOLE: Final = frozenset(
    {"quantity", "year", "born", "minutes", "delay", "seconds", "rating", "formed", "number"}
)
