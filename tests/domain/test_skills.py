"""The skill tree: what the learner may edit, and what it never lets happen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.ids import SkillId
from goals.refusals import Refused
from goals.skills import Skill, SkillTree

WORDS, GRAMMAR = SkillId("words"), SkillId("grammar")
TOPIC, COLLOCATION = SkillId("topic"), SkillId("collocation")
ARTICLES, CLAUSES, TIMING = SkillId("articles"), SkillId("clauses"), SkillId("timing")


def tree() -> SkillTree:
    """Two branches of two leaves each, and an enabler that does not count."""
    return SkillTree(
        (
            Skill(WORDS, "Words", 8.5),
            Skill(TOPIC, "topic words", 8.5, WORDS, 0.4),
            Skill(COLLOCATION, "collocations", 8.5, WORDS, 0.2, confusable=(TOPIC,)),
            Skill(GRAMMAR, "Grammar", 8.5),
            Skill(ARTICLES, "articles", 8.5, GRAMMAR, 0.1),
            Skill(CLAUSES, "clauses", 8.5, GRAMMAR, 0.3, prerequisites=(ARTICLES,)),
            Skill(TIMING, "timing", 8.5, None, 0.0),
        )
    )


LEAVES = [TOPIC, COLLOCATION, ARTICLES, CLAUSES]


def total(of: SkillTree) -> float:
    return sum(leaf.weight for leaf in of.leaves())


def test_only_leaves_are_practised() -> None:
    assert [leaf.id for leaf in tree().active()] == [*LEAVES, TIMING]


def test_a_branch_weighs_what_its_leaves_weigh() -> None:
    assert tree().weight(WORDS) == pytest.approx(0.6)
    assert tree().weight(GRAMMAR) == pytest.approx(0.4)
    assert tree().weight(TIMING) == 0


@given(st.sampled_from([*LEAVES, WORDS, GRAMMAR, TIMING]), st.floats(0, 1))
def test_a_changed_weight_is_what_was_asked_for_and_all_still_sum_to_one(
    skill: SkillId, weight: float
) -> None:
    changed = tree().with_weight(skill, weight)
    assert changed.weight(skill) == pytest.approx(weight, abs=1e-9)
    assert total(changed) == pytest.approx(1)
    assert all(leaf.weight >= 0 for leaf in changed.leaves())


@given(st.floats(0, 0.95))
def test_the_other_skills_keep_their_proportions(weight: float) -> None:
    changed = tree().with_weight(TOPIC, weight)
    # clauses weigh three times what articles weigh, before and after
    assert changed[CLAUSES].weight == pytest.approx(3 * changed[ARTICLES].weight)
    assert changed[COLLOCATION].weight == pytest.approx(2 * changed[ARTICLES].weight)


def test_a_branch_spreads_its_new_weight_as_it_was_spread() -> None:
    changed = tree().with_weight(WORDS, 0.9)
    assert changed[TOPIC].weight == pytest.approx(0.6)
    assert changed[COLLOCATION].weight == pytest.approx(0.3)


@pytest.mark.parametrize("weight", [-0.01, 1.01, float("nan")])
def test_a_weight_is_a_share(weight: float) -> None:
    with pytest.raises(Refused):
        tree().with_weight(TOPIC, weight)


def test_a_weight_nothing_else_could_balance_is_refused() -> None:
    alone = SkillTree((Skill(TOPIC, "topic words", 8, weight=1.0), Skill(TIMING, "timing", 8)))
    with pytest.raises(Refused, match="another skill"):
        alone.with_weight(TOPIC, 0.5)
    assert alone.with_weight(TOPIC, 1.0)[TOPIC].weight == 1.0


def test_a_branchs_target_is_that_of_everything_below_it() -> None:
    changed = tree().with_target(GRAMMAR, 7.5)
    assert {changed[skill].target for skill in (GRAMMAR, ARTICLES, CLAUSES)} == {7.5}
    assert {changed[skill].target for skill in (WORDS, TOPIC, COLLOCATION)} == {8.5}


def test_a_skill_taken_out_is_kept_and_the_rest_takes_its_share() -> None:
    changed = tree().with_included(WORDS, False)
    assert changed.has(TOPIC)
    assert [leaf.id for leaf in changed.active()] == [ARTICLES, CLAUSES, TIMING]
    assert changed.weights() == pytest.approx({ARTICLES: 0.25, CLAUSES: 0.75, TIMING: 0})
    assert changed.weight(WORDS) == 0
    assert changed.with_included(WORDS, True) == tree()


@given(st.lists(st.sampled_from(LEAVES), max_size=3, unique=True))
def test_what_is_practised_always_shares_the_whole_score(out: list[SkillId]) -> None:
    changed = tree()
    for skill in out:
        changed = changed.with_included(skill, False)
    assert sum(changed.weights().values()) == pytest.approx(1)


def test_the_last_skill_that_counts_stays_in() -> None:
    changed = tree().with_included(WORDS, False)
    with pytest.raises(Refused, match="stay in"):
        changed.with_included(GRAMMAR, False)


def test_prerequisites_in_a_circle_are_refused_and_the_circle_is_shown() -> None:
    with pytest.raises(Refused) as refused:
        tree().with_prerequisites(ARTICLES, (CLAUSES,))
    assert "articles" in refused.value.what
    assert "clauses" in refused.value.what
    assert "circle" in refused.value.what


def test_a_skill_can_not_wait_for_itself() -> None:
    with pytest.raises(Refused, match="circle"):
        tree().with_prerequisites(TOPIC, (TOPIC,))


def test_an_unknown_skill_is_refused_wherever_it_is_named() -> None:
    ghost = SkillId("ghost")
    for edit in (
        lambda: tree()[ghost],
        lambda: tree().with_prerequisites(TOPIC, (ghost,)),
        lambda: tree().with_target(ghost, 7),
        lambda: tree().with_included(ghost, False),
    ):
        with pytest.raises(Refused, match="ghost"):
            edit()


def test_a_prerequisite_named_twice_counts_once() -> None:
    assert tree().with_prerequisites(TOPIC, (ARTICLES, ARTICLES))[TOPIC].prerequisites == (ARTICLES,)


edits = st.lists(
    st.tuples(st.sampled_from(LEAVES), st.lists(st.sampled_from(LEAVES), max_size=3)), max_size=12
)


@given(edits)
def test_no_series_of_edits_makes_a_circle(wanted: list[tuple[SkillId, list[SkillId]]]) -> None:
    changed = tree()
    for skill, before in wanted:
        try:
            changed = changed.with_prerequisites(skill, before)
        except Refused:
            continue
    # Independent of `cycle`: a tree without circles can be put in an order.
    placed: set[SkillId] = set()
    waiting = {leaf.id: set(leaf.prerequisites) for leaf in changed.leaves()}
    while ready := [skill for skill, needs in waiting.items() if needs <= placed]:
        placed.update(ready)
        for skill in ready:
            del waiting[skill]
    assert not waiting


def test_a_sound_tree_has_no_faults() -> None:
    assert tree().faults() == ()


@pytest.mark.parametrize(
    ("skills", "said"),
    [
        ((*tree().skills, Skill(TOPIC, "again", 8, weight=0)), "twice"),
        ((*tree().skills, Skill(SkillId("x"), "x", 8, SkillId("ghost"))), "unknown parent"),
        ((*tree().skills, Skill(SkillId("x"), "x", 8, confusable=(SkillId("ghost"),))), "unknown skill"),
        ((replace(tree()[TOPIC], parent=None, weight=0.9),), "sum to 0.900"),
        (
            tuple(replace(s, prerequisites=(CLAUSES,)) if s.id == ARTICLES else s for s in tree()),
            "circle",
        ),
        (
            (Skill(WORDS, "Words", 8, GRAMMAR), Skill(GRAMMAR, "Grammar", 8, WORDS)),
            "its own parent",
        ),
    ],
)
def test_each_fault_of_a_tree_is_said(skills: tuple[Skill, ...], said: str) -> None:
    assert any(said in fault for fault in SkillTree(skills).faults())


def test_a_changed_weight_is_what_was_asked_for_also_while_another_skill_is_out() -> None:
    changed = tree().with_included(CLAUSES, False).with_weight(TOPIC, 0.5)
    assert changed.weight(TOPIC) == pytest.approx(0.5)
