"""A sitting as one JSON object a line both ways, for scripts and simulations.

Out: drill, feedback, hint, error, summary. In: an answer or a command. A line that can't be read changes
nothing and gets one error; feedback goes out only when the answer is on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from coach.cli.drill_face import ask_record
from coach.cli.paper import say_json_line
from coach.cli.records import feedback_record, summary_record
from coach.cli.taking_back import NothingToUndo, take_back
from coach.errors import Busy, MovedOn
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.journeys.sitting import Feedback
from goals.attempts import Confidence
from goals.drills import Drill
from goals.plain import one_line
from goals.refusals import Refused

LONGEST_LINE: Final = 2_000_000
"""Bytes of one line; a longer one is passed over."""
LONGEST_SECONDS: Final = 1e9
COMMANDS: Final = ("dont_know", "hint", "skip", "undo", "report", "stop")
JOINED_BY_SPACES: Final = frozenset({"select", "order", "checklist", "rubric"})


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, read."""

    text: str
    confidence: Confidence | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Command:
    """A command, read."""

    name: str
    note: str
    seconds: float | None


class Unread(Refused):
    """A line that is neither; says why."""


def sit(
    sitting: Sitting,
    journeys: Journeys,
    lines: BinaryIO,
    *,
    with_keys: bool,
    ends_with_time: bool,
    close: Callable[[], dict[str, Any]],
) -> None:
    """Ask until the queue is done, the time is up, a stop or the end of the input; then print the summary.

    Args:
        sitting: new or taken up.
        journeys: of the sitting's home.
        lines: what the script says, UTF-8.
        with_keys: add the right answer to each drill.
        ends_with_time: finish when the planned minutes are used.
        close: what the summary says besides the usual; called once the sitting has ended or rests.
    """
    stopped = False
    while not sitting.is_over and not stopped and not (ends_with_time and sitting.time_is_up):
        ask = sitting.ask()
        assert ask is not None
        say_json_line(ask_record(ask, with_key=with_keys))
        sitting.shown()
        stopped = not _turn(sitting, journeys, ask.drill, lines)
    summary = sitting.summary() if stopped else sitting.finish()
    say_json_line(summary_record(summary, sitting.session.id) | {"stopped": stopped} | close())


def read_line(lines: BinaryIO) -> bytes | None:
    """The next line without its end; None at the end of the input.

    Raises:
        Unread: it is too long, and was passed over whole.
    """
    line = lines.readline(LONGEST_LINE)
    if not line:
        return None
    if len(line) < LONGEST_LINE or line.endswith(b"\n"):
        return line
    while rest := lines.readline(LONGEST_LINE):
        if rest.endswith(b"\n"):
            break
    raise Unread(
        f"The line has more than {LONGEST_LINE:,} bytes and was passed over.", "Send a shorter answer."
    )


def read_turn(line: bytes, drill: Drill) -> Given | Command:
    """What a line says.

    Raises:
        Unread: it is no JSON object, or has a field of the wrong type.
    """
    try:
        said = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Unread("The line is not UTF-8.", _FORM) from None
    except RecursionError:
        raise Unread("The line is nested too deeply.", _FORM) from None
    except ValueError as error:
        raise Unread(f"The line is no JSON: {one_line(str(error), limit=200)}.", _FORM) from None
    if not isinstance(said, dict) or ("answer" in said) == ("command" in said):
        raise Unread("The line is no object with either an answer or a command.", _FORM)
    seconds = _seconds(said.get("seconds"))
    if "command" in said:
        if said["command"] not in COMMANDS:
            raise Unread(
                f"There is no command “{one_line(str(said['command']), limit=40)}”.",
                f"Known: {', '.join(COMMANDS)}.",
            )
        return Command(said["command"], _text(said.get("note", ""), "note"), seconds)
    return Given(_answer(said["answer"], drill), _confidence(said.get("confidence")), seconds)


def _turn(sitting: Sitting, journeys: Journeys, drill: Drill, lines: BinaryIO) -> bool:
    """Read lines until the drill is left; False if the sitting is to rest."""
    while True:
        try:
            line = read_line(lines)
            if line is None:
                return False
            if not line.strip():
                continue
            match read_turn(line, drill):
                case Given() as given:
                    _tell(sitting.answer(given.text, given.confidence, given.seconds), sitting, journeys)
                    return True
                case Command(name="hint"):
                    text = sitting.hint()
                    ask = sitting.ask()
                    left = len(drill.hints) - len(ask.hints) if ask else 0
                    say_json_line({"type": "hint", "text": text or "", "left": left})
                case Command(name="stop"):
                    return False
                case Command() as command:
                    _do(command, sitting, journeys)
                    return True
        except (Unread, Busy, NothingToUndo, MovedOn) as error:
            say_json_line({"type": "error", "message": str(error)})
            if isinstance(error, MovedOn):
                return True


def _do(command: Command, sitting: Sitting, journeys: Journeys) -> None:
    match command.name:
        case "dont_know":
            _tell(sitting.dont_know(command.seconds), sitting, journeys)
        case "skip":
            sitting.skip()
        case "report":
            sitting.report(command.note)
        case "undo":
            take_back(sitting, journeys)


def _tell(back: Feedback, sitting: Sitting, journeys: Journeys) -> None:
    kept = journeys.drilling.attempts.of_session(sitting.session.id)
    mine = [one.id for one in kept if one.drill == back.drill.id]  # another Coach may have gone on since
    say_json_line(feedback_record(back, mine[-1]))


def _answer(value: object, drill: Drill) -> str:
    if isinstance(value, list):
        return (" " if drill.kind in JOINED_BY_SPACES else " / ").join(_part(one) for one in value)
    return _part(value)


def _part(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    raise Unread("An answer is a text, a number, or a list of these.", _FORM)


def _confidence(value: object) -> Confidence | None:
    if value is None:
        return None
    known: dict[int, Confidence] = {1: 1, 2: 2, 3: 3}
    if isinstance(value, int) and not isinstance(value, bool) and value in known:
        return known[value]
    raise Unread("The confidence is none of 1 (guess), 2 (think so), 3 (sure).", _FORM)


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_SECONDS:
        raise Unread("The seconds are no number from 0 up.", _FORM)
    return float(value)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise Unread(f"The {name} is no text.", _FORM)
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


_FORM: Final = 'Send {"answer": "...", "confidence": 2, "seconds": 12} or {"command": "dont_know"}.'
