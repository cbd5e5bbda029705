"""Who reaches whom: who stands between the sides, in words, then the network as its room draws it."""

from __future__ import annotations

from hdplanner.briefing.content import Block, FigureBlock, Prose, Tone
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.figures.network import Edge, NetworkLayout, NetworkScene, Node, build_network, network_figure
from hdplanner.figures.network import places as laid_out
from hdplanner.services.network import Network, brokers
from hdplanner.services.pack_rows import PackView
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
