"""The history of the file, or of one record: all steps at one side, what the chosen one changed at the other.

Changes nothing by itself: it says what is wanted, and `history` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.pieces import button, frame, label
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.file.conflict_parts import words
from hdplanner.ui.file.history_details import DetailsPane
from hdplanner.ui.file.history_filters import HistoryFilters
from hdplanner.ui.file.history_list import HistoryList
from hdplanner.ui.file.history_model import HistoryModel

if TYPE_CHECKING:
    from hdplanner.services.history import HistoryFilter, StepRow
    from hdplanner.ui.context import AppContext

_SIZE = (1120, 700)

Record = tuple[str, str]
"""A table and the id of a row."""


class HistoryWindow(QDialog):
    """Stays open beside the main window, and follows what is done there."""

    undo_wanted = Signal(int)
    """Undo everything up to this step, it included."""
    export_wanted = Signal(object)
    """Write what this HistoryFilter asks for into a file."""
    trail_wanted = Signal(str, str, str)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History"))
        self._context = context
        self._record: Record | None = None
        theme = context.appearance.theme
        self.title = words(_("History"), "title")
        self.whole = button(_("History of the whole file"), lambda: self.show_record(None), "link")
        self.filters = HistoryFilters(theme)
        self.model = HistoryModel(context.gateway, self)
        self.list = HistoryList(self.model, theme)
        self.details = DetailsPane()
        self.count = label("", "small")
        self.none = label(_("No step fits. Change what is asked for above."), "muted", wrap=True)
        self.none.setContentsMargins(12, 12, 12, 12)
        self.back = button(_("Undo up to here"), self._on_back)
        self.back.setToolTip(
            _("Undoes the chosen step and all that was done after it. You can bring it back.")
        )
        self.export = button(_("Export…"), lambda: self.export_wanted.emit(self.wanted()))
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.renew)
        self._lay_out(theme)
        self._connect()
        take_room(self, *_SIZE)

    def wanted(self) -> HistoryFilter:
        """What part of the history is shown."""
        return self.filters.wanted(self._record)

    def show_record(self, record: Record | None) -> None:
        """Show the history of one record with its parts, or of the whole file for None."""
        from hdplanner.services import history

        self._record = record
        name = "" if record is None else self._context.gateway.read(history.record_name, record=record)
        title = _("History of {name}").format(name=name) if name else _("History")
        self.title.setText(title)
        self.setWindowTitle(_("History"))
        self.whole.setVisible(record is not None)
        self.renew(first=True)

    def renew(self, *, first: bool = False) -> None:
        """Read anew, and keep looking at the step that was chosen unless the ``first`` is wanted."""
        from hdplanner.errors import DocumentLentError
        from hdplanner.services import history

        chosen = self.model.step_at(self.list.currentIndex())
        try:
            self.filters.offer_authors(self._context.gateway.read(history.authors))
            self.model.show(self.wanted())
        except DocumentLentError:  # whoever borrowed it says what has changed when it is given back
            return
        if first or chosen is None or not self.list.go_to(chosen.number):
            self.list.go_to_first()
        if not self.model.rowCount():
            self._on_chosen(None)

    def _on_chosen(self, step: StepRow | None) -> None:
        details = None
        if step is not None:
            from hdplanner.errors import DocumentLentError
            from hdplanner.services import history

            try:
                details = self._context.gateway.read(history.details, number=step.number, record=self._record)
            except DocumentLentError:
                return
        self.details.show_step(step, details)
        self._enable(step)

    def _enable(self, step: StepRow | None) -> None:
        edits = self._context.gateway.can_edit
        self.back.setEnabled(edits and step is not None and step.can_go_back)

    def _on_back(self) -> None:
        step = self.model.step_at(self.list.currentIndex())
        if step is not None:
            self.undo_wanted.emit(step.number)

    def _on_reading(self) -> None:
        steps, reading = self.model.steps, self.model.reading
        self.none.setVisible(not steps and not reading)
        self.list.setVisible(bool(steps) or reading)
        if reading:
            self.count.setText(_("Looking…"))
            return
        more = self.model.canFetchMore(self.list.rootIndex())
        said = ngettext("{count} step", "{count} steps", steps)
        if more:
            said = ngettext(
                "{count} step, and more further down", "{count} steps, and more further down", steps
            )
        self.count.setText(said.format(count=format_number(steps)))

    def _on_filtered(self) -> None:
        self.renew(first=True)

    def _connect(self) -> None:
        gateway = self._context.gateway
        gateway.changed.connect(self._on_changed)
        for end in (gateway.closed, gateway.locked, gateway.opened):
            end.connect(self._end)
        self._context.appearance.changed.connect(self._wear)
        self.filters.changed.connect(self._on_filtered)
        self.list.chosen.connect(self._on_chosen)
        self.model.reading_changed.connect(self._on_reading)
        self.details.record_wanted.connect(self._context.navigate)
        self.details.history_wanted.connect(lambda table, key: self.show_record((table, key)))
        self.details.trail_wanted.connect(self.trail_wanted)

    def _on_changed(self, _changes: object) -> None:
        self._later.start()

    def _end(self) -> None:
        """Forget all that was read, as the file is closed or locked, or code names are shown."""
        self.model.stop()
        self.details.show_step(None, None)
        self.close()

    def _wear(self, theme: Theme) -> None:
        self.list.wear(theme)
        self.filters.wear(theme)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.whole)
        column = QVBoxLayout()
        column.setContentsMargins(1, 6, 1, 6)
        column.addWidget(self.list, 1)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.details)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(round(12 * theme.scale))
        split.addWidget(frame("panel", column))
        split.addWidget(frame("panel", inside))
        split.setSizes([540, 540])
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        for act in (self.export, self.back, button(_("Close"), self.close)):
            foot.addWidget(act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self.filters)
        outer.addWidget(split, 1)
        outer.addLayout(foot)
