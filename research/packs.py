"""Curriculum packs: read whole or refused with every fault named by file and line. Packs are data, never code."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from goals.drills import Drill
from goals.goal import Kind
from goals.ids import SkillId
from goals.plain import clean, one_line
from goals.refusals import Refused
from goals.scales import Scale, built_in
from goals.skills import Skill, SkillTree
from research import pack_digest
from research.drill_files import read_drills
from research.generators import generate
from research.pack_digest import HEADER, MAX_FILE
from research.pack_faults import PackFault, PackRefused, line_of, sentences
from research.pack_models import PackShape, ScaleShape

__all__ = ["MAX_FILE", "Pack", "PackRefused", "digest_of", "read_pack"]

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole curriculum: tree, scale and drills."""

    id: str
    title: str
    edition: str
    kind: Kind
    names: tuple[str, ...]
    """What a learner may call it in a goal's sentence."""
    about: str
    source: str
    licence: str
    scale: Scale
    arithmetic: str
    tree: SkillTree
    """Targets stand at the top of the scale until a goal sets them."""
    drills: tuple[Drill, ...]
    digest: str
    """SHA-256 of all its files: tells when the store's copy is old."""


def digest_of(folder: Path) -> str:
    """What `Pack.digest` will be, without reading or checking any drill.

    Raises:
        PackRefused: a file can't be read.
    """
    try:
        return pack_digest.digest_of(folder)
    except OSError as error:
        fault = PackFault(str(error.filename or folder), 0, f"can't be read: {error.strerror}")
        raise PackRefused((fault,)) from error


def read_pack(folder: Path) -> Pack:
    """A pack from its folder.

    Raises:
        PackRefused: with every fault found, a line each; nothing half-read is returned.
    """
    header = folder / HEADER
    if not header.is_file():
        raise PackRefused(
            (PackFault(str(header), 0, "there is no such file; a pack is a folder with a pack.toml"),)
        )
    raw = _bytes(header)
    shape = _shape(header, raw)
    scale = _scale(shape.scale, header)
    tree = _tree(shape, scale)
    faults = [PackFault(str(header), line_of(raw, fault), fault) for fault in tree.faults()]
    leaves = {leaf.id for leaf in tree.leaves()}
    drills: list[Drill] = []
    seen: dict[str, str] = {}
    for path in sorted((folder / "drills").glob("*.jsonl")):
        data = _bytes(path)
        drills += read_drills(path, data, scale, leaves, seen, faults, source=shape.source)
    if not faults:
        drills += _generated(shape, scale, leaves, header, raw, faults)
    if not drills and not faults:
        faults.append(PackFault(str(folder / "drills"), 0, "the pack has no drills"))
    if faults:
        raise PackRefused(tuple(faults))
    return Pack(
        shape.id, shape.title, shape.edition, shape.kind, shape.names, clean(shape.about), shape.source,
        shape.licence, scale, shape.arithmetic, tree, tuple(drills), digest_of(folder),
    )  # fmt: skip


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise PackRefused((PackFault(str(path), 0, f"is larger than {MAX_FILE // 1_000_000} MB"),))
        return path.read_bytes()
    except OSError as error:
        raise PackRefused((PackFault(str(path), 0, f"can't be read: {error.strerror}"),)) from error


def _shape(path: Path, raw: bytes) -> PackShape:
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PackRefused((PackFault(str(path), 0, "is not UTF-8 text"),)) from error
    except tomllib.TOMLDecodeError as error:
        raise PackRefused((PackFault(str(path), 0, f"is not valid TOML: {one_line(str(error))}"),)) from error
    if isinstance(table.get("schema"), int) and table["schema"] > SCHEMA:
        what = f"needs a newer Coach: its format is {table['schema']}, this one reads up to {SCHEMA}"
        raise PackRefused((PackFault(str(path), line_of(raw, "schema"), what),))
    try:
        return PackShape.model_validate(table)
    except ValidationError as error:
        found = tuple(
            PackFault(str(path), line_of(raw, _named(table, loc)), what) for loc, what in sentences(error)
        )
        raise PackRefused(found) from error


def _named(table: dict[str, Any], loc: tuple[int | str, ...]) -> str:
    """The id of the entry a pydantic location points at, so that its line can be found."""
    at: Any = table
    named = ""
    for step in loc:
        try:
            at = at[step]
        except (KeyError, IndexError, TypeError):
            return named or f"{step} ="
        if isinstance(at, dict) and isinstance(at.get("id"), str):
            named = f'"{at["id"]}"'
    return named or (f"{loc[0]} =" if loc else "")


def _scale(shape: str | ScaleShape, path: Path) -> Scale:
    if isinstance(shape, str):
        try:
            return built_in(shape)
        except Refused as error:
            raise PackRefused((PackFault(str(path), 0, str(error)),)) from error
    high = shape.low + len(shape.words) - 1 if shape.words else shape.high
    if high <= shape.low:
        raise PackRefused((PackFault(str(path), 0, "the scale's highest value is not above its lowest"),))
    return Scale(
        "own", shape.name, shape.unit, shape.low, high, shape.step, shape.logits_per_unit, words=shape.words
    )


def _tree(shape: PackShape, scale: Scale) -> SkillTree:
    return SkillTree(
        tuple(
            Skill(
                id=SkillId(one.id),
                name=one.name,
                target=scale.high,
                parent=SkillId(one.parent) if one.parent else None,
                weight=one.weight,
                prerequisites=tuple(map(SkillId, one.prerequisites)),
                confusable=tuple(map(SkillId, one.confusable)),
                learnability=one.learnability,
                about=one_line(one.about),
            )
            for one in shape.skills
        )
    )


def _generated(
    shape: PackShape, scale: Scale, leaves: set[SkillId], path: Path, raw: bytes, faults: list[PackFault]
) -> Iterator[Drill]:
    for one in shape.generators:
        line = line_of(raw, f'"{one.id}"')
        if one.skill not in leaves:
            faults.append(
                PackFault(str(path), line, f"generator “{one.id}” names “{one.skill}”, which is no leaf")
            )
            continue
        if not all(math.isfinite(d) and scale.low <= d <= scale.high for d in one.difficulties):
            faults.append(PackFault(str(path), line, f"generator “{one.id}” has a difficulty off the scale"))
            continue
        try:
            yield from generate(one.generator, one.id, SkillId(one.skill), one.difficulties, one.count)
        except Refused as error:
            faults.append(PackFault(str(path), line, str(error)))
