"""What a brief says of stakeholders beside the judgements: mandate, address, languages, and how to reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import Contact, Stakeholder, StakeholderLanguage
from hdplanner.domain.values import ContactKind
from hdplanner.services.disclosure import Lens, SeenRow
from hdplanner.services.plan_rows import ContactView, PortraitView
from hdplanner.services.shapes import made

_OFFICE_CONTACTS = frozenset({ContactKind.PRIVATE_OFFICE, ContactKind.PROTOCOL})


def portraits(session: Session, lens: Lens, ids: Collection[str]) -> tuple[PortraitView, ...]:
    """Return the portraits of those of ``ids`` that the audience may know of."""
    rows = [row for row in lens.rows(session, Stakeholder) if row.id in ids]
    spoken = _by_stakeholder(session, lens, StakeholderLanguage)
    reached = _by_stakeholder(session, lens, Contact)
    return tuple(
        made(
            PortraitView,
            row,
            languages=tuple(one.value for one in spoken[row.id] if one.value),
            contacts=tuple(
                made(ContactView, one)
                for one in reached[row.id]
                if one.value and one.kind in _OFFICE_CONTACTS
            ),
        )
        for row in rows
    )


def _by_stakeholder(session: Session, lens: Lens, mapped: Any) -> dict[str, list[SeenRow]]:
    found: dict[str, list[SeenRow]] = defaultdict(list)
    for row in lens.rows(session, mapped):
        found[row.stakeholder_id].append(row)
    return found
