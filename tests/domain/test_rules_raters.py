"""Opinions side by side, and PolicyMaker's sums, as pure rules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_assessment import Judged
from hdplanner.domain.rules_balance import Weighed
from hdplanner.domain.rules_feasibility import feasibility
from hdplanner.domain.rules_raters import apart
from hdplanner.domain.values import ActorType

START, END = date(2026, 1, 1), date(2026, 12, 31)

_RATINGS = st.fixed_dictionaries(
    {},
    optional={
        "influence": st.integers(1, 5),
        "assessed_position": st.integers(-2, 2),
        "stated_position": st.integers(-2, 2),
    },
)
_JUDGED = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "ANN ", "Ben", ""]),
        st.integers(-30, 400).map(lambda number: START + timedelta(days=number)),
        _RATINGS,
    ),
    max_size=12,
)


def judged(entries):
    return [
        (author, Judged(f"{number:03}", day, None, dict(ratings)))
        for number, (author, day, ratings) in enumerate(entries)
    ]


@given(_JUDGED)
def test_a_spread_spans_exactly_its_opinions_one_an_author_and_all_in_the_period(entries):
    for one in apart(judged(entries), objective_id=None, since=START, on=END):
        values = [opinion.value for opinion in one.opinions]
        assert (one.low, one.high) == (min(values), max(values))
        authors = {opinion.author.casefold().strip() for opinion in one.opinions}
        assert len(authors) == len(one.opinions) == 2
        assert all(START <= opinion.made_on <= END for opinion in one.opinions)


@given(_JUDGED, st.randoms())
def test_the_order_in_which_judgements_come_does_not_matter(entries, dice):
    made = judged(entries)
    expected = apart(made, objective_id=None, since=START, on=END)
    shuffled = list(made)
    dice.shuffle(shuffled)
    again = apart(shuffled, objective_id=None, since=START, on=END)
    assert [(one.field, one.low, one.high) for one in again] == [
        (one.field, one.low, one.high) for one in expected
    ]


def test_a_position_on_another_objective_is_no_opinion_on_this_one():
    made = [
        ("Ann", Judged("1", START, "law", {"assessed_position": 2})),
        ("Ben", Judged("2", START, "funding", {"assessed_position": -2})),
    ]
    assert apart(made, objective_id="law", since=START, on=END) == ()


def test_power_and_position_are_summed_by_camp():
    sums = feasibility(
        [
            Weighed(5, 2),  # high power, high support: 3 x 10
            Weighed(3, 1),  # medium, medium: 2 x 5
            Weighed(1, -1),  # low, medium: 1 x 5
            Weighed(4, 0),  # high, not mobilised: 3 x 5
        ]
    )
    assert (sums.supporters, sums.opponents, sums.non_mobilised) == (40, 5, 15)
    assert sums.left_out == 0
    assert "caution" in sums.caution


def test_who_is_not_assessed_is_left_out_and_counted_and_the_movement_is_neither():
    sums = feasibility([Weighed(5, None), Weighed(None, 2), Weighed(5, 2, ActorType.IFRC)])
    assert (sums.supporters, sums.left_out) == (0, 2)
