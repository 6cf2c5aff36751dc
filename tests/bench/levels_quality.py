"""How good are levels and placement? Prints markdown tables; run: uv run python tests/bench/levels_quality.py

Simulated learners (goals.students) whose noise is not the filter's, on a tree and a bank of drills like the
IELTS Writing pack's. Each learner practises twice: drills by chance, and steered to 60-95 % expected success.
"""

from __future__ import annotations

import math
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import get_args

from goals.drills import Kind, Outline
from goals.ids import DrillId, GoalId, SkillId
from goals.levels import LevelState, level, observe, predict_correct, prior
from goals.placement import Placement, next_question
from goals.scales import Scale, built_in
from goals.skills import Skill, SkillTree
from goals.students import Archetype, Student, attempt

SCALE = built_in("ielts-band")
GOAL = GoalId("bench")
START = date(2026, 3, 1)
CURRENT = 7.0
LOOKS = (10, 30, 60)
CRITERIA = (("tr", 4, 1 / 6), ("ta", 3, 1 / 12), ("cc", 4, 0.25), ("lr", 5, 0.25), ("gra", 4, 0.25))
MIXED: tuple[Archetype, ...] = get_args(Archetype)


def writing_tree() -> SkillTree:
    """Twenty leaves under five criteria."""
    skills: list[Skill] = []
    for criterion, leaves, whole in CRITERIA:
        skills.append(Skill(SkillId(criterion), criterion, 8.5))
        for i in range(leaves):
            before = (SkillId(f"{criterion}-{i - 1}"),) if i == 1 else ()
            skills.append(
                Skill(
                    SkillId(f"{criterion}-{i}"),
                    f"{criterion} {i}",
                    8.5,
                    SkillId(criterion),
                    whole / leaves,
                    prerequisites=before,
                )
            )
    return SkillTree(tuple(skills))


def bank(
    tree: SkillTree, scale: Scale = SCALE, steps: Sequence[float] = (6, 6.75, 7.5, 8.25, 9)
) -> list[Outline]:
    """Four drills for every leaf and step of difficulty: two with a key, a choice of four, a yes or no."""
    kinds: tuple[tuple[Kind, float], ...] = (
        ("text", 0.0),
        ("correction", 0.0),
        ("choice", 0.25),
        ("choice", 0.5),
    )
    return [
        Outline(DrillId(f"{leaf.id}-{step}-{i}"), leaf.id, kind, step, guess, 40)
        for leaf in tree.leaves()
        for step in steps
        for i, (kind, guess) in enumerate(kinds)
    ]


@dataclass
class Tally:
    """What was seen of some learners."""

    skills: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))
    goal: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    widths: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    predicted: list[tuple[float, float, bool]] = field(default_factory=list)
    """Our chance, the skill's success rate so far, what came."""

    def add(self, other: Tally) -> None:
        for n in LOOKS:
            self.skills[n] += other.skills[n]
            self.goal[n] += other.goal[n]
            self.errors[n] += other.errors[n]
            self.widths[n] += other.widths[n]
        self.predicted += other.predicted


def expected(state: LevelState, one: Outline, day: date) -> float:
    return predict_correct(state, one.skill, one.difficulty, one.guess, SCALE, day)


