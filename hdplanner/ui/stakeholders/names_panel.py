"""The further names of a stakeholder: other languages and scripts, acronyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import icon_button, label, named, set_margins
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.line_list import LineList

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import NameRow, ProfileRow


class NamesPanel(QWidget):
    """A line a name, with its language; one line to add another."""

    def __init__(self, edits: StakeholderEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._lines = LineList(self._line)
        self.name = named(QLineEdit(), _("Another name"))
        self.name.setPlaceholderText(_("Name in another language"))
        self.name.textChanged.connect(lambda text: direct(self.name, text))
        self.name.returnPressed.connect(self._on_add)
        self.language = named(QLineEdit(), _("Language of the name"))
        self.language.setPlaceholderText("fr")
        self.language.setMaxLength(12)
        self.language.setFixedWidth(52)
        self.language.returnPressed.connect(self._on_add)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.language)
        row.addWidget(icon_button(theme, "add", _("Add this name"), self._on_add))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lines)
        column.addLayout(row)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the names of a stakeholder."""
        if profile.row.id != self._id:
            self.name.clear()
        self._id = profile.row.id
        self.setEnabled(editable)
        self._lines.show_rows(profile.names, self._id)

    def begin(self) -> None:
        """A name begins with its words."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._lines.renew()

    def _line(self, row: NameRow) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        set_margins(line, 6, 0, 0, 0)
        name = label(row.name, wrap=True)
        direct(name, row.name)
        line.addWidget(name, 1)
        line.addWidget(label(row.language, "small"))
        remove = _("Take away the name {name}").format(name=row.name)
        line.addWidget(
            icon_button(self._theme, "clear", remove, lambda: self._edits.delete_name(self._id, row.id))
        )
        return made

    def _on_add(self) -> None:
        name = self.name.text().strip()
        if name and self._id:
            self.name.clear()
            self._edits.add_name(self._id, name, self.language.text().strip())
