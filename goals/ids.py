"""Ids are types, so a skill's id can never be handed over as a drill's."""

from __future__ import annotations

from typing import NewType

GoalId = NewType("GoalId", str)
SkillId = NewType("SkillId", str)
DrillId = NewType("DrillId", str)
AttemptId = NewType("AttemptId", str)
SessionId = NewType("SessionId", str)
