"""The doctor sees what is wrong and names the cure; a safety copy brings everything back, also from a broken home."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from coach import wiring
from coach.clock import SteppedClock
from coach.errors import BrokenDatabase, CoachError, DiskTrouble
from coach.journeys.bundle import Journeys
from coach.journeys.doctor import look_over
from coach.journeys.upkeep import Finding, preview, restore_into, unopened
from coach.places import Places
from coach.store import soundness
from goals.graders import key_answer

SHARED_MEMORY = Path("/dev/shm")


def answer(journeys: Journeys, count: int) -> None:
    """Answer some drills of today's session, and keep a card."""
    goal = journeys.today.goals()[0]
    sitting = journeys.drilling.sit_down(goal, 60)
    for _ in range(count):
        ask = sitting.ask()
        assert ask is not None
        sitting.answer(key_answer(ask.drill), 2, 5.0)
    journeys.keeping.keep(f"Kept after {count}.")


def wrong(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.level != "ok"]


def only(findings: tuple[Finding, ...]) -> Finding:
    (one,) = wrong(findings)
    return one


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """An empty home, in memory where the machine offers that: these tests write many whole databases."""
    with TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else tmp_path) as folder:
        home = Path(folder) / "home"
        yield Places(home, home / "config.toml")


@pytest.fixture
def practised(home: Journeys) -> Journeys:
    """A home with four answers, a card and a safety copy."""
    answer(home, 4)
    home.upkeep.backup()
    return home


def run(practised: Journeys, sql: str) -> None:
    practised.drilling.database.connection.execute(sql)


# The doctor


def test_in_a_sound_home_everything_is_well_and_said(practised: Journeys) -> None:
    findings = practised.upkeep.check()
    assert wrong(findings) == []
    assert all(one.what and not one.mend for one in findings)
    said = " ".join(one.what for one in findings)
    for named in ("database", "4 attempts", "Levels and reviews", "up to date", "clock", "private", "disk", "settings",
                  "1 card", "safety copy", "study day", "encoding", "ANTHROPIC_API_KEY"):  # fmt: skip
        assert named in said, named


def test_looking_changes_no_byte(practised: Journeys, places: Places) -> None:
    before = tree(places.home)
    practised.upkeep.check()
    assert tree(places.home) == before


def test_a_changed_answer_is_a_fault_with_a_cure(practised: Journeys) -> None:
    run(practised, "UPDATE attempts SET answer = 'better' WHERE seq = 2")
    one = only(practised.upkeep.check())
    assert one.level == "fault"
    assert "Attempt 2" in one.what
    assert one.mend.startswith("Run: coach restore ")
    practised.upkeep.restore(Path(one.mend.removeprefix("Run: coach restore ")))
    assert wrong(practised.upkeep.check()) == []


def test_a_level_that_does_not_follow_is_a_fault_that_rebuilding_cures(practised: Journeys) -> None:
    run(practised, "UPDATE study_days SET correct = correct + 1")
    one = only(practised.upkeep.check())
    assert (one.level, one.mend) == ("fault", "Run: coach rebuild")
    assert practised.upkeep.rebuild() == 4
    assert wrong(practised.upkeep.check()) == []


def test_an_unreadable_level_is_a_fault_that_rebuilding_cures(practised: Journeys) -> None:
    run(practised, "UPDATE level_states SET state = x'00ff'")
    assert only(practised.upkeep.check()).mend == "Run: coach rebuild"
    practised.upkeep.rebuild()
    assert wrong(practised.upkeep.check()) == []


def test_a_row_that_names_nothing_is_a_fault(practised: Journeys) -> None:
    run(practised, "PRAGMA foreign_keys = OFF")
    run(practised, "INSERT INTO retractions VALUES ('nobody', '2026-11-20')")
    assert "retractions" in only(practised.upkeep.check()).what


def test_a_swapped_database_is_a_fault(
    practised: Journeys, places: Places, open_home: Callable[..., Journeys]
) -> None:
    copy = sorted(places.backups.glob("coach-*.db"))[0]
    answer(practised, 2)
    practised.close()
    places.database.write_bytes(copy.read_bytes())
    one = only(open_home(None).upkeep.check())
    assert one.level == "fault"
    assert "6 attempts" in one.what
    assert "swapped" in one.what


def test_a_write_ahead_log_is_named_as_a_risk(practised: Journeys, monkeypatch: pytest.MonkeyPatch) -> None:
    run(practised, "PRAGMA journal_mode = WAL")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    one = only(practised.upkeep.check())
    assert one.level == "warn"
    assert "damage" in one.what
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert "damage" not in only(practised.upkeep.check()).what
    assert "PRAGMA journal_mode = DELETE" in one.mend


