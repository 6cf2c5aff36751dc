"""Cards on disk: appended without rewriting, read as they stand, taken out only where nothing else changes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.plain import UNSAFE
from goals.refusals import Refused
from memory import cards

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_there_are_no_cards_where_there_is_no_file(tmp_path: Path) -> None:
    assert cards.read(tmp_path) == ()
    assert cards.read(tmp_path / "nowhere") == ()


@given(st.lists(st.text(max_size=300), max_size=6))
def test_what_was_kept_is_read_back(texts: list[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        kept = []
        for number, text in enumerate(texts):
            try:
                kept.append(cards.append(folder, text, card=f"c{number}", at=AT))
            except Refused:
                continue
        assert list(cards.read(folder)) == kept
        raw = (folder / cards.FILE).read_text(encoding="utf-8") if kept else ""
        assert not UNSAFE.search(raw)
        assert raw.count("\n- ") == len(kept)


@given(
    st.binary(max_size=400), st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
)
def test_appending_and_taking_back_touch_nothing_else(by_hand: bytes, text: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / cards.FILE
        path.write_bytes(by_hand)
        try:
            card = cards.append(folder, text, card="c1", at=AT)
        except Refused:
            assert path.read_bytes() == by_hand
            return
        grown = path.read_bytes()
        assert grown.startswith(by_hand)
        assert cards.remove(folder, "c1", card.text)
        left = path.read_bytes()
        assert left.startswith(by_hand)
        assert b"c1" not in left[len(by_hand) :]


def test_only_bullets_are_cards(tmp_path: Path) -> None:
    (tmp_path / cards.FILE).write_text(
        "# Cards\n\nwords\n- one\n-no\n  - nested\n* star\n- \n- two <!-- id=7 topic=t -->\n",
        encoding="utf-8",
    )
    assert [(card.text, card.id, card.topic) for card in cards.read(tmp_path)] == [
        ("one", "", ""),
        ("two", "7", "t"),
    ]


def test_a_file_that_is_not_text_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / cards.FILE).write_bytes(b"- good\n- \xff\xfe bad \x1b[2J\n")
    first, second = cards.read(tmp_path)
    assert first.text == "good"
    assert "\x1b" not in second.text


def test_a_card_is_taken_out_only_as_it_was_kept(tmp_path: Path) -> None:
    card = cards.append(tmp_path, "one", card="c1", at=AT)
    assert not cards.remove(tmp_path, "c1", "another text")
    assert not cards.remove(tmp_path, "c2", "one")
    assert cards.read(tmp_path) == (card,)
    assert cards.remove(tmp_path, "c1", "one")
    assert not cards.remove(tmp_path, "c1", "one")
    assert cards.read(tmp_path) == ()


def test_nothing_to_take_out_of_an_empty_folder(tmp_path: Path) -> None:
    assert not cards.remove(tmp_path, "c1", "one")
    assert list(tmp_path.iterdir()) == []


def test_the_learners_file_rights_stay(tmp_path: Path) -> None:
    cards.append(tmp_path, "one", card="c1", at=AT)
    (tmp_path / cards.FILE).chmod(0o640)
    cards.remove(tmp_path, "c1", "one")
    assert (tmp_path / cards.FILE).stat().st_mode & 0o777 == 0o640


def test_no_second_writer_gets_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves while a card is taken out keeps what it saved."""
    cards.append(tmp_path, "one", card="c1", at=AT)
    path = tmp_path / cards.FILE
    real = os.fsync

    def save_elsewhere(descriptor: int) -> None:
        real(descriptor)
        path.write_text("- saved by an editor\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", save_elsewhere)
    assert not cards.remove(tmp_path, "c1", "one")
    assert path.read_text(encoding="utf-8") == "- saved by an editor\n"
