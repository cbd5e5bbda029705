"""How one field came to be what it is: "How did we come to rate them 4?". Each value, when, by whom, on what evidence.

Follows the change log, so that undone, imported and merged changes are told as what they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.rules_assessment import OF_OBJECTIVE
from hdplanner.domain.stakeholders import Assessment
from hdplanner.i18n import N_, _
from hdplanner.services.record_words import RecordWords, Values, field_word, noun_word
from hdplanner.storage import history_log
from hdplanner.storage.changes import GroupKind
from hdplanner.storage.history_log import LoggedRow, LoggedStep

_TABLE = "assessment"

WAYS: dict[GroupKind, str] = {
    GroupKind.EDIT: N_("Changed"),
    GroupKind.UNDO: N_("Undone"),
    GroupKind.REDO: N_("Done again"),
    GroupKind.IMPORT: N_("Imported"),
    GroupKind.MERGE: N_("Came with a merge"),
    GroupKind.RESTORE: N_("From a restored version"),
    GroupKind.SCHEMA: N_("By a new version of the app"),
}
"""What brought a value in."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a judgement rests on, in words and in full; of the day ``made_on``, by its ``rater``."""

    made_on: date | None = None
    rater: str = ""
    evidence: str = ""
    evidence_type: str = ""
    source: str = ""
    confidence: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One change of a field. ``at`` is in local time; ``holds`` marks the value that counts now.

    ``before`` and ``after`` are empty where the record was not there.
    """

    at: datetime
    author: str
    way: str
    before: str
    after: str
    record: str
    holds: bool = False
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The way of one field, newest change first."""

    title: str
    steps: tuple[TrailStep, ...]
    erased: bool = False


def field_trail(session: Session, table: str, key: str, field: str) -> Trail:
    """Return how one field of one record came to be what it is."""
    words = RecordWords(session)
    title = _("{field}: {name}").format(field=field_word(table, field), name=words.name(table, key))
    if words.erased(table, key):
        return Trail(title, (), erased=True)
    changes = [row for row in history_log.changes_of(session, [(table, key)]) if _differs(row, field)]
    newest = changes[-1].seq if changes and changes[-1].after is not None else None
    return Trail(title, _told(session, words, field, changes, newest))


def rating_trail(
    session: Session, campaign_id: str, stakeholder_id: str, field: str, objective_id: str | None = None
) -> Trail:
    """Return how a rating of a stakeholder came to be what it is, over all its assessments in a campaign.

    Of a position, those on ``objective_id`` where it is given. An assessment taken back since is told as well.
    """
    words = RecordWords(session)
    name = words.name("stakeholder", stakeholder_id)
    title = _("{field}: {name}").format(field=field_word(_TABLE, field), name=name)
    if words.erased("stakeholder", stakeholder_id):
        return Trail(title, (), erased=True)
    alive = session.scalars(select(Assessment.id).where(Assessment.stakeholder_id == stakeholder_id))
    gone = history_log.gone_parts(session, _TABLE, "stakeholder_id", [stakeholder_id])
    keys = [(_TABLE, key) for key in dict.fromkeys([*alive, *gone]) if not words.erased(_TABLE, key)]

    def belongs(row: LoggedRow) -> bool:
        held = row.after or row.before or {}
        about = objective_id is None or field not in OF_OBJECTIVE or held.get("objective_id") == objective_id
        return held.get("campaign_id") == campaign_id and about and _differs(row, field)

    changes = [row for row in history_log.changes_of(session, keys) if belongs(row)]
    holding = _holding(changes, field)
    return Trail(title, _told(session, words, field, changes, holding))


def _holding(changes: Iterable[LoggedRow], field: str) -> int | None:
    """Return which change gave the value that counts now: that of the newest judgement that is still there."""
    last = {row.key: row for row in changes}
    standing = [row for row in last.values() if (row.after or {}).get(field) is not None]
    return (
        max(standing, key=lambda row: (str((row.after or {}).get("made_on")), row.key)).seq
        if standing
        else None
    )


def _differs(row: LoggedRow, field: str) -> bool:
    here, there = ((image or {}).get(field) for image in (row.before, row.after))
    return (None if here == "" else here) != (None if there == "" else there)


def _told(
    session: Session, words: RecordWords, field: str, changes: list[LoggedRow], holding: int | None
) -> tuple[TrailStep, ...]:
    numbers = sorted({row.step for row in changes}, reverse=True)
    known = {step.seq: step for step in history_log.steps(session, numbers)}
    made = [
        _step(words, field, row, known[row.step], holds=row.seq == holding)
        for row in changes
        if row.step in known
    ]
    return tuple(sorted(made, key=lambda step: step.at, reverse=True))


def _step(words: RecordWords, field: str, row: LoggedRow, step: LoggedStep, *, holds: bool) -> TrailStep:
    held = row.after or row.before or {}
    return TrailStep(
        at=step.at.astimezone(),
        author=step.author,
        way=_(WAYS[step.kind])
        if row.after is not None or step.kind is not GroupKind.EDIT
        else _("Taken back"),
        before="" if row.before is None else words.value(row.table, field, row.before.get(field), row.before),
        after="" if row.after is None else words.value(row.table, field, row.after.get(field), row.after),
        record=_("{kind}: {name}").format(
            kind=noun_word(row.table), name=words.name(row.table, row.key, held)
        ),
        holds=holds,
        ground=_ground(words, held) if row.table == _TABLE else None,
    )


def _ground(words: RecordWords, held: Values) -> Ground:
    def told(field: str) -> str:
        return words.value(_TABLE, field, held[field], held) if held.get(field) not in (None, "") else ""

    made = held.get("made_on")
    return Ground(
        made_on=date.fromisoformat(str(made)) if made else None,
        rater=told("author"),
        evidence=told("evidence"),
        evidence_type=told("evidence_type"),
        source=told("source"),
        confidence=told("confidence"),
        meeting=told("meeting_id"),
    )
