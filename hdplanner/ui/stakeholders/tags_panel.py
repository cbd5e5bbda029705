"""The office's own words on a stakeholder: small chips to take away, one line to add another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import empty, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.stakeholders.name_fields import CompletedLine
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class TagsPanel(QWidget):
    """Tags in a row that wraps."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._tags: tuple[str, ...] | None = None
        self._editable = False
        self._chips = QWidget()
        self._row = WrapLayout(self._chips, spacing=4)
        self.name = CompletedLine(_("New tag"), _("Add a tag"), edits.tag_names)
        self.name.entered.connect(self._on_entered)
        self._adder = QWidget()
        line = QHBoxLayout(self._adder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.name, 1)
        line.addWidget(icon_button(theme, "add", _("Add this tag"), self.name.enter))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Tags"), "small"))
        column.addWidget(self._chips)
        column.addWidget(self._adder)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the tags of a stakeholder."""
        if profile.row.id != self._id:
            self.name.clear()
        self._id = profile.row.id
        self._adder.setVisible(editable)
        if (profile.tags, editable) != (self._tags, self._editable):
            self._tags, self._editable = profile.tags, editable
            self._show()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._show()

    def _show(self) -> None:
        empty(self._row)
        for tag in self._tags or ():
            self._row.addWidget(self._chip(tag))
        self._chips.setVisible(bool(self._tags))
        self._chips.updateGeometry()

    def _chip(self, tag: str) -> QWidget:
        if not self._editable:
            return label(tag, "pill")
        made = with_look(QToolButton(), "chip")
        made.setText(tag)
        made.setIcon(icon("clear", self._theme, "muted"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        named(made, _("Take away the tag {tag}").format(tag=tag))
        made.setToolTip(made.accessibleName())
        made.clicked.connect(lambda: self._drop(tag))
        return made

    def _on_entered(self, name: str) -> None:
        self._edits.tags(self._id, [*(self._tags or ()), name])

    def _drop(self, tag: str) -> None:
        self._edits.tags(self._id, [one for one in self._tags or () if one != tag])
