"""Who reaches whom: in words for those who decide, then the network as a picture, as its room draws it."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, FigureBlock, Prose, Source, Span, Text, Tone
from hdplanner.briefing.sections.profiles import deciders
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import Relationship, Strength, TieSign
from hdplanner.figures.network import Edge, NetworkLayout, NetworkScene, Node, build_network, network_figure
from hdplanner.figures.network import places as laid_out
from hdplanner.services.network import Network, brokers
from hdplanner.services.pack_rows import PackView
from hdplanner.services.relations import RelationRow
from hdplanner.services.stakeholders import StakeholderRow
from hdplanner.services.ties import TieRow

HEIGHT = 560.0
_BROKERS = 5


def network(view: PackView, voice: Voice) -> list[Block]:
    """Words and picture; nothing where no tie is known, or for those who may see no judgement."""
    found = view.network
    if found is None or not found.ties:
        return []
    return [
        Prose(_between(found, voice), Tone.LEAD),
        _reached(found, view, voice),
        _picture(found, view, voice),
    ]


def scene_of(
    found: Network, places: dict[str, tuple[float, float]], *, tied_only: bool = True
) -> NetworkScene:
    """The network at the places that people chose, else laid out by its ties; those without a tie are not drawn."""
    ends = {end for tie in found.ties for end in (tie.source_id, tie.target_id)}
    nodes = [_node(row) for row in found.nodes if row.id in ends or not tied_only]
    edges = [_edge(tie) for tie in found.ties]
    layout = NetworkLayout.HAND if places else NetworkLayout.FORCE
    return build_network(nodes, edges, laid_out(layout, nodes, edges, hand=places), layout)


def _picture(found: Network, view: PackView, voice: Voice) -> FigureBlock:
    with voice.speaking():
        figure = network_figure(
            scene_of(found, dict(view.places)),
            voice.column,
            HEIGHT,
            translate=voice.gettext,
            measure=voice.measure,
        )
    caption = voice.gettext("Lines lead from who exerts influence to whom it reaches.")
    return FigureBlock(figure, caption, figure.alt)


def _node(row: StakeholderRow) -> Node:
    return Node(
        row.id,
        row.name,
        row.kind.value,
        row.position,
        row.influence,
        row.level.value if row.level else None,
        row.movement,
        row.do_not_approach or row.at_risk,
        row.stale,
    )


def _edge(tie: TieRow) -> Edge:
    return Edge(
        tie.id,
        tie.source_id,
        tie.target_id,
        tie.kind.value,
        tie.strength,
        tie.sign.value,
        tie.confidence,
    )


def _between(found: Network, voice: Voice) -> str:
    """Who stands between those in favour and those against: they carry a word to the other side."""
    names = [row.name for row in brokers(found)[:_BROKERS]]
    if not names:
        return ""
    sentence = voice.gettext("Between those in favour and those against stand: {names}.")
    return fill(sentence, names=voice.words.listed(names))


def _reached(found: Network, view: PackView, voice: Voice) -> Block:
    """Of each who decides: who of us is closest, and whose word reaches them, the strongest first."""
    _ = voice.gettext
    columns = (
        Column(_("Who decides"), 1.9),
        Column(_("Closest of us"), 1.8),
        Column(_("Whose word reaches them"), 4.4),
        Column(_("Who stands in the way"), 1.9),
    )
    rows = [row for row in deciders(view.plan) if _has_ways(row, found)]
    cells = tuple(_ways(row, found, voice) for row in rows)
    return filled(columns, cells, [Source("stakeholder", row.id) for row in rows])


def _has_ways(row: StakeholderRow, found: Network) -> bool:
    reached = any(tie.target_id == row.id for tie in found.ties)
    return reached or any(one.stakeholder_id == row.id for one in found.relations)


def _ways(row: StakeholderRow, found: Network, voice: Voice) -> tuple[Text, ...]:
    own = [tie for tie in found.ties if tie.target_id == row.id]
    helping = [tie for tie in own if tie.sign is TieSign.SUPPORTIVE]
    hindering = [tie for tie in own if tie.sign is not TieSign.SUPPORTIVE]
    return (
        (Span(row.name, strong=True),),
        _closest(found.relations, row.id, voice),
        _sources(helping, voice),
        _sources(hindering, voice),
    )


def _closest(relations: Iterable[RelationRow], stakeholder_id: str, voice: Voice) -> Text:
    """The messenger with the best relationship; a strained one says so."""
    own = [row for row in relations if row.stakeholder_id == stakeholder_id and row.level]
    if not own:
        return ""
    best = max(own, key=lambda row: (row.level or 0, row.seen_on is not None, str(row.seen_on)))
    strained = voice.gettext("strained") if best.strained else ""
    level = voice.words.listed((voice.name(Relationship, best.level).lower(), strained))
    return (Span(best.messenger), Span(f"\n{level}", muted=True))


def _sources(ties: Iterable[TieRow], voice: Voice) -> Text:
    ordered = sorted(ties, key=lambda tie: (-(tie.strength or 0), tie.source.casefold()))
    spans: list[Span] = []
    for place, tie in enumerate(ordered):
        strength = voice.name(Strength, tie.strength).lower() if tie.strength else ""
        how = voice.words.listed((voice.label(tie.kind).lower(), strength))
        spans += [Span(("\n" if place else "") + tie.source), Span(f" – {how}", muted=True)]
    return tuple(spans)
