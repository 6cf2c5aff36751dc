"""`coach doctor`, `backup`, `restore`, `rebuild`: health, safety copies, and derived state made anew."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.home import opened
from coach.cli.paper import ask, say, say_json, say_wrapped
from coach.cli.words import counted
from coach.clock import Clock
from coach.errors import CoachError
from coach.journeys.upkeep import Finding, preview, restore_into, unopened
from coach.places import Places
from goals.refusals import Refused

MARKS = {"ok": "ok   ", "warn": "note ", "fault": "FAULT"}


@click.command()
@click.option("--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def doctor(quiet: bool, as_json: bool) -> None:
    """Check the home: database, history, derived state, disk. Changes nothing; exit code 1 on a fault."""
    findings = _findings()
    faults = [one for one in findings if one.level == "fault"]
    if as_json:
        say_json([{"level": one.level, "what": one.what, "mend": one.mend} for one in findings])
    else:
        for one in findings:
            if not quiet or one.level != "ok":
                say_wrapped(
                    f"{MARKS.get(one.level, one.level)}  {one.what} {one.mend}".rstrip(), hang="       "
                )
    if faults:
        raise Refused(f"{counted(len(faults), 'fault')} found.")


@click.command()
def backup() -> None:
    """Make a safety copy of the database."""
    with opened() as journeys:
        path = journeys.upkeep.backup()
    say(f"Saved: {path}")


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Restore without asking.")
def restore(path: Path, yes: bool) -> None:
    """Go back to a safety copy. What is there now is copied first.

    FILE is one that coach backup made; they are kept in the home's folder backups.
    """
    places = Places.from_environment()
    for sentence in preview(places, path):
        say_wrapped(sentence)
    if not yes and not _agreed():
        raise Refused("Nothing was changed.", "Say y, or add --yes.")
    kept = restore_into(places, path)
    if kept is not None:
        say(f"What was there before is kept in {kept}")
    say("Restored.")


@click.command()
def rebuild() -> None:
    """Derive levels, reviews and counts anew from the attempts.

    Only needed when coach doctor says so; no attempt is changed.
    """
    with opened() as journeys:
        count = journeys.upkeep.rebuild()
    say(f"Derived anew from {counted(count, 'attempt')}.")


def _findings() -> tuple[Finding, ...]:
    """What is to be said of the home, also of one that can't be opened."""
    try:
        with opened() as journeys:
            return journeys.upkeep.check()
    except CoachError as error:
        return unopened(Places.from_environment(), error, Clock.from_environment())


def _agreed() -> bool:
    try:
        return ask("Restore it? y/N").casefold() in ("y", "yes")
    except EOFError:
        return False
