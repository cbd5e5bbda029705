"""Conflicts that a merge left open: listed as they stand now, and resolved later by an ordinary edit.

Knows only this file; what it needs of the other copy came with its history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.values import ConflictKind
from hdplanner.errors import InvalidValueError
from hdplanner.errors_merge import SettledConflictError
from hdplanner.i18n import _
from hdplanner.storage.causes import Causes
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.merge_apply import join_or_part
from hdplanner.storage.merge_conflicts import answers_for, kept_instant
from hdplanner.storage.merge_decide import settled
from hdplanner.storage.merge_disputes import keys_of
from hdplanner.storage.merge_log import (
    CONFLICTS,
    Image,
    RowKey,
    Side,
    conflict_rows,
    entries_of_rows,
    rows_as_they_stand,
    side_of,
)
from hdplanner.storage.merge_rows import Answer, Claim, Conflict, Decision, Join
from hdplanner.storage.merge_writes import history_of, newest
from hdplanner.storage.undo import in_order, replace_row

_WHOLE: tuple[Answer, ...] = (Answer.MINE, Answer.THEIRS)


def open_conflicts(hand: InHand) -> list[Conflict]:
    """Return the conflicts that nobody has decided yet, oldest claims first; those about what is gone are left out."""
    side = Side(hand.link.raw, hand.layout)
    rows = [row for row in conflict_rows(side).values() if row["taken"] is None]
    rows.sort(key=lambda row: (row["first_at"] or "", row["second_at"] or "", row["id"]))
    found = (_shown(side, row) for row in rows)
    return [shown[0] for shown in found if shown is not None]


def _shown(side: Side, row: Image) -> tuple[Conflict, bool] | None:
    """Return an open conflict seen from this file, and whether the earlier claim is the one that stands here."""
    kind = ConflictKind(row["kind"])
    key: RowKey = (row["of_table"], row["of_row"])
    first, second, base = (json.loads(row[name] or "null") for name in ("first", "second", "base"))
    here = rows_as_they_stand(side, [key]).get(key)
    values, answers, second_id = (first, second), _WHOLE, ""
    hanging: tuple[RowKey, ...] = ()
    if kind is ConflictKind.FIELD:
        if here is None:
            return None
        answers = answers_for(side.layout, key[0], row["of_field"], first, second)
        mine_first = here[row["of_field"]] != second
    elif kind is ConflictKind.CIRCLE:
        if here is None:
            return None
        moved = sorted(one for one in first if first[one] != second.get(one))
        key, second_id = (key[0], moved[0]), moved[-1] if len(moved) > 1 else ""
        here = rows_as_they_stand(side, [key]).get(key) or here
        mine_first = here[row["of_field"]] != second.get(key[1])
        values = (first.get(key[1]), second.get(key[1]))
        base = None
    elif kind is ConflictKind.DUPLICATE:
        pair = rows_as_they_stand(side, [(key[0], first), (key[0], second)])
        if len(pair) < 2:
            return None
        values, second_id, mine_first = (pair[key[0], first], pair[key[0], second]), second, True
        answers = (*_WHOLE, Answer.BOTH)
    else:
        hanging = tuple((str(table), str(one)) for table, one in base["hanging"])
        base, mine_first = base["image"], (first is not None) == (here is not None)
        values = (None, here or second) if first is None else (here or first, None)
    claims = [
        Claim(value, row[f"{which}_by"], kept_instant(row[f"{which}_at"]))
        for which, value in zip(("first", "second"), values, strict=True)
    ]
    conflict = Conflict(
        row["id"],
        kind,
        *key,
        row["of_field"],
        base,
        claims[0 if mine_first else 1],
        claims[1 if mine_first else 0],
        answers,
        hanging,
        second_id,
        left_open=True,
    )
    return conflict, mine_first


def resolve(hand: InHand, session: Session, key: str, decision: Decision, join: Join | None) -> None:
    """Carry out what was decided about an open conflict, inside the running edit.

    Raises ``SettledConflictError``, ``UnfitAnswerError``, and ``InvalidValueError`` for what would stand above itself.
    """
    raw = hand.link.raw
    side = Side(raw, hand.layout)
    row = conflict_rows(side).get(key)
    shown = None if row is None or row["taken"] is not None else _shown(side, row)
    if row is None or shown is None:
        raise SettledConflictError
    conflict, mine_first = shown
    decided = settled(hand.layout, row, conflict, decision, mine_first=mine_first, author=hand.author)
    replace_row(raw, CONFLICTS, row, decided)
    chosen = json.loads(decided["chosen"])
    if conflict.kind is ConflictKind.DUPLICATE:
        join_or_part(session, raw, conflict, decided, join)
    elif conflict.kind is ConflictKind.FIELD:
        _set(side, (conflict.table, conflict.row_id), conflict.field, chosen)
    elif conflict.kind is ConflictKind.CIRCLE:
        for moved, parent in chosen.items():
            _set(side, (conflict.table, moved), conflict.field, parent)
        _refuse_ring(side, conflict, chosen)
    else:
        more = json.loads(row["base"])
        members = [(conflict.table, conflict.row_id), *conflict.hanging]
        if chosen is None:
            _let_go(side, members)
        else:
            _bring_back(side_of(raw, hand.layout), members, more["pointers"])


def _set(side: Side, key: RowKey, name: str, value: Any) -> None:
    here = rows_as_they_stand(side, [key]).get(key)
    if here is not None and here[name] != value:
        target = next(
            (table for own, table in keys_of(side.layout.metadata).pointers[key[0]] if own == name), ""
        )
        if target and value is not None and not rows_as_they_stand(side, [(target, value)]):
            raise SettledConflictError
        replace_row(side.raw, key[0], here, here | {name: value})


def _refuse_ring(side: Side, conflict: Conflict, chosen: Iterable[str]) -> None:
    for start in chosen:
        seen, step = {start}, _above(side, conflict, start)
        while step is not None and step not in seen:
            seen.add(step)
            step = _above(side, conflict, step)
        if step == start:
            raise InvalidValueError(conflict.field, start, _("a stakeholder cannot stand above itself"))


def _above(side: Side, conflict: Conflict, key: str) -> str | None:
    found = side.raw.execute(
        f'SELECT "{conflict.field}" FROM "{conflict.table}" WHERE id = ?', (key,)
    ).fetchone()
    return None if found is None else found[0]


def _let_go(side: Side, members: Iterable[RowKey]) -> None:
    for table, key in members:
        side.raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (key,))


def _bring_back(side: Side, members: list[RowKey], pointers: Iterable[tuple[str, str, str, str]]) -> None:
    """Put back a record with what hung on it, each as the log knows it best, and what pointed to it."""
    causes = Causes(side.heads)
    known = causes.past(side.head)
    here = rows_as_they_stand(side, members)
    images: dict[RowKey, Image] = {}
    entries = entries_of_rows(side, [key for _table, key in members])
    for member in members:
        if member in here or member in side.tombstones:
            continue
        own = [entry for entry in entries if (entry.table, entry.row_id) == member]
        history = history_of(causes, own, known, {})
        if history.last is not None:
            latest = {
                name: max(newest(causes, writes), key=lambda one: causes.order[one.group]).value
                for name, writes in history.writes.items()
                if name in history.last
            }
            images[member] = history.last | latest
    _fit(side, images)
    for table, _found, wanted in in_order(
        [(key[0], None, image) for key, image in images.items()], side.layout
    ):
        replace_row(side.raw, table, None, wanted)
    for table, key, name, target in pointers:
        _set(side, (table, key), name, target)


def _fit(side: Side, images: dict[RowKey, Image]) -> None:
    """Leave out what has lost a parent, and empty what points to nothing."""
    keys = keys_of(side.layout.metadata)
    named = {
        (table, str(image[name]))
        for key, image in images.items()
        for name, table in (*keys.parents[key[0]], *keys.pointers[key[0]])
        if image[name] is not None
    }
    there = rows_as_they_stand(side, named).keys()
    left = True
    while left:
        left = False
        for key, image in list(images.items()):
            for name, table in keys.parents[key[0]]:
                if key in images and (table, image[name]) not in there | images.keys():
                    del images[key]
                    left = True
    for key, image in images.items():
        for name, table in keys.pointers[key[0]]:
            if image[name] is not None and (table, image[name]) not in there | images.keys():
                image[name] = None
