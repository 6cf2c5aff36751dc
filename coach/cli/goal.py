"""`coach goal`: the goals, what they look like today, and the learner's changes to them."""

from __future__ import annotations

from typing import Any

import click

from coach.cli.goal_add import add
from coach.cli.goal_edit import edit
from coach.cli.home import goal_meant, goal_named, has_drills, opened
from coach.cli.paper import in_columns, say, say_json
from coach.cli.records import goal_record, level_record, view_record
from coach.cli.words import level_said, long_day
from coach.journeys.bundle import Journeys
from goals.goal import Goal, Status


@click.group()
def goal() -> None:
    """Goals: set, look at, change.

    A GOAL is named by its id, the beginning of its id, or its title; coach goal list shows them.
    """


goal.add_command(add)
goal.add_command(edit)


@goal.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_goals(as_json: bool) -> None:
    """List the goals, those being worked on first."""
    with opened() as journeys:
        views = [(one, journeys.viewing.show(one)) for one in journeys.viewing.goals()]
        if as_json:
            say_json([goal_record(one) | {"level": level_record(view.level)} for one, view in views])
            return
        if not views:
            say('No goal yet. Add one: coach goal add "IELTS writing 7 to 8.5 by June, 45 min a day"')
        rows = [
            (
                one.id,
                one.title,
                f"{one.scale.show(one.current)} -> {one.scale.show(one.target)}",
                f"by {long_day(one.deadline)}" if one.deadline else "no date",
                f"{one.minutes_per_day} min a day",
                f"now {level_said(view.level, one.scale)}" if view.level.n else "not measured yet",
                "" if one.status == "active" else one.status,
            )
            for one, view in views
        ]
        for line in in_columns(rows):
            say(line)


@goal.command()
@click.argument("named", metavar="[GOAL]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(named: str | None, as_json: bool) -> None:
    """A goal whole: its skills with their levels, and the forecast.

    Without GOAL, the one practised last.
    """
    with opened() as journeys:
        found = goal_meant(journeys, named)
        view = journeys.viewing.show(found)
        forecast = _forecast(journeys, found)
        if as_json:
            say_json(view_record(view, forecast))
            return
        from coach.cli.goal_picture import draw

        draw(view, forecast, journeys, can_place=has_drills(journeys, found))


@goal.command()
@click.argument("named", metavar="GOAL")
def pause(named: str) -> None:
    """Let a goal rest; nothing practised is lost."""
    with opened() as journeys:
        found = goal_named(journeys, named)
        if _set_status(journeys, found, "paused"):
            say(f"“{found.title}” rests. Take it up again with: coach goal resume {found.id}")


@goal.command()
@click.argument("named", metavar="GOAL")
def resume(named: str) -> None:
    """Take a paused goal up again, or by its whole id a dropped one."""
    with opened() as journeys:
        found = journeys.viewing.find(named)
        if _set_status(journeys, found, "active"):
            dropped = " had been dropped; it" if found.status == "dropped" else ""
            say(f"“{found.title}”{dropped} is being worked on again.")
            say(f"Today's plan: coach today --goal {found.id}")


@goal.command()
@click.argument("named", metavar="GOAL")
def drop(named: str) -> None:
    """Give a goal up. Nothing practised is deleted, and it can be taken up again."""
    with opened() as journeys:
        found = goal_named(journeys, named)
        if _set_status(journeys, found, "dropped"):
            say(f"“{found.title}” is dropped; its history stays.")
            say(f"Back with: coach undo, or coach goal resume {found.id}")


def _set_status(journeys: Journeys, found: Goal, status: Status) -> bool:
    """Set it; False if it was so already, which is said."""
    if found.status == status:
        say(f"“{found.title}” is {status} already.")
        return False
    journeys.tending.set_status(found, status)
    return True


def _forecast(journeys: Journeys, found: Goal) -> dict[str, Any]:
    from coach.journeys.forecasting import forecast_record

    return forecast_record(journeys.forecasting.of(found, journeys.clock.day()))
