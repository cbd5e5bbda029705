"""The table view of the room: the rows as a spreadsheet, with what belongs to a table around it.

Holds the model that both views filter by; says what is selected, and writes through `table_writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.column_chooser import ColumnChooser
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, named, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.columns import columns
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.table_dialogs import SetDialog
from hdplanner.ui.stakeholders.table_extras import Extras, extra_columns
from hdplanner.ui.stakeholders.table_layout import TableLayout, read_layout
from hdplanner.ui.stakeholders.table_menu import heading_menu, row_menu
from hdplanner.ui.stakeholders.table_paste import PasteCommand
from hdplanner.ui.stakeholders.table_views import ViewsMenu
from hdplanner.ui.stakeholders.table_writing import CellWriter

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.storage import Changes

_LAYOUT = "stakeholders.table"
_PAUSE_MS = 400
_BESIDE = frozenset({"tag", "coalition", "meeting"})


class TablePane(QWidget):
    """Shows the rows of `model`, which the page fills from `source`."""

    chosen = Signal(list)
    """The ids that are selected now, after the person selected them."""
    filtered = Signal()
    """The filter row lets other rows through."""

    def __init__(
        self,
        context: AppContext,
        source: StakeholderSource,
        edits: StakeholderEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.appearance.theme
        self.extras = Extras(context.gateway)
        self.writer = CellWriter(context, edits)
        self.model: RowModel[StakeholderRow] = RowModel(self._columns(theme), self)
        self.table = TableView(self.model, theme, _("Stakeholders"))
        self.chooser = ColumnChooser(theme, self)
        self.views = ViewsMenu(context, self.layout_now)
        self.paste = PasteCommand(context, source, self.extras, edits, self.table)
        self._filters: dict[str, str] = {}
        self._rest = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._make_bar()
        self._lay_out()
        self._connect(source)
        self.setFocusProxy(self.table)
        self._wear_bar(theme)
        self.show_layout(read_layout(context.settings.views.get(_LAYOUT, "")))

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

    def clear_filters(self) -> None:
        """Empty the filter row."""
        self.table.filters.show_texts({})

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse writing into cells."""
        self.model.can_edit = editable
        self.paste_button.setEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.model.set_columns(self._columns(theme))
        self.table.wear(theme)
        self._wear_bar(theme)

    # -- layout

    def layout_now(self) -> TableLayout:
        """How the table is laid out now."""
        return TableLayout(
            tuple(self.table.arrangement.shown()),
            self.model.sort_keys(),
            self.model.cell_filters(),
            self.filters_action.isChecked(),
        )

    def show_layout(self, layout: TableLayout | None) -> None:
        """Lay the table out like this; None for the plain table."""
        wanted = layout or TableLayout()
        self.table.arrangement.show(wanted.columns or self.table.arrangement.standard())
        self.filters_action.setChecked(wanted.filter_row or bool(wanted.filters))
        self._take_extras([*wanted.filters, *(key for key, _falls in wanted.sort)])
        self.model.sort_by(wanted.sort)
        self.table.filters.show_texts(wanted.filters)
        self._rest.start()

    def choose_columns(self) -> None:
        """Let the person choose the columns."""
        titles = [(column.key, column.title) for column in self.model.columns[1:]]
        self.chooser.show_columns(titles, [key for key, _width in self.table.arrangement.shown()])
        self.chooser.open_at(self.columns_button)

    def _columns(self, theme: Theme) -> tuple[Column[StakeholderRow], ...]:
        return (*columns(theme), *extra_columns(self.extras))

    def _on_arranged(self) -> None:
        self._take_extras()
        self.table.filters.apply()
        self.table.filters.place()
        self._rest.start()

    def _take_extras(self, further: Sequence[str] = ()) -> None:
        """Have at hand what the columns need that are shown, sorted or filtered by."""
        keys = {key for key, _width in self.table.arrangement.shown()}
        keys |= {key for key, _falls in self.model.sort_keys()}
        if self._context.gateway.is_open and self.extras.want({*keys, *further}):
            self.model.renew(None)

    def _remember(self) -> None:
        settings = self._context.settings
        text = self.layout_now().without_filters().to_json()
        if settings.views.get(_LAYOUT) != text:
            settings.views[_LAYOUT] = text
            settings.save()

    # -- set-up

    def _make_bar(self) -> None:
        self.filters_action = QAction(_("Filter row"), self)
        self.filters_action.setCheckable(True)
        self.filters_action.toggled.connect(self._on_filters)
        self.filters_button = with_look(QToolButton(), "quiet")
        self.filters_button.setDefaultAction(self.filters_action)
        self.columns_button = button(_("Columns"), self.choose_columns, "quiet")
        self.paste_button = button(_("Paste…"), self.paste.ask, "quiet")
        named(self.filters_button, _("Filter row"))
        self.filters_button.setToolTip(_("A field below each heading (Ctrl+Shift+L)"))
        self.paste_button.setToolTip(_("Take over a table that was copied in Excel or Word (Ctrl+V)"))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 2)
        bar.setSpacing(4)
        for part in (self.views.button, self.columns_button, self.filters_button, self.paste_button):
            bar.addWidget(part)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)

    def _connect(self, source: StakeholderSource) -> None:
        table = self.table
        table.selected.connect(lambda: self.chosen.emit(list(table.selected_ids())))
        table.paste_wanted.connect(self.paste.ask)
        table.fill_wanted.connect(self.fill_down)
        table.filters_wanted.connect(self.filters_action.toggle)
        table.menu_wanted.connect(self._on_menu)
        table.arrangement.changed.connect(self._on_arranged)
        for header in (table.header, table.frozen.horizontalHeader()):
            header.customContextMenuRequested.connect(
                lambda place, header=header: self._on_heading_menu(
                    header.logicalIndexAt(place), header.mapToGlobal(place)
                )
            )
        self.chooser.chosen.connect(table.arrangement.choose)
        self.chooser.standard_wanted.connect(self._on_standard)
        self.views.wanted.connect(self.show_layout)
        self.model.edited.connect(self._on_edited)
        self.model.order_changed.connect(self._on_order_changed)
        self._rest.timeout.connect(self._remember)
        source.changed.connect(self._on_rows_changed)
        source.touched.connect(self._on_rows_changed)
        self._context.gateway.changed.connect(self._on_changed)
        self._context.gateway.campaign_changed.connect(lambda _key: self.views.forget())

    def _wear_bar(self, theme: Theme) -> None:
        self.filters_action.setIcon(icon("filter", theme, "muted"))
        self.columns_button.setIcon(icon("columns", theme, "muted"))
        self.views.button.setIcon(icon("table", theme, "muted"))
        self.paste_button.setIcon(icon("import", theme, "muted"))
        side = QSize(theme.pixels("icon"), theme.pixels("icon"))
        for tool in (self.filters_button, self.views.button):
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tool.setIconSize(side)
        for push in (self.columns_button, self.paste_button):
            push.setIconSize(side)

    # -- what happens

    def fill_down(self) -> None:
        """Give all selected rows what the first of them has in the column that the keyboard is on."""
        ids, current = self.table.selected_ids(), self.table.currentIndex()
        if len(ids) < 2 or not current.isValid() or not self.model.can_edit:
            return
        column = self.model.columns[current.column()]
        first = self.model.row_of(ids[0])
        if column.own or not column.editable:
            self._context.tell(_("“{column}” cannot be filled down.").format(column=column.title))
        elif first is not None and column.value_of(first) is not None:
            self.writer.write(ids, column.key, column.value_of(first))

    def set_all(self, column: Column[Any]) -> None:
        """Ask for a value, and give it to all selected rows."""
        ids = self.table.selected_ids()
        dialog = SetDialog(column, len(ids), self.window())
        if ids and dialog.exec():
            self.writer.write(ids, column.key, dialog.value())

    def _on_edited(self, row_id: str, key: str, value: Any) -> None:
        """After the editor has closed, since the rows may move."""
        QTimer.singleShot(0, self, lambda: self._write(row_id, key, value))

    def _write(self, row_id: str, key: str, value: Any) -> None:
        chosen = self.table.selected_ids()
        own = any(column.own for column in self.model.columns if column.key == key)
        self.writer.write((row_id,) if own or row_id not in chosen else chosen, key, value)

    def _on_rows_changed(self, ids: frozenset[str] | None) -> None:
        if self.extras.renew(ids):
            self.model.renew(ids)

    def _on_changed(self, changes: Changes) -> None:
        """A tag or a coalition may have another name, a meeting another day: whose rows these are is not said."""
        if not _BESIDE.isdisjoint(changes.keys) and self._context.gateway.is_open and self.extras.renew(None):
            self.model.renew(None)

    def _on_order_changed(self) -> None:
        self._rest.start()
        filters, self._filters = self._filters, self.model.cell_filters()
        if filters != self._filters:
            self.filtered.emit()

    def _on_filters(self, on: bool) -> None:
        self.table.show_filters(on)
        if on and self.isVisible():
            self.table.filters.field(self.model.columns[0].key).setFocus()
        self._rest.start()

    def _on_standard(self) -> None:
        self.table.arrangement.show(self.table.arrangement.standard())
        self._on_arranged()
        self.chooser.close()

    def _on_menu(self, place: QPoint) -> None:
        row_menu(self.table, self.model.columns, editable=self.model.can_edit, set_all=self.set_all).popup(
            place
        )

    def _on_heading_menu(self, section: int, place: QPoint) -> None:
        if section >= 0:
            menu = heading_menu(self.table, section, filters=self.filters_action, choose=self.choose_columns)
            menu.popup(place)
