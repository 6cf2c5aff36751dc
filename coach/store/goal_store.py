"""Goals and their skill trees."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from coach.store.database import Database
from goals.goal import Goal, Status
from goals.ids import GoalId, SkillId
from goals.plain import one_line
from goals.refusals import Refused
from goals.scales import Scale
from goals.skills import Skill, SkillTree


class GoalStore:
    """Goals of this home."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._trees: dict[GoalId, tuple[list[tuple[object, ...]], SkillTree]] = {}

    def add(self, goal: Goal, tree: SkillTree) -> None:
        """Keep a new goal with its tree."""
        with self._db.atomic() as db:
            _insert(db, "goals", goal_record(goal))
            self._put_tree(db, goal.id, tree)

    def put(self, goal: Goal) -> None:
        """Change a goal that is there."""
        row = goal_record(goal)
        with self._db.atomic() as db:
            names = ", ".join(f"{name} = ?" for name in row)
            db.execute(f"UPDATE goals SET {names} WHERE id = ?", (*row.values(), goal.id))  # noqa: S608  our own names

    def put_tree(self, goal: GoalId, tree: SkillTree) -> None:
        """Replace a goal's tree. What was practised before stays read by the tree of its time (`editions`)."""
        with self._db.atomic() as db:
            db.execute("DELETE FROM skills WHERE goal = ?", (goal,))
            self._put_tree(db, goal, tree)

    def find(self, named: str, *, dropped_too: bool = True) -> Goal:
        """The goal with that id, that beginning of an id, or that title.

        Args:
            named: what was typed.
            dropped_too: find a dropped goal as well, by its whole id.

        Raises:
            Refused: none, or more than one, or a dropped one where that is not wanted.
        """
        wanted = one_line(named, limit=200)
        every = self.every()
        exact = next((goal for goal in every if goal.id == wanted), None)
        if exact is not None and (dropped_too or exact.status != "dropped"):
            return exact
        live = [goal for goal in every if goal.status != "dropped"]
        fits = [
            goal
            for goal in live
            if wanted and (goal.id.startswith(wanted) or goal.title.casefold() == wanted.casefold())
        ]
        named_so = ", ".join(goal.id for goal in fits)
        if exact is not None:  # never another goal in its place, however much alike they are called
            other = f". Or use: {named_so}." if fits else ""
            hint = f"Take it up again with: coach goal resume {exact.id}{other}"
            raise Refused(f"“{exact.title}” ({exact.id}) was dropped.", hint)
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise Refused(f"“{wanted}” fits {len(fits)} goals.", f"Use one of: {named_so}.")
        known = ", ".join(f"{goal.id} ({goal.title})" for goal in live[:5])
        hint = f"Yours: {known}." if known else 'There is none yet. Add one: coach goal add "..."'
        raise Refused(f"There is no goal “{wanted}”.", hint)

    def every(self) -> tuple[Goal, ...]:
        """All goals in the order they were set, dropped ones too."""
        # Not by instant: a clock that was set back, or started by COACH_NOW, would mix them up.
        return tuple(goal_of(row) for row in self._db.rows("SELECT * FROM goals ORDER BY rowid"))

    def with_status(self, status: Status) -> tuple[Goal, ...]:
        """The goals in one state, oldest first."""
        rows = self._db.rows("SELECT * FROM goals WHERE status = ? ORDER BY created_at, id", status)
        return tuple(goal_of(row) for row in rows)

    def tree(self, goal: GoalId) -> SkillTree:
        """A goal's skills in order."""
        rows = self._db.rows("SELECT * FROM skills WHERE goal = ? ORDER BY position", goal)
        # Read at every answer and rarely changed: the same rows give the same tree, also if another Coach wrote them.
        raw = [tuple(row) for row in rows]
        known = self._trees.get(goal)
        if known is None or known[0] != raw:
            known = self._trees[goal] = (raw, SkillTree(tuple(_skill(row) for row in rows)))
        return known[1]

    def editions(self, goal: GoalId) -> tuple[tuple[int, SkillTree], ...]:
        """The trees a goal has had, oldest first, each with the place of the first attempt it was there for."""
        rows = self._db.rows("SELECT since, record FROM tree_editions WHERE goal = ? ORDER BY since", goal)
        return tuple((int(row["since"]), tree_of(json.loads(row["record"]))) for row in rows)

    @staticmethod
    def _put_tree(db: sqlite3.Connection, goal: GoalId, tree: SkillTree) -> None:
        rows = tree_record(tree)
        for row in rows:
            _insert(db, "skills", {"goal": goal} | row)
        db.execute(
            "INSERT OR REPLACE INTO tree_editions (goal, since, record)"
            " VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM attempts), ?)",
            (goal, json.dumps(rows, ensure_ascii=False)),
        )


def _insert(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    holes = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", tuple(row.values()))  # noqa: S608  our own names


def goal_record(goal: Goal) -> dict[str, Any]:
    """A goal as its row, JSON-ready."""
    return {
        "id": goal.id,
        "title": goal.title,
        "sentence": goal.sentence,
        "kind": goal.kind,
        "pack": goal.pack,
        "scale": json.dumps(asdict(goal.scale), ensure_ascii=False),
        "current": goal.current,
        "target": goal.target,
        "deadline": goal.deadline.isoformat() if goal.deadline else None,
        "minutes_per_day": goal.minutes_per_day,
        "arithmetic": goal.arithmetic,
        "created_at": goal.created_at.isoformat(timespec="microseconds"),
        "status": goal.status,
    }


def tree_record(tree: SkillTree) -> list[dict[str, Any]]:
    """A tree as its rows without the goal, JSON-ready."""
    return [
        asdict(skill)
        | {
            "position": position,
            "included": int(skill.included),
            "prerequisites": json.dumps(skill.prerequisites),
            "confusable": json.dumps(skill.confusable),
        }
        for position, skill in enumerate(tree)
    ]


def goal_of(row: Mapping[str, Any] | sqlite3.Row) -> Goal:
    """The goal of a row or record."""
    scale = json.loads(row["scale"])
    return Goal(
        id=GoalId(row["id"]),
        title=row["title"],
        sentence=row["sentence"],
        kind=row["kind"],
        pack=row["pack"],
        scale=Scale(**{**scale, "words": tuple(scale["words"])}),
        current=row["current"],
        target=row["target"],
        deadline=date.fromisoformat(row["deadline"]) if row["deadline"] else None,
        minutes_per_day=row["minutes_per_day"],
        arithmetic=row["arithmetic"],
        created_at=datetime.fromisoformat(row["created_at"]),
        status=row["status"],
    )


def tree_of(rows: Iterable[Mapping[str, Any]]) -> SkillTree:
    """The tree of records as `tree_record` makes them."""
    return SkillTree(tuple(_skill(row) for row in rows))


def _skill(row: Mapping[str, Any] | sqlite3.Row) -> Skill:
    return Skill(
        id=SkillId(row["id"]),
        name=row["name"],
        target=row["target"],
        parent=SkillId(row["parent"]) if row["parent"] else None,
        weight=row["weight"],
        included=bool(row["included"]),
        prerequisites=tuple(map(SkillId, json.loads(row["prerequisites"]))),
        confusable=tuple(map(SkillId, json.loads(row["confusable"]))),
        learnability=row["learnability"],
        about=row["about"],
    )
