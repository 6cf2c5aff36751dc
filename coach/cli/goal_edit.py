"""`coach goal edit`: the learner's changes to a goal and its tree, all of them or none."""

from __future__ import annotations

import re

import click

from coach.cli.home import goal_meant, opened, skill_meant
from coach.cli.paper import say
from coach.cli.words import long_day, percent
from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.plain import one_line
from goals.refusals import Refused

Pair = tuple[str, str]


def _pairs(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Pair, ...]:
    """SKILL=VALUE, split; a usage error without both."""
    found: list[Pair] = []
    for one in given:
        name, sign, said = one.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"“{one_line(one, limit=60)}” has no “=”; write it as SKILL=VALUE.")
        found.append((name.strip(), said.strip()))
    return tuple(found)


@click.command()
@click.argument("named", metavar="[GOAL]", required=False)
@click.option("--title", help="Call it something else.")
@click.option("--target", help="The level wanted, on the goal's scale.")
@click.option("--by", help="The date, as you would say it: “30 June”, “in 3 months”, 2027-06-30.")
@click.option("--minutes", type=click.IntRange(5, 720), help="Minutes a day.")
@click.option(
    "--weight",
    "weights",
    metavar="SKILL=8%",
    callback=_pairs,
    multiple=True,
    help="A skill's share of the goal; the others make room.",
)
@click.option(
    "--skill-target",
    "targets",
    metavar="SKILL=8",
    callback=_pairs,
    multiple=True,
    help="A skill's own target.",
)
@click.option("--include", multiple=True, metavar="SKILL", help="Take a skill in again.")
@click.option("--exclude", multiple=True, metavar="SKILL", help="Leave a skill out.")
@click.option(
    "--before",
    "befores",
    metavar="SKILL=PRE[,PRE]",
    callback=_pairs,
    multiple=True,
    help="What comes before a skill; SKILL= for nothing.",
)
def edit(
    named: str | None,
    title: str | None,
    target: str | None,
    by: str | None,
    minutes: int | None,
    weights: tuple[Pair, ...],
    targets: tuple[Pair, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    befores: tuple[Pair, ...],
) -> None:
    """Change a goal, or the skills in it. Without GOAL, the one practised last.

    A SKILL is named by its id or the beginning of its name; coach goal show lists them.
    All changes of one call are made, or none; coach undo takes them back one by one.
    """
    of_goal = any(part is not None for part in (title, target, by, minutes))
    if not of_goal and not any((weights, targets, include, exclude, befores)):
        raise click.UsageError("Say what to change, as in: coach goal edit --minutes 30")
    with opened() as journeys:
        goal = goal_meant(journeys, named)
        with journeys.drilling.database.atomic():
            if of_goal:
                goal = journeys.tending.change(
                    goal,
                    title=title,
                    target=None if target is None else goal.scale.read(target),
                    deadline=None if by is None else journeys.setting.read_date(by),
                    minutes_per_day=minutes,
                )
            said = _tree_changes(journeys, goal, weights, targets, include, exclude, befores)
    if of_goal:
        until = f" by {long_day(goal.deadline)}" if goal.deadline else ""
        say(f"{goal.title}: {goal.scale.show(goal.target)}{until}, {goal.minutes_per_day} minutes a day.")
    for line in said:
        say(line)


def _tree_changes(
    journeys: Journeys,
    goal: Goal,
    weights: tuple[Pair, ...],
    targets: tuple[Pair, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    befores: tuple[Pair, ...],
) -> list[str]:
    tending, tree, said = journeys.tending, journeys.drilling.goals.tree(goal.id), list[str]()
    for names, included in ((include, True), (exclude, False)):
        for name in names:
            skill = skill_meant(tree, name)
            tree = tending.include(goal, skill.id, included)
            said.append(f"{skill.name}: {'taken in' if included else 'left out'}.")
    for name, value in weights:
        skill = skill_meant(tree, name)
        tree = tending.weigh(goal, skill.id, _share(value))
        said.append(f"{skill.name}: {percent(tree.weight(skill.id))} of the goal; the others made room.")
    for name, value in targets:
        skill = skill_meant(tree, name)
        tree = tending.aim(goal, skill.id, goal.scale.read(value))
        said.append(f"{skill.name}: target {goal.scale.show(tree[skill.id].target)}.")
    for name, value in befores:
        skill = skill_meant(tree, name)
        wanted = [skill_meant(tree, one) for one in value.split(",") if one.strip()]
        tree = tending.require(goal, skill.id, [one.id for one in wanted])
        named = ", ".join(one.name for one in wanted)
        said.append(
            f"{skill.name}: after {named}." if named else f"{skill.name}: nothing has to come before."
        )
    return said


def _share(text: str) -> float:
    """A share from "8%", "8 %" or "0.08"; a bare number from 1 up means percent."""
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)", text.strip())
    if not match:
        raise Refused(f"“{one_line(text, limit=40)}” is no weight.", "Write it as 8%.")
    value = float(match.group(1).replace(",", "."))
    return value / 100 if match.group(2) or value >= 1 else value
