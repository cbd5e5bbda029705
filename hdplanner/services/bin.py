"""The bin: what was deleted and is not there now, newest first, and how it comes back as one edit.

Nothing empties it: it ends where the history ends, when that is compacted, and with a person who is erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hdplanner.errors_bin import NotInBinError, OwnerDeletedError, OwnerGoneError
from hdplanner.services.record_words import RecordWords, noun_word
from hdplanner.storage import bin as bin_log
from hdplanner.storage import history_log
from hdplanner.storage.bin import Deletion
from hdplanner.storage.history_log import Key

MOST = 1_000
"""So many records are listed; older ones are found in the history."""

_VALUES = frozenset(
    {
        "activity_dependency",
        "ask_conflict",
        "assessment_basis",
        "campaign_goal",
        "campaign_language",
        "coalition_member",
        "distinct_pair",
        "hand_out_fact",
        "involvement",
        "level_step",
        "marking_word",
        "meeting_campaign",
        "merge_conflict",
        "message_proof",
        "network_place",
        "silenced_finding",
        "stakeholder_language",
        "stakeholder_motive",
        "stakeholder_role",
        "stakeholder_tag",
        "scenario_move",
    }
)
"""Rows that are one value of a record, such as a role: taking one away is a change of that record, no deletion."""


@dataclass(frozen=True, slots=True)
class BinRow:
    """One record in the bin. ``at`` is in local time; ``parts`` went with it, ``owner`` must come back before it."""

    table: str
    key: str
    noun: str
    name: str
    author: str
    at: datetime
    parts: int
    owner: str = ""
    owner_gone: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: how many records and parts, how many could not, how many pointers lead to nothing now."""

    rows: int
    left: int
    emptied: int


def bin_rows(session: Session, limit: int = MOST) -> list[BinRow]:
    """Return what is in the bin, the newest first."""
    words = RecordWords(session)
    made: list[BinRow] = []
    for deleted in bin_log.all_deletions(session):
        made += [_row(session, words, deleted, key) for key in deleted.roots() if key[0] not in _VALUES]
        if len(made) >= limit:
            break
    return made[:limit]


def bin_row(session: Session, key: str) -> BinRow:
    """Return the record in the bin with this id, however long ago it was deleted. Raises ``NotInBinError``."""
    for table in history_log.tables_of(session, key):
        deleted = bin_log.deletion_of(session, (table, key))
        if deleted is not None:
            return _row(session, RecordWords(session), deleted, (table, key))
    raise NotInBinError


def restore(session: Session, *, table: str, key: str, with_owners: bool = False) -> Restored:
    """Bring a record back with what went with it; with ``with_owners`` also what it belonged to and was deleted.

    Raises ``NotInBinError``, ``OwnerDeletedError`` and ``OwnerGoneError``.
    """
    root = (table, key)
    deleted = bin_log.deletion_of(session, root)
    if deleted is None:
        raise NotInBinError
    words = RecordWords(session)
    done = Restored(0, 0, 0)
    for owner in _missing(session, deleted, root):
        if bin_log.deletion_of(session, owner) is None:
            raise OwnerGoneError(words.name(*root, deleted.rows[root]))
        if not with_owners:
            raise OwnerDeletedError(words.name(*root, deleted.rows[root]), words.name(*owner))
        done = _sum(done, restore(session, table=owner[0], key=owner[1], with_owners=True))
    if bin_log.is_there(session, root):  # it came with what it belongs to
        return done
    back = bin_log.bring_back(session, deleted, _absent(session, deleted, root))
    session.expire_all()
    return _sum(done, Restored(len(back.rows), back.left, back.emptied))


def _absent(session: Session, deleted: Deletion, root: Key) -> list[Key]:
    return [key for key in deleted.parts(root) if not bin_log.is_there(session, key)]


def _missing(session: Session, deleted: Deletion, root: Key) -> list[Key]:
    """Return what a record belongs to and that is not there."""
    return [owner for owner in dict.fromkeys(deleted.owners(root)) if not bin_log.is_there(session, owner)]


def _row(session: Session, words: RecordWords, deleted: Deletion, key: Key) -> BinRow:
    missing = _missing(session, deleted, key)
    gone = any(bin_log.deletion_of(session, owner) is None for owner in missing)
    return BinRow(
        table=key[0],
        key=key[1],
        noun=noun_word(key[0]),
        name=words.name(*key, deleted.rows[key]),
        author=deleted.author,
        at=deleted.at.astimezone(),
        parts=len(deleted.parts(key)) - 1,
        owner=words.name(*missing[0]) if missing else "",
        owner_gone=gone,
    )


def _sum(one: Restored, other: Restored) -> Restored:
    return Restored(one.rows + other.rows, one.left + other.left, one.emptied + other.emptied)


def restore_several(session: Session, *, records: Sequence[Key]) -> Restored:
    """Bring records back with what they belong to, as one edit; one that came with another is not asked for twice.

    Raises ``NotInBinError`` where none of them is in the bin, and ``OwnerGoneError``.
    """
    done = Restored(0, 0, 0)
    for table, key in records:
        if not bin_log.is_there(session, (table, key)):
            done = _sum(done, restore(session, table=table, key=key, with_owners=True))
    if not done.rows:
        raise NotInBinError
    return done
