"""What came back on an answer, drawn: the verdict, the difference, the reason, the level and the return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from coach.journeys.sitting import Feedback
from goals.attempts import Confidence
from goals.drills import ChoiceKey, Drill
from goals.graders.correction import is_beyond_key
from goals.levels import Level
from goals.scales import Scale
from screens.drill.compared import LABEL, difference, other_answers, row
from screens.drill.lines import cut, hang
from screens.drill.prompt import choices, task
from screens.words import MUTED, ahead, ruler, stretch

RULER: Final = 22
NAME: Final = 26
"""Cells of a skill's name beside its ruler at the most."""
WRONG: Final = "Not right"


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
    others = other_answers(told)
    is_short = sum(map(len, others)) + 2 * len(others) <= width - LABEL
    also = row("also", (", " if is_short else "\n").join(others), width) if others else []
    lines = [*hang("", _verdict(told, confidence, again=again), width), Content("")]
    lines += difference(told, places, width, ascii_only=ascii_only)
    if also and is_short:
        lines += also
    if told.grade.why and _adds_to_what_is_shown(told):
        lines += [Content(""), *hang("", Content.styled(_sentence(told.grade.why), MUTED), width)]
    if told.drill.explanation:
        lines += [Content(""), *hang("", told.drill.explanation, width)]
    if note:
        lines += [Content(""), *hang(Content.styled("your note   ", MUTED), note, width)]
    if told.grade.score is not None:
        lines += [Content(""), *_standing(told, width, ascii_only=ascii_only)]
    if also and not is_short:
        lines += [Content(""), *also]
    asked = _asked(told.drill, width, ascii_only=ascii_only)
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
    wrong = _wrong(told)
    if told.returns_today:
        said = f"{wrong}, and you were sure: it comes back later today."
    elif told.sure_but_wrong and again:
        said = f"{wrong} yet. It will come back on another day."
    elif wrong != WRONG:
        said = f"{wrong}: counted as {grade.score:.0%}."
    elif grade.score > 0:
        said = f"Partly right: {grade.score:.0%}."
    elif confidence == 1:
        said = "Not right; you said it was a guess."
    else:
        said = "Not right."
    return Content.styled(said, "bold $text-warning")


def _wrong(told: Feedback) -> str:
    """What the verdict calls an answer without a full score; never wrong where the grader can't know it."""
    if told.drill.kind == "rewrite":
        return "Not every constraint is met"
    if told.drill.kind == "correction" and is_beyond_key(told.grade.why):
        return "Not an answer Coach knows"
    return WRONG


def _right(told: Feedback, confidence: Confidence | None, *, again: bool) -> str:
    if told.drill.kind == "rewrite":
        helped = " With a hint: help does not raise a level." if told.assisted and not again else ""
        return told.grade.why + helped
    if again:
        return "Right this time."
    if told.assisted:
        return "Right, with a hint: help does not raise a level."
    return "Right, though you called it a guess." if confidence == 1 else "Right."


def _adds_to_what_is_shown(told: Feedback) -> bool:
    if told.dont_know or told.grade.score is None or told.drill.kind == "choice":
        return False
    return not (told.drill.kind == "rewrite" and told.grade.correct)


def _asked(drill: Drill, width: int, *, ascii_only: bool) -> list[Content]:
    """What was asked, with the choices that were not shown yet."""
    lines = task(drill, width, ascii_only=ascii_only)
    if isinstance(drill.key, ChoiceKey):
        lines = [*lines, Content(""), *choices(drill, width)]
    return [line.stylize(MUTED) for line in lines]


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
