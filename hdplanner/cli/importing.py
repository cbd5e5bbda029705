"""The command that brings data in: from a table, from a calendar, or a whole plan from our own JSON."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, UsageProblem, author
from hdplanner.cli.doors import chosen_campaign, opened
from hdplanner.cli.history import sentence
from hdplanner.cli.problems import tell_problems
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hdplanner.exchange.plan import ImportPlan
    from hdplanner.storage import Document


def import_command(arguments: Namespace, console: Console) -> int:
    """Import, or tell what an import would do; 1 where cells or rows were not understood."""
    from hdplanner.exchange import registry

    if registry.is_plan(arguments.source):
        return _import_plan(arguments, console)
    if arguments.what == "activities" or registry.is_calendar(arguments.source):
        from hdplanner.cli.calendar_import import import_calendar

        return import_calendar(arguments, console)
    if arguments.what == "ties":
        from hdplanner.cli.tie_import import import_ties

        return import_ties(arguments, console)
    with opened(arguments.file, to_change=not arguments.dry_run) as document:
        campaign_id = chosen_campaign(document, arguments.campaign).id
        plan = _plan(arguments, console, document, campaign_id)
        edit = None if arguments.dry_run or not plan.drafts else _apply(document, plan, campaign_id)
    _report(console, plan, edit, dry_run=arguments.dry_run)
    return 1 if plan.errors or plan.skipped or not plan.drafts else 0


def _plan(arguments: Namespace, console: Console, document: Document, campaign_id: str) -> ImportPlan:
    from hdplanner.exchange.plan import MappingError
    from hdplanner.exchange.stakeholder_table import plan_stakeholders
    from hdplanner.exchange.tables import read_tables
    from hdplanner.services import assessments, importing

    known = document.read(importing.known_stakeholders)
    persons_rated = document.read(lambda session: assessments.may_rate_persons(session, campaign_id))
    with console.progress() as progress:
        try:
            return plan_stakeholders(
                arguments.source,
                read_tables(arguments.source),
                known,
                sheet=arguments.sheet,
                heading_row=arguments.heading_row,
                mapping=dict(arguments.map),
                persons_rated=persons_rated,
                progress=progress,
            )
        except MappingError as error:
            raise UsageProblem(str(error)) from error


def _apply(document: Document, plan: ImportPlan, campaign_id: str) -> str:
    """Make the stakeholders in one edit, and return what it is called."""
    from hdplanner.services import importing
    from hdplanner.services.values import today_here
    from hdplanner.storage import GroupKind, Label

    label = Label("import.stakeholders", {"campaign": campaign_id})
    document.edit(
        label,
        lambda session: importing.apply(
            session, plan.drafts, campaign_id=campaign_id, author=author(), today=today_here()
        ),
        kind=GroupKind.IMPORT,
    )
    return sentence(document, label)


def _report(console: Console, plan: ImportPlan, edit: str | None, *, dry_run: bool) -> None:
    made = len(plan.drafts)
    ids = {draft.id for draft in plan.drafts}
    duplicates = [
        asdict(found) | ({"stakeholder_id": None} if dry_run and found.stakeholder_id in ids else {})
        for found in plan.duplicates
    ]
    console.give(
        {
            "rows": plan.rows,
            "imported": made,
            "skipped": len(plan.skipped),
            "errors": [asdict(problem) for problem in plan.errors],
            "skipped_rows": [asdict(problem) for problem in plan.skipped],
            "duplicates": duplicates,
            "mapping": dict(plan.mapping),
            "unmapped": list(plan.unmapped),
            "sheet": plan.sheet,
            "heading_row": plan.heading_row,
            "edit": edit,
        }
    )
    _tell(console, plan, dry_run=dry_run)


def _tell(console: Console, plan: ImportPlan, *, dry_run: bool) -> None:
    made = len(plan.drafts)
    done = _("{count} of {rows} rows would be imported from sheet “{sheet}”, headings in row {heading}.")
    if not dry_run:
        done = _("{count} of {rows} rows were imported from sheet “{sheet}”, headings in row {heading}.")
    console.tell(done.format(count=made, rows=plan.rows, sheet=plan.sheet, heading=plan.heading_row))
    for column, field in plan.mapping.items():
        console.tell(f"  {column} -> {field}")
    tell_problems(console, _("Left out:"), plan.skipped)
    tell_problems(console, _("Not understood:"), plan.errors)
    if plan.duplicates:
        count = len(plan.duplicates)
        console.tell(
            ngettext("{count} likely duplicate.", "{count} likely duplicates.", count).format(count=count)
        )


class _OnlyTried(Exception):  # noqa: N818  takes a dry run back
    """Raised inside an edit to have it rolled back."""


def _import_plan(arguments: Namespace, console: Console) -> int:
    """Take in a whole plan in our own JSON."""
    from hdplanner.exchange import json_file
    from hdplanner.services import interchange
    from hdplanner.storage import GroupKind, Label

    if arguments.map or arguments.sheet or arguments.heading_row:
        raise UsageProblem(_("--map, --sheet and --heading-row are for tables, not for our own JSON."))
    data = json_file.read(arguments.source)
    label = Label("import.json")
    counts: dict[str, int] = {}

    def work(session: Session) -> None:
        counts.update(interchange.load(session, data, arguments.source, progress))
        if arguments.dry_run:
            raise _OnlyTried

    edit: str | None = None
    with opened(arguments.file, to_change=True) as document, console.progress() as progress:
        try:
            document.edit(label, work, kind=GroupKind.IMPORT)
            edit = sentence(document, label)
        except _OnlyTried:
            pass
    _report_plan(console, counts, edit)
    return 0


def _report_plan(console: Console, counts: dict[str, int], edit: str | None) -> None:
    rows = sum(counts.values())
    nothing: dict[str, Any] = {"skipped": 0, "errors": [], "duplicates": [], "mapping": {}}
    console.give({"rows": rows, "imported": rows, **nothing, "tables": counts, "edit": edit})
    said = _("{count} records were imported.") if edit else _("{count} records would be imported.")
    console.tell(said.format(count=rows))
