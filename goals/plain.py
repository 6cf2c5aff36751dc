"""One door for every text that is not ours: what must never meet a terminal is taken out here.

Measured on Textual: control characters other than BEL, BS, VT, FF and CR pass every widget raw, so a card could
set the clipboard or draw over a prompt. The screens keep a second wall (`screens.guard`) built on the same table.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_FIELD: Final = 200_000
"""Characters kept of one field; a longer one is cut, and the door that took it says so."""
MAX_LINE: Final = 20_000
"""Characters kept of one line."""
MAX_MARKS: Final = 8
"""Combining marks kept on one character; real scripts need fewer."""

UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""C0 but newline and tab, DEL, C1, bidirectional controls, zero-width (not ZWJ and ZWNJ), tags."""
BROKEN: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]")
"""Lone surrogates and noncharacters: they can't be stored or encoded, so they become U+FFFD."""


def clean(text: str, *, limit: int = MAX_FIELD) -> str:
    """Foreign text made safe to store and to show; says the same to a reader.

    Args:
        text: anything: a model's reply, an imported card, a pasted answer, a file name.
        limit: how many characters are kept at the most.
    """
    text = text[: limit * 2].replace("\r\n", "\n").replace("\r", "\n")
    text = UNSAFE.sub("", BROKEN.sub("\ufffd", text))
    if not text.isascii():
        text = _cap_marks(text)
    if len(text) > MAX_LINE:
        text = "\n".join(line[:MAX_LINE] for line in text.split("\n"))
    return text[:limit]


def one_line(text: str, *, limit: int = 2_000) -> str:
    """`clean`, folded to a single line with single spaces."""
    return " ".join(clean(text, limit=limit).split())


def fold(text: str) -> str:
    """The form two texts are compared in: NFC, case folded, white space single, plain quotes and hyphens."""
    text = unicodedata.normalize("NFC", text).casefold()
    return " ".join(text.translate(_TYPOGRAPHY).split())


_TYPOGRAPHY: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u00a0": " "}
)


def _cap_marks(text: str) -> str:
    run = 0
    kept: list[str] = []
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
