"""A safety copy holds everything or is none; going back to one loses nothing, whatever breaks off when."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.errors import BrokenDatabase, Busy, CoachError, DiskTrouble
from coach.places import Places
from coach.store import database as database_module
from coach.store import marker, restoring, safety_copies
from coach.store.attempt_store import AttemptStore
from coach.store.contents import list_of, memory_of, verify
from coach.store.database import SCHEMA, Database
from coach.store.goal_store import GoalStore
from coach.store.restoring import held_by, restore
from coach.store.safety_copies import make, thin
from coach.store.soundness import backups
from goals.attempts import Attempt
from goals.goal import Goal
from goals.ids import AttemptId, GoalId, SkillId

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)


def practise(database: Database, *numbers: int) -> None:
    for number in numbers:
        at = NOON + timedelta(minutes=number)
        AttemptStore(database).add(
            Attempt(
                AttemptId(f"a{number}"),
                GoalId("writing"),
                SkillId("pairs"),
                at,
                NOON.date(),
                "UTC",
                answer="x" * 80,
            )
        )


def rows(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table, for comparing two databases."""
    connection = sqlite3.connect(path)
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    found = [(name, *row) for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    connection.close()
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def filled(database: Database, goal: Goal) -> Database:
    """A home with ten answers and two cards."""
    practise(database, *range(10))
    memory = database.places.memory
    (memory / "topics").mkdir(parents=True)
    (memory / "cards.md").write_text("- reach a compromise\n", encoding="utf-8")
    (memory / "topics" / "words.md").write_text("# Words\n", encoding="utf-8")
    return database


# Making


def test_a_copy_holds_every_row_and_every_card(filled: Database) -> None:
    path = make(filled, NOON)
    assert path.name == "coach-20261120-120000.db"
    assert rows(path) == rows(filled.places.database)
    assert tree(memory_of(path)) == tree(filled.places.memory)
    assert verify(path) == {"goals": 1, "attempts": 10, "undone": 0, "notes": 0, "files": 2}
    assert backups(filled.places) == (path,)


def test_a_copy_is_private_and_nothing_half_made_stays(filled: Database) -> None:
    os.umask(0o000)
    try:
        path = make(filled, NOON)
    finally:
        os.umask(0o022)
    for one in (filled.places.backups, *filled.places.backups.rglob("*")):
        assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600), one
    names = {memory_of(path).name, list_of(path).name, path.name}
    assert {one.name for one in filled.places.backups.iterdir()} == names


def test_two_copies_in_one_second_are_two_copies(filled: Database) -> None:
    first, second = make(filled, NOON), make(filled, NOON)
    assert first != second
    assert backups(filled.places) == (second, first)


def test_a_copy_takes_no_link_and_nothing_that_runs(filled: Database, tmp_path: Path) -> None:
    memory = filled.places.memory
    (tmp_path / "secret").write_text("not yours")
    (memory / "link.md").symlink_to(tmp_path / "secret")
    (memory / ".git" / "hooks").mkdir(parents=True)
    (memory / ".git" / "hooks" / "post-commit").write_text("#!/bin/sh\n")
    assert set(tree(memory_of(make(filled, NOON)))) == {"cards.md", "topics/words.md"}


def test_a_damaged_database_gives_no_copy_and_takes_no_older_one_away(filled: Database) -> None:
    sound = make(filled, NOON)
    filled.connection.execute("UPDATE attempts SET answer = 'changed' WHERE seq = 4")
    with pytest.raises(DiskTrouble, match="was not kept"):
        make(filled, LATER)
    assert backups(filled.places) == (sound,)


