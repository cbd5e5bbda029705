from __future__ import annotations

import itertools

import pytest

from hdplanner.domain.values import StakeholderKind
from hdplanner.figures.markers import PLAIN, kind_shapes, marker_extent, marker_shapes
from hdplanner.figures.palette import load_palette
from hdplanner.figures.scene import Look, Placed, build_scene
from hdplanner.figures.shapes import Circle, Polygon, Shape, roles_of


def _reach(shape: Shape) -> float:
    """How far from the origin a shape goes."""
    if isinstance(shape, Circle):
        return max(abs(shape.x), abs(shape.y)) + shape.radius
    assert isinstance(shape, Polygon)
    return max(max(abs(x), abs(y)) for x, y in shape.points)


@pytest.mark.parametrize("kind", list(StakeholderKind))
def test_every_kind_has_a_sign_of_its_own_without_letters(kind: StakeholderKind) -> None:
    sign = kind_shapes(kind.value, 0, 0)
    assert len(sign) > 1
    assert all(isinstance(shape, Circle | Polygon) for shape in sign)
    others = [kind_shapes(other.value, 0, 0) for other in StakeholderKind if other is not kind]
    assert sign not in others
    assert roles_of(sign) <= load_palette("dark").roles.keys()


def test_a_kind_without_a_sign_shows_none() -> None:
    assert kind_shapes("comet", 0, 0) == ()
    assert marker_shapes(Look(1, kind="comet"), 0, 0) == marker_shapes(Look(1), 0, 0)


@pytest.mark.parametrize("kind", ["", "institution", "post", "person", "group"])
def test_all_that_is_painted_lies_within_the_extent(kind: str) -> None:
    for position, size, doubt in itertools.product((-2, 0, 1, None), range(5), (1, 2, 3)):
        look = Look(position, size, doubt, 0, kind)
        for halo in (True, False):
            reach = max(map(_reach, marker_shapes(look, 0, 0, halo=halo)))
            assert reach <= marker_extent(look, halo=halo)


def test_icons_and_crowds_show_no_sign() -> None:
    assert len(marker_shapes(Look(1, kind="post"), 0, 0, halo=False)) == 1
    assert PLAIN.kind == ""


def test_a_mark_shows_its_kind_and_few_looks_serve_all() -> None:
    rows = [
        Placed(f"{n}", "X", kind.value, n % 5 + 1, n % 5 + 1, n % 5 - 2, confidence=n % 3 + 1, age_days=7 * n)
        for n, kind in itertools.product(range(24), StakeholderKind)
    ]
    scene = build_scene(rows)
    assert {look.kind for look in scene.looks} == set(StakeholderKind)
    assert len(scene.looks) <= 5 * 3 * 3 * 4
