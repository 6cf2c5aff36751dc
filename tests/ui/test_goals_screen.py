"""The Goals screen: what a learner sees of a goal, and what the keys change."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from coach.clock import Clock
from coach.journeys.bundle import Journeys
from coach.journeys.viewing import GoalView
from coach.places import Places
from coach.wiring import build
from goals.goal import Goal
from goals.ids import GoalId, SkillId
from goals.skills import Skill, SkillTree
from goals.students import Student, attempt
from screens.app import CoachApp
from screens.base import Plain
from screens.goals.dialogs import EditGoalDialog, PrerequisitesDialog
from screens.goals.rows import SkillRows
from screens.goals.screen import GoalsScreen
from screens.goals.share import percents

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENTENCE = "IELTS writing 7 to 8.5 by 30 June 2027, 45 min a day"
ESC = "\x1b"


def home_at(folder: Path) -> Places:
    return Places(folder, folder / "config.toml")


def set_goal(journeys: Journeys) -> Goal:
    return journeys.setting.accept(journeys.setting.read(SENTENCE))


def practise(journeys: Journeys, goal: Goal, days: int, *, but: str = "") -> None:
    """A steady learner's answers on the last days; one skill may be left alone."""
    recording, tree = journeys.drilling.recording, journeys.drilling.goals.tree(goal.id)
    outlines = [one for one in journeys.drilling.drills.outlines(goal.pack or "") if one.skill != but]
    student, chance, number = Student("steady", tree, goal.scale, 7.0, Random(3)), Random(7), 0
    with journeys.drilling.database.atomic():
        for back in range(days, 0, -1):
            at = NOW - timedelta(days=back)
            for outline in chance.sample(outlines, 20):
                number += 1
                done = attempt(student, outline, goal.id, at + timedelta(seconds=number), at.date(), number)
                recording.record(goal, tree, done)
            student.sleep()


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one goal and a week of answers to everything but register."""
    folder = tmp_path_factory.mktemp("practised") / "home"
    journeys = build(home_at(folder), Clock("UTC", NOW))
    practise(journeys, set_goal(journeys), 7, but="lr-style")
    journeys.close()
    return folder


@pytest.fixture
def journeys(practised: Path, places: Places, clock: Clock) -> Iterator[Journeys]:
    shutil.copytree(practised, places.home)
    built = build(places, clock)
    yield built
    built.close()


@pytest.fixture
def empty_home(places: Places, clock: Clock) -> Iterator[Journeys]:
    built = build(places, clock)
    yield built
    built.close()


@asynccontextmanager
async def on_goals(
    journeys: Journeys, columns: int = 80, rows: int = 60
) -> AsyncIterator[tuple[Pilot[int], GoalsScreen]]:
    """The app on the Goals screen, in a window that holds the whole tree unless told otherwise."""
    app = CoachApp(journeys)
    async with app.run_test(size=(columns, rows)) as pilot:
        await settled(pilot)
        while not isinstance(app.screen, GoalsScreen):
            if app.screen.is_modal or len(app.screen_stack) > 1:
                app.pop_screen()
            else:
                await pilot.press("2")
            await settled(pilot)
        yield pilot, app.screen


async def settled(pilot: Pilot[int]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Into the field that has the focus, over what stands there."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    field.value = text


async def go_to(pilot: Pilot[int], name: str) -> None:
    """Put the cursor on a skill that is listed."""
    rows = pilot.app.screen.query_one(SkillRows)
    rows.at = [row.line.skill.name for row in rows.rows].index(name)
    await settled(pilot)


def top(pilot: Pilot[int]) -> Screen[Any]:
    """The screen the learner looks at."""
    return pilot.app.screen


def painted(pilot: Pilot[int]) -> list[str]:
    rows = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in row) for row in rows]


def line_with(pilot: Pilot[int], text: str) -> str:
    return next(line for line in painted(pilot) if text in line)


def said(pilot: Pilot[int]) -> list[str]:
    """What was notified."""
    return [str(note.message) for note in pilot.app._notifications]


def view_of(screen: GoalsScreen) -> GoalView:
    assert screen.view is not None
    return screen.view


def skill_in(journeys: Journeys, name: str) -> Skill:
    tree = journeys.drilling.goals.tree(journeys.viewing.goals()[0].id)
    return next(one for one in tree if one.name == name)


def shares(screen: GoalsScreen) -> dict[str, int]:
    found = percents(view_of(screen).lines)
    return {line.skill.name: found[line.skill.id] for line in view_of(screen).lines if line.is_leaf}


# What is seen


async def test_one_glance_tells_goal_date_level_and_what_the_exam_would_say(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        head = line_with(pilot, "by 30 June 2027")
        level = view_of(screen).level
        assert "IELTS Writing  7 → 8.5" in head
        assert f"level {level.mean:.1f} ({level.low:.1f} to {level.high:.1f})" in head
        assert "The exam would say" in "\n".join(painted(pilot))
        assert "P " in line_with(pilot, "The exam would say")  # the odds of the date, once worked out


async def test_every_skill_shows_share_interval_target_gap_and_a_word(journeys: Journeys) -> None:
    async with on_goals(journeys, 80, 50) as (pilot, screen):
        row = line_with(pilot, "collocations ")
        line = next(one for one in view_of(screen).lines if one.skill.name == "collocations")
        assert "8 %" in row
        assert row.index("├") < row.index("●") < row.index("┤") < row.index("◎")
        assert f"{line.gap:.1f}" in row
        assert line.state in row


async def test_the_scale_over_the_rulers_is_the_rulers_scale(journeys: Journeys) -> None:
    async with on_goals(journeys, 120, 50) as (pilot, _):
        heading, row = line_with(pilot, "share"), line_with(pilot, "paragraph unity")
        eight, nine = heading.index(" 8 ") + 1, heading.index(" 9 ") + 1
        assert abs(row.index("◎") - (eight + nine) / 2) <= 1


async def test_what_is_unknown_shows_dots_and_a_question_mark_instead_of_a_number(
    empty_home: Journeys,
) -> None:
    set_goal(empty_home)
    async with on_goals(empty_home, 80, 50) as (pilot, _):
        row = line_with(pilot, "collocations")
        assert "···" in row and "●" not in row
        assert " ? " in row and "unknown" in row
        assert "you said 7" in "\n".join(painted(pilot))


async def test_a_tree_too_long_for_the_window_opens_where_most_can_be_gained(journeys: Journeys) -> None:
    async with on_goals(journeys, 80, 24) as (_, screen):
        rows = screen.query_one(SkillRows).rows
        folded = [row for row in rows if row.is_folded]
        open_branches = [row for row in rows if not row.line.is_leaf and not row.is_folded]
        assert folded and open_branches
        best = max((row.line for row in rows if row.line.depth == 0), key=lambda line: line.weight * line.gap)
        assert best in [row.line for row in open_branches]
        assert len(rows) <= 16


async def test_enter_folds_a_branch_and_opens_a_skill_in_full(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, _):
        await press(pilot, "escape")
        await go_to(pilot, "Grammar")
        await press(pilot, "enter")
        assert not any("punctuation" in line for line in painted(pilot))
        await go_to(pilot, "specific support")
        await press(pilot, "enter")
        shown = "\n".join(painted(pilot))
        assert "Extends each idea with a reason" in shown
        assert "comes after position" in shown
        assert "reviews due today" in shown or "nothing due today" in shown
        await press(pilot, "w")
        assert "Why: specific support" in "\n".join(painted(pilot))
        await press(pilot, "escape")
        assert "Why:" not in "\n".join(painted(pilot))


async def test_a_click_means_a_row_and_another_opens_it(journeys: Journeys) -> None:
    async with on_goals(journeys, 80, 50) as (pilot, screen):
        await press(pilot, "escape")
        number = next(n for n, line in enumerate(painted(pilot)) if "paraphrase" in line)
        await pilot.click(offset=(10, number))
        await settled(pilot)
        assert screen.meant is not None and screen.meant.line.skill.name == "paraphrase"
        await pilot.click(offset=(10, number))
        await settled(pilot)
        assert screen.panel == "detail"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (40, 10), (200, 60)])
async def test_it_fits_every_window(journeys: Journeys, columns: int, rows: int) -> None:
    async with on_goals(journeys, columns, rows) as (pilot, screen):
        assert len(painted(pilot)) == rows
        assert all(len(line) == columns for line in painted(pilot))
        await press(pilot, "end", "w", "home", "v", "escape")
        assert top(pilot) is screen


async def test_a_wider_window_draws_longer_rulers(journeys: Journeys) -> None:
    reach = []
    for columns in (80, 120):
        async with on_goals(journeys, columns, 50) as (pilot, _):
            row = line_with(pilot, "paragraph unity")
            reach.append(row.index("┤") - row.index("├"))
    assert reach[1] > reach[0]


async def test_plain_characters_do_where_there_are_no_others(
    journeys: Journeys, places: Places, clock: Clock
) -> None:
    places.config.write_text("ascii = true\n", encoding="utf-8")
    plain = build(places, clock)
    async with on_goals(plain) as (pilot, _):
        assert any("|-" in line and "O" in line for line in painted(pilot))
        for keys in ("w",), ("v",), ("escape", "p"), ("escape", "s"), ("escape", "e"), ("escape", "l"):
            await press(pilot, *keys)
            assert [line for line in painted(pilot) if not line.isascii()] == []
    plain.close()


async def test_before_the_first_goal_it_says_what_will_be_here_and_which_key_makes_it_so(
    empty_home: Journeys,
) -> None:
    async with on_goals(empty_home) as (pilot, screen):
        shown = "\n".join(painted(pilot))
        assert "No goal yet." in shown and "g  set a goal" in shown
        for action in ("open", "weigh", "target", "edit", "drop", "course"):
            assert screen.check_action(action, ()) is False
        await press(pilot, "t", "plus", "enter", "d")
        assert top(pilot) is screen
        await press(pilot, "g")
        assert top(pilot) is not screen


# What the keys change


async def test_a_heavier_skill_gets_its_percent_and_the_others_make_room(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "collocations")
        before = shares(screen)
        await press(pilot, "plus", "plus", "equals_sign")
        after = shares(screen)
        assert after["collocations"] == before["collocations"] + 3
        assert sum(after.values()) == sum(before.values()) == 100
        assert sum(
            one.weight for one in journeys.drilling.goals.tree(view_of(screen).goal.id).leaves()
        ) == pytest.approx(1)
        await press(pilot, "minus")
        assert shares(screen)["collocations"] == before["collocations"] + 2
        await press(pilot, "u", "u", "u", "u")
        assert shares(screen) == before


async def test_a_share_counts_among_what_is_in(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "error-free sentences")
        await press(pilot, "i")
        await go_to(pilot, "collocations")
        before = shares(screen)
        await press(pilot, "plus")
        assert shares(screen)["collocations"] == before["collocations"] + 1
        assert sum(shares(screen).values()) == 100


async def test_a_target_is_changed_and_one_off_the_scale_is_refused(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "collocations")
        await press(pilot, "t")
        await write(pilot, "9.5")
        await press(pilot, "enter")
        assert "off the scale" in "\n".join(painted(pilot))
        assert skill_in(journeys, "collocations").target == 8.5
        await write(pilot, "9")
        await press(pilot, "enter")
        assert top(pilot) is screen
        assert skill_in(journeys, "collocations").target == 9
        assert skill_in(journeys, "paraphrase").target == 8.5


async def test_prerequisites_are_ticked_and_a_circle_is_refused_by_name(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "position")
        await press(pilot, "p")
        dialog = top(pilot)
        assert isinstance(dialog, PrerequisitesDialog)
        names = [one.name for one in dialog._offered]
        rows = dialog.query_one(OptionList)
        rows.highlighted = names.index("specific support")
        await press(pilot, "space", "enter")
        shown = " ".join(" ".join(painted(pilot)).replace("│", " ").split())
        assert "circle: position -> specific support -> position" in shown
        assert top(pilot) is dialog
        await press(pilot, "space")
        rows.highlighted = names.index("paraphrase")
        await press(pilot, "space", "enter")
        assert top(pilot) is screen
        assert skill_in(journeys, "position").prerequisites == (skill_in(journeys, "paraphrase").id,)
        assert skill_in(journeys, "specific support").prerequisites == (skill_in(journeys, "position").id,)
        await press(pilot, "u")
        assert skill_in(journeys, "position").prerequisites == ()


async def test_only_skills_that_are_drilled_have_prerequisites(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "Grammar")
        assert screen.check_action("prerequisites", ()) is False
        await go_to(pilot, "punctuation")
        assert screen.check_action("prerequisites", ()) is True


async def test_a_skill_is_left_out_and_taken_in_again(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        before = shares(screen)
        await go_to(pilot, "punctuation")
        await press(pilot, "i")
        assert "left out" in line_with(pilot, "punctuation")
        assert shares(screen)["punctuation"] == 0 and sum(shares(screen).values()) == 100
        await press(pilot, "plus")
        assert any("left out" in text for text in said(pilot))
        await press(pilot, "i")
        assert shares(screen) == before


async def test_the_last_skill_that_counts_can_not_be_left_out(journeys: Journeys) -> None:
    async with on_goals(journeys, 80, 50) as (pilot, _):
        for name in ("Task 2 response", "Task 1 achievement", "Coherence, cohesion", "Lexical resource"):
            await go_to(pilot, name)
            await press(pilot, "i")
        await go_to(pilot, "Grammar")
        await press(pilot, "i")
        assert any("has to stay in" in text for text in said(pilot))
        assert skill_in(journeys, "Grammar").included


async def test_an_overruled_level_moves_and_undo_brings_it_back_exactly(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await go_to(pilot, "collocations")
        assert screen.meant is not None
        before, whole = screen.meant.line.level, view_of(screen).level
        await press(pilot, "o")
        assert "u takes" in "\n".join(painted(pilot))
        await write(pilot, "9")
        await press(pilot, "enter")
        assert screen.meant.line.level.mean > before.mean + 0.5
        assert view_of(screen).level.mean > whole.mean
        await press(pilot, "u")
        assert screen.meant.line.level == before
        assert view_of(screen).level == whole


async def test_a_goal_is_changed_line_by_line_with_dates_in_words(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await press(pilot, "e")
        dialog = top(pilot)
        assert isinstance(dialog, EditGoalDialog)
        dialog.query_one("#date", Input).value = "1 March 2020"
        await press(pilot, "enter")
        assert top(pilot) is dialog and str(dialog.query_one("#wrong", Plain).content)
        dialog.query_one("#date", Input).value = "30 September 2027"
        dialog.query_one("#minutes", Input).value = "lots"
        await press(pilot, "enter")
        assert top(pilot) is dialog
        assert journeys.viewing.goals()[0].deadline == date(2027, 6, 30)
        dialog.query_one("#minutes", Input).value = "60"
        dialog.query_one("#title", Input).value = "Writing at last"
        await press(pilot, "enter")
        assert top(pilot) is screen
        assert "Writing at last  7 → 8.5 by 30 September 2027" in "\n".join(painted(pilot))
        assert journeys.viewing.goals()[0].minutes_per_day == 60
        await press(pilot, "u")
        goal = journeys.viewing.goals()[0]
        assert (goal.title, goal.minutes_per_day, goal.deadline) == (
            "IELTS Writing",
            45,
            date(2027, 6, 30),
        )


async def test_a_goal_left_as_it_is_leaves_nothing_to_undo(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        before = journeys.undoing.last()
        await press(pilot, "e", "enter")
        assert top(pilot) is screen
        assert journeys.undoing.last() == before


async def test_a_score_is_entered_with_who_gave_it(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        before = view_of(screen).level
        await press(pilot, "s")
        await write(pilot, "twelve")
        await press(pilot, "enter")
        assert "not a level" in "\n".join(painted(pilot))
        await write(pilot, "8.5")
        await press(pilot, "tab", "right", "enter")
        assert top(pilot) is screen
        goal = view_of(screen).goal
        (score,) = journeys.viewing.scores(goal)
        assert (score.level, score.grader, score.skill, score.event) == (8.5, "teacher", None, "score")
        assert view_of(screen).level.mean > before.mean
        await press(pilot, "u")
        assert journeys.viewing.scores(goal) == ()
        assert view_of(screen).level == before


async def test_pausing_and_dropping_ask_first_and_no_is_the_default(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await press(pilot, "d", "enter")
        assert len(journeys.viewing.goals()) == 1
        await press(pilot, "z", "y")
        assert view_of(screen).goal.status == "paused" and "paused" in "\n".join(painted(pilot))
        await press(pilot, "z")
        assert view_of(screen).goal.status == "active"
        await press(pilot, "d", "y")
        assert screen.view is None and "No goal yet." in "\n".join(painted(pilot))
        await press(pilot, "u")
        assert view_of(screen).goal.title == "IELTS Writing"


async def test_levers_name_what_would_make_it_likely(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        await press(pilot, "l")
        words = " ".join(" ".join(painted(pilot)).replace("│", " ").split())
        found = journeys.forecasting.of(view_of(screen).goal, journeys.clock.day())
        assert len(found.levers) == 3
        for lever in found.levers:
            assert lever.text in words
        await press(pilot, "escape")
        assert top(pilot) is screen


# More than one goal, and names nobody should trust


def second_goal(journeys: Journeys, title: str, names: Sequence[str] = ()) -> Goal:
    """A copy of the first goal without a date; its first skills may have other names."""
    goal = journeys.viewing.goals()[0]
    tree = journeys.drilling.goals.tree(goal.id)
    called = dict(zip((leaf.id for leaf in tree.leaves()), names, strict=False))
    named = SkillTree(tuple(replace(one, name=called.get(one.id, one.name)) for one in tree))
    later = NOW + timedelta(hours=1)
    other = replace(goal, id=GoalId("second"), title=title, target=8.0, deadline=None, created_at=later)
    journeys.drilling.goals.add(other, named)
    journeys.drilling.recording.begin(other, named)
    return other


async def test_goals_are_switched_with_one_key_and_the_way_back_leads_home(journeys: Journeys) -> None:
    second_goal(journeys, "Guitar")
    async with on_goals(journeys) as (pilot, screen):
        names = line_with(pilot, "1 of 2")
        assert "IELTS Writing" in names and "Guitar" in names
        await press(pilot, "right_square_bracket")
        assert view_of(screen).goal.title == "Guitar" and "Guitar  7 → 8" in "\n".join(painted(pilot))
        await press(pilot, "right")
        assert view_of(screen).goal.title == "IELTS Writing"
        await press(pilot, "left")
        assert view_of(screen).goal.title == "Guitar"


async def test_with_one_goal_there_is_nothing_to_switch(journeys: Journeys) -> None:
    async with on_goals(journeys) as (pilot, screen):
        assert screen.check_action("turn", (1,)) is False
        assert not any("1 of 1" in line for line in painted(pilot))


HOSTILE = ("[/x]", "[@click=app.quit]quit", f"{ESC}[2Jgone", "[bold", "\u202eevil", "a\nb")


async def test_names_are_shown_as_they_stand_whatever_they_hold(journeys: Journeys) -> None:
    second_goal(journeys, HOSTILE[1], HOSTILE)
    async with on_goals(journeys) as (pilot, screen):
        await press(pilot, "right")
        shown = "\n".join(painted(pilot))
        assert " [@click=app.quit]quit  7 → 8" in shown
        for name in ("[/x]", "[@click=app.quit]quit", "[2Jgone", "[bold", "evil", "a b"):
            assert f"     {name} " in shown
        await go_to(pilot, HOSTILE[2])
        for key in "wtopesdzlvi":
            await press(pilot, key)
            text = "\n".join(painted(pilot))
            assert ESC not in text and "\u202e" not in text
            if top(pilot) is not screen:
                await press(pilot, "escape")
        for row, line in enumerate(painted(pilot)):
            if "[@click" in line:
                await pilot.click(offset=(line.index("[@click") + 2, row))
        await settled(pilot)
        assert pilot.app.is_running and top(pilot) is screen


# Shares, on their own

weights = st.lists(st.integers(0, 40), min_size=2, max_size=8).filter(lambda found: sum(map(bool, found)) > 1)


@given(weights=weights, out=st.sets(st.integers(0, 7)), share=st.integers(1, 99))
def test_the_share_asked_for_is_the_share_shown(weights: list[int], out: set[int], share: int) -> None:
    skills = [
        Skill(SkillId(f"s{n}"), f"s{n}", 5.0, weight=w / sum(weights), included=n not in out or n == 0)
        for n, w in enumerate(weights)
    ]
    tree = SkillTree(tuple(skills))
    others = [one for one in tree.active() if one.weight and one.id != "s0"]
    if not others:
        return
    changed = tree.with_weight(SkillId("s0"), share / 100)
    assert changed.weight(SkillId("s0")) == pytest.approx(share / 100)
    assert sum(one.weight for one in changed.leaves()) == pytest.approx(1)
