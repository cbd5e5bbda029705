"""The inspector of the room: routes, coalitions and what if, or what is selected on the drawing and in the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.coalitions_panel import CoalitionsPanel
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.node_panel import NodePanel
from hdplanner.ui.network.routes_panel import RoutesPanel
from hdplanner.ui.network.source import NetworkSource
from hdplanner.ui.network.tie_panel import TiePanel
from hdplanner.ui.network.what_if_panel import WhatIfPanel

ROUTES, COALITIONS, WHAT_IF = "routes", "coalitions", "what-if"


class NetworkPanel(QWidget):
    """Three questions, one at a time. Under "Routes", who or what is selected is shown instead of the routes."""

    question_chosen = Signal(str)
    """The person chose one of the three."""

    def __init__(
        self, context: AppContext, source: NetworkSource, edits: NetworkEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.appearance.theme
        self._context = context
        self._source = source
        choices = [(ROUTES, _("Routes")), (COALITIONS, _("Coalitions")), (WHAT_IF, _("What if"))]
        self.question = Segmented(choices, _("What the inspector shows"))
        self.question.chosen.connect(self.question_chosen)
        self.routes = RoutesPanel(context, edits)
        self.coalitions = CoalitionsPanel(edits, theme)
        self.what_if = WhatIfPanel(source, edits, theme)
        self.node = NodePanel(edits, theme)
        self.tie = TiePanel(edits, theme)
        self._all: tuple[QWidget, ...] = (self.routes, self.coalitions, self.what_if, self.node, self.tie)
        self._page: QWidget = self.routes
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self.question)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for page in self._all:
            page.setVisible(page is self._page)
            column.addWidget(page, 1)

    def page(self) -> QWidget:
        """The page that is shown."""
        return self._page

    def show_network(self, *, editable: bool) -> None:
        """Show another network: every page that has something of it."""
        network = self._source.network
        if network is None:
            return
        self.routes.show_network(network, editable=editable)
        self.coalitions.show_network(network, editable=editable)
        self.what_if.show_network(editable=editable)

    def show_selection(self, ids: Sequence[str], ties: Sequence[str], *, editable: bool) -> None:
        """Show what is selected: ties always, a stakeholder where no other question is asked."""
        network = self._source.network
        self.coalitions.show_selection(ids)
        self.what_if.show_selection(ids)
        rows = [tie for key in ties if (tie := self._source.tie(key)) is not None]
        node = self._source.node(ids[0]) if len(ids) == 1 else None
        question = self.question.current()
        if rows:
            self.tie.show_ties(rows, editable=editable)
            self._show(self.tie)
        elif question == COALITIONS:
            self._show(self.coalitions)
        elif question == WHAT_IF:
            self._show(self.what_if)
        elif node is not None and network is not None:
            self.node.show_node(node, network, editable=editable)
            self._show(self.node)
        else:
            self._show(self.routes)

    def ask(self, question: str) -> None:
        """Show one of the three, as the person would."""
        if self.question.current() == question:
            self.question_chosen.emit(question)
        else:
            self.question.choose(question)

    def use_words_only(self, words_only: bool) -> None:
        """Show no sum and no measure in a plan that uses words only."""
        self.node.words_only = words_only
        self.what_if.words_only = words_only

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for page in (self.routes, self.coalitions, self.what_if, self.node):
            page.wear(theme)

    def _show(self, page: QWidget) -> None:
        """Show one page; hidden ones take no room, so that the panel is as high as what it shows."""
        other, self._page = page is not self._page, page
        for one in self._all:
            one.setVisible(one is page)
        viewport = self.parentWidget() if other else None
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)
