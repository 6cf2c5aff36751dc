"""Simulated learners: each kind behaves as its name says."""

from __future__ import annotations

from random import Random

import pytest

from goals.drills import Kind, Outline
from goals.ids import DrillId, SkillId
from goals.scales import built_in
from goals.skills import Skill, SkillTree
from goals.students import TEMPERS, Answer, Archetype, Student

BANDS = built_in("ielts-band")
TREE = SkillTree(
    (
        Skill(SkillId("gra"), "Grammar", 8.5),
        *[Skill(SkillId(f"gra-{i}"), f"g{i}", 8.5, SkillId("gra"), 0.25) for i in range(2)],
        *[Skill(SkillId(f"lone-{i}"), f"l{i}", 8.5, None, 0.25) for i in range(2)],
    )
)
SKILL = SkillId("gra-0")


def student(archetype: Archetype, seed: int = 1) -> Student:
    return Student(archetype, TREE, BANDS, 7.0, Random(seed))


def drill(difficulty: float = 7.0, guess: float = 0.0, kind: Kind = "text") -> Outline:
    return Outline(DrillId("d"), SKILL, kind, difficulty, guess, 40)


def months(one: Student, days: int = 60, a_day: int = 1) -> list[float]:
    """True levels day by day."""
    levels = []
    for _ in range(days):
        for _ in range(round(a_day * one.share_today())):
            one.answers(drill())
        levels.append(one.true_level(SKILL))
        one.sleep()
    return levels


def mean_score(one: Student, outline: Outline, tries: int = 1500) -> float:
    return sum(one.answers(outline).score for _ in range(tries)) / tries


def test_the_same_seed_is_the_same_learner() -> None:
    def answers(seed: int) -> list[Answer]:
        one = student("steady", seed)
        return [one.answers(drill()) for _ in range(30)]

    assert answers(1) == answers(1) != answers(2)


@pytest.mark.parametrize("archetype", list(TEMPERS))
def test_every_kind_answers_within_bounds(archetype: Archetype) -> None:
    one = student(archetype)
    kinds: tuple[Kind, ...] = ("text", "choice", "correction")
    for kind in kinds:
        for _ in range(60):
            answer = one.answers(drill(7.5, 0.25, kind))
            assert answer.score in (0.0, 0.5, 1.0)
            assert answer.confidence in (1, 2, 3)
            assert 2.0 <= answer.seconds < 600
            assert not (answer.dont_know and answer.score)


def test_the_perfect_one_is_right_on_the_hardest_drills_from_the_first_day() -> None:
    one = student("perfect")
    assert one.true_level(SKILL) == BANDS.high
    assert mean_score(one, drill(9.0), 400) > 0.85
    assert mean_score(one, drill(7.5), 400) > 0.97


def test_the_failing_one_is_mostly_wrong_at_the_level_they_said() -> None:
    assert mean_score(student("failing"), drill(7.0)) < 0.08


def test_the_stuck_one_gets_sixty_per_cent_for_ever() -> None:
    one = student("stuck")
    assert mean_score(one, drill(7.0)) == pytest.approx(0.6, abs=0.05)
    levels = months(one, a_day=5)
    assert max(levels) == min(levels)
    assert mean_score(one, drill(7.0)) == pytest.approx(0.6, abs=0.05)


def test_the_lucky_one_never_admits_not_knowing_and_wins_more_than_chance() -> None:
    one = student("lucky_guesser")
    hard = drill(BANDS.high, 0.25, "choice")
    tried = [Student("lucky_guesser", TREE, BANDS, 4.0, Random(i)).answers(hard) for i in range(800)]
    assert 0.33 < sum(answer.score for answer in tried) / len(tried) < 0.48
    assert not any(answer.dont_know for answer in tried)
    assert not any(one.answers(hard).dont_know for _ in range(100))


def test_the_fast_one_rises_for_twenty_days_and_then_no_more() -> None:
    levels = months(student("fast_then_flat"))
    assert levels[19] - levels[0] > 0.7
    assert levels[59] <= levels[20]


def test_the_absent_one_does_nothing_for_a_month_and_comes_back_knowing_less() -> None:
    one, shares = student("absent"), []
    for _ in range(60):
        shares.append(one.share_today())
        one.sleep()
    assert shares == [1.0] * 20 + [0.0] * 30 + [1.0] * 10
    levels = months(student("absent"))
    assert levels[49] < levels[19]


def test_the_half_doser_does_half_and_learns_half() -> None:
    assert student("half_doser").share_today() == 0.5
    full, half = months(student("steady", 7), a_day=2), months(student("half_doser", 7), a_day=2)
    assert half[-1] - half[0] == pytest.approx((full[-1] - full[0]) / 2, rel=0.25)


def test_the_forgetful_one_loses_what_rests() -> None:
    one = student("forgetful")
    months(one)
    best = one.true_level(SKILL)
    one.sleep(40)
    assert one.true_level(SKILL) < best - 0.4


def test_a_steady_learner_gains_up_to_a_band_and_a_half_in_sixty_days() -> None:
    gains = []
    for seed in range(60):
        levels = months(student("steady", seed))
        gains.append(levels[-1] - levels[0])
    assert min(gains) > -0.1
    assert 0.4 < sum(gains) / len(gains) < 0.9
    assert max(gains) < 1.7


def test_sure_learners_are_right_more_often() -> None:
    right: dict[int, list[float]] = {1: [], 2: [], 3: []}
    for seed in range(40):
        one = student("steady", seed)
        for difficulty in (5.0, 6.0, 7.0, 8.0, 9.0):
            for _ in range(6):
                answer = one.answers(drill(difficulty))
                right[answer.confidence].append(answer.score)
    shares = [sum(right[sure]) / len(right[sure]) for sure in (1, 2, 3)]
    assert shares == sorted(shares)
    assert shares[2] - shares[0] > 0.4


def test_skills_under_one_branch_are_more_alike() -> None:
    siblings = strangers = 0.0
    for seed in range(300):
        one = student("steady", seed)
        knows = {leaf.id: one.true_logit(leaf.id) for leaf in TREE.leaves()}
        siblings += (knows[SkillId("gra-0")] - knows[SkillId("gra-1")]) ** 2
        strangers += (knows[SkillId("gra-0")] - knows[SkillId("lone-0")]) ** 2
    assert siblings < strangers
