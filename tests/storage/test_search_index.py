from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label, search_index
from hdplanner.storage.changes import SearchHit


def test_a_new_row_is_found_by_any_of_its_words(desk: Any) -> None:
    key = desk.stakeholder("Ministry of Health", note="Meets every Tuesday")
    hit = [SearchHit("stakeholder", key)]

    assert desk.document.search("health") == hit
    assert desk.document.search("tues ") == hit
    assert desk.document.search("ministry tuesday") == hit
    assert desk.document.search("ministry friday") == []


def test_a_word_in_a_name_comes_first(desk: Any) -> None:
    note = desk.stakeholder("Cabinet", note="water " * 3)
    name = desk.stakeholder("Water Authority", note="x " * 200)

    assert [hit.id for hit in desk.document.search("water")] == [name, note]


def test_undo_and_redo_carry_the_index_along(desk: Any) -> None:
    key = desk.stakeholder("Alpha")
    desk.change(key, name="Beta")
    assert (desk.document.search("alpha"), len(desk.document.search("beta"))) == ([], 1)

    desk.document.undo()
    assert (len(desk.document.search("alpha")), desk.document.search("beta")) == (1, [])
    desk.document.undo()
    assert desk.document.search("alpha") == []
    desk.document.redo()
    assert len(desk.document.search("alpha")) == 1


def test_cascades_and_bulk_statements_carry_the_index_along(desk: Any) -> None:
    desk.alias(desk.stakeholder("Alpha"), "Omega")
    desk.document.edit(Label("x"), lambda s: s.execute(update(Stakeholder).values(note="sigma")))
    assert len(desk.document.search("sigma")) == 1

    desk.delete(desk.office, Office)
    for word in ("alpha", "omega", "sigma"):
        assert desk.document.search(word) == []
    assert desk.document._link.value("SELECT count(*) FROM search_doc") == 0


def test_what_is_not_to_be_searched_is_not_found(desk: Any) -> None:
    desk.stakeholder("Alpha", country="CHE")

    assert desk.document.search("che") == []


@pytest.mark.parametrize("typed", ["", " ", '"', "O'Brien", "C++", "-x", "foo:bar", "(", "a*", "NOT", "\0"])
def test_any_text_can_be_searched_for(desk: Any, typed: str) -> None:
    desk.stakeholder("Alpha")

    desk.document.search(typed)


def test_no_more_is_found_than_asked(desk: Any) -> None:
    for number in range(5):
        desk.stakeholder(f"Alpha {number}")

    assert len(desk.document.search("alpha", limit=3)) == 3
    assert desk.document.search("alpha", limit=0) == []


def test_a_common_word_gives_names_first_and_then_the_newest(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "MOST_RANKED", 2)
    named = desk.stakeholder("Water")
    others = [desk.stakeholder(f"Other {n}", note="water") for n in range(4)]

    assert [hit.id for hit in desk.document.search("water", limit=3)] == [named, others[3], others[2]]


def test_an_index_of_another_fold_is_made_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Document.open(path, author="Ann") as document:
        document._link.raw.execute("PRAGMA query_only = OFF")
        document._link.raw.execute("UPDATE search_index SET names = 'nonsense'")
        assert document.search("ministry") == []
    monkeypatch.setattr(search_index, "FOLD_VERSION", "another")

    with Document.open(path, author="Ann") as document:
        assert len(document.search("ministry")) == 1
        assert document.verify() == []


def test_hits_stay_right_after_a_vacuum(path: Path, tmp_path: Path, new_desk: Callable[..., Any]) -> None:
    with Document.open(path, author="Ann") as document:
        desk = new_desk(document)
        keys = [desk.stakeholder(f"Unit {number:03}") for number in range(30)]
        for key in keys[::2]:
            desk.delete(key)
        document.backup(tmp_path / "packed.hdplan")

    with Document.open(tmp_path / "packed.hdplan", author="Ann") as document:
        for number, key in enumerate(keys):
            expected = [SearchHit("stakeholder", key)] if number % 2 else []
            assert document.search(f"{number:03}") == expected
