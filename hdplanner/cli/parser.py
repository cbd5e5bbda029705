"""Which commands there are and what each takes. Nothing is imported here that a command alone needs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hdplanner import __version__
from hdplanner.cli.console import Console
from hdplanner.cli.parser_balance import balance_arguments
from hdplanner.cli.parser_checking import check_arguments
from hdplanner.cli.parser_grid import grid_arguments
from hdplanner.cli.parser_merging import merge_arguments
from hdplanner.cli.parser_network import network_arguments
from hdplanner.cli.parser_packs import add_pack
from hdplanner.cli.parser_pieces import Parser, add_verb, campaign_option, count, pair
from hdplanner.cli.parser_protecting import protecting_arguments
from hdplanner.cli.parser_rights import rights_arguments
from hdplanner.cli.parser_sending import send_arguments
from hdplanner.cli.parser_versions import versions_arguments
from hdplanner.i18n import _

Command = Callable[[argparse.Namespace, Console], int]

_COMMANDS = {
    "new": "files",
    "sample": "files",
    "info": "files",
    "verify": "files",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "bin": "bin",
    "import": "importing",
    "merge": "merging",
    "export": "exporting",
    "pack": "packs",
    "network": "network",
    "routes": "network",
    "balance": "weighing",
    "grid": "grid",
    "check": "checking",
    "person": "rights",
    "accesses": "rights",
    "close": "rights",
    "send": "sending",
    "encrypt": "protecting",
    "passphrase": "protecting",
    "decrypt": "protecting",
    "recovery": "protecting",
    "versions": "versions",
    "restore": "versions",
    "salvage": "versions",
    "compact": "versions",
}
VERBS = frozenset(_COMMANDS)


def command_for(verb: str) -> Command:
    """Return the function that carries out ``verb``."""
    module = importlib.import_module(f"hdplanner.cli.{_COMMANDS[verb]}")
    found: Command = getattr(module, f"{verb}_command")
    return found


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was typed. Exits with 2 where it is wrong, with 0 after help."""
    return _parser().parse_args(list(argv))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="hdplanner",
        description=_("Plans humanitarian diplomacy. Without a command it opens the window."),
        epilog=_(
            "Passphrases come from a prompt or from HDPLANNER_PASSPHRASE and HDPLANNER_OUT_PASSPHRASE, "
            "the words of a recovery sheet from HDPLANNER_RECOVERY."
        ),
    )
    parser.add_argument("--version", action="version", version=f"hdplanner {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND", parser_class=Parser)
    _add_files(verbs)
    _add_history(verbs)
    _add_import(verbs)
    merge_arguments(verbs)
    _add_export(verbs)
    add_pack(verbs)
    network_arguments(verbs)
    balance_arguments(verbs)
    grid_arguments(verbs)
    check_arguments(verbs)
    versions_arguments(verbs)
    rights_arguments(verbs)
    send_arguments(verbs)
    protecting_arguments(verbs)
    return parser


def _add_files(verbs: Any) -> None:
    new = add_verb(verbs, "new", _("Make a campaign file."))
    new.add_argument("--title", required=True, metavar="T", help=_("title of the plan"))
    new.add_argument("--office", metavar="NAME", default="", help=_("name of the office"))
    new.add_argument("--encrypt", action="store_true", help=_("encrypt it with a new passphrase"))
    new.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    sample = add_verb(verbs, "sample", _("Make a campaign file with a worked sample."), file=False)
    sample.add_argument("name", metavar="NAME", nargs="?", help=_("name of the sample"))
    sample.add_argument("file", metavar="FILE", type=Path, nargs="?", help=_("the file to make"))
    sample.add_argument("--list", action="store_true", help=_("list the samples"))
    sample.add_argument("--encrypt", action="store_true", help=_("encrypt it with a new passphrase"))
    sample.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    campaign_option(add_verb(verbs, "info", _("Tell what a file holds.")))
    add_verb(verbs, "verify", _("Check a file in every way that there is."))


def _add_history(verbs: Any) -> None:
    add_verb(verbs, "undo", _("Take the last step back."))
    add_verb(verbs, "redo", _("Make the step again that was taken back last."))
    history = add_verb(verbs, "history", _("List the steps, the newest first."))
    history.add_argument(
        "--of", metavar="NAME", help=_("name or id: only those that changed this record or its parts")
    )
    history.add_argument("--limit", metavar="N", type=count, default=1000, help=_("at most so many"))
    history.add_argument(
        "--export", metavar="OUT", type=Path, help=_("write all of them, field by field: *.csv, *.json")
    )
    deleted = add_verb(verbs, "bin", _("List what was deleted, the newest first, or bring it back."))
    deleted.add_argument(
        "--restore", metavar="ID", help=_("bring this record back with all that went with it")
    )
    deleted.add_argument(
        "--with-owners", action="store_true", help=_("also what it belonged to, where that was deleted too")
    )


def _add_import(verbs: Any) -> None:
    command = add_verb(
        verbs,
        "import",
        _("Bring in stakeholders or ties from a table, activities from a calendar, or a plan from our JSON."),
    )
    command.add_argument(
        "source", metavar="SOURCE", type=Path, help="csv, tsv, xlsx, xlsb, xls, ods, ics, json"
    )
    command.add_argument(
        "--as", dest="what", choices=["stakeholders", "ties", "activities"], default="stakeholders"
    )
    command.add_argument("--sheet", metavar="S", help=_("name or number of the sheet"))
    command.add_argument("--heading-row", metavar="N", type=count, help=_("row of the headings, from 1"))
    command.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        type=pair,
        help=_("what a column holds; replaces the matching"),
    )
    command.add_argument("--dry-run", action="store_true", help=_("tell what would be done, and do nothing"))
    campaign_option(command)


def _add_export(verbs: Any) -> None:
    command = add_verb(verbs, "export", _("Write the whole file, the stakeholders or the plan."))
    command.add_argument("out", metavar="OUT", type=Path, help="*.json, *.csv, *.xlsx, *.ics")
    command.add_argument("--what", choices=["stakeholders", "plan", "all"], help=_("what is written"))
    command.add_argument(
        "--audience",
        choices=["internal", "principal", "partner", "public"],
        default="internal",
        help=_("who may read it (default: internal)"),
    )
    campaign_option(command)
