"""Many stakeholders at once, with their roles, tags, languages and a first judgement: one edit, whatever the number.

Takes drafts in which every value is checked already; reading files is ``exchange``'s part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, insert, literal_column, null, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base, new_id
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.fields import noun
from hdplanner.domain.network import Tie
from hdplanner.domain.objectives import Objective
from hdplanner.domain.office import Office, Tag
from hdplanner.domain.stakeholders import (
    Assessment,
    Stakeholder,
    StakeholderLanguage,
    StakeholderName,
    StakeholderRole,
    StakeholderTag,
)
from hdplanner.domain.values import NameKind
from hdplanner.errors import NotFoundError
from hdplanner.services.interchange_cells import default_of
from hdplanner.services.values import derived_key


@dataclass(frozen=True, slots=True)
class StakeholderDraft:
    """A stakeholder to be made. ``values`` are fields of ``Stakeholder``, ``judged`` of ``Assessment``."""

    id: str
    row: int
    values: Mapping[str, Any]
    judged: Mapping[str, Any] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieDraft:
    """A tie to be made between two stakeholders, known ones or drafts. ``values`` are fields of ``Tie``."""

    id: str
    row: int
    source_id: str
    target_id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownStakeholder:
    """A stakeholder of the file under all its names, for recognising it in a source."""

    id: str
    names: tuple[str, ...]
    short_name: str
    code_name: str = ""


def known_stakeholders(session: Session) -> list[KnownStakeholder]:
    """Return every stakeholder of the file with its names, in the order of their making."""
    others: dict[str, list[str]] = {}
    for key, name in session.execute(select(StakeholderName.stakeholder_id, StakeholderName.name)):
        others.setdefault(key, []).append(name)
    found = session.execute(
        select(Stakeholder.id, Stakeholder.name, Stakeholder.short_name, Stakeholder.code_name).order_by(
            Stakeholder.id
        )
    )
    return [
        KnownStakeholder(key, (name, *others.get(key, ())), short, code) for key, name, short, code in found
    ]


def known_ties(session: Session, campaign_id: str) -> set[tuple[str, str, str]]:
    """Return the ties of a campaign as source, target and kind."""
    found = select(Tie.source_id, Tie.target_id, Tie.kind).where(Tie.campaign_id == campaign_id)
    return {(source, target, kind.value) for source, target, kind in session.execute(found)}


def apply_ties(
    session: Session, drafts: Sequence[TieDraft], made: Sequence[StakeholderDraft], *, campaign_id: str
) -> list[str]:
    """Make the stakeholders that are new and the ties of ``drafts``, and return the keys of the ties.

    Both ends of each tie become part of the campaign. Raises ``NotFoundError`` where the file has no office.
    """
    office = session.scalars(select(Office.id)).first()
    if office is None:
        raise NotFoundError(noun("office"), "")
    _insert(session, Stakeholder, [{**draft.values, "id": draft.id, "office_id": office} for draft in made])
    _insert(session, Involvement, _newly_involved(session, drafts, campaign_id))
    rows = [
        {
            **draft.values,
            "id": draft.id,
            "campaign_id": campaign_id,
            "source_id": draft.source_id,
            "target_id": draft.target_id,
        }
        for draft in drafts
    ]
    _insert(session, Tie, rows)
    return [draft.id for draft in drafts]


def _newly_involved(
    session: Session, drafts: Iterable[TieDraft], campaign_id: str
) -> Iterable[dict[str, Any]]:
    there = set(
        session.scalars(select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id))
    )
    ends = dict.fromkeys(key for draft in drafts for key in (draft.source_id, draft.target_id))
    for key in ends:
        if key not in there:
            row = {"campaign_id": campaign_id, "stakeholder_id": key}
            yield {**row, "id": derived_key(Involvement, row)}


def apply(
    session: Session, drafts: Sequence[StakeholderDraft], *, campaign_id: str, author: str, today: date
) -> list[str]:
    """Make the stakeholders of ``drafts`` and return their keys.

    They become part of the campaign. Judgements go to it, dated ``today`` where the draft has no
    date of its own; a position is on the campaign's first objective. Raises ``NotFoundError`` where the file has no office.
    """
    office = session.scalars(select(Office.id)).first()
    if office is None:
        raise NotFoundError(noun("office"), "")
    rows = [{**draft.values, "id": draft.id, "office_id": office} for draft in drafts]
    _insert(session, Stakeholder, rows)
    _insert(session, Involvement, _involved(drafts, campaign_id))
    _insert(session, StakeholderName, _other_names(drafts))
    _insert(session, StakeholderLanguage, _valued(StakeholderLanguage, drafts, "languages"))
    _insert(session, StakeholderRole, _valued(StakeholderRole, drafts, "roles", campaign_id=campaign_id))
    _insert(session, StakeholderTag, _tagged(session, drafts, office))
    _insert(session, Assessment, _judged(session, drafts, campaign_id, author, today))
    return [draft.id for draft in drafts]


def _insert(session: Session, mapped: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of any shape: what a row does not say is at its default.

    A column that no row speaks of stands in the statement itself, which spares half the time of a large import.
    """
    rows = list(rows)
    table = mapped.__table__
    assert isinstance(table, Table)
    if not rows:
        return
    spoken = {name for row in rows for name in row}
    defaults = {column.name: default_of(column) for column in table.columns}
    silent = {
        name: null() if value is None else literal_column("''")
        for name, value in defaults.items()
        if name not in spoken and value in (None, "")
    }
    said = {name: value for name, value in defaults.items() if name not in silent}
    session.execute(insert(table).values(silent), [{**said, **row} for row in rows])


