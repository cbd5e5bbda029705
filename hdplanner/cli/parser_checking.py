"""What the command ``check`` takes. Nothing is imported here that the command alone needs."""

from __future__ import annotations

from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option
from hdplanner.i18n import _


def check_arguments(verbs: Any) -> None:
    """Say what ``check`` takes."""
    command = add_verb(verbs, "check", _("Check a plan: what is missing or goes wrong, and why it matters."))
    command.add_argument("--silenced", action="store_true", help=_("list what was silenced, too"))
    campaign_option(command)
