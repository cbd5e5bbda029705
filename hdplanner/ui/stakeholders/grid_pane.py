"""The grid view of the room: the grid, its legend, the time below it and the tray beside it, on one list of rows.

Takes frozen rows from the page, and says what the person moved and chose; it writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.figures.grid_overlays import NO_OVERLAYS, Overlays
from hdplanner.figures.methods import GridMethod, Layout, layout_of
from hdplanner.figures.scene import Placed, build_scene, update_scene
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.evidence_card import EvidenceCard
from hdplanner.ui.stakeholders.grid_legend import GridLegend
from hdplanner.ui.stakeholders.grid_pointer import mark_box
from hdplanner.ui.stakeholders.grid_tray import UnassessedTray
from hdplanner.ui.stakeholders.grid_view import GridView
from hdplanner.ui.stakeholders.models import NOTHING_BESIDE, RowTexts
from hdplanner.ui.stakeholders.time_bar import TimeBar

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow

_ANY_HEIGHT = 16777215
"""Qt's own word for no limit (QWIDGETSIZE_MAX)."""
_MANY = 300
"""So many changed rows are placed faster all anew."""


class GridPane(QWidget):
    """Shows those rows of `model` that its filter lets through. The page puts the `tray` where there is room."""

    moved = Signal(list)
    """What a person re-assessed: a list of (id, {rating: value})."""
    targeted = Signal(list)
    """Where a person says that some can be brought: a list of (id, position)."""
    supported = Signal(object, object)
    """What judgements rest on: assessment by stakeholder id, and the values."""
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
        self._layout = layout_of(GridMethod.MENDELOW)
        self._theme = theme
        self._today = date.min
        self.beside = NOTHING_BESIDE
        self._shown_beside = NOTHING_BESIDE
        self.overlays = NO_OVERLAYS
        self.grid = GridView(theme)
        self.legend = GridLegend(theme)
        self.time = TimeBar(theme)
        self.tray = UnassessedTray(theme)
        self.card = EvidenceCard(theme, self, self.grid)
        self._asking: dict[str, str] = {}
        self._arrived = QTimer(self, singleShot=True)
        self._arrived.timeout.connect(self._on_arrived)
        self._lay_out()
        self._connect()

    @property
    def layout_shown(self) -> Layout:
        """How the grid is laid out."""
        return self._layout

    def lay_out(self, layout: Layout) -> None:
        """Lay the grid out by another method or other axes; `show_rows` then fills it."""
        self._layout = layout

    def show_rows(self, today: date, ids: frozenset[str] | None = None) -> None:
        """Place what is shown; after an edit of some, those only."""
        self._today = today
        scene = self.grid.scene
        same = scene.layout is self._layout and self.beside is self._shown_beside
        if ids is None or not same:
            scene = build_scene([self._placed(row) for row in self._model.shown_rows()], self._layout)
        elif len(ids) > _MANY:
            known, beside = self._texts.known, self.beside
            shown = self._model.shown_rows()
            rows = [self._placed(row) if row.id in ids else known(row, today, beside) for row in shown]
            scene = build_scene(rows, self._layout)
        else:
            places = [place for one in ids if (place := self._model.place_of(one)) is not None]
            scene = update_scene(scene, [self._placed(self._model.row_at(place)) for place in places], ids)
        self._shown_beside = self.beside
        self.grid.show_scene(scene)
        self.legend.show_scene(scene)
        self.tray.show_rows(scene.unassessed, scene.apart)

    def show_overlays(self, overlays: Overlays) -> None:
        """Show hulls of coalitions, what others judged, trails; or no longer."""
        self.overlays = overlays
        self.grid.show_overlays(overlays)
        self.legend.show_overlays(overlays)

    def highlight(self, ids: Iterable[str] | None) -> None:
        """Show these as they are and all others faint; None shows all as they are."""
        self.grid.highlight(ids)

    def ask_for_evidence(self, made: dict[str, str]) -> None:
        """Ask what new judgements rest on, when their markers have come to rest: assessment by stakeholder id."""
        self.card.dismiss()
        self._asking = made
        self._arrived.start(self._theme.pixels("motion_ms") + 40)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is height for the words of the axes only, the time gives way to them."""
        super().resizeEvent(event)
        cramped = self.height() < self.grid.minimumHeight() + self.time.sizeHint().height()
        self.time.setMaximumHeight(0 if cramped else _ANY_HEIGHT)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for part in (self.grid, self.legend, self.time, self.tray, self.card):
            part.wear(theme)

    def _placed(self, row: StakeholderRow) -> Placed:
        return self._texts.placed(row, self._today, self.beside)

    def _fresh(self, row: Placed) -> Placed:
        """A row as it is on the day shown: after a step in time only those that changed were placed anew."""
        found = self._model.row_of(row.id)
        return row if found is None else self._placed(found)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.time)
        column.addWidget(self.legend)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.grid.fresh = self._fresh
        self.grid.moved.connect(self.moved)
        self.grid.targeted.connect(self.targeted)
        self.grid.card_wanted.connect(self._on_card_wanted)
        self.card.written.connect(self.supported)
        for view in (self.grid, self.tray):
            view.chosen.connect(self.chosen)
            view.activated.connect(self.activated)

    def _on_card_wanted(self) -> None:
        if self.card.isVisible():
            self.card.enter()

    def _on_arrived(self) -> None:
        made, self._asking = self._asking, {}
        marks = [mark for one in made if (mark := self.grid.scene.mark(one)) is not None]
        if marks and self.grid.isVisible():
            box = mark_box(self.grid, marks[0]).intersected(self.grid.rect().adjusted(4, 4, -4, -4))
            box.translate(self.grid.pos())
            names = [mark.row.name for mark in marks]
            self.card.ask(made, names, box, self.rect().adjusted(4, 4, -4, -4))
