"""Ends a plan: everything of it deleted, its persons kept under code names, or all of it archived, with a certificate.

Stakeholders that another plan works with stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import CleanText
from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.choices import Choice
from hdplanner.domain.meetings import Commitment, FollowUp, MeetingCampaign
from hdplanner.domain.models import METADATA
from hdplanner.domain.office import Office
from hdplanner.domain.packs import Attachment
from hdplanner.domain.rules_rights import PERSON
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import AccessKind, CampaignStatus, LegalBasis, StakeholderKind
from hdplanner.i18n import N_
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services import rights
from hdplanner.services.values import change, get
from hdplanner.storage import access_log, erasure, pseudonymising
from hdplanner.storage.changes import Changes, Label

if TYPE_CHECKING:
    from hdplanner.storage import Document
    from hdplanner.storage.in_hand import InHand

_KEPT = frozenset({"title", "purpose", "controller", "zone"})
"""Texts of a deleted plan that stay: what it was, for the account that the office owes."""


class How(Choice):
    """What becomes of a plan that is closed."""

    DELETE = "delete", N_("Delete everything of it")
    PSEUDONYMISE = "pseudonymise", N_("Keep it, its persons under code names")
    ARCHIVE = "archive", N_("Keep all of it")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a closure would reach: rows by table, persons of this plan alone, stakeholders that others need."""

    rows: Mapping[str, int]
    persons: int
    shared: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was done, on what ground, when and by whom; the head of the access log stands for all entries until then."""

    office: str
    plan: str
    how: How
    on: date
    by: str
    purpose: str
    legal_basis: LegalBasis | None
    rows: Mapping[str, int]
    persons: int
    shared: int
    versions: int
    out_of_reach: tuple[rights.OutOfReach, ...]
    entries: int
    head: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Part:
    """What belongs to a plan alone: rows, persons among them, and the stakeholders that other plans need."""

    keys: frozenset[tuple[str, str]]
    persons: tuple[str, ...]
    shared: int


def scope(document: Document, campaign_id: str) -> Scope:
    """Return what deleting a plan would reach; nothing is changed."""
    part = document.read(lambda session: _part_of(session, campaign_id))
    return Scope(_counts(document, part), len(part.persons), part.shared)


def close(
    document: Document, campaign_id: str, how: How, *, on: date, progress: Progress = NO_PROGRESS
) -> Certificate:
    """Close a plan and certify it. Only archiving can be undone. Cancelled, the file is as it was."""
    part = document.read(lambda session: _part_of(session, campaign_id))
    rows: Mapping[str, int] = {}
    done = rights.Erased(0, 0, 0, (), Changes("", Label("campaign.close"), {}))
    if how is How.DELETE:
        rows = _counts(document, part)
        done = _delete(document, part, campaign_id, progress)
    elif how is How.PSEUDONYMISE and part.persons:
        subjects = document.read(lambda s: [rights.subject_of(s, key) for key in part.persons])
        done = rights.pseudonymise(document, subjects, progress)
    status = CampaignStatus.CLOSED if how is How.PSEUDONYMISE else CampaignStatus.ARCHIVED
    label = Label("campaign.close", {"campaign": campaign_id})
    closed = document.edit(label, lambda session: _mark(session, campaign_id, status, on)).changes
    document.log_access(AccessKind.CLOSURE, campaign=campaign_id, how=how.value, persons=len(part.persons))
    changes = closed if how is How.ARCHIVE else _joined(done.changes, closed)
    return _certificate(document, campaign_id, how, on, part, done, rows, changes)


def _joined(one: Changes, other: Changes) -> Changes:
    tables = {*one.keys, *other.keys}
    keys = {name: one.keys.get(name, frozenset()) | other.keys.get(name, frozenset()) for name in tables}
    return Changes(other.group, other.label, keys)


def _part_of(session: Session, campaign_id: str) -> _Part:
    """Work out what is this plan's alone."""
    get(session, Campaign, campaign_id)
    mine = set(_involved(session, Involvement.campaign_id == campaign_id))
    others = set(_involved(session, Involvement.campaign_id != campaign_id))
    kinds = {row.id: row.kind for row in session.execute(select(Stakeholder.id, Stakeholder.kind))}
    alone = mine - others
    keys = {(PERSON, key) for key in alone}
    for name, column in _parts_of_plans():
        table = METADATA.tables[name]
        asked = select(table.c.id).where(table.c[column] == campaign_id)
        keys |= {(name, key) for key in session.scalars(asked)}
    served = dict[str, set[str]]()
    for meeting, campaign in session.execute(select(MeetingCampaign.meeting_id, MeetingCampaign.campaign_id)):
        served.setdefault(meeting, set()).add(campaign)
    keys |= {("meeting", key) for key, plans in served.items() if plans == {campaign_id}}
    for parent, pointer in (("meeting", FollowUp.meeting_id), ("commitment", FollowUp.commitment_id)):
        of = [key for table, key in keys if table == parent]
        keys |= {("follow_up", key) for key in session.scalars(select(FollowUp.id).where(pointer.in_(of)))}
    persons = tuple(sorted(key for key in alone if kinds.get(key) is StakeholderKind.PERSON))
    return _Part(frozenset(keys), persons, len(mine & others))


