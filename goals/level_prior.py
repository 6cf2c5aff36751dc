"""The belief of a goal's levels before any evidence (LEARNING 6.1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from goals.level_state import GRADERS, LevelState, Rows
from goals.scales import Scale
from goals.skills import SkillTree

GOAL_SD: Final = 1.2
"""Logits by which a whole learner may differ from what they say of themselves; shared by all skills."""
BRANCH_SD: Final = 0.5
"""Logits shared by the leaves under one parent."""
SKILL_SD: Final = 0.7
"""Logits a leaf has for itself."""
EDGE_SD: Final = 0.35
"""Logits shared by a skill and its prerequisite."""
BIAS_SD: Final = 0.25
"""How far a grader may be off on the average; in steps of `grading_unit`."""
BANK_SD: Final = 0.35
"""Logits by which all drills of a goal may be harder or easier than their authors said."""


def prior(tree: SkillTree, scale: Scale, current: float, day: date) -> LevelState:
    """The belief before any evidence: every skill at what the learner says, and quite uncertain.

    Args:
        tree: the goal's skills; its structure shapes the covariance, its weights don't.
        scale: the goal's scale.
        current: the level the learner says they have, on the scale.
        day: the study day the goal begins.
    """
    skills = tuple(leaf.id for leaf in tree.leaves())
    rows = prior_covariance(tree)
    count = len(skills)
    bias = (BIAS_SD * grading_unit(scale)) ** 2
    own = [*[bias] * len(GRADERS), BANK_SD**2]
    biases = tuple((*[0.0] * (count + i), variance) for i, variance in enumerate(own))
    centre = (scale.to_logit(current),) * count
    return LevelState(
        skills=skills,
        mu=(*centre, *[0.0] * len(own)),
        P=(*rows, *biases),
        day=day,
        counts=(0,) * (count + 1),
        centre=centre,
        prior_sd=tuple(math.sqrt(rows[i][i]) for i in range(count)),
    )


@lru_cache(maxsize=16)
def prior_covariance(tree: SkillTree) -> Rows:
    """Covariance of the leaves before any evidence, lower triangle, logits squared (LEARNING 6.1).

    A sum of shared factors (learner, branches, prerequisite edges) and each leaf's own, so positive definite.
    """
    leaves = [leaf.id for leaf in tree.leaves()]
    place = {leaf: i for i, leaf in enumerate(leaves)}
    rows = [[GOAL_SD**2] * (i + 1) for i in range(len(leaves))]

    def share(places: Sequence[int], variance: float) -> None:
        for i in places:
            for j in places:
                if j <= i:
                    rows[i][j] += variance

    for i in range(len(leaves)):
        share([i], SKILL_SD**2)
    for node in tree:
        below = [place[leaf.id] for leaf in tree.leaves_under(node.id)]
        if node.id not in place and len(below) < len(leaves):
            share(below, BRANCH_SD**2)
    edges = {
        tuple(sorted((place[leaf.id], place[before.id])))
        for leaf in tree.leaves()
        for wanted in leaf.prerequisites
        if tree.has(wanted)
        for before in tree.leaves_under(wanted)
        if before.id != leaf.id
    }
    ends = [end for edge in edges for end in edge]
    for edge in sorted(edges):
        share(edge, EDGE_SD**2 / max(ends.count(end) for end in edge))
    return tuple(tuple(row) for row in rows)


def grading_unit(scale: Scale) -> float:
    """The step graders' errors are given in: one unit, or a tenth of a scale of shares."""
    return 1.0 if scale.shape == "linear" else (scale.high - scale.low) / 10