def test_drills_of_another_edition_are_worth_a_word(practised: Journeys) -> None:
    run(practised, "UPDATE packs SET digest = 'old'")
    assert only(practised.upkeep.check()).level == "warn"
    practised.setting.refresh_packs()
    assert wrong(practised.upkeep.check()) == []


def test_files_others_may_read_are_named(practised: Journeys, places: Places) -> None:
    (places.memory / "cards.md").chmod(0o644)
    one = only(practised.upkeep.check())
    assert one.level == "warn"
    assert str(places.memory / "cards.md") in one.what
    assert one.mend == f"Run: chmod -R go-rwx {places.home}"


@pytest.mark.parametrize(
    ("hours", "is_amiss"), [(0, False), (-25, False), (-27, True), (-9000, True), (9000, False)]
)
def test_a_clock_set_back_is_named_and_a_long_break_is_not(
    practised: Journeys, clock: SteppedClock, hours: float, is_amiss: bool
) -> None:
    clock.go(seconds=hours * 3600)
    assert any("clock is" in one.what for one in wrong(practised.upkeep.check())) == is_amiss


def test_settings_that_can_not_be_read_are_a_fault(practised: Journeys, places: Places) -> None:
    places.config.write_text("zone = [")
    places.config.chmod(0o600)
    assert only(practised.upkeep.check()).level == "fault"


def test_damaged_cards_are_named(practised: Journeys, places: Places) -> None:
    with (places.memory / "cards.md").open("ab") as file:
        file.write(bytes(64))
    assert "cards.md" in only(practised.upkeep.check()).what


def test_cards_that_can_not_be_kept_are_a_fault(practised: Journeys, places: Places) -> None:
    shutil.rmtree(places.memory)
    places.memory.write_text("a file")
    places.memory.chmod(0o600)
    assert any("not a folder" in one.what for one in wrong(practised.upkeep.check()) if one.level == "fault")


def test_cards_left_beside_by_a_broken_restore_are_named_with_the_way_back(
    practised: Journeys, places: Places
) -> None:
    aside = places.home / "memory.replaced"
    places.memory.rename(aside)
    one = only(practised.upkeep.check())
    assert one.level == "fault"
    assert one.mend == f"Run: mv {aside} {places.memory}"


@pytest.mark.parametrize(
    ("free", "level"), [(50_000_000_000, "ok"), (100_000_000, "warn"), (1_000_000, "fault")]
)
def test_scarce_room_is_named(
    practised: Journeys, monkeypatch: pytest.MonkeyPatch, free: int, level: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    worst = wrong(practised.upkeep.check())
    assert [one.level for one in worst] == ([] if level == "ok" else [level])


def test_an_old_safety_copy_is_worth_a_word_and_a_damaged_one_counts_for_nothing(
    practised: Journeys, clock: SteppedClock, places: Places
) -> None:
    clock.go(days=9)
    assert "9 days old" in only(practised.upkeep.check()).what
    new = practised.upkeep.backup()
    assert wrong(practised.upkeep.check()) == []
    new.write_bytes(b"torn")
    assert "9 days old" in only(practised.upkeep.check()).what


def test_a_new_learner_is_not_nagged_for_a_copy_and_a_practised_one_is(home: Journeys) -> None:
    assert wrong(home.upkeep.check()) == []
    answer(home, 1)
    assert only(home.upkeep.check()).mend == "Run: coach backup"


@pytest.mark.parametrize("key", ["", "sk-ant-canary-0123456789"])
def test_a_key_is_said_to_be_there_and_never_shown(
    practised: Journeys, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", key)
    findings = practised.upkeep.check()
    assert any(("is set;" if key else "is not set") in one.what for one in findings)
    assert not any("canary" in one.what + one.mend for one in findings)


@pytest.mark.parametrize(
    ("term", "encoding", "level"),
    [
        ("xterm", "utf-8", "ok"),
        ("dumb", "utf-8", "warn"),
        ("", "utf-8", "warn"),
        ("xterm", "latin-1", "warn"),
    ],
)
def test_a_terminal_that_can_not_show_the_app_is_named(
    places: Places, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch, term: str, encoding: str, level: str
) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding=encoding, isatty=lambda: True))
    places.make()
    findings = tuple(look_over(places, clock, {"TERM": term}, practised=False))
    assert [one.level for one in wrong(findings)] == ([] if level == "ok" else [level])


# Copies, and going back


