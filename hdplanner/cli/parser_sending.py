"""What the command ``send`` takes. Nothing is imported here that the command alone needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option
from hdplanner.i18n import _

_MARKINGS = ("public", "internal", "confidential", "strictly-confidential")
_KINDS = ("judgement", "source", "redline", "note", "contact")


def send_arguments(verbs: Any) -> None:
    """Say what ``send`` takes."""
    command = add_verb(verbs, "send", _("Make a copy for a colleague that can come back and be merged."))
    command.add_argument("out", metavar="OUT", type=Path, help=_("the copy to make"))
    command.add_argument("--marking", choices=_MARKINGS, help=_("only records marked up to this"))
    command.add_argument(
        "--without", choices=_KINDS, action="append", default=[], help=_("leave this kind of content here")
    )
    command.add_argument("--encrypt", action="store_true", help=_("encrypt it with a new passphrase"))
    campaign_option(command)
