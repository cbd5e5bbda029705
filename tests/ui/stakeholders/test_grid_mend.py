"""A crowd in which a few moved is mended, and looks as if it were painted anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from hdplanner.figures.grid import Box
from hdplanner.figures.scene import GridScene, Placed, build_scene, update_scene
from hdplanner.ui.common.camera import Camera
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_canvas import GridCanvas
from hdplanner.ui.stakeholders.grid_mend import differing

SIZE = QSizeF(900, 640)


def _row(number: int, influence: int, interest: int) -> Placed:
    return Placed(
        f"{number:05d}", f"S {number}", influence=influence, interest=interest, position=number % 5 - 2
    )


def _crowd(count: int = 3_000) -> list[Placed]:
    dice = random.Random(7)
    return [_row(number, dice.randint(1, 5), dice.randint(1, 5)) for number in range(count)]


def _picture(canvas: GridCanvas, camera: Camera) -> QImage:
    image = QImage(900, 640, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas.paint(painter, camera, dimmed=False)
    painter.end()
    return image


def _apart(one: QImage, other: QImage) -> int:
    """How many pixels differ: of neighbours that overlap either may be on top."""
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))


def _canvas(scene: GridScene) -> GridCanvas:
    canvas = GridCanvas(load_theme("light"), scene)
    canvas.resize(SIZE, 1.0)
    return canvas


@pytest.mark.parametrize("zoom", [1.0, 2.5])
def test_a_mended_layer_is_the_layer_painted_anew(qapp: QApplication, zoom: float) -> None:
    load_fonts()
    rows = _crowd()
    before = build_scene(rows)
    moved = [replace(rows[number], influence=5, interest=5) for number in (3, 70, 900)]
    after = update_scene(before, moved, {row.id for row in moved})
    camera = Camera(Box(60, 12, 820, 580), zoom, 0.3 if zoom > 1 else 0.0, 0.0)
    canvas = _canvas(before)
    _picture(canvas, camera)
    layer = canvas._marks
    canvas.show_scene(after)
    assert canvas._marks is layer
    assert _apart(_picture(canvas, camera), _picture(_canvas(after), camera)) < 200


def test_only_what_looks_or_stands_otherwise_differs() -> None:
    rows = _crowd(200)
    before = build_scene(rows)
    assert differing(before, update_scene(before, [rows[0]], {rows[0].id})) == []
    gone = update_scene(before, [], {rows[5].id})
    assert rows[5].id in {mark.row.id for mark in differing(before, gone)}


def test_where_all_differ_the_layer_is_painted_anew(qapp: QApplication) -> None:
    load_fonts()
    rows = _crowd()
    camera = Camera(Box(60, 12, 820, 580))
    canvas = _canvas(build_scene(rows))
    _picture(canvas, camera)
    canvas.show_scene(build_scene([replace(row, position=-2) for row in rows]))
    assert canvas._marks is None
