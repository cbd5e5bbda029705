"""The table of ties: the drawing's twin, and the quickest way to write many. Edits in place; says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.models import Wanted, tie_columns

if TYPE_CHECKING:
    from hdplanner.services.ties import TieRow


class TiesPane(QWidget):
    """Shows ties as rows. With several selected, a cell that is edited is edited in all of them."""

    chosen = Signal(list)
    """The ids of the ties that are selected now, after the person selected them."""

    def __init__(self, theme: Theme, edits: NetworkEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.model: RowModel[TieRow] = RowModel(tie_columns(), self)
        self.table = TableView(self.model, theme, _("Ties"))
        self.table.selected.connect(lambda: self.chosen.emit(list(self.table.selected_ids())))
        self.table.menu_wanted.connect(self._on_menu)
        self.table.filters_wanted.connect(lambda: self.table.show_filters(self.table.filters.isHidden()))
        self.model.edited.connect(self._on_edited)
        self.table.arrangement.show(self.table.arrangement.standard())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_ties(self, ties: Sequence[TieRow]) -> None:
        """Show these ties, those that the filter keeps."""
        self.model.set_rows(ties)

    def filter(self, wanted: Wanted, words_of: Callable[[TieRow], str]) -> None:
        """Show only what a filter keeps."""
        self.model.filter((lambda tie: wanted.keeps(tie, words_of)) if wanted else None)

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show which ties are chosen elsewhere. Emits nothing."""
        self.table.choose_quietly(ids)
        place = self.model.place_of(ids[0]) if ids else None
        if place is not None:
            self.table.scrollTo(self.model.index(place, 0))

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse writing into cells."""
        self.model.can_edit = editable

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.table.wear(theme)

    def _on_edited(self, row_id: str, key: str, value: Any) -> None:
        """After the editor has closed, since the rows may move."""
        chosen = self.table.selected_ids()
        ids = chosen if row_id in chosen else (row_id,)
        QTimer.singleShot(0, self, lambda: self._edits.update_ties(ids, **{key: value}))

    def _on_menu(self, place: QPoint) -> None:
        ids = self.table.selected_ids()
        if not ids:
            return
        menu = QMenu(self.table)
        menu.addAction(_("Copy"), self.table.copy)
        away = menu.addAction(_("Take away"), lambda: self._edits.delete_ties(ids))
        away.setEnabled(self.model.can_edit)
        menu.popup(place)
