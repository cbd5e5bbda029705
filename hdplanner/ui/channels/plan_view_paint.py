"""Paints a picture of the plan: what rests from a cache of one pixmap, what is chosen, held or pulled above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from hdplanner.figures.grid_ground import Box
from hdplanner.figures.plan_page import flipped, flipped_box
from hdplanner.figures.plan_parts import Chip, chip_shapes
from hdplanner.figures.shapes import Circle, Label, Line, Polygon, Rect, Shape
from hdplanner.ui.common.figure_view import measure, paint_shapes

if TYPE_CHECKING:
    from hdplanner.ui.channels.plan_view_surface import PlanSurface

_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
_RING = 2.0


class PlanPaint:
    """The paint of one view."""

    def __init__(self, view: PlanSurface) -> None:
        self._view = view
        self._key: tuple[object, ...] = ()
        self._pixmap = QPixmap()

    def forget(self) -> None:
        """Paint all anew next time."""
        self._key = ()

    def base(self) -> QPixmap:
        """What rests: ground, chips, head, side and foot as they are scrolled now."""
        view = self._view
        ratio = view.devicePixelRatioF()
        seen = view.seen
        key = (seen, view.viewport().size(), ratio, view.mirrored, view.theme)
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap(view.viewport().size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(view.theme.colour("surface"))
            painter = QPainter(self._pixmap)
            painter.scale(view.theme.scale, view.theme.scale)
            painter.setRenderHints(_HINTS)
            self._paint_parts(painter, seen)
            painter.end()
        return self._pixmap

    def _paint_parts(self, painter: QPainter, seen: Box) -> None:
        view, picture = self._view, self._view.picture
        with in_body(view, painter):
            self._paint(painter, picture.ground(seen))
            near = [chip for chip in picture.chips if _touch(chip.box, seen)]
            self._paint_chips(painter, near)
        height = view.page[1] - view.legend.height
        with _part(
            view, painter, Box(0, picture.head, picture.side, seen.height), (0, picture.head - seen.y)
        ):
            self._paint(painter, picture.side_shapes(seen))
        wide = Box(picture.side, 0, seen.width, picture.head)
        with _part(view, painter, wide, (picture.side - seen.x, 0)):
            self._paint(painter, picture.head_shapes(seen))
        low = Box(picture.side, height - picture.foot, seen.width, picture.foot)
        with _part(view, painter, low, (picture.side - seen.x, height - picture.foot)):
            self._paint(painter, picture.foot_shapes(seen))
        painter.save()
        painter.translate(0, height)
        paint_shapes(painter, view.legend.shapes, view.theme)  # placed for this direction already
        painter.restore()

    def top(self, painter: QPainter) -> None:
        """What is chosen, where the keyboard is, and what is held."""
        view = self._view
        slot = view.cursor_slot
        if slot is not None and view.hasFocus():
            self._paint(painter, [_ring(slot.box, "accent", 1.5, inside=1.5)])
        self._paint(painter, self._marks(view.seen))
        rings = [
            _ring(chip.box, "accent", _RING, inside=-2.0)
            for key in view.selection
            for chip in view.chips_of(key)
        ]
        self._paint(painter, rings)
        drop = view.held
        if drop is None:
            return
        self._veil(painter, {chip.id for chip in drop.lifted})
        if drop.slot is not None:
            box = drop.slot
            fill = Rect(box.x, box.y, box.width, box.height, "selection", None, opacity=0.75, corner=3)
            self._paint(painter, [fill, _ring(box, "accent", 1.5, inside=1.0)])
        self._paint_chips(painter, drop.lifted)
        self._paint(painter, [_ring(chip.box, "accent", _RING, inside=-2.0) for chip in drop.lifted])
        self._paint_words(painter, drop.words, drop.lifted[0].box if drop.lifted else drop.slot)

    def _marks(self, seen: Box) -> list[Shape]:
        """A sign at the corner of each chip on which the checks find something."""
        view = self._view
        return [
            shape
            for key, role in view.marks.items()
            for chip in view.chips_of(key)
            if _touch(chip.box, seen)
            for shape in finding_sign(chip.box.right - 3, chip.box.y + 2, role)
        ]

    def _veil(self, painter: QPainter, ids: Iterable[str]) -> None:
        """Fade what is pulled where it still stands."""
        boxes = [chip.box for key in ids for chip in self._view.chips_of(key)]
        self._paint(painter, [Rect(b.x, b.y, b.width, b.height, "surface", None, opacity=0.7) for b in boxes])

    def _paint_words(self, painter: QPainter, words: str, box: Box | None) -> None:
        """The day or the cell in words, on a plate above what is pulled."""
        if not words or box is None:
            return
        seen = self._view.seen
        width = measure(words, 11, True) + 16
        x = min(max(box.x, seen.x), seen.right - width)
        y = box.y - 26 if box.y - 26 > seen.y else min(box.bottom + 6, seen.bottom - 22)
        shapes: list[Shape] = [
            Rect(x, y, width, 21, fill="accent", corner=4),
            Label(words, x + 8, y + 15, 11, "on_accent", weight="bold"),
        ]
        self._paint(painter, shapes)

    def _paint(self, painter: QPainter, shapes: Iterable[Shape]) -> None:
        turned = (flipped(shape) for shape in shapes) if self._view.mirrored else shapes
        paint_shapes(painter, turned, self._view.theme)

    def _paint_chips(self, painter: QPainter, chips: Iterable[Chip]) -> None:
        mirrored = self._view.mirrored
        for chip in chips:
            seen = replace(chip, box=flipped_box(chip.box)) if mirrored else chip
            paint_shapes(painter, chip_shapes(seen, mirrored=mirrored), self._view.theme)


@contextmanager
def in_body(view: PlanSurface, painter: QPainter) -> Iterator[None]:
    """Paint in points of the body, and nowhere else."""
    picture, seen = view.picture, view.seen
    place = Box(picture.side, picture.head, seen.width, seen.height)
    with _part(view, painter, place, (picture.side - seen.x, picture.head - seen.y)):
        yield


@contextmanager
def _part(view: PlanSurface, painter: QPainter, place: Box, shift: tuple[float, float]) -> Iterator[None]:
    """Paint inside a part of the page; where the picture is mirrored, so is the part."""
    painter.save()
    box = QRectF(place.x, place.y, place.width, place.height)
    dx = shift[0]
    if view.mirrored:
        width = view.page[0]
        box.moveLeft(width - place.right)
        dx = width - dx
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.translate(QPointF(dx, shift[1]))
    try:
        yield
    finally:
        painter.restore()


def finding_sign(x: float, y: float, role: str) -> list[Shape]:
    """What the checks find, by shape and colour: a triangle for a warning, a disc with a stroke for an error."""
    if role == "danger":
        strokes: list[Shape] = [
            Line(x, y - 3, x, y + 0.8, "surface", 1.6),
            Circle(x, y + 3, 0.9, fill="surface"),
        ]
        return [Circle(x, y, 6.5, fill=role, stroke="surface", stroke_width=1.2), *strokes]
    corners = ((x, y - 6.5), (x + 7, y + 5.5), (x - 7, y + 5.5))
    return [Polygon(corners, "surface", role, 1.6), Line(x, y - 2, x, y + 2.4, role, 1.5)]


def _ring(box: Box, role: str, width: float, *, inside: float) -> Rect:
    return Rect(
        box.x + inside,
        box.y + inside,
        box.width - 2 * inside,
        box.height - 2 * inside,
        None,
        role,
        width,
        corner=5,
    )


def _touch(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
