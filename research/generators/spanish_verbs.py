"""Drills on Spanish verb forms: a sentence with a gap, the verb in brackets, the tense named."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from goals.drills import TextKey
from research.generators.figures import Made
from research.generators.spanish_conjugation import Tense, forms, gerund, regular
from research.generators.spanish_verb_rules import ENDINGS, gerund_rule, rule
from research.generators.spanish_verb_table import (
    FUTURE,
    IMPERFECT,
    PARTICIPLE,
    PRESENT,
    PRETERITE,
    STRONG,
    SUBJUNCTIVE,
    VERBS,
    YO,
    Verb,
)

ACCENT_SLIP: Final = 0.8
"""LEARNING 2.4."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one step of difficulty asks for."""

    tense: Tense | None
    """None: the gerund."""
    takes: Callable[[Verb], bool]
    persons: tuple[int, ...] = (0, 1, 2, 3, 5)
    odd_only: bool = False
    """True: only persons whose form isn't the regular one."""


def present(rng: random.Random, step: int) -> Made:
    """Present tense and gerund, from regular verbs to those that fool a rule."""
    return _made(rng, _PRESENT_STEPS, step)


def past(rng: random.Random, step: int) -> Made:
    """Present perfect, preterite and imperfect."""
    return _made(rng, _PAST_STEPS, step)


def future(rng: random.Random, step: int) -> Made:
    """Future, conditional and present subjunctive."""
    return _made(rng, _FUTURE_STEPS, step)


def _made(rng: random.Random, steps: tuple[_Step, ...], at: int) -> Made:
    step = steps[min(at, len(steps) - 1)]
    verb, person = rng.choice(_pairs(step))
    return _gerund(rng, verb, person) if step.tense is None else _form(rng, verb, step.tense, person)


def _form(rng: random.Random, verb: Verb, tense: Tense, person: int) -> Made:
    found = forms(verb, tense)
    answer = found[person]
    others = [place for place, form in enumerate(found) if form != answer]
    frames = _FRAMES[tense] if verb.action or tense != "present" else ("",)
    sentence = _sentence(rng.choice(frames), rng.choice(_SUBJECTS[person]), "______", verb)
    other = rng.choice(others)
    named = f"{_NAMES[tense]} of {verb.infinitive} ({verb.english})"
    return Made(
        "text",
        f"Put the verb into the {_NAMES[tense]}:\n{sentence}",
        "",
        TextKey(((answer,),), accent_slip=ACCENT_SLIP),
        f"The {named}: {', '.join(found)}. {rule(verb, tense)}",
        hints=(
            ENDINGS[tense][verb.plain[-2].replace("í", "i")],
            f"With {_SUBJECTS[other][0]} it is “{found[other]}”.",
        ),
        distractors=_wrong(verb, tense, person, other),
        seconds=20,
    )


def _gerund(rng: random.Random, verb: Verb, person: int) -> Made:
    answer = gerund(verb)
    sentence = _sentence(
        rng.choice(("Ahora", "En este momento", "Ahora mismo")),
        rng.choice(_SUBJECTS[person]),
        f"{PRESENT['estar'].split()[person]} ______",
        verb,
    )
    plain = verb.plain[:-2] + ("ando" if verb.plain.endswith("ar") else "iendo")
    return Made(
        "text",
        f"Put the verb into the gerund (the form that follows estar):\n{sentence}",
        "",
        TextKey(((answer,),), accent_slip=ACCENT_SLIP),
        f"The gerund of {verb.infinitive} ({verb.english}) is {answer}. {gerund_rule(verb)}",
        hints=("-ar verbs end in -ando, the others in -iendo or -yendo.", f"It begins with “{answer[:2]}”."),
        distractors=tuple(one for one in (plain, verb.infinitive) if one != answer),
        seconds=18,
    )


def _sentence(frame: str, subject: str, gap: str, verb: Verb) -> str:
    text = f"{frame} {subject} {gap} ({verb.infinitive}) {verb.rest}.".strip()
    return text[0].upper() + text[1:]


def _wrong(verb: Verb, tense: Tense, person: int, other: int) -> tuple[str, ...]:
    """The form by rule where there is none, another person's, the bare form without its pronoun, and the form
    without its accent where that is a form of the same verb.
    """
    answer = forms(verb, tense)[person]
    wrong = [regular(verb, tense)[person], forms(verb, tense)[other]]
    if verb.reflexive:
        wrong.append(answer.split(" ", 1)[1])
    if (plain := answer.translate(_PLAIN)) in _paradigm(verb):
        wrong.append(plain)
    return tuple(dict.fromkeys(one for one in wrong if one != answer))


@lru_cache(maxsize=200)
def _paradigm(verb: Verb) -> frozenset[str]:
    return frozenset(form for tense in _NAMES for form in forms(verb, tense))


@lru_cache(maxsize=100)
def _pairs(step: _Step) -> tuple[tuple[Verb, int], ...]:
    found: list[tuple[Verb, int]] = []
    for verb in VERBS:
        if not step.takes(verb):
            continue
        found += [
            (verb, person)
            for person in step.persons
            if not (step.odd_only and step.tense) or _is_odd(verb, step.tense, person)
        ]
    return tuple(found)


