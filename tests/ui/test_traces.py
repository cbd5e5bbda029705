from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication

from hdplanner.ui import traces

_NATIVE, _USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def shared(qapp: QApplication, tmp_path: Path) -> Iterator[QSettings]:
    """The settings that all Qt programs of a person share, in a folder of the test's own."""
    QSettings.setPath(_NATIVE, _USER, str(tmp_path))
    yield QSettings(_USER, "QtProject")
    QSettings.setPath(_NATIVE, _USER, os.devnull)


def test_the_folders_of_file_dialogs_are_put_back_as_they_were(shared: QSettings) -> None:
    shared.setValue("FileDialog/lastVisited", "file:///plans/holidays")
    before = {key: shared.value(key) for key in traces._FOLDERS}
    shared.setValue("FileDialog/lastVisited", "file:///plans/Minister of Finance")
    shared.setValue("FileDialog/history", ["file:///plans/Minister of Finance"])
    traces._put_back(before)
    assert shared.value("FileDialog/lastVisited") == "file:///plans/holidays"
    assert not shared.contains("FileDialog/history")


def test_the_dialogs_of_the_desktop_are_used_only_where_recent_files_may_be_kept(qapp: QApplication) -> None:
    asked = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    traces.use_dialogs(remembered=False)
    assert QCoreApplication.testAttribute(asked)
    traces.use_dialogs(remembered=True)
    assert not QCoreApplication.testAttribute(asked)
