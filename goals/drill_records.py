"""Drills as plain JSON objects and back: the form pack files, the store and `coach drill --jsonl` share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from goals.drills import KEYS, Drill
from goals.ids import DrillId, SkillId

_TEXTS = ("choices", "hints", "distractors")


def to_record(drill: Drill) -> dict[str, Any]:
    """A JSON-ready object with every field; tuples become lists once encoded."""
    return asdict(drill)


def from_record(record: Mapping[str, Any]) -> Drill:
    """The drill of a record whose shape was checked when it entered (`research.packs`)."""
    kind = record["kind"]
    key = KEYS[kind](**{name: _frozen(value) for name, value in record["key"].items()})
    plain: dict[str, Any] = {
        field.name: record[field.name]
        for field in fields(Drill)
        if field.name in record and field.name not in ("id", "skill", "key", *_TEXTS)
    }
    texts: dict[str, Any] = {name: tuple(record.get(name) or ()) for name in _TEXTS}
    return Drill(
        id=DrillId(record["id"]),
        skill=SkillId(record["skill"]),
        key=key,
        **plain,
        **texts,
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in value)
    if isinstance(value, Mapping):
        from goals.drills import Fault

        return Fault(value["wrong"], _frozen(value["right"]))
    return value
