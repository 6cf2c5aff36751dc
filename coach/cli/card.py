"""`coach card`: one line worth keeping, from any terminal or pipe."""

from __future__ import annotations

import sys
import unicodedata
from typing import Final

import click

from coach.cli.home import opened
from coach.cli.paper import piped, say, say_json, say_wrapped
from goals.plain import one_line
from goals.refusals import Refused
from memory.cards import LONGEST

MOST: Final = 10_000
"""Cards taken from one pipe."""
LONGEST_TOPIC: Final = 60
"""Characters of a topic."""


@click.group()
def card() -> None:
    """Cards, one line each that is worth keeping: add, list."""


@card.command()
@click.argument("text", nargs=-1)
@click.option("--topic", default="", help="What it belongs to: letters, digits, spaces, hyphens.")
def add(text: tuple[str, ...], topic: str) -> None:
    """Keep a card. Without TEXT, one for each line that comes through a pipe."""
    topic = _topic(topic)
    if text:
        wanted = [" ".join(text)]
    elif sys.stdin.isatty():
        raise click.UsageError('Say what to keep: coach card add "reach a compromise"')
    else:
        wanted = _piped()
    with opened() as journeys:
        kept = [journeys.keeping.keep(one, origin="terminal", topic=topic) for one in wanted]
    if len(kept) == 1:
        say_wrapped(f"Kept: {kept[0].text}", hang="  ")
    else:
        say(f"Kept {len(kept)} cards.")


@card.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_cards(as_json: bool) -> None:
    """List all cards, oldest first."""
    with opened() as journeys:
        cards = journeys.keeping.every()
    if as_json:
        say_json(
            [
                {"id": c.id, "at": c.at or None, "text": c.text, "topic": c.topic, "origin": c.origin}
                for c in cards
            ]
        )
        return
    if not cards:
        say('No card yet. Keep one: coach card add "reach a compromise"')
    for one in cards:
        say_wrapped(f"- {one.text}{f'   [{one.topic}]' if one.topic else ''}", hang="  ")


def _topic(said: str) -> str:
    """A topic that can name a file on every system, in any script."""
    topic = unicodedata.normalize("NFC", said).strip(" ")
    sorts = [unicodedata.category(char) for char in topic]
    fits = all(
        char in " -" or sort[0] in "LM" or sort == "Nd" for char, sort in zip(topic, sorts, strict=True)
    )
    named = any(sort[0] == "L" or sort == "Nd" for sort in sorts)
    if topic and (not fits or not named or len(topic) > LONGEST_TOPIC):
        raise Refused(
            f"A topic is made of letters, digits, spaces and hyphens, at most {LONGEST_TOPIC} characters;"
            " nothing was kept."
        )
    return topic


def _piped() -> list[str]:
    """The pipe's lines, all fit to be cards; otherwise none is kept."""
    lines = piped().read().decode("utf-8", errors="replace").split("\n")
    wanted: list[str] = []
    for number, line in enumerate(lines, 1):
        said = one_line(line, limit=LONGEST * 4)
        if len(said) > LONGEST:
            raise Refused(
                f"Line {number} is longer than a card's {LONGEST} characters.",
                "Nothing was kept; shorten it.",
            )
        if said:
            wanted.append(said)
    if not wanted:
        raise Refused("Nothing came through the pipe.", "Send one card a line.")
    if len(wanted) > MOST:
        raise Refused(
            f"{len(wanted)} lines are more than {MOST} cards at once.",
            "Nothing was kept; send them in parts.",
        )
    return wanted
