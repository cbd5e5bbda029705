from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import StakeholderKind, StakeholderRoleValue
from hdplanner.services.values import today_here
from hdplanner.ui.common.column_editors import ManyEditor, ProseEditor
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.table_menu import heading_menu, row_menu
from hdplanner.ui.stakeholders.table_pane import TablePane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(opened: AppContext, qtbot: QtBot) -> TablePane:
    source = StakeholderSource(opened)
    made = TablePane(opened, source, StakeholderEdits(opened))
    source.changed.connect(lambda _ids: made.model.set_rows(source.rows))
    made.source = source  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    source.reload()
    return made


def _id(pane: TablePane, name: str) -> str:
    return next(row.id for row in pane.model.all_rows() if row.name == name)


def _names(pane: TablePane) -> list[str]:
    return [row.name for row in pane.model.shown_rows()]


def _number(pane: TablePane, key: str) -> int:
    return [column.key for column in pane.model.columns].index(key)


def _cell(pane: TablePane, name: str, key: str) -> QModelIndex:
    return pane.model.index(pane.model.place_of(_id(pane, name)) or 0, _number(pane, key))


def _text(pane: TablePane, name: str, key: str) -> str:
    return str(_cell(pane, name, key).data())


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("short_name", "RV", "RV"),
        ("country", "VR", "VR"),
        ("at_risk", True, "Yes"),
        ("roles", (StakeholderRoleValue.ALLY,), "Ally"),
        ("owner", "Head of delegation", "Head of delegation"),
        ("next_step", "Call\nthem", "Call\nthem"),
        ("parent", "Ministry of Finance", "Ministry of Finance"),
        ("languages", ("ar", "fr"), "ar, fr"),
        ("tags", ("press", "radio"), "press, radio"),
        ("mandate", "To inform", "To inform"),
        ("restricted", True, "Yes"),
        ("stated_position", 1, "Favourable"),
    ],
)
def test_every_kind_of_cell_is_written_and_one_undo_takes_it_back(
    pane: TablePane, qtbot: QtBot, key: str, value: object, shown: str
) -> None:
    pane.table.arrangement.choose(["name", key])
    before = _text(pane, "Radio Varenia", key)
    pane.model.edited.emit(_id(pane, "Radio Varenia"), key, value)
    qtbot.waitUntil(lambda: _text(pane, "Radio Varenia", key) == shown)
    pane._context.gateway.undo()
    assert _text(pane, "Radio Varenia", key) == before


def test_a_rating_in_a_cell_is_a_new_judgement_of_today(pane: TablePane, qtbot: QtBot) -> None:
    pane.model.edited.emit(_id(pane, "Radio Varenia"), "influence", 4)
    qtbot.waitUntil(lambda: _text(pane, "Radio Varenia", "influence") == "High")
    row = pane.model.row_of(_id(pane, "Radio Varenia"))
    assert row is not None
    assert (row.influence, row.previous_influence, row.made_on) == (4, 2, today_here())


def test_what_is_refused_is_told_and_changes_nothing(pane: TablePane, qtbot: QtBot) -> None:
    told: list[str] = []
    pane._context.told.connect(lambda said, _verb, _act: told.append(said))
    pane.model.edited.emit(_id(pane, "Radio Varenia"), "parent", "Nobody at all")
    qtbot.waitUntil(lambda: bool(told))
    assert _text(pane, "Radio Varenia", "parent") == ""


