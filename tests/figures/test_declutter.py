from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.declutter import Occupancy, Spot, Wanted, place_labels

places = st.tuples(st.floats(0, 600), st.floats(0, 400))


def _boxes(spots: list[Spot], wanted: list[Wanted]) -> list[tuple[float, float, float, float]]:
    return [
        (spot.x, spot.y, spot.x + wanted[spot.number].width, spot.y + wanted[spot.number].height)
        for spot in spots
    ]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(st.lists(places, max_size=80))
def test_no_two_labels_meet_and_all_lie_on_the_page(points: list[tuple[float, float]]) -> None:
    wanted = [Wanted(x, y, 8, 70, 14) for x, y in points]
    boxes = _boxes(place_labels(wanted, Occupancy(0, 0, 600, 400)), wanted)
    for number, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= 600
        assert box[3] <= 400
        assert not any(_meet(box, other) for other in boxes[number + 1 :])


@given(st.lists(places, min_size=2, max_size=40))
def test_no_label_covers_a_marker(points: list[tuple[float, float]]) -> None:
    page = Occupancy(0, 0, 600, 400)
    page.take_discs((x, y, 8) for x, y in points)
    wanted = [Wanted(x, y, 8, 70, 14) for x, y in points]
    for box in _boxes(place_labels(wanted, page), wanted):
        for x, y in points:
            assert not _meet(box, (x - 7, y - 7, x + 7, y + 7))


def test_the_first_place_is_to_the_right() -> None:
    (spot,) = place_labels([Wanted(100, 100, 8, 70, 14)], Occupancy(0, 0, 600, 400))
    assert spot.anchor == "left"
    assert spot.x > 108


def test_at_the_right_edge_it_goes_to_the_left() -> None:
    (spot,) = place_labels([Wanted(590, 100, 8, 70, 14)], Occupancy(0, 0, 600, 400))
    assert spot.anchor == "right"


def test_who_has_to_move_away_gets_a_leader_from_the_marker() -> None:
    page = Occupancy(0, 0, 600, 400)
    page.take_discs([(300, 200, 8)])
    page.take(316, 170, 90, 60)
    page.take(190, 170, 94, 60)
    page.take(290, 170, 4, 12)
    page.take(290, 220, 4, 12)
    (spot,) = place_labels([Wanted(300, 200, 8, 70, 14)], page)
    assert spot.leader is not None
    start, end = spot.leader
    assert abs(((start[0] - 300) ** 2 + (start[1] - 200) ** 2) ** 0.5 - 8) < 0.01
    assert spot.x - 0.01 <= end[0] <= spot.x + 70.01


def test_a_leader_never_crosses_another_marker() -> None:
    page = Occupancy(0, 0, 600, 400)
    others = [(300 + dx, 200 + dy, 8.0) for dx in (-20, 0, 20) for dy in (-20, 0, 20)]
    page.take_discs(others)
    for spot in place_labels([Wanted(300, 200, 8, 70, 14)], page):
        assert spot.leader is None


def test_the_important_ones_come_first() -> None:
    wanted = [Wanted(300, 200, 8, 70, 14)] * 200
    page = Occupancy(0, 0, 600, 400)
    numbers = [spot.number for spot in place_labels(wanted, page, leaders=0)]
    assert numbers == list(range(len(numbers)))
    assert 0 < len(numbers) < 20


def test_a_full_page_ends_the_search() -> None:
    page = Occupancy(0, 0, 600, 400)
    page.take(0, 0, 600, 400)
    asked = 0

    def endless() -> object:
        nonlocal asked
        while True:
            asked += 1
            yield Wanted(300, 200, 8, 70, 14)

    assert place_labels(endless(), page, patience=50) == []  # type: ignore[arg-type]
    assert asked == 51


def test_a_page_too_small_for_anything_takes_nothing() -> None:
    assert place_labels([Wanted(1, 1, 8, 70, 14)], Occupancy(0, 0, 2, 2)) == []
