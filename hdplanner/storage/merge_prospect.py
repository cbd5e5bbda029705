"""What a file would hold after a merge, given what was decided: the rows that change, and what is left to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hdplanner.domain.rules_duplicates import Named, likely_pairs
from hdplanner.domain.values import NameKind
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import _
from hdplanner.storage.changes import GroupKind, RowChange
from hdplanner.storage.merge_conflicts import Draft, Drafting
from hdplanner.storage.merge_disputes import disputes, keys_of
from hdplanner.storage.merge_log import Image, RowKey
from hdplanner.storage.merge_rows import MergePlan
from hdplanner.storage.merge_sides import Comparison, Row
from hdplanner.storage.merge_writes import THERE, Place, decided_values

STAKEHOLDER = "stakeholder"
Wanted = dict[RowKey, Image | None]


@dataclass
class Prospect:
    """A comparison, and the conflicts found in it."""

    found: Comparison
    drafts: dict[str, Draft]


def prospect_of(found: Comparison) -> Prospect:
    """Return what is in conflict between two copies."""
    drafting = Drafting(found)
    about = disputes(found)
    drafts = [drafting.dispute(one) for one in about]
    disputed = {pointer[:3] for one in about for pointer in one.pointers}
    drafts += [draft for row in found.rows.values() for draft in drafting.fields(row, disputed)]
    for name, ring in _rings(
        found, {key: row.image if row.alive else None for key, row in found.rows.items()}
    ):
        draft = drafting.circle(ring, name)
        if draft is not None:
            drafts.append(draft)
    twice = (drafting.duplicate(mine, theirs) for mine, theirs in _entered_twice(found))
    drafts += [draft for draft in twice if draft.conflict.key not in found.settled]
    return Prospect(found, {draft.conflict.key: draft for draft in drafts})


def plan_of(prospect: Prospect) -> MergePlan:
    """Return the plan that a person reads."""
    found = prospect.found
    shared = [found.causes.heads[key].at for key in found.known_here & found.known_there]
    return MergePlan(
        incoming=changes_of(found, wanted(prospect, {})),
        conflicts=tuple(draft.conflict for draft in prospect.drafts.values()),
        authors=authors_of(found),
        past=found.past,
        shared_until=max(map(datetime.fromisoformat, shared), default=None),
        here=found.mine.head,
        there=found.theirs.head,
    )


def authors_of(found: Comparison) -> dict[str, int]:
    """Return how many changes each author made in the other copy."""
    heads = (found.causes.heads[key] for key in found.only_there)
    return dict(
        Counter(
            head.author
            for head in heads
            if head.kind is not GroupKind.SCHEMA and not found.causes.is_merge(head)
        )
    )


def changes_of(found: Comparison, rows: Wanted) -> tuple[RowChange, ...]:
    """Return the rows that would change here."""
    return tuple(
        RowChange(*key, found.rows[key].mine, image)
        for key, image in rows.items()
        if image != found.rows[key].mine
    )


def wanted(prospect: Prospect, settled: Mapping[str, Image]) -> Wanted:
    """Return each touched row as it would be, ``None`` where it would not be there.

    ``settled`` are the rows of the conflicts that were decided, by key; in what is undecided, this file stays as it is.
    """
    found = prospect.found
    open_places: set[Place] = set()
    open_rows: set[RowKey] = set()
    decided: dict[Place, Any] = {}
    for conflict, draft in prospect.drafts.items():
        if conflict not in settled:
            open_places |= set(draft.places)
            open_rows |= draft.rows
            continue
        for place, value in decided_values(settled[conflict]).items():
            if not (place[2] == THERE and decided.get(place) is False):
                decided[place] = value
    rows: Wanted = {}
    for key, row in found.rows.items():
        verdict = decided.get((*key, THERE))
        undecided = (key in open_rows and verdict is not False) or (verdict is None and not row.touched)
        there = row.mine is not None if undecided else row.alive if verdict is None else verdict
        rows[key] = _image(row, open_places, decided) if there else None
    _close(found, rows)
    return rows


def _image(row: Row, open_places: set[Place], decided: Mapping[Place, Any]) -> Image | None:
    if row.image is None:
        return None
    image = dict(row.image)
    for name in image:
        place = (*row.key, name)
        if place in decided:
            image[name] = decided[place]
        elif place in open_places and row.mine is not None:
            image[name] = row.mine[name]
    return image


def _close(found: Comparison, rows: Wanted) -> None:
    """Let go what has lost its parent, and empty what points to nothing; erased rows are nothing."""
    keys = keys_of(found.mine.layout.metadata)
    again = True
    while again:
        again = False
        for key, image in rows.items():
            if image is None:
                continue
            for name, table in keys.parents[key[0]]:
                if _is_away(found, rows, (table, str(image[name]))):
                    rows[key], again = None, True
                    break
    for key, image in rows.items():
        for name, table in keys.pointers[key[0]] if image is not None else ():
            if (
                image is not None
                and image[name] is not None
                and _is_away(found, rows, (table, str(image[name])))
            ):
                image[name] = None


def _is_away(found: Comparison, rows: Wanted, key: RowKey) -> bool:
    return key in found.erased or (key in rows and rows[key] is None)


def refuse_rings(found: Comparison, rows: Wanted) -> None:
    """Refuse what was decided where a record would stand above itself."""
    for name, ring in _rings(found, rows):
        raise InvalidValueError(name, ring[0][1], _("a stakeholder cannot stand above itself"))


def _rings(found: Comparison, rows: Wanted) -> Iterator[tuple[str, list[RowKey]]]:
    """Yield the rings of records that name each other as their parents, with the field that does."""
    for table, named in keys_of(found.mine.layout.metadata).pointers.items():
        for name in (name for name, target in named if target == table):
            changed = [
                key
                for key, row in found.rows.items()
                if key[0] == table and (name in row.fields or row.mine is None)
            ]
            if changed:
                for ring in _rings_among(
                    _parents(found, rows, table, name), [key for _table, key in changed]
                ):
                    yield name, [(table, key) for key in ring]


def _parents(found: Comparison, rows: Wanted, table: str, name: str) -> dict[str, str]:
    above = dict(
        found.mine.raw.execute(
            f'SELECT id, "{name}" FROM main."{table}" WHERE "{name}" IS NOT NULL'
        ).fetchall()
    )
    for key, image in rows.items():
        if key[0] == table:
            above.pop(key[1], None)
            if image is not None and image[name] is not None:
                above[key[1]] = image[name]
    return above


def _rings_among(above: Mapping[str, str], starts: list[str]) -> Iterator[list[str]]:
    done: set[str] = set()
    for start in starts:
        path: dict[str, int] = {}
        step: str | None = start
        while step is not None and step not in path and step not in done:
            path[step] = len(path)
            step = above.get(step)
        if step is not None and step in path:
            yield [key for key, place in path.items() if place >= path[step]]
        done |= path.keys()


def _entered_twice(found: Comparison) -> Iterator[tuple[Row, Row]]:
    """Yield the stakeholders that were added apart on both sides and are likely one."""
    added = [
        row for key, row in found.rows.items() if key[0] == STAKEHOLDER and row.alive and row.base is None
    ]
    here = {row.key[1]: row for row in added if row.mine is not None and row.theirs is None}
    there = {row.key[1]: row for row in added if row.theirs is not None and row.mine is None}
    if not here or not there:
        return
    distinct = {
        (min(pair), max(pair))
        for side in (found.mine, found.theirs)
        for pair in side.raw.execute("SELECT first_id, second_id FROM distinct_pair")
    }
    for pair in likely_pairs(_named(found, [*here.values(), *there.values()]), distinct):
        one, other = pair.first_id, pair.second_id
        if other in here:
            one, other = other, one
        if one in here and other in there:
            yield here[one], there[other]


def _named(found: Comparison, rows: list[Row]) -> list[Named]:
    names: dict[str, list[str]] = {}
    shorts: dict[str, list[str]] = {}
    for key, row in found.rows.items():
        if key[0] == "stakeholder_name" and row.alive and row.image is not None:
            of = shorts if row.image["kind"] in (NameKind.SHORT, NameKind.ACRONYM) else names
            of.setdefault(row.image["stakeholder_id"], []).append(row.image["name"])
    return [
        Named(
            row.key[1],
            (image["name"], *names.get(row.key[1], ())),
            tuple(text for text in (image["short_name"], *shorts.get(row.key[1], ())) if text),
            image["country"].upper(),
            image["kind"],
            image["actor_type"],
            image["parent_id"],
        )
        for row in rows
        if (image := row.image) is not None
    ]
