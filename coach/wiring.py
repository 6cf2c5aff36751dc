"""The composition root: the one place that names concrete classes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from coach.clock import Clock
from coach.config import read_config
from coach.journeys.bundle import Journeys
from coach.places import Places
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.derived_store import DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore

if TYPE_CHECKING:
    from coach.journeys.attempt_files import AttemptFiles
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


def build(places: Places | None = None, clock: Clock | None = None, *, is_sample: bool = False) -> Journeys:
    """Everything wired on one home. A journey's module is imported when the journey is first used.

    Args:
        places: the home; None for the one the environment names.
        clock: None for this process's clock, with the zone of the settings.
        is_sample: the home is a sample learner's.

    Raises:
        CoachError: the settings or the database can't be used; nothing was changed.
    """
    where = places or Places.from_environment()
    config = read_config(where.config)
    now = clock or Clock.from_environment(zone=config.zone)
    database = Database.open(where)
    goals, drills, attempts = GoalStore(database), DrillStore(database), AttemptStore(database)
    derived, sessions = DerivedStore(database), SessionStore(database)

    @cache
    def recording() -> Recording:
        from coach.journeys.recording import Recording

        return Recording(database, goals, attempts, derived, now)

    @cache
    def planning() -> Planning:
        from coach.journeys.planning import Planning

        return Planning(goals, drills, attempts, derived, recording())

    @cache
    def forecasting() -> Forecasting:
        from coach.journeys.forecasting import Forecasting

        return Forecasting(goals, derived, sessions, recording(), now)

    @cache
    def drilling() -> Drilling:
        from coach.journeys.drilling import Drilling
        from coach.store.drafts import Drafts

        drafts = Drafts(where)
        return Drilling(database, goals, drills, attempts, sessions, drafts, recording(), planning(), now)

    @cache
    def placing() -> Placing:
        from coach.journeys.placing import Placing

        return Placing(drilling())

    def setting() -> GoalSetting:
        from coach.journeys.goal_setting import GoalSetting

        return GoalSetting(database, goals, drills, recording(), sessions, now)

    def today() -> Today:
        from coach.journeys.today import Today

        return Today(goals, derived, sessions, recording(), planning(), forecasting, drilling, now)

    def viewing() -> Viewing:
        from coach.journeys.viewing import Viewing

        return Viewing(goals, attempts, derived, planning(), forecasting(), now)

    def tending() -> Tending:
        from coach.journeys.tending import Tending

        return Tending(database, goals, attempts, sessions, recording(), now)

    def keeping() -> Keeping:
        from coach.journeys.keeping import Keeping

        return Keeping(where, goals, sessions, now)

    def undoing() -> Undoing:
        from coach.journeys.undoing import Undoing

        return Undoing(database, goals, drills, attempts, sessions, recording(), now)

    def upkeep() -> Upkeep:
        from coach.journeys.upkeep import Upkeep

        return Upkeep(database, goals, drills, attempts, derived, sessions, recording(), now)

    def attempt_files() -> AttemptFiles:
        from coach.journeys.attempt_files import AttemptFiles

        return AttemptFiles(database, goals, attempts, recording(), now)

    makers: dict[str, Callable[[], object]] = {
        "setting": setting,
        "placing": placing,
        "today": today,
        "drilling": drilling,
        "viewing": viewing,
        "tending": tending,
        "forecasting": forecasting,
        "keeping": keeping,
        "undoing": undoing,
        "upkeep": upkeep,
        "attempt_files": attempt_files,
    }
    return Journeys(makers, now, config, is_sample=is_sample)
