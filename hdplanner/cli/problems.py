"""How a command lists what was left out of an import, or not understood. Knows no kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdplanner.cli.console import Console
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.exchange.plan import Problem

_SHOWN = 20


def tell_problems(console: Console, heading: str, problems: tuple[Problem, ...]) -> None:
    """List what was left out or not understood by its place, the first of them."""
    if problems:
        console.tell(heading)
    for problem in problems[:_SHOWN]:
        place = _("row {row}").format(row=problem.row) + (f", {problem.column}" if problem.column else "")
        console.tell(f"  {place}: {problem.message}")
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        console.tell("  " + ngettext("and {count} more", "and {count} more", more).format(count=more))
