"""Numbers as people write them: 12.5 and 12,5, 1,200 and 1 200, 3/4, two thirds, twenty-five."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goals.graders.words import level


def numerals(text: str, unit: str = "") -> list[tuple[float, ...]]:
    """The different numbers in `text`, each with every value it may have been meant as.

    Args:
        text: levelled text.
        unit: the unit it may carry. With "%", "a quarter" may be 25; with "million", "1.2 million" stays 1.2.

    Years count only where nothing else does. Words count only where there are no digits.
    """
    unit = level(unit)
    if any(char.isdigit() for char in unit):
        text = text.replace(unit, " ")
    found = _digits(text, unit) or _words(text, unit)
    others = [one for one in found if not one.year]
    return list(dict.fromkeys(one.values for one in others or found))


@dataclass(frozen=True, slots=True)
class _Numeral:
    values: tuple[float, ...]
    year: bool = False


def _digits(text: str, unit: str) -> list[_Numeral]:
    found: list[_Numeral] = []
    for one in _NUMBER.finditer(text):
        if one["over"]:
            below = float(one["under"])
            found.append(_fraction(float(one["over"]) / below if below else float("inf"), unit))
            continue
        whole, rest = one["whole"] or "0", one["rest"] or ""
        decimal = whole.startswith("0") and "," in whole
        plain = (
            whole.replace(",", ".") if decimal else re.sub(r"[ ,'.]", "", whole) if one["grouped"] else whole
        )
        value = float(f"{one['sign']}{plain}{rest.replace(',', '.')}{one['power'] or ''}")
        scale = one["scale"]
        if scale and not re.search(rf"\b{scale}\b", unit):
            value *= _SCALES[scale]
        year = whole.isdigit() and len(whole) == 4 and not rest and not scale and 1500 <= value <= 2100
        found.append(_Numeral((value,), year))
    return found


def _words(text: str, unit: str) -> list[_Numeral]:
    """Runs of number words: "a hundred and five", "two thirds", "one and a half"."""
    found: list[_Numeral] = []
    total, open_, fraction = 0.0, False, False
    parts = _WORD.findall(text.replace("-", " "))
    for at, part in enumerate([*parts, ""]):
        if part in _SMALL:
            if open_ and (total % 10 or total % 100 == 10 or (_SMALL[part] >= 10 and total % 100)):
                found.append(_Numeral((total,)))
                total = 0.0
            total, open_ = total + _SMALL[part], True
        elif part == "hundred":
            total, open_ = (total or 1.0) * 100, True
        elif part in _PARTS and (open_ or part == "half" or (at and parts[at - 1] in ("a", "an"))):
            halves = at > 1 and parts[at - 1] in ("a", "an") and parts[at - 2] == "and" and open_
            total = total + _PARTS[part] if halves else (total or 1.0) * _PARTS[part]
            open_, fraction = True, True
        elif not (open_ and part in ("and", "a", "an")):
            if open_:
                found.append(_fraction(total, unit) if fraction else _Numeral((total,)))
            total, open_, fraction = 0.0, False, False
    return found


def _fraction(value: float, unit: str) -> _Numeral:
    return _Numeral((value, value * 100)) if unit in _PERCENT else _Numeral((value,))


_NUMBER: Final = re.compile(
    r"""
    (?<![\w.,/])
    (?: (?P<over>[0-9]{1,6})\s?/\s?(?P<under>[0-9]{1,6})(?![\w/])
      | (?P<sign>[+-]?)
        (?P<whole> (?P<grouped>[0-9]{1,3}(?:[ ,'][0-9]{3})+(?![0-9]) | [0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9]))
                 | [0-9]{1,40} )?
        (?P<rest> [.,][0-9]{1,40})?
        (?<=[0-9])(?![.,]?[0-9])
        (?P<power> e[+-]?[0-9]{1,3}(?!\w))?
        (?: \s?(?P<scale>hundred|thousand|million|billion|bn|k)\b)?
    )
    """,
    re.VERBOSE,
)
_WORD: Final = re.compile(r"[a-z]+")
_SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9}
_PERCENT: Final = frozenset({"%", "per cent", "percent"})
_PARTS: Final = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
}
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: float(value) for value, word in enumerate(_ONES.split())} | {
    word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)
}
