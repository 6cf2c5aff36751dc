"""Settings: a default for everything, and a wrong one named with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.config import Config, read_config
from coach.errors import CoachError


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()
    assert read_config(written(tmp_path, "# nothing set\n")) == Config()


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = 'zone = "Europe/Berlin"\ntheme = "coach-light"\nascii = true\n'
    text += '[keys]\ndrill.hint = "f2"\n"app.quit" = "f10"\n'
    found = read_config(written(tmp_path, text))
    assert (found.zone, found.theme, found.ascii) == ("Europe/Berlin", "coach-light", True)
    assert dict(found.keys) == {"drill.hint": "f2", "app.quit": "f10"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 'red'", "colour"),
        ("zone = 3", "zone"),
        ("theme = ['x']", "theme"),
        ("ascii = 'yes'", "ascii"),
        ("keys = 'q'", "keys"),
        ("zone =", "not valid"),
        ("\x1b]52;c;AAAA\x07 = 1", "not valid"),
        ('"\\u001b]52;c;AAAA" = 1', "unknown setting"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CoachError, match=says) as refused:
        read_config(path)
    assert str(path) in refused.value.what
    assert refused.value.hint
    assert "\x1b" not in str(refused.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"zone = '\xff\xfe'")
    with pytest.raises(CoachError, match="not valid"):
        read_config(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(CoachError, match="can't be read"):
        read_config(tmp_path / "config.toml")
