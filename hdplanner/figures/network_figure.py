"""The network of influence as one picture for a page: ties, markers, names, legend, and the same in words.

Colours are roles, sentences come from the catalogue that is handed in. The screen paints the same shapes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hdplanner.domain.labels import NOT_ASSESSED, step_label
from hdplanner.domain.values import Position
from hdplanner.figures.declutter import Occupancy, Spot, Wanted, place_labels
from hdplanner.figures.grid import Box, estimate_width, name_shapes
from hdplanner.figures.markers import marker_radius
from hdplanner.figures.network_edges import Bow, bow, edge_shapes, sampled, shown_families, stroke_of
from hdplanner.figures.network_layout import LAYOUT_NAMES, NetworkLayout
from hdplanner.figures.network_legend import legend_shapes
from hdplanner.figures.network_marks import name_reach, node_radius, node_shapes, supposed_ring
from hdplanner.figures.network_scene import NetworkScene, PlacedNode
from hdplanner.figures.shapes import (
    Circle,
    Figure,
    Label,
    Line,
    Point,
    Polyline,
    Rect,
    Shape,
    scaled,
    shortened,
)
from hdplanner.i18n import N_, _

Measure = Callable[[str, float, bool], float]
Translate = Callable[[str], str]

NAME_SIZE = 11.0
NAME_LIMIT = 42
DIMMED = 0.16
_COMFORTABLE, _SMALLEST = 640.0, 0.74
_MARGIN = 22.0


class Seat(NamedTuple):
    """A node with its point on the page."""

    placed: PlacedNode
    x: float
    y: float


def network_figure(
    scene: NetworkScene,
    width: float = 480.0,
    height: float = 400.0,
    *,
    translate: Translate = _,
    measure: Measure = estimate_width,
    title: str = "",
    source_line: str = "",
    highlight: Sequence[str] | Sequence[Sequence[str]] = (),
    supposed: Collection[str] = (),
) -> Figure:
    """The whole network as a picture: points, all inside width by height.

    `highlight` is a route (ids in order) or several: they are drawn in full, all else dimmed. The `supposed` are
    shown at a position that is only thought of. Names that find no room are left out of the picture; the words and
    the table beside it hold them all.
    """
    scale = min(1.0, max(_SMALLEST, width / _COMFORTABLE))
    routes = _as_routes(highlight)
    page = width / scale, height / scale
    shapes = _page(scene, *page, routes, supposed, translate, measure, source_line)
    shown = tuple(scaled(shape, scale) for shape in shapes) if scale < 1 else tuple(shapes)
    name = title or translate(N_("Network of influence"))
    return Figure(width, height, shown, name, describe_network(scene, routes, translate))


def _as_routes(highlight: Sequence[str] | Sequence[Sequence[str]]) -> list[list[str]]:
    if not highlight:
        return []
    if all(isinstance(each, str) for each in highlight):
        return [[str(each) for each in highlight]]
    return [[str(each) for each in route] for route in highlight]


def _page(
    scene: NetworkScene,
    width: float,
    height: float,
    routes: Sequence[Sequence[str]],
    supposed: Collection[str],
    translate: Translate,
    measure: Measure,
    source_line: str,
) -> list[Shape]:
    legend = legend_shapes(scene, 0, 0, width, measure, translate, supposed=bool(supposed))
    foot = legend.height + (16 if source_line else 0) + 8
    plot = Box(0, 2, width, max(80.0, height - foot - 4))
    unit = inner_box(plot)
    behind = guide_shapes(scene, plot, unit, translate)
    shapes: list[Shape] = [*behind]
    seats = seats_in(scene, unit)
    lifted = frozenset(each for route in routes for each in route)
    on_route = frozenset(number for route in routes for number in scene.between(route))
    found = ((number, curve_of(scene, seats, number)) for number in range(len(scene.edges)))
    curves = {number: curve for number, curve in found if curve is not None}
    shapes.extend(_edges(scene, curves, on_route, dimmed=bool(routes)))
    for seat in seats.values():
        drawn = node_shapes(seat.placed.node, seat.placed.look, seat.x, seat.y)
        if seat.placed.node.id in supposed:
            drawn = (*drawn, *supposed_ring(seat.placed.look, seat.x, seat.y))
        faint = bool(routes) and seat.placed.node.id not in lifted
        shapes.extend(_dimmed(drawn) if faint else drawn)
    named = [seat for seat in reversed(seats.values()) if not routes or seat.placed.node.id in lifted]
    kept = [curve for number, curve in curves.items() if not routes or number in on_route]
    shapes.extend(_names(named, [*seats.values()], plot, behind, kept, measure))
    below = plot.bottom + 8
    shapes.extend(legend_shapes(scene, 0, below, width, measure, translate, supposed=bool(supposed)).shapes)
    if source_line:
        text = shortened(source_line, max(8, int(width / 5)))
        shapes.append(Label(text, 0, plot.bottom + 8 + legend.height + 13, 10.5, "muted"))
    return shapes


def inner_box(plot: Box) -> Box:
    """Where the fractions of a scene lie within a field: markers at the edge stay whole."""
    return Box(
        plot.x + _MARGIN,
        plot.y + _MARGIN,
        max(1.0, plot.width - 2 * _MARGIN),
        max(1.0, plot.height - 2 * _MARGIN),
    )


def seats_in(scene: NetworkScene, unit: Box) -> dict[str, Seat]:
    """Every node with its point, `unit` being where the whole network lies."""
    return {
        placed.node.id: Seat(placed, unit.x + placed.x * unit.width, unit.y + placed.y * unit.height)
        for placed in scene.nodes
    }


def guide_shapes(scene: NetworkScene, plot: Box, unit: Box, translate: Translate = _) -> list[Shape]:
    """The rings or the bands behind a network. `plot` is what is seen, `unit` where the whole network lies."""
    if scene.layout is NetworkLayout.RINGS:
        return [_ellipse(unit, guide.radius) for guide in scene.guides]
    shapes: list[Shape] = []
    for guide in scene.guides:
        top, bottom = unit.y + guide.top * unit.height, unit.y + guide.bottom * unit.height
        if guide.top > 0 and plot.y < top < plot.bottom:
            shapes.append(Line(plot.x, top, plot.right, top, "line", 1.0))
        if min(bottom, plot.bottom) - max(top, plot.y) > 18:
            y = max(top, plot.y) + 15
            shapes.append(Label(translate(guide.name), plot.x + 8, y, 11, "muted", weight="bold"))
    return shapes


def _ellipse(unit: Box, radius: float) -> Shape:
    middle = (unit.x + unit.width / 2, unit.y + unit.height / 2)
    points = tuple(
        (
            middle[0] + radius * unit.width * math.cos(math.tau * step / 96),
            middle[1] + radius * unit.height * math.sin(math.tau * step / 96),
        )
        for step in range(97)
    )
    return Polyline(points, "line", 1.0)


def curve_of(scene: NetworkScene, seats: Mapping[str, Seat], number: int, scale: float = 1.0) -> Bow | None:
    """The bow of a tie between its two on the page, clear of their markers; None where they touch."""
    edge = scene.edges[number]
    start, end = seats[edge.source], seats[edge.target]
    gaps = (node_radius(start[0].look) + 1) * scale, (node_radius(end[0].look) + 3) * scale
    return bow((start[1], start[2]), (end[1], end[2]), scene.lanes[number], *gaps)


def _edges(
    scene: NetworkScene, curves: Mapping[int, Bow], on_route: Collection[int], *, dimmed: bool
) -> Iterator[Shape]:
    for number in sorted(curves, key=lambda each: (each in on_route, each)):
        faint = dimmed and number not in on_route
        stroke = stroke_of(scene.edges[number])
        yield from edge_shapes(curves[number], stroke, opacity=DIMMED if faint else None)


def _dimmed(shapes: Iterable[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape if isinstance(shape, Circle) and shape.fill == "surface" else replace(shape, opacity=0.3)


def place_node_names(
    named: Sequence[Seat],
    seats: Sequence[Seat],
    plot: Box,
    taken: Iterable[Shape] = (),
    measure: Measure = estimate_width,
    *,
    ties: Iterable[Point] = (),
    limit: int = 400,
    scale: float = 1.0,
) -> list[tuple[Spot, Seat, str]]:
    """Places for names, the first the most important, off all markers; who finds none stays unnamed.

    Names keep off the `ties` (points along them) where they can; where they cannot, they may lie on one.
    """
    texts = [shortened(seat.placed.node.name, NAME_LIMIT) for seat in named]
    wanted = [
        Wanted(
            seat.x,
            seat.y,
            name_reach(seat.placed, scale),
            measure(text, NAME_SIZE, False),
            NAME_SIZE * 1.3,
        )
        for seat, text in zip(named, texts, strict=True)
    ]
    first, second = (occupied_page(seats, plot, taken, measure, scale) for _pass in range(2))
    for x, y in ties:
        first.take(x, y, 0.5, 0.5)
    spots = place_labels(wanted, first, limit=limit, leaders=0)
    for spot in spots:
        second.take(spot.x, spot.y, wanted[spot.number].width, wanted[spot.number].height)
    missed = sorted(set(range(len(named))) - {spot.number for spot in spots})
    others = place_labels([wanted[number] for number in missed], second, limit=limit, leaders=40)
    spots.extend(replace(spot, number=missed[spot.number]) for spot in others)
    return [(spot, named[spot.number], texts[spot.number]) for spot in spots]


def occupied_page(
    seats: Sequence[Seat], plot: Box, taken: Iterable[Shape], measure: Measure, scale: float
) -> Occupancy:
    """A page on which markers are taken, and of what is behind them labels and level lines."""
    page = Occupancy(plot.x, plot.y, plot.right, plot.bottom)
    page.take_discs((seat.x, seat.y, marker_radius(seat.placed.look) * scale) for seat in seats)
    for shape in taken:
        if isinstance(shape, Label):
            width = measure(shape.text, shape.size, shape.weight == "bold")
            page.take(shape.x - 2, shape.y - 12, width + 4, 16)
        elif isinstance(shape, Line):
            page.take(shape.x1, shape.y1, shape.x2 - shape.x1, 0.5)
    return page


def node_name_shapes(spot: Spot, text: str, width: float, *, faded: bool = False) -> list[Shape]:
    """A placed name on a thin plate of the ground, so that ties below do not cross the letters."""
    plate = Rect(spot.x - 2, spot.y + 0.5, width + 4, NAME_SIZE * 1.3, fill="surface", opacity=0.72, corner=3)
    return [plate, *name_shapes(spot, text, width, size=NAME_SIZE, faded=faded)]


def _names(
    named: Sequence[Seat],
    seats: Sequence[Seat],
    plot: Box,
    behind: Iterable[Shape],
    curves: Iterable[Bow],
    measure: Measure,
) -> Iterator[Shape]:
    for spot, seat, text in place_node_names(named, seats, plot, behind, measure, ties=points_along(curves)):
        faded = seat.placed.look.fading == 2
        yield from node_name_shapes(spot, text, measure(text, NAME_SIZE, False), faded=faded)


def points_along(curves: Iterable[Bow]) -> Iterator[Point]:
    """Points on ties, near enough to each other to keep names off."""
    for curve in curves:
        length = math.dist(curve.start, curve.end)
        yield from sampled(curve, max(2, min(60, int(length / 4.0))))


def describe_network(
    scene: NetworkScene, routes: Sequence[Sequence[str]] = (), translate: Translate = _
) -> str:
    """The network in words: how large, what is highlighted, who has most ties, who stands where."""
    counts = translate(N_("{layout}. Stakeholders: {nodes}. Ties: {ties}."))
    layout = translate(LAYOUT_NAMES[scene.layout])
    parts = [counts.format(layout=layout, nodes=len(scene.nodes), ties=len(scene.edges))]
    for route in routes:
        placed = [mark for mark in map(scene.mark, route) if mark is not None]
        names = " \N{RIGHTWARDS ARROW} ".join(shortened(mark.node.name, NAME_LIMIT) for mark in placed)
        parts.append(translate(N_("Route: {names}.")).format(names=names))
    most = sorted(scene.touching.items(), key=lambda item: (-len(item[1]), item[0]))[:5]
    if most:
        tied = ", ".join(
            f"{shortened(scene.nodes[scene.index[key]].node.name, NAME_LIMIT)} ({len(numbers)})"
            for key, numbers in most
        )
        parts.append(translate(N_("Most ties: {names}.")).format(names=tied))
    parts.extend(_standings(scene, translate))
    if scene.edges:
        shown = ", ".join(translate(family.name) for family in shown_families(scene))
        parts.append(translate(N_("Kinds of tie: {names}.")).format(names=shown))
    return " ".join(parts)


def _standings(scene: NetworkScene, translate: Translate) -> Iterator[str]:
    """How many stand where; components of the Movement are not counted."""
    counts = Counter(placed.look.position for placed in scene.nodes if not placed.node.apart)
    sentence = translate(N_("{list}: {names}."))
    for step in (*Position, None):
        if counts[step]:
            name = translate(NOT_ASSESSED) if step is None else step_label(Position, step, translate)
            yield sentence.format(list=name, names=counts[step])
