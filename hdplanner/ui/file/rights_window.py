"""The persons of the file, and the care for their data: what is missing, what is due, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_of
from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.file.conflict_pane import scrolling
from hdplanner.ui.file.plain_table import PlainModel, chosen_rows, plain_table
from hdplanner.ui.file.rights_care import CarePanel

if TYPE_CHECKING:
    from hdplanner.services.retention import PersonRow
    from hdplanner.ui.context import AppContext

_SIZE = (1200, 640)
_LACKS, _BAR = 4, 16


class RightsWindow(QDialog):
    """Stays open beside the main window until the file is closed. Says what is wanted, and does none of it itself."""

    notice_wanted = Signal(object)
    access_wanted = Signal(object)
    erase_wanted = Signal(object)
    retention_wanted = Signal()
    closure_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Data protection"))
        self._context = context
        self._theme = context.appearance.theme
        titles = (_("Person"), _("Informed"), _("Look at again by"), _("Keep until"), _("Missing or due"))
        self.model: PlainModel[PersonRow] = PlainModel(titles, _words, self)
        self.model.colour_of = self._colour
        name = _("Persons, what is due first")
        self.table = plain_table(name, self.model, self._theme, (150, 110, 130, 110), several=True)
        self.only_due = QCheckBox(_("Only what must be decided now"))
        self.total = label("", "small", wrap=True)
        self.none = label(_("There is nobody in this list."), "muted", wrap=True)
        self.care = CarePanel(self._theme)
        self._make_acts()
        self._lay_out()
        self._connect()
        take_room(self, *_SIZE)

    def read(self) -> None:
        """Show who is in the file now, with those selected that were."""
        from hdplanner.services import retention
        from hdplanner.services.values import today_here

        kept = {row.id for row in self.chosen()}
        rows = self._context.gateway.read(retention.person_rows, today=today_here())
        due = sum(row.is_due for row in rows)
        shown = [row for row in rows if row.is_due or not self.only_due.isChecked()]
        self.model.set_rows(shown)
        self._select(kept)
        self.table.setVisible(bool(shown))
        self.table.setFocus()
        self.none.setVisible(not shown)
        self.total.setText(_counted(len(rows), due))
        self.retention.setEnabled(bool(due) and self._context.gateway.can_edit)
        self._show_chosen()

    def chosen(self) -> list[PersonRow]:
        """The persons that are selected."""
        return chosen_rows(self.table, self.model)

    def _select(self, ids: set[str]) -> None:
        places = [place for place, row in enumerate(self.model.rows()) if row.id in ids]
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in places or ([0] if self.model.rowCount() else []):
            self.table.selectionModel().select(self.model.index(place, 0), flags)

    def _colour(self, row: PersonRow, column: int) -> QColor | None:
        return self._theme.colour("danger") if column == _LACKS and row.is_due else None

    def _show_chosen(self) -> None:
        rows = self.chosen()
        edits = self._context.gateway.can_edit
        self.care.show_rows(rows, editable=edits)
        self.access.setEnabled(len(rows) == 1)
        self.notice.setEnabled(len(rows) <= 1)
        self.erase.setEnabled(bool(rows) and edits)

    def _on_care(self, name: str, value: object) -> None:
        from hdplanner.services import retention

        ids = [row.id for row in self.chosen()]
        about = {"stakeholder": ids[0]} if len(ids) == 1 else {"number": format_number(len(ids))}
        values: dict[str, Any] = {name: value}
        self._context.gateway.run("person.care", retention.set_care, about=about, ids=ids, **values)

    def _make_acts(self) -> None:
        self.notice = button(_("Notice text…"), lambda: self.notice_wanted.emit(self._first()))
        self.access = button(_("Give them their data…"), lambda: self.access_wanted.emit(self._first()))
        self.erase = button(_("Erase…"), lambda: self.erase_wanted.emit(self.chosen()))
        self.closure = button(_("Close the plan…"), self.closure_wanted.emit)
        self.closure.setEnabled(self._context.gateway.can_edit)
        self.retention = button(_("Decide what is due…"), self.retention_wanted.emit, "primary")

    def _first(self) -> PersonRow | None:
        return next(iter(self.chosen()), None)

    def _connect(self) -> None:
        gateway = self._context.gateway
        for end in (gateway.closed, gateway.locked, gateway.opened):
            end.connect(self.close)
        # No lambda: that one would hear of changes after the window is gone.
        gateway.changed.connect(self.read)
        self.only_due.toggled.connect(lambda _on: self.read())
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._show_chosen())
        self.care.committed.connect(self._on_care)

    def _lay_out(self) -> None:
        acts = WrapLayout()
        for act in (self.notice, self.access, self.erase, self.closure):
            acts.addWidget(act)
        acts.push()
        acts.addWidget(button(_("Close"), self.close))
        acts.addWidget(self.retention)
        people = QVBoxLayout()
        people.setSpacing(8)
        people.addWidget(self.only_due)
        people.addWidget(self.table, 1)
        people.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        people.addWidget(self.total)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addLayout(people, 1)
        care = scrolling(self.care, _("Data protection"))
        care.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        care.setFixedWidth(self.care.minimumWidth() + _BAR)
        middle.addWidget(care)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(_("Data protection"), "title"))
        said = _(
            "A file on persons is lawful where they are informed and can object, and where it is not kept for ever. "
            "Whoever objects, or whose use is restricted, is left out of packs and exports."
        )
        outer.addWidget(label(said, "small", wrap=True))
        outer.addLayout(middle, 1)
        outer.addLayout(acts)


def _words(row: PersonRow) -> Sequence[str]:
    parts = [words_of(one) for one in row.lacks]
    if row.stale_judgements:
        said = ngettext(
            "{count} judgement past its review", "{count} judgements past their review", row.stale_judgements
        )
        parts.append(said.format(count=format_number(row.stale_judgements)))
    return (
        row.name,
        words_of(row.notice),
        format_date(row.review_on) if row.review_on else "",
        format_date(row.retain_until) if row.retain_until else "",
        " · ".join(parts),
    )


def _counted(number: int, due: int) -> str:
    persons = ngettext("{count} person.", "{count} persons.", number).format(count=format_number(number))
    decided = ngettext("{count} must be decided now.", "{count} must be decided now.", due)
    return f"{persons} {decided.format(count=format_number(due))}" if due else persons
