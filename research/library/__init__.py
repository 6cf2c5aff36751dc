"""The packs that come with Coach, and how to find them without reading them whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from goals.goal import Kind
from goals.plain import one_line
from goals.refusals import Refused
from goals.scales import Scale, built_in

HERE = Path(__file__).parent


def folders() -> Iterator[Path]:
    """The folder of each built-in pack."""
    for path in sorted(HERE.iterdir()):
        if (path / "pack.toml").is_file():
            yield path


def folder_of(pack: str) -> Path:
    """The folder of a built-in pack.

    Raises:
        Refused: there is no such pack.
    """
    for path, header in _headers():
        if header["id"] == pack:
            return path
    raise Refused(f"There is no pack “{one_line(pack, limit=60)}”.", "See: coach pack list")


@lru_cache(maxsize=1)
def offers() -> tuple[tuple[str, str, Kind, Scale, tuple[str, ...]], ...]:
    """Of each pack: id, title, kind, scale and the names it goes by. Reads headers only."""
    return tuple(
        (header["id"], header["title"], header["kind"], built_in(header["scale"]), tuple(header["names"]))
        for _, header in _headers()
    )


@lru_cache(maxsize=1)
def _headers() -> tuple[tuple[Path, dict[str, Any]], ...]:
    return tuple(
        (path, tomllib.loads((path / "pack.toml").read_text(encoding="utf-8"))) for path in folders()
    )
