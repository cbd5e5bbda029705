"""What left the house: which copy of which pack went to whom, what it told, and who still holds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.messages import ProofPoint
from hdplanner.domain.packs import HandOut, HandOutFact, Pack
from hdplanner.domain.values import Audience, PackForm, PackKind, Sensitivity
from hdplanner.i18n import _
from hdplanner.services.values import checked_day, get, refused


@dataclass(frozen=True, slots=True)
class HandOutRow:
    """A copy that left the house; ``returned_on`` where it came back."""

    id: str
    pack_id: str | None
    title: str
    kind: PackKind
    language: str
    form: PackForm
    encrypted: bool
    recipient: str
    copy_number: int | None
    handed_on: date | None
    handed_by: str
    expires_on: date | None
    returned_on: date | None
    audience: Audience
    marking: Sensitivity
    digest: str

    def is_expired(self, today: date) -> bool:
        """Whether somebody still holds a copy whose time is over."""
        return self.returned_on is None and self.expires_on is not None and self.expires_on < today


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """A fact that holds no more, in the words of then, and the copies by which somebody still has it."""

    proof_id: str | None
    text: str
    withdrawn_on: date | None
    held: tuple[HandOutRow, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is handed out: its number, to whom, and the digest of its file."""

    number: int
    recipient: str
    digest: str


def hand_out_rows(session: Session, campaign_id: str) -> list[HandOutRow]:
    """Return who holds what of ours, the newest first."""
    found = session.scalars(
        select(HandOut)
        .where(HandOut.campaign_id == campaign_id)
        .order_by(HandOut.handed_on.desc(), HandOut.copy_number.desc(), HandOut.id)
    )
    return [_row(one) for one in found]


def next_copy_number(session: Session, pack_id: str) -> int:
    """Return the number of the next copy of a pack: they are given only when one is handed out."""
    last = session.execute(
        select(func.max(HandOut.copy_number)).where(HandOut.pack_id == pack_id)
    ).scalar_one_or_none()
    return (last or 0) + 1


def hand_out(
    session: Session,
    pack_id: str,
    *,
    copies: Sequence[Copy],
    on: date,
    by: str,
    audience: Audience,
    marking: Sensitivity,
    form: PackForm = PackForm.PDF,
    encrypted: bool = False,
    facts: Collection[str] = (),
) -> list[str]:
    """Record that copies of a pack left the house; return their keys. ``facts`` are the proof points they told.

    Raises ``InvalidValueError`` for a copy to nobody, or a number that was given before.
    """
    pack = get(session, Pack, pack_id)
    _check(copies, next_copy_number(session, pack_id))
    same = {name: getattr(pack, name) for name in _OF_PACK}
    rows = [
        HandOut(
            **same,
            pack_id=pack_id,
            form=form,
            encrypted=encrypted,
            recipient=copy.recipient.strip(),
            copy_number=copy.number,
            handed_on=checked_day(on, "handed_on"),
            handed_by=by,
            audience=audience,
            marking=marking,
            digest=copy.digest,
        )
        for copy in copies
    ]
    session.add_all(rows)
    session.flush()
    told = session.scalars(select(ProofPoint).where(ProofPoint.id.in_(facts)).order_by(ProofPoint.id)).all()
    session.add_all(
        HandOutFact(hand_out_id=row.id, proof_id=proof.id, text=proof.text) for row in rows for proof in told
    )
    session.flush()
    return [row.id for row in rows]


_OF_PACK = ("campaign_id", "meeting_id", "stakeholder_id", "title", "kind", "language", "expires_on")


def _check(copies: Sequence[Copy], free: int) -> None:
    """Copies go to somebody, and no number is given twice."""
    for copy in copies:
        if not copy.recipient.strip():
            raise refused("recipient", copy.recipient, _("a copy goes to somebody"))
        if copy.number < free:
            raise refused("copy_number", copy.number, _("this number was given before"))
        free = copy.number + 1


def take_back(session: Session, hand_out_id: str, *, on: date | None) -> None:
    """Record that a copy came back or was destroyed, or (without a day) that it did not."""
    row = get(session, HandOut, hand_out_id)
    day = checked_day(on, "returned_on") if on is not None else None
    if day is not None and row.handed_on is not None and day < row.handed_on:
        raise refused("returned_on", day.isoformat(), _("the copy left the house after that"))
    row.returned_on = day
    session.flush()


def withdrawn_rows(session: Session, campaign_id: str) -> list[WithdrawnRow]:
    """Return each fact that was withdrawn or deleted after somebody was given it, with the copies still out.

    A copy that came back is not held any more.
    """
    found = session.execute(
        select(HandOutFact.proof_id, HandOutFact.text, ProofPoint.withdrawn_on, HandOut)
        .join(HandOut, HandOut.id == HandOutFact.hand_out_id)
        .outerjoin(ProofPoint, ProofPoint.id == HandOutFact.proof_id)
        .where(HandOut.campaign_id == campaign_id, HandOut.returned_on.is_(None))
        .where(ProofPoint.id.is_(None) | ProofPoint.withdrawn_on.is_not(None))
        .order_by(HandOut.handed_on.desc(), HandOut.copy_number.desc(), HandOut.id)
    ).all()
    held: dict[tuple[str | None, str, date | None], list[HandOutRow]] = {}
    for proof_id, text, withdrawn_on, copy in found:
        held.setdefault((proof_id, text, withdrawn_on), []).append(_row(copy))
    rows = [WithdrawnRow(*key, tuple(copies)) for key, copies in held.items()]
    return sorted(rows, key=lambda row: (row.withdrawn_on or date.max, row.text), reverse=True)


def _row(row: HandOut) -> HandOutRow:
    return HandOutRow(**{name: getattr(row, name) for name in HandOutRow.__dataclass_fields__})
