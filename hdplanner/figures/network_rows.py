"""Stakeholders and ties of the services as the network takes them: in a window or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdplanner.figures.network_scene import Edge, Node

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.services.ties import TieRow


def node_of(row: StakeholderRow) -> Node:
    """A stakeholder as the drawing wants it."""
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


def edge_of(tie: TieRow) -> Edge:
    """A tie as the drawing wants it."""
    return Edge(
        tie.id,
        tie.source_id,
        tie.target_id,
        tie.kind.value,
        tie.strength,
        tie.sign.value,
        tie.confidence,
    )
