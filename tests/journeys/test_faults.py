"""A full, read-only or failing disk, and other Coaches: one sentence, nothing lost, and it works again afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coach import wiring
from coach.clock import SteppedClock
from coach.errors import Busy, CoachError, DiskTrouble
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.store import database as database_module
from goals.graders import key_answer
from goals.ids import SkillId

SHARED_MEMORY = Path("/dev/shm")

Act = Callable[[Journeys], object]


def answer(journeys: Journeys) -> object:
    sitting = journeys.drilling.sit_down(journeys.today.goals()[0], 60)
    ask = sitting.ask()
    assert ask is not None
    return sitting.answer(key_answer(ask.drill), 2, 5.0)


def sitting_act(name: str, *values: str) -> Act:
    return lambda journeys: getattr(journeys.drilling.sit_down(journeys.today.goals()[0], 60), name)(*values)


WRITES: dict[str, Act] = {
    "answer": answer,
    "dont_know": sitting_act("dont_know"),
    "skip": sitting_act("skip"),
    "report": sitting_act("report", "wrong key " * 90),
    "note": sitting_act("note", "look at the verb " * 90),
    "finish": sitting_act("finish"),
    "score": lambda j: j.tending.score(j.today.goals()[0], 7.5),
    "weigh": lambda j: j.tending.weigh(j.today.goals()[0], SkillId("lr"), 0.4),
    "change": lambda j: j.tending.change(j.today.goals()[0], minutes_per_day=50),
    "undo": lambda j: j.undoing.undo(),
    "card": lambda j: j.keeping.keep("reach a compromise " * 40),
    "backup": lambda j: j.upkeep.backup(),
    "rebuild": lambda j: j.upkeep.rebuild(),
}


def picture(journeys: Journeys) -> dict[str, list[tuple[object, ...]]]:
    """Every row, and every card."""
    database = journeys.drilling.database
    names = [row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: [tuple(row) for row in database.rows(f"SELECT * FROM {name}")] for name in names}
    return rows | {"cards": [(card.text,) for card in journeys.keeping.every()]}


def mount(*words: str) -> bool:
    tool = shutil.which(words[0])
    return tool is not None and subprocess.run([tool, *words[1:]], capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path, made_home: Path, clock: SteppedClock) -> Iterator[tuple[Path, Journeys]]:
    """A disk of a few megabytes, with a practised home on it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mount("mount", "-t", "tmpfs", "-o", "size=12M", "tmpfs", str(disk)):
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        shutil.copytree(made_home, disk / "home")
        journeys = wiring.build(Places(disk / "home", disk / "home" / "config.toml"), clock)
        answer(journeys)
        journeys.keeping.keep("the first one")
        pad(journeys.drilling.database.places.memory / "cards.md")
        yield disk, journeys
        journeys.drilling.database.close()
    finally:
        while mount("umount", "-l", str(disk)):
            pass


