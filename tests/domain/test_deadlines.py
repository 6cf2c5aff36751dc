"""A date said in five languages means the same day, is never guessed and never silently moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.deadlines import AmbiguousDate, Deadline, read_deadline
from goals.refusals import Refused

FRIDAY = date(2026, 11, 20)
WEDNESDAY = date(2026, 11, 18)

SAME_DAY = [
    (date(2027, 6, 30), "by June", "para junio", "bis Juni", "d'ici juin", "六月之前"),
    (
        date(2027, 3, 31),
        "by the end of March",
        "para finales de marzo",
        "bis Ende März",
        "d'ici fin mars",
        "三月底之前",
    ),
    (date(2027, 2, 20), "in 3 months", "en 3 meses", "in 3 Monaten", "dans 3 mois", "三个月后"),
    (date(2026, 12, 4), "in two weeks", "en dos semanas", "in zwei Wochen", "dans deux semaines", "两周后"),
    (
        date(2026, 11, 27),
        "next Friday",
        "el próximo viernes",
        "nächsten Freitag",
        "vendredi prochain",
        "下周五",
    ),
    (date(2026, 11, 23), "by Monday", "para el lunes", "bis Montag", "d'ici lundi", "周一之前"),
    (
        date(2027, 3, 1),
        "on 1 March 2027",
        "el 1 de marzo de 2027",
        "am 1. März 2027",
        "le 1er mars 2027",
        "2027年3月1日",
    ),
    (date(2027, 5, 20), "in half a year", "en medio año", "in einem halben Jahr", "dans six mois", "半年后"),
    (
        date(2028, 5, 20),
        "in a year and a half",
        "en un año y medio",
        "in anderthalb Jahren",
        "dans un an et demi",
        "一年半后",
    ),
    (date(2026, 12, 31), "next month", "el mes que viene", "nächsten Monat", "le mois prochain", "下个月"),
    (
        date(2026, 12, 31),
        "by the end of the year",
        "para fin de año",
        "bis Jahresende",
        "d'ici la fin de l'année",
        "年底之前",
    ),
    (date(2027, 12, 31), "next year", "el año que viene", "nächstes Jahr", "l'année prochaine", "明年"),
    (
        date(2027, 6, 30),
        "in June next year",
        "en junio del año que viene",
        "im Juni nächsten Jahres",
        "en juin de l'année prochaine",
        "明年六月",
    ),
    (
        date(2027, 5, 31),
        "by spring",
        "para la primavera",
        "bis zum Frühling",
        "avant le printemps",
        "春天之前",
    ),
    (date(2027, 8, 31), "summer 2027", "verano de 2027", "Sommer 2027", "été 2027", "2027年夏天"),
    (date(2026, 12, 25), "by Christmas", "antes de Navidad", "bis Weihnachten", "avant Noël", "圣诞节之前"),
    (
        date(2027, 6, 30),
        "Q2 2027",
        "segundo trimestre de 2027",
        "2. Quartal 2027",
        "deuxième trimestre 2027",
        "2027年第二季度",
    ),
    (
        date(2027, 6, 15),
        "mid June 2027",
        "a mediados de junio de 2027",
        "Mitte Juni 2027",
        "mi-juin 2027",
        "2027年6月中旬",
    ),
    (date(2026, 12, 15), "by the 15th", "antes del día 15", "bis zum 15.", "avant le 15", "15号之前"),
    (date(2028, 12, 31), "by 2028", "para 2028", "bis 2028", "d'ici 2028", "2028年之前"),
    (date(2026, 11, 21), "tomorrow", "mañana", "morgen", "demain", "明天"),
]


def deadline(text: str, today: date = FRIDAY) -> Deadline:
    found = read_deadline(text, today)
    assert isinstance(found, Deadline), f"{text}: {found}"
    return found


@pytest.mark.parametrize(
    ("day", "text"), [(row[0], text) for row in SAME_DAY for text in row[1:]], ids=lambda one: str(one)
)
def test_the_same_date_is_read_in_five_languages(day: date, text: str) -> None:
    assert deadline(text).day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("2027/3/1", date(2027, 3, 1)),
        ("13/3/2027", date(2027, 3, 13)),
        ("3/13/2027", date(2027, 3, 13)),
        ("1.3.2027", date(2027, 3, 1)),
        ("30.6.27", date(2027, 6, 30)),
        ("3/3/2027", date(2027, 3, 3)),
        ("June 30th, 2027", date(2027, 6, 30)),
        ("Friday 27 November 2026", date(2026, 11, 27)),
        ("15 March", date(2027, 3, 15)),
        ("24 December", date(2026, 12, 24)),
        ("29 February", date(2028, 2, 29)),
        ("the 31st", date(2026, 12, 31)),
        ("early June", date(2027, 6, 1)),
        ("end of Q3", date(2027, 9, 30)),
        ("the next 6 months", date(2027, 5, 20)),
        ("within 6 weeks", date(2027, 1, 1)),
        ("in forty-five days", date(2027, 1, 4)),
        ("by the end of next month", date(2026, 12, 31)),
        ("by winter", date(2027, 2, 28)),
        ("by autumn", date(2026, 11, 30)),
        ("by New Year", date(2026, 12, 31)),
        ("Friday next week", date(2026, 11, 27)),
        ("from January to June", date(2027, 6, 30)),
        ("from March to May", date(2027, 5, 31)),
        ("by June 2027 (30 June 2027)", date(2027, 6, 30)),
        ("in a fortnight", date(2026, 12, 4)),
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(text: str, day: date) -> None:
    assert deadline(text).day == day


def test_a_month_is_its_last_day_and_the_current_month_is_this_one() -> None:
    assert deadline("by June", date(2026, 6, 10)).day == date(2026, 6, 30)
    assert deadline("by February", date(2027, 7, 1)).day == date(2028, 2, 29)


def test_months_are_counted_to_the_same_day_or_the_last_there_is() -> None:
    assert deadline("in 3 months", date(2026, 11, 30)).day == date(2027, 2, 28)


def test_what_was_understood_is_echoed() -> None:
    assert deadline("by June").means == "by the end of June 2027"
    assert deadline("in 3 months").means == "by Saturday 20 February 2027"
    assert deadline("by spring").means == "by the end of spring, 31 May 2027"
    assert deadline("IELTS by June, daily").text == "by June"


def test_a_chosen_last_day_is_told_from_a_day_that_was_named() -> None:
    assert [deadline(text).exact for text in ("15 March 2027", "in 3 months", "end of March")] == [True] * 3
    assert [deadline(text).exact for text in ("by June", "spring 2027", "by Christmas")] == [False] * 3


def test_a_date_with_slashes_that_two_countries_read_differently_is_asked_about() -> None:
    found = read_deadline("by 1/3/2027", FRIDAY)
    assert isinstance(found, AmbiguousDate)
    assert found.readings == (date(2027, 1, 3), date(2027, 3, 1))
    assert "3 January 2027" in found.ask and "1 March 2027" in found.ask


def test_of_two_readings_one_that_is_over_can_not_be_meant() -> None:
    assert deadline("1/12/2026").day == date(2026, 12, 1)


def test_next_friday_is_asked_about_where_it_could_be_this_week_or_next() -> None:
    found = read_deadline("next Friday", WEDNESDAY)
    assert isinstance(found, AmbiguousDate)
    assert found.readings == (FRIDAY, date(2026, 11, 27))
    assert deadline("下周五", WEDNESDAY).day == date(2026, 11, 27)
    assert deadline("by Friday", WEDNESDAY).day == FRIDAY


@pytest.mark.parametrize("text", ["3-6 months", "in 3 to 6 months"])
def test_a_range_is_asked_about(text: str) -> None:
    found = read_deadline(text, FRIDAY)
    assert isinstance(found, AmbiguousDate)
    assert found.readings == (date(2027, 2, 20), date(2027, 5, 20))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("by June 2020", "30 June 2020 is over"),
        ("2026-11-19", "is over"),
        ("13/3/2020", "is over"),
        ("today", "is today"),
        ("31 June 2027", "only 30 days"),
        ("29 February 2027", "only 28 days"),
        ("2027-13-45", "twelve months"),
        ("Monday 27 November 2026", "is a Friday, not a Monday"),
        ("in 20 years", "more than 10 years"),
        ("in 999999999 years", "more than 10 years"),
        ("by June and by August", "different dates"),
    ],
)
def test_a_date_that_can_not_be_is_refused_not_moved(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_deadline(text, FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Run 10 km under 50 minutes",
        "45 min a day",
        "5 hours a week",
        "Learn 2000 words",
        "Play Vivaldi Winter",
        "Learn Spring Boot",
        "I may learn to march",
        "the 5th symphony",
        "3 months ago",
        "mejorar mi francés y mon espagnol",
        "my 6 month old puppy",
        "10",
        "by heart",
        "Read academic papers in German",
        "7 to 8.5",
        "7/8.5",
    ],
)
def test_words_that_name_no_date_are_none(text: str) -> None:
    assert read_deadline(text, FRIDAY) is None


@given(st.text(max_size=80), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_any_text_gives_a_later_day_or_a_clear_answer(text: str, today: date) -> None:
    check_answer(text, today)


PIECES = sorted({piece for row in SAME_DAY for text in row[1:] for piece in text.split()})


@given(
    st.lists(
        st.sampled_from([*PIECES, "31", "1/3/2027", ",", "2027-02-30", "-", "8.5", "next", "end", "of"]),
        max_size=8,
    ),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
)
def test_any_shuffle_of_date_words_gives_a_later_day_or_a_clear_answer(
    pieces: list[str], today: date
) -> None:
    check_answer(" ".join(pieces), today)


def check_answer(text: str, today: date) -> None:
    try:
        found = read_deadline(text, today)
    except Refused as error:
        assert error.what and error.hint
        return
    if isinstance(found, Deadline):
        assert today < found.day <= today + timedelta(days=3660)
        assert str(found.day.year) in found.means
    elif found is not None:
        assert found.readings[0] < found.readings[1]
