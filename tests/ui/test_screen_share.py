from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hdplanner.domain import values
from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.labels import label
from hdplanner.domain.meetings import Delegate
from hdplanner.domain.name_search import Found, NameSearch, tidy
from hdplanner.domain.values import DelegateSide
from hdplanner.errors import CodeNamesShownError, CodeNameWrittenError
from hdplanner.services import interchange, known_names, stakeholders
from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.shell.rooms import ROOMS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MINISTER = "Minister of Finance"
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_WORDS = (
    "text",
    "toolTip",
    "accessibleName",
    "accessibleDescription",
    "windowTitle",
    "placeholderText",
    "title",
)
_MOST_ROWS = 400
_MOVEMENT = {"ICRC", "IFRC"}
"""Our own hints name them, whoever the stakeholders are."""
_OUR_DELEGATES = select(Delegate.name).where(Delegate.side == DelegateSide.OURS)
_LISTS = [one for one in vars(values).values() if isinstance(one, type) and issubclass(one, Choice | Scale)]
_OUR_WORDS = {words for one in _LISTS for member in one for words in (label(member), str(member.value))}
"""The words of our own lists: a type of actor is called Parliament, whoever the stakeholders are."""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.files.open_sample()
    yield made
    made.close()


def _share(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_key["screen_share"].trigger()
    _rest(window, qtbot)


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    window.context.findings.finish()
    qtbot.waitUntil(lambda: not window.context.tasks.busy(), timeout=60_000)


def _names(window: MainWindow) -> list[str]:
    """Every name that the file knows of others, as it may be searched for; not those of our own side."""
    read = window.context.gateway.document.read
    ours = set(read(lambda session: session.scalars(_OUR_DELEGATES).all()))
    found = read(known_names.known_names)
    known = {one.name for one in found if one.who != "ours" and tidy(one.name)}
    return sorted(known - ours - _MOVEMENT)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(_MOST_ROWS, model.rowCount(parent))):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            for role in _ROLES:
                value = model.data(index, role)
                if isinstance(value, str):
                    yield value
            if column == 0 and model.rowCount(index):
                yield from _cells(model, index)


def _texts(window: QWidget) -> Iterator[str]:
    """Whatever a person or a screen reader may read of a window, shown or waiting behind something else."""
    for widget in [window, *window.findChildren(QWidget)]:
        for word in _WORDS:
            held = getattr(widget, word, None)
            value = held() if callable(held) else ""
            if isinstance(value, str):
                yield value
        if isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget.model(), QModelIndex())
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.iconText())
    yield from _said(QAccessible.queryAccessibleInterface(window))


def _said(item: Any, depth: int = 0) -> Iterator[str]:
    if item is None or depth > 25:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield item.text(kind)
    for number in range(min(_MOST_ROWS, item.childCount())):
        yield from _said(item.child(number), depth + 1)


def _told(window: MainWindow, search: NameSearch) -> list[str]:
    return sorted({found.name for text in set(_texts(window)) for found in _found(text, search)})


def _found(text: str, search: NameSearch) -> list[Found]:
    return [] if text.removeprefix("Type: ") in _OUR_WORDS else list(search.find(text))


@pytest.mark.parametrize("room", [room.key for room in ROOMS])
def test_no_room_tells_a_name_while_code_names_are_shown(window: MainWindow, qtbot: QtBot, room: str) -> None:
    search = NameSearch(_names(window))
    _share(window, qtbot)
    window.show_room(room)
    assert window.room_key == room
    for pose in window.page().poses():
        window.page().pose(pose)
        _rest(window, qtbot)
        assert _told(window, search) == [], f"{room} {pose}"


def test_without_code_names_the_same_search_finds_many(window: MainWindow, qtbot: QtBot) -> None:
    search = NameSearch(_names(window))
    window.show_room("stakeholders")
    window.page().pose("table")
    _rest(window, qtbot)
    assert MINISTER in _told(window, search)
    assert len(_told(window, search)) > 50


