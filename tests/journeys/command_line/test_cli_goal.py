"""Setting, seeing and changing a goal from the command line."""

from __future__ import annotations

from typing import Any

import pytest

SENTENCE = "IELTS writing 7 to 8.5 by June, 45 min a day"


def test_a_sentence_becomes_a_goal_with_the_keys_scripts_rely_on(stranger: Any) -> None:
    goal = stranger.done("goal", "add", SENTENCE, "--yes", "--json").facts
    assert goal["title"] == "IELTS Writing"
    assert (goal["scale"], goal["current"], goal["target"]) == ("ielts-band", 7, 8.5)
    assert (goal["deadline"], goal["minutes_per_day"]) == ("2027-06-30", 45)
    assert any("unlikely" in warning for warning in goal["warnings"])
    assert [one["id"] for one in stranger.done("goal", "list", "--json").facts] == [goal["id"]]


def test_the_sentence_needs_no_quotes(stranger: Any) -> None:
    assert stranger.done("goal", "add", *SENTENCE.split(), "--yes", "--json").facts["target"] == 8.5


def test_what_is_missing_is_asked_and_nothing_is_saved_where_nobody_can_answer(stranger: Any) -> None:
    for words in (["--yes"], []):
        said = stranger("goal", "add", "IELTS writing by June, 45 min a day", *words)
        assert said.code == 1
        assert "?" in said.err
        assert "Traceback" not in said.err
        assert stranger.done("goal", "list", "--json").facts == []


def test_what_cannot_be_is_said_in_sentences_and_nothing_is_saved(stranger: Any) -> None:
    said = stranger("goal", "add", "IELTS writing 7 to 11 by 31 February, 45 min a day", "--yes")
    assert said.code == 1
    assert len([line for line in said.err.splitlines() if "11" in line or "February" in line]) >= 2
    assert stranger.done("goal", "list", "--json").facts == []


@pytest.mark.usefixtures("at_terminal")
def test_at_a_terminal_each_missing_part_is_asked_in_turn(stranger: Any) -> None:
    said = stranger("goal", "add", "IELTS writing", typed="7\n8.5\n30 June 2027\n45 min a day\ny\n")
    assert said.code == 0, said
    (goal,) = stranger.done("goal", "list", "--json").facts
    assert (goal["current"], goal["target"], goal["deadline"]) == (7, 8.5, "2027-06-30")


@pytest.mark.parametrize(("answer", "kept"), [("y\n", 1), ("n\n", 0), ("\n", 0), ("", 0)])
def test_nothing_is_saved_without_a_yes(stranger: Any, answer: str, kept: int) -> None:
    said = stranger("goal", "add", SENTENCE, typed=answer)
    assert said.code == (0 if kept else 1)
    assert "30 June 2027" in said.out
    assert len(stranger.done("goal", "list", "--json").facts) == kept


def test_with_json_only_the_object_is_on_stdout_even_when_asked(stranger: Any) -> None:
    said = stranger.done("goal", "add", SENTENCE, "--json", typed="y\n")
    assert said.facts["id"]
    assert "y/N" in said.err


def test_a_goal_is_shown_whole_to_scripts(coach: Any) -> None:
    goal = coach.done("goal", "show", "--json").facts
    assert set(goal["level"]) == {"mean", "low", "high", "n", "label"}
    assert {"p10", "p50", "p90", "p_by_deadline", "verdict", "levers"} <= set(goal["forecast"])
    assert goal["plateaus"] == []
    assert goal["gap"] == pytest.approx(goal["target"] - goal["level"]["mean"], abs=0.001)
    wanted = {"id", "parent", "name", "weight", "level", "target", "gap", "state", "prerequisites", "due"}
    assert all(wanted <= set(skill) for skill in goal["skills"])
    roots = [skill for skill in goal["skills"] if skill["parent"] is None]
    assert sum(skill["weight"] for skill in roots) == pytest.approx(1)
    ids = {skill["id"] for skill in goal["skills"]}
    assert {one for skill in goal["skills"] for one in skill["prerequisites"]} <= ids


@pytest.mark.parametrize("columns", [40, 63, 64, 80, 120])
def test_a_goal_is_drawn_inside_any_width(coach: Any, columns: int) -> None:
    coach.done("score", "ielts-writing", "7.5")
    drawn = coach.done("goal", "show", columns=columns).out
    assert max(map(len, drawn.splitlines())) <= columns
    assert "collocations" in drawn
    assert "2027" in drawn


def test_an_interval_is_drawn_with_its_target(coach: Any) -> None:
    for _ in range(3):
        coach.done("score", "ielts-writing", "7.5", "--skill", "lr")
    line = next(
        one for one in coach.done("goal", "show", columns=100).out.splitlines() if one.startswith("Lexical")
    )
    assert line.index("├") < line.index("●") < line.index("┤") <= line.index("◎")


