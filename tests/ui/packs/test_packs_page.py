"""The Packs room with the worked sample in it."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Audience, Clearance, PackKind, Sensitivity
from hdplanner.services import campaigns, handing_out
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.dialogs import HandOutDialog
from hdplanner.ui.packs.export import copy_name, file_name, write_pack
from hdplanner.ui.packs.new_pack_dialog import NewPackDialog
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.packs.pages_view import PdfPages
from hdplanner.ui.packs.preview import gather_for

LONG = 20_000


def answer(page: PacksPage, kind: PackKind) -> None:
    """Let the dialog for a new pack be answered as soon as it comes."""

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPackDialog)
        dialog.choose_kind(kind)
        dialog.act.click()

    QTimer.singleShot(0, page, accept)


def rebuilt(qtbot: QtBot, page: PacksPage) -> Any:
    return qtbot.waitSignal(page.previewer.built, timeout=LONG)


def shown_text(page: PacksPage, number: int = 0) -> str:
    pages = page.preview.pages.pages()
    assert pages is not None
    return pages.text(number)


def test_an_empty_room_holds_the_one_button_that_starts_it(
    empty: AppContext, open_room: Callable[[AppContext], PacksPage], qtbot: QtBot
) -> None:
    page = open_room(empty)
    assert page.count() == 0
    answer(page, PackKind.CAMPAIGN)
    with rebuilt(qtbot, page):
        page.first.click()
    assert page.count() == 1
    assert page.preview.pages.count == 1
    assert "The plan has no objective." in page.choices.missing.sentences
    assert empty.gateway.state().undo == "Add pack New plan"
    empty.gateway.undo()
    assert page.count() == 0
    assert page.options() is None


def test_the_preview_shows_the_very_pages(page: PacksPage) -> None:
    built = page.built
    assert built is not None
    assert page.preview.pages.count == built.pages > 8
    assert "Briefing for the Secretary General" in shown_text(page)
    assert page.preview.marking.text() == "STRICTLY CONFIDENTIAL"
    assert page.preview.place.text().startswith("Page 1 of")
    assert not page.preview.grab().isNull()


def test_a_new_title_comes_into_the_pages(page: PacksPage, qtbot: QtBot) -> None:
    page.choices.title.setText("For the President")
    with rebuilt(qtbot, page):
        qtbot.keyClick(page.choices.title, Qt.Key.Key_Return)
    assert "For the President" in shown_text(page)
    with rebuilt(qtbot, page):
        page.context.gateway.undo()
    assert "Briefing for the Secretary General" in shown_text(page)


def test_a_section_that_is_not_ticked_is_not_printed(page: PacksPage, qtbot: QtBot) -> None:
    before = page.preview.pages.count
    titles = [page.choices.sections.list.item(row).text() for row in range(4)]
    with rebuilt(qtbot, page):
        item = page.choices.sections.list.item(titles.index("Messages"))
        item.setCheckState(Qt.CheckState.Unchecked)
    assert page.preview.pages.count < before - 3
    row = page.row()
    assert row is not None
    assert [one.section for one in row.sections if not one.included] == ["messages"]


def test_sections_are_moved_by_keyboard(page: PacksPage, qtbot: QtBot) -> None:
    sections = page.choices.sections.list
    sections.setCurrentRow(1)
    with rebuilt(qtbot, page):
        qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    row = page.row()
    assert row is not None
    assert [one.section for one in row.sections][:2] == ["objectives", "scene"]
    assert sections.currentRow() == 0


def test_a_text_of_ones_own_is_printed(page: PacksPage, qtbot: QtBot) -> None:
    sections = page.choices.sections
    sections.list.setCurrentRow(0)
    with rebuilt(qtbot, page):
        sections._on_add()
    sections.details.heading.setText("Please note")
    qtbot.keyClick(sections.details.heading, Qt.Key.Key_Return)
    sections.details.text.setPlainText("The Minister reads the annex first.")
    with rebuilt(qtbot, page):
        sections.details.text._commit()
    text = "".join(shown_text(page, number) for number in range(page.preview.pages.count))
    assert "Please note" in text
    assert "The Minister reads the annex first." in text
    with rebuilt(qtbot, page):
        sections._on_remove()
    assert len(sections.choices()) == 4


def test_what_an_audience_may_not_see_leaves_the_pages(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", Audience.PUBLIC)
    assert page.built is not None
    assert page.built.marking is Sensitivity.PUBLIC
    assert page.preview.marking.text() == "PUBLIC"
    assert any("sees no judgement" in text for text in page.choices.missing.sentences)


def test_a_change_elsewhere_renews_the_pages(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.context.gateway.run(
            "campaign.update",
            campaigns.update_campaign,
            campaign_id=page.context.gateway.campaign_id,
            title="Another name",
        )
    assert "Another name" in shown_text(page)


def test_pages_zoom_and_are_gone_to(page: PacksPage) -> None:
    view = page.preview.pages
    fitted = view.scale
    view.zoom_in()
    assert view.scale > fitted
    view.zoom_out()
    view.fit()
    assert view.scale == fitted
    view.go_to(5)
    assert page.preview.place.text().startswith("Page 5 of")
    view.go_to(5000)
    assert page.preview.place.text().startswith("Page 5 of")


# -- export


def test_export_writes_the_pages_that_are_shown(page: PacksPage, qtbot: QtBot, out: Path) -> None:
    told: list[str] = []
    page.context.told.connect(lambda sentence, _verb, _act: told.append(sentence))
    target = out / "pack.pdf"
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.export_to(target)
    assert page.built is not None
    assert target.read_bytes() == page.built.data
    assert told == ["The pack is saved as pack.pdf."]


def test_cancel_leaves_the_old_file_and_nothing_else(page: PacksPage, qtbot: QtBot, out: Path) -> None:
    target = out / "pack.pdf"
    target.write_bytes(b"old")
    options = page.options()
    assert options is not None
    task = page.exporter.export(options, target)
    assert task is not None
    with qtbot.waitSignals([task.cancelled, task.finished], timeout=LONG):
        task.cancel()
    assert [path.name for path in out.iterdir()] == ["pack.pdf"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_folder_that_takes_no_file_is_told_in_a_sentence(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_arguments: Any, **_more: Any) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("hdplanner.files.os.open", refuse)
    with qtbot.waitSignal(page.context.told, timeout=LONG) as heard:
        page.export_to(out / "pack.pdf")
    assert len(heard.args[0]) > 20
    assert list(out.iterdir()) == []


def test_a_cancelled_job_writes_nothing(page: PacksPage, out: Path) -> None:
    from hdplanner.progress import Cancelled

    class Late:
        def step(self, done: int, total: int, label: str = "") -> None:
            if (done, total) == (1, 1):
                raise Cancelled

    options = page.options()
    assert options is not None
    with pytest.raises(Cancelled):
        write_pack(gather_for(page.context, options), options, out / "pack.pdf", Late())
    assert list(out.iterdir()) == []


def test_copies_are_numbered_named_and_recorded(page: PacksPage, qtbot: QtBot, out: Path) -> None:
    options, row = page.options(), page.row()
    assert options is not None
    assert row is not None
    known = len(page.edits.handed_out())
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.exporter.hand_out(row.id, options, ["President", "Minister"], out)
    rows = page.edits.handed_out()
    assert len(rows) == known + 2
    newest = {one.recipient: one for one in rows[:2]}
    assert set(newest) == {"President", "Minister"}
    for path in out.iterdir():
        data = path.read_bytes()
        text = PdfPages(data).text(0)
        one = newest["President" if "President" in text else "Minister"]
        assert f"Copy {one.copy_number}" in text
        assert one.digest == hashlib.sha256(data).hexdigest()
    page.context.gateway.undo()
    assert len(page.edits.handed_out()) == known


def test_a_copy_never_takes_the_place_of_a_file(page: PacksPage, qtbot: QtBot, out: Path) -> None:
    options, row = page.options(), page.row()
    assert options is not None
    assert row is not None
    first = page.context.gateway.read(handing_out.next_copy_number, pack_id=row.id)
    (out / copy_name(row.title, first)).write_bytes(b"old")
    with qtbot.waitSignal(page.context.told, timeout=LONG):
        page.exporter.hand_out(row.id, options, ["President"], out)
    assert [path.read_bytes() for path in out.iterdir()] == [b"old"]


def test_the_dialog_counts_the_copies(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = HandOutDialog("Briefing", 3)
    qtbot.addWidget(dialog)
    assert not dialog.act.isEnabled()
    dialog.names.setPlainText("President\n\n Minister \nPresident")
    assert dialog.recipients() == ["President", "Minister"]
    assert dialog.sentence.text() == "2 copies, numbers 3 to 4"
    assert dialog.act.isEnabled()


@pytest.mark.parametrize(
    ("title", "name"), [("Brief: A/B", "Brief A B.pdf"), ("", "Pack.pdf"), ("..", "Pack.pdf")]
)
def test_a_file_is_named_after_its_pack(title: str, name: str) -> None:
    assert file_name(title) == name


# -- clearance, and files that take no change


def test_a_cleared_pack_tells_when_it_has_changed(page: PacksPage, qtbot: QtBot) -> None:
    clearance = page.choices.clearance
    with rebuilt(qtbot, page):
        clearance.ask.click()
    with rebuilt(qtbot, page):
        clearance.cleared.emit("Head of Department")
    row = page.row()
    assert row is not None
    assert row.clearance is Clearance.CLEARED
    assert "Cleared by Head of Department" in shown_text(page)
    assert clearance.changed_note.isHidden()
    with rebuilt(qtbot, page):
        page.choices.changed.emit("title", "Another title")
    assert not clearance.changed_note.isHidden()
    with rebuilt(qtbot, page):
        clearance.reopen.click()
    assert "Draft, not cleared" in shown_text(page)
    assert clearance.changed_note.isHidden()


def test_packs_of_a_file_open_for_reading_are_exported_not_changed(
    context: AppContext, open_room: Callable[[AppContext], PacksPage], qtbot: QtBot, own_file: Path
) -> None:
    context.gateway.open(own_file, read_only=True)
    page = open_room(context)
    with rebuilt(qtbot, page):
        pass
    assert not page.new.isEnabled()
    assert not page.choices.title.isEnabled()
    assert page.preview.export.isEnabled()


def test_deleting_a_pack_shows_the_next_one(page: PacksPage, qtbot: QtBot) -> None:
    last = page.model.all_rows()[-1].id
    answer(page, PackKind.READ_OUT)
    with rebuilt(qtbot, page):
        page.add()
    assert page.selected not in (row.id for row in page.model.all_rows()[:-1])
    with rebuilt(qtbot, page):
        page.delete()
    assert page.selected == last
    assert page.reveal("pack", last)
    assert not page.reveal("pack", "unknown")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_paints_both_ways_and_in_both_themes(page: PacksPage, direction: Qt.LayoutDirection) -> None:
    page.setLayoutDirection(direction)
    for theme in ("dark", "light"):
        page.context.appearance.choose("dark" if theme == "dark" else "light")
        assert not page.grab().isNull()
