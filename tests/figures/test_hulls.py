from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.grid_ground import estimate_width
from hdplanner.figures.hulls import convex_hull, hull_shapes, hulls, padded
from hdplanner.figures.palette import load_palette
from hdplanner.figures.shapes import Circle, Label, Point, Polygon, roles_of

points = st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=1, max_size=40)


def _inside(corners: list[Point], point: Point) -> bool:
    """Whether a point lies in a convex shape whose corners run one way round."""
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    turns = [
        (two[0] - one[0]) * (point[1] - one[1]) - (two[1] - one[1]) * (point[0] - one[0])
        for one, two in pairs
    ]
    return min(turns) >= -1e-6


@given(points)
def test_a_hull_holds_all_its_points(given_points: list[Point]) -> None:
    corners = convex_hull(given_points)
    assert set(corners) <= set(given_points)
    if len(corners) > 2:
        assert all(_inside(corners, point) for point in given_points)


@given(points)
def test_a_padded_hull_leaves_room_for_the_markers_of_its_members(given_points: list[Point]) -> None:
    ring = padded(convex_hull(given_points), 17)
    for x, y in given_points:
        for step in range(8):
            angle = math.pi * step / 4
            assert _inside(ring, (x + 16 * math.cos(angle), y + 16 * math.sin(angle)))


def test_one_point_has_a_round_hull_and_two_have_a_capsule() -> None:
    assert {round(math.dist(corner, (5, 5)), 6) for corner in padded([(5, 5)], 10)} == {10}
    ring = padded([(0, 0), (100, 0)], 10)
    assert min(x for x, _y in ring) == pytest.approx(-10)
    assert max(y for _x, y in ring) == pytest.approx(10, abs=0.2)


def test_points_on_a_line_or_on_one_spot_do_no_harm() -> None:
    assert convex_hull([(0, 0), (1, 1), (2, 2)]) == [(0, 0), (2, 2)]
    assert convex_hull([(3, 3)] * 500) == [(3, 3)]
    assert len(hulls({"A": [(3.0, 3.0)] * 500}, estimate_width)) == 1


def test_ten_groups_have_six_hues_and_then_dashes() -> None:
    made = hulls({f"Group {n}": [(n * 100.0, 50.0)] for n in range(10)}, estimate_width)
    lines = [hull.outline[1] for hull in made]
    told = {(line.stroke, line.dash) for line in lines if isinstance(line, Polygon)}
    assert len(told) == 10
    assert len({stroke for stroke, _dash in told}) == 6
    shapes = [shape for hull in made for shape in (*hull.outline, hull.label)]
    for theme in ("light", "dark"):
        assert roles_of(shapes) <= load_palette(theme).roles.keys()


def test_names_of_groups_on_one_spot_do_not_overlap() -> None:
    made = hulls({f"Group {n}": [(200.0, 200.0)] for n in range(5)}, estimate_width, avoid=[(200.0, 150.0)])
    boxes = []
    for hull in made:
        half = estimate_width(hull.label.text, hull.label.size, True) / 2
        boxes.append((hull.label.x - half, hull.label.y - 10, hull.label.x + half, hull.label.y + 2))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_groups_of_the_same_members_are_drawn_one_round_the_other() -> None:
    one, other = hulls({"A": [(50.0, 50.0)], "B": [(50.0, 50.0)]}, estimate_width)
    inner, outer = one.outline[1], other.outline[1]
    assert isinstance(inner, Polygon)
    assert isinstance(outer, Polygon)
    assert max(x for x, _y in outer.points) > max(x for x, _y in inner.points)
    rings = [shape.radius for hull in (one, other) for shape in hull.outline if isinstance(shape, Circle)]
    assert rings[1] > rings[0]


def test_an_outline_and_its_name_stay_inside_the_bounds() -> None:
    made = hulls(
        {"At the edge with a long name": [(0.0, 0.0), (100.0, 100.0)]},
        estimate_width,
        left=0,
        top=0,
        right=300,
        bottom=300,
    )
    outline, label = made[0].outline[0], made[0].label
    assert isinstance(outline, Polygon)
    assert all(0 <= x <= 300 and 0 <= y <= 300 for x, y in outline.points)
    half = estimate_width(label.text, label.size, True) / 2
    assert label.x - half >= 0
    assert label.y - label.size >= 0
    assert label.y <= 300


def test_a_group_with_nobody_placed_has_no_outline_and_keeps_the_hues_of_the_others() -> None:
    full = hulls({"A": [(1.0, 1.0)], "B": [(90.0, 90.0)]}, estimate_width)
    empty = hulls({"A": [], "B": [(90.0, 90.0)]}, estimate_width)
    assert [hull.name for hull in empty] == ["B"]
    assert empty[0].outline == full[1].outline


def test_outlines_come_before_names_and_a_name_of_ten_thousand_characters_is_cut() -> None:
    shapes = hull_shapes({"N" * 10_000: [(1.0, 1.0)], "B": [(90.0, 90.0)]}, estimate_width, padding=12)
    names = [shape for shape in shapes if isinstance(shape, Label)]
    assert shapes[-2:] == names
    assert max(len(name.text) for name in names) <= 42
