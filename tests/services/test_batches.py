"""Which packs a batch makes, on the worked sample."""

from __future__ import annotations

import json
from datetime import date

import pytest

from hdplanner.paths import resource
from hdplanner.services import batches, campaigns, interchange
from hdplanner.storage import Document, Label


@pytest.fixture
def sample() -> Document:
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    made = Document.in_memory()
    made.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    return made


@pytest.fixture
def campaign(sample: Document) -> str:
    return sample.read(campaigns.campaign_rows)[0].id


def test_a_visit_gives_a_pack_for_each_of_its_meetings_by_their_time(sample: Document, campaign: str) -> None:
    found = sample.read(lambda s: batches.visits(s, campaign))
    assert [row.title for row in found] == ["River provinces, March 2026"]
    rows = sample.read(lambda s: batches.packs_of_visit(s, campaign, found[0].id))
    assert [row.title for row in rows] == [
        "River towns: round of the eleven mayors",
        "Union of mayors: duties and means",
    ]
    assert all(row.subject.meeting_id and not row.recipient for row in rows)


def test_each_principal_gets_a_card_for_each_meeting_to_come(sample: Document, campaign: str) -> None:
    rows = sample.read(lambda s: batches.cards_of_principals(s, campaign, today=date(2026, 11, 23)))
    assert [row.title for row in rows] == [
        "Working lunch with the Ambassador of Nordia",
        "Meeting with the Minister of Finance",
        "Hearing of the law committee",
    ]
    assert [row.recipient for row in rows] == ["Secretary General", "President", "Legal adviser"]
    later = sample.read(lambda s: batches.cards_of_principals(s, campaign, today=date(2026, 12, 6)))
    assert [row.title for row in later] == ["Hearing of the law committee"]


def test_another_campaign_sees_no_visit_of_this_one(sample: Document) -> None:
    assert sample.read(lambda s: batches.visits(s, "another")) == []
    assert sample.read(lambda s: batches.cards_of_principals(s, "another", today=date(2026, 1, 1))) == []
