from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_grid import AiimQuadrant, HumanitarianStrategy, MendelowQuadrant
from hdplanner.figures.methods import LAYOUTS, GridMethod, Layout, locate, values_at, zone_of

METHODS = list(LAYOUTS.values())


@pytest.mark.parametrize("layout", METHODS, ids=lambda layout: layout.method)
def test_a_place_and_its_values_are_inverse(layout: Layout) -> None:
    for x, y in itertools.product(map(int, layout.x.scale), map(int, layout.y.scale)):
        assert values_at(layout, *locate(layout, x, y)) == {layout.x.field: x, layout.y.field: y}


@given(st.sampled_from(METHODS), st.floats(-3, 4), st.floats(-3, 4))
def test_any_place_snaps_to_a_step_of_the_scale(layout: Layout, x: float, y: float) -> None:
    values = values_at(layout, x, y)
    assert values[layout.x.field] in set(layout.x.scale)
    assert values[layout.y.field] in set(layout.y.scale)


def test_the_influential_stand_at_the_top_and_the_interested_at_the_right() -> None:
    layout = LAYOUTS[GridMethod.MENDELOW]
    low, high = locate(layout, 1, 1), locate(layout, 5, 5)
    assert low[0] < high[0]
    assert low[1] > high[1]


@pytest.mark.parametrize("layout", METHODS, ids=lambda layout: layout.method)
def test_every_zone_holds_exactly_the_values_that_the_rule_gives_it(layout: Layout) -> None:
    bands = {AiimQuadrant.UNDECIDED}
    for x, y in itertools.product(map(int, layout.x.scale), map(int, layout.y.scale)):
        holding = [
            zone.meaning
            for zone in layout.zones
            if zone.x_low < x < zone.x_high and zone.y_low < y < zone.y_high and zone.meaning not in bands
        ]
        rule = zone_of(layout, x, y)
        assert holding == ([] if rule is None or rule in bands else [rule])


def test_high_begins_at_four() -> None:
    layout = LAYOUTS[GridMethod.MENDELOW]
    assert zone_of(layout, 4, 4) is MendelowQuadrant.MANAGE_CLOSELY
    assert zone_of(layout, 3, 3) is MendelowQuadrant.MONITOR
    assert layout.x.fraction(3) < layout.x.fraction(layout.x.cuts[0]) < layout.x.fraction(4)


def test_an_alignment_of_nought_lies_on_the_line_and_is_undecided() -> None:
    layout = LAYOUTS[GridMethod.AIIM]
    assert zone_of(layout, 5, 0) is AiimQuadrant.UNDECIDED
    assert layout.y.fraction(0) == layout.y.fraction(layout.y.cuts[0])


def test_the_influential_and_opposed_are_to_be_understood() -> None:
    assert zone_of(LAYOUTS[GridMethod.POSITION], -2, 5) is HumanitarianStrategy.UNDERSTAND


def test_who_is_not_assessed_has_no_zone() -> None:
    assert zone_of(LAYOUTS[GridMethod.MENDELOW], None, 5) is None
    assert zone_of(LAYOUTS[GridMethod.RELATIONSHIP], 2, 5) is None
