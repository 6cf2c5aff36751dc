"""Killed at any moment, an acknowledged answer is kept, once, and the next start goes on from there.

The full run, and the order of system calls, is `uv run python tests/bench/crash_and_sync.py`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

SHARED_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = Path(__file__).parents[1] / "bench" / "crash_and_sync.py"
    spec = spec_from_file_location("crash_and_sync", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def killed(made_home: Path, tmp_path: Path) -> Iterator[Path]:
    """A home with a goal, in memory where the machine offers that; a kill is none the wiser."""
    with TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else tmp_path) as folder:
        home = Path(folder) / "home"
        shutil.copytree(made_home, home)
        yield home


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_doubled_or_broken_by_twelve_kills(
    bench: ModuleType, killed: Path
) -> None:
    tally = bench.kills(killed, 12, seed=3)
    assert tally.kills == 12
    assert len(tally.acknowledged) > 12
    assert (tally.lost, tally.doubled, tally.broken) == (0, 0, 0), tally.faults


@pytest.mark.slow
def test_the_loop_sees_what_it_should(bench: ModuleType, killed: Path) -> None:
    tally = bench.kills(killed, 2, seed=3)
    assert tally.sound
    number = next(iter(tally.acknowledged))
    tally.acknowledged[9_999] = "never kept"
    tally.sent.discard(number)
    (killed / ".made").write_text('{"goals": 7, "attempts": 0, "chain": ""}')
    bench.judge(killed, tally)
    assert (tally.lost, tally.doubled, tally.broken) == (1, 1, 1)