def _is_odd(verb: Verb, tense: Tense | None, person: int) -> bool:
    return tense is not None and forms(verb, tense)[person] != regular(verb, tense)[person]


def _is_regular(tense: Tense) -> Callable[[Verb], bool]:
    return lambda verb: not verb.reflexive and forms(verb, tense) == regular(verb, tense)


def _is_one_of(names: str) -> Callable[[Verb], bool]:
    listed = frozenset(names.split())
    return lambda verb: verb.infinitive in listed


def _is_changing(ending: str) -> Callable[[Verb], bool]:
    return lambda verb: (
        bool(verb.change) and verb.plain.endswith(tuple(ending.split())) and verb.plain not in _FIRST
    )


_MET_FIRST: Final = "ser estar ir tener hacer dar ver saber decir venir poder querer"
_FIRST: Final = frozenset(_MET_FIRST.split())
"""The irregular verbs that are met first."""
_ALL: Final = (0, 1, 2, 3, 4, 5)
_ONCE: Final = ("romper", "descubrir", "construir", "empezar", "conseguir", "caer")
"""Verbs whose sentence tells of one event: not for the imperfect."""
_CHANGED_Y: Final = "leer creer oír construir caerse"
_SPELLED: Final = "buscar tocar explicar sacar llegar pagar cruzar organizar jugar empezar almorzar"

_PRESENT_STEPS: Final = (
    _Step("present", _is_regular("present")),
    _Step("present", lambda verb: verb.plain in _FIRST),
    _Step("present", lambda verb: verb.reflexive and not verb.change),
    _Step("present", lambda verb: bool(verb.change) and verb.plain not in _FIRST, odd_only=True),
    _Step(None, lambda verb: verb.action and not verb.reflexive),
    _Step(
        "present",
        lambda verb: not verb.change and verb.plain not in _FIRST and not verb.reflexive,
        odd_only=True,
    ),
    _Step("present", lambda verb: bool(verb.change) or verb.plain in PRESENT, (3, 4)),
)
_PAST_STEPS: Final = (
    _Step("perfect", lambda verb: verb.plain not in PARTICIPLE),
    _Step("preterite", _is_regular("preterite")),
    _Step("imperfect", lambda verb: verb.plain not in IMPERFECT and verb.plain not in _ONCE),
    _Step(
        "imperfect",
        lambda verb: verb.plain in IMPERFECT or (verb.reflexive and verb.plain not in _ONCE),
        _ALL,
    ),
    _Step("perfect", lambda verb: verb.plain in PARTICIPLE, _ALL),
    _Step("preterite", lambda verb: verb.plain in PRETERITE or verb.plain in ("hacer", "tener", "estar")),
    _Step("preterite", _is_one_of(f"{_SPELLED} {_CHANGED_Y}"), odd_only=True),
    _Step("preterite", lambda verb: verb.plain in STRONG, _ALL),
    _Step(
        "preterite",
        lambda verb: bool(verb.change) and verb.plain.endswith("ir") and verb.plain not in STRONG,
        (2, 5),
    ),
)
_FUTURE_STEPS: Final = (
    _Step("future", _is_regular("future")),
    _Step("future", lambda verb: verb.plain in FUTURE),
    _Step("conditional", _is_regular("conditional")),
    _Step("conditional", lambda verb: verb.plain in FUTURE),
    _Step("subjunctive", _is_regular("subjunctive")),
    _Step(
        "subjunctive",
        lambda verb: verb.plain in YO or verb.plain in ("conocer", "conducir", "construir", "oír"),
    ),
    _Step("subjunctive", _is_changing("ar er"), (0, 1, 2, 3, 5)),
    _Step("subjunctive", lambda verb: verb.plain in SUBJUNCTIVE, _ALL),
    _Step(
        "subjunctive", lambda verb: _is_changing("ir")(verb) or verb.infinitive in _SPELLED.split(), (2, 3, 4)
    ),
)

_NAMES: Final[dict[Tense, str]] = {
    "present": "present tense",
    "preterite": "preterite",
    "imperfect": "imperfect",
    "perfect": "present perfect",
    "future": "future",
    "conditional": "conditional",
    "subjunctive": "present subjunctive",
}
_FRAMES: Final[dict[Tense, tuple[str, ...]]] = {
    "present": ("Los lunes", "Normalmente", "A veces"),
    "preterite": ("Ayer", "La semana pasada", "El sábado pasado"),
    "imperfect": ("Antes", "En aquella época", "En aquellos años"),
    "perfect": ("Hoy", "Esta semana", "Este mes"),
    "future": ("Mañana", "El año que viene", "La semana que viene"),
    "conditional": ("En ese caso", "Con más tiempo", "En otra situación"),
    "subjunctive": ("Es posible que", "No es verdad que", "Es normal que", "Es raro que"),
}
_SUBJECTS: Final = (
    ("yo",),
    ("tú",),
    ("Ana", "mi hermano", "usted", "mi tía", "ella"),
    ("nosotros", "Luis y yo", "mi madre y yo"),
    ("vosotros", "vosotras"),
    ("ellos", "mis padres", "ustedes", "Ana y Luis", "mis primos"),
)
_PLAIN: Final = str.maketrans("áéíóú", "aeiou")
