"""A session in the plain terminal: what a person types, line by line."""

from __future__ import annotations

from typing import Any

import pytest

from coach.cli.feedback_words import lines_of
from coach.cli.sitting_plain import bare_commands, command_in
from coach.store.session_store import StudySession
from goals.drills import ChoiceKey, CorrectionKey, Drill, Key, TextKey
from goals.grades import Grade, Mark
from goals.ids import DrillId, SessionId, SkillId


def a_drill(kind: Any, key: Key, choices: tuple[str, ...] = ()) -> Drill:
    return Drill(DrillId("d"), SkillId("s"), kind, 6, 0, "Prompt.", key, "Because.", choices)


def test_a_session_is_asked_answered_and_summed_up(coach: Any) -> None:
    said = coach.done("drill", "--minutes", "5", typed="nonsense\n2\n?\ns\nq\n").out
    assert "Not right." in said
    assert "yours   nonsense" in said
    assert "right   " in said
    assert "Good to know." in said
    assert "2 answers in" in said
    assert "Everything answered is kept" in said
    assert "\x1b" not in said
    assert len(coach.done("attempts", "export").lines) == 2


def test_a_sure_miss_is_said_to_come_back(coach: Any) -> None:
    assert "you were sure: it comes back later today" in coach.done("drill", typed="nonsense\n3\nq\n").out


def test_the_end_of_the_input_is_a_stop_and_the_session_goes_on_later(coach: Any) -> None:
    first = coach.done("drill", typed="nonsense\n")
    assert "Go on with: coach drill" in first.out
    assert "going on where you stopped" in coach.done("drill").out
    (kept,) = coach.done("attempts", "export").lines
    assert "confidence" not in kept


def test_hint_why_undo_and_report_are_one_key_each(coach: Any) -> None:
    out = coach.done("drill", typed="h\nw\nnonsense\n\nu\nx\nunclear\nq\n").out
    assert "hint: " in out
    assert "Asked because" in out
    assert "Taken back: an answer in " in out
    assert "Taken out." in out
    assert coach.done("attempts", "export").out == ""
    assert coach.done("pack", "reported", "--json").facts[0]["note"] == "unclear"


def test_undo_with_nothing_done_says_so(coach: Any) -> None:
    assert "Nothing was done in this session" in coach.done("drill", typed="u\nq\n").out.replace("\n", " ")


def test_nothing_typed_is_not_an_answer(coach: Any) -> None:
    assert "Nothing was typed" in coach.done("drill", typed="\n   \nq\n").out
    assert coach.done("attempts", "export").out == ""


@pytest.mark.parametrize("columns", [40, 80])
def test_everything_fits_the_terminal(coach: Any, columns: int) -> None:
    typed = "nonsense\n3\nh\n?\n" + "?\n" * 12 + "q\n"
    out = coach.done("drill", typed=typed, columns=columns).out
    assert max(map(len, out.splitlines())) <= columns


@pytest.mark.usefixtures("at_terminal")
def test_at_a_terminal_there_is_time_to_read_and_to_undo(coach: Any) -> None:
    out = coach.done("drill", typed="nonsense\n1\nu\nq\n").out
    assert "enter goes on" in out
    assert coach.done("attempts", "export").out == ""


@pytest.mark.usefixtures("at_terminal")
def test_at_a_terminal_a_stop_after_an_honest_answer_is_a_stop(coach: Any) -> None:
    out = coach.done("drill", typed="?\nq\nnonsense\n3\n\n").out
    assert "1 answer in" in out
    assert len(coach.done("attempts", "export").lines) == 1


def test_a_letter_that_can_be_an_answer_is_one() -> None:
    eight = a_drill("choice", ChoiceKey(0), tuple(f"choice {n}" for n in range(8)))
    assert command_in("h", eight) is None
    assert command_in(":h", eight) == "hint"
    assert command_in("q", eight) == "stop"
    three = a_drill("choice", ChoiceKey(0), ("one", "two", "three"))
    assert command_in("h", three) == "hint"
    named = a_drill("choice", ChoiceKey(0), ("S", "X", "T"))
    assert command_in("s", named) is None
    assert command_in("x", named) is None


