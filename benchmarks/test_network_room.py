"""The Network room on 1,000 stakeholders with 3,000 ties: a tie drawn until all shows it, a filter, another target."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.conftest import Measure
from benchmarks.test_network import NODES, TIES, document_of
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.page import NetworkPage
from hdplanner.ui.settings import Settings


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[NetworkPage]:
    context = AppContext(Settings(theme="light"), Appearance(qapp, "light"))
    context.gateway.take(document_of(tmp_path / "web.hdplan", NODES))
    made = NetworkPage(context)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(1_000, 760)
    made.show()
    yield made
    context.tasks.stop_all()
    context.gateway.close()


def test_a_tie_is_drawn(measure: Measure, page: NetworkPage) -> None:
    ids = [row.id for row in page.source.nodes]

    def draw() -> None:
        ids.append(ids.pop(0))
        page.view.tie_drawn.emit(ids[-1], ids[-2])

    measure("draw a tie among 3,000, saved and shown everywhere", draw)
    assert len(page.source.ties) > TIES


def test_a_filter_in_the_network(measure: Measure, page: NetworkPage) -> None:
    words = ["ba", "ce", "dor", ""]

    def narrow() -> None:
        words.append(words.pop(0))
        page.header.words.setText(words[-1])
        page.header.words.filtered.emit(words[-1])

    measure("filter a network of 3,000 ties", narrow)


def test_another_target(measure: Measure, page: NetworkPage) -> None:
    ids = [row.id for row in page.source.nodes]

    def ask() -> None:
        ids.append(ids.pop(0))
        page.panel.routes.ask(ids[-1])

    measure("show the routes to another of 1,000", ask, aim_ms=100)
