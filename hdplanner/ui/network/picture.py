"""How the network is painted: a layer when the view rests, a blit in between, what is in focus or moving on top.

Holds pixmaps and the places of names, no state of the person's work; `NetworkView` tells it what to show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from hdplanner.figures.declutter import Spot
from hdplanner.figures.grid import Box
from hdplanner.figures.markers import marker_radius
from hdplanner.figures.network_edges import Bow
from hdplanner.figures.network_figure import (
    NAME_LIMIT,
    NAME_SIZE,
    Seat,
    guide_shapes,
    node_name_shapes,
    occupied_page,
    place_node_names,
    points_along,
)
from hdplanner.figures.network_marks import name_reach
from hdplanner.figures.network_scene import NetworkScene, PlacedNode
from hdplanner.figures.shapes import Circle, Label, Point, Rect, Shape, shortened
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.figure_view import measure, paint_shapes
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network import layers
from hdplanner.ui.network.focus import Focus

DIMMED = 0.17
_BUSY_NODES, _BUSY_TIES = 150, 400
_MANY = 50
"""From so many ties on top on, dashes wait until the view rests."""
_NAMED = 40
"""So many in focus are named each."""
Place = tuple[float, float]
Names = list[tuple[Spot, Seat, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on top in one frame: places other than the scene's, focus, chosen, supposed; whether it moves."""

    lifted: Mapping[str, Place] = field(default_factory=dict)
    focus: Focus = field(default_factory=Focus)
    chosen: tuple[str, ...] = ()
    supposed: frozenset[str] = frozenset()
    moving: bool = False


