"""Cards: one line each in the learner's own file, kept whole or not at all, beside what was written by hand."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from coach.errors import DiskTrouble
from coach.journeys.bundle import Journeys
from coach.places import Places
from goals.refusals import Refused

if TYPE_CHECKING:
    from tests.journeys.conftest import Open


def file_of(places: Places) -> str:
    return (places.memory / "cards.md").read_text(encoding="utf-8")


def test_a_card_is_a_bullet_in_the_file(new_home: Journeys, places: Places) -> None:
    card = new_home.keeping.keep("reach a compromise, not make", origin="session 018f", topic="collocations")
    lines = [line for line in file_of(places).splitlines() if line.startswith("- ")]
    assert len(lines) == 1
    assert lines[0].startswith("- reach a compromise, not make <!-- ")
    assert new_home.keeping.every() == (card,)
    assert (card.origin, card.topic, card.at) == ("session-018f", "collocations", "2026-11-20T09:00:00+00:00")


def test_the_file_is_the_learners_alone(new_home: Journeys, places: Places) -> None:
    new_home.keeping.keep("one")
    assert stat.S_IMODE((places.memory / "cards.md").stat().st_mode) == 0o600
    assert stat.S_IMODE(places.memory.stat().st_mode) == 0o700


def test_hostile_text_is_kept_as_plain_words(new_home: Journeys, places: Places) -> None:
    new_home.keeping.keep("one\x1b]52;c;UFdO\x07\ntwo \u202e--> <!-- id=forged -->\x9b31m")
    (card,) = new_home.keeping.every()
    assert "one" in card.text
    assert card.id != "forged"
    kept = file_of(places)
    assert not any(bad in kept for bad in ("\x1b", "\x07", "\u202e", "\x9b"))
    assert len([line for line in kept.splitlines() if line.startswith("- ")]) == 1


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x1b\x07", "x" * 1_001])
def test_nothing_and_too_much_are_refused(new_home: Journeys, places: Places, text: str) -> None:
    with pytest.raises(Refused):
        new_home.keeping.keep(text)
    assert not (places.memory / "cards.md").exists()
    assert new_home.undoing.last() is None


def test_what_was_written_by_hand_stays_byte_for_byte(new_home: Journeys, places: Places) -> None:
    new_home.keeping.keep("first")
    path = places.memory / "cards.md"
    by_hand = (
        path.read_text(encoding="utf-8").replace("first", "FIRST, edited")
        + "\n## Mine\n\n- my own line\n* not a card"
    )
    path.write_text(by_hand, encoding="utf-8")
    new_home.keeping.keep("second")
    assert file_of(places).startswith(by_hand + "\n")
    assert [card.text for card in new_home.keeping.every()] == ["FIRST, edited", "my own line", "second"]


def test_a_card_taken_back_leaves_the_rest_as_it_was(new_home: Journeys, places: Places) -> None:
    new_home.keeping.keep("first")
    path = places.memory / "cards.md"
    path.write_text(file_of(places) + "\n## Mine\r\n- my own line", encoding="utf-8", newline="")
    before = path.read_bytes()
    new_home.keeping.keep("second")
    new_home.undoing.undo()
    assert path.read_bytes() == before + b"\n"  # the line end that a bullet needs before it
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_card_edited_since_is_not_taken_back(new_home: Journeys, places: Places) -> None:
    new_home.keeping.keep("first thoughts")
    path = places.memory / "cards.md"
    path.write_text(file_of(places).replace("first thoughts", "better thoughts"), encoding="utf-8")
    undone = new_home.undoing.undo()
    assert undone is not None
    assert "it stays" in undone.label
    assert [card.text for card in new_home.keeping.every()] == ["better thoughts"]
    assert new_home.undoing.undo() is None


def test_two_coaches_keep_their_cards_whole(open_home: Open, places: Places) -> None:
    one, two = open_home(None), open_home(None)
    for n in range(20):
        (one if n % 2 else two).keeping.keep(f"card {n}")
    assert [card.text for card in one.keeping.every()] == [f"card {n}" for n in range(20)]


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_kept(
    new_home: Journeys, places: Places
) -> None:
    (places.memory / "cards.md").mkdir(parents=True)
    with pytest.raises(DiskTrouble, match="was not kept"):
        new_home.keeping.keep("one")
    assert new_home.undoing.last() is None


def test_a_link_is_not_followed_out_of_the_home(new_home: Journeys, places: Places) -> None:
    outside = places.home.parent / "outside.md"
    outside.write_text("mine", encoding="utf-8")
    places.memory.mkdir()
    (places.memory / "cards.md").symlink_to(outside)
    with pytest.raises(DiskTrouble):
        new_home.keeping.keep("one")
    assert outside.read_text(encoding="utf-8") == "mine"
