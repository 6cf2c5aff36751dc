"""Attempts: append-only, chained by hash. An undone one stays, with a retraction beside it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from coach.store.database import Database
from goals.attempts import Attempt
from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId

IN_ORDER: Final = "SELECT * FROM attempts ORDER BY seq"
_COLUMNS = tuple(field.name for field in fields(Attempt))
_REALS = ("score", "level", "difficulty", "guess", "expected", "seconds")
_LIVE = "NOT EXISTS (SELECT 1 FROM retractions r WHERE r.attempt = a.id)"


def instant(at: datetime) -> str:
    """An instant as it is stored: UTC, fixed width, so that text order is time order.

    Raises:
        ValueError: it has no time zone, so nobody knows when it was.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} names no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


class AttemptStore:
    """Every try ever made."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, attempt: Attempt) -> None:
        """Append one attempt. Its hash covers the one before, so that a silent change shows."""
        with self._db.atomic() as db:
            last = db.execute("SELECT chain FROM attempts ORDER BY seq DESC LIMIT 1").fetchone()
            row = _row(attempt)
            chain = _link(last["chain"] if last else "", row)
            names, holes = ", ".join((*row, "chain")), ", ".join("?" * (len(row) + 1))
            db.execute(f"INSERT INTO attempts ({names}) VALUES ({holes})", (*row.values(), chain))  # noqa: S608

    def retract(self, attempt: AttemptId, at: datetime) -> None:
        """Undo one attempt: it stays on record and counts no more."""
        with self._db.atomic() as db:
            db.execute("INSERT OR IGNORE INTO retractions (attempt, at) VALUES (?,?)", (attempt, instant(at)))

    def get(self, attempt: AttemptId) -> Attempt | None:
        """One attempt, also an undone one."""
        row = self._db.row("SELECT * FROM attempts WHERE id = ?", attempt)
        return None if row is None else _attempt(row)

    def has(self, attempt: AttemptId) -> bool:
        """True if an attempt of that id is on record."""
        return self._db.row("SELECT 1 FROM attempts WHERE id = ?", attempt) is not None

    def of_goal(self, goal: GoalId, since: datetime | None = None) -> Iterator[Attempt]:
        """A goal's attempts that count, in order of time, from an instant on."""
        return (attempt for _, attempt in self.numbered(goal, since))

    def numbered(self, goal: GoalId, since: datetime | None = None) -> Iterator[tuple[int, Attempt]]:
        """The same, each with its place among all attempts ever written."""
        sql = f"SELECT a.* FROM attempts a WHERE a.goal = ? AND a.at >= ? AND {_LIVE} ORDER BY a.at, a.id"  # noqa: S608
        for row in self._db.each(sql, goal, instant(since) if since else ""):
            yield int(row["seq"]), _attempt(row)

    def of_drill(self, goal: GoalId, drill: DrillId) -> tuple[Attempt, ...]:
        """The attempts at one drill that count, in order of time."""
        sql = f"SELECT a.* FROM attempts a WHERE a.drill = ? AND a.goal = ? AND {_LIVE} ORDER BY a.at, a.id"  # noqa: S608
        return tuple(_attempt(row) for row in self._db.rows(sql, drill, goal))

    def of_session(self, session: SessionId) -> tuple[Attempt, ...]:
        """The attempts of one session that count, in order of time."""
        sql = f"SELECT a.* FROM attempts a WHERE a.session = ? AND {_LIVE} ORDER BY a.at, a.id"  # noqa: S608
        return tuple(_attempt(row) for row in self._db.rows(sql, session))

    def recent(self, goal: GoalId, skill: SkillId, count: int) -> tuple[Attempt, ...]:
        """The last scored drill attempts at one skill that count, newest first."""
        sql = (
            f"SELECT a.* FROM attempts a WHERE a.goal = ? AND a.skill = ? AND a.event = 'drill'"  # noqa: S608
            f" AND a.score IS NOT NULL AND {_LIVE} ORDER BY a.at DESC, a.id DESC LIMIT ?"
        )
        return tuple(_attempt(row) for row in self._db.rows(sql, goal, skill, count))

    def scores(self, goal: GoalId) -> tuple[Attempt, ...]:
        """Scores, overrules and priors that count, in order of time: all events that are no drill."""
        sql = f"SELECT a.* FROM attempts a WHERE a.goal = ? AND a.kind = '' AND {_LIVE} ORDER BY a.at, a.id"  # noqa: S608
        return tuple(_attempt(row) for row in self._db.rows(sql, goal))

    def last_day_of_kind(self, goal: GoalId, kind: str) -> date | None:
        """The study day of the last attempt at a kind of drill that counts."""
        sql = (
            f"SELECT a.day FROM attempts a WHERE a.goal = ? AND a.kind = ? AND {_LIVE}"  # noqa: S608
            " ORDER BY a.at DESC LIMIT 1"
        )
        row = self._db.row(sql, goal, kind)
        return None if row is None else date.fromisoformat(row["day"])

    def last_at(self, goal: GoalId | None = None, *, live: bool = False) -> datetime | None:
        """The latest instant an attempt is dated, of one goal or of all: the clock's high-water mark.

        Args:
            goal: None for all goals.
            live: leave out what was undone; for one goal only.
        """
        if goal is None:
            # By goal, since what is imported may be older than what was written before it.
            row = self._db.row(
                "SELECT max((SELECT a.at FROM attempts a WHERE a.goal = g.id ORDER BY a.at DESC LIMIT 1))"
                " AS at FROM goals g"
            )
        else:
            counts = f" AND {_LIVE}" if live else ""
            sql = f"SELECT a.at FROM attempts a WHERE a.goal = ?{counts} ORDER BY a.at DESC LIMIT 1"  # noqa: S608
            row = self._db.row(sql, goal)
        return None if row is None or row["at"] is None else datetime.fromisoformat(row["at"])

    def first_day(self, goal: GoalId, since: datetime) -> date | None:
        """The earliest study day among a goal's attempts from an instant on, undone ones too."""
        row = self._db.row(
            "SELECT min(day) AS day FROM attempts WHERE goal = ? AND at >= ?", goal, instant(since)
        )
        return date.fromisoformat(row["day"]) if row and row["day"] else None

    def reaches(self, goal: GoalId, day: date, before: datetime) -> bool:
        """True if an attempt made before an instant belongs to a study day or a later one.

        Zones crossed on a journey do that: the day is over in Auckland while its morning comes in Honolulu.
        They are at most 26 hours apart, so three days back is far enough to look.
        """
        row = self._db.row(
            "SELECT 1 FROM attempts WHERE goal = ? AND at >= ? AND at < ? AND day >= ? LIMIT 1",
            goal,
            instant(before - timedelta(days=3)),
            instant(before),
            day.isoformat(),
        )
        return row is not None

    def is_retracted(self, attempt: AttemptId) -> bool:
        """True if an attempt was undone."""
        return self._db.row("SELECT 1 FROM retractions WHERE attempt = ?", attempt) is not None

    def head(self) -> tuple[int, str]:
        """Place and hash of the last attempt written; (0, "") before the first."""
        row = self._db.row("SELECT seq, chain FROM attempts ORDER BY seq DESC LIMIT 1")
        return (0, "") if row is None else (int(row["seq"]), str(row["chain"]))

    def link(self, seq: int) -> str | None:
        """The hash kept with the attempt at a place; None if there is none."""
        row = self._db.row("SELECT chain FROM attempts WHERE seq = ?", seq)
        return None if row is None else str(row["chain"])

    def count(self) -> int:
        """How many are on record, undone ones too."""
        row = self._db.row("SELECT count(*) AS n FROM attempts")
        return int(row["n"]) if row else 0

    def broken_link(self) -> int | None:
        """The place of the first attempt whose hash does not fit what stands in the row; None if all do."""
        return broken_link(self._db.each(IN_ORDER))


def broken_link(rows: Iterable[sqlite3.Row]) -> int | None:
    """The same for the rows of any database, as `IN_ORDER` gives them."""
    chain = ""
    for row in rows:
        chain = _link(chain, {name: row[name] for name in _COLUMNS})
        if chain != row["chain"]:
            return int(row["seq"])
    return None


def _row(attempt: Attempt) -> dict[str, Any]:
    row = {name: getattr(attempt, name) for name in _COLUMNS}
    # As SQLite gives them back (1 as 1.0, -0.0 as 0.0), or the row read would not hash like the row given.
    row |= {name: float(row[name]) + 0.0 for name in _REALS if row[name] is not None}
    return row | {
        "at": instant(attempt.at),
        "day": attempt.day.isoformat(),
        "dont_know": int(attempt.dont_know),
    }


def _attempt(row: sqlite3.Row) -> Attempt:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    values["at"] = datetime.fromisoformat(values["at"])
    values["day"] = date.fromisoformat(values["day"])
    values["dont_know"] = bool(values["dont_know"])
    return Attempt(**values)


def _link(chain: str, row: dict[str, Any]) -> str:
    body = json.dumps([row[name] for name in _COLUMNS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{chain}\n{body}".encode()).hexdigest()[:32]
