"""A terminal that goes takes the app with it: no process is left behind to spin."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("leads", [True, False], ids=["with a hang-up signal", "without one"])
def test_the_app_ends_with_its_terminal(tmp_path: Path, leads: bool) -> None:
    keeper, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = os.environ | {"COACH_HOME": str(tmp_path / "home"), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "coach"]
    # With a terminal of its own a process is told when that goes; without, it has to look.
    own = (lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if leads else None
    process = subprocess.Popen(
        command,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environ,
        start_new_session=True,
        preexec_fn=own,
    )
    os.close(terminal)
    seen = b""
    while b"Coach" not in seen:
        ready, _, _ = select.select([keeper], [], [], 30)
        assert ready, seen
        seen += os.read(keeper, 65536)
    os.close(keeper)
    try:
        assert process.wait(timeout=20) == 129
    finally:
        process.kill()
