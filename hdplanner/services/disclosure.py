"""Who may see what: the only reader for packs, exports and the figures they draw.

A lens is made for one audience. What that audience may not see is not selected, so that it is not in the data
and cannot be in the file. What each column reveals is declared with the column (``domain.base``).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, literal, null, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from hdplanner.domain.base import Base, CleanText
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.rules_disclosure import PROFILES, Profile, highest, line_sensitivity
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import Audience, Disclosure, MessageStatus, NamesShown, Sensitivity
from hdplanner.services.pseudonyms import Pseudonyms

SeenRow = Any
"""A row of one table: a named tuple of its columns, the hidden ones empty."""


_DECIDING = frozenset({"id", "sensitivity", "disclosure", "status", "campaign_id"})
"""The columns that say whether a row may be seen."""


JUDGEMENT, BACKGROUND = ".judgement", ".background"


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A record that a lens let through: its table and key, how sensitive it is, and the part it was read for.

    Of a part the judgements and what is background only are apart (``part + JUDGEMENT``, ``part + BACKGROUND``), since
    not everything that prints from it prints them. ``about`` is the stakeholder that it belongs to.
    """

    table: str
    id: str
    sensitivity: Sensitivity
    part: str
    about: str | None = None


@dataclass(slots=True)
class Lens:
    """Reads for one audience and one campaign, and remembers what it let through, part by part.

    What is read outside a part (``reading``) is looked up, not shown, until ``touch`` names it.
    One that is not ``watching`` lets everything through unseen: the window's own.
    """

    profile: Profile
    default: Sensitivity = Sensitivity.CONFIDENTIAL
    pseudonyms: Pseudonyms | None = None
    hidden_stakeholders: frozenset[str] = frozenset()
    let_through: list[SeenItem] = field(default_factory=list)
    watching: bool = True
    part: str = ""

    @property
    def marking(self) -> Sensitivity:
        """The highest sensitivity of anything read so far."""
        return highest([item.sensitivity for item in self.let_through])

    def markings(self) -> dict[str, Sensitivity]:
        """The highest sensitivity of what was read for each part."""
        found: dict[str, Sensitivity] = {}
        for item in self.let_through:
            found[item.part] = highest([item.sensitivity, found.get(item.part, Sensitivity.PUBLIC)])
        return found

    @contextmanager
    def reading(self, part: str) -> Iterator[None]:
        """Whatever is read meanwhile belongs to a part of the pack."""
        outer, self.part = self.part, part
        try:
            yield
        finally:
            self.part = outer

    def touch(self, table: str, key: str, sensitivity: Sensitivity) -> None:
        """Say that a record that was looked up before is shown in the part that is being read."""
        about = key if table == Stakeholder.__tablename__ else None
        self.let_through.append(SeenItem(table, key, sensitivity, self.part, about))

    def reveals(self, kind: str) -> bool:
        """Whether columns of this kind (``judgement``, ``source``, ...) are shown."""
        return kind in self.profile.reveals

    def rows(
        self,
        session: Session,
        mapped: type[Base],
        *where: ColumnElement[bool],
        order: Sequence[Any] = (),
        only: tuple[str, ...] = (),
    ) -> list[SeenRow]:
        """Return the rows of ``mapped`` that this audience may see, with what it may not see left empty.

        ``only`` names the columns that are wanted, besides those that decide what may be seen.
        """
        table = mapped.__table__
        assert isinstance(table, Table)
        names = tuple(c.key for c in table.columns if not only or c.key in only or c.key in _DECIDING)
        session.flush()
        found = session.connection().execute(
            select(*[self._shown(table.c[name]) for name in names]).where(*where).order_by(*order, table.c.id)
        )
        seen = list(map(_shape(table, names)._make, found))
        if self.watching:
            seen = [row for row in seen if self._may_see(table, row)]
        return seen if self.pseudonyms is None else [self._renamed(table, row) for row in seen]

    def _shown(self, column: Column[Any]) -> ColumnElement[Any]:
        if column.info["reveals"] in self.profile.reveals or self._is_coded_name(column):
            return column
        empty = literal("") if isinstance(column.type, CleanText) else null()
        return empty.label(column.key)

    def _is_coded_name(self, column: Column[Any]) -> bool:
        """A stakeholder's own name is read to be replaced where the audience knows it by a code name."""
        shown = self._codes or (self.pseudonyms is not None and bool(self.pseudonyms.named))
        return column.table.name == Stakeholder.__tablename__ and column.key == "name" and shown

    @property
    def _codes(self) -> bool:
        return self.pseudonyms is not None and self.pseudonyms.coded

    def _may_see(self, table: Table, row: SeenRow) -> bool:
        if self.hidden_stakeholders and self._is_about_hidden(table, row):
            return False
        disclosure = getattr(row, "disclosure", None)
        if disclosure is not None and disclosure not in self.profile.lines:
            return False
        status = getattr(row, "status", None)
        is_draft = isinstance(status, MessageStatus) and status is not MessageStatus.APPROVED
        if self.profile.approved_only and is_draft:
            return False
        marking = self._sensitivity(table, row, disclosure)
        if marking is None:
            return True
        if marking.rank > self.profile.ceiling.rank:
            return False
        self.let_through.append(
            SeenItem(table.name, row.id, marking, self._part_of(table, disclosure), _belongs_to(table, row))
        )
        return True

    def _part_of(self, table: Table, disclosure: Any) -> str:
        if not self.part:
            return ""
        if table.name == Assessment.__tablename__:
            return self.part + JUDGEMENT
        return self.part + BACKGROUND if disclosure is Disclosure.BACKGROUND else self.part

    def _sensitivity(self, table: Table, row: SeenRow, disclosure: Any) -> Sensitivity | None:
        """Return how sensitive a row is; ``None`` for one that has no say of its own and hangs on another."""
        own = getattr(row, "sensitivity", None)
        if disclosure is not None:
            return line_sensitivity(disclosure, own)
        if table.name == Assessment.__tablename__ and own is None:
            return highest([Sensitivity.CONFIDENTIAL, self.default])
        if "sensitivity" in table.c or "campaign_id" in table.c:
            return own or self.default
        return None

    def _is_about_hidden(self, table: Table, row: SeenRow) -> bool:
        if table.name == Stakeholder.__tablename__:
            return row.id in self.hidden_stakeholders
        named = (
            getattr(row, column.key)
            for column in table.columns
            for key in column.foreign_keys
            if hasattr(row, column.key)
            and key.column.table.name == Stakeholder.__tablename__
            and column.key != "parent_id"
        )
        return any(one in self.hidden_stakeholders for one in named)

    def _renamed(self, table: Table, row: SeenRow) -> SeenRow:
        """Put code names where known names stand, in fields and in free text."""
        assert self.pseudonyms is not None
        if "disclosure" in table.c and not self._codes:
            return row  # what may be said in public was written to be said
        changed = {
            column.key: self.pseudonyms.hide(getattr(row, column.key))
            for column in table.columns
            if isinstance(column.type, CleanText) and hasattr(row, column.key)
        }
        if table.name == Stakeholder.__tablename__:
            named = getattr(row, "name", "") if row.id in self.pseudonyms.named else ""
            own = {
                "name": self.pseudonyms.of(row.id) if self._codes else named,
                "short_name": "",
                "code_name": "",
            }
            changed |= {name: text for name, text in own.items() if name in changed}
        return row._replace(**changed)


