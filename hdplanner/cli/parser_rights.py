"""What the commands about people's rights take. Nothing is imported here that a command alone needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option
from hdplanner.i18n import _


def rights_arguments(verbs: Any) -> None:
    """Say what ``person``, ``accesses`` and ``close`` take."""
    person = add_verb(verbs, "person", _("Give a person everything on them, or erase them for good."))
    person.add_argument("name", metavar="NAME", help=_("a name, code name or id"))
    what = person.add_mutually_exclusive_group(required=True)
    what.add_argument("--access", metavar="OUT", type=Path, help=_("write everything on them: *.json, *.txt"))
    what.add_argument("--erase", action="store_true", help=_("erase them; nothing brings them back"))
    accesses = add_verb(verbs, "accesses", _("List what was let out, taken away or looked into."))
    accesses.add_argument("-o", "--out", metavar="OUT", type=Path, help=_("write it as a table: *.csv"))
    close = add_verb(verbs, "close", _("Close a plan: delete it, keep it under code names, or archive it."))
    close.add_argument("--how", choices=["delete", "pseudonymise", "archive"], required=True)
    close.add_argument(
        "-o", "--out", metavar="OUT", type=Path, required=True, help=_("the certificate: *.txt, *.json")
    )
    close.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    campaign_option(close)