def pad(path: Path) -> None:
    """Leave a few bytes of the file's last block, so that the next line would fit only in part."""
    with path.open("ab") as file:
        file.write(b"." * (4096 - file.tell() % 4096 - 20) + b"\n")


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("wb", buffering=0) as file:
        for size in (65_536, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def assert_one_sentence(error: CoachError) -> None:
    assert error.what.endswith(".")
    assert "Traceback" not in str(error)
    assert len(str(error)) < 400
    assert error.hint, "says what to do"


@pytest.mark.parametrize("act", WRITES)
def test_a_full_disk_is_a_sentence_and_nothing_is_half_done(
    small_disk: tuple[Path, Journeys], act: str
) -> None:
    disk, journeys = small_disk
    goal = journeys.today.goals()[0]
    journeys.drilling.sit_down(goal, 60)
    fill(disk)
    before = picture(journeys)
    try:
        for _ in range(200):  # what is already taken of the disk has room for a few
            WRITES[act](journeys)
            before = picture(journeys)
    except DiskTrouble as error:
        assert_one_sentence(error)
        assert picture(journeys) == before
    except CoachError as error:
        assert act in ("skip", "report", "dont_know"), error  # the session is over
    else:
        assert act in ("undo", "finish", "rebuild", "change"), "a full disk can't have taken that"
    (disk / "filler").unlink()
    WRITES[act](journeys)
    assert journeys.drilling.attempts.broken_link() is None
    assert journeys.drilling.recording.live_equals_replay(journeys.today.goals()[0])


def test_a_card_is_kept_whole_or_not_at_all(small_disk: tuple[Path, Journeys]) -> None:
    disk, journeys = small_disk
    fill(disk)
    texts = ["the first one"]
    with suppress(DiskTrouble):
        texts.append(journeys.keeping.keep("reach a compromise " * 40).text)
    assert [card.text for card in journeys.keeping.every()] == texts


@pytest.mark.parametrize("act", WRITES)
def test_a_disk_that_became_read_only_is_a_sentence_and_everything_can_still_be_read(
    small_disk: tuple[Path, Journeys], act: str
) -> None:
    disk, journeys = small_disk
    goal = journeys.today.goals()[0]
    journeys.drilling.sit_down(goal, 60)
    before = picture(journeys)
    mount("mount", "--bind", str(disk), str(disk))
    try:
        assert mount("mount", "-o", "remount,bind,ro", str(disk))
        with pytest.raises(DiskTrouble) as refused:
            WRITES[act](journeys)
        assert_one_sentence(refused.value)
        assert picture(journeys) == before
        again = wiring.build(journeys.drilling.database.places, journeys.clock)
        assert picture(again) == before
        assert any("can't be written" in one.what for one in again.upkeep.check())
        again.close()
    finally:
        mount("umount", "-l", str(disk))
    WRITES[act](journeys)
    assert journeys.drilling.attempts.broken_link() is None


@pytest.mark.parametrize("act", WRITES)
def test_a_database_that_refuses_to_be_written_is_a_sentence(home: Journeys, act: str) -> None:
    """The same where no disk can be mounted: SQLite itself says that it may only read."""
    if act in ("card", "backup"):
        pytest.skip("writes no row of the database")
    answer(home)
    home.drilling.sit_down(home.today.goals()[0], 60)
    before = picture(home)
    home.drilling.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(DiskTrouble) as refused:
        WRITES[act](home)
    assert_one_sentence(refused.value)
    assert picture(home) == before
    home.drilling.database.connection.execute("PRAGMA query_only = OFF")
    WRITES[act](home)


@pytest.mark.parametrize("act", [name for name in WRITES if name not in ("card", "backup")])
def test_another_coach_that_keeps_writing_is_a_sentence(
    open_home: Callable[..., Journeys], monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    here, other = open_home(None), open_home(None)
    answer(here)
    here.drilling.sit_down(here.today.goals()[0], 60)
    before = picture(here)
    with other.drilling.database.atomic():
        with pytest.raises(Busy) as refused:
            WRITES[act](here)
        assert_one_sentence(refused.value)
    assert picture(here) == before
    WRITES[act](here)


LIMITED = """
import json, resource, signal, sys
from pathlib import Path
from coach import wiring
from coach.errors import DiskTrouble
from coach.places import Places
from goals.graders import key_answer

home = Path(sys.argv[1])
journeys = wiring.build(Places(home, home / "config.toml"))
size = (home / "coach.db").stat().st_size
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 131072, resource.RLIM_INFINITY))
sitting = journeys.drilling.sit_down(journeys.today.goals()[0], 240)
kept = 0
try:
    while ask := sitting.ask():
        sitting.note("x" * 3000)
        sitting.answer(key_answer(ask.drill), 2, 1.0)
        kept += 1
    said = "nothing"
except DiskTrouble as error:
    said = str(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sitting.refresh()
sitting.answer("after", 2, 1.0)
print(json.dumps({"kept": kept, "said": said}))
"""


def run(code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_file_that_may_not_grow_loses_no_answer_and_the_session_goes_on(
    open_home: Callable[..., Journeys], places: Places
) -> None:
    open_home(None).close()
    told, faults = run(LIMITED, str(places.home)).communicate(timeout=60)
    assert told, faults
    found = json.loads(told)
    assert found["kept"] > 0
    assert "refused" in found["said"] or "full" in found["said"]
    again = open_home(None)
    assert again.drilling.attempts.count() == found["kept"] + 1
    assert again.drilling.attempts.broken_link() is None


PRACTISE = """
import sys
from dataclasses import replace
from pathlib import Path
from coach import wiring
from coach.places import Places
from goals.attempts import Attempt
from goals.ids import DrillId, SkillId

home, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
journeys = wiring.build(Places(home, home / "config.toml"))
recording, goals = journeys.drilling.recording, journeys.drilling.goals
goal = journeys.today.goals()[0]
for number in range(count):
    at, day, zone = recording.stamp()
    skill = ("lr-collocation", "tr-position")[number % 2]
    recording.record(goal, goals.tree(goal.id), Attempt(
        recording.new_id(), goal.id, SkillId(skill), at, day, zone, drill=DrillId(f"d{number % 9}"), kind="text",
        answer=f"{name} {number}", score=float(number % 3 > 0), difficulty=7.0, seconds=3.0,
    ))
journeys.close()
"""


@pytest.mark.slow
def test_four_coaches_at_once_lose_nothing_and_keep_one_history(made_home: Path, clock: SteppedClock) -> None:
    if not SHARED_MEMORY.is_dir():
        pytest.skip("without a disk in memory this takes minutes")
    folder = SHARED_MEMORY / f"coach-{time.time_ns()}"
    try:
        shutil.copytree(made_home, folder)
        running = [run(PRACTISE, str(folder), name, "100") for name in "abcd"]
        faults = [one.communicate(timeout=120)[1] for one in running]
        assert [one.returncode for one in running] == [0] * 4, faults
        journeys = wiring.build(Places(folder, folder / "config.toml"), clock)
        goal = journeys.today.goals()[0]
        every = list(journeys.drilling.attempts.of_goal(goal.id))
        assert {one.answer for one in every} == {
            f"{name} {number}" for name in "abcd" for number in range(100)
        }
        assert len(every) == 400
        assert len({one.at for one in every}) == 400, "one order, without ties"
        assert journeys.drilling.attempts.broken_link() is None
        assert journeys.drilling.recording.live_equals_replay(goal)
        journeys.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
