"""The small commands, and how the command line behaves when things go wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach import cli as command_line
from coach.places import Places

ROOT = Path(__file__).parents[3]
COMMANDS = ("goal", "place", "today", "drill", "score", "card", "undo", "attempts", "pack", "demo")
UPKEEP = ("doctor", "backup", "restore", "rebuild")


def test_help_names_every_command_and_each_has_its_own(stranger: Any) -> None:
    listed = stranger.done("--help").out
    for name in (*COMMANDS, *UPKEEP):
        assert f"\n  {name} " in listed
        assert "Usage: " in stranger.done(name, "--help").out


def test_lists_of_commands_say_whole_sentences(stranger: Any) -> None:
    for words in ([], ["goal"], ["card"], ["attempts"], ["pack"]):
        assert "..." not in stranger.done(*words, "--help").out.split("Commands:")[1]


def test_the_version_is_said(stranger: Any) -> None:
    assert stranger.done("--version").out.startswith("coach ")


@pytest.mark.parametrize("words", [["dance"], ["goal", "dance"], ["today", "--nonsense"], ["score", "x"]])
def test_words_that_are_no_command_are_a_usage_error(coach: Any, words: list[str]) -> None:
    said = coach(*words)
    assert said.code == 2
    assert "Usage" in said.err


def test_coach_alone_in_a_pipe_names_the_commands_that_work_there_and_loads_no_click() -> None:
    code = (
        "import sys; from coach.cli import main; code = main([]); "
        "assert not {'click', 'textual', 'pydantic', 'sqlite_utils'} & set(sys.modules); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "coach today" in ran.stderr
    assert "coach drill" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_app_opens_on_a_terminal_and_its_exit_code_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def run(journeys: Any) -> int:
        opened.append(journeys)
        journeys.close()
        return 3

    monkeypatch.setattr(command_line, "is_terminal", lambda: True)
    monkeypatch.setitem(sys.modules, "screens.app", type(sys)("screens.app"))
    monkeypatch.setattr(sys.modules["screens.app"], "run", run, raising=False)
    assert command_line.main([]) == 3
    assert len(opened) == 1


def test_a_home_that_cannot_be_used_is_a_sentence_also_before_the_app(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(command_line, "is_terminal", lambda: True)
    monkeypatch.setitem(sys.modules, "screens.app", type(sys)("screens.app"))
    monkeypatch.setattr(sys.modules["screens.app"], "run", lambda _: 0, raising=False)
    assert command_line.main([]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "file") in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("COACH_NOW", "soon", "COACH_NOW"), ("COACH_NOW", "\x1b[2J", "COACH_NOW")],
)
def test_a_wrong_environment_is_named_and_cleaned(
    stranger: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    said = stranger("today")
    assert said.code == 1
    assert told in said.err
    assert "\x1b" not in said.err


def test_hostile_words_come_back_clean(coach: Any) -> None:
    for words in (["goal", "show", "\x1b]52;c;A\x07x"], ["score", "ielts-writing", "\u202e7\x1b[31m"]):
        said = coach(*words)
        assert said.code == 1
        assert not {"\x1b", "\x07", "\u202e"} & set(said.err)


def test_ctrl_c_leaves_with_a_word_and_its_own_code(coach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.cli.sitting_plain.ask_person", interrupted)
    said = coach("drill")
    assert said.code == 130
    assert "everything answered is kept" in said.err


def test_a_fault_of_ours_is_a_sentence_and_its_traceback_a_private_file(
    coach: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "private"
        raise RuntimeError(len(secret))

    monkeypatch.setattr("coach.cli.today.today_record", broken)
    said = coach("today", "--json")
    assert said.code == 1
    assert "Traceback" not in said.err
    log = places.logs / "crash.log"
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert str(log) in said.err
    if os.name == "posix":
        assert log.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_reader_that_leaves_early_hears_no_complaint(places: Places, coach: Any) -> None:
    coach.talk("drill", lines=[{"command": "dont_know"}])
    ran = subprocess.run(
        f'"{sys.executable}" -m coach goal show | head -n 1',
        shell=True, capture_output=True, text=True, cwd=ROOT, env=os.environ | {"COACH_HOME": str(places.home)},
    )  # fmt: skip
    assert ran.stderr == ""
    assert "IELTS Writing" in ran.stdout


def test_a_score_from_outside_moves_the_level_and_is_taken_back(coach: Any) -> None:
    before = coach.done("goal", "show", "--json").facts["level"]
    entered = coach.done("score", "ielts-writing", "6", "--by", "official", "--json").facts
    assert entered["whole"]["mean"] < before["mean"]
    coach.done("undo")
    assert coach.done("goal", "show", "--json").facts["level"] == before


def test_a_learner_may_overrule_the_level_of_a_skill(coach: Any) -> None:
    coach.done("score", "ielts-writing", "8", "--skill", "collocations", "--overrule")
    skills = {skill["id"]: skill for skill in coach.done("goal", "show", "--json").facts["skills"]}
    assert skills["lr-collocation"]["level"]["mean"] > 7.4


@pytest.mark.parametrize("value", ["9.5", "7.3", "good", ""])
def test_a_score_off_the_scale_is_refused_with_what_the_scale_offers(coach: Any, value: str) -> None:
    said = coach("score", "ielts-writing", value)
    assert said.code == 1
    assert "0 to 9 by 0.5" in said.err


def test_a_skill_is_found_by_the_beginning_of_its_name(coach: Any) -> None:
    assert (
        coach.done("score", "ielts-writing", "7", "--skill", "colloc", "--json").facts["skill"]
        == "lr-collocation"
    )
    said = coach("score", "ielts-writing", "7", "--skill", "colocations")
    assert said.code == 1
    assert "lr-collocation" in said.err


def test_cards_are_kept_from_words_and_from_a_pipe(stranger: Any) -> None:
    stranger.done("card", "add", "reach", "a", "compromise", "--topic", "collocations")
    stranger.done("card", "add", typed="one\n\n  two \n")
    cards = stranger.done("card", "list", "--json").facts
    assert [card["text"] for card in cards] == ["reach a compromise", "one", "two"]
    assert cards[0]["topic"] == "collocations"


def test_a_pipe_with_one_unfit_line_keeps_no_card(stranger: Any) -> None:
    said = stranger("card", "add", typed="one\n" + "x" * 2_000 + "\n")
    assert said.code == 1
    assert "Line 2" in said.err
    assert stranger.done("card", "list", "--json").facts == []


def test_an_empty_card_is_refused(stranger: Any) -> None:
    assert stranger("card", "add", "  ").code == 1
    assert stranger("card", "add", typed="\n").code == 1


@pytest.mark.parametrize(
    ("topic", "kept"),
    [
        ("collocations", "collocations"),
        ("Größe 2", "Größe-2"),
        ("搭配", "搭配"),
        ("हिन्दी", "हिन्दी"),
        ("  ", ""),
        ("a-b", "a-b"),
    ],
)
def test_a_topic_is_written_in_any_script(stranger: Any, topic: str, kept: str) -> None:
    stranger.done("card", "add", "reach a compromise", "--topic", topic)
    (card,) = stranger.done("card", "list", "--json").facts
    assert card["topic"] == kept


@pytest.mark.parametrize(
    "topic",
    [
        "../../etc",
        "a/b",
        "a\\b",
        "..",
        "c:",
        "a\nb",
        "x\x00",
        "\x1b[31m",
        "-",
        "a.md",
        "a" * 61,
        "<x>",
        "a=b",
        "~",
    ],
)
def test_a_topic_that_could_be_no_file_name_is_refused_in_one_sentence(stranger: Any, topic: str) -> None:
    for words, typed in ((["reach a compromise"], ""), ([], "one\ntwo\n")):
        said = stranger("card", "add", *words, "--topic", topic, typed=typed)
        assert said.code == 1
        assert len(said.err.splitlines()) == 1
        assert "letters, digits, spaces and hyphens" in said.err
        assert "\x1b" not in said.err
    assert stranger.done("card", "list", "--json").facts == []


def test_undo_says_which_answer_it_took_back(coach: Any) -> None:
    (drill, *_) = coach.talk("drill", lines=[{"command": "dont_know"}]).of("drill")
    skill = next(
        one["name"]
        for one in coach.done("goal", "show", "--json").facts["skills"]
        if one["id"] == drill["skill"]
    )
    said = " ".join(coach.done("undo").out.split())
    assert said.startswith(f"Taken back: an answer in {skill} (“")
    begins = said.split("“")[1].split("”")[0].rstrip("…")
    assert begins
    assert begins in " ".join(f"{drill['prompt']} {drill.get('material', '')}".split())


def test_undo_says_which_drill_had_been_skipped(coach: Any) -> None:
    coach.talk("drill", lines=[{"command": "skip"}])
    assert coach.done("undo").out.startswith("Taken back: a skipped drill in ")


def test_undo_with_nothing_done_is_no_error(stranger: Any) -> None:
    assert "nothing to take back" in stranger.done("undo").out


def test_packs_are_listed_with_their_size(stranger: Any) -> None:
    (first, *_) = stranger.done("pack", "list", "--json").facts
    assert {"id", "title", "skills", "drills", "scale"} <= set(first)
    assert "IELTS Writing" in stranger.done("pack", "list").out


def test_a_pack_with_faults_is_refused_fault_by_fault(stranger: Any, tmp_path: Path) -> None:
    said = stranger("pack", "check", str(tmp_path))
    assert said.code == 1
    assert "pack.toml" in said.err
    assert stranger.done("pack", "check", str(ROOT / "research" / "library" / "ielts_writing")).code == 0


def test_a_reported_drill_comes_back_and_that_can_be_undone(coach: Any) -> None:
    coach.talk("drill", lines=[{"command": "report", "note": "odd"}])
    (out,) = coach.done("pack", "reported", "--json").facts
    coach.done("pack", "restore", out["drill"])
    assert coach.done("pack", "reported", "--json").facts == []
    coach.done("undo")
    assert coach.done("pack", "reported", "--json").facts[0]["note"] == "odd"
    assert coach("pack", "restore", "no-such").code == 1


def test_a_copy_is_made_and_gone_back_to(coach: Any, places: Places) -> None:
    coach.done("backup")
    (copy,) = places.backups.glob("*.db")
    coach.talk("drill", lines=[{"command": "dont_know"}])
    assert coach("restore", str(copy)).code == 1
    assert len(coach.done("attempts", "export").lines) == 1
    coach.done("restore", str(copy), "--yes")
    assert coach.done("attempts", "export").out == ""


def test_a_home_whose_database_is_broken_can_be_looked_at_and_restored(coach: Any, places: Places) -> None:
    coach.done("backup")
    (copy,) = places.backups.glob("*.db")
    places.database.write_bytes(b"not a database" * 1_000)
    said = coach("today")
    assert said.code == 1
    assert str(copy) in said.err
    assert coach("doctor", "--json").code == 1
    coach.done("restore", str(copy), "--yes")
    assert coach.done("today", "--json").facts["blocks"]


def test_doctor_finds_nothing_wrong_and_rebuild_changes_nothing(coach: Any) -> None:
    coach.talk("drill", lines=[{"answer": "x"}, {"command": "dont_know"}])
    before = coach.done("goal", "show", "--json").facts
    assert {one["level"] for one in coach.done("doctor", "--json").facts} <= {"ok", "warn"}
    assert "2 attempts" in coach.done("rebuild").out
    assert coach.done("goal", "show", "--json").facts == before


def test_the_demo_needs_a_terminal(stranger: Any) -> None:
    said = stranger("demo")
    assert said.code == 1
    assert "terminal" in said.err
