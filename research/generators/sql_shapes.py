"""The shapes of queries that are foretold: the query, how it is misread, and what a reader should know.

Tables stand by their head: columns `id` count up, `g` and `h` hold letters, `k` and `n` small numbers, `x` and `y`
tens; a question mark lets values be missing. Words in braces are drawn (`research.generators.sql`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shape:
    """A query that gives one value."""

    tables: tuple[str, ...]
    query: str
    slips: tuple[str, ...]
    """What a misreading would run; the first always gives another value than the query."""
    why: str
    hint: str
    seconds: int = 45


_T: Final = ("t(id, g, x)",)
_TN: Final = ("t(id, x?)",)
_GN: Final = ("t(id, g, x?)",)

FILTERING: Final = (
    Shape(
        _T, "SELECT count(*) FROM t WHERE x > {low}", ("SELECT count(*) FROM t WHERE x >= {low}",),
        "> leaves out rows with exactly {low}; >= would take them in.", "Does a row with x = {low} count?", 25,
    ),
    Shape(
        _T, "SELECT count(*) FROM t\nWHERE g = 'a' OR g = 'b' AND x > {low}",
        ("SELECT count(*) FROM t WHERE (g = 'a' OR g = 'b') AND x > {low}",),
        "AND binds before OR: every row with a counts, and those with b above {low}.",
        "Which two conditions does AND hold together?",
    ),
    Shape(
        _T, "SELECT count(*) FROM t WHERE x BETWEEN {low} AND {high}",
        ("SELECT count(*) FROM t WHERE x > {low} AND x < {high}",
         "SELECT count(*) FROM t WHERE x >= {low} AND x < {high}"),
        "BETWEEN takes in both ends, {low} and {high}.", "Do {low} and {high} themselves count?", 30,
    ),
    Shape(
        ("t(id, n)",), "SELECT sum(n / 2) FROM t", ("SELECT sum(n / 2.0) FROM t", "SELECT sum(n) / 2 FROM t"),
        "whole numbers divide to whole numbers, in each row before the sum: 3 / 2 is 1.",
        "What is 3 / 2 between whole numbers?",
    ),
    Shape(
        _T, "SELECT count(*) FROM t\nWHERE NOT (g = 'a' AND x > {low})",
        ("SELECT count(*) FROM t WHERE g <> 'a' AND x <= {low}", "SELECT count(*) FROM t WHERE g = 'a' AND x > {low}"),
        "NOT (p AND q) is NOT p OR NOT q: only rows with a and more than {low} are left out.",
        "Which rows are left out? All others count.",
    ),
    Shape(
        _T,
        "SELECT sum(CASE WHEN x >= {low} THEN 1\n                WHEN x >= {high} THEN 10\n"
        "                ELSE 0 END)\nFROM t",
        ("SELECT sum(CASE WHEN x >= {high} THEN 10 WHEN x >= {low} THEN 1 ELSE 0 END) FROM t",),
        "the first WHEN that holds decides. Whoever reaches {high} has reached {low} before, so no row ever gives 10.",
        "The first WHEN that is true decides. Does the second one ever get its turn?", 60,
    ),
)  # fmt: skip

NULLS: Final = (
    Shape(
        _TN, "SELECT count(x) FROM t", ("SELECT count(*) FROM t", "SELECT count(*) FROM t WHERE x IS NULL"),
        "count(x) counts the rows in which x is not NULL.", "Are rows without x counted?", 20,
    ),
    Shape(
        _TN, "SELECT count(*) FROM t WHERE x <> {low}", ("SELECT count(*) FROM t WHERE x IS NOT {low}",),
        "NULL <> {low} is unknown, and WHERE keeps only what is true.", "What is NULL <> {low}?", 30,
    ),
    Shape(
        _TN, "SELECT avg(x) FROM t", ("SELECT avg(coalesce(x, 0)) FROM t",),
        "avg leaves NULL out of the sum and of the count alike.", "By how many is the sum divided?",
    ),
    Shape(
        _TN, "SELECT count(*) FROM t WHERE NOT (x > {low})",
        ("SELECT count(*) FROM t WHERE x <= {low} OR x IS NULL", "SELECT count(*) FROM t WHERE x > {low}"),
        "for a missing x the comparison is unknown, and NOT unknown is unknown too: the row is dropped.",
        "What is NOT unknown?",
    ),
    Shape(
        ("t(id, x?)", "u(y?)"), "SELECT count(*) FROM t\nWHERE x IN (SELECT y FROM u)",
        ("SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM u WHERE y IS t.x)",
         "SELECT count(*) FROM t JOIN u ON y = x"),
        "a row counts once if its x equals some y. NULL equals nothing, not even NULL.",
        "Does NULL find NULL? Does a row count twice?",
    ),
    Shape(
        ("t(id, k?)",), "SELECT count(*)\nFROM t a JOIN t b ON a.k = b.k",
        ("SELECT count(*) FROM t a JOIN t b ON a.k IS b.k", "SELECT count(k) FROM t"),
        "each row meets all rows with the same k, itself too; rows without k meet nobody.",
        "Rows that share k meet each other and themselves.", 60,
    ),
)  # fmt: skip

AGGREGATION: Final = (
    Shape(
        _T, "SELECT count(*) FROM (SELECT g FROM t GROUP BY g)", ("SELECT count(g) FROM t",),
        "GROUP BY makes one row of all that share g.", "How many different g are there?", 25,
    ),
    Shape(
        _T, "SELECT count(*) FROM\n  (SELECT g FROM t GROUP BY g HAVING count(*) > 1)",
        ("SELECT count(*) FROM (SELECT g FROM t GROUP BY g)",
         "SELECT count(*) FROM t a WHERE (SELECT count(*) FROM t b WHERE b.g = a.g) > 1"),
        "HAVING keeps groups of two rows or more; groups are counted, not their rows.",
        "Count the groups that have more than one row.", 35,
    ),
    Shape(
        _T, "SELECT max(s) FROM\n  (SELECT sum(x) AS s FROM t GROUP BY g)",
        ("SELECT max(x) FROM t", "SELECT sum(x) FROM t"),
        "first a sum for each g, then the greatest of the sums.", "Add up each g first.", 45,
    ),
    Shape(
        _T, "SELECT sum(x) FROM t\nWHERE g = 'a' AND x > {low}",
        ("SELECT coalesce(sum(x), 0) FROM t WHERE g = 'a' AND x >= {low}",
         "SELECT coalesce(sum(x), 0) FROM t WHERE g = 'a' AND x > {low}"),
        "rows with a and more than {low} are added up; the sum of no rows at all is NULL, not 0.",
        "Which rows are there to add up, if any?", 35,
    ),
    Shape(
        _GN, "SELECT count(*) FROM\n  (SELECT g FROM t GROUP BY g HAVING count(x) < count(*))",
        ("SELECT count(*) FROM t WHERE x IS NULL", "SELECT count(DISTINCT g) FROM t"),
        "count(x) falls behind count(*) where an x is missing: such groups are counted, not the missing values.",
        "Which groups have a missing x?", 60,
    ),
    Shape(
        _T, "SELECT avg(m) FROM\n  (SELECT avg(x) AS m FROM t GROUP BY g)",
        ("SELECT avg(x) FROM t", "SELECT sum(m) FROM (SELECT avg(x) AS m FROM t GROUP BY g)"),
        "each g weighs the same here, however many rows it has; the average over all rows would be another number.",
        "First an average for each g, then the average of those.", 75,
    ),
)  # fmt: skip

WINDOWS: Final = (
    Shape(
        _T, "SELECT sum(n) FROM\n  (SELECT count(*) OVER (PARTITION BY g) AS n FROM t)",
        ("SELECT sum(n) FROM (SELECT count(*) AS n FROM t GROUP BY g)",),
        "every row stays and carries the size of its group, so a group of 2 adds 2 + 2.",
        "How many rows has the inner query, and what does each carry?", 60,
    ),
    Shape(
        _T, "SELECT r FROM\n  (SELECT id, rank() OVER (ORDER BY x) AS r FROM t)\nWHERE id = {id}",
        ("SELECT r FROM (SELECT id, row_number() OVER (ORDER BY x, id) AS r FROM t) WHERE id = {id}",
         "SELECT r FROM (SELECT id, rank() OVER (ORDER BY x DESC) AS r FROM t) WHERE id = {id}"),
        "rank is one more than the number of rows with a smaller x; equal rows share it.",
        "How many rows have a smaller x than row {id}?",
    ),
    Shape(
        _T, "SELECT r FROM\n  (SELECT id, dense_rank() OVER (ORDER BY x) AS r FROM t)\nWHERE id = {id}",
        ("SELECT r FROM (SELECT id, rank() OVER (ORDER BY x) AS r FROM t) WHERE id = {id}",
         "SELECT r FROM (SELECT id, row_number() OVER (ORDER BY x, id) AS r FROM t) WHERE id = {id}"),
        "dense_rank is one more than the number of different smaller values: no hole after a tie.",
        "How many different values are smaller?",
    ),
    Shape(
        _T, "SELECT s FROM\n  (SELECT id, sum(x) OVER (ORDER BY id) AS s FROM t)\nWHERE id = {id}",
        ("SELECT sum(x) FROM t", "SELECT x FROM t WHERE id = {id}"),
        "with ORDER BY the window reaches from the first row to this one: a running sum.",
        "Which rows lie in the window of row {id}?",
    ),
    Shape(
        _T, "SELECT s FROM\n  (SELECT id, sum(x) OVER (ORDER BY x) AS s FROM t)\nWHERE id = {id}",
        ("SELECT s FROM (SELECT id, sum(x) OVER (ORDER BY x, id) AS s FROM t) WHERE id = {id}",
         "SELECT s FROM (SELECT id, sum(x) OVER (ORDER BY id) AS s FROM t) WHERE id = {id}"),
        "an ordered window takes in the current row's equals: all rows with the same x are added at once.",
        "Rows with the same x as row {id} belong to its window too.", 60,
    ),
    Shape(
        _T,
        "SELECT s FROM\n  (SELECT id, sum(x) OVER (PARTITION BY g ORDER BY id\n"
        "     ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM t)\nWHERE id = {id}",
        ("SELECT s FROM (SELECT id, sum(x) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s"
         " FROM t) WHERE id = {id}",
         "SELECT s FROM (SELECT id, sum(x) OVER (PARTITION BY g ORDER BY id) AS s FROM t) WHERE id = {id}"),
        "the row itself and the one before it among the rows with the same g, if there is one.",
        "The row before it with the same g, not just the row before.", 75,
    ),
)  # fmt: skip
