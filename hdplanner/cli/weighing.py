"""The command that tells the balance of support: sums and counts, and what is unknown apart. Changes no file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console
from hdplanner.cli.doors import chosen_campaign, opened
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hdplanner.services.balance import BalanceRow
    from hdplanner.services.scenarios import ScenarioRow


def balance_command(arguments: Namespace, console: Console) -> int:
    """Tell the balance of support today, and beside it what a scenario would make of it."""
    from hdplanner.services.campaigns import find_objective
    from hdplanner.services.scenarios import balance_of, find_scenario
    from hdplanner.services.values import today_here

    today = today_here()
    with opened(arguments.file) as document:
        campaign = chosen_campaign(document, arguments.campaign).id

        def read(session: Session) -> tuple[ScenarioRow | None, BalanceRow, BalanceRow]:
            named = arguments.objective
            objective = find_objective(session, campaign, named) if named else None
            chosen = find_scenario(session, campaign, arguments.scenario) if arguments.scenario else None
            if chosen is None:
                now = balance_of(session, campaign, objective, today=today)
                return None, now, now
            objective = objective or chosen.objective_id
            now = balance_of(session, campaign, objective, today=today)
            return chosen, balance_of(session, campaign, objective, today=today, scenario_id=chosen.id), now

        scenario, weighed, now = document.read(read)
    found = _as_json(weighed)
    if scenario is not None:
        found |= {"scenario": {"id": scenario.id, "name": scenario.name}, "today": _as_json(now)}
    console.give(found)
    _tell(console, weighed, _("In the scenario “{name}”").format(name=scenario.name) if scenario else "")
    if scenario is not None:
        _tell(console, now, _("Today"))
    return 0


def _as_json(row: BalanceRow) -> dict[str, Any]:
    return {
        "support": row.support,
        "opposition": row.opposition,
        "uncommitted": row.uncommitted,
        "unknown": {"influence": row.unknown_influence, "count": row.unknown_count},
        "uncounted": row.uncounted,
        "counted_twice": [
            {"id": one.stakeholder_id, "name": one.name, "parent_id": one.parent_id, "parent": one.parent}
            for one in row.counted_twice
        ],
    }


def _tell(console: Console, row: BalanceRow, heading: str) -> None:
    if heading:
        console.tell(heading)
    console.tell(_("In favour: {number}").format(number=row.support))
    console.tell(_("Reserved or opposed: {number}").format(number=row.opposition))
    console.tell(_("Uncommitted: {number}").format(number=row.uncommitted))
    unknown = ngettext(
        "Position not known: {count} stakeholder, influence {influence}",
        "Position not known: {count} stakeholders, influence {influence}",
        row.unknown_count,
    )
    console.tell(unknown.format(count=row.unknown_count, influence=row.unknown_influence))
    if row.uncounted:
        text = ngettext(
            "{count} stakeholder has a position and no influence rating: counted, not summed.",
            "{count} stakeholders have a position and no influence rating: counted, not summed.",
            row.uncounted,
        )
        console.tell(text.format(count=row.uncounted))
    for one in row.counted_twice:
        console.tell(_("{name} and {parent} are both in the sums.").format(name=one.name, parent=one.parent))
