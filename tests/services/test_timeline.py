"""A timeline says of any day what a fresh reading of the file says, and names who changed on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdplanner.domain.objectives import DecisionWindow
from hdplanner.services import assessments, profiles, stakeholders
from hdplanner.services.timeline import read_timeline
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

TODAY = date(2026, 11, 22)
START = date(2026, 1, 1)

DAYS = st.integers(0, 400).map(lambda number: START + timedelta(days=number))


@pytest.fixture(scope="module")
def told():
    """A plan with two holders of a post, judgements through the year, a review date and two windows."""
    with Document.in_memory() as document:
        plan = document.edit(Label("x"), PlanIds.make).result

        def fill(session):
            made = [
                (date(2026, 1, 10), {plan.minister: {"influence": 5, "assessed_position": -2}}),
                (date(2026, 2, 1), {plan.ministry: {"influence": 5, "interest": 2}}),
                (date(2026, 4, 1), {plan.minister: {"assessed_position": 0, "relationship": 2}}),
                (date(2026, 5, 1), {plan.ally: {"stated_position": 1, "review_by": date(2026, 6, 1)}}),
                (date(2026, 9, 1), {plan.ally: {"assessed_position": 2, "influence": 2}}),
            ]
            for day, moves in made:
                assessments.assess(
                    session, campaign_id=plan.campaign, moves=moves, made_on=day, author="HD adviser"
                )
            profiles.add_holder(session, plan.minister, name="First", since_on=date(2025, 1, 1))
            profiles.add_holder(session, plan.minister, name="Second", since_on=date(2026, 3, 12))
            for day in (date(2026, 5, 20), date(2026, 10, 1)):
                session.add(DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=day))

        document.edit(Label("x"), fill)
        timeline = document.read(lambda s: read_timeline(s, plan.campaign))
        yield document, plan, timeline


def fresh(document, plan, day):
    return document.read(lambda s: stakeholders.stakeholder_rows(s, plan.campaign, today=TODAY, on=day))


@given(st.lists(DAYS, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_says_what_the_file_says_whatever_days_are_asked_in_whatever_order(told, days):
    document, plan, timeline = told
    for day in days:
        assert timeline.rows_on(day) == fresh(document, plan, day)


@given(DAYS, DAYS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_names_exactly_those_who_changed(told, first, second):
    _document, _plan, timeline = told
    before = {row.id: row for row in timeline.rows_on(first)}
    after = {row.id: row for row in timeline.rows_on(second)}
    assert timeline.changed_ids == {key for key in after if before[key] != after[key]}


def test_the_first_day_asked_for_changes_all(told):
    document, plan, _timeline = told
    anew = document.read(lambda s: read_timeline(s, plan.campaign))
    rows = anew.rows_on(TODAY)
    assert anew.changed_ids == {row.id for row in rows}


def test_a_past_day_shows_who_held_the_post_then_and_what_was_judged_of_them(told):
    document, plan, _timeline = told

    def minister(day):
        row = next(row for row in fresh(document, plan, day) if row.id == plan.minister)
        return row.holder, row.position, row.influence

    assert minister(date(2026, 3, 1)) == ("First", -2, 5)
    assert minister(date(2026, 3, 20)) == ("Second", None, 5)
    assert minister(date(2026, 6, 1)) == ("Second", 0, 5)
    assert minister(date(2026, 1, 1)) == ("First", None, None)


def test_what_was_fresh_then_is_shown_fresh_then(told):
    document, plan, _timeline = told

    def stale(day):
        return next(row for row in fresh(document, plan, day) if row.id == plan.ministry).stale

    assert [stale(date(2026, 3, 1)), stale(TODAY)] == [False, True]


def test_its_days_are_those_on_which_something_turned(told):
    _document, _plan, timeline = told
    assert timeline.days[0] == date(2025, 1, 1)
    assert {date(2026, 2, 1), date(2026, 3, 12), date(2026, 9, 1)} <= set(timeline.days)


def test_one_who_may_not_be_rated_has_no_past_either(document, plan):
    document.edit(Label("x"), plan.lawful)
    document.edit(
        Label("x"),
        lambda s: assessments.assess(
            s,
            campaign_id=plan.campaign,
            moves={plan.person: {"influence": 3}},
            made_on=date(2026, 2, 1),
            author="HD",
        ),
    )

    def influence():
        timeline = document.read(lambda s: read_timeline(s, plan.campaign, ids=[plan.person]))
        return timeline.rows_on(TODAY)[0].influence

    assert influence() == 3
    document.undo()
    document.undo()
    assert influence() is None
