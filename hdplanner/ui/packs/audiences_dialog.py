"""The office's own audiences: what each is called, and what its packs may show. Each change is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.domain.values import Disclosure, NamesShown, Sensitivity
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.form import ChoiceField, FlagField, LineField, stacked
from hdplanner.ui.common.pieces import button, frame, label, named
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.edits import PackEdits

if TYPE_CHECKING:
    from hdplanner.services.audiences import AudienceRow

_WIDE, _HIGH = 720, 520
_FLAGS = ("judgements", "sources", "red_lines", "notes", "contacts", "approved_only")


class AudiencesDialog(QDialog):
    """A list at the side, and what the chosen audience may see."""

    def __init__(self, context: AppContext, edits: PackEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Audiences"))
        self._edits = edits
        self._rows: list[AudienceRow] = []
        self.list = named(QListWidget(), _("Audiences of our own"))
        self.list.setItemDelegate(TextDelegate(self.list))
        self.name = LineField(_("Name of the audience"), _("Donors, embassies, …"))
        self.names = ChoiceField(_("Counterparts"), choices_of(NamesShown))
        self.lines = ChoiceField(_("Lines and facts"), _line_choices())
        self.ceiling = ChoiceField(_("Up to the marking"), choices_of(Sensitivity))
        self.flags = {name: FlagField(text) for name, text in zip(_FLAGS, _flag_texts(), strict=True)}
        self.add = button(_("New audience"), self._on_add)
        self.remove = button(_("Delete"), self._on_delete, "danger")
        self.none = label(
            _("The four audiences of the app are always there. Add one of your own."), wrap=True
        )
        self._form = QWidget()
        self._lay_out(context)
        self._connect()
        self._set_editable(context.gateway.can_edit)
        self.reload()

    def reload(self, audience_id: str = "") -> None:
        """Read the audiences anew, and show one of them."""
        wanted = audience_id or self._current_id()
        self._rows = self._edits.audiences()
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            item = QListWidgetItem(row.name)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        places = [place for place, row in enumerate(self._rows) if row.id == wanted]
        self.list.setCurrentRow(places[0] if places else 0)
        self._show()

    def _row(self) -> AudienceRow | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _current_id(self) -> str:
        row = self._row()
        return row.id if row is not None else ""

    def _show(self) -> None:
        row = self._row()
        self._form.setVisible(row is not None)
        self.none.setVisible(row is None)
        if row is None:
            return
        for field in ("name", "names", "lines", "ceiling"):
            getattr(self, field).show_value(getattr(row, field))
        for name, flag in self.flags.items():
            flag.show_value(getattr(row, name))

    def _change(self, name: str, value: object) -> None:
        key = self._current_id()
        if key:
            self._edits.change_audience(key, **{name: value})
            self.reload(key)

    def _on_add(self) -> None:
        made = self._edits.add_audience(_("New audience"))
        if made is not None:
            self.reload(made)
            self.name.setFocus()
            self.name.selectAll()

    def _on_delete(self) -> None:
        key = self._current_id()
        if key:
            self._edits.delete_audience(key)
            self.reload()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show())
        for name in ("name", "names", "lines", "ceiling"):
            field: LineField | ChoiceField = getattr(self, name)
            field.committed.connect(lambda value, name=name: self._change(name, value))
        for name, flag in self.flags.items():
            flag.committed.connect(lambda value, name=name: self._change(name, value))

    def _set_editable(self, editable: bool) -> None:
        for part in (self._form, self.add, self.remove):
            part.setEnabled(editable)

    def _lay_out(self, context: AppContext) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(stacked(_("Name"), self.name))
        form.addWidget(stacked(_("Counterparts"), self.names))
        form.addWidget(stacked(_("Lines and facts"), self.lines))
        form.addWidget(stacked(_("Up to the marking"), self.ceiling))
        for flag in self.flags.values():
            form.addWidget(flag)
        form.addStretch(1)
        form.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        right = QVBoxLayout()
        right.setContentsMargins(16, 12, 16, 12)
        right.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self._form, 1)
        left = QVBoxLayout()
        left.setContentsMargins(6, 6, 6, 6)
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame("panel", left), 2)
        middle.addWidget(frame("panel", right), 3)
        foot = QHBoxLayout()
        foot.addWidget(label(_("The kind of a pack may show less than its audience."), "small", wrap=True), 1)
        foot.addWidget(button(_("Close"), self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Audiences of our own"), "title"))
        column.addLayout(middle, 1)
        column.addLayout(foot)
        scale = context.appearance.theme.scale
        self.resize(round(_WIDE * scale), round(_HIGH * scale))


def _flag_texts() -> tuple[str, ...]:
    return (
        _("Judgements"),
        _("Sources"),
        _("Red lines"),
        _("Notes of our own"),
        _("Contact details"),
        _("Approved messages only"),
    )


def _line_choices() -> list[tuple[object, str]]:
    """How far lines go, each step with those before it."""
    words = {
        Disclosure.MAY_BE_SAID: _("What may be said"),
        Disclosure.IF_RAISED: _("Also what is said if raised"),
        Disclosure.BACKGROUND: _("All, background too"),
    }
    return [(one, words[one]) for one in Disclosure]
