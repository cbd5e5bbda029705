"""Who reaches whom: who stands between the sides, in words, then the network as its room draws it."""

from __future__ import annotations

from collections.abc import Mapping

from hdplanner.briefing.content import Block, FigureBlock, Prose, Tone
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.figures.network import NetworkLayout, NetworkScene, build_network, network_figure
from hdplanner.figures.network import places as laid_out
from hdplanner.figures.network_rows import edge_of, node_of
from hdplanner.services.network import Network, brokers
from hdplanner.services.pack_rows import PackView

_HEIGHT = 560.0
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


def _scene_of(found: Network, places: Mapping[str, tuple[float, float]]) -> NetworkScene:
    """The network at the places that people chose, else laid out by its ties; those without a tie are not drawn."""
    ends = {end for tie in found.ties for end in (tie.source_id, tie.target_id)}
    nodes = [node_of(row) for row in found.nodes if row.id in ends]
    edges = [edge_of(tie) for tie in found.ties]
    layout = NetworkLayout.HAND if places else NetworkLayout.FORCE
    return build_network(nodes, edges, laid_out(layout, nodes, edges, hand=places), layout)


def _picture(found: Network, view: PackView, voice: Voice) -> FigureBlock:
    with voice.speaking():
        figure = network_figure(
            _scene_of(found, view.places),
            voice.column,
            _HEIGHT,
            translate=voice.gettext,
            measure=voice.measure,
        )
    caption = voice.gettext("Lines lead from who exerts influence to whom it reaches.")
    return FigureBlock(figure, caption, figure.alt)


def _between(found: Network, voice: Voice) -> str:
    """Who stands between those in favour and those against: they carry a word to the other side."""
    names = [row.name for row in brokers(found)[:_BROKERS]]
    if not names:
        return ""
    sentence = voice.gettext("Between those in favour and those against stand: {names}.")
    return fill(sentence, names=voice.words.listed(names))
