"""Queries run on small databases in memory, behind guards: nothing but reading, and not for long.

The tables are ours and hold no secret; the query may be anything, also that of a pack somebody sent. Work is
counted in the engine's own steps, not in seconds, so that the same query always ends the same way.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from goals.graders.sql_worlds import Seed, script, small_world
from goals.plain import one_line

if TYPE_CHECKING:
    from sqlite3 import Connection

Cell = str | int | float | bytes | None

MAX_QUERY: Final = 2_000
"""Characters of a query."""
MAX_ROWS: Final = 10_000
MAX_STEPS: Final = 6_000_000
"""Engine steps of one run: about a third of a second on a slow machine, so a second for all three seeds. A query
that belongs here takes some thousand."""
STRIDE: Final = 10_000
"""Steps between two looks at the count."""
MAX_COPIES: Final = 20_000
"""How many copies of a part a query may make SQLite work out before it runs, where steps don't count yet."""
MAX_TEXT: Final = 1_000
"""Bytes of one value or row while a query runs; keeps sorting and joining small."""
WINDOWS: Final = (3, 25, 0)
"""SQLite's first version with window functions (sqlite.org/windowfunctions.html)."""


class QueryStopped(ValueError):
    """A query that was refused or did not come to an end; says why in a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives."""

    width: int
    """Columns."""
    rows: tuple[tuple[Cell, ...], ...]


def run(world: str, seed: Seed, query: str, twist: int | None = None) -> Result:
    """What a query gives on a seed, or on the rows seen and one twist.

    Raises:
        QueryStopped: not one plain SELECT, an error in it, or too much work.
    """
    check(query)
    with _LOCK:
        return _opened(world, seed, twist).rows_of(query)


def too_old(query: str, version: tuple[int, ...] | None = None) -> str:
    """A sentence if this machine's SQLite can't run the query's window functions, else "".

    Args:
        query: any text.
        version: SQLite's; None for the one that is here.
    """
    import sqlite3

    version = sqlite3.sqlite_version_info if version is None else version
    if version >= WINDOWS or not re.search(r"\bOVER\b", query, re.IGNORECASE):
        return ""
    here = ".".join(map(str, version))
    return (
        f"window functions need SQLite 3.25 and this Python has {here}: with a newer Python it will be graded"
    )


@lru_cache(maxsize=64)
def check(query: str) -> None:
    """Refuses what isn't one short SELECT before the engine sees it.

    Raises:
        QueryStopped: saying what is wrong.
    """
    if len(query) > MAX_QUERY:
        raise QueryStopped(f"a query has at most {MAX_QUERY} characters here; this one has {len(query)}")
    tokens = [token for token in _TOKEN.findall(query) if not token.startswith(("--", "/*"))]
    if not tokens or tokens == [";"]:
        raise QueryStopped("there is no query, only a comment")
    first = tokens[0].upper()
    if first not in ("SELECT", "WITH", "VALUES"):
        raise QueryStopped(f"start with SELECT or WITH: “{one_line(tokens[0], limit=30)}” is not run here")
    if ";" in tokens and set(tokens[tokens.index(";") :]) != {";"}:
        raise QueryStopped("write one query; after the semicolon there is more")
    names = {token.strip("'\"`[]").casefold() for token in tokens}
    if names & _NOW or re.search(r"\b(?:date|time|datetime|julianday)\s*\(\s*\)", query, re.IGNORECASE):
        raise QueryStopped("today's date is not in the tables: the result would change from day to day")
    if _copies(tokens) > MAX_COPIES:
        raise QueryStopped("the query repeats its parts too often; write it shorter")


