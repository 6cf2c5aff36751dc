"""Shares of a goal: in whole percent as they are shown, and back to what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.journeys.viewing import GoalView, SkillLine
from goals.ids import SkillId
from goals.refusals import Refused
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


def raw_share(tree: SkillTree, skill: SkillId, share: float) -> float:
    """The share to give a node among all leaves so that it has this share among those that are in.

    Shares are kept for skills that are left out too, so that they come back as they were; what is shown is among
    what is in. With a and b the parts of a node's and of the others' weight that are in, w of all shows as
    a w / (a w + b (1 - w)).

    Raises:
        Refused: nothing else that is in could take the rest.
    """
    active = {leaf.id for leaf in tree.active()}
    mine = {leaf.id for leaf in tree.leaves_under(skill)}
    inside = [leaf for leaf in tree.leaves() if leaf.id in mine]
    outside = [leaf for leaf in tree.leaves() if leaf.id not in mine]
    whole_in, whole_out = sum(leaf.weight for leaf in inside), sum(leaf.weight for leaf in outside)
    a = (
        sum(leaf.weight for leaf in inside if leaf.id in active) / whole_in
        if whole_in
        else sum(leaf.id in active for leaf in inside) / len(inside)
    )
    b = sum(leaf.weight for leaf in outside if leaf.id in active) / whole_out if whole_out else 0.0
    if not a or (not b and share < 1):
        raise Refused("No other skill could take the rest.", "Take another skill in first.")
    return min(share * b / (a * (1 - share) + share * b), 1.0) if share < 1 else 1.0
