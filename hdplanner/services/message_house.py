"""The house of one message: its pillars, the proof points below them, its variants, answers, checks and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.messages import (
    CounterArgument,
    Message,
    MessageProof,
    PrincipleConcern,
    PrinciplesCheck,
    ProofPoint,
    Support,
    Variant,
)
from hdplanner.domain.network import Coalition
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Disclosure, LineKind, MessageStatus, Principle, Sensitivity
from hdplanner.i18n import _
from hdplanner.services.languages import checked_language
from hdplanner.services.message_versions import VersionRow, open_version, version_rows
from hdplanner.services.messages import MessageRow, message_rows
from hdplanner.services.ordering import last_rank, move_to
from hdplanner.services.values import change, checked_day, derived, get, refused, today_here


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A pillar."""

    id: str
    text: str
    disclosure: Disclosure


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A proof point of the campaign; ``used_by`` are the messages that stand on it."""

    id: str
    text: str
    source: str
    source_on: date | None
    disclosure: Disclosure
    sensitivity: Sensitivity | None
    withdrawn_on: date | None
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FloorRow:
    """A proof point in the floor of one message: under one pillar, or, without ``support_id``, under all."""

    id: str
    proof: ProofRow
    support_id: str | None


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A message in the words for one audience and language; ``behind`` where its master changed since."""

    id: str
    message_id: str
    stakeholder_id: str | None
    coalition_id: str | None
    audience: str
    audience_name: str
    language: str
    core_line: str
    text: str
    status: MessageStatus
    master_version: int
    behind: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What they say or may ask, and our reply."""

    id: str
    kind: LineKind
    stakeholder_id: str | None
    stakeholder: str
    argument: str
    reply: str
    disclosure: Disclosure


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """An exception that a check found."""

    id: str
    principle: Principle
    concern: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """That a message was held against the seven Principles; without concerns, none was found."""

    id: str
    checked_by: str
    checked_on: date | None
    concerns: tuple[ConcernRow, ...]


@dataclass(frozen=True, slots=True)
class House:
    """All of one message."""

    row: MessageRow
    supports: tuple[SupportRow, ...]
    floor: tuple[FloorRow, ...]
    variants: tuple[VariantRow, ...]
    answers: tuple[AnswerRow, ...]
    checks: tuple[CheckRow, ...]
    versions: tuple[VersionRow, ...]


def house(session: Session, message_id: str) -> House:
    """Return all of one message. Raises ``NotFoundError``."""
    message = get(session, Message, message_id)
    row = next(one for one in message_rows(session, message.campaign_id) if one.id == message_id)
    supports = _ordered(session, Support, message_id)
    proofs = {one.id: one for one in proof_rows(session, message.campaign_id)}
    floor = _ordered(session, MessageProof, message_id)
    return House(
        row,
        tuple(SupportRow(one.id, one.text, one.disclosure) for one in supports),
        tuple(FloorRow(one.id, proofs[one.proof_id], one.support_id) for one in floor),
        tuple(_variants(session, message)),
        tuple(_answers(session, message_id)),
        tuple(_checks(session, message_id)),
        tuple(version_rows(session, message_id)),
    )


def proof_rows(session: Session, campaign_id: str) -> list[ProofRow]:
    """Return the proof points of a campaign, the newest source first, each with the messages that stand on it."""
    found = session.scalars(select(ProofPoint).where(ProofPoint.campaign_id == campaign_id)).all()
    used: dict[str, list[str]] = {row.id: [] for row in found}
    uses = select(MessageProof.proof_id, MessageProof.message_id).where(MessageProof.proof_id.in_(used))
    for proof_id, message_id in session.execute(uses.order_by(MessageProof.message_id)):
        used[proof_id].append(message_id)
    names = [name for name in ProofRow.__dataclass_fields__ if name != "used_by"]
    rows = [
        ProofRow(**{name: getattr(row, name) for name in names}, used_by=tuple(used[row.id])) for row in found
    ]
    return sorted(rows, key=lambda row: (row.source_on or date.min, row.id), reverse=True)


def lay_proof(
    session: Session,
    *,
    message_id: str,
    proof_id: str,
    support_id: str | None = None,
    place: int | None = None,
) -> str:
    """Put a proof point into the floor of a message, under one pillar or under all, and return the key of that.

    ``place`` is its place among those under the same pillar, 0 the first; without it, it comes last or stays.
    One that lies there already is moved. Raises ``InvalidValueError`` for a pillar of another message.
    """
    message, proof = get(session, Message, message_id), get(session, ProofPoint, proof_id)
    if proof.campaign_id != message.campaign_id:
        raise refused("proof_point", proof_id, _("it belongs to another plan"))
    if support_id is not None and get(session, Support, support_id).message_id != message_id:
        raise refused("support", support_id, _("it belongs to another message"))
    row = derived(MessageProof(message_id=message_id, proof_id=proof_id))
    kept = session.get(MessageProof, row.id)
    if kept is None:
        row.rank = last_rank(session, MessageProof, message_id=message_id)
        session.add(kept := row)
    kept.support_id = support_id
    session.flush()
    if place is not None:
        others = [one for one in _ordered(session, MessageProof, message_id) if one.id != kept.id]
        beside = [number for number, one in enumerate(others) if one.support_id == support_id]
        behind = beside[-1] + 1 if beside else len(others)
        move_to(
            session,
            MessageProof,
            kept.id,
            beside[place] if 0 <= place < len(beside) else behind,
            parent="message_id",
        )
    return kept.id


def lift_proof(session: Session, *, message_id: str, proof_id: str) -> None:
    """Take a proof point out of the floor of a message; the campaign keeps it."""
    session.delete(
        get(session, MessageProof, derived(MessageProof(message_id=message_id, proof_id=proof_id)).id)
    )
    session.flush()


def add_variant(session: Session, *, message_id: str, language: str, **values: Any) -> str:
    """Add a variant for an audience and a language, of the message as it stands, and return its key.

    Raises ``InvalidValueError`` where there is one for them already.
    """
    message = get(session, Message, message_id)
    row = Variant(message_id=message_id, master_version=message.version)
    change(row, {**values, "language": checked_language(language)})
    _check_alone(session, row)
    session.add(row)
    session.flush()
    return row.id


def update_variant(session: Session, variant_id: str, **values: Any) -> None:
    """Change a variant; where it was approved, a change of its words makes it a draft again."""
    row = get(session, Variant, variant_id)
    if "language" in values:
        values["language"] = checked_language(values["language"])
    worded = any(values.get(name, getattr(row, name)) != getattr(row, name) for name in ("core_line", "text"))
    change(row, values)
    if worded and "status" not in values:
        row.status = MessageStatus.DRAFT
    _check_alone(session, row)
    session.flush()


def renew_variant(session: Session, variant_id: str) -> None:
    """Say that a variant is true to its master as that stands now."""
    row = get(session, Variant, variant_id)
    row.master_version = get(session, Message, row.message_id).version
    session.flush()


def delete_variant(session: Session, variant_id: str) -> None:
    """Delete a variant; activities that used it speak the message itself again."""
    session.delete(get(session, Variant, variant_id))
    session.flush()
    session.expire_all()


def check_principles(
    session: Session,
    message_id: str,
    *,
    by: str,
    on: date | None = None,
    concerns: Sequence[tuple[Principle, str, str]] = (),
) -> str:
    """Record that a message was held against the seven Principles: no concern on any, or these with mitigations.

    It never blocks a draft. Returns the key of the check; the earlier ones stay.
    """
    get(session, Message, message_id)
    if not by.strip():
        raise refused("checked_by", by, _("say who checked it"))
    day = checked_day(on or today_here(), "checked_on", today=today_here())
    row = PrinciplesCheck(message_id=message_id, checked_by=by.strip(), checked_on=day)
    session.add(row)
    for principle, concern, mitigation in concerns:
        if not concern.strip():
            raise refused("concern", concern, _("say in words what the concern is"))
        session.add(
            PrincipleConcern(check_id=row.id, principle=principle, concern=concern, mitigation=mitigation)
        )
    session.flush()
    return row.id


def restore_version(session: Session, message_id: str, version: int) -> None:
    """Take the core line of an earlier version up again, as a draft of the next one."""
    found = next((one for one in version_rows(session, message_id) if one.version == version), None)
    if found is None:
        raise refused("version", version, _("there is no such version"))
    open_version(session, message_id)
    get(session, Message, message_id).core_line = found.core_line
    session.flush()


def _variants(session: Session, message: Message) -> list[VariantRow]:
    found = session.scalars(
        select(Variant).where(Variant.message_id == message.id).order_by(Variant.language, Variant.id)
    ).all()
    stakeholders = _names(session, Stakeholder, [row.stakeholder_id for row in found])
    coalitions = _names(session, Coalition, [row.coalition_id for row in found])
    names = (
        "id",
        "message_id",
        "stakeholder_id",
        "coalition_id",
        "audience",
        "language",
        "core_line",
        "text",
    )
    return [
        VariantRow(
            **{name: getattr(row, name) for name in (*names, "status")},
            audience_name=stakeholders.get(row.stakeholder_id or "")
            or coalitions.get(row.coalition_id or "")
            or row.audience,
            master_version=row.master_version or 1,
            behind=(row.master_version or 1) < (message.version or 1),
        )
        for row in found
    ]


def _answers(session: Session, message_id: str) -> list[AnswerRow]:
    found = _ordered(session, CounterArgument, message_id)
    names = _names(session, Stakeholder, [row.stakeholder_id for row in found])
    return [
        AnswerRow(
            row.id,
            row.kind,
            row.stakeholder_id,
            names.get(row.stakeholder_id or "", ""),
            row.argument,
            row.reply,
            row.disclosure,
        )
        for row in found
    ]


def _checks(session: Session, message_id: str) -> list[CheckRow]:
    found = session.scalars(select(PrinciplesCheck).where(PrinciplesCheck.message_id == message_id)).all()
    concerns: dict[str, list[ConcernRow]] = {row.id: [] for row in found}
    for row in session.scalars(
        select(PrincipleConcern).where(PrincipleConcern.check_id.in_(concerns)).order_by(PrincipleConcern.id)
    ):
        concerns[row.check_id].append(ConcernRow(row.id, row.principle, row.concern, row.mitigation))
    made = [CheckRow(row.id, row.checked_by, row.checked_on, tuple(concerns[row.id])) for row in found]
    return sorted(made, key=lambda row: (row.checked_on or date.min, row.id), reverse=True)


def _ordered(session: Session, mapped: Any, message_id: str) -> list[Any]:
    found = select(mapped).where(mapped.message_id == message_id).order_by(mapped.rank, mapped.id)
    return list(session.scalars(found))


def _names(session: Session, mapped: Any, ids: Sequence[str | None]) -> dict[str, str]:
    found = session.execute(select(mapped.id, mapped.name).where(mapped.id.in_([one for one in ids if one])))
    return {row.id: row.name for row in found}


def _check_alone(session: Session, row: Variant) -> None:
    with session.no_autoflush:
        others = session.scalars(
            select(Variant).where(Variant.message_id == row.message_id, Variant.id != row.id)
        ).all()
    mine = (row.stakeholder_id, row.coalition_id, (row.audience or "").strip().casefold(), row.language)
    for one in others:
        if mine == (one.stakeholder_id, one.coalition_id, one.audience.strip().casefold(), one.language):
            raise refused("variant", row.language, _("there is one for this audience and language already"))
