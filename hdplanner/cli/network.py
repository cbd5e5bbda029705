"""Commands about the network: its ties, who is central in it, and by which routes we reach somebody."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console
from hdplanner.cli.doors import chosen_campaign, opened
from hdplanner.domain.fields import noun
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _, format_number

if TYPE_CHECKING:
    from hdplanner.services.network import MeasureRow, Network, RoutesFound, RouteStep
    from hdplanner.services.ties import TieRow
    from hdplanner.storage import Document

_RELATIONSHIP = "relationship"
"""The kind of a first step, which is no tie but a relationship of ours."""


def network_command(arguments: Namespace, console: Console) -> int:
    """List the ties; with --measures, how central each stakeholder is."""
    from hdplanner.services import network as services

    with opened(arguments.file) as document:
        found = _network(document, arguments.campaign)
    if arguments.measures:
        _tell_measures(console, services.measures(found))
    else:
        _tell_ties(console, found)
    return 0


def _network(document: Document, campaign: str | None) -> Network:
    from hdplanner.services.network import network
    from hdplanner.services.values import today_here

    key = chosen_campaign(document, campaign).id
    return document.read(lambda session: network(session, key, today=today_here()))


def _tell_measures(console: Console, rows: list[MeasureRow]) -> None:
    names = ("id", "name", "degree", "betweenness", "closeness")
    console.give([{name: getattr(row, name) for name in names} for row in rows])
    line = _("{name}: degree {degree}, betweenness {betweenness}, closeness {closeness}")
    for row in sorted(rows, key=lambda row: (-row.betweenness, -row.degree)):
        console.tell(
            line.format(
                name=row.name,
                degree=format_number(row.degree),
                betweenness=format_number(row.betweenness, 3),
                closeness=format_number(row.closeness, 3),
            )
        )


def _tell_ties(console: Console, found: Network) -> None:
    console.give([_tie_as_json(tie) for tie in found.ties])
    for tie in found.ties:
        console.tell(_why(tie))
    if not found.ties:
        console.tell(_("No tie is recorded yet."))


def _why(tie: TieRow) -> str:
    from hdplanner.services.tie_words import tie_why

    return tie_why(
        tie.source,
        tie.target,
        tie.kind,
        strength=tie.strength,
        confidence=tie.confidence,
        checked_on=tie.checked_on,
    )


def _tie_as_json(tie: TieRow) -> dict[str, Any]:
    return {
        "id": tie.id,
        "from": tie.source,
        "from_id": tie.source_id,
        "to": tie.target,
        "to_id": tie.target_id,
        "kind": tie.kind.value,
        "strength": tie.strength,
        "sign": tie.sign.value,
        "confidence": tie.confidence,
    }


def routes_command(arguments: Namespace, console: Console) -> int:
    """Find the best routes to a stakeholder, and who matters for them."""
    from hdplanner.services.network import routes
    from hdplanner.services.stakeholders import find_stakeholder

    with opened(arguments.file) as document:
        key = document.read(lambda session: find_stakeholder(session, arguments.to))
        found = _network(document, arguments.campaign)
    if key not in found.withheld and key not in {node.id for node in found.nodes}:
        raise NotFoundError(noun("stakeholder"), arguments.to)
    result = routes(found, key, steps=arguments.steps)
    console.give(_routes_as_json(result))
    _tell_routes(console, result)
    return 0


def _routes_as_json(found: RoutesFound) -> dict[str, Any]:
    return {
        "routes": [
            {"score": route.score, "steps": [_step_as_json(step) for step in route.steps]}
            for route in found.routes
        ],
        "missing_links": [
            {"id": one.id, "name": one.name, "score": one.score, "why": one.why}
            for one in found.missing_links
        ],
        "single_points": [{"id": one.id, "name": one.name, "why": one.why} for one in found.single_points],
        "avoided": [{"id": one.id, "name": one.name, "why": one.why} for one in found.avoided],
    }


def _step_as_json(step: RouteStep) -> dict[str, Any]:
    return {
        "from": step.from_name,
        "from_id": step.from_id,
        "to": step.to_name,
        "to_id": step.to_id,
        "kind": _RELATIONSHIP if step.kind is None else step.kind.value,
        "strength": step.strength,
        "confidence": step.confidence,
        "value": step.value,
        "why": step.why,
    }


def _tell_routes(console: Console, found: RoutesFound) -> None:
    for number, route in enumerate(found.routes, start=1):
        console.tell(
            _("Route {number}, score {score}").format(
                number=format_number(number), score=format_number(route.score, 2)
            )
        )
        for step in route.steps:
            console.tell(f"  {step.why}")
    if not found.routes:
        console.tell(_("No route was found."))
    for sentence in [row.why for row in (*found.single_points, *found.avoided)]:
        console.tell(sentence)
    for link in found.missing_links:
        console.tell(link.why)
