"""The stakeholder grid: one widget that paints thousands of markers, and turns gestures into new ratings.

Takes a `GridScene` and knows no file: what a person moves is emitted once, at the release, as ratings in
whole steps. Graphs do not flip with the language. Points are logical pixels at 100 % text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from hdplanner.figures.grid import Box, margins
from hdplanner.figures.grid_overlays import Overlays
from hdplanner.figures.scene import GridScene, Mark, Placed, build_scene
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.travel import Places, Travel
from hdplanner.ui.stakeholders.grid_access import announce, describe, install
from hdplanner.ui.stakeholders.grid_canvas import GridCanvas, focus_shapes
from hdplanner.ui.stakeholders.grid_drops import Drops
from hdplanner.ui.stakeholders.grid_hits import Hits
from hdplanner.ui.stakeholders.grid_keys import press_key
from hdplanner.ui.stakeholders.grid_moves import Move
from hdplanner.ui.stakeholders.grid_pointer import Pointer
from hdplanner.ui.stakeholders.grid_targets import Target

_REST_MS = 90
_LEAST = (320, 130)
"""Points in which a plot has all words of its axes: nothing beside it may lie over them."""


class GridView(QWidget):
    """Shows a scene. Wheel zooms, a pull on a marker re-assesses (with Shift: sets its target), on the ground it
    frames; middle button pans."""

    moved = Signal(list)
    """What a person re-assessed: a list of (id, {rating: value}), once for each release or key."""
    targeted = Signal(list)
    """Where a person says that some can be brought: a list of (id, position), once for each release or key."""
    chosen = Signal(list)
    """The ids that are chosen now, after the person chose them (not after `choose_quietly`)."""
    card_wanted = Signal()
    """The keyboard is wanted in the card that asks for evidence, if it is open."""
    activated = Signal(str)
    """A marker was double-clicked or Enter was pressed on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scene: GridScene = build_scene([])
        self.hits = Hits(self.scene)
        self.camera = Camera(Box(0, 0, 100, 100))
        self.selection: tuple[str, ...] = ()
        self.fresh: Callable[[Placed], Placed] = lambda row: row
        """Gives a row as it is told on the card, where the scene may hold an older one."""
        self._editable = True
        self._canvas = GridCanvas(theme, self.scene)
        self._drops = Drops(self)
        self.pointer = Pointer(self)
        self._travel = Travel(self)
        self._travel.moved_on.connect(self.update)
        self._travel.arrived.connect(self.refresh)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.update)
        install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._keep_room()
        describe(self)

    # -- what the page tells the view

    def show_scene(self, scene: GridScene) -> None:
        """Show other marks, or the same elsewhere: those that moved travel to their new place."""
        before = {**self._places(self.selection if self._canvas.is_crowded else None), **self._travel.places}
        same_axes = scene.layout is self.scene.layout
        self.scene = scene
        self.hits = Hits(scene)
        self._canvas.show_scene(scene)
        self.pointer.end_hover()
        if not same_axes:
            self._lay_out()
        self.selection = tuple(row_id for row_id in self.selection if row_id in scene.index)
        self._travel.set_off(before, scene, self.theme.pixels("motion_ms"))
        describe(self)
        self.refresh()

    def choose_quietly(self, ids: Iterable[str]) -> None:
        """Show what is chosen elsewhere; ids that are not on the grid are left out. Emits nothing."""
        self.selection = tuple(dict.fromkeys(row_id for row_id in ids if row_id in self.scene.index))
        describe(self)
        announce(self)
        self.update()

    def highlight(self, ids: Iterable[str] | None) -> None:
        """Show these as they are and all others faint; None shows all as they are."""
        self._canvas.highlight(None if ids is None else frozenset(ids))
        self.refresh()

    def show_overlays(self, overlays: Overlays) -> None:
        """Show hulls of coalitions, what others judged, trails of all who moved; or no longer."""
        self._canvas.show_overlays(overlays)
        self.refresh()

    def reveal(self, row_id: str) -> None:
        """Shift the view so that a stakeholder is seen."""
        mark = self.scene.mark(row_id)
        if mark is not None and self.camera.reveal(mark.x, mark.y):
            self.refresh()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse pulling, dropping and arrow keys (a file open for reading refuses)."""
        self._editable = editable

    @property
    def editable(self) -> bool:
        """Whether marks can be moved."""
        return self._editable

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.theme = theme
        self._canvas.wear(theme)
        self._keep_room()
        self._lay_out()
        self.refresh()

    def zoom_in(self) -> None:
        """Come closer, to the chosen mark or the middle."""
        self._zoom(1.4)

    def zoom_out(self) -> None:
        """Go back a step."""
        self._zoom(1 / 1.4)

    def fit(self) -> None:
        """Show the whole grid."""
        self.camera.fit()
        self.refresh()

    def select_all(self) -> None:
        """Choose every mark on the grid."""
        self.choose(self.scene.index)

    # -- what gestures tell the view

    def choose(self, ids: Iterable[str]) -> None:
        """Choose marks as the person did, and say so if it is a change."""
        before = self.selection
        self.choose_quietly(ids)
        if self.selection != before:
            self.chosen.emit(list(self.selection))

    def lift(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Show marks at other places than their own, above the rest."""
        self._travel.hold(places)
        self.pointer.card.hide()
        self.update()

    def settle(self, moves: list[Move]) -> None:
        """End a pull: say what moved, if anything; marks travel to where the scene has them after that."""
        held, scene = dict(self._travel.places), self.scene
        if moves:
            self.moved.emit(moves)
        if self.scene is scene:
            self._travel.set_off(held, scene, self.theme.pixels("motion_ms"))
        self.refresh()

    def aim(self, targets: list[Target]) -> None:
        """Say where some can be brought."""
        self.targeted.emit(targets)
        self.refresh()

    def escape(self) -> bool:
        """Cancel what the mouse does, else let go what is chosen; False where there was neither."""
        if self.pointer.cancel():
            return True
        if self.selection:
            self.choose([])
            return True
        return False

    def chosen_marks(self) -> list[Mark]:
        """The marks of those that are chosen."""
        return [mark for mark in map(self.scene.mark, self.selection) if mark is not None]

    def refresh(self) -> None:
        """Paint soon, and in full when the view has come to rest."""
        self._rest.start()
        self.update()

    def to_points(self, position: QPointF) -> QPointF:
        """A position of the widget in points of the page."""
        return position / self.theme.scale

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(760, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = self.theme.scale
        painter.scale(scale, scale)
        lifted = self._travel.places
        if not (self._rest.isActive() and self._canvas.is_busy):
            self._canvas.rest(self.camera, lifted if self._canvas.is_crowded else {*lifted, *self.selection})
        chosen = self._places(self.selection)
        dimmed = 0 < len(chosen) < len(self.scene.marks) and self._canvas.bright is None
        self._canvas.paint(painter, self.camera, dimmed=dimmed)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._paint_top(painter, chosen)
        self.pointer.paint(painter)
        self._drops.paint(painter)
        if self.hasFocus():
            paint_shapes(painter, focus_shapes(self.camera), self.theme)

    def _paint_top(self, painter: QPainter, chosen: Places) -> None:
        """What is above the layers: marks on their way, the chosen with their history."""
        plot, lifted = self.camera.plot, self._travel.places
        painter.save()
        painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height).adjusted(-14, -10, 14, 14))
        if not lifted:
            self._canvas.paint_overlays(painter, self.camera)
            self._canvas.paint_history(painter, self.camera, self.chosen_marks())
        others = {key: place for key, place in lifted.items() if key not in chosen}
        self._canvas.paint_marks(painter, self.camera, others, ring=False)
        self._canvas.paint_marks(painter, self.camera, chosen, ring=True)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        number = self.hits.at(point.x(), point.y(), self.camera)
        if number is not None:
            self.activated.emit(self.scene.marks[number].row.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.pointer.end_hover()
        point = self.to_points(event.position())
        pixels = event.pixelDelta()
        if not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.pan(pixels.x(), pixels.y())
        elif event.angleDelta().y():
            self.camera.zoom_at(point.x(), point.y(), 1.0015 ** event.angleDelta().y())
        self.refresh()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.end_hover()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._lay_out()
            describe(self)
        super().changeEvent(event)

    # -- inside

    def _zoom(self, factor: float) -> None:
        plot = self.camera.plot
        x, y = plot.x + plot.width / 2, plot.y + plot.height / 2
        mark = self.scene.mark(self.selection[0]) if self.selection else None
        if mark is not None and self.camera.holds(*self.camera.to_page(mark.x, mark.y)):
            x, y = self.camera.to_page(mark.x, mark.y)
        self.camera.zoom_at(x, y, factor)
        self.refresh()

    def _keep_room(self) -> None:
        self.setMinimumSize(*(round(side * self.theme.scale) for side in _LEAST))

    def _lay_out(self) -> None:
        """Fit the plot into the widget, beside the words of the axes."""
        scale = self.theme.scale
        width, height = self.width() / scale, self.height() / scale
        left, below = margins(self.scene.layout, measure)
        plot = Box(round(left), 12, max(60.0, width - round(left) - 14), max(60.0, height - 12 - below - 2))
        self.camera.plot = plot
        self._canvas.resize(QSizeF(width, height), self.devicePixelRatioF() * scale)

    def _places(self, ids: Iterable[str] | None = None) -> Places:
        """Where marks are shown now, lifted or at their own place."""
        if ids is None:
            return {mark[0].id: (mark[1], mark[2]) for mark in self.scene.marks}
        found = ((row_id, self.scene.mark(row_id)) for row_id in ids)
        return {
            row_id: self._travel.places.get(row_id, (mark.x, mark.y))
            for row_id, mark in found
            if mark is not None
        }