def _involved(drafts: Iterable[StakeholderDraft], campaign_id: str) -> Iterable[dict[str, Any]]:
    for draft in drafts:
        row = {"campaign_id": campaign_id, "stakeholder_id": draft.id}
        yield {**row, "id": derived_key(Involvement, row)}


def _other_names(drafts: Iterable[StakeholderDraft]) -> Iterable[dict[str, Any]]:
    for draft in drafts:
        for name in draft.other_names:
            yield {"id": new_id(), "stakeholder_id": draft.id, "name": name, "kind": NameKind.ALIAS}


def _valued(
    mapped: type[Base], drafts: Iterable[StakeholderDraft], what: str, **more: str
) -> Iterable[dict[str, Any]]:
    """Rows of a list of values: each has the key that derives from its parents and its value."""
    for draft in drafts:
        for value in dict.fromkeys(getattr(draft, what)):
            row = {**more, "stakeholder_id": draft.id, "value": value}
            yield {**row, "id": derived_key(mapped, row)}


def _tagged(session: Session, drafts: Iterable[StakeholderDraft], office_id: str) -> Iterable[dict[str, Any]]:
    """Rows that tie tags to stakeholders; a tag that the office does not have yet is made."""
    tags = {name.casefold(): key for key, name in session.execute(select(Tag.id, Tag.name))}
    made: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for draft in drafts:
        for name in dict.fromkeys(draft.tags):
            if name.casefold() not in tags:
                tags[name.casefold()] = new_id()
                made.append({"id": tags[name.casefold()], "office_id": office_id, "name": name})
            row = {"stakeholder_id": draft.id, "tag_id": tags[name.casefold()]}
            rows.append({**row, "id": derived_key(StakeholderTag, row)})
    _insert(session, Tag, made)
    return {row["id"]: row for row in rows}.values()


def _judged(
    session: Session, drafts: Iterable[StakeholderDraft], campaign_id: str, author: str, today: date
) -> Iterable[dict[str, Any]]:
    objective = session.scalars(
        select(Objective.id)
        .where(Objective.campaign_id == campaign_id)
        .order_by(Objective.rank, Objective.id)
    ).first()
    for draft in drafts:
        if not draft.judged:
            continue
        row = {
            "made_on": today,
            **draft.judged,
            "id": new_id(),
            "campaign_id": campaign_id,
            "stakeholder_id": draft.id,
            "objective_id": objective,
            "author": author,
        }
        yield row
