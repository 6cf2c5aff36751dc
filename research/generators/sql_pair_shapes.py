"""Shapes of queries over two tables, over results, and over days; see `research.generators.sql_shapes`."""

from __future__ import annotations

from typing import Final

from research.generators.sql_shapes import Shape

_T: Final = ("t(id, g, x)",)
_TWO: Final = ("t(id, k?)", "u(n, y)")
_LISTS: Final = ("t(k)", "u(n)")

JOINS: Final = (
    Shape(
        _TWO, "SELECT count(*) FROM t JOIN u ON u.n = t.k",
        ("SELECT count(*) FROM t LEFT JOIN u ON u.n = t.k", "SELECT count(*) FROM t, u"),
        "JOIN gives a row for each pair with u.n = t.k; without a partner no row.",
        "Count the pairs, row by row of t.",
    ),
    Shape(
        _TWO, "SELECT count(*) FROM t LEFT JOIN u ON u.n = t.k",
        ("SELECT count(*) FROM t JOIN u ON u.n = t.k", "SELECT count(*) FROM t"),
        "the pairs, and one row for each row of t that finds no partner.",
        "First the pairs, then the rows of t that found nobody.",
    ),
    Shape(
        _TWO, "SELECT count(*) FROM t\nLEFT JOIN u ON u.n = t.k\nWHERE u.n IS NULL",
        ("SELECT count(*) FROM t WHERE k IS NULL", "SELECT count(*) FROM t LEFT JOIN u ON u.n = t.k"),
        "what is left are the rows of t without a partner: those whose k isn't among the n, and those without k.",
        "Which rows of t find no partner?",
    ),
    Shape(
        _TWO, "SELECT count(*) FROM t\nLEFT JOIN u ON u.n = t.k AND u.y > {high}",
        ("SELECT count(*) FROM t LEFT JOIN u ON u.n = t.k WHERE u.y > {high}",),
        "the condition in ON only limits the partners; rows of t without one stay all the same.",
        "May a row of t get lost here?",
    ),
    Shape(
        ("t(id, k?)",), "SELECT count(*)\nFROM t a JOIN t b ON a.k = b.k AND a.id < b.id",
        ("SELECT count(*) FROM t a JOIN t b ON a.k = b.k AND a.id <> b.id",),
        "each pair of rows that share k comes once, for only one order of the two ids fits; no k, no pair.",
        "How many pairs share a k? Each counts once.",
    ),
    Shape(
        _TWO, "SELECT count(*) FROM t\nLEFT JOIN u ON u.n = t.k\nWHERE u.y > {high} OR u.y IS NULL",
        ("SELECT count(*) FROM t LEFT JOIN u ON u.n = t.k AND u.y > {high}",),
        "a row of t whose partners all have too small a y gets lost: it has partners, so no NULL saves it.",
        "What becomes of a row of t whose only partner has a y of {high} or less?", 75,
    ),
)  # fmt: skip

