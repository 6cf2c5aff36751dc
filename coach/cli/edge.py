"""Where errors end: a sentence for a person and an exit code, never a traceback."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from coach.cli import INTERRUPTED, STOPPED
from coach.cli.paper import say
from goals.refusals import Refused


@contextmanager
def at_the_edge(ctx: click.Context) -> Iterator[None]:
    """Say what went wrong on stderr and leave with its exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise  # click's own: usage, leaving, a closed pipe
    except Refused as error:
        say(str(error), err=True)
        ctx.exit(1)
    except KeyboardInterrupt:
        say(f"\n{STOPPED}", err=True)
        ctx.exit(INTERRUPTED)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        say(f"{named}{error.strerror or error}. Nothing more was done.", err=True)
        ctx.exit(1)
    except Exception as error:  # a fault of ours: the learner gets a sentence, the traceback goes to a file
        say(
            f"Coach had to stop ({type(error).__name__}). Everything answered is kept.{_kept_in(error)}",
            err=True,
        )
        ctx.exit(1)


def _kept_in(error: Exception) -> str:
    """Write the traceback, without locals since they may hold private text; where, in words."""
    from coach.clock import Clock
    from coach.places import Places
    from goals.plain import clean

    try:
        places = Places.from_environment()
        places.make()
        places.logs.mkdir(mode=0o700, exist_ok=True)
        path = places.logs / "crash.log"
        told = clean("".join(traceback.format_exception(error)))
        private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(private, "a", encoding="utf-8") as file:
            file.write(f"{Clock.from_environment().now().isoformat(timespec='seconds')}\n{told}\n")
    except (OSError, Refused):
        return ""
    return f" What happened is written in {path}."
