"""Finding where to start: a few questions, no verdicts between them, and a table the learner may overrule."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.journeys.keeping import Keeping
from coach.journeys.placing import Placed, PlacementSitting
from coach.journeys.sitting import Feedback
from coach.journeys.undoing import Undoing
from goals.attempts import Confidence
from goals.levels import Level
from goals.refusals import Refused
from screens.drill.answering import AnsweringScreen
from screens.drill.asking import Phase
from screens.drill.feedback import level_words
from screens.drill.keys import Keys
from screens.drill.lines import cut, hang, top_line
from screens.words import MUTED, counted, ruler, stretch

LEAD: Final = (
    "This finds where to start; wrong answers are useful. Say what you can do today, not what you hope. "
    "Answer, then say how sure: guess, think so, sure."
)
NAME: Final = 30
RULER: Final = 26


class PlacementScreen(AnsweringScreen):
    """One placement, full screen.

    Args:
        sitting: fresh, or taken up where it was left.
        undoing: takes back the last action.
        keeping: keeps cards.
        ascii: no characters beyond ASCII for marks.
    """

    in_placement = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "stop", "Stop here", id="placement.stop", tooltip="Stop and start from what was found"),
    ]

    def __init__(
        self,
        sitting: PlacementSitting,
        undoing: Undoing,
        keeping: Keeping,
        *,
        ascii: bool = False,  # noqa: A002
    ) -> None:
        super().__init__(sitting, undoing, keeping, ascii=ascii)
        self.placement = sitting
        self.placed: Placed | None = None
        """What was found; None until the end."""
        self._answered: dict[str, float] = {}
        """Difficulty of each question answered here."""
        self._is_whole = self._questions == 0
        """False for one taken up again, whose first questions were not asked here."""

    # What happens

    def answered(self, told: Feedback, confidence: Confidence | None) -> None:
        """On to the next: what was right is not the point here."""
        self._answered[told.drill.id] = told.drill.difficulty
        self.pose(notice="Noted.")

    def over(self) -> None:
        """What was found."""
        try:
            self.placed = self.placement.stop()
        except Refused as error:
            self.placed = self.placement.placed()
            self.say_error(error)
        self.picked, self.notice = None, ""
        self.turn(Phase.DONE)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """As everywhere, and the way out while it is asked for."""
        return self.phase is Phase.LEAVING if action == "stop" else super().check_action(action, parameters)

    def action_enter(self) -> None:
        """The likely thing."""
        if self.phase is Phase.LEAVING:
            self.turn(Phase.ASKING)
        elif self.phase is Phase.DONE:
            self.leave()
        else:
            super().action_enter()

    def action_back(self) -> None:
        """One step back; before leaving, ask whether this is the end of it."""
        if (
            self.phase is Phase.ASKING
            and not self.writing
            and self.drill is not None
            and self.drill.place > 0
        ):
            self.turn(Phase.LEAVING)
        else:
            super().action_back()

    def action_stop(self) -> None:
        """Start from what was found."""
        self.over()

    # What there is to see

    def lead(self) -> str:
        """What this is, before the first question."""
        is_first = self.drill is not None and self.drill.place == 0
        return LEAD if is_first and not self.has_class("-small") else ""

    def head_text(self, width: int) -> Content:
        """Which question of at most how many; no skill, which would be a hint."""
        goal = self.sitting.goal.title
        if self.phase is Phase.DONE or self.drill is None:
            return top_line("Where to start", 0, 0, "", (goal,), width, ascii_only=self.ascii_only)
        at, most = self.drill.place, self.placement.most
        middle = f"question {at + 1} of at most {most}"
        return top_line(
            "Finding where to start", at, most, middle, (goal,), width, ascii_only=self.ascii_only
        )

    def lines(self, width: int) -> list[Content]:
        """The question, the way out, or what was found."""
        if self.phase is Phase.LEAVING and self.drill is not None:
            said = (
                f"{counted(self.drill.place, 'question')} of at most {self.placement.most} so far, all kept."
            )
            lines = [Content.styled("Stop here?", "bold"), Content(""), *hang("", said, width)]
            return lines
        if self.phase is Phase.DONE and self.placed is not None:
            return self._result(self.placed, width)
        return super().lines(width)

    def keys(self) -> Keys:
        """What the keys do now."""
        if self.phase is Phase.LEAVING:
            return [
                ("drill.enter", "back to the question"),
                ("placement.stop", "stop, use what was found"),
                ("drill.back", "go on later"),
            ]
        return [("drill.enter", "continue")] if self.phase is Phase.DONE else super().keys()

    def _result(self, placed: Placed, width: int) -> list[Content]:
        tree, scale = self.sitting.tree, self.sitting.goal.scale
        active = {leaf.id for leaf in tree.active()}
        shown = [
            one
            for one in tree
            if one.id in active or any(leaf.id in active for leaf in tree.leaves_under(one.id))
        ]
        levels = {one.id: placed.levels[one.id] for one in shown if one.id in placed.levels}
        values = [edge for level in levels.values() for edge in (level.low, level.high)]
        low, high = stretch(scale, [*values, *(one.target for one in shown)])
        whole = placed.levels.get(None)
        asked = max(self._questions, placed.answers)
        some = f", {placed.answers} answered" if placed.answers < asked else ""
        said = f"{counted(asked, 'question')}{some}; {placed.reason}."
        if beyond := self._beyond(placed):
            said += f" {beyond}"
        headline = Content.styled("A suggestion: you can overrule any level in Goals (o).", "bold")
        lines = hang("", headline, width)
        dot, span, aim = ("*", "|--|", "O") if self.ascii_only else ("●", "├──┤", "◎")
        legend = f"{dot} estimate   {span} four times in five it is in here   {aim} target"
        lines += [*hang("", Content.styled(f"{said}\n{legend}", MUTED), width), Content("")]
        if whole is not None:
            lines.append(self._line(self.sitting.goal.title, whole, self.sitting.goal.target, (low, high), 0))
        for one in shown:
            if one.id in levels:
                depth = 1 if one.parent is None else 2
                lines.append(self._line(one.name, levels[one.id], one.target, (low, high), depth))
        return lines

    @property
    def _questions(self) -> int:
        """How many were asked, answered or skipped."""
        return int(self.placement.session.state["place"])

    def _beyond(self, placed: Placed) -> str:
        """Which levels lie where nothing was asked, and so are carried on from what was; empty if none does."""
        if not self._answered or not self._is_whole:
            return ""
        scale, found = (
            self.sitting.goal.scale,
            [one for one in placed.levels.values() if one.label != "unknown"],
        )
        easiest, hardest = min(self._answered.values()), max(self._answered.values())
        said = []
        if any(one.mean < easiest for one in found):
            said.append(
                f"No question was easier than {scale.show(easiest)}: a level below that is a rough guess."
            )
        if any(one.mean > hardest for one in found):
            said.append(
                f"No question was harder than {scale.show(hardest)}: a level above that is a rough guess."
            )
        return " ".join(said)

    def _line(
        self, name: str, level: Level, target: float, edges: tuple[float, float], depth: int
    ) -> Content:
        scale = self.sitting.goal.scale
        shown = cut(Content.styled("  " * depth + name, "bold" if depth < 2 else ""), NAME)
        bar = ruler(level, target, scale, *edges, RULER, ascii_only=self.ascii_only)
        return Content.assemble(
            shown.pad_right(NAME - shown.cell_length), "  ", bar, "  ", level_words(level, scale)
        )
