"""A program on a pseudo-terminal, its output drawn on a virtual screen, every byte stamped as it arrives."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROWS, COLUMNS = 24, 80
SLICE = 512
"""Bytes drawn between two looks at the terminal: drawing takes a millisecond a kilobyte, and must not delay a stamp."""
_PRIVATE = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1bP.*?\x1b\\", re.DOTALL
)
"""What pyte does not know, and would print."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was on the screen."""

    wall: float
    """Seconds since the program was started, or since the key."""
    cpu: float
    """Seconds of processor time its threads had used by then."""


class Terminal:
    """Runs a program until the block ends.

    Args:
        argv: the program and its words.
        environ: added to this process's own.
    """

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._undrawn: deque[tuple[float, float, bytes]] = deque()
        self._rest = b""
        self._ended = False
        full = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **environ,
        }
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:  # the program itself
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], list(argv), full)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)
        deadline = time.perf_counter() + 3
        while os.waitpid(self._pid, os.WNOHANG) == (0, 0):
            self._read(0.01)
            if time.perf_counter() > deadline:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                break
        os.close(self._fd)

    def press(self, keys: str) -> float:
        """Type; when that was."""
        at = time.perf_counter()
        os.write(self._fd, keys.encode())
        return at

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def until(
        self, mark: str, *, since: float | None = None, without: str = "", seconds: float = 30
    ) -> Moment:
        """Wait for text on the screen; when it stood there.

        Args:
            mark: a regular expression.
            since: the instant to count from; None for the program's start.
            without: a regular expression that must not be there any more.

        Raises:
            TimeoutError: it never came; the screen is in the message.
        """
        wanted, unwanted = re.compile(mark), re.compile(without) if without else None
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and not (self._ended and not self._undrawn):
            self._read(0.0 if self._undrawn else 0.05)
            if not self._undrawn:
                continue
            at, cpu, some = self._undrawn.popleft()
            self._draw(some)
            if self._undrawn and self._undrawn[0][0] == at:
                continue  # one read is one moment
            shown = self.text()
            if wanted.search(shown) and not (unwanted and unwanted.search(shown)):
                return Moment(at - (self.started if since is None else since), cpu)
        raise TimeoutError(f"“{mark}” never came to the screen:\n{self.text()}")

    def settle(self, quiet: float = 0.15) -> None:
        """Until nothing came for a while."""
        last = time.perf_counter()
        while time.perf_counter() - last < quiet and not self._ended:
            if self._read(0.02):
                last = time.perf_counter()
            while self._undrawn:
                self._draw(self._undrawn.popleft()[2])

    def _read(self, wait: float) -> bool:
        got = False
        while not self._ended and select.select([self._fd], [], [], 0 if got else wait)[0]:
            try:
                some = os.read(self._fd, 65_536)
            except BlockingIOError:
                break
            except OSError:
                some = b""
            at, cpu = time.perf_counter(), self._cpu()
            if not some:
                self._ended = True
                break
            got = True
            self._undrawn += [(at, cpu, some[n : n + SLICE]) for n in range(0, len(some), SLICE)]
        return got

    def _draw(self, some: bytes) -> None:
        some = self._rest + some
        cut = some.rfind(b"\x1b", max(len(some) - 40, 0))
        whole = cut < 0 or re.match(
            rb"\x1b(\[[0-9;:?<>=$ ]*[a-zA-Z@`]|[78=>cDEHM]|\][^\x07]*\x07)", some[cut:]
        )
        some, self._rest = (some, b"") if whole else (some[:cut], some[cut:])
        with contextlib.suppress(TypeError, ValueError, IndexError, KeyError):  # a sequence pyte can't read
            self._stream.feed(_PRIVATE.sub(b"", some))

    def _cpu(self) -> float:
        total = 0
        with contextlib.suppress(OSError, ValueError, IndexError):
            for thread in Path(f"/proc/{self._pid}/task").iterdir():
                total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e9
