"""What the command ``merge`` takes. Nothing is imported here that the command alone needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb
from hdplanner.i18n import _


def merge_arguments(verbs: Any) -> None:
    """Say what ``merge`` takes."""
    command = add_verb(verbs, "merge", _("Bring in what was done in another copy of the file."))
    command.add_argument("other", metavar="OTHER", type=Path, help=_("the other copy, which stays as it is"))
    command.add_argument("--plan", action="store_true", help=_("tell what would be done, and do nothing"))
    command.add_argument(
        "--take",
        choices=["mine", "theirs", "ask"],
        default="ask",
        help=_(
            "what counts where both copies changed the same (default: ask; without a terminal it is left open)"
        ),
    )
