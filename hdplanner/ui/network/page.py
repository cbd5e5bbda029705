"""The Network room: a drawing and a table of the same ties, and the three questions in the inspector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.domain.values import Sensitivity
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.desk import DrawingDesk
from hdplanner.ui.network.drawing_pane import DrawingPane
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.empty_page import EmptyPage
from hdplanner.ui.network.extras import NetworkExtras
from hdplanner.ui.network.header import DRAWING, TIES, NetworkHeader
from hdplanner.ui.network.models import Wanted, told_apart
from hdplanner.ui.network.panels import COALITIONS, ROUTES, WHAT_IF, NetworkPanel
from hdplanner.ui.network.poses import POSES, take_pose
from hdplanner.ui.network.source import NetworkSource
from hdplanner.ui.network.tie_adder import TieAdder, self_tie_words
from hdplanner.ui.network.ties_pane import TiesPane
from hdplanner.ui.network.what_if_desk import WhatIfDesk
from hdplanner.ui.network.what_if_strip import WhatIfStrip
from hdplanner.ui.room import RoomPage

_VIEW = "network.view"
_PLACES, _SCENARIOS = frozenset({"places"}), frozenset({"scenarios"})


class NetworkPage(RoomPage):
    """Two views of the network of `source`. What is selected is kept here, and both views show it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.appearance.theme
        self.source = NetworkSource(context, self)
        self.edits = NetworkEdits(context)
        self.selection: tuple[str, ...] = ()
        self.ties: tuple[str, ...] = ()
        self.header = NetworkHeader(theme)
        self.adder = TieAdder()
        self.strip = WhatIfStrip()
        self.drawing = DrawingPane(theme)
        self.view = self.drawing.view
        self.ties_pane = TiesPane(theme, self.edits)
        self.panel = NetworkPanel(context, self.source, self.edits)
        self.what_if = WhatIfDesk(
            context, self.source, self.edits, self.header, self.drawing, self.panel, self.strip
        )
        self.empty = EmptyPage(theme, self.add)
        self.desk = DrawingDesk(context, self.source, self.edits, self.header, self.drawing)
        self.extras = NetworkExtras(context, self.source, self.edits, self.view)
        self._lay_out()
        self._connect()
        self._connect_panel()
        self.header.show_view(DRAWING)
        self._restore()
        self._on_campaign()

    # -- what the shell asks of a room

    def inspector(self) -> QWidget:
        return self.panel

    def count(self) -> int:
        return len(self.source.ties)

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == "tie" and self.source.tie(row_id) is not None:
            self.select_ties([row_id])
            return True
        if kind == "coalition":
            self.panel.ask(COALITIONS)
            self.panel.coalitions.show_coalition(row_id)
            return True
        if kind == "scenario" and self.source.scenario(row_id) is not None:
            self.what_if.show_scenario(row_id)
            return True
        if self.source.node(row_id) is None:
            return False
        self.find_routes(row_id)
        return True

    def enter(self) -> None:
        self._view_widget().setFocus()

    def poses(self) -> tuple[str, ...]:
        return POSES

    def pose(self, name: str) -> None:
        take_pose(self, name)

    def clear_filter(self) -> None:
        self.header.clear()

    def can_filter(self) -> bool:
        return True

    def focus_filter(self) -> None:
        self.header.words.setFocus()
        self.header.words.selectAll()

    def can_add(self) -> bool:
        return len(self.source.nodes) > 1

    def add(self) -> None:
        self._stack.setCurrentWidget(self._filled)
        self.adder.start(self.selection[0] if len(self.selection) == 1 else None)

    def can_delete(self) -> bool:
        return bool(self.ties)

    def delete(self) -> None:
        if self.ties:
            self.edits.delete_ties(self.ties)

    def can_select(self) -> bool:
        return bool(self.source.ties)

    def select_all(self) -> None:
        if self.header.view.current() == TIES:
            self.select_ties([tie.id for tie in self.ties_pane.model.shown_rows()])
        else:
            self.view.select_all()

    def can_copy(self) -> bool:
        return bool(self.ties) and self.header.view.current() == TIES

    def copy(self) -> None:
        self.ties_pane.table.copy()

    # -- selection

    def select(self, ids: Sequence[str]) -> None:
        """Select stakeholders on the drawing, and show one of them in the inspector."""
        self.selection, self.ties = tuple(ids), ()
        self.view.choose_quietly(ids)
        self.ties_pane.choose_quietly(())
        self._show_selected()

    def select_ties(self, ids: Sequence[str]) -> None:
        """Select ties in both views, and show them in the inspector."""
        self.selection, self.ties = (), tuple(ids)
        self.view.choose_quietly(())
        self.view.choose_ties_quietly(ids)
        self.ties_pane.choose_quietly(ids)
        self._show_selected()

    def find_routes(self, target_id: str) -> None:
        """Show the routes to somebody."""
        self.panel.ask(ROUTES)
        self.select([])
        self.panel.routes.ask(target_id)
        self.view.reveal(target_id)

    # -- set-up

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.drawing)
        self._views.addWidget(self.ties_pane)
        self._filled = with_look(QFrame(), "panel")
        inside = QVBoxLayout(self._filled)
        inside.setContentsMargins(1, 1, 1, 8)
        inside.setSpacing(0)
        for part in (self.header, self.adder, self.strip):
            inside.addWidget(part)
        inside.addWidget(self._views, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.source.changed.connect(self._on_source_changed)
        self.header.view_chosen.connect(self._on_view_chosen)
        self.header.objective_chosen.connect(self._on_objective_chosen)
        self.header.filtered.connect(self._on_filtered)
        self.desk.shown.connect(self._choose_in_views)
        self.header.fit_wanted.connect(self.view.fit)
        self.header.add_wanted.connect(self.add)
        self.extras.connect_menu(self.header.menu, self)
        self.extras.chosen.connect(self.select)
        self.adder.added.connect(self._on_added)
        self.view.chosen.connect(self._on_chosen)
        self.view.tie_chosen.connect(self._on_ties_chosen)
        self.view.tie_drawn.connect(self._on_tie_drawn)
        self.view.activated.connect(self._on_activated)
        self.ties_pane.chosen.connect(self._on_ties_chosen)
        self.ties_pane.model.shown_changed.connect(self._on_shown_changed)
        self.context.appearance.changed.connect(self.wear)
        self.context.gateway.campaign_changed.connect(lambda _key: self._on_campaign())

    def _connect_panel(self) -> None:
        drawing, panel = self.drawing, self.panel
        drawing.routes_wanted.connect(self.find_routes)
        drawing.profile_wanted.connect(self._on_profile)
        drawing.coalition_wanted.connect(self._on_coalition_wanted)
        drawing.delete_wanted.connect(self.edits.delete_ties)
        panel.question_chosen.connect(self._on_question)
        panel.routes.highlighted.connect(self._on_highlighted)
        panel.coalitions.members_chosen.connect(self.select)
        panel.node.routes_wanted.connect(self.find_routes)
        panel.node.profile_wanted.connect(self._on_profile)
        panel.node.tie_chosen.connect(lambda key: self.select_ties([key]))
        panel.node.measure_of = self.extras.measure_of
        for part in (panel.routes, panel.coalitions, panel.what_if, panel.node, panel.tie):
            part.chosen.connect(self._on_named)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for part in (self.header, self.drawing, self.ties_pane, self.panel, self.empty):
            part.wear(theme)
        self._show_selected()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes: a file open for reading refuses."""
        self.view.set_editable(editable)
        self.ties_pane.set_editable(editable)
        self.header.set_editable(editable)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.wake(False)

    def _restore(self) -> None:
        if self.context.settings.views.get(_VIEW) == TIES:
            self.header.view.choose(TIES)

    # -- what happens

    def _on_campaign(self) -> None:
        """Another plan: other objectives, another network."""
        from hdplanner.services import campaigns

        gateway = self.context.gateway
        objectives = gateway.read(campaigns.objective_rows, campaign_id=gateway.campaign_id)
        first = objectives[0].id if objectives else None
        self.source.objective_id = first
        self.header.show_objectives([(row.id, row.title) for row in objectives], first)
        plans = gateway.read(campaigns.campaign_rows)
        plan = next((row for row in plans if row.id == gateway.campaign_id), None)
        self.extras.plan_title = plan.title if plan else ""
        self.extras.default_marking = plan.default_sensitivity if plan else Sensitivity.CONFIDENTIAL
        self.panel.use_words_only(bool(plan and plan.words_only))
        self.header.menu.use_words_only(bool(plan and plan.words_only))
        self.selection = self.ties = ()
        self.desk.forget()
        self.source.reload()

    def _on_source_changed(self, parts: frozenset[str] | None) -> None:
        """Show what is another: where nodes stand by hand, and what is supposed, are of no other's concern."""
        self.selection = tuple(key for key in self.selection if self.source.node(key) is not None)
        self.ties = tuple(key for key in self.ties if self.source.tie(key) is not None)
        if parts != _SCENARIOS:
            self.desk.renew()
        if parts != _PLACES:
            self._show_network(parts)
        self._show_selected()

    def _show_network(self, parts: frozenset[str] | None) -> None:
        editable = self.context.gateway.can_edit
        self.what_if.renew()
        if parts == _SCENARIOS:
            self.panel.what_if.show_network(editable=editable)
            return
        self.set_editable(editable)
        self.adder.offer(told_apart(self.source.nodes))
        self.ties_pane.show_ties(self.source.ties)
        self.ties_pane.choose_quietly(self.ties)
        self.panel.show_network(editable=editable)
        self.empty.show_state(len(self.source.nodes), editable=editable)
        adding = self.adder.isVisible()
        self._stack.setCurrentWidget(self._filled if self.source.ties or adding else self.empty)

    def _on_filtered(self, wanted: Wanted) -> None:
        self.ties_pane.filter(wanted, self.desk.texts.words)
        self.desk.show(wanted)

    def _choose_in_views(self) -> None:
        self.view.choose_quietly(self.selection)
        if self.ties:
            self.view.choose_ties_quietly(self.ties)
        self.ties_pane.choose_quietly(self.ties)

    def _show_selected(self) -> None:
        self.panel.show_selection(self.selection, self.ties, editable=self.context.gateway.can_edit)
        if self.selection or self.ties:
            self.view.highlight_route([])
        self.commands_changed.emit()

    def _on_chosen(self, ids: list[str]) -> None:
        """Nodes were chosen on the drawing."""
        self.selection, self.ties = tuple(ids), ()
        self.ties_pane.choose_quietly(())
        self._show_selected()

    def _on_ties_chosen(self, ids: list[str]) -> None:
        """Ties were chosen on the drawing or in the table."""
        if tuple(ids) == self.ties:
            return
        self.ties = tuple(ids)
        if ids:
            self.selection = ()
            self.view.choose_quietly(())
        self.view.choose_ties_quietly(ids)
        self.ties_pane.choose_quietly(ids)
        self._show_selected()

    def _on_tie_drawn(self, source_id: str, target_id: str) -> None:
        """A drawn tie is there at once; what it is, is said in the inspector."""
        if source_id == target_id:
            self.context.tell(self_tie_words())
            return
        self._begin_tie(self.edits.add_tie(source_id, target_id))

    def _on_added(self, source_id: str, target_id: str, kind: object) -> None:
        made = self.edits.add_tie(source_id, target_id, kind=kind)
        if made is not None:
            self.select_ties([made])
            self.adder.done()

    def _begin_tie(self, made: str | None) -> None:
        if made is not None:
            self.select_ties([made])
            self.inspector_wanted.emit()
            self.panel.tie.begin()

    def _on_view_chosen(self, view: str) -> None:
        self.context.settings.views[_VIEW] = view
        self.context.settings.save()
        self._show_view(view)
        self._view_widget().setFocus()

    def _show_view(self, view: str) -> None:
        self._views.setCurrentIndex(0 if view == DRAWING else 1)
        self.header.show_view(view)

    def _on_objective_chosen(self, objective_id: str) -> None:
        self.source.objective_id = objective_id
        self.what_if.scenario_id = None
        self.source.reload()

    def _on_shown_changed(self, shown: int, total: int) -> None:
        self.header.show_count(shown, total)
        self.shown_changed.emit(shown, total)

    def _on_question(self, question: str) -> None:
        """One of the three questions was asked: what was selected gives way to routes, and serves the others."""
        self.ties = ()
        self.view.choose_ties_quietly(())
        if question == ROUTES:
            self.select([])
        else:
            self._show_selected()
        if question != WHAT_IF and self.what_if.scenario_id is not None:
            self.what_if.show_scenario(None)

    def _on_highlighted(self, stations: list[str]) -> None:
        self.view.highlight_route([key for key in stations if key in self.view.scene.index])

    def _on_named(self, row_id: str) -> None:
        """A name in the inspector was chosen: on to this one, on the drawing."""
        self.header.view.choose(DRAWING)
        if self.panel.question.current() != WHAT_IF:
            self.panel.question.choose(ROUTES)
        self.select([row_id])
        self.view.reveal(row_id)

    def _on_activated(self, row_id: str) -> None:
        """Enter or a double click: on to what the inspector says of this one."""
        self.select([row_id])
        self.inspector_wanted.emit()
        self.panel.node.routes.setFocus()

    def _on_profile(self, row_id: str) -> None:
        self.context.navigate("stakeholder", row_id)

    def _on_coalition_wanted(self, ids: list[str]) -> None:
        self.panel.ask(COALITIONS)
        self.select(ids)
        self.inspector_wanted.emit()
        self.panel.coalitions.start_new()

    def _view_widget(self) -> QWidget:
        return self.view if self.header.view.current() == DRAWING else self.ties_pane.table
