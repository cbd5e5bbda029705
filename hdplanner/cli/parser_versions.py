"""What the commands about versions, damaged files and the end of the log take. Nothing heavy is imported here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, day
from hdplanner.i18n import _


def versions_arguments(verbs: Any) -> None:
    """Say what ``versions``, ``restore``, ``salvage`` and ``compact`` take."""
    versions = add_verb(verbs, "versions", _("List the versions of a file, the newest first."))
    versions.add_argument(
        "--keep", metavar="NAME", nargs="?", const="", help=_("keep the file as it is now, under a name")
    )
    restore = add_verb(verbs, "restore", _("Go back to a version, as a step that can be undone."))
    restore.add_argument(
        "version", metavar="VERSION", help=_("a version as listed, the end of it, or its name")
    )
    salvage = add_verb(verbs, "salvage", _("Save what can be read of a damaged file into a new one."))
    salvage.add_argument("out", metavar="OUT", type=Path, help=_("the file to make"))
    compact = add_verb(verbs, "compact", _("Take what old steps changed out of the history."))
    compact.add_argument(
        "--before",
        metavar="DATE",
        type=day,
        required=True,
        help=_("steps older than this, such as 2026-03-31"),
    )
