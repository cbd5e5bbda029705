from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hdplanner.domain.values import (
    Component,
    Consultation,
    MessengerLevel,
    StakeholderRoleValue,
    StepAction,
)
from hdplanner.errors import InvalidValueError
from hdplanner.services import coalitions, messages, parts, relations, stakeholders, windows
from hdplanner.services.message_house import add_variant
from hdplanner.services.plan_choices import ExpectedRow, expected_audiences, plan_choices
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds, Undoable

TODAY = date(2026, 11, 22)


def _edit(document: Document, work: Any) -> Any:
    return document.edit(Label("test"), work).result


def test_what_an_activity_can_be_given_is_named_and_persons_only_with_a_ground(
    document: Document, plan: PlanIds
) -> None:
    message = _edit(
        document, lambda s: messages.add_message(s, campaign_id=plan.campaign, title="Article 14")
    )
    _edit(document, lambda s: add_variant(s, message_id=message, language="fr", audience="Members"))
    _edit(
        document, lambda s: coalitions.add_coalition(s, campaign_id=plan.campaign, name="Friends of the law")
    )
    _edit(document, lambda s: relations.add_messenger(s, name="President"))
    found = document.read(lambda s: plan_choices(s, plan.campaign))
    assert [name for _key, name in found.stakeholders] == [
        "IFRC delegation",
        "Minister of Finance",
        "Ministry of Finance",
        "Union of mayors",
    ]
    assert found.messages == ((message, "Article 14"),)
    assert [(one.message_id, one.language) for one in found.variants] == [(message, "fr")]
    assert [one.name for one in found.messengers] == ["President"]
    assert [name for _key, name in found.coalitions] == ["Friends of the law"]
    _edit(document, plan.lawful)
    lawful = document.read(lambda s: plan_choices(s, plan.campaign))
    assert "A. Person" in [name for _key, name in lawful.stakeholders]


def test_the_components_that_lead_are_told(document: Document, plan: PlanIds) -> None:
    assert document.read(lambda s: plan_choices(s, plan.campaign)).leading == frozenset()
    _edit(
        document,
        lambda s: parts.add_part(
            s,
            part="movement_consultation",
            parent_id=plan.campaign,
            component=Component.IFRC,
            how=Consultation.LEADS,
        ),
    )
    assert document.read(lambda s: plan_choices(s, plan.campaign)).leading == {Component.IFRC}


def test_a_plan_should_reach_who_decides_who_blocks_and_the_path_of_the_next_decision(
    document: Document, plan: PlanIds
) -> None:
    def found() -> list[ExpectedRow]:
        return document.read(lambda s: expected_audiences(s, plan.campaign, today=TODAY))

    def wanted() -> set[str]:
        return {row.id for row in found()}

    assert wanted() == set()
    roles = [StakeholderRoleValue.DECISION_MAKER]
    _edit(
        document,
        lambda s: stakeholders.set_roles(
            s, campaign_id=plan.campaign, stakeholder_id=plan.ministry, roles=roles
        ),
    )
    _edit(
        document,
        lambda s: stakeholders.set_roles(
            s, campaign_id=plan.campaign, stakeholder_id=plan.person, roles=roles
        ),
    )
    for title, day in (("Past", date(2026, 11, 1)), ("Next", date(2026, 12, 1)), ("Later", date(2027, 3, 1))):
        window = _edit(
            document,
            lambda s, title=title, day=day: windows.add_window(
                s, campaign_id=plan.campaign, title=title, decides_on=day
            ),
        )
        taker = {"Past": plan.ifrc, "Next": plan.minister, "Later": plan.ally}[title]
        _edit(
            document,
            lambda s, window=window, taker=taker: windows.add_step(
                s, window_id=window, stakeholder_id=taker, action=StepAction.SIGNS
            ),
        )
    assert wanted() == {plan.ministry, plan.minister}
    assert [(row.name, row.action, row.role) for row in found()] == [
        ("Minister of Finance", StepAction.SIGNS, None),
        ("Ministry of Finance", None, StakeholderRoleValue.DECISION_MAKER),
    ]


def test_a_messenger_is_given_a_level_and_keeps_a_name(
    document: Document, plan: PlanIds, undoable: Undoable[Any]
) -> None:
    key = undoable(lambda s: relations.add_messenger(s, name="Spokesperson"))
    undoable(lambda s: relations.update_messenger(s, key, level=MessengerLevel.MOVEMENT_HEAD))
    assert document.read(relations.messenger_rows)[0].level is MessengerLevel.MOVEMENT_HEAD
    with pytest.raises(InvalidValueError, match="needs a name"):
        document.edit(Label("x"), lambda s: relations.update_messenger(s, key, name=" "))
