"""Queries on small tables made anew: one value to be foretold, worked out by running them.

Each shape of a query knows how it is commonly misread; rows are drawn until the right reading and the wrong one
give different values, so that a right answer says something.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from goals.drills import Key, Kind, NumberKey, TextKey
from goals.graders.sql_engine import Cell, run
from research.generators.figures import Made
from research.generators.sql_pair_shapes import JOINS, SETS, SUBQUERIES
from research.generators.sql_shapes import AGGREGATION, FILTERING, NULLS, WINDOWS, Shape

ROWS: Final = 5
"""Rows of a table: with its head, the query and a line between they fit ten lines."""
TRIES: Final = 200
"""Tables drawn until the right reading and the wrong one differ."""
Rows = list[tuple[Cell, ...]]


def _foretells(shapes: tuple[Shape, ...]) -> Callable[[random.Random, int], Made]:
    def make(rng: random.Random, step: int) -> Made:
        return _made(rng, shapes[step % len(shapes)])

    return make


filtering = _foretells(FILTERING)
nulls = _foretells(NULLS)
joins = _foretells(JOINS)
subqueries = _foretells(SUBQUERIES)
sets = _foretells(SETS)
aggregation = _foretells(AGGREGATION)
windows = _foretells(WINDOWS)


def _made(rng: random.Random, shape: Shape) -> Made:
    for _ in range(TRIES):
        tables = {head: _rows(rng, head) for head in shape.tables}
        words = _words(rng, tables)
        query = shape.query.format(**words)
        value = _value(tables, query)
        wrong = [_value(tables, slip.format(**words)) for slip in shape.slips]
        if wrong[0] != value:
            break
    texts = dict.fromkeys(_written(one) for one in wrong if one != value)
    kind, key = _key(value)
    fraction = isinstance(value, float) and not value.is_integer()
    return Made(
        kind,
        "Which value does the query give?" + (" Two decimals are enough." if fraction else "") + _NULL,
        "\n".join([*_drawn(tables), "", *query.split("\n")] if tables else query.split("\n")),
        key,
        f"{_written(value)}: {shape.why.format(**words)}",
        hints=(shape.hint.format(**words),),
        distractors=tuple(texts),
        seconds=shape.seconds,
    )


def _rows(rng: random.Random, head: str) -> Rows:
    """Rows for a table's head, as in "t(id, g, x?)"; of a column that may, one or two values are missing."""
    count = rng.randint(ROWS - 1, ROWS)
    columns: list[list[Cell]] = []
    for name in _columns(head):
        column = [number + 1 if name == "id" else _cell(rng, name) for number in range(count)]
        for at in rng.sample(range(count), rng.randint(1, 2) if name.endswith("?") else 0):
            column[at] = None
        columns.append(column)
    return [*zip(*columns, strict=True)]


def _cell(rng: random.Random, name: str) -> Cell:
    return rng.choice(_LETTERS if name[0] in "gh" else _KEYS if name[0] in "kn" else _TENS)


def _words(rng: random.Random, tables: dict[str, Rows]) -> dict[str, object]:
    """What stands for the names in braces: two values of the tables, an id, a number, days."""
    cells = (cell for rows in tables.values() for row in rows for cell in row[1:])
    numbers = sorted({cell for cell in cells if isinstance(cell, int) and cell >= min(_TENS)})
    low, high = sorted(rng.sample(numbers if len(numbers) > 1 else _TENS, 2))
    start = date(rng.choice((2023, 2024, 2028)), 2, rng.randint(18, 27))
    return {
        "low": low,
        "high": high,
        "id": rng.randint(2, ROWS - 1),
        "by": rng.choice((2, 3, 4)),
        "most": rng.randint(11, 19),
        "start": start.isoformat(),
        "days": rng.randint(4, 12),
        "later": (start + timedelta(days=rng.randint(10, 40))).isoformat(),
    }


def _value(tables: dict[str, Rows], query: str) -> Cell:
    """The only cell of a query's result, on tables that stand before it as WITH."""
    parts: list[str] = []
    for head, rows in tables.items():
        values = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
        parts.append(f"{head.replace('?', '')} AS (VALUES {values})")
    before = f"WITH {', '.join(parts)} " if parts else ""
    return run("shop", "seen", before + query).rows[0][0]


def _drawn(tables: dict[str, Rows]) -> list[str]:
    """The tables side by side, each under its head."""
    blocks: list[list[str]] = []
    for head, rows in tables.items():
        names = [name.rstrip("?") for name in _columns(head)]
        widths = [max(len(name), *(len(_written(row[at])) for row in rows)) for at, name in enumerate(names)]
        lines = [head.replace("?", "")]
        lines += [
            "  ".join(_written(cell).ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows
        ]
        blocks.append([f"  {line}" if at else line for at, line in enumerate(lines)])
    wide = [max(map(len, block)) + 4 for block in blocks]
    across = zip_longest(*blocks, fillvalue="")
    return ["".join(line.ljust(w) for line, w in zip(one, wide, strict=True)).rstrip() for one in across]


def _columns(head: str) -> list[str]:
    return [name.strip() for name in head[head.index("(") + 1 : -1].split(",")]


def _key(value: Cell) -> tuple[Kind, Key]:
    if isinstance(value, int | float):
        return "number", NumberKey(round(float(value), 4), 0.0 if float(value).is_integer() else 0.006)
    return "text", TextKey(((_written(value),),))


def _written(cell: Cell) -> str:
    if cell is None:
        return "NULL"
    return f"{cell:.2f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)


def _literal(cell: Cell) -> str:
    return "NULL" if cell is None else f"'{cell}'" if isinstance(cell, str) else str(cell)


_NULL: Final = " Write NULL for a missing one."
_LETTERS: Final = ("a", "b", "c")
_KEYS: Final = (1, 2, 3, 4)
_TENS: Final = (10, 20, 30, 40, 50, 60)
