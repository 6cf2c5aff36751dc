"""A session as JSON lines: what a simulation or another program sends and gets."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from coach.cli.paper import say_json_line
from coach.places import Places

DONT_KNOW = {"command": "dont_know"}


def attempts(coach: Any) -> list[dict[str, Any]]:
    """What is on record."""
    return list(coach.done("attempts", "export").lines)


def test_a_drill_says_what_is_asked_and_how_hard_it_is(coach: Any) -> None:
    drill = coach.talk("drill").lines[0]
    assert drill["type"] == "drill"
    assert {"id", "skill", "kind", "prompt", "difficulty", "guess", "hints"} <= set(drill)
    assert 0 <= drill["difficulty"] <= 9
    assert 0 <= drill["guess"] < 1
    assert "key" not in drill


def test_the_sentence_to_put_right_is_part_of_the_drill(coach: Any) -> None:
    drills = coach.talk("drill", lines=[{"command": "skip"}] * 60).of("drill")
    corrections = [drill for drill in drills if drill["kind"] == "correction"]
    assert corrections
    assert all(drill["material"] for drill in corrections)


def test_a_learner_who_sends_the_keys_is_right_every_time(coach: Any) -> None:
    answers: list[Any] = []
    while True:
        said = coach.talk("drill", "--with-keys", lines=answers[-1:])
        drill = said.lines[-2] if said.lines[-1]["stopped"] else None
        if drill is None or len(answers) == 12:
            break
        answers.append({"answer": drill["key"], "confidence": 3, "seconds": 20})
    scored = [row for row in attempts(coach) if "score" in row]
    assert len(scored) >= 8
    assert {row["score"] for row in scored} == {1.0}


def test_feedback_says_what_happened_and_names_the_attempt_on_record(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": "nonsense", "confidence": 2, "seconds": 7.5}])
    (back,) = said.of("feedback")
    assert back["correct"] is False
    assert 0 <= back["score"] < 1
    assert back["expected"]
    assert back["explanation"]
    assert set(back["level"]) == {"mean", "low", "high", "n", "label"}
    (kept,) = attempts(coach)
    assert (kept["id"], kept["answer"]) == (back["attempt"], "nonsense")
    assert (kept["confidence"], kept["seconds"]) == (2, 7.5)


def test_feedback_goes_out_only_when_the_answer_is_on_the_disk(
    coach: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    def look_first(record: dict[str, Any]) -> None:
        if record["type"] == "feedback":
            other = sqlite3.connect(f"{places.database.as_uri()}?mode=ro", uri=True)
            found.append(
                other.execute("SELECT count(*) FROM attempts WHERE id = ?", (record["attempt"],)).fetchone()[
                    0
                ]
            )
            other.close()
        say_json_line(record)

    monkeypatch.setattr("coach.cli.sitting_jsonl.say_json_line", look_first)
    coach.talk("drill", lines=[{"answer": "x"}, DONT_KNOW])
    assert found == [1, 1]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '"text"',
        '{"answer": "a", "command": "skip"}',
        '{"answer": true}',
        '{"answer": null}',
        '{"answer": {"a": 1}}',
        '{"answer": [["a"]]}',
        '{"answer": NaN}',
        '{"command": "dance"}',
        '{"command": 7}',
        '{"command": "report", "note": 7}',
        '{"answer": "a", "confidence": 4}',
        '{"answer": "a", "confidence": "3"}',
        '{"answer": "a", "confidence": true}',
        '{"answer": "a", "seconds": -1}',
        '{"answer": "a", "seconds": "soon"}',
        '{"answer": "a", "seconds": 1e999}',
        "[" * 100_000,
        '{"answer": ' + "9" * 5_000 + "}",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_gets_one_error_and_changes_nothing(coach: Any, line: str) -> None:
    said = coach.talk("drill", lines=[line, DONT_KNOW])
    (error,) = said.of("error")
    assert error["message"]
    assert len(error["message"]) < 500
    first, _ = said.of("drill")
    assert [back["drill"] for back in said.of("feedback")] == [first["id"]]
    assert len(attempts(coach)) == 1


def test_a_line_of_ten_megabytes_is_passed_over(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": "a" * 10_000_000}, DONT_KNOW])
    assert len(said.of("error")) == 1
    assert [row.get("answer", "") for row in attempts(coach)] == [""]


def test_a_line_of_other_bytes_gets_an_error(coach: Any) -> None:
    said = coach.done(
        "drill", "--jsonl", typed=b'{"answer": "\xff\xfe"}\n\xef\xbb\xbf{"command": "dont_know"}\n'
    )
    assert len(said.of("error")) == 1
    assert len(said.of("feedback")) == 1


def test_answers_may_be_numbers_and_lists(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": 7}, {"answer": 7.5}, {"answer": ["a", 2]}])
    assert said.of("error") == []
    assert len(said.of("feedback")) == 3
    kept = [row["answer"] for row in attempts(coach)]
    assert kept[:2] == ["7", "7.5"]
    assert kept[2] in ("a / 2", "a 2")


def test_control_characters_never_come_back(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": "a\u001b]52;c;AAAA\u0007b\u202ec\ud800"}])
    assert "\x1b" not in said.out
    assert "\u202e" not in coach.done("attempts", "export").out


def test_a_hint_is_told_counted_down_and_makes_the_answer_assisted(coach: Any) -> None:
    hint = {"command": "hint"}
    said = coach.talk("drill", lines=[hint, hint, hint, hint, {"answer": "x"}])
    hints = said.of("hint")
    count = said.lines[0]["hints"]
    assert [one["left"] for one in hints[: count + 1]] == [*range(count - 1, -1, -1), 0]
    assert all(one["text"] for one in hints[:count])
    assert hints[count]["text"] == ""
    assert said.of("feedback")[0]["assisted"] is True


def test_a_skipped_drill_counts_nothing_and_a_reported_one_leaves_the_rotation(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"command": "skip"}, {"command": "report", "note": "two answers"}])
    _, reported, third = said.of("drill")
    assert third["id"] != reported["id"]
    assert attempts(coach) == []
    (out,) = coach.done("pack", "reported", "--json").facts
    assert (out["drill"], out["note"]) == (reported["id"], "two answers")


def test_undo_takes_the_last_answer_back_and_asks_again(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": "x"}, {"command": "undo"}])
    first, _, again = said.of("drill")
    assert again["id"] == first["id"]
    assert attempts(coach) == []


def test_undo_inside_a_session_touches_nothing_outside_it(coach: Any) -> None:
    coach.done("goal", "edit", "--title", "My writing")
    said = coach.talk("drill", lines=[{"command": "undo"}])
    assert len(said.of("error")) == 1
    assert coach.done("goal", "show", "--json").facts["title"] == "My writing"


@pytest.mark.parametrize("end", [[], [{"command": "stop"}]])
def test_a_stopped_session_is_summed_up_and_goes_on_at_the_same_drill(coach: Any, end: list[Any]) -> None:
    said = coach.talk("drill", lines=[{"answer": "x"}, DONT_KNOW, *end])
    summary = said.lines[-1]
    assert (summary["type"], summary["answers"], summary["finished"]) == ("summary", 2, False)
    waiting = said.of("drill")[-1]["id"]
    assert coach.talk("drill").lines[0]["id"] == waiting


def test_the_session_ends_when_the_minutes_are_used(coach: Any) -> None:
    answer = {"answer": "x", "seconds": 100}
    said = coach.talk("drill", "--minutes", "5", lines=[answer] * 20)
    assert len(said.of("feedback")) == 3
    assert said.lines[-1]["type"] == "summary"
    assert said.lines[-1]["seconds"] == 300
    assert said.lines[-1]["stopped"] is False


def test_a_session_taken_up_with_other_minutes_lasts_so_long_from_now(coach: Any) -> None:
    answer = {"answer": "x", "seconds": 60}
    coach.talk("drill", "--minutes", "30", lines=[answer] * 2)
    said = coach.talk("drill", "--minutes", "5", lines=[answer] * 20)
    assert len(said.of("feedback")) == 5


def test_keys_go_with_json_lines_only(coach: Any) -> None:
    assert coach("drill", "--with-keys").code == 2


def test_a_placement_ends_by_itself_and_finds_levels(coach: Any) -> None:
    said = coach.talk("place", lines=[DONT_KNOW] * 40)
    summary = said.lines[-1]
    assert summary["type"] == "summary"
    assert summary["stopped"] is False
    assert 6 <= len(said.of("feedback")) <= 15
    asked = [drill["id"] for drill in said.of("drill")]
    assert len(set(asked)) == len(asked)
    assert summary["level"]["mean"] < 7
    assert {skill["id"] for skill in summary["skills"]} >= {"lr", "lr-collocation"}


def test_an_interrupted_placement_goes_on_where_it_stopped(coach: Any) -> None:
    waiting = coach.talk("place", lines=[DONT_KNOW] * 3).of("drill")[-1]["id"]
    said = coach.talk("place")
    assert said.lines[0]["id"] == waiting
    assert said.lines[0]["place"] == 4


def test_every_line_is_one_object(coach: Any) -> None:
    said = coach.talk("drill", lines=[{"answer": "a\nb\u2028c"}, "x", {"command": "hint"}])
    assert all(isinstance(json.loads(line), dict) for line in said.out.split("\n") if line)