class _Opened:
    """A filled database that only reads. Not to be used by two threads at once."""

    def __init__(self, connection: Connection, world: str) -> None:
        self._connection = connection
        self._tables = frozenset(small_world(world).tables)
        self._steps = 0
        self._refused = ""
        connection.set_authorizer(self._allows)
        connection.set_progress_handler(self._goes_on, STRIDE)

    def rows_of(self, query: str) -> Result:
        import sqlite3

        self._steps, self._refused = 0, ""
        try:
            cursor = self._connection.execute(query)
            rows = cursor.fetchmany(MAX_ROWS + 1)
            width = len(cursor.description or ())
            cursor.close()
        except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, UnicodeError) as error:
            raise QueryStopped(self._said(error, query)) from error
        if len(rows) > MAX_ROWS:
            raise QueryStopped(f"it gives more than {MAX_ROWS:,} rows: is a join condition missing?")
        return Result(width, tuple(rows))

    def _goes_on(self) -> bool:
        self._steps += STRIDE
        return self._steps > MAX_STEPS

    def _allows(self, action: int, one: str | None, two: str | None, *_: str | None) -> int:
        """SELECT, RECURSIVE, the world's own columns and plain functions; nothing else."""
        import sqlite3

        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        # A name without a column is a part of the query itself, as in count(*) over a WITH.
        if action == sqlite3.SQLITE_READ and (one in self._tables or not two):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (two or "").casefold() in _FUNCTIONS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION:
            self._refused = f"the function {one_line(two or '', limit=40)} is not run here"
        else:
            self._refused = "only the tables you see can be read, and nothing can be changed"
        return sqlite3.SQLITE_DENY

    def _said(self, error: BaseException, query: str) -> str:
        """The engine's message as a sentence for a learner."""
        text = one_line(str(error), limit=160)
        if self._refused:
            return self._refused
        if text == "interrupted":
            return (
                "stopped, for it takes too many steps: is a join condition missing, or an end to a recursion?"
            )
        if text.startswith("no such table"):
            return f"{text}; there are {', '.join(sorted(self._tables))}"
        if "binding" in text:
            return "? and :name stand for values here; write the values themselves"
        if isinstance(error, MemoryError) or "too big" in text:
            return "stopped: it builds a text that is too long"
        if re.search("[‘’“”]", query):
            return f"{text}; quotes have to be straight: '"
        return text or "the query can't be run"


@lru_cache(maxsize=80)
def _opened(world: str, seed: Seed, twist: int | None) -> _Opened:
    import sqlite3

    # Shared between threads behind a lock; statements are not kept, so each one meets the authorizer.
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, cached_statements=0
    )
    connection.executescript(script(world, seed, twist))
    for line in ("trusted_schema = OFF", "temp_store = MEMORY", "query_only = ON"):
        connection.execute(f"PRAGMA {line}")
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, MAX_TEXT),
        (sqlite3.SQLITE_LIMIT_COLUMN, 100),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 30),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        connection.setlimit(limit, most)
    return _Opened(connection, world)


def _copies(tokens: list[str]) -> int:
    """At most how many copies of one part of a query come of names put in for what they stand for.

    A name used twice in one SELECT doubles what it stands for, and twenty such SELECTs on top of each other make
    a million copies before the first step is counted. So: the product over all SELECTs of the most frequent
    name in each.
    """
    selects: list[Counter[str]] = [Counter()]
    open_: list[Counter[str]] = [selects[0]]
    for piece, following in zip(tokens, [*tokens[1:], ""], strict=True):
        is_name = (piece[0].isalpha() or piece[0] in "_\"'`[") and following != "("
        if piece == "(":
            open_.append(open_[-1])
        elif piece == ")":
            open_ = open_[:-1] or open_
        elif piece.upper() == "SELECT":
            selects.append(Counter())
            open_[-1] = selects[-1]
        elif is_name and piece.upper() not in _KEYWORDS:
            open_[-1][re.sub(r"[\s\"'`\[\]]", "", piece).casefold()] += 1
    return math.prod(max(names.values(), default=1) for names in selects)


_LOCK: Final = threading.Lock()
_TOKEN: Final = re.compile(
    r"--[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]"
    r"|[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*|\d[\w.]*|\S",
    re.DOTALL,
)
_NOW: Final = frozenset({"now", "localtime", "utc", "current_date", "current_time", "current_timestamp"})
_KEYWORD_LIST: Final = """
ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS CURRENT DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS FILTER
FOLLOWING FROM FULL GLOB GROUP HAVING IN INNER INTEGER INTERSECT IS JOIN LEFT LIKE LIMIT NATURAL NOT NULL OFFSET ON
OR ORDER OUTER OVER PARTITION PRECEDING RANGE REAL RECURSIVE RIGHT ROW ROWS TEXT THEN UNBOUNDED UNION USING VALUES
WHEN WHERE WINDOW WITH
"""
_KEYWORDS: Final = frozenset(_KEYWORD_LIST.split())
_FUNCTION_LIST: Final = """
count sum total avg min max group_concat string_agg row_number rank dense_rank percent_rank cume_dist ntile lag lead
first_value last_value nth_value abs round length lower upper substr substring trim ltrim rtrim replace instr
coalesce ifnull nullif iif if typeof like glob concat concat_ws sign floor ceil ceiling mod printf format char
unicode date time datetime julianday strftime unixepoch timediff
"""
_FUNCTIONS: Final = frozenset(_FUNCTION_LIST.split())
"""What a query may call: nothing that asks chance, the clock, a file or the engine itself."""
