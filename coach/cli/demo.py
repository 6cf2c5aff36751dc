"""`coach demo`: the app on a sample learner's two months, in a home of its own."""

from __future__ import annotations

import click

from coach.cli import NO_TERMINAL, is_terminal
from coach.cli.paper import say
from goals.refusals import Refused


@click.command()
@click.option(
    "--days",
    type=click.IntRange(7, 365),
    default=60,
    show_default=True,
    help="How long the sample learner has practised.",
)
@click.pass_context
def demo(ctx: click.Context, days: int) -> None:
    """Look around with a sample learner; your own home is not touched."""
    if not is_terminal():
        raise Refused(NO_TERMINAL)
    from coach.clock import Clock
    from coach.demo import open_demo
    from coach.wiring import build

    say("Practising for the sample learner; a moment.", err=True)
    places = open_demo(days=days)
    from screens.app import run

    ctx.exit(run(build(places, Clock.from_environment(), is_sample=True)))
