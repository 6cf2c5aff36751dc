"""Levels: what evidence does to them, what it must never do, and whether their intervals tell the truth."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.attempts import Attempt, Event, Grader
from goals.drills import Outline
from goals.ids import AttemptId, DrillId, GoalId, SkillId
from goals.levels import LevelState, every, level, observe, predict_correct, prior, replay
from goals.refusals import Refused
from goals.scales import Scale, built_in
from goals.skills import Skill, SkillTree
from goals.students import TEMPERS, Student, attempt

BANDS = built_in("ielts-band")
PERCENT = built_in("percent")
DAY = date(2026, 3, 1)
GOAL = GoalId("g")


def grown(branches: dict[str, int]) -> SkillTree:
    leaves = sum(branches.values())
    skills: list[Skill] = []
    for branch, count in branches.items():
        skills.append(Skill(SkillId(branch), branch, 8.5))
        skills += [
            Skill(SkillId(f"{branch}-{i}"), branch, 8.5, SkillId(branch), 1 / leaves) for i in range(count)
        ]
    return SkillTree(tuple(skills))


TREE = grown({"gra": 3, "lr": 3})
COMMAS, ARTICLES, SPELLING = SkillId("gra-0"), SkillId("gra-1"), SkillId("lr-0")
START = prior(TREE, BANDS, 7.0, DAY)


def tried(
    skill: str | None = "gra-0",
    score: float | None = 1.0,
    *,
    at: float | None = None,
    event: Event = "drill",
    grader: Grader = "auto",
    days: int = 0,
    kind: str = "text",
    difficulty: float | None = 7.0,
    guess: float = 0.0,
    hints: int = 0,
    dont_know: bool = False,
) -> Attempt:
    """A drill's score, or with `at` a level that somebody gave."""
    return Attempt(
        id=AttemptId("a"),
        goal=GOAL,
        skill=SkillId(skill) if skill else None,
        at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        day=DAY + timedelta(days=days),
        zone="UTC",
        event=event,
        kind=kind,
        score=score if at is None else None,
        level=at,
        grader=grader,
        difficulty=difficulty,
        guess=guess,
        hints=hints,
        dont_know=dont_know,
    )


def after(*attempts: Attempt, state: LevelState = START, scale: Scale = BANDS) -> LevelState:
    return replay(state, attempts, scale, TREE)


def mean(state: LevelState, skill: str | None = "gra-0", scale: Scale = BANDS) -> float:
    return level(state, SkillId(skill) if skill else None, scale, TREE, state.day).mean


def sd(state: LevelState, skill: str | None = "gra-0") -> float:
    return level(state, SkillId(skill) if skill else None, BANDS, TREE, state.day).sd_logit


def practised(seed: int = 5, drills: int = 200) -> LevelState:
    """A belief with some history: a drill a time, four a day."""
    chance = Random(seed)
    attempts = (
        tried(
            chance.choice(START.skills),
            float(chance.random() < 0.7),
            difficulty=chance.choice((6.0, 7.0, 8.0)),
            guess=chance.choice((0.0, 0.25)),
            days=i // 4,
        )
        for i in range(drills)
    )
    return after(*attempts)


# ---- before any evidence


def test_a_goal_starts_at_what_the_learner_said_and_is_called_unknown() -> None:
    for node, found in every(START, BANDS, TREE, DAY).items():
        assert found.mean == pytest.approx(7.0), node
        assert found.low < 6.5 < 7.5 < found.high
        assert (found.label, found.n) == ("unknown", 0)


def test_the_weights_of_the_tree_do_not_shape_the_prior() -> None:
    assert prior(TREE.with_weight(COMMAS, 0.9), BANDS, 7.0, DAY) == START


def test_a_skill_and_its_prerequisite_start_more_alike() -> None:
    linked = prior(TREE.with_prerequisites(COMMAS, [SPELLING]), BANDS, 7.0, DAY)
    assert linked.covariance([COMMAS, SPELLING], DAY)[0][1] > START.covariance([COMMAS, SPELLING], DAY)[0][1]


# ---- right and wrong


def test_a_right_answer_raises_and_a_wrong_one_lowers() -> None:
    assert mean(after(tried(score=0.0))) < 7.0 < mean(after(tried(score=1.0)))


