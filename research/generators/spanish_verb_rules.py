"""Why a Spanish verb form is what it is, in a sentence for the learner."""

from __future__ import annotations

from typing import Final

from research.generators.spanish_conjugation import Tense, forms, gerund, participle, regular
from research.generators.spanish_verb_table import (
    ACCENTED,
    FUTURE,
    IMPERFECT,
    PARTICIPLE,
    PRESENT,
    PRETERITE,
    STRONG,
    SUBJUNCTIVE,
    YO,
    Verb,
)


def rule(verb: Verb, tense: Tense) -> str:
    """What to remember of a verb in a tense."""
    pronoun = " The pronoun goes with the person." if verb.reflexive else ""
    return _RULES[tense](verb) + pronoun


def gerund_rule(verb: Verb) -> str:
    """What to remember of a gerund."""
    found, name = gerund(verb), verb.plain
    if found.endswith("yendo"):
        return "Between vowels the i of -iendo is written y."
    if not found.startswith(name[:-2]):
        return "-ir verbs that change their stem in the present close the vowel here too: e to i, o to u."
    return f"Regular: drop -{name[-2:]} and add -{found[len(name) - 2 :]}."


def _present(verb: Verb) -> str:
    name = verb.plain
    if name in PRESENT:
        return "It follows no rule: learn it as a set."
    if name in YO:
        rest = "The others are regular."
        if verb.change:
            rest = f"In the others {_change(verb)} under stress, so not with nosotros and vosotros."
        return f"The yo form {YO[name]} follows no rule. {rest}"
    if name in ACCENTED:
        return (
            "The last vowel of the stem takes the stress, with an accent, but not with nosotros and vosotros."
        )
    if name.endswith("uir") and not name.endswith("guir"):
        return "A y comes between the u and the ending, but not with nosotros and vosotros."
    spelled = {
        "gir": "Before o, g is written j to keep its sound. ",
        "ger": "Before o, g is written j to keep its sound. ",
        "uir": "Before o, gu is written g. ",
        "cer": "Before o, c becomes zc. ",
        "cir": "Before o, c becomes zc. ",
    }.get(name[-3:], "")
    if verb.change:
        return f"{spelled}Under stress {_change(verb)}: in all forms but nosotros and vosotros."
    if spelled:
        return spelled + "The other forms are regular."
    return _regular(verb, "present")


def _preterite(verb: Verb) -> str:
    name = verb.plain
    if name in ("ser", "ir"):
        return "ser and ir share one preterite; the sentence shows which is meant."
    if name in PRETERITE:
        return "It takes the endings of -er verbs, and no accents, since the forms are so short."
    if name in STRONG:
        third = "-eron, without i after j" if STRONG[name].endswith("j") else "-ieron"
        extra = " Before o, c is written z: hizo." if name == "hacer" else ""
        return f"Irregular stem {STRONG[name]}- with unstressed endings: -e, -iste, -o, -imos, -isteis, {third}.{extra}"
    for old, new in (("car", "c is written qu"), ("gar", "g is written gu"), ("zar", "z is written c")):
        if name.endswith(old):
            return f"Before é, {new} to keep its sound; only the yo form is concerned. No stem change in the past."
    if "y" in forms(verb, "preterite")[2]:
        return "Between vowels i is written y, in the third persons."
    if verb.change and name.endswith("ir"):
        old = verb.change[0]
        return f"Such -ir verbs change {old} to {'i' if old == 'e' else 'u'} in the third persons only."
    if verb.change:
        return f"No stem change here: -{name[-2:]} verbs change only in the present."
    return _regular(verb, "preterite")


def _imperfect(verb: Verb) -> str:
    if verb.plain in IMPERFECT:
        return "One of the only three irregular imperfects: ser, ir, ver."
    return _regular(verb, "imperfect") + " Only ser, ir and ver are irregular here."


def _perfect(verb: Verb) -> str:
    found = participle(verb)
    if verb.plain in PARTICIPLE:
        return f"The present of haber with the participle, here irregular: {found}."
    accent = " The accent keeps the two vowels apart." if found.endswith("ído") else ""
    return f"The present of haber with the participle {found}, which never changes.{accent}"