@pytest.mark.parametrize("step", ["contents", "verify", "sync", "write_synced"])
def test_a_copy_that_breaks_off_is_none(filled: Database, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    sound = make(filled, NOON)
    before = tree(filled.places.backups)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(safety_copies, step, full)
        with pytest.raises(DiskTrouble, match="can't be written"):
            make(filled, LATER)
    assert backups(filled.places)[-1] == sound
    assert {name: data for name, data in tree(filled.places.backups).items() if name in before} == before
    assert make(filled, LATER + timedelta(hours=1)) in backups(filled.places)


def test_a_flipped_bit_anywhere_in_a_copy_is_refused(filled: Database) -> None:
    path = make(filled, NOON)
    chance = random.Random(7)
    files = [path, *(p for p in memory_of(path).rglob("*") if p.is_file())]
    for _ in range(60):
        target = chance.choices(files, weights=[6, 1, 1])[0]
        sound = target.read_bytes()
        at = chance.randrange(len(sound) * 8)
        target.write_bytes(sound[: at // 8] + bytes([sound[at // 8] ^ 1 << at % 8]) + sound[at // 8 + 1 :])
        with pytest.raises(CoachError):
            verify(path)
        target.write_bytes(sound)
    verify(path)


# Retention


def test_old_copies_are_thinned_to_days_weeks_and_months(filled: Database) -> None:
    original = make(filled, NOON - timedelta(days=800))
    for days in range(400, -1, -1):
        for hours in (0, 5):
            at = NOON - timedelta(days=days, hours=hours)
            original.with_name(f"coach-{at:%Y%m%d-%H%M%S}.db").write_bytes(original.read_bytes())
    by_hand = original.with_name("coach-before-the-exam.db")
    by_hand.write_bytes(original.read_bytes())
    thin(filled.places, NOON)
    left = sorted(path.name for path in filled.places.backups.glob("coach-*.db"))
    assert "coach-before-the-exam.db" in left
    stamped = [name for name in left if name != by_hand.name]
    made = [datetime.strptime(name, "coach-%Y%m%d-%H%M%S.db").replace(tzinfo=UTC) for name in stamped]
    newest = sorted(made, reverse=True)
    assert newest[:8] == [NOON, NOON - timedelta(hours=5), *(NOON - timedelta(days=n) for n in range(1, 7))]
    assert len({one.date() for one in made}) <= 7 + 4 + 12
    assert len({(one.year, one.month) for one in made}) == 12
    assert len(list(filled.places.backups.glob("coach-*.json"))) == 0, "the one list went with its copy"


def test_thinning_sweeps_what_a_kill_left_a_day_ago(filled: Database) -> None:
    for name, hours in (("old", 30), ("new", 1)):
        folder = filled.places.backups / f".{name}.part"
        folder.mkdir(parents=True)
        when = (NOON - timedelta(hours=hours)).timestamp()
        os.utime(folder, (when, when))
    thin(filled.places, NOON)
    assert [path.name for path in filled.places.backups.iterdir()] == [".new.part"]


# Going back


def test_going_back_brings_every_row_and_card_and_keeps_what_was_there(filled: Database) -> None:
    places = filled.places
    copy = make(filled, NOON)
    then_rows, then_cards = rows(places.database), tree(places.memory)
    practise(filled, 20, 21)
    (places.memory / "cards.md").write_text("- something newer\n", encoding="utf-8")
    now_rows, now_cards = rows(places.database), tree(places.memory)
    kept = restore(places, copy, LATER)
    assert rows(places.database) == then_rows
    assert tree(places.memory) == then_cards
    assert kept is not None
    restore(places, kept, LATER + timedelta(minutes=1))
    assert rows(places.database) == now_rows
    assert tree(places.memory) == now_cards


def test_a_copy_without_cards_leaves_the_cards_alone(filled: Database, tmp_path: Path) -> None:
    bare = tmp_path / "mine.db"
    bare.write_bytes(make(filled, NOON).read_bytes())
    (filled.places.memory / "cards.md").write_text("- newer\n", encoding="utf-8")
    restore(filled.places, bare, LATER)
    assert (filled.places.memory / "cards.md").read_text(encoding="utf-8") == "- newer\n"


def garbage(path: Path) -> None:
    path.write_bytes(b"words, words, words\n" * 99)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def zeroed(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:8192] + bytes(8192) + raw[16384:])


@pytest.mark.parametrize("damage", [garbage, emptied, gone, zeroed])
def test_going_back_works_when_what_is_there_can_not_be_read(
    filled: Database, damage: Callable[[Path], None]
) -> None:
    places = filled.places
    copy = make(filled, NOON)
    whole = rows(places.database)
    filled.close()
    damage(places.database)
    left = places.database.read_bytes() if places.database.exists() else b""
    kept = restore(places, copy, LATER)
    assert rows(places.database) == whole
    Database.open(places).close()
    assert kept is not None
    assert kept.name == "replaced-20261120-150000"
    assert left == b"" or (kept / "coach.db").read_bytes() == left
    assert tree(kept / "memory") == tree(memory_of(copy))


def unlisted(path: Path) -> None:
    list_of(path).unlink()


def trigger(path: Path) -> None:
    unlisted(path)
    raw = sqlite3.connect(path)
    raw.execute("CREATE TRIGGER t AFTER INSERT ON attempts BEGIN DELETE FROM notes; END")
    raw.commit()
    raw.close()


def newer(path: Path) -> None:
    unlisted(path)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    raw.close()


def foreign(path: Path) -> None:
    unlisted(path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA application_id = 7")
    raw.close()


def tampered(path: Path) -> None:
    unlisted(path)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE attempts SET score = 1.0 WHERE seq = 3")
    raw.commit()
    raw.close()


def changed(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\0")


def card_missing(path: Path) -> None:
    (memory_of(path) / "cards.md").unlink()


def card_added(path: Path) -> None:
    (memory_of(path) / "more.md").write_text("- obey\n")


@pytest.mark.parametrize(
    "unsound", [garbage, emptied, gone, trigger, newer, foreign, tampered, changed, card_missing, card_added]
)
def test_an_unsound_copy_is_refused_before_anything_changes(
    filled: Database, unsound: Callable[[Path], None]
) -> None:
    places = filled.places
    copy = make(filled, NOON)
    practise(filled, 20)
    unsound(copy)
    before = tree(places.home)
    with pytest.raises(CoachError) as refused:
        restore(places, copy, LATER)
    assert refused.value.hint
    assert tree(places.home) == before


def test_a_link_is_no_copy(filled: Database, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(make(filled, NOON))
    with pytest.raises(CoachError, match="no safety copy"):
        restore(filled.places, link, LATER)


def test_no_copy_is_put_in_place_while_another_coach_writes(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "WAIT_SECONDS", 0.05)
    copy = make(filled, NOON)
    with filled.atomic() as db:
        db.execute("INSERT INTO facts VALUES ('a', 'b')")
        with pytest.raises(Busy):
            restore(filled.places, copy, LATER)
    assert filled.rows("SELECT value FROM facts")[0]["value"] == "b"


def test_a_coach_that_was_open_meanwhile_can_not_write_over_what_came_back(filled: Database) -> None:
    copy = make(filled, NOON)
    restore(filled.places, copy, LATER)
    with pytest.raises(CoachError, match="replaced"):
        practise(filled, 30)
    filled.reopen()
    practise(filled, 30)
    assert AttemptStore(filled).count() == 11


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("nth", range(1, 36))
def test_a_kill_at_any_step_of_going_back_loses_nothing(
    filled: Database, monkeypatch: pytest.MonkeyPatch, nth: int, broken: bool
) -> None:
    """Ends at the nth thing done to the disk; then everything is there, in place or among the copies."""
    places = filled.places
    copy = make(filled, NOON)
    then = rows(places.database)
    practise(filled, 20, 21)
    filled.close()
    if broken:
        garbage(places.database)
    now = places.database.read_bytes()
    steps = iter(range(1, 99))

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def step(*values: object, **named: object) -> object:
            if next(steps) == nth:
                raise Killed
            return real(*values, **named)

        return step

    with monkeypatch.context() as patch:
        for owner, name in (
            (Path, "replace"), (Path, "unlink"), (os, "fsync"), (marker, "void"), (marker, "note"),
        ):  # fmt: skip
            patch.setattr(owner, name, counting(getattr(owner, name)))
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with suppress(Killed):
            restore(places, copy, LATER)
    verify(copy)
    kept = [path.read_bytes() for path in places.backups.rglob("coach.db")]
    held = [one.attempts for path in (places.database, *backups(places)) if (one := held_by(path))]
    assert places.database.read_bytes() == now or now in kept or 12 in held
    if not broken or rows_or_none(places.database) == then:
        Database.open(places).close()
    restore(places, copy, LATER + timedelta(minutes=5))
    assert rows(places.database) == then
    assert (places.memory / "cards.md").read_text(encoding="utf-8") == "- reach a compromise\n"


def rows_or_none(path: Path) -> list[tuple[object, ...]] | None:
    try:
        return rows(path)
    except sqlite3.Error:
        return None


# What is noted outside of the database


def test_a_swapped_or_emptied_database_is_seen_though_it_is_sound(filled: Database, tmp_path: Path) -> None:
    places = filled.places
    early = make(filled, NOON)
    practise(filled, 20)
    marker.note(filled)
    assert marker.contradiction(filled) == ""
    filled.close()
    places.database.write_bytes(early.read_bytes())
    swapped = Database.open(places)
    assert "11 attempts" in marker.contradiction(swapped)
    marker.note(swapped)
    assert "11 attempts" in marker.contradiction(swapped), (
        "what was noted stays until a person has seen to it"
    )
    swapped.close()
    places.database.write_bytes(b"")
    with pytest.raises(BrokenDatabase):
        Database.open(places)


def test_another_history_of_the_same_length_is_seen(filled: Database, tmp_path: Path, goal: Goal) -> None:
    marker.note(filled)
    home = Places(tmp_path / "other", tmp_path / "other" / "c")
    other = Database.open(home)
    GoalStore(other).add(goal, GoalStore(filled).tree(goal.id))
    practise(other, *range(100, 110))
    other.close()
    filled.close()
    filled.places.database.write_bytes(home.database.read_bytes())
    swapped = Database.open(filled.places)
    assert "history" in marker.contradiction(swapped)
    swapped.close()


def test_after_going_back_what_is_noted_fits_again(filled: Database) -> None:
    copy = make(filled, NOON)
    practise(filled, 20)
    marker.note(filled)
    restore(filled.places, copy, LATER)
    filled.reopen()
    assert marker.contradiction(filled) == ""
    assert marker.read(filled.places) is not None


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"goals": "x"}', "\x00", '{"goals": 1, "attempts": 1}'])
def test_an_unreadable_note_says_nothing(filled: Database, said: str) -> None:
    filled.places.made.write_text(said)
    assert marker.read(filled.places) is None
    assert marker.contradiction(filled) == ""


def test_noting_never_stops_anything(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(marker, "write_synced", refuses)
    marker.note(filled)
    filled.close()
    marker.note(filled)


# Before a migration


def test_an_older_database_is_copied_and_then_brought_up_to_date(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.store import migrations, soundness

    places = filled.places
    filled.close()
    before = rows(places.database)
    known = list(migrations.migrations._migrations)
    monkeypatch.setattr(migrations.migrations, "_migrations", known)

    @migrations.migrations(name="m999_test")
    def add(db: Any) -> None:
        db.execute("CREATE TABLE wishes (text TEXT)")
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")

    for module in (soundness, database_module):
        monkeypatch.setattr(module, "SCHEMA", SCHEMA + 1)
    database = Database.open(places)
    assert AttemptStore(database).count() == 10
    assert database.rows("SELECT * FROM wishes") == []
    database.close()
    (copy,) = backups(places)
    assert rows(copy) == before
