from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.errors import NothingToUndoError
from hdplanner.paths import cache_dir
from hdplanner.ui.crash import CrashDialog, CrashWatch, report

SECRET = "the minister said no"


def _broken() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"{SECRET} again") from error
    except ValueError as error:
        return error


def test_a_report_names_types_files_and_lines_and_nothing_that_a_person_wrote() -> None:
    text = report(_broken())
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py:" in text
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text


def test_a_bug_is_logged_and_shown_and_the_log_holds_no_content(qapp: QApplication, qtbot: QtBot) -> None:
    watch = CrashWatch()
    shown: list[str] = []
    watch.broke.connect(shown.append)
    watch.take_error(_broken())
    assert len(shown) == 1
    log = (cache_dir() / "crash.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert SECRET not in log
    dialog = CrashDialog(shown[0])
    qtbot.addWidget(dialog)
    assert dialog.report.toPlainText() == shown[0]


def test_what_a_person_can_be_told_is_no_bug(qapp: QApplication) -> None:
    watch = CrashWatch()
    told: list[str] = []
    watch.told.connect(lambda error: told.append(str(error)))
    watch.take_error(NothingToUndoError())
    assert told == ["There is nothing to undo."]
    assert not (cache_dir() / "crash.log").exists()
