"""Changing a goal in place: shares, targets, levels, what is in, what comes first. Each change is one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.journeys.bundle import Journeys
from coach.journeys.viewing import GoalView
from goals.goal import Status
from goals.ids import SkillId
from goals.plain import one_line
from goals.refusals import Refused
from screens.base import CoachScreen
from screens.dialogs import AskDialog, ConfirmDialog
from screens.goals.dialogs import EditGoalDialog, GoalTexts, PrerequisitesDialog
from screens.goals.score import Score, ScoreDialog
from screens.goals.share import tree_of
from screens.goals.tree import Row


class GoalEditing(CoachScreen[None]):
    """What changes a goal. Which goal is shown, and which row is meant, the screen that inherits says."""

    def __init__(self, journeys: Journeys) -> None:
        super().__init__()
        self.journeys = journeys

    @property
    def shown(self) -> GoalView | None:
        """The goal on the screen."""
        raise NotImplementedError

    @property
    def meant(self) -> Row | None:
        """The row the keys are about."""
        raise NotImplementedError

    def redraw(self, *, foresee: bool = True) -> None:
        """Look again and draw."""
        raise NotImplementedError

    def action_weigh(self, points: int) -> None:
        """So many percentage points more or less; the others make room."""
        view, row = self.shown, self.meant
        if view is None or row is None:
            return
        skill = row.line.skill
        if row.is_out:
            self.say(f"{skill.name} is left out. i takes it in again.")
            return
        if not 0 <= row.percent + points <= 100:
            self.say(f"{skill.name} has {row.percent} % already.")
            return
        wanted = (row.percent + points) / 100
        self._change(lambda: self.journeys.tending.weigh(view.goal, skill.id, wanted), foresee=False)

    def action_target(self) -> None:
        """Another target for the row's skill, and for all below it."""
        view, row = self.shown, self.meant
        if view is None or row is None:
            return
        scale, skill = view.goal.scale, row.line.skill
        below = "" if row.line.is_leaf else ", and for all it is made of"
        ask = AskDialog(
            f"Target for {one_line(skill.name, limit=60)}{below}",
            scale.show(skill.target), scale.offer(), check=scale.read,
        )  # fmt: skip
        self._ask(ask, lambda text: self.journeys.tending.aim(view.goal, skill.id, scale.read(text)))

    def action_overrule(self) -> None:
        """The learner knows better."""
        view, row = self.shown, self.meant
        if view is None or row is None:
            return
        scale, skill = view.goal.scale, row.line.skill
        ask = AskDialog(
            f"Your level in {one_line(skill.name, limit=60)}, as you know it?\n"
            "It counts as strong evidence, is on record as yours, and u takes it back.",
            "", scale.offer(), check=scale.read,
        )  # fmt: skip
        self._ask(ask, lambda text: self.journeys.tending.overrule(view.goal, skill.id, scale.read(text)))

    def action_include(self) -> None:
        """Leave the row's skill out, or take it in."""
        view, row = self.shown, self.meant
        if view is None or row is None:
            return
        skill = row.line.skill
        if row.is_out and skill.included:
            self.say("What it belongs to is left out. Take that in first.")
            return
        self._change(lambda: self.journeys.tending.include(view.goal, skill.id, not skill.included))

    def action_prerequisites(self) -> None:
        """What comes before the row's skill."""
        view, row = self.shown, self.meant
        if view is None or row is None or not row.line.is_leaf:
            return
        skill, tree = row.line.skill, tree_of(view)
        offered = [
            line.skill
            for line in view.lines
            if line.skill.id != skill.id and (line.is_leaf or line.skill.id in skill.prerequisites)
        ]

        def keep(wanted: tuple[SkillId, ...] | None) -> None:
            if wanted is not None and set(wanted) != set(skill.prerequisites):
                self._change(lambda: self.journeys.tending.require(view.goal, skill.id, wanted))

        def check(wanted: tuple[SkillId, ...]) -> None:
            tree.with_prerequisites(skill.id, wanted)

        name, names = one_line(skill.name, limit=50), {line.skill.id: line.skill.name for line in view.lines}
        self.app.push_screen(PrerequisitesDialog(name, offered, names, skill.prerequisites, check), keep)

    def action_edit(self) -> None:
        """Change the goal itself."""
        view = self.shown
        if view is None:
            return
        goal = view.goal
        before = GoalTexts(
            goal.title,
            goal.scale.show(goal.target),
            goal.deadline.isoformat() if goal.deadline else "",
            str(goal.minutes_per_day),
        )

        def change(typed: GoalTexts) -> None:
            if typed == before:
                return
            self.journeys.tending.change(
                goal,
                title=typed.title if typed.title != before.title else None,
                target=goal.scale.read(typed.target) if typed.target != before.target else None,
                deadline=self._date(typed.date, goal.deadline) if typed.date != before.date else None,
                minutes_per_day=_minutes(typed.minutes) if typed.minutes != before.minutes else None,
            )

        self.app.push_screen(EditGoalDialog(before, goal.scale.offer(), change), self._redraw_if)

    def action_score(self) -> None:
        """Enter a level that somebody gave."""
        view, row = self.shown, self.meant
        if view is None:
            return
        goal, skill = view.goal, row.line.skill if row else None

        def keep(score: Score | None) -> None:
            if score is None:
                return
            about = None if score.whole or skill is None else skill.id
            value = goal.scale.read(score.text)
            self._change(lambda: self.journeys.tending.score(goal, value, skill=about, by=score.by))

        name = skill.name if skill else ""
        self.app.push_screen(ScoreDialog(goal.title, name, goal.scale.offer(), goal.scale.read), keep)

    def action_pause(self) -> None:
        """Pause the goal, after a question; or take it up again."""
        view = self.shown
        if view is None:
            return
        if view.goal.status != "active":
            self._set_status("active")
            return
        ask = ConfirmDialog(
            f"Pause {one_line(view.goal.title, limit=60)}?",
            "It leaves today's plan and stays here. z takes it up again.",
        )
        self.app.push_screen(ask, lambda yes: self._set_status("paused") if yes else None)

    def action_drop(self) -> None:
        """Drop the goal, after a question."""
        view = self.shown
        if view is None:
            return
        ask = ConfirmDialog(
            f"Drop {one_line(view.goal.title, limit=60)}?",
            "It leaves every screen. Nothing you practised is deleted, and u takes it back.",
        )
        self.app.push_screen(ask, lambda yes: self._set_status("dropped") if yes else None)

    def _set_status(self, status: Status) -> None:
        view = self.shown
        if view is not None:
            self._change(lambda: self.journeys.tending.set_status(view.goal, status))

    def _ask(self, ask: AskDialog, keep: Callable[[str], object]) -> None:
        self.app.push_screen(ask, lambda text: self._change(lambda: keep(text)) if text is not None else None)

    def _change(self, change: Callable[[], object], *, foresee: bool = True) -> None:
        """Do it and draw; or say in one sentence why not. Small steps in a row leave the odds for later."""
        try:
            change()
        except Refused as error:
            self.say_error(error)
        self.redraw(foresee=foresee)

    def _redraw_if(self, changed: bool | None) -> None:
        if changed:
            self.redraw()

    def _date(self, text: str, before: date | None) -> date | None:
        if text.strip():
            return self.journeys.setting.read_date(text)
        if before is not None:
            raise Refused("A goal that has a date keeps one.", "Write another date.")
        return None


def _minutes(text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused("That is no number of minutes.", "From 5 to 720.")
    return int(text.strip()[:6])
