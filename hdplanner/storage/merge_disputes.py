"""Deletions that cannot simply come in: somebody changed what was deleted, or added to it, or points to it.

One dispute is about one deleted row with all that comes and goes with it: what was deleted along with it, and what
was added beneath it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import MetaData

from hdplanner.domain.values import ConflictKind
from hdplanner.storage.merge_log import Image, RowKey, rows_as_they_stand
from hdplanner.storage.merge_sides import Comparison, Row
from hdplanner.storage.merge_writes import Write

Pointer = tuple[str, str, str, str]
"""A table, a row, its field, and the key of the row that this names."""


_ABOUT_DELETION = (ConflictKind.DELETED, ConflictKind.ORPHAN)


@dataclass(frozen=True)
class Keys:
    """The columns of each table that name another row: the parents it is part of, and what it only points to."""

    parents: dict[str, tuple[tuple[str, str], ...]]
    pointers: dict[str, tuple[tuple[str, str], ...]]


@dataclass
class Dispute:
    """A deleted row that not all want gone, with what hangs on it."""

    root: RowKey
    hanging: set[RowKey] = field(default_factory=set)
    pointers: set[Pointer] = field(default_factory=set)
    kind: ConflictKind = ConflictKind.ORPHAN
    alive: list[Write] = field(default_factory=list)
    gone: list[Write] = field(default_factory=list)

    @property
    def rows(self) -> set[RowKey]:
        """The deleted row and all that hangs on it."""
        return {self.root, *self.hanging}


@lru_cache(maxsize=8)
def keys_of(metadata: MetaData) -> Keys:
    """Return which columns name which tables."""
    parents: dict[str, tuple[tuple[str, str], ...]] = {}
    pointers: dict[str, tuple[tuple[str, str], ...]] = {}
    for table in metadata.sorted_tables:
        named = [(c.name, key) for c in table.columns for key in c.foreign_keys]
        parents[table.name] = tuple(
            (name, k.column.table.name) for name, k in named if k.ondelete == "CASCADE"
        )
        pointers[table.name] = tuple(
            (name, k.column.table.name) for name, k in named if k.ondelete != "CASCADE"
        )
    return Keys(parents, pointers)


def kept_with(row: Image) -> Iterator[RowKey]:
    """Yield the rows that the row of a conflict about a deletion says to hang on it, or to have pointed to it."""
    more = json.loads(row["base"] or "null") if row["kind"] in _ABOUT_DELETION else None
    if more is not None:
        yield from ((str(table), str(key)) for table, key in more["hanging"])
        yield from ((str(table), str(key)) for table, key, _name, _to in more["pointers"])


def with_all(row: Image, other: Image) -> Image:
    """Return the row of an open conflict with all that either copy found to hang on it."""
    if row["kind"] not in _ABOUT_DELETION or row["base"] == other["base"]:
        return row
    base, more = json.loads(row["base"]), json.loads(other["base"])
    for part in ("hanging", "pointers"):
        base[part] = sorted({tuple(one) for one in (*base[part], *more[part])})
    return row | {"base": json.dumps(base, ensure_ascii=False, sort_keys=True, separators=(",", ":"))}


def disputes(found: Comparison) -> list[Dispute]:
    """Return the deletions in dispute. Adds to the comparison the rows here that the deleting side did not know."""
    return _Search(found).run()


class _Search:
    """One search for disputes; holds which deleted rows are in dispute so far."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        self.rows = found.rows
        self.keys = keys_of(found.mine.layout.metadata)
        self.disputed: set[RowKey] = set()

    def run(self) -> list[Dispute]:
        """Find what is disputed, then what hangs on what."""
        if not any(row.gone for row in self.rows.values()):
            return []
        self._add_unknown_children()
        for row in list(self.rows.values()):
            if row.gone and row.alive:
                self._dispute(row.key)
            elif row.alive:
                for parent in (*self._parents(row), *(key for _name, key in self._pointers(row))):
                    if self._is_gone(parent):
                        self._dispute(parent)
        return [self._described(root) for root in self._roots()]

    def _is_gone(self, key: RowKey) -> bool:
        row = self.rows.get(key)
        return row is not None and row.gone

    def _dispute(self, key: RowKey) -> None:
        """A row that may come back needs the parents that went with it."""
        if key in self.disputed:
            return
        self.disputed.add(key)
        for parent in self._parents(self.rows[key]):
            if self._is_gone(parent):
                self._dispute(parent)

    def _parents(self, row: Row) -> list[RowKey]:
        image = row.image or {}
        named = self.keys.parents[row.key[0]]
        return [(table, str(image[name])) for name, table in named if image.get(name) is not None]

    def _pointers(self, row: Row) -> list[tuple[str, RowKey]]:
        image = row.image or {}
        named = self.keys.pointers[row.key[0]]
        return [(name, (table, str(image[name]))) for name, table in named if image.get(name) is not None]

    def _add_unknown_children(self) -> None:
        """Bring in rows here that name what was deleted there, and that the other copy never held (a part of the file)."""
        leaving: dict[str, list[str]] = {}
        for row in self.rows.values():
            if row.gone and row.mine is not None:
                leaving.setdefault(row.key[0], []).append(row.key[1])
        missing = set()
        for table in self.keys.parents:
            for name, target in (*self.keys.parents[table], *self.keys.pointers[table]):
                if target in leaving and table in self.found.mine.layout.logged:
                    missing |= {
                        (table, key)
                        for (key,) in self.found.mine.raw.execute(
                            f'SELECT t.id FROM json_each(?) j CROSS JOIN main."{table}" t ON t."{name}" = j.value',
                            (json.dumps(leaving[target]),),
                        )
                    }
        missing -= self.rows.keys()
        for key, image in rows_as_they_stand(self.found.mine, sorted(missing)).items():
            self.rows[key] = Row(key, image, None, image=image)

    def _roots(self) -> Iterator[RowKey]:
        for key in sorted(self.disputed):
            if not any(parent in self.disputed for parent in self._parents(self.rows[key])):
                yield key

    def _described(self, root: RowKey) -> Dispute:
        dispute = Dispute(root, gone=[write for write in self.rows[root].there if not write.value])
        self._gather(dispute)
        for key in sorted(dispute.rows):
            row = self.rows[key]
            alive = [write for write in row.there if write.value]
            dispute.alive += alive
            if alive and row.gone:
                dispute.kind = ConflictKind.DELETED
        self._gather_pointers(dispute)
        return dispute

    def _gather(self, dispute: Dispute) -> None:
        """Hang on a deleted row what was deleted along with it, what is in dispute beneath it, and what was added."""
        waiting = [dispute.root]
        while waiting:
            parent = waiting.pop()
            went = {write.group for write in self.rows[parent].there if not write.value}
            for child in self._children().get(parent, ()):
                row = self.rows[child]
                along = any(not write.value and write.group in went for write in row.there)
                if child not in dispute.rows and (row.alive or along):
                    dispute.hanging.add(child)
                    waiting.append(child)

    def _children(self) -> dict[RowKey, list[RowKey]]:
        if not hasattr(self, "_by_parent"):
            self._by_parent: dict[RowKey, list[RowKey]] = {}
            for row in self.rows.values():
                for parent in self._parents(row):
                    self._by_parent.setdefault(parent, []).append(row.key)
        return self._by_parent

    def _gather_pointers(self, dispute: Dispute) -> None:
        """Find what points to the rows in dispute, and what did until the deletion emptied it."""
        by_key = {key: {w.group for w in self.rows[key].there if not w.value} for key in dispute.rows}
        for row in self.rows.values():
            if not row.alive:
                continue
            for name, table in self.keys.pointers[row.key[0]]:
                named = self._named(row, name, table, by_key)
                if named is not None:
                    dispute.pointers.add((*row.key, name, named))
                    dispute.alive += [one for one in row.fields.get(name, ()) if one.value is not None]

    def _named(self, row: Row, name: str, table: str, by_key: dict[RowKey, set[str]]) -> str | None:
        """Return which row in dispute a pointer names, or did until the deletion of that emptied it."""
        writes = row.fields.get(name)
        if not writes:
            value = (row.image or {}).get(name)
            return str(value) if (table, str(value)) in by_key else None
        values = {str(write.value) for write in writes if write.value is not None}
        if not values:
            return self._emptied(row, name, table, by_key)
        value = values.pop()
        went = by_key.get((table, value))
        only_emptied = went is not None and all(w.value is not None or w.group in went for w in writes)
        return value if only_emptied and not values else None

    def _emptied(self, row: Row, name: str, table: str, by_key: dict[RowKey, set[str]]) -> str | None:
        """Return what a pointer named before the deletion of that emptied it, where nothing else was written since."""
        writes = row.fields.get(name, [])
        if not writes or any(write.value is not None for write in writes):
            return None
        groups = {write.group for write in writes}
        for entry in row.entries:
            was = (entry.before or {}).get(name)
            key = (table, str(was))
            if entry.group in groups and was is not None and entry.group in by_key.get(key, ()):
                return str(was)
        return None
