"""The network of the room: read once, then only what an edit touched; nothing while the room is not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.network import Network
    from hdplanner.services.scenarios import ScenarioRow
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.services.ties import TieRow
    from hdplanner.storage import Changes

_PARTS = {
    "tie": "ties",
    "coalition": "coalitions",
    "coalition_member": "coalitions",
    "network_place": "places",
    "scenario": "scenarios",
    "scenario_move": "scenarios",
}
"""Which part of the network a table is; an edit of these alone needs no other read."""
_STRANGE = frozenset({"activity", "activity_dependency", "saved_view", "pack", "pack_section", "hand_out"})
"""Tables that the room shows nothing of."""


class NetworkSource(QObject):
    """Keeps the network true to the file, for one plan and one objective."""

    changed = Signal(object)
    """Which parts are others, as a set of names of `_PARTS`; None stands for all."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.objective_id: str | None = None
        self.network: Network | None = None
        self.places: Mapping[str, tuple[float, float]] = {}
        self.scenarios: tuple[ScenarioRow, ...] = ()
        self._nodes: dict[str, StakeholderRow] = {}
        self._ties: dict[str, TieRow] = {}
        self._awake = True
        self._waiting = False
        self._gateway.changed.connect(self._on_changed)

    @property
    def nodes(self) -> tuple[StakeholderRow, ...]:
        """The stakeholders of the network."""
        return () if self.network is None else self.network.nodes

    @property
    def ties(self) -> tuple[TieRow, ...]:
        """The ties between them."""
        return () if self.network is None else self.network.ties

    def node(self, row_id: str) -> StakeholderRow | None:
        """One stakeholder by its id."""
        return self._nodes.get(row_id)

    def tie(self, row_id: str) -> TieRow | None:
        """One tie by its id."""
        return self._ties.get(row_id)

    def ties_of(self, row_id: str) -> list[TieRow]:
        """The ties in and out of a stakeholder."""
        return [tie for tie in self.ties if row_id in (tie.source_id, tie.target_id)]

    def scenario(self, row_id: str | None) -> ScenarioRow | None:
        """One scenario by its id."""
        return next((row for row in self.scenarios if row.id == row_id), None)

    def reload(self) -> None:
        """Read all."""
        from hdplanner.services import network, places, scenarios
        from hdplanner.services.values import today_here

        self._waiting = False
        plan = self._gateway.campaign_id
        read = self._gateway.read
        self._hold(
            read(network.network, campaign_id=plan, objective_id=self.objective_id, today=today_here())
        )
        self.places = read(places.place_rows, campaign_id=plan)
        self.scenarios = tuple(read(scenarios.scenario_rows, campaign_id=plan))
        self.changed.emit(None)

    def wake(self, awake: bool) -> None:
        """Follow the file, or wait until the room is seen again."""
        self._awake = awake
        if awake and self._waiting and self._gateway.is_open:
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        tables = {table for table, keys in changes.keys.items() if keys} - _STRANGE
        if not tables or not self._gateway.is_open:
            return
        if not self._awake:
            self._waiting = True
        elif tables <= set(_PARTS) and self.network is not None:
            self._read_parts(
                frozenset(_PARTS[table] for table in tables), changes.keys.get("tie", frozenset())
            )
        else:
            self.reload()

    def _read_parts(self, parts: frozenset[str], ties: frozenset[str]) -> None:
        from hdplanner.services import coalitions, places, scenarios

        plan, read = self._gateway.campaign_id, self._gateway.read
        if self.network is not None and "ties" in parts:
            self._hold(replace(self.network, ties=self._renewed(ties)))
        if self.network is not None and "coalitions" in parts:
            rows = read(coalitions.coalition_rows, campaign_id=plan)
            self._hold(replace(self.network, coalitions=tuple(rows)))
        if "places" in parts:
            self.places = read(places.place_rows, campaign_id=plan)
        if "scenarios" in parts:
            self.scenarios = tuple(read(scenarios.scenario_rows, campaign_id=plan))
        self.changed.emit(parts)

    def _renewed(self, ids: frozenset[str]) -> tuple[TieRow, ...]:
        """The ties with these read anew, in the order of the names of their ends."""
        from hdplanner.services import ties

        found = self._gateway.read(ties.tie_rows, campaign_id=self._gateway.campaign_id, ids=ids)
        fresh = [row for row in found if row.source_id in self._nodes and row.target_id in self._nodes]
        kept = [row for row in self.ties if row.id not in ids]
        return tuple(sorted([*kept, *fresh], key=_order))

    def _hold(self, network: Network) -> None:
        self.network = network
        self._nodes = {row.id: row for row in network.nodes}
        self._ties = {row.id: row for row in network.ties}


def _order(tie: TieRow) -> tuple[str, str, str, str]:
    return tie.source.casefold(), tie.target.casefold(), tie.kind.value, tie.id
