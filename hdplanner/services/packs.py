"""Packs that are kept by name: their choices, how far they are cleared, and what was handed to whom.

Knows nothing of pages: what a pack says is read through ``plan_view`` and set by ``briefing``.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.packs import Pack, PackSection
from hdplanner.domain.ranks import rank_between, ranks_for
from hdplanner.domain.values import Audience, Clearance, PackKind, Sensitivity, Tlp
from hdplanner.i18n import _
from hdplanner.services.values import change, checked_day, get, refused


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of a kept pack, in its place; ``heading`` and ``text`` only where it is free text."""

    id: str
    section: str
    included: bool
    heading: str
    text: str
    attachment_id: str | None
    landscape: bool


@dataclass(frozen=True, slots=True)
class PackRow:
    """A kept pack with its sections in order. Without sections it takes those of its kind."""

    id: str
    campaign_id: str
    meeting_id: str | None
    visit_id: str | None
    stakeholder_id: str | None
    profile_id: str | None
    title: str
    kind: PackKind
    audience: Audience
    language: str
    second_language: str
    marking: Sensitivity | None
    tlp: Tlp | None
    expires_on: date | None
    since_on: date | None
    paper: str
    landscape: bool
    justified: bool
    clearance: Clearance
    cleared_by: str
    cleared_on: date | None
    cleared_digest: str
    sections: tuple[SectionRow, ...]

    def is_changed_since_clearance(self, digest: str) -> bool:
        """Whether contents with this digest differ from those that were cleared."""
        return self.clearance is Clearance.CLEARED and self.cleared_digest not in ("", digest)


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section as somebody wants it: which, whether it is printed, on upright or wide pages.

    ``heading`` and ``text`` are its own words where it is free text; an annex names its attachment.
    """

    section: str
    included: bool = True
    heading: str = ""
    text: str = ""
    attachment_id: str | None = None
    landscape: bool = False


_FACTS = tuple(name for name in PackRow.__dataclass_fields__ if name != "sections")
_CHOSEN = tuple(SectionChoice.__dataclass_fields__)


def pack_rows(session: Session, campaign_id: str) -> list[PackRow]:
    """Return the packs of a campaign in the order that people made."""
    found = session.scalars(
        select(Pack).where(Pack.campaign_id == campaign_id).order_by(Pack.rank, Pack.id)
    ).all()
    sections: dict[str, list[SectionRow]] = {pack.id: [] for pack in found}
    below = (
        select(PackSection)
        .where(PackSection.pack_id.in_(sections))
        .order_by(PackSection.rank, PackSection.id)
    )
    for row in session.scalars(below):
        made = SectionRow(row.id, **{name: getattr(row, name) for name in _CHOSEN})
        sections[row.pack_id].append(made)
    return [
        PackRow(**{name: getattr(pack, name) for name in _FACTS}, sections=tuple(sections[pack.id]))
        for pack in found
    ]


def pack_row(session: Session, pack_id: str) -> PackRow:
    """Return one pack. Raises ``NotFoundError``."""
    campaign_id = get(session, Pack, pack_id).campaign_id
    return next(row for row in pack_rows(session, campaign_id) if row.id == pack_id)


def add_pack(
    session: Session,
    *,
    campaign_id: str,
    title: str,
    kind: PackKind = PackKind.CAMPAIGN,
    audience: Audience = Audience.INTERNAL,
    language: str = "en",
    sections: Sequence[SectionChoice] = (),
    **values: Any,
) -> str:
    """Keep a new pack at the end of the list, as a draft, and return its key. ``values`` are as in ``update_pack``."""
    get(session, Campaign, campaign_id)
    last = session.execute(
        select(func.max(Pack.rank)).where(Pack.campaign_id == campaign_id)
    ).scalar_one_or_none()
    row = Pack(
        campaign_id=campaign_id,
        title=_titled(title),
        kind=kind,
        audience=audience,
        language=language,
        rank=rank_between(last, None),
    )
    session.add(row)
    session.flush()
    if sections:
        set_sections(session, row.id, sections=sections)
    update_pack(session, row.id, **values)
    return row.id


def update_pack(session: Session, pack_id: str, **values: Any) -> None:
    """Change what a pack is. Clearance has its own acts: ``clear_pack`` and ``reopen_pack``."""
    if "title" in values:
        values["title"] = _titled(values["title"])
    if "paper" in values and values["paper"] not in ("A4", "Letter"):
        raise refused("paper", values["paper"], _("it is A4 or Letter"))
    for name in ("clearance", "cleared_by", "cleared_on", "cleared_digest", "campaign_id"):
        if name in values:
            raise refused(name, values[name], _("there is no such field"))
    change(get(session, Pack, pack_id), values)
    session.flush()


def set_kind(
    session: Session, pack_id: str, *, kind: PackKind, sections: Sequence[SectionChoice], **values: Any
) -> None:
    """Make a pack one of another kind, with the sections that it has then. ``values`` are as in ``update_pack``."""
    update_pack(session, pack_id, kind=kind, **values)
    set_sections(session, pack_id, sections=sections)


def delete_pack(session: Session, pack_id: str) -> None:
    """Delete a kept pack; what was handed out stays in the register, and undo brings it back."""
    session.delete(get(session, Pack, pack_id))
    session.flush()
    session.expire_all()


def set_sections(session: Session, pack_id: str, *, sections: Sequence[SectionChoice]) -> None:
    """Make the sections of a pack be these, in this order. Rows that stay keep their keys."""
    get(session, Pack, pack_id)
    there = select(PackSection).where(PackSection.pack_id == pack_id).order_by(PackSection.rank)
    free: dict[str, list[PackSection]] = {}
    for row in session.scalars(there):
        free.setdefault(row.section, []).append(row)
    wanted: list[PackSection] = []
    for choice in sections:
        same = free.get(choice.section)
        row = same.pop(0) if same else PackSection(pack_id=pack_id, section=choice.section)
        for name in _CHOSEN:
            setattr(row, name, getattr(choice, name))
        wanted.append(row)
    for row in (row for rows in free.values() for row in rows):
        session.delete(row)
    _rank(wanted)
    session.add_all(wanted)
    session.flush()


def _rank(rows: list[PackSection]) -> None:
    """Give ranks in the order of ``rows``; an order that holds already is left alone."""
    held = [row.rank or "" for row in rows]
    if all(held) and all(one < other for one, other in itertools.pairwise(held)):
        return
    for row, rank in zip(rows, ranks_for(len(rows)), strict=True):
        row.rank = rank


def ask_clearance(session: Session, pack_id: str) -> None:
    """Say that a pack is being read by who clears it."""
    change(get(session, Pack, pack_id), {"clearance": Clearance.IN_CLEARANCE, **_NOT_CLEARED})
    session.flush()


def clear_pack(
    session: Session, pack_id: str, *, by: str, on: date, digest: str, today: date | None = None
) -> None:
    """Record that somebody cleared the contents with this digest on a day."""
    if not by.strip():
        raise refused("cleared_by", by, _("somebody clears a pack"))
    facts = {"cleared_by": by.strip(), "cleared_on": checked_day(on, "cleared_on", today=today)}
    change(get(session, Pack, pack_id), {"clearance": Clearance.CLEARED, "cleared_digest": digest, **facts})
    session.flush()


def reopen_pack(session: Session, pack_id: str) -> None:
    """Make a pack a draft again."""
    change(get(session, Pack, pack_id), {"clearance": Clearance.DRAFT, **_NOT_CLEARED})
    session.flush()


_NOT_CLEARED: dict[str, Any] = {"cleared_by": "", "cleared_on": None, "cleared_digest": ""}


def _titled(title: str) -> str:
    if not title.strip():
        raise refused("title", title, _("a pack needs a title"))
    return title.strip()