def course(
    student: Student, tree: SkillTree, seed: int, tally: Tally, *, steered: bool, per_day: int = 20
) -> None:
    """Sixty days of practice: four drills each of five skills a day."""
    chance = Random(seed)
    drills: dict[SkillId, list[Outline]] = defaultdict(list)
    for one in bank(tree):
        drills[one.skill].append(one)
    leaves = [leaf.id for leaf in tree.leaves()]
    weights = tree.weights()
    state = prior(tree, SCALE, CURRENT, START)
    right: dict[SkillId, list[float]] = defaultdict(lambda: [0.5, 1.0])
    number = 0
    for n in range(1, LOOKS[-1] + 1):
        day = START + timedelta(days=n)
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        for skill in chance.sample(leaves, 5):
            for _ in range(round(per_day / 5 * student.share_today())):
                offered = drills[skill]
                if steered:
                    easy = [one for one in offered if 0.6 <= expected(state, one, day) <= 0.95]
                    offered = easy or offered
                one = chance.choice(offered)
                number += 1
                tried = attempt(student, one, GOAL, at, day, number)
                ours = expected(state, one, day)
                wins, tries = right[skill]
                tally.predicted.append((ours, wins / tries, tried.score == 1.0))
                right[skill] = [wins + (tried.score or 0.0), tries + 1]
                state = observe(state, tried, SCALE, tree)
        if n in LOOKS:
            for skill in leaves:
                shown = level(state, skill, SCALE, tree, day)
                truth = student.true_level(skill)
                tally.skills[n].append(shown.low <= truth <= shown.high)
                tally.errors[n].append(shown.mean - truth)
                tally.widths[n].append(shown.high - shown.low)
            shown = level(state, None, SCALE, tree, day)
            truth = sum(w * student.true_level(s) for s, w in weights.items())
            tally.goal[n].append(shown.low <= truth <= shown.high)
        student.sleep()


def auc(pairs: Sequence[tuple[float, bool]]) -> float:
    """Chance that a right answer was given a higher prediction than a wrong one; ties count half."""
    ranked = sorted(pairs)
    place, total, i = 0.0, 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        place = (i + j + 1) / 2
        total += place * sum(won for _, won in ranked[i:j])
        i = j
    wins = sum(won for _, won in ranked)
    losses = len(ranked) - wins
    return (total - wins * (wins + 1) / 2) / (wins * losses)


def placed(
    student: Student, tree: SkillTree, looks: Sequence[int], *, joint: bool = True
) -> dict[int, float]:
    """Squared error per leaf, logits, after so many placement questions."""
    state = prior(tree, SCALE, CURRENT, START)
    if not joint:
        state = alone(state)
    drills = bank(tree)
    active = {leaf.id for leaf in tree.leaves()}
    progress = Placement(most=max(looks), sure_at=0.0)
    errors: dict[int, float] = {}
    at = datetime(2026, 3, 1, 18, tzinfo=UTC)
    for n in range(1, max(looks) + 1):
        question = next_question(state, drills, progress.asked, SCALE, active)
        assert question is not None
        state = observe(state, attempt(student, question, GOAL, at, START, n), SCALE, tree)
        progress = progress.after(question.id, 1.0, state, active)
        if n in looks:
            errors[n] = sum(
                (m - student.true_logit(s)) ** 2 for s, m in zip(state.skills, state.mu, strict=False)
            ) / len(active)
    return errors


def alone(state: LevelState) -> LevelState:
    """The same prior without what skills share."""
    rows = tuple((*[0.0] * i, row[i]) for i, row in enumerate(state.P))
    return replace(state, P=rows)


def twelve() -> SkillTree:
    """Four branches of three."""
    skills: list[Skill] = []
    for branch in ("a", "b", "c", "d"):
        skills.append(Skill(SkillId(branch), branch, 8.5))
        skills += [Skill(SkillId(f"{branch}-{i}"), branch, 8.5, SkillId(branch), 1 / 12) for i in range(3)]
    return SkillTree(tuple(skills))


def share(seen: Sequence[bool]) -> str:
    return f"{100 * sum(seen) / len(seen):.0f} %"


def print_row(*cells: str) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")


def print_head(*cells: str) -> None:
    print_row(*cells)
    sys.stdout.write("|---" * len(cells) + "|\n")