SUBQUERIES: Final = (
    Shape(
        _T, "SELECT count(*) FROM t\nWHERE x > (SELECT avg(x) FROM t)",
        ("SELECT count(*) FROM t WHERE x >= (SELECT avg(x) FROM t)",
         "SELECT count(*) FROM t WHERE x < (SELECT avg(x) FROM t)"),
        "the subquery is one number, the average; only rows above it count, not one that equals it.",
        "Work out the average first.",
    ),
    Shape(
        _T, "SELECT count(*) FROM t\nWHERE x = (SELECT max(x) FROM t)", ("SELECT 1",),
        "every row that reaches the maximum counts, however many there are.",
        "How many rows have the highest x?", 30,
    ),
    Shape(
        _T,
        "SELECT count(*) FROM t a\nWHERE EXISTS (SELECT 1 FROM t b\n              WHERE b.g = a.g AND b.id <> a.id)",
        ("SELECT count(*) FROM (SELECT g FROM t GROUP BY g HAVING count(*) > 1)", "SELECT count(*) FROM t"),
        "a row counts if another row shares its g: all rows of groups with two or more.",
        "Rows are counted, not groups.", 60,
    ),
    Shape(
        (),
        "WITH RECURSIVE n(i) AS (\n  SELECT 1\n  UNION ALL\n  SELECT i + {by} FROM n WHERE i < {most}\n)\n"
        "SELECT max(i) FROM n",
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + {by} FROM n WHERE i + {by} < {most})"
         " SELECT max(i) FROM n",),
        "the condition looks at i before {by} is added: the last i below {most} still makes one more.",
        "Is the condition asked before the step or after it?", 60,
    ),
    Shape(
        _T, "SELECT count(*) FROM t a\nWHERE x > (SELECT avg(x) FROM t b WHERE b.g = a.g)",
        ("SELECT count(*) FROM t WHERE x > (SELECT avg(x) FROM t)",),
        "each row is compared with the average of its own g; alone in its g, nobody is above it.",
        "There is an average for each g.", 75,
    ),
    Shape(
        ("t(id, k)", "u(n?, y)"), "SELECT count(*) FROM t\nWHERE k NOT IN (SELECT n FROM u WHERE y >= {low})",
        ("SELECT count(*) FROM t WHERE k IN (SELECT n FROM u WHERE y >= {low})",
         "SELECT count(*) FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE n = k AND y >= {low})"),
        "with a NULL in the list “not in it” is never certain, and no row is kept; without one it is as it looks.",
        "Is there a NULL in the list, with y of {low} or more?", 60,
    ),
)  # fmt: skip

SETS: Final = (
    Shape(
        _LISTS, "SELECT count(*) FROM\n  (SELECT k FROM t UNION SELECT n FROM u)",
        ("SELECT count(*) FROM (SELECT k FROM t UNION ALL SELECT n FROM u)",),
        "UNION keeps each value once, also where it comes twice within one table.", "How many different values?", 30,
    ),
    Shape(
        _LISTS, "SELECT count(*) FROM\n  (SELECT k FROM t UNION ALL SELECT n FROM u)",
        ("SELECT count(*) FROM (SELECT k FROM t UNION SELECT n FROM u)",),
        "UNION ALL puts the rows under each other and drops none.", "ALL means all.", 20,
    ),
    Shape(
        _LISTS, "SELECT count(*) FROM\n  (SELECT k FROM t INTERSECT SELECT n FROM u)",
        ("SELECT count(*) FROM t WHERE k IN (SELECT n FROM u)", "SELECT count(*) FROM t JOIN u ON n = k"),
        "INTERSECT gives each value that is in both once, however often it stands there.",
        "Different values, in both.", 40,
    ),
    Shape(
        (), "SELECT date('{start}', '+{days} days')",
        ("SELECT date('{start}', '+{days} days', '+1 day')", "SELECT date('{start}', '+{days} days', '-1 day')"),
        "February has 28 days, 29 in a year that 4 divides (2024, 2028).", "How long is that February?", 45,
    ),
    Shape(
        _LISTS, "SELECT count(*) FROM\n  (SELECT k FROM t EXCEPT SELECT n FROM u)",
        ("SELECT count(*) FROM t WHERE k NOT IN (SELECT n FROM u)",
         "SELECT count(*) FROM (SELECT n FROM u EXCEPT SELECT k FROM t)"),
        "EXCEPT takes away what is in u and gives what is left once each.", "Different values, in t only.", 40,
    ),
    Shape(
        (), "SELECT julianday('{later}') - julianday('{start}')",
        ("SELECT julianday('{later}') - julianday('{start}') + 1",
         "SELECT julianday('{later}') - julianday('{start}') - 1"),
        "days from one date to the other, the first not counted; mind how long that February is.",
        "Count to the end of the month first.", 60,
    ),
)  # fmt: skip
