"""A network of five on the (invisible) screen, and the room on a file with three stakeholders."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import TieKind
from hdplanner.figures.network import Edge, Node, build_network
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.page import NetworkPage

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


@pytest.fixture
def page(opened: AppContext, qtbot: QtBot) -> NetworkPage:
    """The room of a plan with three stakeholders and no tie."""
    made = NetworkPage(opened)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(1000, 760)
    made.show()
    made.panel.resize(340, 760)
    made.panel.show()
    return made


@pytest.fixture
def ids(page: NetworkPage) -> dict[str, str]:
    return {row.name.split()[0]: row.id for row in page.source.nodes}


@pytest.fixture
def tied(page: NetworkPage, ids: dict[str, str]) -> str:
    """A tie from the mayors to the ministry."""
    made = page.edits.add_tie(ids["Union"], ids["Ministry"], kind=TieKind.ADVISES, strength=3, confidence=3)
    assert made is not None
    return made
