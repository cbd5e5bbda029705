from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.base import PROSE
from hdplanner.domain.values import Sensitivity
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.change_view import ChangeCard, ChangeView
from hdplanner.ui.objectives.lines_view import LinesView
from hdplanner.ui.objectives.page import ObjectivesPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lines(page: ObjectivesPage) -> LinesView:
    page.view.choose(models.LINES)
    shown = page.shown_view()
    assert isinstance(shown, LinesView)
    return shown


@pytest.fixture
def change(page: ObjectivesPage) -> ChangeView:
    page.view.choose(models.CHANGE)
    shown = page.shown_view()
    assert isinstance(shown, ChangeView)
    return shown


def seen(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_lines_are_hidden_until_somebody_opens_them(lines: LinesView, plan: Any) -> None:
    sheet = lines.sheets[plan.objective]
    assert "1 bottom line · 1 red line" in seen(lines)
    assert "volunteers" not in seen(lines)
    sheet.fold.click()
    assert "No names of volunteers" in seen(lines)
    assert "STRICTLY CONFIDENTIAL" in seen(lines)
    assert "May lift it: not said" in seen(lines)


def test_lines_fold_when_the_room_is_entered_again_and_leave_the_inspector(
    lines: LinesView, page: ObjectivesPage, plan: Any
) -> None:
    assert page.reveal("red_line", plan.red)
    assert lines.sheets[plan.objective].fold.isChecked()
    assert page.panel.pages["red_line"].isVisible()
    page.enter()
    assert not lines.sheets[plan.objective].fold.isChecked()
    assert page.desk.selection == ("", "")
    assert not page.panel.pages["red_line"].isVisible()


def test_a_marking_that_was_lowered_is_said(lines: LinesView, page: ObjectivesPage, plan: Any) -> None:
    page.reveal("red_line", plan.red)
    field = page.panel.pages["red_line"].form.fields["sensitivity"]
    field.committed.emit(Sensitivity.CONFIDENTIAL)
    card = lines.sheets[plan.objective].red.cards()[0]
    assert card.marking.text() == "CONFIDENTIAL"  # type: ignore[attr-defined]  # a line's card
    assert card.marking.property("look") == "marking-confidential"  # type: ignore[attr-defined]  # as above


def test_a_red_line_needs_its_words(lines: LinesView, page: ObjectivesPage, plan: Any) -> None:
    told: list[str] = []
    plan.context.told.connect(lambda sentence, *_rest: told.append(sentence))
    page.reveal("red_line", plan.red)
    field = page.panel.pages["red_line"].form.fields["text"]
    field.setPlainText("")
    field._commit()
    assert "a red line needs its words" in told[0]
    assert field.toPlainText() == "No names of volunteers"


def test_adding_opens_the_sheet(lines: LinesView, page: ObjectivesPage, plan: Any) -> None:
    page.add()
    sheet = lines.sheets[plan.objective]
    assert sheet.fold.isChecked()
    assert len(sheet.red.cards()) == 2
    sheet.add_bottom()
    assert page.desk.selection[0] == "bottom_line"
    page.panel.pages["bottom_line"].form.fields["consult"].committed.emit("Secretary General")
    assert "Before going below: Secretary General" in seen(sheet)


def words(view: ChangeView) -> list[tuple[str, str]]:
    cards = [card for card in view.list.cards() if isinstance(card, ChangeCard)]
    return [(card._word.text(), card.text.toPlainText()) for card in cards]


def write(change: ChangeView, page: ObjectivesPage, *texts: str) -> None:
    for text in texts:
        page.add()
        card = change.list.cards()[-1]
        assert isinstance(card, ChangeCard)
        card.text.setPlainText(text)
        card.text._commit()


def test_a_chain_is_written_in_place_and_its_first_link_says_if(
    change: ChangeView, page: ObjectivesPage, plan: Any
) -> None:
    write(change, page, "They read the note", "They agree")
    assert words(change) == [("If", "They read the note"), ("Then", "They agree")]
    card = change.list.cards()[0]
    assert isinstance(card, ChangeCard)
    card.assumption.setPlainText("It reaches them in time")
    card.assumption._commit()
    assert page.source.changes[0].assumption == "It reaches them in time"
    assert plan.context.gateway.state().undo == "Change a step of change"


def test_a_link_that_moves_to_the_front_becomes_the_if(
    change: ChangeView, page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    write(change, page, "They read the note", "They agree")
    card = change.list.cards()[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Up, CONTROL)
    assert words(change) == [("If", "They agree"), ("Then", "They read the note")]
    plan.context.gateway.undo()
    assert words(change)[0] == ("If", "They read the note")


def test_writing_in_a_link_chooses_it(change: ChangeView, page: ObjectivesPage) -> None:
    write(change, page, "They read the note", "They agree")
    first = change.list.cards()[0]
    assert isinstance(first, ChangeCard)
    first.text.setFocus()
    assert page.desk.selection == ("change_step", first.row_id)
    page.delete()
    assert words(change) == [("If", "They agree")]


def test_a_link_that_is_too_long_is_refused_and_the_old_one_stays(
    change: ChangeView, page: ObjectivesPage
) -> None:
    write(change, page, "They read the note")
    write_long = change.list.cards()[0]
    assert isinstance(write_long, ChangeCard)
    write_long.text.setPlainText("x\n" * (PROSE // 2) + "xx")
    write_long.text._commit()
    assert words(change) == [("If", "They read the note")]
