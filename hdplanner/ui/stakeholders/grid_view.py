"""The stakeholder grid: one widget that paints thousands of markers, and turns gestures into new ratings.

Takes a `GridScene` and knows no file: what a person moves is emitted once, at the release, as ratings in
whole steps. Graphs do not flip with the language. Points are logical pixels at 100 % text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QApplication, QWidget

from hdplanner.figures.grid import Box, margins
from hdplanner.figures.markers import marker_radius
from hdplanner.figures.scene import GridScene, Mark, build_scene
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.travel import Places, Travel
from hdplanner.ui.stakeholders.grid_access import announce, install
from hdplanner.ui.stakeholders.grid_canvas import GridCanvas, focus_shapes
from hdplanner.ui.stakeholders.grid_card import GridCard, Hover, rating_words
from hdplanner.ui.stakeholders.grid_drops import Drops
from hdplanner.ui.stakeholders.grid_gestures import DrawFrame, Gesture, PullMarks, ShiftView
from hdplanner.ui.stakeholders.grid_hits import Hits
from hdplanner.ui.stakeholders.grid_keys import press_key
from hdplanner.ui.stakeholders.grid_moves import Move

_REST_MS = 90
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class GridView(QWidget):
    """Shows a scene. Wheel zooms, a pull on a marker re-assesses, on the ground it frames; middle button pans."""

    moved = Signal(list)
    """What a person re-assessed: a list of (id, {rating: value}), once for each release or key."""
    chosen = Signal(list)
    """The ids that are chosen now, after the person chose them (not after `choose_quietly`)."""
    activated = Signal(str)
    """A marker was double-clicked or Enter was pressed on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scene: GridScene = build_scene([])
        self.hits = Hits(self.scene)
        self.camera = Camera(Box(0, 0, 100, 100))
        self.selection: tuple[str, ...] = ()
        self._editable = True
        self._gesture: Gesture | None = None
        self._pressed: tuple[QPointF, Mark] | None = None
        self._canvas = GridCanvas(theme, self.scene)
        self._drops = Drops(self)
        self._card = GridCard(self)
        self._hover = Hover(self)
        self._hover.rested.connect(self._on_hover_rested)
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
        self.setMinimumSize(320, 240)
        self._describe()

    # -- what the page tells the view

    def show_scene(self, scene: GridScene) -> None:
        """Show other marks, or the same elsewhere: those that moved travel to their new place."""
        before = {**self._places(self.selection if self._canvas.is_crowded else None), **self._travel.places}
        same_axes = scene.layout is self.scene.layout
        self.scene = scene
        self.hits = Hits(scene)
        self._canvas.show_scene(scene)
        self._end_hover()
        if not same_axes:
            self._lay_out()
        self.selection = tuple(row_id for row_id in self.selection if row_id in scene.index)
        self._travel.set_off(before, scene, self.theme.pixels("motion_ms"))
        self._describe()
        self.refresh()

    def choose_quietly(self, ids: Iterable[str]) -> None:
        """Show what is chosen elsewhere; ids that are not on the grid are left out. Emits nothing."""
        self.selection = tuple(dict.fromkeys(row_id for row_id in ids if row_id in self.scene.index))
        self._describe()
        announce(self)
        self.update()

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
        self._card.hide()
        self.update()

    def settle(self, moves: list[Move]) -> None:
        """End a pull: say what moved, if anything; marks travel to where the scene has them after that."""
        held, scene = dict(self._travel.places), self.scene
        if moves:
            self.moved.emit(moves)
        if self.scene is scene:
            self._travel.set_off(held, scene, self.theme.pixels("motion_ms"))
        self.refresh()

    def escape(self) -> bool:
        """Cancel what the mouse does, else let go what is chosen; False where there was neither."""
        if self._gesture is not None or self._pressed is not None:
            gesture, self._gesture, self._pressed = self._gesture, None, None
            if gesture is not None:
                gesture.cancel()
            self.update()
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
        self._canvas.paint(painter, self.camera, dimmed=0 < len(chosen) < len(self.scene.marks))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._paint_top(painter, chosen)
        if self._gesture is not None:
            self._gesture.paint(painter)
        self._drops.paint(painter)
        if self.hasFocus():
            paint_shapes(painter, focus_shapes(self.camera), self.theme)

    def _paint_top(self, painter: QPainter, chosen: Places) -> None:
        """What is above the layers: marks on their way, the chosen with their history."""
        plot, lifted = self.camera.plot, self._travel.places
        painter.save()
        painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height).adjusted(-14, -10, 14, 14))
        if not lifted:
            self._canvas.paint_history(painter, self.camera, self.chosen_marks())
        others = {key: place for key, place in lifted.items() if key not in chosen}
        self._canvas.paint_marks(painter, self.camera, others, ring=False)
        self._canvas.paint_marks(painter, self.camera, chosen, ring=True)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        self._end_hover()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = ShiftView(self, point)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(point, add=bool(event.modifiers() & _ADDING))
        elif event.button() == Qt.MouseButton.RightButton:
            number = self.hits.at(point.x(), point.y(), self.camera)
            if number is not None and self.scene.marks[number].row.id not in self.selection:
                self.choose([self.scene.marks[number].row.id])
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        if self._pressed is not None and self._gesture is None:
            start, mark = self._pressed
            if (point - start).manhattanLength() >= QApplication.startDragDistance() / 2:
                self._gesture = PullMarks(self, mark, start)
        if self._gesture is not None:
            self._gesture.drag(point)
            self.update()
        elif not event.buttons():
            self._hover_at(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture, self._pressed = self._gesture, None, None
        if gesture is not None:
            gesture.finish()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        number = self.hits.at(point.x(), point.y(), self.camera)
        if number is not None:
            self.activated.emit(self.scene.marks[number].row.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._end_hover()
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
        self._end_hover()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._lay_out()
            self._describe()
        super().changeEvent(event)

    # -- inside

    def _press(self, point: QPointF, *, add: bool) -> None:
        number = self.hits.at(point.x(), point.y(), self.camera)
        if number is None:
            if self.camera.holds(point.x(), point.y()):
                self._gesture = DrawFrame(self, point, add=add)
            return
        mark = self.scene.marks[number]
        row_id = mark.row.id
        if add:
            rest = [each for each in self.selection if each != row_id]
            self.choose(rest if row_id in self.selection else [*rest, row_id])
        elif row_id not in self.selection:
            self.choose([row_id])
        if self._editable and row_id in self.selection:
            self._pressed = (point, mark)

    def _zoom(self, factor: float) -> None:
        plot = self.camera.plot
        x, y = plot.x + plot.width / 2, plot.y + plot.height / 2
        mark = self.scene.mark(self.selection[0]) if self.selection else None
        if mark is not None and self.camera.holds(*self.camera.to_page(mark.x, mark.y)):
            x, y = self.camera.to_page(mark.x, mark.y)
        self.camera.zoom_at(x, y, factor)
        self.refresh()

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

    def _hover_at(self, point: QPointF) -> None:
        number = self.hits.at(point.x(), point.y(), self.camera)
        if self._hover.move_over(number):
            self._card.hide()
            self.setCursor(Qt.CursorShape.PointingHandCursor) if number is not None else self.unsetCursor()

    def _end_hover(self) -> None:
        self._hover.move_over(None)
        self._card.hide()

    def _on_hover_rested(self, number: int) -> None:
        if self._gesture is not None:
            return
        mark = self.scene.marks[number]
        x, y = self.camera.to_page(mark.x, mark.y)
        radius, scale = marker_radius(mark.look) + 3, self.theme.scale
        corner = QPoint(round((x - radius) * scale), round((y - radius) * scale))
        beside = QRect(corner, QSize(round(2 * radius * scale), round(2 * radius * scale)))
        self._card.show_row(mark.row, beside, self.rect().adjusted(4, 4, -4, -4))

    def _describe(self) -> None:
        """Say in words what the grid shows, for those who do not see it."""
        self.setAccessibleName(_("Stakeholder grid, {method}").format(method=_(self.scene.layout.name)))
        count = len(self.scene.marks)
        text = ngettext("{count} stakeholder", "{count} stakeholders", count).format(count=count)
        chosen = [mark.row for mark in map(self.scene.mark, self.selection[:3]) if mark is not None]
        words = [_("{name}: {ratings}").format(name=row.name, ratings=rating_words(row)) for row in chosen]
        self.setAccessibleDescription(". ".join([text, *words]))
