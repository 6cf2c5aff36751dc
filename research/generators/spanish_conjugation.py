"""Spanish verb forms: rules of ending, stem and spelling, and a table for what follows none."""

from __future__ import annotations

import re
from typing import Final, Literal

from research.generators.spanish_verb_table import (
    ACCENTED,
    FUTURE,
    GERUND,
    IMPERFECT,
    PARTICIPLE,
    PRESENT,
    PRETERITE,
    STRONG,
    SUBJUNCTIVE,
    YO,
    Verb,
)

Tense = Literal["present", "preterite", "imperfect", "perfect", "future", "conditional", "subjunctive"]

PRONOUNS: Final = ("me", "te", "se", "nos", "os", "se")
STRESSED: Final = (0, 1, 2, 5)
"""Persons whose stem carries the stress in the present."""


def forms(verb: Verb, tense: Tense) -> tuple[str, ...]:
    """The forms of a tense for yo, tú, él, nosotros, vosotros, ellos; with their pronouns if reflexive."""
    found = _MAKERS[tense](verb)
    if verb.reflexive:
        return tuple(f"{pronoun} {form}" for pronoun, form in zip(PRONOUNS, found, strict=True))
    return found


def gerund(verb: Verb) -> str:
    """The form that follows estar: hablando."""
    name, stem, ending = _parts(verb)
    if name in GERUND:
        return GERUND[name]
    if ending == "a":
        return stem + "ando"
    stem = _raised(stem, verb) if ending == "i" else stem
    return stem + ("yendo" if _takes_y(stem) else "iendo")


def participle(verb: Verb) -> str:
    """The form that follows haber: hablado."""
    name, stem, ending = _parts(verb)
    if name in PARTICIPLE:
        return PARTICIPLE[name]
    if ending == "a":
        return stem + "ado"
    return stem + ("ído" if stem.endswith(_OPEN) else "ido")


def regular(verb: Verb, tense: Tense) -> tuple[str, ...]:
    """What the forms would be if the verb were wholly regular: the answers a learner gives by rule."""
    plain = Verb(verb.plain, "", "")
    _, stem, ending = _parts(plain)
    if tense == "present":
        found = _ended(stem, _PRESENT[ending])
    elif tense == "subjunctive":
        found = _ended(stem, _SUBJUNCTIVE[ending])
    elif tense == "preterite":
        found = _ended(stem, _PRETERITE[ending])
    elif tense == "imperfect":
        found = _ended(stem, _IMPERFECT[ending])
    elif tense == "perfect":
        found = tuple(
            f"{have} {stem}{'ado' if ending == 'a' else 'ido'}" for have in PRESENT["haber"].split()
        )
    else:
        found = _ended(_unstressed(verb.plain), _FUTURE if tense == "future" else _CONDITIONAL)
    if verb.reflexive:
        return tuple(f"{pronoun} {form}" for pronoun, form in zip(PRONOUNS, found, strict=True))
    return found


def _present(verb: Verb) -> tuple[str, ...]:
    name, stem, ending = _parts(verb)
    if name in PRESENT:
        return tuple(PRESENT[name].split())
    found = [
        (_changed(stem, verb) if person in STRESSED else stem) + end
        for person, end in enumerate(_PRESENT[ending])
    ]
    if ending == "i" and _takes_y(stem):
        found = [
            form if person in (3, 4) else stem + "y" + _PRESENT["i"][person]
            for person, form in enumerate(found)
        ]
    found[0] = YO.get(name) or _spelled(found[0][:-1], name, "o") + "o"
    return tuple(found)


def _subjunctive(verb: Verb) -> tuple[str, ...]:
    name, stem, ending = _parts(verb)
    if name in SUBJUNCTIVE:
        return tuple(SUBJUNCTIVE[name].split())
    first = _present(verb)[0][:-1]
    if ending == "a":
        return tuple(
            _spelled(_changed(stem, verb) if person in STRESSED else stem, name, "e") + end
            for person, end in enumerate(_SUBJUNCTIVE["a"])
        )
    if name in YO or not verb.change:
        return _ended(first, _SUBJUNCTIVE["e"])
    unstressed = _spelled(_raised(stem, verb) if ending == "i" else stem, name, "a")
    return tuple(
        (first if person in STRESSED else unstressed) + end for person, end in enumerate(_SUBJUNCTIVE["e"])
    )


