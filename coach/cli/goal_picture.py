"""A goal drawn in plain text: every skill with its interval, target, weight, gap and state."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from coach.cli.home import enter_scores
from coach.cli.paper import columns, say, say_wrapped, speaks_unicode
from coach.cli.words import cells, counted, fitted, level_said, long_day, percent, ruler, ticks
from coach.journeys.bundle import Journeys
from coach.journeys.viewing import GoalView, SkillLine

WIDE: Final = 64
"""Columns from which on a skill fits on one line with its bar."""
WIDEST: Final = 100
LONGEST_NAME: Final = 30


def draw(view: GoalView, forecast: Mapping[str, Any], journeys: Journeys, *, can_place: bool) -> None:
    """Print the goal's head, its tree, the forecast and what would change it; `can_place` where drills cover it."""
    goal, scale = view.goal, view.goal.scale
    until = f" by {long_day(goal.deadline)}" if goal.deadline else ", no date"
    resting = "" if goal.status == "active" else f"   ({goal.status})"
    say_wrapped(
        f"{goal.title}   {scale.show(goal.current)} -> {scale.show(goal.target)}{until}{resting}", hang="  "
    )
    if view.level.n or view.level.label != "unknown":
        counts = (
            f"   reported as {scale.show(view.reported.value)}"
            if view.reported.note or view.reported.stricter
            else ""
        )
        say_wrapped(
            f"level {level_said(view.level, scale)} from {counted(view.level.n, 'answer')}{counts}", hang="  "
        )
        if view.reported.note:
            say_wrapped(view.reported.note, indent="  ")
    else:
        test = f"a short test finds where to start: coach place {goal.id}"
        say_wrapped(f"not measured yet; {test if can_place else enter_scores(goal)}", hang="  ")
    say()
    plain = journeys.config.ascii or not speaks_unicode()
    if columns(WIDEST) >= WIDE:
        _table(view, plain)
    else:
        _list(view)
    say()
    say_wrapped(str(forecast["text"]), hang="  ")
    levers = [lever["text"] for lever in forecast["levers"] if lever["text"]]
    if levers:
        say("What would make it likely:")
        for text in levers:
            say_wrapped(f"  - {text}", hang="    ")


def _table(view: GoalView, plain: bool) -> None:
    scale, width = view.goal.scale, columns(WIDEST)
    name_width = min(max(cells(_name(line)) for line in view.lines), LONGEST_NAME)
    room = width - name_width - 29
    bar = max(min(room, 44), 12)
    if room < 12:
        name_width -= 12 - room
    stretch = _stretch(view)
    head = f"{'skill':<{name_width}}  weight  {ticks(stretch, bar, scale)}    gap  state"
    say(head.rstrip())
    for line in view.lines:
        drawn = (
            ruler(line.level, line.skill.target, stretch, bar, plain=plain)
            if line.skill.included
            else " " * bar
        )
        row = (
            f"{fitted(_name(line), name_width)}  {percent(line.weight):>6}  {drawn}  "
            f"{_gap(line):>5}  {_state(line)}"
        )
        say(row.rstrip())


def _list(view: GoalView) -> None:
    """Two short lines a skill, for narrow terminals."""
    scale = view.goal.scale
    for line in view.lines:
        say(fitted(_name(line), columns()).rstrip())
        said = f"{level_said(line.level, scale)}, gap {_gap(line)}, " if _is_known(line) else ""
        say_wrapped(f"{percent(line.weight)}: {said}{_state(line)}", indent="  " * (line.depth + 1))


def _stretch(view: GoalView) -> tuple[float, float]:
    """The part of the scale that anything drawn lies on, in whole units."""
    scale = view.goal.scale
    known = [line for line in view.lines if line.skill.included] or list(view.lines)
    unit = 10.0 if scale.high - scale.low > 20 else 1.0
    low = min(min(line.level.low, line.skill.target) for line in known)
    high = max(max(line.level.high, line.skill.target) for line in known)
    low, high = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
    if high - low < 2 * unit:
        high = low + 2 * unit
    return max(low, scale.low), min(high, max(scale.high, low + unit))


def _name(line: SkillLine) -> str:
    return "  " * line.depth + line.skill.name


def _is_known(line: SkillLine) -> bool:
    return line.level.label != "unknown" and line.skill.included


def _gap(line: SkillLine) -> str:
    return f"{max(line.gap, 0.0):.1f}" if _is_known(line) else "?"


def _state(line: SkillLine) -> str:
    return f"{line.state}, {line.due} due" if line.due and line.is_leaf else line.state
