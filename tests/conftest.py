"""What every test stands on: a home of its own, a frozen clock, no way out to the network."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from coach.clock import Clock
from coach.places import Places

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


class FrozenClock(Clock):
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime, zone: str = "UTC") -> None:
        super().__init__(zone)
        self._at = now
        self._ticks = 0.0

    def now(self) -> datetime:
        """The instant it stands at."""
        return self._at

    def ticks(self) -> float:
        """Seconds that went by."""
        return self._ticks

    def go(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        passed = timedelta(days=days, seconds=seconds)
        self._at += passed
        self._ticks += passed.total_seconds()


@pytest.fixture
def clock() -> FrozenClock:
    """Friday 20 November 2026, nine in the morning."""
    return FrozenClock(datetime(2026, 11, 20, 9, tzinfo=UTC))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An empty home."""
    return Places(tmp_path / "home", tmp_path / "home" / "config.toml")


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the developer's own reaches a test, and no test reaches the network."""
    for name in list(os.environ):
        if name.startswith(("ANTHROPIC_", "COACH_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    connect: Callable[..., Any] = socket.socket.connect

    def only_loopback(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    yield
