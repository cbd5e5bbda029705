"""The two lists of a merge: what must be decided, by record, and what comes in by itself, by kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.file.merge_tree import Branch, Line

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownChange, ShownConflict
    from hdplanner.storage.merge_rows import Decision


def conflict_branches(conflicts: Iterable[ShownConflict]) -> list[Branch]:
    """The conflicts below the records that they are about, in the order of their first."""
    found: dict[tuple[str, str], list[ShownConflict]] = {}
    for one in conflicts:
        found.setdefault((one.table, one.row_id), []).append(one)
    return [
        Branch(
            f"{table}:{row_id}",
            ones[0].record,
            tuple(Line(one.key, one.title) for one in ones),
        )
        for (table, row_id), ones in found.items()
    ]


def change_key(change: ShownChange) -> str:
    """The key of a row that comes in, among the lines of a tree."""
    return f"{change.table}:{change.row_id}"


def change_branches(changes: Iterable[ShownChange]) -> list[Branch]:
    """The rows that come in, below the kinds of record that they are of."""
    found: dict[str, list[ShownChange]] = {}
    for one in changes:
        found.setdefault(one.table, []).append(one)
    branches = []
    for table, ones in found.items():
        lines = tuple(Line(change_key(one), one.record) for one in ones)
        noun = ones[0].noun
        branches.append(Branch(table, noun[:1].upper() + noun[1:], lines))
    return sorted(branches, key=lambda branch: branch.text.casefold())


def decided_word(conflict: ShownConflict, decision: Decision | None) -> str:
    """What was decided about a conflict, in a few words."""
    return _("Open") if decision is None else conflict.verbs.get(decision.answer, "")


def decided_count(keys: Iterable[str], decisions: Mapping[str, Decision]) -> str:
    """How many of some conflicts are decided; nothing for a single one, which says so itself."""
    wanted = list(keys)
    if len(wanted) == 1:
        return ""
    done = sum(key in decisions for key in wanted)
    if done == len(wanted):
        return _("All decided")
    return _("{done} of {total} decided").format(done=format_number(done), total=format_number(len(wanted)))


def record_count(count: int) -> str:
    """How many records."""
    return ngettext("{count} record", "{count} records", count).format(count=format_number(count))
