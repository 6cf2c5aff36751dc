"""While something takes a moment: one line that moves, and keys typed into the dark that do nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import IO, Any, Final

from coach.cli.paper import NARROWEST, columns
from goals.plain import one_line

BEAT: Final = 0.5
"""Seconds from one dot to the next."""


@contextmanager
def waiting(said: str) -> Iterator[None]:
    """Show a line on stderr that grows by a dot twice a second, until what is inside is done."""
    shown = one_line(said)
    dots = max(columns() - len(shown) - 1, NARROWEST // 2)
    stream, done = sys.stderr, Event()
    print(shown, end="", file=stream, flush=True)

    def grow() -> None:
        for _ in range(dots):
            if done.wait(BEAT):
                return
            print(".", end="", file=stream, flush=True)

    thread = Thread(target=grow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        print(file=stream, flush=True)


@contextmanager
def deaf(stream: IO[Any] | None = None) -> Iterator[None]:
    """Keys typed inside are not echoed, and thrown away at the end; Ctrl+C still stops.

    Args:
        stream: the terminal; None for standard input. One that is no terminal is left alone.
    """
    source = sys.stdin if stream is None else stream
    try:
        import termios
    except ImportError:  # Windows
        yield
        _drop_keys_on_windows()
        return
    if not source.isatty():
        yield
        return
    terminal = source.fileno()
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~(termios.ECHO | termios.ECHONL)
    termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcflush(terminal, termios.TCIFLUSH)
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _drop_keys_on_windows() -> None:
    import msvcrt

    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        msvcrt.getch()  # type: ignore[attr-defined,unused-ignore]
