"""The database opens safely or is refused with one sentence, and what was refused stays as it was."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import BrokenDatabase, Busy, CoachError, DiskTrouble, NewerDatabase
from coach.places import Places
from coach.store import database as database_module
from coach.store.database import APPLICATION, SCHEMA, Database
from coach.store.goal_store import GoalStore
from coach.store.safety_copies import save
from coach.store.soundness import backups
from goals.goal import Goal
from goals.skills import SkillTree

OPEN = (
    "import sys; from pathlib import Path; from coach.places import Places;"
    " from coach.store.database import Database;"
)


def scalar(database: Database, sql: str) -> object:
    row = database.row(sql)
    assert row is not None
    return row[0]


# Opening


def test_a_new_home_gets_a_private_database(places: Places) -> None:
    before = os.umask(0)
    try:
        database = Database.open(places)
        with database.atomic() as db:
            db.execute("INSERT INTO facts VALUES ('a', 'b')")
            rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in places.home.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(places.home.stat().st_mode) == 0o700
    assert rights == {"coach.db": 0o600, ".made": 0o600, "coach.db-journal": 0o600}


def test_every_promise_of_durability_is_switched_on(database: Database) -> None:
    assert scalar(database, "PRAGMA journal_mode") in ("delete", "persist"), (
        "a rollback journal, no write-ahead log"
    )
    assert scalar(database, "PRAGMA synchronous") == 3, "EXTRA"
    assert scalar(database, "PRAGMA foreign_keys") == 1
    assert scalar(database, "PRAGMA trusted_schema") == 0
    assert scalar(database, "PRAGMA application_id") == APPLICATION
    assert scalar(database, "PRAGMA user_version") == SCHEMA


def test_opening_again_changes_no_byte(places: Places) -> None:
    Database.open(places).close()
    before = places.database.read_bytes()
    Database.open(places).close()
    assert places.database.read_bytes() == before


def test_six_processes_may_make_the_same_home_at_once(places: Places) -> None:
    code = OPEN + "h = Path(sys.argv[1]); Database.open(Places(h, h / 'c')).close()"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(places.home)], stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    faults = [one.communicate(timeout=60)[1] for one in running]
    assert [one.returncode for one in running] == [0] * 6, faults
    database = Database.open(places)
    assert scalar(database, "SELECT count(*) FROM _sqlite_migrations") == SCHEMA
    database.close()


def test_a_first_start_that_broke_off_half_way_is_simply_made_again(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.store import migrations

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_M001", migrations._M001 + ";\nthis is where the power went")
        with pytest.raises(CoachError):
            Database.open(places)
    Database.open(places).close()


def test_the_marker_is_set_even_if_the_first_start_was_killed_before_it(places: Places) -> None:
    Database.open(places).close()
    places.made.unlink()
    Database.open(places).close()
    places.database.write_bytes(b"")
    with pytest.raises(BrokenDatabase):
        Database.open(places)


# Refusing


def test_a_newer_database_is_refused_untouched(places: Places) -> None:
    Database.open(places).close()
    raw = sqlite3.connect(places.database)
    raw.execute(f"PRAGMA user_version = {SCHEMA + 7}")
    raw.close()
    before = places.database.read_bytes()
    with pytest.raises(NewerDatabase, match="newer Coach"):
        Database.open(places)
    assert places.database.read_bytes() == before
    assert sorted(p.name for p in places.home.iterdir()) == [".made", "coach.db"]


@pytest.mark.parametrize("version", [0, 3, 900])
def test_a_database_of_another_program_is_refused_untouched(places: Places, version: int) -> None:
    places.make()
    raw = sqlite3.connect(places.database)
    raw.executescript(
        f"CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine'); PRAGMA user_version = {version}"
    )
    raw.close()
    before = places.database.read_bytes()
    with pytest.raises(CoachError, match="another program"):
        Database.open(places)
    assert places.database.read_bytes() == before


@pytest.mark.parametrize("version", [0, SCHEMA + 1])
def test_what_is_refused_keeps_its_own_kind_of_journal(places: Places, version: int) -> None:
    places.make()
    raw = sqlite3.connect(places.database)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute(f"PRAGMA application_id = {APPLICATION if version else 7}")
    raw.executescript(f"CREATE TABLE notes (text); PRAGMA user_version = {version}")
    raw.close()
    before = places.database.read_bytes()
    with pytest.raises(CoachError):
        Database.open(places)
    assert places.database.read_bytes() == before


def test_a_folder_in_the_place_of_the_database_is_named(places: Places) -> None:
    places.make()
    places.database.mkdir()
    with pytest.raises(CoachError, match="is a folder"):
        Database.open(places)


def test_a_file_in_the_place_of_the_home_is_named(places: Places) -> None:
    places.home.write_text("not a folder")
    with pytest.raises(CoachError, match="is a file"):
        Database.open(places)


def filled(places: Places, goal: Goal, tree: SkillTree) -> None:
    """A home of some pages, with one sound safety copy."""
    database = Database.open(places)
    with database.atomic() as db:
        db.executemany(
            "INSERT INTO facts (name, value) VALUES (?,?)", [(f"fact {n:04}", "x" * 200) for n in range(400)]
        )
    save(database.connection, places.backups / "coach-20261119-070000.db")
    database.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all, just words\n" * 1000)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def header(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [garbage, truncated, header, emptied, gone])
def test_a_damaged_database_is_left_alone_and_the_newest_backup_is_named(
    places: Places, goal: Goal, tree: SkillTree, damage: object
) -> None:
    assert callable(damage)
    filled(places, goal, tree)
    damage(places.database)
    before = places.database.read_bytes() if places.database.exists() else None
    copy = places.backups / "coach-20261119-070000.db"
    kept = copy.read_bytes()
    with pytest.raises(BrokenDatabase) as refused:
        database = Database.open(places)
        try:
            database.rows("SELECT * FROM facts")
        finally:
            database.close()
    assert str(copy) in refused.value.hint
    assert (places.database.read_bytes() if places.database.exists() else None) == before
    assert copy.read_bytes() == kept


def test_a_zeroed_page_is_a_sentence_for_whoever_reads_it(
    places: Places, goal: Goal, tree: SkillTree
) -> None:
    filled(places, goal, tree)
    raw = bytearray(places.database.read_bytes())
    size = int.from_bytes(raw[16:18], "big")
    for page in range(1, len(raw) // size):
        if b"fact 0200" in raw[page * size : (page + 1) * size]:
            raw[page * size : (page + 1) * size] = bytes(size)
    places.database.write_bytes(raw)
    database = Database.open(places)
    with pytest.raises(BrokenDatabase, match="can't be read"):
        database.rows("SELECT * FROM facts")
    database.close()


def test_backups_are_told_newest_first_and_only_if_sound(places: Places, database: Database) -> None:
    for name in ("coach-20260101-000000", "coach-20261118-235959", "coach-20261119-000000"):
        save(database.connection, places.backups / f"{name}.db")
    (places.backups / "coach-20261119-000000.db").write_bytes(b"torn")
    (places.backups / "coach-20261120-000000.db").write_bytes(b"")
    assert [path.stem for path in backups(places)] == ["coach-20261118-235959", "coach-20260101-000000"]


def test_an_old_copy_from_before_a_migration_is_never_called_the_newest(
    places: Places, database: Database
) -> None:
    old = places.backups / "coach-before-migration-from-1.db"
    save(database.connection, old)
    os.utime(old, (1_700_000_000, 1_700_000_000))  # November 2023
    save(database.connection, places.backups / "coach-20261118-235959.db")
    assert backups(places)[0].stem == "coach-20261118-235959"


def test_a_backup_of_a_newer_coach_is_not_offered(places: Places, database: Database) -> None:
    copy = places.backups / "coach-20261118-235959.db"
    save(database.connection, copy)
    raw = sqlite3.connect(copy)
    raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    raw.close()
    assert backups(places) == ()


# Writing


def test_a_block_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
        with database.atomic() as inner:
            inner.execute("INSERT INTO facts VALUES ('c', 'd')")
        raise RuntimeError
    assert database.rows("SELECT * FROM facts") == []


def test_waiting_for_another_coach_ends_in_a_sentence(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    first, second = Database.open(places), Database.open(places)
    with first.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
        with pytest.raises(Busy, match="Another Coach"), second.atomic():
            pass
    with second.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('c', 'd')")
    assert len(first.rows("SELECT * FROM facts")) == 2
    first.close()
    second.close()


def test_a_reader_who_holds_the_file_makes_a_writer_wait_and_then_say_so(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    reader, writer = Database.open(places), Database.open(places)
    reader.connection.execute("BEGIN")
    reader.rows("SELECT * FROM facts")
    with pytest.raises(Busy), writer.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
    reader.connection.execute("COMMIT")
    assert reader.rows("SELECT * FROM facts") == []
    with writer.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
    reader.close()
    writer.close()


def test_a_coach_left_open_over_a_restore_refuses_to_write_into_the_old_file(places: Places) -> None:
    left_open = Database.open(places)
    save(left_open.connection, places.home / "copy.db")
    (places.home / "copy.db").replace(places.database)
    with pytest.raises(CoachError, match="replaced"), left_open.atomic():
        pass
    with pytest.raises(CoachError, match="replaced"):
        left_open.rows("SELECT * FROM facts")
    left_open.reopen()
    with left_open.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
    left_open.close()
    again = Database.open(places)
    assert len(again.rows("SELECT * FROM facts")) == 1
    again.close()


def test_a_database_that_may_only_be_read_can_be_read(places: Places, goal: Goal, database: Database) -> None:
    database.connection.execute("PRAGMA query_only = ON")
    assert GoalStore(database).every() == (goal,)
    with pytest.raises(DiskTrouble, match="can't be written"), database.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
    database.connection.execute("PRAGMA query_only = OFF")
    with database.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
