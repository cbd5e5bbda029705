from __future__ import annotations

import math
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hdplanner.domain.values import Level
from hdplanner.figures.network_layout import NetworkLayout, guides, places
from hdplanner.figures.network_scene import Edge, Node, build_network
from hdplanner.figures.network_spread import ASPECT, fitted, pushed_apart

ALL = list(NetworkLayout)


def _nodes(count: int) -> list[Node]:
    levels = [level.value for level in Level]
    return [
        Node(f"n{number:04}", f"Council {number}", level=(*levels, None)[number % 6])
        for number in range(count)
    ]


def _edges(count: int, among: int, seed: int = 5) -> list[Edge]:
    dice = random.Random(seed)
    return [
        Edge(str(number), f"n{dice.randrange(among):04}", f"n{dice.randrange(among):04}")
        for number in range(count)
    ]


@pytest.mark.parametrize("layout", ALL)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 60, 300])
def test_everybody_has_a_place_on_the_page(layout: NetworkLayout, count: int) -> None:
    nodes = _nodes(count)
    found = places(layout, nodes, _edges(count * 2, max(1, count)))
    assert found.keys() == {node.id for node in nodes}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())


@pytest.mark.parametrize("layout", ALL)
def test_the_same_network_is_laid_out_the_same_at_every_run(layout: NetworkLayout) -> None:
    nodes, edges = _nodes(80), _edges(120, 70)
    assert places(layout, nodes, edges) == places(layout, list(reversed(nodes)), edges)


@settings(deadline=None, max_examples=40)
@given(
    layout=some.sampled_from(ALL),
    pairs=some.lists(some.tuples(some.integers(0, 14), some.integers(0, 16)), max_size=40),
    count=some.integers(0, 15),
)
def test_no_tie_however_odd_puts_anybody_off_the_page(
    layout: NetworkLayout, pairs: list[tuple[int, int]], count: int
) -> None:
    edges = [Edge(str(n), f"n{one:04}", f"n{other:04}") for n, (one, other) in enumerate(pairs)]
    found = places(
        layout, _nodes(count), edges, centre_id="n0003", hand={"n0001": (0.2, 0.9), "gone": (0, 0)}
    )
    assert len(found) == count
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())


def test_those_who_are_tied_stand_nearer_than_those_who_are_not() -> None:
    camps = [
        (one, other) for camp in (range(8), range(8, 16)) for one in camp for other in camp if one < other
    ]
    edges = [Edge(f"{one}-{other}", f"n{one:04}", f"n{other:04}") for one, other in (*camps, (0, 8))]
    found = places(NetworkLayout.FORCE, _nodes(16), edges)
    inside = [math.dist(found[f"n{one:04}"], found[f"n{other:04}"]) for one, other in camps]
    across = [
        math.dist(found[f"n{one:04}"], found[f"n{other:04}"]) for one in range(1, 8) for other in range(9, 16)
    ]
    assert sum(inside) / len(inside) < 0.6 * sum(across) / len(across)


@pytest.mark.parametrize("count", [30, 64, 150])
def test_nobody_lies_on_another_by_force(count: int) -> None:
    found = sorted(places(NetworkLayout.FORCE, _nodes(count), _edges(count, count)).values())
    nearest = min(
        math.hypot((x1 - x2) * ASPECT, y1 - y2)
        for number, (x1, y1) in enumerate(found)
        for x2, y2 in found[number + 1 :]
    )
    assert nearest > 0.02


def test_those_without_a_tie_stand_at_the_side() -> None:
    found = places(NetworkLayout.FORCE, _nodes(40), _edges(80, 30))
    tied = max(x for key, (x, _y) in found.items() if key < "n0030")
    assert all(found[f"n{number:04}"][0] > tied - 0.05 for number in range(30, 40))


def test_rings_are_about_the_chosen_one_by_distance_and_the_lost_are_outermost() -> None:
    edges = [Edge("a", "n0001", "n0000"), Edge("b", "n0002", "n0001"), Edge("c", "n0003", "n0002")]
    found = places(NetworkLayout.RINGS, _nodes(6), edges, centre_id="n0000")
    radius = {key: math.dist(place, (0.5, 0.5)) for key, place in found.items()}
    assert radius["n0000"] == 0
    assert 0 < radius["n0001"] < radius["n0002"] < radius["n0003"] < radius["n0004"]
    assert radius["n0004"] == pytest.approx(radius["n0005"])
    drawn = guides(NetworkLayout.RINGS, _nodes(6), edges, centre_id="n0000")
    assert [round(ring.radius, 6) for ring in drawn] == sorted({round(r, 6) for r in radius.values() if r})


