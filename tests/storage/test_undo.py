from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from hdplanner.domain.base import derived_id
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.errors import NothingToRedoError, NothingToUndoError, StaleUndoError
from hdplanner.storage import Document, GroupKind, Label, undo
from hdplanner.storage.layout import SCHEMA


def test_undo_and_redo_go_step_by_step(desk: Any) -> None:
    states = [desk.content()]
    key = desk.stakeholder("A")
    states.append(desk.content())
    desk.change(key, name="B")
    states.append(desk.content())
    desk.delete(key)
    states.append(desk.content())

    for state in reversed(states[:-1]):
        desk.document.undo()
        assert desk.content() == state
    for state in states[1:]:
        desk.document.redo()
        assert desk.content() == state
    with pytest.raises(NothingToRedoError):
        desk.document.redo()


def test_there_is_an_end_to_undo(document: Document) -> None:
    with pytest.raises(NothingToUndoError):
        document.undo()
    with pytest.raises(NothingToRedoError):
        document.redo()
    assert document.next_undo() is None
    assert document.next_redo() is None


def test_undo_says_what_it_will_undo(desk: Any) -> None:
    key = desk.stakeholder()
    desk.change(key, name="B")
    label = Label("stakeholder.change", {"stakeholder": key})

    assert desk.document.next_undo() == label
    assert desk.document.undo().label == label
    assert desk.document.next_redo() == label


def test_an_undo_is_a_group_of_its_own(desk: Any) -> None:
    key = desk.stakeholder("A")
    desk.change(key, name="B")
    changes = desk.document.undo()

    undone, edit = desk.document.history(limit=2)

    assert changes.undone
    assert changes.group == undone.group
    assert undone.kind is GroupKind.UNDO
    assert undone.target == edit.group
    assert edit.undone
    assert desk.document.redo().undone is False
    assert not desk.document.history(limit=3)[2].undone


def test_a_new_edit_ends_redo_but_loses_nothing_of_the_log(desk: Any) -> None:
    key = desk.stakeholder("A")
    desk.change(key, name="B")
    desk.document.undo()
    groups = len(desk.document.history())
    desk.change(key, name="C")

    assert desk.document.next_redo() is None
    assert len(desk.document.history()) == groups + 1
    desk.document.undo()
    assert desk.names() == ["A"]
    desk.document.undo()
    assert desk.names() == []


