"""Stakeholders placed on a grid: who stands where, with what marker, who waits unassessed, who is set apart.

Pure: no Qt, no database. Nobody without both ratings is ever placed; not assessed is not the middle.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isqrt
from operator import attrgetter
from typing import NamedTuple

from hdplanner.figures.hulls import MOST_RINGS, convex_hull
from hdplanner.figures.methods import GridMethod, Layout, layout_of, locate
from hdplanner.figures.shapes import Point

FRESH_DAYS = 90
STALE_DAYS = 182
_MANY = (24, 90, 280)
"""In a cell with more marks than these each is drawn smaller, step by step."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What was judged at one time; None is not assessed."""

    influence: int | None = None
    interest: int | None = None
    position: int | None = None
    relationship: int | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One stakeholder as the grid needs it.

    `position` is the assessed one, else the stated one; `target` a realistic position. `age_days` counts from
    the day of the assessment; `stale` is the domain's word that it is due for review. `apart` marks a component
    of the Movement, which is neither rated nor counted. `detail` and `evidence` are shown in the hover card.
    `holder` is who holds a post on the day shown; `spread` is what other raters judged; `coalitions` are the names
    of those it belongs to.
    """

    id: str
    name: str
    kind: str = "institution"
    influence: int | None = None
    interest: int | None = None
    position: int | None = None
    relationship: int | None = None
    confidence: int | None = None
    age_days: int | None = None
    stale: bool = False
    target: int | None = None
    previous: Ratings | None = None
    apart: bool = False
    detail: str = ""
    evidence: str = ""
    holder: str = ""
    spread: tuple[Ratings, ...] = ()
    coalitions: tuple[str, ...] = ()


class Look(NamedTuple):
    """All that decides how a marker is painted: position (shape and colour), size 0 to 4, doubt 1 to 3, fading 0 to 2,
    and the kind of stakeholder by a small sign ("" for none). `dense` 1 to 3 says how many share its cell: such
    marks are smaller and have no halo and no sign, so that none hides another.
    """

    position: int | None
    size: int = 2
    doubt: int = 1
    fading: int = 0
    kind: str = ""
    dense: int = 0


class Mark(NamedTuple):
    """A stakeholder on the grid, at fractions of it (y down)."""

    row: Placed
    x: float
    y: float
    look: Look


class Members(NamedTuple):
    """Where the members of a coalition stand; not `every` one where only the corners of many are kept."""

    places: tuple[Point, ...]
    every: bool


@dataclass(frozen=True)
class GridScene:
    """All that a grid shows. Marks are in painting order: the influential last, so that they lie on top."""

    layout: Layout
    marks: tuple[Mark, ...]
    unassessed: tuple[Placed, ...]
    apart: tuple[Placed, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Where in `marks` each id stands."""
        return {mark.row.id: number for number, mark in enumerate(self.marks)}

    @cached_property
    def looks(self) -> frozenset[Look]:
        """Every look that a marker has here, for the legend."""
        return frozenset(mark.look for mark in self.marks)

    @cached_property
    def coalitions(self) -> dict[str, Members]:
        """Where the members of each coalition stand, as fractions; of many members only those at the corners.

        By name, so that each keeps its place when members move; one with nobody on the grid has no points.
        """
        found: dict[str, list[Point]] = {}
        for row in (*self.unassessed, *self.apart):
            for name in row.coalitions:
                found.setdefault(name, [])
        for mark in self.marks:
            for name in mark.row.coalitions:
                found.setdefault(name, []).append((mark.x, mark.y))
        return {name: _members(found[name]) for name in sorted(found)}

    def mark(self, row_id: str) -> Mark | None:
        """The mark of a stakeholder, if it is on the grid."""
        number = self.index.get(row_id)
        return None if number is None else self.marks[number]


def build_scene(rows: Iterable[Placed], choice: Layout | GridMethod = GridMethod.MENDELOW) -> GridScene:
    """Place the rows by a layout or a named method. A rating outside its scale counts as not assessed."""
    layout = layout_of(choice)
    cells: dict[tuple[int, int], list[Placed]] = {}
    unassessed: list[Placed] = []
    apart: list[Placed] = []
    read = attrgetter(layout.x.field, layout.y.field, "apart")
    x_steps, y_steps = frozenset(map(int, layout.x.scale)), frozenset(map(int, layout.y.scale))
    for row in rows:
        x, y, is_apart = read(row)
        if is_apart:
            apart.append(row)
        elif x in x_steps and y in y_steps:
            cells.setdefault((x, y), []).append(row)
        else:
            unassessed.append(row)
    marks = [mark for (x, y), members in cells.items() for mark in _cell(layout, x, y, members)]
    marks.sort(key=_influence)
    return GridScene(layout, tuple(marks), tuple(unassessed), tuple(apart))


