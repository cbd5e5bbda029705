from __future__ import annotations

from typing import Any

import pytest

from hdplanner.errors import InvalidValueError, NotFoundError, TextTooLongError
from hdplanner.services import views
from hdplanner.storage import Document, Label

ROOM = "stakeholders"


def _save(session, plan: Any, name: str, spec: str = "{}", **more) -> str:
    return views.save_view(session, campaign_id=plan.campaign, room=ROOM, name=name, spec=spec, **more)


def test_a_view_is_saved_changed_and_deleted_and_each_can_be_undone(
    document: Document, plan: Any, undoable: Any
) -> None:
    made = undoable(lambda session: _save(session, plan, " Blockers ", '{"version": 1}'))
    undoable(lambda session: _save(session, plan, "Those who block", None, view_id=made))
    rows = document.read(lambda session: views.view_rows(session, plan.campaign, ROOM))
    assert [(row.name, row.spec) for row in rows] == [("Those who block", '{"version": 1}')]
    undoable(lambda session: _save(session, plan, "Those who block", "other", view_id=made))
    undoable(lambda session: views.delete_view(session, made))
    assert document.read(lambda session: views.view_rows(session, plan.campaign, ROOM)) == []


def test_views_come_by_name_and_those_of_another_room_or_plan_do_not(document: Document, plan: Any) -> None:
    for name in ("b", "A", "c"):
        document.edit(Label("view.save"), lambda session, name=name: _save(session, plan, name))
    rows = document.read(lambda session: views.view_rows(session, plan.campaign, ROOM))
    assert [row.name for row in rows] == ["A", "b", "c"]
    assert document.read(lambda session: views.view_rows(session, plan.campaign, "network")) == []
    assert document.read(lambda session: views.view_rows(session, "another", ROOM)) == []


def test_a_view_without_a_name_of_its_own_or_of_too_much_is_refused(document: Document, plan: Any) -> None:
    document.edit(Label("view.save"), lambda session: _save(session, plan, "Blockers"))
    for name in ("", "   ", "BLOCKERS"):
        with pytest.raises(InvalidValueError):
            document.edit(Label("view.save"), lambda session, name=name: _save(session, plan, name))
    with pytest.raises(TextTooLongError):
        document.edit(Label("view.save"), lambda session: _save(session, plan, "Long", "x" * 20_001))
    with pytest.raises(NotFoundError):
        document.edit(Label("view.delete"), lambda session: views.delete_view(session, "nobody"))
