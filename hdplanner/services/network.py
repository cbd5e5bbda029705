"""The network of a campaign: who is tied to whom, who is central, and by which routes we reach somebody.

Reads are made once (`network`); measures, camps and routes are worked out from what was read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from hdplanner.domain import rules_network, rules_routes
from hdplanner.domain.channels import Messenger
from hdplanner.domain.fields import noun
from hdplanner.domain.network import Relation, Tie
from hdplanner.domain.rules_network import Pair
from hdplanner.domain.rules_routes import COUNT, STEPS, WHOLE, Hop, Web
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import StakeholderKind, TieKind
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.coalitions import CoalitionRow, CoalitionStanding, coalition_rows, standing_of
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.network_plan import plan_route
from hdplanner.services.relations import MessengerRow, RelationRow, messenger_rows, relations_now
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.services.tie_words import relation_why, tie_why
from hdplanner.services.ties import TieRow, tie_rows
from hdplanner.services.values import refused

__all__ = [
    "BrokerRow",
    "MeasureRow",
    "MissingLink",
    "NamedRow",
    "Network",
    "RouteRow",
    "RouteStep",
    "RoutesFound",
    "brokers",
    "coalition_standings",
    "measures",
    "network",
    "plan_route",
    "routes",
]

_LINKS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Network:
    """All that network and routes are drawn from. ``relations`` are those that hold now, one a pair.

    Persons are left out, with their ties, where the campaign has recorded no ground: ``withheld`` are their keys,
    and those of messengers' own records that no route may begin with.
    """

    nodes: tuple[StakeholderRow, ...]
    ties: tuple[TieRow, ...]
    relations: tuple[RelationRow, ...]
    messengers: tuple[MessengerRow, ...]
    coalitions: tuple[CoalitionRow, ...]
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """How central a stakeholder is: neighbours, share of shortest paths, nearness; the last two from 0 to 1."""

    id: str
    name: str
    degree: int
    betweenness: float
    closeness: float


@dataclass(frozen=True, slots=True)
class BrokerRow:
    """One who stands between the camps; ``pairs`` of a supporter and an opponent have no other tie."""

    id: str
    name: str
    supporters: int
    opponents: int
    pairs: int


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step of a route, in a sentence that says why it may work. ``value`` is what it keeps, up to 1.

    The first step mostly is a relation of a messenger: then ``kind`` and ``tie_id`` are empty and ``from_id`` is
    the messenger's key. An ally begins with a tie of its own, under its own key.
    """

    from_id: str
    from_name: str
    to_id: str
    to_name: str
    kind: TieKind | None
    strength: int | None
    confidence: int | None
    value: float
    why: str
    tie_id: str | None
    relation_id: str | None = None


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route from one of us to the target, and its score: above 0, up to 1, never a chance."""

    score: float
    steps: tuple[RouteStep, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A stakeholder that stands out on the routes, and why, in a sentence."""

    id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class MissingLink:
    """Who could open a route if we had a working relationship, and what the best one would score then."""

    id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class RoutesFound:
    """The best routes, who could open one, on whom all hang, and whom every route avoids."""

    target_id: str
    routes: tuple[RouteRow, ...]
    missing_links: tuple[MissingLink, ...]
    single_points: tuple[NamedRow, ...]
    avoided: tuple[NamedRow, ...]


def network(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    today: date,
    lens: Lens = EVERYTHING,
    around: Collection[str] | None = None,
) -> Network:
    """Read the network of a campaign, with positions on ``objective_id``, else on its first objective.

    With ``around`` only these and those who have a tie or know one of us are read: enough for routes, and much less
    where most of ten thousand stand alone.
    """
    lawful = may_rate_persons(session, campaign_id)
    ids = None if around is None else _linked(session, campaign_id) | set(around)
    rows = stakeholder_rows(session, campaign_id, objective_id, today=today, lens=lens, ids=ids)
    nodes = tuple(row for row in rows if lawful or row.kind is not StakeholderKind.PERSON)
    shown = {row.id for row in nodes}
    messengers = tuple(messenger_rows(session, lens=lens))
    withheld = frozenset(row.id for row in rows) - shown
    withheld |= _not_to_begin_with(session, messengers, shown, lawful=lawful)
    silent = {row.id for row in messengers if row.stakeholder_id in withheld}
    return Network(
        nodes=nodes,
        ties=tuple(
            tie
            for tie in tie_rows(session, campaign_id, lens=lens)
            if tie.source_id in shown and tie.target_id in shown
        ),
        relations=tuple(
            row
            for row in relations_now(session, campaign_id, today=today, lens=lens)
            if row.stakeholder_id in shown and row.messenger_id not in silent
        ),
        messengers=messengers,
        coalitions=tuple(coalition_rows(session, campaign_id, lens=lens)),
        withheld=withheld,
    )