def test_a_terminal_without_unicode_gets_plain_characters(coach: Any) -> None:
    drawn = coach.in_charset("ascii").done("goal", "show")
    assert drawn.out.isascii()
    assert "O" in drawn.out


def test_changes_of_one_call_are_made_all_or_none(coach: Any) -> None:
    said = coach("goal", "edit", "--minutes", "20", "--weight", "collocations=8%", "--weight", "no-such=3%")
    assert said.code == 1
    assert "no-such" in said.err
    goal = coach.done("goal", "show", "--json").facts
    assert goal["minutes_per_day"] == 30


def test_a_goal_and_its_tree_can_be_changed_and_changed_back(coach: Any) -> None:
    before = coach.done("goal", "show", "--json").facts
    coach.done(
        "goal", "edit", "--target", "8", "--by", "in 3 months", "--minutes", "60", "--title", "Writing"
    )
    coach.done("goal", "edit", "--weight", "collocations=20%", "--skill-target", "lr-topic=9")
    coach.done("goal", "edit", "--exclude", "overview", "--before", "lr-topic=lr-collocation")
    goal = coach.done("goal", "show", "--json").facts
    skills = {skill["id"]: skill for skill in goal["skills"]}
    assert (goal["title"], goal["target"], goal["deadline"]) == ("Writing", 8, "2027-02-20")
    assert skills["lr-topic"]["target"] == 9
    assert skills["lr-topic"]["prerequisites"] == ["lr-collocation"]
    assert skills["ta-overview"]["included"] is False
    assert skills["lr-collocation"]["weight"] > 0.19
    for _ in range(5):
        coach.done("undo")
    after = coach.done("goal", "show", "--json").facts
    assert after["skills"] == before["skills"]
    assert (after["title"], after["target"]) == (before["title"], before["target"])


def test_a_circle_of_prerequisites_is_refused_and_shown(coach: Any) -> None:
    coach.done("goal", "edit", "--before", "lr-topic=lr-collocation")
    said = coach("goal", "edit", "--before", "lr-collocation=lr-topic")
    assert said.code == 1
    assert "topic vocabulary -> collocations -> topic vocabulary" in said.err.replace("\n", " ") or (
        "collocations -> topic vocabulary -> collocations" in said.err.replace("\n", " ")
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--target", "6"], 1),
        (["--target", "8.3"], 1),
        (["--by", "yesterday"], 1),
        (["--by", "soonish"], 1),
        (["--weight", "collocations=much"], 1),
        (["--skill-target", "collocations=12"], 1),
        (["--minutes", "2"], 2),
        (["--weight", "collocations"], 2),
        ([], 2),
    ],
)
def test_a_change_that_cannot_be_is_refused(coach: Any, words: list[str], code: int) -> None:
    before = coach.done("goal", "show", "--json").facts
    said = coach("goal", "edit", *words)
    assert said.code == code
    assert said.err.strip()
    assert coach.done("goal", "show", "--json").facts == before


def test_a_goal_can_rest_and_be_taken_up_again(coach: Any) -> None:
    coach.done("goal", "pause", "ielts-writing")
    said = coach("drill", "--goal", "ielts-writing", "--jsonl")
    assert said.code == 1
    assert "goal resume" in said.err
    coach.done("goal", "resume", "ielts-writing")
    assert coach.done("drill", "--jsonl").of("drill")


def test_a_dropped_goal_comes_back_with_undo(coach: Any) -> None:
    coach.done("goal", "drop", "ielts-writing")
    assert coach.done("goal", "list", "--json").facts == []
    coach.done("undo")
    assert len(coach.done("goal", "list", "--json").facts) == 1


def test_today_says_what_how_long_and_why(coach: Any) -> None:
    day = coach.done("today", "--minutes", "25", "--json").facts
    assert (day["day"], day["minutes"]) == ("2026-11-20", 25)
    assert sum(block["minutes"] for block in day["blocks"]) <= 25
    for block in day["blocks"]:
        assert {"kind", "skill", "minutes", "reason", "drills"} <= set(block)
        assert block["reason"]
    assert any(block["drills"] for block in day["blocks"])
    assert isinstance(day["left_out"], list)


@pytest.mark.parametrize("columns", [40, 80])
def test_today_is_printed_inside_any_width(coach: Any, columns: int) -> None:
    drawn = coach.done("today", columns=columns).out
    assert max(map(len, drawn.splitlines())) <= columns
    assert "30 minutes today" in drawn


@pytest.mark.parametrize("minutes", ["0", "-5", "4", "241", "many"])
def test_minutes_no_session_has_are_a_usage_error(coach: Any, minutes: str) -> None:
    assert coach("today", "--minutes", minutes).code == 2


@pytest.mark.parametrize("words", [["today"], ["drill"], ["place"], ["goal", "show"]])
def test_without_a_goal_a_command_says_how_to_set_one(stranger: Any, words: list[str]) -> None:
    said = stranger(*words)
    assert said.code == 1
    assert "coach goal add" in said.err
    assert said.out == ""
