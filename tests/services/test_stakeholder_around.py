"""What stands around stakeholders: their coalitions in this plan, and the tags of the office."""

from __future__ import annotations

from datetime import date

from hdplanner.domain.network import Coalition, CoalitionMember
from hdplanner.domain.office import Tag
from hdplanner.domain.stakeholders import StakeholderTag
from hdplanner.services import campaigns, stakeholders
from hdplanner.services.values import derived
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)


def _rows(document, campaign, **options):
    found = document.read(lambda s: stakeholders.stakeholder_rows(s, campaign, today=TODAY, **options))
    return {row.id: row for row in found}


def _group(document, plan, campaign):
    def work(session):
        coalition = Coalition(campaign_id=campaign, name="Friends of the law")
        session.add(coalition)
        session.flush()
        session.add(derived(CoalitionMember(coalition_id=coalition.id, stakeholder_id=plan.ally)))
        return coalition.id

    return document.edit(Label("x"), work).result


def test_a_row_names_the_coalitions_of_its_plan_only(document, plan):
    mine = _group(document, plan, plan.campaign)
    other = document.edit(Label("x"), lambda s: campaigns.add_campaign(s, title="Customs")).result
    _group(document, plan, other)
    rows = _rows(document, plan.campaign)
    assert rows[plan.ally].coalitions == (mine,)
    assert rows[plan.ministry].coalitions == ()


def test_a_row_carries_its_tags_in_their_order_also_when_asked_for_alone(document, plan):
    def work(session):
        home = campaigns.office(session)
        for word in ("treaty", "Budget"):
            tag = Tag(office_id=home.id, name=word)
            session.add(tag)
            session.flush()
            session.add(derived(StakeholderTag(stakeholder_id=plan.ministry, tag_id=tag.id)))

    document.edit(Label("x"), work)
    assert _rows(document, plan.campaign)[plan.ministry].tags == ("Budget", "treaty")
    alone = _rows(document, plan.campaign, ids=[plan.ministry])
    assert alone[plan.ministry].tags == ("Budget", "treaty")
    assert _rows(document, plan.campaign, ids=[plan.ally])[plan.ally].tags == ()
