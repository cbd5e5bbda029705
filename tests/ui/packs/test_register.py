"""Copies that leave the house, and the register: who holds what, what came back, which facts hold no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import PackForm
from hdplanner.services import parts
from hdplanner.ui.packs.dialogs import HandOutDialog
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.packs.reveals_dialog import RevealsDialog
from hdplanner.ui.packs.writing import Writing

LONG = 20_000


def rebuilt(qtbot: QtBot, page: PacksPage) -> Any:
    return qtbot.waitSignal(page.previewer.built, timeout=LONG)


def test_copies_for_word_are_in_the_register_with_what_they_tell(
    page: PacksPage, qtbot: QtBot, out: Path
) -> None:
    options, row = page.options(), page.row()
    assert options is not None
    assert row is not None
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.exporter.hand_out(row.id, options, ["President"], out, Writing(PackForm.DOCX))
    newest = page.edits.handed_out()[0]
    assert (newest.recipient, newest.form, newest.encrypted) == ("President", PackForm.DOCX, False)
    assert [path.suffix for path in out.iterdir()] == [".docx"]


def test_a_copy_under_a_passphrase_is_recorded_as_such(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    def fill(dialog: HandOutDialog) -> QDialog.DialogCode:
        dialog.names.setPlainText("President")
        dialog.secret.wanted.click()
        for field in (dialog.secret.first, dialog.secret.second):
            field.setText("four words or more")
        assert dialog.act.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(HandOutDialog, "exec", fill)
    monkeypatch.setattr(
        "hdplanner.ui.packs.export.QFileDialog.getExistingDirectory", lambda *_arguments: str(out)
    )
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.hand_out()
    assert page.edits.handed_out()[0].encrypted
    assert len(asked) == 1
    page.show_register()
    texts = [column.text(page.register.model.row_at(0)) for column in page.register.model.columns]
    assert "PDF with a passphrase" in texts


def test_a_withdrawn_fact_names_who_still_has_it(page: PacksPage, qtbot: QtBot, out: Path) -> None:
    options, row = page.options(), page.row()
    assert options is not None
    assert row is not None
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.exporter.hand_out(row.id, options, ["President", "Minister"], out)
    assert page.kept.withdrawn.isHidden()
    told = page.context.gateway.read(_a_told_fact)
    with rebuilt(qtbot, page):
        page.context.gateway.run(
            "proof_point.update",
            parts.update_parts,
            part="proof_point",
            ids=[told],
            withdrawn_on=date(2026, 11, 20),
        )
    assert page.kept.withdrawn.text() == "Withdrawn facts: 1"
    page.show_register()
    assert not page.register._facts.isHidden()
    (fact,) = page.edits.withdrawn()
    assert {copy.recipient for copy in fact.held} == {"President", "Minister"}
    page.register.return_wanted.emit([copy.id for copy in fact.held], True)
    assert page.register._facts.isHidden()
    assert page.kept.withdrawn.isHidden()


def _a_told_fact(session: Any) -> str:
    from sqlalchemy import select

    from hdplanner.domain.packs import HandOutFact

    return str(session.scalars(select(HandOutFact.proof_id).order_by(HandOutFact.proof_id)).first())


def test_a_copy_that_came_back_is_one_step_that_can_be_undone(page: PacksPage, qtbot: QtBot) -> None:
    page.show_register()
    register = page.register
    assert not register.returned.isEnabled()
    register.table.choose_quietly([register.model.row_at(0).id])
    register._on_selected()
    register.returned.click()
    assert page.context.gateway.state().undo == "Record that a copy came back or was destroyed"
    assert register.model.row_at(0).returned_on is not None
    assert register.count.text() == "1 copy is still out"
    assert register.still_out.isEnabled()
    page.context.gateway.undo()
    assert register.count.text() == "2 copies are still out"
    register.table.selectAll()
    register.returned.click()
    assert page.context.gateway.state().undo == "Record that 2 copies came back or were destroyed"
    assert register.count.text() == "0 copies are still out"
    register.still_out.click()
    assert register.count.text() == "2 copies are still out"


def test_the_register_is_filtered_by_recipient_and_sorted(page: PacksPage, qtbot: QtBot) -> None:
    page.show_register()
    register = page.register
    assert [row.recipient for row in register.model.shown_rows()] == [
        "Secretariat of the law committee",
        "Secretary General",
    ]
    page.focus_filter()
    with qtbot.waitSignal(register.words.filtered, timeout=LONG):
        qtbot.keyClicks(register.words, "general")
    assert [row.recipient for row in register.model.shown_rows()] == ["Secretary General"]
    register.model.sort_by([("recipient", True)])
    qtbot.mouseClick(register.back, Qt.MouseButton.LeftButton)
    assert page.list.isVisible()


def test_the_register_outlives_its_pack(page: PacksPage) -> None:
    known = len(page.edits.handed_out())
    while page.count():
        page.delete()
    assert not page.holdings.isHidden()
    page.holdings.click()
    assert len(page.register.model.all_rows()) == known > 0
