"""What the commands' arguments are put together from. Nothing is imported here that a command alone needs."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from hdplanner.i18n import _


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def add_verb(verbs: Any, name: str, text: str, *, file: bool = True) -> argparse.ArgumentParser:
    """Add the command ``name``, which takes FILE unless told otherwise, and --json."""
    command: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    if file:
        command.add_argument("file", metavar="FILE", type=Path, help=_("a campaign file"))
    command.add_argument("--json", action="store_true", help=_("print one JSON document"))
    return command


def campaign_option(command: argparse.ArgumentParser) -> None:
    """Let a command choose among the plans of a file."""
    command.add_argument(
        "--campaign", metavar="NAME", help=_("title or id (default: the one last worked in)")
    )


def count(text: str) -> int:
    """Read a whole number of 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(_("must be 1 or more"))
    return number


def day(text: str) -> date:
    """Read a day as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a day such as 2026-11-22").format(text=text)
        ) from None


def pair(text: str) -> tuple[str, str]:
    """Read COLUMN=FIELD."""
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip() or not field.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not COLUMN=FIELD").format(text=text))
    return column, field.strip()
