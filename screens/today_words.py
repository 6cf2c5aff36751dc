"""Today in words: the goal's line, the agenda's lines, and what is new."""

from __future__ import annotations

from textual.content import Content

from coach.journeys.today import TodayView
from goals.agenda import Block
from screens.words import counted, long_day, ruler, stretch

NAMES = {"recall": "Recall", "focus": "Focus", "mixed": "Mixed", "produce": "Produce", "reflect": "Reflect"}
"""Blocks as they are called on screen."""
RULER = 44
"""Cells of the goal's ruler: it must fit beside its labels in 80 columns."""


def welcome() -> Content:
    """What stands here before there is a goal."""
    return Content.assemble(
        ("No goal yet.\n\n", "bold"),
        "Here will be today's plan: what to practise, for how long, and why.\n",
        ("g", "bold $accent"),
        "  set a goal with one sentence, such as “IELTS writing 7 to 8.5 by June, 45 min a day”.",
    )


def goal_lines(view: TodayView, goals: int, *, ascii_only: bool) -> Content:
    """Title, way to go, days left and the odds; below it the ruler with the level's interval and the target."""
    goal, level, scale = view.goal, view.level, view.goal.scale
    left = goal.days_left(view.day)
    days = "no date" if left is None else f"{counted(left, 'day')} left" if left > 0 else "the date is here"
    head = Content.assemble(
        (goal.title, "bold"), "  ", f"{scale.show(goal.current)} → {scale.show(goal.target)}".replace("→", "->" if ascii_only else "→"),
        ("   " + days, "$text-muted"), ("   [ ] other goals" if goals > 1 else "", "$text-muted"),
    )  # fmt: skip
    low, high = stretch(scale, [goal.current, goal.target, level.low, level.high])
    bar = Content.assemble(
        (f"{scale.show(low):>4} ", "$text-muted"),
        ruler(level, goal.target, scale, low, high, RULER, ascii_only=ascii_only),
        (f" {scale.show(high):<4}", "$text-muted"),
        "  ", _level_words(view),
    )  # fmt: skip
    return Content("\n").join([head, bar, _odds(view)])


def agenda_lines(view: TodayView, *, why: bool) -> Content:
    """The blocks, each with minutes, skills and reason; the likely key is enter."""
    agenda = view.agenda
    if not any(block.drills for block in agenda.blocks):
        return Content.assemble(
            ("Nothing to drill today.", "bold"), "\nEvery skill has reached its target, or is left out."
        )
    verb = "Go on where you stopped" if view.waiting else f"{counted(agenda.minutes, 'minute')} today"
    done = f"   {counted(view.today.answers, 'answer')} done already" if view.today else ""
    lines = [Content.assemble((verb, "bold"), (done, "$text-muted"))]
    for number, block in enumerate(agenda.blocks):
        lines.append(_block_line(block, view, first=number == 0))
    if agenda.left_out:
        if why:
            lines += [
                Content.assemble(("  left out  " if n == 0 else "            ", "$text-muted"), text)
                for n, text in enumerate(agenda.left_out)
            ]
        else:
            more = f" and {len(agenda.left_out) - 1} more" if len(agenda.left_out) > 1 else ""
            lines.append(
                Content.assemble(("  left out  ", "$text-muted"), (agenda.left_out[0] + more, "$text-muted"))
            )
    return Content("\n").join(lines)


def news_lines(view: TodayView) -> Content:
    """Yesterday in one neutral line, and what wants a look."""
    lines: list[Content] = []
    if view.clock_set_back:
        lines.append(
            Content.assemble(
                ("! ", "bold $text-warning"),
                "The clock stands before your last answer: days count from that answer until it catches up.",
            )
        )
    if view.offer_placement:
        lines.append(
            Content.assemble(
                ("p", "bold $accent"),
                "  find where you stand: up to 15 questions, ten minutes. Or just start; levels will show as you go.",
            )
        )
    if view.yesterday:
        done = view.yesterday
        minutes = round(done.seconds / 60)
        lines.append(
            Content(
                f"Yesterday {counted(minutes, 'minute')}, {counted(done.answers, 'answer')}. Sure {counted(done.sure, 'time')}, right {done.sure_right}."
            )
        )
    elif view.days_away > 30:
        lines.append(
            Content(
                f"{view.days_away} days away. A short look at where you stand comes first; nothing is lost."
            )
        )
    elif view.days_away > 0:
        lines.append(
            Content(
                f"Nothing for {counted(view.days_away, 'day')}. A few minutes of recall first; what waits is spread out."
            )
        )
    return Content("\n").join(lines)


def _block_line(block: Block, view: TodayView, *, first: bool) -> Content:
    names = [view.names.get(skill, skill) for skill in block.skills]
    about = names[0] if block.kind in ("focus", "produce") and names else ", ".join(names[:3])
    if block.kind == "reflect":
        about = ""
    if block.kind == "recall":
        about = ""
    head = Content.assemble(
        ("> " if first else "  ", "bold $accent"),
        (f"{NAMES[block.kind]:<8}", "bold" if first else ""),
        f"{block.minutes:>3}   ",
    )
    text = f"{about}: {block.reason}" if about else block.reason
    return Content.assemble(head, text)


def _level_words(view: TodayView) -> Content:
    level, scale = view.level, view.goal.scale
    if level.label == "unknown":
        return Content("level unknown").stylize("$text-muted")
    rough = "about " if level.label == "rough" else ""
    return Content(f"{rough}{scale.show(level.mean)} ({scale.show(level.low)} to {scale.show(level.high)})")


def _odds(view: TodayView) -> Content:
    goal, record = view.goal, view.forecast
    by = f"by {long_day(goal.deadline)}" if goal.deadline else ""
    if record is None:
        return Content(f"{goal.scale.show(goal.target)} {by}".strip()).stylize("$text-muted")
    chance = record.get("p_by_deadline")
    if chance is None:
        return Content(str(record["text"]))
    level = next((one for one in record["levers"] if one["kind"] == "target"), None)
    likely = (
        f"; {goal.scale.show(level['value'])} is as likely as not"
        if level and level["value"] is not None
        else ""
    )
    return Content.assemble(
        (str(record["verdict"]), "bold"), f", P = {chance:.2f} for {goal.scale.show(goal.target)} {by}{likely}",
    )  # fmt: skip
