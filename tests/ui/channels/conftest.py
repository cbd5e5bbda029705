"""A file with a plan in it: two decisions, two messengers, five activities of which one has no day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Certainty, Channel, MessengerLevel, Mode, StakeholderRoleValue
from hdplanner.services import activities, messages, relations, stakeholders, values, windows
from hdplanner.ui.channels.page import ChannelsPage
from hdplanner.ui.context import AppContext

TODAY = date(2026, 11, 22)
VOTE = date(2026, 12, 18)


@dataclass
class Plan:
    """The keys of what the file holds."""

    context: AppContext
    ids: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def run(self, work: Any) -> Any:
        return self.context.gateway.run("activity.update", work, about={})

    def row(self, name: str) -> activities.ActivityRow:
        """An activity as the file has it now."""
        gateway = self.context.gateway
        found = gateway.read(
            activities.activity_rows, campaign_id=gateway.campaign_id, ids=[self.ids.get(name, name)]
        )
        return found[0]

    def titles(self) -> list[str]:
        gateway = self.context.gateway
        return [row.title for row in gateway.read(activities.activity_rows, campaign_id=gateway.campaign_id)]

    def undo(self) -> str | None:
        return self.context.gateway.state().undo


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on 22 November 2026, whatever the machine says."""
    monkeypatch.setattr(values, "today_here", lambda: TODAY)


@pytest.fixture
def plan(opened: AppContext) -> Plan:
    made = Plan(opened, {})
    campaign = opened.gateway.campaign_id

    def fill(session: Any) -> None:
        keys = made.ids
        for name, title in (("finance", "Ministry of Finance"), ("mayors", "Union of mayors")):
            keys[name] = stakeholders.find_stakeholder(session, title)
        stakeholders.set_roles(
            session,
            campaign_id=campaign,
            stakeholder_id=keys["finance"],
            roles=[StakeholderRoleValue.DECISION_MAKER],
        )
        for name, day in (("budget", date(2026, 12, 1)), ("vote", VOTE)):
            keys[name] = windows.add_window(
                session, campaign_id=campaign, title=f"The {name}", decides_on=day, certainty=Certainty.LIKELY
            )
        for name, level in (
            ("president", MessengerLevel.MOVEMENT_PRESIDENT),
            ("envoy", MessengerLevel.STATE_AMBASSADOR),
        ):
            keys[name] = relations.add_messenger(session, name=name.title(), level=level)
        keys["message"] = messages.add_message(session, campaign_id=campaign, title="Article 14")
        for name, given in _activities(keys).items():
            keys[name] = activities.add_activity(session, campaign_id=campaign, **given)

    made.run(fill)
    return made


_at = datetime.fromisoformat


def _activities(keys: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {
        "letter": {
            "title": "Letter",
            "stakeholder_id": keys["finance"],
            "messenger_id": keys["president"],
            "channel": Channel.LETTER,
            "starts_at": _at("2026-11-24"),
            "window_id": keys["vote"],
        },
        "meeting": {
            "title": "Private meeting",
            "stakeholder_id": keys["finance"],
            "messenger_id": keys["president"],
            "message_id": keys["message"],
            "starts_at": _at("2026-12-03 14:30"),
            "ends_at": _at("2026-12-03 16:00"),
            "date_only": False,
        },
        "hearing": {
            "title": "Hearing",
            "audience": "Law committee",
            "messenger_id": keys["envoy"],
            "window_id": keys["vote"],
            "days_before": 7,
            "days_until": 1,
        },
        "release": {
            "title": "Press release",
            "audience": "Public",
            "channel": Channel.PUBLIC_STATEMENT,
            "mode": Mode.PUBLIC,
            "starts_at": _at("2026-12-10"),
        },
        "visit": {"title": "Field visit", "stakeholder_id": keys["mayors"], "channel": Channel.FIELD_VISIT},
    }


@pytest.fixture
def page(plan: Plan, qtbot: QtBot) -> ChannelsPage:
    made = ChannelsPage(plan.context)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(1000, 700)
    made.panel.resize(340, 900)
    made.show()
    made.panel.show()
    return made
