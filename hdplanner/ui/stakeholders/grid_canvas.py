"""How the grid is painted: layers when the view rests, blits in between, what is chosen or moving on top.

Holds pixmaps and the places of names, no state of the person's work; `GridView` tells it what to show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from hdplanner.figures.grid import zone_labels
from hdplanner.figures.markers import marker_radius, marker_shapes
from hdplanner.figures.scene import GridScene, Look, Mark, place_of
from hdplanner.figures.shapes import Circle, Label, Line, Rect, Shape, arrow, shortened
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders import grid_layers as layers

DIMMED = 0.5
BUSY = 150
_TRAILS = 12
_NAMED = 12
"""So many chosen marks are named each; of more only those whose name has a place of its own."""


class GridCanvas:
    """The cached layers of one grid for one theme, size and pixel ratio."""

    def __init__(self, theme: Theme, scene: GridScene) -> None:
        self.theme = theme
        self.scene = scene
        self._size = QSizeF(1, 1)
        self._ratio = 1.0
        self._sprites = layers.Sprites(theme, 1.0)
        self._small = layers.Sprites(theme, 1.0, crowd=True)
        self._ground: QPixmap | None = None
        self._ground_key: tuple[float, ...] = ()
        self._marks: QPixmap | None = None
        self._marks_camera: Camera | None = None
        self._names: list[layers.Name] = []
        self._without: frozenset[str] = frozenset()
        self._is_named = False

    def resize(self, size: QSizeF, ratio: float) -> None:
        """Paint for another size in points, and pixels a point."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._make_sprites()
        self._size = size
        self.forget()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self._make_sprites()
        self.forget()

    def show_scene(self, scene: GridScene) -> None:
        """Paint other marks."""
        self.scene = scene
        self.forget()

    def forget(self) -> None:
        """Make all layers again before the next paint."""
        self._ground = None
        self._marks = None

    @property
    def is_busy(self) -> bool:
        """Whether there are so many marks that names are placed only when the view rests."""
        return len(self.scene.marks) > BUSY

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many that choosing one must not paint all others again."""
        return len(self.scene.marks) > layers.CROWD

    def rest(self, camera: Camera, without: Collection[str] = ()) -> None:
        """Make the layer of marks and names for where the camera is now, without those that move."""
        current = self._is_current(camera) and self._is_named
        if current and self._without == frozenset(without):
            return
        seen = layers.seen_marks(self.scene, camera)
        names = self._names if current else layers.place_marks_names(self.scene, camera, seen)
        self._render(camera, seen, names, without)
        self._is_named = True

    def paint(self, painter: QPainter, camera: Camera, *, dimmed: bool) -> None:
        """Ground and marks; those that move or are chosen come on top by `paint_marks`."""
        if self._ground is None or self._ground_key != camera.key:
            layout = self.scene.layout
            self._ground = layers.paint_ground(self._size, self._ratio, layout, camera, self.theme)
            self._ground_key = camera.key
        painter.drawPixmap(QPointF(0, 0), self._ground)
        if not self._is_current(camera) and not (self.is_crowded and self._marks):
            self._render(camera, layers.seen_marks(self.scene, camera), [], self._without)
            self._is_named = False
        painter.setOpacity(DIMMED if dimmed else 1.0)
        if self._marks is not None and self._marks_camera is not None:
            self._blit(painter, self._marks, self._marks_camera, camera)
        painter.setOpacity(1.0)
        if self.is_busy:
            self._paint_zones(painter, camera)

    def paint_marks(
        self, painter: QPainter, camera: Camera, places: Mapping[str, tuple[float, float]], *, ring: bool
    ) -> None:
        """Single marks on top of the rest, at places of the grid, each with its name."""
        names = layers.names_by_id(self._names)
        few = len(places) <= _NAMED
        for row_id, (grid_x, grid_y) in places.items():
            mark = self.scene.mark(row_id)
            if mark is None:
                continue
            x, y = camera.to_page(grid_x, grid_y)
            pixmap, half = self._sprites.get(mark.look)
            if ring:
                radius = marker_radius(mark.look) + 6
                circle = Circle(x, y, radius, fill="surface", stroke="accent", stroke_width=2)
                paint_shapes(painter, (circle,), self.theme)
            painter.drawPixmap(QPointF(x - half, y - half), pixmap)
            at_rest = (grid_x, grid_y) == (mark.x, mark.y) and self._is_current(camera)
            name = names.get(row_id) if at_rest else None
            if few:
                self._paint_name(painter, mark, (x, y, camera.plot.right), name)
            elif name is not None:
                layers.paint_name(painter, name, self.theme)

    def paint_history(self, painter: QPainter, camera: Camera, marks: Iterable[Mark]) -> None:
        """For a few marks: a dotted trail from where they stood, an arrow to their target."""
        shapes: list[Shape] = []
        for mark in list(marks)[:_TRAILS]:
            shapes.extend(self._trail(camera, mark))
            shapes.extend(self._target(camera, mark))
        paint_shapes(painter, shapes, self.theme)

    def _render(
        self,
        camera: Camera,
        seen: list[tuple[Mark, float, float]],
        names: list[layers.Name],
        without: Collection[str],
    ) -> None:
        sprites = self._small if len(seen) > layers.CROWD else self._sprites
        self._names = names
        self._without = frozenset(without)
        self._marks_camera = Camera(camera.plot, camera.zoom, camera.x, camera.y)
        self._marks = layers.paint_marks(
            self._size, self._ratio, seen, names, sprites, camera.plot, self.theme, self._without
        )

    def _paint_zones(self, painter: QPainter, camera: Camera) -> None:
        """The names of the zones once more, on a plate above the crowd."""
        shapes: list[Shape] = []
        for label in zone_labels(self.scene.layout, camera.plot, camera.unit):
            width = measure(label.text, label.size, True)
            left = label.x - (width if label.anchor == "right" else 0)
            plate = Rect(left - 6, label.y - 14, width + 12, 20, fill="surface", opacity=0.85, corner=4)
            shapes.extend((plate, label))
        paint_shapes(painter, shapes, self.theme)

    def _is_current(self, camera: Camera) -> bool:
        return (
            self._marks is not None
            and self._marks_camera is not None
            and self._marks_camera.key == camera.key
        )

    def _blit(self, painter: QPainter, layer: QPixmap, made: Camera, now: Camera) -> None:
        """The layer as it is, or moved and stretched to where the camera has gone since."""
        if made.key == now.key:
            painter.drawPixmap(QPointF(0, 0), layer)
            return
        plot = now.plot
        painter.save()
        painter.setClipRect(QRectF(plot.x, plot.y, plot.width, plot.height))
        factor = now.zoom / made.zoom
        x, y = now.to_page(made.x, made.y)
        painter.translate(x - made.plot.x * factor, y - made.plot.y * factor)
        painter.scale(factor, factor)
        painter.drawPixmap(QPointF(0, 0), layer)
        painter.restore()

    def _paint_name(
        self, painter: QPainter, mark: Mark, place: tuple[float, float, float], name: layers.Name | None
    ) -> None:
        """The name of a mark on top: at its place in the layer, else beside the mark and left of the edge."""
        if name is not None:
            layers.paint_name(painter, name, self.theme, bold=True)
            return
        x, y, edge = place
        text = shortened(mark.row.name, 60)
        width = measure(text, layers.NAME_SIZE, True)
        reach = marker_radius(mark.look) + 9
        x += -reach - width if x + reach + width > edge else reach
        plate = Rect(x - 3, y - 8, width + 6, 17, fill="surface", opacity=0.85, corner=4)
        name_shape = Label(text, x, y + 4, layers.NAME_SIZE, weight="bold")
        paint_shapes(painter, (plate, name_shape), self.theme)

    def _trail(self, camera: Camera, mark: Mark) -> list[Shape]:
        previous = mark.row.previous
        place = None if previous is None else place_of(self.scene.layout, previous)
        middle = place_of(self.scene.layout, mark.row)
        if previous is None or place is None or middle is None or place == middle:
            return []
        old = camera.to_page(place[0] + mark.x - middle[0], place[1] + mark.y - middle[1])
        look = Look(previous.position, mark.look.size, 1, 2)
        line = Line(*old, *camera.to_page(mark.x, mark.y), "muted", 1.3, dash=(2.0, 3.0))
        return [line, *marker_shapes(look, *old, halo=False)]

    def _target(self, camera: Camera, mark: Mark) -> list[Shape]:
        """An arrow to the target's place where position is an axis; else a small arrow to its marker."""
        target = mark.row.target
        if target is None or target == mark.row.position:
            return []
        x, y = camera.to_page(mark.x, mark.y)
        reach = marker_radius(mark.look) + 7
        layout = self.scene.layout
        if layout.x.field == "position":
            end = (
                x
                + (layout.x.fraction(target) - layout.x.fraction(mark.row.position or 0)) * camera.unit.width,
                y,
            )
        elif layout.y.field == "position":
            end = (
                x,
                y
                - (layout.y.fraction(target) - layout.y.fraction(mark.row.position or 0))
                * camera.unit.height,
            )
        else:
            end = (x, y + reach + 26)
        ghost = marker_shapes(Look(target, 1, 1, 0), *end, halo=False)
        towards = _towards((x, y), end, reach), _towards(end, (x, y), 10)
        return [*arrow(*towards, role="accent"), *ghost]

    def _make_sprites(self) -> None:
        self._sprites = layers.Sprites(self.theme, self._ratio)
        self._small = layers.Sprites(self.theme, self._ratio, crowd=True)


def _towards(start: tuple[float, float], end: tuple[float, float], reach: float) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    return start[0] + dx / length * reach, start[1] + dy / length * reach


def focus_shapes(camera: Camera) -> tuple[Shape, ...]:
    """The ring that says the keyboard is here."""
    plot = camera.plot
    return (Rect(plot.x, plot.y, plot.width, plot.height, stroke="accent", stroke_width=2, corner=2),)
