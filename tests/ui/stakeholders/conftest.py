"""The inspector on a real file, as the room shows it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.services.profile_rows import ProfileRow
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.panels import StakeholderPanel


class Shown:
    """The inspector on a file, renewed after every edit as the room does it."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.edits = StakeholderEdits(context)
        self.panel = StakeholderPanel(context, self.edits)
        self.one = self.panel.one
        self.id = ""
        context.gateway.changed.connect(lambda _changes: self.id and self.show())

    def find(self, name: str) -> str:
        from hdplanner.services import stakeholders

        return self.context.gateway.read(stakeholders.find_stakeholder, name=name)

    def choose(self, name: str) -> None:
        self.id = self.find(name)
        self.show()

    def show(self, *, editable: bool = True) -> None:
        self.panel.show_profile(self.profile(), editable, "Confidential")

    def profile(self) -> ProfileRow:
        from hdplanner.services import profiles

        gateway = self.context.gateway
        return gateway.read(
            profiles.profile,
            campaign_id=gateway.campaign_id,
            stakeholder_id=self.id,
            today=self.edits.today(),
        )

    def body(self, key: str) -> Any:
        self.one.sections[key].begin()
        return self.one.sections[key].body

    def undo(self) -> str | None:
        return self.context.gateway.state().undo

    def words_in(self, widget: QWidget) -> str:
        found = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
        return "\n".join(found + [one.text() for one in widget.findChildren(QPushButton)])


@pytest.fixture
def shown(opened: AppContext, qtbot: QtBot) -> Shown:
    made = Shown(opened)
    qtbot.addWidget(made.panel)
    made.panel.resize(340, 900)
    made.panel.show()
    made.choose("Ministry of Finance")
    return made
