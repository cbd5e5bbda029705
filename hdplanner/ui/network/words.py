"""What the network says of a stakeholder and of a tie: for its card, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Influence, Position, Strength, TieKind
from hdplanner.figures.network_scene import Edge, NetworkScene, Node
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _, ngettext
from hdplanner.services.tie_words import tie_sentence

_SHOWN_TIES = 3
_NAME = 60


def view_words(
    scene: NetworkScene, chosen: Sequence[str], ties: Sequence[str], supposed: Collection[str]
) -> str:
    """What is shown and chosen, the first few of it."""
    counts = _("Stakeholders: {nodes}. Ties: {ties}.")
    parts = [counts.format(nodes=len(scene.nodes), ties=len(scene.edges))]
    parts.extend(f"{tie_words(scene, scene.edges[scene.edge_index[each]])}." for each in ties[:3])
    sentence = _("{name}: {ratings}")
    for each in chosen[:3]:
        words = node_words(scene, each, supposed=each in supposed)
        parts.append(sentence.format(name=_name(scene, each), ratings=words))
    return " ".join(parts)


def standing_words(node: Node, position: int | None, *, supposed: bool = False) -> str:
    """Where a stakeholder stands: "Reserved · Influence: Decisive"."""
    if node.apart:
        return _("Component of the Movement, not rated")
    where = step_label(Position, position)
    parts = [_("Supposed: {position}").format(position=where) if supposed else where]
    if node.influence is not None:
        sentence = _("{rating}: {step}")
        parts.append(sentence.format(rating=_("Influence"), step=step_label(Influence, node.influence)))
    if node.stale:
        parts.append(_("due for review"))
    return " · ".join(parts)


def node_words(scene: NetworkScene, node_id: str, *, supposed: bool = False) -> str:
    """All that is said of a stakeholder in one line."""
    placed = scene.mark(node_id)
    if placed is None:
        return ""
    parts = [
        standing_words(placed.node, placed.look.position, supposed=supposed),
        degree_words(scene, node_id),
    ]
    if placed.node.flagged:
        parts.append(_("Do not approach, or at risk"))
    return " · ".join(parts)


def degree_words(scene: NetworkScene, node_id: str) -> str:
    """How many ties: "6 ties: 2 from it, 4 to it"."""
    numbers = scene.touching.get(node_id, ())
    if not numbers:
        return _("No tie recorded")
    out = sum(scene.edges[number].source == node_id for number in numbers)
    text = ngettext(
        "{count} tie: {out} from it, {into} to it", "{count} ties: {out} from it, {into} to it", len(numbers)
    )
    return text.format(count=len(numbers), out=out, into=len(numbers) - out)


def strongest_words(scene: NetworkScene, node_id: str) -> str:
    """The strongest ties, one a line."""
    edges = [scene.edges[number] for number in scene.touching.get(node_id, ())]
    edges.sort(key=lambda edge: (-(edge.strength or 0), -(edge.confidence or 0), edge.id))
    return "\n".join(tie_words(scene, edge) for edge in edges[:_SHOWN_TIES])


def tie_words(scene: NetworkScene, edge: Edge) -> str:
    """A tie as a sentence: "Treasury advises Ministry of Finance"."""
    known = {kind.value: kind for kind in TieKind}
    kind = known.get(edge.kind, TieKind.UNSPECIFIED)
    words = tie_sentence(_name(scene, edge.source), _name(scene, edge.target), kind)
    hinders = edge.obstructs and kind is not TieKind.OBSTRUCTS
    return _("{tie} (obstructing)").format(tie=words) if hinders else words


def tie_detail(edge: Edge) -> str:
    """How strong and how sure: "Strength: Strong · Confidence: High · Obstructing"."""
    sentence = _("{rating}: {step}")
    parts = [
        sentence.format(rating=_("Strength"), step=step_label(Strength, edge.strength)),
        sentence.format(rating=_("Confidence"), step=step_label(Confidence, edge.confidence)),
    ]
    if edge.obstructs:
        parts.append(_("Obstructing"))
    return " · ".join(parts)


def _name(scene: NetworkScene, node_id: str) -> str:
    placed = scene.mark(node_id)
    return "" if placed is None else shortened(placed.node.name, _NAME)
