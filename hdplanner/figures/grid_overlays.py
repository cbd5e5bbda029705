"""What can be laid over a grid: trails from where marks stood, arrows to targets, other raters, hulls of coalitions.

Geometry only. `unit` is where the whole grid lies on the page, as for the ground: screen and pack say the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from hdplanner.figures.grid_ground import Box
from hdplanner.figures.hulls import Hull, hulls
from hdplanner.figures.markers import marker_radius, marker_shapes
from hdplanner.figures.methods import Layout
from hdplanner.figures.scene import GridScene, Look, Mark, Ratings, place_of
from hdplanner.figures.shapes import Circle, Line, Point, Shape, arrow

_GHOST = 4.0
_APART = 9.0
_NEAR_NAMES = 400
"""So many marks, the most influential, stay clear of the names of hulls."""


@dataclass(frozen=True, slots=True)
class Overlays:
    """What a picture shows besides the marks."""

    coalitions: bool = False
    spread: bool = False
    trails: bool = False
    targets: bool = False


NO_OVERLAYS = Overlays()


def trail_shapes(layout: Layout, mark: Mark, unit: Box) -> list[Shape]:
    """A dotted line from where the mark stood before, with its marker of then; nothing where it has not moved."""
    previous = mark.row.previous
    old = None if previous is None else _beside(layout, mark, previous, unit)
    if previous is None or old is None:
        return []
    look = Look(previous.position, mark.look.size, 1, 2)
    line = Line(*old, *_on(unit, mark.x, mark.y), "muted", 1.3, dash=(2.0, 3.0))
    return [line, *marker_shapes(look, *old, halo=False)]


def target_shapes(layout: Layout, mark: Mark, unit: Box) -> list[Shape]:
    """An arrow to the target's place where position is an axis; else a small arrow to its marker below."""
    target, now = mark.row.target, mark.row.position
    if target is None or target == now:
        return []
    x, y = _on(unit, mark.x, mark.y)
    reach = marker_radius(mark.look) + 7
    if layout.x.field == "position" and now is not None:
        end = x + (layout.x.fraction(target) - layout.x.fraction(now)) * unit.width, y
    elif layout.y.field == "position" and now is not None:
        end = x, y - (layout.y.fraction(target) - layout.y.fraction(now)) * unit.height
    else:
        end = x, y + reach + 26
    start, tip = _towards((x, y), end, reach), _towards(end, (x, y), 10)
    return [*arrow(start, tip, role="accent"), *marker_shapes(Look(target, 1, 1, 0), *end, halo=False)]


def spread_shapes(layout: Layout, mark: Mark, unit: Box) -> list[Shape]:
    """What others judged: small hollow dots, each joined to the marker by a thin line.

    The marker stays where the newest says. Who agrees with it, or did not rate both axes, has no dot; those of one
    opinion stand beside each other.
    """
    places: dict[Point, int] = {}
    shapes: list[Shape] = []
    here = _on(unit, mark.x, mark.y)
    for opinion in mark.row.spread:
        place = _beside(layout, mark, opinion, unit)
        if place is None:
            continue
        number = places[place] = places.get(place, -1) + 1
        angle = 2.4 * number  # the golden angle: no two of a few cover each other
        away = _APART * math.sqrt(number)
        dot = place[0] + away * math.cos(angle), place[1] + away * math.sin(angle)
        start, end = _towards(here, dot, marker_radius(mark.look)), _towards(dot, here, _GHOST)
        shapes.append(Line(*start, *end, "line_strong", 0.8))
        shapes.append(Circle(*dot, _GHOST, "surface", "muted", 1.2))
    return shapes


def coalition_hulls(
    scene: GridScene, plot: Box, unit: Box, measure: Callable[[str, float, bool], float]
) -> list[Hull]:
    """A hull round each coalition that has somebody on the grid, inside the plot."""
    standing = scene.coalitions
    groups = {name: [_on(unit, *place) for place in members.places] for name, members in standing.items()}
    inset = 2.0
    return hulls(
        groups,
        measure,
        left=plot.x + inset,
        top=plot.y + inset,
        right=plot.right - inset,
        bottom=plot.bottom - inset,
        plain=[name for name, members in standing.items() if not members.every],
        avoid=[_on(unit, mark.x, mark.y) for mark in scene.marks[-_NEAR_NAMES:]],
    )


def not_placed(scene: GridScene) -> dict[str, list[str]]:
    """Of each coalition those who are not on the grid, by name."""
    missing: dict[str, list[str]] = {}
    for row in (*scene.unassessed, *scene.apart):
        for name in row.coalitions:
            missing.setdefault(name, []).append(row.name)
    return {name: sorted(missing[name]) for name in sorted(missing)}


def _beside(layout: Layout, mark: Mark, ratings: Ratings, unit: Box) -> Point | None:
    """The seat in the cell of other ratings that the mark has in its own; None where it is the same cell."""
    place, middle = place_of(layout, ratings), place_of(layout, mark.row)
    if place is None or middle is None or place == middle:
        return None
    return _on(unit, place[0] + mark.x - middle[0], place[1] + mark.y - middle[1])


def _on(unit: Box, x: float, y: float) -> Point:
    return unit.x + x * unit.width, unit.y + y * unit.height


def _towards(start: Point, end: Point, reach: float) -> Point:
    length = max(1e-6, math.dist(start, end))
    return start[0] + (end[0] - start[0]) / length * reach, start[1] + (end[1] - start[1]) / length * reach
