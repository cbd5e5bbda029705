from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.pick_field import PickField

ENTRIES = [("a", "Ministry of Finance"), ("b", "Parliament"), ("c", "parliament")]


def made(qtbot: QtBot) -> tuple[PickField, list[object]]:
    field = PickField("Body")
    qtbot.addWidget(field)
    field.offer(ENTRIES)
    found: list[object] = []
    field.committed.connect(found.append)
    field.show()
    return field, found


def write(qtbot: QtBot, field: PickField, text: str) -> None:
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_name_in_any_case_gives_its_key_and_the_first_of_two(qtbot: QtBot) -> None:
    field, found = made(qtbot)
    write(qtbot, field, "PARLIAMENT")
    assert found == ["b"]
    assert field.text() == "Parliament"


def test_an_unknown_name_is_marked_and_changes_nothing(qtbot: QtBot) -> None:
    field, found = made(qtbot)
    field.show_value("a")
    write(qtbot, field, "Nobody")
    assert found == []
    assert field.property("wrong")
    assert "Nobody in this plan" in field.toolTip()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Ministry of Finance"
    assert not field.property("wrong")


def test_an_empty_line_is_nobody(qtbot: QtBot) -> None:
    field, found = made(qtbot)
    field.show_value("a")
    write(qtbot, field, "")
    assert found == [None]
    field.show_value(None)
    assert field.text() == ""


def test_one_that_is_not_offered_any_more_is_still_shown(qtbot: QtBot) -> None:
    field, found = made(qtbot)
    field.show_value("gone", "A former body")
    assert field.text() == "A former body"
    assert found == []
