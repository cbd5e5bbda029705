"""What moved since a day: who stands elsewhere, who is new, who went stale, which posts changed hands."""

from __future__ import annotations

from datetime import date

import pytest

from hdplanner.domain.packs import HandOut, Pack
from hdplanner.domain.rules_movement import Change, Holding, changes_between, held_since, holder_on
from hdplanner.services import assessments, movement, profiles
from hdplanner.storage import Label

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
