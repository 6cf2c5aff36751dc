"""Packs at the door: read whole, or refused with every fault named by file and line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from goals.drills import ChoiceKey, CorrectionKey, Drill, SelectKey, TextKey
from goals.plain import BROKEN, UNSAFE
from goals.refusals import Refused
from research.library import folder_of, offers
from research.pack_faults import PackRefused
from research.packs import MAX_FILE, Pack, digest_of, read_pack

HEADER = """\
schema = 1
id = "knots"
title = "Knots"
edition = "1"
kind = "project"
names = ["knots"]
about = "Tying knots."
source = "own writing"
licence = "CC0"
scale = "level-10"

[[skills]]
id = "bends"
name = "bends"
weight = 0.6

[[skills]]
id = "hitches"
name = "hitches"
weight = 0.4
"""


def line(**changes: Any) -> dict[str, Any]:
    sound: dict[str, Any] = {
        "id": "bends-1",
        "skill": "bends",
        "kind": "choice",
        "difficulty": 3,
        "prompt": "Which joins two ropes?",
        "choices": ["a clove hitch", "a sheet bend"],
        "key": {"right": 1},
        "explanation": "Bends join, hitches hold.",
    }
    return sound | changes


def written(folder: Path, *lines: dict[str, Any] | str, header: str = HEADER) -> Path:
    (folder / "drills").mkdir(parents=True)
    (folder / "pack.toml").write_text(header, encoding="utf-8")
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    (folder / "drills" / "all.jsonl").write_text(text, encoding="utf-8", errors="surrogatepass")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackRefused) as refused:
        read_pack(folder)
    return [str(fault) for fault in refused.value.faults]


def test_a_small_pack_is_read_whole(tmp_path: Path) -> None:
    pack = read_pack(written(tmp_path / "knots", line()))
    assert (pack.id, pack.title, pack.licence, pack.scale.id) == ("knots", "Knots", "CC0", "level-10")
    assert [skill.id for skill in pack.tree.leaves()] == ["bends", "hitches"]
    [drill] = pack.drills
    assert drill.key == ChoiceKey(1)
    assert drill.guess == 0.5
    assert drill.source == "own writing"


def test_blank_lines_are_allowed_between_drills(tmp_path: Path) -> None:
    pack = read_pack(written(tmp_path / "knots", "", line(), "  ", line(id="bends-2", prompt="And now?"), ""))
    assert [drill.id for drill in pack.drills] == ["bends-1", "bends-2"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{not json", "not valid JSON"),
        ("[1, 2]", "not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        (line(skill="splices"), "splices"),
        (line(kind="riddle"), "kind"),
        (line(difficulty=11), "off the scale"),
        (line(difficulty=float("nan")), "off the scale"),
        (line(difficulty=float("inf")), "off the scale"),
        (line(difficulty="hard"), "difficulty"),
        (line(explanation=""), "explanation"),
        ({k: v for k, v in line().items() if k != "explanation"}, "“explanation” is missing"),
        (line(colour="red"), "colour"),
        (line(key={"right": 1, "also": 2}), "also"),
        (line(key={"right": 2}), "outside the 2 choices"),
        (line(key={"right": -1}), "outside the 2 choices"),
        (line(key={}), "right"),
        (line(choices=["a bend"], key={"right": 0}), "two choices"),
        (line(choices=["a bend", "A Bend"]), "the same"),
        (line(kind="order", key={"order": [0, 0]}), "twice"),
        (line(kind="order", choices=["a", "b", "c"], key={"order": [2, 0]}), "every choice once"),
        (line(kind="text", choices=[], key={"gaps": [[]]}), "accepted answer"),
        (line(kind="text", choices=[], key={"gaps": [["reach"]]}, distractors=["Reach"]), "distractor"),
        (
            line(
                kind="correction",
                choices=[],
                key={"sentence": "An advice.", "faults": [{"wrong": "a advice", "right": ["advice"]}]},
            ),
            "once",
        ),
        (
            line(kind="rubric", choices=[], key={"text": "T", "criteria": ["a", "b"], "reference": [1]}),
            "one reference score",
        ),
        (line(id="Bends 1"), "id"),
        (line(seconds=0), "seconds"),
        (line(guess=1.0), "guess"),
        (line(prompt="look \u001b]0;here"), "control"),
        (line(prompt="look \u202ehere"), "control or invisible"),
    ],
)
def test_a_bad_line_is_named_by_file_line_and_fault(
    tmp_path: Path, wrong: dict[str, Any] | str, said: str
) -> None:
    found = faults(written(tmp_path / "knots", line(id="bends-0", prompt="Fine?"), wrong))
    assert len(found) == 1
    assert "all.jsonl:2: " in found[0]
    assert said in found[0]


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    found = faults(written(tmp_path / "knots", "{", line(), line(skill="x"), line(id="bends-1"), "nonsense"))
    assert [fault.split("all.jsonl:")[1].split(":")[0] for fault in found] == ["1", "3", "4", "5"]
    assert "there already, at all.jsonl:2" in found[2]


def test_an_id_is_taken_across_files(tmp_path: Path) -> None:
    folder = written(tmp_path / "knots", line())
    (folder / "drills" / "more.jsonl").write_text(json.dumps(line()), encoding="utf-8")
    [fault] = faults(folder)
    assert "more.jsonl:1" in fault
    assert "all.jsonl:1" in fault


@pytest.mark.parametrize(
    ("old", "new", "said", "where"),
    [
        ("schema = 1", "schema = 2", "newer Coach", "pack.toml:1"),
        ('title = "Knots"', "title = 3", "title", "pack.toml:3"),
        ('title = "Knots"', "", "“title” is missing", "pack.toml"),
        ('licence = "CC0"', 'licence = "CC0"\ncode = "import os"', "code", "pack.toml"),
        ('scale = "level-10"', 'scale = "stars"', "ielts-band", "pack.toml"),
        ("weight = 0.4", "weight = 0.5", "sum to 1.100", "pack.toml"),
        ('id = "hitches"', 'id = "bends"', "twice", "pack.toml"),
        ("weight = 0.4", 'weight = 0.4\nparent = "ghost"', "ghost", "pack.toml"),
        ("weight = 0.4", 'weight = 0.4\nprerequisites = ["hitches"]', "circle", "pack.toml"),
        ("weight = 0.4", "weight = 1.4", "weight", "pack.toml"),
        ("[[skills]]", "[[skills", "not valid TOML", "pack.toml"),
    ],
)
def test_a_fault_in_the_header_is_named(tmp_path: Path, old: str, new: str, said: str, where: str) -> None:
    found = faults(written(tmp_path / "knots", line(), header=HEADER.replace(old, new)))
    assert any(said in fault and where in fault for fault in found), found


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"generator": "sonnets"}, "no generator “sonnets”"),
        ({"skill": "splices"}, "no leaf"),
        ({"difficulties": [1, 99]}, "off the scale"),
    ],
)
def test_a_fault_in_a_generator_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    made = {
        "id": "made",
        "skill": "bends",
        "generator": "table-change",
        "difficulties": [3],
        "count": 2,
    } | changes
    header = HEADER + "\n[[generators]]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in made.items())
    [fault] = faults(written(tmp_path / "knots", line(), header=header))
    assert said in fault


def test_a_pack_without_drills_is_none(tmp_path: Path) -> None:
    assert "no drills" in faults(written(tmp_path / "knots"))[0]


def test_a_folder_without_a_header_is_no_pack(tmp_path: Path) -> None:
    assert "pack.toml" in faults(tmp_path)[0]


def test_what_is_not_text_is_said(tmp_path: Path) -> None:
    folder = written(tmp_path / "knots", line())
    (folder / "drills" / "all.jsonl").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in faults(folder)[0]
    (folder / "pack.toml").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in faults(folder)[0]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = written(tmp_path / "knots", line())
    with (folder / "drills" / "all.jsonl").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "larger than" in faults(folder)[0]


def test_many_faults_stay_readable_in_one_sentence_and_are_all_kept(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_pack(written(tmp_path / "knots", *["{"] * 50))
    assert "and 38 more" in str(refused.value)
    assert isinstance(refused.value, PackRefused)
    assert len(refused.value.faults) == 50


def test_a_pack_may_bring_its_own_scale_of_words(tmp_path: Path) -> None:
    header = HEADER.replace(
        'scale = "level-10"', 'scale = { name = "sailor\'s ranks", words = ["landsman", "able", "bosun"] }'
    )
    pack = read_pack(written(tmp_path / "knots", line(difficulty=2.5), header=header))
    assert pack.scale.show(2) == "able"
    assert (
        "off the scale (landsman, able, bosun)"
        in faults(written(tmp_path / "off", line(difficulty=3.5), header=header))[0]
    )


def test_the_digest_covers_every_file_and_is_known_without_reading_drills(tmp_path: Path) -> None:
    folder = written(tmp_path / "knots", line())
    before = read_pack(folder).digest
    assert before == digest_of(folder)
    (folder / "drills" / "more.jsonl").write_text(json.dumps(line(id="bends-9", prompt="Other?")))
    more = digest_of(folder)
    header = folder / "pack.toml"
    header.write_text(header.read_text(encoding="utf-8") + "# a word more\n", encoding="utf-8")
    assert len({before, more, digest_of(folder)}) == 3


# What comes with Coach


@pytest.fixture(scope="module", params=[offer[0] for offer in offers()])
def built_in_pack(request: pytest.FixtureRequest) -> Pack:
    return read_pack(folder_of(request.param))


def test_what_is_offered_is_what_the_pack_says(built_in_pack: Pack) -> None:
    [offer] = [one for one in offers() if one[0] == built_in_pack.id]
    assert offer[1:] == (built_in_pack.title, built_in_pack.kind, built_in_pack.scale, built_in_pack.names)


def test_every_skill_that_counts_has_drills_over_a_range_of_difficulty(built_in_pack: Pack) -> None:
    poor: dict[str, tuple[int, float]] = {}
    for leaf in built_in_pack.tree.leaves():
        levels = [drill.difficulty for drill in built_in_pack.drills if drill.skill == leaf.id]
        if leaf.weight and (len(levels) < 12 or max(levels) - min(levels) < 1.5):
            poor[leaf.id] = (len(levels), max(levels, default=0) - min(levels, default=0))
    assert poor == {}


def test_no_drill_is_asked_twice_in_other_clothes(built_in_pack: Pack) -> None:
    faces = [(drill.prompt, drill.material, drill.choices, drill.key) for drill in built_in_pack.drills]
    assert len({repr(face) for face in faces}) == len(faces)


def test_every_drill_fits_a_small_terminal(built_in_pack: Pack) -> None:
    def rows(drill: Drill) -> int:
        texts = [*drill.prompt.split("\n"), *drill.material.split("\n"), *drill.choices]
        return sum(-(-max(len(text), 1) // 74) for text in texts)

    # 24 rows less top line, field, confidence, rules, footer and the air between them.
    tall = {
        drill.id: rows(drill) for drill in built_in_pack.drills if rows(drill) > 15 and drill.kind != "rubric"
    }
    assert tall == {}


def test_the_right_choice_stands_anywhere(built_in_pack: Pack) -> None:
    places = [drill.key.right for drill in built_in_pack.drills if isinstance(drill.key, ChoiceKey)]
    # A few choices may fall unevenly; a pack of them must not lean to one place.
    assert all(places.count(place) < len(places) / 2 + 3 for place in set(places))


def test_no_text_of_a_pack_steers_a_terminal(built_in_pack: Pack) -> None:
    for drill in built_in_pack.drills:
        texts = (drill.prompt, drill.material, drill.explanation, *drill.choices, *drill.hints)
        assert not any(UNSAFE.search(text) or BROKEN.search(text) for text in texts), drill.id


def test_no_hint_gives_the_answer_away(built_in_pack: Pack) -> None:
    told: list[str] = []
    for drill in built_in_pack.drills:
        if isinstance(drill.key, TextKey):
            answers = [answer.casefold() for gap in drill.key.gaps for answer in gap if len(answer) > 4]
        elif isinstance(drill.key, ChoiceKey | SelectKey):
            rights = (drill.key.right,) if isinstance(drill.key, ChoiceKey) else drill.key.right
            answers = [drill.choices[place].casefold() for place in rights if len(drill.choices[place]) > 12]
        else:
            continue
        hint = f" {drill.hints[0].casefold()} " if drill.hints else ""
        if any(re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", hint) for answer in answers):
            told.append(drill.id)
    assert told == []


def test_a_third_of_the_sentences_to_correct_are_clean(built_in_pack: Pack) -> None:
    keys = [drill.key for drill in built_in_pack.drills if isinstance(drill.key, CorrectionKey)]
    if not keys:
        pytest.skip("no sentences to correct in this pack")
    assert 0.15 <= sum(1 for key in keys if not key.faults) / len(keys) <= 0.5


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(Refused, match="coach pack list"):
        folder_of("juggling")
