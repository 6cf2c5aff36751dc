"""The import ladder holds, and each of its contracts would be seen to break."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("coach", "goals", "memory", "research", "screens")


def lint(folder: Path) -> tuple[int, dict[str, bool]]:
    """import-linter's exit code, and of each contract whether it was kept."""
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": "", "COLUMNS": "200"},
        check=False,
    )
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)\b", ended.stdout, re.MULTILINE)
    assert verdicts, ended.stdout + ended.stderr
    return ended.returncode, {name: verdict == "KEPT" for name, verdict in verdicts}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copied")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.jsonl")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept() -> None:
    code, kept = lint(ROOT)
    assert [name for name, is_kept in kept.items() if not is_kept] == []
    assert code == 0


LADDER = "The import ladder"
DOMAIN = "The domain knows no screen, no model, no scheduler and no database"
SCREENS = "Screens receive journeys, never a store or the composition root"
TEXTUAL = "Nothing but screens is Textual"
CLI = "Only coach.cli imports screens"


@pytest.mark.parametrize(
    ("module", "offence", "broken"),
    [
        ("goals/ids.py", "import research.packs", LADDER),
        ("goals/ids.py", "import memory.cards", LADDER),
        ("memory/cards.py", "import research.packs", LADDER),
        ("research/hours.py", "import coach.errors", LADDER),
        ("coach/errors.py", "import coach.places", LADDER),
        ("coach/clock.py", "import coach.config", LADDER),
        ("coach/places.py", "import coach.store.database", LADDER),
        ("coach/store/goal_store.py", "import coach.journeys.today", LADDER),
        ("coach/journeys/today.py", "import coach.wiring", LADDER),
        ("coach/journeys/today.py", "import screens.words", CLI),
        ("coach/wiring.py", "import screens.app", CLI),
        ("coach/store/database.py", "import screens.guard", CLI),
        ("screens/words.py", "import coach.cli", SCREENS),
        ("screens/words.py", "import coach.store.goal_store", SCREENS),
        ("screens/words.py", "import coach.wiring", SCREENS),
        ("screens/words.py", "import sqlite3", SCREENS),
        ("goals/ids.py", "import textual.app", DOMAIN),
        ("goals/ids.py", "import sqlite3", DOMAIN),
        ("research/hours.py", "import anthropic", DOMAIN),
        ("research/hours.py", "import click", DOMAIN),
        ("memory/cards.py", "import apscheduler", DOMAIN),
        ("memory/cards.py", "import sqlite_utils", DOMAIN),
        ("coach/journeys/today.py", "import textual", TEXTUAL),
        ("coach/store/database.py", "import textual.app", TEXTUAL),
        ("coach/wiring.py", "import textual.app", TEXTUAL),
        ("coach/errors.py", "import textual.app", TEXTUAL),
    ],
)
def test_a_forbidden_import_is_seen(copied: Path, module: str, offence: str, broken: str) -> None:
    path = copied / module
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n\n{offence}\n", encoding="utf-8")
    try:
        code, kept = lint(copied)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert code == 1
    assert not kept[broken]


def test_hiding_an_import_inside_a_function_does_not_help(copied: Path) -> None:
    path = copied / "goals" / "ids.py"
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n\ndef _late() -> None:\n    import sqlite3\n", encoding="utf-8")
    try:
        code, kept = lint(copied)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert code == 1
    assert not kept[DOMAIN]


def test_the_only_exception_is_the_engine_that_grades_sql() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert {contract["name"] for contract in contracts} == {LADDER, DOMAIN, SCREENS, TEXTUAL, CLI}
    exceptions = {one for contract in contracts for one in contract.get("ignore_imports", [])}
    assert exceptions <= {"goals.graders.sql_engine -> sqlite3"}
