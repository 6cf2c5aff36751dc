"""Placement: a few questions that find where to start; it stops by itself, waits when left, and is taken back."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from coach.journeys.bundle import Journeys
from coach.journeys.placing import PlacementSitting
from goals.goal import Goal
from goals.ids import SkillId
from goals.refusals import Refused

if TYPE_CHECKING:
    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner, Open

QUICK = {"choice", "select", "text", "correction", "order", "number"}


def answer_all(sitting: PlacementSitting, learner: Learner, *, right: bool, seconds: float = 20) -> list[str]:
    met: list[str] = []
    while (ask := sitting.ask()) is not None:
        met.append(ask.drill.id)
        assert ask.drill.kind in QUICK
        sitting.answer(learner.right(sitting) if right else "no idea at all", 2, seconds=seconds)
    return met


def test_it_asks_a_few_different_questions_and_stops(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    met = answer_all(sitting, learner, right=True)
    assert len(met) == len(set(met))
    assert 3 <= len(met) <= 15 == sitting.most
    placed = sitting.stop()
    assert placed.answers == len(met)
    assert placed.seconds == 20 * len(met)
    assert home.placing.was_done(goal)
    assert not home.placing.waiting(goal)


def test_what_it_finds_follows_the_answers(
    open_home: Open, home: Journeys, goal: Goal, learner: Learner
) -> None:
    start = home.viewing.show(goal).level
    answer_all(home.placing.sit_down(goal), learner, right=True)
    able = home.viewing.show(goal).level
    while home.undoing.last() != "setting the goal IELTS Writing":
        home.undoing.undo()
    answer_all(home.placing.sit_down(goal), learner, right=False)
    unable = home.viewing.show(goal).level
    assert unable.mean < start.mean < able.mean
    assert max(able.sd_logit, unable.sd_logit) < start.sd_logit


def test_it_is_spread_over_many_skills(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    skills = []
    while (ask := sitting.ask()) is not None:
        skills.append(ask.drill.skill)
        sitting.answer(learner.right(sitting) if len(skills) % 2 else "no", 2, seconds=10)
    assert len(set(skills)) >= 0.7 * len(skills)


def test_ten_minutes_are_enough(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    met = answer_all(sitting, learner, right=True, seconds=200)
    assert len(met) == 3
    assert sitting.placed().reason == "ten minutes are over"


def test_after_a_break_six_questions_will_do(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal, short=True)
    assert len(answer_all(sitting, learner, right=False)) <= 6


def test_skipped_and_unknown_ones_move_on(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    first = learner.asked(sitting)
    before = home.viewing.show(goal).level
    sitting.skip()
    second = learner.asked(sitting)
    assert home.viewing.show(goal).level == before
    sitting.dont_know(seconds=5)
    third = learner.asked(sitting)
    assert len({first, second, third}) == 3
    assert home.viewing.show(goal).level.mean < before.mean
    assert sitting.placed().answers == 1


def test_sure_but_wrong_is_not_asked_again_in_a_placement(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    sitting = home.placing.sit_down(goal)
    first = learner.asked(sitting)
    feedback = sitting.answer("no idea at all", 3, seconds=5)
    assert feedback.sure_but_wrong
    assert not feedback.returns_today
    assert first not in answer_all(sitting, learner, right=True)


def test_left_in_the_middle_it_goes_on_where_it_was(
    home: Journeys, goal: Goal, learner: Learner, open_home: Open, clock: FrozenClock
) -> None:
    sitting = home.placing.sit_down(goal)
    sitting.answer(learner.right(sitting), 2, seconds=20)
    sitting.draft("half")
    here = learner.asked(sitting)
    clock.go(days=1)

    again = open_home(None)
    assert again.placing.waiting(goal)
    assert again.today.look(goal).offer_placement
    resumed = learner.ask(again.placing.sit_down(goal))
    assert (resumed.drill.id, resumed.place, resumed.draft) == (here, 1, "half")


def test_stopped_early_what_was_answered_counts(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    sitting.answer(learner.right(sitting), 2, seconds=20)
    placed = sitting.stop()
    assert (placed.answers, placed.reason) == (1, "you stopped it")
    assert not home.today.look(goal).offer_placement


def test_an_answer_in_a_placement_is_taken_back(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    before = home.viewing.show(goal)
    first = learner.asked(sitting)
    sitting.answer("no idea at all", 2, seconds=590)
    second = learner.asked(sitting)
    sitting.answer("no idea at all", 2, seconds=20)
    assert sitting.is_over

    home.undoing.undo()
    sitting.refresh()
    assert learner.asked(sitting) == second
    home.undoing.undo()
    sitting.refresh()
    assert learner.asked(sitting) == first
    assert home.viewing.show(goal) == before
    # The minutes that were taken back are there to be used again.
    sitting.answer(learner.right(sitting), 2, seconds=20)
    sitting.answer(learner.right(sitting), 2, seconds=20)
    assert learner.ask(sitting).place == 2


def test_the_same_answers_after_undo_ask_the_same(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.placing.sit_down(goal)
    straight = []
    for _ in range(4):
        straight.append(learner.asked(sitting))
        sitting.answer(learner.right(sitting), 2, seconds=20)
    for _ in range(4):
        home.undoing.undo()
    sitting.refresh()
    again = []
    for _ in range(4):
        again.append(learner.asked(sitting))
        sitting.answer(learner.right(sitting), 2, seconds=20)
    assert again == straight


def test_placement_answers_open_no_skill_and_leave_the_plan_whole(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    answer_all(home.placing.sit_down(goal), learner, right=True)
    view = home.today.look(goal)
    assert any(block.drills for block in view.agenda.blocks)
    assert not view.waiting


# What the learner says of a branch


def test_what_is_said_of_a_branch_moves_where_it_starts_looking(home: Journeys, goal: Goal) -> None:
    tree = home.viewing.show(goal)
    branch = next(line for line in tree.lines if line.depth == 0 and not line.is_leaf)
    below = [line.skill.id for line in tree.lines if line.skill.parent == branch.skill.id]
    home.placing.say(goal, branch.skill.id, 5.0)
    after = {line.skill.id: line.level for line in home.viewing.show(goal).lines}
    assert fmean(after[skill].mean for skill in below) == pytest.approx(5.0, abs=0.01)
    assert after[branch.skill.id].n == 0
    assert after[branch.skill.id].label == "unknown"


def test_what_is_said_of_a_branch_is_no_answer_and_is_taken_back(home: Journeys, goal: Goal) -> None:
    before = home.viewing.show(goal)
    branch = before.lines[0].skill.id
    home.placing.say(goal, branch, 5.0)
    assert home.today.look(goal).offer_placement
    undone = home.undoing.undo()
    assert undone is not None
    assert undone.label == f"what you said of {before.lines[0].skill.name}"
    assert home.viewing.show(goal) == before


@pytest.mark.parametrize(("branch", "value"), [("no-such-branch", 5.0), ("tr", 9.5), ("tr", -1.0)])
def test_nonsense_of_a_branch_is_refused(home: Journeys, goal: Goal, branch: str, value: float) -> None:
    before = home.viewing.show(goal)
    with pytest.raises(Refused):
        home.placing.say(goal, SkillId(branch), value)
    assert home.viewing.show(goal) == before
