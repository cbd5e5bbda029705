from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import ContactKind
from hdplanner.services import contacts, stakeholders
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import bin as bin_command
from hdplanner.ui.file.bin_window import BinWindow


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shown(opened: AppContext, window: QWidget) -> BinWindow:
    return bin_command.show_bin(opened, window)


def by_name(context: AppContext, name: str) -> str:
    return context.gateway.document.read(lambda s: stakeholders.find_stakeholder(s, name))


def delete(context: AppContext, name: str) -> str:
    key = by_name(context, name)
    context.gateway.run("stakeholder.delete", stakeholders.delete_stakeholders, about={}, ids=[key])
    return key


def names(shown: BinWindow) -> list[str]:
    return [shown.model.row_at(row).name for row in range(shown.model.rowCount())]


def test_an_empty_bin_says_so(shown: BinWindow) -> None:
    assert shown.none.isVisible()
    assert shown.none.text() == "Nothing was deleted."
    assert not shown.restore.isEnabled()


def test_what_is_deleted_comes_into_the_bin_and_back_as_one_step(
    opened: AppContext, shown: BinWindow, qtbot: QtBot
) -> None:
    told: list[Any] = []
    opened.told.connect(lambda *said: told.append(said))
    key = delete(opened, "Ministry of Finance")
    qtbot.waitUntil(lambda: names(shown) == ["Ministry of Finance"])
    qtbot.mouseClick(shown.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(shown) == [])
    assert by_name(opened, "Ministry of Finance") == key
    assert told[0][0].endswith("came back.")
    assert opened.gateway.state().undo == "Bring back what was deleted"
    opened.gateway.undo()
    qtbot.waitUntil(lambda: names(shown) == ["Ministry of Finance"])


def test_a_part_brings_back_what_it_belongs_to_and_says_so_before(
    opened: AppContext, shown: BinWindow, qtbot: QtBot
) -> None:
    made = opened.gateway.run(
        "stakeholder.contacts",
        contacts.add_contact,
        about={},
        stakeholder_id=by_name(opened, "Radio Varenia"),
        kind=ContactKind.PRIVATE_OFFICE,
        value="desk@example.org",
    )
    opened.gateway.run("stakeholder.contacts", contacts.delete_contact, about={}, contact_id=made)
    delete(opened, "Radio Varenia")
    qtbot.waitUntil(lambda: len(names(shown)) == 2)
    shown.table.setCurrentIndex(shown.model.index(1, 0))
    assert shown.note.text() == "“Radio Varenia” comes back as well, since this belongs to it."
    shown.restore.click()
    qtbot.waitUntil(lambda: names(shown) == [])
    assert by_name(opened, "Radio Varenia")


def test_several_come_back_together_and_words_find_one(
    opened: AppContext, shown: BinWindow, qtbot: QtBot
) -> None:
    delete(opened, "Radio Varenia")
    delete(opened, "Union of mayors")
    qtbot.waitUntil(lambda: len(names(shown)) == 2)
    shown.words.setText("mayors")
    qtbot.waitUntil(lambda: names(shown) == ["Union of mayors"])
    shown.words.clear()
    qtbot.waitUntil(lambda: len(names(shown)) == 2)
    shown.table.selectAll()
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(shown) == [])
    assert by_name(opened, "Radio Varenia")
    assert by_name(opened, "Union of mayors")


def test_a_file_that_is_only_read_gives_nothing_back(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    delete(opened, "Radio Varenia")
    path = opened.gateway.document.path
    assert path is not None
    opened.gateway.close()
    opened.gateway.open(path, read_only=True)
    shown = bin_command.show_bin(opened, window)
    assert names(shown) == ["Radio Varenia"]
    assert not shown.restore.isEnabled()


def test_nothing_stays_on_the_screen_when_the_file_is_closed(opened: AppContext, shown: BinWindow) -> None:
    delete(opened, "Radio Varenia")
    opened.gateway.close()
    assert not shown.isVisible()
    assert names(shown) == []
