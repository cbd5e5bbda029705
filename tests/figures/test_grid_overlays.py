from __future__ import annotations

import pytest

from hdplanner.figures.grid import Box, estimate_width, grid_figure
from hdplanner.figures.grid_overlays import (
    Overlays,
    coalition_hulls,
    not_placed,
    spread_shapes,
    target_shapes,
    trail_shapes,
)
from hdplanner.figures.legend import legend_entries
from hdplanner.figures.methods import GridMethod, Layout, own_layout
from hdplanner.figures.scene import GridScene, Mark, Placed, Ratings, build_scene
from hdplanner.figures.shapes import Circle, Label, Line, Polygon

UNIT = Box(100, 0, 500, 400)
ALL = Overlays(coalitions=True, spread=True, trails=True, targets=True)


def _mark(choice: Layout | GridMethod = GridMethod.MENDELOW, **more: object) -> tuple[Layout, Mark]:
    row = Placed("1", "Ministry", influence=4, interest=2, position=0, confidence=2, **more)  # type: ignore[arg-type]
    scene = build_scene([row], choice)
    return scene.layout, scene.marks[0]


def test_a_trail_runs_from_where_it_stood_to_where_it_stands() -> None:
    line = trail_shapes(*_mark(previous=Ratings(2, 2, -1, 0)), UNIT)[0]
    assert isinstance(line, Line)
    assert (line.x1, line.y1, line.x2, line.y2) == pytest.approx((250, 280, 250, 120))


def test_who_has_not_moved_or_was_not_assessed_leaves_no_trail() -> None:
    for previous in (None, Ratings(4, 2, 1, 1), Ratings(None, 2), Ratings()):
        assert trail_shapes(*_mark(previous=previous), UNIT) == []


def test_a_target_is_an_arrow_along_the_axis_of_positions_and_a_small_one_elsewhere() -> None:
    across = target_shapes(*_mark(GridMethod.POSITION, target=1), UNIT)[0]
    assert isinstance(across, Line)
    assert across.x2 > across.x1
    assert across.y1 == across.y2
    down = target_shapes(*_mark(target=1), UNIT)[0]
    assert isinstance(down, Line)
    assert down.x1 == down.x2
    assert target_shapes(*_mark(target=0), UNIT) == []
    assert target_shapes(*_mark(), UNIT) == []


def test_every_other_opinion_is_a_dot_and_who_agrees_has_none() -> None:
    spread = (Ratings(2, 4), Ratings(2, 4), Ratings(4, 2), Ratings(None, 4))
    shapes = spread_shapes(*_mark(spread=spread), UNIT)
    dots = [(shape.x, shape.y) for shape in shapes if isinstance(shape, Circle)]
    assert len(dots) == len(set(dots)) == 2


def test_an_opinion_on_own_axes_is_shown_by_them() -> None:
    layout, mark = _mark(own_layout("confidence", "interest"), spread=(Ratings(4, 5, 0, 1, 3),))
    assert len([one for one in spread_shapes(layout, mark, UNIT) if isinstance(one, Circle)]) == 1


def _coalition() -> GridScene:
    members = [
        Placed(str(n), f"Member {n}", influence=n, interest=n, coalitions=("Ours",)) for n in range(1, 6)
    ]
    return build_scene([*members, Placed("9", "Absent bank", coalitions=("Ours", "Unseen"))])


def test_a_coalition_has_a_hull_round_those_on_the_grid() -> None:
    (hull,) = coalition_hulls(_coalition(), UNIT, UNIT, estimate_width)
    assert hull.name == "Ours"
    assert len([shape for shape in hull.outline if isinstance(shape, Circle)]) == 5
    assert list(_coalition().coalitions) == ["Ours", "Unseen"]
    assert not_placed(_coalition()) == {"Ours": ["Absent bank"], "Unseen": ["Absent bank"]}


def test_the_picture_names_the_members_that_are_not_on_it() -> None:
    texts = [s.text for s in grid_figure(_coalition(), 760, 560, overlays=ALL).shapes if isinstance(s, Label)]
    assert "Not on the grid, of “Ours”: Absent bank." in texts
    assert "Ours" in texts
    without = [s.text for s in grid_figure(_coalition(), 760, 560).shapes if isinstance(s, Label)]
    assert "Ours" not in without


def test_the_legend_explains_only_what_lies_over_this_grid() -> None:
    rows = [Placed("1", "A", influence=4, interest=2, position=0, target=1, previous=Ratings(2, 2))]
    texts = [entry.text for entry in legend_entries(build_scene(rows), overlays=ALL)]
    assert "Arrow: realistic target" in texts
    assert "Dotted line: from where it stood before" in texts
    assert not any("rater" in text or "coalition" in text for text in texts)
    plain = [entry.text for entry in legend_entries(build_scene(rows))]
    assert "Arrow: realistic target" not in plain


def test_a_coalition_of_hundreds_has_the_same_outline_and_no_rings() -> None:
    rows = [
        Placed(f"{n}", f"M {n}", influence=n % 5 + 1, interest=n % 4 + 1, coalitions=("Many",))
        for n in range(600)
    ]
    scene = build_scene(rows)
    assert len(scene.coalitions["Many"].places) < 100
    (hull,) = coalition_hulls(scene, UNIT, UNIT, estimate_width)
    assert not any(isinstance(shape, Circle) for shape in hull.outline)
    outline = hull.outline[0]
    assert isinstance(outline, Polygon)
    xs, ys = [x for x, _y in outline.points], [y for _x, y in outline.points]
    for mark in scene.marks:
        assert min(xs) <= UNIT.x + mark.x * UNIT.width <= max(xs)
        assert min(ys) <= UNIT.y + mark.y * UNIT.height <= max(ys)
