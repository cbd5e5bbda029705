"""A stranger opens the sample, asks who reaches a decision-maker, makes a route the plan, and ties one to another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from hdplanner.services import activities
from hdplanner.ui.network.page import NetworkPage
from hdplanner.ui.network.panels import WHAT_IF
from hdplanner.ui.shell.main_window import MainWindow
from tests.flows.conftest import Start

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def _network(window: MainWindow) -> NetworkPage:
    window.context.navigate("network", "")
    page = window.page()
    assert isinstance(page, NetworkPage)
    return page


def _point(page: NetworkPage, name: str) -> QPoint:
    mark = next(one for one in page.view.scene.nodes if one.node.name == name)
    x, y = page.view.camera.to_page(mark.x, mark.y)
    scale = page.view.theme.scale
    return QPoint(round(x * scale), round(y * scale))


def _planned(window: MainWindow) -> int:
    gateway = window.context.gateway
    return len(gateway.read(activities.activity_rows, campaign_id=gateway.campaign_id))


def test_a_stranger_finds_a_route_makes_it_the_plan_draws_a_tie_and_takes_both_back(
    start: Start, qtbot: QtBot
) -> None:
    window = start()
    window.files.open_sample()
    page = _network(window)
    routes = page.panel.routes
    finance = next(row.id for row in page.source.nodes if row.name == "Ministry of Finance")
    routes.target.show_value(finance)
    routes.target.committed.emit(finance)
    assert routes.cards
    assert routes._links.lines(), "who could open a route is named"

    before = _planned(window)
    steps = len(routes.cards[0].route.steps)
    qtbot.mouseClick(routes.cards[0].plan, LEFT)
    assert _planned(window) == before + steps
    assert "Ministry of Finance" in window.banner.text()
    window.actions_by_key["undo"].trigger()
    assert _planned(window) == before

    page.select([])
    ties = len(page.source.ties)
    begin, end = _point(page, "Teachers’ union"), _point(page, "Youth volunteers")
    qtbot.mousePress(page.view, LEFT, CTRL, begin)
    for step in range(1, 9):
        qtbot.mouseMove(page.view, begin + (end - begin) * (step / 8))
    qtbot.mouseRelease(page.view, LEFT, CTRL, end)
    assert len(page.source.ties) == ties + 1
    made = page.source.tie(page.ties[0])
    assert made is not None
    assert (made.source, made.target) == ("Teachers’ union", "Youth volunteers")
    assert page.panel.page() is page.panel.tie
    window.actions_by_key["undo"].trigger()
    assert len(page.source.ties) == ties
    assert window.context.gateway.document.verify() == []


def test_a_stranger_supposes_that_finance_agrees_and_sees_the_balance_beside_todays(
    start: Start, qtbot: QtBot
) -> None:
    window = start()
    window.files.open_sample()
    page = _network(window)
    page.panel.question.choose(WHAT_IF)
    panel = page.panel.what_if
    scenario = page.source.scenarios[0]
    panel.scenario.show_value(scenario.id)
    panel.scenario.committed.emit(scenario.id)
    assert page.strip.isVisible()
    before = panel.balance.figure.accessibleDescription()
    opponent = next(row for row in page.source.nodes if row.name == "Customs administration")
    page.view.choose([opponent.id])
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_3)
    assert panel.balance.figure.accessibleDescription() != before
    assert page.source.node(opponent.id) == opponent
    window.actions_by_key["undo"].trigger()
    assert panel.balance.figure.accessibleDescription() == before
