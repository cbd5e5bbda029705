"""What moved since a day: who stands elsewhere, who is new, who went stale, which posts changed hands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.packs import HandOut, Pack
from hdplanner.domain.rules_movement import Change, Holding, changes_between, held_since, holder_on
from hdplanner.services import assessments, movement, profiles
from hdplanner.services.timeline import read_timeline
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

TODAY = date(2026, 11, 22)
BRIEFING = date(2026, 10, 12)


@pytest.fixture
def assess(document, plan):
    def run(key, day, **values):
        document.edit(
            Label("x"),
            lambda s: assessments.assess(
                s, campaign_id=plan.campaign, moves={key: values}, made_on=day, author="HD"
            ),
        )

    return run


@pytest.fixture(scope="module")
def crowded():
    """A plan with judgements of a spring and an autumn, a review date, and a post that changes hands."""
    with Document.in_memory() as document:
        plan = document.edit(Label("x"), PlanIds.make).result

        def fill(session):
            made = [
                (date(2026, 3, 1), {plan.ministry: {"influence": 5}, plan.ally: {"influence": 2}}),
                (date(2026, 8, 1), {plan.minister: {"influence": 5, "assessed_position": -2}}),
                (date(2026, 9, 1), {plan.ally: {"interest": 2, "review_by": date(2026, 9, 20)}}),
                (date(2026, 10, 1), {plan.minister: {"assessed_position": 0}}),
            ]
            for day, moves in made:
                assessments.assess(session, campaign_id=plan.campaign, moves=moves, made_on=day, author="HD")
            for name, day in (("First", date(2025, 1, 1)), ("Second", date(2026, 10, 20))):
                profiles.add_holder(session, plan.minister, name=name, since_on=day)

        document.edit(Label("x"), fill)
        yield document, plan


def since(document, plan, day=BRIEFING, today=TODAY):
    return document.read(lambda s: movement.moved_since(s, plan.campaign, since=day, today=today))


def test_nothing_has_moved_in_a_plan_without_judgements(document, plan):
    assert since(document, plan).nothing


def test_a_move_is_told_rating_by_rating_from_what_to_what(document, plan, assess):
    assess(plan.ministry, date(2026, 9, 1), influence=5, assessed_position=-2)
    assess(plan.ministry, date(2026, 11, 1), assessed_position=-1, interest=4, influence=5)
    (row,) = since(document, plan).moved
    assert (row.name, row.changes) == (
        "Ministry of Finance",
        (Change("position", -2, -1), Change("interest", None, 4)),
    )


def test_a_move_back_and_forth_is_no_move(document, plan, assess):
    assess(plan.ally, date(2026, 9, 1), influence=2)
    assess(plan.ally, date(2026, 10, 20), influence=4)
    assess(plan.ally, date(2026, 11, 20), influence=2)
    assert since(document, plan).nothing


def test_who_was_first_judged_since_is_new_and_not_moved(document, plan, assess):
    assess(plan.ally, date(2026, 11, 1), influence=3)
    found = since(document, plan)
    assert (found.new, found.moved) == ((plan.ally,), ())


def test_what_was_judged_on_the_day_itself_had_been_said(document, plan, assess):
    assess(plan.ally, BRIEFING, influence=3)
    assert since(document, plan).nothing


def test_who_went_stale_meanwhile_is_named_and_who_was_stale_before_is_not(document, plan, assess):
    assess(plan.ministry, date(2026, 5, 1), influence=5)  # 180 days: 28 October
    assess(plan.ally, date(2026, 3, 1), influence=2)  # due in August
    assess(plan.minister, date(2026, 11, 1), influence=5)
    assert since(document, plan).stale == (plan.ministry,)


def test_a_review_date_of_its_own_makes_it_stale_sooner(document, plan, assess):
    assess(plan.ally, date(2026, 9, 1), influence=2, review_by=date(2026, 10, 20))
    assert since(document, plan).stale == (plan.ally,)


def test_a_decision_that_passed_meanwhile_makes_stale_what_was_judged_before_it(document, plan, assess):
    for day in (date(2026, 9, 15), BRIEFING, date(2026, 11, 5), TODAY):
        window = DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=day)
        document.edit(Label("x"), lambda s, made=window: s.add(made))
    assess(plan.ministry, date(2026, 9, 1), influence=5)  # stale since September
    assess(plan.ally, date(2026, 9, 15), influence=2)  # due on the day of the briefing
    assess(plan.minister, date(2026, 11, 4), influence=5)
    assert set(since(document, plan).stale) == {plan.ally, plan.minister}
    assert set(since(document, plan, day=date(2026, 11, 4)).stale) == {plan.minister}
    assert since(document, plan, day=date(2026, 11, 6)).stale == ()


@given(st.lists(st.integers(0, 120), max_size=4), st.integers(0, 120), st.integers(0, 120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_only_those_who_may_have_moved_misses_nobody(crowded, windows, first, second):
    document, plan = crowded
    begin = date(2026, 7, 25)
    early, late = sorted(begin + timedelta(days=number) for number in (first, second))

    def both(session):
        session.execute(delete(DecisionWindow))
        for number in windows:
            day = begin + timedelta(days=number)
            session.add(DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=day))
        session.flush()
        all_of_them = movement.movement_of(read_timeline(session, plan.campaign), since=early, today=late)
        return movement.moved_since(session, plan.campaign, since=early, today=late), all_of_them

    found, full = document.edit(Label("x"), both).result
    assert found == full


def test_a_new_holder_is_told_and_the_fall_of_the_position_is_no_move(document, plan, assess):
    assess(plan.minister, date(2026, 9, 1), influence=5, assessed_position=-2)
    document.edit(
        Label("x"),
        lambda s: profiles.add_holder(s, plan.minister, name="The new one", since_on=date(2026, 11, 2)),
    )
    found = since(document, plan)
    assert found.moved == ()
    (row,) = found.holders
    assert (row.holder, row.since_on, row.assessed) == ("The new one", date(2026, 11, 2), False)
    assess(plan.minister, date(2026, 11, 20), assessed_position=0)
    assert since(document, plan).holders[0].assessed
    assert since(document, plan).moved[0].changes == (Change("position", -2, 0),)


def test_the_days_of_the_slider_are_those_of_the_judgements(document, plan, assess):
    for day in (date(2026, 9, 1), date(2026, 5, 1), date(2026, 9, 1)):
        assess(plan.ally, day, influence=3)
    assert document.read(lambda s: movement.assessment_days(s, plan.campaign)) == [
        date(2026, 5, 1),
        date(2026, 9, 1),
    ]


def test_briefings_are_the_days_of_hand_outs_and_clearances_newest_last(document, plan):
    def add(session):
        session.add(Pack(campaign_id=plan.campaign, title="A", cleared_on=date(2026, 10, 1)))
        session.add(Pack(campaign_id=plan.campaign, title="Draft"))
        session.add(HandOut(campaign_id=plan.campaign, title="A", handed_on=BRIEFING))
        session.add(HandOut(campaign_id=plan.campaign, title="A", handed_on=BRIEFING))

    document.edit(Label("x"), add)
    assert document.read(lambda s: movement.briefing_days(s, plan.campaign)) == [date(2026, 10, 1), BRIEFING]


def test_of_two_holders_on_the_day_of_the_change_the_new_one_holds():
    posts = [Holding("Old", date(2023, 1, 1), date(2026, 3, 12)), Holding("New", date(2026, 3, 12))]
    assert [holder_on(posts, date(2026, 3, day)) for day in (11, 12, 13)] == ["Old", "New", "New"]
    assert holder_on(posts, date(2020, 1, 1)) == ""
    assert held_since(posts, date(2026, 3, 11)) == date(2023, 1, 1)
    assert held_since([Holding("Always")], TODAY) is None
    assert holder_on([Holding("Always")], TODAY) == "Always"


def test_a_rating_that_only_fell_away_is_no_change():
    assert changes_between({"position": -2}, {"position": None}) == ()