def _linked(session: Session, campaign_id: str) -> set[str]:
    """Return those with a tie or a relation, and the messengers' own records."""
    ends = (
        select(Tie.source_id).where(Tie.campaign_id == campaign_id),
        select(Tie.target_id).where(Tie.campaign_id == campaign_id),
        select(Relation.stakeholder_id).where(Relation.campaign_id == campaign_id),
        select(Messenger.stakeholder_id).where(Messenger.stakeholder_id.is_not(None)),
    )
    return {key for key in session.scalars(union(*ends)) if key is not None}


def _not_to_begin_with(
    session: Session, messengers: Iterable[MessengerRow], shown: set[str], *, lawful: bool
) -> frozenset[str]:
    """Return messengers' own records outside the campaign that are flagged, or are persons without a ground."""
    linked = {row.stakeholder_id for row in messengers} - shown - {None}
    barred = Stakeholder.do_not_approach | Stakeholder.at_risk
    if not lawful:
        barred |= Stakeholder.kind == StakeholderKind.PERSON
    return frozenset(session.scalars(select(Stakeholder.id).where(Stakeholder.id.in_(linked), barred)))


def measures(network: Network) -> list[MeasureRow]:
    """Return how central each stakeholder is (``domain.rules_network.measures``), in the order of the nodes."""
    names = {node.id: node.name for node in network.nodes}
    found = rules_network.measures(list(names), _pairs(network.ties))
    return [MeasureRow(one.id, names[one.id], one.degree, one.betweenness, one.closeness) for one in found]


def brokers(network: Network) -> list[BrokerRow]:
    """Return who stands between supporters and opponents, who bridges most first."""
    names = {node.id: node.name for node in network.nodes}
    positions = {node.id: None if node.movement else node.position for node in network.nodes}
    return [
        BrokerRow(one.id, names[one.id], one.supporters, one.opponents, one.pairs)
        for one in rules_network.brokers(positions, _pairs(network.ties))
    ]


def coalition_standings(network: Network) -> list[CoalitionStanding]:
    """Return where each coalition stands and how closely it is tied; ties that obstruct hold nobody together."""
    positions = {node.id: node.position for node in network.nodes if not node.movement}
    ties = _pairs(tie for tie in network.ties if rules_routes.carries(tie.kind, tie.sign))
    return [standing_of(row, positions, ties) for row in network.coalitions]


def _pairs(ties: Iterable[TieRow]) -> list[Pair]:
    return [(tie.source_id, tie.target_id) for tie in ties]


