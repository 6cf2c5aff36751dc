"""Settings: `config.toml`, read once at the start. Each has a default; an unknown or wrong one is named.

Read by hand rather than by pydantic: these few fields must be there before the first frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from goals.plain import one_line


@dataclass(frozen=True, slots=True)
class Config:
    """What the learner may set."""

    zone: str | None = None
    """Time zone, as in "Europe/Berlin"; None for the machine's."""
    theme: str = ""
    """Name of a theme; empty for Coach's own dark one."""
    ascii: bool = False
    """Draw intervals and bars with plain characters."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Key for each binding's id, as in `drill.hint = "f5"`."""


def read_config(path: Path) -> Config:
    """The settings in a file; defaults where there is none.

    Raises:
        CoachError: the file can't be read, or holds a setting that is unknown or of the wrong type.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise CoachError(
            f"The settings {path} can't be read: {error.strerror}.", "Mend or remove the file."
        ) from error
    import tomllib  # most homes have no settings

    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CoachError(
            f"The settings {path} are not valid: {one_line(str(error))}.", "Mend or remove the file."
        ) from error
    return _config(table, path)


def _config(table: Mapping[str, Any], path: Path) -> Config:
    shapes: dict[str, type] = {"zone": str, "theme": str, "ascii": bool, "keys": dict}
    for name, value in table.items():
        if name not in shapes:
            what = f"{path} has an unknown setting “{one_line(name, limit=60)}”."
            raise CoachError(what, f"Known: {', '.join(shapes)}.")
        if not isinstance(value, shapes[name]):
            raise CoachError(
                f"The setting “{name}” in {path} is no {_TYPES[shapes[name]]}.", "Mend or remove it."
            )
    keys = _flat(table.get("keys", {}))
    return Config(table.get("zone"), table.get("theme", ""), table.get("ascii", False), keys)


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables of keys as dotted names: TOML reads `drill.hint` as a table in a table."""
    flat: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = one_line(str(value), limit=60)
    return flat


_TYPES = {str: "text", bool: "true or false", dict: "table"}
