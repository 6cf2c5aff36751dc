"""Collects what is wrong with a goal and what is to be asked, while it is being worked out."""

from __future__ import annotations

from dataclasses import dataclass, field

from goals.intake.reading import Field, Problem, Question
from goals.refusals import Refused


@dataclass(slots=True)
class Notes:
    """Problems and questions, at most one of each for a part."""

    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def wrong(self, part: Field, what: str, hint: str) -> None:
        """Notes a problem; the first one of a part counts."""
        if all(one.field != part for one in self.problems):
            self.problems.append(Problem(part, what, hint))

    def refused(self, part: Field, error: Refused) -> None:
        """Notes a refusal as a problem."""
        self.wrong(part, error.what, error.hint)

    def ask(self, part: Field, ask: str, example: str) -> None:
        """Notes a question; the first one of a part counts."""
        if all(one.field != part for one in self.questions):
            self.questions.append(Question(part, ask, example))
