"""How the drawing is laid out and which of the network it shows: by the filter, by the layout, by hand.

Works between the head of the room and the drawing; keeps places in the file through the edits.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from hdplanner.figures.network import NetworkLayout
from hdplanner.figures.network_rows import edge_of, node_of
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.drawing_pane import DrawingPane
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.header import NetworkHeader
from hdplanner.ui.network.models import TieTexts, Wanted, centre_of, leading, told_apart
from hdplanner.ui.network.source import NetworkSource

_LAYOUT = "network.layout"


class DrawingDesk(QObject):
    """Shows the network of `source` on the drawing as the head of the room asks for it."""

    shown = Signal()
    """The drawing shows another part of the network, or the same elsewhere: select in it anew."""

    def __init__(
        self,
        context: AppContext,
        source: NetworkSource,
        edits: NetworkEdits,
        header: NetworkHeader,
        drawing: DrawingPane,
    ) -> None:
        super().__init__(drawing)
        self._settings = context.settings
        self._source = source
        self._edits = edits
        self._header = header
        self._drawing = drawing
        self._before_hand = NetworkLayout.FORCE
        self.texts = TieTexts()
        header.layout_chosen.connect(self.lay_out)
        header.centre_chosen.connect(self.stand_in_the_middle)
        header.menu.untied_wanted.connect(self._on_untied)
        drawing.view.placed.connect(self._on_placed)
        self._restore()

    def renew(self) -> None:
        """The network is another."""
        rows = self._source.nodes
        if self._drawing.layout_kind is NetworkLayout.HAND and not self._source.places:
            self._lay_out(self._before_hand)
        if self._drawing.centre_id is None or self._source.node(self._drawing.centre_id) is None:
            self._drawing.centre_id = centre_of(rows)
        self._header.show_centres(told_apart(leading(rows)), self._drawing.centre_id)
        self.show(self._header.wanted())

    def forget(self) -> None:
        """Another plan is worked in: nothing stands anywhere yet."""
        self._drawing.lay_out(self._drawing.layout_kind, None)

    def show(self, wanted: Wanted) -> None:
        """Show the ties that a filter keeps, and those who have one of them or are named by it."""
        ties = self._source.ties
        kept = {tie.id for tie in ties if not wanted or wanted.keeps(tie, self.texts.words)}
        tied = {end for tie in ties for end in (tie.source_id, tie.target_id)}
        untied = len(self._source.nodes) - len(tied)
        with_untied = self._drawing.untied_shown(untied)
        self._header.menu.untied.setChecked(with_untied)
        self._header.menu.untied.setEnabled(untied > 0)
        rows = [row for row in self._source.nodes if with_untied or row.id in tied]
        seen = {row.id for row in rows}
        if wanted:
            ends = {end for tie in ties if tie.id in kept for end in (tie.source_id, tie.target_id)}
            seen &= ends | {row.id for row in rows if wanted.names(row)}
        nodes, edges = [node_of(row) for row in rows], [edge_of(tie) for tie in ties]
        self._drawing.show_network(nodes, edges, seen, kept, self._source.places)
        self.shown.emit()

    def lay_out(self, layout: NetworkLayout) -> None:
        """Lay out in another way, and remember it."""
        self._lay_out(layout)
        self._settings.views[_LAYOUT] = layout.value
        self._settings.save()
        self.show(self._header.wanted())

    def stand_in_the_middle(self, row_id: str) -> None:
        """Draw the rings about somebody."""
        self._drawing.lay_out(self._drawing.layout_kind, row_id)
        self.show(self._header.wanted())

    def _restore(self) -> None:
        known = {one.value: one for one in NetworkLayout}
        self._lay_out(known.get(self._settings.views.get(_LAYOUT, ""), NetworkLayout.FORCE))

    def _lay_out(self, layout: NetworkLayout) -> None:
        if layout is not NetworkLayout.HAND:
            self._before_hand = layout
        self._drawing.lay_out(layout, self._drawing.centre_id)
        self._header.show_layout(layout)

    def _on_untied(self, wanted: bool) -> None:
        self._drawing.show_untied = wanted
        self._drawing.lay_out(self._drawing.layout_kind, self._drawing.centre_id)
        self.show(self._header.wanted())

    def _on_placed(self, moved: Mapping[str, tuple[float, float]]) -> None:
        """Keep where nodes were put. From another layout, all are kept as they stand now, so that none jumps."""
        before = self._drawing.layout_kind
        self._drawing.keep(moved)
        places = self._drawing.places() if before is not NetworkLayout.HAND else dict(moved)
        self._header.show_layout(NetworkLayout.HAND)
        self._edits.place(places, list(moved))
