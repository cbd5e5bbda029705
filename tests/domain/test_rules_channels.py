from __future__ import annotations

import pytest

from hdplanner.domain.rules_channels import FORMAL, usual_channels
from hdplanner.domain.values import Channel, Component, MessengerLevel


@pytest.mark.parametrize("level", [None, MessengerLevel.MOVEMENT_PRESIDENT, MessengerLevel.MOVEMENT_BRANCH])
def test_a_national_society_writes_a_letter_and_no_note_verbale(level: MessengerLevel | None) -> None:
    offered = usual_channels(level, [Component.HOST_SOCIETY])
    assert Channel.LETTER in offered
    assert FORMAL.isdisjoint(offered)


@pytest.mark.parametrize(
    "level", [MessengerLevel.STATE_AMBASSADOR, MessengerLevel.UN_COORDINATOR, MessengerLevel.MOVEMENT_GLOBAL]
)
def test_who_speaks_for_a_state_or_an_international_organisation_may_send_notes(
    level: MessengerLevel,
) -> None:
    assert set(usual_channels(level)) == set(Channel)


@pytest.mark.parametrize("component", [Component.IFRC, Component.ICRC])
def test_a_plan_that_the_ifrc_or_the_icrc_leads_may_send_notes(component: Component) -> None:
    assert set(usual_channels(MessengerLevel.MOVEMENT_OFFICE, {component})) >= FORMAL
