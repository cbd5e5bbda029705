"""While the room is not seen it follows its own messages, and what stands around them only when it is seen again."""

from __future__ import annotations

from hdplanner.services import messages, stakeholders
from hdplanner.ui.context import AppContext
from hdplanner.ui.messages.source import MessageSource


def test_an_unseen_room_waits_with_what_is_around_the_messages(filled: AppContext) -> None:
    source = MessageSource(filled)
    source.reload()
    heard: list[None] = []
    source.changed.connect(lambda: heard.append(None))
    radio = next(one.id for one in source.audiences if one.name == "Radio Varenia")
    source.wake(False)
    run = filled.gateway.run
    run("stakeholder.update", stakeholders.update_stakeholders, about={}, ids=[radio], name="Radio Two")
    assert not heard
    source.wake(True)
    assert len(heard) == 1
    assert "Radio Two" in {one.name for one in source.audiences}
    source.wake(True)
    assert len(heard) == 1


def test_an_unseen_room_still_counts_its_messages(filled: AppContext) -> None:
    source = MessageSource(filled)
    source.reload()
    count = len(source.rows)
    source.wake(False)
    plan = filled.gateway.campaign_id
    filled.gateway.run("message.add", messages.add_message, about={}, campaign_id=plan, title="Another")
    assert len(source.rows) == count + 1
