"""Which change knew of which: the groups of one or two change logs as a graph of parents, asked in constant time.

Groups are put into lines (each follows its parent where it can), and each knows how far it has seen every line:
a version vector (Mattern, 1989). Knows heads only, no row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hdplanner.storage.changes import GroupKind

MINE, THEIRS = "mine", "theirs"
"""How the label of a merge names its two parents: the head it was made on, and the head that came in."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a group says of itself. ``mine`` is the parent in whose copy a merge was made; ``seq`` holds in one file."""

    seq: int
    id: str
    kind: GroupKind
    target: str | None
    author: str
    at: str
    schema: int
    compacted: bool
    mine: str
    parents: tuple[str, ...]


_HEADS = (
    "SELECT seq, id, kind, target, author, at, schema, compacted, "
    "CASE WHEN kind = 'merge' THEN label_ids ELSE '' END FROM log_group ORDER BY seq"
)


def heads_of(raw: sqlite3.Connection) -> list[Head]:
    """Return the heads of all groups of a log, parents before children. Raises ``ValueError`` for what is none."""
    parents: dict[int, list[str]] = {}
    for seq, parent in raw.execute("SELECT group_seq, parent_id FROM log_parent"):
        parents.setdefault(seq, []).append(parent)
    return [
        Head(
            seq,
            key,
            GroupKind(kind),
            target,
            author,
            at,
            schema,
            bool(compacted),
            _mine(label),
            tuple(parents.get(seq, ())),
        )
        for seq, key, kind, target, author, at, schema, compacted, label in raw.execute(_HEADS)
    ]


def _mine(label: str) -> str:
    found = json.loads(label) if label else {}
    return str(found.get(MINE, "")) if isinstance(found, dict) else ""


def undo_parents(raw: sqlite3.Connection, newest: str, kind: GroupKind, target: str | None) -> list[str]:
    """Return the parents of a new group: the newest; but undoing a merge goes back to before it, and redoing it
    knows again what came in.
    """
    if kind not in (GroupKind.UNDO, GroupKind.REDO) or target is None:
        return [newest]
    merge = raw.execute(
        "SELECT seq, label_ids FROM log_group WHERE id = ? AND kind = 'merge'", (target,)
    ).fetchone()
    if merge is None:
        return [newest]
    found = raw.execute("SELECT parent_id FROM log_parent WHERE group_seq = ?", (merge[0],)).fetchall()
    parents, mine = [row[0] for row in found], _mine(merge[1])
    if mine not in parents:
        return [newest]
    if kind is GroupKind.UNDO:
        return [mine]
    return [newest, *(parent for parent in parents if parent != mine)]


Place = tuple[int, int]


class Causes:
    """The graph of all groups that were added, each after its parents."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self.heads: dict[str, Head] = {}
        self.order: dict[str, int] = {}
        self._place: dict[str, Place] = {}
        self._seen: dict[str, Mapping[int, int]] = {}
        self._tips: list[str] = []
        self.add(heads)

    def add(self, heads: Iterable[Head]) -> None:
        """Take in more groups; those that are here already must say the same.

        Raises ``ValueError`` where a group of the same key is another one, or a parent is missing.
        """
        for head in heads:
            known = self.heads.get(head.id)
            if known is None:
                self._add(head)
            elif (known.kind, known.target, set(known.parents)) != (
                head.kind,
                head.target,
                set(head.parents),
            ):
                raise ValueError("two groups of one key")

    def _add(self, head: Head) -> None:
        if any(parent not in self._place for parent in head.parents):
            raise ValueError("a group without its parent")
        self.order[head.id] = len(self.order)
        self.heads[head.id] = head
        followed = next((p for p in head.parents if self._tips[self._place[p][0]] == p), None)
        if followed is None:
            line, number = len(self._tips), 0
            self._tips.append(head.id)
        else:
            line, number = self._place[followed][0], self._place[followed][1] + 1
            self._tips[line] = head.id
        self._place[head.id] = line, number
        if followed is not None and len(head.parents) == 1:
            self._seen[head.id] = self._seen[followed]
            return
        seen: dict[int, int] = {}
        for parent in head.parents:
            for other, far in (*self._seen[parent].items(), self._place[parent]):
                seen[other] = max(far, seen.get(other, -1))
        self._seen[head.id] = seen

    def knew(self, later: str, earlier: str) -> bool:
        """Tell whether ``earlier`` is ``later`` itself or in its past."""
        line, number = self._place[earlier]
        own_line, own_number = self._place[later]
        if line == own_line:
            return number <= own_number
        return number <= self._seen[later].get(line, -1)

    def past(self, head: str) -> frozenset[str]:
        """Return all groups that ``head`` knows, itself among them; none for an empty log."""
        if not head:
            return frozenset()
        own_line, own_number = self._place[head]
        seen = {**self._seen[head], own_line: own_number}
        return frozenset(key for key, (line, number) in self._place.items() if number <= seen.get(line, -1))

    def is_merge(self, head: Head) -> bool:
        """Tell whether a group is a merge, or makes one again."""
        return head.kind is GroupKind.MERGE or (head.kind is GroupKind.REDO and self._of_merge(head))

    def takes_back(self, head: Head) -> bool:
        """Tell whether a group undoes a merge: it changes rows, and says nothing of its own."""
        return head.kind is GroupKind.UNDO and self._of_merge(head)

    def _of_merge(self, head: Head) -> bool:
        target = self.heads.get(head.target or "")
        return target is not None and target.kind is GroupKind.MERGE

    def came_in(self, head: Head) -> tuple[str, ...]:
        """Return the parents that a merge brought in; all, where it does not say which was its own."""
        if head.kind is GroupKind.REDO:
            of = self.heads[head.target or ""]
            return tuple(parent for parent in head.parents if parent in of.parents)
        return tuple(parent for parent in head.parents if parent != head.mine)
