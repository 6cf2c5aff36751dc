"""Placement: few questions, well chosen, and a fair end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest

from goals.drills import Kind, Outline
from goals.ids import DrillId, GoalId, SkillId
from goals.levels import LevelState, observe, prior
from goals.placement import Placement, information, left, next_question
from goals.scales import built_in
from goals.skills import Skill, SkillTree
from goals.students import Student, attempt

BANDS = built_in("ielts-band")
DAY, AT, GOAL = date(2026, 3, 1), datetime(2026, 3, 1, 12, tzinfo=UTC), GoalId("g")
STEPS = (6.0, 6.75, 7.5, 8.25, 9.0)


def four_by_three() -> SkillTree:
    skills: list[Skill] = []
    for branch in "abcd":
        skills.append(Skill(SkillId(branch), branch, 8.5))
        skills += [Skill(SkillId(f"{branch}{i}"), branch, 8.5, SkillId(branch), 1 / 12) for i in range(3)]
    return SkillTree(tuple(skills))


TREE = four_by_three()
LEAVES = tuple(leaf.id for leaf in TREE.leaves())
START = prior(TREE, BANDS, 7.0, DAY)


def drill(
    skill: str, difficulty: float, guess: float = 0.0, kind: Kind = "text", seconds: int = 40
) -> Outline:
    name = DrillId(f"{skill}-{difficulty}-{guess}-{kind}-{seconds}")
    return Outline(name, SkillId(skill), kind, difficulty, guess, seconds)


BANK = [drill(skill, step, guess) for skill in LEAVES for step in STEPS for guess in (0.0, 0.25, 0.5)]


def placed(student: Student, state: LevelState, questions: int) -> LevelState:
    asked: list[DrillId] = []
    for number in range(questions):
        question = next_question(state, BANK, asked, BANDS, LEAVES)
        assert question is not None
        asked.append(question.id)
        state = observe(state, attempt(student, question, GOAL, AT, DAY, number), BANDS, TREE)
    return state


def alone(state: LevelState) -> LevelState:
    """The same prior without what skills share."""
    return replace(state, P=tuple((*[0.0] * i, row[i]) for i, row in enumerate(state.P)))


def test_the_question_is_pitched_at_the_learner() -> None:
    offered = [drill("a0", step) for step in STEPS]
    first = next_question(START, offered, (), BANDS, LEAVES)
    assert first is not None
    assert first.difficulty == 6.75


def test_questions_that_can_be_guessed_come_after_those_that_cant() -> None:
    offered = [drill("a0", 7.0, 0.5), drill("a0", 7.0, 0.25), drill("a0", 7.0)]
    asked: list[DrillId] = []
    for expected in (0.0, 0.25, 0.5):
        question = next_question(START, offered, asked, BANDS, LEAVES)
        assert question is not None
        assert question.guess == expected
        asked.append(question.id)
    assert next_question(START, offered, asked, BANDS, LEAVES) is None


def test_of_equal_questions_the_shorter_is_asked() -> None:
    question = next_question(
        START, [drill("a0", 7.0, seconds=60), drill("a0", 7.0, seconds=20)], (), BANDS, LEAVES
    )
    assert question is not None
    assert question.seconds == 20


@pytest.mark.parametrize("kind", ["rewrite", "checklist", "rubric", "essay"])
def test_what_takes_long_or_has_no_exact_key_is_never_asked(kind: Kind) -> None:
    assert next_question(START, [drill("a0", 7.0, kind=kind)], (), BANDS, LEAVES) is None


def test_skills_taken_out_or_unknown_are_never_asked() -> None:
    assert (
        next_question(
            START,
            [drill("a0", 7.0), drill("elsewhere", 7.0)],
            (),
            BANDS,
            [SkillId("b0"), SkillId("elsewhere")],
        )
        is None
    )


def test_the_first_four_questions_visit_four_branches() -> None:
    state = START
    asked: list[DrillId] = []
    seen: list[str] = []
    for number in range(4):
        question = next_question(state, BANK, asked, BANDS, LEAVES)
        assert question is not None
        asked.append(question.id)
        seen.append(question.skill[0])
        one = attempt(Student("steady", TREE, BANDS, 7.0, Random(3)), question, GOAL, AT, DAY, number)
        state = observe(state, one, BANDS, TREE)
    assert sorted(seen) == ["a", "b", "c", "d"]


def test_the_same_belief_asks_the_same_question_in_whatever_order_drills_are_listed() -> None:
    mixed = list(BANK)
    Random(8).shuffle(mixed)
    assert next_question(START, mixed, (), BANDS, LEAVES) == next_question(START, BANK, (), BANDS, LEAVES)


def test_an_answer_tells_a_quarter_per_logit_squared_at_best() -> None:
    assert information(drill("a0", 7.0), BANDS.to_logit(7.0), BANDS) == pytest.approx(0.25)
    # guess 1/4 at the learner's level: p = .625, slope = .75 / 4, slope^2 / (p (1 - p)) = .15
    assert information(drill("a0", 7.0, 0.25), BANDS.to_logit(7.0), BANDS) == pytest.approx(0.15)
    assert information(drill("a0", 9.0), BANDS.to_logit(3.0), BANDS) < 0.001


def test_it_stops_at_fifteen_questions() -> None:
    progress = Placement()
    for number in range(15):
        assert progress.done == ""
        progress = progress.after(DrillId(str(number)), 5, START, LEAVES)
    assert progress.done == "questions"
    assert len(progress.asked) == 15


def test_it_stops_after_ten_minutes() -> None:
    progress = Placement().after(DrillId("1"), 599, START, LEAVES)
    assert progress.done == ""
    assert progress.after(DrillId("2"), 2, START, LEAVES).done == "minutes"


def test_it_stops_once_levels_are_known_well_enough() -> None:
    assert left(START, LEAVES) == pytest.approx(1.0)
    state = START.on(DAY)
    for number, skill in enumerate(LEAVES * 4):
        one = attempt(
            Student("steady", TREE, BANDS, 7.0, Random(1)), drill(skill, 7.0), GOAL, AT, DAY, number
        )
        state = observe(state, one, BANDS, TREE)
    assert left(state, LEAVES) < 0.65
    assert Placement().after(DrillId("1"), 5, state, LEAVES).done == "sure"


def test_after_a_break_six_questions_are_enough() -> None:
    progress = Placement(most=6, sure_at=0.0)
    for number in range(6):
        progress = progress.after(DrillId(str(number)), 5, START, LEAVES)
    assert progress.done == "questions"


def test_twelve_answers_place_twelve_skills_better_than_thirty_that_share_nothing() -> None:
    together = apart = before = 0.0
    for seed in range(40):
        for joint in (True, False):
            student = Student("steady", TREE, BANDS, 7.0, Random(9_000 + seed))
            state = placed(student, START if joint else alone(START), 12 if joint else 30)
            error = sum((m - student.true_logit(s)) ** 2 for s, m in zip(LEAVES, state.mu, strict=False)) / 12
            together, apart = together + error * joint, apart + error * (not joint)
            before += sum((BANDS.to_logit(7.0) - student.true_logit(s)) ** 2 for s in LEAVES) / 24
    assert together < apart < before
    assert together < 0.75 * before
