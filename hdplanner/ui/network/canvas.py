"""The network of influence: one widget that paints nodes and ties, and says what a person moved, tied and chose.

Takes a `NetworkScene` and knows no file. Graphs do not flip with the language. Points are logical pixels at 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from hdplanner.figures.grid import Box
from hdplanner.figures.network import NetworkScene, build_network, network_figure
from hdplanner.figures.shapes import Figure, Rect
from hdplanner.i18n import _
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.gestures import Gesture, ShiftView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.travel import Travel
from hdplanner.ui.network.access import announce, install
from hdplanner.ui.network.focus import Focus, focus_of, supposing
from hdplanner.ui.network.gestures import DrawTie, PullNodes
from hdplanner.ui.network.hits import NetworkHits
from hdplanner.ui.network.hover import Hover
from hdplanner.ui.network.keys import press_key, zoom
from hdplanner.ui.network.picture import NetworkPicture, Shown
from hdplanner.ui.network.presses import choose_below, press, release, set_off
from hdplanner.ui.network.words import view_words

_REST_MS = 90
_MARGIN = 34.0
_JOINING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Place = tuple[float, float]


class NetworkView(QWidget):
    """Shows a scene. Wheel zooms, a pull moves a node, from its handle or with Ctrl it draws a tie; ground frames."""

    chosen = Signal(list)
    """The ids that are chosen now, after the person chose them (not after `choose_quietly`)."""
    activated = Signal(str)
    """A node was double-clicked or Enter was pressed on it."""
    placed = Signal(dict)
    """Nodes that a person moved: id to (x, y), fractions of the picture; once for each release or key."""
    tie_drawn = Signal(str, str)
    """A person drew a tie: from whom, to whom."""
    tie_chosen = Signal(list)
    """The ids of the ties that are chosen now, after the person chose them; empty after they were let go."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scene: NetworkScene = build_network([], [], {})
        self.hits = NetworkHits(self.scene)
        self.camera = Camera(Box(0, 0, 100, 100))
        self.selection: tuple[str, ...] = ()
        self.ties: tuple[str, ...] = ()
        self.supposed: frozenset[str] = frozenset()
        self.gesture: Gesture | None = None
        self._route: tuple[str, ...] = ()
        self._suppositions: dict[str, int] = {}
        self._as_judged = self.scene
        self._editable = True
        self.pressed: tuple[QPointF, str, bool] | None = None
        self._picture = NetworkPicture(theme, self.scene)
        self.hover = Hover(self)
        self._travel = Travel(self)
        self._travel.moved_on.connect(self.update)
        self._travel.arrived.connect(self.refresh)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.update)
        install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self._describe()

    # -- what the room tells the view

    def show_scene(self, scene: NetworkScene) -> None:
        """Show other nodes and ties, or the same elsewhere: those that moved travel to their new place."""
        if isinstance(self.gesture, PullNodes):
            self.escape()
        before = {**self.places(), **self._travel.places}
        self._suppose(scene)
        self.selection = tuple(each for each in self.selection if each in scene.index)
        self.ties = tuple(each for each in self.ties if each in scene.edge_index)
        if self._picture.is_busy:
            self._travel.hold({})
        else:
            self._travel.set_off(before, scene, self.theme.pixels("motion_ms"))
        self._describe()
        self.refresh()

    def choose_quietly(self, ids: Iterable[str]) -> None:
        """Show what is chosen elsewhere; ids that are not shown are left out. Emits nothing."""
        self.selection = tuple(dict.fromkeys(each for each in ids if each in self.scene.index))
        self.ties = ()
        self.say()

    def choose_ties_quietly(self, ids: Iterable[str]) -> None:
        """Show which ties are chosen elsewhere. Emits nothing."""
        self.ties = tuple(dict.fromkeys(each for each in ids if each in self.scene.edge_index))
        self.say()

    def highlight_route(self, ids: Sequence[str]) -> None:
        """Lift a route, from step to step, and dim the rest; none with an empty list."""
        self._route = tuple(ids)
        self.say()

    def show_what_if(self, positions: Mapping[str, int]) -> None:
        """Draw nodes at supposed positions, within a dashed ring; as judged again with an empty mapping."""
        self._suppositions = dict(positions)
        self._suppose(self._as_judged)
        self._describe()
        self.refresh()

    def reveal(self, node_id: str) -> None:
        """Shift the view so that a stakeholder is seen."""
        mark = self.scene.mark(node_id)
        if mark is not None and self.camera.reveal(mark.x, mark.y):
            self.refresh()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse pulling and drawing (a file open for reading refuses)."""
        self._editable = editable
        self.update()

    @property
    def editable(self) -> bool:
        """Whether nodes can be moved and ties drawn."""
        return self._editable

    def wear(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.theme = theme
        self._picture.wear(theme)
        self._lay_out()
        self.refresh()

    def figure(self, width: float = 760.0, height: float = 520.0, *, source_line: str = "") -> Figure:
        """What is shown, as a picture for a page: the same places, the same route."""
        return network_figure(
            self.scene,
            width,
            height,
            measure=measure,
            source_line=source_line,
            highlight=self._route,
            supposed=self.supposed,
        )

    def places(self, ids: Iterable[str] | None = None) -> dict[str, Place]:
        """Where nodes stand (all without `ids`): what a layout placed by hand keeps."""
        marks = self.scene.nodes if ids is None else [m for m in map(self.scene.mark, ids) if m is not None]
        return {mark.node.id: (mark.x, mark.y) for mark in marks}

    def zoom_in(self) -> None:
        """Come closer, to the chosen node or the middle."""
        zoom(self, 1.4)

    def zoom_out(self) -> None:
        """Go back a step."""
        zoom(self, 1 / 1.4)

    def fit(self) -> None:
        """Show the whole network."""
        self.camera.fit()
        self.refresh()

    def select_all(self) -> None:
        """Choose every node."""
        self.choose(self.scene.index)

    def start_tie(self, source_id: str) -> None:
        """Begin to draw a tie: arrows and Enter, or a click, choose the other end; Esc cancels."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.gesture = DrawTie(self, source_id)
        self.say()

    # -- what gestures tell the view

    def choose(self, ids: Iterable[str]) -> None:
        """Choose nodes as the person did, and say so if it is a change."""
        before, ties = self.selection, self.ties
        self.choose_quietly(ids)
        if ties:
            self.tie_chosen.emit([])
        if self.selection != before:
            self.chosen.emit(list(self.selection))

    def choose_ties(self, ids: Iterable[str]) -> None:
        """Choose ties as the person did, and say so if it is a change."""
        before = self.ties
        self.choose_ties_quietly(ids)
        if self.ties != before:
            self.tie_chosen.emit(list(self.ties))

    def lift(self, places: Mapping[str, Place]) -> None:
        """Show nodes at other places than their own, above the rest."""
        self._travel.hold(places)
        self.hover.end()
        self.update()

    def settle(self, places: Mapping[str, Place]) -> None:
        """End a pull: nodes stay where they were put, and the room hears of it; without places all go back."""
        held = dict(self._travel.places)
        self._travel.hold({})
        if places:
            self._suppose(self._as_judged.moved(places))
            self.placed.emit(dict(places))
        else:
            self._travel.set_off(held, self.scene, self.theme.pixels("motion_ms"))
        self.refresh()

    def escape(self) -> bool:
        """Cancel what is under way, else let go ties, then nodes; False where there was nothing."""
        if self.gesture is not None or self.pressed is not None:
            gesture, self.gesture, self.pressed = self.gesture, None, None
            if gesture is not None:
                gesture.cancel()
            self.say()
        elif self.ties:
            self.choose_ties([])
        elif self.selection:
            self.choose([])
        else:
            return False
        return True

    def finish(self) -> None:
        """End what is under way as it stands."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.finish()
            self.say()

    def say(self) -> None:
        """Show and say what is chosen now."""
        self._describe()
        announce(self)
        self.update()

    def refresh(self) -> None:
        """Paint soon, and in full when the view has come to rest."""
        self._rest.start()
        self.update()

    def to_points(self, position: QPointF) -> QPointF:
        """A position of the widget in points of the page."""
        return position / self.theme.scale

    def hit_at(self, place: QPoint) -> tuple[str | None, str | None]:
        """The node, or else the tie, at a place of the widget."""
        point = self.to_points(QPointF(place))
        node = self.hits.node_at(point.x(), point.y(), self.camera)
        return node, None if node is not None else self.hits.tie_at(point.x(), point.y(), self.camera)

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(760, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(self.theme.scale, self.theme.scale)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        lifted, picture, focus = self._travel.places, self._picture, self._focus()
        under_way = self._rest.isActive() or (bool(lifted) and bool(focus))
        if not (under_way and picture.is_busy and picture.is_made):
            picture.rest(self.camera, lifted, self.supposed)
        picture.paint(painter, self.camera, dimmed=bool(focus))
        shown = Shown(lifted, focus, self.selection, self.supposed, moving=under_way)
        picture.paint_top(painter, self.camera, shown)
        self.hover.paint_handle(painter)
        if self.gesture is not None:
            self.gesture.paint(painter)
        if self.hasFocus():
            page = picture.page
            ring = Rect(1, 1, page.width - 2, page.height - 2, stroke="accent", stroke_width=2, corner=2)
            paint_shapes(painter, (ring,), self.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        on_handle = self.hover.handle_at(point)
        self.hover.end()
        joining = bool(event.modifiers() & _JOINING)
        if isinstance(self.gesture, DrawTie):
            self.gesture.drag(point)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self.gesture = ShiftView(self, point)
        elif event.button() == Qt.MouseButton.LeftButton and on_handle is not None:
            self.gesture = DrawTie(self, on_handle)
        elif event.button() == Qt.MouseButton.LeftButton:
            press(self, point, joining=joining)
        elif event.button() == Qt.MouseButton.RightButton:
            choose_below(self, event.position().toPoint())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.to_points(event.position())
        if self.pressed is not None and self.gesture is None:
            set_off(self, point)
        if self.gesture is not None and (event.buttons() or isinstance(self.gesture, DrawTie)):
            self.gesture.drag(point)
            self.update()
        elif not event.buttons():
            self.hover.move_over(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        release(self)
        self.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self.hit_at(event.position().toPoint())[0]
        if node is not None:
            self.activated.emit(node)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hover.end()
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

    def leaveEvent(self, event: QEvent) -> None:
        self.hover.end()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._picture.forget()
            self._describe()
        super().changeEvent(event)

    # -- inside

    def _lay_out(self) -> None:
        width, height = self.width() / self.theme.scale, self.height() / self.theme.scale
        wide, high = max(60.0, width - 2 * _MARGIN), max(60.0, height - 2 * _MARGIN)
        self.camera.plot = Box(_MARGIN, _MARGIN, wide, high)
        self._picture.resize(QSizeF(width, height), self.devicePixelRatioF() * self.theme.scale)

    def _focus(self) -> Focus:
        return focus_of(self.scene, self.selection, self.ties, self._route)

    def _suppose(self, judged: NetworkScene) -> None:
        """Show a scene, with the positions that are supposed."""
        self._as_judged = judged
        scene, self.supposed = supposing(judged, self._suppositions)
        self.scene = scene
        self.hits = NetworkHits(scene)
        self._picture.show_scene(scene)
        self.hover.end()

    def _describe(self) -> None:
        self.setAccessibleName(_("Network of influence"))
        self.setAccessibleDescription(view_words(self.scene, self.selection, self.ties, self.supposed))
