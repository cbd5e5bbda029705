"""Two of ours judged one stakeholder: how far they are apart, and who thinks what."""

from __future__ import annotations

from datetime import date

import pytest

from hdplanner.services import assessments, profiles, raters
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)
SINCE = date(2026, 9, 1)


@pytest.fixture
def assess(document, plan):
    def run(key, author, day=date(2026, 11, 1), **values):
        document.edit(
            Label("x"),
            lambda s: assessments.assess(
                s, campaign_id=plan.campaign, moves={key: values}, made_on=day, author=author
            ),
        )

    return run


def spreads(document, plan, **options):
    return document.read(
        lambda s: raters.spreads(s, plan.campaign, **{"since": SINCE, "today": TODAY, **options})
    )


def disagreements(document, plan):
    return document.read(lambda s: raters.disagreements(s, plan.campaign, since=SINCE, today=TODAY))


def test_one_rater_alone_has_no_spread(document, plan, assess):
    assess(plan.ally, "Ann", influence=2)
    assess(plan.ally, " ann ", date(2026, 11, 5), influence=4)
    assert spreads(document, plan) == {}


def test_the_newest_opinion_of_each_counts_once(document, plan, assess):
    assess(plan.ally, "Ann", date(2026, 9, 5), influence=1, assessed_position=-2)
    assess(plan.ally, "Ann", date(2026, 10, 5), influence=3)
    assess(plan.ally, "Ben", date(2026, 10, 6), influence=5, assessed_position=1)
    by_field = {one.field: one for one in spreads(document, plan)[plan.ally]}
    assert (by_field["influence"].low, by_field["influence"].high) == (3, 5)
    assert [(one.author, one.value, one.made_on) for one in by_field["position"].opinions] == [
        ("Ann", -2, date(2026, 9, 5)),
        ("Ben", 1, date(2026, 10, 6)),
    ]


def test_opinions_before_the_period_or_after_today_do_not_count(document, plan, assess):
    assess(plan.ally, "Ann", date(2026, 8, 31), influence=1)
    assess(plan.ally, "Ben", influence=5)
    assert spreads(document, plan) == {}
    assert spreads(document, plan, since=date(2026, 8, 31)) != {}
    assert spreads(document, plan, since=date(2026, 8, 1), today=date(2026, 10, 1)) == {}


def test_agreement_is_a_spread_of_nothing_and_no_disagreement(document, plan, assess):
    assess(plan.ally, "Ann", interest=4)
    assess(plan.ally, "Ben", interest=4)
    (one,) = spreads(document, plan)[plan.ally]
    assert (one.field, one.range) == ("interest", 0)
    assert disagreements(document, plan) == []


def test_the_largest_disagreement_comes_first_then_the_more_influential(document, plan, assess):
    assess(plan.ally, "Ann", influence=2, assessed_position=2)
    assess(plan.ally, "Ben", influence=2, assessed_position=1)
    assess(plan.ministry, "Ann", influence=5, assessed_position=-1)
    assess(plan.ministry, "Ben", influence=5, assessed_position=0, interest=4)
    assess(plan.minister, "Ann", influence=3, assessed_position=-2)
    assess(plan.minister, "Ben", influence=4, assessed_position=1)
    found = [(one.name, one.field, one.range) for one in disagreements(document, plan)]
    assert found == [
        ("Minister of Finance", "position", 3),
        ("Ministry of Finance", "position", 1),
        ("Minister of Finance", "influence", 1),
        ("Union of mayors", "position", 1),
    ]


def test_what_was_thought_of_the_holder_before_is_no_opinion_of_this_one(document, plan, assess):
    assess(plan.minister, "Ann", date(2026, 9, 5), assessed_position=-2, influence=5)
    document.edit(
        Label("x"), lambda s: profiles.add_holder(s, plan.minister, name="New", since_on=date(2026, 10, 1))
    )
    assess(plan.minister, "Ben", date(2026, 10, 5), assessed_position=1, influence=4)
    assert [one.field for one in spreads(document, plan)[plan.minister]] == ["influence"]


def test_a_person_is_left_out_once_the_ground_is_gone(document, plan, assess):
    document.edit(Label("x"), plan.lawful)
    assess(plan.person, "Ann", influence=2)
    assess(plan.person, "Ben", influence=3)
    assert plan.person in spreads(document, plan)
    from hdplanner.services import campaigns

    document.edit(Label("x"), lambda s: campaigns.update_campaign(s, plan.campaign, purpose=""))
    assert spreads(document, plan) == {}


def test_a_judgement_that_nobody_signed_is_nobodys_opinion(document, plan, assess):
    assess(plan.ally, "", influence=1)
    assess(plan.ally, "Ben", influence=5)
    assert spreads(document, plan) == {}
