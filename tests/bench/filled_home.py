"""A home with a long history, filled quickly: true attempts with a true chain, and what follows from them.

Counts, reviews and the course are those of the attempts. Level states are observed over the last attempts only:
replaying a million through the filter takes minutes and changes no time that is measured.
"""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.clock import Clock
from coach.journeys.drilling import levels_record
from coach.places import Places
from coach.store.attempt_store import AttemptStore
from coach.store.database import Database
from coach.store.derived_store import WHOLE, DerivedStore
from coach.store.drill_store import DrillStore
from coach.store.goal_store import GoalStore
from coach.store.session_store import SessionStore, StudySession
from coach.wiring import build
from goals import reviews
from goals.attempts import Attempt
from goals.drills import Outline
from goals.ids import AttemptId, DrillId, GoalId, SessionId
from goals.level_state import LevelState
from goals.levels import level, observe
from goals.review_state import Review

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENTENCE = "IELTS writing 7 to 8.5 by June 2027, 45 min a day"
YEARS = 2
ABILITY, LOGITS = 7.3, 1.5
"""Band of the learner who answers, and logits for a band."""
OBSERVED = 2_000
"""Attempts the level filter sees."""


def places_of(home: Path) -> Places:
    """The home's places."""
    return Places(home, home / "config.toml")


def fill(home: Path, attempts: int, *, seed: int = 7) -> None:
    """Make a home with a goal and so many attempts, spread over two years up to yesterday."""
    places = places_of(home)
    start = NOW - timedelta(days=365 * YEARS)
    journeys = build(places, Clock("UTC", start))
    goal = journeys.setting.accept(journeys.setting.read(SENTENCE))
    journeys.close()
    if not attempts:
        return
    database = Database.open(places)
    database.connection.execute("PRAGMA synchronous = OFF")  # only while it is made
    goals, drills, store, derived = (
        GoalStore(database), DrillStore(database), AttemptStore(database), DerivedStore(database),
    )  # fmt: skip
    tree = goals.tree(goal.id)
    asked = [
        one for one in drills.outlines(goal.pack or "") if one.kind not in ("essay", "rubric", "checklist")
    ]
    raw = derived.prior(goal.id)
    assert raw is not None
    state = LevelState.from_bytes(raw)
    chance = random.Random(seed)
    days = 365 * YEARS
    known: dict[DrillId, Review] = {}
    with database.atomic():
        for number in range(attempts):
            day_number = number * (days - 1) // attempts
            nth = number - -(-day_number * attempts // (days - 1))
            at = start + timedelta(
                days=day_number, seconds=12 * nth % 50_000, microseconds=number % 1_000_000
            )
            attempt = _attempt(number, at, goal.id, asked[chance.randrange(len(asked))], chance)
            store.add(attempt)
            derived.roll_up(attempt, 1)
            assert attempt.drill is not None
            # One step a study day, and at most a few hundred days matter to a drill's place.
            if number >= attempts - 40 * len(asked):
                after = reviews.after(known.get(attempt.drill), attempt, goal.deadline)
                if after is not None:
                    known[attempt.drill] = after
            if number >= attempts - OBSERVED:
                state = observe(state, attempt, goal.scale, tree)
                derived.put_level_state(goal.id, attempt.at, state.to_bytes())
        for drill, review in known.items():
            derived.put_review(goal.id, drill, review)
        for back in range(days):
            day = (NOW - timedelta(days=back + 1)).date()
            levels = {leaf.id: level(state, leaf.id, goal.scale, tree, day) for leaf in tree.active()}
            derived.put_level_days(goal.id, day, levels | {WHOLE: level(state, None, goal.scale, tree, day)})
    database.close()


def seat(home: Path, count: int) -> SessionId:
    """An open session of choices, so that a drill is answered with the same two keys every time."""
    journeys = build(places_of(home), Clock("UTC", NOW))
    goal = journeys.viewing.only_goal()
    assert goal is not None
    levels = levels_record(journeys.drilling.levels_now(goal))
    journeys.close()
    database = Database.open(places_of(home))
    choices = [one for one in DrillStore(database).outlines(goal.pack or "") if one.kind == "choice"]
    queue = [(choices[n % len(choices)].id, "focus") for n in range(count)]
    state = {"queue": queue, "place": 0, "hints": 0, "levels": levels}
    session = StudySession(
        SessionId(Clock("UTC", NOW).new_id()),
        goal.id,
        NOW.date(),
        "drill",
        600,
        NOW - timedelta(minutes=1),
        None,
        state,
    )
    SessionStore(database).put(session)
    database.close()
    return session.id


def _attempt(number: int, at: datetime, goal: GoalId, outline: Outline, chance: random.Random) -> Attempt:
    knows = 1 / (1 + math.exp(-LOGITS * (ABILITY - outline.difficulty)))
    right = chance.random() < outline.guess + (1 - outline.guess) * knows
    return Attempt(
        id=AttemptId(f"{int(at.timestamp() * 1000):012x}{number:020x}"),
        goal=goal,
        skill=outline.skill,
        at=at,
        day=(at - timedelta(hours=4)).date(),
        zone="UTC",
        drill=outline.id,
        kind=outline.kind,
        session=SessionId(f"s{at:%Y%m%d}"),
        block="focus",
        answer="reach a compromise",
        score=1.0 if right else 0.0,
        grader_version=f"{outline.kind}-1",
        difficulty=outline.difficulty,
        guess=outline.guess,
        expected=0.8,
        confidence=2,
        seconds=round(8 + 40 * chance.random(), 3),
    )