def test_a_cell_changes_all_that_are_selected_but_a_name_only_its_own(pane: TablePane, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    pane._context.told.connect(lambda said, verb, _act: told.append((said, verb)))
    pane.table.selectAll()
    pane.model.edited.emit(_id(pane, "Radio Varenia"), "kind", StakeholderKind.GROUP)
    qtbot.waitUntil(lambda: {row.kind for row in pane.model.all_rows()} == {StakeholderKind.GROUP})
    assert told == [("3 stakeholders were changed.", "Undo")]
    pane.model.edited.emit(_id(pane, "Radio Varenia"), "name", "Radio One")
    qtbot.waitUntil(lambda: "Radio One" in _names(pane))
    assert len(set(_names(pane))) == 3


def test_ctrl_d_fills_down_from_the_first_selected_row_as_one_step(pane: TablePane, qtbot: QtBot) -> None:
    pane.table.selectAll()
    pane.table.selectionModel().setCurrentIndex(
        _cell(pane, "Union of mayors", "influence"), pane.table.selectionModel().SelectionFlag.NoUpdate
    )
    qtbot.keyClick(pane.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [row.influence for row in pane.model.shown_rows()] == [5, 5, 5]
    pane._context.gateway.undo()
    assert [row.influence for row in pane.model.shown_rows()] == [5, 2, None]


def test_a_column_of_names_is_never_filled_down(pane: TablePane) -> None:
    pane.table.selectAll()
    before = _names(pane)
    pane.fill_down()
    assert _names(pane) == before


def test_further_columns_are_read_only_while_they_are_used(pane: TablePane) -> None:
    assert pane.extras._held == {}
    pane.table.arrangement.choose(["name", "mandate", "tags"])
    assert set(pane.extras._held) == {"mandate", "tags"}
    pane.table.arrangement.choose(["name", "kind"])
    assert pane.extras._held == {}


def test_sorting_by_a_further_column_follows_its_edits(pane: TablePane, qtbot: QtBot) -> None:
    pane.table.arrangement.choose(["name", "mandate"])
    pane.model.sort_by([("mandate", False)])
    pane.model.edited.emit(_id(pane, "Union of mayors"), "mandate", "A")
    qtbot.waitUntil(lambda: _names(pane)[0] == "Union of mayors")
    pane.model.edited.emit(_id(pane, "Radio Varenia"), "mandate", "0")
    qtbot.waitUntil(lambda: _names(pane)[:2] == ["Radio Varenia", "Union of mayors"])


def test_the_layout_is_kept_for_the_person_without_what_is_filtered(
    pane: TablePane, opened: AppContext, qtbot: QtBot
) -> None:
    pane.table.arrangement.choose(["name", "country", "kind"])
    pane.table.setColumnWidth(_number(pane, "country"), 222)
    pane.model.sort_by([("kind", True), ("name", False)])
    pane.filters_action.setChecked(True)
    pane.table.filters.show_texts({"name": "secret"})
    pane._remember()
    assert "secret" not in opened.settings.views["stakeholders.table"]
    again = TablePane(opened, StakeholderSource(opened), StakeholderEdits(opened))
    qtbot.addWidget(again)
    assert again.layout_now().columns[:2] == (("name", 240), ("country", 222))
    assert again.model.sort_keys() == (("kind", True), ("name", False))
    assert again.model.cell_filters() == {}


def test_settings_that_cannot_be_read_give_the_plain_table(opened: AppContext, qtbot: QtBot) -> None:
    for text in (
        "{",
        "[]",
        '{"version": 9}',
        '{"version": 1, "columns": [["name"]], "sort": [], "filters": {}}',
    ):
        opened.settings.views["stakeholders.table"] = text
        pane = TablePane(opened, StakeholderSource(opened), StakeholderEdits(opened))
        qtbot.addWidget(pane)
        assert list(pane.layout_now().columns) == pane.table.arrangement.standard()


def test_a_view_is_saved_shown_renamed_and_deleted_each_as_a_step(pane: TablePane) -> None:
    gateway = pane._context.gateway
    pane.table.arrangement.choose(["name", "tags"])
    pane.filters_action.setChecked(True)
    pane.table.filters.show_texts({"name": "radio"})
    pane.views.save_as("Press")
    assert gateway.state().undo == "Save view Press"
    pane.views.choose("")
    assert (_names(pane), pane.model.cell_filters()) == (
        ["Ministry of Finance", "Radio Varenia", "Union of mayors"],
        {},
    )
    pane.views.choose(pane.views.views()[0].id)
    assert _names(pane) == ["Radio Varenia"]
    assert [key for key, _width in pane.layout_now().columns] == ["name", "tags"]
    pane.views.rename("Media")
    assert pane.views.button.text() == "View: Media"
    pane.views.delete()
    assert (pane.views.views(), pane.views.button.text()) == ([], "Views")
    gateway.undo()
    assert [row.name for row in pane.views.views()] == ["Media"]


def test_a_view_that_cannot_be_read_gives_the_plain_table_and_a_sentence(pane: TablePane) -> None:
    from hdplanner.services import views

    told: list[str] = []
    pane._context.told.connect(lambda said, _verb, _act: told.append(said))
    gateway = pane._context.gateway
    made = gateway.run(
        "view.save",
        views.save_view,
        about={},
        campaign_id=gateway.campaign_id,
        room="stakeholders",
        name="Of tomorrow",
        spec='{"version": 99}',
    )
    pane.table.arrangement.choose(["name", "tags"])
    pane.views.choose(str(made))
    assert "cannot be read" in told[0]
    assert list(pane.layout_now().columns) == pane.table.arrangement.standard()
    assert len(pane.views.views()) == 1


def test_the_menu_of_views_offers_what_can_be_done(pane: TablePane) -> None:
    pane.views.fill()
    assert [action.text() for action in pane.views.menu.actions()] == ["Plain table", "", "Save as a view…"]
    pane.views.save_as("A & B")
    pane.views.fill()
    texts = [action.text() for action in pane.views.menu.actions()]
    assert texts[1] == "A && B"
    assert len(texts) == 7


def test_a_cell_of_several_lines_and_one_of_several_values_get_their_editors(
    pane: TablePane, qtbot: QtBot
) -> None:
    pane.table.arrangement.choose(["name", "tags", "mandate"])
    radio = _id(pane, "Radio Varenia")
    pane.table.edit_cell(radio, "mandate")
    prose = pane.table.findChild(ProseEditor)
    assert prose is not None
    prose.insertPlainText("First")
    qtbot.keyClick(prose, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    prose.insertPlainText("second")
    qtbot.keyClick(prose, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _text(pane, "Radio Varenia", "mandate") == "First\nsecond")
    pane.table.edit_cell(radio, "tags")
    many = pane.table.findChild(ManyEditor)
    assert many is not None
    many.line.setText("press; radio")
    many.done.emit()
    qtbot.waitUntil(lambda: _text(pane, "Radio Varenia", "tags") == "press, radio")


def test_the_name_is_edited_where_it_is_frozen(pane: TablePane, qtbot: QtBot) -> None:
    pane.table.horizontalScrollBar().setValue(250)
    assert pane.table.frozen.isVisible()
    pane.table.edit_cell(_id(pane, "Radio Varenia"), "name")
    editor = pane.table.frozen.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Radio One")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Radio One" in _names(pane))


def test_the_menus_name_what_can_be_done_with_rows_and_with_a_column(pane: TablePane) -> None:
    pane.table.selectAll()
    pane.table.setCurrentIndex(_cell(pane, "Radio Varenia", "kind"))
    rows = row_menu(pane.table, pane.model.columns, editable=True, set_all=lambda _column: None)
    assert {"Fill down\tCtrl+D", "Sort by Kind", "Set for all selected", "Paste…\tCtrl+V"} <= {
        action.text() for action in rows.actions()
    }
    heading = heading_menu(pane.table, 2, filters=pane.filters_action, choose=pane.choose_columns)
    assert "Then sort by Influence\tShift+click" in {action.text() for action in heading.actions()}
    heading.actions()[0].trigger()
    assert pane.model.sort_keys() == (("influence", False),)
    heading.actions()[1].trigger()
    assert pane.model.sort_keys() == (("influence", True),)
    next(action for action in heading.actions() if action.text().startswith("Hide")).trigger()
    assert "influence" not in dict(pane.table.arrangement.shown())


def test_a_file_open_for_reading_is_neither_written_nor_pasted_into(pane: TablePane) -> None:
    pane.set_editable(False)
    menu = row_menu(pane.table, pane.model.columns, editable=False, set_all=lambda _column: None)
    assert not any(
        action.isEnabled() for action in menu.actions() if action.text().startswith(("Paste", "Fill", "Set"))
    )
    assert not pane.paste_button.isEnabled()


def test_columns_are_chosen_moved_and_searched_in_a_list(pane: TablePane, qtbot: QtBot) -> None:
    pane.choose_columns()
    chooser = pane.chooser
    chooser.words.setText("tag")
    visible = [
        chooser.list.item(place).text()
        for place in range(chooser.list.count())
        if not chooser.list.item(place).isHidden()
    ]
    assert visible == ["Tags"]
    item = next(
        chooser.list.item(place)
        for place in range(chooser.list.count())
        if chooser.list.item(place).text() == "Tags"
    )
    item.setCheckState(Qt.CheckState.Checked)
    assert [key for key, _width in pane.table.arrangement.shown()][-1] == "tags"
    chooser.words.clear()
    chooser.list.setCurrentRow(1)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [key for key, _width in pane.table.arrangement.shown()][:3] == ["name", "influence", "position"]
    chooser.standard_wanted.emit()
    assert pane.table.arrangement.shown() == pane.table.arrangement.standard()


def test_a_name_that_runs_from_right_to_left_is_painted_in_its_own_direction(pane: TablePane) -> None:
    from PySide6.QtWidgets import QStyleOptionViewItem

    pane.writer.write_cells({_id(pane, "Radio Varenia"): {"name": "راديو فارينيا"}})
    option = QStyleOptionViewItem()
    option.rect.setTopLeft(QPoint(0, 0))
    pane.table.itemDelegate().initStyleOption(option, _cell(pane, "راديو فارينيا", "name"))
    assert option.text.startswith("\u2068")


def test_a_copy_that_is_pasted_back_changes_nothing(pane: TablePane) -> None:
    pane.writer.write_cells({_id(pane, "Radio Varenia"): {"mandate": 'One\ntwo "three"', "tags": ("a",)}})
    pane.table.arrangement.choose(["name", "position", "influence", "kind", "mandate", "owner"])
    pane.table.selectAll()
    pane.table.copy()
    assert QGuiApplication.clipboard().text().count("\t") > 5
    plan = pane.paste.planner(pane.paste.rows())(None, None)
    assert (plan.changed, len(plan.drafts), plan.problems, plan.unchanged) == (0, 0, (), 3)


def test_a_tag_that_gets_another_name_has_it_in_the_table(pane: TablePane) -> None:
    from sqlalchemy import update

    from hdplanner.domain.office import Tag

    pane.table.arrangement.choose(["name", "tags"])
    pane.writer.write_cells({_id(pane, "Radio Varenia"): {"tags": ("press",)}})
    gateway = pane._context.gateway
    gateway.run("stakeholder.update", lambda session: session.execute(update(Tag).values(name="media")))
    assert _text(pane, "Radio Varenia", "tags") == "media"


def test_the_filter_row_says_when_it_lets_other_rows_through(pane: TablePane) -> None:
    heard: list[int] = []
    pane.filtered.connect(lambda: heard.append(pane.model.rowCount()))
    pane.filters_action.setChecked(True)
    pane.table.filters.show_texts({"name": "radio"})
    pane.model.sort_by([("kind", False)])
    pane.clear_filters()
    assert heard == [1, 3]