def test_undo_and_redo_survive_a_restart(path: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(path, author="Ann") as document:
        document.undo()
    with Document.open(path, author="Ben") as document:
        assert new_desk(document).names() == []
        document.redo()
    with Document.open(path, author="Ann") as document:
        assert new_desk(document).names() == ["Ministry of Health"]
        assert [row.author for row in document.history(limit=2)] == ["Ben", "Ann"]


def test_a_delete_with_cascades_comes_back_exactly(desk: Any) -> None:
    parent = desk.stakeholder("Cabinet")
    for number in range(20):
        desk.alias(desk.stakeholder(f"Ministry {number}", parent_id=parent), "Alias")
        desk.alias(parent, f"Alias {number}")
    before = desk.content()

    desk.delete(parent)
    after = desk.content()
    desk.document.undo()
    assert desk.content() == before
    desk.document.redo()
    assert desk.content() == after


def test_a_delete_of_everything_comes_back_exactly(desk: Any) -> None:
    desk.alias(desk.stakeholder("A"), "Alias")
    desk.campaign()
    before = desk.content()

    desk.delete(desk.office, Office)
    assert not any(desk.content().values())
    desk.document.undo()

    assert desk.content() == before


def test_an_undo_of_a_stale_row_is_refused(desk: Any) -> None:
    key = desk.stakeholder("A")
    desk.change(key, name="B")
    _behind_the_log(desk.document, "UPDATE stakeholder SET name = 'C' WHERE id = ?", key)
    before, groups = desk.content(), len(desk.document.history())

    with pytest.raises(StaleUndoError):
        desk.document.undo()

    assert desk.content() == before
    assert len(desk.document.history()) == groups


def test_an_undo_leaves_what_it_is_not_about(desk: Any) -> None:
    key = desk.stakeholder("A", note="old")
    desk.change(key, name="B")
    _behind_the_log(desk.document, "UPDATE stakeholder SET note = 'new' WHERE id = ?", key)

    desk.document.undo()

    row = desk.document.read(lambda s: s.get_one(Stakeholder, key))
    assert (row.name, row.note) == ("A", "new")


def test_an_undone_insert_must_find_the_row_as_it_was_made(desk: Any) -> None:
    key = desk.stakeholder("A")
    _behind_the_log(desk.document, "UPDATE stakeholder SET note = 'x' WHERE id = ?", key)

    with pytest.raises(StaleUndoError):
        desk.document.undo()
    assert desk.names() == ["A"]


def test_an_undone_insert_never_carries_other_rows_away(desk: Any) -> None:
    key = desk.stakeholder("A")
    _behind_the_log(
        desk.document,
        "INSERT INTO stakeholder_name (id, stakeholder_id, name, kind, language) VALUES ('n', ?, 'x', 'official', '')",
        key,
    )

    with pytest.raises(StaleUndoError):
        desk.document.undo()
    assert desk.names() == ["A"]


def test_an_undone_delete_is_refused_where_its_key_is_taken(desk: Any) -> None:
    one, other = desk.stakeholder("A"), desk.stakeholder("B")
    desk.delete(one)
    _behind_the_log(desk.document, "UPDATE stakeholder SET id = ? WHERE id = ?", one, other)

    with pytest.raises(StaleUndoError):
        desk.document.undo()
    assert desk.names() == ["B"]


def test_a_row_that_would_point_nowhere_is_refused(desk: Any) -> None:
    parent = desk.stakeholder("Cabinet")
    child = desk.stakeholder("Ministry", parent_id=parent)
    desk.change(child, parent_id=None)
    _behind_the_log(desk.document, "DELETE FROM stakeholder WHERE id = ?", parent)

    with pytest.raises(StaleUndoError):
        desk.document.undo()
    assert desk.names() == ["Ministry"]


def test_a_group_before_the_floor_can_no_longer_be_undone(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.stakeholder()
    monkeypatch.setattr(undo, "UNDO_FLOOR", SCHEMA + 1)

    with pytest.raises(NothingToUndoError):
        desk.document.undo()


def test_an_older_image_is_read_by_the_reader_of_its_schema(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = desk.stakeholder("A")
    desk.change(key, name="B")
    desk.document._link.raw.execute("PRAGMA query_only = OFF")
    desk.document._link.raw.execute(
        "UPDATE log_row SET before = json_remove(before, '$.note'), after = json_remove(after, '$.note') "
        "WHERE seq = (SELECT max(seq) FROM log_row)"
    )

    def add_note(table: str, image: dict[str, Any]) -> dict[str, Any]:
        return image | {"note": ""} if table == "stakeholder" else image

    monkeypatch.setitem(undo.IMAGE_READERS, SCHEMA, add_note)
    desk.document.undo()

    assert desk.names() == ["A"]


def test_values_of_every_kind_come_back_exactly(desk: Any) -> None:
    key = desk.stakeholder("“quotes” \"'\\ \u2028 🇨🇭 \n\t", note="ا" * 20_000, country="")
    before = desk.content()
    desk.document.edit(
        Label("x"), lambda s: s.execute(update(Stakeholder).values(name="", note="", at_risk=True))
    )
    desk.document.undo()
    assert desk.content() == before
    desk.delete(key)
    desk.document.undo()
    assert desk.content() == before


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "child", "alias", "rename", "move", "delete", "bulk", "undo", "redo"]),
        st.integers(0, 1_000),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10),
    ),
    max_size=25,
)


@given(STEPS)
def test_any_history_undone_and_redone_is_the_same_content(steps: list[tuple[str, int, str]]) -> None:
    with Document.in_memory() as document:
        walk = Walk(document)
        for step in steps:
            walk.take(*step)
        walk.back_and_forth()
        assert document.verify() == []


