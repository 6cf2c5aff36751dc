"""A sample learner's two months in a home of its own, to look around in. Nothing in it is anybody's."""

from __future__ import annotations

import atexit
import calendar
import shutil
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from coach.clock import Clock, SteppedClock
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.sample_learner import SampleLearner, evening_of, simulate
from goals.goal import Goal
from goals.students import Student

SEED: Final = 18
DAYS: Final = 60
MINUTES: Final = 45
REALLY: Final = 20
"""Minutes really practised on the days with practice, as it goes."""
SLOWNESS: Final = 2.4
"""Times a drill's usual seconds: a thorough learner, and few enough answers that the demo opens in a moment."""
MISSED: Final = 0.3
FULL_DOSE: Final = 22
"""Drills a skill by which the sample learner gains what `goals.students` says of two months."""
MOCK_AFTER: Final = 0.6
"""Share of the days after which the sample learner sat a mock test."""
CARDS: Final = (
    "“Make progress in”, “do harm to”, “have an effect on”: the verb belongs to the noun.",
    "An overview names the main trend and gives no numbers.",
    "Data are plural in reports: the data show, the figures suggest.",
    "One idea to a paragraph; if “also” starts a new idea, it wants a new paragraph.",
)


class Sample(Places):
    """The sample's home, until it is closed."""

    def close(self) -> None:
        """Take the home away. Once is enough; twice does no harm."""
        shutil.rmtree(self.home, ignore_errors=True)


def open_demo(days: int = DAYS, clock: Clock | None = None) -> Sample:
    """Make a home in which somebody has practised for some days until yesterday evening.

    The home is taken away by `close`, or when Python ends.

    Args:
        days: of practice, at least 7.
        clock: now; None for this process's.
    """
    from coach import wiring

    now = clock or Clock.from_environment()
    folder = Path(tempfile.mkdtemp(prefix="coach-sample-"))
    sample = Sample(folder, folder / "config.toml")
    atexit.register(sample.close)
    start = SteppedClock(evening_of(now.day() - timedelta(days=days)), now.zone())
    with closing(wiring.build(sample, start, is_sample=True)) as journeys:
        _live(journeys, start, days, now.day())
    return sample


def _live(journeys: Journeys, clock: SteppedClock, days: int, today: date) -> None:
    goal = journeys.setting.accept(journeys.setting.read(_sentence(today)))
    tree = journeys.drilling.goals.tree(goal.id)
    student = Student("steady", tree, goal.scale, goal.current, _chance(0), full_dose=FULL_DOSE)
    learner = SampleLearner(student, _chance(1), slowness=SLOWNESS, remembers=True)
    _place(journeys, clock, goal, learner)
    mock = round(days * MOCK_AFTER)
    kept = {round(days * share): card for share, card in zip((0.05, 0.3, 0.55, 0.9), CARDS, strict=True)}
    for number, _ in enumerate(
        simulate(journeys, clock, goal, learner, days, minutes=REALLY, missed=MISSED, chance=_chance(2)),
        start=1,
    ):
        if number in kept:
            journeys.keeping.keep(kept[number], origin="session")
        if number == mock:
            level = sum(w * student.true_level(skill) for skill, w in tree.weights().items())
            journeys.tending.score(goal, round(level * 2) / 2, by="official", note="mock test")
        if number == mock + 1:
            _report_one(journeys, goal)
        if number % 14 == 0 or number == days:
            journeys.forecasting.of(goal, clock.day())


def _place(journeys: Journeys, clock: SteppedClock, goal: Goal, learner: SampleLearner) -> None:
    """The placement on the first evening."""
    with journeys.drilling.database.atomic():
        sitting = journeys.placing.sit_down(goal)
        while (ask := sitting.ask()) is not None:
            text, confidence, seconds = learner.answers(ask.drill, clock.day())
            clock.go(seconds=seconds / SLOWNESS)
            if text is None:
                sitting.dont_know(seconds / SLOWNESS)
            else:
                sitting.answer(text, confidence, seconds / SLOWNESS)
        sitting.stop()


def _report_one(journeys: Journeys, goal: Goal) -> None:
    """One drill the sample learner did not like."""
    sitting = journeys.drilling.sit_down(goal)
    sitting.report("Two of the answers could be right.")
    sitting.finish()


def _chance(number: int) -> Random:
    return Random(SEED + number)


def _sentence(today: date) -> str:
    """The goal, due in June, or in half a year where June is too near or too far."""
    june = date(today.year + (today.month > 2), 6, 30)
    due = june if 100 <= (june - today).days <= 330 else today + timedelta(days=183)
    return f"IELTS writing 7 to 8.5 by {calendar.month_name[due.month]} {due.year}, {MINUTES} min a day"
