"""A document in memory with a small plan in it, and the fixture that every edit goes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from hdplanner.domain.values import ActorType, LegalBasis, StakeholderKind
from hdplanner.services import assessments, campaigns, stakeholders
from hdplanner.storage import Document, Label

T = TypeVar("T")

Undoable = Callable[[Callable[[Session], T]], T]


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on 22 November 2026, whatever the machine says."""
    monkeypatch.setattr(assessments, "today_here", lambda: date(2026, 11, 22))


@pytest.fixture
def document() -> Iterator[Document]:
    """An empty document."""
    with Document.in_memory() as opened:
        yield opened


@pytest.fixture
def plan(document: Document) -> PlanIds:
    """An office with one plan and five stakeholders: a ministry, a post in it, a person, an ally, the IFRC."""
    return document.edit(Label("office.start"), PlanIds.make).result


class PlanIds:
    """The keys of what the ``plan`` fixture made."""

    campaign: str
    ministry: str
    minister: str
    person: str
    ally: str
    ifrc: str

    @classmethod
    def make(cls, session: Session) -> PlanIds:
        """Fill an empty file."""
        made = cls()
        _, made.campaign = campaigns.start_office(session, name="HD office", campaign_title="Disaster law")
        adds: list[tuple[str, str, dict[str, Any]]] = [
            ("ministry", "Ministry of Finance", {"actor_type": ActorType.MINISTRY}),
            ("minister", "Minister of Finance", {"kind": StakeholderKind.POST}),
            ("person", "A. Person", {"kind": StakeholderKind.PERSON}),
            ("ally", "Union of mayors", {"code_name": "Cedar"}),
            ("ifrc", "IFRC delegation", {"actor_type": ActorType.IFRC}),
        ]
        for attribute, name, values in adds:
            key = stakeholders.add_stakeholder(session, name=name, campaign_id=made.campaign, **values)
            setattr(made, attribute, key)
        return made

    def lawful(self, session: Session) -> None:
        """Record the ground on which persons may be rated."""
        campaigns.update_campaign(
            session, self.campaign, purpose="A law", legal_basis=LegalBasis.PUBLIC_INTEREST
        )


@pytest.fixture
def undoable(document: Document) -> Undoable[Any]:
    """Do an edit, undo it and compare, redo it and compare: how every edit of a service is tested."""

    def run(work: Callable[[Session], T]) -> T:
        before = content(document)
        edit = document.edit(Label("test.edit"), work)
        after = content(document)
        assert edit.changes, "the edit changed nothing"
        assert after != before
        document.undo()
        assert content(document) == before, "undo did not bring back what was"
        document.redo()
        assert content(document) == after, "redo did not bring back what had been done"
        return edit.result

    return run


def content(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of the domain whose changes are logged: bytes of files stay for undo."""

    def read(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        from hdplanner.domain.models import METADATA

        assert isinstance(session.get_bind(), Engine)
        there = set(inspect(session.connection()).get_table_names())
        return {
            table.name: [
                tuple(row) for row in session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY id'))
            ]
            for table in METADATA.sorted_tables
            if table.name in there and table.info.get("logged", True)
        }

    return document.read(read)
