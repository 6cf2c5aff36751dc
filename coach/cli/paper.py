"""Printing: every text passes the door of `goals.plain`, and every terminal gets characters it can show."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Final

from goals.plain import clean, one_line

WIDEST: Final = 88
"""Columns running text is wrapped at the most: longer lines are hard to read."""
NARROWEST: Final = 20
_TYPEWRITER: Final = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "·": "-"}
)


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines of text, cleaned, and at once."""
    stream = sys.stderr if err else sys.stdout
    for line in text.split("\n"):
        shown = clean(line)
        print(shown if speaks_unicode(err=err) else shown.translate(_TYPEWRITER), file=stream)
    stream.flush()


def say_wrapped(text: str, *, indent: str = "", hang: str | None = None) -> None:
    """Print running text wrapped to the terminal; lines that were broken on purpose stay so."""
    for line in clean(text).split("\n"):
        wrapped = textwrap.wrap(
            line, columns(), initial_indent=indent, subsequent_indent=indent if hang is None else hang
        )
        for one in wrapped or [""]:
            say(one)


def say_json(record: Any) -> None:
    """Print one JSON object or array; on one line unless a person is reading."""
    _json(record, indent=2 if sys.stdout.isatty() else None)


def say_json_line(record: Mapping[str, Any]) -> None:
    """Print one JSON object on a line of its own, at once."""
    _json(record, indent=None)


def ask(prompt: str, *, err: bool = False) -> str:
    """One line from the person or the pipe.

    Args:
        prompt: cleaned before it is shown.
        err: show it on stderr, so that stdout stays machine-readable.

    Raises:
        EOFError: nothing more comes.
    """
    stream = sys.stderr if err else sys.stdout
    shown = one_line(prompt)
    shown = f"{shown if speaks_unicode(err=err) else shown.translate(_TYPEWRITER)} "
    if not err and sys.stdin.isatty() and sys.stdout.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  arrow keys edit the line
        return clean(input(shown)).strip()
    print(shown, end="", file=stream, flush=True)
    typed = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(file=stream, flush=True)
    if not typed:
        raise EOFError
    return clean(typed).strip()


def piped() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer


def speaks_unicode(*, err: bool = False) -> bool:
    """True if the stream takes every character."""
    encoding = (sys.stderr if err else sys.stdout).encoding or ""
    return encoding.lower().replace("-", "").replace("_", "").startswith("utf")


def columns(widest: int = WIDEST) -> int:
    """Columns to print in."""
    return max(min(shutil.get_terminal_size((80, 24)).columns, widest), NARROWEST)


def cleaned(value: Any) -> Any:
    """A JSON-ready value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(name)): cleaned(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value


def in_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines, the columns under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def _json(record: Any, indent: int | None) -> None:
    text = json.dumps(cleaned(record), ensure_ascii=not speaks_unicode(), indent=indent, allow_nan=False)
    print(text, flush=True)
