"""What was really written to a row, field by field, and which of it nobody has overwritten since.

Each field is a register that keeps all values written without knowledge of each other (a multi-value register:
Shapiro and others, 2011), and so is the question whether the row is there. Merges that only copied wrote nothing;
what they decided is a write.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hdplanner.domain.values import ConflictKind
from hdplanner.storage.causes import Causes, Head
from hdplanner.storage.changes import FRESH, GroupKind
from hdplanner.storage.merge_log import CONFLICTS, Entry, Image

THERE = ""
"""The register that tells whether a row is there: true or false."""

Place = tuple[str, str, str]
"""A table, the key of a row and a field, which is THERE for the row itself."""


@dataclass(frozen=True, slots=True)
class Write:
    """A value, and the group that wrote it."""

    group: str
    value: Any


@dataclass
class History:
    """All writes to one row that count, oldest first, and the row as the log saw it last."""

    writes: dict[str, list[Write]] = field(default_factory=dict)
    last: Image | None = None
    first_seen: dict[str, Image | None] = field(default_factory=dict)
    """What the row was before each group that touched it."""


def same(one: object, other: object) -> bool:
    """Tell whether two stored values are one: SQLite keeps a number apart from its text."""
    return type(one) is type(other) and one == other


def cancelled(causes: Causes, exclusive: Collection[str], known: Collection[str]) -> frozenset[str]:
    """Return the edits of one side that it took back before anybody else saw them, and the steps that did so."""
    merges = [causes.heads[key] for key in known if causes.is_merge(causes.heads[key])]
    chains: dict[str, list[Head]] = {}
    for key in sorted(exclusive, key=causes.order.__getitem__):
        head = causes.heads[key]
        if head.kind in FRESH and head.kind is not GroupKind.MERGE:
            chains.setdefault(key, []).append(head)
        elif head.target and not causes.is_merge(head) and not causes.takes_back(head):
            chains.setdefault(head.target, []).append(head)
    gone: set[str] = set()
    for chain in chains.values():
        waiting: Head | None = None
        for head in chain:
            if waiting is not None and _undoes(causes, waiting, head, merges):
                gone |= {waiting.id, head.id}
                waiting = None
            else:
                waiting = head
    return frozenset(gone)


def _undoes(causes: Causes, done: Head, taken_back: Head, merges: Iterable[Head]) -> bool:
    """Tell whether a step takes back the one before it, and no merge has brought that one to others meanwhile."""
    if (done.kind is GroupKind.UNDO) == (taken_back.kind is GroupKind.UNDO):
        return False
    if not causes.knew(taken_back.id, done.id):
        return False
    return not any(
        causes.knew(parent, done.id) and not causes.knew(merge.id, taken_back.id)
        for merge in merges
        for parent in causes.came_in(merge)
    )


def newest(causes: Causes, writes: Iterable[Write], knower: str | None = None) -> list[Write]:
    """Return the writes that no other has overwritten, of those that ``knower`` knew where it is given."""
    left: list[Write] = []
    for write in sorted(writes, key=lambda one: causes.order[one.group], reverse=True):
        if knower is not None and not causes.knew(knower, write.group):
            continue
        if not any(one.group != write.group and causes.knew(one.group, write.group) for one in left):
            left.append(write)
    return left


def decisions(causes: Causes, entries: Iterable[Entry], counted: Collection[str]) -> dict[Place, list[Write]]:
    """Return what was decided about disagreements, as writes of what they are about, by the group that decided."""
    by_row: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.table == CONFLICTS and entry.group in counted and _decides(entry):
            by_row.setdefault(entry.row_id, []).append(entry)
    found: dict[Place, list[Write]] = {}
    for same_row in by_row.values():
        for entry in same_row:
            head = causes.heads[entry.group]
            if causes.takes_back(head) or (causes.is_merge(head) and _is_copy(causes, entry, same_row)):
                continue
            for place, value in decided_values(entry.after or {}).items():
                found.setdefault(place, []).append(Write(entry.group, value))
    return found


def _decides(entry: Entry) -> bool:
    after, before = entry.after, entry.before
    return after is not None and after["taken"] is not None and (before is None or before["taken"] is None)


def _is_copy(causes: Causes, entry: Entry, others: Iterable[Entry]) -> bool:
    """Tell whether a merge only took over a decision that somebody had made before."""
    said = ("taken", "chosen", "decided_by", "decided_at")
    return any(
        other.group != entry.group
        and causes.knew(entry.group, other.group)
        and all((other.after or {}).get(name) == (entry.after or {}).get(name) for name in said)
        for other in others
    )


def decided_values(row: Image) -> dict[Place, Any]:
    """Return what a settled disagreement says that should be, place by place."""
    kind, table, key = row["kind"], row["of_table"], row["of_row"]
    chosen, more = json.loads(row["chosen"] or "null"), json.loads(row["base"] or "null")
    if kind == ConflictKind.FIELD:
        return {(table, key, row["of_field"]): chosen}
    if kind == ConflictKind.CIRCLE:
        return {(table, moved, row["of_field"]): parent for moved, parent in chosen.items()}
    if kind == ConflictKind.DUPLICATE:
        return {}
    stays = chosen is not None
    places: dict[Place, Any] = {(table, key, THERE): stays}
    places |= {(of, one, THERE): stays for of, one in more["hanging"]}
    return places | {(of, one, name): to if stays else None for of, one, name, to in more["pointers"]}


def history_of(
    causes: Causes,
    entries: Iterable[Entry],
    counted: Collection[str],
    decided: Mapping[str, list[Write]],
) -> History:
    """Return what was written to one row by the groups that are ``counted``; ``decided`` by field."""
    found = History()
    by_group: dict[str, Entry | None] = {write.group: None for writes in decided.values() for write in writes}
    by_group |= {entry.group: entry for entry in entries}
    for group in sorted(by_group, key=causes.order.__getitem__):
        entry = by_group[group]
        if entry is not None:
            found.last = entry.after or entry.before or found.last
        if group not in counted:
            continue
        values = {} if entry is None else _written(causes, entry, found)
        if entry is not None:
            found.first_seen[group] = entry.before
        for name, writes in decided.items():
            for write in writes:
                if write.group == group and values.get(THERE) is not False:
                    values[name] = write.value
        for name, value in values.items():
            found.writes.setdefault(name, []).append(Write(group, value))
    return found


def _written(causes: Causes, entry: Entry, so_far: History) -> dict[str, Any]:
    """Return what a group itself wrote to a row; a merge only what nobody had written before."""
    head = causes.heads[entry.group]
    if causes.takes_back(head) or head.kind is GroupKind.SCHEMA:
        return {}
    values = _changed(causes, entry, so_far)
    if not causes.is_merge(head):
        return values
    if entry.before is not None and entry.after is not None:
        del values[THERE]
    return {name: value for name, value in values.items() if not _copied(causes, so_far, head, name, value)}


def _changed(causes: Causes, entry: Entry, so_far: History) -> dict[str, Any]:
    """Return what a group changed of a row: each field that differs, and whether the row is there."""
    before, after = entry.before, entry.after
    if after is None:
        return {THERE: False}
    if before is None:
        before = _before_deletion(causes, entry.group, so_far)
    if before is None:  # what a new row leaves empty, it says nothing about
        return {name: value for name, value in after.items() if value not in (None, "")} | {THERE: True}
    changed = {name: value for name, value in after.items() if not same(before[name], value)}
    return {**changed, THERE: True}


def _before_deletion(causes: Causes, group: str, so_far: History) -> Image | None:
    """Return what a row that comes back was when it went, as the group knew it."""
    for other, image in reversed(so_far.first_seen.items()):
        if image is not None and causes.knew(group, other):
            return image
    return None


def _copied(causes: Causes, so_far: History, merge: Head, name: str, value: Any) -> bool:
    """Tell whether a merge wrote what somebody had written before, and nobody had overwritten."""
    known = newest(causes, so_far.writes.get(name, ()), merge.id)
    return any(same(write.value, value) for write in known)
