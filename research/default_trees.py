"""The tree a goal starts with when no pack covers it, by kind of goal (LEARNING 3.1). All is editable."""

from __future__ import annotations

import re
from typing import Final

from goals.goal import Kind
from goals.ids import SkillId
from goals.skills import Skill, SkillTree

_LEAVES: Final[dict[Kind, tuple[tuple[str, float, str], ...]]] = {
    "exam": (
        ("content knowledge", 0.45, "Knows what the exam asks about."),
        ("task technique", 0.20, "Knows how each kind of question is answered."),
        ("timed performance", 0.20, "Does it within the time."),
        ("own error types", 0.15, "No longer makes the slips that keep coming back."),
    ),
    "language": (
        ("listening", 0.20, "Understands speech at its natural pace."),
        ("reading", 0.15, "Reads without looking up every line."),
        ("speaking", 0.20, "Says what is meant, and is understood."),
        ("writing", 0.15, "Writes what the situation asks for."),
        ("vocabulary", 0.20, "Has the words, to understand and to use."),
        ("grammar, pronunciation", 0.10, "Forms and sounds that don't get in the way."),
    ),
    "programming": (
        ("read, trace", 0.20, "Says what a piece of code does."),
        ("syntax, library recall", 0.15, "Writes the usual things without looking them up."),
        ("write small programs", 0.25, "Turns a small task into working code."),
        ("debug", 0.15, "Finds why something fails."),
        ("design, decompose", 0.15, "Splits a problem into parts that fit."),
        ("tools", 0.10, "Uses editor, tests and version control with ease."),
    ),
    "instrument": (
        ("technique", 0.25, "Scales, posture, touch."),
        ("repertoire passages", 0.35, "Plays the passages of the piece."),
        ("rhythm", 0.10, "Keeps time."),
        ("reading", 0.15, "Reads the score."),
        ("ear, memory", 0.10, "Hears and remembers what comes."),
        ("performance run-through", 0.05, "Plays it whole, for someone."),
    ),
    "maths": (
        ("facts, formulas", 0.15, "Has them at hand."),
        ("procedures", 0.30, "Carries them out without slips."),
        ("choosing the method", 0.25, "Sees which one a problem wants."),
        ("word problems, modelling", 0.20, "Turns a situation into mathematics."),
        ("checking", 0.10, "Finds the own errors."),
    ),
    "professional": (
        ("concepts", 0.30, "Explains the ideas of the field."),
        ("vocabulary", 0.10, "Uses its terms rightly."),
        ("cases, decisions", 0.35, "Decides real cases well."),
        ("procedures", 0.15, "Knows the steps."),
        ("explaining to others", 0.10, "Makes it clear to someone new."),
    ),
    "physical": (
        ("technique components", 0.35, "The single movements."),
        ("whole skill", 0.30, "All of it together."),
        ("conditioning", 0.20, "Strength and endurance; follow your own plan, ask a doctor where in doubt."),
        ("decision under pressure", 0.15, "Does the right thing when it counts."),
    ),
    "project": (
        ("outcome milestones", 0.40, "The steps that show on the way."),
        ("weekly behaviours", 0.40, "What is done each week."),
        ("knowledge gaps", 0.20, "What has to be found out first."),
    ),
}  # fmt: skip


def default_tree(kind: Kind, target: float) -> SkillTree:
    """The starting tree for a kind of goal, with one target for all leaves."""
    return SkillTree(
        tuple(
            Skill(SkillId(re.sub(r"[^a-z]+", "-", name)), name, target, weight=weight, about=about)
            for name, weight, about in _LEAVES[kind]
        )
    )
