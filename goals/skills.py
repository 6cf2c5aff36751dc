"""The skill tree of a goal: weights, targets, prerequisites, and the edits a learner may make to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from goals.ids import SkillId
from goals.refusals import Refused

WEIGHT_SLACK = 0.005
"""How far the leaves' weights may be from 1 in a file, for rounding."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A node of the goal's tree. Leaves are drilled; parents are rolled up from them."""

    id: SkillId
    name: str
    target: float
    """The level wanted, on the goal's scale."""
    parent: SkillId | None = None
    weight: float = 0.0
    """A leaf's share of the goal, 0 to 1; the leaves' weights sum to 1. A leaf of weight 0 is an enabler: it is
    scheduled but does not count. Parents carry 0: theirs is the sum of their leaves (`SkillTree.weight`)."""
    included: bool = True
    """False once the learner has taken the skill out; it is kept, not deleted."""
    prerequisites: tuple[SkillId, ...] = ()
    confusable: tuple[SkillId, ...] = ()
    """Skills easily mixed up with this one: practised interleaved."""
    learnability: float = 1.0
    """How well practice here turns into level, 0 to 1 (LEARNING 1.5)."""
    about: str = ""
    """One sentence: what someone who has this skill does."""


@dataclass(frozen=True, slots=True)
class SkillTree:
    """All skills of one goal, in the order they are shown."""

    skills: tuple[Skill, ...]

    def __iter__(self) -> Iterator[Skill]:
        return iter(self.skills)

    def __getitem__(self, skill: SkillId) -> Skill:
        for one in self.skills:
            if one.id == skill:
                return one
        raise Refused(f"There is no skill “{skill}” in this goal.", "See its tree with: coach goal show")

    def has(self, skill: SkillId) -> bool:
        """True if the tree holds that id."""
        return any(one.id == skill for one in self.skills)

    def children(self, skill: SkillId | None) -> tuple[Skill, ...]:
        """The skills right under one, or the roots for None."""
        return tuple(one for one in self.skills if one.parent == skill)

    def leaves(self) -> tuple[Skill, ...]:
        """The skills that are drilled, also those taken out, in order. A level state has one entry for each."""
        parents = {one.parent for one in self.skills}
        return tuple(one for one in self.skills if one.id not in parents)

    def leaves_under(self, skill: SkillId) -> tuple[Skill, ...]:
        """The leaves below a node; the node itself if it is one."""
        below = self.children(skill)
        if not below:
            return (self[skill],)
        return tuple(leaf for child in below for leaf in self.leaves_under(child.id))

    def active(self) -> tuple[Skill, ...]:
        """The leaves that are practised: included, as are all above them."""
        return tuple(leaf for leaf in self.leaves() if self._is_included(leaf))

    def weight(self, skill: SkillId) -> float:
        """A node's share of the goal among what is included, 0 to 1."""
        active = {leaf.id for leaf in self.active()}
        whole = sum(leaf.weight for leaf in self.active())
        mine = sum(leaf.weight for leaf in self.leaves_under(skill) if leaf.id in active)
        return mine / whole if whole else 0.0

    def weights(self) -> Mapping[SkillId, float]:
        """The effective share of every active leaf; sums to 1 unless all are enablers."""
        active = self.active()
        whole = sum(leaf.weight for leaf in active) or 1.0
        return {leaf.id: leaf.weight / whole for leaf in active}

    def with_weight(self, skill: SkillId, weight: float) -> SkillTree:
        """The tree with one node's share changed, as it shows among what is in; the others that are in make room.

        What was left out keeps its own share, so that it comes back as it was.

        Raises:
            Refused: the share is not between 0 and 1, the node is left out, or nothing else could take the rest.
        """
        if not 0 <= weight <= 1:
            raise Refused("A weight is a share between 0 % and 100 %.")
        active = self.active()
        below = {leaf.id for leaf in self.leaves_under(skill)}
        mine = [leaf for leaf in active if leaf.id in below]
        others = [leaf for leaf in active if leaf.id not in below]
        if not mine:
            raise Refused(f"{self[skill].name} is left out.", "Take it in first.")
        inside, outside = sum(leaf.weight for leaf in mine), sum(leaf.weight for leaf in others)
        if outside == 0 and weight < 1:
            raise Refused("No other skill could take the rest of the weight.", "Take another skill in first.")
        whole = inside + outside

        def share(leaf: Skill) -> float:
            if leaf.id in below:
                return leaf.weight * whole * weight / inside if inside else whole * weight / len(mine)
            return leaf.weight * whole * (1 - weight) / outside if outside else 0.0

        return self._with({leaf.id: replace(leaf, weight=share(leaf)) for leaf in active})

    def with_target(self, skill: SkillId, target: float) -> SkillTree:
        """The tree with a node's target changed, and that of everything below it."""
        below = {skill, *(leaf.id for leaf in self.leaves_under(skill))}
        return self._with({one: replace(self[one], target=target) for one in below})

    def with_included(self, skill: SkillId, included: bool) -> SkillTree:
        """The tree with a node taken in or out.

        Raises:
            Refused: nothing would be left to practise.
        """
        changed = self._with({skill: replace(self[skill], included=included)})
        if not any(leaf.weight for leaf in changed.active()):
            raise Refused("At least one skill that counts has to stay in.")
        return changed

    def with_prerequisites(self, skill: SkillId, prerequisites: Iterable[SkillId]) -> SkillTree:
        """The tree with a leaf's prerequisites changed.

        Raises:
            Refused: an unknown skill, the skill itself, or a cycle, which is shown.
        """
        wanted = tuple(dict.fromkeys(prerequisites))
        for one in wanted:
            self[one]  # refuses an unknown id
        changed = self._with({skill: replace(self[skill], prerequisites=wanted)})
        if cycle := changed.cycle():
            names = " -> ".join(self[one].name for one in cycle)
            raise Refused(f"That would go in a circle: {names}.", "Take one of these links away first.")
        return changed

    def cycle(self) -> tuple[SkillId, ...]:
        """A circle among the prerequisites, first skill repeated at its end; empty if there is none."""
        done: set[SkillId] = set()

        def walk(skill: SkillId, path: tuple[SkillId, ...]) -> tuple[SkillId, ...]:
            if skill in path:
                return (*path[path.index(skill) :], skill)
            if skill in done or not self.has(skill):
                return ()
            for wanted in self[skill].prerequisites:
                if found := walk(wanted, (*path, skill)):
                    return found
            done.add(skill)
            return ()

        for one in self.skills:
            if found := walk(one.id, ()):
                return found
        return ()

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the tree, a sentence each; empty for a sound one."""
        found: list[str] = []
        ids = [one.id for one in self.skills]
        found += [f"skill “{one}” is there twice" for one in sorted({i for i in ids if ids.count(i) > 1})]
        for one in self.skills:
            if one.parent is not None and one.parent not in ids:
                found.append(f"skill “{one.id}” has an unknown parent “{one.parent}”")
            found += [
                f"skill “{one.id}” names an unknown skill “{other}”"
                for other in (*one.prerequisites, *one.confusable)
                if other not in ids
            ]
        if found:
            return tuple(found)
        if cycle := self.cycle():
            found.append(f"prerequisites go in a circle: {' -> '.join(cycle)}")
        if loop := self._parent_loop():
            found.append(f"skill “{loop}” is its own parent")
            return tuple(found)
        total = sum(leaf.weight for leaf in self.leaves())
        if abs(total - 1) > WEIGHT_SLACK:
            found.append(f"the leaves' weights sum to {total:.3f}, not 1")
        return tuple(found)

    def _parent_loop(self) -> SkillId | None:
        parent = {one.id: one.parent for one in self.skills}
        for one in self.skills:
            seen: set[SkillId] = set()
            at: SkillId | None = one.id
            while at is not None:
                if at in seen:
                    return one.id
                seen.add(at)
                at = parent.get(at)
        return None

    def _is_included(self, leaf: Skill) -> bool:
        at: Skill | None = leaf
        while at is not None:
            if not at.included:
                return False
            at = self[at.parent] if at.parent is not None else None
        return True

    def _with(self, changed: Mapping[SkillId, Skill]) -> SkillTree:
        return SkillTree(tuple(changed.get(one.id, one) for one in self.skills))
