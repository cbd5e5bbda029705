"""Which scenario the room shows: on the drawing, in the strip above it and in the inspector. Assessments stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from hdplanner.ui.context import AppContext
from hdplanner.ui.network.drawing_pane import DrawingPane
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.header import NetworkHeader
from hdplanner.ui.network.panels import WHAT_IF, NetworkPanel
from hdplanner.ui.network.source import NetworkSource
from hdplanner.ui.network.what_if_strip import WhatIfStrip


class WhatIfDesk(QObject):
    """Keeps the id of the scenario; None is how things stand."""

    def __init__(
        self,
        context: AppContext,
        source: NetworkSource,
        edits: NetworkEdits,
        header: NetworkHeader,
        drawing: DrawingPane,
        panel: NetworkPanel,
        strip: WhatIfStrip,
    ) -> None:
        super().__init__(drawing)
        self._gateway = context.gateway
        self._source = source
        self._edits = edits
        self._header = header
        self._drawing = drawing
        self._panel = panel
        self._strip = strip
        self.scenario_id: str | None = None
        strip.back_wanted.connect(lambda: self.show_scenario(None))
        drawing.supposed.connect(self.suppose)
        panel.what_if.scenario_chosen.connect(self.show_scenario)

    def show_scenario(self, scenario_id: str | None) -> None:
        """Show how a scenario supposes things to stand, on its own objective; None as they stand."""
        row = self._source.scenario(scenario_id)
        self.scenario_id = row.id if row else None
        if row is not None and row.objective_id not in (None, self._source.objective_id):
            self._source.objective_id = row.objective_id
            self._header.objective.show_value(row.objective_id)
            self._source.reload()
        if row is not None:
            self._panel.ask(WHAT_IF)
        self._panel.what_if.show_scenario(self.scenario_id)
        self.renew()

    def renew(self) -> None:
        """Show what the scenario supposes now; nothing where it is gone."""
        row = self._source.scenario(self.scenario_id)
        self.scenario_id = row.id if row else None
        moves = row.moves if row else {}
        supposed = {key: one.position for key, one in moves.items() if one.position is not None}
        self._drawing.view.show_what_if(supposed)
        self._drawing.supposing = row is not None and self._gateway.can_edit
        self._strip.show_scenario(row.name if row else "")

    def suppose(self, ids: Sequence[str], position: int | None) -> None:
        """Suppose that some stand elsewhere; those who are not rated are left out."""
        rated = [key for key in ids if (node := self._source.node(key)) is not None and not node.movement]
        if self.scenario_id is not None and rated:
            self._edits.suppose(self.scenario_id, rated, position=position)
