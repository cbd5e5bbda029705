from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import StakeholderKind, StakeholderRoleValue
from hdplanner.errors import PlannerError
from hdplanner.figures.methods import GridMethod
from hdplanner.services.values import today_here
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.header import GRID, TABLE
from hdplanner.ui.stakeholders.models import UNKNOWN
from hdplanner.ui.stakeholders.page import StakeholdersPage


@pytest.fixture
def page(opened: AppContext, qtbot: QtBot) -> StakeholdersPage:
    made = StakeholdersPage(opened)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def _id(page: StakeholdersPage, name: str) -> str:
    return next(row.id for row in page.source.rows if row.name == name)


def _row(page: StakeholdersPage, name: str):  # type: ignore[no-untyped-def]  # the row of a lazily imported service
    return next(row for row in page.source.rows if row.name == name)


def test_grid_and_table_share_one_selection(page: StakeholdersPage) -> None:
    finance, radio = _id(page, "Ministry of Finance"), _id(page, "Radio Varenia")
    page.grid.choose([finance, radio])
    assert set(page.table.selected_ids()) == {finance, radio}
    page.table.selectRow(page.model.place_of(radio) or 0)
    assert page.grid.selection == (radio,)
    mayors = _id(page, "Union of mayors")
    page.select([mayors])
    assert page.tray.chosen_ids() == [mayors]
    assert page.table.selected_ids() == (mayors,)


def test_a_move_on_the_grid_is_a_new_dated_assessment_and_one_step_to_undo(page: StakeholdersPage) -> None:
    finance, radio = _id(page, "Ministry of Finance"), _id(page, "Radio Varenia")
    page.grid.moved.emit([(finance, {"influence": 4}), (radio, {"influence": 1, "interest": 2})])
    row = _row(page, "Ministry of Finance")
    assert (row.influence, row.interest, row.made_on, row.previous_influence) == (4, 4, today_here(), 5)
    assert page.context.gateway.state().undo == "Move 2 stakeholders"
    page.context.gateway.undo()
    assert _row(page, "Ministry of Finance").influence == 5
    assert _row(page, "Radio Varenia").interest == 3
    mark = page.grid.scene.mark(finance)
    assert mark is not None
    assert mark.row.influence == 5


def test_the_unassessed_wait_in_the_tray_and_leave_it_when_assessed(page: StakeholdersPage) -> None:
    mayors = _id(page, "Union of mayors")
    assert [row.id for row in page.tray.model.rows] == [mayors]
    assert page.grid.scene.mark(mayors) is None
    page.grid.moved.emit([(mayors, {"influence": 3, "interest": 5})])
    assert page.tray.model.rows == ()
    assert page.grid.scene.mark(mayors) is not None
    assert not page.tray.isVisible()


def test_a_filter_is_one_for_both_views_and_says_how_much_it_hides(page: StakeholdersPage) -> None:
    shown: list[tuple[int, int]] = []
    page.shown_changed.connect(lambda some, total: shown.append((some, total)))
    page.header.words.setText("fINAN")
    page.header.words.filtered.emit("fINAN")
    assert [row.name for row in page.model.shown_rows()] == ["Ministry of Finance"]
    assert [mark.row.name for mark in page.grid.scene.marks] == ["Ministry of Finance"]
    assert page.tray.model.rows == ()
    assert shown[-1] == (1, 3)
    page.clear_filter()
    assert (page.model.rowCount(), len(page.grid.scene.marks)) == (3, 2)


def test_filters_by_kind_role_and_position_add_up(page: StakeholdersPage) -> None:
    finance = _id(page, "Ministry of Finance")
    page.edits.roles(finance, [StakeholderRoleValue.DECISION_MAKER])
    page.edits.assess({finance: {"assessed_position": -1}})
    header = page.header
    header.kind.show_value(StakeholderKind.INSTITUTION)
    header.position.show_value(UNKNOWN)
    header.kind.committed.emit(None)
    assert [row.name for row in page.model.shown_rows()] == ["Radio Varenia"]
    header.position.show_value(None)
    header.role.show_value(StakeholderRoleValue.DECISION_MAKER)
    header.role.committed.emit(None)
    assert [row.name for row in page.model.shown_rows()] == ["Ministry of Finance"]


