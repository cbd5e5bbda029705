"""The Messages room on a real file: one objective with an ask, one message with two pillars and three proof points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Disclosure, WordAdvice
from hdplanner.services import message_house, messages, parts, stakeholders
from hdplanner.services.message_house import House
from hdplanner.ui.context import AppContext
from hdplanner.ui.messages.page import MessagesPage

CORE = "Article 14 costs nothing until a disaster is declared."


class Room:
    """The page, and what the file behind it says."""

    def __init__(self, context: AppContext, qtbot: QtBot) -> None:
        self.context = context
        self.page = MessagesPage(context)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 900)
        self.page.show()

    @property
    def board(self) -> Any:
        return self.page.house.board

    def house(self) -> House:
        return self.context.gateway.read(message_house.house, message_id=self.page.source.chosen)

    def undo_sentence(self) -> str | None:
        return self.context.gateway.state().undo

    def undo(self) -> None:
        self.context.gateway.undo()

    def side(self, key: str) -> Any:
        self.page.header.sides.choose(key)
        return self.page.panes[key]

    def floor(self, support_id: str | None) -> list[str]:
        return [one.proof.text for one in self.house().floor if one.support_id == support_id]

    def write(self, field: Any, text: str) -> None:
        """Write as a person does, then pause."""
        field.setFocus()
        field.setPlainText(text)
        field.commit()


@pytest.fixture
def filled(opened: AppContext) -> AppContext:
    gateway = opened.gateway
    gateway.document.edit(_label(), lambda s: _fill(s, gateway.campaign_id))
    return opened


@pytest.fixture
def open_room(qtbot: QtBot) -> Callable[[AppContext], Room]:
    return lambda context: Room(context, qtbot)


@pytest.fixture
def room(filled: AppContext, open_room: Callable[[AppContext], Room]) -> Room:
    return open_room(filled)


def _label() -> Any:
    from hdplanner.storage import Label

    return Label("office.start")


def _fill(session: Any, campaign: str) -> None:
    ministry = stakeholders.find_stakeholder(session, "Ministry of Finance")

    def part(kind: str, parent: str, **values: Any) -> str:
        return parts.add_part(session, part=kind, parent_id=parent, **values)

    objective = part("objective", campaign, title="A disaster law")
    ask = part("ask", objective, action="Send an opinion", addressee_id=ministry, due_on=date(2026, 12, 14))
    first = messages.add_message(
        session, campaign_id=campaign, title="Speed saves money", core_line=CORE, ask_id=ask
    )
    messages.add_message(session, campaign_id=campaign, title="Auxiliary", core_line="We help the State.")
    pillars = [part("support", first, text=text) for text in ("Waiting costs.", "The article is narrow.")]
    for text, pillar in (
        ("Eleven days.", pillars[0]),
        ("Twice the storage.", pillars[0]),
        ("Ninety days.", None),
    ):
        proof = part(
            "proof_point",
            campaign,
            text=text,
            source="Register",
            source_on=date(2026, 2, 1),
            disclosure=Disclosure.MAY_BE_SAID,
        )
        message_house.lay_proof(session, message_id=first, proof_id=proof, support_id=pillar)
    part("proof_point", campaign, text="A fact of another message.")
    part("word_choice", campaign, word="tax holiday", instead="exemption", why="Suggests a favour.")
    part("word_choice", campaign, word="auxiliary", advice=WordAdvice.USE)
