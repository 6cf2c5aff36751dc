"""The composition root: the one place that names concrete classes."""

from __future__ import annotations

from coach.clock import Clock
from coach.config import Config, read_config
from coach.journeys.attempt_files import AttemptFiles
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Drilling
from coach.journeys.forecasting import Forecasting
from coach.journeys.goal_setting import GoalSetting
from coach.journeys.keeping import Keeping
from coach.journeys.placing import Placing
from coach.journeys.planning import Planning
from coach.journeys.recording import Recording
from coach.journeys.tending import Tending
from coach.journeys.today import Today
from coach.journeys.undoing import Undoing
from coach.journeys.upkeep import Upkeep
from coach.journeys.viewing import Viewing
from coach.places import Places
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.derived_store import DerivedStore
from coach.store.drafts import Drafts
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore


def build(places: Places | None = None, clock: Clock | None = None, *, is_sample: bool = False) -> Journeys:
    """Everything wired on one home.

    Args:
        places: the home; None for the one the environment names.
        clock: None for this process's clock, with the zone of the settings.
        is_sample: the home is a sample learner's.

    Raises:
        CoachError: the settings or the database can't be used; nothing was changed.
    """
    where = places or Places.from_environment()
    config: Config = read_config(where.config)
    now = clock or Clock.from_environment(zone=config.zone)
    database = Database.open(where)
    goals, drills, attempts = GoalStore(database), DrillStore(database), AttemptStore(database)
    derived, sessions, drafts = DerivedStore(database), SessionStore(database), Drafts(where)
    recording = Recording(database, goals, attempts, derived, now)
    planning = Planning(goals, drills, attempts, derived, recording)
    forecasting = Forecasting(goals, derived, sessions, recording, now)
    drilling = Drilling(database, goals, drills, attempts, sessions, drafts, recording, planning, now)
    placing = Placing(drilling)
    return Journeys(
        setting=GoalSetting(database, goals, drills, recording, sessions, now),
        placing=placing,
        today=Today(goals, derived, recording, planning, forecasting, drilling, placing, now),
        drilling=drilling,
        viewing=Viewing(goals, attempts, derived, planning, forecasting, now),
        tending=Tending(database, goals, attempts, sessions, recording, now),
        forecasting=forecasting,
        keeping=Keeping(where, goals, sessions, now),
        undoing=Undoing(database, goals, drills, attempts, sessions, recording, now),
        upkeep=Upkeep(database, goals, drills, attempts, derived, sessions, recording, now),
        attempt_files=AttemptFiles(database, goals, attempts, recording, now),
        clock=now,
        config=config,
        is_sample=is_sample,
    )
