"""All journeys of one home, as the app and the command line receive them."""

from __future__ import annotations

from dataclasses import dataclass

from coach.clock import Clock
from coach.config import Config
from coach.journeys.attempt_files import AttemptFiles
from coach.journeys.drilling import Drilling
from coach.journeys.forecasting import Forecasting
from coach.journeys.goal_setting import GoalSetting
from coach.journeys.keeping import Keeping
from coach.journeys.placing import Placing
from coach.journeys.tending import Tending
from coach.journeys.today import Today
from coach.journeys.undoing import Undoing
from coach.journeys.upkeep import Upkeep
from coach.journeys.viewing import Viewing


@dataclass(frozen=True, slots=True)
class Journeys:
    """What a learner can do with Coach."""

    setting: GoalSetting
    placing: Placing
    today: Today
    drilling: Drilling
    viewing: Viewing
    tending: Tending
    forecasting: Forecasting
    keeping: Keeping
    undoing: Undoing
    upkeep: Upkeep
    attempt_files: AttemptFiles
    clock: Clock
    config: Config
    is_sample: bool = False
    """True for the sample learner's home: said on every screen."""

    def close(self) -> None:
        """Let go of the home."""
        self.upkeep.close()
