"""The form of a pack: of which kind, about what, for whom, with which files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
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
    with answered(page, lambda dialog: dialog.reject()):
        page.add()
    assert page.count() == 1


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


def picture_file(path: Path) -> Path:
    Image.new("RGB", (80, 40), (200, 30, 30)).save(path)
    return path


def test_a_logo_is_cleaned_shown_and_removed(page: PacksPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = page.desk.office_dialog()
    assert dialog.picture.text() == "No logo"
    with rebuilt(qtbot, page):
        dialog.take_logo(picture_file(tmp_path / "logo.png"))
    assert not dialog.picture.pixmap().isNull()
    assert page.context.gateway.state().undo == "Choose the logo"
    with rebuilt(qtbot, page):
        dialog.remove.click()
    assert dialog.picture.text() == "No logo"
    dialog.reject()


def test_a_logo_that_is_no_picture_is_refused_in_a_sentence(
    page: PacksPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    dialog = page.desk.office_dialog()
    task = dialog.take_logo(tmp_path / "logo.png")
    with qtbot.waitSignal(task.finished, timeout=LONG):
        pass
    assert "not a PNG or JPEG picture" in dialog.refusal.text()
    assert page.edits.logo() == b""
    dialog.reject()


# -- annexes


def pdf_file(path: Path, pages: int = 2) -> Path:
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page()
        made.save(path)
    return path


def test_a_file_goes_along_as_an_annex_and_out_again(page: PacksPage, qtbot: QtBot, tmp_path: Path) -> None:
    before = page.preview.pages.count
    with rebuilt(qtbot, page):
        page.desk.take_file(page.selected, page.row, pdf_file(tmp_path / "Cost_of storage.pdf"))
    assert page.preview.pages.count == before + 2
    sections = page.choices.sections
    assert sections.list.item(4).text() == "Annex: Cost of storage"
    sections.list.setCurrentRow(4)
    assert not sections.details.marking.isHidden()
    with rebuilt(qtbot, page):
        sections.details._on_marking(Sensitivity.PUBLIC)
    assert page.edits.files()[0].sensitivity is Sensitivity.PUBLIC
    with rebuilt(qtbot, page):
        sections.details.remove.click()
    assert page.preview.pages.count == before
    assert page.edits.files() == []
    with rebuilt(qtbot, page):
        page.context.gateway.undo()
    assert page.preview.pages.count == before + 2


def test_a_picture_loses_what_nobody_sees_in_it(page: PacksPage, qtbot: QtBot, tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 60), (10, 90, 10))
    exif = image.getexif()
    exif[0x013B] = "Somebody"
    image.save(tmp_path / "river.jpg", exif=exif)
    with rebuilt(qtbot, page):
        page.desk.take_file(page.selected, page.row, tmp_path / "river.jpg")
    (file,) = page.edits.files()
    content = page.context.gateway.read(_content, attachment_id=file.id)
    assert b"Somebody" not in content
    assert Image.open(BytesIO(content)).size == (60, 60)


def _content(session: Any, attachment_id: str) -> bytes:
    from hdplanner.domain.packs import Attachment, Blob

    found: bytes = session.get(Blob, session.get(Attachment, attachment_id).digest).content
    return found


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("letter.docx", b"PK\x03\x04", "not a PNG or JPEG picture"),
        ("broken.pdf", b"%PDF-1.7 and no more", "damaged"),
        ("empty.pdf", b"", "it is empty"),
    ],
)
def test_a_file_that_cannot_go_along_is_refused_in_a_sentence(
    page: PacksPage, qtbot: QtBot, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with qtbot.waitSignal(page.context.told, timeout=LONG) as heard:
        page.desk.take_file(page.selected, page.row, tmp_path / name)
    assert reason in heard.args[0]
    assert page.edits.files() == []


def test_a_huge_or_missing_file_is_refused_before_it_is_read(
    page: PacksPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hdplanner.services.attachments.MOST_BYTES", 1_000_000)
    (tmp_path / "huge.pdf").write_bytes(b"%PDF-" + bytes(1_000_000))
    for name, reason in (("huge.pdf", "larger than 1 MB"), ("gone.pdf", "cannot be read")):
        with qtbot.waitSignal(page.context.told, timeout=LONG) as heard:
            page.desk.take_file(page.selected, page.row, tmp_path / name)
        assert reason in heard.args[0]


def test_an_annex_that_the_audience_may_not_see_is_told_to_the_author(
    page: PacksPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with rebuilt(qtbot, page):
        page.desk.take_file(page.selected, page.row, pdf_file(tmp_path / "costs.pdf"))
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", Audience.PUBLIC)
    assert "1 annex is not for this audience, and is left out." in page.choices.missing.sentences


def test_a_file_of_the_campaign_is_offered_once_more(page: PacksPage, qtbot: QtBot, tmp_path: Path) -> None:
    with rebuilt(qtbot, page):
        page.desk.take_file(page.selected, page.row, pdf_file(tmp_path / "costs.pdf"))
    sections = page.choices.sections
    assert [act.text() for act in sections.file_menu().actions()] == ["Choose a file…"]
    with rebuilt(qtbot, page):
        page.edits.choose(page.selected, sections.choices()[:4])
    menu = sections.file_menu()
    assert menu.actions()[0].text() == "costs.pdf"
    with rebuilt(qtbot, page):
        menu.actions()[0].trigger()
    assert sections.list.item(4).text() == "Annex: costs"


def test_a_section_is_set_on_wide_pages(page: PacksPage, qtbot: QtBot) -> None:
    sections = page.choices.sections
    sections.list.setCurrentRow(0)
    with rebuilt(qtbot, page):
        sections.details.wide.click()
    assert row_of(page).sections[0].landscape
    assert sections.list.item(0).text() == "Scene setter (wide)"
    pages = page.preview.pages.pages()
    assert pages is not None
    assert any(wide > high for wide, high in pages.sizes)


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
