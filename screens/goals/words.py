"""A goal and its skills in words: the head of the screen, and what stands in the panel below the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from textual.content import Content

from coach.journeys.viewing import GoalView, SkillLine
from goals.goal import Goal
from goals.ids import SkillId
from goals.levels import Level
from goals.plain import one_line
from goals.scales import Scale
from screens.goals.tree import Row, gap_text
from screens.words import MUTED, counted, long_day, odds

LONGEST_TITLE: Final = 60
"""Cells of a goal's title in the head."""


def empty() -> Content:
    """What stands here before there is a goal."""
    return Content.assemble(
        ("No goal yet.\n\n", "bold"),
        "Here will be what your goal is made of: every skill with its share, your level as a range, the target, and"
        " the way left between them. All of it is yours to change.\n\n",
        ("g", "bold $accent"),
        "  set a goal with one sentence, such as “IELTS writing 7 to 8.5 by June, 45 min a day”",
    )


def level_words(level: Level, scale: Scale) -> str:
    """A level with its 80 % interval: "7.2 (6.9 to 7.5)"."""
    if level.label == "unknown":
        return "unknown"
    rough = "about " if level.label == "rough" else ""
    return f"{rough}{scale.show(level.mean)} ({scale.show(level.low)} to {scale.show(level.high)})"


def head(view: GoalView, width: int, forecast: Mapping[str, Any] | None, *, ascii_only: bool) -> Content:
    """Two lines: the goal and its level; what the exam would say, and how likely the date is."""
    goal, scale = view.goal, view.goal.scale
    arrow = "->" if ascii_only else "→"
    by = f" by {long_day(goal.deadline)}" if goal.deadline else ""
    way = f"  {scale.show(goal.current)} {arrow} {scale.show(goal.target)}{by}"
    status = "" if goal.status == "active" else f"  {goal.status}"
    level = f"level {level_words(view.level, scale)}"
    room = max(width - len(way) - len(status) - len(level) - 2, 8)
    title = Content(one_line(goal.title)).truncate(min(room, LONGEST_TITLE), ellipsis=not ascii_only)
    first = _spread(
        Content.assemble((title.plain, "bold"), way, (status, "$text-warning")), Content(level), width
    )
    return Content("\n").join([first, _second(view, width, forecast)])


