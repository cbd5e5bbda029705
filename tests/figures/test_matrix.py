"""The plan as a table: rows by audience, columns by channel or week, cells with signs, and what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hdplanner.domain.values import ActivityStatus, Channel
from hdplanner.figures.grid_ground import Box
from hdplanner.figures.matrix import Matrix, build_matrix, matrix_words
from hdplanner.figures.plan_parts import Lane
from hdplanner.figures.shapes import Label, Rect
from tests.figures.plan_rows import TODAY, activity, day, window

WHOLE = Box(0, 0, 1e6, 1e6)
CALL, LETTER = Channel.CALL, Channel.LETTER


def _matrix(*rows: Any, windows: Any = (), **more: Any) -> Matrix:
    return build_matrix(rows, windows, today=TODAY, **more)


def _wanted(matrix: Matrix) -> list[tuple[int, int]]:
    return [place for place, cell in matrix.cells.items() if cell.wanted]


def _middle(matrix: Matrix, row: int, column: int) -> tuple[float, float]:
    box = matrix.cell_box(row, column)
    return box.x + box.width / 2, box.y + box.height / 2


def test_only_channels_that_are_used_have_a_column_in_their_usual_order() -> None:
    matrix = _matrix(activity("a", channel=LETTER), activity("b", channel=CALL))
    assert [column.channel for column in matrix.columns] == [CALL, LETTER]


def test_a_cell_holds_what_is_planned_there_and_says_how_much() -> None:
    rows = [activity(str(number), None, "Treasury", channel=CALL) for number in range(3)]
    matrix = _matrix(*rows)
    slot = matrix.slot_at(*_middle(matrix, 0, 0))
    assert slot is not None
    assert slot.ids == ("0", "1", "2")
    assert slot.values == {"stakeholder_id": "Treasury", "channel": CALL}
    assert "3" in [shape.text for shape in matrix.ground(WHOLE) if isinstance(shape, Label)]


def test_of_many_only_as_many_signs_are_shown_as_fit_and_the_cell_still_holds_all() -> None:
    rows = [activity(str(number), None, "Treasury", channel=CALL) for number in range(50)]
    matrix = _matrix(*rows)
    cell = matrix.cells[0, 0]
    assert len(cell.ids) == 50
    assert 0 < cell.shown == len(matrix.chips) < 50
    assert all(cell.box.x <= chip.box.x and chip.box.right <= cell.box.right for chip in matrix.chips)
    assert all(cell.box.y <= chip.box.y and chip.box.bottom <= cell.box.bottom for chip in matrix.chips)


def test_by_week_the_unscheduled_have_the_first_column() -> None:
    matrix = _matrix(activity("a", None), activity("b", day(12, 1)), by="week")
    assert matrix.columns[0].week is None
    assert matrix.places["a"] == (0, 0)
    assert matrix.columns[matrix.places["b"][1]].week == day(11, 30)


def test_a_plan_of_centuries_has_a_bounded_number_of_weeks_and_the_last_holds_the_rest() -> None:
    matrix = _matrix(activity("a", day(12, 1)), activity("b", dt.date(2199, 1, 1)), by="week")
    assert len(matrix.columns) <= 260
    assert matrix.places["b"][1] == len(matrix.columns) - 1


def test_a_week_in_which_something_is_decided_is_marked() -> None:
    matrix = _matrix(activity("a", day(12, 1)), windows=[window("w", day(12, 9))], by="week")
    assert [column.week for column in matrix.columns if column.decisions] == [day(12, 7)]


def test_weeks_up_to_the_next_decision_are_wanted_of_an_audience_that_matters_and_has_nothing() -> None:
    lanes = [Lane("Treasury", "Treasury", marked=True)]
    windows = [window("old", day(11, 1)), window("w", day(12, 9))]
    matrix = _matrix(activity("a", day(12, 20), "Mayors"), windows=windows, lanes=lanes, by="week")
    weeks = [matrix.columns[column].week for _row, column in _wanted(matrix)]
    assert weeks == [day(11, 16), day(11, 23), day(11, 30), day(12, 7)]
    assert matrix.missing == {0}


def test_by_channel_the_whole_row_is_framed_once() -> None:
    lanes = [Lane("Treasury", "Treasury", marked=True)]
    matrix = _matrix(activity("a", None, "Mayors"), lanes=lanes)
    frames = [s for s in matrix.ground(WHOLE) if isinstance(s, Rect) and s.stroke == "warning"]
    assert len(frames) == 1
    assert "Nothing planned" in [s.text for s in matrix.side_shapes(WHOLE) if isinstance(s, Label)]


def test_what_is_done_or_cancelled_does_not_satisfy_an_audience_that_matters() -> None:
    lanes = [Lane("Treasury", "Treasury", marked=True)]
    for status in ActivityStatus:
        matrix = _matrix(activity("a", day(12, 1), "Treasury", status=status), lanes=lanes)
        closed = status in (ActivityStatus.DONE, ActivityStatus.CANCELLED)
        assert bool(matrix.missing) is closed


def test_a_pull_to_another_column_changes_the_channel_and_leaves_the_audience() -> None:
    matrix = _matrix(
        activity("a", None, "Mayors", channel=CALL), activity("b", None, "Treasury", channel=LETTER)
    )
    drop = matrix.drop(["a"], "a", _middle(matrix, 0, 0), _middle(matrix, 1, 1))
    assert drop is not None
    assert drop.changes == (("a", {"channel": LETTER}),)
    assert drop.slot == matrix.cell_box(0, 1)


def test_a_pull_by_weeks_moves_by_whole_weeks() -> None:
    matrix = _matrix(activity("a", day(12, 2)), activity("b", day(12, 16)), by="week")
    home, target = matrix.places["a"][1], matrix.places["b"][1]
    drop = matrix.drop(["a", "b"], "a", _middle(matrix, 0, home), _middle(matrix, 0, target))
    assert drop is not None
    assert drop.changes == (("a", {"days": 14}), ("b", {"days": 14}))


def test_a_pull_out_of_the_unscheduled_gives_a_day_and_back_takes_it() -> None:
    matrix = _matrix(activity("a", None), activity("b", day(12, 2)), by="week")
    week = matrix.places["b"][1]
    there = matrix.drop(["a"], "a", _middle(matrix, 0, 0), _middle(matrix, 0, week))
    back = matrix.drop(["b"], "b", _middle(matrix, 0, week), _middle(matrix, 0, 0))
    assert there is not None
    assert back is not None
    assert there.changes == (("a", {"on": day(11, 30)}),)
    assert back.changes == (("b", {"on": None}),)


def test_a_pull_within_its_column_or_beside_the_table_does_nothing() -> None:
    matrix = _matrix(activity("a", None, "Mayors"), activity("b", None, "Treasury"))
    assert matrix.drop(["a"], "a", _middle(matrix, 0, 0), _middle(matrix, 1, 0)) is None
    assert matrix.drop(["a"], "a", _middle(matrix, 0, 0), (-50, 10)) is None
    assert matrix.drop(["gone"], "gone", (0, 0), (10, 10)) is None


def test_the_tray_gives_a_channel_or_a_week() -> None:
    by_channel = _matrix(activity("a", None, channel=CALL))
    by_week = _matrix(activity("a", day(12, 2)), by="week")
    one = by_channel.take(["x"], *_middle(by_channel, 0, 0))
    other = by_week.take(["x"], *_middle(by_week, *by_week.places["a"]))
    assert one is not None
    assert other is not None
    assert one.changes == (("x", {"channel": CALL}),)
    assert other.changes == (("x", {"on": day(11, 30)}),)
    assert by_week.take(["x"], -1, -1) is None


def test_a_cell_is_found_again_by_its_key_when_columns_change_their_width() -> None:
    rows = [activity("a", day(12, 2), "Mayors"), activity("b", day(12, 9), "Treasury")]
    narrow, wide = _matrix(*rows, by="week"), _matrix(*rows, by="week", room=2000)
    slot = narrow.slot_of((1, 2))
    again = wide.slot_by(slot.key)
    assert again is not None
    assert again.box == wide.cell_box(1, 2)
    assert wide.slot_by(("gone", None, None)) is None


def test_an_empty_plan_is_a_table_too() -> None:
    for by in ("channel", "week"):
        matrix = _matrix(by=by)
        assert matrix.columns
        assert matrix.slot_at(5, 5) is None
        assert not matrix.chips


def test_its_words_say_how_much_each_row_holds() -> None:
    words = matrix_words(_matrix(activity("a", None, "Mayors"), lanes=[Lane("Court", "Court")]))
    assert words == "Court: Nothing planned; Mayors: 1"