def _preterite(verb: Verb) -> tuple[str, ...]:
    name, stem, ending = _parts(verb)
    if name in PRETERITE:
        return tuple(PRETERITE[name].split())
    if name in STRONG:
        strong = STRONG[name]
        found = list(
            _ended(strong, ("e", "iste", "o", "imos", "isteis", "eron" if strong[-1] == "j" else "ieron"))
        )
        if name == "hacer":
            found[2] = "hizo"
        return tuple(found)
    if ending == "a":
        first, *rest = _PRETERITE["a"]
        return (_spelled(stem, name, "e") + first, *_ended(stem, tuple(rest)))
    if stem.endswith(_OPEN):
        return _ended(stem, ("í", "íste", "yó", "ímos", "ísteis", "yeron"))
    if _takes_y(stem):
        return _ended(stem, ("í", "iste", "yó", "imos", "isteis", "yeron"))
    raised = _raised(stem, verb) if ending == "i" else stem
    return tuple(
        (raised if person in (2, 5) else stem) + end for person, end in enumerate(_PRETERITE[ending])
    )


def _imperfect(verb: Verb) -> tuple[str, ...]:
    name, stem, ending = _parts(verb)
    return tuple(IMPERFECT[name].split()) if name in IMPERFECT else _ended(stem, _IMPERFECT[ending])


def _perfect(verb: Verb) -> tuple[str, ...]:
    return tuple(f"{have} {participle(verb)}" for have in PRESENT["haber"].split())


def _future(verb: Verb) -> tuple[str, ...]:
    return _ended(FUTURE.get(verb.plain, verb.plain), _FUTURE)


def _conditional(verb: Verb) -> tuple[str, ...]:
    return _ended(FUTURE.get(verb.plain, verb.plain), _CONDITIONAL)


def _parts(verb: Verb) -> tuple[str, str, str]:
    """Infinitive, stem and the vowel of the ending."""
    name = verb.plain
    return name, name[:-2], "i" if name[-2] in "ií" else name[-2]


def _ended(stem: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)


def _changed(stem: str, verb: Verb) -> str:
    """The stem as it is under stress: the last of its vowels that can change does."""
    if verb.plain in ACCENTED:
        return stem[:-1] + ACCENTED[verb.plain]
    if not verb.change:
        return stem
    old, new = verb.change.split(">")
    at = stem.rindex(old)
    return stem[:at] + new + stem[at + 1 :]


def _raised(stem: str, verb: Verb) -> str:
    """The stem of an -ir verb where it isn't stressed but closes: e to i, o to u."""
    if not verb.change:
        return stem
    old = verb.change[0]
    at = stem.rindex(old)
    return stem[:at] + {"e": "i", "o": "u"}[old] + stem[at + 1 :]


def _spelled(stem: str, name: str, vowel: str) -> str:
    """A stem written so that it sounds the same before another vowel than in the infinitive."""
    if vowel == "e":
        for old, new in (("gar", "gu"), ("car", "qu"), ("zar", "c")):
            if name.endswith(old):
                return stem[:-1] + new
        return stem
    if name.endswith("guir"):
        return stem[:-1]
    if name.endswith(("ger", "gir")):
        return stem[:-1] + "j"
    if re.search(r"[aeiou]c[ei]r$", name):
        return stem[:-1] + "zc"
    return stem


def _takes_y(stem: str) -> bool:
    """True where i between vowels is written y: leyendo, construyó, but siguió."""
    return stem.endswith(_OPEN) or (stem.endswith("u") and not stem.endswith("gu"))


def _unstressed(text: str) -> str:
    return text.replace("í", "i")


_OPEN: Final = ("a", "e", "o")
_PRESENT: Final = {
    "a": ("o", "as", "a", "amos", "áis", "an"),
    "e": ("o", "es", "e", "emos", "éis", "en"),
    "i": ("o", "es", "e", "imos", "ís", "en"),
}
_SUBJUNCTIVE: Final = {
    "a": ("e", "es", "e", "emos", "éis", "en"),
    "e": ("a", "as", "a", "amos", "áis", "an"),
    "i": ("a", "as", "a", "amos", "áis", "an"),
}
_PRETERITE: Final = {
    "a": ("é", "aste", "ó", "amos", "asteis", "aron"),
    "e": ("í", "iste", "ió", "imos", "isteis", "ieron"),
    "i": ("í", "iste", "ió", "imos", "isteis", "ieron"),
}
_IMPERFECT: Final = {
    "a": ("aba", "abas", "aba", "ábamos", "abais", "aban"),
    "e": ("ía", "ías", "ía", "íamos", "íais", "ían"),
    "i": ("ía", "ías", "ía", "íamos", "íais", "ían"),
}
_FUTURE: Final = ("é", "ás", "á", "emos", "éis", "án")
_CONDITIONAL: Final = ("ía", "ías", "ía", "íamos", "íais", "ían")
_MAKERS: Final = {
    "present": _present,
    "preterite": _preterite,
    "imperfect": _imperfect,
    "perfect": _perfect,
    "future": _future,
    "conditional": _conditional,
    "subjunctive": _subjunctive,
}
