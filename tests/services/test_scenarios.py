"""What if: supposed positions stand beside the assessments and never touch them; the balance speaks of both."""

from __future__ import annotations

from datetime import date

import pytest

from hdplanner.domain.objectives import Objective
from hdplanner.domain.rules_feasibility import CAUTION
from hdplanner.domain.stakeholders import Assessment
from hdplanner.domain.values import LegalBasis
from hdplanner.errors import AmbiguousNameError, InvalidValueError, NotFoundError
from hdplanner.services import assessments, campaigns, scenarios, stakeholders
from hdplanner.services.edit_labels import sentence
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)


@pytest.fixture
def judged(document, plan):
    """The ministry is reserved and strong, the ally for us and weak, the minister not assessed."""
    moves = {
        plan.ministry: {"assessed_position": -1, "influence": 5},
        plan.ally: {"assessed_position": 2, "influence": 2},
        plan.minister: {"influence": 4},
    }
    document.edit(
        Label("x"),
        lambda s: assessments.assess(
            s, campaign_id=plan.campaign, moves=moves, made_on=TODAY, author="HD adviser"
        ),
    )
    return plan


@pytest.fixture
def scenario(document, judged):
    return document.edit(
        Label("x"),
        lambda s: scenarios.add_scenario(s, campaign_id=judged.campaign, name="The Minister says yes"),
    ).result


def move(undoable, scenario, moves):
    return undoable(lambda s: scenarios.move_in_scenario(s, scenario_id=scenario, moves=moves, today=TODAY))


def rows(document, plan):
    return document.read(lambda s: scenarios.scenario_rows(s, plan.campaign))


def balance(document, plan, **options):
    return document.read(lambda s: scenarios.balance_of(s, plan.campaign, today=TODAY, **options))


def test_a_scenario_is_added_changed_and_deleted_with_its_moves(document, judged, undoable):
    key = undoable(
        lambda s: scenarios.add_scenario(s, campaign_id=judged.campaign, name=" What if ", note="n")
    )
    undoable(lambda s: scenarios.update_scenario(s, key, name="If the Ministry moves"))
    move(undoable, key, {judged.ministry: {"position": 1}})
    (row,) = rows(document, judged)
    assert (row.name, row.note, row.moves[judged.ministry].position) == ("If the Ministry moves", "n", 1)
    assert undoable(lambda s: scenarios.delete_scenarios(s, [key])) == 1
    assert rows(document, judged) == []


def test_it_touches_no_assessment(document, judged, scenario, undoable):
    def made(session):
        return session.query(Assessment).count()

    before = document.read(made)
    move(undoable, scenario, {judged.ministry: {"position": 2, "influence": 3}})
    assert document.read(made) == before
    now = document.read(lambda s: stakeholders.stakeholder_rows(s, judged.campaign, today=TODAY))
    assert {row.id: row.position for row in now}[judged.ministry] == -1


def test_the_balance_moves_and_the_unknown_stays_apart(document, judged, scenario, undoable):
    today = balance(document, judged)
    assert (today.support, today.opposition, today.uncommitted) == (4, 5, 0)
    assert (today.unknown_influence, today.unknown_count) == (4, 2)  # the minister, and the unrated person
    move(undoable, scenario, {judged.ministry: {"position": 1}, judged.minister: {"position": 0}})
    then = balance(document, judged, scenario_id=scenario)
    assert (then.support, then.opposition, then.uncommitted) == (9, 0, 4)
    assert (then.unknown_influence, then.unknown_count) == (0, 1)
    assert balance(document, judged) == today


def test_what_stands_so_today_is_no_supposition(document, judged, scenario, undoable):
    move(undoable, scenario, {judged.ministry: {"position": 1, "influence": 4}})
    move(undoable, scenario, {judged.ministry: {"position": -1}})
    assert rows(document, judged)[0].moves[judged.ministry].influence == 4
    move(undoable, scenario, {judged.ministry: {"influence": None}})
    assert rows(document, judged)[0].moves == {}


def test_a_move_shows_where_they_stand_in_fact(document, judged, scenario, undoable):
    move(undoable, scenario, {judged.ministry: {"position": 2}})
    found = document.read(
        lambda s: scenarios.rows_in_scenario(s, judged.campaign, scenario, today=TODAY, ids=[judged.ministry])
    )
    assert [(row.position, row.previous_position, row.influence) for row in found] == [(2, -1, 5)]


@pytest.mark.parametrize(
    ("who", "values"),
    [
        ("ifrc", {"position": 1}),
        ("person", {"position": 1}),
        ("ally", {"position": 3}),
        ("ally", {"influence": 0}),
        ("ally", {"interest": 3}),
    ],
)
def test_what_may_not_be_judged_is_not_supposed_either(document, judged, scenario, who, values):
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("x"),
            lambda s: scenarios.move_in_scenario(
                s, scenario_id=scenario, moves={getattr(judged, who): values}, today=TODAY
            ),
        )
    assert rows(document, judged)[0].moves == {}


def test_a_person_is_supposed_only_while_the_ground_is_recorded(document, judged, scenario, undoable):
    document.edit(Label("x"), judged.lawful)
    move(undoable, scenario, {judged.person: {"position": 1, "influence": 3}})
    assert balance(document, judged, scenario_id=scenario).support == 7
    undoable(lambda s: campaigns.update_campaign(s, judged.campaign, purpose=""))
    assert balance(document, judged, scenario_id=scenario).support == 4


def test_one_who_is_not_in_the_plan_is_refused(document, judged, scenario):
    other = document.edit(Label("x"), lambda s: stakeholders.add_stakeholder(s, name="Elsewhere")).result
    with pytest.raises(InvalidValueError, match="not part of this plan"):
        document.edit(
            Label("x"),
            lambda s: scenarios.move_in_scenario(
                s, scenario_id=scenario, moves={other: {"position": 1}}, today=TODAY
            ),
        )


