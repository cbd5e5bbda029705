"""What two copies disagree about, as conflicts to show and as the rows that keep them, whichever copy finds them.

A row's key and claims derive from the writes themselves, so that each copy which finds a conflict makes the same row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hdplanner.domain.base import LINE, PROSE, CleanText, derived_id
from hdplanner.domain.values import ConflictKind
from hdplanner.storage.layout import Layout
from hdplanner.storage.merge_disputes import Dispute, with_all
from hdplanner.storage.merge_log import CONFLICTS, Image, RowKey, rows_as_they_stand
from hdplanner.storage.merge_rows import Answer, Claim, Conflict, Past
from hdplanner.storage.merge_sides import Comparison, Row
from hdplanner.storage.merge_writes import Place, Write, newest, same

_STORED_INSTANT = "%Y-%m-%d %H:%M:%S.%f"
_WHOLE = (Answer.MINE, Answer.THEIRS)


@dataclass(frozen=True)
class Draft:
    """A conflict, and the row that keeps it while nobody has decided; ``mine_first`` where ours is the earlier claim."""

    conflict: Conflict
    row: Image
    mine_first: bool
    places: tuple[tuple[str, str, str], ...] = ()
    """The fields that stay as they are here while nobody has decided."""
    rows: frozenset[RowKey] = frozenset()
    """The rows that stay, or stay away, while nobody has decided."""


def stored_instant(at: str) -> str | None:
    """Return the moment of a group as a column holds it."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime(_STORED_INSTANT) if at else None


