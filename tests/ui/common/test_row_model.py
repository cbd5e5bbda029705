from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from hdplanner.ui.common.row_model import Column, RowModel, runs


@dataclass(frozen=True)
class Thing:
    id: str
    name: str
    size: int | None = None


def _model() -> RowModel[Thing]:
    return RowModel(
        (
            Column("name", "Name", lambda row: row.name, value=lambda row: row.name, editable=True),
            Column("size", "Size", lambda row: str(row.size or ""), sort=lambda row: row.size, number=True),
        )
    )


def _shown(model: RowModel[Thing]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


things = st.lists(st.sampled_from("abcdefghij"), unique=True).flatmap(
    lambda ids: st.tuples(
        *[
            st.builds(
                Thing, st.just(one), st.sampled_from(["x", "y", "Z", "é"]), st.integers(0, 3) | st.none()
            )
            for one in ids
        ]
    )
)
steps = st.lists(
    st.tuples(things, st.integers(0, 1), st.booleans(), st.sampled_from([None, "x", "y"])),
    min_size=1,
    max_size=5,
)


@given(steps)
def test_whoever_holds_an_index_is_led_to_the_row_wherever_it_goes(changes: list[tuple]) -> None:
    model = _model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows, column, descending, kept in changes:
        model.set_rows(rows)
        held = {
            row.id: QPersistentModelIndex(model.index(place, 0))
            for place, row in enumerate(model.shown_rows())
        }
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        model.sort(column, order)
        model.filter((lambda row, kept=kept: row.name == kept) if kept else None)
        for row_id, index in held.items():
            place = model.place_of(row_id)
            assert (index.row() if index.isValid() else None) == place
        assert {row.id for row in model.shown_rows()} == {row.id for row in rows if kept in (None, row.name)}
    del tester


@given(things, things)
def test_no_change_of_rows_ever_resets_the_model(before: tuple[Thing, ...], after: tuple[Thing, ...]) -> None:
    model = _model()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_rows(before)
    model.set_rows(after)
    assert resets == []
    assert sorted(_shown(model)) == sorted(row.name for row in after)


def test_rows_sort_by_a_column_and_those_without_a_value_come_last_either_way() -> None:
    model = _model()
    model.set_rows([Thing("1", "a", 3), Thing("2", "b"), Thing("3", "c", 1)])
    model.sort(1)
    assert _shown(model) == ["c", "a", "b"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert _shown(model) == ["a", "c", "b"]


def test_only_the_rows_that_differ_are_announced() -> None:
    model = _model()
    model.set_rows([Thing(str(number), f"n{number}") for number in range(10)])
    heard: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: heard.append((first.row(), last.row())))
    model.set_rows(
        [Thing(str(number), f"n{number}", 5 if number in (3, 4, 8) else None) for number in range(10)]
    )
    assert heard == [(3, 4), (8, 8)]


def test_many_scattered_removals_keep_the_held_rows() -> None:
    model = _model()
    model.set_rows([Thing(f"{number:04}", f"n{number:04}") for number in range(2_000)])
    held = QPersistentModelIndex(model.index(1_001, 0))
    model.filter(lambda row: int(row.id) % 7 == 0)
    assert (held.row(), model.rowCount()) == (143, 286)
    model.filter(None)
    assert (held.row(), model.rowCount()) == (1_001, 2_000)


def test_an_edit_asks_and_waits_for_the_new_rows() -> None:
    model = _model()
    model.set_rows([Thing("1", "old")])
    asked: list[tuple[str, str, object]] = []
    model.edited.connect(lambda *one: asked.append(one))
    assert model.setData(model.index(0, 0), "new")
    assert asked == [("1", "name", "new")]
    assert _shown(model) == ["old"]
    assert model.setData(model.index(0, 0), "old")
    assert len(asked) == 1
    model.can_edit = False
    assert not model.setData(model.index(0, 0), "new")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_neighbours_make_one_run() -> None:
    assert runs([]) == []
    assert runs([1, 2, 5, 7, 8, 9]) == [(1, 2), (5, 5), (7, 9)]
