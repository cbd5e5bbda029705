"""The stakeholder table alone, with 10,000 rows: sort, filter, scroll, to the repainted view."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.services.stakeholder_extras import extra_facts
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.storage import Document
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.columns import columns

TODAY = dt.date(2026, 1, 15)
AIM_MS = 30


@pytest.fixture(scope="module")
def rows() -> list[StakeholderRow]:
    """The 10,000 rows of the large file."""
    with Document.open(large.file_of(large.CROWD), author="Benchmark", read_only=True) as document:
        return document.read(lambda session: stakeholder_rows(session, large.CAMPAIGN, today=TODAY))


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot, rows: list[StakeholderRow]) -> TableView:
    """The room's own columns over 10,000 rows, in a view that is shown."""
    theme = load_theme("light")
    apply_theme(qapp, theme)
    model: RowModel[StakeholderRow] = RowModel(columns(theme))
    view = TableView(model, theme, "Stakeholders")
    model.setParent(view)
    qtbot.addWidget(view)
    model.set_rows(rows)
    view.resize(1200, 800)
    view.show()
    qtbot.waitExposed(view)
    view.viewport().repaint()
    return view


def _model(table: TableView) -> RowModel[StakeholderRow]:
    model = table.model()
    assert isinstance(model, RowModel)
    return model


@pytest.mark.parametrize(
    ("kind", "key"), [("a text", "name"), ("a rating", "influence"), ("a date", "made_on")]
)
def test_sort_10_000_rows(measure: Measure, table: TableView, kind: str, key: str) -> None:
    model = _model(table)
    place = next(n for n, column in enumerate(model.columns) if column.key == key)
    orders = [Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder]

    def sort() -> None:
        orders.reverse()
        model.sort(place, orders[0])
        table.viewport().repaint()

    measure(f"sort 10,000 rows by {kind}, to the painted table", sort, aim_ms=AIM_MS)


def test_sort_10_000_rows_by_three_columns(measure: Measure, table: TableView) -> None:
    model = _model(table)
    falls = cycle([True, False])

    def sort() -> None:
        model.sort_by([("position", next(falls)), ("influence", True), ("name", False)])
        table.viewport().repaint()

    measure("sort 10,000 rows by three columns, to the painted table", sort, aim_ms=AIM_MS)


def test_filter_10_000_rows_by_a_cell(measure: Measure, table: TableView) -> None:
    model = _model(table)
    words = cycle(["a", "al", "ali", ""])

    def write() -> None:
        model.filter_cells({"name": next(words), "kind": "i"})
        table.viewport().repaint()

    measure("filter 10,000 rows by two cells of the filter row, to the painted table", write, aim_ms=AIM_MS)


def test_scroll_10_000_rows_both_ways(measure: Measure, table: TableView) -> None:
    table.show_filters(True)
    places = cycle([(1_000, 200), (90_000, 400), (200_000, 150)])

    def scroll() -> None:
        down, aside = next(places)
        table.verticalScrollBar().setValue(down)
        table.horizontalScrollBar().setValue(aside)
        table.viewport().repaint()
        table.frozen.viewport().repaint()

    measure("scroll 10,000 rows both ways, with the frozen column and the filter row", scroll, aim_ms=AIM_MS)


def test_read_two_further_columns_of_10_000_rows(measure: Measure) -> None:
    with Document.open(large.file_of(large.CROWD), author="Benchmark", read_only=True) as document:

        def read() -> None:
            document.read(lambda session: extra_facts(session, large.CAMPAIGN, ["mandate", "tags"]))

        measure("read two further columns of 10,000 rows", read)
