"""What the command line takes for briefing packs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hdplanner.cli.parser_pieces import add_verb, campaign_option, day
from hdplanner.i18n import _


def add_pack(verbs: Any) -> None:
    """The verb that makes a pack, lists the kinds, or tells what a pack would reveal."""
    command = add_verb(verbs, "pack", _("Make a briefing pack."), file=False)
    command.add_argument("file", metavar="FILE", type=Path, nargs="?", help=_("a campaign file"))
    command.add_argument("--kind", metavar="K", default="campaign", help=_("see --list-kinds"))
    command.add_argument(
        "--for", dest="about", metavar="NAME", help=_("the counterpart, the meeting or the visit it is about")
    )
    command.add_argument(
        "--audience", metavar="A", help=_("internal, principal, partner, public, or one of your own")
    )
    _add_looks(command)
    command.add_argument("--title", metavar="T", default="", help=_("title of the pack"))
    command.add_argument("--recipient", metavar="R", default="", help=_("printed on each page"))
    command.add_argument("--encrypt", action="store_true", help=_("encrypt it with a new passphrase"))
    command.add_argument(
        "--attach-plan", action="store_true", help=_("attach the plan as data (internal packs in PDF only)")
    )
    command.add_argument("--list-kinds", action="store_true", help=_("list the kinds of packs"))
    command.add_argument(
        "--reveals", action="store_true", help=_("tell what the pack would reveal, and make none")
    )
    command.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    command.add_argument("-o", "--out", metavar="OUT", type=Path, help=_("the file to make"))
    campaign_option(command)


def _add_looks(command: Any) -> None:
    command.add_argument("--language", metavar="L", default="en")
    command.add_argument(
        "--second-language", metavar="L", default="", help=_("a second language, side by side")
    )
    command.add_argument("--format", choices=["pdf", "docx"], help=_("default: by the ending of OUT"))
    command.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    command.add_argument("--landscape", action="store_true", help=_("wide pages"))
    command.add_argument("--justified", action="store_true", help=_("straight lines at both sides"))
    command.add_argument(
        "--marking",
        choices=["public", "internal", "confidential", "strictly-confidential"],
        help=_("the least marking; contents that are higher raise it"),
    )
    command.add_argument("--tlp", choices=["clear", "green", "amber", "amber-strict", "red"])
    command.add_argument(
        "--valid-until", metavar="DATE", type=day, help=_("the last day, such as 2026-12-31")
    )
