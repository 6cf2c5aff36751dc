"""Now, and which study day it is. Nothing else in Coach reads the clock."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from coach.errors import CoachError
from goals.plain import one_line

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FIRST_YEAR = 2
"""The first years of the calendar are left out, so that looking back does not leave the calendar."""
DAY_TURNS_AT = 4
"""Local hour at which a study day ends: work after midnight belongs to the evening before."""


class Clock:
    """The running clock, or one that was started elsewhere by `COACH_NOW`.

    Args:
        zone: name of the learner's time zone; None for the machine's.
        starts_at: the instant it shows at first, in UTC; it runs on from there. None for the real time.
    """

    def __init__(self, zone: str | None = None, starts_at: datetime | None = None) -> None:
        self._zone_name = zone
        self._shift = starts_at - datetime.now(UTC) if starts_at is not None else timedelta()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, zone: str | None = None) -> Clock:
        """The clock of this process.

        Raises:
            CoachError: `COACH_NOW` is no ISO instant, or the zone is unknown.
        """
        told = environ.get("COACH_NOW", "").strip()
        starts_at = None
        if told:
            try:
                starts_at = datetime.fromisoformat(told)
                local = starts_at.tzinfo or cls(zone)._zone()
                starts_at = starts_at.replace(tzinfo=local).astimezone(UTC)
                if not FIRST_YEAR < starts_at.year < 9999:
                    raise ValueError("too near the calendar's edge")
            except (ValueError, OverflowError) as error:
                what = f"COACH_NOW is “{one_line(told, limit=60)}”, which is no instant that can be reckoned with."
                raise CoachError(what, "Write it as 2026-11-20T09:00:00+01:00.") from error
        return cls(zone, starts_at)

    def now(self) -> datetime:
        """This instant, UTC."""
        return datetime.now(UTC) + self._shift

    def day(self) -> date:
        """The learner's study day."""
        return self.day_of(self.now())

    def day_of(self, at: datetime) -> date:
        """The study day an instant belongs to."""
        return (self.local(at) - timedelta(hours=DAY_TURNS_AT)).date()

    def local(self, at: datetime) -> datetime:
        """An instant on the learner's wall clock."""
        return at.astimezone(self._zone())

    def zone(self) -> str:
        """The zone's name, kept with every attempt."""
        if self._zone_name is None:
            from tzlocal import get_localzone_name

            self._zone_name = str(get_localzone_name() or "UTC")
        return self._zone_name

    def ticks(self) -> float:
        """Seconds for measuring how long an answer took; runs on through clock changes."""
        return time.monotonic()

    def new_id(self) -> str:
        """A globally unique id that sorts by time: 48 bits of milliseconds, 80 of chance (as UUIDv7 and ULID do)."""
        import secrets

        return f"{int(self.now().timestamp() * 1000):012x}{secrets.token_hex(10)}"

    def _zone(self) -> ZoneInfo | None:
        if self._zone_name is None:
            return None
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self._zone_name)
        except (KeyError, ValueError, OSError) as error:
            name = one_line(self._zone_name, limit=60)
            raise CoachError(
                f"There is no time zone “{name}”.", "Use a name such as Europe/Berlin."
            ) from error


class SteppedClock(Clock):
    """A clock that stands until it is told to go on: for the sample learner's two months, and for tests."""

    def __init__(self, now: datetime, zone: str = "UTC") -> None:
        super().__init__(zone)
        self._at = now
        self._ticks = 0.0

    def now(self) -> datetime:
        """The instant it stands at, UTC."""
        return self._at

    def ticks(self) -> float:
        """Seconds that went by."""
        return self._ticks

    def go(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        passed = timedelta(days=days, seconds=seconds)
        self._at += passed
        self._ticks += passed.total_seconds()
