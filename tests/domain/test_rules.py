"""The pure rules of the field: quarters, salience, balance, the spectrum, what holds, when it goes stale."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_assessment import RATINGS, Judged, is_stale, review_due, standing
from hdplanner.domain.rules_balance import Unknown, Weighed, balance
from hdplanner.domain.rules_disclosure import (
    audience_for,
    highest,
    line_sensitivity,
    own_profile,
    profile_for,
    stricter,
)
from hdplanner.domain.rules_grid import (
    AiimQuadrant,
    HumanitarianStrategy,
    MendelowQuadrant,
    aiim_quadrant,
    alignment,
    humanitarian_strategy,
    mendelow_quadrant,
)
from hdplanner.domain.rules_salience import AllyWedge, Salience, ally_wedge, realistic_target, salience
from hdplanner.domain.values import ActorType, Audience, Disclosure, NamesShown, PackKind, Sensitivity

influences = st.one_of(st.none(), st.integers(1, 5))
positions = st.one_of(st.none(), st.integers(-2, 2))


@pytest.mark.parametrize(
    ("influence", "interest", "quadrant"),
    [
        (5, 4, MendelowQuadrant.MANAGE_CLOSELY),
        (4, 3, MendelowQuadrant.KEEP_SATISFIED),
        (3, 4, MendelowQuadrant.KEEP_INFORMED),
        (3, 3, MendelowQuadrant.MONITOR),
        (1, 1, MendelowQuadrant.MONITOR),
    ],
)
def test_high_is_four_or_five(influence, interest, quadrant):
    assert mendelow_quadrant(influence, interest) is quadrant
    assert quadrant.advice


@given(influences, influences, positions)
def test_what_is_not_assessed_has_no_quarter(influence, interest, position):
    assert (mendelow_quadrant(influence, interest) is None) == (None in (influence, interest))
    assert (aiim_quadrant(position, interest) is None) == (None in (position, interest))
    assert (humanitarian_strategy(influence, position) is None) == (None in (influence, position))


@pytest.mark.parametrize(
    ("position", "interest", "quadrant"),
    [
        (1, 4, AiimQuadrant.ALLIANCE),
        (2, 1, AiimQuadrant.RAISE_AWARENESS),
        (-1, 5, AiimQuadrant.CHANGE_MINDS),
        (-2, 3, AiimQuadrant.FOLLOW),
        (0, 5, AiimQuadrant.UNDECIDED),
    ],
)
def test_alignment_zero_is_on_the_line_and_called_undecided(position, interest, quadrant):
    assert aiim_quadrant(position, interest) is quadrant
    assert quadrant.advice


def test_the_assessed_position_counts_before_the_stated_one_even_when_it_is_zero():
    assert alignment(0, 2) == 0
    assert alignment(None, 2) == 2
    assert alignment(None, None) is None


@pytest.mark.parametrize(
    ("influence", "position", "strategy"),
    [
        (5, 1, HumanitarianStrategy.EMPOWER),
        (4, 0, HumanitarianStrategy.PERSUADE),
        (4, -2, HumanitarianStrategy.UNDERSTAND),
        (3, 2, HumanitarianStrategy.COALITION),
        (2, -1, HumanitarianStrategy.MONITOR),
    ],
)
def test_each_has_a_humanitarian_answer(influence, position, strategy):
    assert humanitarian_strategy(influence, position) is strategy


def test_no_advice_is_adversarial():
    forbidden = ("discredit", "divide", "deny", "threat", "undermine", "neutralise")
    sentences = [
        *(quadrant.advice for quadrant in MendelowQuadrant),
        *(quadrant.advice for quadrant in AiimQuadrant),
        *(strategy.text for strategy in HumanitarianStrategy),
        *(one.text for one in Salience),
    ]
    assert [text for text in sentences if any(word in text.casefold() for word in forbidden)] == []


def test_salience_has_eight_classes_and_none_is_called_dangerous():
    found = {
        salience(4 if power else 3, right, now)
        for power in (0, 1)
        for right in (False, True)
        for now in (False, True)
    }
    assert found == set(Salience)
    assert all("angerous" not in one.text for one in Salience)


@given(influences, st.sampled_from([None, True, False]), st.sampled_from([None, True, False]))
def test_salience_waits_until_all_three_are_assessed(influence, legitimacy, urgency):
    assert (salience(influence, legitimacy, urgency) is None) == (None in (influence, legitimacy, urgency))


def test_the_spectrum_of_allies_follows_the_position():
    assert [ally_wedge(position) for position in (-2, -1, 0, 1, 2)] == list(reversed(AllyWedge))
    assert ally_wedge(None) is None


def test_a_target_is_one_step_further_at_most():
    assert [realistic_target(position) for position in (-2, -1, 0, 1, 2)] == [-1, 0, 1, 2, 2]


def test_balance_sums_influence_times_position_and_keeps_the_unknown_apart():
    weighed = [
        Weighed(5, 2),
        Weighed(3, 1),
        Weighed(4, -2),
        Weighed(4, 0),
        Weighed(2, None),
        Weighed(None, None),
        Weighed(None, 1),
        Weighed(5, 2, ActorType.ICRC),
    ]
    result = balance(weighed)
    assert (result.support, result.opposition, result.uncommitted) == (13, 8, 4)
    assert result.unknown == Unknown(influence=2, count=2)
    assert result.uncounted == 1


@given(st.lists(st.builds(Weighed, influences, positions)))
def test_everyone_is_counted_once(weighed):
    result = balance(weighed)
    known = [one for one in weighed if one.position is not None and one.influence is not None]
    assert result.support == sum(one.influence * one.position for one in known if one.position > 0)
    assert result.opposition == sum(-one.influence * one.position for one in known if one.position < 0)
    assert result.unknown.count + result.uncounted + len(known) == len(weighed)


def judged(key, day, objective="o", **ratings):
    return Judged(key, date(2026, 1, 1) + timedelta(days=day), objective, ratings)


def test_what_holds_is_the_newest_of_each_rating():
    held = standing([judged("b", 9, interest=4), judged("a", 1, influence=5, interest=1)], objective_id="o")
    assert held.ratings == {"influence": 5, "interest": 4}
    assert held.before == {"influence": 5, "interest": 1}
    assert held.made_on == date(2026, 1, 10)


def test_of_two_judgements_on_one_day_the_later_made_counts():
    held = standing([judged("2", 1, influence=2), judged("1", 1, influence=1)], objective_id="o")
    assert held.ratings["influence"] == 2


def test_an_assessment_without_ratings_does_not_make_one_look_fresh():
    held = standing([judged("a", 1, influence=2), judged("b", 90)], objective_id="o")
    assert held.made_on == date(2026, 1, 2)


days = st.integers(0, 400)
facts = st.builds(
    lambda key, day, objective, ratings: judged(key, day, objective, **ratings),
    st.uuids().map(str),
    days,
    st.sampled_from(["o", "other"]),
    st.dictionaries(st.sampled_from(RATINGS), st.one_of(st.none(), st.integers(0, 4))),
)


def test_a_target_set_later_leaves_how_sure_and_since_when_as_it_was():
    made = [
        judged("a", 1, influence=2),
        judged("b", 90, assessed_position=1),
        judged("c", 95, target_position=2),
    ]
    held = standing(made, objective_id="o")
    assert held.ratings["target_position"] == 2
    assert held.last == made[1]
    assert held.before == {"influence": 2}


@given(st.lists(facts), days)
def test_what_holds_on_a_day_knows_nothing_of_later(found, day):
    on = date(2026, 1, 1) + timedelta(days=day)
    earlier = [one for one in found if one.made_on <= on]
    assert standing(found, objective_id="o", on=on) == standing(earlier, objective_id="o")


@given(
    st.dates(),
    st.none() | st.dates(),
    st.integers(-(10**12), 10**12),
    st.lists(st.dates()),
    st.lists(st.dates()),
)
def test_a_judgement_is_never_due_before_it_was_made_nor_after_the_next_decision_or_holder(
    made, review_by, days, windows, changes
):
    due = review_due(made, review_by, review_days=days, windows=sorted(windows), changes=changes)
    assert made <= due
    assert not any(made < day < due for day in (*windows, *changes, review_by or made))


def test_a_judgement_at_the_end_of_the_calendar_is_due_there():
    assert review_due(date.max, None) == date.max
    assert review_due(date(9999, 12, 1), date(9999, 12, 5)) == date(9999, 12, 5)


@given(st.lists(facts), st.randoms())
def test_the_order_in_which_judgements_come_does_not_matter(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert standing(mixed, objective_id="o") == standing(found, objective_id="o")


def test_review_comes_with_the_first_of_its_reasons():
    made = date(2026, 1, 1)
    assert review_due(made, None) == date(2026, 6, 30)
    assert review_due(made, None, review_days=90) == date(2026, 4, 1)
    windows = [date(2025, 12, 1), made, date(2026, 1, 15), date(2026, 5, 1)]
    assert review_due(made, date(2026, 2, 1), windows=windows) == date(2026, 1, 15)
    assert review_due(made, date(2026, 1, 10), windows=windows) == date(2026, 1, 10)
    assert review_due(made, None, windows=windows[:2]) == date(2026, 6, 30)
    holders = [date(2026, 4, 1), made, date(2020, 1, 1), date(2026, 3, 12)]
    assert review_due(made, None, changes=holders) == date(2026, 3, 12)
    assert review_due(made, date(2025, 1, 1), changes=holders[1:3]) == date(2026, 6, 30)
    assert is_stale(date(2026, 6, 30), date(2026, 7, 1))
    assert not is_stale(date(2026, 6, 30), date(2026, 6, 30))


def test_a_kind_of_pack_sets_a_ceiling_and_the_stricter_wins():
    assert audience_for(PackKind.LEAVE_BEHIND, Audience.INTERNAL) is Audience.PUBLIC
    assert audience_for(PackKind.PARTNER, Audience.PUBLIC) is Audience.PUBLIC
    assert audience_for(PackKind.CAMPAIGN, Audience.PRINCIPAL) is Audience.PRINCIPAL
    assert stricter(Audience.PARTNER, Audience.INTERNAL) is Audience.PARTNER


def test_a_line_is_as_sensitive_as_its_disclosure_unless_it_is_marked():
    assert line_sensitivity(Disclosure.MAY_BE_SAID, None) is Sensitivity.PUBLIC
    assert line_sensitivity(Disclosure.BACKGROUND, None) is Sensitivity.CONFIDENTIAL
    marked = Sensitivity.STRICTLY_CONFIDENTIAL
    assert line_sensitivity(Disclosure.MAY_BE_SAID, marked) is marked
    assert highest([Sensitivity.INTERNAL, marked]) is marked
    assert highest([]) is Sensitivity.PUBLIC


def test_of_a_kind_and_an_audience_the_stricter_wins_point_by_point():
    donors = own_profile(
        "Donors",
        names=NamesShown.NAMES,
        lines=Disclosure.IF_RAISED,
        ceiling=Sensitivity.INTERNAL,
        reveals=frozenset({"judgement"}),
        approved_only=False,
    )
    assert donors.lines == {Disclosure.MAY_BE_SAID, Disclosure.IF_RAISED}
    partner = profile_for(PackKind.PARTNER, donors)
    assert (partner.audience, partner.names, partner.ceiling) == (
        Audience.PARTNER,
        NamesShown.CODE_NAMES,
        Sensitivity.INTERNAL,
    )
    assert (partner.reveals, partner.lines) == ({"none"}, {Disclosure.MAY_BE_SAID})
    assert partner.approved_only
    assert partner.title == "Donors"
    assert profile_for(PackKind.CAMPAIGN, donors) == donors