def update_scene(scene: GridScene, rows: Iterable[Placed], gone: Collection[str] = ()) -> GridScene:
    """The scene after some rows came, changed or went (`gone`, ids): only the cells they touch are seated anew.

    Equal to `build_scene` of all rows but for the order of the unassessed; ten times as fast for a few.
    """
    layout = scene.layout
    read = attrgetter(layout.x.field, layout.y.field)
    fresh = build_scene(rows, layout)
    touched = {*scene_ids(fresh), *gone}
    cells = {read(mark.row) for mark in fresh.marks}
    for row_id in touched:
        mark = scene.mark(row_id)
        if mark is not None:
            cells.add(read(mark.row))
    members: dict[tuple[int, int], list[Placed]] = {cell: [] for cell in cells}
    for mark in fresh.marks:
        members[read(mark.row)].append(mark.row)
    marks: list[Mark] = []
    for mark in scene.marks:
        cell = read(mark[0])
        if cell not in cells:
            marks.append(mark)
        elif mark[0].id not in touched:
            members[cell].append(mark[0])
    marks.extend(mark for (x, y), rest in members.items() for mark in _cell(layout, x, y, rest))
    marks.sort(key=_influence)
    unassessed = (*(row for row in scene.unassessed if row.id not in touched), *fresh.unassessed)
    apart = (*(row for row in scene.apart if row.id not in touched), *fresh.apart)
    return GridScene(layout, tuple(marks), unassessed, apart)


def scene_ids(scene: GridScene) -> Iterable[str]:
    """The ids of all rows of a scene, on the grid or not."""
    yield from scene.index
    yield from (row.id for row in (*scene.unassessed, *scene.apart))


def look_of(row: Placed, size_field: str | None, dense: int = 0) -> Look:
    """How the row's marker is painted. Unknown confidence counts as low, as everywhere."""
    size = None
    if size_field is not None:
        size = getattr(row, size_field)
        if size is not None and size_field == "influence":
            size -= 1  # influence begins at one, relationship at nought
    age = row.age_days or 0
    fading = 2 if row.stale or age > STALE_DAYS else 1 if age > FRESH_DAYS else 0
    return _look(row.position, 2 if size is None else size, row.confidence or 1, fading, row.kind, dense)


@lru_cache(maxsize=4096)
def _look(position: int | None, size: int, confidence: int, fading: int, kind: str, dense: int) -> Look:
    """One object for all who look the same; what is off its scale is not assessed or goes to the end."""
    known = position if position in (-2, -1, 0, 1, 2) else None
    size = min(4, max(0, size))
    if dense:  # a halo would be a fog, a sign a blot
        return Look(known, size, 1, fading, "", dense)
    return Look(known, size, 4 - min(3, max(1, confidence)), fading, kind)


def place_of(layout: Layout, ratings: Ratings | Placed) -> tuple[float, float] | None:
    """The middle of the cell for some ratings, or None where one is not assessed."""
    x, y = getattr(ratings, layout.x.field), getattr(ratings, layout.y.field)
    return locate(layout, x, y) if layout.x.holds(x) and layout.y.holds(y) else None


def _cell(layout: Layout, x: int, y: int, members: list[Placed]) -> list[Mark]:
    """Spread the members of one cell so that none hides another; one alone stands in the middle."""
    centre_x, centre_y = locate(layout, x, y)
    width, height = 0.78 / layout.x.steps, 0.74 / layout.y.steps
    seats = _seats(len(members))
    if len(seats) > 1 and layout.zones and y in (layout.y.lowest, layout.y.lowest + layout.y.steps - 1):
        # The names of the zones stand along the upper and the lower edge: leave them their line.
        height *= 0.78
        centre_y += (-0.09 if y == layout.y.lowest else 0.09) / layout.y.steps
    taken: set[int] = set()
    members.sort(key=attrgetter("id"))
    size_field, count = layout.size_field, len(seats)
    marks: list[Mark] = []
    dense = sum(len(members) > many for many in _MANY)
    new = tuple.__new__  # the hot loop of ten thousand: half the time of Mark(...)
    for row in members:
        seat = zlib.crc32(row.id.encode()) % count
        while seat in taken:
            seat = (seat + 1) % count
        taken.add(seat)
        dx, dy = seats[seat]
        look = look_of(row, size_field, dense)
        marks.append(new(Mark, (row, centre_x + dx * width, centre_y + dy * height, look)))
    return marks


def _members(places: list[Point]) -> Members:
    every = len(places) <= MOST_RINGS
    return Members(tuple(places if every else convex_hull(places)), every)


def _influence(mark: Mark) -> int:
    return mark[0].influence or 0


@lru_cache(maxsize=256)
def _seats(count: int) -> tuple[tuple[float, float], ...]:
    """Seats in a unit cell, as offsets from its middle (-0.5 to 0.5): a staggered lattice, the widest spread
    there is. A few more seats than members, so that who comes or goes rarely moves the others."""
    if count <= 1:
        return ((0.0, 0.0),)
    if count <= 4:
        return ((-0.3, -0.28), (0.3, 0.26), (0.24, -0.26), (-0.24, 0.28))
    rows = isqrt(count)
    columns = -(-count // rows)
    columns, rows = (columns, rows) if columns >= rows else (rows, columns)
    across, down = 1 / columns, 1 / rows
    return tuple(
        ((column + 0.5 + (0.2 if row % 2 else -0.2)) * across - 0.5, (row + 0.5) * down - 0.5)
        for row in range(rows)
        for column in range(columns)
    )