def test_a_scenario_needs_a_name_and_an_objective_of_its_own_plan(document, judged):
    with pytest.raises(InvalidValueError):
        document.edit(Label("x"), lambda s: scenarios.add_scenario(s, campaign_id=judged.campaign, name="  "))

    def elsewhere(session):
        other = campaigns.add_campaign(session, title="Another plan")
        objective = Objective(campaign_id=other, title="Theirs")
        session.add(objective)
        session.flush()
        return scenarios.add_scenario(
            session, campaign_id=judged.campaign, name="x", objective_id=objective.id
        )

    with pytest.raises(InvalidValueError, match="another plan"):
        document.edit(Label("x"), elsewhere)


def test_it_is_found_by_name_or_key_and_a_name_of_two_is_told(document, judged, scenario):
    def find(name):
        return document.read(lambda s: scenarios.find_scenario(s, judged.campaign, name)).id

    assert find(" the minister says YES ") == find(scenario) == scenario
    with pytest.raises(NotFoundError):
        find("nobody")
    document.edit(
        Label("x"),
        lambda s: scenarios.add_scenario(s, campaign_id=judged.campaign, name="The minister says yes"),
    )
    with pytest.raises(AmbiguousNameError):
        find("The Minister says yes")


def test_two_scenarios_are_compared_with_each_other_and_with_today(document, judged, scenario, undoable):
    other = undoable(lambda s: scenarios.add_scenario(s, campaign_id=judged.campaign, name="They harden"))
    move(undoable, scenario, {judged.ministry: {"position": 1}})
    move(undoable, other, {judged.ministry: {"position": -2}, judged.ally: {"position": 1}})

    def compare(first, second):
        return document.read(
            lambda s: scenarios.compare_scenarios(s, judged.campaign, first, second, today=TODAY)
        )

    found = compare(scenario, other)
    assert [(row.name, row.first_position, row.second_position) for row in found.rows] == [
        ("Ministry of Finance", 1, -2),
        ("Union of mayors", 2, 1),
    ]
    assert (found.first.support, found.second.opposition) == (9, 10)
    beside_today = compare(None, scenario)
    assert [(row.first_position, row.second_position, row.differs) for row in beside_today.rows] == [
        (-1, 1, True)
    ]
    assert compare(None, None).rows == ()


def test_scenarios_on_different_objectives_are_not_compared_unless_one_is_named(document, judged, undoable):
    def two(session):
        keys = []
        for rank, title in (("a", "Law"), ("b", "Funding")):
            objective = Objective(campaign_id=judged.campaign, title=title, rank=rank)
            session.add(objective)
            session.flush()
            keys.append(
                scenarios.add_scenario(
                    session, campaign_id=judged.campaign, name=title, objective_id=objective.id
                )
            )
        return (*keys, objective.id)

    law, funding, objective = undoable(two)

    def compare(**options):
        return document.read(
            lambda s: scenarios.compare_scenarios(s, judged.campaign, law, funding, today=TODAY, **options)
        )

    with pytest.raises(InvalidValueError):
        compare()
    assert compare(objective_id=objective).rows == ()


def test_a_post_and_its_body_are_both_summed_and_named(document, judged, undoable):
    undoable(lambda s: stakeholders.update_stakeholders(s, [judged.minister], parent_id=judged.ministry))
    assert balance(document, judged).counted_twice == ()
    undoable(
        lambda s: assessments.assess(
            s,
            campaign_id=judged.campaign,
            moves={judged.minister: {"assessed_position": -2}},
            made_on=TODAY,
            author="HD",
        )
    )
    found = balance(document, judged)
    assert found.opposition == 5 + 8
    assert [(one.name, one.parent) for one in found.counted_twice] == [
        ("Minister of Finance", "Ministry of Finance")
    ]


def test_a_body_that_stands_otherwise_than_the_one_above_it_is_no_double_count(document, judged, undoable):
    undoable(lambda s: stakeholders.update_stakeholders(s, [judged.ally], parent_id=judged.ministry))
    assert balance(document, judged).counted_twice == ()


def test_the_feasibility_sums_come_with_their_caution(document, judged, scenario, undoable):
    move(undoable, scenario, {judged.ministry: {"position": 0}})

    def sums(scenario_id=None):
        return document.read(
            lambda s: scenarios.feasibility_of(s, judged.campaign, today=TODAY, scenario_id=scenario_id)
        )

    assert (sums().supporters, sums().opponents, sums().non_mobilised) == (10, 15, 0)
    assert (sums(scenario).opponents, sums(scenario).non_mobilised) == (0, 15)
    assert sums().caution == CAUTION
    assert sums().left_out == 2


def test_the_edit_is_named_by_its_scenario_even_when_that_is_gone(document, judged, scenario):
    def said(key):
        return document.read(lambda s: sentence(s, Label(key, {"scenario": scenario})))

    assert said("scenario.move") == "Move stakeholders in scenario The Minister says yes"
    document.edit(Label("x"), lambda s: scenarios.delete_scenarios(s, [scenario]))
    assert said("scenario.delete") == "Delete a scenario"


def test_the_ground_on_which_persons_are_rated_is_a_legal_basis_too(document, judged, scenario):
    document.edit(
        Label("x"),
        lambda s: campaigns.update_campaign(s, judged.campaign, legal_basis=LegalBasis.PUBLIC_INTEREST),
    )
    with pytest.raises(InvalidValueError, match="purpose and legal basis"):
        document.edit(
            Label("x"),
            lambda s: scenarios.move_in_scenario(
                s, scenario_id=scenario, moves={judged.person: {"position": 1}}, today=TODAY
            ),
        )
