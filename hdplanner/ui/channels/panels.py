"""The inspector of the Channels room: nothing chosen, one activity, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.domain.values import ActivityStatus, Attribution, Channel, Mode, Sensitivity
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.channels.activity_panel import ActivityPanel
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.fields import NameField
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

_MIXED = "(mixed)"


class SeveralPanel(QWidget):
    """A field a fact: the value that all share, or "Mixed". A change is made to all, as one step."""

    def __init__(
        self, source: PlanSource, edits: ActivityEdits, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._edits = edits
        self._ids: tuple[str, ...] = ()
        self._title = label("", "lead")
        self._grid = FactGrid()
        self.fields: dict[str, Any] = {}
        for key, title, choices in _facts():
            self._add(key, title, ChoiceField(title, [(_MIXED, _("Mixed")), *choices]))
        self._add("window", _("Decision"), ChoiceField(_("Decision"), []))
        self._add("messenger", _("Messenger"), NameField(_("Messenger of all"), "", self._messengers))
        self._add("owner", _("Owner"), NameField(_("Owner of all"), "", self._owners))
        self._add("on", _("Day"), DateField(_("Day of all"), theme))
        moves = QWidget()
        row = WrapLayout(moves, 0)
        for text, days in (
            (_("A week earlier"), -7),
            (_("A day earlier"), -1),
            (_("A day later"), 1),
            (_("A week later"), 7),
        ):
            row.addWidget(button(text, partial(self._move, days), "quiet-link"))
        self._off = button(_("Take them off the calendar"), lambda: self._edits.unschedule(self._ids), "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        hint = _("A change here is made to all, as one step. Drag one and all go along.")
        column.addWidget(label(hint, "muted", wrap=True))
        for part in (self._grid, moves, self._off):
            column.addWidget(part)
        column.addStretch(1)

    def show_rows(self, rows: Sequence[ActivityRow], editable: bool) -> None:
        """Show how many there are, and what they share."""
        self._ids = tuple(row.id for row in rows)
        count = len(rows)
        said = ngettext("{count} activity", "{count} activities", count)
        self._title.setText(said.format(count=format_number(count)))
        self.setEnabled(editable)
        windows = [(row.id, row.title) for row in self._source.windows]
        self.fields["window"].set_choices([(_MIXED, _("Mixed")), (None, _("No decision")), *windows])
        for key, field in self.fields.items():
            values = {getattr(row, "window_id" if key == "window" else key) for row in rows}
            shared: Any = next(iter(values)) if len(values) == 1 else _MIXED
            if isinstance(field, ChoiceField):
                field.show_value(shared)
            elif isinstance(field, DateField):
                field.show_value(None if shared == _MIXED else shared)
            else:
                field.setPlaceholderText(_("Mixed") if shared == _MIXED else "")
                field.show_value("" if shared == _MIXED else shared)

    def _add(self, key: str, title: str, field: Any) -> None:
        self.fields[key] = self._grid.add(title, field)
        field.committed.connect(partial(self._on_committed, key))

    def _on_committed(self, key: str, value: object) -> None:
        if value != _MIXED:
            self._edits.cell(self._ids, key, value)

    def _move(self, days: int) -> None:
        self._edits.move(self._ids, days)

    def _messengers(self) -> list[str]:
        return [row.name for row in self._source.choices.messengers]

    def _owners(self) -> list[str]:
        return [row.name for row in self._source.choices.members]


def _facts() -> list[tuple[str, str, list[tuple[object, str]]]]:
    return [
        ("status", _("Status"), choices_of(ActivityStatus)),
        ("channel", _("Channel"), choices_of(Channel)),
        ("mode", _("Mode"), choices_of(Mode)),
        ("attribution", _("Attribution"), choices_of(Attribution, empty=_("Not said"))),
        ("sensitivity", _("Marking"), choices_of(Sensitivity, empty=_("As the plan"))),
    ]


class PlanPanel(QWidget):
    """What the shell puts into its inspector."""

    def __init__(
        self, context: AppContext, source: PlanSource, edits: ActivityEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.one = ActivityPanel(context, source, edits)
        self.several = SeveralPanel(source, edits, context.appearance.theme)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(label(_("Nothing selected"), "lead"))
        hint = _("Choose an activity to see and change who says what, how openly and when.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addStretch(1)
        self._nothing = nothing
        self._pages = (nothing, self.one, self.several)
        # No stack: it would be as high as its highest page, and scroll where there is nothing.
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            inner.addWidget(page)
        self._show(nothing)

    def show_rows(self, rows: Sequence[ActivityRow], editable: bool) -> None:
        """Show what is chosen."""
        if len(rows) == 1:
            self.one.show_row(rows[0], editable)
            self._show(self.one)
        elif rows:
            self.several.show_rows(rows, editable)
            self._show(self.several)
        else:
            self._show(self._nothing)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.one.wear(theme)

    def _show(self, shown: QWidget) -> None:
        for page in self._pages:
            page.setVisible(page is shown)
