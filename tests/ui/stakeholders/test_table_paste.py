from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import StakeholderKind
from hdplanner.ui.common.column_editors import DayEditor, LineEditor, ManyEditor
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders import table_paste
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.table_dialogs import NameDialog, SetDialog
from hdplanner.ui.stakeholders.table_pane import TablePane
from hdplanner.ui.stakeholders.table_paste_dialog import PasteDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(opened: AppContext, qtbot: QtBot) -> Iterator[TablePane]:
    source = StakeholderSource(opened)
    made = TablePane(opened, source, StakeholderEdits(opened))
    source.changed.connect(lambda _ids: made.model.set_rows(source.rows))
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    source.reload()
    yield made
    QGuiApplication.clipboard().clear()


@pytest.fixture
def told(opened: AppContext) -> list[str]:
    heard: list[str] = []
    opened.told.connect(lambda said, _verb, _act: heard.append(said))
    return heard


def _rows(pane: TablePane) -> dict[str, Any]:
    return {row.name: row for row in pane.model.all_rows()}


def _dialog(pane: TablePane, qtbot: QtBot, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    dialog = PasteDialog(pane.paste.planner(pane.paste.rows()), pane)
    qtbot.addWidget(dialog)
    return dialog


TABLE = "Name\tInfluence\tShoe size\nradio varenia\tvery high\t4\nNew body\tsky high\t5"


def test_the_dialog_says_what_goes_where_and_what_is_not_understood(pane: TablePane, qtbot: QtBot) -> None:
    dialog = _dialog(pane, qtbot, TABLE)
    assert dialog.fields() == ["name", "influence", ""]
    assert "2 rows: 1 changed, 1 new, 0 as they are." in dialog.counts.text()
    assert dialog.problems.item(0).text().startswith("Row 3, Influence:")
    assert dialog.act.text() == "Paste 2 stakeholders"
    dialog.field_of(1).show_value("")
    dialog.field_of(1).committed.emit("")
    assert dialog.problems.count() == 0
    dialog.headings.click()
    assert dialog.plan is not None
    assert dialog.plan.rows == 3


def test_a_pasted_table_is_one_step_that_is_reported_and_can_be_undone(
    pane: TablePane, qtbot: QtBot, told: list[str]
) -> None:
    dialog = _dialog(pane, qtbot, TABLE)
    assert dialog.plan is not None
    pane.paste.apply(dialog.plan)
    assert _rows(pane)["Radio Varenia"].influence == 5
    assert "sky high" not in str(_rows(pane)["New body"].influence)
    assert told == [
        "1 stakeholder was changed. 1 stakeholder was added. 1 cell or row was not taken as it stood."
    ]
    gateway = pane._context.gateway
    assert gateway.state().undo == "Paste 2 stakeholders"
    gateway.undo()
    assert set(_rows(pane)) == {"Ministry of Finance", "Radio Varenia", "Union of mayors"}
    assert _rows(pane)["Radio Varenia"].influence == 2


def test_a_large_table_is_pasted_in_the_background(
    pane: TablePane, qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_paste, "_AT_ONCE", 1)
    dialog = _dialog(pane, qtbot, "Name\nFirst\nSecond")
    assert dialog.plan is not None
    pane.paste.apply(dialog.plan)
    qtbot.waitUntil(lambda: {"First", "Second"} <= set(_rows(pane)))
    assert told == ["2 stakeholders were added."]


def test_cells_without_headings_go_from_the_current_cell_on(pane: TablePane, qtbot: QtBot) -> None:
    keys = [column.key for column in pane.model.columns]
    pane.table.setCurrentIndex(pane.model.index(1, keys.index("influence")))
    dialog = _dialog(pane, qtbot, "1\t2\n3\t4")
    assert dialog.fields() == ["influence", "interest"]
    assert "from the current cell" in dialog.how.text()
    assert dialog.plan is not None
    pane.paste.apply(dialog.plan)
    rows = _rows(pane)
    assert [(rows[name].influence, rows[name].interest) for name in ("Radio Varenia", "Union of mayors")] == [
        (1, 2),
        (3, 4),
    ]
    assert rows["Ministry of Finance"].influence == 5


def test_an_empty_clipboard_is_told_without_a_dialog(pane: TablePane, told: list[str]) -> None:
    QGuiApplication.clipboard().clear()
    pane.paste.ask()
    assert "no table on the clipboard" in told[0]


def test_a_paste_that_the_person_confirms_is_done_and_one_given_up_is_not(
    pane: TablePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("Name\nNew body")
    monkeypatch.setattr(QDialog, "exec", lambda _self: 0)
    pane.paste.ask()
    assert "New body" not in _rows(pane)
    monkeypatch.setattr(QDialog, "exec", lambda _self: 1)
    pane.paste.ask()
    assert "New body" in _rows(pane)


def test_a_value_is_set_for_all_that_are_selected(pane: TablePane, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(dialog: SetDialog) -> int:
        assert isinstance(dialog.editor, ChoiceField)
        dialog.editor.show_value(StakeholderKind.GROUP)
        return 1

    monkeypatch.setattr(SetDialog, "exec", choose)
    pane.table.selectAll()
    pane.set_all(next(column for column in pane.model.columns if column.key == "kind"))
    assert {row.kind for row in pane.model.all_rows()} == {StakeholderKind.GROUP}
    assert pane._context.gateway.state().undo == "Change 3 stakeholders"


def test_the_dialog_takes_the_editor_of_the_column_and_refuses_what_is_no_day(
    pane: TablePane, qtbot: QtBot
) -> None:
    kinds = {"next_on": DayEditor, "tags": ManyEditor, "country": LineEditor}
    for key, kind in kinds.items():
        column = next(column for column in pane.model.columns if column.key == key)
        dialog = SetDialog(column, 3)
        qtbot.addWidget(dialog)
        assert type(dialog.editor) is kind
        if isinstance(dialog.editor, DayEditor):
            dialog.editor.setText("soon")
            dialog.act.click()
            assert dialog.result() == 0
            dialog.editor.setText("2026-12-05")
            dialog.act.click()
            assert (dialog.result(), str(dialog.value())) == (1, "2026-12-05")


def test_a_view_needs_a_name(qtbot: QtBot) -> None:
    dialog = NameDialog("Save as a view", "Save view")
    qtbot.addWidget(dialog)
    assert not dialog.act.isEnabled()
    dialog.line.setText(" Blockers ")
    assert (dialog.act.isEnabled(), dialog.name()) == (True, "Blockers")
