"""The chart of a level over time: what is drawn where, at any size; and the screen around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from coach.clock import Clock
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.wiring import build
from goals.forecast import FanDay
from goals.goal import Goal
from goals.levels import Level
from goals.scales import Scale, built_in
from goals.skills import Skill
from screens.app import CoachApp
from screens.goals.course import CourseScreen
from screens.goals.plot import Plot, draw, legend
from screens.goals.rows import SkillRows
from screens.goals.screen import GoalsScreen

TODAY = date(2026, 11, 20)
JUNE = date(2027, 6, 30)
BANDS = built_in("ielts-band")
LEVEL_SIGNS = {chr(code) for code in range(0x2801, 0x2900)}


def level(mean: float, reach: float = 0.3) -> Level:
    return Level(mean, mean - reach, mean + reach, 0.3, 40, "measured")


def steady(days: int = 60, start: float = 6.0, end: float = 7.0) -> list[tuple[date, Level]]:
    """A level that rises in a line until today."""
    step = (end - start) / days
    return [(TODAY - timedelta(days=days - n), level(start + step * n)) for n in range(days + 1)]


def fan(end: date = JUNE) -> list[FanDay]:
    whole = (end - TODAY).days
    return [
        FanDay(TODAY + timedelta(days=round(whole * n / 10)), 7 - 0.05 * n, 7 + 0.05 * n, 7 + 0.15 * n)
        for n in range(11)
    ]


def full() -> Plot:
    return Plot(BANDS, TODAY, steady(), 8.5, JUNE, fan(), [(TODAY - timedelta(days=20), 7.5)])


def lines(plot: Plot, width: int = 70, height: int = 16, *, ascii_only: bool = False) -> list[str]:
    return [line.plain for line in draw(plot, width, height, ascii_only=ascii_only)]


def rows_of(drawn: list[str], sign: str) -> list[int]:
    return [number for number, line in enumerate(drawn) if sign in line]


def columns_of(drawn: list[str], signs: set[str]) -> list[int]:
    return sorted({at for line in drawn for at, char in enumerate(line) if char in signs})


def value_at(drawn: list[str], row: int) -> float:
    """The value of a row, between the two labels of the axis that are farthest apart."""
    labels = [(n, float(line.split("┤")[0])) for n, line in enumerate(drawn) if "┤" in line]
    (top, high), (bottom, low) = labels[0], labels[-1]
    return high + (low - high) * (row - top) / (bottom - top)


# What is drawn


def test_the_target_is_a_line_and_a_ring_on_the_goals_day() -> None:
    drawn = lines(full())
    (row,) = rows_of(drawn, "◎")
    assert drawn[row].rstrip().endswith("◎")
    assert "╌╌╌╌╌" in drawn[row]
    assert value_at(drawn, row) == pytest.approx(8.5, abs=0.2)


def test_the_band_holds_the_interval_and_the_line_the_level() -> None:
    drawn = lines(full(), 100, 30)
    today = next(line.index("today") for line in drawn if "today" in line) + 2
    band = rows_of([line[today - 2 : today] for line in drawn], "░")
    assert value_at(drawn, band[0]) == pytest.approx(7.3, abs=0.15)
    assert value_at(drawn, band[-1]) == pytest.approx(6.7, abs=0.15)
    start = [line[3:5] for line in drawn[:-2]]
    first = next(n for n, part in enumerate(start) if set(part) & LEVEL_SIGNS)
    assert value_at(drawn, first) == pytest.approx(6.0, abs=0.15)


def test_the_past_is_left_of_today_and_the_forecast_right_of_it() -> None:
    drawn = lines(full(), 100, 30)[:-1]
    today = lines(full(), 100, 30)[-1].index("today") + 2
    assert max(columns_of(drawn, {"░"})) <= today
    assert min(columns_of(drawn, {"·"})) > today


def test_a_wider_forecast_is_a_wider_fan() -> None:
    drawn = lines(full(), 100, 30)
    near = rows_of([line[45:55] for line in drawn[:-2]], "·")
    far = rows_of([line[85:95] for line in drawn[:-2]], "·")
    assert len(far) > len(near)


def test_a_score_somebody_gave_stands_on_its_day_at_its_value() -> None:
    drawn = lines(full(), 100, 30)
    (row,) = rows_of(drawn, "◆")
    assert value_at(drawn, row) == pytest.approx(7.5, abs=0.15)
    days = (JUNE - (TODAY - timedelta(days=60))).days
    left = drawn[0].index("│") + 1 if "│" in drawn[0] else drawn[0].index("┤") + 1
    assert drawn[row].index("◆") - left == pytest.approx(40 / days * (100 - left - 1), abs=1)


def test_both_axes_are_labelled_with_the_scales_values_and_with_days() -> None:
    drawn = lines(full())
    labels = [line.split("┤")[0].strip() for line in drawn if "┤" in line]
    assert labels == ["9", "8", "7", "6", "5"]
    assert "today" in drawn[-1] and "30 Jun 2027" in drawn[-1] and "Jan 2027" in drawn[-1]
    assert drawn[-2].count("┬") == len(
        drawn[-1].replace("30 Jun", "30_Jun").replace("n 2027", "n_2027").split()
    )


def test_words_of_a_scale_stand_on_its_axis() -> None:
    plot = Plot(built_in("cefr"), TODAY, [(TODAY, level(3.0, 0.4))], 5.0, JUNE)
    labels = [line.split("┤")[0].strip() for line in lines(plot) if "┤" in line]
    assert "B1" in labels and "C1" in labels


def test_the_legend_names_only_what_is_there() -> None:
    assert "score" in legend(full(), 90).plain and "forecast" in legend(full(), 90).plain
    bare = legend(Plot(BANDS, TODAY, steady(), 8.5, None), 90).plain
    assert "score" not in bare and "forecast" not in bare and "target 8.5" in bare
    assert all(legend(full(), width).cell_length <= width for width in range(0, 100, 7))


def test_a_level_that_jumps_stays_one_line() -> None:
    course = [
        (TODAY - timedelta(days=30), level(5.0)),
        (TODAY - timedelta(days=15), level(8.0)),
        (TODAY, level(8.0)),
    ]
    drawn = lines(Plot(BANDS, TODAY, course, 8.5, JUNE), 70, 24)
    marked = [n for n, line in enumerate(drawn) if set(line) & LEVEL_SIGNS]
    assert marked == list(range(marked[0], marked[-1] + 1))


days_back = st.integers(0, 800)
values = st.floats(0, 9)


@given(
    width=st.integers(1, 220),
    height=st.integers(1, 70),
    course=st.lists(st.tuples(days_back, values, st.floats(0, 3)), max_size=30),
    scores=st.lists(st.tuples(days_back, values), max_size=4),
    ahead=st.integers(-400, 1500),
    has_fan=st.booleans(),
    ascii_only=st.booleans(),
)
def test_any_history_fits_any_size(
    width: int,
    height: int,
    course: list[tuple[int, float, float]],
    scores: list[tuple[int, float]],
    ahead: int,
    has_fan: bool,
    ascii_only: bool,
) -> None:
    known = sorted({TODAY - timedelta(days=back): level(mean, reach) for back, mean, reach in course}.items())
    deadline = TODAY + timedelta(days=ahead)
    plot = Plot(
        BANDS, TODAY, known, 8.5, deadline, fan(deadline) if has_fan and ahead > 10 else (),
        [(TODAY - timedelta(days=back), value) for back, value in scores],
    )  # fmt: skip
    drawn = draw(plot, width, height, ascii_only=ascii_only)
    assert len(drawn) <= height
    assert all(line.cell_length <= width for line in drawn)
    if ascii_only:
        assert all(line.plain.isascii() for line in drawn)


@given(
    scale=st.sampled_from(["cefr", "grade-8", "percent", "level-10"]),
    share=st.floats(0, 1),
    wide=st.floats(0, 0.5),
)
def test_any_scale_can_be_drawn(scale: str, share: float, wide: float) -> None:
    ruler: Scale = built_in(scale)
    mean = ruler.low + share * (ruler.high - ruler.low)
    reach = wide * (ruler.high - ruler.low)
    known = Level(mean, max(mean - reach, ruler.low), min(mean + reach, ruler.high), 0.5, 3, "rough")
    drawn = lines(Plot(ruler, TODAY, [(TODAY, known)], ruler.high, None))
    assert any("◎" in line for line in drawn)
    assert sum("┤" in line for line in drawn) >= 1


# The screen around it


@pytest.fixture
def journeys(places: Places, clock: Clock) -> Iterator[Journeys]:
    built = build(places, clock)
    yield built
    built.close()


@pytest.fixture
def goal(journeys: Journeys) -> Goal:
    said = "IELTS writing 7 to 8.5 by 30 June 2027, 45 min a day"
    return journeys.setting.accept(journeys.setting.read(said))


async def settled(pilot: Pilot[int]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def open_course(pilot: Pilot[int], skill: str = "") -> str:
    """Open the course from the Goals screen; what is painted."""
    await settled(pilot)
    await pilot.press("2")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, GoalsScreen)
    if skill:
        rows = screen.query_one(SkillRows)
        rows.at = [row.line.skill.name for row in rows.rows].index(skill)
    await pilot.press("v")
    await settled(pilot)
    assert isinstance(pilot.app.screen, CourseScreen)
    return painted(pilot)


def painted(pilot: Pilot[int]) -> str:
    rows = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def skill_named(journeys: Journeys, goal: Goal, name: str) -> Skill:
    return next(one for one in journeys.drilling.goals.tree(goal.id) if one.name == name)


async def test_before_the_first_answer_it_says_what_will_be_here(journeys: Journeys, goal: Goal) -> None:
    async with CoachApp(journeys).run_test(size=(80, 24)) as pilot:
        shown = await open_course(pilot)
        assert "nothing answered yet" in shown and "1  go to today's plan" in shown
        assert "┤" not in shown
        assert "P " in shown  # the forecast needs no answers


async def test_a_course_shows_target_interval_forecast_and_says_them_in_words(
    journeys: Journeys, goal: Goal
) -> None:
    journeys.tending.score(goal, 7.5, by="official")
    async with CoachApp(journeys).run_test(size=(80, 24)) as pilot:
        shown = await open_course(pilot)
        for sign in ("◎", "░", "·", "◆", "today", "30 Jun 2027"):
            assert sign in shown
        found = journeys.forecasting.of(goal, journeys.clock.day())
        words = " ".join(shown.split())
        assert found.text in words
        assert all(lever.text in words for lever in found.levers)


async def test_the_key_that_opened_it_turns_to_the_skill_and_back_and_escape_leaves(
    journeys: Journeys, goal: Goal
) -> None:
    journeys.tending.overrule(goal, skill_named(journeys, goal, "collocations").id, 6.0)
    async with CoachApp(journeys).run_test(size=(80, 50)) as pilot:
        assert "IELTS Writing   level over time" in await open_course(pilot, "collocations")
        await pilot.press("v")
        await settled(pilot)
        shown = painted(pilot)
        assert "collocations   level over time" in shown and "◆" in shown
        await pilot.press("v")
        await settled(pilot)
        assert "IELTS Writing   level over time" in painted(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, GoalsScreen)


async def test_undo_works_here_too(journeys: Journeys, goal: Goal) -> None:
    journeys.tending.score(goal, 7.5, by="official")
    async with CoachApp(journeys).run_test(size=(80, 24)) as pilot:
        assert "◆" in await open_course(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert "◆" not in painted(pilot) and "nothing answered yet" in painted(pilot)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (40, 10)])
async def test_the_course_fits_every_window(journeys: Journeys, goal: Goal, columns: int, rows: int) -> None:
    journeys.tending.score(goal, 7.5, by="teacher")
    async with CoachApp(journeys).run_test(size=(columns, rows)) as pilot:
        shown = (await open_course(pilot)).split("\n")
        assert len(shown) == rows and all(len(line) == columns for line in shown)


async def test_a_goal_without_a_date_looks_a_season_ahead(journeys: Journeys, goal: Goal) -> None:
    with journeys.drilling.database.atomic() as db:
        db.execute("UPDATE goals SET deadline = NULL")
    journeys.tending.score(journeys.viewing.goals()[0], 7.5, by="official")
    async with CoachApp(journeys).run_test(size=(80, 24)) as pilot:
        shown = await open_course(pilot)
        assert "·" in shown and "◎" in shown
        assert "Jan 2027" in shown
