"""Files of one's own in packs: annexes and the logo, cleaned before they are kept, refused in a sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Audience, Sensitivity
from hdplanner.ui.packs.page import PacksPage

LONG = 20_000


def rebuilt(qtbot: QtBot, page: PacksPage) -> Any:
    return qtbot.waitSignal(page.previewer.built, timeout=LONG)


def row_of(page: PacksPage) -> Any:
    row = page.row()
    assert row is not None
    return row


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
