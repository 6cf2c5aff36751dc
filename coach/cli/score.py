"""`coach score`: a level that somebody gave, or the learner's own correction."""

from __future__ import annotations

from typing import cast

import click

from coach.cli.home import goal_named, opened, skill_meant
from coach.cli.paper import say_json, say_wrapped
from coach.cli.records import level_record
from coach.cli.words import level_said
from coach.journeys.tending import GRADERS
from goals.attempts import Grader


@click.command()
@click.argument("named", metavar="GOAL")
@click.argument("value")
@click.option("--skill", metavar="SKILL", help="About one skill; without it, about the whole goal.")
@click.option("--by", type=click.Choice(GRADERS), default="official", show_default=True, help="Who gave it.")
@click.option("--note", default="", help="A word on where it comes from.")
@click.option(
    "--overrule", is_flag=True, help="You know better than the estimate: your own correction of a level."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def score(
    named: str, value: str, skill: str | None, by: str, note: str, overrule: bool, as_json: bool
) -> None:
    """Enter a mock test's or teacher's score, on the goal's scale.

    \b
    For example: coach score ielts-writing 7.5 --by teacher
                 coach score ielts-writing 6.5 --skill collocations --overrule

    GOAL is its id, the beginning of it, or its title; SKILL its id or the beginning of its name. coach goal list
    and coach goal show name them.
    """
    with opened() as journeys:
        goal = goal_named(journeys, named)
        tree = journeys.drilling.goals.tree(goal.id)
        about = skill_meant(tree, skill) if skill else None
        level, which = goal.scale.read(value), about.id if about else None
        if overrule:
            recorded = journeys.tending.overrule(goal, which, level, note)
        else:
            recorded = journeys.tending.score(goal, level, skill=which, by=cast(Grader, by), note=note)
    if as_json:
        attempt = recorded.attempt
        say_json(
            {
                "attempt": attempt.id,
                "goal": goal.id,
                "skill": which,
                "at": attempt.at.isoformat(),
            }
            | {"value": level, "by": attempt.grader, "level": level_record(recorded.after)}
            | {"before": level_record(recorded.before), "whole": level_record(recorded.whole)}
        )
        return
    name = about.name if about else goal.title
    say_wrapped(
        f"{name}: {goal.scale.show(level)} entered. "
        f"The estimate goes from {level_said(recorded.before, goal.scale)} "
        f"to {level_said(recorded.after, goal.scale)}. Taken back with: coach undo"
    )
