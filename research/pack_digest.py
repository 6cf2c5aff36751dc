"""A pack's fingerprint, for telling whether the store's copy of its drills is old. Loads nothing that reads packs."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Final

HEADER: Final = "pack.toml"
DATA_ENDINGS: Final = (".toml", ".jsonl", ".tsv")
GENERATED_BY: Final = Path(__file__).parent / "generators"
MAX_FILE: Final = 20_000_000
"""Bytes of one pack file; more is refused unread."""


def digest_of(folder: Path) -> str:
    """SHA-256 of a pack's own files and, where it names generators, of their code: both decide what its drills are.

    Raises:
        OSError: a file can't be read, or is too large.
    """
    header = _bytes(folder / HEADER)
    digest = hashlib.sha256(header)
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix in DATA_ENDINGS]
    if b"[[generators]]" in header:
        files += GENERATED_BY.glob("*.py")
    for path in sorted(files):
        digest.update(path.name.encode() + _bytes(path))
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()
