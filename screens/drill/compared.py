"""An answer beside what was wanted: the difference marked, what was picked or ticked, and other right answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from coach.journeys.sitting import Feedback
from goals.drills import ChecklistKey, Drill, OrderKey, RewriteKey, RubricKey, SelectKey
from goals.graders.words import bare, level
from goals.grades import Mark
from screens.drill.essay import observed, rubric_rows
from screens.drill.lines import hang
from screens.words import MUTED

LABEL: Final = 10
"""Cells of the labels "yours", "right"."""
ALSO_FOR: Final = frozenset({"text", "correction"})
"""Kinds whose right answers may be many: the key is one more of them where another was given."""
OTHERS: Final = 2
"""Other right answers that are shown."""


def difference(told: Feedback, places: Sequence[int], width: int, *, ascii_only: bool) -> list[Content]:
    """What was answered and what is right, drawn as the kind of drill wants it."""
    drill, grade = told.drill, told.grade
    if grade.score is None:
        return [] if told.dont_know else observed(grade.observations, drill, width)
    if isinstance(drill.key, RubricKey):
        return rubric_rows(drill.key, () if told.dont_know else grade.observations, width)
    if isinstance(drill.key, SelectKey):
        return _chosen(drill, set(drill.key.right), set(places), width, ascii_only=ascii_only)
    if isinstance(drill.key, ChecklistKey):
        return _ticked(drill.key, places, width)
    rows: list[Content] = []
    mine, theirs = _sides(grade.marks, ascii_only=ascii_only)
    shows_marks = bool(grade.marks) and " ".join(_text(grade.marks, "wrong").split()) == " ".join(
        told.answer.split()
    )
    if told.answer and not told.dont_know:
        rows += row("yours", mine if shows_marks else told.answer, width)
    elif grade.marks:
        rows += row("it said", mine, width)
    same = told.answer.strip().casefold() == grade.expected.strip().casefold()
    is_another = grade.correct and drill.kind in ALSO_FOR
    if grade.expected and not (grade.correct and same) and not is_another:
        label = "a model" if isinstance(drill.key, RewriteKey) else "also" if grade.correct else "right"
        rows += row(label, theirs if grade.marks else Content.styled(grade.expected, "bold"), width)
    if isinstance(drill.key, OrderKey):
        rows.append(Content(""))
        for number, at in enumerate(drill.key.order, start=1):
            rows += hang(Content.styled(f"{number:>4}  ", MUTED), drill.choices[at], width)
    return rows


def other_answers(told: Feedback) -> list[str]:
    """Other right answers that are neither the key nor what was written; what is right comes first."""
    grade = told.grade
    if grade.score is None:
        return []
    seen = {_form(told.answer)} | (set() if grade.correct else {_form(grade.expected)})
    offered = [grade.expected] if grade.correct and told.drill.kind in ALSO_FOR else []
    found: list[str] = []
    for one in [*offered, *grade.also]:
        if _form(one) not in seen:
            seen.add(_form(one))
            found.append(one)
    return found[:OTHERS]


def _form(text: str) -> str:
    return bare(level(text))


def _chosen(
    drill: Drill, right: set[int], chosen: set[int], width: int, *, ascii_only: bool
) -> list[Content]:
    rows: list[Content] = []
    for at, text in enumerate(drill.choices):
        if at in right and at in chosen:
            word, style = "right", "$text-success"
        elif at in right:
            word, style = "missed", "$text-warning"
        elif at in chosen:
            word, style = "not this", "$text-warning"
        else:
            word, style = "", ""
        drawn = Content.styled(text, "bold" if at in right else "strike" if at in chosen else MUTED)
        rows += hang(Content.styled(f"  {word:<9} ", style), drawn, width)
    return rows


def _ticked(key: ChecklistKey, places: Sequence[int], width: int) -> list[Content]:
    rows: list[Content] = []
    for at, point in enumerate(key.points):
        rows += hang(f"  [{'x' if at in places else ' '}] ", point, width)
    if key.model:
        rows += [Content(""), *row("a model", key.model, width)]
    return rows


def row(label: str, text: Content | str, width: int) -> list[Content]:
    """A labelled text: "yours", "right", "also"."""
    return hang(Content.styled(f"  {label:<{LABEL - 2}}", MUTED), text, width)


def _sides(marks: Sequence[Mark], *, ascii_only: bool) -> tuple[Content, Content]:
    """The answer with what is wrong struck out, and the key with what belongs there underlined."""
    mine, theirs = Content(""), Content("")
    for mark in marks:
        if mark.sort in ("same", "wrong"):
            mine += _marked(mark, "strike $text-warning", "[-", "-]", ascii_only=ascii_only)
        if mark.sort != "wrong":
            theirs += _marked(mark, "bold underline $text-success", "[+", "+]", ascii_only=ascii_only)
    return mine, theirs


def _marked(mark: Mark, style: str, opens: str, closes: str, *, ascii_only: bool) -> Content:
    if mark.sort == "same":
        return Content(mark.text)
    space = mark.text[: len(mark.text) - len(mark.text.lstrip())]
    word = mark.text.strip()
    return Content.assemble(space, (f"{opens}{word}{closes}" if ascii_only else word, style))


def _text(marks: Sequence[Mark], sort: str) -> str:
    return "".join(mark.text for mark in marks if mark.sort in ("same", sort))
