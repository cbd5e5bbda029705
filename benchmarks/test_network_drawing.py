"""The network alone, with 1,000 nodes and 3,000 ties in 1200 x 800: laid out, pulled, panned, at rest."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.domain.values import Level, TieKind
from hdplanner.figures.network import Edge, NetworkLayout, Node, build_network, places
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.gestures import PullNodes

NODES, TIES = 1000, 3000


def nodes_of(count: int) -> list[Node]:
    """Stakeholders with position, influence and level, the same at every run."""
    dice = random.Random(7)
    words = large.vocabulary(count)
    levels = [level.value for level in Level]
    return [
        Node(
            f"id-{number}",
            f"Council of {words[number].capitalize()}",
            position=dice.choice((None, -2, -1, 0, 1, 2)),
            influence=dice.randint(1, 5),
            level=dice.choice(levels),
        )
        for number in range(count)
    ]


def ties_of(count: int, among: int) -> list[Edge]:
    """Ties of every kind, a third of them at a few who are well tied."""
    dice = random.Random(11)
    kinds = [kind.value for kind in TieKind]

    def somebody() -> str:
        return f"id-{dice.randrange(30) if dice.random() < 0.3 else dice.randrange(among)}"

    return [
        Edge(
            str(number),
            somebody(),
            somebody(),
            dice.choice(kinds),
            dice.randint(1, 3),
            "obstructing" if number % 10 == 0 else "supportive",
            dice.randint(1, 3),
        )
        for number in range(count)
    ]


@pytest.fixture
def network(qapp: QApplication, qtbot: QtBot) -> NetworkView:
    """A network on the (invisible) screen, painted once, its best tied node chosen."""
    theme = load_theme("light")
    apply_theme(qapp, theme)
    nodes, ties = nodes_of(NODES), ties_of(TIES, NODES)
    view = NetworkView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show_scene(build_network(nodes, ties, places(NetworkLayout.FORCE, nodes, ties)))
    view.show()
    qtbot.waitExposed(view)
    view._rest.stop()
    view.choose([max(view.scene.touching, key=lambda each: len(view.scene.touching[each]))])
    view.repaint()
    return view


@pytest.mark.parametrize("layout", [NetworkLayout.FORCE, NetworkLayout.RINGS, NetworkLayout.LEVELS])
def test_a_layout(measure: Measure, layout: NetworkLayout) -> None:
    nodes, ties = nodes_of(NODES), ties_of(TIES, NODES)
    what = f"1,000 nodes and 3,000 ties laid out: {layout.value}"
    measure(what, lambda: places(layout, nodes, ties), aim_ms=1000, rounds=5)


def test_a_frame_of_a_pull(measure: Measure, network: NetworkView) -> None:
    mark = network.scene.mark(network.selection[0])
    assert mark is not None
    start = QPointF(*network.camera.to_page(mark.x, mark.y))
    network.gesture = pull = PullNodes(network, start)
    steps = iter(range(1, 1000))

    def drag() -> None:
        pull.drag(start + QPointF(next(steps), 0))
        network.repaint()

    measure("a frame while the best tied of 1,000 nodes is pulled", drag, aim_ms=16)


def test_a_frame_on_the_way(measure: Measure, network: NetworkView) -> None:
    def pan() -> None:
        network.camera.pan(3, 2)
        network.refresh()
        network.repaint()

    network.choose([])
    network.camera.zoom_at(600, 400, 1.5)
    measure("a network frame of 1,000 nodes while panning", pan, aim_ms=16)


def test_a_frame_at_rest(measure: Measure, network: NetworkView) -> None:
    def rest() -> None:
        network._picture.forget()
        network.repaint()

    network.choose([])
    measure("a network frame of 1,000 nodes at rest, with names placed anew", rest, rounds=8)
