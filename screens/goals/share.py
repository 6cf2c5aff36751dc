"""Shares of a goal: in whole percent, as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.journeys.viewing import GoalView, SkillLine
from goals.ids import SkillId
from goals.skills import SkillTree


def percents(lines: Sequence[SkillLine]) -> Mapping[SkillId, int]:
    """Shares in whole percent. The leaves' add up to 100 (largest remainders), a branch's are its leaves'."""
    leaves = [line for line in lines if line.is_leaf]
    exact = {line.skill.id: line.weight * 100 for line in leaves}
    found = {skill: int(share + 1e-9) for skill, share in exact.items()}
    missing = round(sum(exact.values())) - sum(found.values())
    for skill in sorted(exact, key=lambda one: found[one] - exact[one])[: max(missing, 0)]:
        found[skill] += 1
    parents = {line.skill.id: line.skill.parent for line in lines}
    for line in leaves:
        above = line.skill.parent
        while above is not None:
            found[above] = found.get(above, 0) + found[line.skill.id]
            above = parents.get(above)
    return found


def tree_of(view: GoalView) -> SkillTree:
    """The goal's tree, from its lines."""
    return SkillTree(tuple(line.skill for line in view.lines))
