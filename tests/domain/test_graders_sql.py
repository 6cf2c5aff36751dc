"""Queries graded by running them: what counts as right, what a lucky query trips over, and what is never run."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.drills import Drill, SqlKey, World
from goals.graders import dont_know, grade, key_answer
from goals.graders.sql_engine import MAX_QUERY, QueryStopped, check, run, too_old
from goals.graders.sql_worlds import Seed, script, small_world
from goals.ids import DrillId, SkillId
from goals.plain import clean

WORLDS: tuple[World, ...] = ("shop", "library", "flights", "music")
SEEDS: tuple[Seed, ...] = ("seen", "other", "gaps", "ties")
WORDS = [
    "SELECT",
    "FROM",
    "WHERE",
    "customers",
    "orders",
    "id",
    "name",
    "*",
    ",",
    "(",
    ")",
    ";",
    "'",
    '"',
    "--",
]
WORDS += [
    "/*",
    "*/",
    "1",
    "NULL",
    "UNION",
    "WITH",
    "AS",
    "a",
    "=",
    "JOIN",
    "GROUP",
    "BY",
    "count(*)",
    "OVER",
    "DROP",
]
KEYS = {
    "shop": (
        "orders.customer_id customers.id",
        "lines.order_id orders.id",
        "lines.product_id products.id",
    ),
    "library": (
        "books.author_id authors.id",
        "loans.book_id books.id",
        "loans.member_id members.id",
        "members.referrer_id members.id",
    ),
    "flights": (
        "flights.airline airlines.code",
        "flights.origin airports.code",
        "flights.destination airports.code",
        "bookings.flight_id flights.id",
    ),
    "music": ("albums.artist_id artists.id", "tracks.album_id albums.id", "plays.track_id tracks.id"),
}
EACH = "SELECT c.name, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id"


def asked(query: str, *, world: World = "shop", ordered: bool = False, also: tuple[str, ...] = ()) -> Drill:
    key = SqlKey(world, query, ordered, also)
    return Drill(DrillId("d"), SkillId("joins"), "sql", 3, 0.0, "?", key, "because")


def score(query: str, answer: str, *, world: World = "shop", ordered: bool = False) -> float | None:
    return grade(asked(query, world=world, ordered=ordered), answer).score


def why(query: str, answer: str, *, world: World = "shop", ordered: bool = False) -> str:
    return grade(asked(query, world=world, ordered=ordered), answer).why


def built(world: str, seed: Seed, twist: int | None = None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script(world, seed, twist))
    return connection


# What is right


@pytest.mark.parametrize(
    "answer",
    [
        EACH,
        EACH.lower() + ";",
        f"-- mine\n{EACH.replace(' ', chr(10))}\n/* done */",
        "SELECT name, (SELECT count(*) FROM orders WHERE customer_id = customers.id) AS n FROM customers",
        "WITH n AS (SELECT customer_id, count(*) AS k FROM orders GROUP BY 1) "
        "SELECT name, coalesce(k, 0) FROM customers LEFT JOIN n ON n.customer_id = customers.id ORDER BY 1 DESC",
        "SELECT name, sum(CASE WHEN o.id IS NULL THEN 0 ELSE 1 END) * 1.0 FROM customers c "
        "LEFT OUTER JOIN orders o ON c.id = o.customer_id GROUP BY c.id, c.name",
    ],
)
def test_the_same_rows_asked_for_in_other_words_are_right(answer: str) -> None:
    graded = grade(asked(EACH), answer)
    assert (graded.score, graded.why) == (1.0, "")
    assert graded.expected == EACH


def test_the_reference_is_the_answer_that_is_shown_and_scores() -> None:
    drill = asked(EACH, also=("SELECT 1, 2",))
    assert key_answer(drill) == EACH
    assert dont_know(drill).expected == EACH
    assert dont_know(drill).also == ("SELECT 1, 2",)
    assert (dont_know(drill).score, dont_know(drill).why) == (0.0, "")


def test_a_task_that_can_be_read_in_two_ways_takes_both() -> None:
    drill = asked("SELECT name FROM customers", also=("SELECT DISTINCT name FROM customers",))
    assert grade(drill, "SELECT name FROM customers GROUP BY name").score == 1
    assert grade(drill, "SELECT name FROM customers WHERE name <> 'Sam'").score == 0.4


def test_names_of_columns_do_not_matter_their_order_and_number_do() -> None:
    query = "SELECT id, name FROM customers"
    assert score(query, "SELECT id AS a, name AS b FROM customers") == 1
    assert (
        why(query, "SELECT name, id FROM customers")
        == "the columns are right, but not in the order asked for"
    )
    assert why(query, "SELECT id, name, city FROM customers") == "2 columns asked for, yours has 3"


def test_order_counts_only_where_it_is_asked_for() -> None:
    up, down = "SELECT id FROM products ORDER BY id", "SELECT id FROM products ORDER BY id DESC"
    assert score(up, down) == 1
    assert score(up, up, ordered=True) == 1
    assert score(up, down, ordered=True) == 0.4
    assert why(up, down, ordered=True) == "the rows are right, their order is not: row 1 should be “1”"


def test_rows_right_but_for_their_order_here_and_wrong_elsewhere_are_worth_nothing() -> None:
    query = "SELECT id FROM products ORDER BY price"
    assert score(query, "SELECT id FROM products WHERE id < 60 ORDER BY price DESC", ordered=True) == 0


def test_a_row_too_often_is_wrong() -> None:
    query = "SELECT DISTINCT status FROM orders"
    assert "times" in why(query, "SELECT status FROM orders") or "twice" in why(
        query, "SELECT status FROM orders"
    )
    assert score(query, "SELECT status FROM orders") == 0
    assert score("SELECT status FROM orders", query) == 0


@pytest.mark.parametrize("shift", ["0.0000001", "-0.0000001", "1e-9"])
def test_rounding_is_forgiven(shift: str) -> None:
    assert score("SELECT avg(price) FROM products", f"SELECT avg(price) + {shift} FROM products") == 1


def test_more_than_rounding_is_not() -> None:
    assert score("SELECT avg(price) FROM products", "SELECT avg(price) + 0.001 FROM products") == 0
    assert (
        score("SELECT minutes / 60.0 FROM flights", "SELECT minutes / 60 FROM flights", world="flights") == 0
    )


def test_null_equals_null_and_nothing_else() -> None:
    query = "SELECT name, city FROM customers"
    assert score(query, "SELECT name, nullif(city, '') FROM customers") == 1
    for other in ("''", "0", "'NULL'"):
        assert score(query, f"SELECT name, coalesce(city, {other}) FROM customers") == 0


def test_a_number_equals_its_text_but_not_with_noughts_before_it() -> None:
    query = "SELECT strftime('%Y', day) FROM orders"
    assert score(query, "SELECT CAST(substr(day, 1, 4) AS INTEGER) FROM orders") == 1
    assert score("SELECT strftime('%m', day) FROM orders", "SELECT strftime('%m', day) + 0 FROM orders") == 0


def test_the_first_row_that_differs_is_named() -> None:
    assert why(EACH, "SELECT name, 2 FROM customers") == "it should give “Ana, 3”, yours gives “Ana, 2”"
    assert why(EACH, "SELECT 'x', 1 WHERE 0").startswith("yours gives no rows; “Ana, 3” is missing")


# What a lucky query trips over


@pytest.mark.parametrize(
    ("world", "query", "answer", "trait"),
    [
        ("shop", EACH, EACH.replace("LEFT JOIN", "JOIN"), "when a customer has no orders"),
        ("shop", EACH, EACH.replace("count(o.id)", "count(*)"), "when a customer has no orders"),
        (
            "shop",
            EACH,
            EACH.replace("GROUP BY c.id", "GROUP BY name"),
            "when two customers have the same name",
        ),
        (
            "shop",
            "SELECT id FROM customers WHERE NOT EXISTS "
            "(SELECT 1 FROM orders WHERE customer_id = customers.id AND status = 'paid')",
            "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE status = 'paid')",
            "when an order has no customer",
        ),
        (
            "shop",
            "SELECT name FROM products WHERE price = (SELECT max(price) FROM products)",
            "SELECT name FROM products ORDER BY price DESC LIMIT 1",
            "when two prices are the same",
        ),
        (
            "shop",
            "SELECT order_id, count(DISTINCT product_id) FROM lines GROUP BY order_id",
            "SELECT order_id, count(*) FROM lines GROUP BY order_id",
            "when an order has the same line twice",
        ),
        (
            "shop",
            "SELECT id, coalesce(sum(quantity), 0) FROM orders LEFT JOIN lines ON order_id = id GROUP BY id",
            "SELECT order_id, sum(quantity) FROM lines GROUP BY order_id",
            "when an order has no lines",
        ),
        (
            "library",
            "SELECT b.title, a.name FROM books b JOIN authors a ON a.id = b.author_id",
            "SELECT b.title, a.name FROM books b LEFT JOIN authors a ON a.id = b.author_id",
            "when a book has no author",
        ),
        (
            "music",
            "SELECT track_id, 100.0 * count(rating) / count(*) FROM plays GROUP BY 1",
            "SELECT track_id, 100 * (count(rating) / count(*)) FROM plays GROUP BY 1",
            "when only some plays of a track are rated",
        ),
        (
            "flights",
            "SELECT a.code FROM airports a LEFT JOIN flights f ON f.origin = a.code",
            "SELECT a.code FROM airports a JOIN flights f ON f.origin = a.code",
            "when no flight leaves an airport",
        ),
    ],
)
def test_a_query_right_by_luck_is_told_what_it_trips_over(
    world: World, query: str, answer: str, trait: str
) -> None:
    graded = grade(asked(query, world=world), answer)
    assert graded.score == 0.4
    assert graded.why.startswith(f"right on the rows you see, but not {trait}: ")


def test_an_answer_copied_from_the_rows_seen_is_not_right() -> None:
    query = "SELECT name FROM customers WHERE city = 'Lima'"
    graded = grade(asked(query), "SELECT name FROM customers WHERE id IN (1, 3)")
    assert graded.score == 0.4
    assert "but not with other values" in graded.why
    assert score(query, "VALUES ('Ana'), ('Chloe')") == 0.4


# What is never run


@pytest.mark.parametrize(
    "answer",
    [
        "ATTACH DATABASE 'x.db' AS x",
        "PRAGMA query_only = OFF",
        "DROP TABLE orders",
        "DELETE FROM orders",
        "INSERT INTO orders VALUES (9, 9, 'x', 'y')",
        "UPDATE orders SET status = 'paid'",
        "CREATE TABLE t (a)",
        "VACUUM INTO 'x.db'",
        "BEGIN",
        "EXPLAIN SELECT 1",
        "SELECT 1, 2; DROP TABLE orders",
        "SELECT 1, 2;; SELECT 3, 4",
        "WITH a AS (SELECT 1) DELETE FROM orders",
        "WITH a AS (SELECT 1) INSERT INTO orders SELECT 1, 2, 3, 4",
        "/* SELECT */ DROP TABLE orders",
        "-- SELECT 1, 2",
        "/* never closed",
        "SELECT load_extension('x'), 1",
        "SELECT readfile('x'), 1",
        "SELECT writefile('x', 'y'), 1",
        "SELECT random(), 1",
        "SELECT hex(randomblob(9)), 1",
        "SELECT zeroblob(999999999), 1",
        "SELECT date('now'), 1",
        "SELECT date(), 1",
        "SELECT CURRENT_TIMESTAMP, 1",
        "SELECT sqlite_version(), 1",
        "SELECT name, sql FROM sqlite_master",
        "SELECT name, 1 FROM pragma_table_info('orders')",
        "SELECT * FROM pragma_database_list",
        "SELECT key, value FROM json_each('[1]')",
        "SELECT ?, ?",
        "SELECT :a, :b",
        "SELEC name FORM customers",
        "SELECT nme, 1 FROM customers",
        "SELECT 'never closed, 1",
        "SELECT ‘Lima’, 1",
        "(SELECT 1, 2)",
        "SELECT " + "(" * 900 + "1" + ")" * 900 + ", 2",
        "SELECT " + " + ".join(["1"] * 500) + ", 2",
        "x" * 20_000,
        "SELECT '" + "x" * 1_900 + "', 1",
        "\u202e\x00SELECT",
        "🙂",
        "don't know",
    ],
)
def test_what_is_not_a_plain_query_scores_nothing_and_is_told_why(answer: str) -> None:
    graded = grade(asked(EACH), answer)
    assert graded.score == 0
    assert graded.why
    assert "\n" not in graded.why
    assert len(graded.why) < 250
    assert score(EACH, EACH) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*), 1 FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 1 FROM n",
        "WITH RECURSIVE n(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM n) SELECT s, 1 FROM n",
        "SELECT 1, 2 FROM " + ", ".join(f"lines l{i}" for i in range(9)),
        "SELECT count(*), 2 FROM " + ", ".join(f"lines l{i}" for i in range(9)),
        "SELECT a.day, 2 FROM orders a, orders b, orders c, orders d, lines e, lines f, lines g ORDER BY 1, e.quantity",
        "SELECT printf('%9999999d', 1), 1 UNION SELECT replace(printf('%900d', 1), ' ', '          '), 1",
        "WITH a0 AS (SELECT 1 AS x)"
        + "".join(f", a{i + 1} AS (SELECT 1 AS x FROM a{i} p, a{i} q)" for i in range(24))
        + " SELECT count(*), 1 FROM a24",
        "WITH a0 AS (SELECT id AS x FROM orders)"
        + "".join(f", a{i + 1} AS (SELECT x + x AS x FROM a{i})" for i in range(30))
        + " SELECT x, 1 FROM a30",
        "SELECT '" + "a" * 900 + "' LIKE '" + "%a" * 40 + "%b', 1",
    ],
    ids=[
        "endless",
        "endless rows",
        "doubling",
        "cross",
        "cross count",
        "sort",
        "long",
        "copies",
        "sums",
        "like",
    ],
)
def test_a_query_without_end_is_stopped(answer: str) -> None:
    ended = threading.Event()

    def run_it() -> None:
        graded = grade(asked(EACH), answer)
        assert graded.score == 0
        assert graded.why
        ended.set()

    # A query that hung would hold the engine, so it is watched from here: seconds for what takes tenths.
    threading.Thread(target=run_it, daemon=True).start()
    assert ended.wait(10)


def test_work_is_counted_in_steps_so_an_answer_always_ends_alike() -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*), 1 FROM n"
    assert grade(asked(EACH), endless) == grade(asked(EACH), endless)
    assert "too many steps" in why(EACH, endless)


def test_nothing_that_was_tried_changes_what_comes_after() -> None:
    for tried in (
        "DELETE FROM orders",
        "DROP TABLE orders",
        "SELECT 1; DELETE FROM orders",
        "PRAGMA query_only = 0",
    ):
        grade(asked("SELECT count(*) FROM orders"), tried)
    assert run("shop", "seen", "SELECT count(*) FROM orders").rows == ((8,),)


def test_even_a_text_that_filled_the_tables_is_not_run_again() -> None:
    for statement in script("shop", "seen").split(";"):
        assert not statement.strip() or score(EACH, statement) == 0


def test_a_reference_that_cannot_be_run_marks_nobody_right() -> None:
    graded = grade(asked("DROP TABLE orders"), "SELECT 1")
    assert graded.score == 0
    assert graded.why.startswith("the drill's own query can't be run")


def test_a_query_may_be_long_and_nested_where_a_person_writes_it() -> None:
    check(" UNION ALL ".join("SELECT o.id, o.day FROM orders o WHERE o.status = 'paid'" for _ in range(12)))
    check("SELECT c.name FROM customers c WHERE " + " OR ".join(f"c.id = {i}" for i in range(60)))
    with pytest.raises(QueryStopped, match="characters"):
        check("SELECT " + "1, " * MAX_QUERY + "1")


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(WORDS),
            max_size=25,
        ).map(" ".join),
    )
)
def test_any_text_gets_a_grade(answer: str) -> None:
    graded = grade(asked(EACH), answer)
    assert graded.score is not None
    assert 0 <= graded.score <= 1
    assert graded.why or graded.score == 1 or not clean(answer).strip()
    assert grade(asked(EACH), answer) == graded


def test_grading_is_the_same_from_several_threads_at_once() -> None:
    answers = [EACH, EACH.replace("LEFT JOIN", "JOIN"), "SELECT 1", "DROP TABLE orders"] * 5
    alone = [score(EACH, answer) for answer in answers]
    together: dict[int, float | None] = {}

    def one(at: int) -> None:
        together[at] = score(EACH, answers[at])

    threads = [threading.Thread(target=one, args=(at,)) for at in range(len(answers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[at] for at in range(len(answers))] == alone


# An old engine


def test_an_engine_too_old_for_windows_says_so_and_costs_nobody_a_point() -> None:
    windowed = "SELECT rank() OVER (ORDER BY price) FROM products"
    assert "3.25" in too_old(windowed, (3, 24, 0))
    assert "3.24.0" in too_old(windowed, (3, 24, 0))
    assert too_old(windowed, (3, 25, 0)) == ""
    assert too_old("SELECT name FROM products", (3, 8, 0)) == ""


def test_a_drill_for_a_newer_engine_has_no_score_on_an_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 22, 0))
    graded = grade(asked("SELECT rank() OVER (ORDER BY price) FROM products"), "SELECT 1")
    assert graded.score is None
    assert "newer Python" in graded.why
    assert score(EACH, EACH) == 1


# The worlds


@pytest.mark.parametrize("world", WORLDS)
def test_ids_stand_once_and_keys_point_at_something_in_every_seed(world: World) -> None:
    tables = small_world(world).tables
    for seed in SEEDS:
        for twist in (None, *range(len(small_world(world).twists(seed)))):
            connection = built(world, seed, twist)
            for table, columns in tables.items():
                key = columns.split(",")[0]
                if key in ("id", "code"):
                    count, different = connection.execute(
                        f"SELECT count(*), count(DISTINCT {key}) FROM {table}"
                    ).fetchone()
                    assert count == different > 0
            for pair in KEYS[world]:
                (table, column), (there, key) = (name.split(".") for name in pair.split())
                lost = connection.execute(f"SELECT {column} FROM {table} EXCEPT SELECT {key} FROM {there}")
                assert [found for found in lost if found != (None,)] == []
            connection.close()


@pytest.mark.parametrize("world", WORLDS)
def test_a_column_holds_null_only_where_the_learner_is_told_it_may(world: World) -> None:
    for seed in SEEDS:
        connection = built(world, seed)
        for table, columns in small_world(world).tables.items():
            for column in columns.split(", "):
                if not column.endswith("?"):
                    missing = connection.execute(f"SELECT count(*) FROM {table} WHERE {column} IS NULL")
                    assert missing.fetchone() == (0,), (seed, table, column)
        connection.close()


@pytest.mark.parametrize("world", WORLDS)
def test_hidden_rows_hold_empty_groups_missing_values_and_repetitions(world: World) -> None:
    connection = built(world, "gaps")
    for pair in KEYS[world]:
        (table, column), (there, key) = (name.split(".") for name in pair.split())
        left = connection.execute(f"SELECT {key} FROM {there} EXCEPT SELECT {column} FROM {table}").fetchall()
        assert left, pair
    connection.close()
    optional = [
        (table, column.rstrip("?"))
        for table, columns in small_world(world).tables.items()
        for column in columns.split(", ")
        if column.endswith("?")
    ]
    assert optional
    connection = built(world, "gaps")
    for table, column in optional:
        assert connection.execute(f"SELECT count(*) - count({column}) FROM {table}").fetchone()[0] > 0
    connection.close()
    connection = built(world, "ties")
    repeated = [
        connection.execute(f"SELECT count({c}) - count(DISTINCT {c}) FROM {t}").fetchone()[0]
        for t, c in {
            "shop": [("products", "price"), ("customers", "name"), ("orders", "day")],
            "library": [("books", "title"), ("books", "year"), ("members", "joined")],
            "flights": [("flights", "minutes"), ("flights", "delay"), ("bookings", "fare")],
            "music": [("tracks", "seconds"), ("tracks", "title"), ("albums", "year")],
        }[world]
    ]
    connection.close()
    assert min(repeated) > 0
