"""The import of a list of ties: what it will do, the one edit that does it, and the report."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from hdplanner.cli.console import Console, UsageProblem
from hdplanner.cli.doors import chosen_campaign, opened
from hdplanner.cli.history import sentence
from hdplanner.cli.problems import tell_problems
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.exchange.plan import TiePlan
    from hdplanner.storage import Document

_NAMED = 20


def import_ties(arguments: Namespace, console: Console) -> int:
    """Import, or tell what an import would do; 1 where cells or rows were not understood."""
    with opened(arguments.file, to_change=not arguments.dry_run) as document:
        campaign_id = chosen_campaign(document, arguments.campaign).id
        plan = _plan(arguments, console, document, campaign_id)
        edit = None if arguments.dry_run or not plan.drafts else _apply(document, plan, campaign_id)
    _report(console, plan, edit, dry_run=arguments.dry_run)
    return 1 if plan.errors or plan.skipped or not plan.drafts else 0


def _plan(arguments: Namespace, console: Console, document: Document, campaign_id: str) -> TiePlan:
    from hdplanner.exchange.plan import MappingError
    from hdplanner.exchange.tables import read_tables
    from hdplanner.exchange.tie_table import plan_ties
    from hdplanner.services import importing

    known = document.read(importing.known_stakeholders)
    ties = document.read(lambda session: importing.known_ties(session, campaign_id))
    with console.progress() as progress:
        try:
            return plan_ties(
                arguments.source,
                read_tables(arguments.source),
                known,
                ties,
                sheet=arguments.sheet,
                heading_row=arguments.heading_row,
                mapping=dict(arguments.map),
                progress=progress,
            )
        except MappingError as error:
            raise UsageProblem(str(error)) from error


def _apply(document: Document, plan: TiePlan, campaign_id: str) -> str:
    """Make the ties in one edit, and return what it is called."""
    from hdplanner.services import importing
    from hdplanner.storage import GroupKind, Label

    label = Label("import.ties", {"campaign": campaign_id})
    document.edit(
        label,
        lambda session: importing.apply_ties(session, plan.drafts, plan.made, campaign_id=campaign_id),
        kind=GroupKind.IMPORT,
    )
    return sentence(document, label)


def _report(console: Console, plan: TiePlan, edit: str | None, *, dry_run: bool) -> None:
    ids = {draft.id for draft in plan.made} if dry_run else set()
    console.give(
        {
            "rows": plan.rows,
            "imported": len(plan.drafts),
            "skipped": len(plan.skipped),
            "errors": [asdict(problem) for problem in plan.errors],
            "skipped_rows": [asdict(problem) for problem in plan.skipped],
            "duplicates": [
                asdict(found) | ({"stakeholder_id": None} if found.stakeholder_id in ids else {})
                for found in plan.duplicates
            ],
            "new_stakeholders": [
                {"row": draft.row, "id": None if dry_run else draft.id, "name": draft.values["name"]}
                for draft in plan.made
            ],
            "mapping": dict(plan.mapping),
            "unmapped": list(plan.unmapped),
            "sheet": plan.sheet,
            "heading_row": plan.heading_row,
            "edit": edit,
        }
    )
    _tell(console, plan, dry_run=dry_run)


def _tell(console: Console, plan: TiePlan, *, dry_run: bool) -> None:
    done = _("{count} of {rows} ties would be imported from sheet “{sheet}”.")
    if not dry_run:
        done = _("{count} of {rows} ties were imported from sheet “{sheet}”.")
    console.tell(done.format(count=len(plan.drafts), rows=plan.rows, sheet=plan.sheet))
    for column, field in plan.mapping.items():
        console.tell(f"  {column} -> {field}")
    if plan.made:
        _tell_made(console, plan)
    tell_problems(console, _("Left out:"), plan.skipped)
    tell_problems(console, _("Not understood:"), plan.errors)
    if plan.duplicates:
        count = len(plan.duplicates)
        console.tell(
            ngettext("{count} likely duplicate.", "{count} likely duplicates.", count).format(count=count)
        )


def _tell_made(console: Console, plan: TiePlan) -> None:
    count = len(plan.made)
    said = ngettext(
        "{count} name was not known and becomes a new organisation:",
        "{count} names were not known and become new organisations:",
        count,
    )
    console.tell(said.format(count=count))
    for draft in plan.made[:_NAMED]:
        console.tell(f"  {draft.values['name']}")
    if count > _NAMED:
        more = count - _NAMED
        console.tell("  " + ngettext("and {count} more", "and {count} more", more).format(count=more))
