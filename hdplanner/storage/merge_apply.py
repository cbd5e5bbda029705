"""Carries a merge out inside the running transaction: history taken in, rows changed, conflicts kept, one group.

Raises where anything is other than worked out; the caller rolls all of it back.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.base import LINE, derived_id
from hdplanner.domain.values import AccessKind, ConflictKind
from hdplanner.errors_merge import UnmergeableFileError
from hdplanner.i18n import _
from hdplanner.progress import Progress
from hdplanner.storage import access_log, change_log
from hdplanner.storage.causes import MINE, THEIRS
from hdplanner.storage.changes import Changes, GroupKind, Label, RowChange
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.merge_decide import settled
from hdplanner.storage.merge_disputes import keys_of
from hdplanner.storage.merge_log import CONFLICTS, Image, RowKey
from hdplanner.storage.merge_prospect import Prospect, changes_of, refuse_rings, wanted
from hdplanner.storage.merge_rows import Conflict, Decision, Join
from hdplanner.storage.merge_sides import Comparison
from hdplanner.storage.merge_values import wrong_field
from hdplanner.storage.undo import Turn, in_order, replace_row

_KEY = re.compile(r"[0-9A-Za-z_-]{1,64}")
_STEP = 200


@dataclass(frozen=True)
class Applied:
    """What was done."""

    changes: Changes
    incoming: tuple[RowChange, ...]
    left: tuple[Conflict, ...]


@dataclass(frozen=True)
class Applying:
    """What one merge is carried out with."""

    hand: InHand
    session: Session
    other: Path
    prospect: Prospect
    join: Join | None
    progress: Progress

    @property
    def found(self) -> Comparison:
        """What both copies hold."""
        return self.prospect.found

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection of the file that takes in."""
        return self.hand.link.raw

    def run(self, decisions: Mapping[str, Decision]) -> Applied:
        """Do it all."""
        decided = self._decided(decisions)
        rows = wanted(self.prospect, decided)
        refuse_rings(self.found, rows)
        incoming = changes_of(self.found, rows)
        turns: list[Turn] = [(one.table, _as_dict(one.before), _as_dict(one.after)) for one in incoming]
        turns += self._conflict_turns(decided)
        self._check(turns)
        self._adopt()
        self._take_blobs(turns)
        seq = change_log.open_group(self.raw)
        self._write(turns, seq)
        self._join(decided)
        changes = change_log.close_group(self.raw, seq, self._signature())
        left = tuple(d.conflict for key, d in self.prospect.drafts.items() if key not in decided)
        facts = {"group": changes.group, "rows": len(incoming), "decided": len(decided), "open": len(left)}
        access_log.record(self.raw, self.hand.author, AccessKind.MERGE, facts)
        return Applied(changes, incoming, left)

    def _decided(self, decisions: Mapping[str, Decision]) -> dict[str, Image]:
        drafts = self.prospect.drafts
        return {
            key: settled(
                self.hand.layout,
                drafts[key].row,
                drafts[key].conflict,
                decision,
                mine_first=drafts[key].mine_first,
                author=self.hand.author,
            )
            for key, decision in decisions.items()
            if key in drafts
        }

    def _conflict_turns(self, decided: Mapping[str, Image]) -> list[Turn]:
        """Return how the rows that keep conflicts change: decided now, taken over from there, or left open."""
        kept = dict(self.found.settled)
        for key, draft in self.prospect.drafts.items():
            if key in decided:
                kept[key] = decided[key]
            elif key not in kept or kept[key]["taken"] is None:
                kept[key] = draft.row
        here = self.found.conflicts_here
        return [
            (CONFLICTS, here.get(key), row)
            for key, row in kept.items()
            if row != here.get(key) and (CONFLICTS, key) not in self.found.erased
        ]

    def _check(self, turns: Iterable[Turn]) -> None:
        """Refuse values that this program would never have written."""
        metadata = self.hand.layout.metadata
        for table, _before, after in turns:
            wrong = None if after is None else wrong_field(metadata, table, after)
            if wrong is not None:
                raise UnmergeableFileError(self.other, f"{table}.{wrong}")

    def _adopt(self) -> None:
        """Take in the history of the other copy, before the group of the merge."""
        theirs = self.found.theirs
        new = {head.id for head in theirs.heads} - {head.id for head in self.found.mine.heads}
        seq = int(self.raw.execute("SELECT coalesce(max(seq), 0) FROM log_group").fetchone()[0])
        places: dict[int, int] = {}
        for row in theirs.raw.execute(
            "SELECT seq, id, kind, target, copy_id, author, at, schema, label_key, label_ids, compacted "
            "FROM log_group ORDER BY seq"
        ):
            if row[1] not in new:
                continue
            self._check_head(row)
            seq += 1
            places[row[0]] = seq
            self.raw.execute(
                "INSERT INTO log_group (seq, id, kind, target, copy_id, author, at, schema, label_key, label_ids, "
                "compacted, adopted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (seq, *row[1:]),
            )
        for head in theirs.heads:
            if head.seq in places:
                self.raw.executemany(
                    "INSERT INTO log_parent (group_seq, parent_id) VALUES (?, ?)",
                    [(places[head.seq], parent) for parent in head.parents],
                )
        self._adopt_rows(places)

    def _adopt_rows(self, places: Mapping[int, int]) -> None:
        theirs, tables = self.found.theirs, self.hand.layout.logged
        for done, (was, seq) in enumerate(places.items()):
            if done % _STEP == 0:
                self.progress.step(done, 2 * len(places), _("Taking in the history"))
            images = theirs.raw.execute(
                "SELECT tbl, row_id, before, after FROM log_row WHERE group_seq = ? ORDER BY seq", (was,)
            ).fetchall()
            for table, _key, before, after in images:
                if table not in tables or not all(map(_is_image, (before, after))):
                    raise UnmergeableFileError(self.other, _("change log"))
            self.raw.executemany(
                "INSERT INTO log_row (group_seq, tbl, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
                [(seq, *one) for one in images if (one[0], one[1]) not in self.found.erased],
            )

    def _check_head(self, row: tuple[Any, ...]) -> None:
        _seq, key, _kind, target, copy_id, author, at, schema, label_key, label_ids, _compacted = row
        try:
            change_log.label_from(label_key, label_ids)
            datetime.fromisoformat(at).astimezone()
            texts = [
                isinstance(text, str) and len(text) <= 50 * LINE for text in (author, label_key, label_ids)
            ]
            names = [_KEY.fullmatch(name) is not None for name in (key, copy_id, target or key)]
            sound = all(texts) and all(names) and 0 < int(schema) <= self.hand.layout.schema
        except (ValueError, TypeError, AttributeError):
            sound = False
        if not sound:
            raise UnmergeableFileError(self.other, _("change log"))

    def _take_blobs(self, turns: Iterable[Turn]) -> None:
        """Copy the files that attachments name and that are missing here; each is what its name says."""
        if "blob" not in self.hand.layout.metadata.tables:
            return
        wanted_here = {
            str(after["digest"]) for table, _old, after in turns if after and table == "attachment"
        }
        for digest in sorted(wanted_here):
            if self.raw.execute("SELECT 1 FROM blob WHERE id = ?", (digest,)).fetchone():
                continue
            found = self.found.theirs.raw.execute(
                "SELECT content FROM blob WHERE id = ?", (digest,)
            ).fetchone()
            if found is None:
                continue
            if not isinstance(found[0], bytes) or hashlib.sha256(found[0]).hexdigest() != digest:
                raise UnmergeableFileError(self.other, _("attachment"))
            self.raw.execute("INSERT INTO blob (id, content) VALUES (?, ?)", (digest, found[0]))

    def _write(self, turns: list[Turn], seq: int) -> None:
        self.raw.execute("PRAGMA defer_foreign_keys = ON")
        ordered = in_order(self._by_rank(turns), self.hand.layout)
        for done, (table, found, after) in enumerate(ordered):
            if done % _STEP == 0:
                self.progress.step(len(ordered) + done, 2 * len(ordered), _("Writing what comes in"))
            if after is None and found is not None:
                self.raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (found["id"],))
            elif not replace_row(self.raw, table, found, after):
                raise UnmergeableFileError(self.other, table)
        expected = {(table, str((after or found or {}).get("id"))) for table, found, after in turns}
        written: set[RowKey] = set(
            self.raw.execute("SELECT DISTINCT tbl, row_id FROM log_row WHERE group_seq = ?", (seq,))
        )
        for table, _key in written - expected:  # the database carried away what the merge knows nothing of
            raise UnmergeableFileError(self.other, table)

    def _by_rank(self, turns: list[Turn]) -> list[Turn]:
        """Put records that stand above others of their table first where they come, and last where they go.

        Undo takes the opposite way, and must not find pointers emptied by the database.
        """
        own = {
            table: [name for name, target in named if target == table]
            for table, named in keys_of(self.hand.layout.metadata).pointers.items()
        }
        images = {
            (table, (after or found or {})["id"]): after or found or {} for table, found, after in turns
        }

        def rank(turn: Turn) -> int:
            table, found, after = turn
            height, waiting, seen = 0, [after or found or {}], set()
            while waiting:
                image = waiting.pop()
                above = [images.get((table, image.get(name))) for name in own[table]]
                for one in above:
                    if one is not None and one["id"] not in seen:
                        seen.add(one["id"])
                        waiting.append(one)
                        height += 1
            return height if after is not None else -height

        return sorted(turns, key=rank)

    def _join(self, decided: Mapping[str, Image]) -> None:
        """Make one of two stakeholders, or say that they are two, as was decided."""
        for key, row in decided.items():
            conflict = self.prospect.drafts[key].conflict
            if conflict.kind is ConflictKind.DUPLICATE:
                self.session.flush()
                join_or_part(self.session, self.raw, conflict, row, self.join)
                self.session.flush()

    def _signature(self) -> change_log.Signature:
        here, there = self.found.mine.head, self.found.theirs.head
        return change_log.Signature(
            GroupKind.MERGE,
            Label("file.merge", {MINE: here, THEIRS: there}),
            self.hand.author,
            self.hand.copy_id,
            self.hand.layout.schema,
            parents=tuple(dict.fromkeys(head for head in (here, there) if head)),
        )


def join_or_part(
    session: Session, raw: sqlite3.Connection, conflict: Conflict, row: Image, join: Join | None
) -> None:
    """Carry out what was decided about two stakeholders: joined into the one that was chosen, or two for good."""
    pair = sorted((conflict.row_id, conflict.second_id))
    chosen = json.loads(row["chosen"])
    if chosen is None:
        raw.execute(
            "INSERT INTO distinct_pair (id, first_id, second_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (derived_id("distinct_pair", *pair), *pair),
        )
    elif join is None:
        raise RuntimeError("two stakeholders to join, and nobody who joins them")
    else:
        join(session, keep_id=chosen, gone_id=pair[1] if pair[0] == chosen else pair[0])


def _as_dict(image: Mapping[str, object] | None) -> Image | None:
    return None if image is None else dict(image)


def _is_image(image: object) -> bool:
    """Tell whether a log row holds an image, or none; what it says is looked at where it is used."""
    if image is None:
        return True
    try:
        return isinstance(image, str) and isinstance(json.loads(image), dict)
    except (ValueError, RecursionError):
        return False
