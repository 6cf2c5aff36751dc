"""The commands by name, each loaded when it is asked for, and the one place where errors become sentences."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import click

from coach.cli.edge import at_the_edge

PLACES: Final[dict[str, str]] = {
    "goal": "coach.cli.goal:goal",
    "place": "coach.cli.place:place",
    "today": "coach.cli.today:today",
    "drill": "coach.cli.drill:drill",
    "score": "coach.cli.score:score",
    "card": "coach.cli.card:card",
    "undo": "coach.cli.undo:undo",
    "attempts": "coach.cli.attempts:attempts",
    "pack": "coach.cli.pack:pack",
    "demo": "coach.cli.demo:demo",
    "doctor": "coach.cli.upkeep:doctor",
    "backup": "coach.cli.upkeep:backup",
    "restore": "coach.cli.upkeep:restore",
    "rebuild": "coach.cli.upkeep:rebuild",
}
"""Where each command lives, in the order the help lists them."""


class Commands(click.Group):
    """The words after `coach`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, the daily ones first."""
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, loaded now."""
        if cmd_name not in PLACES:
            return None
        module, _, name = PLACES[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for; a failure is one sentence on stderr and exit code 1."""
        with at_the_edge(ctx):
            return super().invoke(ctx)


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"coach {version('learning-coach')}")
        ctx.exit()


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command the app opens. To begin on the command line: coach goal add --help",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Say the version and leave.",
)
def cli() -> None:
    """Coach: say what you want to be able to do, and by when; practise what counts, every day."""
