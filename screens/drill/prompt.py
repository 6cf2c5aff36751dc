"""What is asked, drawn: material, prompt, numbered choices, hints; and the question how sure one is."""

from __future__ import annotations

import re
from typing import Final

from textual.content import Content

from coach.journeys.sitting import Ask
from goals.attempts import AGAIN
from goals.drills import CorrectionKey, Drill, RubricKey, TextKey
from screens.drill.lines import hang, top_line
from screens.drill.picking import Picking
from screens.words import MUTED

BLOCKS: Final = {
    "recall": "Recall",
    "focus": "Focus",
    "mixed": "Mixed",
    "produce": "Produce",
    AGAIN: "Once more",
    "place": "Placement",
}
"""Blocks as they are called on screen."""
_GAP: Final = re.compile(r"_{3,}")
SURE: Final = ("guess", "think so", "sure")
"""Confidence 1, 2 and 3 in the learner's words."""


def top(ask: Ask, width: int, *, ascii_only: bool) -> Content:
    """The line at the top of a sitting; drills are counted over all of it, as Today counts them."""
    name = BLOCKS.get(ask.block, ask.block)
    return top_line(
        f"{name} {ask.place + 1} of {ask.count}",
        ask.place,
        ask.count,
        f"{int(ask.minutes_used)} of {ask.minutes} min",
        (f"{ask.branch} > {ask.skill}", ask.skill) if ask.branch else (ask.skill,),
        width,
        ascii_only=ascii_only,
    )


def prompt(
    ask: Ask,
    picked: Picking | None,
    width: int,
    *,
    sure: bool,
    why: str,
    lead: str,
    helped: str = "",
    ascii_only: bool,
) -> list[Content]:
    """Everything above the field.

    Args:
        ask: the drill as it meets the learner.
        picked: what is picked so far; None for an answer in words.
        width: cells.
        sure: the answer is given and the confidence is asked: choices lose their numbers, which mean that now.
        why: why it is asked, if the learner wanted to know.
        lead: sentences above it all.
        helped: what a hint does to the answer, where that is to be said.
        ascii_only: no characters beyond ASCII for marks.
    """
    lines: list[Content] = []
    if lead:
        lines += [*hang("", Content.styled(lead, MUTED), width), Content("")]
    lines += task(ask.drill, width, ascii_only=ascii_only)
    if picked is not None:
        lines.append(Content(""))
        for at in range(len(picked.options)):
            lines += _option(picked, at, width, sure=sure, ascii_only=ascii_only)
    for number, hint in enumerate(ask.hints, start=1):
        lead_in = Content.styled(f"hint {number}   ", MUTED)
        lines += [Content(""), *hang(lead_in, hint, width)]
    if ask.hints and helped:
        lines += hang("", Content.styled(helped, MUTED), width)
    if ask.note:
        lines += [Content(""), *hang(Content.styled("your note   ", MUTED), ask.note, width)]
    if why:
        lines += [Content(""), *hang(Content.styled("why   ", MUTED), why, width)]
    return lines


def choices(drill: Drill, width: int) -> list[Content]:
    """A drill's numbered choices, to be read and no longer picked."""
    lines: list[Content] = []
    for number, choice in enumerate(drill.choices, start=1):
        lines += hang(f"  {number}  ", choice, width)
    return lines


def task(drill: Drill, width: int, *, ascii_only: bool) -> list[Content]:
    """A drill's material and prompt, without choices."""
    bar = "| " if ascii_only else "│ "
    lines: list[Content] = []
    if drill.material:
        lines += [*_set_off(drill.material, bar, width), Content("")]
    first, _, rest = drill.prompt.strip("\n").partition("\n")
    lines += hang("", _with_gaps(first), width)
    if rest.strip():
        lines.append(Content(""))
        for line in rest.strip("\n").split("\n"):
            lines += hang("", _with_gaps(line), width)
    if isinstance(drill.key, CorrectionKey) and drill.key.sentence not in _unwrapped(drill.material):
        lines += [Content(""), *hang("", Content.styled(drill.key.sentence, "bold"), width)]
    elif isinstance(drill.key, RubricKey):
        lines += [Content(""), *_set_off(drill.key.text, bar, width)]
    return lines


def to_copy(drill: Drill) -> str:
    """The sentence that an answer only changes here and there, to be taken into the field; empty if there is none."""
    if isinstance(drill.key, CorrectionKey):
        return drill.key.sentence
    if isinstance(drill.key, TextKey) and len(drill.key.gaps) == 1 and drill.key.punctuation:
        letters = _letters(drill.key.gaps[0][0])
        for text in (_unwrapped(drill.material), *drill.prompt.split("\n")):
            if _letters(text) == letters:
                return text
    return ""


def how_sure() -> Content:
    """The row that asks for confidence."""
    parts = [Content.assemble((str(n), "bold $accent"), " ", word) for n, word in enumerate(SURE, start=1)]
    return Content.assemble(("How sure are you?", "bold"), "     ", Content("     ").join(parts))


def _unwrapped(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _set_off(text: str, bar: str, width: int) -> list[Content]:
    """A text beside a rule, so that it is seen to be what is talked about."""
    lines: list[Content] = []
    for line in text.strip("\n").split("\n"):
        lines += hang(Content.styled(bar, MUTED), line, width, again=bar)
    return lines


def _with_gaps(line: str) -> Content:
    drawn = Content(line)
    for gap in _GAP.finditer(line):
        drawn = drawn.stylize("$accent", gap.start(), gap.end())
    return drawn


def _option(picked: Picking, at: int, width: int, *, sure: bool, ascii_only: bool) -> list[Content]:
    is_picked = at in picked.places
    arrow = ">" if ascii_only else "▸"
    here = picked.cursor == at and not sure
    if picked.kind == "choice":
        box = ""
        marked = (is_picked and sure) or here
    else:
        inside = str(picked.places.index(at) + 1) if is_picked and picked.kind == "order" else "x"
        box = f"[{inside if is_picked else ' '}] "
        marked = here
    lead = Content.assemble(
        (f"{arrow} " if marked else "  ", "bold $accent"),
        (" " if sure else str(at + 1), "bold $accent"),
        "  ",
        (box, "bold" if is_picked else MUTED),
    )
    faint = sure and not is_picked
    style = "bold" if is_picked else MUTED if faint else ""
    return hang(lead, Content.styled(picked.options[at], style), width)
