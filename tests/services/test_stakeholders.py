"""Stakeholders: listed as one campaign sees them, added, changed, removed; every edit can be undone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hdplanner.domain.values import ActorType, StakeholderKind, StakeholderRoleValue
from hdplanner.errors import AmbiguousNameError, InvalidValueError, NotFoundError, TextTooLongError
from hdplanner.services import assessments, profiles, stakeholders
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)


def rows(document, plan, **options):
    found = document.read(lambda s: stakeholders.stakeholder_rows(s, plan.campaign, today=TODAY, **options))
    return {row.id: row for row in found}


def test_an_added_stakeholder_is_listed_and_not_assessed(document, plan, undoable):
    key = undoable(
        lambda s: stakeholders.add_stakeholder(
            s,
            name="  Port authority ",
            campaign_id=plan.campaign,
            actor_type=ActorType.MINISTRY,
            roles=[StakeholderRoleValue.GATEKEEPER],
        )
    )
    row = rows(document, plan)[key]
    assert row.name == "Port authority"
    assert row.roles == (StakeholderRoleValue.GATEKEEPER,)
    assert (row.influence, row.position, row.made_on) == (None, None, None)


def test_rows_are_sorted_by_name_and_may_be_asked_for_by_key(document, plan):
    names = [row.name for row in rows(document, plan).values()]
    assert names == sorted(names, key=str.casefold)
    assert list(rows(document, plan, ids=[plan.ally])) == [plan.ally]


def test_a_stakeholder_without_a_name_is_refused(document, plan):
    with pytest.raises(InvalidValueError):
        document.edit(Label("x"), lambda s: stakeholders.add_stakeholder(s, name=" \n"))


def test_a_name_of_ten_thousand_characters_is_refused_and_nothing_is_cut(document, plan):
    with pytest.raises(TextTooLongError):
        document.edit(Label("x"), lambda s: stakeholders.add_stakeholder(s, name="x" * 10_000))
    assert len(rows(document, plan)) == 5


def test_control_characters_leave_a_name_and_arabic_stays(document, plan, undoable):
    key = undoable(
        lambda s: stakeholders.add_stakeholder(s, name="وزارة\x00 المالية\u200f", campaign_id=plan.campaign)
    )
    assert rows(document, plan)[key].name == "وزارة المالية\u200f"


def test_several_are_changed_as_one_act(document, plan, undoable):
    both = [plan.ministry, plan.ally]
    undoable(lambda s: stakeholders.update_stakeholders(s, both, country="VAR"))
    assert {rows(document, plan)[key].country for key in both} == {"VAR"}


def test_a_field_that_does_not_exist_is_refused(document, plan):
    for field in ("colour", "id"):
        with pytest.raises(InvalidValueError):
            document.edit(
                Label("x"), lambda s, f=field: stakeholders.update_stakeholders(s, [plan.ally], **{f: "red"})
            )


def test_a_circle_of_parents_is_refused(document, plan, undoable):
    undoable(lambda s: stakeholders.update_stakeholders(s, [plan.minister], parent_id=plan.ministry))
    assert rows(document, plan)[plan.minister].parent == "Ministry of Finance"
    for parent in (plan.minister, plan.ministry):
        with pytest.raises(InvalidValueError):
            document.edit(
                Label("x"),
                lambda s, p=parent: stakeholders.update_stakeholders(s, [plan.ministry], parent_id=p),
            )


def test_deleting_takes_assessments_along_and_undo_brings_all_back(document, plan, undoable):
    moves = {plan.ministry: {"influence": 5}}
    undoable(
        lambda s: assessments.assess(s, campaign_id=plan.campaign, moves=moves, made_on=TODAY, author="HD")
    )
    number = undoable(lambda s: stakeholders.delete_stakeholders(s, [plan.ministry, plan.ally, "nobody"]))
    assert number == 2
    assert plan.ministry not in rows(document, plan)


def test_who_leaves_a_campaign_stays_with_the_office(document, plan, undoable):
    undoable(lambda s: stakeholders.leave_campaign(s, plan.campaign, [plan.ally]))
    assert plan.ally not in rows(document, plan)
    page = document.read(lambda s: profiles.profile(s, plan.campaign, plan.ally, today=TODAY))
    assert page.row.name == "Union of mayors"
    assert page.assessments == ()


def test_a_stakeholder_is_found_by_name_code_name_or_key(document, plan):
    for name in ("union of MAYORS", "cedar", plan.ally):
        assert document.read(lambda s, n=name: stakeholders.find_stakeholder(s, n)) == plan.ally
    with pytest.raises(NotFoundError):
        document.read(lambda s: stakeholders.find_stakeholder(s, "Nobody"))


def test_two_stakeholders_of_one_name_are_told_apart_by_key_only(document, plan, undoable):
    undoable(lambda s: stakeholders.add_stakeholder(s, name="Union of mayors", campaign_id=plan.campaign))
    with pytest.raises(AmbiguousNameError):
        document.read(lambda s: stakeholders.find_stakeholder(s, "Union of mayors"))


def test_roles_are_exactly_what_was_said(document, plan, undoable):
    for roles in (
        [StakeholderRoleValue.ALLY, StakeholderRoleValue.MESSENGER],
        [StakeholderRoleValue.MESSENGER, StakeholderRoleValue.OBSERVER],
    ):
        undoable(
            lambda s, r=roles: stakeholders.set_roles(
                s, campaign_id=plan.campaign, stakeholder_id=plan.ally, roles=r
            )
        )
        assert set(rows(document, plan)[plan.ally].roles) == set(roles)


def test_owner_and_next_step_belong_to_the_campaign(document, plan, undoable):
    undoable(
        lambda s: stakeholders.update_involvement(
            s, plan.campaign, plan.ally, next_step="Call", next_on=TODAY + timedelta(days=3)
        )
    )
    assert rows(document, plan)[plan.ally].next_step == "Call"


def test_languages_and_names_are_exactly_what_was_said_and_can_be_emptied(document, plan, undoable):
    for languages in (["ar", "fr"], ["fr"], []):
        undoable(lambda s, value=languages: profiles.set_languages(s, plan.ally, value))
        page = document.read(lambda s: profiles.profile(s, plan.campaign, plan.ally, today=TODAY))
        assert list(page.languages) == languages


def test_an_edit_of_nobody_is_refused(document, plan):
    with pytest.raises(NotFoundError):
        document.edit(Label("x"), lambda s: stakeholders.update_stakeholders(s, ["nobody"], name="x"))


def test_a_post_names_its_present_holder(document, plan, undoable):
    undoable(
        lambda s: profiles.add_holder(s, plan.minister, name="Minister since 2024", since_on=date(2024, 1, 1))
    )
    undoable(
        lambda s: profiles.add_holder(
            s, plan.minister, name="Minister since March", since_on=date(2026, 3, 12)
        )
    )
    assert rows(document, plan)[plan.minister].holder == "Minister since March"
    assert rows(document, plan)[plan.minister].kind is StakeholderKind.POST
    page = document.read(lambda s: profiles.profile(s, plan.campaign, plan.minister, today=TODAY))
    assert [holder.until_on for holder in page.holders] == [None, date(2026, 3, 12)]
