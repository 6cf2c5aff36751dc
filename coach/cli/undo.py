"""`coach undo`: take back the last thing that was done."""

from __future__ import annotations

import click

from coach.cli.drill_face import beginning
from coach.cli.home import opened
from coach.cli.paper import say, say_wrapped


@click.command()
def undo() -> None:
    """Take back your last action: an answer, an edit, a score. Again for the one before."""
    with opened() as journeys:
        undone = journeys.undoing.undo()
        following = journeys.undoing.last()
        named = "" if undone is None or undone.drill is None else beginning(journeys, undone.drill)
    if undone is None:
        say("There is nothing to take back.")
        return
    say_wrapped(f"Taken back: {undone.label}{f' (“{named}”)' if named else ''}.")
    if following:
        say_wrapped(f"Before that: {following}.")