def test_a_copy_is_of_now_and_is_found_as_the_newest(
    practised: Journeys, clock: SteppedClock, places: Places
) -> None:
    clock.go(seconds=3600)
    path = practised.upkeep.backup()
    assert path.name == f"coach-{clock.now():%Y%m%d-%H%M%S}.db"
    assert soundness.newest_backup(places) == path


def test_what_going_back_would_change_is_said_first(practised: Journeys, places: Places) -> None:
    copy = soundness.newest_backup(places)
    assert copy is not None
    answer(practised, 3)
    before = tree(places.home)
    said = " ".join(practised.upkeep.preview_restore(copy))
    assert tree(places.home) == before
    for part in (
        "1 goal and 4 attempts",
        "1 goal and 7 attempts",
        "3 attempts made since",
        "2026-11-20",
        "cards",
    ):
        assert part in said, part


def test_going_back_is_for_this_process_too_and_can_itself_be_undone(
    practised: Journeys, places: Places
) -> None:
    copy = soundness.newest_backup(places)
    assert copy is not None
    answer(practised, 3)
    kept = practised.upkeep.restore(copy)
    assert practised.drilling.attempts.count() == 4
    assert [one.text for one in practised.keeping.every()] == ["Kept after 4."]
    assert wrong(practised.upkeep.check()) == []
    assert kept is not None
    practised.upkeep.restore(kept)
    assert practised.drilling.attempts.count() == 7
    answer(practised, 1)
    assert wrong(practised.upkeep.check()) == []


def test_a_broken_home_is_looked_at_and_restored_without_opening_it(
    practised: Journeys, places: Places, clock: SteppedClock
) -> None:
    copy = soundness.newest_backup(places)
    assert copy is not None
    practised.close()
    places.database.write_bytes(b"nothing of value")
    with pytest.raises(BrokenDatabase) as refused:
        wiring.build(places, clock)
    first, *others = unopened(places, refused.value, clock)
    assert first.level == "fault"
    assert str(copy) in first.mend
    assert len(others) > 5
    assert "can't be read" in " ".join(preview(places, copy, clock))
    restore_into(places, copy, clock)
    again = wiring.build(places, clock)
    assert again.drilling.attempts.count() == 4
    assert wrong(again.upkeep.check()) == []
    again.close()


def test_a_damaged_database_is_not_copied_over_the_good_ones(practised: Journeys, places: Places) -> None:
    before = soundness.backups(places)
    run(practised, "UPDATE attempts SET score = 0.25 WHERE seq = 1")
    with pytest.raises(DiskTrouble, match="not kept"):
        practised.upkeep.backup()
    assert soundness.backups(places) == before


def test_rebuilding_is_all_or_nothing(practised: Journeys, monkeypatch: pytest.MonkeyPatch) -> None:
    derived = practised.drilling.recording._derived
    goal = practised.today.goals()[0]
    before = derived.fingerprint(goal.id)

    def fails(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(type(derived), "put_review", fails)
        with pytest.raises(RuntimeError):
            practised.upkeep.rebuild()
    assert derived.fingerprint(goal.id) == before


def test_closing_twice_is_closing(practised: Journeys) -> None:
    practised.close()
    practised.close()


# It says so whatever is broken


def emptied(path: Path) -> None:
    _away(path)
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    _away(path)
    path.write_bytes(b"\xff\xfe\x00garbage" * 50)


def folder(path: Path) -> None:
    _away(path)
    path.mkdir()


def loop(path: Path) -> None:
    _away(path)
    path.symlink_to(path)


def gone(path: Path) -> None:
    _away(path)


def _away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("damage", [emptied, garbage, folder, loop, gone])
@pytest.mark.parametrize(
    "name", ["coach.db", ".made", "config.toml", "memory", "backups", "drafts", "memory/cards.md"]
)
def test_whatever_is_broken_there_are_findings_and_no_traceback(
    practised: Journeys, places: Places, clock: SteppedClock, name: str, damage: Callable[[Path], None]
) -> None:
    practised.close()
    damage(places.home / name)
    try:
        journeys = wiring.build(places, clock)
    except CoachError as error:
        findings = unopened(places, error, clock)
        assert findings[0].level == "fault"
        assert findings[0].mend
    else:
        findings = journeys.upkeep.check()
        journeys.close()
    assert findings
    assert all(one.level == "ok" or one.mend for one in findings)


def test_a_home_that_is_a_file_has_findings(tmp_path: Path, clock: SteppedClock) -> None:
    place = tmp_path / "taken"
    place.write_text("here first")
    places = Places(place, place / "config.toml")
    with pytest.raises(CoachError) as refused:
        wiring.build(places, clock)
    assert unopened(places, refused.value, clock)[0].level == "fault"
    assert place.read_text() == "here first"
