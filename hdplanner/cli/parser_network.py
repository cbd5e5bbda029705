"""What the commands about the network take."""

from __future__ import annotations

import argparse
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option, count
from hdplanner.i18n import _

_MOST_STEPS = 6
"""A message that passes more hands is not the same message; and the search would take long."""


def network_arguments(verbs: Any) -> None:
    """Add ``network`` and ``routes``."""
    command = add_verb(verbs, "network", _("List the ties, or how central each stakeholder is."))
    command.add_argument(
        "--measures", action="store_true", help=_("degree, betweenness and closeness of each stakeholder")
    )
    campaign_option(command)
    command = add_verb(verbs, "routes", _("Find the best routes from us to a stakeholder."))
    command.add_argument(
        "--to", metavar="NAME", required=True, help=_("name, code name or id of the stakeholder")
    )
    command.add_argument(
        "--steps", metavar="N", type=_steps, default=3, help=_("at most so many steps (default: 3)")
    )
    campaign_option(command)


def _steps(text: str) -> int:
    number = count(text)
    if number > _MOST_STEPS:
        raise argparse.ArgumentTypeError(_("must be {most} or less").format(most=_MOST_STEPS))
    return number
