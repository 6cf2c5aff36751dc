"""How quick Coach is, measured against a bare Textual app in the same run: the tables of docs/performance.md.

    uv run python -m tests.bench.performance            prints the tables; exit code 1 if a limit is broken
    uv run python -m tests.bench.performance --write    writes docs/performance.md as well
    uv run python -m tests.bench.performance --quick    leaves the million out

Ratios are what counts: A and B run in turn, and each pair gives one, so that a slow moment of the machine hits both.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from coach.clock import Clock
from coach.store.database import Database
from coach.store.derived_store import DerivedStore
from coach.wiring import build
from tests.bench.filled_home import NOW, fill, places_of, seat
from tests.bench.terminal import Moment, Terminal

ROOT = Path(__file__).parents[2]
HELLO = (sys.executable, str(Path(__file__).with_name("hello.py")))
COUNTER = (sys.executable, str(Path(__file__).with_name("counter.py")))
COACH = (sys.executable, "-P", "-m", "coach")

FRAME_LIMIT, FRAME_AIM = 1.3, 1.15
FULL_LIMIT = 1.05
KEY_P50, KEY_P95 = 2.0, 2.5
STARTS, ROUNDS, KEYS = 21, 5, 20


@dataclass(frozen=True, slots=True)
class Check:
    """A ratio and what it may be at the most."""

    what: str
    ratio: float
    limit: float

    @property
    def holds(self) -> bool:
        """True within the limit."""
        return self.ratio <= self.limit


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the page."""

    title: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    checks: tuple[Check, ...] = ()

    def markdown(self) -> str:
        """As it stands on the page."""
        lines = [self.head, tuple("---" for _ in self.head), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        verdicts = "".join(
            f"\n- {c.what}: **{c.ratio:.2f}**, limit {c.limit:g}{'' if c.holds else ': BROKEN'}"
            for c in self.checks
        )
        return f"## {self.title}\n\n{self.text}\n\n{table}\n{verdicts}".rstrip() + "\n"


# The first frame


def first_frames(empty: Path, full: Path) -> Table:
    """From the start of the process to the frame with the plan on it."""
    programs = {
        "Textual: Header, Static, Footer": (HELLO, "Hello, world", {}),
        "Coach, no attempt yet": (COACH, "minutes today", environ(empty)),
        "Coach, 100,000 attempts": (COACH, "minutes today", environ(full)),
    }
    seen: dict[str, list[Moment]] = {name: [] for name in programs}
    for turn in range(STARTS + 2):
        for name, (argv, mark, env) in programs.items():
            with Terminal(argv, bytecode() | env) as terminal:
                moment = terminal.until(mark)
            if turn >= 2:  # the first two only warm the caches
                seen[name].append(moment)
    hello, nothing, much = seen.values()
    rows = [
        (
            name,
            f"{median(m.wall for m in moments):.0f}",
            f"{median(m.cpu for m in moments):.0f}",
            f"{paired(moments, hello, 'wall'):.2f}",
            f"{paired(moments, hello, 'cpu'):.2f}",
        )
        for name, moments in seen.items()
    ]
    return Table(
        "First frame",
        f"From starting the process to today's plan on an 80x24 screen; medians of {STARTS} starts of each, in turn. "
        "Bytecode is compiled, as an installer does it.",
        ("program", "wall ms", "CPU ms", "/ Textual, wall", "/ Textual, CPU"),
        tuple(rows),
        (
            Check("100,000 attempts / bare Textual, wall", paired(much, hello, "wall"), FRAME_LIMIT),
            Check("100,000 attempts / bare Textual, CPU", paired(much, hello, "cpu"), FRAME_LIMIT),
            Check("100,000 attempts / none, CPU", paired(much, nothing, "cpu"), FULL_LIMIT),
        ),
    )


# A key


def key_latency(home: Path) -> Table:
    """From a key to its frame: a counter against a graded, durable answer and the prompt after it."""
    session = seat(home, (ROUNDS + 1) * KEYS + 1)
    count: list[float] = []
    graded: list[float] = []
    posed: list[float] = []
    with Terminal(COUNTER, bytecode()) as counter, Terminal(COACH, bytecode() | environ(home)) as coach:
        counter.until("count 0")
        coach.until("minutes today|Go on where you stopped")
        coach.settle(0.5)
        coach.press("\r")
        coach.until(CHOOSE)
        number = 0
        for turn in range(ROUNDS + 1):
            for _ in range(KEYS):
                number += 1
                counter.settle(0.02)
                took = counter.until(rf"count {number}\b", since=counter.press("n")).wall
                if turn:
                    count.append(took)
            for _ in range(KEYS):
                coach.press("1")
                coach.until(HOW_SURE)
                coach.settle(0.03)
                grade = coach.until(TOLD, since=coach.press("2"), without=HOW_SURE).wall
                coach.settle(0.03)
                pose = coach.until(CHOOSE, since=coach.press("\r"), without=TOLD).wall
                coach.settle(0.03)
                if turn:
                    graded.append(grade)
                    posed.append(pose)
    with contextlib.closing(Database.open(places_of(home)).connection) as db:
        kept = db.execute("SELECT count(*) FROM attempts WHERE session = ?", (session,)).fetchone()[0]
    if kept < (ROUNDS + 1) * KEYS:
        raise SystemExit(f"{(ROUNDS + 1) * KEYS} answers were shown as kept, {kept} are on the disk")
    rows = [
        (name, f"{1e3 * quantile(times, 0.5):.1f}", f"{1e3 * quantile(times, 0.95):.1f}",
         f"{quantile(times, 0.5) / quantile(count, 0.5):.2f}", f"{quantile(times, 0.95) / quantile(count, 0.95):.2f}")
        for name, times in (("Textual counter", count), ("how sure -> graded, on the disk, explained", graded),
                            ("enter -> next prompt", posed))
    ]  # fmt: skip
    return Table(
        "A key",
        f"From the key to its frame, in a home with 100,000 attempts; {ROUNDS * KEYS} of each, in turns of {KEYS}.",
        ("step", "p50 ms", "p95 ms", "/ counter, p50", "/ counter, p95"),
        tuple(rows),
        (
            Check("graded and kept / counter, p50", quantile(graded, 0.5) / quantile(count, 0.5), KEY_P50),
            Check("graded and kept / counter, p95", quantile(graded, 0.95) / quantile(count, 0.95), KEY_P95),
            Check("next prompt / counter, p50", quantile(posed, 0.5) / quantile(count, 0.5), KEY_P50),
            Check("next prompt / counter, p95", quantile(posed, 0.95) / quantile(count, 0.95), KEY_P95),
        ),
    )


CHOOSE, HOW_SURE, TOLD = r"1-\d choose", r"1 2 3 how sure", r"enter next"
"""What the last line says while a choice, a confidence, or nothing but reading is wanted."""


# A long history


def long_history(homes: dict[int, Path]) -> Table:
    """What grows with the number of attempts, and what does not."""
    found = {size: _timed(home) for size, home in homes.items()}
    names = list(next(iter(found.values())))
    first, last = min(homes), max(homes)
    rows = [
        (
            name,
            *(f"{1e3 * found[size][name]:.2f}" for size in homes),
            f"{found[last][name] / found[first][name]:.1f}",
        )
        for name in names
    ]
    return Table(
        "A long history",
        "Medians in ms, in one process, by the number of attempts on record. Year statistics are compared with a full "
        "recount of the attempts each time this runs.",
        ("what", *(f"{size:,}" for size in homes), f"x from {first:,} to {last:,}"),
        tuple(rows),
    )


def _timed(home: Path) -> dict[str, float]:
    places, clock = places_of(home), Clock("UTC", NOW)

    def opened() -> None:
        build(places, clock).close()

    times = {"open and close the home": often(opened, 9)}
    journeys = build(places, clock)
    goal = journeys.viewing.only_goal()
    assert goal is not None
    day = clock.day()
    derived = DerivedStore(Database.open(places))
    times["today, whole"] = often(lambda: journeys.today.look(goal), 15)
    times["next due drill"] = often(lambda: derived.due(goal.id, day, 1), 200)
    times["all due drills"] = often(lambda: derived.due(goal.id, day, 10_000), 30)
    year = day - timedelta(days=365)
    times["a year's statistics, from counts"] = often(lambda: derived.days(goal.id, year), 50)
    times["the same, recounted"] = often(lambda: _same_recounted(home, goal.id, year.isoformat()), 1)
    times["goals, levels and gaps"] = often(lambda: journeys.viewing.show(goal), 9)
    seat(home, 400)
    sitting = journeys.drilling.sit_down(goal)
    times["an answer, on the disk"] = often(lambda: sitting.answer("1", 2, 9.0), 200)
    times["undo"] = often(journeys.undoing.undo, 5)
    journeys.close()
    return times


def _same_recounted(home: Path, goal: str, since: str) -> None:
    with contextlib.closing(Database.open(places_of(home)).connection) as db:
        counted = db.execute(
            "SELECT day, count(*), sum(score >= 0.999) FROM attempts WHERE goal = ? AND event = 'drill' AND day >= ?"
            " AND NOT EXISTS (SELECT 1 FROM retractions r WHERE r.attempt = attempts.id) GROUP BY day ORDER BY day",
            (goal, since),
        ).fetchall()
        rolled = db.execute(
            "SELECT day, answers, correct FROM study_days WHERE goal = ? AND day >= ? ORDER BY day",
            (goal, since),
        ).fetchall()
    if list(map(tuple, counted)) != list(map(tuple, rolled)):
        raise SystemExit("the year's counts are not those of the attempts")


# Inside


def environ(home: Path) -> dict[str, str]:
    """A home, at the instant it was filled for."""
    return {"COACH_HOME": str(home), "COACH_NOW": NOW.isoformat(), "TZ": "UTC", "PYTHONPATH": str(ROOT)}


def bytecode() -> dict[str, str]:
    """Compiled modules are kept, as an installer keeps them."""
    return {"PYTHONDONTWRITEBYTECODE": ""}


def often(do: Callable[[], object], times: int) -> float:
    """Median seconds of one call."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def median(values: Iterator[float]) -> float:
    """Median, in milliseconds."""
    return 1e3 * statistics.median(values)


def paired(ours: Sequence[Moment], theirs: Sequence[Moment], which: str) -> float:
    """Median of the ratios pair by pair."""
    pairs = zip(ours, theirs, strict=True)
    return float(statistics.median(getattr(a, which) / getattr(b, which) for a, b in pairs))


def quantile(values: Sequence[float], share: float) -> float:
    """A quantile, interpolated."""
    return float(statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1])


INTRODUCTION = """\
# Performance

Made by `uv run python -m tests.bench.performance --write`. Milliseconds are those of a shared two-core machine and say
little; the ratios, taken in one run against a bare Textual app, say what Coach adds. A broken limit fails the command.

What decides them: the first frame loads Textual and the database only (a test lists what may not be loaded by then);
one `BEGIN IMMEDIATE` for an answer and all that follows from it; counts by day instead of scans; text drawn as
ready-made content, not parsed.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, perhaps write; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--quick", action="store_true", help="leave the million attempts out")
    parser.add_argument("--only", choices=("frame", "key", "history"), help="one table only")
    wanted = parser.parse_args(argv)
    sizes = [1_000, 100_000] if wanted.quick else [1_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
        homes = {size: Path(folder) / f"home-{size}" for size in [0, *sizes]}
        for size, home in homes.items():
            if size == 1_000_000 and wanted.only in ("frame", "key"):
                continue
            say(f"filling a home with {size:,} attempts")
            fill(home, size)
        tables: list[Table] = []

        def take(table: Table) -> None:
            tables.append(table)
            sys.stdout.write(table.markdown() + "\n")
            sys.stdout.flush()

        if wanted.only in (None, "frame"):
            say("first frames")
            take(first_frames(homes[0], homes[100_000]))
        if wanted.only in (None, "key"):
            say("keys")
            take(key_latency(homes[100_000]))
        if wanted.only in (None, "history"):
            say("a long history")
            take(long_history({size: homes[size] for size in sizes}))
    page = "\n".join([INTRODUCTION, *(table.markdown() for table in tables)])
    if wanted.write:
        (ROOT / "docs" / "performance.md").write_text(page, encoding="utf-8")
    return 0 if all(check.holds for table in tables for check in table.checks) else 1


def say(what: str) -> None:
    """Progress, beside the tables."""
    sys.stderr.write(f"{what} ...\n")


if __name__ == "__main__":
    os.environ.pop("COLUMNS", None)
    sys.exit(main())
