from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from hdplanner.ui.common.column_order import cell_filter
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


def _sizes() -> RowModel[Thing]:
    model = _model()
    model.set_rows(
        [Thing("1", "a", 3), Thing("2", "b"), Thing("3", "b", 1), Thing("4", "A", 1), Thing("5", "c")]
    )
    return model


def test_rows_sort_by_several_columns_and_the_empty_come_last_in_each() -> None:
    model = _sizes()
    model.sort_by([("size", True), ("name", False)])
    assert [row.id for row in model.shown_rows()] == ["1", "4", "3", "2", "5"]
    model.sort_by([("name", True), ("size", False), ("no such column", True)])
    assert [row.id for row in model.shown_rows()] == ["5", "3", "2", "4", "1"]
    assert model.sort_keys() == (("name", True), ("size", False))


@given(things, st.permutations(["name", "size"]), st.booleans(), st.booleans())
def test_sorting_by_several_columns_is_sorting_by_each_from_the_last(
    rows: tuple[Thing, ...], keys: list[str], first: bool, second: bool
) -> None:
    model, step = _model(), _model()
    model.set_rows(rows)
    model.sort_by([(keys[0], first), (keys[1], second)])
    wanted = list(rows)
    for key, falls in ((keys[1], second), (keys[0], first)):
        step.set_rows(wanted)
        step.sort_by([(key, falls)])
        wanted = list(step.shown_rows())
    assert model.shown_rows() == wanted


def test_cells_are_filtered_by_words_by_bounds_and_together_with_the_filter_of_the_room() -> None:
    model = _sizes()
    model.filter_cells({"name": "A"})
    assert {row.id for row in model.shown_rows()} == {"1", "4"}
    model.filter_cells({"name": " ", "no such column": "x"})
    assert (model.rowCount(), model.cell_filters()) == (5, {})
    model.filter_cells({"name": "b"})
    model.filter(lambda row: row.size is not None)
    assert [row.id for row in model.shown_rows()] == ["3"]
    model.set_rows([*model.all_rows(), Thing("6", "B", 7)])
    assert [row.id for row in model.shown_rows()] == ["3", "6"]


def test_lists_and_days_are_filtered_by_their_values_in_any_language() -> None:
    kind = Column("kind", "Kind", lambda row: row.name.upper(), value=lambda row: row.name, choices=list)
    many = Column("many", "Many", lambda row: row.name, value=lambda row: tuple(row.name), many=True)
    day = Column(
        "day", "Day", lambda row: "", sort=lambda row: date(2026, 1, row.size) if row.size else None, day=True
    )
    rows = [Thing("1", "ab", 1), Thing("2", "b", 20), Thing("3", "")]

    def kept(column: Column[Thing], text: str) -> list[str]:
        return [row.id for row in rows if cell_filter(column, text)(row)]

    assert (kept(kind, "is:b"), kept(kind, "is:")) == (["2"], ["3"])
    assert (kept(many, "is:b"), kept(many, "is:")) == (["1", "2"], ["3"])
    assert (kept(day, "<2026-01-10"), kept(day, "> 2026-01-10"), kept(day, "<soon")) == (["1"], ["2"], [])


def test_a_heading_says_how_it_is_sorted_and_filtered() -> None:
    model = _sizes()
    model.sort_by([("size", True)])
    model.filter_cells({"name": "a"})
    said = [
        model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        for section in (0, 1)
    ]
    assert said == ["Name, filtered", "Size, sorted descending"]


def test_what_belongs_to_rows_without_being_in_them_is_sorted_and_painted_anew() -> None:
    beside = {"1": "b", "2": "a"}
    model: RowModel[Thing] = RowModel((Column("beside", "Beside", lambda row: beside[row.id]),))
    model.set_rows([Thing("1", ""), Thing("2", "")])
    assert [row.id for row in model.shown_rows()] == ["2", "1"]
    beside["2"] = "c"
    heard: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: heard.append(first.row()))
    model.renew(["2"])
    assert [row.id for row in model.shown_rows()] == ["1", "2"]
    assert heard == [1]


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
