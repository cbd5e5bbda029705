"""How to reach an office, and who held a post. Personal contacts are neither read nor shown until they are asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import ContactKind
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, WrapField
from hdplanner.ui.common.pieces import button, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.line_list import LineList, line_of, two_lines
from hdplanner.ui.stakeholders.models import choices_of
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.contacts import ContactRow
    from hdplanner.services.profile_rows import HolderRow, ProfileRow


class ContactsPanel(QWidget):
    """A line a contact; one line to add another."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._editable = False
        self._personal = False
        self.lines = LineList(self._line)
        self.kind = ChoiceField(_("Kind of contact"), choices_of(ContactKind))
        self.value = named(QLineEdit(), _("New contact"))
        self.value.setPlaceholderText(_("Number, address or name"))
        self.value.textChanged.connect(lambda text: direct(self.value, text))
        self.value.returnPressed.connect(self.add)
        self.reveal = button(_("Show personal contacts"), self._on_reveal, "link")
        self.reveal.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._adder = QWidget()
        row = QHBoxLayout(self._adder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.kind, 2)
        row.addWidget(self.value, 3)
        row.addWidget(icon_button(theme, "add", _("Add this contact"), self.add))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Contacts"), "small"))
        for part in (self.lines, self._adder, self.reveal):
            column.addWidget(part)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the contacts of a stakeholder; of another one, without the personal ones again."""
        if profile.row.id != self._id:
            self._personal = False
            self.value.clear()
        self._id = profile.row.id
        if editable != self._editable:
            self._editable = editable
            self.lines.renew()
        self._adder.setVisible(editable)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is put away is put away with its personal contacts."""
        super().hideEvent(event)
        if self._personal and not event.spontaneous() and self._edits.context.gateway.is_open:
            self._personal = False
            self._show()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.lines.renew()

    def add(self) -> None:
        """Add what was written; a personal contact is then shown, since it was asked for."""
        text = self.value.text().strip()
        if text and self._id:
            self._personal = self._personal or self.kind.value() is ContactKind.PERSONAL
            self.value.clear()
            self._edits.add_contact(self._id, self.kind.value(), text)

    def _show(self) -> None:
        self.reveal.setVisible(not self._personal)
        self.lines.show_rows(self._edits.contacts(self._id, personal=self._personal), self._id)

    def _on_reveal(self) -> None:
        self._personal = True
        self._show()

    def _line(self, row: ContactRow) -> QWidget:
        text = two_lines(row.value, row.note, above=words_for(row.kind))
        if not self._editable:
            return line_of(text)
        drop = _("Take away the contact {value}").format(value=row.value)
        take = partial(self._edits.delete_contact, self._id, row.id)
        return line_of(text, icon_button(self._theme, "clear", drop, take))


class HoldersPanel(QWidget):
    """Who held a post, the newest first; a card to mend one."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._editable = False
        self.lines = LineList(self._line, most=3)
        self.card = _HolderCard(edits, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Holders of the post"), "small"))
        column.addWidget(self.lines)
        column.addWidget(self.card)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show who held the post."""
        if profile.row.id != self._id:
            self.card.hide()
        self._id = profile.row.id
        if editable != self._editable:
            self._editable = editable
            self.lines.renew()
        self.setVisible(bool(profile.holders))
        self.lines.show_rows(profile.holders, self._id)
        self.card.renew(self._id, {row.id: row for row in profile.holders})

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.lines.renew()

    def _line(self, row: HolderRow) -> QWidget:
        text = two_lines(row.name, row.note, above=_term(row))
        if not self._editable:
            return line_of(text)
        change = _("Change the holder {name}").format(name=row.name)
        drop = _("Take away the holder {name}").format(name=row.name)
        take = partial(self._edits.delete_holder, self._id, row.id)
        return line_of(
            text,
            icon_button(self._theme, "edit", change, partial(self._start, row)),
            icon_button(self._theme, "clear", drop, take),
        )

    def _start(self, row: HolderRow) -> None:
        self.card.start(self._id, row)


class _HolderCard(QFrame):
    """Name, from when, until when. Each field commits by itself."""

    def __init__(self, edits: ProfileEdits, theme: Theme) -> None:
        super().__init__()
        with_look(self, "sunken")
        self._edits = edits
        self._of = self._id = ""
        grid = FactGrid()
        self.fields: dict[str, Any] = {
            "name": grid.add(_("Name"), WrapField(_("Name of the holder"))),
            "since_on": grid.add(_("Since"), DateField(_("Since"), theme)),
            "until_on": grid.add(_("Until"), DateField(_("Until"), theme)),
            "note": grid.add(_("Note"), WrapField(_("Note on the holder"))),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Done"), self.hide))
        column.addLayout(row)
        self.hide()

    def start(self, stakeholder_id: str, row: HolderRow) -> None:
        """Open with a holder."""
        self._of, self._id = stakeholder_id, row.id
        self._show(row)
        self.show()
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self, stakeholder_id: str, rows: dict[str, HolderRow]) -> None:
        """Show what the file holds now; close where the holder is gone."""
        row = rows.get(self._id) if stakeholder_id == self._of else None
        if row is None:
            self._id = ""
            self.hide()
        else:
            self._show(row)

    def _show(self, row: HolderRow) -> None:
        for name, field in self.fields.items():
            field.show_value(getattr(row, name))

    def _on_committed(self, name: str, value: object) -> None:
        if self._id and (name != "name" or value):
            self._edits.update_holder(self._of, self._id, **{name: value})


def _term(row: HolderRow) -> str:
    """From when to when, as far as it is known."""
    if row.since_on and row.until_on:
        return _("{since} to {until}").format(
            since=format_date(row.since_on), until=format_date(row.until_on)
        )
    if row.since_on:
        return _("since {day}").format(day=format_date(row.since_on))
    if row.until_on:
        return _("until {day}").format(day=format_date(row.until_on))
    return ""
