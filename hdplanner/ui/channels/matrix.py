"""The matrix of the plan as a widget: whom by channel or by week; a pull changes the channel or the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hdplanner.figures.matrix import Matrix, build_matrix, matrix_words
from hdplanner.figures.matrix_columns import By
from hdplanner.i18n import _
from hdplanner.ui.channels.plan_view_base import PlanView
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.figures.plan_parts import Slot


class MatrixView(PlanView):
    """Arrows go from cell to cell, Enter chooses what a cell holds or adds to an empty one; Ctrl and arrows move the
    chosen to the next column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._by: By = "channel"
        super().__init__(theme, parent)

    def build(self) -> Matrix:
        self.matrix = self._built(self.page[0])
        if self.matrix.side + self.matrix.width < self.page[0] and self.rows:
            self.matrix = self._built(self.page[0] - self.matrix.side - 2)
        return self.matrix

    def page_picture(self) -> Matrix:
        return self._built(0.0)

    def _built(self, room: float) -> Matrix:
        return build_matrix(
            self.rows,
            self.windows,
            today=self.today,
            by=self._by,
            lanes=self.lanes,
            measure=measure,
            room=room,
        )

    def title(self) -> str:
        if self._by == "week":
            return _("The plan by audience and week")
        return _("The plan by audience and channel")

    def more_words(self) -> str:
        return matrix_words(self.matrix)

    def set_columns_by(self, by: By) -> None:
        """Give each channel a column, or each week."""
        self._by = by
        self.cursor_slot = None
        self.lay_out()

    def walk(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.KeyboardModifier.ControlModifier and self.selection:
            self._move(dx)
            return True
        place = self._place(self.cursor_slot)
        if place is None:
            place = self.matrix.places.get(self.selection[-1]) if self.selection else None
            place = place or (0, 0)
        else:
            row = min(max(0, place[0] + dy), len(self.matrix.lanes) - 1)
            place = row, min(max(0, place[1] + dx), len(self.matrix.columns) - 1)
        if self.matrix.lanes:
            self.put_cursor(self.matrix.slot_of(place))
        return True

    def _move(self, dx: int) -> None:
        """Move the chosen to the next column, as far as there is one."""
        home = self.matrix.places.get(self.selection[-1])
        if home is None or not dx or not self.editable:
            return
        target = home[1] + dx
        if 0 <= target < len(self.matrix.columns):
            self.settle(self.matrix.to_column(self.selection, home[1], target, row=home[0]))

    def _place(self, slot: Slot | None) -> tuple[int, int] | None:
        if slot is None:
            return None
        box = slot.box
        return self.matrix.place_at(box.x + box.width / 2, box.y + box.height / 2)
