"""From an empty plan to a message that is approved, in the words of three audiences and two languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hdplanner.domain.values import MessageStatus
from hdplanner.ui.context import AppContext
from hdplanner.ui.messages.side_choice import CHECK, QUESTIONS, VARIANTS

AUDIENCES = (("Ministry of Finance", "fr"), ("Radio Varenia", "ar"), ("Supporters who waver", "French"))


def test_a_person_writes_a_message_and_tailors_it_without_leaving_the_room(
    opened: AppContext, open_room: Callable[[AppContext], Any]
) -> None:
    room = open_room(opened)
    room.page.first.click()
    room.write(room.page.header.title, "Speed saves money")
    room.write(room.board.beam.text, "Article 14 costs nothing until a disaster is declared.")
    for text in ("Waiting costs.", "The article is narrow.", "You would be in good company."):
        next(one for one in room.board.ghosts if one.isVisibleTo(room.board)).click()
        pillar = room.board.pillars[room.house().supports[-1].id]
        room.write(pillar.text, text)
        pillar.add.click()
        room.write(room.board.proofs[room.house().floor[-1].id].text, f"Proof: {text}")

    pane = room.side(VARIANTS)
    for audience, language in AUDIENCES:
        pane.new.click()
        pane.card.audience.setText(audience)
        pane.card.language.setText(language)
        pane.card._on_add()
        room.write(pane.core, f"For {audience}.")

    pane = room.side(QUESTIONS)
    pane.question.click()
    pane = room.side(CHECK)
    pane.by.setText("Legal adviser")
    pane.none.click()
    room.page.header.approve.click()
    room.page.approving.by.setText("Secretary General")
    room.page.approving.go.click()

    house = room.house()
    assert house.row.status is MessageStatus.APPROVED
    assert [len(house.supports), len(house.floor), len(house.answers), len(house.checks)] == [3, 3, 1, 1]
    assert {(one.audience_name, one.language) for one in house.variants} == {
        ("Ministry of Finance", "fr"),
        ("Radio Varenia", "ar"),
        ("Supporters who waver", "fr"),
    }
    assert not any(one.behind for one in house.variants)
    steps = 0
    while (sentence := room.undo_sentence()) and sentence != "Add message New message":
        room.undo()
        steps += 1
    assert steps > 15
    assert room.house().row.title == "New message"
