"""The drills of installed packs, and the ones a learner reported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from coach.store.database import Database
from goals.ids import DrillId, GoalId, SkillId
from goals.outlines import Outline
from goals.refusals import Refused

if TYPE_CHECKING:
    from goals.drills import Drill


class DrillStore:
    """Drills by pack. The store's copy is derived from the pack's files; reports and notes are the learner's."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def digest(self, pack: str) -> str | None:
        """The digest of the pack as it was taken in; None if it was not."""
        row = self._db.row("SELECT digest FROM packs WHERE id = ?", pack)
        return None if row is None else str(row["digest"])

    def take_in(self, pack: str, title: str, edition: str, digest: str, drills: Iterable[Drill]) -> None:
        """Bring the store's copy of a pack up to date. Drills no longer in it retire; attempts at them stay."""
        from goals.drill_records import to_record

        with self._db.atomic() as db:
            db.execute("UPDATE drills SET retired = 1 WHERE pack = ?", (pack,))
            db.executemany(
                "INSERT INTO drills (id, pack, skill, kind, difficulty, guess, seconds, record)"
                " VALUES (?,?,?,?,?,?,?,?)"
                " ON CONFLICT (id) DO UPDATE SET pack = excluded.pack, skill = excluded.skill, kind = excluded.kind,"
                " difficulty = excluded.difficulty, guess = excluded.guess, seconds = excluded.seconds,"
                " record = excluded.record, retired = 0",
                (
                    (
                        d.id,
                        pack,
                        d.skill,
                        d.kind,
                        d.difficulty,
                        d.guess,
                        d.seconds,
                        json.dumps(to_record(d), ensure_ascii=False),
                    )
                    for d in drills
                ),
            )
            db.execute(
                "INSERT INTO packs (id, title, edition, digest) VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
                " title = excluded.title, edition = excluded.edition, digest = excluded.digest",
                (pack, title, edition, digest),
            )

    def outlines(self, pack: str) -> tuple[Outline, ...]:
        """What planning needs of every drill in rotation: not retired, not reported."""
        rows = self._db.rows(
            "SELECT id, skill, kind, difficulty, guess, seconds FROM drills WHERE pack = ? AND retired = 0"
            " AND id NOT IN (SELECT drill FROM reports) ORDER BY id",
            pack,
        )
        return tuple(
            Outline(
                DrillId(r["id"]), SkillId(r["skill"]), r["kind"], r["difficulty"], r["guess"], r["seconds"]
            )
            for r in rows
        )

    def get(self, drill: DrillId) -> Drill:
        """One drill whole, retired ones too.

        Raises:
            Refused: no such drill.
        """
        from goals.drill_records import from_record  # with all keys: more than the first frame needs

        row = self._db.row("SELECT record FROM drills WHERE id = ?", drill)
        if row is None:
            raise Refused(f"There is no drill “{drill}”.", "List them with: coach pack list")
        return from_record(json.loads(row["record"]))

    def report(self, drill: DrillId, at: datetime, note: str) -> None:
        """Take a drill out of the rotation because the learner says it is bad."""
        with self._db.atomic() as db:
            db.execute(
                "INSERT INTO reports (drill, at, note) VALUES (?,?,?) ON CONFLICT (drill) DO NOTHING",
                (drill, at.isoformat(), note),
            )

    def restore(self, drill: DrillId) -> None:
        """Put a reported drill back."""
        with self._db.atomic() as db:
            db.execute("DELETE FROM reports WHERE drill = ?", (drill,))

    def reported(self) -> tuple[tuple[DrillId, str, str], ...]:
        """Reported drills: id, when (ISO), the learner's note; newest first."""
        rows = self._db.rows("SELECT drill, at, note FROM reports ORDER BY at DESC, drill")
        return tuple((DrillId(r["drill"]), r["at"], r["note"]) for r in rows)

    def note(self, goal: GoalId, drill: DrillId) -> str:
        """The learner's own note on a drill; empty if there is none."""
        row = self._db.row("SELECT text FROM notes WHERE goal = ? AND drill = ?", goal, drill)
        return "" if row is None else str(row["text"])

    def put_note(self, goal: GoalId, drill: DrillId, text: str, at: datetime) -> None:
        """Keep a note on a drill; an empty text takes it away."""
        with self._db.atomic() as db:
            if text:
                db.execute(
                    "INSERT INTO notes (goal, drill, at, text) VALUES (?,?,?,?) ON CONFLICT (goal, drill)"
                    " DO UPDATE SET at = excluded.at, text = excluded.text",
                    (goal, drill, at.isoformat(), text),
                )
            else:
                db.execute("DELETE FROM notes WHERE goal = ? AND drill = ?", (goal, drill))
