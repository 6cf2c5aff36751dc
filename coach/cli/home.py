"""The home a command works in: its journeys, and the goal and skill that a few typed letters mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from difflib import get_close_matches

from coach.journeys.bundle import Journeys
from goals.goal import Goal
from goals.plain import one_line
from goals.refusals import Refused
from goals.skills import Skill, SkillTree


@contextmanager
def opened() -> Iterator[Journeys]:
    """The journeys of this process's home, let go of at the end.

    Raises:
        CoachError: the home can't be used.
    """
    from coach.wiring import build

    journeys = build()
    try:
        yield journeys
    finally:
        journeys.close()


def goal_named(journeys: Journeys, named: str) -> Goal:
    """The goal of that id, beginning of an id, or title; a dropped one is not found.

    Raises:
        Refused: none, or more than one, or a dropped one.
    """
    return journeys.drilling.goals.find(named, dropped_too=False)


def goal_meant(journeys: Journeys, named: str | None) -> Goal:
    """The goal that was named; without a name the active one practised last, before any practice the first one set.

    Raises:
        Refused: there is none.
    """
    if named is not None:
        return goal_named(journeys, named)
    goals = journeys.viewing.goals()
    active = [goal for goal in goals if goal.status == "active"]
    if not active:
        raise _nothing_meant(goals)
    if len(active) == 1:
        return active[0]
    return max(
        active, key=lambda goal: _last_practised(journeys, goal)
    )  # the first of several that are alike


def goal_to_practise(journeys: Journeys, named: str | None) -> Goal:
    """The same, refused while it rests or where no drills cover it.

    Raises:
        Refused: there is none; it is paused, dropped or reached; or there is nothing to practise it with.
    """
    goal = goal_meant(journeys, named)
    if goal.status != "active":
        raise Refused(
            f"“{goal.title}” is {goal.status}.", f"Take it up again with: coach goal resume {goal.id}"
        )
    journeys.setting.refresh_packs()
    if not has_drills(journeys, goal):
        raise Refused(f"No drills cover “{goal.title}” yet.", enter_scores(goal))
    return goal


def has_drills(journeys: Journeys, goal: Goal) -> bool:
    """True if there are drills for a goal, whether or not any is to be asked today."""
    return goal.pack is not None and bool(journeys.drilling.drills.outlines(goal.pack))


def drill_command(journeys: Journeys, goal: Goal) -> str:
    """What starts a session of a goal: it is named where another one would be meant."""
    meant = goal_meant(journeys, None) if goal.status == "active" else None
    return "coach drill" if meant is not None and meant.id == goal.id else f"coach drill --goal {goal.id}"


def enter_scores(goal: Goal) -> str:
    """What can be done for a goal without drills, in words."""
    return f"Enter scores: coach score {goal.id} VALUE"


def skill_meant(tree: SkillTree, named: str) -> Skill:
    """A skill by its id or its name, whole or its beginning.

    Raises:
        Refused: none or several fit; says which come near.
    """
    wanted = one_line(named, limit=120).casefold()
    by_id = [skill for skill in tree if skill.id.casefold() == wanted]
    for skill in (*by_id, *(skill for skill in tree if skill.name.casefold() == wanted)):
        return skill
    fits = [
        s
        for s in tree
        if wanted and (s.id.casefold().startswith(wanted) or s.name.casefold().startswith(wanted))
    ]
    if len(fits) == 1:
        return fits[0]
    names = {text.casefold(): skill.id for skill in tree for text in (skill.id, skill.name)}
    near = [s.id for s in fits] or list(
        dict.fromkeys(names[one] for one in get_close_matches(wanted, names, n=3))
    )
    hint = f"Near: {', '.join(near)}." if near else "See the tree with: coach goal show"
    raise Refused(
        f"“{one_line(named, limit=60)}” names {'several skills' if fits else 'no skill'} of this goal.", hint
    )


def _nothing_meant(goals: tuple[Goal, ...]) -> Refused:
    if goals:
        return Refused(
            "No goal is being worked on now.",
            f"Take one up again with: coach goal resume {goals[0].id}",
        )
    return Refused(
        "There is no goal to work on yet.",
        'Add one: coach goal add "IELTS writing 7 to 8.5 by June, 45 min a day"',
    )


def _last_practised(journeys: Journeys, goal: Goal) -> datetime:
    """When the goal's newest sittings were last answered in; the beginning of time without any."""
    sessions, attempts = journeys.drilling.sessions, journeys.drilling.attempts
    newest = [
        found
        for sort in ("drill", "place")
        for found in (sessions.open_one(goal.id, sort), sessions.last_finished(goal.id, sort))
    ]
    answers = [attempts.of_session(one.id) for one in newest if one is not None]
    return max((given[-1].at for given in answers if given), default=datetime.min.replace(tzinfo=UTC))
