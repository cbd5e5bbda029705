"""The dialogs that encrypt, change and remove: they stay until it is done, and keep nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.errors import WrongPassphraseError
from hdplanner.storage import Document, versions
from hdplanner.ui import app as application
from hdplanner.ui import crash
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.protection_dialog import ProtectionDialog
from hdplanner.ui.file.protection_parts import ChangeDialog, EncryptDialog, RemoveDialog
from hdplanner.ui.settings import Settings

OLD, NEW = "kettle brick violin marsh orbit canoe", "lantern pepper glacier tunnel saddle harp"


def _path(context: AppContext) -> Path:
    path = context.gateway.document.path
    assert path is not None
    return path


@pytest.fixture
def locked_up(context: AppContext, tmp_path: Path) -> AppContext:
    context.gateway.create(
        tmp_path / "secret.hdplan", title="Disaster law", office="Varenia National Society", passphrase=OLD
    )
    return context


def _write(dialog: EncryptDialog | ChangeDialog, passphrase: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.secrets.watch.judged):
        dialog.secrets.first.setText(passphrase)
    dialog.secrets.second.setText(passphrase)


def _carry_out(dialog: ProtectionDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()


def test_a_plain_file_is_encrypted_and_the_window_works_on(opened: AppContext, qtbot: QtBot) -> None:
    dialog = EncryptDialog(opened, "plan.hdplan", tuple)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(opened.gateway.state_changed):
        _write(dialog, NEW, qtbot)
        _carry_out(dialog, qtbot)
    assert opened.gateway.state().encrypted
    opened.gateway.undo()
    assert not _path(opened).read_bytes().startswith(b"SQLite")
    assert dialog.secrets.first.text() == ""


def test_a_change_asks_for_the_passphrase_of_today(locked_up: AppContext, qtbot: QtBot) -> None:
    dialog = ChangeDialog(locked_up, "secret.hdplan", tuple)
    qtbot.addWidget(dialog)
    _write(dialog, NEW, qtbot)
    dialog.act.click()
    assert dialog.wrong.text() == "Write the passphrase as it is now."
    dialog.old.setText("what a colleague guesses")
    dialog.act.click()
    assert dialog.is_working
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.wrong.text().startswith("This is not the passphrase")
    dialog.old.setText(OLD)
    _carry_out(dialog, qtbot)
    path = _path(locked_up)
    locked_up.gateway.close()
    with pytest.raises(WrongPassphraseError):
        locked_up.gateway.open(path, passphrase=OLD)
    locked_up.gateway.open(path, passphrase=NEW)


def test_work_can_be_cancelled_and_the_file_is_as_it_was(locked_up: AppContext, qtbot: QtBot) -> None:
    dialog = ChangeDialog(locked_up, "secret.hdplan", tuple)
    qtbot.addWidget(dialog)
    _write(dialog, NEW, qtbot)
    dialog.old.setText(OLD)
    dialog.show()
    dialog.act.click()
    dialog.close()
    assert dialog.isVisible(), "it stays until the work has ended"
    qtbot.waitUntil(lambda: not dialog.is_working)
    changed = dialog.result() == ChangeDialog.DialogCode.Accepted
    path = _path(locked_up)
    locked_up.gateway.close()
    Document.open(path, author="Ann", passphrase=NEW if changed else OLD).close()
    assert changed or dialog.wrong.text().startswith("Cancelled")


def test_the_encryption_goes_and_the_versions_as_chosen(locked_up: AppContext, qtbot: QtBot) -> None:
    from hdplanner.domain.rules_kept_versions import Why

    assert versions.keep(locked_up.gateway.document, Why.NAMED, "Before")
    dialog = RemoveDialog(locked_up, "secret.hdplan", 1)
    qtbot.addWidget(dialog)
    dialog.delete.setChecked(True)
    dialog.old.setText(OLD)
    _carry_out(dialog, qtbot)
    assert not locked_up.gateway.state().encrypted
    assert versions.all_of(_path(locked_up)) == []


def test_a_crash_report_of_an_encrypted_file_holds_no_secret(locked_up: AppContext) -> None:
    document = locked_up.gateway.document
    key = document._link.key
    assert key is not None

    def broken(_session: object) -> None:
        passphrase, spelled = OLD, key.literal()
        raise ValueError(passphrase + spelled)

    with pytest.raises(ValueError, match="kettle") as caught:
        document.read(broken)
    told = crash.report(caught.value)
    assert "broken" in told
    assert "kettle" not in told
    assert key.key.hex() not in told


def test_the_bar_says_that_a_file_is_plain_and_leads_to_its_encryption(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(window)
    window.show()
    assert window.files.make(tmp_path / "plan.hdplan", title="Disaster law", office="Varenia", passphrase="")
    bar, actions = window.top_bar, window.actions_by_key
    assert bar.plain.isVisible()
    assert not bar.lock_button.isVisible()

    def encrypt() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, EncryptDialog)
        dialog.secrets.suggest()
        dialog.secrets.use_suggestion()
        dialog.secrets.second.setText(dialog.secrets.first.text())
        dialog.act.click()

    QTimer.singleShot(0, encrypt)
    bar.plain.click()
    assert window.context.gateway.document.encrypted
    assert not bar.plain.isVisible()
    assert bar.lock_button.isVisible()
    assert actions["change_passphrase"].isEnabled()
    assert not actions["encrypt"].isEnabled()
    assert "is encrypted now" in window.banner.text()
    window.close()
