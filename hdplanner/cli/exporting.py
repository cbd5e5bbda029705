"""The command that takes data out: the whole file as JSON, the stakeholders as csv, the plan as workbook or calendar."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from hdplanner.cli.console import Console, UsageProblem
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.storage import Document


def export_command(arguments: Namespace, console: Console) -> int:
    """Write OUT; what it holds follows from its ending."""
    from hdplanner.exchange import registry

    what = registry.export_of(arguments.out)
    if what is None:
        endings = ", ".join(registry.EXPORTS)
        raise UsageProblem(
            _("Nothing is exported as {name}. Endings: {endings}.").format(
                name=arguments.out.name, endings=endings
            )
        )
    if arguments.what not in (None, what):
        raise UsageProblem(
            _("A file that ends in {ending} holds {what}.").format(ending=arguments.out.suffix, what=what)
        )
    free_to_write(arguments.out, arguments.file)
    with opened(arguments.file, to_log=True) as document:
        if what == "all":
            rows = _write_all(arguments, console, document)
        else:
            rows = (_write_table if what == "stakeholders" else _write_plan)(arguments, document)
        _log(arguments, document, what, rows)
    if os.environ.get("HDPLANNER_OUT_PASSPHRASE"):
        console.complain(_("{file} is not encrypted: this format cannot be.").format(file=arguments.out.name))
    console.give({"file": str(arguments.out), "rows": rows})
    console.tell(
        ngettext("{count} row was written to {file}.", "{count} rows were written to {file}.", rows).format(
            count=rows, file=arguments.out
        )
    )
    return 0


def _log(arguments: Namespace, document: Document, what: str, rows: int) -> None:
    from hdplanner.domain.values import AccessKind

    form = arguments.out.suffix.lower()[1:]
    document.log_access(AccessKind.EXPORT, form=form, what=what, audience=arguments.audience, rows=rows)


def _write_all(arguments: Namespace, console: Console, document: Document) -> int:
    from hdplanner.exchange import json_file
    from hdplanner.services import interchange

    if arguments.audience != "internal":
        raise PlannerError(_("The whole file as JSON is for internal use only. Nothing was written."))
    with console.progress() as progress:
        data = document.read(lambda session: interchange.dump(session, progress))
    json_file.write(arguments.out, data)
    return sum(map(len, data["tables"].values()))


def _write_table(arguments: Namespace, document: Document) -> int:
    from hdplanner.domain.values import Audience
    from hdplanner.exchange import stakeholder_csv
    from hdplanner.services.stakeholder_records import stakeholder_records
    from hdplanner.services.values import today_here

    campaign = chosen_campaign(document, arguments.campaign)
    records = document.read(
        lambda session: stakeholder_records(
            session, campaign.id, audience=Audience(arguments.audience), today=today_here()
        )
    )
    stakeholder_csv.write(arguments.out, records)
    return len(records)


def _write_plan(arguments: Namespace, document: Document) -> int:
    from hdplanner.domain.values import Audience
    from hdplanner.exchange import calendar, plan_sheet, registry
    from hdplanner.services.plan_records import TABLES, plan_records

    campaign = chosen_campaign(document, arguments.campaign)
    audience = Audience(arguments.audience)
    records = document.read(lambda session: plan_records(session, campaign.id, audience=audience))
    if registry.is_calendar(arguments.out):
        return calendar.write(arguments.out, records, document.last_changes(TABLES))
    return plan_sheet.write(arguments.out, records)
