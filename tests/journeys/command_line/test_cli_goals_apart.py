"""Several goals, dropped ones, and goals that no drills cover."""

from __future__ import annotations

from typing import Any

import pytest

SENTENCE = "IELTS writing 7 to 8.5 by June, 45 min a day"
SECOND = "ielts-writing-2"


@pytest.fixture
def of_two(coach: Any) -> Any:
    """A learner who set a second goal after the first."""
    assert coach.done("goal", "add", SENTENCE, "--yes", "--json").facts["id"] == SECOND
    return coach


def meant(coach: Any) -> set[str]:
    """The goal each command works on when none is named."""
    return {coach.done("goal", "show", "--json").facts["id"], coach.done("today", "--json").facts["goal"]}


def test_without_practice_the_first_goal_set_is_meant(of_two: Any) -> None:
    assert meant(of_two) == {"ielts-writing"}


def test_the_goal_practised_last_is_meant_by_every_command(of_two: Any) -> None:
    of_two.talk("drill", "--goal", SECOND, lines=[{"command": "dont_know"}])
    assert meant(of_two) == {SECOND}
    of_two.talk("drill", "--goal", "ielts-writing", lines=[{"command": "dont_know"}])
    assert meant(of_two) == {"ielts-writing"}


def test_a_sitting_gone_on_with_counts_from_its_last_answer(of_two: Any) -> None:
    for name in ("ielts-writing", SECOND, "ielts-writing"):
        of_two.talk("drill", "--goal", name, lines=[{"command": "dont_know"}])
    assert meant(of_two) == {"ielts-writing"}


def test_how_to_start_names_the_goal_where_another_one_would_be_meant(of_two: Any) -> None:
    assert f"Start: coach drill --goal {SECOND}\n" in of_two.done("today", "--goal", SECOND).out
    assert "Start: coach drill\n" in of_two.done("today").out
    left = of_two.done("drill", "--goal", SECOND, typed="q\n").out
    assert f"Go on with: coach drill --goal {SECOND}" in " ".join(left.split())


def test_a_placement_takes_its_goal_in_either_way(of_two: Any) -> None:
    for words in ([SECOND], ["--goal", SECOND]):
        assert "IELTS Writing" in of_two.done("place", *words, typed="q\n").out
    assert of_two("place", SECOND, "--goal", SECOND).code == 2
    assert of_two("place", "--goal", "piano").code == 1


def test_a_score_entered_is_no_practice(of_two: Any) -> None:
    of_two.talk("drill", "--goal", "ielts-writing", lines=[{"command": "dont_know"}])
    of_two.done("score", SECOND, "7")
    assert meant(of_two) == {"ielts-writing"}


def test_a_resting_goal_is_never_meant(of_two: Any) -> None:
    of_two.talk("drill", "--goal", SECOND, lines=[{"command": "dont_know"}])
    of_two.done("goal", "pause", SECOND)
    assert meant(of_two) == {"ielts-writing"}


def test_where_every_goal_rests_a_command_says_how_to_go_on(coach: Any) -> None:
    coach.done("goal", "pause", "ielts-writing")
    said = coach("today")
    assert said.code == 1
    assert "coach goal resume ielts-writing" in said.err


@pytest.mark.parametrize("words", [["today"], ["drill"]])
def test_help_says_which_goal_is_meant(stranger: Any, words: list[str]) -> None:
    told = " ".join(stranger.done(*words, "--help").out.split())
    assert "practised last" in told


