"""Ties between stakeholders, as one campaign judges them: list them, add, change, remove."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.network import Tie
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Sensitivity, TieKind, TieSign
from hdplanner.i18n import _
from hdplanner.services.assessments import involve
from hdplanner.services.disclosure import EVERYTHING, Lens, SeenRow
from hdplanner.services.tie_words import tie_sentence
from hdplanner.services.values import change, checked_day, get, refused, today_here


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie as table and drawing show it: who reaches whom, how, and what that rests on.

    ``source`` and ``target`` are names; ``origin`` is where the knowledge is from.
    """

    id: str
    source_id: str
    source: str
    target_id: str
    target: str
    kind: TieKind
    strength: int | None
    sign: TieSign
    confidence: int | None
    evidence: str
    origin: str
    checked_on: date | None
    review_by: date | None
    sensitivity: Sensitivity | None


def has_ties(session: Session, campaign_id: str) -> bool:
    """Return whether a campaign knows any tie."""
    found = session.execute(select(Tie.id).where(Tie.campaign_id == campaign_id).limit(1))
    return found.first() is not None


def tie_rows(
    session: Session, campaign_id: str, *, lens: Lens = EVERYTHING, ids: Collection[str] | None = None
) -> list[TieRow]:
    """Return the ties of a campaign, by the names of their ends; ``ids`` asks for these only, as after an edit.

    A tie is a judgement: an audience that sees none of those sees no tie, nor one to somebody it may not see.
    """
    if not lens.reveals("judgement"):
        return []
    where = [Tie.campaign_id == campaign_id]
    if ids is not None:
        where.append(Tie.id.in_(ids))
    found = lens.rows(session, Tie, *where)
    names = _names(session, found, campaign_id, lens, few=ids is not None)
    rows = [_row(row, names) for row in found if row.source_id in names and row.target_id in names]
    return sorted(
        rows, key=lambda row: (row.source.casefold(), row.target.casefold(), row.kind.value, row.id)
    )


def _names(
    session: Session, ties: Collection[SeenRow], campaign_id: str, lens: Lens, *, few: bool
) -> dict[str, str]:
    """Return what the ends of ``ties`` are called, those that the lens lets be seen."""
    if few:
        wanted: Any = {end for tie in ties for end in (tie.source_id, tie.target_id)}
    else:
        wanted = (
            select(Tie.source_id)
            .where(Tie.campaign_id == campaign_id)
            .union(select(Tie.target_id).where(Tie.campaign_id == campaign_id))
        )
    rows = lens.rows(session, Stakeholder, Stakeholder.id.in_(wanted), only=("name",))
    return {row.id: row.name for row in rows}


def _row(row: SeenRow, names: Mapping[str, str]) -> TieRow:
    return TieRow(
        id=row.id,
        source_id=row.source_id,
        source=names[row.source_id],
        target_id=row.target_id,
        target=names[row.target_id],
        kind=row.kind,
        strength=row.strength,
        sign=row.sign,
        confidence=row.confidence,
        evidence=row.evidence,
        origin=row.source,
        checked_on=row.checked_on,
        review_by=row.review_by,
        sensitivity=row.sensitivity,
    )


def add_tie(session: Session, *, campaign_id: str, source_id: str, target_id: str, **values: Any) -> str:
    """Add a tie from one stakeholder to another, make both part of the campaign, and return its key.

    Raises ``NotFoundError`` for an unknown end. Raises ``InvalidValueError`` for a tie to oneself, for a second
    one of its kind in this direction, for a rating off its scale and for a day before 1900 or, if it is the day
    of a check, in the future.
    """
    get(session, Campaign, campaign_id)
    row = Tie(
        campaign_id=campaign_id,
        source_id=source_id,
        target_id=target_id,
        kind=TieKind.UNSPECIFIED,
        sign=TieSign.SUPPORTIVE,
    )
    change(row, values)
    _check(session, row)
    session.add(row)
    for end in (source_id, target_id):
        involve(session, campaign_id, end)
    session.flush()
    return row.id


def update_ties(session: Session, ids: Collection[str], **values: Any) -> None:
    """Change fields of one or several ties at once, as one act; refused as in ``add_tie``."""
    for key in ids:
        row = get(session, Tie, key)
        with session.no_autoflush:
            change(row, values)
            _check(session, row)
        if {"source_id", "target_id"} & set(values):
            for end in (row.source_id, row.target_id):
                involve(session, row.campaign_id, end)
        session.flush()


def delete_ties(session: Session, ids: Collection[str]) -> int:
    """Delete ties, and return how many there were."""
    there = select(func.count()).select_from(Tie).where(Tie.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(Tie).where(Tie.id.in_(ids)))
    session.expire_all()
    return number


def _check(session: Session, row: Tie) -> None:
    with session.no_autoflush:
        source = get(session, Stakeholder, row.source_id)
        target = get(session, Stakeholder, row.target_id)
    if row.source_id == row.target_id:
        raise refused("tie", row.source_id, _("nobody has a tie to itself"))
    if row.checked_on is not None:
        checked_day(row.checked_on, "checked_on", today=today_here())
    if row.review_by is not None:
        checked_day(row.review_by, "review_by")
    with session.no_autoflush:
        same = session.execute(
            select(Tie.id).where(
                Tie.campaign_id == row.campaign_id,
                Tie.source_id == row.source_id,
                Tie.target_id == row.target_id,
                Tie.kind == row.kind,
                Tie.id != row.id,
            )
        ).first()
    if same is not None:
        sentence = tie_sentence(source.name, target.name, row.kind)
        raise refused("tie", same.id, _("“{tie}” is there already").format(tie=sentence))
