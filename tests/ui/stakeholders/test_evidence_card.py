"""After a drag a card asks what it rests on: one step on top of the move's own, and nothing lost, nothing forced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import EvidenceType
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.evidence_card import EvidenceCard
from hdplanner.ui.stakeholders.grid_pointer import mark_box
from hdplanner.ui.stakeholders.page import StakeholdersPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(opened: AppContext, qtbot: QtBot) -> StakeholdersPage:
    made = StakeholdersPage(opened)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def _id(page: StakeholdersPage, name: str) -> str:
    return next(row.id for row in page.source.rows if row.name == name)


def _newest(page: StakeholdersPage, row_id: str):  # type: ignore[no-untyped-def]  # the row of a lazily imported service
    from hdplanner.services import assessments

    gateway = page.context.gateway
    return gateway.read(assessments.history, campaign_id=gateway.campaign_id, stakeholder_id=row_id)[0]


def _move(page: StakeholdersPage, qtbot: QtBot, *names: str) -> EvidenceCard:
    page.grid.setFocus()
    page.grid.moved.emit([(_id(page, name), {"influence": 4}) for name in names])
    card = page.grid_pane.card
    qtbot.waitUntil(card.isVisible)
    return card


def test_the_card_opens_beside_the_marker_and_leaves_the_keyboard_to_the_grid(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    mark = page.grid.scene.mark(_id(page, "Ministry of Finance"))
    assert mark is not None
    assert page.grid_pane.rect().contains(card.geometry())
    assert not card.geometry().intersects(mark_box(page.grid, mark).translated(page.grid.pos()))
    assert page.grid.hasFocus()


def test_what_is_written_goes_into_the_judgement_just_made_as_a_step_of_its_own(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    finance, gateway = _id(page, "Ministry of Finance"), page.context.gateway
    card = _move(page, qtbot, "Ministry of Finance")
    card.evidence.setPlainText("Said so at the hearing")
    card.source.setText("Our own notes")
    card.type.show_value(EvidenceType.CONVERSATION)
    card.confidence.show_value(3)
    card.save.click()
    made = _newest(page, finance)
    assert (made.influence, made.evidence, made.source) == (4, "Said so at the hearing", "Our own notes")
    assert (made.evidence_type, made.confidence) == (EvidenceType.CONVERSATION, 3)
    gateway.undo()
    assert (_newest(page, finance).influence, _newest(page, finance).evidence) == (4, "")
    gateway.undo()
    assert _newest(page, finance).influence == 5


def test_one_card_speaks_for_all_that_moved_together(page: StakeholdersPage, qtbot: QtBot) -> None:
    names = ("Ministry of Finance", "Radio Varenia")
    card = _move(page, qtbot, *names)
    card.evidence.setPlainText("Joint letter")
    card.finish()
    assert [_newest(page, _id(page, name)).evidence for name in names] == ["Joint letter", "Joint letter"]
    assert page.context.gateway.state().undo == "Change 2 assessments"


def test_escape_lets_the_card_go_and_writes_nothing(page: StakeholdersPage, qtbot: QtBot) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    card.evidence.setPlainText("Half a thought")
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert _newest(page, _id(page, "Ministry of Finance")).evidence == ""
    assert page.context.gateway.state().undo == "Move Ministry of Finance"


def test_a_click_elsewhere_keeps_what_was_written(page: StakeholdersPage, qtbot: QtBot) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    card.evidence.setPlainText("Seen in the gazette")
    qtbot.mouseClick(page.header, LEFT, pos=QPoint(4, 4))
    assert not card.isVisible()
    assert _newest(page, _id(page, "Ministry of Finance")).evidence == "Seen in the gazette"


def test_a_click_elsewhere_with_nothing_written_is_no_step(page: StakeholdersPage, qtbot: QtBot) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    qtbot.mouseClick(page.header, LEFT, pos=QPoint(4, 4))
    assert not card.isVisible()
    assert page.context.gateway.state().undo == "Move Ministry of Finance"


def test_the_keyboard_goes_into_the_card_saves_and_comes_back(page: StakeholdersPage, qtbot: QtBot) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    qtbot.keyClick(page.grid, Qt.Key.Key_E)
    assert card.evidence.hasFocus()
    qtbot.keyClicks(card.evidence, "Phone call")
    qtbot.keyClick(card.evidence, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not card.isVisible()
    assert page.grid.hasFocus()
    assert _newest(page, _id(page, "Ministry of Finance")).evidence == "Phone call"


def test_a_new_move_asks_anew_and_an_old_card_writes_into_nothing_else(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    card.evidence.setPlainText("About the ministry")
    page.context.gateway.undo()
    assert not card.isVisible()
    card = _move(page, qtbot, "Radio Varenia")
    assert card.values() == {}
    assert "Radio Varenia" in card._title.text()


def test_the_next_move_keeps_what_was_written_of_the_last(page: StakeholdersPage, qtbot: QtBot) -> None:
    card = _move(page, qtbot, "Ministry of Finance")
    card.evidence.setPlainText("A speech")
    page.grid.moved.emit([(_id(page, "Radio Varenia"), {"influence": 1})])
    assert _newest(page, _id(page, "Ministry of Finance")).evidence == "A speech"
    qtbot.waitUntil(card.isVisible)
    assert card.values() == {}


def test_a_target_is_one_step_and_leaves_evidence_and_confidence(page: StakeholdersPage) -> None:
    finance, radio = _id(page, "Ministry of Finance"), _id(page, "Radio Varenia")
    page.edits.assess({finance: {"assessed_position": -1, "confidence": 3, "evidence": "A speech"}})
    page.grid.targeted.emit([(finance, 0), (radio, 1)])
    row = page.source.row(finance)
    assert row is not None
    assert (row.target_position, row.position, row.confidence, row.evidence) == (0, -1, 3, "A speech")
    assert page.context.gateway.state().undo == "Set a target for 2 stakeholders"
    page.context.gateway.undo()
    row = page.source.row(finance)
    assert row is not None
    assert row.target_position is None
