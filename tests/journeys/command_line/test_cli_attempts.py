"""Practice from elsewhere comes in, the history goes out, and nothing is lost or counted twice."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journeys.attempt_rows import COLUMNS, RowFault, as_csv, as_jsonl, read_rows, row_of
from goals.attempts import Attempt
from goals.ids import AttemptId, DrillId, GoalId, SessionId, SkillId
from goals.plain import clean

HEADER = "skill,at,score,level,correct,grader,difficulty,note\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def history(coach: Any, **where: Any) -> list[dict[str, Any]]:
    return list(coach.done("attempts", "export", **where).lines)


def test_scores_levels_and_answers_from_elsewhere_count(coach: Any, file: Path) -> None:
    before = coach.done("goal", "show", "--json").facts
    file.write_text(
        HEADER
        + "lr-collocation,2026-10-01T18:00:00+02:00,0.8,,,teacher,7,from class\n"
        + "collocations,2026-10-02,,,yes,auto,,\n"
        + ",2026-10-03,,6.5,,official,,mock test\n",
        encoding="utf-8",
    )
    assert "3 attempts taken in, 0 known already" in coach.done("attempts", "import", str(file)).out
    rows = history(coach)
    assert [row["at"][:16] for row in rows] == ["2026-10-01T16:00", "2026-10-02T12:00", "2026-10-03T12:00"]
    assert [row.get("score") for row in rows] == [0.8, 1.0, None]
    assert [row["skill"] for row in rows[:2]] == ["lr-collocation"] * 2
    assert (rows[2]["level"], rows[2]["event"], rows[2]["note"]) == (6.5, "score", "mock test")
    after = coach.done("goal", "show", "--json").facts
    assert after["level"]["mean"] < before["level"]["mean"]
    assert coach.done("doctor", "--quiet").code == 0


def test_json_lines_say_the_same(coach: Any, file: Path) -> None:
    rows = [{"skill": "lr-topic", "at": "2026-10-01", "correct": False, "grader": "self"}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    coach.done("attempts", "import", str(file))
    assert [row["score"] for row in history(coach)] == [0.0]


def test_a_pipe_is_a_file_too(coach: Any) -> None:
    coach.done("attempts", "import", "-", typed=HEADER + "lr-topic,2026-10-01,1,,,auto,,\n")
    assert len(history(coach)) == 1


BAD = [
    "no-such-skill,2026-10-01,1,,,auto,,",
    "lr-topic,yesterday,1,,,auto,,",
    "lr-topic,2026-10-01,1.5,,,auto,,",
    "lr-topic,2026-10-01,nan,,,auto,,",
    "lr-topic,2026-10-01,,,,auto,,",
    "lr-topic,2026-10-01,1,7,,auto,,",
    "lr-topic,2026-10-01,,9.5,,official,,",
    "lr-topic,2026-10-01,1,,,somebody,,",
    "lr-topic,2026-10-01,1,,,,,",
    ",2026-10-01,1,,,auto,,",
    "lr,2026-10-01,1,,,auto,,",
    "lr-topic,2026-10-01,1,,,auto,12,",
    "lr-topic,2027-10-01,1,,,auto,,",
    "lr-topic,1066-10-14,1,,,auto,,",
    "lr-topic,2026-10-01,,,perhaps,auto,,",
    "lr-topic,2026-10-01,1,,,auto,",
    "lr-topic,0001-01-01T00:00:00+14:00,1,,,auto,,",
]


@pytest.mark.parametrize("row", BAD)
def test_one_bad_row_keeps_the_whole_file_out_and_is_named_by_its_line(
    coach: Any, file: Path, row: str
) -> None:
    good = "lr-topic,2026-10-01,1,,,auto,,\n"
    file.write_text(HEADER + good + row + "\n" + good, encoding="utf-8")
    said = coach("attempts", "import", str(file))
    assert said.code == 1
    assert "line 3: " in said.err
    assert "line 2: " not in said.err
    assert history(coach) == []


def test_every_bad_row_is_named(coach: Any, file: Path) -> None:
    file.write_text(HEADER + "".join(f"{row}\n" for row in BAD), encoding="utf-8")
    err = coach("attempts", "import", str(file)).err
    assert [line for line in range(2, len(BAD) + 2) if f"line {line}: " not in err] == []


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"skill,at,score,grader,colour\n", "colour"),
        (b"skill,at,score,score,grader\n", "score twice"),
        (b"skill,at,score,grader\nlr-topic,2026-10-01,1,au\xffto\n", "line 2: is not UTF-8"),
        (b'skill,at,score,grader\n"lr-topic,2026-10-01,1,auto\n', "line 2"),
        (b'[{"skill": "lr-topic"}]', "one object a line"),
        (b'{"skill": "lr-topic", "at": "2026-10-01", "score": 1, "grader": "auto", "x": 1}', "x"),
        (b'{"skill": "lr-topic", "at": "2026-10-01", "score": true, "grader": "auto"}', "score"),
        (b"{" * 50_000, "line 1"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_words(coach: Any, file: Path, raw: bytes, named: str) -> None:
    file.write_bytes(raw)
    said = coach("attempts", "import", str(file))
    assert said.code == 1
    assert named in said.err
    assert "Traceback" not in said.err
    assert history(coach) == []


def test_a_file_that_is_not_there_is_said_so(coach: Any) -> None:
    said = coach("attempts", "import", "nowhere.csv")
    assert said.code == 1
    assert "nowhere.csv" in said.err


def test_the_same_file_twice_changes_nothing_and_the_same_row_twice_is_two(coach: Any, file: Path) -> None:
    row = "lr-topic,2026-10-01,1,,,auto,,\n"
    file.write_text(HEADER + row + row, encoding="utf-8")
    coach.done("attempts", "import", str(file))
    assert "0 attempts taken in, 2 known already" in coach.done("attempts", "import", str(file)).out
    assert len(history(coach)) == 2


def test_what_was_there_is_copied_before_something_comes_in(coach: Any, file: Path, places: Any) -> None:
    file.write_text(HEADER + "lr-topic,2026-10-01,1,,,auto,,\n", encoding="utf-8")
    coach.done("attempts", "import", str(file))
    copies = list(places.backups.glob("*.db"))
    coach.done("attempts", "import", str(file))
    assert len(copies) == 1
    assert list(places.backups.glob("*.db")) == copies


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_history_moves_to_another_home_whole(
    coach: Any, made_home: Path, tmp_path: Path, file: Path, form: str
) -> None:
    import shutil

    coach.talk(
        "drill", lines=[{"answer": 'a, "b"', "confidence": 3, "seconds": 9.25}, {"command": "dont_know"}]
    )
    coach.done("score", "ielts-writing", "6.5", "--skill", "lr", "--by", "teacher", "--note", "mock; strict")
    exported = coach.done("attempts", "export", "--format", form).out
    file.write_text(exported, encoding="utf-8", newline="")
    other = tmp_path / "other"
    shutil.copytree(made_home, other)
    assert "3 attempts taken in" in coach.done("attempts", "import", str(file), home=other).out
    assert coach.done("attempts", "export", "--format", form, home=other).out == exported
    here, there = (coach.done("goal", "show", "--json", home=home).facts for home in (None, other))
    assert [s["level"] for s in here["skills"]] == [s["level"] for s in there["skills"]]


def test_a_history_that_was_changed_outside_is_refused(coach: Any, file: Path) -> None:
    coach.talk("drill", lines=[{"answer": "x"}])
    (row,) = history(coach)
    file.write_text(json.dumps(row | {"score": 1.0}), encoding="utf-8")
    said = coach("attempts", "import", str(file))
    assert said.code == 1
    assert "never changes" in said.err


def test_what_comes_in_is_cleaned(coach: Any, file: Path) -> None:
    row = {
        "skill": "lr-topic",
        "at": "2026-10-01",
        "score": 1,
        "grader": "auto",
        "note": "a\x1b]0;x\x07b\u202ec",
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    coach.done("attempts", "import", str(file))
    assert history(coach)[0]["note"] == "a]0;xbc"


def test_an_empty_history_is_an_empty_file_and_can_be_taken_in(coach: Any, file: Path) -> None:
    for form in ("jsonl", "csv"):
        file.write_text(coach.done("attempts", "export", "--format", form).out, encoding="utf-8")
        assert "0 attempts taken in" in coach.done("attempts", "import", str(file)).out


texts = st.text(max_size=40).map(clean)
shares = st.floats(0, 1) | st.none()
tries = st.builds(
    Attempt,
    id=st.just(AttemptId("0123abc")),
    goal=st.just(GoalId("g")),
    skill=st.just(SkillId("s")),
    at=st.datetimes(datetime(1995, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    day=st.dates(date(1995, 1, 1), date(2026, 1, 1)),
    zone=st.just("Europe/Berlin"),
    event=st.just("drill"),
    drill=st.just(DrillId("d")),
    kind=st.just("text"),
    session=st.just(SessionId("x")) | st.none(),
    answer=texts.filter(str.strip),
    score=shares,
    grader=st.sampled_from(["auto", "self", "teacher", "model", "official"]),
    difficulty=st.floats(0, 9) | st.none(),
    guess=st.floats(0, 0.9),
    expected=shares,
    confidence=st.sampled_from([1, 2, 3, None]),
    seconds=st.floats(0, 3_600) | st.none(),
    hints=st.integers(0, 4),
    dont_know=st.booleans(),
    note=texts.filter(lambda text: text == "" or bool(text.strip())),
)


@given(attempts=st.lists(tries, max_size=4), form=st.sampled_from(["csv", "jsonl"]))
def test_whatever_was_answered_comes_back_from_either_form(attempts: list[Attempt], form: str) -> None:
    rows = [row_of(attempt) for attempt in attempts]
    lines = as_csv(COLUMNS, rows) if form == "csv" else as_jsonl(rows, plain=False)
    faults: list[RowFault] = []
    found = [row for _, row in read_rows("".join(lines).encode(), faults)]
    assert faults == []
    for row, attempt in zip(found, attempts, strict=True):
        for name in (
            "answer",
            "note",
            "score",
            "guess",
            "expected",
            "confidence",
            "seconds",
            "hints",
            "dont_know",
        ):
            assert getattr(row, name) == getattr(attempt, name)
        assert row.difficulty is None or float(row.difficulty) == attempt.difficulty
        assert datetime.fromisoformat(row.at) == attempt.at
        assert row.day == attempt.day
