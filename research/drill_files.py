"""A pack's drills file: a JSON object on each line, each checked on its own so that every bad line is named."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from goals.drill_records import from_record
from goals.drills import (
    KEYS,
    ChoiceKey,
    CorrectionKey,
    Drill,
    EssayKey,
    Key,
    Kind,
    OrderKey,
    RubricKey,
    SelectKey,
    TextKey,
)
from goals.graders import grade, key_answer
from goals.ids import SkillId
from goals.plain import BROKEN, UNSAFE
from goals.scales import Scale
from research.pack_faults import PackFault, sentences
from research.pack_models import DrillShape

CLEAN_GUESS = 0.35
"""Chance that someone who sees no fault says so of a sentence that has none [E]."""

_ADAPTERS: dict[Kind, TypeAdapter[Any]] = {kind: TypeAdapter(key) for kind, key in KEYS.items()}


def read_drills(
    path: Path,
    data: bytes,
    scale: Scale,
    leaves: set[SkillId],
    seen: dict[str, str],
    faults: list[PackFault],
    *,
    source: str,
) -> list[Drill]:
    """The drills of one file; what is wrong is added to `faults`, ids met are added to `seen`."""
    drills: list[Drill] = []
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if not raw.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            drill = _drill(raw, scale, leaves, source)
            if drill.id in seen:
                raise ValueError(f"drill “{drill.id}” is there already, at {seen[drill.id]}")
            seen[drill.id] = where
            drills.append(drill)
        except ValueError as error:
            faults.append(PackFault(str(path), number, str(error)))
    return drills


def _drill(raw: bytes, scale: Scale, leaves: set[SkillId], source: str) -> Drill:
    record = _record(raw)
    try:
        shape = DrillShape.model_validate(record)
        key = _ADAPTERS[shape.kind].validate_python(shape.key)
    except ValidationError as error:
        raise ValueError("; ".join(what for _, what in sentences(error))) from error
    if unknown := set(shape.key) - {field.name for field in fields(KEYS[shape.kind])}:
        raise ValueError(f"key: “{sorted(unknown)[0]}” is not a field of the key of a {shape.kind} drill")
    if shape.skill not in leaves:
        raise ValueError(f"skill “{shape.skill}” is not a leaf of the pack's tree")
    if not (math.isfinite(shape.difficulty) and scale.low <= shape.difficulty <= scale.high):
        raise ValueError(f"difficulty {shape.difficulty:g} is off the scale ({scale.offer()})")
    whole = shape.model_dump()
    whole["guess"] = _guess(shape, key) if shape.guess is None else shape.guess
    whole["source"] = shape.source or source
    if isinstance(key, CorrectionKey) and not shape.material:
        whole["material"] = key.sentence
    drill = from_record(whole)
    _check_key(drill)
    return drill


def _record(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8")
        record = json.loads(text)
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8 text") from error
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is not valid JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(record, dict):
        raise ValueError("is not a JSON object")
    unsafe = json.dumps(record, ensure_ascii=False)
    if BROKEN.search(unsafe) or UNSAFE.search(unsafe) or "\\u00" in unsafe:
        raise ValueError("holds control or invisible characters")
    return record


def _guess(shape: DrillShape, key: Key) -> float:
    count = len(shape.choices)
    if isinstance(key, ChoiceKey) and count:
        return 1 / count
    if isinstance(key, SelectKey) and count:
        return 1 / math.comb(count, min(len(key.right), count))
    if isinstance(key, OrderKey) and count:
        return 1 / math.factorial(count)
    if isinstance(key, CorrectionKey) and not key.faults:
        return CLEAN_GUESS
    return 0.0


def _check_key(drill: Drill) -> None:
    """The key fits the drill, scores full marks, and nothing known to be wrong does.

    Raises:
        ValueError: saying which of these fails.
    """
    key, count = drill.key, len(drill.choices)
    if isinstance(key, ChoiceKey | SelectKey | OrderKey):
        if count < 2:
            raise ValueError(f"a {drill.kind} drill needs at least two choices")
        if len({choice.casefold() for choice in drill.choices}) < count:
            raise ValueError("two choices are the same")
        places = (
            (key.right,)
            if isinstance(key, ChoiceKey)
            else key.right
            if isinstance(key, SelectKey)
            else key.order
        )
        if any(not 0 <= place < count for place in places) or len(set(places)) < len(places) or not places:
            raise ValueError(f"the key points outside the {count} choices, or twice at one")
        if isinstance(key, OrderKey) and len(places) != count:
            raise ValueError("the order must name every choice once")
    if isinstance(key, TextKey) and (not key.gaps or not all(gap and all(gap) for gap in key.gaps)):
        raise ValueError("every gap needs at least one accepted answer")
    if isinstance(key, RubricKey) and not (len(key.criteria) == len(key.reference) > 0):
        raise ValueError("a rubric needs one reference score for each criterion")
    if isinstance(key, CorrectionKey):
        for fault in key.faults:
            if key.sentence.count(fault.wrong) != 1 or not fault.right:
                raise ValueError(
                    f"“{fault.wrong}” has to stand in the sentence once, with something right for it"
                )
    if isinstance(key, EssayKey):
        return
    if (got := grade(drill, key_answer(drill)).score) != 1.0:
        raise ValueError(f"its own key scores {got}, not 1: “{key_answer(drill)[:80]}”")
    for wrong in drill.distractors:
        if (got := grade(drill, wrong).score) is None or got >= 1.0:
            raise ValueError(f"the distractor “{wrong[:80]}” scores as well as the key")
