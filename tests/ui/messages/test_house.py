from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Disclosure
from hdplanner.ui.messages.grip import MIME, dragged
from hdplanner.ui.messages.texts import PAUSE_MS

ALT = Qt.KeyboardModifier.AltModifier


def pillars(room: Any) -> list[str]:
    return [one.text for one in room.house().supports]


def card(room: Any, text: str) -> Any:
    cards = [*room.board.pillars.values(), *room.board.proofs.values()]
    return next(one for one in cards if one.text.toPlainText() == text)


def drop(room: Any, kind: str, key: str, point: QPoint) -> None:
    """Drag something over the house and let it go."""
    data = QMimeData()
    data.setData(MIME, QByteArray(f"{kind} {key}".encode()))
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    room.board.dragEnterEvent(QDragEnterEvent(point, move, data, left, none))
    room.board.dropEvent(QDropEvent(QPointF(point), move, data, left, none))


def settle() -> None:
    """Let every layout come to rest, as it has when a person takes hold of something."""
    for _round in range(5):
        QApplication.processEvents()


def within(room: Any, widget: QWidget, way: float = 0.5) -> QPoint:
    """A point of a widget, on the board: from its top to its foot by ``way``."""
    return widget.mapTo(room.board, QPoint(widget.width() // 2, round(widget.height() * way)))


def test_the_house_shows_ask_core_line_pillars_and_what_lies_below_them(room: Any) -> None:
    board = room.board
    assert board.roof.words.text() == "Send an opinion"
    assert board.roof.who.text() == "Ministry of Finance"
    assert "2026" in board.roof.when.text()
    assert board.beam.text.toPlainText().startswith("Article 14")
    assert board.beam.count.text() == "9 of 27 words"
    first = board.pillars[room.house().supports[0].id]
    assert first.isAncestorOf(card(room, "Eleven days."))
    assert board.plinth.isAncestorOf(card(room, "Ninety days."))
    assert [ghost.isVisibleTo(board) for ghost in board.ghosts] == [False, False, True]


def test_more_words_than_one_breath_are_told_in_colour_and_in_words(room: Any) -> None:
    beam = room.board.beam
    beam.text.setPlainText("word " * 30)
    assert beam.count.text() == "30 words: 3 more than one breath carries"
    assert beam.count.property("look") == "warning"
    beam.text.setPlainText("Short.")
    assert beam.count.property("look") == "small"


def test_a_core_line_is_kept_when_the_writing_pauses(room: Any, qtbot: QtBot) -> None:
    text = room.board.beam.text
    text.setFocus()
    text.setPlainText("Article 14 costs nothing.")
    assert text._pause.isActive()
    assert text._pause.interval() == PAUSE_MS
    text._pause.timeout.emit()
    assert room.house().row.core_line == "Article 14 costs nothing."
    assert room.undo_sentence() == "Change message Speed saves money"
    room.undo()
    assert text.toPlainText() == room.house().row.core_line


def test_a_text_of_a_megabyte_is_refused_with_a_sentence_and_stays_in_the_editor(room: Any) -> None:
    told: list[str] = []
    room.context.told.connect(lambda sentence, _verb, _action: told.append(sentence))
    text, long = room.board.beam.text, "word " * 200_000
    room.write(text, long)
    assert len(told) == 1
    assert text.is_refused
    assert text.property("wrong")
    assert text.toPlainText() == long
    room.page.source.reload()
    text.commit()
    assert text.toPlainText() == long, "nothing that was read again may take it away"
    assert len(told) == 1, "it is not offered again before it is changed"
    room.write(text, "Short.")
    assert room.house().row.core_line == "Short."
    assert not text.is_refused


def test_what_is_written_goes_to_its_own_message_when_another_one_is_chosen(room: Any) -> None:
    first, second = (row.id for row in room.page.source.rows)
    text = room.board.beam.text
    text.setFocus()
    text.setPlainText("Unfinished.")
    room.page.source.choose(second)
    assert text.toPlainText() == "We help the State."
    rows = {row.id: row.core_line for row in room.page.source.rows}
    assert rows == {first: "Unfinished.", second: "We help the State."}


def test_a_pillar_is_added_written_and_deleted_and_its_proof_points_stay(room: Any) -> None:
    board = room.board
    board.ghosts[2].click()
    assert pillars(room)[2] == ""
    assert board.fourth.isVisibleTo(board)
    new = board.pillars[room.house().supports[2].id]
    room.write(new.text, "You would be in good company.")
    assert pillars(room)[2] == "You would be in good company."
    board.fourth.click()
    assert len(pillars(room)) == 4
    assert not board.fourth.isVisibleTo(board)
    card(room, "Waiting costs.").grip.entries()["Delete the pillar"]()
    assert "Waiting costs." not in pillars(room)
    assert room.floor(None) == ["Eleven days.", "Twice the storage.", "Ninety days."]
    assert board.plinth.isAncestorOf(card(room, "Eleven days."))
    room.undo()
    assert room.floor(None) == ["Ninety days."]


def test_a_proof_point_is_added_and_goes_into_the_inspector(room: Any) -> None:
    pillar = card(room, "The article is narrow.")
    pillar.add.click()
    made = room.house().floor[-1]
    assert (made.proof.text, made.support_id) == ("New proof point", pillar.key)
    fresh = room.board.proofs[made.id]
    room.write(fresh.text, "It ends by itself.")
    fresh.entered.emit(fresh.key)
    facts = room.page.panel.proof
    assert facts.isVisibleTo(room.page.panel)
    facts.fields["source"].committed.emit("Bill, article 14")
    facts.fields["disclosure"].committed.emit(Disclosure.IF_RAISED)
    proof = room.house().floor[-1].proof
    assert (proof.text, proof.source) == ("It ends by itself.", "Bill, article 14")
    assert fresh.pill.text() == "If raised only"


def test_what_has_no_source_or_was_withdrawn_says_so(room: Any) -> None:
    stone = card(room, "Ninety days.")
    assert stone._source.text().startswith("Register · ")
    room.page.edits.update_part("proof_point", stone.proof_id, "", source="")
    assert (stone._source.text(), stone._source.property("look")) == ("No source yet", "warning")
    room.page.edits.update_part("proof_point", stone.proof_id, "", withdrawn_on=room.page._today)
    assert stone._source.text().startswith("Withdrawn on ")


def test_whether_something_may_be_said_is_chosen_on_its_pill(room: Any) -> None:
    for text in ("Eleven days.", "Waiting costs."):
        one = card(room, text)
        one.pill.choices.actions()[2].trigger()
        assert one.pill.value() is Disclosure.BACKGROUND
        assert one.pill.text() == "Background only"
        assert one.pill.property("look") == "pill-danger"
        assert "not for disclosure" in one.pill.accessibleName()
        room.undo()
        assert one.pill.value() is Disclosure.MAY_BE_SAID


def test_a_proof_point_is_dragged_below_another_pillar_and_below_all(room: Any) -> None:
    stone, narrow = card(room, "Eleven days."), card(room, "The article is narrow.")
    settle()
    drop(room, "proof", stone.key, within(room, narrow))
    assert room.floor(narrow.key) == ["Eleven days."]
    assert narrow.isAncestorOf(stone)
    assert not room.board.line.isVisible()
    settle()
    drop(room, "proof", stone.key, within(room, room.board.plinth, 0.95))
    assert room.floor(None) == ["Ninety days.", "Eleven days."]
    room.undo()
    assert room.floor(narrow.key) == ["Eleven days."]


def test_a_proof_point_is_dragged_before_its_neighbour(room: Any) -> None:
    first, second = card(room, "Eleven days."), card(room, "Twice the storage.")
    settle()
    drop(room, "proof", second.key, within(room, first, 0.1))
    waiting = card(room, "Waiting costs.")
    assert room.floor(waiting.key) == ["Twice the storage.", "Eleven days."]


def test_a_pillar_is_dragged_behind_another(room: Any) -> None:
    first, second = card(room, "Waiting costs."), card(room, "The article is narrow.")
    settle()
    drop(room, "support", first.key, second.mapTo(room.board, QPoint(second.width() - 5, 40)))
    assert pillars(room) == ["The article is narrow.", "Waiting costs."]
    room.undo()
    assert pillars(room) == ["Waiting costs.", "The article is narrow."]


@pytest.mark.parametrize("data", [b"", b"proof", b"proof not-there", b"support not-there", b"\xff\xfe x"])
def test_what_is_not_of_this_house_is_not_dropped(room: Any, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, QByteArray(data))
    before = room.house()
    found = dragged(mime)
    if found is not None:
        drop(room, *found, within(room, room.board.plinth))
    assert room.house() == before


def test_alt_with_an_arrow_moves_what_the_focus_is_on(room: Any, qtbot: QtBot) -> None:
    stone, waiting = card(room, "Eleven days."), card(room, "Waiting costs.")
    narrow = card(room, "The article is narrow.")
    qtbot.keyClick(stone.text, Qt.Key.Key_Down, ALT)
    assert room.floor(waiting.key) == ["Twice the storage.", "Eleven days."]
    qtbot.keyClick(stone.grip, Qt.Key.Key_Right, ALT)
    assert room.floor(narrow.key) == ["Eleven days."]
    qtbot.keyClick(stone.grip, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(stone.grip, Qt.Key.Key_Right, ALT)
    assert room.floor(None) == ["Ninety days.", "Eleven days."]
    qtbot.keyClick(waiting.text, Qt.Key.Key_Right, ALT)
    assert pillars(room) == ["The article is narrow.", "Waiting costs."]
    qtbot.keyClick(waiting.grip, Qt.Key.Key_Right, ALT)
    assert pillars(room) == ["The article is narrow.", "Waiting costs."]


def test_the_menu_of_a_proof_point_moves_it_and_takes_it_out(room: Any) -> None:
    stone = card(room, "Ninety days.")
    entries = stone.grip.entries()
    assert "Move under all pillars" not in entries
    entries["Move under pillar 2"]()
    assert room.floor(card(room, "The article is narrow.").key) == ["Ninety days."]
    stone.grip.entries()["Take out of this message"]()
    assert len(room.house().floor) == 2
    assert "Ninety days." in [row.text for row in room.page.source.proofs]


def test_a_proof_point_of_another_message_is_reused_not_copied(room: Any) -> None:
    board = room.board
    board.pick_common.click()
    picker = board.picker
    assert [picker.list.item(row).text() for row in range(picker.list.count())] == [
        "A fact of another message."
    ]
    picker.put.click()
    assert not picker.isVisibleTo(board)
    assert room.floor(None)[-1] == "A fact of another message."
    assert len(room.page.source.proofs) == 4
    board.pick_common.click()
    assert not picker.put.isEnabled()
    assert "All proof points are used" in picker._nothing.text()


def test_what_opens_further_down_comes_into_sight(room: Any, qtbot: QtBot) -> None:
    room.page.resize(1000, 420)
    settle()
    room.page.house.verticalScrollBar().setValue(0)
    room.board.pick_common.click()
    qtbot.waitUntil(lambda: room.page.house.verticalScrollBar().value() > 0)
    assert room.board.picker.words.hasFocus() or not room.page.isActiveWindow()


def test_another_ask_is_chosen_at_the_roof(room: Any) -> None:
    roof = room.board.roof
    none = roof.picker.menu().actions()[-1]
    none.trigger()
    assert room.house().row.ask_id is None
    assert "No ask yet" in roof.words.text()
    assert not roof.who.isVisibleTo(roof)
    roof.picker.menu().actions()[0].trigger()
    assert roof.words.text() == "Send an opinion"


def test_words_to_avoid_are_underlined_and_their_tip_says_what_to_say_instead(room: Any) -> None:
    text = room.board.beam.text
    room.write(text, "A tax holiday, said the auxiliary.")
    assert text.tip_at(4) == "Word to avoid: tax holiday. Say instead: exemption. Suggests a favour."
    assert text.tip_at(25) == "Word to use: auxiliary."
    assert text.tip_at(0) == ""
    formats = text.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in formats] == [(2, 11), (24, 9)]
    room.page.edits.delete_part("word_choice", room.page.source.words[1].id, "")
    assert len(text.document().firstBlock().layout().formats()) == 1


@pytest.mark.parametrize("wide", [1440, 1280, 1100, 1000])
def test_a_house_is_never_wider_than_what_is_in_sight(room: Any, qtbot: QtBot, wide: int) -> None:
    room.page.resize(wide, 700)
    board = room.board
    sight = board.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: board.width() <= sight.width())
    cards = board.pillars.values()
    assert all(card.width() >= card.minimumSizeHint().width() for card in cards)


def test_pillars_stand_in_fewer_columns_where_it_is_narrow(room: Any, qtbot: QtBot) -> None:
    assert room.board._columns[0] == 3
    room.page.resize(640, 900)
    qtbot.waitUntil(lambda: room.board._columns[0] < 3)


def test_escape_takes_back_what_was_refused(room: Any, qtbot: QtBot) -> None:
    text = room.page.header.title
    room.write(text, " ")
    assert text.is_refused
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert text.toPlainText() == "Speed saves money"
    assert not text.is_refused


def test_the_tip_of_a_marked_word_is_asked_for_by_the_pointer(room: Any) -> None:
    from PySide6.QtGui import QHelpEvent

    text = room.board.beam.text
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    assert text.event(event)
