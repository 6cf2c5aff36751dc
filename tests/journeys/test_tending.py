"""Tending a goal: every edit does what it says, keeps what is derived true, and is taken back with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coach.journeys.bundle import Journeys
from coach.journeys.viewing import GoalView
from coach.store.derived_store import DerivedStore
from goals.goal import Goal
from goals.ids import SkillId
from goals.refusals import Refused

if TYPE_CHECKING:
    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner

COLLOCATIONS = SkillId("lr-collocation")


def practise(home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock, days: int = 3) -> None:
    for _ in range(days):
        sitting = home.drilling.sit_down(goal, 5)
        for n in range(5):
            sitting.answer(learner.right(sitting) if n % 3 else "not this", (2, 3, 1)[n % 3], seconds=20)
        sitting.finish()
        clock.go(days=1)


def weights(view: GoalView) -> dict[SkillId, float]:
    return {line.skill.id: line.weight for line in view.lines if line.is_leaf}


# The tree


def test_a_new_weight_makes_the_others_give_way(home: Journeys, goal: Goal) -> None:
    before = weights(home.viewing.show(goal))
    home.tending.weigh(goal, COLLOCATIONS, 0.3)
    after = weights(home.viewing.show(goal))
    assert after[COLLOCATIONS] == pytest.approx(0.3)
    assert sum(after.values()) == pytest.approx(1)
    others = [skill for skill in before if skill != COLLOCATIONS and before[skill]]
    shrunk = {round(after[skill] / before[skill], 6) for skill in others}
    assert len(shrunk) == 1  # all others keep their proportions


def test_a_target_for_a_branch_is_one_for_all_below(home: Journeys, goal: Goal) -> None:
    branch = next(line for line in home.viewing.show(goal).lines if not line.is_leaf).skill.id
    home.tending.aim(goal, branch, 8.0)
    lines = {line.skill.id: line for line in home.viewing.show(goal).lines}
    assert {line.skill.target for line in lines.values() if line.skill.parent == branch} == {8.0}
    assert any(line.skill.target == 8.5 for line in lines.values())


def test_what_is_left_out_is_not_drilled(home: Journeys, goal: Goal) -> None:
    view = home.today.look(goal)
    met = {skill for block in view.agenda.blocks for skill in block.skills}
    out = sorted(met)[0]
    home.tending.include(goal, out, False)
    met = {skill for block in home.today.look(goal).agenda.blocks for skill in block.skills}
    assert out not in met
    line = next(line for line in home.viewing.show(goal).lines if line.skill.id == out)
    assert (line.state, line.weight) == ("left out", 0)
    home.tending.include(goal, out, True)
    assert out in {line.skill.id for line in home.viewing.show(goal).lines if line.weight > 0}


def test_a_circle_of_prerequisites_is_refused_and_shown(home: Journeys, goal: Goal) -> None:
    tree = home.drilling.goals.tree(goal.id)
    first, second = (leaf.id for leaf in tree.active()[:2])
    home.tending.require(goal, first, [second])
    with pytest.raises(Refused, match="circle"):
        home.tending.require(goal, second, [first])
    assert home.drilling.goals.tree(goal.id)[second].prerequisites == tree[second].prerequisites


@pytest.mark.parametrize(
    "edit",
    [
        lambda home, goal: home.tending.weigh(goal, COLLOCATIONS, 1.5),
        lambda home, goal: home.tending.weigh(goal, SkillId("no-such"), 0.5),
        lambda home, goal: home.tending.aim(goal, COLLOCATIONS, 7.3),
        lambda home, goal: home.tending.aim(goal, COLLOCATIONS, 11.0),
        lambda home, goal: home.tending.require(goal, COLLOCATIONS, [SkillId("no-such")]),
        lambda home, goal: home.tending.require(goal, COLLOCATIONS, [COLLOCATIONS]),
        lambda home, goal: home.tending.change(goal, target=6.5),
        lambda home, goal: home.tending.change(goal, target=9.5),
        lambda home, goal: home.tending.change(goal, deadline=date(2026, 11, 20)),
        lambda home, goal: home.tending.change(goal, minutes_per_day=0),
        lambda home, goal: home.tending.change(goal, title=" \x1b "),
        lambda home, goal: home.tending.score(goal, 9.5),
        lambda home, goal: home.tending.score(goal, 7.0, by="auto"),
        lambda home, goal: home.tending.score(goal, float("nan")),
        lambda home, goal: home.tending.overrule(goal, SkillId("no-such"), 7.0),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    home: Journeys, goal: Goal, edit: Callable[[Journeys, Goal], object]
) -> None:
    before = home.viewing.show(goal)
    with pytest.raises(Refused) as refused:
        edit(home, goal)
    assert refused.value.what
    (same,) = home.viewing.goals()
    assert home.viewing.show(same) == before
    assert home.undoing.last() == "setting the goal IELTS Writing"


@pytest.mark.parametrize(
    "edit",
    [
        lambda home, goal: home.tending.weigh(goal, COLLOCATIONS, 0.3),
        lambda home, goal: home.tending.aim(goal, SkillId("lr"), 9.0),
        lambda home, goal: home.tending.include(goal, SkillId("lr"), False),
        lambda home, goal: home.tending.require(goal, COLLOCATIONS, [SkillId("gra-accuracy")]),
        lambda home, goal: home.tending.change(goal, target=8.0),
        lambda home, goal: home.tending.change(goal, deadline=date(2026, 12, 24)),
        lambda home, goal: home.tending.change(goal, title="Writing", minutes_per_day=10),
        lambda home, goal: home.tending.set_status(goal, "paused"),
        lambda home, goal: home.tending.set_status(goal, "dropped"),
        lambda home, goal: home.tending.score(goal, 7.5, by="official"),
        lambda home, goal: home.tending.score(goal, 6.0, skill=SkillId("lr"), by="teacher"),
        lambda home, goal: home.tending.overrule(goal, COLLOCATIONS, 8.5),
    ],
)
def test_every_edit_is_undone_without_a_trace_and_replay_agrees(
    home: Journeys,
    goal: Goal,
    learner: Learner,
    clock: FrozenClock,
    edit: Callable[[Journeys, Goal], object],
) -> None:
    practise(home, goal, learner, clock)
    before, plan = home.viewing.show(goal), home.today.look(goal).agenda
    edit(home, goal)
    (changed,) = home.viewing.goals() or (home.viewing.find(goal.id),)
    assert (changed, home.viewing.show(changed)) != (goal, before)
    assert home.drilling.recording.live_equals_replay(changed)
    home.undoing.undo()
    (same,) = home.viewing.goals()
    assert same == goal
    assert home.viewing.show(goal) == before
    assert home.today.look(goal).agenda == plan
    assert home.drilling.recording.live_equals_replay(goal)


# The goal


def test_a_new_target_is_followed_by_the_skills_that_shared_the_old_one(home: Journeys, goal: Goal) -> None:
    home.tending.aim(goal, COLLOCATIONS, 9.0)
    changed = home.tending.change(goal, target=8.0)
    targets = {line.skill.id: line.skill.target for line in home.viewing.show(changed).lines}
    assert targets.pop(COLLOCATIONS) == 9.0
    assert set(targets.values()) == {8.0}


def test_a_nearer_date_brings_reviews_back_within_it(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner, clock, days=30)
    reviews = DerivedStore(home.drilling.database).reviews
    day = home.today.day()
    before = {drill: review.due for drill, review in reviews(goal.id).items()}
    assert max(before.values()) > day + timedelta(days=5)

    changed = home.tending.change(goal, deadline=day + timedelta(days=20))
    # An interval may take 15 % of the days that were left when it began, so none reaches past the fifth.
    assert max(review.due for review in reviews(goal.id).values()) <= day + timedelta(days=5)
    assert home.drilling.recording.live_equals_replay(changed)
    home.undoing.undo()
    assert {drill: review.due for drill, review in reviews(goal.id).items()} == before
    assert home.drilling.recording.live_equals_replay(goal)


def test_paused_and_dropped_goals_are_not_planned_and_nothing_is_lost(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner, clock, days=1)
    before = home.viewing.show(goal).level
    paused = home.tending.set_status(goal, "paused")
    assert home.today.goals() == ()
    assert home.viewing.goals() == (paused,)
    dropped = home.tending.set_status(paused, "dropped")
    assert home.viewing.goals() == ()
    back = home.tending.set_status(dropped, "active")
    assert home.today.goals() == (back,)
    assert home.viewing.show(back).level == before


# Levels


def test_an_official_score_moves_the_goal_and_outweighs_drills(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner, clock)
    before = home.viewing.show(goal).level
    recorded = home.tending.score(goal, 8.0, by="official", note="test of 23 November")
    after = home.viewing.show(goal).level
    assert abs(after.mean - 8.0) < abs(before.mean - 8.0)
    assert after.high - after.low < before.high - before.low
    assert recorded.whole == after
    assert [(a.level, a.note) for a in home.viewing.scores(goal)] == [(8.0, "test of 23 November")]


def test_a_teachers_score_moves_its_skill_most(home: Journeys, goal: Goal) -> None:
    before = {line.skill.id: line.level.mean for line in home.viewing.show(goal).lines}
    home.tending.score(goal, 8.5, skill=COLLOCATIONS, by="teacher")
    after = {line.skill.id: line.level.mean for line in home.viewing.show(goal).lines}
    moved = {skill: after[skill] - before[skill] for skill in before}
    assert max(moved, key=lambda skill: moved[skill]) == COLLOCATIONS
    assert moved[COLLOCATIONS] > 0.3


def test_the_learner_may_overrule_a_level(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    practise(home, goal, learner, clock)
    home.tending.overrule(goal, COLLOCATIONS, 8.5, note="native speaker")
    line = next(line for line in home.viewing.show(goal).lines if line.skill.id == COLLOCATIONS)
    assert line.level.mean == pytest.approx(8.5, abs=0.25)