def test_an_answer_tells_most_of_its_own_skill_then_of_siblings_then_of_the_rest() -> None:
    state = after(tried(score=1.0))
    assert mean(state, "gra-0") > mean(state, "gra-1") > mean(state, "lr-0") > 7.0
    assert sd(state, "gra-0") / sd(START, "gra-0") < sd(state, "lr-0") / sd(START, "lr-0") < 1.0


def test_a_right_answer_that_could_be_guessed_counts_less() -> None:
    assert mean(after(tried(guess=0.5))) < mean(after(tried(guess=0.25))) < mean(after(tried()))


def test_saying_dont_know_is_a_wrong_answer_nobody_guessed() -> None:
    unsure = after(tried(score=None, guess=0.5, dont_know=True))
    assert mean(unsure) == mean(after(tried(score=0.0, guess=0.0)))


def test_part_scores_lie_between_wrong_and_right() -> None:
    assert mean(after(tried(score=0.0))) < mean(after(tried(score=0.5))) < mean(after(tried(score=1.0)))


def test_harder_drills_prove_more_when_right_and_less_when_wrong() -> None:
    assert mean(after(tried(difficulty=8.5))) > mean(after(tried(difficulty=6.0)))
    assert mean(after(tried(score=0.0, difficulty=8.5))) > mean(after(tried(score=0.0, difficulty=6.0)))


def test_one_careless_miss_on_an_easy_drill_does_not_cost_a_band() -> None:
    known = after(*[tried(difficulty=7.5)] * 30)
    assert mean(known) - mean(after(tried(score=0.0, difficulty=5.0), state=known)) < 0.5


def test_a_check_of_effort_moves_a_level_less_than_an_exact_key() -> None:
    assert 7.0 < mean(after(tried(kind="rewrite"))) < mean(after(tried(kind="text")))
    assert 7.0 < mean(after(tried(grader="self"))) < mean(after(tried()))
    assert 7.0 < mean(after(tried(difficulty=None))) < mean(after(tried()))


@pytest.mark.parametrize(
    "silent",
    [
        tried(kind="essay", score=None),
        tried(kind="essay", score=1.0),
        tried(kind="checklist"),
        tried(kind="rubric"),
        tried(score=None),
        tried("no-such-skill"),
        tried("no-such-skill", event="score", at=9.0),
        tried(event="score", score=1.0),
        tried(score=math.nan),
        tried(event="score", at=math.inf),
    ],
)
def test_what_says_nothing_of_a_level_moves_none(silent: Attempt) -> None:
    assert after(silent) == START


@given(
    seed=st.integers(0, 10_000),
    skill=st.sampled_from(START.skills),
    score=st.floats(0, 1),
    difficulty=st.floats(5, 9),
    guess=st.floats(0, 0.5),
)
@settings(max_examples=40, deadline=None)
def test_help_never_raises_any_level(
    seed: int, skill: SkillId, score: float, difficulty: float, guess: float
) -> None:
    """Also not another skill's, where two are known to differ in opposite ways."""
    state = after(*[tried(None, event="score", at=7.5, grader="official")] * 3, state=practised(seed, 24))
    helped = tried(skill, score, difficulty=difficulty, guess=guess, hints=1, days=9)
    before, now = (
        every(state, BANDS, TREE, state.day),
        every(after(helped, state=state), BANDS, TREE, state.day),
    )
    assert all(now[node].mean <= before[node].mean + 1e-12 for node in before)


def test_failing_in_spite_of_help_lowers() -> None:
    assert mean(after(tried(score=0.0, hints=2))) < 7.0


# ---- scores, corrections, and what the learner says


def test_an_official_score_counts_more_than_a_teachers_and_that_more_than_ones_own() -> None:
    by = {
        grader: mean(after(tried(event="score", at=8.0, grader=grader)))
        for grader in ("official", "teacher", "model", "self")
    }
    assert 8.0 > by["official"] > by["teacher"] > by["model"] > by["self"] > 7.0


def test_a_score_of_the_whole_goal_moves_every_skill_and_lands_on_the_goal() -> None:
    state = after(tried(None, event="score", at=8.0, grader="official"))
    assert all(mean(state, skill) > 7.3 for skill in START.skills)
    assert mean(state, None) == pytest.approx(8.0, abs=0.35)
    assert level(state, None, BANDS, TREE, DAY).n == 1


