"""A simulated learner at the keyboard: sits down, answers and stops as a person does, through the real journeys.

The demo is filled this way, and Coach is judged by its course over many days (LEARNING 6.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from coach.clock import SteppedClock
from coach.journeys.bundle import Journeys
from coach.journeys.under_way import Sitting
from goals.attempts import Confidence
from goals.drills import (
    ChecklistKey,
    ChoiceKey,
    CorrectionKey,
    Drill,
    EssayKey,
    NumberKey,
    OrderKey,
    RewriteKey,
    RubricKey,
    SelectKey,
    SqlKey,
    TextKey,
)
from goals.goal import Goal
from goals.graders import key_answer
from goals.ids import DrillId
from goals.students import Student

FIRST_TRACE: Final = 4.0
"""Days after which a key seen once is still remembered with a chance of 0.9."""
GROWS: Final = 2.2
"""What each time it is remembered does to that."""
LONGEST_TRACE: Final = 120.0


class SampleLearner:
    """A simulated student with words to type, and perhaps a memory for the very drills they met.

    Args:
        student: what they know of each skill.
        chance: seeded by the caller; picks wrong answers and what is remembered.
        slowness: times a drill's usual seconds.
        remembers: True for one who learns the keys of drills by heart beside the skill, as people do.
    """

    def __init__(
        self, student: Student, chance: Random, *, slowness: float = 1.0, remembers: bool = False
    ) -> None:
        self.student = student
        self._chance = chance
        self._slowness = slowness
        self._remembers = remembers
        self._traces: dict[DrillId, tuple[date, float]] = {}

    def answers(self, drill: Drill, day: date) -> tuple[str | None, Confidence, float]:
        """What is typed (None for "don't know"), how sure they are, and the seconds it took."""
        given = self.student.answers(drill.outline)
        knows = self._recalls(drill.id, day) or given.score >= 1
        timed = drill.kind == "essay"
        seconds = float(drill.seconds) if timed else given.seconds * self._slowness
        if knows:
            return key_answer(drill) or sample_text(drill), given.confidence, seconds
        return None if given.dont_know else miss(drill, self._chance), given.confidence, seconds

    def _recalls(self, drill: DrillId, day: date) -> bool:
        """Whether this drill's key is remembered from another day; it is seen again in any case."""
        if not self._remembers:
            return False
        met = self._traces.get(drill)
        if met is None:
            self._traces[drill] = (day, FIRST_TRACE)
            return False
        last, days = met
        got = day > last and self._chance.random() < 0.95 * 0.9 ** ((day - last).days / days)
        self._traces[drill] = (day, min(days * GROWS, LONGEST_TRACE) if got else FIRST_TRACE)
        return got


def practise(
    journeys: Journeys, clock: SteppedClock, goal: Goal, learner: SampleLearner, minutes: float
) -> Sitting:
    """One sitting of so many minutes, ended; the day is kept in one transaction.

    Args:
        journeys: the home.
        clock: the home's clock; goes on by what the answers take.
        goal: what is practised.
        learner: who answers.
        minutes: after which they stop, if the plan is not done before.
    """
    with journeys.drilling.database.atomic():
        sitting = journeys.drilling.sit_down(goal)
        while (ask := sitting.ask()) is not None and ask.minutes_used < minutes:
            text, confidence, seconds = learner.answers(ask.drill, clock.day())
            clock.go(seconds=seconds)
            if text is None:
                sitting.dont_know(seconds)
            else:
                sitting.answer(text, confidence if ask.asks_confidence else None, seconds)
        sitting.finish()
    return sitting


def simulate(
    journeys: Journeys,
    clock: SteppedClock,
    goal: Goal,
    learner: SampleLearner,
    days: int,
    *,
    minutes: float | None = None,
    missed: float = 0.0,
    chance: Random | None = None,
) -> Iterator[tuple[date, Sitting | None]]:
    """Day after day of practice at the same hour, each given out when it is done; None for a day without.

    Args:
        journeys: the home.
        clock: the home's clock.
        goal: what is practised, with its minutes a day.
        learner: who practises, or is away as their kind is.
        days: how many.
        minutes: they stop after; None for the goal's.
        missed: share of days on which something comes between.
        chance: seeded; needed with `missed`.
    """
    hour = clock.now().timetz()
    for _ in range(days):
        share = learner.student.share_today()
        idle = missed > 0 and chance is not None and chance.random() < missed
        sitting = None
        if share > 0 and not idle:
            sitting = practise(journeys, clock, goal, learner, (minutes or goal.minutes_per_day) * share)
        yield clock.day(), sitting
        learner.student.sleep()
        tomorrow = datetime.combine(clock.now().date() + timedelta(days=1), hour)
        clock.go(seconds=(tomorrow - clock.now()).total_seconds())


def miss(drill: Drill, chance: Random) -> str:
    """What somebody types who does not know."""
    key = drill.key
    if drill.distractors and not isinstance(key, CorrectionKey):
        return chance.choice(drill.distractors)
    match key:
        case ChoiceKey():
            return chance.choice([text for at, text in enumerate(drill.choices) if at != key.right])
        case SelectKey():
            wrong = [at for at in range(len(drill.choices)) if at not in key.right]
            return " ".join(str(at + 1) for at in (*key.right[1:], *wrong[:1]))
        case TextKey():
            return " / ".join(gap[0][:-1] or "x" for gap in key.gaps)
        case CorrectionKey():
            return "ok" if key.faults else key.sentence.replace(" the ", " a ", 1).rstrip(".") + " too."
        case OrderKey():
            return " ".join(str(at + 1) for at in reversed(key.order))
        case NumberKey():
            return f"{key.value * 1.3 + 1:g}"
        case RewriteKey():
            return key.source or "It is so."
        case RubricKey():
            return " ".join(f"{max(one - 1.5, 0):g}" for one in key.reference)
        case ChecklistKey():
            return "1"
        case EssayKey():
            return sample_text(drill)
        case SqlKey():
            return "select 1"


def sample_text(drill: Drill) -> str:
    """Something of the length that is asked, for a drill that no key answers."""
    words = drill.key.least_words if isinstance(drill.key, EssayKey) else 12
    sentence = (
        "Some people hold that this does more good than harm, and there are reasons to agree with them. "
    )
    return (sentence * (words // 18 + 1)).strip()


def evening_of(day: date) -> datetime:
    """Six in the evening, UTC, of a day: when the sample learners practise."""
    return datetime.combine(day, time(18), UTC)
