"""A network of five on the (invisible) screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.network import Edge, Node, build_network
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.network.canvas import NetworkView

NODES = (
    Node("f", "Ministry of Finance", position=-1, influence=5),
    Node("t", "Treasury", position=1, influence=3),
    Node("r", "Radio Varenia", position=0, influence=2, flagged=True),
    Node("y", "Youth volunteers", "group", position=2, influence=1),
    Node("i", "IFRC delegation", apart=True),
)
EDGES = (
    Edge("t-f", "t", "f", "advises", 3, "supportive", 3),
    Edge("r-f", "r", "f", "pressure", 2, "obstructing", 2),
    Edge("y-r", "y", "r", "trust", 1, "supportive", 1),
)
PLACES = {"f": (0.5, 0.2), "t": (0.2, 0.5), "r": (0.8, 0.5), "y": (0.5, 0.8), "i": (0.95, 0.95)}


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> NetworkView:
    load_fonts()
    made = NetworkView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.show_scene(build_network(NODES, EDGES, PLACES))
    return made
