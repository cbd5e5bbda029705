"""The Objectives room: five views of one plan on one selection, with the form of what is chosen beside them."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.context import AppContext
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.change_view import ChangeView
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.frame_view import FrameView
from hdplanner.ui.objectives.lines_view import LinesView
from hdplanner.ui.objectives.objectives_view import ObjectivesView
from hdplanner.ui.objectives.pane import RecordsPane
from hdplanner.ui.objectives.panels import ObjectivePanel
from hdplanner.ui.objectives.records import RecordCard
from hdplanner.ui.objectives.windows_view import WindowsView
from hdplanner.ui.room import RoomPage

_VIEW = "objectives.view"
_AROUND = 80  # pixels between and around what stands in the head


class ObjectivesPage(RoomPage):
    """Shows what the source holds; the desk keeps what is chosen."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.desk = Desk(context, self)
        self.source, self.edits = self.desk.source, self.desk.edits
        self.views: dict[str, RecordsPane] = {
            models.FRAME: FrameView(self.desk),
            models.OBJECTIVES: ObjectivesView(self.desk),
            models.WINDOWS: WindowsView(self.desk),
            models.LINES: LinesView(self.desk),
            models.CHANGE: ChangeView(self.desk),
        }
        self.view = Segmented([(key, _(title)) for key, title in models.VIEWS], _("View"))
        self.add_button = button("", self.add)
        self.panel = ObjectivePanel(self.desk)
        self._lay_out()
        self._connect()
        self.wear(context.appearance.theme)
        self.view.choose(context.settings.views.get(_VIEW, models.OBJECTIVES))
        self._show_view(self.view.current())
        self.source.reload()

    # -- what the shell asks of a room

    def inspector(self) -> QWidget:
        return self.panel

    def count(self) -> int:
        return len(self.source.objectives)

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == "campaign":
            self.view.choose(models.FRAME)
            return row_id == self.context.gateway.campaign_id
        if self.source.row(kind, row_id) is None:
            return False
        self.view.choose(models.VIEW_OF[kind])
        self.desk.choose(kind, row_id)
        self.shown_view().reveal()
        return True

    def enter(self) -> None:
        lines = self.views[models.LINES]
        if isinstance(lines, LinesView):
            lines.close_all()
        self.shown_view().begin()

    def poses(self) -> tuple[str, ...]:
        return ("", models.FRAME, models.WINDOWS, models.LINES, models.CHANGE)

    def pose(self, name: str) -> None:
        self.view.choose(name or models.OBJECTIVES)
        if name == models.WINDOWS:
            self._pose_first("decision_step" if self.source.rows("decision_step") else "decision_window")
        elif name == models.LINES:
            self._pose_first("red_line")
        elif not name:
            self._pose_first("ask")
        elif name == models.FRAME:
            self.desk.choose("", "")

    def can_add(self) -> bool:
        return self.view.current() != models.FRAME

    def add(self) -> None:
        self.shown_view().add()

    def can_delete(self) -> bool:
        return self.source.row(*self.desk.selection) is not None

    def delete(self) -> None:
        on_record = isinstance(self.window().focusWidget(), RecordCard)
        self.desk.delete()
        if on_record:
            self.shown_view().begin()

    # -- set-up

    def shown_view(self) -> RecordsPane:
        """The view that is shown."""
        return self.views[self.view.current()]

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.add_button.setIcon(icon("add", theme))
        for view in self.views.values():
            view.wear(theme)
        self.panel.wear(theme)

    def _lay_out(self) -> None:
        head = WrapLayout()
        self._title = label(_("Objectives"), "title")
        self._title.setContentsMargins(0, 0, 8, 0)
        head.addWidget(self._title)
        head.addWidget(self.view)
        head.push()
        head.addWidget(self.add_button)
        self._stack = QStackedWidget()
        for view in self.views.values():
            self._stack.addWidget(view)
        room = with_look(QFrame(), "panel")
        inside = QVBoxLayout(room)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.addLayout(head)
        inside.addLayout(top)
        inside.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(room)

    def _connect(self) -> None:
        self.source.changed.connect(self._on_changed)
        self.desk.chosen.connect(self._on_chosen)
        self.desk.opened.connect(self._on_opened)
        self.desk.told.connect(self.inspector_wanted)
        self.view.chosen.connect(self._on_view_chosen)
        self.context.appearance.changed.connect(self.wear)
        self.context.gateway.campaign_changed.connect(lambda _key: self.desk.choose("", ""))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.wake(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the name of the room gives way: the sidebar says it too."""
        super().resizeEvent(event)
        others = (self._title, self.view, self.add_button)
        self._title.setVisible(self.width() > sum(one.sizeHint().width() for one in others) + _AROUND)

    # -- what happens

    def _on_changed(self) -> None:
        self.shown_view().show_all()
        self.shown_view().settling.start()
        self._show_selected()
        count = len(self.source.objectives)
        self.shown_changed.emit(count, count)

    def _on_chosen(self) -> None:
        kind = self.desk.selection[0]
        wanted = models.VIEW_OF.get(kind)
        if wanted is not None and wanted != self.view.current():
            self.view.choose(wanted)
            self.shown_view().reveal()
        self._show_selected()

    def _on_opened(self) -> None:
        self.inspector_wanted.emit()
        self.shown_view().reveal()
        self.panel.begin()

    def _show_selected(self) -> None:
        self.panel.show_selected(self.source.frame)
        self.commands_changed.emit()

    def _on_view_chosen(self, view: str) -> None:
        self.context.settings.views[_VIEW] = view
        self.context.settings.save()
        if models.VIEW_OF.get(self.desk.selection[0], view) != view:
            self.desk.choose("", "")
        self._show_view(view)

    def _show_view(self, view: str) -> None:
        verbs = {
            models.OBJECTIVES: _("Add an objective"),
            models.WINDOWS: _("Add a decision"),
            models.LINES: _("Add a red line"),
            models.CHANGE: _("Add a link"),
        }
        self._stack.setCurrentWidget(self.views[view])
        self.views[view].show_all()
        self.views[view].settling.start()
        self.add_button.setText(verbs.get(view, ""))
        self.add_button.setVisible(view in verbs)
        self.add_button.setEnabled(self.source.editable)
        self.commands_changed.emit()

    def _pose_first(self, kind: str) -> None:
        rows = self.source.rows(kind)
        if rows:
            self.desk.choose(kind, rows[len(rows) // 2].id)
            self.shown_view().reveal()
