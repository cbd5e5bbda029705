from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from hdplanner.domain.objectives import Objective
from hdplanner.domain.office import Tag
from hdplanner.domain.stakeholders import Assessment
from hdplanner.domain.values import ActorType, Audience, LegalBasis
from hdplanner.errors import NotFoundError
from hdplanner.services import assessments, campaigns, importing, interchange
from hdplanner.services.importing import StakeholderDraft
from hdplanner.services.stakeholder_records import stakeholder_records
from hdplanner.services.stakeholders import stakeholder_rows
from hdplanner.storage import Document, Label

TODAY = date(2026, 5, 3)


@pytest.fixture
def document() -> Iterator[Document]:
    with Document.in_memory() as document:
        document.edit(
            Label("office.start"),
            lambda session: campaigns.start_office(session, name="Office", campaign_title="Plan"),
        )
        yield document


def campaign_of(document: Document) -> str:
    return document.read(campaigns.find_campaign).id


def bring_in(document: Document, *drafts: StakeholderDraft) -> None:
    campaign_id = campaign_of(document)
    document.edit(
        Label("import.stakeholders"),
        lambda session: importing.apply(session, drafts, campaign_id=campaign_id, author="Ann", today=TODAY),
    )


BANK = StakeholderDraft(
    "bank",
    2,
    {"name": "Bank", "short_name": "B", "actor_type": ActorType.PRIVATE_SECTOR, "note": "big"},
    {"influence": 4, "assessed_position": -1, "evidence": "said so"},
    roles=("ally", "ally", "observer"),
    languages=("fr", "en"),
    tags=("Money", "money", "North"),
    other_names=("Banque",),
)


def test_everything_of_a_draft_is_in_the_plan(document: Document) -> None:
    bring_in(document, BANK)

    (row,) = document.read(
        lambda session: stakeholder_rows(session, campaign_of_session(session), today=TODAY)
    )
    assert (row.name, row.influence, row.position, row.evidence) == ("Bank", 4, -1, "said so")
    assert [role.value for role in row.roles] == ["ally", "observer"]
    assert document.read(lambda session: sorted(session.scalars(select(Tag.name)))) == ["Money", "North"]
    assert [(k.names, k.short_name) for k in document.read(importing.known_stakeholders)] == [
        (("Bank", "Banque"), "B")
    ]


def campaign_of_session(session: object) -> str:
    return campaigns.find_campaign(session).id  # type: ignore[arg-type]  # read inside a transaction


def test_a_judgement_is_dated_and_signed_and_on_the_first_objective(document: Document) -> None:
    campaign_id = campaign_of(document)
    document.edit(
        Label("x"),
        lambda session: session.add_all(
            [
                Objective(id="second", campaign_id=campaign_id, title="2", rank="b"),
                Objective(id="first", campaign_id=campaign_id, title="1", rank="a"),
            ]
        ),
    )
    bring_in(
        document, BANK, StakeholderDraft("c", 3, {"name": "C"}, {"interest": 2, "made_on": date(2026, 1, 2)})
    )

    found = document.read(
        lambda session: {
            row.stakeholder_id: (row.made_on, row.author, row.objective_id)
            for row in session.scalars(select(Assessment))
        }
    )
    assert found == {"bank": (TODAY, "Ann", "first"), "c": (date(2026, 1, 2), "Ann", "first")}


def test_an_import_of_many_is_one_step_that_is_taken_back_whole(document: Document) -> None:
    before = document.read(interchange.dump)
    bring_in(document, BANK, *(StakeholderDraft(f"s{i}", i, {"name": f"S {i}"}) for i in range(500)))
    after = document.read(interchange.dump)

    document.undo()
    assert document.read(interchange.dump) == before
    document.redo()
    assert document.read(interchange.dump) == after


def test_a_tag_that_the_office_has_is_used_whatever_its_case(document: Document) -> None:
    bring_in(document, BANK)
    bring_in(document, StakeholderDraft("c", 3, {"name": "C"}, tags=("MONEY",)))

    assert document.read(lambda session: len(session.scalars(select(Tag.id)).all())) == 2


def test_no_drafts_change_nothing(document: Document) -> None:
    before = document.last_change()
    bring_in(document)

    assert document.last_change() == before


def test_a_file_without_an_office_is_refused() -> None:
    with Document.in_memory() as document, pytest.raises(NotFoundError):
        document.edit(
            Label("x"),
            lambda session: importing.apply(session, [BANK], campaign_id="c", author="Ann", today=TODAY),
        )


def test_persons_may_be_rated_once_purpose_and_legal_basis_are_recorded(document: Document) -> None:
    campaign_id = campaign_of(document)
    asked = lambda: document.read(lambda session: assessments.may_rate_persons(session, campaign_id))  # noqa: E731

    assert not asked()
    document.edit(
        Label("x"),
        lambda session: campaigns.update_campaign(
            session, campaign_id, purpose="To persuade", legal_basis=LegalBasis.PUBLIC_INTEREST
        ),
    )
    assert asked()


def test_a_table_for_ourselves_holds_all_and_one_for_the_public_no_judgement_and_no_name(
    document: Document,
) -> None:
    bring_in(document, BANK)
    campaign_id = campaign_of(document)

    def table(audience: Audience) -> str:
        records = document.read(
            lambda session: stakeholder_records(session, campaign_id, audience=audience, today=TODAY)
        )
        return repr([record.fields for record in records])

    ours = table(Audience.INTERNAL)
    assert all(
        word in ours for word in ("Bank", "said so", "big", "'influence': '4'", "en; fr", "Money; North")
    )
    assert not any(word in table(Audience.PUBLIC) for word in ("Bank", "said so", "big", "'4'", "Banque"))
    assert not any(word in table(Audience.PARTNER) for word in ("Bank", "said so", "big", "'4'"))
