"""Queries graded by what they give: on the rows the learner sees and on two hidden seeds (LEARNING 2.1)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Final

from goals.drills import SqlKey
from goals.graders.sql_engine import Cell, QueryStopped, Result, run, too_old
from goals.graders.sql_worlds import HIDDEN, Seed, small_world
from goals.grades import Grade

SQL: Final = "sql-1"
PARTIAL: Final = 0.4
"""Score of a query that is right on the rows seen only, or that gives the right rows in the wrong order."""
TOLERANCE: Final = 1e-6
"""How far two numbers may be apart, absolutely or as a share of the greater."""
MOST_SWAPPED: Final = 5
"""Columns up to which another order of them is looked for."""
SHOWN: Final = 60
"""Characters of a row inside a sentence."""


def grade_sql(key: SqlKey, answer: str) -> Grade:
    """1 if the answer gives the reference's rows on all three seeds, `PARTIAL` if on those seen alone, else 0.

    Rows are compared as a multiset, or as a list where the key asks for an order. NULL equals NULL, and a number its
    text; how many columns there are and their order matter, their names don't. Without a score if this machine's
    SQLite is too old for the drill.
    """
    if old := too_old(key.query):
        return Grade(None, key.query, old, grader=SQL)
    score, why = 0.0, ""
    if answer.strip():
        found = [_against(accepted, key, answer) for accepted in (key.query, *key.also)]
        score, why = max(found, key=lambda one: one[0])
    return Grade(score, key.query, why, also=key.also, grader=SQL)


@dataclass(frozen=True, slots=True)
class _Difference:
    text: str
    only_order: bool = False


_Row = tuple[Cell, ...]


def _against(accepted: str, key: SqlKey, answer: str) -> tuple[float, str]:
    """Score and sentence of an answer, with one accepted query for reference."""

    def off(seed: Seed, twist: int | None = None) -> _Difference | None:
        return _off(key.world, seed, twist, accepted, answer, key.ordered)

    seen = off("seen")
    if seen is not None and not seen.only_order:
        return 0.0, seen.text
    for hidden, trait in HIDDEN.items():
        there = off(hidden)
        if seen is not None and there is not None and not there.only_order:
            return 0.0, seen.text
        if seen is None and there is not None:
            what, told = _tripped_on(off, key, hidden) or (trait, there)
            return PARTIAL, f"right on the rows you see, but not {what}: {told.text}"
    return (1.0, "") if seen is None else (PARTIAL, seen.text)


def _tripped_on(
    off: Callable[[Seed, int | None], _Difference | None], key: SqlKey, hidden: Seed
) -> tuple[str, _Difference] | None:
    """The one thing about a hidden seed that is enough to break an answer, if one alone is enough."""
    if told := off("other", None):
        return "with other values", told
    for at, twist in enumerate(small_world(key.world).twists(hidden)):
        if told := off(hidden, at):
            return twist.trait, told
    return None


def _off(
    world: str, seed: Seed, twist: int | None, accepted: str, answer: str, ordered: bool
) -> _Difference | None:
    try:
        want = _reference(world, seed, accepted, twist)
    except QueryStopped as stopped:
        return _Difference(f"the drill's own query can't be run: {stopped}")
    try:
        return _difference(want, run(world, seed, answer, twist), ordered)
    except QueryStopped as stopped:
        return _Difference(str(stopped))


@lru_cache(maxsize=1_024)
def _reference(world: str, seed: Seed, query: str, twist: int | None) -> Result:
    return run(world, seed, query, twist)


def _difference(want: Result, got: Result, ordered: bool) -> _Difference | None:
    """What is wrong with a result, None if nothing is."""
    if got.width != want.width:
        return _Difference(f"{_count(want.width, 'column')} asked for, yours has {got.width}")
    wanted, given = [*map(_plain, want.rows)], [*map(_plain, got.rows)]
    missing, extra = _unmatched(wanted, given)
    if not missing and not extra:
        if not ordered:
            return None
        pairs = enumerate(zip(wanted, given, strict=True))
        place = next((at for at, (one, other) in pairs if not _close(one, other)), None)
        if place is None:
            return None
        row = _shown(want.rows[place])
        return _Difference(f"the rows are right, their order is not: row {place + 1} should be {row}", True)
    if len(wanted) == len(given) and want.width <= MOST_SWAPPED and _swapped(wanted, given, want.width):
        return _Difference("the columns are right, but not in the order asked for")
    return _Difference(_told(missing, extra, wanted, given))


def _told(missing: list[_Row], extra: list[_Row], wanted: list[_Row], given: list[_Row]) -> str:
    """The first row that differs, in words."""
    if missing and extra:
        return f"it should give {_shown(missing[0])}, yours gives {_shown(extra[0])}"
    rows = missing or extra
    row, most = rows[0], len(rows) - 1
    more = f", and {_count(most, 'more row')}" if most else ""
    asked, there = wanted.count(row), given.count(row)
    if asked and there:
        return f"{_shown(row)} should come {_times(asked)}, not {_times(there)}{more and f'{more} likewise'}"
    if missing and not given:
        return f"yours gives no rows; {_shown(row)} is missing{more}"
    return f"{_shown(row)} {'is missing' if missing else 'should not be there'}{more}"


def _unmatched(wanted: list[_Row], given: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    """Rows wanted that were not given, and the other way round, each as often as it is so, in their order."""
    missing, extra = _less(wanted, given), _less(given, wanted)
    for row in [*missing]:
        # Equal but for rounding: the plain forms may lie on both sides of a step.
        near = next((other for other in extra if _close(row, other)), None)
        if near is not None:
            missing.remove(row)
            extra.remove(near)
    return missing, extra


def _less(rows: list[_Row], taken: list[_Row]) -> list[_Row]:
    left = Counter(taken)
    kept: list[_Row] = []
    for row in rows:
        if left[row]:
            left[row] -= 1
        else:
            kept.append(row)
    return kept


def _swapped(wanted: list[_Row], given: list[_Row], width: int) -> bool:
    """True if some other order of the columns makes the rows right."""
    target = Counter(wanted)
    return any(
        Counter(tuple(row[at] for at in order) for row in given) == target
        for order in permutations(range(width))
        if order != tuple(range(width))
    )


def _plain(row: Iterable[Cell]) -> _Row:
    """A row in the form rows are counted in: numbers rounded, numerals read as numbers."""
    return tuple(_plain_cell(cell) for cell in row)


def _plain_cell(cell: Cell) -> Cell:
    if isinstance(cell, str) and _NUMERAL.fullmatch(cell):
        cell = float(cell)
    if isinstance(cell, int | float) and math.isfinite(cell):
        return round(float(cell), 6) + 0.0  # and no minus before a zero
    return cell


def _close(one: _Row, other: _Row) -> bool:
    return all(
        math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        if isinstance(a, float) and isinstance(b, float)
        else a == b
        for a, b in zip(one, other, strict=True)
    )


def _shown(row: _Row) -> str:
    text = ", ".join(_shown_cell(cell) for cell in row)
    return f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”"


def _shown_cell(cell: Cell) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else " ".join(str(cell).split())


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


_NUMERAL: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?")