class Walk:
    """A random history beside the plainest possible model of undo: a list of states."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.office = Office(name="Office").id
        document.edit(Label("o"), lambda s: s.add(Office(id=self.office, name="Office")))
        self.count = 0
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []

    def take(self, what: str, pick: int, text: str) -> None:
        if what in ("undo", "redo"):
            if self.past if what == "undo" else self.future:
                self._step(what)
            return
        before, keys = self._content(), self._keys()
        work = self._work(
            what, keys[pick % len(keys)] if keys else None, keys[pick % 7 % len(keys)] if keys else None, text
        )
        if self.document.edit(Label(what), work).changes:
            self.past.append(before)
            self.future.clear()

    def back_and_forth(self) -> None:
        while self.past:
            self._step("undo")
        while self.future:
            self._step("redo")

    def _step(self, what: str) -> None:
        source, target = (self.past, self.future) if what == "undo" else (self.future, self.past)
        target.append(self._content())
        getattr(self.document, what)()
        assert self._content() == source.pop()

    def _work(self, what: str, key: str | None, other: str | None, text: str) -> Callable[[Any], object]:
        self.count += 1
        new = derived_id(
            "walk", str(self.count)
        )  # the same in each run, since keys are picked by their order
        if what == "add" or key is None:
            return lambda s: s.add(Stakeholder(id=new, office_id=self.office, name=text))
        if what == "child":
            return lambda s: s.add(Stakeholder(id=new, office_id=self.office, name=text, parent_id=key))
        if what == "alias":
            return lambda s: s.add(StakeholderName(stakeholder_id=key, name=text))
        if what == "delete":
            return lambda s: s.delete(s.get_one(Stakeholder, key))
        if what == "bulk":
            return lambda s: s.execute(update(Stakeholder).values(note=text))
        name, value = ("parent_id", self._above(key, other)) if what == "move" else ("name", text)
        return lambda s: setattr(s.get_one(Stakeholder, key), name, value)

    def _above(self, key: str, other: str | None) -> str | None:
        """A parent for ``key``, as services allow it: none where it would be its own, over others."""
        parents = dict(self.document.read(lambda s: s.query(Stakeholder.id, Stakeholder.parent_id).all()))
        at = other
        while at is not None and at != key:
            at = parents[at]
        return None if at == key else other

    def _keys(self) -> list[str]:
        return self.document.read(
            lambda s: [key for (key,) in s.query(Stakeholder.id).order_by(Stakeholder.id)]
        )

    def _content(self) -> dict[str, Any]:
        def read(session: Any) -> dict[str, Any]:
            raw = session.connection().exec_driver_sql
            return {
                table: raw(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in ("office", "stakeholder", "stakeholder_name")
            }

        return self.document.read(read)


def _behind_the_log(document: Document, statement: str, *parameters: object) -> None:
    """Change a row in a way that no group tells of, as another program could."""
    raw = document._link.raw
    raw.execute("PRAGMA query_only = OFF")
    raw.execute(statement, parameters)
    raw.execute("PRAGMA query_only = ON")


def test_an_edit_that_wrote_children_ahead_of_their_parents_is_undone_and_redone(desk: Any) -> None:
    """Keys between tables are checked at the end of an edit, so rows may come in any order."""
    before = desk.content()

    def work(session: Any) -> None:
        parent = Stakeholder(office_id=desk.office, name="Ministry")
        session.add(StakeholderName(stakeholder_id=parent.id, name="Ministerio"))
        session.flush()
        session.add(parent)

    desk.document.edit(Label("test"), work)
    after = desk.content()

    desk.document.undo()
    assert desk.content() == before
    desk.document.redo()
    assert desk.content() == after


def test_an_edit_that_pointed_to_what_came_later_is_undone_and_redone(desk: Any) -> None:
    key = desk.stakeholder("Post")
    before = desk.content()

    def work(session: Any) -> None:
        parent = Stakeholder(office_id=desk.office, name="Ministry")
        session.get_one(Stakeholder, key).parent_id = parent.id
        session.flush()
        session.add(parent)

    desk.document.edit(Label("test"), work)
    after = desk.content()

    desk.document.undo()
    assert desk.content() == before
    desk.document.redo()
    assert desk.content() == after


def test_a_row_that_was_changed_twice_in_one_edit_goes_back_to_where_it_began(desk: Any) -> None:
    key = desk.stakeholder("A")
    before = desk.content()

    def work(session: Any) -> None:
        row = session.get_one(Stakeholder, key)
        for name in ("B", "C"):
            row.name = name
            session.flush()
        gone = Stakeholder(office_id=desk.office, name="For a moment")
        session.add(gone)
        session.flush()
        session.delete(gone)

    desk.document.edit(Label("test"), work)

    desk.document.undo()
    assert desk.content() == before
    desk.document.redo()
    assert desk.names() == ["C"]
