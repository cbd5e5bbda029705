from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import AccessKind, Sensitivity
from hdplanner.storage import access_log as log
from hdplanner.ui.common import picture_file
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import access_log
from hdplanner.ui.shell.files import FileCommands


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _entries(context: AppContext) -> list[log.AccessEntry]:
    return context.gateway.document.on_file(lambda hand: log.entries(hand.link.raw))


def test_the_log_tells_what_left_the_file_the_newest_first_and_that_it_is_whole(
    opened: AppContext, window: QWidget
) -> None:
    opened.gateway.log_access(AccessKind.EXPORT, what="stakeholders", form="csv", audience="partner", rows=64)
    opened.gateway.log_access(AccessKind.COPY, whole=True, left_out=0)

    shown = access_log.show_access_log(opened, window)

    texts = [shown.model.data(shown.model.index(row, 3)) for row in range(shown.model.rowCount())]
    assert texts == ["Copy made: whole", "Export: stakeholders · CSV · Partner · 64 records"]
    assert shown.mark.text().startswith("Checked: 2 entries, unbroken.")


def test_what_leaves_while_the_file_is_lent_is_entered_when_it_is_back(
    opened: AppContext, window: QWidget
) -> None:
    loan = opened.gateway.document.lend()
    opened.gateway.log_access(AccessKind.EXPORT, what="picture", form="svg")
    loan.take_back()
    opened.gateway.log_access(AccessKind.COPY, whole=True)

    assert [one.kind for one in _entries(opened)] == ["copy", "export"]


def test_an_entry_that_was_changed_is_named(opened: AppContext, window: QWidget) -> None:
    opened.gateway.log_access(AccessKind.COPY, whole=True)
    raw = opened.gateway.document._link.raw
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("UPDATE access_log SET author = 'Nobody'")

    shown = access_log.show_access_log(opened, window)

    assert shown.mark.text() == "Entry 1 of the access log was changed or moved."


def test_an_empty_log_says_so(opened: AppContext, window: QWidget) -> None:
    shown = access_log.show_access_log(opened, window)

    assert shown.none.isVisibleTo(shown)
    assert not shown.export.isEnabled()


def test_the_window_is_used_again_and_closes_with_the_file(opened: AppContext, window: QWidget) -> None:
    shown = access_log.show_access_log(opened, window)
    assert access_log.show_access_log(opened, window) is shown

    opened.gateway.close()

    assert not shown.isVisible()


def test_the_log_is_exported_as_a_table(
    opened: AppContext, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.gateway.log_access(AccessKind.COPY, whole=True)
    path = tmp_path / "log.csv"

    with qtbot.waitSignal(access_log.export(opened, path).succeeded):
        pass

    assert path.read_text("utf-8-sig").splitlines()[1].startswith("1,")


def test_a_copy_and_a_picture_are_entered_in_the_log(
    opened: AppContext, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    from hdplanner.figures.shapes import Figure

    files = FileCommands(opened, window)
    with qtbot.waitSignal(opened.told):
        files.copy_to(tmp_path / "copy.hdplan")
    with qtbot.waitSignal(opened.told):
        picture_file.export_picture(
            opened, Figure(100, 100, (), "Empty", ""), Sensitivity.INTERNAL, tmp_path / "grid.svg"
        )

    picture, copy = _entries(opened)
    assert (copy.kind, dict(copy.facts)) == ("copy", {"whole": True, "encrypted": False})
    assert dict(picture.facts) == {"what": "picture", "form": "svg", "marking": "internal"}
