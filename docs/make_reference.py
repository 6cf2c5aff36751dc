"""Makes `command-line.md`, `keys.md` and a table of `packs.md` from the program: uv run python docs/make_reference.py

A test compares the pages with what this script would write, so they can't grow old.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
WIDTH = 80

FIRST = (
    "FirstRunScreen", "TodayScreen", "PlacementScreen", "DrillScreen", "GoalsScreen", "CourseScreen",
)  # fmt: skip
"""Screens in the order a learner meets them; whatever else binds a key follows by name."""
TITLES = {
    "CoachApp": "Everywhere",
    "CoachScreen": "On every screen",
    "FirstRunScreen": "Setting a goal",
    "TodayScreen": "Today",
    "PlacementScreen": "Placement",
    "DrillScreen": "Drill",
    "GoalsScreen": "Goals",
    "CourseScreen": "Level over time",
}


def command_line() -> str:
    """The page of every command's own help."""
    import click

    from coach.cli.commands import cli

    def contexts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
        context = command.make_context(
            name, [], parent, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
        )
        yield context
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                found = command.get_command(context, below)
                if found is not None and not found.hidden:
                    yield from contexts(found, below, context)

    parts = [
        "# The command line\n",
        "Made from the commands themselves by `docs/make_reference.py`; a test keeps it current.\n",
        "`coach` alone opens the app. Every command ends with exit code 0 when it did its work, 1 with one clear "
        "sentence on stderr when it could not, 2 when it was called wrongly. Commands that say facts take `--json`; "
        "its keys are stable. `COACH_HOME` names the folder everything lives in, `COACH_NOW` (an ISO instant) starts "
        "the clock there.\n",
    ]
    for context in contexts(cli, "coach", None):
        level = 2 if context.parent is None or context.parent.parent is None else 3
        with context:
            text = "\n".join(line.rstrip() for line in context.get_help().splitlines())
        parts.append(f"{'#' * level} {context.command_path}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def keys() -> str:
    """The page of every screen's keys."""
    parts = [
        "# Keys\n",
        "Made from the screens' own bindings by `docs/make_reference.py`; a test keeps it current. In the app, `?` "
        "shows the keys of the screen you are on. Each can be changed in `config.toml` by the name in the last column:\n",
        '```toml\n[keys]\n"drill.hint" = "f5"\n```\n',
    ]
    for owner in _owners():
        rows = _rows(owner)
        if not rows:
            continue
        about = (inspect.getdoc(owner) or "").split("\n\n")[0].replace("\n", " ")
        title = TITLES.get(owner.__name__) or _spaced(owner.__name__)
        parts.append(f"## {title}\n\n{about}\n\n| key | does | name |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def packs() -> str:
    """The page about packs, its table of generators made anew."""
    from research.generators import GENERATORS

    page = (HERE / "packs.md").read_text(encoding="utf-8")
    head, rest = page.split("<!-- generators", 1)
    comment, rest = rest.split("-->\n", 1)
    _, tail = rest.split("<!-- /generators -->", 1)
    rows = "".join(f"| `{name}` | {one.about} |\n" for name, one in GENERATORS.items())
    table = f"\n| generator | asks |\n| --- | --- |\n{rows}\n"
    return f"{head}<!-- generators{comment}-->\n{table}<!-- /generators -->{tail}"


def _owners() -> list[type]:
    import screens
    from screens.app import CoachApp

    every: dict[str, type] = {}
    for found in pkgutil.walk_packages(screens.__path__, "screens."):
        module = importlib.import_module(found.name)
        for name, one in inspect.getmembers(module, inspect.isclass):
            if one.__module__.startswith("screens.") and "BINDINGS" in dir(one) and _bindings(one):
                every[name] = one
    bases = {base for one in every.values() for base in one.__mro__[1:]} - {CoachApp}
    leaves = {name: one for name, one in every.items() if one not in bases}
    named = [every[name] for name in ("CoachApp", *FIRST) if name in every]
    return named + [one for _, one in sorted(leaves.items()) if one not in named]


def _bindings(owner: type) -> list[object]:
    """An owner's own bindings, then those of our classes it inherits."""
    found: list[object] = []
    for one in owner.__mro__:
        if not one.__module__.startswith("screens."):
            continue
        found += one.__dict__.get("BINDINGS", [])
        if not one.__dict__.get("_inherit_bindings", True):
            break
    return found


def _rows(owner: type) -> list[str]:
    from textual.binding import Binding

    from screens.app import CoachApp

    app = CoachApp.__new__(CoachApp)  # only asked how keys are called, never run
    merged: dict[str, tuple[list[str], str]] = {}
    taken: set[str] = set()
    for binding in Binding.make_bindings(_bindings(owner)):  # type: ignore[arg-type]
        text = binding.tooltip or binding.description
        if not text or binding.key in taken:
            continue
        taken.add(binding.key)
        name = re.sub(r"\d$", "1-9", binding.id or "") if text[-1:].isdigit() else binding.id or binding.action
        shown, _ = merged.setdefault(name, ([], re.sub(r"\d$", "1 to 9", text)))
        key = app.get_key_display(binding)
        if key not in shown:
            shown.append(key)
    return [
        f"| {' '.join(f'`{_cell(key)}`' for key in shown)} | {_cell(text)} | `{name}` |"
        for name, (shown, text) in merged.items()
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _spaced(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Dialog").removesuffix("Screen"))
    return words[0] + words[1:].casefold()


if __name__ == "__main__":
    (HERE / "command-line.md").write_text(command_line(), encoding="utf-8")
    (HERE / "packs.md").write_text(packs(), encoding="utf-8")
    (HERE / "keys.md").write_text(keys(), encoding="utf-8")
