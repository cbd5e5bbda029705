"""Two stakeholders side by side: in what they differ, and what each brings along where they become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import CleanText
from hdplanner.domain.choices import Choice
from hdplanner.domain.fields import field_label
from hdplanner.domain.labels import label
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.i18n import _
from hdplanner.services.merging import belongings, joined_value
from hdplanner.services.values import get

_LEFT_OUT: Final = frozenset({"id", "office_id"})
_LONG: Final = 1_000
_LISTED: Final = (
    *("name", "short_name", "code_name", "kind", "actor_type", "parent_id", "level", "country", "title"),
    *("form_of_address", "pronunciation", "precedence", "mandate", "description", "note", "sensitivities"),
)
"""What is shown first, in this order; the other fields follow as the class has them."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in which two stakeholders differ: both values, and how people read them (empty: nothing known).

    ``both`` is what there is where both are kept; ``None`` for a field that holds only one. ``proposed`` is what is
    kept where nobody chooses.
    """

    field: str
    label: str
    first: Any
    second: Any
    first_text: str
    second_text: str
    both: str | None
    proposed: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stakeholders beside each other. ``keep_id`` is the one to keep: it has more that points to it."""

    first_id: str
    second_id: str
    keep_id: str
    fields: tuple[FieldPair, ...]
    brings: Mapping[str, int]
    """How many rows of each table come along with the one that goes."""

    @property
    def gone_id(self) -> str:
        """The one that goes."""
        return self.second_id if self.keep_id == self.first_id else self.first_id


def comparison(session: Session, *, first_id: str, second_id: str) -> Comparison:
    """Return two stakeholders side by side; the name stands there always. Raises ``NotFoundError``."""
    first, second = get(session, Stakeholder, first_id), get(session, Stakeholder, second_id)
    first_brings, second_brings = belongings(session, first_id), belongings(session, second_id)
    more = sum(second_brings.values()) > sum(first_brings.values())
    columns = {column.key: column for column in Stakeholder.__table__.columns if column.key not in _LEFT_OUT}
    order = [*_LISTED, *(key for key in columns if key not in _LISTED)]
    fields = [
        _pair(session, columns[key], getattr(first, key), getattr(second, key), swapped=more)
        for key in order
        if key == "name" or getattr(first, key) != getattr(second, key)
    ]
    return Comparison(
        first_id,
        second_id,
        second_id if more else first_id,
        tuple(fields),
        first_brings if more else second_brings,
    )


def _pair(session: Session, column: Any, first: Any, second: Any, *, swapped: bool) -> FieldPair:
    mine, theirs = (second, first) if swapped else (first, second)
    proposed = joined_value(column.type, mine, theirs)
    long = isinstance(column.type, CleanText) and column.type.limit > _LONG and first and second
    return FieldPair(
        column.key,
        field_label(column.key),
        first,
        second,
        _text(session, column.key, first),
        _text(session, column.key, second),
        str(joined_value(column.type, first, second)) if long else None,
        proposed,
    )


def _text(session: Session, key: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if key == "parent_id":
        found = session.execute(select(Stakeholder.name).where(Stakeholder.id == value)).scalar_one_or_none()
        return found or ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Choice):
        return label(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
