"""The outline of a glyph as operators of a page, for dots and marks that are painted rather than written."""

from __future__ import annotations

import uharfbuzz as hb


def glyph_path(font: hb.Font, glyph: int) -> str:
    """The outline of a glyph as path operators, in units of the font."""
    path: list[str] = []
    font.draw_glyph(glyph, _draw_functions(), path)
    return " ".join(path)


def _draw_functions() -> hb.DrawFuncs:
    at = [0.0, 0.0]

    def move(x: float, y: float, path: list[str]) -> None:
        at[:] = x, y
        path.append(f"{x:g} {y:g} m")

    def line(x: float, y: float, path: list[str]) -> None:
        at[:] = x, y
        path.append(f"{x:g} {y:g} l")

    def cubic(x1: float, y1: float, x2: float, y2: float, x: float, y: float, path: list[str]) -> None:
        at[:] = x, y
        path.append(f"{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {x:g} {y:g} c")

    def quadratic(x1: float, y1: float, x: float, y: float, path: list[str]) -> None:
        x0, y0 = at
        third = 2 / 3
        cubic(
            x0 + third * (x1 - x0),
            y0 + third * (y1 - y0),
            x + third * (x1 - x),
            y + third * (y1 - y),
            x,
            y,
            path,
        )

    functions = hb.DrawFuncs()
    functions.set_move_to_func(move)
    functions.set_line_to_func(line)
    functions.set_cubic_to_func(cubic)
    functions.set_quadratic_to_func(quadratic)
    functions.set_close_path_func(lambda path: path.append("h"))
    return functions
