"""Judgements: dated, partial, kept; read as what holds on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hdplanner.domain.objectives import DecisionWindow, Objective
from hdplanner.domain.values import EvidenceType, InfluenceBasis
from hdplanner.errors import InvalidValueError
from hdplanner.services import assessments, campaigns, profiles, stakeholders
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)


@pytest.fixture
def assess(document, plan, undoable):
    """Assess as the grid does: one act for all that were moved."""

    def run(moves, made_on=TODAY, objective_id=None):
        return undoable(
            lambda s: assessments.assess(
                s,
                campaign_id=plan.campaign,
                moves=moves,
                made_on=made_on,
                author="HD adviser",
                objective_id=objective_id,
            )
        )

    return run


@pytest.fixture
def row(document, plan):
    """The row of one stakeholder, as it stood on a day."""

    def read(key, on=None, objective_id=None):
        found = document.read(
            lambda s: stakeholders.stakeholder_rows(
                s, plan.campaign, objective_id, today=TODAY, on=on, ids=[key]
            )
        )
        return found[0]

    return read


def refused(document, plan, moves, **options):
    with pytest.raises(InvalidValueError) as caught:
        document.edit(
            Label("x"),
            lambda s: assessments.assess(
                s,
                campaign_id=plan.campaign,
                moves=moves,
                author="HD",
                **{"made_on": TODAY, **options},
            ),
        )
    return str(caught.value)


def test_a_drag_of_several_is_one_act_and_keeps_what_was(assess, row, document, plan):
    assess({plan.ministry: {"influence": 5, "interest": 2}}, date(2026, 5, 1))
    made = assess({plan.ministry: {"interest": 4}, plan.ally: {"influence": 3, "interest": 3}})
    assert len(made) == 2
    now = row(plan.ministry)
    assert (now.influence, now.interest) == (5, 4)
    assert (now.previous_influence, now.previous_interest) == (5, 2)
    kept = document.read(lambda s: assessments.history(s, plan.campaign, plan.ministry))
    assert [one.made_on for one in kept] == [TODAY, date(2026, 5, 1)]


def test_the_grid_can_be_seen_as_it_stood(assess, row, plan):
    assess({plan.ally: {"assessed_position": -1, "influence": 2}}, date(2026, 1, 10))
    assess({plan.ally: {"assessed_position": 1}}, date(2026, 6, 10))
    assert row(plan.ally, on=date(2026, 3, 1)).position == -1
    assert row(plan.ally, on=date(2025, 12, 1)).position is None
    assert row(plan.ally).position == 1


def test_the_assessed_position_counts_before_the_stated_one(assess, row, plan):
    assess({plan.ally: {"stated_position": 2}})
    assert row(plan.ally).position == 2
    assess({plan.ally: {"assessed_position": 0}})
    assert row(plan.ally).position == 0
    assert row(plan.ally).stated_position == 2


def test_a_position_is_on_one_objective_the_first_by_default(assess, row, document, plan):
    def add(session):
        keys = []
        for rank, title in (("a", "Law"), ("b", "Funding")):
            objective = Objective(campaign_id=plan.campaign, title=title, rank=rank)
            session.add(objective)
            keys.append(objective.id)
        return keys

    law, funding = document.edit(Label("x"), add).result
    assess({plan.ally: {"assessed_position": 1, "influence": 4}})
    assess({plan.ally: {"assessed_position": -2}}, objective_id=funding)
    assert (row(plan.ally).position, row(plan.ally).influence) == (1, 4)
    assert row(plan.ally, objective_id=law).position == 1
    assert row(plan.ally, objective_id=funding).position == -2
    assert row(plan.ally, objective_id=funding).influence == 4


def test_a_new_holder_starts_not_assessed_but_the_post_keeps_its_influence(assess, row, plan, undoable):
    assess({plan.minister: {"influence": 5, "assessed_position": 2, "relationship": 3}}, date(2026, 1, 5))
    undoable(lambda s: profiles.add_holder(s, plan.minister, name="New minister", since_on=date(2026, 3, 12)))
    now = row(plan.minister)
    assert (now.influence, now.position, now.relationship) == (5, None, None)
    assess({plan.minister: {"assessed_position": -1}}, date(2026, 4, 1))
    assert row(plan.minister).position == -1


def test_components_of_the_movement_are_not_rated(document, plan):
    assert "neither rated nor counted" in refused(document, plan, {plan.ifrc: {"influence": 3}})


def test_a_person_is_rated_only_where_purpose_and_legal_basis_are_recorded(document, plan, assess, row):
    assert "purpose" in refused(document, plan, {plan.person: {"influence": 3}})
    document.edit(Label("x"), plan.lawful)
    assess({plan.person: {"influence": 3}})
    assert row(plan.person).influence == 3


@pytest.mark.parametrize(
    "move",
    [{"influence": 6}, {"influence": 0}, {"assessed_position": 3}, {"relationship": -1}, {"charm": 5}],
)
def test_a_rating_off_its_scale_is_refused_and_nothing_is_kept(document, plan, move):
    refused(document, plan, {plan.ally: move})
    assert document.read(lambda s: assessments.history(s, plan.campaign, plan.ally)) == []


def test_an_assessment_in_the_future_or_before_1900_is_refused(document, plan):
    tomorrow = TODAY + timedelta(days=1)
    assert "future" in refused(document, plan, {plan.ally: {"influence": 3}}, made_on=tomorrow)
    assert "1900" in refused(document, plan, {plan.ally: {"influence": 3}}, made_on=date(1899, 12, 31))


def test_one_who_cannot_be_moved_keeps_all_from_moving(document, plan):
    refused(document, plan, {plan.ally: {"influence": 3}, plan.ifrc: {"influence": 3}})
    assert document.read(lambda s: assessments.history(s, plan.campaign, plan.ally)) == []


def test_what_an_assessment_rests_on_can_be_said_afterwards(assess, document, plan, undoable, row):
    (key,) = assess({plan.ally: {"influence": 4}})
    undoable(
        lambda s: assessments.update_assessment(
            s,
            key,
            evidence="Spoke at the hearing",
            evidence_type=EvidenceType.PUBLIC_STATEMENT,
            source="Minutes",
            confidence=3,
        )
    )
    undoable(lambda s: assessments.set_basis(s, key, [InfluenceBasis.VETO, InfluenceBasis.FINANCE]))
    undoable(lambda s: assessments.set_basis(s, key, [InfluenceBasis.FINANCE]))
    (kept,) = document.read(lambda s: assessments.history(s, plan.campaign, plan.ally))
    assert (kept.evidence, kept.confidence, kept.basis) == (
        "Spoke at the hearing",
        3,
        (InfluenceBasis.FINANCE,),
    )
    assert row(plan.ally).evidence == "Spoke at the hearing"


def test_an_assessment_taken_back_leaves_what_stood_before(assess, row, plan, undoable):
    assess({plan.ally: {"influence": 2}}, date(2026, 1, 1))
    (key,) = assess({plan.ally: {"influence": 5}})
    undoable(lambda s: assessments.delete_assessment(s, key))
    assert row(plan.ally).influence == 2


def test_a_target_is_kept_beside_the_position(document, plan, undoable, row):
    undoable(
        lambda s: assessments.set_target(
            s,
            campaign_id=plan.campaign,
            stakeholder_id=plan.ally,
            position=1,
            made_on=TODAY,
            author="HD",
        )
    )
    assert (row(plan.ally).target_position, row(plan.ally).position) == (1, None)


def test_a_judgement_goes_stale_after_half_a_year_or_at_the_next_window(assess, row, document, plan):
    assess({plan.ally: {"influence": 2}}, date(2026, 3, 1))
    assert row(plan.ally).stale
    assess({plan.ministry: {"influence": 2}}, date(2026, 11, 1))
    assert not row(plan.ministry).stale
    document.edit(
        Label("x"),
        lambda s: s.add(
            DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=date(2026, 12, 15))
        ),
    )
    assert row(plan.ministry).review_by == date(2026, 12, 15)


def test_a_judgement_stays_stale_once_the_decision_after_it_has_passed(assess, row, document, plan):
    assess({plan.ministry: {"influence": 2}}, date(2026, 10, 1))
    assess({plan.ally: {"influence": 2}}, date(2026, 11, 10))
    for day in (date(2026, 12, 15), date(2026, 11, 10), date(2026, 9, 1)):
        window = DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=day)
        document.edit(Label("x"), lambda s, made=window: s.add(made))
    assert (row(plan.ministry).review_by, row(plan.ministry).stale) == (date(2026, 11, 10), True)
    assert (row(plan.ally).review_by, row(plan.ally).stale) == (date(2026, 12, 15), False)


def test_what_was_judged_of_a_post_goes_stale_when_it_changes_hands(assess, row, document, plan):
    assess({plan.minister: {"influence": 5}}, date(2026, 10, 1))
    for name, day in (("First", date(2025, 1, 1)), ("Second", date(2026, 11, 2))):
        document.edit(
            Label("x"),
            lambda s, who=name, on=day: profiles.add_holder(s, plan.minister, name=who, since_on=on),
        )
    assert (row(plan.minister).review_by, row(plan.minister).stale) == (date(2026, 11, 2), True)
    assess({plan.minister: {"interest": 2}}, date(2026, 11, 2))
    assert not row(plan.minister).stale


def test_the_trail_tells_where_one_stood_after_each_day(assess, document, plan):
    assess({plan.ally: {"influence": 2, "interest": 1}}, date(2026, 1, 1))
    assess({plan.ally: {"interest": 5}}, date(2026, 2, 1))
    page = document.read(lambda s: profiles.profile(s, plan.campaign, plan.ally, today=TODAY))
    assert [(point.influence, point.interest) for point in page.trail] == [(2, 1), (2, 5)]


def test_a_person_shows_no_judgement_while_no_ground_is_recorded(assess, row, document, plan):
    """The ground may be withdrawn after judgements were made: they are kept, and shown nowhere."""
    document.edit(Label("x"), plan.lawful)
    assess({plan.person: {"influence": 5, "assessed_position": 1}})
    assert row(plan.person).position == 1
    document.edit(Label("x"), lambda s: campaigns.update_campaign(s, plan.campaign, legal_basis=None))
    shown = row(plan.person)
    assert (shown.influence, shown.position, shown.made_on) == (None, None, None)
    assert len(document.read(lambda s: assessments.history(s, plan.campaign, plan.person))) == 1
