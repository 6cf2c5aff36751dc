"""The home a command works in: its journeys, and the goal and skill that a few typed letters mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


def goal_meant(journeys: Journeys, named: str | None) -> Goal:
    """The goal that was named, or the one a command means when it names none.

    Raises:
        Refused: there is none.
    """
    if named is not None:
        return journeys.viewing.find(named)
    found = journeys.viewing.only_goal()
    if found is None:
        raise Refused(
            "There is no goal to work on yet.",
            'Add one: coach goal add "IELTS writing 7 to 8.5 by June, 45 min a day"',
        )
    return found


def goal_to_practise(journeys: Journeys, named: str | None) -> Goal:
    """The same, refused while it rests.

    Raises:
        Refused: there is none, or it is paused, dropped or reached.
    """
    goal = goal_meant(journeys, named)
    if goal.status != "active":
        raise Refused(
            f"“{goal.title}” is {goal.status}.", f"Take it up again with: coach goal resume {goal.id}"
        )
    journeys.setting.refresh_packs()
    return goal


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
