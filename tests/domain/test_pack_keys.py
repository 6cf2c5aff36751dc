"""The packs that come with Coach: every key is right by its own grader, no known wrong answer is."""

from __future__ import annotations

from pathlib import Path

import pytest

import research
from goals.drills import ChoiceKey, CorrectionKey, Drill
from goals.graders import grade, key_answer
from research.packs import Pack, read_pack

FOLDERS = sorted(header.parent for header in (Path(research.__file__).parent / "library").glob("*/pack.toml"))


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def pack(request: pytest.FixtureRequest) -> Pack:
    folder: Path = request.param
    return read_pack(folder)


def full(drill: Drill, answer: str) -> bool:
    score = grade(drill, answer).score
    return score is not None and score >= 1


def test_there_is_a_pack() -> None:
    assert FOLDERS


def test_every_key_scores_full(pack: Pack) -> None:
    scored = [drill for drill in pack.drills if drill.kind != "essay"]
    assert scored
    assert [drill.id for drill in scored if not full(drill, key_answer(drill))] == []


def test_no_known_wrong_answer_scores_full(pack: Pack) -> None:
    found = [(drill.id, wrong) for drill in pack.drills for wrong in drill.distractors if full(drill, wrong)]
    assert found == []


def test_no_wrong_choice_scores_full_by_text_number_or_letter(pack: Pack) -> None:
    found: list[tuple[str, str]] = []
    for drill in pack.drills:
        if not isinstance(drill.key, ChoiceKey):
            continue
        for at, choice in enumerate(drill.choices):
            names = [choice] if _short(drill) else [choice, str(at + 1), "abcdefghij"[at]]
            found += [(drill.id, name) for name in names if full(drill, name) != (at == drill.key.right)]
    assert found == []


def test_letting_a_faulty_sentence_pass_never_scores_full(pack: Pack) -> None:
    faulty = [drill for drill in pack.drills if isinstance(drill.key, CorrectionKey) and drill.key.faults]
    unseen = [
        drill.id
        for drill in faulty
        if isinstance(drill.key, CorrectionKey) and (full(drill, "ok") or full(drill, drill.key.sentence))
    ]
    assert unseen == []


def test_no_answer_and_not_knowing_never_score_full(pack: Pack) -> None:
    assert [drill.id for drill in pack.drills if full(drill, "") or full(drill, "?")] == []


def _short(drill: Drill) -> bool:
    """Where a choice is a number or a letter itself, that is what the number or letter means."""
    return any(len(choice) < 2 or choice.isdigit() for choice in drill.choices)
