from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.errors import ReadOnlyFileError
from hdplanner.storage import Document, Label


def test_an_edit_is_there_after_closing(
    tmp_path: Path, passphrase: str | None, new_desk: Callable[..., Any]
) -> None:
    path = tmp_path / "campaign.hdplan"
    with Document.create(path, author="Ann", passphrase=passphrase) as document:
        new_desk(document).stakeholder("Parliament")

    with Document.open(path, author="Ben", passphrase=passphrase) as document:
        assert new_desk(document).names() == ["Parliament"]
        assert document.encrypted is (passphrase is not None)


def test_an_edit_tells_what_it_changed(desk: Any) -> None:
    label = Label("stakeholder.add", {"office": desk.office})
    row = Stakeholder(office_id=desk.office, name="Parliament")
    key = row.id

    edit = desk.document.edit(label, lambda s: s.add(row))

    assert edit.changes.keys == {"stakeholder": frozenset({key})}
    assert edit.changes.label == label
    assert not edit.changes.undone


def test_an_edit_gives_back_what_the_work_returned(desk: Any) -> None:
    assert desk.document.edit(Label("none"), lambda s: 42).result == 42


def test_a_failed_edit_leaves_nothing(desk: Any) -> None:
    before, groups = desk.content(), len(desk.document.history())

    def work(session: Session) -> None:
        session.add(Stakeholder(office_id=desk.office, name="Half"))
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.document.edit(Label("stakeholder.add"), work)

    assert desk.content() == before
    assert len(desk.document.history()) == groups
    assert desk.document.search("half") == []
    desk.stakeholder("Whole")
    assert desk.names() == ["Whole"]


@pytest.mark.parametrize("end", [Session.commit.__name__, Session.rollback.__name__])
def test_an_edit_cannot_be_ended_from_inside(desk: Any, end: str) -> None:
    with pytest.raises(RuntimeError):
        desk.document.edit(Label("x"), lambda s: (s.add(Office(name="Half")), s.flush(), getattr(s, end)()))

    assert len(desk.content()["office"]) == 1


def test_a_row_that_points_nowhere_is_refused_with_its_edit(desk: Any) -> None:
    with pytest.raises(IntegrityError):
        desk.stakeholder(parent_id="nowhere")

    assert desk.names() == []


def test_an_error_does_not_tell_what_was_typed(desk: Any) -> None:
    with pytest.raises(IntegrityError) as error:
        desk.document.edit(Label("x"), lambda s: s.add(Stakeholder(name="Secret name")))

    assert "Secret name" not in str(error.value)


def test_a_read_cannot_write(desk: Any) -> None:
    def work(session: Session) -> None:
        session.add(Office(name="Second"))
        session.flush()

    with pytest.raises(Exception, match="readonly"):
        desk.document.read(work)

    assert len(desk.content()["office"]) == 1


def test_a_call_inside_another_is_a_bug(desk: Any) -> None:
    with pytest.raises(RuntimeError):
        desk.document.edit(Label("x"), lambda s: desk.names())


def test_a_read_ends_at_once_so_that_it_blocks_nobody(path: Path, new_desk: Callable[..., Any]) -> None:
    with (
        Document.open(path, author="Ann") as writer,
        Document.open(path, author="Ben", read_only=True) as reader,
    ):
        assert new_desk(reader).names() == ["Ministry of Health"]
        new_desk(writer).stakeholder("Parliament")
        assert new_desk(reader).names() == ["Ministry of Health", "Parliament"]


def test_a_read_only_document_takes_no_edit(path: Path, new_desk: Callable[..., Any]) -> None:
    before = path.read_bytes()
    with Document.open(path, author="Ben", read_only=True) as document:
        for act in (document.undo, lambda: document.set_setting("a", "b"), new_desk(document).stakeholder):
            with pytest.raises(ReadOnlyFileError):
                act()

    assert path.read_bytes() == before


def test_settings_are_kept_outside_the_log(path: Path) -> None:
    with Document.open(path, author="Ann") as document:
        groups = len(document.history())
        document.set_setting("campaign", "one")
        document.set_setting("campaign", "two")
        assert len(document.history()) == groups

    with Document.open(path, author="Ann") as document:
        assert document.setting("campaign") == "two"
        assert document.setting("other") is None


def test_an_edit_cannot_reach_another_file(desk: Any, tmp_path: Path) -> None:
    for statement in (f"ATTACH '{tmp_path / 'x.db'}' AS x", f"VACUUM INTO '{tmp_path / 'y.db'}'"):
        with pytest.raises(Exception, match=r"not authorized|denied|prohibited|VACUUM"):
            desk.document.edit(Label("x"), lambda s, statement=statement: s.execute(text(statement)))
    assert list(tmp_path.iterdir()) == []


def test_an_edit_cannot_rewrite_the_schema(desk: Any) -> None:
    with pytest.raises(Exception, match="not authorized"):
        desk.document.edit(Label("x"), lambda s: s.execute(text("PRAGMA writable_schema = 1")))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("synchronous", 2),
        ("journal_mode", "delete"),
    ],
)
def test_every_connection_is_hardened(path: Path, pragma: str, value: object) -> None:
    with Document.open(path, author="Ann") as document:
        assert document._link.value(f"PRAGMA {pragma}") == value


def test_the_file_holds_no_trigger(path: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(path, author="Ann") as document:
        new_desk(document).stakeholder()
        assert document._link.value("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == 0


def test_a_document_closes_twice_without_harm(path: Path) -> None:
    document = Document.open(path, author="Ann")
    document.close()
    document.close()


def test_after_a_large_edit_one_row_of_many_is_found_by_its_own_index(desk: Any) -> None:
    """One plan has all judgements, one stakeholder has few: SQLite must know, or each drag reads them all."""
    campaign = desk.campaign()

    def fill(session: Any) -> None:
        for number in range(600):
            row = Stakeholder(office_id=desk.office, name=f"S{number}")
            session.add(row)
            session.add(
                Assessment(campaign_id=campaign, stakeholder_id=row.id, made_on=date(2026, 1, 1), author="A")
            )

    desk.document.edit(Label("import"), fill)
    plan = desk.document._link.raw.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM assessment WHERE campaign_id = 'c' AND stakeholder_id IN ('s')"
    ).fetchall()
    assert "ix_assessment_stakeholder_id" in str(plan)
