"""A learner at the command line: the words typed after `coach`, what comes back, and the exit code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coach.cli.commands import cli
from coach.places import Places

NOW = "2026-11-20T09:00:00+00:00"
VIOLIN = "Play the violin grade 3 to 7 by June, 40 min a day"


@dataclass(frozen=True)
class Said:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """The one JSON value that was printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, sort: str) -> list[dict[str, Any]]:
        """The lines of one type."""
        return [line for line in self.lines if line["type"] == sort]


class Shell:
    """A shell in which `coach` can be run."""

    def __init__(self, charset: str = "utf-8") -> None:
        self._runner = CliRunner(charset=charset)

    def __call__(
        self, *words: str, typed: str | bytes = "", columns: int = 80, home: Path | None = None
    ) -> Said:
        """Run one command.

        Args:
            words: what follows `coach`.
            typed: what comes through the pipe.
            columns: the terminal's width.
            home: another home than the test's own.
        """
        env = {"COLUMNS": str(columns)} | ({"COACH_HOME": str(home)} if home else {})
        result = self._runner.invoke(cli, list(words), input=typed, env=env)
        return Said(result.exit_code, result.stdout, result.stderr)

    def in_charset(self, charset: str) -> Shell:
        """The same home at a terminal of other characters."""
        return Shell(charset)

    def talk(self, *words: str, lines: Iterable[object] = ()) -> Said:
        """Run a command that speaks JSON lines, sending some: objects, or strings as they are."""
        sent = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        return self.done(*words, "--jsonl", typed=sent)

    def done(self, *words: str, typed: str | bytes = "", columns: int = 80, home: Path | None = None) -> Said:
        """The same, and it has to work."""
        said = self(*words, typed=typed, columns=columns, home=home)
        assert said.code == 0, said
        return said


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The shell of someone who has no goal yet."""
    monkeypatch.setenv("COACH_NOW", NOW)
    return Shell()


@pytest.fixture
def coach(stranger: Shell, made_home: Path, places: Places) -> Shell:
    """The shell of a learner whose goal was just set."""
    shutil.copytree(made_home, places.home)
    return stranger


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner sits at a terminal instead of sending a pipe."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)


@pytest.fixture
def musician(stranger: Shell) -> Shell:
    """The shell of a learner whose goal no drills cover: play-the-violin."""
    goal = stranger.done("goal", "add", VIOLIN, "--yes", "--json").facts
    assert goal["pack"] is None
    return stranger
