"""What a colleague is sent when not everything may travel: which records and which columns stay at home.

``storage.part_copy`` writes the copy. Names stay, since a colleague works with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base, CleanText
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.merging import MergeConflict
from hdplanner.domain.packs import Attachment
from hdplanner.domain.rules_disclosure import highest, line_sensitivity
from hdplanner.domain.stakeholders import Assessment, Contact, Stakeholder
from hdplanner.domain.values import Reveals, Sensitivity

if TYPE_CHECKING:
    from hdplanner.storage import Document

OPTIONAL: tuple[Reveals, ...] = ("judgement", "source", "redline", "note", "contact")
"""The kinds of columns that may stay at home; names and plain facts always travel."""

_NOTHING_WITHOUT: Mapping[str, Reveals] = {Contact.__tablename__: "contact", Attachment.__tablename__: "note"}
"""Records that are nothing but one kind of content: where that stays, they stay (a file's bytes among it)."""

Keys = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What may travel: records up to a marking, some campaigns (none named: all), and optional kinds of columns.

    Whoever is at risk or not to be approached travels only under the highest marking; whoever objected or is restricted
    does not.
    """

    ceiling: Sensitivity = Sensitivity.CONFIDENTIAL
    campaigns: frozenset[str] = frozenset()
    reveals: frozenset[Reveals] = frozenset(OPTIONAL)

    @property
    def shown(self) -> frozenset[Reveals]:
        """All kinds of columns that travel."""
        return self.reveals | {"name", "none"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What travels and what stays, in rows by table; ``columns`` are the stored values of emptied columns by table."""

    kept: Mapping[str, int]
    rows: Mapping[str, Collection[str]]
    columns: Mapping[str, Mapping[str, object]]

    @property
    def count(self) -> int:
        """How many records travel."""
        return sum(self.kept.values())

    @property
    def left_out(self) -> int:
        """How many records stay at home."""
        return sum(map(len, self.rows.values()))


def facts_of(part: Part | None, sent: Sent | None, *, encrypted: bool) -> dict[str, object]:
    """Return what the access log keeps of a copy; without a part it is the whole file."""
    if part is None or sent is None:
        return {"whole": True, "encrypted": encrypted}
    return {
        "whole": False,
        "marking": part.ceiling.value,
        "encrypted": encrypted,
        "records": sent.count,
        "left_out": sent.left_out,
    }


def part_of_file(session: Session, part: Part) -> Sent:
    """Return what of the file travels as ``part``: what hangs on a record that stays, stays with it."""
    tables = [table for table in Base.metadata.sorted_tables if table.info.get("logged", True)]
    gone: Keys = {table.name: set() for table in tables}
    unwilling = Stakeholder.objected | Stakeholder.restricted
    gone[Stakeholder.__tablename__] = set(session.scalars(select(Stakeholder.id).where(unwilling)))
    gone[MergeConflict.__tablename__] = set(session.scalars(select(MergeConflict.id)))
    defaults: dict[str, Sensitivity] = dict(
        session.execute(select(Campaign.id, Campaign.default_sensitivity)).all()
    )
    columns = {table.name: _emptied(table, part) for table in tables}
    for table in tables:
        if columns[table.name] is None:
            gone[table.name] |= set(session.scalars(select(table.c.id)))
        else:
            gone[table.name] |= _above(session, table, part, defaults)
    _leave_other_campaigns(session, part, gone)
    _leave_what_hangs(session, tables, gone)
    if part.campaigns:
        _leave_unmentioned(session, tables, gone)
        _leave_what_hangs(session, tables, gone)
    totals = {table.name: len(session.scalars(select(table.c.id)).all()) for table in tables}
    kept = {name: count - len(gone[name]) for name, count in totals.items() if count > len(gone[name])}
    emptied = {name: found for name, found in columns.items() if found}
    return Sent(kept, {name: keys for name, keys in gone.items() if keys}, emptied)


def _emptied(table: Table, part: Part) -> dict[str, object] | None:
    """The columns of a table that stay at home, with what stands instead; ``None`` where no row means anything so."""
    found: dict[str, object] = {}
    if _NOTHING_WITHOUT.get(table.name, "none") not in part.shown:
        return None
    for column in table.columns:
        if column.info["reveals"] in part.shown:
            continue
        if not column.nullable and not isinstance(column.type, CleanText) and column.default is None:
            return None
        found[column.name] = _stored_default(column)
    return found


def _stored_default(column: Column[Any]) -> object:
    """What an emptied column holds in the file."""
    if column.default is None or not column.default.is_scalar:
        return None
    value = column.default.arg  # type: ignore[attr-defined]  # scalar defaults have arg
    return getattr(value, "value", int(value) if isinstance(value, bool) else value)


def _above(session: Session, table: Table, part: Part, defaults: Mapping[str, Sensitivity]) -> set[str]:
    """The records of a table that are marked higher than may travel."""
    if part.ceiling is Sensitivity.STRICTLY_CONFIDENTIAL:
        return set()
    gone = set()
    if table.name == Stakeholder.__tablename__:
        exposed = Stakeholder.at_risk | Stakeholder.do_not_approach
        gone |= set(session.scalars(select(Stakeholder.id).where(exposed)))
    wanted = [name for name in ("sensitivity", "disclosure", "campaign_id") if name in table.c]
    if "sensitivity" not in wanted:
        return gone
    for row in session.execute(select(table.c.id, *(table.c[name] for name in wanted))):
        values = row._mapping
        own, disclosure = values["sensitivity"], values.get("disclosure")
        usual = defaults.get(str(values.get("campaign_id")), Sensitivity.CONFIDENTIAL)
        if disclosure is not None:
            marking = line_sensitivity(disclosure, own)
        elif table.name == Assessment.__tablename__ and own is None:
            marking = highest([Sensitivity.CONFIDENTIAL, usual])
        else:
            marking = own or usual
        if marking.rank > part.ceiling.rank:
            gone.add(values["id"])
    return gone


def _leave_other_campaigns(session: Session, part: Part, gone: Keys) -> None:
    if part.campaigns:
        gone["campaign"] |= set(session.scalars(select(Campaign.id))) - part.campaigns


def _leave_what_hangs(session: Session, tables: Iterable[Table], gone: Keys) -> None:
    """Leave out the parts of what is left out, parents before children."""
    for table in tables:
        for column in table.columns:
            for key in column.foreign_keys:
                parents = gone.get(key.column.table.name, set())
                if not parents or (column.nullable and not _only_of_campaign(table, column)):
                    continue
                found = session.execute(select(table.c.id, column))
                gone[table.name] |= {row_id for row_id, parent in found if parent in parents}


def _only_of_campaign(table: Table, column: Column[Any]) -> bool:
    """Whether a pointer that may be empty says whose a record is: a promise of another plan stays at home."""
    return column.name == "campaign_id"


def _leave_unmentioned(session: Session, tables: Iterable[Table], gone: Keys) -> None:
    """Leave out the meetings of other plans only, and the stakeholders that nothing of the chosen plans names."""
    meetings = Base.metadata.tables["meeting_campaign"]
    linked = session.execute(select(meetings.c.id, meetings.c.meeting_id)).all()
    kept_meetings = {meeting for row_id, meeting in linked if row_id not in gone[meetings.name]}
    gone["meeting"] |= {meeting for _row, meeting in linked} - kept_meetings
    _leave_what_hangs(session, tables, gone)
    named: set[str] = set()
    for table in tables:
        if table.name == Stakeholder.__tablename__ or _is_own_part(table):
            continue
        for column in table.columns:
            if any(key.column.table.name == Stakeholder.__tablename__ for key in column.foreign_keys):
                found = session.execute(select(table.c.id, column))
                named |= {key for row_id, key in found if key and row_id not in gone[table.name]}
    parents = dict(session.execute(select(Stakeholder.id, Stakeholder.parent_id)).all())
    for key in list(named):
        above = parents.get(key)
        while above and above not in named:
            named.add(above)
            above = parents.get(above)
    gone[Stakeholder.__tablename__] |= set(parents) - named


def _is_own_part(table: Table) -> bool:
    """Whether the rows of a table only describe their stakeholder, and so are no reason to send it."""
    owners = {key.column.table.name for column in table.columns for key in column.foreign_keys}
    return "campaign_id" not in table.c and owners <= {Stakeholder.__tablename__, "tag"}


def send_part(document: Document, path: Path, passphrase: str | None, part: Part) -> Sent:
    """Write a copy that holds only ``part``, and return what travels and what stays.

    Raises ``FileExistsRefusedError``, ``DiskFullError`` and ``ReadOnlyFileError``.
    """
    from hdplanner.storage.part_copy import LeftOut, write_part

    sent = document.read(lambda session: part_of_file(session, part))
    left_out = LeftOut(sent.rows, sent.columns)
    document.on_file(lambda hand: write_part(hand, path, passphrase, left_out, part.ceiling.value))
    return sent
