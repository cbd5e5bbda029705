"""The command line: everything that needs no window. One small function a command; ``parser`` says which there are.

Importing this costs nothing: what opens a file is imported by the command that does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hdplanner.cli.console import Console, UsageProblem
from hdplanner.cli.parser import VERBS as VERBS
from hdplanner.cli.parser import command_for, parse
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, activate, language_of
from hdplanner.progress import Cancelled

DONE, LOOK, USAGE, REFUSED = 0, 1, 2, 3
"""Done; done, and there is something to look at; wrong usage; refused, nothing changed."""


def run(argv: Sequence[str]) -> int:
    """Carry out one command and return its exit code. Never raises; a refusal is one line on standard error."""
    activate(language_of(os.environ))
    try:
        arguments = parse(argv)
    except SystemExit as end:  # argparse has said what is wrong, or shown its help
        return int(end.code or 0)
    console = Console(as_json=arguments.json)
    try:
        return command_for(arguments.verb)(arguments, console)
    except UsageProblem as error:
        console.complain(str(error))
        return USAGE
    except PlannerError as error:
        console.complain(str(error))
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        console.complain(_("Stopped. Nothing was changed."))
        return REFUSED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  so that the exit does not write again
        return DONE
    except Exception as error:
        if os.environ.get("HDPLANNER_DEBUG") == "1":
            raise
        console.complain(_what_broke(error))
        return REFUSED


def _what_broke(error: Exception) -> str:
    if isinstance(error, OSError):
        return _("{what}: {file}. Nothing was changed.").format(
            what=error.strerror or type(error).__name__, file=error.filename or ""
        )
    return _(
        "A fault of HD Planner ({kind}) stopped the command; nothing was changed. "
        "Run it again with HDPLANNER_DEBUG=1 to see where."
    ).format(kind=type(error).__name__)