def test_without_a_centre_the_best_tied_is_in_the_middle() -> None:
    edges = [Edge(str(n), f"n{n:04}", "n0005") for n in range(4)]
    for centre in (None, "not-shown"):
        assert places(NetworkLayout.RINGS, _nodes(8), edges, centre_id=centre)["n0005"] == (0.5, 0.5)


def test_neighbours_on_a_ring_are_where_their_way_in_is() -> None:
    """Two spokes, each with two followers: no tie needs to cross another."""
    ways = [(1, 0), (2, 0), (3, 1), (4, 2), (5, 1), (6, 2)]
    edges = [Edge(f"{one}", f"n{one:04}", f"n{other:04}") for one, other in ways]
    found = places(NetworkLayout.RINGS, _nodes(7), edges, centre_id="n0000")
    for one, other in ways[2:]:
        wrong = 2 if other == 1 else 1
        here = found[f"n{one:04}"]
        assert math.dist(here, found[f"n{other:04}"]) < math.dist(here, found[f"n{wrong:04}"])


def test_levels_are_bands_from_the_world_down_and_the_unknown_comes_last() -> None:
    nodes = _nodes(60)
    found = places(NetworkLayout.LEVELS, nodes, _edges(90, 60))
    bands = guides(NetworkLayout.LEVELS, nodes, ())
    names = ["Global", "Regional", "National", "Subnational", "Local", "Level not given"]
    assert [band.name for band in bands] == names
    by_name = dict(zip(names, bands, strict=True))
    for node in nodes:
        band = by_name["Level not given" if node.level is None else node.level.capitalize()]
        assert band.top <= found[node.id][1] <= band.bottom


def test_bands_stay_where_they_are_when_a_filter_hides_a_level() -> None:
    nodes = _nodes(12)
    laid, ground = places(NetworkLayout.LEVELS, nodes, ()), guides(NetworkLayout.LEVELS, nodes, ())
    shown = [node for node in nodes if node.level != "national"]
    scene = build_network(shown, (), laid, NetworkLayout.LEVELS, behind=ground)
    assert scene.guides == ground
    assert build_network(shown, (), laid, NetworkLayout.LEVELS).guides != ground


def test_a_level_that_nobody_has_takes_no_room() -> None:
    nodes = [Node("a", "A", level="local"), Node("b", "B", level="no such level")]
    assert [band.name for band in guides(NetworkLayout.LEVELS, nodes, ())] == ["Local", "Level not given"]


def test_places_by_hand_are_kept_to_the_last_digit() -> None:
    hand = {"n0000": (0.123456789, 0.9), "n0001": (0.123456789, 0.9001), "n0002": (0.0, 1.0)}
    found = places(NetworkLayout.HAND, _nodes(30), _edges(60, 30), hand=hand)
    assert {key: found[key] for key in hand} == hand


def test_a_newcomer_is_put_beside_its_neighbours_and_on_nobody() -> None:
    hand = {f"n{number:04}": (0.1 + 0.08 * number, 0.2) for number in range(10)}
    edges = [Edge("x", "n0010", "n0009"), Edge("y", "n0010", "n0008")]
    found = places(NetworkLayout.HAND, _nodes(11), edges, hand=hand)
    new = found["n0010"]
    assert math.dist(new, hand["n0009"]) < 0.2
    assert min(math.dist(new, place) for place in hand.values()) > 0.02


def test_without_any_place_by_hand_the_forces_begin() -> None:
    nodes, edges = _nodes(20), _edges(30, 20)
    assert places(NetworkLayout.HAND, nodes, edges) == places(NetworkLayout.FORCE, nodes, edges)


def test_those_on_one_spot_are_parted() -> None:
    found = pushed_apart({str(number): (0.5, 0.5) for number in range(30)})
    assert len({(round(x, 3), round(y, 3)) for x, y in found.values()}) == 30


def test_one_alone_stands_in_the_middle() -> None:
    assert fitted({"a": (7.0, -3.0)}) == {"a": (0.5, 0.5)}


def test_a_thousand_with_three_thousand_ties_take_no_longer_than_a_breath() -> None:
    """The aim is a second; a machine busy with other tests is given three."""
    nodes, edges = _nodes(1000), _edges(3000, 1000)
    for layout in ALL:
        start = time.process_time()
        places(layout, nodes, edges)
        assert time.process_time() - start < 3.0
