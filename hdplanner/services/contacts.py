"""How to reach a stakeholder's office. Personal details are read only where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import Contact, Stakeholder
from hdplanner.domain.values import ContactKind
from hdplanner.i18n import _
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.values import change, get, refused


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One way to reach a stakeholder."""

    id: str
    kind: ContactKind
    value: str
    note: str


def contact_rows(
    session: Session, stakeholder_id: str, *, personal: bool = False, lens: Lens = EVERYTHING
) -> list[ContactRow]:
    """Return the contacts of a stakeholder in the order of their kinds; personal ones only with ``personal``."""
    where = [Contact.stakeholder_id == stakeholder_id]
    if not personal:
        where.append(Contact.kind != ContactKind.PERSONAL)
    rows = [
        ContactRow(row.id, row.kind, row.value, row.note)
        for row in lens.rows(session, Contact, *where)
        if row.kind is not None and row.value
    ]
    order = {kind: place for place, kind in enumerate(ContactKind)}
    return sorted(rows, key=lambda row: (order[row.kind], row.value, row.id))


def add_contact(
    session: Session, stakeholder_id: str, *, kind: ContactKind, value: str, note: str = ""
) -> str:
    """Add a contact and return its key. Raises ``InvalidValueError`` where it is empty."""
    get(session, Stakeholder, stakeholder_id)
    row = Contact(stakeholder_id=stakeholder_id, kind=kind, value=_filled(value), note=note)
    session.add(row)
    session.flush()
    return row.id


def update_contact(session: Session, contact_id: str, **values: Any) -> None:
    """Change a contact."""
    if "value" in values:
        values["value"] = _filled(values["value"])
    change(get(session, Contact, contact_id), values)
    session.flush()


def delete_contact(session: Session, contact_id: str) -> None:
    """Take a contact away."""
    session.delete(get(session, Contact, contact_id))
    session.flush()


def _filled(value: str) -> str:
    if not value.strip():
        raise refused("value", value, _("a contact needs a number, an address or a name"))
    return value.strip()
