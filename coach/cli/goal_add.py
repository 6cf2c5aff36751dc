"""`coach goal add`: one sentence, what was understood of it, and only then a goal."""

from __future__ import annotations

import sys

import click

from coach.cli.home import drill_command, enter_scores, has_drills, opened
from coach.cli.paper import ask, say, say_json, say_wrapped
from coach.cli.records import goal_record
from coach.journeys.goal_setting import GoalSetting
from goals.intake import Reading, chips
from goals.refusals import Refused

QUESTION = "What do you want to be able to do, and by when?"
YES = frozenset({"y", "yes", "j", "ja", "s", "si", "sí", "o", "oui", "是"})


@click.command()
@click.argument("text", nargs=-1)
@click.option("--yes", is_flag=True, help="Save without asking; refused if anything is missing or wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the goal as one JSON object.")
def add(text: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Set a goal from one sentence.

    For example: coach goal add "IELTS writing 7 to 8.5 by June, 45 min a day"
    """
    if not text and not sys.stdin.isatty():
        raise click.UsageError('Say the goal: coach goal add "IELTS writing 7 to 8.5 by June, 45 min a day"')
    with opened() as journeys:
        setting = journeys.setting
        reading = setting.read(" ".join(text) or _asked(QUESTION, as_json))
        if not yes:
            reading = _settled(setting, reading, as_json)
        _refuse_what_is_open(reading)
        warnings = setting.warnings(reading)
        if not yes and not _agreed(setting, reading, warnings, as_json):
            raise Refused("Nothing was saved.", "Say it again, or add --yes to save without a question.")
        goal = setting.accept(reading)
        drill = drill_command(journeys, goal) if has_drills(journeys, goal) else None
    if as_json:
        say_json(goal_record(goal) | {"warnings": list(warnings)})
        return
    if yes:
        for warning in warnings:
            say_wrapped(f"! {warning}", hang="  ")
    say(f"Set: {goal.title} ({goal.id}).")
    if drill:
        say(f"Next: coach place {goal.id}   a short test finds where to start")
        say(f"      {drill}   or practise right away")
    else:
        say(f"No drills cover this goal yet. {enter_scores(goal)}")


def _settled(setting: GoalSetting, reading: Reading, quiet: bool) -> Reading:
    """Echo what was understood and, where a person can answer, ask for the rest one by one."""
    _echo(reading, quiet)
    while not reading.is_complete and sys.stdin.isatty():
        if reading.problems:
            field, said = reading.problems[0].field, f"{reading.problems[0].what} {reading.problems[0].hint}"
        else:
            question = reading.questions[0]
            field, said = question.field, f"{question.ask} (for example: {question.example})"
        say_wrapped(said) if not quiet else say(said, err=True)
        typed = _asked(">", quiet)
        if not typed:
            break
        reading = setting.read(typed) if field == "sentence" else setting.amend(reading, field, typed)
        if reading.is_complete:
            _echo(reading, quiet)
    return reading


def _echo(reading: Reading, quiet: bool) -> None:
    for chip in chips(reading):
        if chip.value or chip.state == "wrong":
            mark = "!" if chip.state == "wrong" else "?" if chip.state == "asked" else " "
            note = f"   ({chip.note})" if chip.note and chip.note != chip.value else ""
            say(f"{mark} {chip.label:<7} {chip.value}{note}", err=quiet)


def _agreed(setting: GoalSetting, reading: Reading, warnings: tuple[str, ...], quiet: bool) -> bool:
    outlook = setting.feasibility(reading)
    if outlook is not None and outlook.sentence not in warnings:
        say(outlook.sentence, err=quiet)
    for warning in warnings:
        say(f"! {warning}", err=quiet)
    return _asked("Set this goal? y/N", quiet).casefold() in YES


def _refuse_what_is_open(reading: Reading) -> None:
    """Refuse with a sentence for each thing that is wrong, else for each that is missing."""
    wrong = [f"{one.what} {one.hint}".strip() for one in reading.problems]
    missing = [
        f"{one.ask} For example: {one.example}." if one.example else one.ask for one in reading.questions
    ]
    if wrong or missing:
        raise Refused("\n".join(wrong or missing), "Nothing was saved.")


def _asked(prompt: str, quiet: bool) -> str:
    try:
        return ask(prompt, err=quiet)
    except EOFError:
        return ""
