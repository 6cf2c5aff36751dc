"""Drilling: every answer is on disk before the next prompt, and every key does what it says."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError, DiskTrouble, MovedOn
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.store.session_store import SessionStore
from goals.goal import Goal
from goals.graders import key_answer
from goals.ids import SkillId
from goals.levels import Level

if TYPE_CHECKING:
    from tests.conftest import FrozenClock
    from tests.journeys.conftest import Learner, Open, Seat


def on_disk(places: Places, sql: str) -> list[tuple[object, ...]]:
    """What another program reads, as it stands on the disk."""
    with sqlite3.connect(f"file:{places.database}?mode=ro", uri=True) as other:
        found = other.execute(sql).fetchall()
    other.close()
    return found


def levels(home: Journeys, goal: Goal) -> Mapping[SkillId, Level]:
    return {line.skill.id: line.level for line in home.viewing.show(goal).lines}


# An answer


def test_an_answer_is_on_disk_before_the_next_prompt(
    home: Journeys, goal: Goal, places: Places, learner: Learner
) -> None:
    sitting = home.drilling.sit_down(goal)
    first = learner.asked(sitting)
    sitting.answer(learner.right(sitting), 2, seconds=12.5)
    found = on_disk(places, "SELECT drill, score, confidence, seconds FROM attempts")
    assert found == [(first, 1.0, 2, 12.5)]
    ((state,),) = on_disk(places, "SELECT state FROM sessions")
    assert json.loads(str(state))["place"] == 1


def test_the_answer_is_kept_as_it_was_given(
    home: Journeys, goal: Goal, seat: Seat, learner: Learner, places: Places
) -> None:
    sitting = seat(*learner.drills(home, "text")[:1])
    sitting.answer("  Reach\x1b]52;c;AAAA\x07 A ", 1)
    ((answer,),) = on_disk(places, "SELECT answer FROM attempts")
    assert answer == "  Reach]52;c;AAAA A "


def test_a_right_answer_is_said_to_be_right_and_raises_the_level(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    sitting = home.drilling.sit_down(goal)
    feedback = sitting.answer(learner.right(sitting), 2)
    assert feedback.grade.correct
    assert feedback.after.mean > feedback.before.mean
    assert not feedback.sure_but_wrong
    assert feedback.due is not None
    assert feedback.due > home.today.day()
    assert levels(home, goal)[feedback.skill] == feedback.after


def test_a_wrong_answer_is_explained_and_lowers_the_level(home: Journeys, goal: Goal) -> None:
    sitting = home.drilling.sit_down(goal)
    feedback = sitting.answer("nothing like it", 1)
    assert not feedback.grade.correct
    assert feedback.grade.expected
    assert feedback.drill.explanation
    assert feedback.after.mean < feedback.before.mean


def test_dont_know_counts_as_not_known_and_keeps_no_answer(
    home: Journeys, goal: Goal, places: Places
) -> None:
    sitting = home.drilling.sit_down(goal)
    feedback = sitting.dont_know(seconds=3)
    assert feedback.dont_know
    assert feedback.grade.expected
    assert feedback.after.mean < feedback.before.mean
    assert on_disk(places, "SELECT answer, score, dont_know FROM attempts") == [("", 0.0, 1)]


def test_a_skip_is_not_counted(home: Journeys, goal: Goal, places: Places, learner: Learner) -> None:
    before = levels(home, goal)
    sitting = home.drilling.sit_down(goal)
    first = learner.asked(sitting)
    sitting.skip()
    assert learner.asked(sitting) != first
    assert on_disk(places, "SELECT count(*) FROM attempts") == [(0,)]
    assert levels(home, goal) == before
    assert sitting.summary().answers == 0


# Sure, and wrong


def test_sure_but_wrong_returns_once_in_the_session(home: Journeys, seat: Seat, learner: Learner) -> None:
    drills = learner.drills(home, "choice")[:8]
    sitting = seat(*drills)
    feedback = sitting.answer("no such choice", 3)
    assert feedback.sure_but_wrong
    assert feedback.returns_today
    met: list[str] = []
    while (ask := sitting.ask()) is not None:
        met.append(ask.drill.id)
        if ask.drill.id == drills[0]:
            assert not sitting.answer("no such choice", 3).returns_today
        else:
            sitting.skip()
    assert met.count(drills[0]) == 1
    assert met.index(drills[0]) == 4


def test_it_returns_also_when_the_session_is_nearly_over(
    seat: Seat, home: Journeys, learner: Learner
) -> None:
    drills = learner.drills(home, "choice")[:2]
    sitting = seat(*drills)
    sitting.answer("no such choice", 3)
    sitting.answer(learner.right(sitting), 2)
    assert learner.asked(sitting) == drills[0]
    assert not sitting.is_over


def test_the_returned_drill_never_raises_a_level(
    home: Journeys, goal: Goal, seat: Seat, learner: Learner
) -> None:
    sitting = seat(*learner.drills(home, "choice")[:1])
    sitting.answer("no such choice", 3)
    before = levels(home, goal)
    feedback = sitting.answer(learner.right(sitting), 3)
    assert feedback.grade.correct
    assert feedback.assisted
    after = levels(home, goal)
    assert all(after[skill].mean <= before[skill].mean for skill in before)


@pytest.mark.parametrize("confidence", [1, 2, None])
def test_wrong_without_being_sure_does_not_return(
    home: Journeys, seat: Seat, learner: Learner, confidence: None
) -> None:
    sitting = seat(*learner.drills(home, "choice")[:1])
    assert not sitting.answer("no such choice", confidence).returns_today
    assert sitting.is_over


# Hints


def test_a_hint_makes_the_attempt_assisted_and_raises_no_skill(
    home: Journeys, goal: Goal, learner: Learner, places: Places
) -> None:
    before = levels(home, goal)
    sitting = home.drilling.sit_down(goal)
    hint = sitting.hint()
    assert hint == learner.ask(sitting).drill.hints[0]
    assert learner.ask(sitting).hints == (hint,)
    feedback = sitting.answer(learner.right(sitting), 3)
    assert feedback.assisted
    assert on_disk(places, "SELECT hints FROM attempts") == [(1,)]
    after = levels(home, goal)
    assert all(after[skill].mean <= before[skill].mean for skill in before)


def test_hints_come_one_by_one_and_end(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    hints = learner.ask(sitting).drill.hints
    assert [sitting.hint() for _ in range(len(hints) + 1)] == [*hints, None]
    sitting.answer("x", 1)
    assert learner.ask(sitting).hints == ()


# Reports and notes


def test_a_reported_drill_leaves_the_rotation_and_can_be_restored(
    home: Journeys, goal: Goal, learner: Learner
) -> None:
    sitting = home.drilling.sit_down(goal)
    bad = learner.asked(sitting)
    sitting.report("two answers are right")
    assert bad not in {one.id for one in home.drilling.drills.outlines("ielts-writing")}
    assert [(drill, note) for drill, _, note in home.drilling.drills.reported()] == [
        (bad, "two answers are right")
    ]
    assert bad not in {drill for block in home.today.look(goal).agenda.blocks for drill in block.drills}
    home.undoing.undo()
    assert bad in {one.id for one in home.drilling.drills.outlines("ielts-writing")}
    sitting.refresh()
    assert learner.asked(sitting) == bad


def test_a_reported_drill_does_not_return_in_the_same_session(
    home: Journeys, seat: Seat, learner: Learner
) -> None:
    one, two = learner.drills(home, "choice")[:2]
    sitting = seat(one, two, one)
    sitting.report()
    assert learner.asked(sitting) == two
    sitting.skip()
    assert sitting.is_over
    home.undoing.undo()
    home.undoing.undo()
    sitting.refresh()
    met = []
    while (ask := sitting.ask()) is not None:
        met.append(ask.drill.id)
        sitting.skip()
    assert met == [one, two, one]


def test_a_note_stays_with_its_drill(home: Journeys, goal: Goal, learner: Learner, open_home: Open) -> None:
    sitting = home.drilling.sit_down(goal)
    sitting.note("  compare with the other one\x07 ")
    assert learner.ask(sitting).note == "compare with the other one"
    later = open_home(None).drilling.sit_down(goal)
    assert learner.ask(later).note == "compare with the other one"
    home.undoing.undo()
    assert learner.ask(later).note == ""


# Interruptions


def test_an_abandoned_session_goes_on_at_the_same_drill_with_the_draft(
    home: Journeys, goal: Goal, learner: Learner, open_home: Open
) -> None:
    sitting = home.drilling.sit_down(goal)
    for _ in range(3):
        sitting.answer(learner.right(sitting), 2)
    sitting.hint()
    sitting.draft("half an ans")
    ask = learner.ask(sitting)
    del sitting  # killed: nothing is said

    again = open_home(None)
    assert again.today.look(goal).waiting
    resumed = learner.ask(again.drilling.sit_down(goal))
    assert (resumed.drill.id, resumed.place, resumed.count) == (ask.drill.id, 3, ask.count)
    assert resumed.draft == "half an ans"
    assert resumed.hints == ask.hints != ()


def test_a_draft_is_forgotten_once_it_is_answered(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    sitting.draft("half")
    sitting.answer("whole", 1)
    assert learner.ask(sitting).draft == ""
    home.undoing.undo()
    sitting.refresh()
    assert learner.ask(sitting).draft == ""


def test_the_next_study_day_starts_a_fresh_agenda(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    old = home.drilling.sit_down(goal)
    answered = learner.asked(old)
    old.answer(learner.right(old), 2)
    clock.go(days=1)
    assert not home.today.look(goal).waiting
    fresh = home.drilling.sit_down(goal)
    assert fresh.session.id != old.session.id
    assert fresh.session.day == home.today.day()
    assert learner.ask(fresh).place == 0
    assert answered not in fresh.session.state["queue"]


def test_midnight_does_not_end_a_session(
    open_home: Open, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    clock.go(seconds=14.5 * 3600)  # 23:30
    home = open_home(None)
    sitting = home.drilling.sit_down(goal)
    sitting.skip()
    clock.go(seconds=2 * 3600)  # 01:30, still the same study day
    assert home.drilling.sit_down(goal).session.id == sitting.session.id


def test_time_is_up_after_the_planned_minutes_and_more_can_be_had(
    home: Journeys, goal: Goal, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal, 5)
    said: list[bool] = []
    sitting.shown()
    clock.go(seconds=299)
    sitting.answer("x", 1)
    said.append(sitting.time_is_up)
    clock.go(seconds=1)
    sitting.answer("x", 1)
    said.append(sitting.time_is_up)
    assert not sitting.is_over
    sitting.more(10)
    said.append(sitting.time_is_up)
    assert said == [False, True, False]
    assert home.drilling.sit_down(goal).session.minutes == 15


def test_a_finished_session_takes_no_more_answers(home: Journeys, goal: Goal) -> None:
    sitting = home.drilling.sit_down(goal)
    sitting.finish()
    assert sitting.ask() is None
    with pytest.raises(CoachError, match="over"):
        sitting.answer("late", 1)
    assert not home.today.look(goal).waiting


def test_a_pause_before_the_answer_is_not_taken_for_thinking(
    home: Journeys, goal: Goal, clock: FrozenClock, places: Places
) -> None:
    sitting = home.drilling.sit_down(goal)
    sitting.shown()
    clock.go(seconds=9 * 3600)
    sitting.answer("x", 1)
    assert on_disk(places, "SELECT seconds FROM attempts") == [(3600.0,)]


def test_the_reason_for_a_drill_is_said_in_words(home: Journeys, goal: Goal, learner: Learner) -> None:
    sitting = home.drilling.sit_down(goal)
    why = sitting.why()
    assert learner.ask(sitting).skill in why
    assert "expected" in why


# Texts that can't be scored


def test_an_essay_is_observed_and_never_scored(
    home: Journeys, goal: Goal, seat: Seat, learner: Learner, places: Places
) -> None:
    before = levels(home, goal)
    sitting = seat(*learner.drills(home, "essay")[:1])
    assert not learner.ask(sitting).asks_confidence
    feedback = sitting.answer("Cities grow. " * 100, None, seconds=1500)
    assert feedback.grade.score is None
    assert feedback.grade.observations
    assert feedback.due is None
    assert levels(home, goal) == before
    ((score, level, observed),) = on_disk(places, "SELECT score, level, observed FROM attempts")
    assert (score, level) == (None, None)
    assert json.loads(str(observed))
    summary = sitting.finish()
    assert (summary.answers, summary.scored, summary.score) == (1, 0, 0)


# The summary


def test_the_summary_says_what_happened(
    home: Journeys, goal: Goal, seat: Seat, learner: Learner, clock: FrozenClock
) -> None:
    drills = learner.drills(home, "choice")[:6]
    before = levels(home, goal)
    sitting = seat(*drills)
    expected: list[float] = []
    skills: list[SkillId] = []
    plan = [(True, 3), (True, 2), (False, 3), (True, 1), (False, 1), (True, 3)]
    for is_right, confidence in plan:
        ask = learner.ask(sitting)
        expected.append(ask.expected)
        skills.append(ask.drill.skill)
        text = learner.right(sitting) if is_right else "no such choice"
        sitting.answer(text, (None, 1, 2, 3)[confidence], seconds=20)
    assert learner.asked(sitting) == drills[2]
    sitting.answer(learner.right(sitting), 2, seconds=20)

    summary = sitting.finish()
    assert (summary.answers, summary.scored, summary.correct) == (6, 6, 4)
    assert summary.score == pytest.approx(4 / 6)
    assert summary.predicted == pytest.approx(fmean(expected))
    assert (summary.sure, summary.sure_right) == (3, 2)
    assert summary.seconds == 7 * 20
    assert summary.finished
    after = levels(home, goal)
    assert {moved.skill for moved in summary.moved} <= set(skills)
    for moved in summary.moved:
        assert (moved.before, moved.after) == (before[moved.skill], after[moved.skill])


def test_the_summary_of_a_day_counts_into_tomorrows_yesterday(
    home: Journeys, goal: Goal, learner: Learner, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal)
    for confidence in (3, 3, 2):
        sitting.answer(learner.right(sitting), confidence, seconds=40)
    sitting.finish()
    clock.go(days=1)
    yesterday = home.today.look(goal).yesterday
    assert yesterday is not None
    assert (yesterday.answers, yesterday.sure, yesterday.sure_right) == (3, 2, 2)
    assert yesterday.seconds == 120


def test_a_pattern_is_a_count_not_a_diagnosis(home: Journeys, seat: Seat, learner: Learner) -> None:
    drills = home.drilling.drills.outlines("ielts-writing")
    skill = next(one.skill for one in drills if one.kind == "correction")
    same = [one.id for one in drills if one.kind == "correction" and one.skill == skill][:4]
    sitting = seat(*same)
    for _ in same:
        sitting.answer("nothing like it", 1, seconds=30)
    name = sitting.tree[skill].name
    assert sitting.finish().pattern == f"4 of 4 misses were in {name}."


# Two Coaches on one home


def test_two_coaches_at_the_same_drill_count_it_once(
    home: Journeys, goal: Goal, learner: Learner, open_home: Open, places: Places
) -> None:
    mine, theirs = home.drilling.sit_down(goal), open_home(None).drilling.sit_down(goal)
    assert mine.session.id == theirs.session.id
    first = learner.asked(mine)
    theirs.answer(learner.right(theirs), 2)
    with pytest.raises(MovedOn, match="Another Coach answered this drill"):
        mine.answer("late", 1)
    assert on_disk(places, "SELECT drill, score FROM attempts") == [(first, 1.0)]
    assert learner.asked(mine) == learner.asked(theirs) != first
    mine.answer(learner.right(mine), 2)
    assert on_disk(places, "SELECT count(*), count(DISTINCT drill) FROM attempts") == [(2, 2)]


@pytest.mark.parametrize("key", ["skip", "hint", "report", "dont_know"])
def test_no_key_acts_on_a_drill_that_was_answered_elsewhere(
    home: Journeys, goal: Goal, open_home: Open, places: Places, key: str
) -> None:
    mine, theirs = home.drilling.sit_down(goal), open_home(None).drilling.sit_down(goal)
    theirs.answer("x", 1)
    with pytest.raises(MovedOn):
        getattr(mine, key)()
    assert on_disk(places, "SELECT count(*) FROM attempts") == [(1,)]
    assert on_disk(places, "SELECT count(*) FROM reports") == [(0,)]
    ((state,),) = on_disk(places, "SELECT state FROM sessions")
    assert json.loads(str(state))["place"] == 1


def test_a_hint_read_in_one_coach_counts_in_the_other(
    home: Journeys, goal: Goal, open_home: Open, learner: Learner
) -> None:
    mine, theirs = home.drilling.sit_down(goal), open_home(None).drilling.sit_down(goal)
    theirs.hint()
    assert mine.answer(learner.right(mine), 2).assisted


def test_a_session_ended_elsewhere_is_over_here(home: Journeys, goal: Goal, open_home: Open) -> None:
    mine, theirs = home.drilling.sit_down(goal), open_home(None).drilling.sit_down(goal)
    theirs.finish()
    with pytest.raises(MovedOn, match="ended"):
        mine.answer("late", 1)
    assert mine.is_over


def test_minutes_added_elsewhere_are_not_taken_away(home: Journeys, goal: Goal, open_home: Open) -> None:
    mine, theirs = home.drilling.sit_down(goal, 10), open_home(None).drilling.sit_down(goal)
    theirs.more(10)
    mine.answer("x", 1)
    assert home.drilling.sit_down(goal).session.minutes == 20


# A disk that fails


def test_an_answer_that_could_not_be_kept_is_asked_again(
    home: Journeys, goal: Goal, learner: Learner, places: Places
) -> None:
    sitting = home.drilling.sit_down(goal)
    drill = learner.asked(sitting)
    home.drilling.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(CoachError):
        sitting.answer(learner.right(sitting), 2)
    home.drilling.database.connection.execute("PRAGMA query_only = OFF")
    assert learner.asked(sitting) == drill
    sitting.answer(learner.right(sitting), 2)
    assert on_disk(places, "SELECT drill FROM attempts") == [(drill,)]


def test_a_disk_that_fills_in_the_middle_leaves_the_place_as_it_was(
    home: Journeys, goal: Goal, learner: Learner, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = home.drilling.sit_down(goal)
    drill = learner.asked(sitting)

    def full(*_: object) -> None:
        raise DiskTrouble("The disk is full.", "Free some room.")

    for key in (sitting.skip, sitting.hint, sitting.dont_know):
        with monkeypatch.context() as patch:
            patch.setattr(SessionStore, "put", full)
            with pytest.raises(DiskTrouble):
                key()
        assert (learner.asked(sitting), learner.ask(sitting).hints) == (drill, ())
    assert on_disk(places, "SELECT count(*) FROM attempts") == [(0,)]
    assert home.undoing.last() == "setting the goal IELTS Writing"


def test_a_drafts_folder_that_cannot_be_written_stops_nothing(
    home: Journeys, goal: Goal, places: Places, learner: Learner
) -> None:
    shutil.rmtree(places.drafts, ignore_errors=True)
    places.drafts.write_text("in the way")
    sitting = home.drilling.sit_down(goal)
    sitting.draft("half")
    assert sitting.answer(learner.right(sitting), 2).grade.correct


def test_a_drill_met_again_is_memory_and_moves_no_level(
    home: Journeys, goal: Goal, clock: FrozenClock
) -> None:
    sitting = home.drilling.sit_down(goal)
    first = sitting.dont_know(seconds=20)
    assert first.after.mean < first.before.mean
    for _ in range(6):
        clock.go(days=2)
        sitting = home.drilling.sit_down(goal)
        while (ask := sitting.ask()) is not None and ask.drill.id != first.drill.id:
            sitting.skip()
        if ask is not None:
            again = sitting.answer(key_answer(ask.drill), 3, seconds=20)
            assert again.after.mean == pytest.approx(again.before.mean)
            assert home.drilling.recording.live_equals_replay(goal)
            return
    raise AssertionError("the missed drill never came back")
