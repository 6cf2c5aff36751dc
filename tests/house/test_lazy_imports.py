"""What is loaded when: in clean interpreters, so that nothing another test imported hides it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SHELL = ("textual", "anthropic", "apscheduler", "sqlite3", "sqlite_utils", "click", "httpx", "httpx2")
"""What the domain never loads."""
HEAVY = (
    "anthropic", "httpx", "httpx2", "dateparser", "apscheduler", "numpy", "sqlite_utils", "pydantic",
    "markdown_it", "textual.widgets._markdown", "click", "fsrs", "tree_sitter",
)  # fmt: skip
"""What the first frame does not wait for."""


def run(code: str, home: Path) -> str:
    """The output of a program in an interpreter of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=kept
        | {"COACH_HOME": str(home), "COACH_NOW": "2026-11-20T09:00:00+00:00", "HOME": str(home), "TZ": "UTC"},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def loaded(code: str, home: Path) -> set[str]:
    """The modules in memory after a program ran; its last line of output is its own."""
    told = run(f"{code}\nimport json, sys\nprint()\nprint(json.dumps(list(sys.modules)))", home)
    return set(json.loads(told.strip().rsplit("\n", 1)[-1]))


@pytest.mark.parametrize("package", ["goals", "research", "memory"])
def test_no_module_of_the_domain_loads_the_shell(package: str, tmp_path: Path) -> None:
    every = f"""
import importlib, pkgutil, {package}
for found in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(found.name)
"""
    modules = loaded(every, tmp_path)
    assert sum(1 for name in modules if name.startswith(package)) > 1
    assert sorted(modules & set(SHELL)) == []
    assert not any(name.split(".")[0] in ("coach", "screens") for name in modules)


def test_reading_a_sentence_loads_no_shell(tmp_path: Path) -> None:
    modules = loaded(
        "from datetime import date\n"
        "from goals.intake import read_goal\n"
        "read_goal('IELTS writing 7 to 8.5 by June, 45 min a day', date(2026, 11, 20), ())",
        tmp_path,
    )
    assert sorted(modules & set(SHELL)) == []


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["today", "--json"], ["goal", "list"]])
def test_a_command_in_a_script_never_loads_textual(words: list[str], tmp_path: Path) -> None:
    modules = loaded(f"from coach.cli import main\nmain({words!r})", tmp_path)
    assert "coach.cli" in modules
    assert "textual" not in modules
    assert "rich" not in modules
    assert "anthropic" not in modules


def test_asking_for_the_version_loads_next_to_nothing(tmp_path: Path) -> None:
    modules = loaded("from coach.cli import main\nmain(['--version'])", tmp_path)
    assert sorted(modules & {"sqlite3", "numpy", "pydantic", "dateparser", "fsrs"}) == []


SET_A_GOAL = """
from coach.wiring import build
journeys = build()
goal = journeys.setting.accept(journeys.setting.read("IELTS writing 7 to 8.5 by June, 45 min a day"))
sitting = journeys.drilling.sit_down(goal)
for _ in range(3):
    sitting.dont_know(seconds=20)
journeys.close()
"""

FIRST_FRAME = """
import asyncio, json, sys
from coach.wiring import build
from screens.app import CoachApp
from textual.screen import Screen

# Work put off until the screen stands is not what the first frame waits for.
Screen.set_timer = lambda *args, **kwargs: None
app = CoachApp(build())
painted = []

async def look():
    async with app.run_test(size=(80, 24)):
        # the screen is laid out and drawn; what is loaded by now is what a learner waited for
        painted.extend(sys.modules)
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        print("\\n".join(lines))

asyncio.run(look())
print()
print(json.dumps(painted))
"""


@pytest.mark.slow
def test_the_first_frame_waits_for_textual_and_the_database_only(tmp_path: Path) -> None:
    run(SET_A_GOAL, tmp_path / "home")
    told = run(FIRST_FRAME, tmp_path / "home")
    screen, modules = told.strip().rsplit("\n", 1)
    assert "IELTS Writing" in screen
    assert "Go on where you stopped" in screen
    assert sorted(set(json.loads(modules)) & set(HEAVY)) == []


@pytest.mark.slow
def test_someone_new_is_asked_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    # A database has to be made first, which takes sqlite-utils once.
    told = run(FIRST_FRAME, tmp_path / "home")
    screen, modules = told.strip().rsplit("\n", 1)
    assert "What do you want to be able to do" in screen or "No goal yet" in screen
    assert sorted(set(json.loads(modules)) & (set(HEAVY) - {"sqlite_utils", "numpy", "click"})) == []
