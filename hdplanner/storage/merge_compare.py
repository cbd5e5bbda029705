"""Two copies of a file side by side: what each knows that the other does not, and what of it touches which rows.

Works on change logs that both go back far enough; without them rows are compared as they stand (`merge_two_way`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hdplanner.storage.causes import Causes
from hdplanner.storage.changes import GroupKind
from hdplanner.storage.merge_disputes import kept_with, keys_of, with_all
from hdplanner.storage.merge_log import (
    CONFLICTS,
    Entry,
    Image,
    RowKey,
    Side,
    conflict_rows,
    entries_of_groups,
    entries_of_rows,
    rows_as_they_stand,
)
from hdplanner.storage.merge_rows import Past
from hdplanner.storage.merge_sides import Comparison, Row
from hdplanner.storage.merge_two_way import differing_rows
from hdplanner.storage.merge_writes import (
    THERE,
    History,
    Place,
    Write,
    cancelled,
    decisions,
    history_of,
    newest,
    same,
)


def compare(mine: Side, theirs: Side) -> Comparison:
    """Return what two copies of a file have each that the other has not."""
    causes = Causes(mine.heads)
    causes.add(theirs.heads)
    found = Comparison(mine, theirs, causes, causes.past(mine.head), causes.past(theirs.head))
    found.conflicts_here = dict(conflict_rows(mine))
    found.settled = _settled(found.conflicts_here, dict(conflict_rows(theirs)))
    apart = found.known_here ^ found.known_there
    if not found.only_there:
        return found
    bare = _bare(found)
    if bare & apart:
        found.past = Past.COMPACTED
        found.rows = differing_rows(found)
    else:
        found.bare = _newest_of(found, bare & found.known_here)
        found.rows = _touched_rows(found, apart)
    return found


def _bare(found: Comparison) -> set[str]:
    """Return the groups of which no log has kept what they did."""
    heads = [head for side in (found.mine, found.theirs) for head in side.heads]
    return {head.id for head in heads if head.compacted} - {head.id for head in heads if not head.compacted}


def _newest_of(found: Comparison, groups: Iterable[str]) -> list[str]:
    """Return those that no other of them knew of."""
    left: list[str] = []
    for group in sorted(groups, key=found.causes.order.__getitem__, reverse=True):
        if not any(found.causes.knew(one, group) for one in left):
            left.append(group)
    return left


def _settled(here: dict[str, Image], there: dict[str, Image]) -> dict[str, Image]:
    """Return the disagreements of both files: settled before open, and the earlier of two decisions."""

    def rank(row: Image) -> tuple[Any, ...]:
        said = (str(row[name] or "") for name in ("decided_at", "decided_by", "taken", "chosen"))
        return (row["taken"] is None, *said)

    kept = {key: min((here[key], row), key=rank) if key in here else row for key, row in there.items()}
    both_open = {key for key in here.keys() & there.keys() if kept[key]["taken"] is None}
    joined = {key: with_all(here[key], there[key]) for key in both_open}
    return {**here, **kept, **joined}


def _touched_rows(found: Comparison, apart: frozenset[str]) -> dict[RowKey, Row]:
    causes = found.causes
    known = found.known_here | found.known_there
    dropped: set[str] = set()
    for one, other in ((found.known_here, found.known_there), (found.known_there, found.known_here)):
        dropped |= cancelled(causes, one - other, known)
    counted = known - dropped
    live = {key for key in apart - dropped if _says_something(causes, key)}
    keys = {
        (entry.table, entry.row_id)
        for side, own in ((found.mine, found.known_here), (found.theirs, found.known_there))
        for entry in entries_of_groups(side, live & own)
    }
    decided = _decided(found, counted)
    keys |= {place[:2] for place, writes in decided.items() if any(one.group in live for one in writes)}
    rows: dict[RowKey, Row] = {}
    while keys := {key for key in keys if key[0] != CONFLICTS} - found.erased - rows.keys():
        looked_at = _rows(found, keys, counted, live, decided)
        new = {key: row for key, row in looked_at.items() if row.image is not None}  # else nobody ever had it
        rows |= new
        keys = _gone_before(found, new, rows)
    return rows


def _gone_before(found: Comparison, new: dict[RowKey, Row], rows: dict[RowKey, Row]) -> set[RowKey]:
    """Return rows that are not here and that new ones name, with all that went along or hangs on an open conflict.

    Both copies may know of the deletion, and only one of what was added to the row before it heard of that.
    """
    layout = found.mine.layout
    keys = keys_of(layout.metadata)
    named = {
        (table, str(row.image[name]))
        for row in new.values()
        if row.alive and row.image is not None
        for name, table in (*keys.parents[row.key[0]], *keys.pointers[row.key[0]])
        if row.image[name] is not None
    } - rows.keys()
    missing = named - rows_as_they_stand(found.mine, named).keys()
    groups = {write.group for row in new.values() if not row.alive for write in row.there}
    for side, known in ((found.mine, found.known_here), (found.theirs, found.known_there)):
        missing |= {(one.table, one.row_id) for one in entries_of_groups(side, groups & known)}
    for row in found.settled.values():
        if row["taken"] is None and (row["of_table"], row["of_row"]) in missing | new.keys():
            missing |= set(kept_with(row))
    return missing


def _says_something(causes: Causes, key: str) -> bool:
    head = causes.heads[key]
    return head.kind is not GroupKind.SCHEMA and not causes.takes_back(head)


def _decided(found: Comparison, counted: frozenset[str]) -> dict[Place, list[Write]]:
    return decisions(found.causes, entries_of_both(found, found.settled), counted)


def entries_of_both(found: Comparison, ids: Iterable[str]) -> list[Entry]:
    """Return what both logs hold about some rows, each group once."""
    wanted = list(ids)
    here = entries_of_rows(found.mine, wanted)
    whole = {head.id for head in found.mine.heads if not head.compacted}
    return here + [entry for entry in entries_of_rows(found.theirs, wanted) if entry.group not in whole]


def _rows(
    found: Comparison,
    keys: set[RowKey],
    counted: frozenset[str],
    live: set[str],
    decided: dict[Place, list[Write]],
) -> dict[RowKey, Row]:
    entries: dict[RowKey, list[Entry]] = {key: [] for key in keys}
    for entry in entries_of_both(found, {key for _table, key in keys}):
        if (entry.table, entry.row_id) in entries:
            entries[entry.table, entry.row_id].append(entry)
    here, there = rows_as_they_stand(found.mine, keys), rows_as_they_stand(found.theirs, keys)
    by_row: dict[RowKey, dict[str, list[Write]]] = {}
    for (table, row_id, name), writes in decided.items():
        by_row.setdefault((table, row_id), {})[name] = writes
    rows = {}
    for key in sorted(keys):
        history = history_of(found.causes, entries[key], counted, by_row.get(key, {}))
        row = Row(key, here.get(key), there.get(key), entries=tuple(entries[key]))
        _read(found, row, history, live)
        rows[key] = row
    return rows


def _read(found: Comparison, row: Row, history: History, live: set[str]) -> None:
    """Work out what counts of a row's history, and what the row would be where it stays."""
    touched = {name for name, writes in history.writes.items() if any(one.group in live for one in writes)}
    row.touched, row.writes = bool(touched), history.writes
    row.there = newest(found.causes, history.writes.get(THERE, ()))
    row.fields = {name: newest(found.causes, history.writes[name]) for name in sorted(touched - {THERE})}
    if (found.theirs.part or found.bare) and row.mine is not None:
        _keep_unseen(found, row, row.mine, history)
    touching = (Write(group, None) for group in history.first_seen if group in live)
    first = min(map(found.signed, touching), default=(None, None))[1]
    row.base = None if first is None else history.first_seen[first]
    image = row.mine or row.theirs or history.last
    row.image = None if image is None else {**image, **_chosen(found, row)}


def _keep_unseen(found: Comparison, row: Row, mine: Image, history: History) -> None:
    """Let a value stand that was written over there by somebody who never saw it: a part did not hold it, or the log
    no longer tells who wrote it here.
    """
    for name, writes in row.fields.items():
        first = next((one.group for one in history.writes[name] if one.group in found.only_there), None)
        if first is None or any(one.group not in found.only_there for one in writes):
            continue
        if not found.theirs.part and all(_knew_all(found, one.group) for one in writes):
            continue
        before = history.first_seen.get(first)
        if before is not None and not same(before[name], mine[name]):
            writes.insert(0, Write("", mine[name]))


def _knew_all(found: Comparison, group: str) -> bool:
    return all(found.causes.knew(group, bare) for bare in found.bare)


def _chosen(found: Comparison, row: Row) -> dict[str, Any]:
    return {name: value_of(found, row, name, writes) for name, writes in row.fields.items()}


def value_of(found: Comparison, row: Row, name: str, writes: list[Write]) -> Any:
    """Return what a field holds before anybody decides: what stands here, unless it was overwritten there."""
    for image in (row.mine, row.theirs):
        if image is not None and any(same(write.value, image[name]) for write in writes):
            return image[name]
    return max(writes, key=found.signed).value
