"""From what a search hit to what a person can go to: a further name leads to its stakeholder, a pillar to its message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.messages import MessageProof
from hdplanner.domain.models import CLASSES
from hdplanner.domain.network import Tie
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.services.tie_words import tie_sentence
from hdplanner.storage.changes import SearchHit

_LEADS_TO = (("message_id", "message"), ("stakeholder_id", "stakeholder"), ("post_id", "stakeholder"))
"""A row with one of these columns is a part of the row that the column names; the first that a room shows counts."""

_NAMING = ("name", "title", "action", "text", "word", "ideal")
"""The first of these columns that a table has is what its rows are called in a list."""
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Something that was found: its table and key, and the name a list shows."""

    kind: str
    id: str
    title: str


def found_rows(session: Session, hits: Sequence[SearchHit], kinds: Sequence[str]) -> list[FoundRow]:
    """Return what the hits lead to, in their order and each once; only rows of ``kinds``, which a room can show."""
    wanted: dict[tuple[str, str], None] = {}
    for hit in hits:
        wanted.update(dict.fromkeys(_targets(session, hit.kind, hit.id, kinds)))
    return [
        FoundRow(kind, key, title) for kind, key in wanted if (title := title_of_record(session, kind, key))
    ]


def shown_by(session: Session, kind: str, row_id: str, kinds: Sequence[str]) -> tuple[str, str] | None:
    """Return what a room can show of a row: itself, else what it is a part of or concerns."""
    return next(iter(_targets(session, kind, row_id, kinds)), None)


def named_rows(session: Session, rows: Sequence[tuple[str, str]]) -> list[FoundRow]:
    """Return those of the rows (table, key) that have a name, in their order, with it."""
    known = [(kind, key) for kind, key in rows if kind in CLASSES]
    return [
        FoundRow(kind, key, title) for kind, key in known if (title := title_of_record(session, kind, key))
    ]


def _targets(session: Session, kind: str, row_id: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    if kind in kinds:
        return [(kind, row_id)]
    if kind == "proof_point" and "message" in kinds:
        uses = select(MessageProof.message_id).where(MessageProof.proof_id == row_id)
        return [("message", key) for key in session.scalars(uses.order_by(MessageProof.message_id))]
    mapped = CLASSES.get(kind)
    if mapped is None:
        return []
    for name, leads_to in _LEADS_TO:
        column = mapped.__table__.c.get(name)
        if column is not None and leads_to in kinds:
            key = session.execute(select(column).where(mapped.id == row_id)).scalar_one_or_none()
            return [] if key is None else [(leads_to, str(key))]
    return []


def title_of_record(session: Session, kind: str, key: str) -> str:
    """Return what a row of a table is called in a list, or nothing where it has no name."""
    if kind == "tie":
        return _tie_title(session, key)
    table = CLASSES[kind].__table__
    column = next((table.c[name] for name in _NAMING if name in table.c), None)
    if column is None:
        return ""
    found = session.execute(select(column).where(table.c.id == key)).scalar_one_or_none()
    words = " ".join(str(found or "").split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _tie_title(session: Session, key: str) -> str:
    """A tie has no name of its own: it is told as a sentence."""
    tie = session.get(Tie, key)
    if tie is None:
        return ""
    ends = [session.get(Stakeholder, end) for end in (tie.source_id, tie.target_id)]
    source, target = (end.name if end is not None else "" for end in ends)
    return tie_sentence(source, target, tie.kind) if source and target else ""
