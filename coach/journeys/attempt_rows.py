"""Attempts as rows of a file, CSV or JSONL: what a file may say, and how the history is written out.

A short row (skill, at, a score, level or correct, grader) is practice from elsewhere; a full row is an
attempt as `coach attempts export` writes it, with its id.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from goals.attempts import Attempt
from goals.plain import clean, one_line

_FIRST: Final = ("id", "goal", "skill", "at", "score", "level", "grader", "difficulty", "note")
COLUMNS: Final = (*_FIRST, *(field.name for field in fields(Attempt) if field.name not in _FIRST))
"""Of a written file: those a person would fill in first, then the rest."""
LONGEST_FIELD: Final = 1_000_000
"""Characters of one field of a CSV file."""


def _no_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("should be a number")
    return value


Number = Annotated[float, BeforeValidator(_no_bool), Field(allow_inf_nan=False)]
Share = Annotated[Number, Field(ge=0, le=1)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Value = Number | Annotated[str, Field(max_length=40)]
"""On the goal's scale, perhaps in its words: 7.5, "B2"."""


class Row(BaseModel):
    """One row of a file."""

    model_config = ConfigDict(extra="forbid")

    at: Annotated[str, Field(min_length=4, max_length=60)]
    grader: Literal["official", "teacher", "model", "self", "auto"]
    skill: Name | None = None
    score: Share | None = None
    level: Value | None = None
    correct: bool | None = None
    difficulty: Value | None = None
    note: str = ""
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    goal: Name | None = None
    day: date | None = None
    zone: Annotated[str, Field(max_length=60)] = ""
    event: Literal["drill", "score", "overrule", "prior"] | None = None
    drill: Name | None = None
    kind: Annotated[str, Field(max_length=40)] = ""
    session: Name | None = None
    block: Annotated[str, Field(max_length=40)] = ""
    answer: str = ""
    grader_version: Annotated[str, Field(max_length=80)] = ""
    guess: Share = 0.0
    expected: Share | None = None
    confidence: Annotated[int, BeforeValidator(_no_bool), Field(ge=1, le=3)] | None = None
    seconds: Annotated[Number, Field(ge=0)] | None = None
    hints: Annotated[int, BeforeValidator(_no_bool), Field(ge=0, le=100)] = 0
    met: Annotated[int, BeforeValidator(_no_bool), Field(ge=0, le=100_000)] | None = None
    dont_know: bool = False
    observed: str = ""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Row:
        said = [name for name in ("score", "level", "correct") if getattr(self, name) is not None]
        if len(said) > 1:
            raise ValueError(f"gives {' and '.join(said)}; one of them is enough")
        is_drill = self.event == "drill" or (self.event is None and self.level is None)
        if is_drill and self.level is not None:
            raise ValueError("gives a level for a drill, which has a score")
        if not is_drill and self.level is None:
            raise ValueError("gives no level")
        if is_drill and not said and not self.kind:
            raise ValueError("gives none of score, level and correct")
        if is_drill and self.skill is None:
            raise ValueError("names no skill")
        return self


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row."""

    line: int
    """From 1, in the file."""
    what: str

    def __str__(self) -> str:
        return one_line(f"line {self.line}: {self.what}", limit=400)


def read_rows(raw: bytes, faults: list[RowFault]) -> list[tuple[int, Row]]:
    """The rows of a file with their lines; what can't be read is added to the faults."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.append(RowFault(line, "is not UTF-8; save the file as UTF-8"))
        return []
    records = _json_records(text, faults) if text.lstrip()[:1] in ("{", "[") else _csv_records(text, faults)
    rows: list[tuple[int, Row]] = []
    for line, record in records:
        try:
            rows.append((line, Row.model_validate(record)))
        except ValidationError as error:
            faults.extend(RowFault(line, what) for what in _sentences(error))
    return rows


def as_jsonl(rows: Iterable[Mapping[str, Any]], *, plain: bool) -> Iterator[str]:
    """A line for each row, without the fields that say nothing.

    Args:
        rows: as `row_of` makes them.
        plain: ASCII only, for terminals that know no more.
    """
    for row in rows:
        kept = {name: value for name, value in row.items() if value or (value == 0 and name in _ZEROS)}
        yield json.dumps(kept, ensure_ascii=plain, allow_nan=False) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The header and a record for each row."""
    for values in (columns, *([_plain(row[name]) for name in columns] for row in rows)):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(values)
        yield out.getvalue()


def row_of(attempt: Attempt) -> dict[str, Any]:
    """An attempt as a row with all columns."""
    row = {name: getattr(attempt, name) for name in COLUMNS}
    row |= {"at": attempt.at.isoformat(timespec="microseconds"), "day": attempt.day.isoformat()}
    return {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}


_ZEROS: Final = frozenset({"score", "level", "difficulty", "expected", "seconds"})
"""Fields in which zero is something else than nothing."""


def _json_records(text: str, faults: list[RowFault]) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, said in enumerate(text.split("\n"), 1):
        if not said.strip():
            continue
        try:
            record = json.loads(said)
        except (ValueError, RecursionError):
            faults.append(RowFault(line, "is no JSON object; write one object a line"))
            continue
        if not isinstance(record, dict):
            faults.append(RowFault(line, "is no JSON object; write one object a line"))
            continue
        yield line, record


def _csv_records(text: str, faults: list[RowFault]) -> Iterator[tuple[int, dict[str, Any]]]:
    first = text.split("\n", 1)[0]
    delimiter = (
        ";" if ";" in first and "," not in first else "\t" if "\t" in first and "," not in first else ","
    )
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header: list[str] | None = None
        start = 1
        for values in reader:
            line, start = start, reader.line_num + 1
            if not any(value.strip() for value in values):
                continue
            if header is None:
                header = [value.strip().casefold() for value in values]
                if wrong := _header_faults(header):
                    faults.append(RowFault(line, wrong))
                    return
            elif len(values) != len(header):
                faults.append(RowFault(line, f"has {len(values)} fields, the header {len(header)}"))
            else:
                yield line, {name: value for name, value in zip(header, values, strict=True) if value.strip()}
    except csv.Error as error:
        faults.append(RowFault(reader.line_num, f"is no CSV: {error}"))
    finally:
        csv.field_size_limit(before)


def _header_faults(header: list[str]) -> str:
    unknown = [name for name in header if name not in Row.model_fields]
    if unknown:
        named = ", ".join(f"“{one_line(name, limit=40)}”" for name in unknown[:5])
        return f"has columns that Coach doesn't know: {named}; known: {', '.join(Row.model_fields)}"
    twice = sorted({name for name in header if header.count(name) > 1})
    return f"names {', '.join(twice)} twice" if twice else ""


def _sentences(error: ValidationError) -> Iterator[str]:
    """Pydantic's findings without its jargon, one for each field."""
    seen: set[str] = set()
    for one in error.errors(include_url=False, include_input=False):
        where = str(one["loc"][0]) if one["loc"] else ""
        if where in seen:
            continue
        seen.add(where)
        said = one["msg"].removeprefix("Value error, ")
        said = said[:1].lower() + said[1:]
        match one["type"]:
            case "missing":
                yield f"“{where}” is missing"
            case "extra_forbidden":
                yield f"“{one_line(where, limit=40)}” is no column Coach knows"
            case _:
                yield f"“{where}”: {said}" if where else said


def _plain(value: Any) -> Any:
    return "" if value is None else int(value) if isinstance(value, bool) else value
