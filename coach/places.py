"""Where things live on disk: one home folder, private to the learner."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.errors import CoachError, DiskTrouble


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one Coach home."""

    home: Path
    config: Path
    """`config.toml`; need not exist."""

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.home / "coach.db"

    @property
    def made(self) -> Path:
        """Present once the database was made: tells an emptied database from one that was never there."""
        return self.home / ".made"

    @property
    def backups(self) -> Path:
        """Safety copies."""
        return self.home / "backups"

    @property
    def memory(self) -> Path:
        """The learner's markdown."""
        return self.home / "memory"

    @property
    def drafts(self) -> Path:
        """Half-typed answers."""
        return self.home / "drafts"

    @property
    def logs(self) -> Path:
        """What went wrong, masked and cleaned."""
        return self.home / "logs"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Places:
        """`COACH_HOME` if set, else the platform's folders."""
        if told := environ.get("COACH_HOME", "").strip():
            home = Path(told).expanduser().absolute()
            return cls(home, home / "config.toml")
        from platformdirs import user_config_path, user_data_path

        return cls(
            user_data_path("coach", appauthor=False),
            user_config_path("coach", appauthor=False) / "config.toml",
        )

    def make(self) -> None:
        """Create the home, mode 0700, if it is not there.

        Raises:
            CoachError: something else stands there, or it can't be created.
        """
        if self.home.exists() and not self.home.is_dir():
            raise CoachError(f"{self.home} is a file, not a folder.", "Set COACH_HOME to a folder.")
        try:
            if not self.home.exists():
                self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                sync(self.home.parent)
        except OSError as error:
            what = f"The folder {self.home} can't be made: {error.strerror}."
            raise DiskTrouble(what, "Make it writable, or set COACH_HOME to another folder.") from error


def sync(folder: Path) -> None:
    """The folder's own entries on the disk, so that a new home survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
