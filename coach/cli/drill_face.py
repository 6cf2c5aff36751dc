"""What of a drill is shown before it is answered: the same facts for a person and for a script."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from coach.journeys.bundle import Journeys
from coach.journeys.keeping import shortened
from coach.journeys.sitting import Ask
from goals.drills import ChecklistKey, CorrectionKey, Drill, EssayKey, RubricKey, TextKey
from goals.ids import DrillId
from goals.plain import one_line
from goals.refusals import Refused


def material(drill: Drill) -> str:
    """What the prompt is about, as it stands: a table, the sentence to put right, the text to judge."""
    match drill.key:
        case CorrectionKey(sentence=text) | RubricKey(text=text) if text not in drill.prompt:
            return f"{drill.material}\n\n{text}" if drill.material and drill.material != text else text
    return drill.material


def beginning(journeys: Journeys, name: DrillId) -> str:
    """The first words by which a person knows a drill again; empty if it is gone."""
    with suppress(Refused):
        drill = journeys.drilling.drills.get(name)
        said = drill.key.sentence if isinstance(drill.key, CorrectionKey) else drill.prompt
        return shortened(one_line(said))
    return ""


def how_to_answer(drill: Drill) -> str:
    """The form of an answer, in words; empty where it is plain."""
    match drill.key:
        case ChecklistKey():
            return "Tick what yours does: numbers as in 1 3, all, or none."
        case RubricKey(criteria=criteria):
            return f"A score for each, in this order: {', '.join(criteria)}."
        case EssayKey(minutes=minutes, least_words=words):
            return f"{minutes} minutes, at least {words} words."
        case CorrectionKey():
            return "The whole sentence put right, or ok."
        case TextKey(gaps=gaps) if len(gaps) > 1:
            return f"{len(gaps)} answers with / between."
    by_kind = {
        "choice": "A number or letter.",
        "select": "Numbers, as in 1 3.",
        "order": "The order, as in 3 1 2.",
        "sql": "One query, on one line.",
    }
    return by_kind.get(drill.kind, "")


def ask_record(ask: Ask, *, with_key: bool) -> dict[str, Any]:
    """One drill as a script meets it. `hints` counts the help there is; reading it is a command."""
    from goals.graders import key_answer

    drill = ask.drill
    record: dict[str, Any] = {
        "type": "drill",
        "id": drill.id,
        "skill": drill.skill,
        "kind": drill.kind,
        "prompt": drill.prompt,
        "difficulty": drill.difficulty,
        "guess": drill.guess,
        "hints": len(drill.hints),
        "block": ask.block,
        "place": ask.place + 1,
        "count": ask.count,
    }
    if drill.choices:
        record["choices"] = list(drill.choices)
    if text := material(drill):
        record["material"] = text
    if form := how_to_answer(drill):
        record["answer_form"] = form
    match drill.key:
        case ChecklistKey(points=points):
            record["points"] = list(points)
        case RubricKey(criteria=criteria):
            record["criteria"] = list(criteria)
    if with_key:
        record["key"] = key_answer(drill)
    return record
