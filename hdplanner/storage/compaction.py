"""The end of the change log: what changes older than a date changed is taken out; that they were made stays.

A version is kept before. Undo stops where the log was compacted; what no row and no image names any more goes as well.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.values import AccessKind
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import access_log, versions
from hdplanner.storage.document import Document
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.faults import FULL, INTERRUPTED, code_of, translated
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.layout import Layout

LARGE, LARGE_PART, LARGE_SHARE = 50_000_000, 20_000_000, 0.6
"""A log of so many bytes is worth a word; a smaller one where it is so much of the file."""

LARGE_SETTING = "log.large"
"""The setting of a file in which people say how large its log may grow before a word is said, in bytes."""

BLOBS, NAMING = "blob", "attachment"
"""The table of bytes, outside the log, and the one whose ``digest`` names them."""

_ROW_OVERHEAD = 160
"""About what an image takes besides itself: keys, and two indexes."""

_STEPS = 200


@dataclass(frozen=True, slots=True)
class LogSize:
    """How much of a file its change log takes, in bytes, and how far back it goes in full."""

    log: int
    file: int
    oldest: datetime | None
    large: bool


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a compaction did: groups without their images now, and bytes; ``packed`` unless the disk had no room."""

    groups: int
    before: int
    after: int
    packed: bool = True


def log_size(source: versions.Source) -> LogSize:
    """Return how large the change log is, from any thread and beside whoever works; reads all of it."""
    with translated(source.path):
        link = connect(source.path, source.key, read_only=True)
        try:
            return _size(link)
        finally:
            link.close()


def large_log(source: versions.Source) -> LogSize | None:
    """Return how large the change log is where that is worth a word."""
    with suppress(OSError):
        if source.path.stat().st_size >= LARGE_PART:
            size = log_size(source)
            return size if size.large else None
    return None


def _size(link: Link) -> LogSize:
    value = link.value
    file = _bytes(link)
    oldest = value(
        "SELECT min(at) FROM log_group g WHERE EXISTS (SELECT 1 FROM log_row WHERE group_seq = g.seq)"
    )
    log = value(
        "SELECT coalesce(sum(octet_length(coalesce(before, '')) + octet_length(coalesce(after, '')) + ?), 0) "
        "FROM log_row",
        _ROW_OVERHEAD,
    )
    size = min(int(str(log)), file)
    limit = str(value("SELECT value FROM meta WHERE key = ?", f"setting.{LARGE_SETTING}"))
    large = size > LARGE or (size > LARGE_PART and size > LARGE_SHARE * file)
    return LogSize(
        size,
        file,
        datetime.fromisoformat(str(oldest)).astimezone(UTC) if oldest else None,
        size > int(limit) if limit.isdigit() else large,
    )


def compact(document: Document, before: datetime, progress: Progress = NO_PROGRESS) -> Compacted:
    """Take out what all changes older than ``before`` changed. A version is kept first, or nothing is done.

    Killed or cancelled at any moment, the log is whole or compacted. Raises ``DiskFullError``,
    ``ReadOnlyFileError`` and what an edit raises.
    """
    return document.on_file(lambda hand: _compact(hand, before, progress), writing=True)


def _compact(hand: InHand, before: datetime, progress: Progress) -> Compacted:
    raw = hand.link.raw
    at_first = _bytes(hand.link)
    last = _last_group(raw, before)
    seqs = [
        seq for (seq,) in raw.execute("SELECT seq FROM log_group WHERE seq <= ? AND NOT compacted", (last,))
    ]
    if not seqs:
        return Compacted(0, at_first, at_first)
    source = versions.source_of(hand)
    if source is not None:
        versions.make(source, Why.COMPACTION, progress=progress)
    with hand.link.writable(), hand.link.immediate():
        for done, start in enumerate(range(0, len(seqs), _STEPS)):
            progress.step(done, len(seqs) // _STEPS + 2)
            some = seqs[start : start + _STEPS]
            raw.execute("DELETE FROM log_row WHERE group_seq BETWEEN ? AND ?", (some[0], some[-1]))
        raw.execute("UPDATE log_group SET compacted = 1 WHERE seq <= ?", (last,))
        _drop_blobs(raw, hand.layout)
        facts = {"before": before.date().isoformat(), "steps": len(seqs)}
        access_log.record(raw, hand.author, AccessKind.COMPACTION, facts)
    return Compacted(len(seqs), at_first, *_pack(hand))


def _last_group(raw: sqlite3.Connection, before: datetime) -> int:
    """Return the newest group up to which all of our own are older than ``before``: undo goes back one by one."""
    instant = before.astimezone(UTC).isoformat(timespec="milliseconds")
    row = raw.execute("SELECT min(seq) FROM log_group WHERE at >= ? AND NOT adopted", (instant,)).fetchone()
    if row[0] is not None:
        return int(row[0]) - 1
    return int(raw.execute("SELECT coalesce(max(seq), 0) FROM log_group").fetchone()[0])


def _pack(hand: InHand) -> tuple[int, bool]:
    """Give the room back to the disk; where there is none to work in, the file stays as large as it was."""
    try:
        with hand.link.writable(), hand.link.copying():
            hand.link.raw.execute("VACUUM")
    except driver.OperationalError as error:
        if code_of(error) not in (FULL, INTERRUPTED):
            raise
        return _bytes(hand.link), False
    return _bytes(hand.link), True


def _drop_blobs(raw: sqlite3.Connection, layout: Layout) -> None:
    """Remove the bytes of attachments that no row names, now or in the log."""
    if BLOBS in layout.columns:
        images = (
            f"SELECT json_extract({side}, '$.digest') FROM log_row WHERE tbl = '{NAMING}' AND {side} IS NOT NULL"
            for side in ("before", "after")
        )
        named = " UNION ".join([f"SELECT digest FROM {NAMING}", *images])
        raw.execute(f"DELETE FROM {BLOBS} WHERE id NOT IN ({named})")


def _bytes(link: Link) -> int:
    return int(str(link.value("PRAGMA page_count"))) * int(str(link.value("PRAGMA page_size")))
