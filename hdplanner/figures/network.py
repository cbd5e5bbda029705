"""The network of influence as a figure: what callers need of its parts, in one place.

Nodes and ties become a scene at the places of a layout; a scene becomes a picture. No Qt, no database.
"""

from __future__ import annotations

from hdplanner.figures.network_figure import describe_network, network_figure
from hdplanner.figures.network_layout import LAYOUT_NAMES, NetworkLayout, guides, places
from hdplanner.figures.network_legend import legend_figure
from hdplanner.figures.network_scene import Edge, NetworkScene, Node, PlacedNode, build_network

__all__ = [
    "LAYOUT_NAMES",
    "Edge",
    "NetworkLayout",
    "NetworkScene",
    "Node",
    "PlacedNode",
    "build_network",
    "describe_network",
    "guides",
    "legend_figure",
    "network_figure",
    "places",
]
