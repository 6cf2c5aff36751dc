"""Graders: what each kind of drill makes of an answer. None refuses an answer; like gets like."""

from __future__ import annotations

from dataclasses import replace

from goals.drills import (
    ChecklistKey,
    ChoiceKey,
    CorrectionKey,
    Drill,
    EssayKey,
    NumberKey,
    OrderKey,
    RewriteKey,
    RubricKey,
    SelectKey,
    SqlKey,
    TextKey,
)
from goals.graders.choice import choice_key, grade_choice, grade_select, select_key
from goals.graders.correction import correction_key, grade_correction
from goals.graders.essay import grade_essay
from goals.graders.number import grade_number, number_key
from goals.graders.order import grade_order, order_key
from goals.graders.rewrite import grade_rewrite
from goals.graders.self_report import grade_checklist, grade_rubric, rubric_key
from goals.graders.sql import grade_sql
from goals.graders.text import grade_text, text_key
from goals.graders.words import read
from goals.grades import Grade

__all__ = ["dont_know", "grade", "key_answer"]


def grade(drill: Drill, answer: str) -> Grade:
    """What an answer is worth.

    Args:
        drill: the drill it answers.
        answer: as typed or pasted, of any length; control characters are dropped, 20,000 characters are read.
    """
    answer = read(answer)
    match drill.key:
        case ChoiceKey() as key:
            return grade_choice(drill, key, answer)
        case SelectKey() as key:
            return grade_select(drill, key, answer)
        case TextKey() as key:
            return grade_text(drill, key, answer)
        case CorrectionKey() as key:
            return grade_correction(key, answer)
        case OrderKey() as key:
            return grade_order(key, answer)
        case NumberKey() as key:
            return grade_number(key, answer)
        case RewriteKey() as key:
            return grade_rewrite(key, answer)
        case ChecklistKey() as key:
            return grade_checklist(key, answer)
        case RubricKey() as key:
            return grade_rubric(key, answer)
        case EssayKey() as key:
            return grade_essay(key, answer)
        case SqlKey() as key:
            return grade_sql(key, answer)


def key_answer(drill: Drill) -> str:
    """An answer that scores 1: for simulated learners and for checking packs.

    "" for an essay, which has no score, and for a rewrite without a model.
    """
    match drill.key:
        case ChoiceKey() as key:
            return choice_key(drill, key)
        case SelectKey() as key:
            return select_key(drill, key)
        case TextKey() as key:
            return text_key(key)
        case CorrectionKey() as key:
            return correction_key(key)
        case OrderKey() as key:
            return order_key(key)
        case NumberKey() as key:
            return number_key(key)
        case RewriteKey() as key:
            return key.model
        case ChecklistKey():
            return "all"
        case RubricKey() as key:
            return rubric_key(key)
        case EssayKey():
            return ""
        case SqlKey() as key:
            return key.query


def dont_know(drill: Drill) -> Grade:
    """The grade of "don't know": score 0 and the right answer to read; an essay stays unscored."""
    graded = grade(drill, "")
    return replace(graded, score=None if graded.score is None else 0.0, why="", marks=())
