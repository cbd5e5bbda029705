from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.packs import Attachment, Blob
from hdplanner.domain.stakeholders import Assessment, Contact, Stakeholder
from hdplanner.domain.values import ContactKind, Sensitivity
from hdplanner.services import assessments, attachments, campaigns, sending, stakeholders, ties
from hdplanner.services.sending import OPTIONAL, Part
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

NOTE, EVIDENCE, SOURCE = "Fears the second reading", "Said so twice in June", "The desk officer"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "whole.hdplan", author="Ann Author") as opened:
        yield opened


@pytest.fixture
def plan(file: Document) -> PlanIds:
    def fill(session: Session) -> PlanIds:
        made = PlanIds.make(session)
        made.lawful(session)
        stakeholders.update_stakeholders(session, [made.ministry], note=NOTE)
        stakeholders.update_stakeholders(session, [made.minister], parent_id=made.person)
        stakeholders.update_stakeholders(session, [made.person], at_risk=True)
        move = {"influence": 4, "evidence": EVIDENCE, "source": SOURCE}
        assessments.assess(
            session,
            campaign_id=made.campaign,
            moves={made.ally: move},
            made_on=date(2026, 6, 1),
            author="Ann",
        )
        session.add(Contact(stakeholder_id=made.ministry, kind=ContactKind.PRIVATE_OFFICE, value="+00 1234"))
        attachments.add_attachment(
            session,
            name="law.txt",
            media_type="text/plain",
            content=b"article one",
            campaign_id=made.campaign,
        )
        return made

    return file.edit(Label("office.start"), fill).result


def sent(document: Document, tmp_path: Path, part: Part, passphrase: str | None = None) -> Document:
    path = tmp_path / "part.hdplan"
    sending.send_part(document, path, passphrase, part)
    return Document.open(path, author="Ben", passphrase=passphrase)


def keys(document: Document, kind: type[Any]) -> set[str]:
    return document.read(lambda session: {row.id for row in session.query(kind)})


def test_a_part_holds_no_word_that_stays_at_home_not_even_in_its_log(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    part = Part(reveals=frozenset())
    with sent(file, tmp_path, part) as copy:
        assert copy.verify() == []
        assert keys(copy, Assessment) == keys(copy, Contact) == keys(copy, Attachment) == set()
        assert copy.read(lambda s: s.get_one(Stakeholder, plan.ministry).note) == ""
        assert copy.read(lambda s: s.get_one(Stakeholder, plan.ministry).name) == "Ministry of Finance"
    raw = (tmp_path / "part.hdplan").read_bytes()
    for secret in (NOTE, EVIDENCE, SOURCE, "+00 1234", "article one", "A. Person", "Ann Author"):
        assert secret.encode() not in raw
        assert secret.encode() in (tmp_path / "whole.hdplan").read_bytes()


def test_whoever_is_at_risk_stays_at_home_and_those_below_lose_only_the_pointer(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    with sent(file, tmp_path, Part()) as copy:
        assert plan.person not in keys(copy, Stakeholder)
        assert copy.read(lambda s: s.get_one(Stakeholder, plan.minister).parent_id) is None


def test_everything_travels_under_the_highest_marking(file: Document, plan: PlanIds, tmp_path: Path) -> None:
    with sent(file, tmp_path, Part(Sensitivity.STRICTLY_CONFIDENTIAL)) as copy:
        for kind in (Stakeholder, Assessment, Contact, Attachment, Blob, Campaign):
            assert keys(copy, kind) == keys(file, kind)
        assert [hit.id for hit in copy.search("mayors")] == [plan.ally]


def test_whoever_objected_or_is_restricted_never_travels_in_a_part(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    def object_to_it(session: Session) -> None:
        stakeholders.update_stakeholders(session, [plan.person], objected=True)
        stakeholders.update_stakeholders(session, [plan.ally], restricted=True)

    file.edit(Label("stakeholder.change"), object_to_it)
    with sent(file, tmp_path, Part(Sensitivity.STRICTLY_CONFIDENTIAL)) as copy:
        assert not {plan.person, plan.ally} & keys(copy, Stakeholder)
        assert keys(copy, Assessment) == set()


def test_what_is_marked_higher_stays_with_all_that_hangs_on_it(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    def mark(session: Session) -> None:
        stakeholders.update_stakeholders(session, [plan.ally], sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL)

    file.edit(Label("stakeholder.change"), mark)
    with sent(file, tmp_path, Part()) as copy:
        assert plan.ally not in keys(copy, Stakeholder)
        assert keys(copy, Assessment) == set()


def test_of_one_plan_only_those_travel_whom_it_names(file: Document, plan: PlanIds, tmp_path: Path) -> None:
    def more(session: Session) -> tuple[str, str, str]:
        other = campaigns.add_campaign(session, title="Water")
        stranger = stakeholders.add_stakeholder(session, name="Water board", campaign_id=other)
        shared = stakeholders.add_stakeholder(session, name="Parliament", campaign_id=other)
        ties.add_tie(session, campaign_id=plan.campaign, source_id=shared, target_id=plan.ministry)
        return other, stranger, shared

    other, stranger, shared = file.edit(Label("campaign.add"), more).result
    with sent(file, tmp_path, Part(campaigns=frozenset({plan.campaign}))) as copy:
        assert keys(copy, Campaign) == {plan.campaign}
        found = keys(copy, Stakeholder)
        assert shared in found
        assert stranger not in found
        assert copy.verify() == []
    assert other in keys(file, Campaign)


def test_an_encrypted_part_opens_with_its_own_passphrase_and_shows_nothing(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    with sent(file, tmp_path, Part(), passphrase="four quiet words here") as copy:
        assert copy.encrypted
        assert plan.ministry in keys(copy, Stakeholder)
    assert b"Ministry" not in (tmp_path / "part.hdplan").read_bytes()


def test_a_part_counts_as_another_copy_of_the_same_file(
    file: Document, plan: PlanIds, tmp_path: Path
) -> None:
    def facts(document: Document) -> dict[str, str]:
        return document.on_file(
            lambda hand: dict(hand.link.raw.execute("SELECT key, value FROM meta").fetchall())
        )

    with sent(file, tmp_path, Part()) as copy:
        assert facts(copy)["file_id"] == facts(file)["file_id"]
        assert facts(copy)["copy_id"] != facts(file)["copy_id"]
        assert facts(copy)["part"] == Sensitivity.CONFIDENTIAL.value


def test_every_optional_kind_of_column_belongs_to_some_table(file: Document, plan: PlanIds) -> None:
    whole = file.read(lambda s: sending.part_of_file(s, Part(Sensitivity.STRICTLY_CONFIDENTIAL)))
    for kind in OPTIONAL:
        without = Part(Sensitivity.STRICTLY_CONFIDENTIAL, reveals=frozenset(OPTIONAL) - {kind})
        less = file.read(partial(sending.part_of_file, part=without))
        assert (less.columns, less.kept) != (whole.columns, whole.kept)
