"""The foreign date reader is the last resort: few texts, never its known traps, never at start-up."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.deadlines.natural import read_natural

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in a fortnight", date(2026, 12, 4)),
        ("the day after tomorrow", date(2026, 11, 22)),
        ("sábado", date(2026, 11, 21)),
        ("14 feb 2027", date(2027, 2, 14)),
    ],
)
def test_it_reads_what_our_own_words_lack(text: str, day: date) -> None:
    assert read_natural(text, FRIDAY) == day


@pytest.mark.parametrize("text", ["June", "junio", "六月"])
def test_a_month_is_its_last_day_not_todays_number_in_it(text: str) -> None:
    assert read_natural(text, FRIDAY) == date(2027, 6, 30)


@pytest.mark.parametrize(
    "text",
    ["10", "30", "2027", "a", "-", "", "Q2 2027", "1/3/2027", "3.10", "2 pm", "now", "x" * 5000, "German"],
)
def test_its_traps_are_not_asked(text: str) -> None:
    assert read_natural(text, FRIDAY) is None


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    found = read_natural(text, FRIDAY)
    assert found is None or isinstance(found, date)


def test_it_is_not_loaded_for_a_sentence_our_own_words_read() -> None:
    code = (
        "import sys; from datetime import date; from goals.intake import read_goal;"
        "read_goal('IELTS writing 7 -> 8.5 by June, 45 min a day', date(2026, 11, 20), ());"
        "sys.exit(any(name.split('.')[0] in ('dateparser', 'numpy', 'pydantic') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
