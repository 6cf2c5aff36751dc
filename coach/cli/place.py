"""`coach place`: the placement test."""

from __future__ import annotations

from typing import Any

import click

from coach.cli.home import goal_to_practise, opened
from coach.cli.paper import piped, say, say_wrapped
from coach.cli.words import counted, level_said
from coach.journeys.placing import Placed, PlacementSitting
from goals.goal import Goal


@click.command()
@click.argument("named", metavar="[GOAL]", required=False)
@click.option("--goal", "option", metavar="GOAL", help="The same as GOAL, as in coach drill.")
@click.option("--short", is_flag=True, help="Six questions, for after a long break.")
@click.option("--jsonl", is_flag=True, help="One JSON object a line, both ways, as in coach drill.")
@click.option("--with-keys", is_flag=True, help="With --jsonl: add the right answer to each question.")
def place(named: str | None, option: str | None, short: bool, jsonl: bool, with_keys: bool) -> None:
    """Find where to start, with a short test.

    Its questions follow your answers; what was right is not told. Without GOAL, it is for the one practised last.
    Stop whenever you like; an interrupted test goes on where it stopped.
    """
    if with_keys and not jsonl:
        raise click.UsageError("--with-keys goes with --jsonl.")
    if named is not None and option is not None:
        raise click.UsageError("Name the goal once.")
    with opened() as journeys:
        goal = goal_to_practise(journeys, option if named is None else named)
        sitting = journeys.placing.sit_down(goal, short=short)
        if sitting.is_over:
            sitting.finish()
            sitting = journeys.placing.sit_down(goal, short=short)
        if jsonl:
            from coach.cli import sitting_jsonl
            from coach.cli.records import placed_record

            def close() -> dict[str, Any]:
                return placed_record(
                    sitting.placed(), sitting.tree, finished=sitting.session.ended_at is not None
                )

            sitting_jsonl.sit(
                sitting, journeys, piped(), with_keys=with_keys, ends_with_time=False, close=close
            )
            return
        from coach.cli import sitting_plain

        say_wrapped(
            f"{goal.title}: at most {sitting.most} questions, about ten minutes. Say ? where you don't know."
        )
        if sitting_plain.sit(sitting, journeys, ends_with_time=False):
            sitting.finish()
            _tell(sitting, goal)
        else:
            say_wrapped(f"Everything answered is kept. Go on with: coach place {goal.id}")


def _tell(sitting: PlacementSitting, goal: Goal) -> None:
    found: Placed = sitting.placed()
    say()
    say_wrapped(f"Done after {counted(found.answers, 'answer')}: {found.reason}.")
    say_wrapped(
        f"{goal.title}: {level_said(found.levels[None], goal.scale)}, target {goal.scale.show(goal.target)}."
    )
    for skill in sitting.tree:
        if skill.parent is None and skill.id in found.levels:
            say_wrapped(f"  {skill.name}  {level_said(found.levels[skill.id], goal.scale)}", hang="    ")
    say_wrapped(f"Disagree? coach score {goal.id} VALUE --skill SKILL --overrule. Then: coach drill")