def test_turning_it_off_shows_the_names_again_in_the_same_room(window: MainWindow, qtbot: QtBot) -> None:
    window.show_room("network")
    _share(window, qtbot)
    assert window.room_key == "network"
    _share(window, qtbot)
    assert window.room_key == "network"
    assert not window.actions_by_key["screen_share"].isChecked()
    assert MINISTER in _told(window, NameSearch([MINISTER]))


def test_the_name_of_a_step_and_of_the_file_are_hidden_too(window: MainWindow, qtbot: QtBot) -> None:
    page: Any = window.page()
    minister = next(row for row in page.source.rows if row.name == MINISTER)
    window.context.gateway.run(
        "stakeholder.update",
        stakeholders.update_stakeholders,
        about={"stakeholder": minister.id},
        ids=[minister.id],
        short_name="MoF",
    )
    assert MINISTER.lower() in window.actions_by_key["undo"].text().lower()
    file = window.status._file.text()
    _share(window, qtbot)
    undo = window.actions_by_key["undo"].text()
    assert MINISTER.lower() not in undo.lower()
    assert undo.startswith("Undo change ")
    assert window.windowTitle() == "HD Planner"
    assert window.status._file.text() != file
    assert window.top_bar.share_button.isChecked()


def test_a_stakeholder_keeps_its_code_name_and_one_without_gets_a_number(
    window: MainWindow, qtbot: QtBot
) -> None:
    page: Any = window.page()
    coded = next(row for row in page.source.rows if row.code_name)
    other = next(row for row in page.source.rows if not row.code_name)
    _share(window, qtbot)
    rows = {row.id: row for row in window.page().source.rows}  # type: ignore[attr-defined]
    assert rows[coded.id].name == coded.code_name
    assert rows[other.id].name.startswith("Stakeholder ")


def test_a_name_is_not_changed_while_it_is_hidden(window: MainWindow, qtbot: QtBot) -> None:
    _share(window, qtbot)
    page: Any = window.page()
    row = page.source.rows[0]
    page.select([row.id])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field = page.panel.one.name
    field.setFocus()
    assert field.toPlainText() == row.name
    assert field.isReadOnly()
    assert "Show the real names first" in field.toolTip()


def test_a_code_name_is_never_written_into_the_file(window: MainWindow, qtbot: QtBot) -> None:
    page: Any = window.page()
    row = page.source.rows[0]
    _share(window, qtbot)
    shown = next(one.name for one in window.page().source.rows if one.id == row.id)  # type: ignore[attr-defined]
    refused: list[object] = []
    gateway = window.context.gateway
    gateway.failed.connect(refused.append)
    steps = len(gateway.document.history())
    for change in ({"name": shown}, {"note": f"Met {shown} in the corridor"}):
        gateway.run(
            "stakeholder.update",
            stakeholders.update_stakeholders,
            about={"stakeholder": row.id},
            ids=[row.id],
            **change,
        )
    assert [type(error) for error in refused] == [CodeNameWrittenError, CodeNameWrittenError]
    assert len(gateway.document.history()) == steps
    gateway.run(
        "stakeholder.update",
        stakeholders.update_stakeholders,
        about={"stakeholder": row.id},
        ids=[row.id],
        note="A corridor",
    )
    assert len(gateway.document.history()) == steps + 1


def test_who_is_added_meanwhile_is_coded_at_once(window: MainWindow, qtbot: QtBot) -> None:
    _share(window, qtbot)
    page: Any = window.page()
    page.edits.add("Chamber of Shipowners")
    names = {row.name for row in page.source.rows}
    assert "Chamber of Shipowners" not in names
    assert _told(window, NameSearch(["Chamber of Shipowners"])) == []


def test_nothing_goes_into_a_file_or_comes_from_one_while_code_names_are_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    _share(window, qtbot)
    greyed = ("import", "export", "duplicates", "history", "versions", "merge", "send_copy", "rights")
    assert not any(window.actions_by_key[key].isEnabled() for key in greyed)
    with pytest.raises(CodeNamesShownError):
        window.context.gateway.read(interchange.dump)


def test_another_file_opens_with_its_names(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    _share(window, qtbot)
    assert window.files.make(tmp_path / "plan.hdplan", title="Plan", office="", passphrase="")
    assert not window.context.gateway.code_names
    assert not window.actions_by_key["screen_share"].isChecked()
