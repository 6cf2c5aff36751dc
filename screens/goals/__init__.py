"""Goals on the screen: the tree with levels, changing it in place, and a level's course."""

from screens.goals.screen import GoalsScreen

__all__ = ["GoalsScreen"]
