"""Which levels a sentence names: "7 -> 8.5", "from A2 to B1", "grade 5", "currently 7", "7到8.5"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from goals.lexicon.tokens import Words
from goals.lexicon.words import BAND, GRADE
from goals.scales import Scale, built_in, numbered

Role = Literal["current", "target", "loose"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level as it was written."""

    said: str
    """The value alone, as in "8.5", "B1" or "80 %"."""
    unit: str
    """Id of the scale its words point to, as in "cefr"; "level" for who knows how many levels; or ""."""
    role: Role
    """What the sentence says of it; "loose" if nothing."""
    first: int
    last: int
    """Places of its first and last token, "from" and "to" included."""


def level_pairs(words: Words, scale: Scale | None) -> tuple[Level, ...]:
    """The levels of every "X to Y": a current and a target each.

    Args:
        words: the sentence; tokens with tag # are not read.
        scale: what the goal is measured on, if known. If not, two bare numbers are levels only after "from",
            around an arrow or by themselves, and with no noun behind: "from 5 to 10 km" are none.
    """
    found: list[Level] = []
    for match in _PAIR.finditer(words.tags):
        if not _is_pair(match, words, scale):
            continue
        arrow = match.start("arrow")
        found.append(_level(match, words, "1", "current", match.start(), arrow))
        found.append(_level(match, words, "2", "target", arrow + 1, match.end() - 1))
    return tuple(found)


def single_levels(words: Words, scale: Scale | None, beside: Collection[str]) -> tuple[Level, ...]:
    """The levels that stand alone: "to B2", "currently 7", "grade 5".

    Args:
        words: the sentence; tokens with tag # are not read.
        scale: what the goal is measured on, if known.
        beside: folded words the goal's pack is known by; on a scale with half steps a bare "8.5" next to one
            is a level, as in "IELTS writing 8.5".
    """
    found: list[Level] = []
    for match in _ONE.finditer(words.tags):
        role = _role(match, words, scale, beside)
        if role:
            found.append(_level(match, words, "1", role, match.start(), match.end() - 1))
    return tuple(found)


def scale_of(unit: str) -> Scale | None:
    """The scale a level's words point to, if they point to one."""
    if unit.startswith("level-"):
        return numbered(int(unit.removeprefix("level-")))
    return built_in(unit) if unit and unit != "level" else None


def _is_pair(match: re.Match[str], words: Words, scale: Scale | None) -> bool:
    if any(match[f"t{side}"] and not match[f"v{side}"] for side in "12"):
        return False  # a bare 3/10 is rather a date
    hyphen = match.group("arrow") == "-"
    if any(match[f"{group}{side}"] for group in "vpcw" for side in "12"):
        return not hyphen or bool(match["c1"] and match["c2"]) or scale is not None
    if scale is not None:
        return True
    sign = not words.tokens[match.start("arrow")].word.isalpha() and not hyphen
    first = match.start() == 0 or words.tags[match.start() - 1] in ",#"
    return (sign or first or bool(match["lead"])) and words.tags[match.end() : match.end() + 1] != "?"


def _role(match: re.Match[str], words: Words, scale: Scale | None, beside: Collection[str]) -> Role | None:
    lead, place = (match["lead"] or " ")[0], match.start("n1")
    named = any(match[f"{group}1"] for group in "vpcw")
    if match["t1"] and not match["v1"]:
        return None
    if not named:
        followed = words.tags[match.end() : match.end() + 1] == "?" and (
            words.tokens[match.end()].word not in beside
        )
        if lead == " " and not match["tail"]:
            near = _is_beside(place, words, beside) and not followed
            return "loose" if scale is not None and scale.step < 1 and near else None
        if followed or (scale is None and lead in "GR"):
            return None
    if lead in "gG":
        return "target"
    return "current" if lead in "hR" or match["tail"] else "loose"


def _is_beside(place: int, words: Words, beside: Collection[str]) -> bool:
    before = words.tokens[place - 1] if place else None
    return before is None or before.tag in ",#.n" or before.word in beside or not before.word.isascii()


def _level(match: re.Match[str], words: Words, side: str, role: Role, first: int, last: int) -> Level:
    unit = ""
    for group in ("v1", "w1", "v2", "w2"):
        if group in match.re.groupindex and (named := words.value(match, group, "v")) is not None:
            unit = unit or {BAND: "ielts-band", GRADE: "grade-8"}.get(int(named[0]), "level")
    for other in "12":
        if f"c{other}" in match.re.groupindex and match[f"c{other}"]:
            unit = "cefr"
        if f"p{other}" in match.re.groupindex and match[f"p{other}"]:
            unit = "percent"
        if f"of{other}" in match.re.groupindex:
            of = (
                words.value(match, f"of{other}", "n") or (words.value(match, f"t{other}", "t") or (0, 0))[1:2]
            )
            if 2 <= of[0] <= 100 and of[0] == int(of[0]):
                unit = f"level-{int(of[0])}"
    if match[f"t{side}"]:
        said = str(int((words.value(match, f"t{side}", "t") or (0,))[0]))
    else:
        place = match.start(f"c{side}") if match[f"c{side}"] else match.start(f"n{side}")
        said = words.written(place, place)
    return Level(f"{said} %" if match[f"p{side}"] else said, unit, role, first, last)


_VALUE: Final = (
    r"(?:(?P<v{0}>v)[A-]?)?(?:(?P<n{0}>n)(?P<p{0}>%)?|(?P<c{0}>c)|(?P<t{0}>t))(?:O(?P<of{0}>n))?(?P<w{0}>v)?"
)
_PAIR: Final = re.compile(
    rf"(?P<lead>[ROh]A?)?{_VALUE.format(1)},?(?P<arrow>[Gab]|-)[gGb]?[Aa]?{_VALUE.format(2)}(?!-?[UT])"
)
_ONE: Final = re.compile(rf"(?P<lead>[hgGR][OAaPIR,]{{0,2}})?{_VALUE.format(1)}(?P<tail>h)?(?!-?[UT])")
