"""Today in words: the goal's lines, the agenda's lines, and what is new."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from coach.journeys.today import LONG_BREAK, TodayView
from goals.agenda import Block
from goals.arithmetic import reported
from screens.drill.lines import hang
from screens.words import MUTED, counted, long_day, odds, ruler, stretch

NAMES: Final = {
    "recall": "Recall",
    "focus": "Focus",
    "mixed": "Mixed",
    "produce": "Produce",
    "reflect": "Reflect",
}
"""Blocks as they are called on screen."""
LEAST_RULER, MOST_RULER = 16, 60


def welcome() -> Content:
    """What stands here before there is a goal."""
    return Content.assemble(
        ("No goal yet.\n\n", "bold"),
        "Here will be today's plan: what to practise, for how long, and why.\n",
        ("g", "bold $accent"),
        "  set a goal with one sentence, such as\n   “IELTS writing 7 to 8.5 by June, 45 min a day”.",
    )


def goal_lines(view: TodayView, goals: int, width: int, *, ascii_only: bool) -> Content:
    """Title, way to go and days left; the ruler with the level's interval and the target; the odds."""
    goal, level, scale = view.goal, view.level, view.goal.scale
    arrow = "->" if ascii_only else "→"
    way = f"  {scale.show(goal.current)} {arrow} {scale.show(goal.target)}"
    right = [_days_left(view), *(["[ ] next goal"] if goals > 1 else [])]
    end = Content.styled("   ".join(right), MUTED)
    title = Content.styled(goal.title, "bold").truncate(
        max(width - len(way) - end.cell_length - 3, 8), ellipsis=True
    )
    gap = " " * max(width - title.cell_length - len(way) - end.cell_length, 3)
    head = Content.assemble(title, way, gap, end)
    low, high = stretch(scale, [goal.current, goal.target, level.low, level.high])
    edges, words = (scale.show(low), scale.show(high)), _level_words(view, ascii_only=ascii_only)
    room = width - len(edges[0]) - len(edges[1]) - words.cell_length - 5
    bar = Content.assemble(
        (edges[0] + " ", MUTED),
        ruler(
            level,
            goal.target,
            scale,
            low,
            high,
            min(max(room, LEAST_RULER), MOST_RULER),
            ascii_only=ascii_only,
        ),
        (" " + edges[1], MUTED),
        "   ",
        words,
    )
    return Content("\n").join([head, bar, *hang("", _odds(view), width)])


def startable(view: TodayView) -> bool:
    """True if there is something to drill now."""
    return view.waiting or any(block.drills for block in view.agenda.blocks)


def agenda_lines(view: TodayView, width: int) -> Content:
    """The blocks, each with minutes, skills and reason; the likely key is enter."""
    if not startable(view):
        return _nothing(view, width)
    if view.waiting:
        behind, count = view.reached
        left = sum(block.minutes for block in view.rest)
        head = "Go on where you stopped"
        about = f"{behind} of {count} drills done, about {counted(left, 'minute')} left"
    else:
        head = f"{counted(view.agenda.minutes, 'minute')} today"
        about = f"{counted(view.today.answers, 'answer')} done already" if view.today else ""
    lines = [Content.assemble((head, "bold"), ("   " + about, MUTED))]
    for number, block in enumerate(view.rest or view.agenda.blocks):
        lines += _block_lines(block, view, width, first=number == 0)
    left_out = () if view.waiting else view.agenda.left_out
    if left_out:
        more = f"; {len(left_out) - 1} more with w" if len(left_out) > 1 else ""
        room = width - 12 - len(more)
        first = left_out[0] if len(left_out[0]) <= room else left_out[0][: max(room - 1, 1)].rstrip() + "…"
        lines.append(Content.styled("  left out  " + first + more, MUTED))
    return Content("\n").join(lines)


def why_lines(view: TodayView) -> Content:
    """Every block with what it is about and why, all that was left out, and how a plan comes about."""
    said: list[Content] = []
    for block in view.agenda.blocks:
        names = ", ".join(view.names.get(skill, skill) for skill in block.skills)
        about = f": {names}" if names else ""
        head = Content.styled(f"{NAMES[block.kind]}, {counted(block.minutes, 'minute')}{about}", "bold")
        said.append(Content.assemble(head, "\n", block.reason))
    if view.agenda.left_out:
        head = Content.styled("Left out", "bold")
        said.append(Content("\n").join([head, *(Content(text) for text in view.agenda.left_out)]))
    rule = (
        "What is due comes first. Then the skills with most to gain for each minute, by their share of the score and"
        " the way to the target; skills that are easily confused are asked in turn; and something is said in your own"
        " words."
    )
    said.append(Content.styled(rule, MUTED))
    return Content("\n\n").join(said)


