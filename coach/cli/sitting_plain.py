"""A sitting in the plain terminal, line by line. Works in a pipe and at forty columns.

Everything answered is on the disk before the next prompt, so leaving at any moment loses nothing.
"""

from __future__ import annotations

import sys
from typing import Final, Literal

from coach.cli.drill_face import how_to_answer, material
from coach.cli.feedback_words import tell
from coach.cli.paper import ask as ask_person
from coach.cli.paper import say, say_wrapped
from coach.cli.taking_back import NothingToUndo, take_back
from coach.cli.words import counted
from coach.errors import MovedOn
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.journeys.placing import PlacementSitting
from coach.journeys.sitting import Ask, Feedback
from goals.attempts import Confidence
from goals.drills import ChecklistKey, Drill, RubricKey, TextKey
from goals.plain import clean

COMMANDS: Final = {
    "?": "don't know",
    "h": "hint",
    "s": "skip",
    "w": "why",
    "u": "undo",
    "x": "report",
    "q": "stop",
}
"""Letters and what they do. After a colon a letter is always a command; bare it may be an answer."""
ENDS_TEXT: Final = "."

Turn = Literal["next", "stop"]


def sit(sitting: Sitting, journeys: Journeys, *, ends_with_time: bool) -> bool:
    """Ask until the queue is done, the time is up or the person stops; True if the sitting is over."""
    while not sitting.is_over and not (ends_with_time and sitting.time_is_up):
        asked = sitting.ask()
        assert asked is not None
        _show(sitting, asked)
        sitting.shown()
        try:
            if _turn(sitting, journeys, asked) == "stop":
                return False
        except EOFError:
            say()
            return False
        except MovedOn as error:
            say_wrapped(str(error))
    return True


def command_in(typed: str, drill: Drill) -> str | None:
    """The command that was typed, if any: a letter after a colon, or a bare one that can't be an answer."""
    said = typed.strip().casefold()
    if len(said) == 2 and said[0] == ":":
        return COMMANDS.get(said[1])
    return COMMANDS.get(said) if said in bare_commands(drill) else None


def bare_commands(drill: Drill) -> frozenset[str]:
    """The letters that need no colon at this drill, since no answer to it looks like them."""
    bare = set(COMMANDS)
    if drill.kind in ("choice", "select", "order"):
        bare -= {chr(ord("a") + place) for place in range(len(drill.choices))}
        bare -= {choice.strip().casefold() for choice in drill.choices}
    if isinstance(drill.key, TextKey) and any(len(one.strip()) == 1 for gap in drill.key.gaps for one in gap):
        return frozenset()
    return frozenset(bare)


def _show(sitting: Sitting, asked: Ask) -> None:
    drill = asked.drill
    say()
    if isinstance(sitting, PlacementSitting):
        head = f"Question {asked.place + 1} of at most {sitting.most}"  # its skill would be a hint
    else:
        where = f"{asked.branch} > {asked.skill}" if asked.branch else asked.skill
        place, count = asked.in_block
        used = f"{asked.minutes_used:.0f} of {asked.minutes} min"
        head = f"{asked.block.capitalize()} {place} of {count}   {used}   {where}"
    say_wrapped(f"-- {head}", hang="   ")
    say()
    if text := material(drill):
        say_wrapped(text, indent="  ")
        say()
    say_wrapped(drill.prompt)
    match drill.key:
        case ChecklistKey(points=points):
            _numbered(points)
        case RubricKey(criteria=criteria):
            _numbered(criteria)
        case _:
            _numbered(drill.choices)
    say()
    if asked.note:
        say_wrapped(f"your note: {asked.note}", hang="  ")
    for number, hint in enumerate(asked.hints, 1):
        say_wrapped(f"hint {number}: {hint}", hang="  ")
    if form := how_to_answer(drill):
        say_wrapped(form)
    bare = bare_commands(drill)
    shown = (
        f"{key if key in bare else ':' + key} {name}"
        for key, name in COMMANDS.items()
        if key != "h" or drill.hints
    )
    say_wrapped(f"[{', '.join(shown)}]", hang=" ")