def test_where_one_letter_may_be_right_no_bare_letter_is_a_command() -> None:
    article = a_drill("text", TextKey((("a", "one"),)))
    assert bare_commands(article) == frozenset()
    assert command_in("?", article) is None
    assert command_in(":?", article) == "don't know"


@pytest.mark.parametrize("typed", ["why not", "hello", "::", ":)", "ok", "a"])
def test_other_words_are_answers(typed: str) -> None:
    assert command_in(typed, a_drill("correction", CorrectionKey("a b", ()))) is None


def test_the_difference_is_marked_in_both_lines() -> None:
    marks = (Mark("make", "wrong"), Mark("reach", "right"), Mark(" a compromise", "same"))
    assert lines_of("make a compromise", Grade(0.0, "reach a compromise", marks=marks)) == (
        "[make] a compromise",
        "[reach] a compromise",
    )


def test_marks_that_do_not_spell_the_key_do_not_replace_it() -> None:
    marks = (Mark("a", "same"),)
    assert lines_of("a", Grade(0.0, "another", marks=marks)) == ("a", "another")


@pytest.fixture
def essay(home: Any, goal: Any) -> str:
    """A session that begins with a timed text; its drill."""
    journey = home.drilling
    (drill, *_) = [one.id for one in journey.drills.outlines("ielts-writing") if one.kind == "essay"]
    at, day, _ = journey.recording.stamp()
    state = {"queue": [(drill, "produce")], "place": 0, "hints": 0, "levels": {}}
    journey.sessions.put(
        StudySession(SessionId(home.clock.new_id()), goal.id, day, "drill", 30, at, None, state)
    )
    return str(drill)


@pytest.fixture
def writer(stranger: Any, essay: str) -> Any:
    """A learner with that session open."""
    assert essay
    return stranger


def test_a_text_has_many_lines_and_ends_with_a_dot(writer: Any, essay: str) -> None:
    out = writer.done("drill", typed="Cities grow.\n\nThey need trains.\n.\n").out
    (kept,) = writer.done("attempts", "export").lines
    assert (kept["drill"], kept["answer"]) == (essay, "Cities grow.\n\nThey need trains.")
    assert "score" not in kept
    assert "never given a band" in out


def test_a_half_written_text_is_there_again_after_an_interruption(writer: Any) -> None:
    writer.done("drill", typed="Cities grow.\n:q\n")
    assert writer.done("attempts", "export").out == ""
    out = writer.done("drill", typed="They need trains.\n.\n").out
    assert "Cities grow." in out
    (kept,) = writer.done("attempts", "export").lines
    assert kept["answer"] == "Cities grow.\nThey need trains."


def test_a_placement_is_asked_in_plain_lines_too(coach: Any) -> None:
    out = coach.done("place", typed="?\n" * 40).out
    assert "Question 1 of at most 15" in out
    assert "Done after" in out
    assert "Lexical resource" in out
    again = coach.done("today").out
    assert "coach place" not in again


def test_a_placement_gives_no_verdict_and_no_answer_between_its_questions(coach: Any) -> None:
    out = coach.done("place", typed="nonsense\n3\n?\n:s\n" + "?\n" * 40).out
    between = out.split("Done after")[0]
    assert between.count("Noted.") >= 10
    for word in ("right", "Right", "Good to know", "back tomorrow", "back today", "target", "Not right"):
        assert not any(line.strip().startswith(word) for line in between.splitlines()), word
    assert "back tomorrow" not in between
    assert "Lexical resource >" not in between, "naming the skill would be a hint"


@pytest.mark.usefixtures("at_terminal")
def test_a_placement_at_a_terminal_goes_on_at_once_and_can_step_back(coach: Any) -> None:
    out = coach.done("place", typed="?\n?\n:u\n:q\n").out
    assert "enter goes on" not in out
    assert out.count("Question 2 of at most") == 2
    assert len(coach.done("attempts", "export").lines) == 1


def test_a_placement_told_to_a_script_keeps_its_feedback(coach: Any) -> None:
    said = coach.talk("place", lines=[{"answer": "nonsense"}, {"command": "stop"}])
    assert said.of("feedback")[0]["expected"]


def test_a_placement_that_was_left_says_how_to_go_on(coach: Any) -> None:
    assert "Go on with: coach place ielts-writing" in coach.done("place", typed="?\nq\n").out
