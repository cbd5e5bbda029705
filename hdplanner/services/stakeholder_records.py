"""The stakeholders of a campaign for a table that leaves the house: read through the lens of one audience."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.office import Tag
from hdplanner.domain.stakeholders import Assessment, Stakeholder, StakeholderLanguage, StakeholderTag
from hdplanner.domain.values import Audience
from hdplanner.services.disclosure import Lens, lens_for
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows

_TEXTS = ("title", "mandate", "description", "note", "data_source")
_RATED = (
    "influence",
    "interest",
    "stated_position",
    "target_position",
    "relationship",
    "confidence",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class StakeholderRecord:
    """A stakeholder as a line of a table: each field under the name that an import knows, as text."""

    id: str
    fields: dict[str, str]

    def text(self, field: str) -> str:
        """Return the text of a field, empty where nothing is known or nothing may be seen."""
        return self.fields.get(field, "")


def stakeholder_records(
    session: Session, campaign_id: str, *, audience: Audience = Audience.INTERNAL, today: date
) -> list[StakeholderRecord]:
    """Return what ``audience`` may see of the stakeholders of a campaign, by name, with what holds today."""
    lens = lens_for(session, audience, campaign_id)
    rows = stakeholder_rows(session, campaign_id, today=today, lens=lens)
    involved = select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id)
    facts = {
        row.id: row for row in lens.rows(session, Stakeholder, Stakeholder.id.in_(involved), only=_TEXTS)
    }
    languages = _values(session, lens, StakeholderLanguage, "value")
    tags = _tags(session, lens)
    sources = _sources(session, lens, campaign_id)
    return [
        StakeholderRecord(
            row.id,
            _fields(row)
            | {name: getattr(facts[row.id], name) or "" for name in _TEXTS if row.id in facts}
            | {"language": "; ".join(languages[row.id]), "tag": "; ".join(tags[row.id])}
            | {"source": sources.get(row.id) or getattr(facts.get(row.id), "data_source", "") or ""},
        )
        for row in rows
    ]


def _fields(row: StakeholderRow) -> dict[str, str]:
    plain = ("name", "short_name", "code_name", "kind", "actor_type", "parent", "level", "country")
    found = {name: _text(getattr(row, name)) for name in (*plain, *_RATED)}
    return found | {
        "position": _text(row.assessed_position),
        "role": "; ".join(role.value for role in row.roles),
    }


def _text(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, int) else str(value)


def _values(session: Session, lens: Lens, mapped: type[Base], column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in lens.rows(session, mapped):
        found[row.stakeholder_id].append(getattr(row, column) or "")
    return defaultdict(list, {key: sorted(values) for key, values in found.items()})


def _tags(session: Session, lens: Lens) -> dict[str, list[str]]:
    names = {row.id: row.name for row in lens.rows(session, Tag)}
    found = _values(session, lens, StakeholderTag, "tag_id")
    return defaultdict(list, {key: sorted(names.get(tag, "") for tag in tags) for key, tags in found.items()})


def _sources(session: Session, lens: Lens, campaign_id: str) -> dict[str, str]:
    """The source of each stakeholder's newest judgement that names one."""
    rows = lens.rows(
        session,
        Assessment,
        Assessment.campaign_id == campaign_id,
        order=(Assessment.made_on,),
        only=("stakeholder_id", "source"),
    )
    return {row.stakeholder_id: row.source for row in rows if row.source}
