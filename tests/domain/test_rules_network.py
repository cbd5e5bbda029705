"""Measures of a network on graphs small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_network import Bonds, Broker, bonds, brokers, measures, neighbours

STAR = [("hub", leaf) for leaf in "abcd"]


def by_id(nodes, ties):
    return {one.id: (one.degree, one.betweenness, one.closeness) for one in measures(nodes, ties)}


def test_the_hub_of_a_star_is_between_all_and_near_to_all():
    found = by_id(["hub", *"abcd"], STAR)
    assert found["hub"] == (4, 1.0, 1.0)
    assert found["a"] == (1, 0.0, pytest.approx(4 / 7))


def test_on_a_path_the_middle_counts_most():
    found = by_id("abcd", [("a", "b"), ("b", "c"), ("c", "d")])
    assert found["b"] == (2, pytest.approx(2 / 3), pytest.approx(3 / 4))
    assert found["a"] == (1, 0.0, pytest.approx(3 / 6))


def test_parallel_reciprocal_and_own_ties_change_nothing():
    assert by_id("abc", [("a", "b"), ("b", "a"), ("a", "b"), ("c", "c"), ("b", "c")]) == by_id(
        "abc", [("a", "b"), ("b", "c")]
    )


def test_closeness_in_a_part_is_scaled_by_its_share():
    found = by_id("abcde", [("a", "b"), ("b", "c")])
    assert found["b"][2] == pytest.approx(2 / 2 * 2 / 4)
    assert found["d"] == (0, 0.0, 0.0)


def test_one_alone_and_nobody_are_no_trouble():
    assert by_id(["a"], []) == {"a": (0, 0.0, 0.0)}
    assert measures([], []) == []
    assert by_id("ab", [("a", "unknown")])["a"] == (0, 0.0, 0.0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20))
def test_measures_lie_where_they_can_lie_and_keep_the_order(ties):
    found = measures("abcdef", ties)
    assert [one.id for one in found] == list("abcdef")
    assert all(0 <= one.betweenness <= 1 and 0 <= one.closeness <= 1 for one in found)
    assert [one.degree for one in found] == [len(near) for near in neighbours("abcdef", ties).values()]


def test_bonds_count_pairs_inside_and_across():
    found = bonds({"a", "b", "c"}, [("a", "b"), ("b", "a"), ("b", "c"), ("c", "x"), ("x", "y"), ("a", "a")])
    assert found == Bonds(2, 1)
    assert found.cohesion == pytest.approx(1 / 3)
    assert bonds({"a"}, []).cohesion is None
    assert bonds({"a"}, [("a", "b")]).cohesion == -1


def test_who_has_ties_to_both_camps_stands_between_them():
    positions = {"s1": 2, "s2": 1, "o1": -2, "mid": 0, "link": None, "far": 0}
    ties = [
        ("mid", "s1"),
        ("s2", "mid"),
        ("mid", "o1"),
        ("link", "s1"),
        ("o1", "link"),
        ("s1", "o1"),
        ("far", "s1"),
    ]
    assert brokers(positions, ties) == [Broker("mid", 2, 1, 1), Broker("link", 1, 1, 0)]
