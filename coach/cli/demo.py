"""`coach demo`: the app on a sample learner's two months, in a home of its own."""

from __future__ import annotations

import click

from coach.cli import NO_TERMINAL, is_terminal
from coach.cli.meanwhile import deaf, waiting
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
    with deaf(), waiting(f"Making {days} days of a sample learner's practice "):
        from coach.clock import Clock
        from coach.demo import open_demo
        from coach.wiring import build
        from screens.app import run

        journeys = build(open_demo(days=days), Clock.from_environment(), is_sample=True)
    ctx.exit(run(journeys))
