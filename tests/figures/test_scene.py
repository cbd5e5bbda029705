from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.markers import marker_radius
from hdplanner.figures.methods import GridMethod, values_at
from hdplanner.figures.scene import Placed, Ratings, build_scene, place_of, update_scene

ratings = st.one_of(st.none(), st.integers(-3, 8))


def _row(number: int, influence: int | None = 4, interest: int | None = 4, **more: object) -> Placed:
    return Placed(f"{number:08d}-row", f"Row {number}", influence=influence, interest=interest, **more)  # type: ignore[arg-type]


def test_who_is_not_assessed_waits_and_is_never_placed() -> None:
    scene = build_scene([_row(1), _row(2, None), _row(3, 4, None), _row(4, None, None)])
    assert [mark.row.id for mark in scene.marks] == ["00000001-row"]
    assert len(scene.unassessed) == 3


def test_a_rating_off_its_scale_counts_as_not_assessed() -> None:
    scene = build_scene([_row(1, 0), _row(2, 6), _row(3, 3, -1)])
    assert scene.marks == ()
    assert len(scene.unassessed) == 3


def test_components_of_the_movement_stand_apart_even_when_rated() -> None:
    scene = build_scene([_row(1, apart=True), _row(2)])
    assert [row.id for row in scene.apart] == ["00000001-row"]
    assert len(scene.marks) == 1


def test_one_alone_stands_in_the_middle_of_its_cell() -> None:
    scene = build_scene([_row(1, 5, 1)])
    assert (scene.marks[0].x, scene.marks[0].y) == pytest.approx((0.1, 0.1))


def test_five_hundred_on_one_spot_all_have_their_own_place_inside_the_cell() -> None:
    scene = build_scene(_row(number) for number in range(500))
    places = {(round(mark.x, 6), round(mark.y, 6)) for mark in scene.marks}
    assert len(places) == 500
    for mark in scene.marks:
        assert values_at(scene.layout, mark.x, mark.y) == {"interest": 4, "influence": 4}


def test_a_few_on_one_spot_stand_well_apart() -> None:
    scene = build_scene(_row(number) for number in range(8))
    distances = [
        ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        for one in scene.marks
        for other in scene.marks
        if one.row.id != other.row.id
    ]
    assert min(distances) > 0.03


def test_places_do_not_depend_on_the_order_of_the_rows() -> None:
    rows = [_row(number) for number in range(40)]
    forward, backward = build_scene(rows), build_scene(rows[::-1])
    assert {mark.row.id: (mark.x, mark.y) for mark in forward.marks} == {
        mark.row.id: (mark.x, mark.y) for mark in backward.marks
    }


def test_most_stay_where_they_are_when_one_leaves_the_cell() -> None:
    rows = [_row(number) for number in range(40)]
    before = {mark.row.id: (mark.x, mark.y) for mark in build_scene(rows).marks}
    after = build_scene(rows[1:])
    stayed = sum(before[mark.row.id] == (mark.x, mark.y) for mark in after.marks)
    assert stayed >= 30


def test_the_influential_are_painted_last() -> None:
    scene = build_scene([_row(1, 5), _row(2, 1), _row(3, 3)])
    assert [mark.row.influence for mark in scene.marks] == [1, 3, 5]


def test_looks_tell_doubt_and_age_and_size() -> None:
    scene = build_scene(
        [
            _row(1, confidence=3, age_days=5),
            _row(2, confidence=None, age_days=100),
            _row(3, confidence=1, stale=True),
            _row(4, 5, 2, position=1),
        ],
        GridMethod.MENDELOW,
    )
    looks = {mark.row.id[:8]: mark.look for mark in scene.marks}
    assert (looks["00000001"].doubt, looks["00000001"].fading) == (1, 0)
    assert (looks["00000002"].doubt, looks["00000002"].fading) == (3, 1)
    assert (looks["00000003"].doubt, looks["00000003"].fading) == (3, 2)
    assert looks["00000001"].position is None
    assert looks["00000004"].position == 1
    aiim = build_scene([_row(4, 5, 2, position=1)], GridMethod.AIIM)
    assert aiim.marks[0].look.size == 4


def test_a_former_place_is_found_by_the_same_method() -> None:
    layout = build_scene([]).layout
    assert place_of(layout, Ratings(influence=1, interest=1)) == pytest.approx((0.1, 0.9))
    assert place_of(layout, Ratings(influence=1)) is None


@given(st.lists(st.tuples(ratings, ratings, ratings), max_size=30), st.sampled_from(list(GridMethod)))
def test_everybody_is_somewhere_exactly_once(
    values: list[tuple[int | None, int | None, int | None]], method: GridMethod
) -> None:
    rows = [
        Placed(str(number), "x", influence=a, interest=b, position=c, relationship=b)
        for number, (a, b, c) in enumerate(values)
    ]
    scene = build_scene(rows, method)
    found = [mark.row.id for mark in scene.marks] + [row.id for row in scene.unassessed]
    assert sorted(found) == sorted(row.id for row in rows)
    for mark in scene.marks:
        assert 0 < mark.x < 1
        assert 0 < mark.y < 1


@given(
    st.lists(st.tuples(ratings, ratings, ratings), min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 30), ratings, ratings), max_size=8),
    st.sets(st.integers(0, 30), max_size=5),
    st.sampled_from(list(GridMethod)),
)
def test_an_update_gives_what_building_anew_gives(
    before: list[tuple[int | None, int | None, int | None]],
    changes: list[tuple[int, int | None, int | None]],
    gone: set[int],
    method: GridMethod,
) -> None:
    def placed(number: int, a: int | None, b: int | None, c: int | None) -> Placed:
        return Placed(str(number), "x", influence=a, interest=b, position=c, relationship=b)

    rows = {str(number): placed(number, *values) for number, values in enumerate(before)}
    changed = {str(number): placed(number, a, b, a) for number, a, b in changes if number not in gone}
    removed = {str(number) for number in gone}
    updated = update_scene(build_scene(rows.values(), method), changed.values(), removed)
    rows.update(changed)
    anew = build_scene([row for key, row in rows.items() if key not in removed], method)
    assert {mark.row.id: mark for mark in updated.marks} == {mark.row.id: mark for mark in anew.marks}
    assert {row.id for row in updated.unassessed} == {row.id for row in anew.unassessed}
    influences = [mark.row.influence or 0 for mark in updated.marks]
    assert influences == sorted(influences)


@pytest.mark.parametrize("count", [20, 60, 200, 500])
def test_the_more_share_a_spot_the_smaller_each_is_so_that_none_hides_another(count: int) -> None:
    scene = build_scene(_row(number, kind="post", confidence=1) for number in range(count))
    (look,) = scene.looks
    assert look.dense == sum(count > many for many in (24, 90, 280))
    places = sorted((mark.x * 800, mark.y * 550) for mark in scene.marks)
    near = min(
        (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
        for number, one in enumerate(places)
        for other in places[max(0, number - 40) : number]
    )
    assert near**0.5 > marker_radius(look)


def test_in_a_dense_cell_there_is_no_halo_and_no_sign_and_elsewhere_there_are() -> None:
    rows = [_row(number, kind="post", confidence=1) for number in range(60)]
    looks = build_scene([*rows, _row(99, 1, 1, kind="group", confidence=1)]).looks
    dense, alone = sorted(looks, key=lambda look: -look.dense)
    assert (dense.kind, dense.doubt) == ("", 1)
    assert (alone.kind, alone.doubt) == ("group", 3)