def _belongs_to(table: Table, row: SeenRow) -> str | None:
    """The stakeholder without whom a row has no meaning, or who it is."""
    if table.name == Stakeholder.__tablename__:
        return str(row.id)
    name = _owner(table)
    return getattr(row, name, None) if name else None


@cache
def _owner(table: Table) -> str | None:
    """The first column by which the rows of a table belong to a stakeholder."""
    return next(
        (
            column.key
            for column in table.columns
            for key in column.foreign_keys
            if not column.nullable and key.column.table.name == Stakeholder.__tablename__
        ),
        None,
    )


@cache
def _shape(table: Table, names: tuple[str, ...]) -> Any:
    """The type of the rows of a table: a named tuple of these columns."""
    return namedtuple(f"Seen_{table.name}", names)


EVERYTHING = Lens(PROFILES[Audience.INTERNAL], watching=False)
"""What the window reads through: all of it."""


def lens_for(
    session: Session, audience: Audience, campaign_id: str | None = None, *, profile: Profile | None = None
) -> Lens:
    """Return a fresh lens for ``audience``, or for another ``profile``; its default marking is the campaign's.

    Nobody is shown who has objected or whose data is restricted: such data is kept, and put to no use.
    """
    shown = profile or PROFILES[audience]
    default = Sensitivity.CONFIDENTIAL
    if campaign_id is not None:
        found = session.execute(
            select(Campaign.default_sensitivity).where(Campaign.id == campaign_id)
        ).scalar_one_or_none()
        default = found or default
    kept = Stakeholder.objected | Stakeholder.restricted
    if shown.names is NamesShown.NAMES:
        return Lens(shown, default, hidden_stakeholders=_ids(session, kept))
    hidden = _ids(session, kept | Stakeholder.at_risk | Stakeholder.do_not_approach)
    return Lens(shown, default, Pseudonyms.read(session, shown.names), hidden)


def _ids(session: Session, which: ColumnElement[bool]) -> frozenset[str]:
    return frozenset(session.scalars(select(Stakeholder.id).where(which)))
