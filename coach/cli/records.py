"""Facts as the JSON objects that scripts rely on. Keys are a contract: they are added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.journeys.placing import Placed
from coach.journeys.sitting import Feedback, Summary
from coach.journeys.today import TodayView
from coach.journeys.viewing import GoalView
from goals.agenda import Agenda
from goals.goal import Goal
from goals.levels import Level
from goals.skills import SkillTree


def level_record(level: Level) -> dict[str, Any]:
    """A level on the goal's scale, with the ends of its 80 % interval and the answers behind it."""
    return {
        "mean": near(level.mean),
        "low": near(level.low),
        "high": near(level.high),
        "n": level.n,
        "label": level.label,
    }


def goal_record(goal: Goal) -> dict[str, Any]:
    """A goal as it was set."""
    return {
        "id": goal.id,
        "title": goal.title,
        "sentence": goal.sentence,
        "kind": goal.kind,
        "pack": goal.pack,
        "scale": goal.scale.id,
        "current": goal.current,
        "target": goal.target,
        "deadline": goal.deadline.isoformat() if goal.deadline else None,
        "minutes_per_day": goal.minutes_per_day,
        "status": goal.status,
    }


def view_record(view: GoalView, forecast: Mapping[str, Any]) -> dict[str, Any]:
    """A goal whole: level, gap, forecast and every skill."""
    return goal_record(view.goal) | {
        "day": view.day.isoformat(),
        "level": level_record(view.level),
        "reported": {
            "value": view.reported.value,
            "stricter": view.reported.stricter,
            "note": view.reported.note,
        },
        "reached": view.reached,
        "gap": near(view.goal.target - view.level.mean),
        "forecast": dict(forecast),
        "skills": [
            {
                "id": line.skill.id,
                "parent": line.skill.parent,
                "name": line.skill.name,
                "weight": near(line.weight, 6),
                "level": level_record(line.level),
                "target": line.skill.target,
                "gap": near(line.gap),
                "state": line.state,
                "prerequisites": list(line.skill.prerequisites),
                "included": line.skill.included,
                "is_leaf": line.is_leaf,
                "due": line.due,
            }
            for line in view.lines
        ],
        "plateaus": [],
    }


def agenda_record(agenda: Agenda) -> dict[str, Any]:
    """A day's blocks; `skill` is the main one of `skills`, null for reflection."""
    return {
        "day": agenda.day.isoformat(),
        "minutes": agenda.minutes,
        "blocks": [
            {
                "kind": block.kind,
                "skill": block.skills[0] if block.skills else None,
                "skills": list(block.skills),
                "minutes": block.minutes,
                "reason": block.reason,
                "drills": list(block.drills),
            }
            for block in agenda.blocks
        ],
        "left_out": list(agenda.left_out),
    }


def today_record(view: TodayView, forecast: Mapping[str, Any]) -> dict[str, Any]:
    """The day of one goal."""
    return agenda_record(view.agenda) | {
        "goal": view.goal.id,
        "level": level_record(view.level),
        "target": view.goal.target,
        "forecast": dict(forecast),
        "days_away": view.days_away,
        "waiting": view.waiting,
        "offer_placement": view.offer_placement,
    }


def feedback_record(back: Feedback, attempt: str) -> dict[str, Any]:
    """What came back on one answer; `correct` and `score` are null where nothing can be scored."""
    grade = back.grade
    return {
        "type": "feedback",
        "attempt": attempt,
        "drill": back.drill.id,
        "skill": back.skill,
        "correct": None if grade.score is None else grade.correct,
        "score": None if grade.score is None else near(grade.score),
        "expected": grade.expected,
        "also": list(grade.also),
        "why": grade.why,
        "explanation": back.drill.explanation,
        "level": level_record(back.after),
        "before": level_record(back.before),
        "target": back.target,
        "observations": dict(grade.observations),
        "assisted": back.assisted,
        "dont_know": back.dont_know,
        "returns_today": back.returns_today,
        "due": back.due.isoformat() if back.due else None,
    }


def summary_record(summary: Summary, session: str) -> dict[str, Any]:
    """How a sitting went."""
    return {
        "type": "summary",
        "session": session,
        "answers": summary.answers,
        "correct": summary.correct,
        "scored": summary.scored,
        "score": near(summary.score),
        "predicted": near(summary.predicted),
        "sure": summary.sure,
        "sure_right": summary.sure_right,
        "seconds": near(summary.seconds, 3),
        "minutes": summary.minutes,
        "pattern": summary.pattern,
        "moved": [
            {
                "skill": m.skill,
                "name": m.name,
                "before": level_record(m.before),
                "after": level_record(m.after),
            }
            for m in summary.moved
        ],
        "finished": summary.finished,
    }


def placed_record(placed: Placed, tree: SkillTree, *, finished: bool) -> dict[str, Any]:
    """What a placement found so far."""
    return {
        "level": level_record(placed.levels[None]),
        "skills": [
            {"id": skill.id, "name": skill.name, "level": level_record(placed.levels[skill.id])}
            for skill in tree
            if skill.id in placed.levels
        ],
        "reason": placed.reason if finished else "stopped; it can be gone on with",
    }


def near(value: float, digits: int = 4) -> float:
    """A number without the noise of its last bits."""
    return round(value, digits) + 0.0
