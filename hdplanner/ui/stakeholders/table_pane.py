"""The table view of the room: the rows as a spreadsheet, with what belongs to a table around it.

Holds the model that both views filter by; says which cell was written and what is selected, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.models import columns

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow


class TablePane(QWidget):
    """Shows the rows of `model`."""

    chosen = Signal(list)
    """The ids that are selected now, after the person selected them."""
    written = Signal(str, str, object)
    """Row id, column key, new value: after the editor has closed, since the rows may move."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowModel[StakeholderRow] = RowModel(columns(theme), self)
        self.table = TableView(self.model, theme, _("Stakeholders"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.selected.connect(lambda: self.chosen.emit(list(self.table.selected_ids())))
        self.model.edited.connect(self._on_edited)

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen elsewhere. Emits nothing."""
        self.table.choose_quietly(ids)

    def scroll_to(self, row_id: str) -> None:
        """Bring a row into view."""
        place = self.model.place_of(row_id)
        if place is not None:
            self.table.scrollTo(self.model.index(place, 0))

    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        self.table.copy()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse writing into cells."""
        self.model.can_edit = editable

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.table.wear(theme)
        self.model.set_columns(columns(theme))

    def _on_edited(self, row_id: str, column: str, value: Any) -> None:
        QTimer.singleShot(0, self, lambda: self.written.emit(row_id, column, value))
