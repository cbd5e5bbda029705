from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.grid import Box
from hdplanner.ui.common.camera import MAX_ZOOM, Camera

PLOT = Box(80, 12, 800, 500)
inside = st.tuples(st.floats(80, 880), st.floats(12, 512))


@given(inside, st.lists(st.tuples(inside, st.floats(0.3, 3)), max_size=8))
def test_a_point_and_its_place_are_inverse_however_one_zooms(
    point: tuple[float, float], zooms: list[tuple[tuple[float, float], float]]
) -> None:
    camera = Camera(PLOT)
    for (x, y), factor in zooms:
        camera.zoom_at(x, y, factor)
    assert camera.to_page(*camera.to_grid(*point)) == pytest.approx(point)


@given(st.lists(st.tuples(inside, st.floats(0.3, 3), st.floats(-900, 900)), max_size=8))
def test_one_never_leaves_the_grid(moves: list[tuple[tuple[float, float], float, float]]) -> None:
    camera = Camera(PLOT)
    for (x, y), factor, shift in moves:
        camera.zoom_at(x, y, factor)
        camera.pan(shift, -shift)
        assert 1.0 <= camera.zoom <= MAX_ZOOM
        assert -1e-9 <= camera.x <= 1 - 1 / camera.zoom + 1e-9
        assert -1e-9 <= camera.y <= 1 - 1 / camera.zoom + 1e-9


def test_what_is_out_of_sight_is_brought_to_the_middle() -> None:
    camera = Camera(PLOT)
    camera.zoom_at(80, 12, 8)
    assert camera.reveal(0.9, 0.9)
    x, y = camera.to_page(0.9, 0.9)
    assert PLOT.x < x < PLOT.right
    assert PLOT.y < y < PLOT.bottom
    assert not camera.reveal(0.9, 0.9)
