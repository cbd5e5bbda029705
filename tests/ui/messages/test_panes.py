from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hdplanner.domain.rules_versions import Run
from hdplanner.domain.values import BankKind, Disclosure, LineKind, Principle, WordAdvice
from hdplanner.services import stakeholders
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages import questions_pane
from hdplanner.ui.messages.diff_view import DiffView, said
from hdplanner.ui.messages.side_choice import BANK, CHECK, QUESTIONS, VARIANTS, VERSIONS, WORDS

ALT = Qt.KeyboardModifier.AltModifier


def find(room: Any, name: str) -> str:
    return str(room.context.gateway.read(stakeholders.find_stakeholder, name=name))


def add_variant(pane: Any, audience: str, language: str) -> Any:
    pane.new.click()
    pane.card.audience.setText(audience)
    pane.card.language.setText(language)
    pane.card._on_add()
    return pane.row()


# -- variants


def test_a_variant_is_written_for_a_stakeholder_beside_the_message(room: Any) -> None:
    pane = room.side(VARIANTS)
    row = add_variant(pane, "ministry of finance", "French")
    assert (row.stakeholder_id, row.language) == (find(room, "Ministry of Finance"), "fr")
    assert pane.tabs[row.id].text() == "Ministry of Finance · French"
    room.write(pane.core, "L’article 14 ne coûte rien.")
    room.write(pane.text, "Excellence,\n\nL’article 14 ne coûte rien.")
    row = room.house().variants[0]
    assert (row.core_line, row.text[:10]) == ("L’article 14 ne coûte rien.", "Excellence")
    assert not pane.card.isVisibleTo(pane)


def test_texts_of_both_directions_stand_in_one_screen(room: Any) -> None:
    pane = room.side(VARIANTS)
    add_variant(pane, "The governors", "ar")
    room.write(pane.core, "السرعة توفر المال")
    assert pane.core.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert pane.core.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight
    assert pane.row().audience == "The governors"
    assert room.page.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_that_does_not_exist_is_refused_and_the_form_stays(room: Any) -> None:
    told: list[str] = []
    room.context.told.connect(lambda sentence, _verb, _action: told.append(sentence))
    pane = room.side(VARIANTS)
    assert add_variant(pane, "Everybody", "xx-invalid") is None
    assert "no such language" in told[0]
    assert pane.card.isVisibleTo(pane)
    assert pane.card.language.text() == "xx-invalid"


def test_a_second_variant_for_the_same_audience_and_language_is_refused(room: Any) -> None:
    pane = room.side(VARIANTS)
    add_variant(pane, "Governors", "fr")
    add_variant(pane, "governors ", "French")
    assert len(room.house().variants) == 1


def test_what_the_message_changed_since_is_marked_until_the_variant_is_up_to_date(room: Any) -> None:
    pane = room.side(VARIANTS)
    row = add_variant(pane, "Governors", "fr")
    assert not pane._behind.isVisibleTo(pane)
    room.page.edits.approve(room.page.source.chosen, "Secretary General", None)
    room.page.edits.update(room.page.source.chosen, core_line="Article 14 costs little until a disaster.")
    assert pane._behind.isVisibleTo(pane)
    assert "version 1" in pane._told.text()
    assert "added: little" in pane.changed.accessibleDescription()
    assert "changed since" in pane.tabs[row.id].toolTip()
    pane.renew.click()
    assert not pane._behind.isVisibleTo(pane)
    assert room.undo_sentence() == "Change a variant of Speed saves money"


def test_where_only_a_pillar_changed_a_variant_says_that(room: Any) -> None:
    pane = room.side(VARIANTS)
    add_variant(pane, "Governors", "fr")
    message = room.page.source.chosen
    room.page.edits.approve(message, "Secretary General", None)
    room.page.edits.update_part("support", room.house().supports[0].id, message, text="Waiting is dear.")
    assert "pillars changed" in pane._told.text()
    assert not pane.changed.isVisibleTo(pane)


def test_where_no_word_changed_a_variant_says_that_too(room: Any) -> None:
    pane = room.side(VARIANTS)
    add_variant(pane, "Governors", "fr")
    room.page.edits.approve(room.page.source.chosen, "Secretary General", None)
    room.page.edits.reopen(room.page.source.chosen)
    assert "the same so far" in pane._told.text()


def test_variants_are_chosen_changed_and_deleted(room: Any) -> None:
    pane = room.side(VARIANTS)
    first = add_variant(pane, "Governors", "fr")
    second = add_variant(pane, "Mayors", "es")
    pane.tabs[first.id].click()
    assert pane.core._key == first.id
    assert pane.tabs[first.id].isChecked()
    assert not pane.tabs[second.id].isChecked()
    pane.language.committed.emit("Portuguese")
    assert room.house().variants[1].language == "pt"
    pane.delete.click()
    assert pane.row().id == second.id
    room.undo()
    assert len(pane.tabs) == 2


