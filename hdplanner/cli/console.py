"""What commands say and ask: text for people or one JSON document, errors in one line, passphrases unseen."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.errors import PassphraseNeededError, PlannerError
from hdplanner.i18n import _
from hdplanner.paths import settings_dir

if TYPE_CHECKING:
    from hdplanner.storage.keys import Secret

_BAR = 30


class UsageProblem(Exception):  # noqa: N818  what was typed is wrong, nothing broke
    """The command was typed wrongly in a way that only its work could find. The argument is the sentence."""


class Console:
    """Standard output and standard error of one command."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def tell(self, text: str) -> None:
        """Say a sentence or a line of a table to a person; nothing where JSON is wanted."""
        if not self.as_json:
            print(text)

    def give(self, document: object) -> None:
        """Print the one JSON document, where it is wanted."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=1))

    def complain(self, text: str) -> None:
        """Say what is wrong, in one line on standard error."""
        print("hdplanner: " + " ".join(text.split()), file=sys.stderr)

    def progress(self) -> TerminalProgress:
        """A bar on a terminal; nothing anywhere else."""
        return TerminalProgress(shown=sys.stderr.isatty())


class TerminalProgress:
    """How far long work is, in one line that is wiped at the end. Use it in ``with``."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._last = ""

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._last:
            print("\r" + " " * len(self._last) + "\r", end="", file=sys.stderr, flush=True)

    def step(self, done: int, total: int, label: str = "") -> None:
        """Draw the bar again where it has changed."""
        if not self._shown or total <= 0:
            return
        full = min(_BAR, _BAR * done // total)
        line = f"[{'#' * full}{'.' * (_BAR - full)}] {label[:40]:<40}"
        if line != self._last:
            self._last = line
            print("\r" + line, end="", file=sys.stderr, flush=True)


def instant(at: datetime) -> str:
    """An instant as commands tell it: in UTC, to the second, such as 2026-03-01T09:30:00Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def author() -> str:
    """Who signs the changes: HDPLANNER_AUTHOR, else the setting; never the login."""
    return known_author() or _("Unnamed author")


def known_author() -> str:
    """The author where one is set, else nothing: what is handed to others names nobody then."""
    return os.environ.get("HDPLANNER_AUTHOR", "").strip() or _author_in_settings()


def _author_in_settings() -> str:
    try:
        found = json.loads((settings_dir() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    name = found.get("author", "") if isinstance(found, dict) else ""
    return name.strip() if isinstance(name, str) else ""


def passphrase_of(path: Path) -> str:
    """The passphrase that opens ``path``: HDPLANNER_PASSPHRASE, else asked for on a terminal."""
    given = os.environ.get("HDPLANNER_PASSPHRASE", "")
    return given or _asked(path, _("Passphrase of {file}: ").format(file=path.name))


def secret_of(path: Path) -> Secret:
    """What opens ``path``: its passphrase, or the words of its recovery sheet in HDPLANNER_RECOVERY."""
    words = os.environ.get("HDPLANNER_RECOVERY", "")
    if not words or os.environ.get("HDPLANNER_PASSPHRASE"):
        return passphrase_of(path)
    from hdplanner.storage.recovery import read_words

    return read_words(words)


def passphrase_of_other(path: Path) -> str:
    """The passphrase that opens the other copy: HDPLANNER_OTHER_PASSPHRASE, else asked for on a terminal."""
    given = os.environ.get("HDPLANNER_OTHER_PASSPHRASE", "")
    return given or _asked(path, _("Passphrase of {file}: ").format(file=path.name))


def passphrase_for_output(path: Path, *, wanted: bool) -> str | None:
    """The passphrase that encrypts what is written: HDPLANNER_OUT_PASSPHRASE, else asked for where it is ``wanted``."""
    given = os.environ.get("HDPLANNER_OUT_PASSPHRASE", "")
    if given or not wanted:
        return given or None
    if not sys.stdin.isatty():
        raise PlannerError(
            _(
                "{file} is to be encrypted and there is no terminal to ask for a passphrase on. "
                "Nothing was made. Set HDPLANNER_OUT_PASSPHRASE."
            ).format(file=path.name)
        )
    first = _asked(path, _("New passphrase for {file}: ").format(file=path.name))
    if first != _asked(path, _("The same again: ")):
        raise UsageProblem(_("The two passphrases differ. Nothing was written."))
    return first


def _asked(path: Path, prompt: str) -> str:
    if not sys.stdin.isatty():
        raise PassphraseNeededError(path)
    from getpass import getpass

    found = getpass(prompt)
    if not found:
        raise PassphraseNeededError(path)
    return found
