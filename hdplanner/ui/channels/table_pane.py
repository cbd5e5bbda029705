"""The table of activities: in-place editing, dates too, of one row or of all that are selected, and a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.channels.columns import columns
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.column_chooser import ColumnChooser
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

_COLUMNS = "channels.columns"


class TablePane(QWidget):
    """Holds the model by which all views are filtered. With several selected, a cell is edited in all of them."""

    chosen = Signal(list)
    """The ids that are selected now, after the person selected them."""
    menu_wanted = Signal(QPoint)
    filtered = Signal()
    """The filter row lets other rows through."""

    def __init__(
        self, context: AppContext, source: PlanSource, edits: ActivityEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.appearance.theme
        self._settings = context.settings
        self._edits = edits
        self._filters: dict[str, str] = {}
        self.model: RowModel[ActivityRow] = RowModel(columns(source), self)
        self.table = TableView(self.model, theme, _("Activities"))
        self.chooser = ColumnChooser(theme, self)
        self.columns_button = button(_("Columns"), self.choose_columns, "quiet")
        self.filters_button = button(_("Filter row"), self._on_filter_row, "quiet")
        self.filters_button.setToolTip(_("A field below each heading (Ctrl+Shift+L)"))
        self._lay_out()
        self._connect()
        self._restore()
        self.setFocusProxy(self.table)
        self.wear(theme)

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen elsewhere. Emits nothing."""
        self.table.choose_quietly(ids)

    def reveal(self, row_id: str) -> None:
        """Bring a row into view."""
        place = self.model.place_of(row_id)
        if place is not None:
            self.table.scrollTo(self.model.index(place, 0))

    def filter(self, keep: Callable[[ActivityRow], bool] | None) -> None:
        """Let only these rows through; None lets all."""
        self.model.filter(keep)

    def clear_filters(self) -> None:
        """Empty the filter row."""
        self.table.filters.show_texts({})

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse writing into cells."""
        self.model.can_edit = editable

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.table.wear(theme)
        self.columns_button.setIcon(icon("columns", theme, "muted"))
        self.filters_button.setIcon(icon("filter", theme, "muted"))

    def choose_columns(self) -> None:
        """Let the person choose the columns."""
        titles = [(column.key, column.title) for column in self.model.columns[1:]]
        self.chooser.show_columns(titles, [key for key, _width in self.table.arrangement.shown()])
        self.chooser.open_at(self.columns_button)

    def fill_down(self) -> None:
        """Give all selected rows what the first of them has in the column that the keyboard is on."""
        ids, current = self.table.selected_ids(), self.table.currentIndex()
        if len(ids) < 2 or not current.isValid() or not self.model.can_edit:
            return
        column = self.model.columns[current.column()]
        first = self.model.row_of(ids[0])
        if column.editable and not column.own and first is not None:
            self._edits.cell(ids, column.key, column.value_of(first))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 2)
        bar.setSpacing(4)
        bar.addWidget(self.columns_button)
        bar.addWidget(self.filters_button)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        table = self.table
        table.selected.connect(lambda: self.chosen.emit(list(table.selected_ids())))
        table.menu_wanted.connect(self.menu_wanted)
        table.fill_wanted.connect(self.fill_down)
        table.filters_wanted.connect(self._on_filter_row)
        table.arrangement.changed.connect(self._remember)
        self.chooser.chosen.connect(table.arrangement.choose)
        self.chooser.standard_wanted.connect(lambda: table.arrangement.show(table.arrangement.standard()))
        self.model.edited.connect(self._on_edited)
        self.model.order_changed.connect(self._on_order)

    def _restore(self) -> None:
        known = {column.key for column in self.model.columns}
        kept = [one.split(":") for one in self._settings.views.get(_COLUMNS, "").split() if ":" in one]
        shown = [(key, int(width)) for key, width in kept if key in known and width.isdigit()]
        self.table.arrangement.show(shown or self.table.arrangement.standard())
        self.model.sort_by([("on", False)])

    def _remember(self) -> None:
        shown = " ".join(f"{key}:{width}" for key, width in self.table.arrangement.shown())
        if self._settings.views.get(_COLUMNS) != shown:
            self._settings.views[_COLUMNS] = shown
            self._settings.save()

    def _on_edited(self, row_id: str, key: str, value: Any) -> None:
        """After the editor has closed, since the rows may move."""
        chosen = self.table.selected_ids()
        own = any(column.own for column in self.model.columns if column.key == key)
        ids = (row_id,) if own or row_id not in chosen else chosen
        QTimer.singleShot(0, self, lambda: self._edits.cell(ids, key, value))

    def _on_filter_row(self) -> None:
        on = self.table.filters.isHidden()
        self.table.show_filters(on)
        if on and self.isVisible():
            self.table.filters.field(self.model.columns[0].key).setFocus()

    def _on_order(self) -> None:
        before, self._filters = self._filters, self.model.cell_filters()
        if before != self._filters:
            self.filtered.emit()
