"""What the command ``grid`` takes. Nothing is imported here that the command alone needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option, day
from hdplanner.i18n import _

METHODS = ("mendelow", "aiim", "position", "relationship", "own")
RATINGS = ("influence", "interest", "position", "relationship", "confidence")


def grid_arguments(verbs: Any) -> None:
    """Say what ``grid`` takes."""
    command = add_verb(verbs, "grid", _("Place the stakeholders on a grid, as a picture or as JSON."))
    command.add_argument("--method", choices=METHODS, help=_("how it is laid out (default: mendelow)"))
    command.add_argument("--x", choices=RATINGS, help=_("rating along the lower edge, for own axes"))
    command.add_argument("--y", choices=RATINGS, help=_("rating along the left edge, for own axes"))
    command.add_argument(
        "--objective", metavar="ID", help=_("title or id of what positions are on (default: the first)")
    )
    command.add_argument("--date", metavar="D", type=day, help=_("as it stood on a day, 2026-11-22"))
    command.add_argument(
        "--audience",
        choices=["internal", "principal", "partner", "public"],
        default="internal",
        help=_("who may read it (default: internal)"),
    )
    command.add_argument("--language", metavar="L", default="en")
    command.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    command.add_argument("-o", "--out", metavar="OUT", type=Path, help="*.svg, *.png, *.pdf")
    campaign_option(command)
