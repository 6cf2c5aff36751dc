"""Goal intake: one sentence in any order and five languages becomes chips to change, problems and questions."""

from goals.intake.reader import amend, read_goal
from goals.intake.reading import Chip, Field, PackOffer, Problem, Question, Reading, chips

__all__ = ["Chip", "Field", "PackOffer", "Problem", "Question", "Reading", "amend", "chips", "read_goal"]