def routes(network: Network, to_id: str, *, steps: int = STEPS, count: int = COUNT) -> RoutesFound:
    """Return the best routes from us to ``to_id``, and who matters for them (``domain.rules_routes``).

    Nobody who is not to be approached, or at risk, is on a route. Raises ``NotFoundError`` for somebody who is not
    in the network and ``InvalidValueError`` for a person where no ground is recorded.
    """
    nodes = {node.id: node for node in network.nodes}
    if to_id in network.withheld:
        reason = _("a person is shown only when the plan's purpose and legal basis are recorded")
        raise refused("route", to_id, reason)
    if to_id not in nodes:
        raise NotFoundError(noun("stakeholder"), to_id)
    flagged = {node.id for node in network.nodes if node.do_not_approach or node.at_risk}
    web = _web(network, nodes)
    explain = _Explained(network, nodes)
    found = rules_routes.best_routes(web, to_id, steps=steps, count=count, without=flagged)
    links = rules_routes.missing_links(web, to_id, steps=steps, without=flagged)
    return RoutesFound(
        target_id=to_id,
        routes=tuple(RouteRow(one.score, tuple(map(explain.step, one.hops))) for one in found),
        missing_links=tuple(
            MissingLink(key, nodes[key].name, score, _link_why(nodes[key]))
            for key, score in links[:_LINKS_SHOWN]
        ),
        single_points=tuple(
            NamedRow(key, nodes[key].name, _point_why(nodes[key]))
            for key in rules_routes.single_points(web, to_id, steps=steps, without=flagged)
        ),
        avoided=tuple(
            NamedRow(key, nodes[key].name, _flag_why(nodes[key]))
            for key in rules_routes.avoided(web, to_id, flagged, steps=steps)
        ),
    )


def _starts(network: Network, nodes: Iterable[str]) -> dict[str, str]:
    """Return with which key each messenger begins a route: an ally with its own, one of us with the messenger's."""
    shown = set(nodes)
    return {
        row.id: row.stakeholder_id if row.stakeholder_id in shown and row.stakeholder_id else row.id
        for row in network.messengers
    }


def _web(network: Network, nodes: dict[str, StakeholderRow]) -> Web:
    starts = _starts(network, nodes)
    openings = [
        rules_routes.opening(row.id, starts[row.messenger_id], row.stakeholder_id, row.level)
        for row in network.relations
        if row.level is not None
    ]
    ties = [
        rules_routes.tie_hop(tie.id, tie.source_id, tie.target_id, tie.strength, tie.confidence)
        for tie in network.ties
        if rules_routes.carries(tie.kind, tie.sign)
    ]
    return Web.of(openings, ties, set(starts.values()) & set(nodes))


class _Explained:
    """Turns the hops of a search into steps with names and sentences."""

    def __init__(self, network: Network, nodes: dict[str, StakeholderRow]) -> None:
        self._nodes = nodes
        self._ties = {tie.id: tie for tie in network.ties}
        self._relations = {row.id: row for row in network.relations}

    def step(self, hop: Hop) -> RouteStep:
        """The step that a hop is."""
        tie = self._ties.get(hop.id)
        return self._by_tie(hop, tie) if tie else self._by_relation(hop, self._relations[hop.id])

    def _by_tie(self, hop: Hop, tie: TieRow) -> RouteStep:
        why = tie_why(
            tie.source,
            tie.target,
            tie.kind,
            strength=tie.strength,
            confidence=tie.confidence,
            checked_on=tie.checked_on,
        )
        return RouteStep(
            from_id=hop.source,
            from_name=tie.source,
            to_id=hop.target,
            to_name=tie.target,
            kind=tie.kind,
            strength=tie.strength,
            confidence=tie.confidence,
            value=hop.value / WHOLE,
            why=why,
            tie_id=tie.id,
        )

    def _by_relation(self, hop: Hop, row: RelationRow) -> RouteStep:
        ally = self._nodes.get(hop.source)
        name = ally.name if ally else row.messenger
        why = relation_why(
            name,
            row.stakeholder,
            row.level or 0,
            ally=ally is not None,
            strained=row.strained,
            seen_on=row.seen_on,
        )
        return RouteStep(
            from_id=hop.source,
            from_name=name,
            to_id=hop.target,
            to_name=row.stakeholder,
            kind=None,
            strength=None,
            confidence=None,
            value=hop.value / WHOLE,
            why=why,
            tie_id=None,
            relation_id=row.id,
        )


def _link_why(node: StakeholderRow) -> str:
    return _("A working relationship with {name} would open a route.").format(name=node.name)


def _point_why(node: StakeholderRow) -> str:
    return _("Every route passes {name}.").format(name=node.name)


def _flag_why(node: StakeholderRow) -> str:
    if node.do_not_approach:
        return _("{name} is marked “Do not approach”.").format(name=node.name)
    return _("{name} is at risk.").format(name=node.name)
