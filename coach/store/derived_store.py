"""What is derived from attempts: reviews, levels, their course by day, roll-ups. `coach rebuild` makes it anew."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coach.store.attempt_store import instant
from coach.store.database import Database
from goals.attempts import Attempt
from goals.ids import DrillId, GoalId, SkillId
from goals.levels import Level
from goals.review_state import Review

WHOLE = SkillId("")
"""Stands for the whole goal where a skill is named."""
CHECKPOINTS_KEPT = 90
TABLES = ("reviews", "level_states", "level_checkpoints", "level_days", "study_days", "kind_times")


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One study day of one goal, rolled up."""

    day: date
    answers: int
    scored: int
    score: float
    """Sum of the scores."""
    expected: float
    """Sum of the chances predicted before each answer."""
    correct: int
    seconds: float
    sure: int
    sure_right: int


class DerivedStore:
    """Reviews, levels and roll-ups."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def clear(self, goal: GoalId) -> None:
        """Forget everything derived for a goal, to derive it anew."""
        with self._db.atomic() as db:
            for table in TABLES:
                db.execute(f"DELETE FROM {table} WHERE goal = ?", (goal,))  # noqa: S608  names of our own

    def fingerprint(self, goal: GoalId) -> Mapping[str, tuple[tuple[object, ...], ...]]:
        """All derived rows of a goal but its checkpoints (a cache), for comparing live with replayed."""
        kept = (table for table in TABLES if table != "level_checkpoints")
        return {
            table: tuple(
                sorted(map(tuple, self._db.rows(f"SELECT * FROM {table} WHERE goal = ?", goal)), key=repr)  # noqa: S608
            )
            for table in kept
        }

    # Reviews

    def review(self, goal: GoalId, drill: DrillId) -> Review | None:
        """A drill's review state; None if it was never answered."""
        row = self._db.row("SELECT * FROM reviews WHERE goal = ? AND drill = ?", goal, drill)
        return None if row is None else _review(row)

    def put_review(self, goal: GoalId, drill: DrillId, review: Review | None) -> None:
        """Keep a drill's review state, or take it away."""
        with self._db.atomic() as db:
            if review is None:
                db.execute("DELETE FROM reviews WHERE goal = ? AND drill = ?", (goal, drill))
                return
            db.execute(
                "INSERT OR REPLACE INTO reviews (goal, drill, skill, state, step, stability, difficulty, due, last,"
                " reps, lapses) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (
                    goal, drill, review.skill, review.state, review.step, review.stability, review.difficulty,
                    review.due.isoformat(), instant(review.last), review.reps, review.lapses,
                ),
            )  # fmt: skip

    def due(self, goal: GoalId, day: date, limit: int) -> tuple[Review, ...]:
        """Reviews due on or before a study day, longest overdue first, at most `limit`."""
        rows = self._db.rows(
            "SELECT * FROM reviews WHERE goal = ? AND due <= ? ORDER BY due, drill LIMIT ?",
            goal,
            day.isoformat(),
            limit,
        )
        return tuple(_review(row) for row in rows)

    def due_count(self, goal: GoalId, day: date) -> int:
        """How many reviews are due on or before a study day."""
        row = self._db.row(
            "SELECT count(*) AS n FROM reviews WHERE goal = ? AND due <= ?", goal, day.isoformat()
        )
        return int(row["n"]) if row else 0

    def reviews(self, goal: GoalId) -> Mapping[DrillId, Review]:
        """Every review of a goal. As many as the pack has drills, however many attempts there were."""
        return {
            DrillId(r["drill"]): _review(r)
            for r in self._db.rows("SELECT * FROM reviews WHERE goal = ?", goal)
        }

    # Levels

    def level_state(self, goal: GoalId) -> bytes | None:
        """The filter's state after the last attempt that counts."""
        row = self._db.row("SELECT state FROM level_states WHERE goal = ?", goal)
        return None if row is None else bytes(row["state"])

    def prior(self, goal: GoalId) -> bytes | None:
        """The filter's state before any evidence, as when the goal was set. Not derived: edits don't touch it."""
        row = self._db.row("SELECT state FROM priors WHERE goal = ?", goal)
        return None if row is None else bytes(row["state"])

    def put_prior(self, goal: GoalId, state: bytes) -> None:
        """Keep where the filter starts."""
        with self._db.atomic() as db:
            db.execute("INSERT OR REPLACE INTO priors (goal, state) VALUES (?,?)", (goal, state))

    def put_level_state(self, goal: GoalId, at: datetime, state: bytes) -> None:
        """Keep the filter's state."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT OR REPLACE INTO level_states (goal, at, state) VALUES (?,?,?)",
                (goal, instant(at), state),
            )

    def drop_level_state(self, goal: GoalId) -> None:
        """Back to the prior: no evidence counts any more."""
        with self._db.atomic() as db:
            db.execute("DELETE FROM level_states WHERE goal = ?", (goal,))

    def put_checkpoint(self, goal: GoalId, at: datetime, state: bytes) -> None:
        """Keep the state as it was before anything dated at or after `at`, so that undo need not replay years."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT OR REPLACE INTO level_checkpoints (goal, at, state) VALUES (?,?,?)",
                (goal, instant(at), state),
            )
            db.execute(
                "DELETE FROM level_checkpoints WHERE goal = ? AND at <="
                " (SELECT at FROM level_checkpoints WHERE goal = ?"
                " ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (goal, goal, CHECKPOINTS_KEPT),
            )

    def checkpoint_before(self, goal: GoalId, at: datetime) -> tuple[datetime, bytes] | None:
        """The newest checkpoint that excludes an attempt of that instant; later ones are dropped, being stale."""
        with self._db.atomic() as db:
            db.execute("DELETE FROM level_checkpoints WHERE goal = ? AND at > ?", (goal, instant(at)))
        row = self._db.row(
            "SELECT at, state FROM level_checkpoints WHERE goal = ? ORDER BY at DESC LIMIT 1", goal
        )
        return None if row is None else (datetime.fromisoformat(row["at"]), bytes(row["state"]))

    def put_level_days(self, goal: GoalId, day: date, levels: Mapping[SkillId, Level]) -> None:
        """Keep how levels stood at the end of a day; the last one written stays."""
        with self._db.atomic() as db:
            db.executemany(
                "INSERT OR REPLACE INTO level_days (goal, skill, day, mean, low, high, sd, answers, label)"
                " VALUES (?,?,?,?,?,?,?,?,?)",
                [
                    (goal, skill, day.isoformat(), lv.mean, lv.low, lv.high, lv.sd_logit, lv.n, lv.label)
                    for skill, lv in levels.items()
                ],
            )

    def drop_level_days(self, goal: GoalId, since: date) -> None:
        """Forget the course from a day on."""
        with self._db.atomic() as db:
            db.execute("DELETE FROM level_days WHERE goal = ? AND day >= ?", (goal, since.isoformat()))

    def course(self, goal: GoalId, skill: SkillId, since: date) -> tuple[tuple[date, Level], ...]:
        """How a skill's level (or the whole goal's, for `WHOLE`) went, oldest first."""
        rows = self._db.rows(
            "SELECT * FROM level_days WHERE goal = ? AND skill = ? AND day >= ? ORDER BY day",
            goal,
            skill,
            since.isoformat(),
        )
        return tuple(
            (
                date.fromisoformat(r["day"]),
                Level(r["mean"], r["low"], r["high"], r["sd"], r["answers"], r["label"]),
            )
            for r in rows
        )

    # Roll-ups. Whole thousandths, so that taking an attempt back leaves exactly what was there before.

    def roll_up(self, attempt: Attempt, sign: int) -> None:
        """Add an attempt to its day and kind (`sign` 1), or take it back (-1)."""
        if attempt.event != "drill":
            return
        seconds = min(max(attempt.seconds or 0.0, 0.0), 3_600.0)
        right = int(bool(attempt.correct))
        sure = int(attempt.confidence == 3)
        counts = (
            1, int(attempt.score is not None),
            round((attempt.score or 0) * 1000), round((attempt.expected or 0) * 1000),
            right, round(seconds * 1000), sure, sure * right,
        )  # fmt: skip
        with self._db.atomic() as db:
            db.execute(
                "INSERT INTO study_days VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (goal, day) DO UPDATE SET"
                " answers = answers + excluded.answers, scored = scored + excluded.scored,"
                " milliscore = milliscore + excluded.milliscore,"
                " milliexpected = milliexpected + excluded.milliexpected,"
                " correct = correct + excluded.correct, milliseconds = milliseconds + excluded.milliseconds,"
                " sure = sure + excluded.sure, sure_right = sure_right + excluded.sure_right",
                (attempt.goal, attempt.day.isoformat(), *(sign * n for n in counts)),
            )
            db.execute(
                "DELETE FROM study_days WHERE goal = ? AND day = ? AND answers = 0",
                (attempt.goal, attempt.day.isoformat()),
            )
            if attempt.seconds:
                logs = round(math.log(max(seconds, 1.0)) * 1000)
                db.execute(
                    "INSERT INTO kind_times VALUES (?,?,?,?) ON CONFLICT (goal, kind) DO UPDATE SET"
                    " answers = answers + excluded.answers, millilogs = millilogs + excluded.millilogs",
                    (attempt.goal, attempt.kind, sign, sign * logs),
                )
                db.execute(
                    "DELETE FROM kind_times WHERE goal = ? AND kind = ? AND answers = 0",
                    (attempt.goal, attempt.kind),
                )

    def days(self, goal: GoalId, since: date) -> Sequence[StudyDay]:
        """Study days with at least one answer, oldest first."""
        rows = self._db.rows(
            "SELECT * FROM study_days WHERE goal = ? AND day >= ? ORDER BY day", goal, since.isoformat()
        )
        return [
            StudyDay(
                date.fromisoformat(r["day"]), r["answers"], r["scored"],
                r["milliscore"] / 1000, r["milliexpected"] / 1000,
                r["correct"], r["milliseconds"] / 1000, r["sure"], r["sure_right"],
            )
            for r in rows
        ]  # fmt: skip

    def seconds_by_kind(self, goal: GoalId) -> Mapping[str, tuple[int, float]]:
        """Of each kind of drill: how many were timed, and their geometric mean in seconds."""
        rows = self._db.rows(
            "SELECT kind, answers, millilogs FROM kind_times WHERE goal = ? AND answers > 0", goal
        )
        return {r["kind"]: (r["answers"], math.exp(r["millilogs"] / 1000 / r["answers"])) for r in rows}


def _review(row: sqlite3.Row) -> Review:
    return Review(
        drill=DrillId(row["drill"]),
        goal=GoalId(row["goal"]),
        skill=SkillId(row["skill"]),
        state=row["state"],
        step=row["step"],
        stability=row["stability"],
        difficulty=row["difficulty"],
        due=date.fromisoformat(row["due"]),
        last=datetime.fromisoformat(row["last"]),
        reps=row["reps"],
        lapses=row["lapses"],
    )
