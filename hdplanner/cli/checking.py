"""The command that checks a plan: what the window lists below the room, for people or as JSON. Changes no file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console
from hdplanner.cli.doors import chosen_campaign, opened
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.domain.checks.findings import Finding


def check_command(arguments: Namespace, console: Console) -> int:
    """Tell what the checks find on a plan. 1 where an error stands that nobody silenced, else 0."""
    from hdplanner.services.checks import Severity, findings
    from hdplanner.services.values import today_here

    with opened(arguments.file) as document:
        campaign = chosen_campaign(document, arguments.campaign).id
        found = document.read(lambda session: findings(session, campaign, today=today_here()))
    standing = [one for one in found if not one.silenced]
    console.give([_as_json(one) for one in (found if arguments.silenced else standing)])
    _tell(console, standing)
    silenced = [one for one in found if one.silenced]
    if silenced:
        _tell_silenced(console, silenced, whole=arguments.silenced)
    return int(any(one.severity is Severity.ERROR for one in standing))


def _as_json(one: Finding) -> dict[str, Any]:
    shown = {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "why": one.why,
        "kind": one.kind,
        "id": one.id,
        "fix": one.fix,
    }
    return shown | {"silenced": one.reason} if one.silenced else shown


def _tell(console: Console, standing: list[Finding]) -> None:
    from hdplanner.domain.labels import label

    if not standing:
        console.tell(_("The checks find nothing."))
    for one in standing:
        console.tell(
            _("{severity} {code}: {message}").format(
                severity=label(one.severity), code=one.code, message=one.message
            )
        )
        console.tell(f"    {one.why}")


def _tell_silenced(console: Console, silenced: list[Finding], *, whole: bool) -> None:
    text = ngettext("{number} finding is silenced.", "{number} findings are silenced.", len(silenced))
    console.tell(text.format(number=len(silenced)))
    for one in silenced if whole else ():
        console.tell(
            _("{code}: {message} Silenced: {reason}").format(
                code=one.code, message=one.message, reason=one.reason
            )
        )
