from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.sqlite import insert

from hdplanner.domain.office import Office
from hdplanner.domain.packs import Blob
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.storage import Document, GroupKind, Label


def test_every_change_is_told_with_its_values_before_and_after(desk: Any) -> None:
    key = desk.stakeholder("Ministry")
    desk.change(key, name="Ministry of Health", note="New")
    desk.delete(key)

    deleted, changed, added = desk.document.history(of=key)
    (birth,) = desk.document.changes_in(added.group)
    (change,) = desk.document.changes_in(changed.group)
    (death,) = desk.document.changes_in(deleted.group)

    assert birth.before is None
    assert birth.after
    assert birth.after["name"] == "Ministry"
    assert change.before
    assert change.after
    differing = {name for name in change.after if change.after[name] != change.before[name]}
    assert differing == {"name", "note"}
    assert death.after is None
    assert death.before == change.after


def test_a_group_says_who_when_and_what_for() -> None:
    with Document.in_memory(author="Ann") as document:
        label = Label("office.add", {"office": "o", "name": "ä"})
        document.edit(label, lambda s: s.add(Office(name="Office")), kind=GroupKind.IMPORT)
        (row,) = document.history()

    assert (row.author, row.label, row.kind, row.rows) == ("Ann", label, GroupKind.IMPORT, 1)
    assert abs(datetime.now(UTC) - row.at) < timedelta(minutes=1)
    assert row.target is None
    assert not row.undone


def test_an_edit_that_changes_nothing_leaves_no_group(desk: Any) -> None:
    key = desk.stakeholder("Ministry")
    groups = len(desk.document.history())

    desk.change(key, name="Ministry")
    edit = desk.document.edit(
        Label("x"), lambda s: s.execute(update(Stakeholder).values(name=Stakeholder.name))
    )

    assert not edit.changes
    assert edit.changes.group == ""
    assert len(desk.document.history()) == groups


def test_bulk_statements_and_cascades_are_logged(desk: Any) -> None:
    parent = desk.stakeholder("Cabinet")
    child = desk.stakeholder("Ministry", parent_id=parent)
    alias = desk.alias(parent, "The Cabinet")
    desk.document.edit(Label("x"), lambda s: s.execute(update(Stakeholder).values(note="seen")))

    edit = desk.document.edit(
        Label("y"), lambda s: s.execute(delete(Stakeholder).where(Stakeholder.id == parent))
    )

    assert edit.changes.keys == {
        "stakeholder": frozenset({parent, child}),
        "stakeholder_name": frozenset({alias}),
    }


def test_an_upsert_is_logged_with_the_row_it_replaced(desk: Any) -> None:
    alias = desk.alias(desk.stakeholder(), "One")
    before = desk.content()
    old = desk.document.read(lambda s: s.get_one(StakeholderName, alias))

    statement = insert(StakeholderName).values(
        id=alias, stakeholder_id=old.stakeholder_id, name="Two", kind=old.kind, language=""
    )
    desk.document.edit(
        Label("x"),
        lambda s: s.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"name": "Two"})),
    )
    desk.document.undo()

    assert desk.content() == before


def test_bytes_stay_outside_the_log(desk: Any) -> None:
    edit = desk.document.edit(Label("x"), lambda s: s.add(Blob(id="ab" * 32, content=b"\0\1\2")))

    assert not edit.changes
    assert desk.document.read(lambda s: s.get_one(Blob, "ab" * 32).content) == b"\0\1\2"


def test_each_group_names_the_one_before_it(desk: Any) -> None:
    for name in "abc":
        desk.stakeholder(name)

    rows = desk.document._link.raw.execute(
        "SELECT p.parent_id, b.id FROM log_group g JOIN log_parent p ON p.group_seq = g.seq "
        "JOIN log_group b ON b.seq = g.seq - 1"
    ).fetchall()

    assert len(rows) == len(desk.document.history()) - 1
    assert all(parent == before for parent, before in rows)


def test_the_time_of_the_last_change_is_told(desk: Any, new_desk: Callable[..., Any]) -> None:
    desk.stakeholder()

    assert desk.document.last_change() == desk.document.history()[0].at
    with Document.in_memory() as empty:
        assert empty.last_change() is None


def test_the_time_of_each_rows_last_change_is_told(desk: Any) -> None:
    first, second = desk.stakeholder("a"), desk.stakeholder("b")
    alias = desk.alias(first, "c")
    desk.change(first, name="d")

    times = {entry.group: entry.at for entry in desk.document.history()}
    newest = desk.document.history()[0]
    found = desk.document.last_changes(("stakeholder",))
    assert set(found) == {first, second}
    assert (found[first], found[second] in times.values()) == (newest.at, True)
    assert found[second] <= found[first]
    assert set(desk.document.last_changes(("stakeholder", "stakeholder_name"))) == {first, second, alias}
    assert desk.document.last_changes(()) == desk.document.last_changes(("activity",)) == {}


def test_history_is_as_long_as_asked(desk: Any) -> None:
    for name in "abcde":
        desk.stakeholder(name)

    assert len(desk.document.history(limit=3)) == 3
    assert desk.document.history(of="nobody") == []
