"""`coach drill`: today's session, for a person or for a script."""

from __future__ import annotations

import math

import click

from coach.cli.home import drill_command, goal_to_practise, opened
from coach.cli.paper import piped, say_wrapped
from coach.cli.words import counted
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from goals.goal import Goal


@click.command()
@click.option(
    "--minutes", type=click.IntRange(5, 240), help="Minutes for this session; without it, the goal's."
)
@click.option(
    "--goal",
    "named",
    metavar="GOAL",
    help="Which goal; without it, the one practised last, at first the one set first.",
)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, both ways.")
@click.option("--with-keys", is_flag=True, help="With --jsonl: add the right answer to each drill.")
def drill(minutes: int | None, named: str | None, jsonl: bool, with_keys: bool) -> None:
    """Practise: today's session from the first drill to the summary.

    An interrupted session of today goes on where it stopped.

    \b
    With --jsonl, out: {"type": "drill", ...}, {"type": "feedback", ...}, {"type": "summary", ...}
    in: {"answer": "...", "confidence": 1-3, "seconds": 12}
    or: {"command": "dont_know" | "hint" | "skip" | "undo" | "report" | "stop"}
    """
    if with_keys and not jsonl:
        raise click.UsageError("--with-keys goes with --jsonl.")
    with opened() as journeys:
        goal = goal_to_practise(journeys, named)
        resumes = journeys.drilling.waiting(goal) is not None
        sitting = _sit_down(journeys, goal, minutes)
        if jsonl:
            from coach.cli import sitting_jsonl

            sitting_jsonl.sit(
                sitting, journeys, piped(), with_keys=with_keys, ends_with_time=True, close=dict
            )
            return
        from coach.cli import sitting_plain
        from coach.cli.feedback_words import tell_summary

        count = len(sitting.session.state["queue"])
        say_wrapped(
            f"{goal.title}: {counted(sitting.session.minutes, 'minute')}, {counted(count, 'drill')}"
            f"{', going on where you stopped' if resumes else ''}."
        )
        if sitting_plain.sit(sitting, journeys, ends_with_time=True):
            tell_summary(sitting.finish(), goal.scale, next_step="Worth keeping a line? coach card add TEXT")
        else:
            left, again = sitting_plain.how_far(sitting), drill_command(journeys, goal)
            next_step = f"Everything answered is kept; {left}. Go on with: {again}"
            tell_summary(sitting.summary(), goal.scale, next_step=next_step)


def _sit_down(journeys: Journeys, goal: Goal, minutes: int | None) -> Sitting:
    """The session to practise in now: a waiting one, unless its time or its drills are used up."""
    sitting = journeys.drilling.sit_down(goal, minutes)
    if sitting.is_over or sitting.time_is_up:
        sitting.finish()
        sitting = journeys.drilling.sit_down(goal, minutes)
    asked = sitting.ask()
    if minutes is not None and asked is not None and asked.minutes_used > 0:
        sitting.more(math.ceil(asked.minutes_used) + minutes - asked.minutes)
    return sitting