def _numbered(lines: tuple[str, ...]) -> None:
    if lines:
        say()
    for number, line in enumerate(lines, 1):
        say_wrapped(f"{number:>3}  {line}", hang="     ")


def _turn(sitting: Sitting, journeys: Journeys, asked: Ask) -> Turn:
    """Read until the drill is left."""
    drill, clock = asked.drill, journeys.clock
    began = clock.ticks()
    is_text = drill.kind == "essay"
    if asked.draft:
        say_wrapped(f"you had written: {asked.draft}", hang="  ")
    while True:
        typed, command = _text(sitting, drill, asked.draft) if is_text else _line(drill)
        if command == "stop":
            return "stop"
        if command:
            turn = _do(command, sitting, journeys)
            if turn is not None:
                return turn
            continue
        if not typed.strip():
            say("Nothing was typed. ? says that you don't know.")
            continue
        took = clock.ticks() - began
        confidence = _confidence() if asked.asks_confidence else None
        return _told(sitting.answer(typed, confidence, took), sitting, journeys)


def _line(drill: Drill) -> tuple[str, str | None]:
    typed = ask_person(">")
    return typed, command_in(typed, drill)


def _text(sitting: Sitting, drill: Drill, begun: str) -> tuple[str, str | None]:
    """A text of many lines up to a single dot; kept as a draft while it grows."""
    say_wrapped("Write. A line with a single . ends the text; :q leaves it as a draft for later.")
    lines = begun.split("\n") if begun else []
    while True:
        line = ask_person("|")
        command = command_in(line, drill) if not lines or line.startswith(":") else None
        if command:
            return "", command
        if line.strip() == ENDS_TEXT:
            return "\n".join(lines), None
        lines.append(clean(line))
        sitting.draft("\n".join(lines))


def _do(command: str, sitting: Sitting, journeys: Journeys) -> Turn | None:
    """Do what a letter says; None if the drill is still to be answered."""
    match command:
        case "don't know":
            return _told(sitting.dont_know(), sitting, journeys)
        case "hint":
            text = sitting.hint()
            say_wrapped(f"hint: {text}" if text else "There are no more hints.", hang="  ")
        case "why":
            say_wrapped(sitting.why(), hang="  ")
        case "skip":
            sitting.skip()
            say("Left out for today.")
            return "next"
        case "report":
            sitting.report(ask_person("What is wrong? (enter for nothing)"))
            say("Taken out. It can come back: coach pack reported")
            return "next"
        case "undo":
            try:
                say(f"Taken back: {take_back(sitting, journeys)}.")
            except NothingToUndo as error:
                say_wrapped(str(error))
                return None
            return "next"
    return None


def _confidence() -> Confidence | None:
    known: dict[str, Confidence] = {"1": 1, "2": 2, "3": 3, "": 2}
    while True:
        try:
            said = ask_person("Sure? 1 guess 2 think so 3 sure [2]")
        except EOFError:
            return None  # the answer stands; only how sure it was is not known
        if said in known:
            return known[said]
        say("1, 2 or 3; enter alone for 2.")


def _told(back: Feedback, sitting: Sitting, journeys: Journeys) -> Turn:
    """What came back and time to read it; in a placement nothing does, since what was right is not the point."""
    if isinstance(sitting, PlacementSitting):
        say("Noted.")
        return "next"
    tell(back, ascii_only=journeys.config.ascii)
    return _pause(sitting, journeys)


def _pause(sitting: Sitting, journeys: Journeys) -> Turn:
    """Time to read, where a person is reading; a script's next line is its next answer."""
    while sys.stdin.isatty():
        said = ask_person("enter goes on, u undo, q stop >").casefold().removeprefix(":")
        if said == "q":
            return "stop"
        if said == "u":
            say(f"Taken back: {take_back(sitting, journeys)}.")
            return "next"
        if not said:
            break
    return "next"


def how_far(sitting: Sitting) -> str:
    """What is left of a sitting that rests, in words."""
    asked = sitting.ask()
    if asked is None:
        return ""
    return counted(asked.count - asked.place, "drill") + " left"