def _involved(session: Session, where: Any) -> list[str]:
    return list(session.scalars(select(Involvement.stakeholder_id).where(where)))


def _parts_of_plans() -> list[tuple[str, str]]:
    """Every table whose rows are of a plan, and the promises and files that say so."""
    return [
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == Campaign.__tablename__
        and (not column.nullable or table.name in (Commitment.__tablename__, Attachment.__tablename__))
    ]


def _counts(document: Document, part: _Part) -> Mapping[str, int]:
    """Rows by table that belong to a plan alone."""
    found = document.on_file(lambda hand: erasure.reach(hand.link.raw, part.keys))
    return {table: len(ids) for table, ids in sorted(found.items())}


def _delete(document: Document, part: _Part, campaign_id: str, progress: Progress) -> rights.Erased:
    """Erase what is the plan's alone; the names of its persons leave all other texts as well."""
    subjects = document.read(lambda s: [rights.subject_of(s, key) for key in part.persons])
    everybody = rights.together(subjects)
    left = rights.out_of_reach(document, everybody, campaign_id)

    def act(hand: InHand, step: Progress) -> erasure.Gone:
        texts = dict.fromkeys(_texts_of_plan(), "")
        pseudonymising.write_for_good(hand.link.raw, Campaign.__tablename__, campaign_id, texts)
        keys = part.keys | everybody.keys
        return erasure.erase_rows(hand, keys, everybody.names, step, own_names=False)

    facts = {"campaign": campaign_id}
    return rights.for_good(document, act, left, AccessKind.ERASURE, facts, progress)


def _texts_of_plan() -> list[str]:
    """The texts of a plan that go with it."""
    columns = METADATA.tables[Campaign.__tablename__].columns
    return [one.name for one in columns if isinstance(one.type, CleanText) and one.name not in _KEPT]


def _mark(session: Session, campaign_id: str, status: CampaignStatus, on: date) -> None:
    change(get(session, Campaign, campaign_id), {"status": status, "closed_on": on})
    session.flush()


def _certificate(
    document: Document,
    campaign_id: str,
    how: How,
    on: date,
    part: _Part,
    done: rights.Erased,
    rows: Mapping[str, int],
    changes: Changes,
) -> Certificate:
    columns = (Campaign.title, Campaign.purpose, Campaign.legal_basis)
    title, purpose, basis = document.read(
        lambda session: session.execute(select(*columns).where(Campaign.id == campaign_id)).one()
    )
    office = document.read(lambda session: session.scalars(select(Office.name)).first()) or ""
    head = document.on_file(lambda hand: access_log.head(hand.link.raw))
    return Certificate(
        office=office,
        plan=title,
        how=how,
        on=on,
        by=document.author,
        purpose=purpose,
        legal_basis=basis,
        rows=rows,
        persons=0 if how is How.ARCHIVE else len(part.persons),
        shared=part.shared,
        versions=done.versions,
        out_of_reach=done.out_of_reach,
        entries=head.count,
        head=head.digest,
        changes=changes,
    )
