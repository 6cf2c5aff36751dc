"""What came back on an answer, and how a sitting went, in plain lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coach.cli.paper import columns, say, say_wrapped, speaks_unicode
from coach.cli.words import ahead, counted, level_said, near, ruler
from coach.journeys.sitting import Feedback, Summary
from goals.grades import Grade, Mark
from goals.scales import Scale

BAR: Final = 24
"""Columns of the level's bar under feedback, where there is room."""


def tell(back: Feedback, *, ascii_only: bool) -> None:
    """Print the verdict, the two answers with their difference, the reason, and what it did to the level."""
    grade = back.grade
    say()
    say_wrapped(verdict(back))
    yours, right = lines_of(back.answer, grade)
    if grade.score is not None and not grade.correct:
        if back.answer:
            say_wrapped(f"  yours   {yours}", hang="          ")
        say_wrapped(f"  right   {right}", hang="          ")
    if grade.also:
        say_wrapped(f"  also    {', '.join(grade.also[:4])}", hang="          ")
    if grade.why:
        say_wrapped(f"  ({grade.why})", hang="  ")
    for name, value in grade.observations.items():
        shown = f"{value:.3g}" if isinstance(value, float) else value
        say_wrapped(f"  {str(name).replace('_', ' ')}: {shown}", hang="    ")
    if back.drill.explanation:
        say()
        say_wrapped(back.drill.explanation)
    say()
    if grade.score is not None:
        _level(back, plain=ascii_only or not speaks_unicode())


def verdict(back: Feedback) -> str:
    """One sentence about the answer; never a scolding."""
    score = back.grade.score
    if score is None:
        return "Kept. A text is observed here, never given a band."
    if back.dont_know:
        return "Good to know. Here is the answer:"
    if back.grade.correct:
        return "Right, with help: it counts as practice, not as proof." if back.assisted else "Right."
    if back.sure_but_wrong:
        return (
            "Not right, and you were sure: it comes back later today."
            if back.returns_today
            else "Not right, and you were sure."
        )
    return f"Partly right ({score:.0%})." if score > 0 else "Not right."


def lines_of(answer: str, grade: Grade) -> tuple[str, str]:
    """The answer and the key, with [brackets] around what differs where a difference helps."""
    yours = _marked(grade.marks, "wrong")
    right = _marked(grade.marks, "right", "missing")
    if not grade.marks or not _is_whole(grade.marks, grade.expected):
        return answer, grade.expected
    return yours, right


def tell_summary(summary: Summary, scale: Scale, *, next_step: str) -> None:
    """Print how a sitting went."""
    say()
    minutes = max(round(summary.seconds / 60), 1 if summary.answers else 0)
    say(f"{counted(summary.answers, 'answer')} in {counted(minutes, 'minute')}.")
    if summary.scored:
        expected = round(summary.predicted * summary.scored)
        say_wrapped(f"{summary.correct} of {summary.scored} right; about {expected} were expected.")
    if summary.sure:
        say_wrapped(f"Sure {counted(summary.sure, 'time')}, right {summary.sure_right}.")
    if summary.pattern:
        say_wrapped(summary.pattern)
    for moved in summary.moved[:5]:
        arrow = "->"
        say_wrapped(
            f"  {moved.name}  {near(moved.before.mean, scale)} {arrow} {level_said(moved.after, scale)}",
            hang="    ",
        )
    if next_step:
        say()
        say_wrapped(next_step)


def _level(back: Feedback, *, plain: bool) -> None:
    scale = back.scale
    due = f"   back {ahead(back.due, back.day)}" if back.due else ""
    if back.returns_today:
        due = f"   back today{f', then {ahead(back.due, back.day)}' if back.due else ''}"
    said = f"{back.name}  {level_said(back.after, scale)}, target {scale.show(back.target)}{due}"
    say_wrapped(said, hang="  ")
    if columns() >= 60 and back.after.label != "unknown":
        ends = sorted((back.after.low, back.after.high, back.target))
        margin = max((ends[-1] - ends[0]) * 0.2, scale.step / 2)
        stretch = (max(ends[0] - margin, scale.low), min(ends[-1] + margin, scale.high))
        say(f"  {ruler(back.after, back.target, stretch, BAR, plain=plain)}".rstrip())


def _marked(marks: Iterable[Mark], *sorts: str) -> str:
    out: list[str] = []
    for mark in marks:
        if mark.sort == "same":
            out.append(mark.text)
        elif mark.sort in sorts:
            lead = mark.text[: len(mark.text) - len(mark.text.lstrip())]
            tail = mark.text[len(mark.text.rstrip()) :]
            out.append(f"{lead}[{mark.text.strip()}]{tail}" if mark.text.strip() else mark.text)
    return "".join(out).strip()


def _is_whole(marks: Iterable[Mark], expected: str) -> bool:
    """True if the marks spell the key, spaces aside: only then can they stand for it."""
    spelt = "".join(mark.text for mark in marks if mark.sort in ("same", "right", "missing"))
    return "".join(spelt.split()).casefold() == "".join(expected.split()).casefold()