@pytest.mark.parametrize(
    "words",
    [
        ["goal", "edit", "ielts-writing", "--minutes", "20"],
        ["goal", "edit", "ielts", "--minutes", "20"],
        ["goal", "edit", "IELTS Writing", "--minutes", "20"],
        ["goal", "show", "ielts-writing"],
        ["goal", "pause", "ielts-writing"],
        ["goal", "drop", "ielts-writing"],
        ["goal", "resume", "ielts"],
        ["score", "ielts-writing", "7"],
        ["drill", "--goal", "ielts-writing"],
        ["today", "--goal", "ielts-writing"],
        ["place", "ielts-writing"],
        ["attempts", "export", "--goal", "ielts-writing"],
    ],
)
def test_a_goal_whose_setting_was_undone_is_found_by_no_command(coach: Any, words: list[str]) -> None:
    coach.done("undo")
    said = coach(*words)
    assert said.code == 1
    assert said.out == ""
    assert "Yours" not in said.err
    assert coach.done("goal", "list", "--json").facts == []


def test_a_dropped_goal_is_taken_up_again_by_its_whole_id_only(coach: Any) -> None:
    coach.done("goal", "drop", "ielts-writing")
    assert "goal resume ielts-writing" in coach("goal", "edit", "ielts-writing", "--minutes", "20").err
    assert coach("goal", "resume", "ielts").code == 1
    assert "dropped" in coach.done("goal", "resume", "ielts-writing").out
    assert [one["status"] for one in coach.done("goal", "list", "--json").facts] == ["active"]


def test_a_dropped_goal_is_never_taken_for_another_of_its_name(of_two: Any) -> None:
    of_two.done("goal", "drop", "ielts-writing")
    said = of_two("goal", "drop", "ielts-writing")
    assert said.code == 1
    assert SECOND in said.err
    assert [one["id"] for one in of_two.done("goal", "list", "--json").facts] == [SECOND]
    assert of_two.done("goal", "show", "IELTS Writing", "--json").facts["id"] == SECOND
    assert "ielts-writing (" not in of_two("goal", "show", "piano").err


def test_a_goal_without_drills_is_set_with_what_can_be_done_for_it(stranger: Any) -> None:
    said = stranger.done("goal", "add", "Play the violin grade 3 to 7 by June, 40 min a day", "--yes").out
    assert "No drills cover this goal yet. Enter scores: coach score play-the-violin VALUE" in said
    assert "coach drill" not in said
    assert "coach place" not in said


@pytest.mark.parametrize("words", [["place"], ["drill"], ["place", "--jsonl"], ["drill", "--jsonl"]])
def test_what_no_drills_cover_is_neither_placed_nor_drilled(musician: Any, words: list[str]) -> None:
    said = musician(*words)
    assert said.code == 1
    assert said.out == ""
    assert "No drills cover “Play the violin” yet" in said.err
    assert "coach score play-the-violin" in said.err
    assert len(said.err.splitlines()) == 1
    assert not musician.done("today", "--json").facts["waiting"]


def test_today_says_that_there_is_nothing_to_drill_and_why(musician: Any) -> None:
    said = musician.done("today").out
    assert "nothing to drill" in said
    assert "No drills cover this goal yet" in said
    assert "coach score play-the-violin" in said
    assert "coach drill" not in said
    assert "minutes today" not in said
    assert "not begun yet" not in said
    day = musician.done("today", "--json").facts
    assert (day["blocks"], day["goal"], day["minutes"]) == ([], "play-the-violin", 40)


def test_a_goal_without_drills_is_shown_without_a_test_to_take(musician: Any) -> None:
    shown = musician.done("goal", "show").out
    assert "coach place" not in shown
    assert "coach score play-the-violin" in shown


def test_today_of_a_resting_goal_starts_nothing(coach: Any) -> None:
    coach.done("goal", "pause", "ielts-writing")
    said = coach.done("today", "--goal", "ielts-writing").out
    assert "coach drill" not in said
    assert "coach goal resume ielts-writing" in said


def test_a_hopeless_chance_is_said_as_such_and_not_as_nothing(coach: Any) -> None:
    coach.done("score", "ielts-writing", "5")
    coach.done("goal", "edit", "--target", "9", "--by", "in 2 days", "--minutes", "5")
    for words in (["today"], ["goal", "show"]):
        said = coach.done(*words).out
        assert "P < 0.01" in said
        assert "P = 0.00" not in said
