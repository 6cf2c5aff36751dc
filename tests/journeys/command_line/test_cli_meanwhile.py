"""What a terminal shows and forgets while Coach is busy."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from typing import IO, Any

import pytest

from coach import demo as sample
from coach.cli.meanwhile import deaf, waiting

termios = pytest.importorskip("termios")


@pytest.fixture
def terminal() -> Iterator[tuple[int, IO[Any]]]:
    """The keyboard's end and the program's end of a terminal."""
    keyboard, program = os.openpty()
    with os.fdopen(program, "rb", buffering=0) as stream:
        yield keyboard, stream
    os.close(keyboard)


def echoes(stream: IO[Any]) -> bool:
    return bool(termios.tcgetattr(stream.fileno())[3] & termios.ECHO)


def has_input(stream: IO[Any]) -> bool:
    return bool(select.select([stream], [], [], 0)[0])


def test_keys_typed_meanwhile_are_neither_shown_nor_acted_on(terminal: tuple[int, IO[Any]]) -> None:
    keyboard, stream = terminal
    with deaf(stream):
        assert not echoes(stream)
        os.write(keyboard, b"q\nd\n")
        assert has_input(stream), "the keys had come"
    assert not has_input(stream)
    assert not select.select([keyboard], [], [], 0)[0], "nothing was echoed"
    assert echoes(stream)


def test_the_terminal_is_as_before_also_after_a_failure(terminal: tuple[int, IO[Any]]) -> None:
    _, stream = terminal
    before = termios.tcgetattr(stream.fileno())
    with pytest.raises(RuntimeError), deaf(stream):
        raise RuntimeError
    assert termios.tcgetattr(stream.fileno()) == before


def test_a_pipe_is_left_alone() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb", buffering=0) as stream:
        os.write(write, b"one\n")
        with deaf(stream):
            pass
        assert stream.readline() == b"one\n"
    os.close(write)


def test_what_is_waited_for_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("Making something "):
        assert capsys.readouterr().err.startswith("Making something")
    said = capsys.readouterr()
    assert (said.err.lstrip("."), said.out) == ("\n", "")


def test_the_demo_says_what_it_makes_before_its_app_opens(
    stranger: Any, places: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []

    def run(journeys: Any) -> int:
        opened.append(journeys.is_sample)
        journeys.close()
        return 0

    monkeypatch.setattr("coach.cli.demo.is_terminal", lambda: True)
    monkeypatch.setattr(sample, "open_demo", lambda days: places)
    monkeypatch.setitem(sys.modules, "screens.app", type(sys)("screens.app"))
    monkeypatch.setattr(sys.modules["screens.app"], "run", run, raising=False)
    said = stranger("demo", "--days", "9")
    assert said.code == 0
    assert "9 days of a sample learner's practice" in said.err
    assert opened == [True]
