"""The Network room on a real file: both views, one selection, every change one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Strength, TieKind, TieSign
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.header import DRAWING, TIES
from hdplanner.ui.network.models import Wanted
from hdplanner.ui.network.page import NetworkPage
from hdplanner.ui.network.panels import COALITIONS, ROUTES, WHAT_IF

Ids = dict[str, str]


def _told(context: AppContext) -> list[str]:
    said: list[str] = []
    context.told.connect(lambda sentence, _verb, _act: said.append(sentence))
    return said


def _undo(page: NetworkPage) -> str:
    return page.context.gateway.state().undo or ""


def test_a_room_without_ties_says_what_goes_here_and_begins_with_one_button(
    page: NetworkPage, ids: Ids, qtbot: QtBot
) -> None:
    assert page.empty.isVisible()
    assert page.empty.first.isEnabled()
    qtbot.mouseClick(page.empty.first, Qt.MouseButton.LeftButton)
    assert page.adder.isVisible()
    page.adder.source.setText("union of MAYORS")
    page.adder.kind.show_value(TieKind.TRUST)
    page.adder.target.setText("Ministry of Finance")
    qtbot.keyClick(page.adder.target, Qt.Key.Key_Return)
    tie = page.source.ties[0]
    assert (tie.source_id, tie.target_id, tie.kind) == (ids["Union"], ids["Ministry"], TieKind.TRUST)
    assert page.ties == (tie.id,)
    assert page.adder.target.text() == ""
    page.context.gateway.undo()
    assert page.source.ties == ()


def test_a_tie_that_is_drawn_is_there_at_once_and_asks_in_the_inspector_what_it_is(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    page.view.tie_drawn.emit(ids["Radio"], ids["Ministry"])
    made = next(tie for tie in page.source.ties if tie.id != tied)
    assert page.ties == (made.id,) == page.view.ties
    assert page.panel.page() is page.panel.tie
    page.panel.tie.fields["kind"].committed.emit(TieKind.PRESSURE)
    page.panel.tie.fields["origin"].committed.emit("Press review")
    row = page.source.tie(made.id)
    assert row is not None
    assert (row.kind, row.origin) == (TieKind.PRESSURE, "Press review")
    for _step in range(3):
        page.context.gateway.undo()
    assert [tie.id for tie in page.source.ties] == [tied]
    assert page.ties == ()


def test_a_tie_to_oneself_is_refused_with_a_kind_sentence_however_it_is_made(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    said = _told(page.context)
    page.view.tie_drawn.emit(ids["Radio"], ids["Radio"])
    assert said == ["A tie needs two ends: pick another stakeholder as its end."]
    page.add()
    page.adder.source.setText("Radio Varenia")
    page.adder.target.setText("radio varenia")
    page.adder.target.returnPressed.emit()
    assert [tie.id for tie in page.source.ties] == [tied]
    assert page.adder.isVisible()


def test_a_name_that_nobody_has_is_marked_and_adds_nothing(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.add()
    page.adder.source.setText("Radio Varenia")
    page.adder.target.setText("Nobody in particular")
    page.adder.target.returnPressed.emit()
    assert page.adder.target.property("wrong") is True
    assert len(page.source.ties) == 1


def test_a_second_tie_of_one_kind_is_refused_and_told(page: NetworkPage, ids: Ids, tied: str) -> None:
    said = _told(page.context)
    page.adder.added.emit(ids["Union"], ids["Ministry"], TieKind.ADVISES)
    assert len(page.source.ties) == 1
    assert "is there already" in said[0]


def test_drawing_and_table_share_one_selection(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.view.choose_ties([tied])
    assert page.ties_pane.table.selected_ids() == (tied,)
    page.view.choose([ids["Radio"]])
    assert page.ties_pane.table.selected_ids() == ()
    assert page.panel.page() is page.panel.node
    page.header.view.choose(TIES)
    page.ties_pane.table.selectRow(0)
    assert page.view.ties == (tied,)
    assert page.selection == ()
    assert page.panel.page() is page.panel.tie


def test_cells_of_the_table_are_written_and_can_be_taken_back(
    page: NetworkPage, tied: str, qtbot: QtBot
) -> None:
    model = page.ties_pane.model
    keys = [column.key for column in model.columns]
    model.setData(model.index(0, keys.index("strength")), int(Strength.WEAK))
    qtbot.waitUntil(lambda: page.source.ties[0].strength == Strength.WEAK)
    model.setData(model.index(0, keys.index("origin")), "A letter")
    qtbot.waitUntil(lambda: page.source.ties[0].origin == "A letter")
    page.context.gateway.undo()
    page.context.gateway.undo()
    assert (page.source.ties[0].strength, page.source.ties[0].origin) == (3, "")


def test_several_ties_are_changed_and_taken_away_at_once(page: NetworkPage, ids: Ids, tied: str) -> None:
    other = page.edits.add_tie(ids["Radio"], ids["Ministry"], kind=TieKind.PRESSURE)
    assert other is not None
    page.select_ties([tied, other])
    assert page.panel.tie.fields["kind"].currentIndex() == -1  # type: ignore[union-attr]  # the kind is a list
    page.panel.tie.fields["sign"].committed.emit(TieSign.OBSTRUCTING)
    assert {tie.sign for tie in page.source.ties} == {TieSign.OBSTRUCTING}
    assert _undo(page) == "Change 2 ties"
    page.delete()
    assert page.source.ties == ()
    page.context.gateway.undo()
    assert len(page.source.ties) == 2


def test_a_filter_is_one_for_both_views_and_moves_nobody(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.edits.add_tie(ids["Radio"], ids["Ministry"], kind=TieKind.PRESSURE)
    before = page.view.places()
    page.header.kind.show_value(TieKind.ADVISES)
    page.header.kind.committed.emit(TieKind.ADVISES)
    assert [row.id for row in page.ties_pane.model.shown_rows()] == [tied]
    assert set(page.view.scene.index) == {ids["Union"], ids["Ministry"]}
    assert page.header.shown.isVisible()
    page.clear_filter()
    assert len(page.view.scene.edges) == 2
    assert page.view.places() == before
    page.header.words.setText("RÀDIO")
    page.header.words.filtered.emit("RÀDIO")
    assert ids["Union"] not in page.view.scene.index
    assert not Wanted("  ")


def test_a_node_shows_its_ties_to_walk_along_and_the_way_to_its_profile(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    went: list[tuple[str, str]] = []
    page.context.navigated.connect(lambda kind, key: went.append((kind, key)))
    page.select([ids["Ministry"]])
    node = page.panel.node
    assert len(node.into.lines()) == 1
    node.chosen.emit(ids["Union"])
    assert page.selection == (ids["Union"],)
    node.tie_chosen.emit(tied)
    assert page.ties == (tied,)
    page.select([ids["Ministry"]])
    node.measures.click()
    assert "Neighbours (degree): 1" in node._measures.text()
    node.profile.click()
    assert went == [("stakeholder", ids["Ministry"])]


def test_a_file_that_is_open_for_reading_lets_look_and_change_nothing(
    opened: AppContext, page: NetworkPage, ids: Ids, tied: str, qtbot: QtBot
) -> None:
    path = opened.gateway.state().path
    assert path is not None
    opened.gateway.close()
    opened.gateway.open(path, read_only=True)
    other = NetworkPage(opened)
    qtbot.addWidget(other)
    qtbot.addWidget(other.panel)
    other.show()
    assert not other.view.editable
    assert not other.header.add.isEnabled()
    other.select_ties([tied])
    assert not any(field.isEnabled() for field in other.panel.tie.fields.values())
    assert other.ties_pane.model.can_edit is False
    other.find_routes(ids["Ministry"])
    assert other.panel.page() is other.panel.routes


def test_the_room_takes_no_notice_of_the_file_while_it_is_not_seen_and_catches_up(
    page: NetworkPage, ids: Ids
) -> None:
    page.hide()
    page.edits.add_tie(ids["Union"], ids["Ministry"])
    assert page.source.ties == ()
    page.show()
    assert len(page.source.ties) == 1


def test_reveal_leads_to_a_tie_or_to_the_routes_to_a_stakeholder(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    assert page.reveal("tie", tied)
    assert page.ties == (tied,)
    assert page.reveal("network", ids["Ministry"])
    assert page.panel.routes.target_id == ids["Ministry"]
    assert not page.reveal("network", "nobody")


def test_the_table_is_copied_with_its_headings(page: NetworkPage, tied: str) -> None:
    page.header.view.choose(TIES)
    page.select_all()
    assert page.can_copy()
    page.copy()
    assert QGuiApplication.clipboard().text().startswith("From\tKind\tTo")
    page.header.view.choose(DRAWING)
    assert not page.can_copy()


def test_the_menu_of_a_node_and_of_a_tie_say_what_can_be_done(page: NetworkPage, ids: Ids, tied: str) -> None:
    assert page.drawing.menu() is None
    page.view.choose([ids["Union"]])
    assert _entries(page)[0] == "Find routes to Union of mayors"
    page.view.choose([ids["Union"], ids["Radio"]])
    assert _entries(page) == ["New coalition of these"]
    page.view.choose_ties([tied])
    assert _entries(page) == ["Take this tie away"]


def _entries(page: NetworkPage) -> list[str]:
    menu = page.drawing.menu()
    assert menu is not None
    return [action.text() for action in menu.actions()]


def test_the_picture_is_copied_with_its_title_and_marking(page: NetworkPage, tied: str) -> None:
    page.header.menu.copy.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert "Disaster law: network of influence" in svg


def test_measures_are_a_table_in_which_a_row_chooses_the_node(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.header.menu.measures.trigger()
    dialog = page.extras.measures_dialog
    assert dialog is not None
    assert dialog.model.rowCount() == 3
    dialog.table.selectRow(dialog.model.place_of(ids["Ministry"]) or 0)
    assert page.selection == (ids["Ministry"],)
    dialog.close()


@pytest.mark.parametrize("question", [ROUTES, COALITIONS, WHAT_IF])
def test_every_control_of_the_inspector_has_a_name(
    page: NetworkPage, ids: Ids, tied: str, question: str
) -> None:
    page.panel.ask(question)
    unnamed = [part for part in _controls(page.panel) if not _is_named(part)]
    assert unnamed == []
    assert [part for part in _controls(page) if not _is_named(part)] == []


def _controls(root: QWidget) -> list[QWidget]:
    parts = root.findChildren(QWidget)
    return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()]


def _is_named(part: Any) -> bool:
    text: Callable[[], str] | None = getattr(part, "text", None)
    held = part.parentWidget()
    within = held is not None and held.focusProxy() is part
    return bool(part.accessibleName()) or bool(text and text()) or within or part.inherits("QScrollArea")


def test_the_search_finds_a_tie_by_its_evidence_and_tells_it_as_a_sentence(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    from hdplanner.services import finding

    page.edits.update_ties([tied], evidence="Quillwort minutes")
    gateway = page.context.gateway
    hits = gateway.search("quillwort")
    found = gateway.read(finding.found_rows, hits=hits, kinds=("stakeholder", "tie"))
    assert [(row.kind, row.title) for row in found] == [
        ("tie", "Union of mayors advises Ministry of Finance")
    ]


def test_a_plan_of_words_only_shows_no_sum_and_no_measure(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.panel.use_words_only(True)
    page.header.menu.use_words_only(True)
    page.select([ids["Ministry"]])
    assert page.panel.node.measures.isHidden()
    page.panel.ask(WHAT_IF)
    page.panel.what_if.show_network(editable=True)
    assert page.panel.what_if.today_balance.isHidden()
    assert not page.header.menu.measures.isVisible()


def test_a_person_without_a_recorded_ground_is_neither_drawn_nor_offered(page: NetworkPage, ids: Ids) -> None:
    from hdplanner.domain.values import StakeholderKind
    from hdplanner.services import stakeholders

    gateway = page.context.gateway
    person = gateway.run(
        "stakeholder.add",
        stakeholders.add_stakeholder,
        about={},
        name="A private person",
        campaign_id=gateway.campaign_id,
        kind=StakeholderKind.PERSON,
    )
    assert person is not None
    page.edits.add_tie(person, ids["Ministry"])
    assert page.source.ties == ()
    assert person not in page.view.scene.index
    page.adder.source.setText("A private person")
    assert page.adder.source.value() is None
    assert not page.reveal("network", person)
