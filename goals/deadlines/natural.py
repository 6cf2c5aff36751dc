"""The last resort for a date our own reader does not know ("in a fortnight"): the one module that imports
dateparser.

Its traps, each seen in a run: "by June" takes today's day, "1/3/2027" is read the American way, "10" and
"a" are months, "Q2 2027" is wrong without an error, and with no `languages` an unreadable text costs two
seconds. So it is given few words, five languages, and only its sure answers are kept.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from goals.deadlines.days import month_end

LANGUAGES: Final = ("en", "es", "de", "fr", "zh")
LONGEST: Final = 40
"""Characters of a text worth trying; no date is longer."""


def read_natural(text: str, today: date) -> date | None:
    """The day some words name, or None. A month or year means its last day; a bare number means nothing.

    Args:
        text: the words of the date alone, without "by".
        today: what relative words count from.
    """
    text = text.strip(" ,.;:!?")
    if len(text) > LONGEST or not _WORDY.search(text) or _DOUBTFUL.search(text):
        return None
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=list(LANGUAGES),
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": "future",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "TIMEZONE": "UTC",
        },
    )
    try:
        found = parser.get_date_data(text)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None  # a text it was not written for; the learner is asked instead
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    if "day" in found.parts:
        return day
    if re.search(r"\d", re.sub(r"\d{4}", "", text)):
        return day  # counted: "in 2 decades"
    return month_end(day.year, day.month if "month" in found.parts else 12)


_WORDY: Final = re.compile(r"[^\W\d_]{3}|[\u4e00-\u9fff]{2}")
_DOUBTFUL: Final = re.compile(
    r"\d\s*[/.-]\s*\d|\d\s*[ap]\.?m\b|\b(?:q[1-4]|now|noon|midnight|ago)\b", re.IGNORECASE
)
