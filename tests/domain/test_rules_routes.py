"""Routes against brute force: every way there is, counted out by hand, on small webs with everything in them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_routes import (
    Hop,
    Web,
    avoided,
    best_routes,
    carries,
    missing_links,
    opening,
    single_points,
    tie_hop,
)
from hdplanner.domain.values import TieKind, TieSign

Path = tuple[str, ...]
STATIONS = "abcdef"
OURS = ("m1", "m2")

ratings = st.one_of(st.none(), st.integers(1, 3))
ties = st.lists(
    st.tuples(st.sampled_from(STATIONS), st.sampled_from(STATIONS), ratings, ratings), max_size=14
).map(lambda found: [tie_hop(f"t{number:02}", *values) for number, values in enumerate(found)])
openings = st.lists(
    st.tuples(st.sampled_from((*OURS, "a")), st.sampled_from(STATIONS), st.integers(0, 4)), max_size=5
).map(lambda found: [opening(f"o{number}", *values) for number, values in enumerate(found)])
allies = st.sets(st.sampled_from("ab"), max_size=2)
closed = st.sets(st.sampled_from(STATIONS), max_size=2)
lengths = st.integers(1, 4)


def every_route(
    first: list[Hop], further: list[Hop], allies: set[str], steps: int
) -> Iterator[tuple[Path, Fraction]]:
    """Every way of at most ``steps`` hops that passes nobody twice, with its worth; parallel hops apart."""

    def go_on(path: Path, worth: Fraction) -> Iterator[tuple[Path, Fraction]]:
        yield path, worth
        if len(path) <= steps:
            for hop in further:
                if hop.source == path[-1] and hop.target not in path:
                    yield from go_on((*path, hop.target), worth * Fraction(hop.value, 45))

    for hop in [*first, *(tie for tie in further if tie.source in allies)]:
        if hop.source != hop.target:
            yield from go_on((hop.source, hop.target), Fraction(hop.value, 45))


def brute(
    first: list[Hop], further: list[Hop], allies: set[str], steps: int, without: set[str]
) -> list[tuple[Path, Fraction]]:
    """The best of every route to ``f`` through the same stations, in the order that is promised."""
    best: dict[Path, Fraction] = {}
    for path, worth in every_route(first, further, allies, steps):
        if path[-1] == "f" and not without & set(path):
            best[path] = max(worth, best.get(path, Fraction(0)))
    return sorted(best.items(), key=lambda found: (-found[1], len(found[0]), found[0]))


@given(openings, ties, allies, closed, lengths, st.integers(1, 6))
def test_the_best_routes_are_those_that_brute_force_finds(first, further, allies, closed, steps, count):
    expected = brute(first, further, allies, steps, closed)[:count]
    found = best_routes(Web.of(first, further, allies), "f", steps=steps, count=count, without=closed)
    assert [route.stations for route in found] == [path for path, _ in expected]
    assert [route.score for route in found] == pytest.approx([float(worth) for _, worth in expected])


@given(openings, ties, allies, closed, lengths)
def test_a_single_point_stands_on_every_route(first, further, allies, closed, steps):
    paths = [path for path, _ in brute(first, further, allies, steps, closed)]
    expected = set.intersection(*(set(path[1:-1]) for path in paths)) if paths else set()
    found = single_points(Web.of(first, further, allies), "f", steps=steps, without=closed)
    assert sorted(found) == sorted(expected)


@given(openings, ties, allies, closed, lengths)
def test_avoided_are_those_flagged_whom_a_route_would_pass(first, further, allies, closed, steps):
    flagged = closed - {"f"}
    paths = [path for path, _ in brute(first, further, allies, steps, set())]
    expected = sorted(flagged & {one for path in paths for one in path})
    assert avoided(Web.of(first, further, allies), "f", flagged, steps=steps) == expected


@given(openings, ties, allies, closed, lengths)
def test_a_missing_link_would_open_a_route_at_the_score_it_says(first, further, allies, closed, steps):
    web = Web.of(first, further, allies)
    reached = {hop.target for hop in first if hop.known and hop.source != hop.target} | allies
    reached |= {hop.target for hop in further if hop.source in allies and hop.target != hop.source}
    expected = {}
    for one in set("abcde") - reached - closed:
        ways = brute([opening("new", "us", one, 2)], further, set(), steps, closed)
        if ways:
            expected[one] = float(ways[0][1])
    found = missing_links(web, "f", steps=steps, without=closed)
    assert dict(found) == pytest.approx(expected)
    assert found == sorted(found, key=lambda one: (-one[1], one[0]))


def test_a_score_is_the_product_of_openness_and_ties():
    web = Web.of([opening("o", "us", "a", 3)], [tie_hop("t1", "a", "b", 3, 3), tie_hop("t2", "b", "c", 2, 2)])
    (route,) = best_routes(web, "c")
    assert route.stations == ("us", "a", "b", "c")
    assert [hop.id for hop in route.hops] == ["o", "t1", "t2"]
    assert route.score == pytest.approx(4 / 5 * 1 * (2 / 3) * (2 / 3))


def test_what_is_empty_counts_a_third():
    web = Web.of([opening("o", "us", "a", 4)], [tie_hop("t", "a", "b", None, None)])
    assert best_routes(web, "b")[0].score == pytest.approx(1 / 9)


def test_a_relationship_of_none_is_a_weak_hop_and_still_a_missing_link():
    web = Web.of([opening("o", "us", "a", 0)], [tie_hop("t", "a", "b", 3, 3)])
    assert best_routes(web, "b")[0].score == pytest.approx(1 / 5)
    assert missing_links(web, "b") == [("a", pytest.approx(3 / 5))]


def test_an_ally_begins_with_its_own_ties():
    web = Web.of([], [tie_hop("t", "ally", "b", 3, 2)], ["ally"])
    (route,) = best_routes(web, "b")
    assert (route.stations, route.score) == (("ally", "b"), pytest.approx(2 / 3))


def test_a_flagged_target_has_no_route_and_is_named():
    web = Web.of([opening("o", "us", "a", 4)], [])
    assert best_routes(web, "a", without={"a"}) == []
    assert missing_links(web, "a", without={"a"}) == []
    assert avoided(web, "a", {"a"}) == ["a"]


def test_nobody_leads_nowhere():
    empty = Web.of([], [])
    assert best_routes(empty, "a") == single_points(empty, "a") == missing_links(empty, "a") == []
    assert avoided(empty, "a", {"b"}) == []
    assert best_routes(Web.of([opening("o", "us", "a", 4)], []), "a", steps=0) == []


@pytest.mark.parametrize(
    ("kind", "sign", "yes"),
    [
        (TieKind.FINANCES, TieSign.SUPPORTIVE, True),
        (TieKind.UNSPECIFIED, TieSign.SUPPORTIVE, True),
        (TieKind.FINANCES, TieSign.OBSTRUCTING, False),
        (TieKind.OBSTRUCTS, TieSign.SUPPORTIVE, False),
    ],
)
def test_rivalry_and_what_obstructs_carry_nothing(kind, sign, yes):
    assert carries(kind, sign) is yes


def test_many_equal_routes_over_a_hub_come_in_order_and_soon():
    spokes = [f"s{number:03}" for number in range(400)]
    further = [tie_hop(f"i{one}", one, "hub", None, None) for one in spokes]
    web = Web.of(
        [opening(f"o{one}", "us", one, 2) for one in spokes], [*further, tie_hop("t", "hub", "x", 3, 3)]
    )
    begin = time.process_time()
    routes = best_routes(web, "x")
    assert [route.stations[1] for route in routes] == spokes[:5]
    assert single_points(web, "x") == ["hub"]
    assert time.process_time() - begin < 1


def test_a_large_web_is_searched_in_a_moment():
    dice = random.Random(4)
    nodes = [f"n{number:04}" for number in range(1000)]
    further = [
        tie_hop(f"t{number}", *dice.sample(nodes, 2), dice.randint(1, 3), dice.randint(1, 3))
        for number in range(3000)
    ]
    web = Web.of(
        [opening(f"o{n}", f"m{n % 9}", dice.choice(nodes), n % 5) for n in range(60)], further, nodes[:3]
    )
    begin = time.process_time()
    for target in nodes[:20]:
        best_routes(web, target)
        missing_links(web, target)
        single_points(web, target)
        avoided(web, target, nodes[900:])
    assert (time.process_time() - begin) / 20 < 0.1
