"""What nobody should type, and what happens when somebody does: a sentence that says what, and nothing changed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest

from hdplanner.errors import AmbiguousNameError, InvalidValueError, PlannerError, TextTooLongError
from hdplanner.services import assessments, profiles, scenarios, stakeholders
from hdplanner.storage import Label
from tests.services.conftest import content

TODAY = date(2026, 11, 22)
LONG = "x" * 10_000


def add(name):
    return lambda session, plan: stakeholders.add_stakeholder(session, name=name, campaign_id=plan.campaign)


def rename(name):
    return lambda session, plan: stakeholders.update_stakeholders(session, [plan.ally], name=name)


def assess(day=TODAY, **values):
    return lambda session, plan: assessments.assess(
        session, campaign_id=plan.campaign, moves={plan.ally: values}, made_on=day, author="HD"
    )


def holder(day):
    return lambda session, plan: profiles.add_holder(session, plan.minister, name="Holder", since_on=day)


def circle(session, plan):
    stakeholders.update_stakeholders(session, [plan.minister], parent_id=plan.ministry)
    stakeholders.update_stakeholders(session, [plan.ministry], parent_id=plan.minister)


def own_parent(session, plan):
    stakeholders.update_stakeholders(session, [plan.ally], parent_id=plan.ally)


def suppose(**values):
    def work(session, plan):
        scenario = scenarios.add_scenario(session, campaign_id=plan.campaign, name="What if")
        scenarios.move_in_scenario(session, scenario_id=scenario, moves={plan.ally: values}, today=TODAY)

    return work


REFUSED = {
    "an influence of six": (assess(influence=6), "Influence.*from 1 to 5"),
    "an influence of nought": (assess(influence=0), "Influence.*from 1 to 5"),
    "a position of three": (assess(assessed_position=3), "Assessed position.*from -2 to 2"),
    "a relationship below none": (assess(relationship=-1), "Relationship.*from 0 to 4"),
    "a confidence of a hundred": (assess(confidence=100), "Confidence.*from 1 to 3"),
    "a rating that is half a step": (assess(influence=2.5), "Influence.*from 1 to 5"),
    "an assessment tomorrow": (assess(TODAY + timedelta(days=1), influence=3), "in the future"),
    "an assessment at the end of time": (assess(date.max, influence=3), "in the future"),
    "an assessment in 1899": (assess(date(1899, 12, 31), influence=3), "before 1900"),
    "an assessment in the year 1": (assess(date.min, influence=3), "before 1900"),
    "a holder since 1899": (holder(date(1899, 12, 31)), "before 1900"),
    "a circle of parents": (circle, "cannot stand above itself"),
    "a stakeholder in itself": (own_parent, "cannot stand above itself"),
    "a name of 10,000 characters": (add(LONG), "400"),
    "a new name of 10,000 characters": (rename(LONG), "400"),
    "a name of nothing": (add(" \t\n"), "needs a name"),
    "a name of control characters only": (add("\x00\x07"), "needs a name"),
    "a new name of nothing": (rename(""), "needs a name"),
    "a supposed position of three": (suppose(position=3), "Position.*from -2 to 2"),
    "a scenario with a name of 10,000 characters": (
        lambda session, plan: scenarios.add_scenario(session, campaign_id=plan.campaign, name=LONG),
        "400",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_is_changed(document, plan, what):
    work, said = REFUSED[what]
    before = content(document)
    with pytest.raises(PlannerError) as caught:
        document.edit(Label("x"), lambda session: work(session, plan))
    assert isinstance(caught.value, InvalidValueError | TextTooLongError)
    assert re.search(said, str(caught.value)), str(caught.value)
    assert LONG not in str(caught.value)
    assert content(document) == before
    assert document.verify() == []


def named(document, plan):
    rows = document.read(lambda s: stakeholders.stakeholder_rows(s, plan.campaign, today=TODAY))
    return {row.id: row.name for row in rows}


TAKEN = {
    "Arabic": "وزارة المالية",
    "Arabic with Latin in it": "وزارة المالية (MoF)",
    "Hebrew": "משרד האוצר",
    "a name with marks of direction": "\u202bوزارة\u202c",
    "a name of 400 characters": "n" * 400,
    "a letter with its accent apart": "Ministe\u0301re",
    "a name that looks like a formula": "=SUM(A1:A9)",
    "a name that looks like SQL": "'); DROP TABLE stakeholder; --",
    "a name that looks like markup": "<b>Ministry</b> & {campaign} %s",
    "an emoji": "Ministry 🏛",
}


@pytest.mark.parametrize("what", TAKEN)
def test_it_is_a_name_and_kept_as_it_is(document, plan, what):
    key = document.edit(Label("x"), lambda s: add(TAKEN[what])(s, plan)).result
    assert named(document, plan)[key] == unicodedata.normalize("NFC", TAKEN[what])
    shown = named(document, plan)[key]
    assert document.read(lambda s: stakeholders.find_stakeholder(s, shown)) == key


def test_two_of_one_name_may_be_added_and_asking_by_name_says_which(document, plan):
    twins = {document.edit(Label("x"), lambda s: add("Ministry of Health")(s, plan)).result for _ in range(2)}
    assert len(twins) == 2
    with pytest.raises(AmbiguousNameError) as caught:
        document.read(lambda s: stakeholders.find_stakeholder(s, "ministry of health"))
    assert all(key in str(caught.value) for key in twins)
    for key in twins:
        assert document.read(lambda s, k=key: stakeholders.find_stakeholder(s, k)) == key


def test_the_first_day_that_is_taken_is_new_year_1900_and_the_last_is_today(document, plan):
    for day in (date(1900, 1, 1), TODAY):
        document.edit(Label("x"), lambda s, on=day: assess(on, influence=3)(s, plan))
    days = [row.made_on for row in document.read(lambda s: assessments.history(s, plan.campaign, plan.ally))]
    assert days == [TODAY, date(1900, 1, 1)]


def test_five_hundred_on_one_spot_are_all_there_and_all_counted(document, plan):
    def crowd(session):
        keys = [add(f"Council {number}")(session, plan) for number in range(500)]
        values = {"influence": 3, "interest": 3, "assessed_position": 1}
        assessments.assess(
            session,
            campaign_id=plan.campaign,
            moves=dict.fromkeys(keys, values),
            made_on=TODAY,
            author="HD",
        )

    document.edit(Label("x"), crowd)
    weighed = document.read(lambda s: scenarios.balance_of(s, plan.campaign, today=TODAY))
    assert weighed.support == 1_500
