"""How the grid is painted: layers when the view rests, blits in between, what is chosen or moving on top.

Holds pixmaps and the places of names, no state of the person's work; `GridView` tells it what to show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from hdplanner.figures.grid import zone_labels
from hdplanner.figures.grid_overlays import (
    NO_OVERLAYS,
    Overlays,
    coalition_hulls,
    spread_shapes,
    target_shapes,
    trail_shapes,
)
from hdplanner.figures.hulls import Hull
from hdplanner.figures.markers import marker_radius
from hdplanner.figures.scene import GridScene, Mark
from hdplanner.figures.shapes import Circle, Label, Rect, Shape, shortened
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders import grid_layers as layers
from hdplanner.ui.stakeholders.grid_mend import differing, mend

DIMMED = 0.5
BUSY = 150
_TRAILS = 12
_OVERLAID = 300
"""So many trails, or spreads of ratings, can still be told apart."""
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
        self._crowd_sprites = self._small
        self._ground: QPixmap | None = None
        self._ground_key: tuple[float, ...] = ()
        self._marks: QPixmap | None = None
        self._marks_camera: Camera | None = None
        self._names: list[layers.Name] = []
        self._without: frozenset[str] = frozenset()
        self._is_named = False
        self.bright: frozenset[str] | None = None
        self.overlays = Overlays()

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
        """Paint other marks. Of a crowd in which a few differ only these, until the view rests."""
        before, self.scene = self.scene, scene
        same_ground = scene.layout is before.layout and self.overlays == NO_OVERLAYS
        if same_ground and self._mend(before):
            self._is_named, self._names = False, []
            return
        self._marks = None
        if not same_ground:
            self._ground = None

    def _mend(self, before: GridScene) -> bool:
        if (
            self._marks is None
            or self._marks_camera is None
            or not self.is_crowded
            or self.bright is not None
        ):
            return False
        changed, camera = differing(before, self.scene), self._marks_camera
        return mend(self._marks, self.scene.marks, changed, camera, self._crowd_sprites, self._without)

    def highlight(self, ids: frozenset[str] | None) -> None:
        """Paint all but these faintly; None paints all alike."""
        if ids != self.bright:
            self.bright = ids
            self._marks = None
            if self.overlays.trails:
                self._ground = None

    def show_overlays(self, overlays: Overlays) -> None:
        """Paint hulls, spreads and trails, or no longer."""
        if overlays != self.overlays:
            self.overlays = overlays
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
        names = self._names if current else self._place_names(camera, seen)
        self._render(camera, seen, names, without)
        self._is_named = True

    def paint(self, painter: QPainter, camera: Camera, *, dimmed: bool) -> None:
        """Ground and marks; those that move or are chosen come on top by `paint_marks`."""
        if self._ground is None or self._ground_key != camera.key:
            layout = self.scene.layout
            self._ground = layers.paint_ground(self._size, self._ratio, layout, camera, self.theme)
            if self.overlays != NO_OVERLAYS:
                layers.paint_under(self._ground, self._under(camera), camera.plot, self.theme)
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
                self._paint_name(painter, mark, camera, (x, y), name)
            elif name is not None:
                layers.paint_name(painter, name, self.theme)

    def paint_overlays(self, painter: QPainter, camera: Camera) -> None:
        """What others judged, if that is asked for."""
        if not self.overlays.spread:
            return
        shapes: list[Shape] = []
        several = [mark for mark in self.scene.marks if mark.row.spread]
        for mark in several[-_OVERLAID:]:
            shapes.extend(spread_shapes(self.scene.layout, mark, camera.unit))
        paint_shapes(painter, shapes, self.theme)

    def _under(self, camera: Camera) -> list[Shape]:
        """What lies on the ground: hulls of coalitions, and where all who moved stood before."""
        shapes: list[Shape] = []
        if self.overlays.coalitions:
            for hull in self._hulls(camera):
                shapes.extend((*hull.outline, hull.label))
        if self.overlays.trails:
            moved = [mark for mark in self.scene.marks if self.bright is None or mark.row.id in self.bright]
            for mark in moved[-_OVERLAID:]:
                shapes.extend(trail_shapes(self.scene.layout, mark, camera.unit))
        return shapes

    def _hulls(self, camera: Camera) -> list[Hull]:
        return coalition_hulls(self.scene, camera.plot, camera.unit, measure)

    def _place_names(self, camera: Camera, seen: list[layers.Seen]) -> list[layers.Name]:
        taken = [hull.label for hull in self._hulls(camera)] if self.overlays.coalitions else []
        return layers.place_marks_names(self.scene, camera, self._named(seen), taken)

    def paint_history(self, painter: QPainter, camera: Camera, marks: Iterable[Mark]) -> None:
        """For a few marks: a dotted trail from where they stood, an arrow to their target."""
        shapes: list[Shape] = []
        for mark in list(marks)[:_TRAILS]:
            shapes.extend(trail_shapes(self.scene.layout, mark, camera.unit))
            shapes.extend(target_shapes(self.scene.layout, mark, camera.unit))
        paint_shapes(painter, shapes, self.theme)

    def _named(self, seen: list[layers.Seen]) -> list[layers.Seen]:
        """Those who may have a name: of a crowd in the dark only the bright ones."""
        return seen if self.bright is None else [one for one in seen if one[0].row.id in self.bright]

    def _render(
        self,
        camera: Camera,
        seen: list[layers.Seen],
        names: list[layers.Name],
        without: Collection[str],
    ) -> None:
        sprites = self._crowd_sprites = self._small if len(seen) > layers.CROWD else self._sprites
        self._names = names
        self._without = frozenset(without)
        self._marks_camera = Camera(camera.plot, camera.zoom, camera.x, camera.y)
        self._marks = layers.paint_marks(
            self._size,
            self._ratio,
            seen,
            names,
            sprites,
            camera.plot,
            self.theme,
            self._without,
            self.bright,
            plates=self.overlays != NO_OVERLAYS,
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
        self,
        painter: QPainter,
        mark: Mark,
        camera: Camera,
        place: tuple[float, float],
        name: layers.Name | None,
    ) -> None:
        """The name of a mark on top: at its place in the layer, else beside the mark where no edge or zone cuts it."""
        if name is not None:
            layers.paint_name(painter, name, self.theme, bold=True, plate=True)
            return
        x, y = place
        text = shortened(mark.row.name, 60)
        width = measure(text, layers.NAME_SIZE, True)
        reach = marker_radius(mark.look) + 9
        x += reach if self._is_free(camera, x + reach, y, width) else -reach - width
        plate = Rect(x - 3, y - 8, width + 6, 17, fill="surface", opacity=0.85, corner=4)
        name_shape = Label(text, x, y + 4, layers.NAME_SIZE, weight="bold")
        paint_shapes(painter, (plate, name_shape), self.theme)

    def _is_free(self, camera: Camera, x: float, y: float, width: float) -> bool:
        """Whether a name from here to the right ends before the edge, and hides no name of a zone."""
        if x + width > camera.plot.right:
            return False
        for label in zone_labels(self.scene.layout, camera.plot, camera.unit):
            long = measure(label.text, label.size, True)
            left = label.x - (long if label.anchor == "right" else 0)
            if left < x + width + 3 and x - 3 < left + long and abs(label.y - 4 - y) < 14:
                return False
        return True

    def _make_sprites(self) -> None:
        self._sprites = layers.Sprites(self.theme, self._ratio)
        self._small = layers.Sprites(self.theme, self._ratio, crowd=True)


def focus_shapes(camera: Camera) -> tuple[Shape, ...]:
    """The ring that says the keyboard is here."""
    plot = camera.plot
    return (Rect(plot.x, plot.y, plot.width, plot.height, stroke="accent", stroke_width=2, corner=2),)