def _future(verb: Verb) -> str:
    if verb.plain in FUTURE:
        return f"Irregular stem {FUTURE[verb.plain]}-, and the usual endings -é, -ás, -á, -emos, -éis, -án."
    return "The endings -é, -ás, -á, -emos, -éis, -án follow the whole infinitive."


def _conditional(verb: Verb) -> str:
    if verb.plain in FUTURE:
        return f"The stem {FUTURE[verb.plain]}- of the future, with the endings -ía, -ías, -ía, -íamos, -íais, -ían."
    return "The endings -ía, -ías, -ía, -íamos, -íais, -ían follow the whole infinitive."


def _subjunctive(verb: Verb) -> str:
    name = verb.plain
    if name in SUBJUNCTIVE:
        return "It doesn't come from the yo form of the present: learn it as a set."
    ends = "-e, -es, -e" if name.endswith("ar") else "-a, -as, -a"
    text = (
        f"From yo {forms(Verb(name, '', '', verb.change), 'present')[0]}: drop the -o, add {ends} and so on."
    )
    for old, new in (("car", "c is written qu"), ("gar", "g is written gu"), ("zar", "z is written c")):
        if name.endswith(old):
            text += f" Before e, {new}."
    if name in ACCENTED:
        text += " The stem has its accent only under stress, not with nosotros and vosotros."
    elif verb.change == "e>i" and name not in YO:
        text += " The changed vowel stays in all six persons."
    elif verb.change and name.endswith("ir") and name not in YO:
        close = "u" if verb.change[0] == "o" else "i"
        text += f" With nosotros and vosotros {verb.change[0]} becomes {close}."
    elif verb.change and name not in YO:
        text += " No stem change with nosotros and vosotros."
    return text


def _regular(verb: Verb, tense: Tense) -> str:
    stem = verb.plain[:-2]
    plain = Verb(verb.plain, "", "")
    ends = ", ".join(f"-{form[len(stem) :]}" for form in regular(plain, tense))
    return f"Regular: drop -{verb.plain[-2:]} and add {ends}."


def _change(verb: Verb) -> str:
    old, new = verb.change.split(">")
    return f"{old} becomes {new}"


_RULES: Final = {
    "present": _present,
    "preterite": _preterite,
    "imperfect": _imperfect,
    "perfect": _perfect,
    "future": _future,
    "conditional": _conditional,
    "subjunctive": _subjunctive,
}
_SAME: Final = ("a", "e", "i")
ENDINGS: Final[dict[Tense, dict[str, str]]] = {
    "present": {
        "a": "Endings of -ar verbs: -o, -as, -a, -amos, -áis, -an. Mind the stem.",
        "e": "Endings of -er verbs: -o, -es, -e, -emos, -éis, -en. Mind the stem.",
        "i": "Endings of -ir verbs: -o, -es, -e, -imos, -ís, -en. Mind the stem.",
    },
    "preterite": {
        "a": "Endings of -ar verbs: -é, -aste, -ó, -amos, -asteis, -aron, unless the verb has its own.",
        "e": "Endings of -er verbs: -í, -iste, -ió, -imos, -isteis, -ieron, unless the verb has its own.",
        "i": "Endings of -ir verbs: -í, -iste, -ió, -imos, -isteis, -ieron, unless the verb has its own.",
    },
    "imperfect": {
        "a": "Endings of -ar verbs: -aba, -abas, -aba and so on.",
        "e": "Endings of -er verbs: -ía, -ías, -ía and so on, with three exceptions.",
        "i": "Endings of -ir verbs: -ía, -ías, -ía and so on, with three exceptions.",
    },
    "perfect": dict.fromkeys(_SAME, "Two words: he, has, ha, hemos, habéis or han, and the participle."),
    "future": dict.fromkeys(
        _SAME, "Endings: -é, -ás, -á, -emos, -éis, -án. A few verbs have a shorter stem."
    ),
    "conditional": dict.fromkeys(
        _SAME, "Endings: -ía, -ías, -ía and so on. A few verbs have a shorter stem."
    ),
    "subjunctive": {
        "a": "Take the yo form of the present; -ar verbs end in -e, -es, -e and so on.",
        "e": "Take the yo form of the present; -er verbs end in -a, -as, -a and so on.",
        "i": "Take the yo form of the present; -ir verbs end in -a, -as, -a and so on.",
    },
}
"""The first hint, by tense and class of verb."""
