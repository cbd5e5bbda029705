"""The stakeholder table alone, with 10,000 rows: sort, to the repainted view. `test_window` filters it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.storage import Document
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.columns import columns

TODAY = dt.date(2026, 1, 15)


@pytest.fixture(scope="module")
def rows() -> list[StakeholderRow]:
    """The 10,000 rows of the large file."""
    with Document.open(large.file_of(large.CROWD), author="Benchmark", read_only=True) as document:
        return document.read(lambda session: stakeholder_rows(session, large.CAMPAIGN, today=TODAY))


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot, rows: list[StakeholderRow]) -> QTableView:
    """The room's own columns over 10,000 rows, in a view that is shown."""
    theme = load_theme("light")
    apply_theme(qapp, theme)
    view = QTableView()
    qtbot.addWidget(view)
    model: RowModel[StakeholderRow] = RowModel(columns(theme), view)
    model.set_rows(rows)
    view.setModel(model)
    view.resize(1200, 800)
    view.show()
    qtbot.waitExposed(view)
    view.viewport().repaint()
    return view


@pytest.mark.parametrize(
    ("kind", "key"), [("a text", "name"), ("a rating", "influence"), ("a date", "made_on")]
)
def test_sort_10_000_rows(measure: Measure, table: QTableView, kind: str, key: str) -> None:
    model = table.model()
    assert isinstance(model, RowModel)
    place = next(n for n, column in enumerate(model.columns) if column.key == key)
    orders = [Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder]

    def sort() -> None:
        orders.reverse()
        model.sort(place, orders[0])
        table.viewport().repaint()

    measure(f"sort 10,000 rows by {kind}, to the painted table", sort)
