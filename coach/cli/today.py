"""`coach today`: the day's agenda with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from coach.cli.home import drill_command, enter_scores, goal_meant, has_drills, opened
from coach.cli.paper import say, say_json, say_wrapped
from coach.cli.records import today_record
from coach.cli.words import counted, level_said, short_day
from coach.journeys.today import LONG_BREAK, TodayView
from goals.goal import Goal


@click.command()
@click.option(
    "--minutes", type=click.IntRange(5, 240), help="Plan for so many minutes; without it, the goal's."
)
@click.option(
    "--goal",
    "named",
    metavar="GOAL",
    help="Which goal; without it, the one practised last, at first the one set first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def today(minutes: int | None, named: str | None, as_json: bool) -> None:
    """Today's plan: what to practise, for how long, and why."""
    with opened() as journeys:
        goal = goal_meant(journeys, named)
        view = journeys.today.look(goal, minutes)
        forecast = journeys.today.fresh_forecast(goal)
        if as_json:
            say_json(today_record(view, forecast))
            return
        _head(view, forecast)
        say()
        if goal.status != "active":
            say_wrapped(f"“{goal.title}” is {goal.status}.")
            say_wrapped(f"Take it up again with: coach goal resume {goal.id}", hang="  ")
        elif any(block.drills for block in view.agenda.blocks):
            _plan(view, drill_command(journeys, goal))
        elif has_drills(journeys, goal):
            say_wrapped("There is nothing to drill today. Plan more minutes, or take a skill in again.")
            _left_out(view)
        else:
            say_wrapped("There is nothing to drill. No drills cover this goal yet.")
            say_wrapped(enter_scores(goal), hang="  ")
        others = [one for one in journeys.today.goals() if one.id != goal.id]
    _name_others(others)


def _head(view: TodayView, forecast: Mapping[str, Any]) -> None:
    """The goal, the level and the forecast."""
    goal, scale = view.goal, view.goal.scale
    left = goal.days_left(view.day)
    until = "" if left is None else f"   {counted(left, 'day')} left" if left > 0 else "   the date has come"
    say_wrapped(
        f"{short_day(view.day)}   {goal.title}"
        f"  {scale.show(goal.current)} -> {scale.show(goal.target)}{until}",
        hang="  ",
    )
    if view.level.label != "unknown":
        say_wrapped(f"level {level_said(view.level, scale)}")
    say_wrapped(str(forecast["text"]))
    if view.clock_set_back:
        say_wrapped("! The clock stands before your last answers; new ones are dated after them.", hang="  ")
    if view.days_away > 3:
        say_wrapped(
            f"{counted(view.days_away, 'day')} away. What you know best comes first; the rest is spread out."
        )


def _plan(view: TodayView, drill: str) -> None:
    """The blocks with their reasons, and how to begin."""
    say(f"{counted(view.agenda.minutes, 'minute')} today")
    for block in view.agenda.blocks:
        count = f"{len(block.drills)}  " if block.drills else ""
        names = ", ".join(view.names.get(skill, skill) for skill in block.skills[:4])
        more = f" and {len(block.skills) - 4} more" if len(block.skills) > 4 else ""
        say_wrapped(
            f"  {block.kind.capitalize():<8}{block.minutes:>3} min   {count}{names}{more}", hang=" " * 20
        )
        say_wrapped(block.reason, indent=" " * 10)
    _left_out(view)
    say()
    if view.yesterday:
        y = view.yesterday
        say_wrapped(
            f"Yesterday {counted(round(y.seconds / 60), 'minute')}, {counted(y.answers, 'answer')}."
            + (f" Sure {counted(y.sure, 'time')}, right {y.sure_right}." if y.sure else "")
        )
    if view.offer_placement:
        short = " --short" if view.days_away > LONG_BREAK else ""
        say_wrapped(f"A short test would find where to start: coach place {view.goal.id}{short}")
    say(f"{'Go on where you stopped' if view.waiting else 'Start'}: {drill}")


def _left_out(view: TodayView) -> None:
    if view.agenda.left_out:
        say_wrapped(f"left out: {'; '.join(view.agenda.left_out)}", hang="  ")


def _name_others(others: list[Goal]) -> None:
    for goal in others:
        say_wrapped(
            f"Also: {goal.title}, {goal.minutes_per_day} minutes a day: coach today --goal {goal.id}",
            hang="  ",
        )
