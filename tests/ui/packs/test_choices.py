"""The form of a pack: of which kind, about what, for whom, with which files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import (
    Audience,
    Disclosure,
    MarkingScheme,
    NamesShown,
    PackKind,
    Sensitivity,
    Tlp,
)
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.about_list import AboutDialog
from hdplanner.ui.packs.audiences_dialog import AudiencesDialog
from hdplanner.ui.packs.new_pack_dialog import NewPackDialog
from hdplanner.ui.packs.office_dialog import OfficeDialog
from hdplanner.ui.packs.page import PacksPage

LONG = 20_000


def rebuilt(qtbot: QtBot, page: PacksPage) -> Any:
    return qtbot.waitSignal(page.previewer.built, timeout=LONG)


@contextmanager
def answered(page: PacksPage, by: Callable[[QDialog], None]) -> Iterator[None]:
    """Answer the next dialog; one that is still open afterwards is closed, and the test fails."""
    seen: list[QDialog] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog)
        try:
            by(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, page, answer)
    yield
    assert seen


def whole_text(page: PacksPage) -> str:
    pages = page.preview.pages.pages()
    assert pages is not None
    return "".join(pages.text(number) for number in range(page.preview.pages.count))


def row_of(page: PacksPage) -> Any:
    row = page.row()
    assert row is not None
    return row


# -- a new pack


def test_every_kind_is_offered_with_a_line_that_says_what_it_is(page: PacksPage) -> None:
    dialog = page.desk.new_pack_dialog()
    said = [
        dialog.kinds.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(dialog.kinds.count())
    ]
    assert len(said) == len(PackKind)
    assert all(len(line.split(". ")[1]) > 15 for line in said)


def test_the_title_follows_what_a_pack_is_about_until_somebody_writes(page: PacksPage) -> None:
    dialog = page.desk.new_pack_dialog()
    dialog.choose_kind(PackKind.CAMPAIGN)
    assert dialog.title() == "Disaster law for Varenia"
    assert dialog.about.list.count() == 1
    dialog.choose_kind(PackKind.MEETING_BRIEF)
    next_meeting = dialog.title()
    assert next_meeting not in ("", "Disaster law for Varenia")
    assert next_meeting in {one.title for one in page.edits.abouts() if one.group == "to-come"}
    dialog.line.setText("My own words")
    dialog.choose_kind(PackKind.READ_OUT)
    assert dialog.title() == "My own words"
    dialog.line.setText(" ")
    assert not dialog.act.isEnabled()


def test_a_brief_about_a_counterpart_is_made_with_the_sections_of_its_kind(
    page: PacksPage, qtbot: QtBot
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPackDialog)
        dialog.choose_kind(PackKind.MEETING_BRIEF)
        dialog.about.words.setText("customs adm")
        dialog.about._filter("customs adm")
        shown = [
            row for row in range(dialog.about.list.count()) if not dialog.about.list.item(row).isHidden()
        ]
        assert [dialog.about.list.item(row).text() for row in shown] == ["Customs administration"]
        dialog.about.list.setCurrentRow(shown[0])
        dialog.act.click()

    with rebuilt(qtbot, page), answered(page, choose):
        page.add()
    row = row_of(page)
    assert (row.kind, row.title) == (PackKind.MEETING_BRIEF, "Customs administration")
    assert row.stakeholder_id is not None
    assert "points" in [one.section for one in row.sections]
    assert page.choices.about.currentText() == "Customs administration"
    assert page.context.gateway.state().undo == "Add pack Customs administration"


def test_whoever_closes_the_dialog_gets_no_pack(page: PacksPage) -> None:
    kept = page.count()
    with answered(page, lambda dialog: dialog.reject()):
        page.add()
    assert page.count() == kept


# -- kind and subject


def test_another_kind_brings_its_own_sections_and_keeps_own_texts(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.sections._on_add()
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.SPEAKING_CARD)
    row = row_of(page)
    assert row.kind is PackKind.SPEAKING_CARD
    assert [one.section for one in row.sections] == [
        *("at_a_glance", "card_points", "card_answers", "avoid"),
        "text",
    ]
    assert not page.choices.about.isHidden()
    with rebuilt(qtbot, page):
        page.context.gateway.undo()
    assert row_of(page).kind is PackKind.CAMPAIGN


def test_what_a_pack_is_about_is_chosen_from_a_list(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.MEETING_BRIEF)
    assert page.choices.about.currentText() == "The next meeting"

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, AboutDialog)
        texts = [dialog.about.list.item(row).text() for row in range(dialog.about.list.count())]
        dialog.about.list.setCurrentRow(
            next(row for row, text in enumerate(texts) if "River provinces" in text)
        )
        dialog.act.click()

    with rebuilt(qtbot, page), answered(page, choose):
        page._on_about()
    assert row_of(page).visit_id is not None
    assert "River provinces" in page.choices.about.currentText()
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.CAMPAIGN)
    assert row_of(page).visit_id is None


def test_a_kind_that_shows_less_than_its_audience_says_so(page: PacksPage, qtbot: QtBot) -> None:
    assert page.choices.ceiling.isHidden()
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.LEAVE_BEHIND)
    assert "“Public”" in page.choices.ceiling.text()
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", Audience.PUBLIC)
    assert page.choices.ceiling.isHidden()


def test_a_pack_of_too_many_pages_says_so_to_its_author(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.SPEAKING_CARD)
    long_text = "\n\n".join(["The Society asks for one thing and gives its reasons in full."] * 90)
    from hdplanner.services.packs import SectionChoice

    with rebuilt(qtbot, page):
        page.edits.choose(page.selected, [SectionChoice("text", heading="All", text=long_text)])
    assert page.choices.missing.sentences[0].startswith("Speaking card: readers expect 1 page at most")


# -- what is rarely chosen


def test_rarely_used_choices_are_behind_one_line_that_tells_them(page: PacksPage, qtbot: QtBot) -> None:
    more = page.choices.more
    assert more.tlp.isHidden() or not more.tlp.isVisible()
    more.heading.click()
    assert more.tlp.isVisible()
    with rebuilt(qtbot, page):
        more.changed.emit("tlp", Tlp.AMBER)
    with rebuilt(qtbot, page):
        more.changed.emit("expires_on", date(2027, 1, 31))
    with rebuilt(qtbot, page):
        more.changed.emit("landscape", True)
    row = row_of(page)
    assert (row.tlp, row.expires_on, row.landscape) == (Tlp.AMBER, date(2027, 1, 31), True)
    assert more.told.toolTip() == "TLP:AMBER, until 31 Jan 2027, Wide"
    assert "TLP:AMBER" in whole_text(page)


def test_a_second_language_stands_beside_the_first(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.more.changed.emit("second_language", "fr")
    text = whole_text(page)
    assert "Scene setter" in text
    assert "Objectifs" in text


# -- audiences, logo and markings


def test_an_own_audience_is_made_chosen_and_deleted(page: PacksPage, qtbot: QtBot) -> None:
    dialog = page.desk.audiences_dialog()
    assert not dialog.none.isHidden()
    dialog.add.click()
    dialog._change("name", "Donors")
    dialog._change("names", NamesShown.NAMES)
    dialog._change("lines", Disclosure.IF_RAISED)
    dialog.flags["judgements"].click()
    (own,) = page.edits.audiences()
    assert (own.name, own.names, own.lines, own.judgements) == (
        "Donors",
        NamesShown.NAMES,
        Disclosure.IF_RAISED,
        True,
    )
    assert page.context.gateway.state().undo == "Change audience Donors"
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", own.id)
    row = row_of(page)
    assert (row.profile_id, row.audience) == (own.id, Audience.PRINCIPAL)
    assert page.choices.audience.currentText() == "Donors"
    with rebuilt(qtbot, page):
        dialog.remove.click()
    assert page.choices.audience.currentText() == "Principal"


def test_the_markings_take_the_words_of_the_office(page: PacksPage, qtbot: QtBot) -> None:
    dialog = page.desk.office_dialog()
    assert dialog._own.isHidden()
    with rebuilt(qtbot, page):
        dialog._on_scheme(MarkingScheme.OWN)
    assert not dialog._own.isHidden()
    with rebuilt(qtbot, page):
        dialog.words[Sensitivity.STRICTLY_CONFIDENTIAL].committed.emit("Eyes of the delegation only")
    assert "EYES OF THE DELEGATION ONLY" in whole_text(page).upper()
    dialog.reject()


@pytest.mark.parametrize("make", ["new", "about", "audiences", "office", "reveals", "export", "hand-out"])
def test_every_dialog_paints_and_names_its_controls(page: PacksPage, make: str) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    page.pose(make)
    dialog = page.posed
    assert dialog is not None
    assert not dialog.grab().isNull()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for control in dialog.findChildren(kind):
            if control.isVisibleTo(dialog) and control.objectName() != "qt_spinbox_lineedit":
                said = control.accessibleName() or (
                    control.text() if isinstance(control, QAbstractButton) else ""
                )
                assert said or control.parent() is None or isinstance(control.parent(), QLineEdit), control
    page.pose("")
    assert page.posed is None


def test_dialogs_of_a_file_open_for_reading_change_nothing(
    context: AppContext, open_room: Callable[[AppContext], PacksPage], own_file: Path, qtbot: QtBot
) -> None:
    context.gateway.open(own_file, read_only=True)
    page = open_room(context)
    with rebuilt(qtbot, page):
        pass
    audiences, office = page.desk.audiences_dialog(), page.desk.office_dialog()
    assert isinstance(audiences, AudiencesDialog)
    assert isinstance(office, OfficeDialog)
    assert not audiences.add.isEnabled()
    assert not office.choose.isEnabled()
    assert page.choices.clearance.reveals.isEnabled()
    assert not page.choices.more.isEnabled()
