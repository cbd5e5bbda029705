"""What the command ``balance`` takes. Nothing is imported here that the command alone needs."""

from __future__ import annotations

from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option
from hdplanner.i18n import _


def balance_arguments(verbs: Any) -> None:
    """Say what ``balance`` takes."""
    command = add_verb(verbs, "balance", _("Weigh who is for and against an objective, and what is unknown."))
    command.add_argument(
        "--objective", metavar="ID", help=_("title or id (default: the scenario's, else the first)")
    )
    command.add_argument(
        "--scenario", metavar="NAME", help=_("name or id of a scenario to weigh beside today")
    )
    campaign_option(command)
