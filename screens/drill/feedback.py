"""What came back on an answer, drawn: the verdict, the difference, the reason, the level and the return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from coach.journeys.sitting import Feedback
from goals.attempts import Confidence
from goals.drills import ChecklistKey, Drill, OrderKey, RewriteKey, RubricKey, SelectKey
from goals.grades import Mark
from goals.levels import Level
from goals.scales import Scale
from screens.drill.essay import observed, rubric_rows
from screens.drill.lines import cut, hang
from screens.drill.prompt import task
from screens.words import MUTED, ahead, ruler, stretch

LABEL: Final = 10
"""Cells of the labels "yours", "right"."""
RULER: Final = 22
NAME: Final = 26
"""Cells of a skill's name beside its ruler at the most."""
LONG: Final = 24
"""Characters from which other right answers get a line each."""


def feedback(
    told: Feedback,
    places: Sequence[int],
    confidence: Confidence | None,
    note: str,
    width: int,
    rows: int,
    *,
    again: bool,
    ascii_only: bool,
) -> list[Content]:
    """All of it, top to bottom; what matters most stands first.

    Args:
        told: what came back.
        places: what was picked, for a drill answered by picking.
        confidence: how sure the learner was.
        note: the learner's own note on the drill.
        width: cells.
        rows: lines there are; what was asked is shown once more if it fits.
        again: the drill had returned within the sitting.
        ascii_only: no characters beyond ASCII for marks.
    """
    lines = [*hang("", _verdict(told, confidence, again=again), width), Content("")]
    lines += _difference(told, places, width, ascii_only=ascii_only)
    if told.grade.why and _adds_to_what_is_shown(told):
        lines += [Content(""), *hang("", Content.styled(_sentence(told.grade.why), MUTED), width)]
    if told.drill.explanation:
        lines += [Content(""), *hang("", told.drill.explanation, width)]
    if note:
        lines += [Content(""), *hang(Content.styled("your note   ", MUTED), note, width)]
    if told.grade.score is not None:
        lines += [Content(""), *_standing(told, width, ascii_only=ascii_only)]
    asked = [line.stylize(MUTED) for line in task(told.drill, width, ascii_only=ascii_only)]
    if len(lines) + 1 + len(asked) <= rows:
        lines += [Content(""), *asked]
    return lines


def level_words(level: Level, scale: Scale) -> str:
    """A level as it may be said: nothing while it is not known, "about" while it is rough."""
    if level.label == "unknown":
        return "not known yet"
    shown = scale.show(level.mean)
    return f"about {shown}" if level.label == "rough" else shown


def _verdict(told: Feedback, confidence: Confidence | None, *, again: bool) -> Content:
    grade, kind = told.grade, told.drill.kind
    if grade.score is None:
        return Content.styled("Handed in. Observed, not scored: Coach gives no band.", "bold")
    if told.dont_know:
        return Content.styled("Good to know what you don't know yet. Here it is:", "bold")
    if kind == "checklist":
        return Content.styled(
            "Your own word on your own work: it counts a little, the habit counts more.", "bold"
        )
    if kind == "rubric":
        return Content.styled("Beside the author's reference, not an examiner's:", "bold")
    if grade.correct:
        return Content.styled(_right(told, confidence, again=again), "bold $text-success")
    if told.returns_today:
        said = "Not right, and you were sure: it comes back later today."
    elif told.sure_but_wrong and again:
        said = "Not right yet. It will come back on another day."
    elif grade.score > 0:
        said = f"Partly right: {grade.score:.0%}."
    elif confidence == 1:
        said = "Not right; you said it was a guess."
    else:
        said = "Not right."
    return Content.styled(said, "bold $text-warning")


def _right(told: Feedback, confidence: Confidence | None, *, again: bool) -> str:
    if again:
        return "Right this time."
    if told.assisted:
        return "Right, with a hint: help does not raise a level."
    if told.drill.kind == "rewrite":
        return "All that was asked for is there."
    return "Right, though you called it a guess." if confidence == 1 else "Right."


def _adds_to_what_is_shown(told: Feedback) -> bool:
    return not told.dont_know and told.grade.score is not None and told.drill.kind != "choice"


def _difference(told: Feedback, places: Sequence[int], width: int, *, ascii_only: bool) -> list[Content]:
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
        rows += _row("yours", mine if shows_marks else told.answer, width)
    elif grade.marks:
        rows += _row("it said", mine, width)
    same = told.answer.strip().casefold() == grade.expected.strip().casefold()
    if grade.expected and not (grade.correct and same):
        label = "a model" if isinstance(drill.key, RewriteKey) else "also" if grade.correct else "right"
        rows += _row(label, theirs if grade.marks else Content.styled(grade.expected, "bold"), width)
    if grade.also:
        between = "\n" if any(len(one) > LONG for one in grade.also) else ", "
        rows += _row("also", between.join(grade.also), width)
    if isinstance(drill.key, OrderKey):
        rows.append(Content(""))
        for number, at in enumerate(drill.key.order, start=1):
            rows += hang(Content.styled(f"{number:>4}  ", MUTED), drill.choices[at], width)
    return rows


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
        rows += [Content(""), *_row("a model", key.model, width)]
    return rows


def _row(label: str, text: Content | str, width: int) -> list[Content]:
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


def _standing(told: Feedback, width: int, *, ascii_only: bool) -> list[Content]:
    scale, after = told.scale, told.after
    low, high = stretch(scale, [told.target, after.low, after.high])
    bar = ruler(after, told.target, scale, low, high, RULER, ascii_only=ascii_only)
    name = cut(Content.styled(told.name, "bold"), NAME)
    aim = Content.assemble(("target ", MUTED), scale.show(told.target))
    line = Content("  ").join([name, Content(level_words(after, scale)), bar, aim])
    back = _back(told)
    if not back:
        return [line]
    if line.cell_length + 3 + len(back) <= width:
        return [Content.assemble(line, "   ", (back, MUTED))]
    return [line, Content.styled(back, MUTED)]


def _back(told: Feedback) -> str:
    then = "" if told.due is None or told.due <= told.day else ahead(told.due, told.day)
    if told.returns_today:
        return f"back today, then {then}" if then else "back today"
    return f"back {then}" if then else ""


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?", "”")) else f"{whole}."
