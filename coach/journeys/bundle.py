"""All journeys of one home, as the app and the command line receive them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coach.clock import Clock
from coach.config import Config

if TYPE_CHECKING:
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


@dataclass(eq=False)
class Journeys:
    """What a learner can do with Coach. Each journey is made when it is first used: the first frame needs only one."""

    makers: Mapping[str, Callable[[], Any]]
    """What makes each journey, by its name."""
    clock: Clock
    config: Config
    is_sample: bool = False
    """True for the sample learner's home: said on every screen."""

    if TYPE_CHECKING:
        setting: GoalSetting = field(init=False)
        placing: Placing = field(init=False)
        today: Today = field(init=False)
        drilling: Drilling = field(init=False)
        viewing: Viewing = field(init=False)
        tending: Tending = field(init=False)
        forecasting: Forecasting = field(init=False)
        keeping: Keeping = field(init=False)
        undoing: Undoing = field(init=False)
        upkeep: Upkeep = field(init=False)
        attempt_files: AttemptFiles = field(init=False)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.makers:
            raise AttributeError(f"there is no journey {name!r}")
        made = self.makers[name]()
        setattr(self, name, made)
        return made

    def close(self) -> None:
        """Let go of the home."""
        self.upkeep.close()
