"""How pillars and proof points change places: by keys, by their menus, and by being dropped. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hdplanner.i18n import _, format_number
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.grip import Entry

if TYPE_CHECKING:
    from hdplanner.services.message_house import FloorRow, House


class HouseMoves:
    """Says to the edits what goes where in `house`."""

    def __init__(self, edits: MessageEdits) -> None:
        self._edits = edits
        self.house: House | None = None

    def floor_of(self, support_id: str | None) -> list[FloorRow]:
        """The proof points under a pillar, or under all."""
        return [one for one in self._floor() if one.support_id == support_id]

    def step_proof(self, key: str, onwards: int, down: int) -> bool:
        """Move a proof point: down among its neighbours, or onwards to the next pillar or below all."""
        row = self._stone(key)
        if row is None:
            return False
        if onwards:
            places = self._places()
            goal = places.index(row.support_id) + onwards
            inside = 0 <= goal < len(places)
            return inside and self._lay(row, places[goal], len(self.floor_of(places[goal])))
        beside = [one.id for one in self.floor_of(row.support_id)]
        goal = beside.index(key) + down
        return 0 <= goal < len(beside) and self._lay(row, row.support_id, goal)

    def step_pillar(self, key: str, onwards: int) -> bool:
        """Move a pillar by one place."""
        names = self._supports()
        goal = names.index(key) + onwards
        return bool(onwards) and 0 <= goal < len(names) and self.put("support", key, None, goal)

    def put(self, kind: str, key: str, support_id: str | None, place: int) -> bool:
        """Put a pillar at a place, or a proof point at a place under a pillar or under all."""
        if kind == "support":
            return self._edits.move_part("support", key, self._message, place)
        row = self._stone(key)
        return row is not None and self._lay(row, support_id, place)

    def pillar_entries(self, key: str) -> list[Entry]:
        """What the menu of a pillar offers."""
        return [
            (_("Move forwards"), partial(self.step_pillar, key, -1)),
            (_("Move backwards"), partial(self.step_pillar, key, 1)),
            (_("Delete the pillar"), partial(self._edits.delete_part, "support", key, self._message)),
        ]

    def proof_entries(self, key: str) -> list[Entry]:
        """What the menu of a proof point offers."""
        row = self._stone(key)
        if row is None:
            return []
        entries: list[Entry] = []
        for number, one in enumerate(self._supports(), start=1):
            if one != row.support_id:
                title = _("Move under pillar {number}").format(number=format_number(number))
                entries.append((title, self._laying(row, one)))
        if row.support_id is not None:
            entries.append((_("Move under all pillars"), self._laying(row, None)))
        lift = partial(self._edits.lift, self._message, row.proof.id)
        delete = partial(self._edits.delete_part, "proof_point", row.proof.id, self._message)
        return [*entries, (_("Take out of this message"), lift), (_("Delete everywhere"), delete)]

    def _laying(self, row: FloorRow, support_id: str | None) -> Callable[[], bool]:
        return lambda: self._lay(row, support_id, None)

    def _lay(self, row: FloorRow, support_id: str | None, place: int | None) -> bool:
        return self._edits.lay(self._message, row.proof.id, support_id, place)

    def _floor(self) -> tuple[FloorRow, ...]:
        return self.house.floor if self.house else ()

    def _stone(self, key: str) -> FloorRow | None:
        return next((one for one in self._floor() if one.id == key), None)

    def _supports(self) -> list[str]:
        return [one.id for one in self.house.supports] if self.house else []

    def _places(self) -> list[str | None]:
        return [*self._supports(), None]

    @property
    def _message(self) -> str:
        return self.house.row.id if self.house else ""
