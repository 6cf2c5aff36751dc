"""The shape of a pack's files, checked by pydantic at the door. Described for authors in docs/packs.md."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from goals.drills import Kind as DrillKind
from goals.goal import Kind as GoalKind

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScaleShape(_Strict):
    """A pack's own scale, where no built-in one fits: numbers from low to high, or words."""

    name: Line
    unit: str = ""
    low: float = 1
    high: float = 10
    step: float = Field(default=1, gt=0)
    words: tuple[Line, ...] = ()
    logits_per_unit: float = Field(default=1.0, gt=0, le=6)


class SkillShape(_Strict):
    """One node of the tree."""

    id: Slug
    name: Line
    parent: Slug | None = None
    weight: float = Field(default=0, ge=0, le=1)
    prerequisites: tuple[Slug, ...] = ()
    confusable: tuple[Slug, ...] = ()
    learnability: float = Field(default=1.0, gt=0, le=1)
    about: str = ""


class GeneratorShape(_Strict):
    """Drills made by one of Coach's own generators, named here; a pack carries no code."""

    id: Slug
    skill: Slug
    generator: Slug
    difficulties: tuple[float, ...] = Field(min_length=1)
    count: int = Field(ge=1, le=500)


class PackShape(_Strict):
    """`pack.toml`."""

    format: int = Field(alias="schema")
    id: Slug
    title: Line
    edition: Line
    kind: GoalKind
    names: tuple[Line, ...] = Field(min_length=1)
    about: Text
    source: Line
    licence: Line
    scale: Slug | ScaleShape
    arithmetic: Slug = "weighted-mean"
    skills: tuple[SkillShape, ...] = Field(min_length=1)
    generators: tuple[GeneratorShape, ...] = ()


class DrillShape(_Strict):
    """One line of a drills file. The key's own shape depends on the kind and is checked after this."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
    skill: Slug
    kind: DrillKind
    difficulty: float
    prompt: Text
    key: dict[str, Any]
    explanation: Text
    choices: tuple[Text, ...] = ()
    hints: tuple[Text, ...] = ()
    material: str = Field(default="", max_length=20_000)
    distractors: tuple[Text, ...] = ()
    seconds: int = Field(default=40, ge=1, le=7_200)
    guess: float | None = Field(default=None, ge=0, lt=1)
    source: str = ""
