from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import MessageStatus
from hdplanner.services.values import today_here
from hdplanner.ui.context import AppContext
from hdplanner.ui.messages.side_choice import SIDES, VERSIONS


def titles(room: Any) -> list[str]:
    return [row.title for row in room.page.list.model.shown_rows()]


def test_an_empty_room_holds_the_one_button_that_starts_it(
    opened: AppContext, open_room: Callable[[AppContext], Any]
) -> None:
    room = open_room(opened)
    assert room.page.count() == 0
    assert room.page._stack.currentWidget() is room.page._empty
    room.page.first.click()
    assert titles(room) == ["New message"]
    assert room.page._stack.currentWidget() is room.page._split
    assert room.undo_sentence() == "Add message New message"
    room.undo()
    assert room.page._stack.currentWidget() is room.page._empty


def test_the_list_keeps_the_order_that_people_made_and_alt_with_an_arrow_changes_it(
    room: Any, qtbot: QtBot
) -> None:
    assert titles(room) == ["Speed saves money", "Auxiliary"]
    qtbot.keyClick(room.page.list.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(room) == ["Auxiliary", "Speed saves money"]
    assert room.page.source.house.row.title == "Speed saves money"
    room.undo()
    assert titles(room) == ["Speed saves money", "Auxiliary"]


def test_a_message_is_found_by_a_word_of_its_proof_points(room: Any) -> None:
    room.page.source.choose(room.page.source.rows[1].id)
    room.page.list.filtered.emit("storage")
    assert titles(room) == ["Speed saves money"]
    assert room.page.source.house.row.title == "Speed saves money"
    room.page.list.filtered.emit("nowhere")
    assert titles(room) == []
    assert room.page.list._nothing.isVisibleTo(room.page)
    room.page.clear_filter()
    assert len(titles(room)) == 2


def test_the_title_is_written_in_the_head(room: Any) -> None:
    room.write(room.page.header.title, "Speed spares the State")
    assert room.house().row.title == "Speed spares the State"
    room.undo()
    assert room.page.header.title.toPlainText() == "Speed saves money"


def test_an_empty_title_is_refused_and_stays_written(room: Any) -> None:
    told: list[str] = []
    room.context.told.connect(lambda sentence, _verb, _action: told.append(sentence))
    room.write(room.page.header.title, " ")
    assert room.page.header.title.is_refused
    assert room.house().row.title == "Speed saves money"
    assert "needs a title" in told[0]


def test_a_message_goes_from_draft_to_review_to_approved_and_back(room: Any) -> None:
    header = room.page.header
    assert (header.pill.text(), header.review.isVisibleTo(header)) == ("Draft", True)
    header.review.click()
    assert header.pill.text() == "In review"
    header.approve.click()
    room.page.approving.by.setText("Secretary General")
    room.page.approving._on_until(today_here() + timedelta(days=90))
    room.page.approving.go.click()
    row = room.house().row
    assert (row.status, row.approved_by) == (MessageStatus.APPROVED, "Secretary General")
    assert row.expires_on == today_here() + timedelta(days=90)
    assert header.pill.text() == "Approved"
    assert not header.approve.isVisibleTo(header)
    assert not room.page.approving.isVisibleTo(room.page)
    header.reopen.trigger()
    assert (room.house().row.status, room.house().row.version) == (MessageStatus.DRAFT, 2)


def test_nobody_approves_without_a_name_and_the_card_stays_open(room: Any) -> None:
    room.page.header.approve.click()
    room.page.approving.by.setText("")
    room.page.approving.go.click()
    assert room.house().row.status is MessageStatus.DRAFT
    assert room.page.approving.isVisibleTo(room.page)


def test_a_change_to_an_approved_text_opens_a_version_and_says_so_quietly(room: Any) -> None:
    room.page.edits.approve(room.page.source.chosen, "Secretary General", None)
    assert not room.page.strip.isVisibleTo(room.page)
    room.write(room.board.beam.text, "Article 14 costs nothing.")
    assert (room.house().row.version, room.house().row.status) == (2, MessageStatus.DRAFT)
    assert "Version 1 as approved is kept" in room.page.strip.words.text()
    assert room.page.strip.isVisibleTo(room.page)
    room.page.strip.compare_wanted.emit()
    assert room.page.header.sides.current() == VERSIONS
    room.undo()
    assert room.house().row.status is MessageStatus.APPROVED
    assert not room.page.strip.isVisibleTo(room.page)


def test_a_message_is_duplicated_and_deleted(room: Any) -> None:
    room.page.header.copy.trigger()
    assert titles(room)[-1] == "Speed saves money (copy)"
    assert room.page.source.house.row.title == "Speed saves money (copy)"
    assert len(room.house().floor) == 3
    room.page.header.delete.trigger()
    assert titles(room) == ["Speed saves money", "Auxiliary"]
    room.undo()
    assert len(titles(room)) == 3


def test_planning_a_message_is_asked_of_the_room_of_the_channels(room: Any) -> None:
    gone: list[tuple[str, str]] = []
    room.context.navigated.connect(lambda kind, key: gone.append((kind, key)))
    room.page.header.plan.click()
    room.board.roof.who.click()
    assert gone[0] == ("plan.message", room.page.source.chosen)
    assert gone[1][0] == "stakeholder"


def test_a_room_elsewhere_can_reveal_a_message_that_the_filter_hides(room: Any) -> None:
    second = room.page.source.rows[1].id
    room.page.list.filtered.emit("storage")
    assert room.page.reveal("message", second)
    assert room.page.source.chosen == second
    assert len(titles(room)) == 2
    assert not room.page.reveal("message", "not there")
    assert room.page.reveal("word_choice", room.page.source.words[0].id)
    assert room.page.header.sides.current() == "words"
    assert not room.page.reveal("bank_line", "not there")
    assert room.page.header.sides.current() == "words"


def test_each_side_can_be_looked_at_and_is_remembered(
    room: Any, open_room: Callable[[AppContext], Any]
) -> None:
    for side in SIDES:
        room.side(side)
        assert room.page._sides.currentWidget() is room.page.panes[side]
        assert not room.page.grab().isNull()
    assert room.context.settings.views["messages.side"] == SIDES[-1]
    assert open_room(room.context).page.header.sides.current() == SIDES[-1]


def test_sides_are_a_list_where_tabs_have_no_room(room: Any, qtbot: QtBot) -> None:
    sides = room.page.header.sides
    assert sides.tabs.isVisibleTo(sides)
    room.page.resize(700, 900)
    qtbot.waitUntil(lambda: sides.list.isVisibleTo(sides))
    sides.list.committed.emit("check")
    assert room.page._sides.currentWidget() is room.page.panes["check"]


def test_the_facts_of_a_message_are_changed_in_the_inspector(room: Any) -> None:
    fields = room.page.panel.facts.fields
    fields["language"].committed.emit("French")
    assert room.house().row.language == "fr"
    assert fields["language"].text() == "French"
    fields["ask_id"].committed.emit(None)
    assert room.house().row.ask_id is None
    assert "No ask yet" in room.board.roof.words.text()
    fields["expires_on"].committed.emit(today_here())
    assert room.house().row.expires_on == today_here()
    fields["language"].committed.emit("xx-invalid")
    assert room.house().row.language == "fr"


def test_a_file_open_for_reading_offers_no_change(
    filled: AppContext, open_room: Callable[[AppContext], Any]
) -> None:
    path = filled.gateway.document.path
    assert path is not None
    filled.gateway.close()
    filled.gateway.open(path, read_only=True)
    room = open_room(filled)
    header = room.page.header
    assert not header.review.isVisibleTo(header)
    assert not header.plan.isVisibleTo(header)
    assert room.board.beam.text.isReadOnly()
    assert not room.board.fourth.isVisibleTo(room.board)
    assert not any(ghost.isVisibleTo(room.board) for ghost in room.board.ghosts)
    assert not room.page.list.new.isEnabled()
    for side in SIDES:
        room.side(side)


def test_another_theme_and_size_are_worn_by_every_side(room: Any) -> None:
    for side in SIDES:
        room.side(side)
    room.context.appearance.choose("dark", 2.0)
    assert not room.page.grab().isNull()
    room.context.appearance.choose("light", 1.0)


@pytest.mark.parametrize("kind", ["decision_step", "pack"])
def test_what_does_not_concern_messages_reads_nothing_again(room: Any, kind: str) -> None:
    from hdplanner.storage import Changes, Label

    before = room.page.source.rows
    room.context.gateway.changed.emit(Changes("x", Label("test.edit"), {kind: frozenset({"x"})}))
    assert room.page.source.rows is before