def test_a_score_of_a_branch_speaks_of_that_branch_first() -> None:
    state = after(tried("gra", event="score", at=8.0, grader="teacher"))
    assert mean(state, "gra") > mean(state, "lr") > 7.0


def test_asking_the_same_teacher_again_does_not_remove_the_teachers_bias() -> None:
    often = after(*[tried(None, event="score", at=8.0, grader="teacher")] * 60)
    band = sd(often, None) / BANDS.logits_per_unit
    assert 0.22 < band < 0.28  # a bias of 0.25 stays unknown, less what the prior knew


def test_an_official_score_teaches_how_strict_the_teacher_is() -> None:
    harsh = after(*[tried(None, event="score", at=6.0, grader="teacher")] * 5)
    corrected = after(*[tried(None, event="score", at=7.0, grader="official")] * 3, state=harsh)
    from_this_teacher = tried(None, event="score", at=6.0, grader="teacher")
    assert mean(after(from_this_teacher, state=corrected), None) > 6.5


def test_when_official_scores_are_lower_than_drills_say_the_drills_are_too_easy() -> None:
    state = after(*[tried(skill, float(i % 2)) for i in range(60) for skill in START.skills])
    expected = predict_correct(state, COMMAS, 7.0, 0.0, BANDS, DAY)
    exam = after(*[tried(None, event="score", at=6.0, grader="official")] * 4, state=state)
    assert mean(exam, None) < mean(state, None) - 0.2
    assert predict_correct(exam, COMMAS, 7.0, 0.0, BANDS, DAY) == pytest.approx(expected, abs=0.08)


@pytest.mark.parametrize("state", [START, practised()])
@pytest.mark.parametrize("said", [5.5, 8.5])
@pytest.mark.parametrize("node", ["gra-0", "gra", None])
def test_the_learner_may_overrule_a_level_and_it_lands_near_what_they_say(
    state: LevelState, said: float, node: str | None
) -> None:
    assert mean(after(tried(node, event="overrule", at=said), state=state), node) == pytest.approx(
        said, abs=0.3
    )


def test_overruling_one_skill_leaves_other_well_known_skills_about_where_they_were() -> None:
    state = practised()
    now = after(tried(event="overrule", at=mean(state) + 1, days=50), state=state)
    assert abs(mean(now, "lr-0") - mean(state, "lr-0")) < 0.25


def test_overruling_is_no_measurement() -> None:
    found = level(after(tried(event="overrule", at=8.0)), COMMAS, BANDS, TREE, DAY)
    assert (found.n, found.label) == (0, "rough")


def test_what_is_said_of_a_branch_moves_its_centre_and_makes_nothing_surer() -> None:
    state = after(tried("gra", event="prior", at=6.0))
    assert [mean(state, skill) for skill in state.skills] == pytest.approx([6.0] * 3 + [7.0] * 3)
    assert state.P == START.P
    assert level(state, SkillId("gra"), BANDS, TREE, DAY).label == "unknown"


def test_what_is_said_after_much_practice_counts_for_a_quarter_at_most() -> None:
    state = practised()
    assert abs(mean(after(tried(None, event="prior", at=3.0), state=state)) - mean(state)) < 0.25 * 4.5


def test_a_bad_mark_in_percent_lowers_without_overshooting() -> None:
    state = prior(TREE, PERCENT, 95, DAY)
    failed = after(tried(None, event="score", at=60, grader="official"), state=state, scale=PERCENT)
    assert 55 < mean(failed, None, PERCENT) < 75


@pytest.mark.parametrize("said", [0, 40, 95, 100])
def test_percent_can_be_overruled_everywhere(said: float) -> None:
    state = prior(TREE, PERCENT, 95, DAY)
    now = after(tried(event="overrule", at=said), state=state, scale=PERCENT)
    assert mean(now, "gra-0", PERCENT) == pytest.approx(said, abs=8)


# ---- what is shown


