"""Texts that are counted or judged: the line under an essay, what was observed in it, scores beside a reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from textual.content import Content

from goals.drills import Drill, EssayKey, RubricKey
from goals.refusals import Refused
from goals.scales import Scale
from screens.drill.lines import hang
from screens.words import MUTED, counted

READ: Final = 20_000
"""Characters of a text that are counted while it is written; as many as the grader reads."""
COPIED: Final = 0.05
"""Share of copied words from which it is worth a second look."""
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def essay_line(key: EssayKey, text: str, seconds: int) -> Content:
    """Words, minutes and copied share of an essay under way.

    Args:
        key: what was asked for.
        text: what is written so far.
        seconds: how long the prompt has been open.
    """
    from goals.graders.essay import grade_essay

    seen = grade_essay(key, text[:READ]).observations
    left = key.minutes - seconds // 60
    copied = float(seen["copied_share"])
    time = f"{left} min left" if left > 0 else f"{key.minutes} minutes are over; hand in when you are ready"
    return Content.assemble(
        (f"{seen['words']}", "bold"), f" of {key.least_words} words", "     ",
        (time, "" if left > 5 else "$text-warning"), "     ",
        (f"copied from the prompt {copied:.0%}", "$text-warning" if copied > COPIED else MUTED),
    )  # fmt: skip


def observed(seen: Mapping[str, float | int | str], drill: Drill, width: int) -> list[Content]:
    """What was counted in a text, a row each; no row says how good it is."""
    key = drill.key
    asked = f" of the {key.least_words} asked for" if isinstance(key, EssayKey) else ""
    parts = counted(int(seen.get("paragraphs", 0)), "paragraph")
    rows = [("words", f"{seen.get('words', 0)}{asked}")]
    rows.append(("parts", f"{parts}, {counted(int(seen.get('sentences', 0)), 'sentence')}"))
    rows.append(
        ("copied", f"{float(seen.get('copied_share', 0)):.0%} of its runs of four words stand in the prompt")
    )
    if seen.get("repeated_paragraphs") or float(seen.get("repeated_share", 0)) > 0.2:
        rows.append(("repeated", f"{float(seen.get('repeated_share', 0)):.0%} stood in the text before"))
    if seen.get("frequent_words"):
        rows.append(("often", str(seen["frequent_words"])))
    rows.append(("linkers", f"{float(seen.get('linkers_per_100', 0)):.1f} in 100 words"))
    if seen.get("contractions"):
        rows.append(("contracted", f"{seen['contractions']}, such as don't"))
    if seen.get("slips"):
        rows.append(("slips", f"{seen['slips']} that a rule can see: {seen.get('slip_examples', '')}"))
    lines: list[Content] = []
    for label, said in rows:
        lines += hang(Content.styled(f"  {label:<12}", MUTED), said, width)
    return lines


def scores_line(key: RubricKey, text: str) -> Content:
    """The criteria with the scores typed so far."""
    given = _NUMBER.findall(text)
    parts = [
        Content.assemble((f"{name} ", MUTED), (given[at] if at < len(given) else "_", "bold"))
        for at, name in enumerate(key.criteria)
    ]
    return Content("   ").join(parts)


def read_scores(key: RubricKey, text: str, scale: Scale) -> str:
    """The scores as the grader reads them.

    Raises:
        Refused: too few or too many, or one off the scale.
    """
    given = [one.replace(",", ".") for one in _NUMBER.findall(text)]
    if len(given) != len(key.criteria):
        raise Refused(
            f"Give {len(key.criteria)} numbers, one for each criterion, as in {_example(key, scale)}."
        )
    for one in given:
        if not scale.low <= float(one) <= scale.high:
            raise Refused(f"{one} is off the scale.", f"{scale.name} go from {scale.offer()}.")
    return " ".join(given)


def rubric_rows(key: RubricKey, seen: Mapping[str, Any] | tuple[()], width: int) -> list[Content]:
    """Per criterion the learner's score, the reference and the author's reason."""
    off = dict(seen)
    wide = max(map(len, key.criteria), default=0)
    rows = [Content.styled(f"  {'':<{wide}}  yours  reference", MUTED)]
    for at, name in enumerate(key.criteria):
        mine = f"{key.reference[at] + float(off[name]):g}" if name in off else "-"
        rows.append(Content.assemble(f"  {name:<{wide}}  {mine:>5}  ", (f"{key.reference[at]:>9g}", "bold")))
        if at < len(key.reasons):
            rows += hang("    ", Content.styled(key.reasons[at], MUTED), width)
    return rows


def _example(key: RubricKey, scale: Scale) -> str:
    return " ".join([f"{round((scale.low + 2 * scale.high) / 3):g}"] * len(key.criteria))
