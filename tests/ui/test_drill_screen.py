"""The drill screen: what a learner sees and what each key does, from the first prompt to the summary."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.errors import DiskTrouble
from coach.journeys.bundle import Journeys
from coach.journeys.drilling import Sitting
from coach.store.session_store import SessionStore
from goals.attempts import Attempt
from goals.drills import (
    ChecklistKey,
    ChoiceKey,
    CorrectionKey,
    Drill,
    EssayKey,
    Fault,
    NumberKey,
    OrderKey,
    RewriteKey,
    RubricKey,
    SelectKey,
    TextKey,
)
from goals.goal import Goal
from goals.ids import DrillId, SessionId, SkillId
from screens.app import CoachApp
from screens.drill.asking import Phase
from screens.drill.screen import DrillScreen

Seat = Callable[..., Sitting]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]
Painted = Callable[[Pilot[Any]], str]

SKILL = SkillId("lr-collocation")
GAP = Drill(
    DrillId("gap"), SKILL, "text", 7.0, 0.0,
    "Fill the gap with one verb.\nThe two sides managed to ______ a compromise.",
    TextKey((("reach", "find", "strike"),)), "Compromise goes with reach, find or strike.",
    hints=("You also do it to a shelf.", "It begins with r."),
)  # fmt: skip
CHOICE = Drill(
    DrillId("choice"), SKILL, "choice", 7.0, 0.25, "Which word fits? ______ the rain, the festival went ahead.",
    ChoiceKey(2), "Despite comes before a noun.", choices=("Although", "However", "Despite", "Therefore"),
    hints=("A noun follows.",),
)  # fmt: skip
SELECT = Drill(
    DrillId("select"), SKILL, "select", 7.0, 0.1, "Which two can mark a contrast?", SelectKey((0, 3)),
    "Hence draws a conclusion.", choices=("albeit", "hence", "likewise", "whereas"),
)  # fmt: skip
ORDER = Drill(
    DrillId("order"), SKILL, "order", 7.0, 0.1, "Put the parts in order.", OrderKey((1, 2, 0)),
    "The capital opens it.", choices=("for a week.", "The road", "was closed"),
)  # fmt: skip
CORRECTION = Drill(
    DrillId("correction"), SKILL, "correction", 7.0, 0.1, "Put the sentence right, or write ok.",
    CorrectionKey("He gave me an advice.", (Fault("an advice", ("some advice", "advice")),)),
    "Advice can't be counted.",
)  # fmt: skip
NUMBER = Drill(
    DrillId("number"), SKILL, "number", 7.0, 0.0, "How many bands are there?", NumberKey(9), "Nine."
)
REWRITE = Drill(
    DrillId("rewrite"), SKILL, "rewrite", 7.0, 0.0, "Write a sentence of 4 to 20 words about buses.",
    RewriteKey(keep=(("bus",),), words=(4, 20), model="The buses of my town are never late."), "Any will do.",
)  # fmt: skip
CHECKLIST = Drill(
    DrillId("checklist"), SKILL, "checklist", 7.0, 0.0, "Write two sentences on paper.",
    ChecklistKey(("Both have a verb", "Both have a full stop"), "I came. I saw."), "Verbs first.",
)  # fmt: skip
RUBRIC = Drill(
    DrillId("rubric"), SKILL, "rubric", 7.0, 0.0, "Judge this text.",
    RubricKey("I likes it.", ("Task", "Grammar"), (6, 5), ("It answers.", "One slip.")), "Look at the verb.",
)  # fmt: skip
ESSAY = Drill(
    DrillId("essay"), SKILL, "essay", 7.0, 0.0, "Should towns build more roads?",
    EssayKey(40, 250, "Should towns build more roads?"), "See whether the end got written.", hints=("Decide first.",),
)  # fmt: skip


def drill_screen(home: Journeys, sitting: Sitting, **more: bool) -> DrillScreen:
    return DrillScreen(sitting, home.undoing, home.keeping, **more)


def phase(screen: DrillScreen) -> Phase:
    """As it is now: a type checker takes an attribute it has seen for settled."""
    return screen.phase


def attempts(sitting: Sitting, home: Journeys) -> tuple[Attempt, ...]:
    return home.drilling.attempts.of_session(sitting.session.id)


def again(home: Journeys) -> Sitting:
    """The sitting as the next start of Coach finds it."""
    return home.drilling.sitting(SessionId("session-of-a-test"))


# Answering


async def test_a_typed_answer_is_kept_with_its_confidence(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(GAP, CHOICE)
    async with stage(drill_screen(home, sitting)) as pilot:
        assert "The two sides managed to ______ a compromise." in painted(pilot)
        await pilot.press(*"reach", "enter")
        seen = painted(pilot)
        assert "How sure are you?" in seen
        assert "Right." not in seen and "strike" not in seen
        assert attempts(sitting, home) == ()
        await pilot.press("1")
        assert "Right, though you called it a guess." in painted(pilot)
    (kept,) = attempts(sitting, home)
    assert (kept.answer, kept.score, kept.confidence) == ("reach", 1.0, 1)


async def test_enter_alone_says_think_so(home: Journeys, sit: Seat, stage: Open) -> None:
    sitting = sit(GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press(*"find", "enter", "enter")
    assert [a.confidence for a in attempts(sitting, home)] == [2]


async def test_a_choice_is_shown_as_chosen_before_numbers_mean_confidence(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CHOICE, GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("2")
        seen = painted(pilot)
        assert re.search(r"▸\s+However", seen)
        assert not re.search(r"3\s+Despite", seen), "numbers stand at one thing at a time"
        await pilot.press("escape")
        assert re.search(r"3\s+Despite", painted(pilot))
        await pilot.press("3", "3")
        assert "Right." in painted(pilot)
    assert [(a.answer, a.confidence) for a in attempts(sitting, home)] == [("Despite", 3)]


async def test_a_sure_miss_says_so_and_returns_in_the_same_sitting(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(GAP, CHOICE)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press(*"make", "enter", "3")
        seen = painted(pilot)
        assert "Not right, and you were sure: it comes back later today." in seen
        assert re.search(r"yours\s+make", seen)
        assert re.search(r"right\s+reach", seen)
        assert re.search(r"also\s+find, strike", seen)
        assert "Compromise goes with reach" in seen
        assert "back today" in seen
        await pilot.press("enter", "3", "2", "enter")
        seen = painted(pilot)
        assert "Once more" in seen and "compromise" in seen
        assert "make" not in seen, "the old answer is not put into its mouth"
        await pilot.press(*"strike", "enter", "2")
        assert "Right this time." in painted(pilot)


async def test_where_nothing_can_be_sure_no_confidence_is_asked(
    home: Journeys, sit: Seat, stage: Open
) -> None:
    sitting = sit(CHECKLIST)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("1", "down", "space", "enter")
    assert [(a.score, a.confidence) for a in attempts(sitting, home)] == [(1.0, None)]


@pytest.mark.parametrize(
    ("drill", "keys", "score"),
    [
        (SELECT, ["1", "4", "enter", "2"], 1.0),
        (SELECT, ["1", "2", "2", "4", "enter", "2"], 1.0),
        (SELECT, ["down", "space", "enter", "2"], 0.5),
        (ORDER, ["2", "3", "1", "enter", "2"], 1.0),
        (ORDER, ["1", "backspace", "2", "3", "1", "enter", "2"], 1.0),
        (CORRECTION, [*"He gave me some advice.", "enter", "2"], 1.0),
        (CORRECTION, ["o", "k", "enter", "2"], 0.0),
        (NUMBER, ["9", "enter", "2"], 1.0),
        (REWRITE, [*"The bus came late again.", "enter", "2"], 1.0),
        (RUBRIC, [*"6 5", "enter"], 1.0),
        (CHOICE, ["down", "down", "down", "enter", "2"], 1.0),
    ],
)  # fmt: skip
async def test_every_kind_of_drill_can_be_answered_from_the_keyboard(
    home: Journeys, sit: Seat, stage: Open, drill: Drill, keys: list[str], score: float
) -> None:
    sitting = sit(drill)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press(*[{" ": "space", ".": "full_stop"}.get(key, key) for key in keys])
    assert [a.score for a in attempts(sitting, home)] == [score]


async def test_the_sentence_to_put_right_can_be_taken_into_the_field(
    home: Journeys, sit: Seat, stage: Open
) -> None:
    sitting = sit(CORRECTION)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("tab", "enter", "1")
    assert attempts(sitting, home)[0].answer == "He gave me an advice."


async def test_so_can_a_sentence_that_wants_nothing_but_a_comma(
    home: Journeys, sit: Seat, stage: Open
) -> None:
    comma = replace(
        GAP,
        prompt="Type the sentence with its comma.",
        material="When the old factory closed thousands of people\nleft the town.",
        key=TextKey(
            (("When the old factory closed, thousands of people left the town.",),), punctuation=True
        ),
    )
    sitting = sit(comma)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("tab", "enter", "1")
    assert (
        attempts(sitting, home)[0].answer == "When the old factory closed thousands of people left the town."
    )


@pytest.mark.parametrize("drill", [GAP, SELECT, ORDER, CHOICE, RUBRIC, CORRECTION])
async def test_an_empty_answer_is_not_taken_for_a_wrong_one(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, drill: Drill
) -> None:
    sitting = sit(drill)
    async with stage(drill_screen(home, sitting)) as pilot:
        before = painted(pilot)
        await pilot.press("enter")
        assert painted(pilot) != before, "it says what is wanting"
    assert attempts(sitting, home) == ()


async def test_scores_for_a_text_are_wanted_for_each_criterion_and_on_the_scale(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(RUBRIC)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("6", "enter")
        assert "2 numbers" in painted(pilot)
        await pilot.press("space", "1", "2", "enter")
        assert "12 is off the scale" in painted(pilot)
        await pilot.press("backspace", "backspace", "7", "enter")
        seen = painted(pilot)
        assert "not an examiner's" in seen
        assert re.search(r"Grammar\s+7\s+5", seen)
        assert "1 too kind" in seen


# What came back

LONG = replace(
    CORRECTION, explanation="Advice can't be counted, so it takes neither an article nor a plural.",
    key=CorrectionKey(
        "Despite the school is small, it has an excellent library.",
        (Fault("Despite the school is", (
            "Although the school is", "Though the school is", "Even though the school is", "While the school is",
        )),),
        ("Despite being small, the school has an excellent library.",),
    ),
)  # fmt: skip


async def test_the_explanation_stands_before_at_most_two_other_answers(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(LONG)), size=(80, 24)) as pilot:
        await pilot.press(*"Despite the school small it is good.", "enter", "2")
        seen = painted(pilot)
        assert seen.index("counted, so it takes") < seen.index("Though the school")
        assert "Even though the school" in seen
        assert "While the school" not in seen and "Despite being" not in seen
        assert seen.count("Although the school is small") == 1
        assert "target" in seen and "more line" not in seen


async def test_another_right_answer_does_not_repeat_the_key_or_what_was_written(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(GAP))) as pilot:
        await pilot.press(*"find", "enter", "2")
        seen = painted(pilot)
        assert re.search(r"also\s+reach, strike", seen)


async def test_the_question_comes_with_its_choices_or_not_at_all(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE)), size=(80, 30)) as pilot:
        await pilot.press("1", "2")
        seen = painted(pilot)
        assert "Which word fits?" in seen and "However" in seen and "Therefore" in seen


async def test_without_room_for_its_choices_the_question_is_left_out(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE)), size=(80, 20)) as pilot:
        await pilot.press("1", "2")
        seen = painted(pilot)
        assert "Despite comes before a noun." in seen
        assert "Which word fits?" not in seen and "more line" not in seen


async def test_a_rewrite_is_never_called_right(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(REWRITE))) as pilot:
        await pilot.press(*"The bus came late again.", "enter", "2")
        seen = " ".join(painted(pilot).split())
        assert "Every constraint is met. Compare with the model: this checks effort, not meaning." in seen
        assert seen.count("effort, not meaning") == 1
        assert "Right" not in seen


async def test_a_rewrite_that_misses_a_constraint_names_it(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(REWRITE))) as pilot:
        await pilot.press(*"The tram came late again.", "enter", "2")
        seen = painted(pilot)
        assert "Not every constraint is met" in seen and "“bus” is missing" in seen
        assert "Not right" not in seen and "Partly right" not in seen


async def test_an_answer_the_key_does_not_know_is_not_called_wrong(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(LONG)), size=(80, 24)) as pilot:
        await pilot.press(*"The school may be small but it has an excellent library.", "enter", "3")
        seen = painted(pilot)
        assert "not right" not in seen.lower()
        assert "I can only compare with the key" in " ".join(seen.split())


async def test_the_place_at_the_top_counts_all_drills_of_the_sitting(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE, GAP, NUMBER))) as pilot:
        assert "Focus 1 of 3" in painted(pilot)
        await pilot.press("3", "2", "enter")
        assert "Focus 2 of 3" in painted(pilot)


# Writing is never a command


async def test_letters_typed_into_an_answer_are_letters(home: Journeys, sit: Seat, stage: Open) -> None:
    sitting = sit(GAP, CHOICE)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press(*"shwxunqc123?", "enter", "1")
    (kept,) = attempts(sitting, home)
    assert (kept.answer, kept.dont_know) == ("shwxunqc123?", False)


async def test_keys_typed_before_the_field_is_there_go_into_it(
    home: Journeys, sit: Seat, stage: Open
) -> None:
    sitting = sit(CHOICE, GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("3", "2")
        for key in ("enter", "s", "h"):  # at once, as from a fast typist on a slow machine
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.press(*"ow", "enter", "1")
    assert [a.answer for a in attempts(sitting, home)] == ["Despite", "show"]


async def test_esc_leaves_the_field_and_the_named_keys_work(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(GAP, CHOICE)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press(*"re", "escape")
        assert "h hint" in painted(pilot)
        await pilot.press("h")
        assert "You also do it to a shelf." in painted(pilot)
        await pilot.press("enter", *"ach", "enter", "2")
        assert "Right, with a hint: help does not raise a level." in painted(pilot)
    (kept,) = attempts(sitting, home)
    assert (kept.answer, kept.hints, kept.assisted) == ("reach", 1, True)


async def test_asking_for_several_hints_never_writes_into_the_answer(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(GAP, CHOICE)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press(*"re", "escape", "h")
        seen = painted(pilot)
        assert "h next hint (1 left)" in seen and "enter back to writing" in seen
        assert "counts as helped" in seen
        await pilot.press("h")
        assert "It begins with r." in painted(pilot)
        assert "hint (" not in painted(pilot)
        await pilot.press("h", "w", "h")
        assert screen.pane.typed == "re"
        await pilot.press("enter", *"ach", "enter", "2")
    (kept,) = attempts(sitting, home)
    assert (kept.answer, kept.hints) == ("reach", 2)


async def test_that_help_counts_is_said_once_in_a_sitting(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE, GAP))) as pilot:
        await pilot.press("h")
        assert "counts as helped" in painted(pilot)
        await pilot.press("3", "2", "enter", "escape", "h")
        assert "counts as helped" not in painted(pilot)


@pytest.mark.parametrize("keys", [["s"], ["x", "enter"]])
async def test_a_key_pressed_twice_outside_the_field_is_not_typed_into_the_next_answer(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, keys: list[str]
) -> None:
    second = replace(GAP, id=DrillId("gap-2"), prompt="Another ______ gap.")
    screen = drill_screen(home, sit(GAP, second, CHOICE))
    async with stage(screen) as pilot:
        await pilot.press("escape", *keys)
        seen = painted(pilot)
        assert "Another ______ gap." in seen and "enter back to writing" in seen
        await pilot.press(*keys)
        assert "Which word fits?" in painted(pilot)


async def test_a_letter_that_means_nothing_outside_the_field_says_the_way_back(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    screen = drill_screen(home, sit(GAP))
    async with stage(screen) as pilot:
        await pilot.press("escape", "r")
        assert "Enter takes you to the field." in painted(pilot)
        assert screen.pane.typed == ""


async def test_a_word_where_a_sentence_is_wanted_is_not_graded(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CORRECTION)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press(*"yours", "space", "h", "enter")
        assert "Write the whole sentence, or ok." in painted(pilot)
        assert phase(screen) is Phase.ASKING and screen.pane.typed == "yours h"
    assert attempts(sitting, home) == ()


async def test_no_hint_is_offered_when_all_are_read(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE))) as pilot:
        assert "h hint" in painted(pilot)
        await pilot.press("h")
        assert "A noun follows." in painted(pilot)
        assert "h hint" not in painted(pilot)


@pytest.mark.parametrize(
    "keys", [["question_mark"], ["escape", "question_mark"], ["space", "question_mark", "enter"]]
)
async def test_not_knowing_is_an_answer(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, keys: list[str]
) -> None:
    sitting = sit(GAP, CHOICE)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press(*keys)
        seen = painted(pilot)
        assert re.search(r"right\s+reach", seen)
        assert "yours" not in seen
    (kept,) = attempts(sitting, home)
    assert (kept.dont_know, kept.score, kept.confidence) == (True, 0.0, None)


async def test_why_a_drill_is_asked_is_one_key_away(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE))) as pilot:
        await pilot.press("w")
        assert "Asked because collocations is today's focus" in " ".join(painted(pilot).split())


async def test_a_skipped_drill_counts_nowhere(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CHOICE, GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("s")
        assert "______ a compromise" in painted(pilot)
        assert "not counted" in painted(pilot)
    assert attempts(sitting, home) == ()


# Taking back, reporting, noting


async def test_undo_takes_back_as_many_answers_as_there_were(
    home: Journeys, goal: Goal, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(GAP, CHOICE, ORDER)
    untouched = home.drilling.levels_now(goal)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press(*"make", "enter", "3", "enter", "1", "2")
        await pilot.press("u")
        assert screen.drill is not None and screen.drill.drill.id == "choice"
        await pilot.press("u")
        assert re.search("Taken back: .*collocations", painted(pilot))
        assert screen.drill.drill.id == "gap"
        assert screen.pane.typed == "make", "so that it can be mended"
        await pilot.press("escape", "u")
        assert "Nothing left to take back" in painted(pilot)
    assert attempts(sitting, home) == ()
    assert home.drilling.levels_now(goal) == untouched


async def test_a_reported_drill_leaves_the_rotation_and_its_answer_does_not_count(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CHOICE, GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("1", "3", "n", *"odd", "enter", "x", *"no", "enter")
        assert "______ a compromise" in painted(pilot)
    ((drill, _, note),) = home.drilling.drills.reported()
    assert (drill, note) == ("choice", "no")
    assert attempts(sitting, home) == ()


async def test_reporting_while_it_is_asked_and_leaving_the_dialog_changes_nothing(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE, GAP))) as pilot:
        await pilot.press("x", "escape")
        assert "Which word fits?" in painted(pilot)
        assert home.drilling.drills.reported() == ()
        await pilot.press("x", "enter", "u")
        assert "Which word fits?" in painted(pilot)
    assert home.drilling.drills.reported() == ()


async def test_a_note_stands_beside_its_drill_from_then_on(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CHOICE, GAP)
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("3", "2", "n", *"noun", "enter")
        assert re.search(r"your note\s+noun", painted(pilot))
        await pilot.press("u")
        assert "your note" not in painted(pilot)
        assert "Right." in painted(pilot), "the answer still stands"
        await pilot.press("n", *"noun", "enter", "u", "u", "n", *"noun", "enter")
        assert re.search(r"your note\s+noun", painted(pilot))
    async with stage(drill_screen(home, again(home))) as pilot:
        assert re.search(r"your note\s+noun", painted(pilot))


# Leaving and coming back


async def test_what_was_half_typed_is_there_again(home: Journeys, sit: Seat, stage: Open) -> None:
    screen = drill_screen(home, sit(GAP))
    async with stage(screen) as pilot:
        await pilot.press(*"rea", "escape", "escape")
        assert not screen.is_active
    screen = drill_screen(home, again(home))
    async with stage(screen) as pilot:
        assert screen.pane.typed == "rea"
        await pilot.press(*"ch", "enter", "1")
    assert attempts(again(home), home)[0].answer == "reach"


async def test_half_an_order_is_there_again(home: Journeys, sit: Seat, stage: Open) -> None:
    async with stage(drill_screen(home, sit(ORDER))) as pilot:
        await pilot.press("2", "3")
    async with stage(drill_screen(home, again(home))) as pilot:
        await pilot.press("1", "enter", "1")
    assert attempts(again(home), home)[0].score == 1.0


async def test_a_sitting_goes_on_where_it_was_left(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    async with stage(drill_screen(home, sit(CHOICE, GAP))) as pilot:
        await pilot.press("3", "2", "escape")
    async with stage(drill_screen(home, again(home))) as pilot:
        assert "______ a compromise" in painted(pilot)


async def test_when_the_disk_refuses_the_answer_stays_in_the_field(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit(GAP, CHOICE)
    screen = drill_screen(home, sitting)

    def full(*_: object, **__: object) -> None:
        raise DiskTrouble("The disk is full.", "Free some room and try again.")

    async with stage(screen) as pilot:
        await pilot.press(*"reach", "enter")
        with monkeypatch.context() as patch:
            patch.setattr(SessionStore, "put", full)
            await pilot.press("2")
        assert "enter tries again" in painted(pilot)
        await pilot.pause()
        assert "The disk is full." in painted(pilot)
        assert phase(screen) is Phase.ASKING
        assert screen.pane.typed == "reach"
        assert attempts(sitting, home) == ()
        await pilot.press("enter", "2")
    assert [a.answer for a in attempts(sitting, home)] == ["reach"]


# Long texts


async def test_an_essay_is_written_counted_handed_in_and_never_given_a_band(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(ESSAY, GAP)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press(*"Yes", "enter", *"No")
        assert screen.pane.typed == "Yes\nNo", "enter starts a line"
        await pilot.press("escape", "h")
        seen = painted(pilot)
        assert "2 of 250 words" in seen
        assert "40 min left" in seen
        await pilot.press("ctrl+s")
        seen = painted(pilot)
        assert "Observed, not scored: Coach gives no band." in seen
        assert re.search(r"words\s+2 of the 250 asked for", seen)
        assert "target" not in seen
    (kept,) = attempts(sitting, home)
    assert (kept.answer, kept.score) == ("Yes\nNo", None)


async def test_long_material_scrolls_and_the_field_stays(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    material = "\n".join(f"Line {n} of the material." for n in range(1, 41))
    async with stage(drill_screen(home, sit(replace(GAP, material=material)))) as pilot:
        seen = painted(pilot)
        assert "Line 1 of" in seen and "Line 40 of" not in seen and "more lines" in seen
        await pilot.press(*"reach")
        assert "reach" in painted(pilot)
        for _ in range(4):
            await pilot.press("pagedown")
        seen = painted(pilot)
        assert "______ a compromise" in seen and "reach" in seen


# The end


async def test_at_the_end_the_sitting_is_summed_up_and_one_line_can_be_kept(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    sitting = sit(CHOICE, GAP, NUMBER)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        await pilot.press("3", "3", "enter", *"make", "enter", "2", "enter", "9", "enter", "3", "enter")
        seen = painted(pilot)
        assert re.search(r"right\s+2 of 3", seen)
        assert re.search(r"sure\s+2 times\s+right 2 of them", seen)
        assert "was expected" in seen
        await pilot.press(*"use reach", "enter")
        assert not screen.is_active
    (card,) = home.keeping.every()
    assert card.text == "use reach"
    assert card.origin == "session-of-a-test"
    assert again(home).session.ended_at is not None


async def test_the_line_to_keep_may_stay_empty(home: Journeys, sit: Seat, stage: Open) -> None:
    screen = drill_screen(home, sit(CHOICE))
    async with stage(screen) as pilot:
        await pilot.press("3", "3", "enter", "enter")
        assert not screen.is_active
    assert home.keeping.every() == ()


async def test_when_the_time_is_up_there_is_a_choice(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, clock: Any
) -> None:
    sitting = sit(CHOICE, GAP, NUMBER, minutes=5)
    screen = drill_screen(home, sitting)
    async with stage(screen) as pilot:
        clock.go(seconds=6 * 60)
        await pilot.press("3", "3", "enter")
        seen = painted(pilot)
        assert "Your 5 minutes are over." in seen and "2 drills" in seen
        await pilot.press("plus")
        assert "______ a compromise" in painted(pilot)
        assert not sitting.time_is_up
        clock.go(seconds=6 * 60)
        await pilot.press(*"reach", "enter", "2", "enter", "enter")
        assert "2 drills answered" in painted(pilot)
    assert again(home).session.ended_at is not None


async def test_in_the_app_no_key_of_a_drill_reaches_another_screen(home: Journeys, sit: Seat) -> None:
    sitting = sit(CHOICE, GAP)
    screen = drill_screen(home, sitting)
    app = CoachApp(home)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press("2", "1")
        assert phase(screen) is Phase.TOLD
        await pilot.press("1", "2", "h", "s", "question_mark")
        assert phase(screen) is Phase.TOLD and screen.is_active
        await pilot.press("u")
        assert phase(screen) is Phase.ASKING and screen.is_active
        assert app.return_code is None
    assert attempts(sitting, home) == ()


# Anything a file may hold, on any terminal

HOSTILE = "[/x] [@click=app.quit]q[/] \x1b[2J\x1b]52;c;UFdORUQ=\x07\x9b31m\u202e"


async def test_hostile_text_is_shown_as_it_stands_and_does_nothing(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    nasty = replace(
        CHOICE, prompt=HOSTILE, material=HOSTILE, explanation=HOSTILE, hints=(HOSTILE,),
        choices=(HOSTILE, "However", "[b]Despite[/b]", "Therefore"),
    )  # fmt: skip
    sitting = sit(nasty, replace(GAP, prompt=HOSTILE, key=TextKey(((HOSTILE,),))))
    home.drilling.drills.put_note(sitting.goal.id, nasty.id, HOSTILE, home.clock.now())
    async with stage(drill_screen(home, sitting)) as pilot:
        await pilot.press("h")
        screens = [painted(pilot)]
        for keys in (["1"], ["2"], ["enter"], [*"[/x", "right_square_bracket", "enter"], ["3"], ["enter"]):
            await pilot.press(*keys)
            screens.append(painted(pilot))
        assert pilot.app.is_running
    assert "[/x] [@click=app.quit]q[/]" in screens[0] and "[b]Despite[/b]" in screens[0]
    assert re.search(r"yours\s+\[/x\]", screens[5])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", "".join(screens))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (20, 5)])
@pytest.mark.parametrize(
    "drill", [GAP, CHOICE, ORDER, CORRECTION, CHECKLIST, RUBRIC, ESSAY], ids=lambda drill: drill.kind
)
async def test_every_drill_stands_on_every_terminal(
    home: Journeys, sit: Seat, stage: Open, painted: Painted, drill: Drill, size: tuple[int, int]
) -> None:
    sitting = sit(drill)
    screen = drill_screen(home, sitting, ascii=True)
    async with stage(screen, size=size) as pilot:
        if size[1] >= 10:
            assert drill.prompt.split()[0] in painted(pilot)
        await pilot.press("question_mark")
        assert phase(screen) is Phase.TOLD
        if size[1] >= 10:
            seen = painted(pilot)
            assert "enter next" in seen
            assert seen.isascii()
        await pilot.press("enter")
        assert phase(screen) is Phase.DONE


async def test_a_terminal_that_grows_shows_more(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    material = "\n".join(f"Line {n} of the material." for n in range(1, 26))
    async with stage(drill_screen(home, sit(replace(GAP, material=material))), size=(40, 12)) as pilot:
        assert "Line 25 of" not in painted(pilot)
        await pilot.resize_terminal(120, 50)
        await pilot.pause()
        assert "Line 25 of" in painted(pilot)


async def test_remapped_keys_work_and_are_named(
    home: Journeys, sit: Seat, stage: Open, painted: Painted
) -> None:
    screen = drill_screen(home, sit(CHOICE, GAP))
    async with stage(screen, keymap={"drill.hint": "g"}) as pilot:
        assert "g hint" in painted(pilot)
        await pilot.press("g")
        assert "A noun follows." in painted(pilot)


def test_every_key_has_a_name_to_remap_and_says_what_it_does() -> None:
    bindings = [binding for _, binding in DrillScreen._merge_bindings().key_to_bindings.items()]
    for same_key in bindings:
        for binding in same_key:
            if binding.action not in ("screen.copy_text", "app.focus_next", "app.focus_previous"):
                assert binding.id, binding
                assert binding.tooltip or not binding.show, binding