def coverage(learners: int, first_seed: int) -> None:
    """How often 80 % intervals hold the truth, and how well the next answer is predicted."""
    tree = writing_tree()
    kinds: dict[str, Tally] = {name: Tally() for name in MIXED}
    everyone = {False: Tally(), True: Tally()}
    for i in range(learners):
        for steered in (False, True):
            archetype = MIXED[i % len(MIXED)]
            mine = Tally()
            student = Student(archetype, tree, SCALE, CURRENT, Random(first_seed + i))
            course(student, tree, i, mine, steered=steered)
            kinds[archetype].add(mine)
            everyone[steered].add(mine)
    print_head(
        "learners",
        *[f"skills, day {n}" for n in LOOKS],
        *[f"goal, day {n}" for n in LOOKS],
        "RMSE, bands, day 60",
        "width, bands, day 60",
        "AUC",
        "AUC of success rate",
    )
    mixed = {f"mixed, drills {'steered' if how else 'by chance'}": tally for how, tally in everyone.items()}
    for name, tally in (kinds | mixed).items():
        errors, widths = tally.errors[LOOKS[-1]], tally.widths[LOOKS[-1]]
        print_row(
            name,
            *[share(tally.skills[n]) for n in LOOKS],
            *[share(tally.goal[n]) for n in LOOKS],
            f"{math.sqrt(sum(x * x for x in errors) / len(errors)):.2f}",
            f"{sum(widths) / len(widths):.2f}",
            f"{auc([(ours, won) for ours, _, won in tally.predicted]):.3f}",
            f"{auc([(rate, won) for _, rate, won in tally.predicted]):.3f}",
        )


def placement(learners: int, first_seed: int) -> None:
    """Root mean squared error per skill, logits, after so many questions."""
    looks = (4, 8, 12, 15, 30)
    print_head("placement", *[f"{n} questions" for n in looks])
    for name, tree in (("12 skills", twelve()), ("20 skills", writing_tree())):
        for joint in (True, False):
            found: dict[int, list[float]] = defaultdict(list)
            for i in range(learners):
                student = Student("steady", tree, SCALE, CURRENT, Random(first_seed + i))
                for n, error in placed(student, tree, looks, joint=joint).items():
                    found[n].append(error)
            print_row(
                f"{name}, {'joint' if joint else 'independent'} prior",
                *[f"{math.sqrt(sum(found[n]) / learners):.2f}" for n in looks],
            )


def endurance(updates: int = 100_000) -> None:
    """Time of one update, and whether the covariance is still positive after very many."""
    print_head("updates", "skills", "ms an update", "covariance positive")
    for count, times in ((5, updates), (40, 2_000)):
        tree = SkillTree(
            tuple(Skill(SkillId(f"s{i}"), "s", 8.5, weight=1 / count) for i in range(count)),
        )
        chance, state, drills = Random(3), prior(tree, SCALE, CURRENT, START), bank(tree)
        student = Student("steady", tree, SCALE, CURRENT, chance)
        at = datetime(2026, 3, 1, 18, tzinfo=UTC)
        tries = [
            attempt(student, chance.choice(drills), GOAL, at, START + timedelta(days=n // 1000), n)
            for n in range(times)
        ]
        began = time.perf_counter()
        for one in tries:
            state = observe(state, one, SCALE, tree)
        spent = time.perf_counter() - began
        print_row(
            str(times), str(count), f"{1000 * spent / times:.2f}", "yes" if is_positive(state) else "NO"
        )


def is_positive(state: LevelState) -> bool:
    """Cholesky's decomposition exists."""
    done: list[list[float]] = []
    for i, row in enumerate(state.P):
        mine: list[float] = []
        for j in range(i):
            mine.append((row[j] - sum(a * b for a, b in zip(mine, done[j], strict=False))) / done[j][j])
        rest = row[i] - sum(a * a for a in mine)
        if rest <= 0:
            return False
        done.append([*mine, math.sqrt(rest)])
    return True


def main() -> None:
    """Prints the tables."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 216
    coverage(learners, first_seed=70_000)
    sys.stdout.write("\n")
    placement(min(learners, 200), first_seed=90_000)
    sys.stdout.write("\n")
    endurance()


if __name__ == "__main__":
    main()
