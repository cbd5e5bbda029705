"""What leaves the house: read and approved before, as PDF or Word, with a passphrase, and known to the register."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hdplanner.briefing.reveals import Reveals, Told
from hdplanner.domain.values import Audience, PackForm, PackKind, Sensitivity
from hdplanner.ui.common import prompts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.packs import approvals
from hdplanner.ui.packs.dialogs import ExportDialog
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.packs.reveals_dialog import RevealsDialog
from hdplanner.ui.packs.writing import Writing

LONG = 20_000
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


def rebuilt(qtbot: QtBot, page: PacksPage) -> Any:
    return qtbot.waitSignal(page.previewer.built, timeout=LONG)


def export_as(
    monkeypatch: pytest.MonkeyPatch, target: Path, fill: Callable[[ExportDialog], None] = lambda _dialog: None
) -> None:
    """Answer the dialog for an export, and then where the file goes."""

    def answer(dialog: ExportDialog) -> QDialog.DialogCode:
        fill(dialog)
        assert dialog.act.isEnabled()
        return ACCEPTED

    monkeypatch.setattr(ExportDialog, "exec", answer)
    monkeypatch.setattr(prompts, "choose_save", lambda *_arguments: target)


# -- approval


def test_what_a_pack_reveals_is_approved_once_for_the_same_contents(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    export_as(monkeypatch, out / "pack.pdf")
    for _time in range(2):
        with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
            page.export()
    assert len(asked) == 1
    assert any("Minister of Finance" in line for line in asked[0].lines())
    with rebuilt(qtbot, page):
        page.choices.changed.emit("title", "Another title")
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.export()
    assert len(asked) == 2


def test_who_does_not_approve_writes_nothing(
    page: PacksPage, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_as(monkeypatch, out / "pack.pdf")
    monkeypatch.setattr(RevealsDialog, "exec", lambda _dialog: REJECTED)
    assert page.exporter.ask_and_export(page.options()) is None  # type: ignore[arg-type]  # a pack is shown
    assert list(out.iterdir()) == []


def test_a_pack_with_nothing_to_approve_asks_nothing(
    page: PacksPage, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    nothing = Reveals((), (Told("stakeholder", "a", "Ministry"),), (), (), ())
    monkeypatch.setattr(page.approvals, "found", lambda _packs: nothing)
    leaving = page.leaving()
    assert leaving is not None
    assert page.approvals.allow([leaving])
    assert asked == []


def test_a_marking_that_is_chosen_lower_is_asked_about_again(
    page: PacksPage, qtbot: QtBot, asked: list[RevealsDialog]
) -> None:
    first = page.leaving()
    assert first is not None
    assert page.approvals.allow([first])
    with rebuilt(qtbot, page):
        page.choices.changed.emit("marking", Sensitivity.INTERNAL)
    second = page.leaving()
    assert second is not None
    assert page.approvals.allow([second])
    assert len(asked) == 2
    assert any("Strictly confidential" in line for line in asked[1].lines())


def test_several_packs_are_approved_in_one_dialog_each_name_once(
    page: PacksPage, asked: list[RevealsDialog]
) -> None:
    from dataclasses import replace

    options = page.options()
    assert options is not None
    packs = [
        approvals.Leaving.of(leaving.view, replace(options, title=title))
        for title in ("One", "Two")
        if (leaving := page.leaving()) is not None
    ]
    assert page.approvals.allow(packs)
    assert len(asked) == 1
    lines = asked[0].lines()
    assert len(lines) == len(set(lines)) > 20


def test_the_tick_below_the_list_opens_the_way(qtbot: QtBot) -> None:
    found = Reveals(
        tuple(Told("stakeholder", str(number), f"Person {number}", "person") for number in range(200)),
        (),
        (Told("stakeholder", "1", "Person 1", "position: against"),),
        (Told("message", "m", "A message", marking=Sensitivity.CONFIDENTIAL),),
        ("A text that was written long ago and still names the village.",),
    )
    dialog = RevealsDialog(found, load_theme("light"), approving=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.lines()) == 203
    assert not dialog.act.isEnabled()
    dialog.words.setText("person 19")
    with qtbot.waitSignal(dialog.words.filtered, timeout=LONG):
        pass
    assert len(dialog.lines()) == 12
    assert "Person 19: person" in dialog.lines()
    dialog.read.click()
    dialog.act.click()
    assert dialog.result() == ACCEPTED


def test_the_free_texts_of_a_partner_version_are_to_be_read(page: PacksPage, qtbot: QtBot) -> None:
    with rebuilt(qtbot, page):
        page.choices.changed.emit("kind", PackKind.PARTNER)
    leaving = page.leaving()
    assert leaving is not None
    found = page.approvals.found([leaving])
    assert found.passages
    dialog = RevealsDialog(found, load_theme("light"), approving=False)
    qtbot.addWidget(dialog)
    flat = {" ".join(text.split()) for text in found.passages}
    assert flat <= set(dialog.lines())


def test_paper_for_ourselves_is_printed_without_asking(
    page: PacksPage, qtbot: QtBot, asked: list[RevealsDialog]
) -> None:
    assert page.may_print()
    assert asked == []
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", Audience.PRINCIPAL)
    assert page.may_print()
    assert len(asked) == 1


# -- the file


def test_a_pack_is_written_for_word(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    export_as(monkeypatch, out / "pack.docx", lambda dialog: dialog.form.choose("docx"))
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.export()
    with zipfile.ZipFile(out / "pack.docx") as package:
        assert b"Briefing for the Secretary General" in package.read("word/document.xml")


def with_passphrase(dialog: ExportDialog) -> None:
    dialog.secret.wanted.click()
    assert not dialog.act.isEnabled()
    dialog.secret.first.setText("four words or more")
    assert not dialog.act.isEnabled()
    dialog.secret.second.setText("four words or more")


def test_a_pdf_opens_with_its_passphrase_only(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    export_as(monkeypatch, out / "pack.pdf", with_passphrase)
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.export()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out / "pack.pdf")
    with pikepdf.open(out / "pack.pdf", password="four words or more") as pdf:
        assert pdf.encryption.R == 6


def test_the_campaign_goes_along_as_data_on_request(
    page: PacksPage, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    export_as(monkeypatch, out / "pack.pdf", lambda dialog: dialog.attach.click())
    with qtbot.waitSignal(page.exporter.exported, timeout=LONG):
        page.export()
    with pikepdf.open(out / "pack.pdf") as pdf:
        data = pdf.attachments["campaign.json"].get_file().read_bytes()
    assert b'"format": "hdplanner"' in data


def test_only_who_may_see_everything_is_offered_the_data(
    page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rebuilt(qtbot, page):
        page.choices.changed.emit("audience", Audience.PRINCIPAL)
    seen: list[bool] = []

    def look(dialog: ExportDialog) -> QDialog.DialogCode:
        dialog.attach.setChecked(True)
        seen.append(dialog.attaches())
        return REJECTED

    monkeypatch.setattr(ExportDialog, "exec", look)
    page.export()
    assert seen == [False]


def test_a_name_that_we_complete_is_asked_about_where_it_is_taken(
    page: PacksPage, out: Path, monkeypatch: pytest.MonkeyPatch, asked: list[RevealsDialog]
) -> None:
    (out / "v1.2.pdf").write_bytes(b"old")
    export_as(monkeypatch, out / "v1.2")
    questions: list[str] = []

    def refuse(_parent: object, _title: str, sentence: str, _verb: str) -> bool:
        questions.append(sentence)
        return False

    monkeypatch.setattr(prompts, "ask", refuse)
    page.export()
    assert questions == ["v1.2.pdf is there already."]
    assert (out / "v1.2.pdf").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "Write a passphrase."),
        ("one", "two", "The two passphrases differ."),
        ("x" * 128, "x" * 128, "The passphrase is too long."),
    ],
)
def test_a_passphrase_that_would_not_hold_is_told(qtbot: QtBot, first: str, second: str, said: str) -> None:
    dialog = ExportDialog("Briefing", may_attach=False)
    qtbot.addWidget(dialog)
    dialog.secret.wanted.click()
    dialog.secret.first.setText(first)
    dialog.secret.second.setText(second)
    assert dialog.secret.hint.text() == said
    assert not dialog.act.isEnabled()
    dialog.form.choose("docx")
    assert dialog.act.isEnabled()
    assert dialog.passphrase() == ""


def test_a_short_passphrase_is_hinted_at_and_not_shown(qtbot: QtBot) -> None:
    dialog = ExportDialog("Briefing", may_attach=False)
    qtbot.addWidget(dialog)
    dialog.secret.wanted.click()
    for field in (dialog.secret.first, dialog.secret.second):
        field.setText("short")
    assert dialog.secret.hint.text().startswith("Short.")
    assert dialog.act.isEnabled()
    assert "short" not in repr(Writing(PackForm.PDF, dialog.passphrase()))
