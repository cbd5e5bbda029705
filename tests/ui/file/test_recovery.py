"""The recovery sheet: shown to who knows the passphrase, made when two words came back, good for opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hdplanner.errors import LockedFileError, LockHolder, WrongPassphraseError
from hdplanner.storage import access_log
from hdplanner.storage.keys import FileKey, RecoveredKey, Secret
from hdplanner.storage.recovery import MADE, read_words, sheet_of, words_for
from hdplanner.ui import app as application
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.protection_parts import ChangeDialog
from hdplanner.ui.file.recovery_dialog import RecoveryDialog
from hdplanner.ui.file.recovery_paper import Sheet, draw, set_page
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.passphrase import PassphraseDialog

SECRET = "kettle brick violin marsh orbit canoe"
WORDS = words_for(FileKey(bytearray(range(32)), bytes(16)), "en")


@pytest.fixture
def locked_up(context: AppContext, tmp_path: Path) -> AppContext:
    context.gateway.create(
        tmp_path / "secret.hdplan", title="Disaster law", office="Varenia National Society", passphrase=SECRET
    )
    return context


@pytest.fixture
def dialog(locked_up: AppContext, qtbot: QtBot) -> RecoveryDialog:
    made = RecoveryDialog(locked_up)
    qtbot.addWidget(made)
    made.field.setText(SECRET)
    made.act.click()
    qtbot.waitUntil(lambda: made.page == 1)
    return made


def test_who_does_not_know_the_passphrase_sees_no_words(locked_up: AppContext, qtbot: QtBot) -> None:
    dialog = RecoveryDialog(locked_up)
    qtbot.addWidget(dialog)
    dialog.field.setText("what a colleague guesses")
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.act.isEnabled())
    assert dialog.wrong.text().startswith("This is not the passphrase")
    assert dialog.page == 0
    assert dialog.sheet().words == []


def test_the_sheet_counts_as_made_when_two_words_came_back(
    dialog: RecoveryDialog, locked_up: AppContext
) -> None:
    words = list(dialog.sheet().words)
    assert len(words) == 24
    dialog.act.click()
    first, second = dialog.asked()
    assert first < second
    dialog.answers[0].setText(words[first - 1][:4].upper())
    dialog.answers[1].setText("xylophone")
    dialog.act.click()
    assert f"number {second} is not" in dialog.wrong.text()
    assert locked_up.gateway.document.setting(MADE) is None
    dialog.answers[1].setText(words[second - 1])
    dialog.act.click()
    assert dialog.result() == RecoveryDialog.DialogCode.Accepted
    assert date.fromisoformat(locked_up.gateway.document.setting(MADE) or "")
    assert dialog.sheet().words == [], "nothing is kept"
    path = locked_up.gateway.document.path
    assert path is not None
    locked_up.gateway.close()
    locked_up.gateway.open(path, passphrase=read_words(" ".join(words)))


def test_the_access_log_knows_that_the_words_were_shown(
    dialog: RecoveryDialog, locked_up: AppContext
) -> None:
    (entry,) = locked_up.gateway.document.on_file(lambda hand: access_log.entries(hand.link.raw))
    assert (entry.kind, entry.facts) == ("protection", {"how": "recovery sheet"})


def test_the_words_go_when_the_file_is_locked(
    dialog: RecoveryDialog, locked_up: AppContext, qtbot: QtBot
) -> None:
    dialog.show()
    word = dialog.sheet().words[0]
    with qtbot.waitSignal(dialog.rejected):
        locked_up.gateway.lock()
    locked_up.gateway.unlock(SECRET)
    assert dialog.sheet().words == []
    assert word not in [shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisibleTo(dialog)]


def test_the_title_of_the_plan_is_on_the_paper_only_where_it_is_wanted(dialog: RecoveryDialog) -> None:
    assert dialog.sheet().title == ""
    dialog.with_title.setChecked(True)
    assert dialog.sheet().title == "Disaster law"
    assert dialog.sheet().words[0] not in repr(dialog.sheet())


def test_the_paper_is_one_page_with_every_word_and_its_number(qapp: QApplication) -> None:
    text = _printed(
        Sheet(WORDS, "law <b>.hdplan", "Varenia National Society", date(2026, 3, 1), "Disaster law")
    )
    for word in WORDS:
        assert word in text
    assert all(str(number) in text for number in range(1, 25))
    assert "law <b>.hdplan" in text, "what a person wrote is never markup"
    assert "1 March 2026" in text


@pytest.fixture
def from_right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("from_right_to_left")
def test_the_words_run_from_left_to_right_in_a_window_that_does_not() -> None:
    text = _printed(Sheet(WORDS, "secret.hdplan", "Office", date(2026, 3, 1)))
    assert [word for word in text.split() if word in WORDS[0::8]] == WORDS[0::8]


def _printed(sheet: Sheet) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    set_page(writer)
    draw(sheet, writer)
    document = pypdfium2.PdfDocument(buffer.data().data())
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def test_a_file_opens_with_the_words_and_takes_a_new_passphrase(
    dialog: RecoveryDialog, locked_up: AppContext, qtbot: QtBot
) -> None:
    words = " ".join(dialog.sheet().words)
    path = locked_up.gateway.document.path
    assert path is not None
    locked_up.gateway.close()
    asking = PassphraseDialog(path, lambda secret: locked_up.gateway.open(path, passphrase=secret))
    qtbot.addWidget(asking)
    asking.show_sheet()
    asking.words.setPlainText(words.replace(" ", " xylophone ", 1))
    asking.attempt()
    assert "25" in asking.wrong.text()
    asking.words.setPlainText(words.upper())
    asking.attempt()
    assert asking.recovered is not None
    assert asking.words.toPlainText() == ""
    changing = ChangeDialog(locked_up, path.name, tuple, asking.recovered)
    qtbot.addWidget(changing)
    changing.secrets.suggest()
    changing.secrets.use_suggestion()
    new = changing.secrets.first.text()
    changing.secrets.second.setText(new)
    with qtbot.waitSignal(changing.accepted):
        changing.act.click()
    assert set(asking.recovered.key) == {0}
    locked_up.gateway.close()
    locked_up.gateway.open(path, passphrase=new)


def test_words_of_another_file_are_refused_as_such(
    dialog: RecoveryDialog, locked_up: AppContext, qtbot: QtBot
) -> None:
    path = locked_up.gateway.document.path
    assert path is not None
    locked_up.gateway.close()
    asking = PassphraseDialog(path, lambda secret: locked_up.gateway.open(path, passphrase=secret))
    qtbot.addWidget(asking)
    asking.show_sheet()
    asking.words.setPlainText(" ".join(WORDS))
    asking.attempt()
    assert "belong to another file" in asking.wrong.text()
    assert asking.recovered is None


def test_another_trouble_than_a_wrong_secret_ends_the_asking(qtbot: QtBot, tmp_path: Path) -> None:
    nobody = LockHolder(pid=0, host="", program="", author="", since=None)

    def refuse(secret: Secret) -> None:
        assert isinstance(secret, str | RecoveredKey)
        raise LockedFileError(tmp_path / "a.hdplan", nobody)

    asking = PassphraseDialog(tmp_path / "a.hdplan", refuse)
    qtbot.addWidget(asking)
    asking.field.setText(SECRET)
    asking.attempt()
    assert isinstance(asking.error, LockedFileError)
    assert asking.field.text() == ""


def test_who_opens_with_the_words_is_asked_for_a_new_passphrase_at_once(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(window)
    window.show()
    path = tmp_path / "plan.hdplan"
    assert window.files.make(path, title="Disaster law", office="Varenia", passphrase=SECRET)
    words = window.context.gateway.document.on_file(lambda hand: sheet_of(hand, SECRET, "en"))
    window.close_file()

    def write_words() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, PassphraseDialog)
        dialog.show_sheet()
        dialog.words.setPlainText(" ".join(words))
        QTimer.singleShot(0, write_passphrase)
        dialog.attempt()

    def write_passphrase() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, ChangeDialog)
        assert not dialog.old.isVisible()
        dialog.secrets.suggest()
        dialog.secrets.use_suggestion()
        dialog.secrets.second.setText(dialog.secrets.first.text())
        dialog.act.click()

    QTimer.singleShot(0, write_words)
    assert window.files.open(path)
    assert window.context.gateway.is_open
    assert "has a new passphrase" in window.banner.text()
    window.close_file()
    with pytest.raises(WrongPassphraseError):
        window.context.gateway.open(path, passphrase=SECRET)
    window.close()
