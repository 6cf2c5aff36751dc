"""`coach pack`: the curriculum packs, and drills that were taken out as bad."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.home import opened
from coach.cli.paper import in_columns, say, say_json, say_wrapped
from goals.ids import DrillId
from goals.plain import one_line
from goals.refusals import Refused


@click.group()
def pack() -> None:
    """Packs of drills: list, check, bring back reported drills."""


@pack.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_packs(as_json: bool) -> None:
    """List the packs a goal can be practised with."""
    with opened() as journeys:
        packs = journeys.setting.installed_packs()
    if as_json:
        say_json(
            [
                {"id": p.id, "title": p.title, "edition": p.edition, "kind": p.kind, "scale": p.scale.id}
                | {
                    "skills": len(p.tree.leaves()),
                    "drills": len(p.drills),
                    "licence": p.licence,
                    "about": p.about,
                }
                for p in packs
            ]
        )
        return
    rows = [
        (
            p.id,
            p.title,
            f"edition {p.edition}",
            f"{len(p.tree.leaves())} skills",
            f"{len(p.drills)} drills",
            p.scale.name,
        )
        for p in packs
    ]
    for line in in_columns(rows):
        say(line)


@pack.command()
@click.argument("path", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Read a pack from a folder and name its faults by file and line."""
    with opened() as journeys:
        faults = journeys.setting.check_pack(path)
    for fault in faults:
        say(str(fault), err=True)
    if faults:
        raise Refused(
            f"The pack can't be used: {len(faults)} fault{'s' if len(faults) != 1 else ''}.",
            "Nothing was taken in.",
        )
    say(f"{path}: sound.")


@pack.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def reported(as_json: bool) -> None:
    """List the drills you took out as bad."""
    with opened() as journeys:
        found = journeys.drilling.drills.reported()
    if as_json:
        say_json([{"drill": drill, "at": at, "note": note} for drill, at, note in found])
        return
    if not found:
        say("No drill was reported.")
    for drill, at, note in found:
        say_wrapped(f"{drill}   {at[:10]}   {note}".rstrip(), hang="  ")
    if found:
        say("Bring one back: coach pack restore DRILL")


@pack.command()
@click.argument("drill")
def restore(drill: str) -> None:
    """Ask a reported drill again. coach pack reported lists them."""
    with opened() as journeys:
        drilling, name = journeys.drilling, DrillId(one_line(drill, limit=200))
        note = next((said for one, _, said in drilling.drills.reported() if one == name), None)
        if note is None:
            raise Refused(f"“{name}” was not reported.", "See those that were: coach pack reported")
        goal = next(iter(journeys.viewing.goals()), None)
        with drilling.database.atomic():
            drilling.drills.restore(name)
            if goal is not None:
                kept = {"drill": name, "note": note}
                drilling.sessions.did(
                    journeys.clock.now(), goal.id, "restore", f"bringing back drill {name}", kept
                )
    say(f"{name} is asked again.")