def test_evidence_turns_unknown_into_rough_into_measured() -> None:
    labels, state = [], START
    for i in range(40):
        state = after(tried(score=float(i % 2)), state=state)
        labels.append(level(state, COMMAS, BANDS, TREE, DAY).label)
    assert list(dict.fromkeys(labels)) == ["unknown", "rough", "measured"]
    assert level(state, COMMAS, BANDS, TREE, DAY).n == 40


def test_days_without_practice_make_levels_less_certain_and_change_no_mean() -> None:
    state = practised()
    now = level(state, COMMAS, BANDS, TREE, state.day)
    later = level(state, COMMAS, BANDS, TREE, state.day + timedelta(days=30))
    assert later.mean == now.mean
    assert later.sd_logit > now.sd_logit
    assert level(state, None, BANDS, TREE, state.day + timedelta(days=30)).sd_logit > sd(state, None)
    assert level(state, COMMAS, BANDS, TREE, state.day - timedelta(days=30)) == now


def test_waiting_shows_the_same_as_the_state_moved_to_that_day() -> None:
    state, day = practised(), DAY + timedelta(days=70)
    moved = state.on(day)
    for node, found in every(state, BANDS, TREE, day).items():
        then = level(moved, node, BANDS, TREE, day)
        assert (then.mean, then.sd_logit) == pytest.approx((found.mean, found.sd_logit))
    assert moved.covariance(state.skills, day)[0] == pytest.approx(state.covariance(state.skills, day)[0])


def test_a_year_away_is_no_worse_than_two_months() -> None:
    state = practised()
    assert state.on(state.day + timedelta(days=365)).P == state.on(state.day + timedelta(days=60)).P


def test_the_goal_is_the_weighted_mean_of_what_is_still_in() -> None:
    tree = TREE.with_weight(COMMAS, 0.5).with_included(SkillId("lr"), False)
    state = after(tried(event="overrule", at=8.5))
    shares = tree.weights()
    expected = sum(share * mean(state, skill) for skill, share in shares.items())
    assert level(state, None, BANDS, tree, DAY).mean == pytest.approx(expected)
    assert set(shares) == {"gra-0", "gra-1", "gra-2"}


def test_levels_never_leave_the_scale() -> None:
    top = after(*[tried(skill, difficulty=9.0) for skill in START.skills] * 60)
    found = level(top, COMMAS, BANDS, TREE, DAY)
    assert found.low < found.mean <= found.high == 9.0


