"""The grid view of the room: the grid, its legend and the tray beside it, on one list of rows.

Takes frozen rows from the page, and says what the person moved and chose; it writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.figures.methods import GridMethod
from hdplanner.figures.scene import build_scene, update_scene
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.grid_legend import GridLegend
from hdplanner.ui.stakeholders.grid_tray import UnassessedTray
from hdplanner.ui.stakeholders.grid_view import GridView
from hdplanner.ui.stakeholders.models import RowTexts

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow


class GridPane(QWidget):
    """Shows those rows of `model` that its filter lets through. The page puts the `tray` where there is room."""

    moved = Signal(list)
    """What a person re-assessed: a list of (id, {rating: value})."""
    chosen = Signal(list)
    activated = Signal(str)

    def __init__(
        self,
        theme: Theme,
        model: RowModel[StakeholderRow],
        texts: RowTexts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._texts = texts
        self._method = GridMethod.MENDELOW
        self.grid = GridView(theme)
        self.legend = GridLegend(theme)
        self.tray = UnassessedTray(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.grid)
        self.grid.moved.connect(self.moved)
        for view in (self.grid, self.tray):
            view.chosen.connect(self.chosen)
            view.activated.connect(self.activated)

    @property
    def method(self) -> GridMethod:
        """How the grid is laid out."""
        return self._method

    def lay_out(self, method: GridMethod) -> None:
        """Lay the grid out by another method; `show_rows` then fills it."""
        self._method = method

    def show_rows(self, today: date, ids: frozenset[str] | None = None) -> None:
        """Place what is shown; after an edit of some, those only."""
        scene = self.grid.scene
        if ids is None or scene.layout.method is not self._method:
            shown = self._model.shown_rows()
            scene = build_scene([self._texts.placed(row, today) for row in shown], self._method)
        else:
            places = [place for one in ids if (place := self._model.place_of(one)) is not None]
            touched = [self._texts.placed(self._model.row_at(place), today) for place in places]
            scene = update_scene(scene, touched, ids)
        self.grid.show_scene(scene)
        self.legend.show_scene(scene)
        self.tray.show_rows(scene.unassessed, scene.apart)

    def waits(self) -> bool:
        """Whether somebody is in the tray, or set apart."""
        return bool(self.grid.scene.unassessed or self.grid.scene.apart)

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen elsewhere. Emits nothing."""
        self.grid.choose_quietly(ids)
        self.tray.choose_quietly(ids)

    def set_low(self, low: bool) -> None:
        """Give way to the grid where there is little height."""
        self.tray.set_low(low)
        self.legend.setVisible(not low)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse moving and dropping."""
        self.grid.set_editable(editable)
        self.tray.set_editable(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for part in (self.grid, self.legend, self.tray):
            part.wear(theme)
