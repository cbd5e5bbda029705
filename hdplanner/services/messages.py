"""Messages: write one, have it approved, and keep it true. Its parts are written through ``services.parts``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base, new_id
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.messages import (
    CounterArgument,
    Message,
    MessageProof,
    PrincipleConcern,
    PrinciplesCheck,
    Support,
    Variant,
)
from hdplanner.domain.objectives import Ask
from hdplanner.domain.office import TeamMember
from hdplanner.domain.rules_words import BREATH, word_count
from hdplanner.domain.values import Disclosure, MessageStatus, Sensitivity
from hdplanner.i18n import _
from hdplanner.services.languages import checked_language
from hdplanner.services.message_versions import open_version
from hdplanner.services.ordering import last_rank, move_to
from hdplanner.services.values import change, checked_day, derived, get, refused, today_here

WORDING = ("core_line",)
"""The fields of a message that its approval is about; its supports are the rest."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as the list shows it. ``variants`` and ``concerns`` are counts; ``checked`` against the Principles."""

    id: str
    title: str
    core_line: str
    language: str
    status: MessageStatus
    version: int
    objective_id: str | None
    ask_id: str | None
    ask: str
    owner_id: str | None
    owner: str
    approved_by: str
    approved_on: date | None
    expires_on: date | None
    disclosure: Disclosure
    sensitivity: Sensitivity | None
    note: str
    variants: int = 0
    concerns: int = 0
    checked: bool = False

    @property
    def words(self) -> int:
        """How many words the core line has; above ``BREATH`` it is not said in one breath."""
        return word_count(self.core_line)

    @property
    def is_long(self) -> bool:
        """Whether the core line has more words than one breath carries."""
        return self.words > BREATH

    def state(self, today: date) -> MessageStatus:
        """Return how far it has come on a day: what was approved may have expired since."""
        expired = self.expires_on is not None and self.expires_on < today
        return MessageStatus.EXPIRED if self.status is MessageStatus.APPROVED and expired else self.status


def message_rows(session: Session, campaign_id: str) -> list[MessageRow]:
    """Return the messages of a campaign in their order."""
    found = session.scalars(
        select(Message).where(Message.campaign_id == campaign_id).order_by(Message.rank, Message.id)
    ).all()
    keys = [row.id for row in found]
    asks = {row.id: row.action for row in session.scalars(select(Ask))}
    owners = {row.id: row.name for row in session.scalars(select(TeamMember))}
    variants = _counted(session, Variant.message_id, keys)
    checks = _counted(session, PrinciplesCheck.message_id, keys)
    concerns = _open_concerns(session, keys)
    return [
        MessageRow(
            **{name: getattr(row, name) for name in _FACTS},
            version=row.version or 1,
            ask=asks.get(row.ask_id or "", ""),
            owner=owners.get(row.owner_id or "", ""),
            variants=variants.get(row.id, 0),
            concerns=concerns.get(row.id, 0),
            checked=row.id in checks,
        )
        for row in found
    ]


_FACTS = (
    *("id", "title", "core_line", "language", "status", "objective_id", "ask_id", "owner_id", "approved_by"),
    *("approved_on", "expires_on", "disclosure", "sensitivity", "note"),
)


def add_message(session: Session, *, campaign_id: str, title: str, **values: Any) -> str:
    """Add a message as a draft, behind the others, and return its key."""
    get(session, Campaign, campaign_id)
    _only_own_acts(values)
    row = Message(
        campaign_id=campaign_id,
        title=_titled(title),
        rank=last_rank(session, Message, campaign_id=campaign_id),
    )
    if "language" in values:
        values["language"] = checked_language(values["language"])
    change(row, values)
    session.add(row)
    session.flush()
    return row.id


def update_message(session: Session, message_id: str, **values: Any) -> bool:
    """Change a message; return whether that opened a new version, since approved words changed.

    Status and approval have acts of their own: ``send_to_review``, ``approve_message``, ``reopen_message``.
    """
    _only_own_acts(values)
    row = get(session, Message, message_id)
    if "title" in values:
        values["title"] = _titled(values["title"])
    if "language" in values:
        values["language"] = checked_language(values["language"])
    opened = any(values.get(name, getattr(row, name)) != getattr(row, name) for name in WORDING)
    opened = opened and open_version(session, message_id)
    change(row, values)
    session.flush()
    return opened


def move_message(session: Session, message_id: str, place: int) -> None:
    """Put a message at another place of the list; 0 is the first."""
    move_to(session, Message, message_id, place, parent="campaign_id")