def news_lines(view: TodayView, width: int) -> Content:
    """Yesterday in one neutral line, and what wants a look."""
    lines: list[Content] = []
    if view.clock_set_back:
        text = "The clock stands before your last answer: days count from that answer until it catches up."
        lines += hang(Content.styled("! ", "bold $text-warning"), text, width)
    if view.offer_placement:
        text = "finds where you stand: up to 15 questions, ten minutes. Or just start; levels show as you go."
        if view.days_away > LONG_BREAK:
            text = "finds where you stand now: six questions. Or just start; levels show as you go."
        lines += hang(Content.assemble(("p", "bold $accent"), "  "), text, width)
    if view.yesterday:
        done = view.yesterday
        text = f"Yesterday {counted(round(done.seconds / 60), 'minute')}, {counted(done.answers, 'answer')}."
        if done.sure:
            text += f" Sure {counted(done.sure, 'time')}, right {done.sure_right}."
        lines += hang("", text, width)
    elif view.days_away > LONG_BREAK:
        text = f"{view.days_away} days away. Nothing is lost; what you know best comes first."
        lines += hang("", text, width)
    elif view.days_away > 0:
        text = f"Nothing for {counted(view.days_away, 'day')}. A few minutes of recall first; what waits is spread out."
        lines += hang("", text, width)
    return Content("\n").join(lines)


def _nothing(view: TodayView, width: int) -> Content:
    head = Content.styled("Nothing to drill today.", "bold")
    if view.goal.pack is None:
        text = (
            "No pack of drills covers this goal yet. Practise it your own way, and enter the scores you get with s in"
            " Goals (2): its level and the forecast follow them."
        )
    else:
        text = "Every skill has reached its target, or is left out. Goals (2) shows them."
    return Content("\n").join([head, *hang("", text, width)])


def _block_lines(block: Block, view: TodayView, width: int, *, first: bool) -> list[Content]:
    names = [view.names.get(skill, skill) for skill in block.skills]
    about = {
        "recall": "",
        "reflect": "",
        "mixed": ", ".join(names[:3]),
    }.get(block.kind, names[0] if names else "")
    head = Content.assemble(
        ("> " if first else "  ", "bold $accent"),
        (f"{NAMES[block.kind]:<8}", "bold" if first else ""),
        f"{block.minutes:>3}   ",
    )
    text = Content.assemble(about, "   " if about else "", (block.reason, MUTED if about else ""))
    return hang(head, text, width)


def _level_words(view: TodayView, *, ascii_only: bool) -> Content:
    level, scale = view.level, view.goal.scale
    if level.label == "unknown":
        return Content.styled("less sure after so long" if level.n else "not measured yet", MUTED)
    about = "about " if level.label == "rough" else ""
    return Content(f"{about}{scale.show(level.mean)} ({scale.show(level.low)} to {scale.show(level.high)})")


def _days_left(view: TodayView) -> str:
    left = view.goal.days_left(view.day)
    if left is None:
        return "no date"
    if left > 0:
        return f"{counted(left, 'day')} left"
    return "the date is today" if left == 0 else f"the date was {counted(-left, 'day')} ago"


def _odds(view: TodayView) -> Content:
    goal, record = view.goal, view.forecast
    by = f"by {long_day(goal.deadline)}" if goal.deadline else ""
    if record is None:
        return Content.styled(f"{goal.scale.show(goal.target)} {by}".strip(), MUTED)
    chance = record.get("p_by_deadline")
    if chance is None:
        return Content(str(record["text"]))
    level = next((one for one in record["levers"] if one["kind"] == "target"), None)
    likely = ""
    if level and level["value"] is not None:
        near = reported(goal.arithmetic, level["value"], goal.scale).value
        likely = f"; {goal.scale.show(near)} is as likely as not"
    said = f", {odds(chance)} for {goal.scale.show(goal.target)} {by}{likely}"
    return Content.assemble((str(record["verdict"]), "bold"), said)
