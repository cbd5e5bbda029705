"""The plan as a table: whom by channel, or whom by week. Each cell holds the signs of what is planned, and their number.

Pure geometry. An empty cell that matters is framed with dashes, and said in words beside its row.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from hdplanner.figures.grid_ground import Box, Measure, estimate_width
from hdplanner.figures.matrix_columns import HEAD_LINE, By, Column, channel_columns, week_columns, widened
from hdplanner.figures.plan_days import drawn, week_of
from hdplanner.figures.plan_parts import (
    DOT,
    SMALL,
    Chip,
    Drop,
    Lane,
    Slot,
    fitted,
    lanes_of,
    missing_words,
    side_width,
)
from hdplanner.figures.plan_timeline_ground import warning_sign
from hdplanner.figures.shapes import Label, Line, Point, Rect, Shape
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.windows import WindowRow

_ROW, _GAP, _INDENT = 46.0, 3.0, 8.0
_NUMBER = 20.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column meet; ``wanted`` while it is empty and should not be."""

    box: Box
    ids: tuple[str, ...]
    shown: int
    wanted: bool


@dataclass(frozen=True)
class Matrix:
    """A laid out matrix; see `build_matrix`."""

    by: By
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[int, int], Cell]
    chips: tuple[Chip, ...]
    rows: Mapping[str, ActivityRow]
    places: Mapping[str, tuple[int, int]]
    missing: frozenset[int]
    held: tuple[int, ...]
    side: float
    head: float
    measure: Measure
    foot: float = 4.0

    @property
    def width(self) -> float:
        """Where the last column ends."""
        return self.columns[-1].x + self.columns[-1].width

    @property
    def height(self) -> float:
        """Where the last row ends."""
        return _ROW * max(1, len(self.lanes))

    def cell_box(self, row: int, column: int) -> Box:
        """Where a row and a column meet."""
        at = self.columns[column]
        return Box(at.x, row * _ROW, at.width, _ROW)

    def ground(self, view: Box) -> list[Shape]:
        """Rows, columns, numbers, and what is missing."""
        shapes: list[Shape] = []
        for column in self.columns:
            if column.now:
                shapes.append(Rect(column.x, 0, column.width, self.height, "sunken", None, opacity=0.8))
            elif column.decisions:
                shapes.append(Rect(column.x, 0, column.width, self.height, "selection", None, opacity=0.6))
            shapes.append(Line(column.x, 0, column.x, self.height, "line", 0.6))
        shapes.append(Line(self.width, 0, self.width, self.height, "line", 0.6))
        for number in range(len(self.lanes)):
            y = (number + 1) * _ROW
            if view.y <= y <= view.bottom:
                shapes.append(Line(0, y, self.width, y, "line", 0.8))
        for cell in self.cells.values():
            box = cell.box
            if len(cell.ids) > 1 and box.x < view.right and box.right > view.x:
                shapes.append(
                    Label(str(len(cell.ids)), box.right - 6, box.y + 14, SMALL, "muted", "right", "bold")
                )
            elif cell.wanted:
                shapes.append(_frame(box))
        if self.by == "channel":
            shapes += [_frame(Box(0, row * _ROW, self.width, _ROW)) for row in sorted(self.missing)]
        return shapes

    def head_shapes(self, view: Box) -> list[Shape]:
        """The names of the columns, and below a week what is decided in it."""
        shapes: list[Shape] = []
        for column in self.columns:
            if column.x > view.right or column.x + column.width < view.x:
                continue
            middle = column.x + column.width / 2
            for number, line in enumerate(reversed(column.title)):
                y = self.head - 8 - number * HEAD_LINE
                role = "danger" if column.now else "accent" if column.decisions else "muted"
                strong: Literal["bold", "normal"] = "bold" if column.now or column.decisions else "normal"
                shapes.append(Label(line, middle, y, SMALL, role, "middle", strong))
        shapes.append(Line(0, self.head - 0.5, self.width, self.head - 0.5, "line", 1.0))
        return shapes

    def side_shapes(self, view: Box) -> list[Shape]:
        """The names of the rows, their notes, and what is missing in words."""
        shapes: list[Shape] = []
        for number, lane in enumerate(self.lanes):
            y = number * _ROW
            if y > view.bottom or y + _ROW < view.y:
                continue
            missing = number in self.missing
            note = missing_words(self.held[number]) if missing else lane.note
            title = fitted(lane.title, self.side - _INDENT - 8, 12, True, self.measure)
            top = y + (20 if note else 27)
            shapes.append(Label(title, _INDENT, top, 12, "text" if lane.key else "muted", weight="bold"))
            if missing:
                note = fitted(note, self.side - _INDENT - 22, SMALL, False, self.measure)
                shapes.append(warning_sign(_INDENT + 5, top + 11.5))
                shapes.append(Label(note, _INDENT + 14, top + 15, SMALL, "warning"))
            elif note:
                note = fitted(note, self.side - _INDENT - 8, SMALL, False, self.measure)
                shapes.append(Label(note, _INDENT, top + 15, SMALL, "muted"))
            shapes.append(Line(0, y + _ROW, self.side, y + _ROW, "line", 0.8))
        return shapes

    def foot_shapes(self, view: Box) -> list[Shape]:
        """Nothing."""
        return []

    def place_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column at a point."""
        row = int(y // _ROW)
        if not 0 <= row < len(self.lanes):
            return None
        for number, column in enumerate(self.columns):
            if column.x <= x < column.x + column.width:
                return row, number
        return None

    def slot_of(self, place: tuple[int, int]) -> Slot:
        """The cell of a row and a column, with what it holds."""
        lane, column = self.lanes[place[0]], self.columns[place[1]]
        cell = self.cells.get(place)
        ids = cell.ids if cell is not None else ()
        count = ngettext("{count} activity", "{count} activities", len(ids)).format(count=len(ids))
        words = f"{lane.title}, {column.words}: {count if ids else _('Nothing planned')}"
        values = {**lane.values, **column.values}
        return Slot(self.cell_box(*place), words, values, ids, (lane.key, column.channel, column.week))

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The cell at a point."""
        place = self.place_at(x, y)
        return None if place is None else self.slot_of(place)

    def slot_by(self, key: tuple[object, ...]) -> Slot | None:
        """The cell of a row's key, a channel and a week."""
        rows = [number for number, lane in enumerate(self.lanes) if lane.key == key[0]]
        columns = [n for n, column in enumerate(self.columns) if (column.channel, column.week) == key[1:]]
        return self.slot_of((rows[0], columns[0])) if rows and columns else None

    def drop(self, ids: Sequence[str], grabbed: str, start: Point, end: Point) -> Drop | None:
        """Another channel, or another week; the row stays, since who hears it is no matter of a pull."""
        home, place = self.places.get(grabbed), self.place_at(end[0], min(max(end[1], 0), self.height - 1))
        if home is None or place is None or place[1] == home[1]:
            return None
        return self.to_column(
            ids, home[1], place[1], row=home[0], shift=(end[0] - start[0], end[1] - start[1])
        )

    def to_column(
        self, ids: Sequence[str], home: int, target: int, *, row: int, shift: Point | None = None
    ) -> Drop | None:
        """What moving from a column to another would do; of several by weeks, each goes as far."""
        changes = tuple((key, change) for key in ids for change in self._change(key, home, target))
        if not changes:
            return None
        box = self.cell_box(row, target)
        if shift is None:
            column = self.columns[home]
            shift = (box.x + box.width / 2 - column.x - column.width / 2, 0.0)
        lifted = []
        for chip in self.chips:
            if chip.id in ids:
                moved = Box(chip.box.x + shift[0], chip.box.y + shift[1], chip.box.width, chip.box.height)
                lifted.append(replace(chip, box=moved))
        return Drop(tuple(lifted), box, self.columns[target].words, changes)

    def _change(self, key: str, home: int, target: int) -> list[dict[str, Any]]:
        """What becomes of one activity, in a list that is empty where nothing does."""
        row, column = self.rows.get(key), self.columns[target]
        if row is None:
            return []
        if self.by == "channel":
            return [] if row.channel is column.channel else [{"channel": column.channel}]
        if column.week is None:
            return [] if row.on is None else [{"on": None}]
        before = self.columns[home].week
        if row.on is None or before is None:
            return [{"on": column.week}]
        days = (column.week - before).days
        return [{"days": days}] if days else []

    def take(self, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """Gives activities from elsewhere a channel, or the first day of a week."""
        slot, place = self.slot_at(x, y), self.place_at(x, y)
        if slot is None or place is None or not ids:
            return None
        column = self.columns[place[1]]
        change: dict[str, Any] = {"on": column.week} if self.by == "week" else {"channel": column.channel}
        return Drop((), slot.box, column.words, tuple((key, change) for key in ids))


def build_matrix(
    rows: Sequence[ActivityRow],
    windows: Sequence[WindowRow],
    *,
    today: dt.date,
    by: By = "channel",
    lanes: Sequence[Lane] = (),
    measure: Measure = estimate_width,
    room: float = 0.0,
) -> Matrix:
    """Lay out a plan by channel or by week. Channels that nothing uses are left out; ``room`` widens the columns."""
    shown, held = lanes_of(rows, lanes)
    made = channel_columns(rows, measure) if by == "channel" else week_columns(rows, windows, today)
    columns = widened(made, room)
    find = _finder(by, columns)
    places: dict[str, tuple[int, int]] = {}
    held_by: dict[tuple[int, int], list[ActivityRow]] = defaultdict(list)
    for number, lane in enumerate(shown):
        for row in held[lane.key]:
            places[row.id] = (number, find(row))
            held_by[places[row.id]].append(row)
    missing = {
        number
        for number, lane in enumerate(shown)
        if lane.marked and not any(row.open for row in held[lane.key])
    }
    cells, chips = _fill(held_by, columns)
    for number in missing:
        cells |= _wanted(number, columns, cells, windows, today)
    side = side_width(shown, measure)
    head = 14 + HEAD_LINE * max(len(column.title) for column in columns)
    by_id = {row.id: row for row in rows}
    return Matrix(
        *(by, tuple(shown), columns, cells, tuple(chips), by_id, places, frozenset(missing)),
        tuple(len(held[lane.key]) for lane in shown),
        *(side, head, measure),
    )


def _finder(by: By, columns: Sequence[Column]) -> Any:
    """In which column an activity stands."""
    if by == "channel":
        known = {column.channel: number for number, column in enumerate(columns)}
        return lambda row: known[row.channel]
    weeks = {column.week: number for number, column in enumerate(columns)}
    last = len(columns) - 1
    return lambda row: weeks[None] if row.on is None else weeks.get(week_of(drawn(row.on)), last)


def _fill(
    held: Mapping[tuple[int, int], list[ActivityRow]], columns: Sequence[Column]
) -> tuple[dict[tuple[int, int], Cell], list[Chip]]:
    """The cells that hold something, with as many signs as fit in two lines."""
    cells: dict[tuple[int, int], Cell] = {}
    chips: list[Chip] = []
    for (number, at), rows in held.items():
        column = columns[at]
        box = Box(column.x, number * _ROW, column.width, _ROW)
        across = max(1, int((column.width - 12 - (_NUMBER if len(rows) > 1 else 0)) // (DOT + _GAP)))
        shown = rows[: 2 * across]
        lines = 2 if len(shown) > across else 1
        top = box.y + (_ROW - lines * DOT - (lines - 1) * _GAP) / 2
        for place, row in enumerate(shown):
            x = box.x + 6 + place % across * (DOT + _GAP)
            seat = Box(x, top + place // across * (DOT + _GAP), DOT, DOT)
            chips.append(Chip(row.id, seat, "", "", row.mode, row.status, "dot"))
        cells[number, at] = Cell(box, tuple(row.id for row in rows), len(shown), wanted=False)
    return cells, chips


def _frame(box: Box) -> Rect:
    return Rect(
        *(box.x + 4, box.y + 5, box.width - 8, box.height - 10, None, "warning"), dash=(4.0, 3.0), corner=4
    )


def _wanted(
    number: int,
    columns: Sequence[Column],
    cells: Mapping[tuple[int, int], Cell],
    windows: Sequence[WindowRow],
    today: dt.date,
) -> dict[tuple[int, int], Cell]:
    """The empty weeks of a row that matter: those up to the next decision."""
    coming = [row.decides_on for row in windows if row.decides_on is not None and row.decides_on >= today]
    until = min(coming, default=today)
    found: dict[tuple[int, int], Cell] = {}
    for at, column in enumerate(columns):
        matters = column.week is not None and week_of(today) <= column.week <= until
        if matters and (number, at) not in cells:
            box = Box(column.x, number * _ROW, column.width, _ROW)
            found[number, at] = Cell(box, (), 0, wanted=True)
    return found


def matrix_words(matrix: Matrix) -> str:
    """The matrix in words: how much each row holds, and where nothing is planned."""
    counts: dict[int, int] = defaultdict(int)
    for (row, _column), cell in matrix.cells.items():
        counts[row] += len(cell.ids)
    sentence = _("{name}: {count}")
    return "; ".join(
        sentence.format(name=lane.title, count=counts[number] or _("Nothing planned"))
        for number, lane in enumerate(matrix.lanes)
    )
