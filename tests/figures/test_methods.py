from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_grid import AiimQuadrant, HumanitarianStrategy, MendelowQuadrant, RelationshipCare
from hdplanner.figures.methods import (
    AXES,
    LAYOUTS,
    GridMethod,
    Layout,
    layout_of,
    locate,
    own_layout,
    values_at,
    zone_of,
)

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
    assert zone_of(LAYOUTS[GridMethod.RELATIONSHIP], 2, None) is None
    assert zone_of(own_layout("interest", "confidence"), 2, 3) is None


PAIRS = list(itertools.permutations(AXES, 2))


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_any_two_ratings_make_a_grid(x: str, y: str) -> None:
    layout = own_layout(x, y)
    assert (layout.method, layout.x.field, layout.y.field) == (GridMethod.OWN, x, y)
    assert layout.size_field not in (x, y)
    assert own_layout(x, y) is layout
    for one, other in itertools.product(map(int, layout.x.scale), map(int, layout.y.scale)):
        assert values_at(layout, *locate(layout, one, other)) == {x: one, y: other}


@pytest.mark.parametrize(("x", "y"), [("interest", "interest"), ("name", "interest"), ("interest", "")])
def test_a_grid_of_one_rating_or_of_none_is_refused(x: str, y: str) -> None:
    with pytest.raises(ValueError, match="no grid"):
        own_layout(x, y)


def _german(sentence: str) -> str:
    words = {"Interest": "Interesse", "confidence": "Gewissheit"}
    return words.get(sentence, sentence.replace(" by ", " nach "))


def test_own_axes_are_named_in_a_sentence() -> None:
    assert own_layout("confidence", "interest").title() == "Interest by confidence"
    assert own_layout("confidence", "interest").title(_german) == "Interesse nach Gewissheit"
    assert LAYOUTS[GridMethod.AIIM].title() == "Alignment by interest"


def test_own_axes_that_a_method_pairs_keep_its_zones() -> None:
    layout = own_layout("interest", "influence")
    assert zone_of(layout, 5, 5) is MendelowQuadrant.MANAGE_CLOSELY
    assert layout.zones == LAYOUTS[GridMethod.MENDELOW].zones
    assert own_layout("influence", "interest").zones == ()


def test_size_shows_influence_else_the_relationship_unless_it_is_an_axis() -> None:
    assert own_layout("interest", "confidence").size_field == "influence"
    assert own_layout("influence", "confidence").size_field == "relationship"
    assert own_layout("influence", "relationship").size_field is None


def test_a_method_stands_for_its_layout() -> None:
    assert layout_of(GridMethod.AIIM) is LAYOUTS[GridMethod.AIIM]
    assert layout_of(GridMethod.OWN).method is GridMethod.OWN
    assert layout_of(own_layout("interest", "confidence")) is own_layout("interest", "confidence")


def test_every_zone_says_what_to_do_and_nothing_that_harms() -> None:
    for zone in (zone for layout in METHODS for zone in layout.zones):
        advice = zone.meaning.advice  # type: ignore[attr-defined]  # each of these lists has it
        assert advice.endswith(".")
        for word in ("discredit", "divide", "deny", "threat", "neutralise", "pressure", "expose"):
            assert word not in advice.casefold()


def test_a_relationship_works_from_two_on() -> None:
    layout = LAYOUTS[GridMethod.RELATIONSHIP]
    assert zone_of(layout, 1, 5) is RelationshipCare.BUILD
    assert zone_of(layout, 2, 5) is RelationshipCare.KEEP_CLOSE
    assert zone_of(layout, 2, 3) is RelationshipCare.IN_TOUCH
    assert zone_of(layout, 0, 1) is RelationshipCare.AFAR
