"""The rows of the room: read once, then only those that an edit touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.storage import Changes, RowChange

_BEARING = {
    "campaign": ("review_days", "purpose", "legal_basis"),
    "objective": ("rank",),
    "decision_window": ("campaign_id", "decides_on"),
    "team_member": ("name",),
}
"""Columns that bear on every row: an edit of anything else in these tables shows in none."""
_OWNERS = {
    "stakeholder": "id",
    "post_holder": "post_id",
    **dict.fromkeys(("involvement", "assessment", "stakeholder_role", "stakeholder_tag"), "stakeholder_id"),
    **dict.fromkeys(("coalition_member", "hand_out"), "stakeholder_id"),
}
"""Tables that rows (or the days beside them) are made of, each with the column that says whose row it is."""
_HANGS = ("stakeholder_id", "source_id", "target_id")
_MANY = 400


class StakeholderSource(QObject):
    """Keeps `rows` true to the file, for one plan and one objective."""

    changed = Signal(object)
    """`rows` is another list. With it come the ids whose rows, or what hangs on them, differ; None stands for any."""
    touched = Signal(object)
    """The rows stay; what hangs on these ids differs: ties, activities, messages. None stands for any."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.objective_id: str | None = None
        self.rows: tuple[StakeholderRow, ...] = ()
        self._places: dict[str, int] = {}
        self._parents: frozenset[str | None] = frozenset()
        self._gateway.changed.connect(self._on_changed)
        self._gateway.campaign_changed.connect(lambda _key: self.reload())

    def reload(self) -> None:
        """Read all rows."""
        self._hold(tuple(self._read(None)))
        self.changed.emit(None)

    def row(self, row_id: str) -> StakeholderRow | None:
        """One row by its id."""
        place = self._places.get(row_id)
        return None if place is None else self.rows[place]

    def __contains__(self, row_id: str) -> bool:
        return row_id in self._places

    def _hold(self, rows: tuple[StakeholderRow, ...]) -> None:
        """Keep other rows, and where each of them stands."""
        self.rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self._parents = frozenset(row.parent_id for row in rows)

    def _read(self, ids: Sequence[str] | None) -> list[StakeholderRow]:
        from hdplanner.services import stakeholders
        from hdplanner.services.values import today_here

        return self._gateway.read(
            stakeholders.stakeholder_rows,
            campaign_id=self._gateway.campaign_id,
            objective_id=self.objective_id,
            today=today_here(),
            ids=ids,
        )

    def _on_changed(self, changes: Changes) -> None:
        if not self._gateway.is_open or not changes:
            return
        if sum(map(len, changes.keys.values())) > _MANY:
            strange = changes.keys.keys().isdisjoint(_OWNERS.keys() | _BEARING.keys())
            self.touched.emit(None) if strange else self.reload()
            return
        edited = self._gateway.document.changes_in(changes.group)
        if any(map(_bears, edited)):
            self.reload()
            return
        ids, beside = _ids_in(edited)
        if ids:
            self._renew(ids, beside)
        elif beside:
            self.touched.emit(beside)

    def _renew(self, ids: frozenset[str], beside: frozenset[str]) -> None:
        """Read some rows anew and put them where the old ones were, by name."""
        asked = ids | self._children(ids)
        fresh = {row.id: row for row in self._read(sorted(asked))}
        if self._stand_alike(fresh, asked):
            rows = list(self.rows)
            for key, row in fresh.items():
                rows[self._places[key]] = row
            self.rows = tuple(rows)
        else:
            kept = [row for row in self.rows if row.id not in asked]
            self._hold(tuple(sorted([*kept, *fresh.values()], key=lambda row: (row.name.casefold(), row.id))))
        self.changed.emit(asked | beside)

    def _stand_alike(self, fresh: dict[str, StakeholderRow], asked: frozenset[str]) -> bool:
        """Whether the fresh rows take the very places of those that were asked for."""
        there = {key: self.rows[self._places[key]] for key in asked if key in self._places}
        return there.keys() == fresh.keys() and all(
            (row.name, row.parent_id) == (there[key].name, there[key].parent_id) for key, row in fresh.items()
        )

    def _children(self, ids: frozenset[str]) -> frozenset[str]:
        """Those that show the name of one of these as what they are part of."""
        if ids.isdisjoint(self._parents):
            return frozenset()
        return frozenset(row.id for row in self.rows if row.parent_id in ids)


def _bears(change: RowChange) -> bool:
    """Whether every row is to be read again."""
    was, now = change.before or {}, change.after or {}
    if change.table == "team_member" and not was:
        return False  # whom a new colleague works with says another row of the edit
    return any(was.get(column) != now.get(column) for column in _BEARING.get(change.table, ()))


def _ids_in(edited: Sequence[RowChange]) -> tuple[frozenset[str], frozenset[str]]:
    """The stakeholders whose rows an edit was about, from its images, and those whom it only touched."""
    own: set[object] = set()
    beside: set[object] = set()
    for change in edited:
        column = _OWNERS.get(change.table)
        found, columns = (own, (column,)) if column else (beside, _HANGS)
        for image in filter(None, (change.before, change.after)):
            found.update(image.get(one) for one in columns)
    return frozenset(str(one) for one in own if one), frozenset(str(one) for one in beside if one)