def test_how_to_frame_a_message_is_said_for_the_audience_that_is_chosen(room: Any) -> None:
    from hdplanner.domain.values import NormFamiliarity
    from hdplanner.services import assessments

    gateway, ministry = room.context.gateway, find(room, "Ministry of Finance")
    pane = room.side(VARIANTS)
    add_variant(pane, "Ministry of Finance", "fr")
    assert not pane.framing.isVisibleTo(pane)
    gateway.run(
        "stakeholder.update",
        stakeholders.update_stakeholders,
        about={},
        ids=[ministry],
        familiarity=NormFamiliarity.NONE,
    )
    gateway.run(
        "stakeholder.assess",
        assessments.assess,
        about={},
        campaign_id=gateway.campaign_id,
        moves={ministry: {"assessed_position": 1}},
        made_on=room.page._today,
        author="HD adviser",
    )
    assert pane.framing.text().startswith("Framing: Their interest first")


def test_a_language_of_the_audience_is_proposed(room: Any) -> None:
    from hdplanner.services import profiles

    ministry = find(room, "Ministry of Finance")
    room.context.gateway.run(
        "stakeholder.update", profiles.set_languages, about={}, stakeholder_id=ministry, languages=["ar"]
    )
    pane = room.side(VARIANTS)
    pane.new.click()
    pane.card.audience.setText("Ministry of Finance")
    pane.card.audience.editingFinished.emit()
    assert pane.card.language.text() == "Arabic (ar)"


# -- questions


def test_who_speaks_is_named_whole_however_long_the_word_is(
    room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions_pane, "_", lambda text: "Nosotros y todos" if text == "We" else text)
    pane = room.side(QUESTIONS)
    pane.add(LineKind.ARGUMENT)
    (card,) = pane.list.cards.values()
    pane.resize(600, 500)
    (name,) = [one for one in card.findChildren(QLabel) if one.text() == "Nosotros y todos"]
    card.layout().activate()
    assert name.width() >= name.sizeHint().width()
    assert name.buddy() is card.reply


def test_arguments_and_questions_are_answered_and_ordered(room: Any, qtbot: QtBot) -> None:
    pane = room.side(QUESTIONS)
    pane.argument.click()
    pane.question.click()
    first, second = (row.id for row in room.house().answers)
    cards = pane.list.cards
    room.write(cards[first].argument, "The budget is closed.")
    room.write(cards[first].reply, "It costs nothing before a disaster.")
    cards[first].who.committed.emit("ministry of finance")
    cards[second].who.setText("Nobody we know")
    cards[second].who.committed.emit("Nobody we know")
    assert cards[second].who.text() == ""
    cards[second].pill.committed.emit(Disclosure.MAY_BE_SAID)
    rows = room.house().answers
    assert (rows[0].argument, rows[0].stakeholder) == ("The budget is closed.", "Ministry of Finance")
    assert (rows[1].kind, rows[1].disclosure) == (LineKind.IF_ASKED, Disclosure.MAY_BE_SAID)
    qtbot.keyClick(cards[first].argument, Qt.Key.Key_Down, ALT)
    assert [row.id for row in room.house().answers] == [second, first]
    assert pane.list._column.indexOf(cards[second]) == 0
    pane.drop(second, QPoint(10, 10_000))
    assert [row.id for row in room.house().answers] == [first, second]
    cards[second].grip.entries()["Delete"]()
    assert len(room.house().answers) == 1


# -- words


def test_words_are_added_changed_counted_and_deleted(room: Any) -> None:
    pane = room.side(WORDS)
    adder = pane.adders[WordAdvice.AVOID]
    adder.setText("disaster")
    pane._on_add(WordAdvice.AVOID)
    assert adder.text() == ""
    cards = {card.word.toPlainText(): card for card in pane.lists[WordAdvice.AVOID].cards.values()}
    assert set(cards) == {"disaster", "tax holiday"}
    assert cards["disaster"].found.text() == "1 ×"
    cards["disaster"].instead.committed.emit("emergency")
    assert next(row.instead for row in room.page.source.words if row.word == "disaster") == "emergency"
    use = next(iter(pane.lists[WordAdvice.USE].cards.values()))
    assert not use.instead.isVisibleTo(use)
    cards["disaster"].remove.click()
    assert len(room.page.source.words) == 2


def test_a_word_marks_the_texts_of_the_room_at_once(room: Any) -> None:
    pane = room.side(WORDS)
    pane.adders[WordAdvice.AVOID].setText("costs nothing")
    pane._on_add(WordAdvice.AVOID)
    board = room.side("house").board
    assert board.beam.text.tip_at(13).startswith("Word to avoid: costs nothing.")


# -- the check


def test_no_concern_on_any_is_one_click(room: Any) -> None:
    pane = room.side(CHECK)
    assert pane.state.text() == "Not checked against the Principles yet"
    pane.by.setText("Legal adviser")
    pane.none.click()
    check = room.house().checks[0]
    assert (check.checked_by, check.concerns) == ("Legal adviser", ())
    assert pane.state.text() == "No concern on any of the seven Principles"
    assert room.undo_sentence() == "Check message Speed saves money against the Principles"


