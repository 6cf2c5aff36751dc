"""When a drill comes back: FSRS, one step a study day, held inside the days left. Alone in knowing fsrs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from fsrs import Card, Rating, Scheduler, State

from goals.attempts import Attempt, Confidence
from goals.review_state import LONGEST, Review, retention

__all__ = ["Rating", "Review", "after", "cap", "grade_rating", "is_step", "replay", "retention"]

CAP_SHARE: Final = 0.15
"""Longest interval as a share of the days left to the goal's date [spacing-gap-ridge]."""
CAP_FLOOR: Final = 2
"""Days; the cap never falls below."""
PARTLY: Final = 0.5
"""The least score that counts as partly known."""
RIGHT: Final = 0.999

_SCHEDULER: Final = Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
)


def grade_rating(
    score: float, confidence: Confidence | None = None, *, assisted: bool = False, dont_know: bool = False
) -> Rating:
    """What an answer says of memory.

    Not right, helped or "don't know" is Again; partly right is Hard, and so is a right guess; right is Good,
    however sure. Easy is never given: sureness is miscalibrated [self-assessment-language] and speed depends
    on how much there is to type, so neither is reason enough to put a drill off for weeks.
    """
    if dont_know or assisted or score < PARTLY:
        return Rating.Again
    if score < RIGHT or confidence == 1:
        return Rating.Hard
    return Rating.Good


def is_step(review: Review | None, attempt: Attempt) -> bool:
    """True if an attempt moves its drill's review: a graded answer, on a later study day than the last one.

    A second answer on the same day is practice, not spacing; one dated earlier arrived late, and counts once
    the history is replayed in order.
    """
    if attempt.event != "drill" or attempt.drill is None or attempt.skill is None:
        return False
    if attempt.score is None and not attempt.dont_know:
        return False
    return review is None or attempt.day > review.last_day


def after(review: Review | None, attempt: Attempt, deadline: date | None) -> Review | None:
    """The review after an attempt: the same one if the attempt is no step, None if there was none either.

    Args:
        review: as it stood; None for a drill never answered.
        attempt: an answer to that drill.
        deadline: the goal's date; it shortens intervals while it is ahead (`cap`).
    """
    if not is_step(review, attempt):
        return review
    assert attempt.drill is not None and attempt.skill is not None
    rating = grade_rating(
        attempt.score or 0.0, attempt.confidence, assisted=attempt.assisted, dont_know=attempt.dont_know
    )
    noon = datetime.combine(attempt.day, time(12), UTC)
    card, _ = _SCHEDULER.review_card(_card(review, noon), rating, noon)
    assert card.stability is not None and card.difficulty is not None
    missed = rating == Rating.Again
    sure_but_wrong = missed and attempt.confidence == 3 and not attempt.assisted
    days = (
        1 if sure_but_wrong else (card.due - noon).days
    )  # such an error returns the next day (LEARNING 5.1)
    return Review(
        drill=attempt.drill,
        goal=attempt.goal,
        skill=attempt.skill,
        state=int(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=attempt.day + timedelta(days=cap(days, attempt.day, deadline)),
        last=noon,
        reps=1 if review is None else review.reps + 1,
        lapses=0 if review is None else review.lapses + missed,
    )


def cap(days: int, day: date, deadline: date | None) -> int:
    """An interval held inside the days left: at most 15 % of them but 2 days, and never past the date itself.

    Args:
        days: the interval the scheduler would give.
        day: the study day it starts on.
        deadline: the goal's date; None or past: nothing holds it.

    Returns:
        Days from `day`, at least 1.
    """
    days = max(days, 1)
    left = 0 if deadline is None else (deadline - day).days
    if left <= 0:
        return days
    return min(days, max(int(CAP_SHARE * left), CAP_FLOOR), left)


def replay(attempts: Iterable[Attempt], deadline: date | None) -> Review | None:
    """One drill's review rebuilt from its attempts in any order; None if none of them was a step.

    The same as stepping through them live with that date. A goal whose date is moved is replayed: memory is
    not changed by it, only the days things are due.
    """
    review: Review | None = None
    for attempt in sorted(attempts, key=lambda one: (one.day, one.at, one.id)):
        review = after(review, attempt, deadline)
    return review


def _card(review: Review | None, noon: datetime) -> Card:
    if review is None:
        return Card(card_id=0, due=noon)
    return Card(
        card_id=0,
        state=State(review.state),
        step=review.step,
        stability=review.stability,
        difficulty=review.difficulty,
        due=noon,
        last_review=review.last,
    )
