"""How long it takes others: the published tables of hours, and how they are read (LEARNING 1.3 and 3.3).

Averages of other people's courses, not promises. Where nobody has counted, the hours are added up from skills
and practice, and say so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from goals.feasibility import SPREAD_NONE, SPREAD_TABLE, HoursNeeded, Step
from goals.goal import Kind
from goals.pace import Pace, pace_of
from goals.scales import Scale

CAMBRIDGE: Final = "guided learning hours, Cambridge English"
CEFR_CUMULATIVE: Final = ((90, 100), (180, 200), (350, 400), (500, 600), (700, 800), (1_000, 1_200))
"""Guided hours from nothing to A1, A2, B1, B2, C1, C2: lowest and highest of the guideline."""

FSI: Final = "class hours of the US Foreign Service Institute for English speakers, homework not counted"
_FSI_GROUPS: Final = (
    (675, "Danish Dutch French Italian Norwegian Portuguese Romanian Spanish Swedish"),
    (900, "German Indonesian Malay Swahili Haitian"),
    (
        1_100,
        "Albanian Amharic Armenian Azerbaijani Bengali Bulgarian Burmese Croatian Czech Dari "
        "Estonian Farsi Finnish Georgian Greek Hausa Hebrew Hindi Hungarian Icelandic Kazakh "
        "Khmer Kurdish Kyrgyz Lao Latvian Lithuanian Macedonian Mongolian Nepali Persian Polish "
        "Russian Serbian Sinhala Slovak Slovenian Somali Tagalog Tamil Telugu Thai Tibetan "
        "Turkish Turkmen Ukrainian Urdu Uzbek Vietnamese",
    ),
    (2_200, "Arabic Cantonese Chinese Japanese Korean Mandarin"),
)
FSI_HOURS: Final[Mapping[str, int]] = {
    name.casefold(): hours for hours, names in _FSI_GROUPS for name in names.split()
}
"""Class hours to professional working level (ILR 3, taken as C1), by language; the middle of a range."""

GREEN: Final = "Green 2007 and Kang et al. 2021 against the old guideline of half a band in 100 hours"
KANG: Final = "Kang et al. 2021 against the old guideline of half a band in 100 hours"
IELTS_GUIDELINE: Final = 0.5
"""Bands in 100 hours by the old guideline: about three times what was observed [ielts-gains-are-small]."""
IELTS_WRITING: Final = 0.16
"""Observed: +0.21 after about 130 h (Green 2007, N = 476), +0.46 after about 284 h (Kang et al. 2021)."""
IELTS_OVERALL: Final = 0.106
"""Observed: +0.30 overall after about 284 h (Kang et al. 2021, N = 52)."""
IELTS_ROUNDING: Final = 0.25
"""A band is given from a quarter below it on, by rounding to the nearest half (LEARNING 1.2)."""

INSTRUMENT: Final = "total qualification time of the awarding bodies"
INSTRUMENT_GRADES: Final = (60, 90, 120, 150, 180, 220, 270, 320)
"""Hours for each grade from the one before."""

COUNTED: Final = (
    "counted from skills and practice, 7 good opportunities a skill and step [learning-rate-regularity]"
)
OPPORTUNITIES: Final = 7
"""Good practice opportunities that take one skill from 65 % to 80 % right [learning-rate-regularity]."""
OPPORTUNITY_LOGITS: Final = math.log(0.80 / 0.20) - math.log(0.65 / 0.35)
NEW_SHARE: Final = 0.3
"""Share of practice that is new material; the rest keeps what is known (LEARNING 5.1) [E]."""


def hours_needed(
    scale: Scale,
    kind: Kind,
    subject: str,
    current: float,
    target: float,
    *,
    leaves: int = 6,
    minutes: float = 1.5,
) -> HoursNeeded:
    """Hours of practice from one level to another.

    Args:
        scale: what both levels are on; `ielts-band` and `cefr` have tables of their own.
        kind: the goal's kind; instruments have a table for `grade-8`.
        subject: the goal in words, as "IELTS Writing" or "Japanese": which paper, which language.
        current: the level now.
        target: the level wanted; at or below `current` nothing is needed.
        leaves: how many skills are practised, where there is no table.
        minutes: the typical length of one drill with its feedback, where there is no table.
    """
    if target <= current:
        return HoursNeeded(0.0, 0.0, 0.0, "", True)
    if scale.id == "ielts-band":
        return _ielts(subject, current, target)
    if scale.id == "cefr":
        return _cefr(subject, current, target)
    if scale.id == "grade-8" and kind == "instrument":
        needed = _between(INSTRUMENT_GRADES, target) - _between(INSTRUMENT_GRADES, current)
        return _around(needed, INSTRUMENT, SPREAD_TABLE)
    steps = (scale.to_logit(target) - scale.to_logit(current)) / OPPORTUNITY_LOGITS
    return _around(leaves * OPPORTUNITIES * steps * minutes / 60 / NEW_SHARE, COUNTED, SPREAD_NONE)


def lower_steps(
    scale: Scale,
    kind: Kind,
    subject: str,
    current: float,
    target: float,
    *,
    leaves: int = 6,
    minutes: float = 1.5,
) -> tuple[Step, ...]:
    """Every level of the scale between two, lowest first, and what each takes, for `assess`."""
    first = math.floor((current - scale.low) / scale.step + 1e-6) + 1
    found: list[Step] = []
    for number in range(first, math.ceil((target - scale.low) / scale.step - 1e-6)):
        level = round(scale.low + number * scale.step, 6)
        needed = hours_needed(scale, kind, subject, current, level, leaves=leaves, minutes=minutes)
        found.append(Step(level, scale.show(level), needed))
    return tuple(found)


def usual_pace(
    scale: Scale,
    kind: Kind,
    subject: str,
    current: float,
    target: float,
    *,
    leaves: int = 6,
    minutes: float = 1.5,
) -> Pace:
    """How fast others rise from `current`, for `goals.forecast`: over the way to the target, or one step."""
    if scale.id == "ielts-band":
        return Pace(_ielts_rate(subject) / 100, SPREAD_TABLE)
    target = min(max(target, current + scale.step), scale.high)
    current = min(current, target - scale.step)
    needed = hours_needed(scale, kind, subject, current, target, leaves=leaves, minutes=minutes)
    return pace_of(needed, target - current)


def _ielts(subject: str, current: float, target: float) -> HoursNeeded:
    """The guideline as the low end, what was observed as the high one, in bands to be gained.

    Likely is the mean of both rates over the way to the unrounded level at which the band is given, never
    below the guideline. That gives one band in 130 h a chance of .13; 8 % of Green's learners did it.
    """
    low, high = (100 * (target - current) / rate for rate in (IELTS_GUIDELINE, _ielts_observed(subject)))
    likely = max(100 * (target - IELTS_ROUNDING - current) / _ielts_rate(subject), low)
    return HoursNeeded(low, likely, high, GREEN if _is_writing(subject) else KANG, True)


def _ielts_rate(subject: str) -> float:
    """Bands in 100 hours: halfway between what was promised and what was observed."""
    return (IELTS_GUIDELINE + _ielts_observed(subject)) / 2


def _ielts_observed(subject: str) -> float:
    return IELTS_WRITING if _is_writing(subject) else IELTS_OVERALL


def _is_writing(subject: str) -> bool:
    return "writing" in subject.casefold()


def _cefr(subject: str, current: float, target: float) -> HoursNeeded:
    """Cambridge's hours; for a language the FSI has counted, stretched to its hours at C1."""
    middle = [(low + high) / 2 for low, high in CEFR_CUMULATIVE]
    each = [after - before for before, after in zip([0.0, *middle], middle, strict=False)]
    needed = _between(each, target) - _between(each, current)
    words = re.findall(r"[^\W\d_]+", subject.casefold())
    for word in words:
        if word in FSI_HOURS:
            return _around(needed * FSI_HOURS[word] / middle[4], FSI, SPREAD_TABLE)
    return _around(needed, CAMBRIDGE, SPREAD_TABLE)


def _between(each: tuple[int, ...] | list[float], level: float) -> float:
    """Hours from nothing to a level, in a straight line between two whole ones."""
    whole = min(max(int(level), 0), len(each))
    rest = (level - whole) * each[whole] if whole < len(each) else 0.0
    return sum(each[:whole]) + max(rest, 0.0)


def _around(likely: float, source: str, spread: float) -> HoursNeeded:
    """The range in which two learners in three fall."""
    low, high = likely * math.exp(-spread), likely * math.exp(spread)
    return HoursNeeded(low, likely, high, source, spread == SPREAD_TABLE)