def delete_messages(session: Session, ids: Collection[str]) -> int:
    """Delete messages with their parts; planned activities stay, without words. Undo brings all back."""
    there = select(func.count()).select_from(Message).where(Message.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(Message).where(Message.id.in_(ids)))
    session.expire_all()
    return number


def send_to_review(session: Session, message_id: str) -> None:
    """Ask for approval of a message as it stands."""
    row = get(session, Message, message_id)
    if not row.core_line.strip():
        raise refused("core_line", "", _("there is nothing to approve yet"))
    row.status = MessageStatus.IN_REVIEW
    session.flush()


def approve_message(
    session: Session,
    message_id: str,
    *,
    by: str,
    on: date | None = None,
    expires_on: date | None = None,
) -> None:
    """Record that somebody approved a message as it stands, and until when that holds.

    Raises ``InvalidValueError`` where nobody is named, nothing is said, or it would expire before it is approved.
    """
    row = get(session, Message, message_id)
    day = checked_day(on or today_here(), "approved_on", today=today_here())
    if not by.strip():
        raise refused("approved_by", by, _("say who approved it"))
    if not row.core_line.strip():
        raise refused("core_line", "", _("there is nothing to approve yet"))
    if expires_on is not None and expires_on < day:
        raise refused("expires_on", expires_on, _("it would expire before it is approved"))
    row.status, row.approved_by, row.approved_on = MessageStatus.APPROVED, by.strip(), day
    row.expires_on = expires_on
    session.flush()


def reopen_message(session: Session, message_id: str) -> None:
    """Make a message a draft again; an approved wording is kept as a version."""
    if not open_version(session, message_id):
        get(session, Message, message_id).status = MessageStatus.DRAFT
    session.flush()


def copy_message(session: Session, message_id: str, *, title: str) -> str:
    """Add a draft with the words, pillars, proof points, variants and answers of another message; return its key.

    Approval, versions and the check against the Principles stay with the original. Proof points are shared.
    """
    source = get(session, Message, message_id)
    made = _twin(
        source, rank=last_rank(session, Message, campaign_id=source.campaign_id), title=_titled(title)
    )
    made.status, made.version = MessageStatus.DRAFT, 1
    made.approved_by, made.approved_on, made.expires_on = "", None, None
    session.add(made)
    supports: dict[str | None, str | None] = {None: None}
    for row in session.scalars(select(Support).where(Support.message_id == message_id)):
        session.add(twin := _twin(row, message_id=made.id))
        supports[row.id] = twin.id
    for proof in session.scalars(select(MessageProof).where(MessageProof.message_id == message_id)):
        twin = derived(_twin(proof, message_id=made.id, support_id=supports.get(proof.support_id)))
        session.add(twin)
    for answer in session.scalars(select(CounterArgument).where(CounterArgument.message_id == message_id)):
        session.add(_twin(answer, message_id=made.id))
    for variant in session.scalars(select(Variant).where(Variant.message_id == message_id)):
        session.add(_twin(variant, message_id=made.id, status=MessageStatus.DRAFT, master_version=1))
    session.flush()
    return str(made.id)


def _twin(row: Base, **values: Any) -> Any:
    """Return a new row with the values of another, but for those given."""
    names = [column.key for column in row.__table__.columns if column.key != "id"]
    return type(row)(**{name: getattr(row, name) for name in names} | {"id": new_id()} | values)


def _open_concerns(session: Session, keys: Collection[str]) -> dict[str, int]:
    """Count the concerns without a mitigation in the latest check of each message."""
    found = session.execute(
        select(PrinciplesCheck.message_id, func.count())
        .join(PrincipleConcern, PrincipleConcern.check_id == PrinciplesCheck.id)
        .where(PrinciplesCheck.message_id.in_(keys), PrincipleConcern.mitigation == "")
        .group_by(PrinciplesCheck.message_id)
    )
    return {row[0]: row[1] for row in found}


def _counted(session: Session, column: Any, keys: Collection[str]) -> dict[str, int]:
    found = session.execute(select(column, func.count()).where(column.in_(keys)).group_by(column))
    return {row[0]: row[1] for row in found}


def _only_own_acts(values: dict[str, Any]) -> None:
    for name in ("status", "version", "approved_by", "approved_on", "campaign_id"):
        if name in values:
            raise refused(name, values[name], _("there is no such field"))


def _titled(title: str) -> str:
    if not title.strip():
        raise refused("title", title, _("a message needs a title"))
    return title.strip()
