"""A campaign file to try things on, and a few plain edits with the real mapped classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.storage import Document, Label

ADD = Label("stakeholder.add")


class Desk:
    """An office at work on one document: every method is one edit, and returns the key."""

    def __init__(self, document: Document) -> None:
        self.document = document
        known = document.read(lambda s: s.query(Office.id).scalar())
        self.office = known or self._add(Office(name="Office"))

    def _add(self, row: Any) -> str:
        key = str(row.id)
        self.document.edit(ADD, lambda s: s.add(row))
        return key

    def stakeholder(self, name: str = "Ministry of Health", **values: Any) -> str:
        return self._add(Stakeholder(office_id=self.office, name=name, **values))

    def alias(self, stakeholder: str, name: str) -> str:
        return self._add(StakeholderName(stakeholder_id=stakeholder, name=name))

    def campaign(self, title: str = "Disaster law") -> str:
        return self._add(Campaign(office_id=self.office, title=title))

    def change(self, key: str, **values: Any) -> None:
        def work(session: Session) -> None:
            row = session.get_one(Stakeholder, key)
            for name, value in values.items():
                setattr(row, name, value)

        self.document.edit(Label("stakeholder.change", {"stakeholder": key}), work)

    def delete(self, key: str, kind: type[Any] = Stakeholder) -> None:
        self.document.edit(Label("stakeholder.delete"), lambda s: s.delete(s.get_one(kind, key)))

    def names(self) -> list[str]:
        return self.document.read(
            lambda s: [name for (name,) in s.query(Stakeholder.name).order_by(Stakeholder.id)]
        )

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every logged table, as the file holds it."""
        return content_of(self.document)


def content_of(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    def read(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        tables = document._layout.logged
        return {
            table: [
                tuple(row)
                for row in session.connection().exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY id')
            ]
            for table in tables
        }

    return document.read(read)


@pytest.fixture
def document() -> Iterator[Document]:
    with Document.in_memory() as document:
        yield document


@pytest.fixture
def desk(document: Document) -> Desk:
    return Desk(document)


@pytest.fixture
def new_desk() -> Callable[[Document], Desk]:
    return Desk


@pytest.fixture(params=[None, "a long secret"], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a closed, plain campaign file that holds one stakeholder."""
    path = tmp_path / "campaign.hdplan"
    with Document.create(path, author="Ann") as document:
        Desk(document).stakeholder()
    return path


@pytest.fixture
def locked_up(tmp_path: Path, new_desk: Callable[..., Any]) -> Path:
    """Return the path of a closed, encrypted campaign file."""
    path = tmp_path / "secret.hdplan"
    with Document.create(path, author="Ann", passphrase="a long secret") as document:
        new_desk(document).stakeholder("Ministry of Secrets")
    return path