class NetworkPicture:
    """The cached layer of one network for one theme, size and pixel ratio."""

    def __init__(self, theme: Theme, scene: NetworkScene) -> None:
        self.theme = theme
        self.scene = scene
        self._size = QSizeF(1, 1)
        self._ratio = 1.0
        self._sprites = layers.NodeSprites(theme, 1.0)
        self._small = layers.NodeSprites(theme, 1.0, layers.CROWD_SCALE)
        self._layer: QPixmap | None = None
        self._made: tuple[Camera, frozenset[str], frozenset[str]] | None = None
        self._is_stale = True
        self._names: Names = []
        self._top_names: tuple[object, Names] = (None, [])

    def resize(self, size: QSizeF, ratio: float) -> None:
        """Paint for another size in points, and pixels a point."""
        self._size = size
        if ratio != self._ratio:
            self._ratio = ratio
            self._make_sprites()
        self.forget()

    def wear(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self._layer = None
        self._make_sprites()
        self.forget()

    def show_scene(self, scene: NetworkScene) -> None:
        """Paint other nodes and ties."""
        self.scene = scene
        self.forget()

    def forget(self) -> None:
        """Make the layer again when the view rests."""
        self._is_stale = True
        self._top_names = (None, [])

    @property
    def page(self) -> Box:
        """The whole field in points."""
        return Box(0, 0, self._size.width(), self._size.height())

    @property
    def is_made(self) -> bool:
        """Whether there is a layer to blit, be it of another place."""
        return self._layer is not None

    @property
    def is_busy(self) -> bool:
        """Whether there is so much that the layer is made only when the view rests."""
        return len(self.scene.nodes) > _BUSY_NODES or len(self.scene.edges) > _BUSY_TIES

    @property
    def is_crowded(self) -> bool:
        """Whether markers are small and ties are fine."""
        return len(self.scene.nodes) > layers.CROWD

    @property
    def scale(self) -> float:
        """How large markers are."""
        return layers.CROWD_SCALE if self.is_crowded else 1.0

    def rest(
        self, camera: Camera, without: Collection[str] = (), supposed: frozenset[str] = frozenset()
    ) -> None:
        """Make the layer for where the camera is now, without the nodes that move and their ties."""
        key = (camera.key, frozenset(without), supposed)
        if not self._is_stale and self._made is not None:
            made, gone, then = self._made
            if (made.key, gone, then) == key:
                return
        self._made = (Camera(camera.plot, camera.zoom, camera.x, camera.y), key[1], supposed)
        self._layer = self._render(camera, key[1], supposed)
        self._is_stale = False
        self._top_names = (None, [])

    def paint(self, painter: QPainter, camera: Camera, *, dimmed: bool) -> None:
        """The ground with all that rests; what moves or is in focus comes on top by `paint_top`."""
        painter.fillRect(
            0, 0, round(self.page.width) + 1, round(self.page.height) + 1, self.theme.colour("surface")
        )
        paint_shapes(painter, guide_shapes(self.scene, self.page, camera.unit), self.theme)
        if self._layer is None or self._made is None:
            return
        painter.setOpacity(DIMMED if dimmed else 1.0)
        self._blit(painter, self._layer, self._made[0], camera)
        painter.setOpacity(1.0)

    def paint_top(self, painter: QPainter, camera: Camera, shown: Shown) -> None:
        """The focus and all that is not at its own place."""
        top = shown.focus.nodes | shown.lifted.keys() | set(shown.chosen)
        if not top:
            return
        numbers = set(shown.focus.edges)
        for node_id in shown.lifted:
            numbers.update(self.scene.touching.get(node_id, ()))
        seats = self.seats(camera, self._needed(top, numbers), shown.lifted)
        curves = layers.curves_of(self.scene, seats, sorted(numbers), self.scale)
        drawn = [seats[placed.node.id] for placed in self._in_order(top)]
        self._prepare_top(painter, shown, drawn, curves.values())
        chosen = [seats[each] for each in shown.chosen if each in seats]
        self._paint_rings(painter, chosen, fill="selection")
        hurried = shown.moving and len(curves) > _MANY
        fine = len(curves) > _BUSY_TIES
        layers.paint_ties(painter, self.scene, curves, self.theme, fine=fine, hurried=hurried)
        layers.paint_nodes(painter, drawn, self._sprites_now(), shown.supposed)
        self._paint_rings(painter, chosen)
        self._paint_top_names(painter, shown, drawn)
        self._paint_steps(painter, [seats[each] for each in shown.focus.steps if each in seats])

    def seats(
        self, camera: Camera, ids: Iterable[str], lifted: Mapping[str, Place] | None = None
    ) -> dict[str, Seat]:
        """Nodes with their points on the page, lifted or at their own place."""
        unit, away = camera.unit, lifted or {}
        found: dict[str, Seat] = {}
        for node_id in ids:
            placed = self.scene.nodes[self.scene.index[node_id]]
            x, y = away.get(node_id, (placed.x, placed.y))
            found[node_id] = Seat(placed, unit.x + x * unit.width, unit.y + y * unit.height)
        return found

    # -- inside

    def _render(self, camera: Camera, without: frozenset[str], supposed: frozenset[str]) -> QPixmap:
        scene = self.scene
        seats = self.seats(camera, scene.index)
        gone = {number for each in without for number in scene.touching.get(each, ())}
        numbers = (number for number in range(len(scene.edges)) if number not in gone)
        curves = layers.curves_of(scene, seats, numbers, self.scale)
        pixmap = layers.clear_pixmap(self._size, self._ratio)
        painter = QPainter(pixmap)
        painter.setRenderHints(layers.HINTS)
        fine = len(curves) > 600
        layers.paint_ties(painter, scene, curves, self.theme, fine=fine)
        shown = [seat for seat in seats.values() if seat.placed.node.id not in without]
        layers.paint_nodes(painter, shown, self._sprites_now(), supposed)
        self._names = self._place(shown, camera, () if fine else curves.values())
        for spot, seat, text in self._names:
            self._paint_name(painter, spot, seat, text)
        painter.end()
        return pixmap

    def _place(self, seats: list[Seat], camera: Camera, curves: Iterable[Bow]) -> Names:
        """Names for those in sight, the influential first."""
        page = self.page
        seen = [seat for seat in seats if 0 <= seat.x <= page.width and 0 <= seat.y <= page.height]
        behind = guide_shapes(self.scene, page, camera.unit)
        ties = points_along(curves)
        return place_node_names(seen[::-1], seen, page, behind, measure, ties=ties, scale=self.scale)

    def _paint_name(self, painter: QPainter, spot: Spot, seat: Seat, text: str) -> None:
        width = measure(text, NAME_SIZE, False)
        faded = seat.placed.look.fading == 2
        paint_shapes(painter, node_name_shapes(spot, text, width, faded=faded), self.theme)

    def _paint_top_names(self, painter: QPainter, shown: Shown, drawn: list[Seat]) -> None:
        """Names of the focus as placed by `_place_top`; those that move carry theirs beside."""
        for spot, seat, text in self._top_names[1]:
            away = {"left": 5.0, "middle": 0.0, "right": -5.0}[spot.anchor]
            if seat.placed.node.id in shown.chosen:
                spot = replace(spot, x=spot.x + away)
            self._paint_name(painter, spot, seat, text)
        for seat in [seat for seat in drawn if seat.placed.node.id in shown.lifted][-_NAMED:]:
            self._paint_name(painter, *self._beside(seat))

    def _prepare_top(self, painter: QPainter, shown: Shown, drawn: list[Seat], curves: Iterable[Bow]) -> None:
        """Place the names of the focus, and wipe out below it those that go elsewhere; the chosen only on the way."""
        resting = tuple(seat for seat in drawn if seat.placed.node.id not in shown.lifted)
        if shown.moving and self.is_busy and not shown.lifted:
            few = [seat for seat in resting if seat.placed.node.id in shown.chosen][-_NAMED:]
            self._top_names = (None, [self._beside(seat) for seat in few])
            return
        if self._top_names[0] != (resting, shown.focus.edges):
            placed = self._place_top(resting, shown.chosen, curves)
            self._top_names = ((resting, shown.focus.edges), placed)
        kept = {(spot.x, spot.y) for spot, _seat, _text in self._top_names[1]}
        lit = {seat.placed.node.id for seat in drawn}
        for spot, seat, text in self._names:
            if seat.placed.node.id in lit and (spot.x, spot.y) not in kept:
                width = measure(text, NAME_SIZE, False)
                plate = Rect(spot.x - 2, spot.y, width + 4, NAME_SIZE * 1.4, fill="surface")
                paint_shapes(painter, (plate,), self.theme)

    def _place_top(self, seats: Sequence[Seat], chosen: Collection[str], curves: Iterable[Bow]) -> Names:
        """Names of the focus, the chosen before their neighbours; who finds no room has none, but for the chosen."""
        ties = [*points_along(curves)]
        named: Names = []
        first = [seat for seat in seats if seat.placed.node.id in chosen]
        for group in (first, [seat for seat in seats if seat not in set(first)]):
            named.extend(self._kept(group, seats, ties, named))
            done = {seat for _spot, seat, _text in named}
            rest = [seat for seat in reversed(group) if seat not in done][: max(0, _NAMED - len(named))]
            taken = _labels(named)
            named.extend(
                place_node_names(rest, seats, self.page, taken, measure, ties=ties, scale=self.scale)
            )
            done = {seat for _spot, seat, _text in named}
            if group is first:
                named.extend(self._beside(seat) for seat in first[-_NAMED:] if seat not in done)
        return named

    def _kept(
        self, group: Sequence[Seat], seats: Sequence[Seat], ties: Iterable[Point], named: Names
    ) -> Names:
        """Names that may stay where they are below: no tie of the focus and no other name runs there."""
        free = occupied_page(seats, self.page, _labels(named), measure, self.scale)
        for x, y in ties:
            free.take(x, y, 0.5, 0.5)
        high, members = NAME_SIZE * 1.3, set(group)
        return [
            (spot, seat, text)
            for spot, seat, text in self._names
            if seat in members and free.is_free(spot.x, spot.y, measure(text, NAME_SIZE, False), high)
        ]

    def _beside(self, seat: Seat) -> tuple[Spot, Seat, str]:
        """The name right beside its marker, whatever lies there; at the left where the page ends."""
        text = shortened(seat.placed.node.name, NAME_LIMIT)
        width = measure(text, NAME_SIZE, False)
        reach = name_reach(seat.placed, self.scale) + 3
        y = seat.y - NAME_SIZE * 0.65
        if seat.x + reach + width + 6 < self.page.width:
            return Spot(0, seat.x + reach, y, "left"), seat, text
        return Spot(0, seat.x - reach - width, y, "right"), seat, text

    def _paint_rings(self, painter: QPainter, seats: Iterable[Seat], fill: str | None = None) -> None:
        shapes: list[Shape] = []
        for seat in seats:
            radius = marker_radius(seat.placed.look) * self.scale + 6
            shapes.append(Circle(seat.x, seat.y, radius, fill, "accent", 2))
        paint_shapes(painter, shapes, self.theme)

    def _paint_steps(self, painter: QPainter, seats: Iterable[Seat]) -> None:
        """The number of each step of a route, at the upper left of its marker."""
        shapes: list[Shape] = []
        for number, seat in enumerate(seats, 1):
            reach = marker_radius(seat.placed.look) * self.scale * 0.8 + 5
            x, y = seat.x - reach, seat.y - reach
            shapes.append(Circle(x, y, 8, fill="accent", stroke="surface", stroke_width=1.5))
            shapes.append(Label(str(number), x, y + 4, 11, "on_accent", "middle", "bold"))
        paint_shapes(painter, shapes, self.theme)

    def _needed(self, top: Iterable[str], numbers: Iterable[int]) -> set[str]:
        """Also the ends of ties whose other end is not on top."""
        needed = {each for each in top if each in self.scene.index}
        for number in numbers:
            needed.update((self.scene.edges[number].source, self.scene.edges[number].target))
        return needed

    def _in_order(self, ids: Collection[str]) -> list[PlacedNode]:
        numbers = sorted(self.scene.index[each] for each in ids if each in self.scene.index)
        return [self.scene.nodes[number] for number in numbers]

    def _blit(self, painter: QPainter, layer: QPixmap, made: Camera, now: Camera) -> None:
        """The layer as it is, or moved and stretched to where the camera has gone since."""
        if made.key == now.key:
            painter.drawPixmap(QPointF(0, 0), layer)
            return
        painter.save()
        factor = now.zoom / made.zoom
        x, y = now.to_page(made.x, made.y)
        painter.translate(x - made.plot.x * factor, y - made.plot.y * factor)
        painter.scale(factor, factor)
        painter.drawPixmap(QPointF(0, 0), layer)
        painter.restore()

    def _sprites_now(self) -> layers.NodeSprites:
        return self._small if self.is_crowded else self._sprites

    def _make_sprites(self) -> None:
        self._sprites = layers.NodeSprites(self.theme, self._ratio)
        self._small = layers.NodeSprites(self.theme, self._ratio, layers.CROWD_SCALE)


def _labels(names: Names) -> list[Label]:
    """Placed names as labels, for what must keep off them."""
    return [Label(text, spot.x, spot.y + 12, NAME_SIZE) for spot, _seat, text in names]
