"""The command line. `coach` alone opens the app and pays for nothing else; click is for commands."""

from __future__ import annotations

import gc
import os
import sys

NO_TERMINAL = (
    "Coach's app needs a terminal, and this is none. "
    "In scripts and pipes use: coach today, coach drill (coach --help lists the rest)."
)
STOPPED = "Stopped; everything answered is kept."
INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 an error said on stderr, 2 usage.

    Args:
        argv: the words after `coach`; None for this process's own.
    """
    words = sys.argv[1:] if argv is None else argv
    if not words:
        return open_app()
    _never_choke()
    from coach.cli.commands import cli

    code: str | int | None = 0
    try:
        cli.main(words, prog_name="coach")
    except SystemExit as leaving:
        code = leaving.code
    return _flushed(code)


def open_app() -> int:
    """Open the app on the learner's home and stay until they leave."""
    if not is_terminal():
        print(NO_TERMINAL, file=sys.stderr)
        return 1
    # Collecting while modules load costs a tenth of the first frame; the app turns it on again after that.
    gc.disable()
    from goals.plain import clean
    from goals.refusals import Refused

    try:
        from coach.wiring import build
        from screens.app import run

        return run(build())
    except Refused as error:
        _never_choke()
        print(clean(str(error)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return INTERRUPTED
    finally:
        gc.enable()


def is_terminal() -> bool:
    """True if the app can read keys and draw; it draws on stderr, so stdout may go anywhere."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _never_choke() -> None:
    """A terminal that can't show a character or a pipe of other bytes, gets a substitute, not a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _flushed(code: str | int | None) -> int:
    """What is still buffered goes out; a reader that has left (`| head`) is no error worth words."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code if isinstance(code, int) else 0 if code is None else 1
