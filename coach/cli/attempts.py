"""`coach attempts`: practice that happened elsewhere comes in, and everything that happened here goes out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coach.cli.home import goal_named, opened
from coach.cli.paper import piped, say, speaks_unicode
from coach.cli.words import counted
from coach.journeys.attempt_rows import COLUMNS, as_csv, as_jsonl
from goals.plain import clean
from goals.refusals import Refused


@click.group()
def attempts() -> None:
    """Attempts, as answers and scores are called: import, export."""


@attempts.command(name="import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--goal",
    "named",
    metavar="GOAL",
    help="Which goal they are about, where the rows don't say and there are several.",
)
def import_(path: Path, named: str | None) -> None:
    """Take in attempts from a CSV or JSONL file, all or none.

    A FILE called - is what comes through a pipe.

    \b
    Columns: skill, at, one of score (0 to 1), level or correct,
             grader (official, teacher, model, self, auto); perhaps difficulty, note.
    Taking in the same file twice changes nothing.
    """
    raw = piped().read() if str(path) == "-" else _read(path)
    with opened() as journeys:
        files = journeys.attempt_files
        goal = goal_named(journeys, named) if named else None
        found = files.read(raw, goal)
        if found.new:
            copy = journeys.upkeep.backup()
            files.take_in(found)
            say(f"A safety copy from before is {copy}.")
    say(f"{counted(len(found.new), 'attempt')} taken in, {found.known} known already.")


@attempts.command()
@click.option("--goal", "named", metavar="GOAL", help="Only of one goal.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="How they are written.",
)
def export(named: str | None, form: str) -> None:
    """Print every attempt that counts, as JSONL or CSV.

    coach attempts import takes the JSONL in again with nothing lost.
    """
    with opened() as journeys:
        goal = goal_named(journeys, named) if named else None
        if form == "csv":
            lines = as_csv(COLUMNS, journeys.attempt_files.every(goal))
        else:
            lines = as_jsonl(journeys.attempt_files.every(goal), plain=not speaks_unicode())
        for line in lines:
            sys.stdout.write(clean(line))
    sys.stdout.flush()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}.", "Nothing was taken in.") from error
