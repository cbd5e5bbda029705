"""What one step changed: record by record, and each field from what to what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_datetime, format_number, ngettext
from hdplanner.ui.common.direction import apart
from hdplanner.ui.common.pieces import button, empty, label, named
from hdplanner.ui.file.conflict_pane import scrolling
from hdplanner.ui.file.conflict_parts import FieldsGrid, words

if TYPE_CHECKING:
    from hdplanner.services.history import RecordChange, StepDetails, StepRow

_PIECE = 20
"""Records that are laid out at once; the person asks for more."""


class DetailsPane(QWidget):
    """Shows one step at a time."""

    record_wanted = Signal(str, str)
    """Show a record in its room: table and id."""
    history_wanted = Signal(str, str)
    """Show the history of a record: table and id."""
    trail_wanted = Signal(str, str, str)
    """Show how a field came about: table, id and field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("What the step changed"))
        self.title = words("", "lead")
        self.about = label("", "small", wrap=True)
        self.note = label("", "muted", wrap=True)
        self._records: list[RecordChange] = []
        self._laid = 0
        self._more_left = 0
        self._place = QVBoxLayout()
        self._place.setSpacing(18)
        self.more = button("", self._lay_more)
        self.left = label("", "small", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        for part in (self.title, self.about, self.note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(self._place)
        column.addWidget(self.more)
        column.addWidget(self.left)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside, _("What the step changed"))
        outer.addWidget(self._area)

    def show_step(self, step: StepRow | None, details: StepDetails | None) -> None:
        """Show a step; nothing where none is chosen."""
        self.title.setText("" if step is None else step.sentence)
        self.about.setText("" if step is None else _about(step))
        self.title.setVisible(step is not None)
        self.about.setVisible(step is not None)
        self.note.setText(_note(step, details))
        self.note.setVisible(bool(self.note.text()))
        self._records = [] if details is None else list(details.records)
        self._more_left = 0 if details is None else details.more
        self._laid = 0
        empty(self._place)
        self._lay_more()
        self._area.verticalScrollBar().setValue(0)

    def shown(self) -> list[RecordChange]:
        """The records that are laid out."""
        return self._records[: self._laid]

    def _lay_more(self) -> None:
        piece = self._records[self._laid : self._laid + _PIECE]
        self._laid += len(piece)
        for record in piece:
            self._place.addLayout(self._block(record))
        waiting = len(self._records) - self._laid
        self.more.setVisible(waiting > 0)
        said = ngettext("Show {count} more record", "Show {count} more records", waiting)
        self.more.setText(said.format(count=format_number(waiting)))
        self.left.setVisible(self._more_left > 0 and not waiting)
        said = ngettext(
            "It changed {count} more row. An export of the history holds it.",
            "It changed {count} more rows. An export of the history holds them.",
            self._more_left,
        )
        self.left.setText(said.format(count=format_number(self._more_left)))

    def _block(self, record: RecordChange) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        said = _("{kind}: {name} ({act})").format(kind=record.noun, name=apart(record.name), act=record.act)
        column.addWidget(words(said, "heading"))
        grid = FieldsGrid()
        both = all(one.before and one.after for one in record.fields)
        heads = (_("Before"), _("After")) if both else ("", "")
        grid.show_fields(heads, [(one.label, one.before, one.after) for one in record.fields])
        column.addWidget(grid)
        column.addLayout(self._links(record))
        return column

    def _links(self, record: RecordChange) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if record.there:
            row.addWidget(self._link(_("Show this record"), record, self.record_wanted.emit))
        if not record.erased:
            row.addWidget(self._link(_("All its history"), record, self.history_wanted.emit))
        if len(record.fields) == 1 and not record.erased:
            field = record.fields[0]
            link = button(
                _("How this came about"),
                lambda: self.trail_wanted.emit(record.table, record.key, field.field),
                "link",
            )
            row.addWidget(named(link, _("How this came about: {field}").format(field=field.label)))
        row.addStretch(1)
        return row

    def _link(self, text: str, record: RecordChange, act: Callable[[str, str], None]) -> QWidget:
        made = button(text, lambda: act(record.table, record.key), "link")
        return named(made, _("{verb}: {name}").format(verb=text, name=record.name))


def _about(step: StepRow) -> str:
    when = apart(format_datetime(step.at))
    return _("{author}, {when}").format(author=apart(step.author), when=when) if step.author else when


def _note(step: StepRow | None, details: StepDetails | None) -> str:
    """What a person should know of a step besides what it changed."""
    if step is None:
        return _("Choose a step to see what it changed.")
    if step.compacted:
        return _("The history before this was compacted. What the step changed is no longer kept.")
    if step.undone:
        return _("This step was taken back since. It does not stand now.")
    if step.adopted:
        return _("This step was made in another copy and came with a merge.")
    if details is not None and not details.records:
        return _("Nothing that is shown anywhere was changed.")
    return ""
