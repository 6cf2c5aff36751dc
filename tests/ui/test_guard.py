"""The last wall before the terminal, on a real one: nothing foreign gets through, and the terminal is given back."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import stat
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from goals.plain import UNSAFE
from screens.guard import Guard

ROOT = Path(__file__).parents[2]
BLACK = Color(0, 0, 0)
HOSTILE = (
    "\x1b]52;c;UFdORUQ=\x07\x1b]0;PWNED\x07\x1b[31;5;97m\x9b31m\x9d0;PWNED\x9c\u202eevil\u2066"
    "\x1bP+q\x1b\\\x7f\x00 after"
)
"""Sets a clipboard, names the window, colours, in seven and eight bit; turns the direction; a device query."""
GONE = re.compile(
    rb"\x1b\]52|\x1b\]0;PWNED|\x1b\[31;5;97|\x1bP\+q|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
"""What of it would be seen in the bytes, UTF-8."""
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"


class Terminal:
    """Coach under a terminal of its own: what it wrote, and what a person would see of it."""

    def __init__(self, program: list[str], home: Path, size: tuple[int, int] = (80, 24)) -> None:
        self.written = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            program,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "COACH_HOME": str(home),
                "COACH_NOW": "2026-11-20T09:00:00+00:00",
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "TZ": "UTC",
            },
            start_new_session=True,
        )
        os.close(slave)

    @property
    def seen(self) -> str:
        """The characters on the screen."""
        return "\n".join(self._screen.display)

    def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        """Read on until something is true."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"waited in vain:\n{self.seen}"
            assert self._read() or true(), f"ended before it came:\n{self.seen}"

    def _read(self) -> bool:
        """What came within a moment; False once nothing can come any more."""
        if not select.select([self._master], [], [], 0.05)[0]:
            return True
        try:
            new = os.read(self._master, 65_536)
        except OSError:  # Linux says so when the other end is closed
            new = b""
        self.written += new
        self._stream.feed(new)
        return bool(new)

    def shows(self, text: str) -> None:
        """Wait for a text on the screen."""
        self.until(lambda: text in self.seen)

    def hides(self, text: str) -> None:
        """Wait until a text is gone from the screen."""
        self.until(lambda: text not in self.seen)

    def press(self, keys: str) -> None:
        """As from a keyboard."""
        os.write(self._master, keys.encode())

    def ended(self) -> int:
        """Wait for the end; the exit code."""
        end = time.monotonic() + 30
        while self._read():
            assert time.monotonic() < end, f"goes on:\n{self.seen}"
        return self.process.wait(10)

    def close(self) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)


Launch = Callable[..., Terminal]


@pytest.fixture
def made(made_home: Path, tmp_path: Path) -> Path:
    """A home with a goal."""
    return Path(shutil.copytree(made_home, tmp_path / "home"))


@pytest.fixture
def launch(made: Path) -> Iterator[Launch]:
    """Starts Coach in a terminal; with code, that is run before."""
    open_ones: list[Terminal] = []

    def launched(code: str = "", size: tuple[int, int] = (80, 24)) -> Terminal:
        run = "from coach.cli import main; raise SystemExit(main([]))"
        program = [sys.executable, "-c", f"{code}\n{run}"]
        open_ones.append(Terminal(program, made, size))
        return open_ones[-1]

    yield launched
    for terminal in open_ones:
        terminal.close()


# The wall by itself


@given(st.text(), st.booleans())
def test_no_control_character_of_a_text_passes(text: str, is_control: bool) -> None:
    (shown,) = Guard().apply([Segment(text)], BLACK)
    assert not UNSAFE.search(shown.text)
    assert not any(sign in shown.text for sign in "\x1b\x9b\n\t\x7f")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_a_person_would_write_passes_as_it_is(text: str) -> None:
    (shown,) = Guard().apply([Segment(text)], BLACK)
    assert shown.text == text or UNSAFE.search(text)


def test_what_textual_says_to_the_terminal_passes() -> None:
    move = Segment("\x1b[2;3H", None, [(1, 2)])  # type: ignore[list-item]
    assert Guard().apply([move], BLACK) == [move]


