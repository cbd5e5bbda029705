"""The Channels room: the same activities as matrix, timeline, calendar and table, with one choice and one filter.

Holds the selection and the filter, and turns what views and panels say into edits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, format_date
from hdplanner.ui.channels.activity_menu import activity_menu
from hdplanner.ui.channels.edits import ActivityEdits, Change
from hdplanner.ui.channels.empty_page import EmptyPage
from hdplanner.ui.channels.exports import PlanExports
from hdplanner.ui.channels.header import CALENDAR, MATRIX, TABLE, TIMELINE, WORKLOAD, ChannelsHeader
from hdplanner.ui.channels.models import RowTexts, Wanted, offers_of
from hdplanner.ui.channels.panels import PlanPanel
from hdplanner.ui.channels.sequence_dialog import SequenceDialog, said_of
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.channels.table_pane import TablePane
from hdplanner.ui.channels.tray import UnscheduledTray
from hdplanner.ui.channels.view_bars import CalendarBar, MatrixBar, TimelineBar
from hdplanner.ui.channels.views_pane import ViewsPane
from hdplanner.ui.channels.window_card import WindowCard
from hdplanner.ui.channels.workload_pane import WorkloadPane
from hdplanner.ui.common.finding_marks import sign_of
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.room import RoomPage

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

_VIEW = "channels.view"
_PLANNED = {"plan.message": "message_id", "plan.stakeholder": "stakeholder_id"}
"""What other rooms ask to have planned: a message, or something towards a stakeholder."""
_GRAVE = frozenset({"danger", "warning"})
_LOW = 560  # the height, in pixels at 100 % text, below which the views need the room of the tray
_LATE_MS = 40  # after a drag the view is painted first, then the inspector reads


class ChannelsPage(RoomPage):
    """Five views of the rows of `source`. What is selected is kept here, and every view shows it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.appearance.theme
        self.source = PlanSource(context, self)
        self.edits = ActivityEdits(context)
        self.selection: tuple[str, ...] = ()
        self._texts = RowTexts()
        self._shaded = False
        self._moving = False
        self.header = ChannelsHeader(theme)
        self.table_pane = TablePane(context, self.source, self.edits)
        self.model = self.table_pane.model
        self.workload = WorkloadPane(context)
        self.views = ViewsPane(theme, self.table_pane, self.workload)
        self.timeline_bar = TimelineBar(self.views.timeline, theme)
        self.matrix_bar = MatrixBar(self.views.matrix, theme)
        self.calendar_bar = CalendarBar(self.views.calendar, theme)
        self.tray = UnscheduledTray(theme)
        self.window_card = WindowCard(context, self.source, self.edits)
        self.exports = PlanExports(context, self.source, self)
        self.panel = PlanPanel(context, self.source, self.edits)
        self._empty = EmptyPage(theme, self.add, self.add_sequence)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._restore_view()
        self._on_campaign()
        self._show_marks()

    # -- what the shell asks of a room

    def inspector(self) -> QWidget:
        return self.panel

    def count(self) -> int:
        return len(self.source.rows)

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show an activity, or the plan for a decision; or plan what another room asks for."""
        if kind == "plan.window":
            return self._reveal_window(row_id)
        if kind in _PLANNED:
            return self.add_with({_PLANNED[kind]: row_id}) is not None
        if row_id not in self.source:
            return False
        if self.model.place_of(row_id) is None:
            self.clear_filter()
        self.select([row_id])
        self.views.reveal(row_id)
        return True

    def enter(self) -> None:
        self.views.page.setFocus()

    def poses(self) -> tuple[str, ...]:
        return ("", MATRIX, CALENDAR, TABLE, WORKLOAD)

    def pose(self, name: str) -> None:
        self.header.view.choose(name or TIMELINE)
        self.show_view(name or TIMELINE)
        dated = [row for row in self.source.rows if row.on is not None]
        ahead = [row for row in dated if row.on and row.on >= self.edits.today()] or dated
        if ahead:
            self.select([max(ahead, key=lambda row: (bool(row.message_id), bool(row.depends_on))).id])

    def clear_filter(self) -> None:
        self.header.clear()
        self.table_pane.clear_filters()

    def can_filter(self) -> bool:
        return True

    def focus_filter(self) -> None:
        self.header.words.setFocus()
        self.header.words.selectAll()

    def can_add(self) -> bool:
        return self.context.gateway.can_edit

    def add(self) -> None:
        """Plan an activity, as far as it is said by the filter; go on in the form."""
        wanted = self.header.wanted()
        values: dict[str, Any] = {
            "messenger_id": wanted.messenger,
            "channel": wanted.channel,
            "mode": wanted.mode,
        }
        self.add_with({key: value for key, value in values.items() if value is not None})

    def add_with(self, values: Mapping[str, Any]) -> str | None:
        """Plan an activity that begins with these values, and open it in the form."""
        if not self.context.gateway.can_edit:
            return None
        made = self.edits.add(**values)
        if made is not None:
            self.reveal("activity", made)
            self.inspector_wanted.emit()
            self.panel.one.enter()
        return made

    def can_delete(self) -> bool:
        return bool(self.selection) and self.context.gateway.can_edit

    def delete(self) -> None:
        ids = self.selection
        self.select(())
        self.edits.delete(ids)

    def can_select(self) -> bool:
        return bool(self.source.rows)

    def select_all(self) -> None:
        self.select([row.id for row in self.model.shown_rows()])

    def can_copy(self) -> bool:
        return bool(self.selection)

    def copy(self) -> None:
        self.table_pane.table.copy()

    # -- selection

    def select(self, ids: Sequence[str]) -> None:
        """Select activities in every view and show them in the inspector."""
        self.selection = tuple(ids)
        self.views.choose_quietly(ids)
        self.tray.choose_quietly(ids)
        self._show_selected()

    def _show_selected(self) -> None:
        found = [row for row in map(self.source.row, self.selection) if row is not None]
        self.panel.show_rows(found, self.context.gateway.can_edit)
        self.commands_changed.emit()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes: a file open for reading refuses."""
        for part in (self.header, self.views, self.tray):
            part.set_editable(editable)
        self._empty.show_state(editable=editable, windows=bool(self.source.windows))

    # -- what the menu offers

    def add_sequence(self) -> None:
        """Choose a sequence, and plan it."""
        dialog = SequenceDialog(self.context, self.source, self.edits, self.window())
        if dialog.exec() and dialog.applied is not None:
            made = dialog.applied
            self.select([one for one in made.ids if one in self.source])
            self.context.tell(said_of(made), _("Undo"), self.context.gateway.undo)

    def show_view(self, view: str) -> None:
        """Show one of the views."""
        if view == WORKLOAD:
            self.workload.renew()
        if view == CALENDAR and not self._shaded:
            self._shaded = True
            self.views.calendar.set_days_off(self.source.days_off(self.edits.today()))
        self.views.show_view(view)
        self.header.show_view(view)
        self.calendar_bar.renew()
        self.header.menu.show_pictured(view != TABLE)
        self.tray.setVisible(view != WORKLOAD)

    # -- set-up

    def _lay_out(self) -> None:
        self.header.put_bar(TIMELINE, self.timeline_bar)
        self.header.put_bar(MATRIX, self.matrix_bar)
        self.header.put_bar(CALENDAR, self.calendar_bar)
        self.header.end_bars()
        room = with_look(QFrame(), "panel")
        inside = QVBoxLayout(room)
        inside.setContentsMargins(1, 1, 1, 8)
        inside.setSpacing(0)
        inside.addWidget(self.header)
        inside.addWidget(self.window_card)
        inside.addWidget(self.views, 1)
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(12)
        filled.addWidget(room, 1)
        filled.addWidget(self.tray)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        header, views, menu = self.header, self.views, self.header.menu
        self.source.changed.connect(self._on_source_changed)
        self._late.timeout.connect(self._show_selected)
        header.view_chosen.connect(self._on_view_chosen)
        header.filtered.connect(self._on_filtered)
        header.add_wanted.connect(self.add)
        menu.sequence_wanted.connect(self.add_sequence)
        menu.window_wanted.connect(self.window_card.start)
        menu.leads_wanted.connect(views.timeline.choose_window)
        menu.copy_wanted.connect(lambda: self._with_picture(self.exports.copy_picture))
        menu.picture_wanted.connect(lambda: self._with_picture(self.exports.export_picture))
        menu.calendar_wanted.connect(self.exports.ask_calendar)
        menu.sheet_wanted.connect(self.exports.ask_sheet)
        views.chosen.connect(self._on_chosen)
        views.activated.connect(self._on_activated)
        views.rescheduled.connect(self._on_rescheduled)
        views.linked.connect(self.edits.link)
        views.adding.connect(self.add_with)
        views.menu_wanted.connect(self._on_menu)
        self.tray.chosen.connect(self._on_chosen)
        self.tray.activated.connect(self._on_activated)
        self.tray.dropped.connect(self.edits.unschedule)
        self.tray.menu_wanted.connect(self._on_menu)
        self.panel.one.waits.chosen.connect(lambda key: self.reveal("activity", key))
        self.panel.one.navigated.connect(self.context.navigate)
        self.model.shown_changed.connect(self._on_shown_changed)
        self.table_pane.filtered.connect(self._show_plan)
        self.context.appearance.changed.connect(self.wear)
        self.context.findings.changed.connect(self._show_marks)
        self.context.gateway.failed.connect(lambda _error: self._show_selected())
        self.context.gateway.campaign_changed.connect(lambda _key: self._on_campaign())

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        parts = (self.header, self.views, self.tray, self.panel, self._empty)
        for part in (*parts, self.timeline_bar, self.matrix_bar, self.calendar_bar):
            part.wear(theme)

    def _restore_view(self) -> None:
        view = self.context.settings.views.get(_VIEW, TIMELINE)
        known = (MATRIX, TIMELINE, CALENDAR, TABLE, WORKLOAD)
        self.header.view.choose(view if view in known else TIMELINE)
        self.show_view(self.header.view.current())

    # -- what happens

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tray.set_low(self.height() < _LOW * self.context.appearance.theme.scale)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.wake(False)

    def _on_campaign(self) -> None:
        from hdplanner.services import campaigns

        gateway = self.context.gateway
        plans = gateway.read(campaigns.campaign_rows)
        plan = next((row for row in plans if row.id == gateway.campaign_id), None)
        if plan is not None:
            self.exports.default_marking = plan.default_sensitivity
        self.selection = ()
        self.source.reload()

    def _on_source_changed(self, ids: frozenset[str] | None) -> None:
        held = self.selection
        self.selection = tuple(key for key in held if key in self.source)
        self.header.offer(offers_of(self.source.rows, self.source.windows))
        self.header.menu.show_windows([(row.id, row.title) for row in self.source.windows])
        self.model.set_rows(self.source.rows)
        self._show_plan()
        self.set_editable(self.context.gateway.can_edit)
        self._stack.setCurrentWidget(self._filled if self.source.rows else self._empty)
        if ids is None or self.selection != held or ids & set(held):
            self._late.start() if self._moving else self._show_selected()

    def _show_plan(self) -> None:
        """What the filter lets through, in the view that is seen and in the tray."""
        shown: list[ActivityRow] = [
            row for row in self.source.rows if self.model.place_of(row.id) is not None
        ]
        self.views.show_expected(() if self.header.wanted() else self.source.expected)
        self.views.show_plan(shown, self.source.windows, today=self.edits.today())
        if self.views.key == WORKLOAD:
            self.workload.renew()
        self.tray.show_rows([row for row in shown if row.on is None])
        self.calendar_bar.renew()
        self.views.choose_quietly(self.selection)
        self.tray.choose_quietly(self.selection)

    def _show_marks(self) -> None:
        """Mark errors and warnings; hints are for the list of findings."""
        found = ((row.id, sign_of(self.context.findings.of("activity", row.id))) for row in self.source.rows)
        marks = {key: sign[1] for key, sign in found if sign is not None and sign[1] in _GRAVE}
        self.views.show_marks(marks)

    def _on_filtered(self, wanted: Wanted) -> None:
        words_of = self._texts.words
        self.table_pane.filter((lambda row: wanted.keeps(row, words_of)) if wanted else None)
        self._show_plan()

    def _on_shown_changed(self, shown: int, total: int) -> None:
        self.header.show_count(shown, total)
        self.shown_changed.emit(shown, total)

    def _on_view_chosen(self, view: str) -> None:
        self.context.settings.views[_VIEW] = view
        self.context.settings.save()
        self.show_view(view)

    def _on_rescheduled(self, changes: list[Change]) -> None:
        """A drag ends: the view is painted first, then the inspector follows."""
        self._moving = True
        self.edits.put(changes)
        self._moving = False

    def _on_chosen(self, ids: list[str]) -> None:
        if tuple(ids) != self.selection:
            self.select(ids)

    def _on_activated(self, row_id: str) -> None:
        """Enter or a double click: on to the form of this one."""
        self.select([row_id])
        self.inspector_wanted.emit()
        self.panel.one.enter()

    def _on_menu(self, place: QPoint) -> None:
        activity_menu(self, self.selection, self.edits, self.source).popup(place)

    def _with_picture(self, act: Callable[[Figure], None]) -> None:
        """Take the view that is shown as a picture, with its day below."""
        picture = self.views.picture()
        source = _("As of {day}").format(day=format_date(self.edits.today()))
        figure = self.workload.figure() if picture is None else picture.figure(source_line=source)
        if figure is not None:
            act(figure)

    def _reveal_window(self, row_id: str) -> bool:
        if self.source.window(row_id) is None:
            return False
        self.header.more.choose("window", row_id)
        return True
