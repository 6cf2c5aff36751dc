"""What is wrong with a pack, said by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from goals.plain import one_line
from goals.refusals import Refused

SHOWN = 12
"""Faults in the one sentence a learner reads; `coach pack check` lists all."""


@dataclass(frozen=True, slots=True)
class PackFault:
    """One fault, where it stands and what it is."""

    file: str
    line: int
    """From 1; 0 where no line can be named."""
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return one_line(f"{where}: {self.what}")


class PackRefused(Refused):
    """A pack that can't be used; `faults` names every reason."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - SHOWN} more)" if len(faults) > SHOWN else ""
        super().__init__(
            "; ".join(str(fault) for fault in faults[:SHOWN]) + more, "Mend it and check it again."
        )


def line_of(raw: bytes, needle: str) -> int:
    """The line on which a fault's first quoted word, or the needle itself, first stands; 0 if nowhere."""
    for word in (needle, *(part for part in needle.replace("”", "“").split("“")[1::2])):
        at = raw.find(word.encode())
        if at >= 0:
            return raw.count(b"\n", 0, at) + 1
    return 0


def sentences(error: ValidationError) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Each of pydantic's findings as a place and a sentence without its jargon."""
    for one in error.errors(include_url=False, include_input=False):
        where = ".".join(str(step) for step in one["loc"])
        what = {
            "missing": "is missing",
            "extra_forbidden": "is not a field of the format",
        }.get(one["type"], one["msg"][:1].lower() + one["msg"][1:])
        yield one["loc"], f"{where or 'it'}: {what}" if what[:3] != "is " else f"“{where}” {what}"
