"""A home on real disk for every store test, cut off from the learner's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.places import Places
from coach.store.database import Database
from coach.store.goal_store import GoalStore
from goals.goal import Goal
from goals.ids import GoalId, SkillId
from goals.scales import built_in
from goals.skills import Skill, SkillTree

SHARED_MEMORY = Path("/dev/shm")


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """An empty home, in memory where the machine offers that: hundreds of real syncs would take minutes."""
    with TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else tmp_path) as folder:
        home = Path(folder) / "home"
        yield Places(home, home / "config.toml")


@pytest.fixture
def database(places: Places) -> Iterator[Database]:
    opened = Database.open(places)
    yield opened
    opened.close()


@pytest.fixture
def tree() -> SkillTree:
    return SkillTree(
        (
            Skill(SkillId("words"), "Words", 8.0),
            Skill(SkillId("pairs"), "Word pairs", 8.0, SkillId("words"), 0.5, confusable=(SkillId("style"),)),
            Skill(SkillId("style"), "Style", 8.0, SkillId("words"), 0.2, prerequisites=(SkillId("pairs"),)),
            Skill(SkillId("links"), "Links", 8.0, None, 0.3, learnability=0.7, about="Joins sentences."),
        )
    )


@pytest.fixture
def goal(database: Database, tree: SkillTree) -> Goal:
    made = Goal(
        GoalId("writing"), "Writing", "writing 6 to 8", "exam", "small", built_in("ielts-band"), 6.0, 8.0,
        date(2027, 6, 30), 30, "weighted-mean", datetime(2026, 11, 20, 8, tzinfo=UTC),
    )  # fmt: skip
    GoalStore(database).add(made, tree)
    return made
