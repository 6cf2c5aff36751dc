"""What practising is worth today: the pitch of a drill, attention by weight and gap, and turns in a mixed block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.agenda_value import (
    RESTS_FOR,
    Candidate,
    Standing,
    gain,
    pitch,
    priorities,
    serving_order,
    steer,
    teaches,
    worth,
)
from goals.drills import Kind, Outline
from goals.ids import DrillId, SkillId
from goals.skills import Skill

DAY = date(2026, 11, 20)


def standing(
    name: str = "a", *, weight: float = 0.1, gap: float = 1.5, attention: float = 0.0, learnability: float = 1.0,
    success: float | None = None, gate: float = 1.0, waits_for: str | None = None, uncertainty: float = 0.5,
) -> Standing:  # fmt: skip
    skill = Skill(SkillId(name), name, 8.5, weight=weight, learnability=learnability)
    return Standing(
        skill, weight, gap, 9, uncertainty, True, True, 1, success, attention, gate,
        SkillId(waits_for) if waits_for else None,
    )  # fmt: skip


def drill(
    name: str = "d", chance: float = 0.8, *, skill: str = "a", kind: Kind = "choice", reps: int = 0,
    recall: float = 0.0, ago: int | None = None, due_in: int = 5, lapses: int = 0,
) -> Candidate:  # fmt: skip
    last = None if ago is None else DAY - timedelta(days=ago)
    return Candidate(
        Outline(DrillId(name), SkillId(skill), kind, 7, 0, 40), chance, 40,
        due=None if last is None else DAY + timedelta(days=due_in), last=last, reps=reps or int(last is not None),
        recall=recall, rested=ago is None or ago >= RESTS_FOR, lapses=lapses,
    )  # fmt: skip


def names(steered: Sequence[tuple[Candidate, float]]) -> list[str]:
    return [c.outline.id for c, _ in steered]


# ---- pitch


@pytest.mark.parametrize("chance", [0.75, 0.8, 0.85, 0.9])
def test_a_drill_in_the_band_of_success_teaches_most(chance: float) -> None:
    assert gain(chance) == 1


@pytest.mark.parametrize("chance", [0.5, 0.97])
def test_much_too_hard_and_much_too_easy_teach_two_fifths(chance: float) -> None:
    assert gain(chance) == pytest.approx(0.4)


@given(st.floats(0, 1), st.floats(0, 1))
def test_nearer_to_the_band_never_teaches_less(a: float, b: float) -> None:
    def off(chance: float) -> float:
        return max(0.75 - chance, chance - 0.90, 0)

    low, high = sorted((a, b), key=off)
    if (low - 0.8) * (high - 0.8) > 0:  # on the same side of it
        assert gain(low) >= gain(high)
    assert 0 < gain(a) <= 1


def test_what_is_remembered_anyway_teaches_little_and_what_was_heard_often_still_less() -> None:
    new, heard = teaches(drill()), teaches(drill(ago=6, recall=0.9))
    often = teaches(drill(ago=6, recall=0.9, reps=9))
    assert new > 2 * heard > 4 * often > 0


def test_forgotten_drills_teach_again() -> None:
    assert teaches(drill(ago=90, recall=0.3)) > 2 * teaches(drill(ago=5, recall=0.95))


def test_a_skill_without_drills_to_ask_has_no_pitch() -> None:
    asked_yesterday = drill(ago=1)
    text, judged = drill("e", kind="essay"), drill("r", kind="rubric")
    assert pitch([asked_yesterday, text, judged], DAY) == 0
    assert pitch([drill(str(n)) for n in range(7)], DAY) == 1


# ---- which drill first


def test_drills_near_the_wanted_success_come_before_easy_and_hard_ones() -> None:
    order = names(steer([drill("hard", 0.4), drill("right", 0.82), drill("easy", 0.99)], standing(), DAY))
    assert order[0] == "right"


def test_new_drills_come_before_met_ones_and_long_ago_before_lately() -> None:
    met = [drill("lately", ago=5, recall=0.5), drill("long-ago", ago=30, recall=0.5), drill("new")]
    assert names(steer(met, standing(), DAY)) == ["new", "long-ago", "lately"]


def test_much_success_asks_for_harder_drills_and_little_for_easier_ones() -> None:
    offered = [drill(f"p{chance:02}", chance / 100) for chance in range(60, 100, 2)]
    usual, strong, weak = (
        [c.chance for c, _ in steer(offered, standing(success=success), DAY)][:5]
        for success in (0.85, 0.97, 0.5)
    )
    assert max(strong) < max(usual) <= max(weak)
    assert min(strong) < min(usual) < min(weak)


@pytest.mark.parametrize("ago", [0, 1, RESTS_FOR - 1])
def test_a_drill_met_lately_is_not_asked_outside_its_review(ago: int) -> None:
    assert steer([drill(ago=ago)], standing(), DAY) == []


def test_a_due_drill_is_left_to_its_review() -> None:
    assert steer([drill(ago=9, due_in=0)], standing(), DAY) == []


def test_a_drill_forgotten_again_and_again_rests_for_two_weeks_then_comes_back() -> None:
    stubborn = drill(ago=5, due_in=-4, lapses=4)
    assert not stubborn.is_due(DAY)
    assert not stubborn.is_free(DAY)
    assert drill(ago=14, due_in=-13, lapses=4).is_due(DAY)
    assert drill(ago=5, due_in=-4, lapses=3).is_due(DAY)


def test_daily_reviews_end_with_the_fifth_meeting() -> None:
    assert drill(ago=1, due_in=0, reps=4).is_due(DAY)
    assert not drill(ago=3, due_in=-2, reps=5).is_due(DAY)
    assert drill(ago=4, due_in=-3, reps=5).is_due(DAY)


# ---- which skill


def test_a_skills_worth_grows_with_weight_gap_learnability_and_what_is_unknown() -> None:
    usual = worth(standing())
    assert worth(standing(weight=0.2)) == pytest.approx(2 * usual)
    assert worth(standing(gap=2.5)) > usual
    assert worth(standing(learnability=0.5)) < usual
    assert worth(standing(uncertainty=0.9)) > usual
    assert 0 < worth(standing(gap=-1)) < usual


def test_a_helping_skill_without_weight_is_worth_a_little() -> None:
    assert 0 < worth(standing(weight=0.0)) < worth(standing(weight=0.02))


def test_more_attention_lately_makes_a_skill_wanted_less() -> None:
    some = [standing("a", attention=0.5), standing("b", attention=0.1)]
    wants = priorities(some, {SkillId("a"): 1.0, SkillId("b"): 1.0})
    assert wants[SkillId("b")] > 2 * wants[SkillId("a")]


def test_attention_settles_in_proportion_to_weight_times_gap() -> None:
    """Always taking the most wanted skill, as the agenda does."""
    gaps = {"a": (0.4, 1.5), "b": (0.3, 0.75), "c": (0.2, 1.5), "d": (0.1, 3.0)}
    had = Counter(dict.fromkeys(gaps, 1))
    for _ in range(400):
        whole = had.total()
        some = [
            standing(name, weight=w, gap=gap, attention=had[name] / whole, uncertainty=0.0)
            for name, (w, gap) in gaps.items()
        ]
        wants = priorities(some, {one.skill.id: 1.0 for one in some})
        had[max(wants, key=lambda skill: wants[skill])] += 1
    due = {name: w * gap for name, (w, gap) in gaps.items()}
    for name in gaps:
        assert had[name] / had.total() == pytest.approx(due[name] / sum(due.values()), rel=0.15)


def test_a_skill_that_cannot_be_asked_is_not_wanted() -> None:
    wants = priorities([standing("a"), standing("b")], {SkillId("a"): 0.0, SkillId("b"): 1.0})
    assert wants[SkillId("a")] == 0 < wants[SkillId("b")]


def test_a_doubtful_prerequisite_is_wanted_more_and_what_waits_for_it_less() -> None:
    pitches = {SkillId("base"): 1.0, SkillId("top"): 1.0}
    firm = priorities([standing("base"), standing("top", gate=0.9, waits_for="base")], pitches)
    soft = priorities([standing("base"), standing("top", gate=0.65, waits_for="base")], pitches)
    shut = priorities([standing("base"), standing("top", gate=0.4, waits_for="base")], pitches)
    assert firm[SkillId("top")] > soft[SkillId("top")] > shut[SkillId("top")] == 0
    assert firm[SkillId("base")] < soft[SkillId("base")] < shut[SkillId("base")]


# ---- turns


@given(st.lists(st.sampled_from("abcd"), max_size=24))
def test_no_skill_stands_three_times_in_a_row_where_that_can_be_had(skills: list[str]) -> None:
    served = serving_order([drill(f"{n}", skill=skill) for n, skill in enumerate(skills)])
    assert sorted(c.outline.id for c in served) == sorted(str(n) for n in range(len(skills)))
    most = max(Counter(skills).values(), default=0)
    if most <= 2 * (len(skills) - most + 1):
        runs = [len(list(run)) for _, run in groupby(c.outline.skill for c in served)]
        assert max(runs, default=0) <= 2
