"""What this person prefers on this machine, in one small file of JSON. Holds nothing of a campaign's content.

A file that cannot be read gives the defaults; one that cannot be written changes nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

from hdplanner.errors import PlannerError
from hdplanner.files import write_atomically
from hdplanner.i18n import _
from hdplanner.paths import settings_dir

RECENT_LIMIT: Final = 8
SCALES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
LOCK_MINUTES: Final = (0, 1, 2, 5, 10, 15, 30, 60)
_THEMES: Final = frozenset({"system", "light", "dark"})


@dataclass
class Settings:
    """One attribute a preference. Change it, then `save`."""

    author: str = ""
    recent: list[str] = field(default_factory=list)
    keep_recent: bool = True
    theme: str = "system"
    scale: float = 1.0
    language: str = ""
    geometry: str = ""
    splits: dict[str, list[int]] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    lock_minutes: int = 10
    """After so many minutes without a key or the pointer an encrypted file is locked; 0 for never."""
    clear_clipboard: bool = True
    """Whether what was copied from an encrypted file leaves the clipboard when the file is locked or closed."""
    neutral_titles: bool = False
    """Whether the window keeps the names of files out of its title, where the whole desktop can read them."""

    @classmethod
    def load(cls) -> Settings:
        """The settings of this person; the defaults for whatever is missing or makes no sense."""
        try:
            found = json.loads(_path().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls(**_known(found)) if isinstance(found, dict) else cls()

    def save(self) -> None:
        """Write the file whole. A folder that takes no file is passed over: preferences are no work of anyone."""
        with contextlib.suppress(OSError, PlannerError):
            _path().parent.mkdir(parents=True, exist_ok=True)
            write_atomically(_path(), json.dumps(asdict(self), ensure_ascii=False, indent=1).encode())

    def author_name(self) -> str:
        """Who signs the changes: HDPLANNER_AUTHOR, else the setting; never the login."""
        return os.environ.get("HDPLANNER_AUTHOR", "").strip() or self.author.strip() or _("Unnamed author")

    def theme_choice(self) -> Literal["light", "dark", "system"]:
        """The theme, as one of the three that there are."""
        return "light" if self.theme == "light" else "dark" if self.theme == "dark" else "system"

    def recent_files(self) -> list[Path]:
        """The files opened last, newest first, that are still there."""
        return [path for path in map(Path, self.recent) if path.is_file()]

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones, unless the person wants none kept."""
        if self.keep_recent:
            name = str(path)
            self.recent = [name, *(one for one in self.recent if one != name)][:RECENT_LIMIT]
            self.save()

    def forget_files(self) -> None:
        """Empty the list of recent files."""
        self.recent = []
        self.save()


def _path() -> Path:
    return settings_dir() / "settings.json"


def _known(found: dict[str, Any]) -> dict[str, Any]:
    """The entries that we know, each of the type we expect."""
    default = Settings()
    kept: dict[str, Any] = {}
    for one in fields(Settings):
        value = found.get(one.name)
        expected = getattr(default, one.name)
        if isinstance(expected, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is type(expected):
            kept[one.name] = value
    if kept.get("theme") not in _THEMES:
        kept.pop("theme", None)
    if kept.get("scale") not in SCALES:
        kept.pop("scale", None)
    if kept.get("lock_minutes") not in LOCK_MINUTES:
        kept.pop("lock_minutes", None)
    if not all(isinstance(name, str) for name in kept.get("recent", [])):
        kept.pop("recent", None)
    return kept
