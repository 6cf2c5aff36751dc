"""Deadlines in words: an own reader in five languages first, dateparser behind it, and always an echo."""

from goals.deadlines.reader import AmbiguousDate, Deadline, read_deadline

__all__ = ["AmbiguousDate", "Deadline", "read_deadline"]
