"""Migrations, numbered and never edited once landed. The only module that imports sqlite-utils."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database as Utils
from sqlite_utils import Migrations

from coach.places import Places
from coach.store import safety_copies

migrations = Migrations("coach")


def apply(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema; again does nothing, several processes at once are safe."""
    # One immediate transaction around all: sqlite-utils begins deferred and keeps its own table outside, so two
    # first starts at once would both make the tables, and a kill between them would leave a stranger's file.
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Utils(connection))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def back_up_first(connection: sqlite3.Connection, places: Places, version: int) -> None:
    """A verified copy of the database as it stands before a migration touches it."""
    safety_copies.save(connection, places.backups / f"coach-before-migration-from-{version}.db")


@migrations()
def m001_initial(db: Utils) -> None:
    """Goals and trees, drills, attempts with their chain, and all that is derived from attempts."""
    for statement in _M001.split(";\n"):
        if statement.strip():
            db.execute(statement)


_M001 = """
CREATE TABLE goals (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, sentence TEXT NOT NULL, kind TEXT NOT NULL, pack TEXT,
  scale TEXT NOT NULL, current REAL NOT NULL, target REAL NOT NULL, deadline TEXT,
  minutes_per_day INTEGER NOT NULL, arithmetic TEXT NOT NULL, created_at TEXT NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE TABLE skills (
  goal TEXT NOT NULL REFERENCES goals(id), id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
  parent TEXT, weight REAL NOT NULL, target REAL NOT NULL, included INTEGER NOT NULL,
  prerequisites TEXT NOT NULL, confusable TEXT NOT NULL, learnability REAL NOT NULL, about TEXT NOT NULL,
  PRIMARY KEY (goal, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tree_editions (
  goal TEXT NOT NULL REFERENCES goals(id), since INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (goal, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE packs (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE drills (
  id TEXT PRIMARY KEY, pack TEXT NOT NULL, skill TEXT NOT NULL, kind TEXT NOT NULL, difficulty REAL NOT NULL,
  guess REAL NOT NULL, seconds INTEGER NOT NULL, record TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX drills_of_pack ON drills (pack, retired);
CREATE TABLE reports (drill TEXT PRIMARY KEY, at TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE attempts (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, goal TEXT NOT NULL REFERENCES goals(id), skill TEXT,
  at TEXT NOT NULL, day TEXT NOT NULL, zone TEXT NOT NULL, event TEXT NOT NULL, drill TEXT,
  kind TEXT NOT NULL, session TEXT, block TEXT NOT NULL, answer TEXT NOT NULL, score REAL, level REAL,
  grader TEXT NOT NULL, grader_version TEXT NOT NULL, difficulty REAL, guess REAL NOT NULL, expected REAL,
  confidence INTEGER,
  seconds REAL, hints INTEGER NOT NULL, dont_know INTEGER NOT NULL, met INTEGER, note TEXT NOT NULL,
  observed TEXT NOT NULL, chain TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_of_goal ON attempts (goal, at, id);
CREATE INDEX attempts_of_skill ON attempts (goal, skill, at, id);
CREATE INDEX attempts_of_drill ON attempts (goal, drill, at, id);
CREATE INDEX attempts_of_kind ON attempts (goal, kind, at, id);
CREATE INDEX attempts_of_session ON attempts (session, at, id);
CREATE TABLE retractions (attempt TEXT PRIMARY KEY REFERENCES attempts(id), at TEXT NOT NULL) STRICT;
CREATE TABLE reviews (
  goal TEXT NOT NULL, drill TEXT NOT NULL, skill TEXT NOT NULL, state INTEGER NOT NULL, step INTEGER,
  stability REAL, difficulty REAL, due TEXT NOT NULL, last TEXT, reps INTEGER NOT NULL,
  lapses INTEGER NOT NULL, PRIMARY KEY (goal, drill)
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_due ON reviews (goal, due);
CREATE TABLE priors (goal TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT;
CREATE TABLE level_states (goal TEXT PRIMARY KEY, at TEXT NOT NULL, state BLOB NOT NULL) STRICT;
CREATE TABLE level_checkpoints (
  goal TEXT NOT NULL, at TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (goal, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE level_days (
  goal TEXT NOT NULL, skill TEXT NOT NULL, day TEXT NOT NULL, mean REAL NOT NULL, low REAL NOT NULL,
  high REAL NOT NULL, sd REAL NOT NULL, answers INTEGER NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (goal, skill, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE study_days (
  goal TEXT NOT NULL, day TEXT NOT NULL, answers INTEGER NOT NULL, scored INTEGER NOT NULL,
  milliscore INTEGER NOT NULL, milliexpected INTEGER NOT NULL, correct INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL, sure INTEGER NOT NULL, sure_right INTEGER NOT NULL, PRIMARY KEY (goal, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE kind_times (
  goal TEXT NOT NULL, kind TEXT NOT NULL, answers INTEGER NOT NULL, millilogs INTEGER NOT NULL,
  PRIMARY KEY (goal, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, goal TEXT NOT NULL, day TEXT NOT NULL, sort TEXT NOT NULL, minutes INTEGER NOT NULL,
  started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_open ON sessions (goal, ended_at, started_at);
CREATE TABLE forecasts (
  goal TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (goal, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
  goal TEXT NOT NULL, drill TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (goal, drill)
) STRICT, WITHOUT ROWID;
CREATE TABLE actions (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, goal TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  before TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE INDEX actions_open ON actions (undone_at, id);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
PRAGMA application_id = 1131372899;
PRAGMA user_version = 1
"""