def test_the_way_back_from_the_top_is_not_endless() -> None:
    top = after(*[tried(difficulty=9.0, days=i // 20) for i in range(400)])
    fell = [tried(score=float(i % 2), difficulty=7.5, days=20 + i // 5) for i in range(40)]
    assert mean(after(*fell, state=top)) < 8.3


def test_a_skill_of_another_goal_has_no_level() -> None:
    with pytest.raises(Refused, match="no level"):
        level(START, SkillId("harmony"), BANDS, TREE, DAY)
    with pytest.raises(Refused, match="no level"):
        predict_correct(START, SkillId("harmony"), 7.0, 0.0, BANDS, DAY)


@pytest.mark.parametrize(
    ("difficulty", "guess", "chance"), [(7.0, 0.0, 0.5), (7.0, 0.5, 0.75), (7.0, 0.25, 0.62)]
)
def test_at_the_learners_level_half_the_answers_are_right_guessing_aside(
    difficulty: float, guess: float, chance: float
) -> None:
    assert predict_correct(START, COMMAS, difficulty, guess, BANDS, DAY) == pytest.approx(chance, abs=0.02)


def test_uncertainty_pulls_predictions_towards_even() -> None:
    sure = replace(START, P=tuple((*[0.0] * i, 1e-6) for i in range(len(START.P))))
    assert (
        0.5
        < predict_correct(START, COMMAS, 6.0, 0.0, BANDS, DAY)
        < predict_correct(sure, COMMAS, 6.0, 0.0, BANDS, DAY)
    )


# ---- the filter itself


def test_a_replay_gives_the_same_state_to_the_last_bit() -> None:
    assert practised() == practised()
    attempts = [tried(days=i, score=float(i % 2)) for i in range(20)]
    assert after(*attempts[7:], state=after(*attempts[:7])) == after(*attempts)


@given(seed=st.integers(0, 1000), drills=st.integers(0, 30))
@settings(max_examples=20, deadline=None)
def test_a_stored_state_comes_back_exactly(seed: int, drills: int) -> None:
    state = practised(seed, drills)
    assert LevelState.from_bytes(state.to_bytes()) == state
    assert state.fits(TREE)


@pytest.mark.parametrize(
    "stored", [b"", b"\x07", b"not a state", START.to_bytes()[:-8], b"\x02" + START.to_bytes()[1:]]
)
def test_a_damaged_state_is_refused_and_says_how_to_rebuild(stored: bytes) -> None:
    with pytest.raises(Refused, match="rebuild"):
        LevelState.from_bytes(stored)


def is_positive(state: LevelState) -> bool:
    """Cholesky's decomposition exists."""
    done: list[list[float]] = []
    for i, row in enumerate(state.P):
        mine: list[float] = []
        for j in range(i):
            mine.append((row[j] - sum(a * b for a, b in zip(mine, done[j], strict=False))) / done[j][j])
        left = row[i] - sum(a * a for a in mine)
        if left <= 0:
            return False
        done.append([*mine, math.sqrt(left)])
    return True


def test_the_covariance_stays_positive_over_thousands_of_updates_of_every_sort() -> None:
    """The bench does the same a hundred thousand times."""
    chance, state = Random(4), START
    for i in range(8_000):
        skill = chance.choice((*START.skills, *START.skills, "gra", None))
        if skill in START.skills:
            given_one = tried(
                skill, chance.choice((0.0, 0.5, 1.0)), difficulty=chance.uniform(5, 9), days=i // 500
            )
        else:
            event: Event = chance.choice(("score", "overrule"))
            given_one = tried(skill, event=event, at=chance.uniform(5, 9), grader="official", days=i // 500)
        state = observe(state, given_one, BANDS, TREE)
        if i % 400 == 0:
            assert is_positive(state)
    assert is_positive(state)
    assert all(math.isfinite(m) for m in state.mu)


# ---- the truth about simulated learners (the bench has the full tables)


def test_eighty_per_cent_intervals_hold_the_truth_about_eighty_per_cent_of_the_time() -> None:
    """And the next answer is predicted better than by each skill's success rate."""
    chance = Random(11)
    held: list[bool] = []
    predicted: list[tuple[float, float, bool]] = []
    for learner in range(36):
        student = Student(list(TEMPERS)[learner % len(TEMPERS)], TREE, BANDS, 7.0, Random(500 + learner))
        state = START
        rates: dict[SkillId, list[float]] = defaultdict(lambda: [0.5, 1.0])
        for days in range(60):
            day, at = DAY + timedelta(days=days), datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=days)
            for number in range(round(6 * student.share_today())):
                skill, difficulty = chance.choice(START.skills), chance.choice((6.0, 6.75, 7.5, 8.25, 9.0))
                drill = Outline(DrillId("d"), skill, "choice", difficulty, chance.choice((0.0, 0.25)), 40)
                answer = attempt(student, drill, GOAL, at, day, number)
                ours = predict_correct(state, skill, difficulty, drill.guess, BANDS, day)
                predicted.append((ours, rates[skill][0] / rates[skill][1], answer.score == 1.0))
                rates[skill] = [rates[skill][0] + (answer.score or 0.0), rates[skill][1] + 1]
                state = observe(state, answer, BANDS, TREE)
            if days in (10, 30, 59):
                for skill in START.skills:
                    found = level(state, skill, BANDS, TREE, day)
                    held.append(found.low <= student.true_level(skill) <= found.high)
            student.sleep()
    assert 0.75 <= sum(held) / len(held) <= 0.87
    assert auc([(ours, won) for ours, _, won in predicted]) >= 0.70
    assert (
        auc([(ours, won) for ours, _, won in predicted])
        > auc([(rate, won) for _, rate, won in predicted]) + 0.05
    )


def auc(pairs: list[tuple[float, bool]]) -> float:
    """Chance that a right answer had a higher prediction than a wrong one."""
    won = sorted(p for p, right in pairs if right)
    lost = sorted(p for p, right in pairs if not right)
    below, total = 0, 0.0
    for p in won:
        while below < len(lost) and lost[below] < p:
            below += 1
        total += below
    return total / (len(won) * len(lost))
