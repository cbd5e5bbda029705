"""The Stakeholders room: grid and table on one selection, one filter, one list of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.figures.methods import Layout
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.room import RoomPage
from hdplanner.ui.stakeholders.dialogs import AddCard
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.empty_room import EmptyRoom
from hdplanner.ui.stakeholders.filter_menu import Offers, offers_of
from hdplanner.ui.stakeholders.grid_desk import GridDesk
from hdplanner.ui.stakeholders.grid_pane import GridPane
from hdplanner.ui.stakeholders.header import GRID, TABLE, RoomHeader
from hdplanner.ui.stakeholders.models import RowTexts, Wanted
from hdplanner.ui.stakeholders.panels import StakeholderPanel
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.table_pane import TablePane

_LOW = 600  # the height, in pixels at 100 % text, below which the grid needs the room of the legend and half the tray
_LATE_MS = 40  # after a drag the grid is painted first, then the inspector reads
_VIEW, _METHOD = "stakeholders.view", "stakeholders.method"


class StakeholdersPage(RoomPage):
    """Two views of the rows of `source`. What is selected is kept here, and both views show it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.appearance.theme
        self.source = StakeholderSource(context, self)
        self.edits = StakeholderEdits(context)
        self.selection: tuple[str, ...] = ()
        self._marking = ""
        self._wanted = Wanted()
        self._texts = RowTexts()
        self.header = RoomHeader(theme)
        self.add_card = AddCard()
        self.table_pane = TablePane(context, self.source, self.edits)
        self.model, self.table = self.table_pane.model, self.table_pane.table
        self.grid_pane = GridPane(theme, self.model, self._texts)
        self.grid, self.legend, self.tray = self.grid_pane.grid, self.grid_pane.legend, self.grid_pane.tray
        self.desk = GridDesk(context, self.source, self.edits, self.grid_pane, self.header.menu)
        self.panel = StakeholderPanel(context, self.edits)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._restore_view()
        self.set_editable(context.gateway.can_edit)
        self._on_campaign()

    # -- what the shell asks of a room

    def inspector(self) -> QWidget:
        return self.panel

    def count(self) -> int:
        return len(self.source.rows)

    def reveal(self, kind: str, row_id: str) -> bool:
        if self.source.row(row_id) is None:
            return False
        if self.model.place_of(row_id) is None:
            self.clear_filter()
        self.select([row_id])
        self.grid.reveal(row_id)
        self.table_pane.scroll_to(row_id)
        return True

    def enter(self) -> None:
        self._view_widget().setFocus()

    def poses(self) -> tuple[str, ...]:
        return ("", TABLE)

    def pose(self, name: str) -> None:
        self.header.view.choose(name or GRID)
        rated = [
            row
            for row in self.source.rows
            if row.influence and row.interest and row.previous_position is not None
        ]
        chosen = max(
            rated or self.source.rows,
            key=lambda row: (row.influence or 0, row.target_position is not None, row.interest or 0),
            default=None,
        )
        self.select([] if chosen is None else [chosen.id])

    def clear_filter(self) -> None:
        self.header.clear()
        self.table_pane.clear_filters()

    def can_filter(self) -> bool:
        return True

    def focus_filter(self) -> None:
        self.header.words.setFocus()
        self.header.words.selectAll()

    def can_add(self) -> bool:
        return True

    def add(self) -> None:
        self._stack.setCurrentWidget(self._filled)
        self.add_card.start()

    def can_delete(self) -> bool:
        return bool(self.selection)

    def delete(self) -> None:
        ids, self.selection = self.selection, ()
        if ids:
            self.edits.delete(ids)

    def can_select(self) -> bool:
        return bool(self.source.rows)

    def select_all(self) -> None:
        self.select([row.id for row in self.model.shown_rows()])

    def can_copy(self) -> bool:
        return bool(self.selection)

    def copy(self) -> None:
        self.table_pane.copy()

    # -- selection

    def select(self, ids: Sequence[str]) -> None:
        """Select rows in both views and show them in the inspector."""
        self.selection = tuple(ids)
        for pane in (self.grid_pane, self.table_pane):
            pane.choose_quietly(ids)
        self._show_selected()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes: a file open for reading refuses, and so does the past."""
        for pane in (self.grid_pane, self.table_pane):
            pane.set_editable(editable and not self.desk.is_past)
        self.header.set_editable(editable)

    def _show_selected(self) -> None:
        editable = self.context.gateway.can_edit
        if len(self.selection) == 1:
            self._show_profile(self.selection[0], editable)
        elif self.selection:
            self.panel.show_several(self.selection, editable)
        else:
            self.panel.show_nothing()
        self.commands_changed.emit()

    def _show_profile(self, row_id: str, editable: bool) -> None:
        from hdplanner.services import profiles

        profile = self.context.gateway.read(
            profiles.profile,
            campaign_id=self.context.gateway.campaign_id,
            stakeholder_id=row_id,
            objective_id=self.source.objective_id,
            today=self.edits.today(),
        )
        self.panel.show_profile(profile, editable, self._marking)

    # -- set-up

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.grid_pane)
        self._views.addWidget(self.table_pane)
        room = with_look(QFrame(), "panel")
        inside = QVBoxLayout(room)
        inside.setContentsMargins(1, 1, 1, 8)
        inside.setSpacing(0)
        inside.addWidget(self.header)
        inside.addWidget(self.add_card)
        inside.addWidget(self.desk.past_strip)
        inside.addWidget(self.desk.since_strip)
        inside.addWidget(self._views, 1)
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(12)
        filled.addWidget(room, 1)
        filled.addWidget(self.tray)
        self._empty = EmptyRoom(self.add)
        self.first = self._empty.first
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.source.changed.connect(self._on_source_changed)
        self.source.touched.connect(self._on_touched)
        self.desk.rows_changed.connect(self._on_rows_changed)
        self.desk.highlight_changed.connect(self._show_highlight)
        self.desk.chosen.connect(self._on_named)
        self._late.timeout.connect(self._show_selected)
        self.header.view_chosen.connect(self._on_view_chosen)
        self.header.layout_chosen.connect(self._on_layout_chosen)
        self.header.more.offers = self._offers
        self.header.words.returnPressed.connect(self._on_found_wanted)
        self.header.objective_chosen.connect(self._on_objective_chosen)
        self.header.filtered.connect(self._on_filtered)
        self.header.add_wanted.connect(self.add)
        self.add_card.added.connect(self._on_added)
        self.grid_pane.chosen.connect(self.select)
        self.grid_pane.activated.connect(self._on_activated)
        self.table_pane.chosen.connect(self._on_table_chosen)
        self.table_pane.filtered.connect(self._show_scene)
        self.model.shown_changed.connect(self._on_shown_changed)
        self.context.appearance.changed.connect(self.wear)
        self.context.gateway.campaign_changed.connect(lambda _key: self._on_campaign())

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for part in (self.header, self.grid_pane, self.table_pane, self.panel):
            part.wear(theme)

    # -- what happens

    def _on_campaign(self) -> None:
        """Another plan: other objectives, other judgements."""
        from hdplanner.services import campaigns

        gateway = self.context.gateway
        objectives = gateway.read(campaigns.objective_rows, campaign_id=gateway.campaign_id)
        first = objectives[0].id if objectives else None
        self.source.objective_id = self.edits.objective_id = first
        self.header.show_objectives([(row.id, row.title) for row in objectives], first)
        plans = gateway.read(campaigns.campaign_rows)
        plan = next((row for row in plans if row.id == gateway.campaign_id), None)
        self._marking = "" if plan is None else words_for(plan.default_sensitivity)
        if plan is not None:
            self.desk.default_marking = plan.default_sensitivity
        self.selection = ()
        self.source.reload()
        self.desk.start()

    def _on_source_changed(self, ids: frozenset[str] | None) -> None:
        self.desk.renew()
        self._on_rows_changed(ids)

    def _on_touched(self, ids: frozenset[str] | None) -> None:
        """What hangs on some differs, their rows do not: the inspector follows, if it shows one of them."""
        if ids is None or ids & set(self.selection):
            self._late.start() if self.isHidden() else self._show_selected()

    def _on_rows_changed(self, ids: frozenset[str] | None) -> None:
        """Show the rows of the day that is shown; after a drag the inspector follows when the grid is painted."""
        held = self.selection
        self.selection = tuple(row_id for row_id in held if row_id in self.source)
        self.model.set_rows(self.desk.rows)
        self._show_scene(ids)
        self.set_editable(self.context.gateway.can_edit)
        adding = self.add_card.isVisible()
        self._stack.setCurrentWidget(self._filled if self.source.rows or adding else self._empty)
        if ids is None or not held or ids & set(held):
            self._late.start() if self.desk.is_moving else self._show_selected()

    def _show_scene(self, ids: frozenset[str] | None = None) -> None:
        """Place what is shown; after an edit of some, those only."""
        self.grid_pane.show_rows(self.desk.day, ids)
        self.grid_pane.choose_quietly(self.selection)
        self._show_highlight()
        self._show_tray()

    def _show_highlight(self) -> None:
        """Those who have the words that are looked for, else those who moved since the last briefing."""
        found = self._found()
        self.grid_pane.highlight(self.desk.highlighted if found is None else found)
        if found is not None:
            self.header.show_found(len(found), len(self.model.all_rows()))

    def _found(self) -> list[str] | None:
        """The ids that have the words to be highlighted; None where none are looked for."""
        words = self.header.words.text()
        if not (words.strip() and self.header.highlights()):
            return None
        wanted, words_of = Wanted(words=words), self._texts.words
        return [row.id for row in self.model.shown_rows() if wanted.keeps(row, words_of)]

    def _on_found_wanted(self) -> None:
        """Enter in the filter field: choose who is highlighted."""
        found = self._found()
        if found:
            self._on_named(found)

    def _on_named(self, ids: list[str]) -> None:
        """Choose who was named in a list beside the grid, and bring the first into sight."""
        self.select([one for one in ids if one in self.source])
        if self.selection:
            self.grid.reveal(self.selection[0])
            self.table_pane.scroll_to(self.selection[0])

    def _offers(self) -> Offers:
        return offers_of(self.source.rows, self.desk.coalitions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW * self.context.appearance.theme.scale
        self.grid_pane.set_low(low)
        self.desk.since_strip.set_low(low)

    def _show_tray(self) -> None:
        self.tray.setVisible(self.header.view.current() == GRID and self.grid_pane.waits())

    def _on_filtered(self, wanted: Wanted) -> None:
        words_of = self._texts.words
        if self.header.highlights():
            wanted = replace(wanted, words="")
        if wanted == self._wanted:
            self._show_count()
            self._show_highlight()
            return
        self._wanted = wanted
        self.model.filter((lambda row: wanted.keeps(row, words_of)) if wanted else None)
        self._show_scene()

    def _show_count(self) -> None:
        self.header.show_count(len(self.model.shown_rows()), len(self.model.all_rows()))

    def _on_shown_changed(self, shown: int, total: int) -> None:
        self.header.show_count(shown, total)
        self.shown_changed.emit(shown, total)

    def _on_view_chosen(self, view: str) -> None:
        self.context.settings.views[_VIEW] = view
        self.context.settings.save()
        self._show_view(view)

    def _show_view(self, view: str) -> None:
        self._views.setCurrentIndex(0 if view == GRID else 1)
        self.header.show_view(view)
        if self.header.faint.isChecked():
            self._on_filtered(self.header.wanted())
        self._show_tray()
        self._view_widget().setFocus()
        if self.selection:
            self.table_pane.scroll_to(self.selection[0])

    def _restore_view(self) -> None:
        self.header.axes.restore(self.context.settings.views.get(_METHOD, ""))
        self.grid_pane.lay_out(self.header.axes.layout())
        if self.context.settings.views.get(_VIEW) == TABLE:
            self.header.view.choose(TABLE)

    def _on_layout_chosen(self, layout: Layout) -> None:
        self.grid_pane.lay_out(layout)
        self.context.settings.views[_METHOD] = self.header.axes.text()
        self.context.settings.save()
        self._show_scene()

    def _on_objective_chosen(self, objective_id: str) -> None:
        self.source.objective_id = self.edits.objective_id = objective_id
        self.source.reload()
        self.desk.start()

    def _on_table_chosen(self, chosen: list[str]) -> None:
        if tuple(chosen) == self.selection:
            return
        self.selection = tuple(chosen)
        self.grid_pane.choose_quietly(chosen)
        self._show_selected()

    def _on_activated(self, row_id: str) -> None:
        """Enter or a double click: on to the judgement of this one, in the inspector."""
        self.select([row_id])
        self.inspector_wanted.emit()
        self.panel.one.judgement.enter()

    def _on_added(self, name: str, kind: object, actor_type: object) -> None:
        made = self.edits.add(name, kind=kind, actor_type=actor_type)
        if made is not None:
            self.reveal("stakeholder", made)
            self.add_card.name.setFocus()

    def _view_widget(self) -> QWidget:
        return self.grid if self.header.view.current() == GRID else self.table