def test_an_exception_is_said_in_words_with_what_is_done_about_it(room: Any) -> None:
    pane = room.side(CHECK)
    pane.by.setText("Legal adviser")
    line = next(one for one in pane.lines if one.principle is Principle.NEUTRALITY)
    line.tick.click()
    assert not pane.none.isEnabled()
    pane.record.click()
    assert not room.house().checks, "a concern without words is refused"
    line.concern.setPlainText("It names one party.")
    pane.record.click()
    assert pane.state.property("look") == "danger"
    line.tick.click()
    line.concern.setPlainText("It names one party.")
    line.mitigation.setPlainText("Both are named.")
    pane.record.click()
    concern = room.house().checks[0].concerns[0]
    assert (concern.principle, concern.mitigation) == (Principle.NEUTRALITY, "Both are named.")
    assert pane.state.text() == "Concern: Neutrality"
    assert not line.tick.isChecked()
    assert room.house().row.status.value == "draft", "a check never changes how far a message has come"


def test_a_half_written_concern_stays_while_its_message_is_shown(room: Any) -> None:
    pane = room.side(CHECK)
    pane.lines[0].tick.click()
    pane.lines[0].concern.setPlainText("Half")
    room.page.source.reload()
    assert pane.lines[0].concern.toPlainText() == "Half"
    room.page.source.choose(room.page.source.rows[1].id)
    assert not pane.lines[0].tick.isChecked()


# -- versions


def test_versions_are_compared_word_by_word_and_taken_up_again(room: Any) -> None:
    pane = room.side(VERSIONS)
    assert pane._nothing.isVisibleTo(pane)
    message = room.page.source.chosen
    room.page.edits.approve(message, "Secretary General", None)
    room.page.edits.update(message, core_line="Article 14 costs little until a disaster is declared.")
    assert pane._body.isVisibleTo(pane)
    assert pane.core.toPlainText() == "Article 14 costs nothing little until a disaster is declared."
    assert pane.core.accessibleDescription() == "removed: nothing; added: little"
    assert "Secretary General" in pane.approved.text()
    pane.restore.click()
    assert room.house().row.core_line == "Article 14 costs nothing until a disaster is declared."
    assert pane.core.accessibleDescription() == "nothing changed"


def test_what_changed_is_told_by_form_as_well_as_by_colour(theme: Theme, qtbot: QtBot) -> None:
    view = DiffView("Core line", theme)
    qtbot.addWidget(view)
    runs = [Run("We ", "same"), Run("ask ", "removed"), Run("urge ", "added"), Run("you", "same")]
    view.show_runs(runs)
    looks = []
    block = view.document().firstBlock().begin()
    while not block.atEnd():
        look = block.fragment().charFormat()
        looks.append((look.fontUnderline(), look.fontStrikeOut()))
        block += 1
    assert looks == [(False, False), (False, True), (True, False), (False, False)]
    assert said(runs) == "removed: ask; added: urge"
    assert said([Run("We", "same"), Run(" ", "added")]) == "nothing changed"


# -- the bank


def test_a_line_is_kept_found_and_put_into_a_message(room: Any) -> None:
    pane = room.side(BANK)
    pane.adder.setPlainText("“Nobody should wait for a stamp.”")
    pane.keep.click()
    assert pane.adder.toPlainText() == ""
    row = room.page.source.bank[0]
    assert row.kind is BankKind.QUOTE
    card = pane.list.cards[row.id]
    card.said_by.committed.emit("A mayor")
    card.source.committed.emit("Radio Varenia")
    for menu in card.insert.menu().actions():
        menu.trigger()
    house = room.house()
    assert house.floor[-1].proof.source == "A mayor · Radio Varenia"
    assert house.supports[-1].text == row.text
    assert house.answers[0].reply == row.text
    pane.words.setText("nowhere")
    pane._show()
    assert pane._nothing.text() == "No line has these words."
    pane.words.setText("MAYOR stamp")
    pane._show()
    assert list(pane.list.cards) == [row.id]
    pane.list.cards[row.id].remove.click()
    assert not room.page.source.bank


def test_a_line_that_is_refused_stays_written_and_leaving_the_field_keeps_nothing(room: Any) -> None:
    pane = room.side(BANK)
    pane.adder.setPlainText("x" * 30_000)
    pane.keep.click()
    assert len(pane.adder.toPlainText()) == 30_000
    pane.adder.setFocus()
    pane.adder.clearFocus()
    assert not room.page.source.bank


@pytest.mark.parametrize("side", [VARIANTS, QUESTIONS, WORDS, CHECK, VERSIONS, BANK])
def test_each_side_works_in_a_window_that_runs_from_right_to_left(room: Any, side: str, qtbot: QtBot) -> None:
    room.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane = room.side(side)
    assert not pane.grab().isNull()
