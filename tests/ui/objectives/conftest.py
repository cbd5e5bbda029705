"""The Objectives room on a small plan of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import StepAction
from hdplanner.services.values import today_here
from hdplanner.ui.context import AppContext
from hdplanner.ui.objectives.edits import ObjectiveEdits
from hdplanner.ui.objectives.page import ObjectivesPage


def day(number: int) -> date:
    """A day so many days from today."""
    return today_here() + timedelta(days=number)


@pytest.fixture
def plan(opened: AppContext) -> SimpleNamespace:
    """A plan with one objective, two asks, a decision in 30 days with a path of three, and one that is past."""
    edits, campaign = ObjectiveEdits(opened), opened.gateway.campaign_id
    from hdplanner.services import frames

    names = opened.gateway.read(frames.addressable, campaign_id=campaign)
    who = {name: key for key, name in names}
    objective = edits.add("objective", campaign, title="A law before the floods")
    vote = edits.add(
        "decision_window",
        campaign,
        title="Vote",
        body_id=who["Union of mayors"],
        opens_on=day(28),
        decides_on=day(30),
        closes_on=day(31),
    )
    edits.add("decision_window", campaign, title="First reading", decides_on=day(-9))
    assert objective
    assert vote
    steps = [
        edits.add("decision_step", vote, stakeholder_id=who[name], action=action)
        for name, action in (
            ("Radio Varenia", StepAction.DRAFTS),
            ("Ministry of Finance", StepAction.SIGNS),
            ("Union of mayors", StepAction.VETO),
        )
    ]
    first = edits.add(
        "ask",
        objective,
        action="Table the bill",
        addressee_id=who["Ministry of Finance"],
        window_id=vote,
        due_on=day(20),
        verification="It is on the agenda",
    )
    second = edits.add("ask", objective, action="Drop the bill")
    red = edits.add("red_line", objective, text="No names of volunteers")
    edits.add("bottom_line", objective, minimum="A decree")
    return SimpleNamespace(
        context=opened, edits=edits, objective=objective, vote=vote, steps=steps, who=who, first=first,
        second=second, red=red, campaign=campaign,
    )  # fmt: skip


@pytest.fixture
def open_room(qtbot: QtBot) -> Callable[[AppContext], ObjectivesPage]:
    """Opens the room with its inspector beside it, in one window."""
    windows: list[QWidget] = []

    def make(context: AppContext) -> ObjectivesPage:
        page = ObjectivesPage(context)
        window = QWidget()
        row = QHBoxLayout(window)
        row.addWidget(page, 1)
        row.addWidget(page.panel)
        qtbot.addWidget(window)
        window.resize(1300, 760)
        window.show()
        window.activateWindow()
        windows.append(window)
        return page

    return make


@pytest.fixture
def page(plan: Any, open_room: Callable[[AppContext], ObjectivesPage]) -> ObjectivesPage:
    """The room on the plan."""
    return open_room(plan.context)