def as_json(value: object) -> str:
    """Return a value as the rows of conflicts keep it: the same text in each copy."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Drafting:
    """Makes drafts of what one comparison found."""

    def __init__(self, found: Comparison) -> None:
        self.found = found
        self.layout: Layout = found.mine.layout
        self.two_way = found.past is Past.COMPACTED

    def fields(self, row: Row, disputed: Collection[Place]) -> Iterator[Draft]:
        """Yield a conflict for each value of a field that was written apart from the one that stays here.

        Fields that a dispute is about are left to it.
        """
        for name, writes in row.fields.items():
            if not row.alive or row.image is None or len(writes) < 2 or (*row.key, name) in disputed:
                continue
            stays = self._signed(write for write in writes if same(write.value, row.image[name]))
            others: list[Write] = []
            for write in sorted(writes, key=self.found.signed):
                if not any(same(write.value, one.value) for one in (*stays[:1], *others)):
                    others.append(write)
            for other in others:
                yield self._field(row, name, stays[0], other)

    def _field(self, row: Row, name: str, mine: Write, theirs: Write) -> Draft:
        table, key = row.key
        base = None if row.base is None else row.base[name]
        place = (table, key, name)
        return self._draft(
            ConflictKind.FIELD,
            place,
            (base, base),
            (mine, mine.value, mine.value),
            (theirs, theirs.value, theirs.value),
            answers=answers_for(self.layout, table, name, mine.value, theirs.value),
        )

    def dispute(self, dispute: Dispute) -> Draft:
        """Return the conflict about a deleted row, with all that hangs on it."""
        row = self.found.rows[dispute.root]
        table, key = dispute.root
        hanging = sorted(dispute.hanging)
        image = self._latest(row)
        kept = {"hanging": hanging, "pointers": sorted(dispute.pointers), "image": row.base or image}
        alive = (self._signed(dispute.alive) or [Write("", None)])[0], row.image, image
        gone = self._signed(dispute.gone)[0], None, None
        mine, theirs = (alive, gone) if row.mine is not None else (gone, alive)
        return self._draft(
            dispute.kind,
            (table, key, ""),
            (row.base or row.image, kept),
            mine,
            theirs,
            answers=_WHOLE,
            hanging=tuple(hanging),
            places=tuple(pointer[:3] for pointer in dispute.pointers),
            rows=frozenset(dispute.rows),
        )

    def _latest(self, row: Row) -> Image:
        """Return a record as it was written last: the same in each copy, whatever stands in it and whoever merges."""
        image = dict(row.base or row.image or {})
        for name in image.keys() & row.writes.keys():
            image[name] = max(newest(self.found.causes, row.writes[name]), key=self.found.signed).value
        return image

    def circle(self, ring: Sequence[RowKey], name: str) -> Draft | None:
        """Return the conflict about moves that make a ring together; nothing where one side alone made it."""
        found = self.found
        again = self._circle_again(ring, name)
        if again is not None:
            return again
        rows = [found.rows[key] for key in sorted(ring) if key in found.rows]
        moves = [write for row in rows for write in row.fields.get(name, ())]
        mine = self._signed(write for write in moves if write.group not in found.known_there)
        theirs = self._signed(write for write in moves if write.group not in found.known_here)
        if not theirs:
            return None
        here = {row.key[1]: (row.mine or row.image or {}).get(name) for row in rows}
        there = {row.key[1]: (row.theirs or row.mine or {}).get(name) for row in rows}
        moved = [key for key in here if here[key] != there[key]] or list(here)
        row = next(row for row in rows if row.key[1] == moved[0])
        return self._draft(
            ConflictKind.CIRCLE,
            (row.key[0], moved[0], name),
            ((row.base or {}).get(name), None),
            ((mine or self._signed(moves))[0], here[moved[0]], here),
            (theirs[0], there[moved[0]], there),
            answers=_WHOLE,
            second_id=moved[-1] if len(moved) > 1 else "",
            places=tuple((row.key[0], key, name) for key in here),
        )

    def _circle_again(self, ring: Sequence[RowKey], name: str) -> Draft | None:
        """Return the conflict about the same moves that an earlier merge left open in either copy."""
        table = ring[0][0]
        here = {key[1]: row[name] for key, row in rows_as_they_stand(self.found.mine, ring).items()}
        moves = dict(here)
        for key in ring:
            row = self.found.rows.get(key)
            if row is not None and row.image is not None:
                moves[key[1]] = row.image[name]
        for known in self.found.settled.values():
            what = (known["kind"], known["taken"], known["of_table"], known["of_field"])
            if what != (ConflictKind.CIRCLE, None, table, name):
                continue
            first, second = (json.loads(known[which]) for which in ("first", "second"))
            if all(key in moves and moves[key] in (first[key], second.get(key)) for key in first):
                return _kept_circle(known, here, first, second)
        return None

    def duplicate(self, mine: Row, theirs: Row) -> Draft:
        """Return the question whether two stakeholders that were added apart are one."""
        claims = []
        for row in (mine, theirs):
            write = (self._signed(one for one in row.there if one.value) or [Write("", True)])[0]
            claims.append((write, row.image, row.key[1]))
        first, second = sorted(claims, key=lambda claim: (self.found.signed(claim[0]), claim[2]))
        return self._draft(
            ConflictKind.DUPLICATE,
            (mine.key[0], mine.key[1], ""),
            (None, None),
            claims[0],
            claims[1],
            answers=(*_WHOLE, Answer.BOTH),
            second_id=theirs.key[1],
            about=(mine.key[0], first[2], ""),
            key=derived_id(CONFLICTS, ConflictKind.DUPLICATE, first[2], second[2]),
        )

    def _signed(self, writes: Iterable[Write]) -> list[Write]:
        return sorted(writes, key=self.found.signed)

    def _draft(
        self,
        kind: ConflictKind,
        place: tuple[str, str, str],
        base: tuple[Any, Any],
        mine: tuple[Write, Any, Any],
        theirs: tuple[Write, Any, Any],
        *,
        answers: tuple[Answer, ...],
        hanging: tuple[RowKey, ...] = (),
        second_id: str = "",
        places: tuple[tuple[str, str, str], ...] = (),
        rows: frozenset[RowKey] = frozenset(),
        about: tuple[str, str, str] | None = None,
        key: str = "",
    ) -> Draft:
        """Put both claims in the order of their writing; each is a write, the value to show and the one to keep."""

        untold = self.two_way or (kind is ConflictKind.FIELD and "" in (mine[0].group, theirs[0].group))

        def order(claim: tuple[Write, Any, Any]) -> tuple[tuple[str, str], str]:
            return ("", "") if untold else self.found.signed(claim[0]), as_json(claim[2])

        first, second = sorted((mine, theirs), key=order)
        about = about or (min(place, *places) if kind == ConflictKind.CIRCLE else place)
        key = key or derived_id(CONFLICTS, kind, *about, *_named(first, untold), *_named(second, untold))
        row = self._kept(key, kind, about, base[1], first, second)
        known = self.found.settled.get(key)
        if known is not None and known["taken"] is None:
            row = known if untold else with_all(row, known)
            hanging = tuple(sorted({*hanging, *_hanging(row)}))
            rows |= frozenset(hanging)
        conflict = Conflict(
            key=key,
            kind=kind,
            table=place[0],
            row_id=place[1],
            field=place[2],
            base=base[0],
            mine=self._claim(mine),
            theirs=self._claim(theirs),
            answers=answers,
            hanging=hanging,
            second_id=second_id,
            left_open=known is not None and known["taken"] is None,
        )
        return Draft(conflict, row, first is mine, places, rows)

    def _kept(
        self,
        key: str,
        kind: ConflictKind,
        about: tuple[str, str, str],
        base: object,
        first: tuple[Write, Any, Any],
        second: tuple[Write, Any, Any],
    ) -> Image:
        """Return the row of a conflict that nobody has decided."""
        return {
            "id": key,
            "kind": kind.value,
            **dict(zip(("of_table", "of_row", "of_field"), about, strict=True)),
            "base": as_json(base),
            **self._claimed("first", first),
            **self._claimed("second", second),
            "taken": None,
            "chosen": None,
            "decided_by": "",
            "decided_at": None,
        }

    def _claim(self, claim: tuple[Write, Any, Any]) -> Claim:
        head = self.found.causes.heads.get(claim[0].group)
        if head is None:
            return Claim(claim[1])
        return Claim(claim[1], head.author, datetime.fromisoformat(head.at))

    def _claimed(self, which: str, claim: tuple[Write, Any, Any]) -> Mapping[str, Any]:
        head = self.found.causes.heads.get(claim[0].group)
        return {
            which: as_json(claim[2]),
            f"{which}_by": "" if head is None else head.author[:LINE],
            f"{which}_at": None if head is None else stored_instant(head.at),
        }


def _named(claim: tuple[Write, Any, Any], untold: bool) -> tuple[str, str]:
    """Return what tells a claim: its group, unless the logs cannot tell it, and its value but for a record, which may grow."""
    return "" if untold else claim[0].group, "" if isinstance(claim[2], dict) else as_json(claim[2])


def kept_instant(stored: str | None) -> datetime | None:
    """Return the moment that a column holds."""
    return datetime.strptime(stored, _STORED_INSTANT).replace(tzinfo=UTC) if stored else None


def _kept_circle(row: Image, here: Image, first: Image, second: Image) -> Draft:
    moved = sorted(key for key in first if first[key] != second.get(key))
    root, name = moved[0], row["of_field"]
    claims = [
        Claim(values.get(root), row[f"{which}_by"], kept_instant(row[f"{which}_at"]))
        for which, values in (("first", first), ("second", second))
    ]
    mine_first = here.get(root) != second.get(root)
    conflict = Conflict(
        key=row["id"],
        kind=ConflictKind.CIRCLE,
        table=row["of_table"],
        row_id=root,
        field=name,
        base=None,
        mine=claims[0 if mine_first else 1],
        theirs=claims[1 if mine_first else 0],
        answers=_WHOLE,
        second_id=moved[-1] if len(moved) > 1 else "",
        left_open=True,
    )
    return Draft(conflict, row, mine_first, tuple((row["of_table"], key, name) for key in first))


def _hanging(row: Image) -> list[RowKey]:
    more = json.loads(row["base"] or "null")
    return (
        [(table, key) for table, key in more["hanging"]]
        if isinstance(more, dict) and "hanging" in more
        else []
    )


def answers_for(layout: Layout, table: str, name: str, *values: object) -> tuple[Answer, ...]:
    """Return what can be answered to two values of a field: both only of long texts, anew only what is no pointer."""
    column = layout.metadata.tables[table].columns[name]
    if column.foreign_keys:
        return _WHOLE
    long = isinstance(column.type, CleanText) and column.type.limit >= PROSE
    both = (Answer.BOTH,) if long and all(isinstance(value, str) and value for value in values) else ()
    return (*_WHOLE, *both, Answer.EDITED)
