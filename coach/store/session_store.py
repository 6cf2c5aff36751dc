"""Study sessions, the learner's actions that can be undone, and forecasts as they were given."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coach.store.attempt_store import instant
from coach.store.database import Database
from goals.ids import GoalId, SessionId


@dataclass(frozen=True, slots=True)
class StudySession:
    """One sitting: what was planned, and how far it got."""

    id: SessionId
    goal: GoalId
    day: date
    sort: str
    """"drill" or "place"."""
    minutes: int
    started_at: datetime
    ended_at: datetime | None
    state: Mapping[str, Any]
    """The journey's own state: queue, place, hints read."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the learner did that can be taken back."""

    id: int
    at: datetime
    goal: GoalId
    kind: str
    label: str
    """What it was, in words: "answer to a collocation drill"."""
    before: Mapping[str, Any]
    """What taking it back needs."""


class SessionStore:
    """Sessions, actions and forecasts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, session: StudySession) -> None:
        """Keep a session as it stands."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT OR REPLACE INTO sessions (id, goal, day, sort, minutes, started_at, ended_at, state)"
                " VALUES (?,?,?,?,?,?,?,?)",
                (
                    session.id, session.goal, session.day.isoformat(), session.sort, session.minutes,
                    instant(session.started_at), instant(session.ended_at) if session.ended_at else None,
                    json.dumps(session.state, ensure_ascii=False),
                ),
            )  # fmt: skip

    def get(self, session: SessionId) -> StudySession | None:
        """One session."""
        row = self._db.row("SELECT * FROM sessions WHERE id = ?", session)
        return None if row is None else _session(row)

    def open_one(self, goal: GoalId, sort: str) -> StudySession | None:
        """The newest session of a sort that has not ended."""
        row = self._db.row(
            "SELECT * FROM sessions WHERE goal = ? AND ended_at IS NULL AND sort = ? ORDER BY started_at DESC LIMIT 1",
            goal,
            sort,
        )
        return None if row is None else _session(row)

    def finished(self, goal: GoalId, sort: str) -> int:
        """How many sessions of a sort were finished."""
        row = self._db.row(
            "SELECT count(*) AS n FROM sessions WHERE goal = ? AND ended_at IS NOT NULL AND sort = ?",
            goal,
            sort,
        )
        return int(row["n"]) if row else 0

    def last_finished(self, goal: GoalId, sort: str) -> StudySession | None:
        """The session of a sort that was finished last."""
        row = self._db.row(
            "SELECT * FROM sessions WHERE goal = ? AND ended_at IS NOT NULL AND sort = ?"
            " ORDER BY ended_at DESC LIMIT 1",
            goal,
            sort,
        )
        return None if row is None else _session(row)

    def followed(self, session: StudySession) -> bool:
        """True if a later session of the same goal was begun."""
        row = self._db.row(
            "SELECT 1 FROM sessions WHERE goal = ? AND started_at > ? LIMIT 1",
            session.goal,
            instant(session.started_at),
        )
        return row is not None

    def did(self, at: datetime, goal: GoalId, kind: str, label: str, before: Mapping[str, Any]) -> None:
        """Note an action so that it can be undone."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT INTO actions (at, goal, kind, label, before) VALUES (?,?,?,?,?)",
                (instant(at), goal, kind, label, json.dumps(before, ensure_ascii=False)),
            )

    def last_action(self) -> Action | None:
        """The newest action not yet undone."""
        row = self._db.row("SELECT * FROM actions WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        at = datetime.fromisoformat(row["at"])
        return Action(
            row["id"], at, GoalId(row["goal"]), row["kind"], row["label"], json.loads(row["before"])
        )

    def mark_undone(self, action: int, at: datetime) -> None:
        """Note that an action was taken back."""
        with self._db.atomic() as db:
            db.execute("UPDATE actions SET undone_at = ? WHERE id = ?", (instant(at), action))

    def log_forecast(self, goal: GoalId, at: datetime, day: date, record: Mapping[str, Any]) -> None:
        """Keep a forecast as it was given, to hold it against what happened."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT OR REPLACE INTO forecasts (goal, at, day, record) VALUES (?,?,?,?)",
                (goal, instant(at), day.isoformat(), json.dumps(record, ensure_ascii=False)),
            )

    def last_forecast(self, goal: GoalId) -> tuple[date, Mapping[str, Any]] | None:
        """The newest forecast: its day and record."""
        row = self._db.row("SELECT day, record FROM forecasts WHERE goal = ? ORDER BY at DESC LIMIT 1", goal)
        return None if row is None else (date.fromisoformat(row["day"]), json.loads(row["record"]))

    def fact(self, name: str) -> str | None:
        """A small fact about this home."""
        row = self._db.row("SELECT value FROM facts WHERE name = ?", name)
        return None if row is None else str(row["value"])

    def put_fact(self, name: str, value: str) -> None:
        """Keep a small fact about this home."""
        with self._db.atomic() as db:
            db.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?,?)", (name, value))


def _session(row: sqlite3.Row) -> StudySession:
    return StudySession(
        id=SessionId(row["id"]),
        goal=GoalId(row["goal"]),
        day=date.fromisoformat(row["day"]),
        sort=row["sort"],
        minutes=row["minutes"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        state=json.loads(row["state"]),
    )
