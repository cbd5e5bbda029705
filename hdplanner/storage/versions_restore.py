"""Going back to a version: the content of all logged tables becomes what it was then, as one act that can be undone.

The history goes on, nothing is taken out of the log; what was erased never comes back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.values import AccessKind
from hdplanner.errors import DamagedFileError, NotFoundError, PlannerError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import access_log, change_log, undo, versions
from hdplanner.storage.changes import Changes, GroupKind, Label
from hdplanner.storage.compaction import BLOBS, NAMING
from hdplanner.storage.document import MANY_ROWS, Document
from hdplanner.storage.engine import Link
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import FileKey
from hdplanner.storage.layout import Layout
from hdplanner.storage.schema import first_bytes, is_plain
from hdplanner.storage.undo import Image, Turn
from hdplanner.storage.versions_open import of_today

Key = tuple[str, str]
"""A table and a key in it."""


def restore(document: Document, version: versions.Version, progress: Progress = NO_PROGRESS) -> Changes:
    """Make the content what it was in a version; the file as it was before becomes a version itself.

    Nothing changes where it fails. Raises ``NotFoundError``, ``NewerFileError``, ``DamagedFileError`` and what an
    edit raises.
    """
    troubles: list[PlannerError] = []

    def act(hand: InHand) -> Changes:
        source = versions.source_of(hand)
        if source is None or version.file_id != source.file_id:
            raise NotFoundError(_("version"), version.id)
        with of_today(version, source.key, hand.layout) as path, _attached(hand.link, path, source.key):
            try:
                versions.make(source, Why.RESTORE)
            except PlannerError as error:
                troubles.append(error)
            with hand.link.writable(), hand.link.immediate():
                return _restored(hand, version, progress)

    changes = document.on_file(act, writing=True)
    document.version_trouble = troubles[0] if troubles else document.version_trouble
    return changes


@contextmanager
def _attached(link: Link, path: Path, key: FileKey | None) -> Iterator[None]:
    """Have the version as the database ``past`` for a while."""
    address = f"{path.absolute().as_uri()}?mode=ro".replace("'", "''")
    plain = is_plain(first_bytes(path))
    spelled = "" if plain or key is None else key.literal()
    with link.copying():  # as a parameter the driver would keep the key
        link.raw.executescript(f"""ATTACH DATABASE '{address}' AS past KEY "{spelled}" """)
    try:
        yield
    finally:
        link.roll_back()
        with link.copying():
            link.surely("DETACH DATABASE past")


def _restored(hand: InHand, version: versions.Version, progress: Progress) -> Changes:
    """Do it inside the running transaction."""
    raw, layout = hand.link.raw, hand.layout
    raw.execute("PRAGMA defer_foreign_keys = ON")
    turns: list[Turn] = []
    for done, table in enumerate(layout.logged):
        progress.step(done, len(layout.logged))
        turns += _differences(raw, table, layout.logged[table])
    turns = _without_erased(raw, turns, layout)
    _bring_blobs(raw, turns, layout)
    seq = change_log.open_group(raw)
    for done, (table, found, wanted) in enumerate(undo.in_order(turns, layout)):
        if not undo.replace_row(raw, table, found, wanted):
            raise DamagedFileError(version.path, _("rows of {table}").format(table=table))
        if not done % 500:
            progress.step(done, len(turns))
    label = Label("file.restore")
    signature = change_log.Signature(GroupKind.RESTORE, label, hand.author, hand.copy_id, layout.schema)
    changes = change_log.close_group(raw, seq, signature)
    astray = raw.execute("PRAGMA main.foreign_key_check").fetchone()
    if astray is not None:
        raise DamagedFileError(version.path, _("rows of {table}").format(table=astray[0]))
    if changes:
        access_log.record(raw, hand.author, AccessKind.RESTORE, {"version": version.id})
    if len(turns) >= MANY_ROWS:
        raw.execute("ANALYZE main")
    return changes


def _differences(raw: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Turn]:
    """Yield what must happen to each row of a table that is not as it was."""
    differs = " OR ".join(f'n."{c}" IS NOT p."{c}"' for c in columns)
    now, past = (", ".join(f'{side}."{c}"' for c in columns) for side in "np")
    count = len(columns)

    def image(values: Sequence[object]) -> Image:
        return dict(zip(columns, values, strict=True))

    for row in raw.execute(
        f'SELECT {now}, {past} FROM main."{table}" n JOIN past."{table}" p ON p.id = n.id WHERE {differs}'
    ):
        yield table, image(row[:count]), image(row[count:])
    for row in raw.execute(
        f'SELECT {now} FROM main."{table}" n WHERE NOT EXISTS '
        f'(SELECT 1 FROM past."{table}" p WHERE p.id = n.id)'
    ):
        yield table, image(row), None
    for row in raw.execute(
        f'SELECT {past} FROM past."{table}" p WHERE NOT EXISTS '
        f'(SELECT 1 FROM main."{table}" n WHERE n.id = p.id)'
    ):
        yield table, None, image(row)


def _without_erased(raw: sqlite3.Connection, turns: list[Turn], layout: Layout) -> list[Turn]:
    """Leave out rows that were erased since, and whatever belongs to them; what only points to them lets go."""
    gone: set[Key] = set(raw.execute("SELECT tbl, row_id FROM main.tombstone"))
    if not gone:
        return turns
    while True:
        kept: list[Turn] = []
        lost: set[Key] = set()
        for table, found, wanted in turns:
            if wanted is None:
                kept.append((table, found, None))
            elif not _belongs(table, wanted, gone, layout):
                kept.append((table, found, _let_go(table, wanted, gone, layout)))
            elif found is None:
                lost.add((table, wanted["id"]))
        if not lost:
            return [turn for turn in kept if turn[1] != turn[2]]
        gone |= lost
        turns = kept


def _belongs(table: str, row: Image, gone: set[Key], layout: Layout) -> bool:
    """Tell whether a row was erased, or cannot be without one that was."""
    return (table, row["id"]) in gone or any(
        (key.column.table.name, row[key.parent.name]) in gone and not key.parent.nullable
        for key in layout.metadata.tables[table].foreign_keys
    )


def _let_go(table: str, row: Image, gone: set[Key], layout: Layout) -> Image:
    """Return a row without its pointers to what was erased."""
    lost = {
        key.parent.name: None
        for key in layout.metadata.tables[table].foreign_keys
        if (key.column.table.name, row[key.parent.name]) in gone
    }
    return row | lost


def _bring_blobs(raw: sqlite3.Connection, turns: list[Turn], layout: Layout) -> None:
    """Bring the bytes of attachments that come back and that compaction has removed since."""
    if BLOBS in layout.columns:
        for table, _found, wanted in turns:
            if wanted is not None and table == NAMING:
                raw.execute(
                    f"INSERT INTO main.{BLOBS} SELECT * FROM past.{BLOBS} p WHERE p.id = ? "
                    f"AND NOT EXISTS (SELECT 1 FROM main.{BLOBS} n WHERE n.id = p.id)",
                    (wanted["digest"],),
                )
