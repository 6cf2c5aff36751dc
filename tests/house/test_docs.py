"""What the documents say is so: examples load, references are current, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from goals.drills import KEYS
from research.packs import read_pack

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [*DOCS.rglob("*.md"), *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md"))]
)


def fenced(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pack_on_the_page_about_packs_loads(tmp_path: Path) -> None:
    page = DOCS / "packs.md"
    [header] = fenced(page, "toml")
    lines = "".join(fenced(page, "json"))
    (tmp_path / "drills").mkdir()
    (tmp_path / "pack.toml").write_text(header, encoding="utf-8")
    (tmp_path / "drills" / "page.jsonl").write_text(lines, encoding="utf-8")
    pack = read_pack(tmp_path)
    assert {drill.kind for drill in pack.drills} == set(KEYS)
    assert len(pack.drills) == lines.count("\n") + 6  # and those of its generator


def test_the_page_about_packs_names_every_field_of_the_format() -> None:
    from research.pack_models import DrillShape, GeneratorShape, PackShape, ScaleShape, SkillShape

    text = (DOCS / "packs.md").read_text(encoding="utf-8")
    names = {
        field.alias or name
        for shape in (DrillShape, GeneratorShape, PackShape, ScaleShape, SkillShape)
        for name, field in shape.model_fields.items()
    }
    assert [name for name in sorted(names) if not re.search(rf"(?<!\w){name}(?!\w)", text)] == []


def test_the_page_about_packs_names_every_scale_and_generator(reference: ModuleType) -> None:
    from goals.scales import BUILT_IN

    text = (DOCS / "packs.md").read_text(encoding="utf-8")
    assert [scale.id for scale in BUILT_IN if f"`{scale.id}`" not in text] == []
    assert text == reference.packs(), AGAIN


def test_the_command_line_page_is_current(reference: ModuleType) -> None:
    assert (DOCS / "command-line.md").read_text(encoding="utf-8") == reference.command_line(), AGAIN


def test_the_keys_page_is_current(reference: ModuleType) -> None:
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == reference.keys(), AGAIN


AGAIN = "make it anew: uv run python docs/make_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.casefold()).strip().replace(" ", "-") for head in heads}


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        targets = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
        waiting += [(page.parent / target).resolve() for target in targets if "://" not in target]
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in seen] == []


def test_every_dependency_has_its_reasons() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    every = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    every += project["build-system"]["requires"]
    names = [re.split(r"[><=~! ]", line)[0] for line in every]
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", text, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(names)
    assert all(len(row.split(" | ")) == 4 and all(row.split(" | ")) for _, row in rows)


def test_the_readme_opens_with_the_two_commands_that_work() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert "pip install uv && uv run coach" in lines
    assert "pip install uv && uv run pytest" in lines
    assert max(lines.index(f"pip install uv && uv run {word}") for word in ("coach", "pytest")) < 45


def test_the_script_for_ci_runs_the_readmes_own_line() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "uv run pytest" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_decision_fits_a_page_and_says_when_to_look_again() -> None:
    decisions = sorted((DOCS / "adr").glob("0*.md"))
    assert len(decisions) >= 6
    for page in decisions:
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, page.name
        for head in ("## Context", "## Decision", "## Consequences", "## When to look again"):
            assert head in text, f"{page.name}: {head}"


def test_the_vocabulary_names_no_banned_word_as_ours() -> None:
    text = (DOCS / "vocabulary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| \*\*(.+?)\*\* \|", text, re.MULTILINE)
    assert len(terms) >= 20
    assert not set(terms) & {"item", "data", "info", "manager", "handler", "helper", "util", "process"}


def test_pictures_are_of_the_real_screens() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docs/screens/today.svg" in readme
    for name in ("first-run", "today", "drill", "feedback", "goals", "chart", "summary"):
        picture = (DOCS / "screens" / f"{name}.svg").read_text(encoding="utf-8")
        assert picture.startswith("<svg")
        assert "Coach" in picture