def test_joined_signs_and_other_scripts_stay_whole() -> None:
    for text in ("👩‍👩‍👧", "क्‍ष", "שלום", "日本語", "é"):
        assert Guard().apply([Segment(text)], BLACK)[0].text == text


# A real terminal


def spoil(home: Path) -> None:
    """Put hostile text where a fault of ours, or another program, could have put it: behind the door."""
    with sqlite3.connect(home / "coach.db") as db:
        db.execute("UPDATE goals SET title = 'Title' || ?", (HOSTILE,))
        db.execute("UPDATE skills SET name = name || ?, about = ?", (HOSTILE, HOSTILE))
        for name, text in db.execute("SELECT id, record FROM drills").fetchall():
            record = json.loads(text)
            record["prompt"] = "Prompt" + HOSTILE
            record["explanation"] = "Because" + HOSTILE
            record["hints"] = ["Hint" + HOSTILE]
            db.execute("UPDATE drills SET record = ? WHERE id = ?", (json.dumps(record), name))
    db.close()
    (home / "memory").mkdir()
    (home / "memory" / "cards.md").write_text(f"- card {HOSTILE}\n", encoding="utf-8")


@pytest.mark.slow
def test_hostile_text_never_reaches_the_terminal(launch: Launch, made: Path) -> None:
    spoil(made)
    terminal = launch(size=(100, 30))
    terminal.shows("Title")
    terminal.press("?")
    terminal.shows("Keys here")
    terminal.press("q")
    terminal.hides("Keys here")
    terminal.press("w")
    terminal.shows("Why this plan")
    terminal.press("q")
    terminal.hides("Why this plan")
    terminal.press("2")
    terminal.shows("share")
    terminal.press("j\r")
    terminal.press("1")
    terminal.shows("enter start")
    terminal.press("\r")
    terminal.shows("Prompt")
    terminal.press("?")
    terminal.shows("Because")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert GONE.findall(terminal.written) == []
    assert b"after" in terminal.written


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_gives_the_terminal_back(launch: Launch, name: str) -> None:
    terminal = launch()
    terminal.shows("enter start")
    number = getattr(signal, name)
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number
    assert terminal.written.rfind(LEFT) > terminal.written.rfind(ENTERED) >= 0
    assert b"\x1b[?1000l" in terminal.written[terminal.written.rfind(ENTERED) :]
    assert b"Traceback" not in terminal.written


CRASH = """
import screens.today
def fail(self):
    private = "a private note"
    raise ValueError("[/] \\x1b]52;c;UFdORUQ=\\x07")
screens.today.TodayScreen.action_why = fail
"""


@pytest.mark.slow
def test_a_crash_is_one_sentence_and_a_private_log(launch: Launch, made: Path) -> None:
    terminal = launch(CRASH)
    terminal.shows("enter start")
    terminal.press("w")
    assert terminal.ended() == 1
    told = terminal.written[terminal.written.rfind(LEFT) :]
    assert told.count(b"Coach had to stop: ValueError.") == 1
    assert not any(bad in terminal.written for bad in (b"Traceback", b"a private note", b"\x1b]52"))
    log = made / "logs" / "crash.log"
    assert str(log).encode() in re.sub(rb"\s+", b"", told).replace(b"Whathappened", b"What happened")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    kept = log.read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert "a private note" not in kept
    assert "\x1b" not in kept


@pytest.mark.slow
def test_a_crash_before_the_first_frame_gives_the_terminal_back_too(launch: Launch) -> None:
    terminal = launch(
        "import screens.today\ndef fail(self): raise KeyError('x')\nscreens.today.TodayScreen.compose = fail"
    )
    assert terminal.ended() == 1
    assert b"Coach had to stop: KeyError." in terminal.written
    assert b"Traceback" not in terminal.written
    assert terminal.written.rfind(LEFT) > terminal.written.rfind(ENTERED)


@pytest.mark.slow
def test_a_wrong_key_in_the_settings_is_said_and_the_terminal_never_taken(launch: Launch, made: Path) -> None:
    (made / "config.toml").write_text('[keys]\ntoday.start = "wibble"\n', encoding="utf-8")
    terminal = launch()
    assert terminal.ended() == 1
    assert "today.start" in terminal.seen
    assert "which is no key" in " ".join(terminal.seen.split())
    assert ENTERED not in terminal.written