def switcher(goals: Sequence[Goal], here: Goal, width: int) -> Content:
    """All goals by name, the shown one marked; as many as fit, and which of how many it is."""
    place = next((n for n, goal in enumerate(goals) if goal.id == here.id), 0)
    count = f"  {place + 1} of {len(goals)}   [ ] other goals"
    each = max(min((width - len(count)) // max(len(goals), 1) - 3, 24), 10)
    fit = max((width - len(count)) // (each + 3), 1)
    first = min(max(place - fit // 2, 0), max(len(goals) - fit, 0))
    parts: list[tuple[str, str]] = []
    for number, goal in list(enumerate(goals))[first : first + fit]:
        name = Content(one_line(goal.title)).truncate(each, ellipsis=True).plain
        style = "bold underline" if number == place else MUTED
        parts += [(name, style), ("   ", "")]
    return Content.assemble(*parts, (count.strip(), MUTED))


def detail(row: Row, view: GoalView, names: Mapping[SkillId, str], success: float | None) -> Content:
    """One skill in full."""
    line, scale, skill = row.line, view.goal.scale, row.line.skill
    parts: list[str | tuple[str, str]] = [(one_line(skill.name), "bold")]
    if skill.parent:
        parts.append((f"   {names.get(skill.parent, skill.parent)}", MUTED))
    if skill.about:
        parts.append(f"\n{one_line(skill.about)}")
    answers = f" from {counted(line.level.n, 'answer')}" if line.level.n else ", no scored answer yet"
    gap = gap_text(row, view)
    parts.append(f"\nlevel {level_words(line.level, scale)}{answers}   target {scale.show(skill.target)}")
    parts.append(f"   gap {gap}" if gap else "")
    facts = [f"{row.percent} % of the goal" if line.weight else "does not count itself, helps the others"]
    if row.is_out:
        facts = ["left out"]
    if success is not None:
        facts.append(f"last 20 answers {success * 100:.0f} % right")
    if not row.is_out:
        facts.append(f"{counted(line.due, 'review')} due today" if line.due else "nothing due today")
    parts.append("\n" + "   ".join(facts))
    for label, ids in _links(line, view):
        parts.append((f"\n{label} ", MUTED))
        parts.append(", ".join(names.get(one, one) for one in ids))
    return Content.assemble(*parts)


def why(row: Row, view: GoalView, names: Mapping[SkillId, str]) -> Content:
    """Why this row says what it says."""
    line, skill = row.line, row.line.skill
    parts: list[str | tuple[str, str]] = [
        (f"Why: {one_line(skill.name)}\n", "bold"),
        _state_reason(row, names),
    ]
    if line.is_leaf:
        parts.append(
            "\nThe line holds your true level 8 times in 10. It moves with every answer, more after a surprise, and"
            " widens while the skill rests."
        )
    else:
        parts.append(
            "\nA branch is not drilled itself: its level is the mean of its skills, by their shares."
        )
    if not line.is_leaf or line.weight:
        parts.append(
            " Shares began with the way the goal is marked; + and - change them, the others make room."
        )
    if view.reported.note and view.goal.kind == "exam":
        parts.append(f"\n{view.reported.note}")
    return Content.assemble(*parts)


def reported_words(view: GoalView) -> str:
    """The level as the exam would print it, in a sentence; empty where it would say nothing else."""
    scale, found = view.goal.scale, view.reported
    if view.level.label == "unknown":
        said = scale.show(view.goal.current)
        return f"Nothing measured yet; you said {said}."
    if view.reached:
        return f"Reached: even the low end of the range reports as {scale.show(view.goal.target)}."
    value = scale.show(found.value)
    if view.goal.kind != "exam":
        return "" if value == scale.show(view.level.mean) else f"That counts as {value}."
    strict = f", on the stricter reading {scale.show(found.stricter)}" if found.stricter is not None else ""
    return f"The exam would say {value}{strict}."


def _second(view: GoalView, width: int, forecast: Mapping[str, Any] | None) -> Content:
    said = reported_words(view)
    likely = ""
    if forecast is not None and forecast.get("p_by_deadline") is not None and not view.reached:
        likely = f"{forecast['verdict']}, {odds(float(forecast['p_by_deadline']))}"
    return _spread(Content(said).stylize(MUTED), Content(likely).stylize(MUTED), width)


def _spread(left: Content, right: Content, width: int) -> Content:
    gap = width - left.cell_length - right.cell_length
    if not right.cell_length or gap < 2:
        return left.truncate(max(width, 1), ellipsis=True)
    return Content.assemble(left, " " * gap, right)


def _links(line: SkillLine, view: GoalView) -> list[tuple[str, Sequence[SkillId]]]:
    skill = line.skill
    after = [one.skill.id for one in view.lines if skill.id in one.skill.prerequisites]
    links = [
        ("comes after", skill.prerequisites),
        ("comes before", after),
        ("easily mixed up with", skill.confusable),
    ]
    return [(label, ids) for label, ids in links if ids]


def _state_reason(row: Row, names: Mapping[SkillId, str]) -> str:
    line = row.line
    if row.is_out:
        return "You left it out: it is not practised and counts for nothing. i takes it in again."
    if line.level.label == "unknown":
        return (
            "Hardly anything is known beyond what you said yourself, so the row shows dots instead of a line."
        )
    if line.level.label == "rough":
        return f"{counted(line.level.n, 'answer').capitalize()} so far: a start, but the range is still wide."
    if line.state == "reached":
        return "Even the low end of the range is at the target. It still comes back for review."
    if line.state == "waiting":
        first = ", ".join(names.get(one, one) for one in line.skill.prerequisites)
        return f"It waits until what it builds on is close to its own level: {first}. p changes that."
    return f"Measured by {counted(line.level.n, 'answer')} and still below the target, so it has its part in the plan."
