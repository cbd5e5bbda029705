"""The import of a calendar: what it will do, the one edit that does it, and the report."""

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
    from hdplanner.exchange.calendar_reader import CalendarPlan
    from hdplanner.storage import Document


def import_calendar(arguments: Namespace, console: Console) -> int:
    """Import, or tell what an import would do; 1 where events were left out or not taken whole."""
    from hdplanner.exchange.calendar_reader import plan_calendar
    from hdplanner.services.activity_import import known_plan

    if arguments.map or arguments.sheet or arguments.heading_row:
        raise UsageProblem(_("--map, --sheet and --heading-row are for tables, not for a calendar."))
    if arguments.what == "ties":
        raise UsageProblem(_("A calendar holds activities, not ties."))
    with opened(arguments.file, to_change=not arguments.dry_run) as document:
        campaign_id = chosen_campaign(document, arguments.campaign).id
        known = document.read(lambda session: known_plan(session, campaign_id))
        plan = plan_calendar(arguments.source, known)
        edit = None if arguments.dry_run or not plan.drafts else _apply(document, plan, campaign_id)
    _report(console, plan, edit, dry_run=arguments.dry_run)
    return 1 if plan.errors or plan.skipped else 0


def _apply(document: Document, plan: CalendarPlan, campaign_id: str) -> str:
    """Make and change the activities in one edit, and return what it is called."""
    from hdplanner.services import activity_import
    from hdplanner.storage import GroupKind, Label

    label = Label("import.activities", {"campaign": campaign_id})
    document.edit(
        label,
        lambda session: activity_import.apply_activities(session, plan.drafts, campaign_id=campaign_id),
        kind=GroupKind.IMPORT,
    )
    return sentence(document, label)


def _report(console: Console, plan: CalendarPlan, edit: str | None, *, dry_run: bool) -> None:
    console.give(
        {
            "rows": plan.rows,
            "imported": len(plan.drafts),
            "added": plan.added,
            "updated": len(plan.drafts) - plan.added,
            "unchanged": plan.unchanged,
            "skipped": len(plan.skipped),
            "errors": [asdict(problem) for problem in plan.errors],
            "skipped_rows": [asdict(problem) for problem in plan.skipped],
            "duplicates": [],
            "mapping": {},
            "edit": edit,
        }
    )
    done = ngettext(
        "{count} event: {added} new, {updated} changed, {unchanged} as before.",
        "{count} events: {added} new, {updated} changed, {unchanged} as before.",
        plan.rows,
    )
    if dry_run:
        done = ngettext(
            "{count} event would be: {added} new, {updated} changed, {unchanged} as before.",
            "{count} events would be: {added} new, {updated} changed, {unchanged} as before.",
            plan.rows,
        )
    updated = len(plan.drafts) - plan.added
    console.tell(done.format(count=plan.rows, added=plan.added, updated=updated, unchanged=plan.unchanged))
    tell_problems(console, _("Left out:"), plan.skipped)
    tell_problems(console, _("Not understood:"), plan.errors)