def test_to_reveal_what_is_filtered_away_clears_the_filter(page: StakeholdersPage) -> None:
    page.header.words.setText("radio")
    page.header.words.filtered.emit("radio")
    mayors = _id(page, "Union of mayors")
    assert page.reveal("stakeholder", mayors)
    assert (page.selection, page.model.rowCount()) == ((mayors,), 3)
    assert not page.reveal("stakeholder", "nobody")


def test_a_cell_of_the_table_changes_facts_or_makes_an_assessment(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    radio = _id(page, "Radio Varenia")
    page.model.edited.emit(radio, "name", "Radio One")
    qtbot.waitUntil(lambda: any(row.name == "Radio One" for row in page.source.rows))
    page.model.edited.emit(radio, "position", 2)
    qtbot.waitUntil(lambda: _row(page, "Radio One").assessed_position == 2)
    assert _row(page, "Radio One").made_on == today_here()


def test_a_cell_changed_with_several_selected_changes_all_as_one_step(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    page.select_all()
    page.model.edited.emit(_id(page, "Radio Varenia"), "kind", StakeholderKind.POST)
    qtbot.waitUntil(lambda: {row.kind for row in page.source.rows} == {StakeholderKind.POST})
    assert page.context.gateway.state().undo == "Change 3 stakeholders"


def test_delete_is_one_step_and_undo_brings_all_back_with_their_judgements(page: StakeholdersPage) -> None:
    page.select_all()
    page.delete()
    assert (page.count(), page.selection) == (0, ())
    assert page.first.isVisible()
    page.context.gateway.undo()
    assert page.count() == 3
    assert _row(page, "Ministry of Finance").influence == 5


def test_an_added_stakeholder_is_selected_and_waits_in_the_tray(page: StakeholdersPage) -> None:
    page.add()
    assert page.add_card.isVisible()
    page.add_card.name.setText("  وزارة المالية ")
    page.add_card._on_add()
    made = _row(page, "وزارة المالية")
    assert page.selection == (made.id,)
    assert made.id in [row.id for row in page.tray.model.rows]
    page.add_card._on_add()
    assert page.count() == 4


def test_a_rating_in_the_inspector_is_one_assessment_a_sitting(page: StakeholdersPage) -> None:
    finance = _id(page, "Ministry of Finance")
    page.select([finance])
    fields = page.panel.one.judgement.fields
    fields["influence"].committed.emit(3)
    fields["relationship"].committed.emit(1)
    fields["assessed_position"].committed.emit(-2)
    profile = page.panel.one._profile
    assert profile is not None
    assert [one.made_on for one in profile.assessments] == [today_here(), date(2026, 3, 1)]
    newest = profile.assessments[0]
    assert (newest.influence, newest.relationship, newest.assessed_position) == (3, 1, -2)
    page.panel.one.judgement.grounds["evidence"].committed.emit("Said so in the hearing")
    assert page.panel.one._profile.assessments[0].evidence == "Said so in the hearing"
    for _step in range(4):
        page.context.gateway.undo()
    assert len(page.panel.one._profile.assessments) == 1


def test_facts_in_the_inspector_change_one_column_each(page: StakeholdersPage) -> None:
    radio = _id(page, "Radio Varenia")
    page.select([radio])
    one = page.panel.one
    one.work.owner.committed.emit("HD adviser")
    one.work.next_step.committed.emit("Invite to the round table")
    one.sections["who"].body.bodies[0].fields["parent"].committed.emit("Union of mayors")
    one.sections["protocol"].body.bodies[0].fields["languages"].committed.emit("fr, ar")
    names = one.sections["names"].body
    names.name.setText("راديو فارينيا")
    names.language.setText("ar")
    names._on_add()
    row = _row(page, "Radio Varenia")
    assert (row.owner, row.next_step, row.parent) == (
        "HD adviser",
        "Invite to the round table",
        "Union of mayors",
    )
    assert one._profile is not None
    assert one._profile.languages == ("ar", "fr")
    assert [name.name for name in one._profile.names] == ["راديو فارينيا"]


def test_a_parent_that_does_not_exist_or_is_the_stakeholder_itself_is_refused(page: StakeholdersPage) -> None:
    told: list[PlannerError] = []
    page.context.gateway.failed.connect(told.append)
    radio = _id(page, "Radio Varenia")
    page.edits.part_of(radio, "Nobody at all")
    page.edits.part_of(radio, "Radio Varenia")
    assert len(told) == 2
    assert _row(page, "Radio Varenia").parent == ""


def test_the_name_of_a_parent_is_new_in_every_row_that_shows_it(page: StakeholdersPage) -> None:
    mayors = _id(page, "Union of mayors")
    page.edits.part_of(_id(page, "Radio Varenia"), "Union of mayors")
    page.edits.fact([mayors], name="League of mayors")
    assert _row(page, "Radio Varenia").parent == "League of mayors"


def test_view_and_layout_are_kept_for_the_next_time(
    page: StakeholdersPage, opened: AppContext, qtbot: QtBot
) -> None:
    page.header.view.choose(TABLE)
    page.header.axes.choose(GridMethod.POSITION)
    page.header.axes.method.committed.emit(GridMethod.POSITION)
    again = StakeholdersPage(opened)
    qtbot.addWidget(again)
    assert again.header.view.current() == TABLE
    assert again.grid.scene.layout.method is GridMethod.POSITION
    again.header.view.choose(GRID)


def test_a_file_open_for_reading_takes_no_change(page: StakeholdersPage) -> None:
    page.set_editable(False)
    assert not page.grid.editable
    assert not page.model.can_edit
    assert not page.header.add.isEnabled()


def test_enter_on_the_grid_or_in_the_tray_goes_on_in_the_inspector(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    qtbot.addWidget(page.panel)
    page.panel.show()
    for view, name in ((page.grid, "Radio Varenia"), (page.tray, "Union of mayors")):
        with qtbot.waitSignal(page.inspector_wanted):
            view.activated.emit(_id(page, name))
        assert page.selection == (_id(page, name),)
        assert page.panel.focusWidget() is page.panel.one.judgement.fields["influence"]


def test_the_legend_explains_what_the_grid_shows_and_nothing_else(page: StakeholdersPage) -> None:
    assert page.legend.figure is not None
    assert "Not assessed" in page.legend.figure.alt
    assert "Actively supportive" not in page.legend.figure.alt
    page.edits.assess({_id(page, "Radio Varenia"): {"assessed_position": 2}})
    assert "Actively supportive" in page.legend.figure.alt
    page.header.words.setText("nobody at all")
    page.header.words.filtered.emit("nobody at all")
    assert (page.legend.figure, page.legend.height()) == (None, 0)


def test_where_there_is_little_height_the_grid_comes_before_its_legend(page: StakeholdersPage) -> None:
    page.resize(1000, 420)
    assert not page.legend.isVisible()
    page.resize(1000, 700)
    assert page.legend.isVisible()


@pytest.mark.parametrize("width", [600, 700, 900])
def test_no_chooser_of_the_head_is_squeezed_or_covered(
    page: StakeholdersPage, width: int, qtbot: QtBot
) -> None:
    page.header.show_objectives([("a", "Disaster law adopted"), ("b", "Customs rules")], "a")
    page.header.show_count(1, 3)
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.header.width() <= width)
    head = page.header
    fields = (
        head.view,
        head.method,
        head.objective,
        head.add,
        head.words,
        head.kind,
        head.role,
        head.position,
    )
    boxes = [field.geometry() for field in (*fields, head.shown)]
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert all(field.width() >= 100 for field in (head.method, head.objective, head.kind, head.words))
    assert head.add.width() >= head.add.sizeHint().width()
    assert all(head.rect().contains(box) for box in boxes)


def test_where_it_is_narrow_the_objective_goes_behind_the_filters_and_no_chooser_is_cut(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    header = page.header
    header.show_objectives([("a", "The law is adopted"), ("b", "The annex is dropped")], "a")
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: header.objective.y() == header.method.y())
    page.resize(540, 700)
    qtbot.waitUntil(lambda: header.objective.y() > header.words.y())
    for field in (header.method, header.kind, header.role, header.position):
        assert field.width() >= field.fontMetrics().horizontalAdvance(field.currentText()) + 40
    assert header.add.y() == header.view.y() or header.add.geometry().center().y() == pytest.approx(
        header.view.geometry().center().y(), abs=2
    )
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: header.objective.y() == header.method.y())


def test_the_words_of_the_axes_keep_their_room_at_any_height(page: StakeholdersPage, qtbot: QtBot) -> None:
    page.resize(600, 420)
    qtbot.waitUntil(lambda: page.width() == 600)
    grid = page.grid
    assert grid.height() >= grid.camera.plot.bottom * grid.theme.scale + 30
    time = page.grid_pane.time
    time.show()
    assert time.height() == 0 or time.y() >= grid.geometry().bottom()
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: time.height() > 0)
    assert time.y() >= grid.geometry().bottom()
