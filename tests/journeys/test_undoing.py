"""Undo: one key takes back one action, many steps, also after a restart, and never hijacks today's sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.errors import MovedOn
from coach.journeys.bundle import Journeys
from coach.store.derived_store import DerivedStore
from goals.goal import Goal
from goals.ids import SkillId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner, Open, Seat

SET = "setting the goal IELTS Writing"


def derived(home: Journeys, goal: Goal) -> Mapping[str, object]:
    """Everything derived from the attempts: reviews, levels by day, roll-ups."""
    return DerivedStore(home.drilling.database).fingerprint(goal.id)


def test_each_step_back_leaves_what_was_there_before(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    seen = []
    for n in range(6):
        seen.append((learner.asked(sitting), derived(home, goal), home.viewing.show(goal)))
        sitting.answer(learner.right(sitting) if n % 2 else "not this", (3, 2, 1)[n % 3], seconds=30)
    for drill, rows, view in reversed(seen):
        assert home.undoing.undo() is not None
        sitting.refresh()
        assert learner.asked(sitting) == drill
        assert derived(home, goal) == rows
        assert home.viewing.show(goal) == view
    assert home.undoing.last() == SET


def test_many_steps_back_after_a_restart(
    home: Journeys, goal: Goal, learner: Learner, open_home: Open
) -> None:
    untouched = derived(home, goal)
    sitting = home.drilling.sit_down(goal)
    first = learner.asked(sitting)
    for _ in range(4):
        sitting.answer("not this", 3, seconds=30)
    sitting.skip()
    home.close()

    again = open_home(None)
    labels = [undone.label for _ in range(5) if (undone := again.undoing.undo())]
    assert labels[0].startswith("a skipped drill in ")
    assert all(label.startswith("an answer in ") for label in labels[1:])
    assert learner.asked(again.drilling.sit_down(goal)) == first
    assert derived(again, goal) == untouched


def test_nothing_left_to_take_back_is_said(home: Journeys, goal: Goal) -> None:
    assert home.undoing.undo() is not None
    assert home.undoing.last() is None
    assert home.undoing.undo() is None


def test_an_undone_attempt_stays_on_record(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    sitting.answer(learner.right(sitting), 2)
    home.undoing.undo()
    assert home.drilling.attempts.count() == 1
    assert home.drilling.attempts.of_session(sitting.session.id) == ()


def test_the_drill_that_was_to_return_goes_with_its_answer(
    home: Journeys, seat: Seat, learner: Learner
) -> None:
    drills = learner.drills(home, "choice")[:3]
    sitting = seat(*drills)
    sitting.answer("no such choice", 3)
    home.undoing.undo()
    sitting.refresh()
    met = []
    while (ask := sitting.ask()) is not None:
        met.append(ask.drill.id)
        sitting.answer(learner.right(sitting), 2)
    assert met == drills


def test_undo_on_the_summary_opens_the_sitting_again(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    drill = learner.asked(sitting)
    sitting.answer("not this", 1)
    sitting.finish()
    undone = home.undoing.undo()
    assert undone is not None
    assert undone.session == sitting.session.id
    sitting.refresh()
    assert learner.asked(sitting) == drill
    assert home.drilling.sit_down(goal).session.id == sitting.session.id


def test_undo_in_yesterdays_session_leaves_today_alone(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    old = home.drilling.sit_down(goal)
    untouched = derived(home, goal)
    old.answer(learner.right(old), 2)
    old.finish()
    clock.go(days=1)
    home.undoing.undo()
    assert derived(home, goal) == untouched
    assert not home.today.look(goal).waiting
    assert home.drilling.sit_down(goal).session.id != old.session.id


def test_undo_in_yesterdays_placement_does_not_offer_it_again(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    sitting = home.placing.sit_down(goal)
    for _ in range(2):
        sitting.answer(learner.right(sitting), 2, seconds=20)
    sitting.stop()
    clock.go(days=1)
    home.undoing.undo()
    assert len(home.drilling.attempts.of_session(sitting.session.id)) == 1
    assert home.placing.was_done(goal)
    assert not home.today.look(goal).offer_placement


def test_undo_reaching_into_an_earlier_session_of_today_does_not_bring_it_back(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    first = home.drilling.sit_down(goal)
    first.answer(learner.right(first), 2)
    first.finish()
    second = home.drilling.sit_down(goal)
    here = learner.asked(second)
    home.undoing.undo()
    assert home.drilling.attempts.of_session(first.session.id) == ()
    second.refresh()
    assert learner.asked(second) == here
    second.finish()
    assert not home.today.look(goal).waiting


def test_undo_elsewhere_moves_this_sitting_only_after_it_looks(
    home: Journeys, goal: Goal, learner: Learner, open_home: Open
) -> None:
    sitting = home.drilling.sit_down(goal)
    first = learner.asked(sitting)
    sitting.answer("not this", 1)
    open_home(None).undoing.undo()
    with pytest.raises(MovedOn):
        sitting.answer("for the second drill", 1)
    assert learner.asked(sitting) == first
    assert home.drilling.attempts.of_session(sitting.session.id) == ()


def test_actions_of_every_sort_come_back_in_order(home: Journeys, goal: Goal, learner: Learner) -> None:
    view = home.viewing.show(goal)
    skill = next(line.skill.id for line in view.lines if line.is_leaf)
    sitting = home.drilling.sit_down(goal)
    bad = learner.asked(sitting)
    sitting.note("look again")
    sitting.report()
    home.tending.weigh(goal, skill, 0.3)
    home.keeping.keep("reach a compromise")
    home.tending.change(goal, minutes_per_day=20)
    home.tending.overrule(goal, SkillId(skill), 8.0)

    labels = []
    while (undone := home.undoing.undo()) is not None and undone.label != SET:
        labels.append(undone.label)
    name = next(line.skill.name for line in view.lines if line.skill.id == skill)
    assert labels == [
        f"overruling {name}",
        "the change to IELTS Writing",
        "the card “reach a compromise”",
        f"the weight of {name}",
        f"reporting drill {bad}",
        f"the note on drill {bad}",
    ]
    sitting.refresh()
    assert (learner.asked(sitting), learner.ask(sitting).note) == (bad, "")
    assert home.viewing.goals() == ()  # the goal itself was the last to go
    assert home.keeping.every() == ()
