"""Person by person: keep until another day, keep under a code name, or erase. Does none of it itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_of
from hdplanner.domain.rules_retention import Fate
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ChoiceField, DateField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.retention import Decided, PersonRow

_SIZE = (760, 480)


class RetentionDialog(QDialog):
    """Nothing is decided beforehand: a person is left as they are until somebody chooses."""

    def __init__(self, rows: Sequence[PersonRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Decide what is due"))
        self.fates: dict[str, ChoiceField] = {}
        self.days: dict[str, DateField] = {}
        self._until: dict[str, date | None] = {}
        self.act = button(_("Carry out"), self.accept, "primary")
        self._lay_out(rows, theme)
        self._enable()
        take_room(self, *_SIZE)

    def decisions(self) -> dict[str, Decided]:
        """What was decided, by person; whom nothing was decided about is left out."""
        from hdplanner.services.retention import Decided

        return {
            key: Decided(field.value(), self._until[key] if field.value() is Fate.KEEP else None)
            for key, field in self.fates.items()
            if field.value() is not None
        }

    def _add(self, grid: QGridLayout, place: int, row: PersonRow, theme: Theme) -> None:
        name = label(row.name, wrap=True)
        direct(name, row.name)
        why = label(" · ".join(words_of(one) for one in row.lacks), "small", wrap=True)
        fate = ChoiceField(
            _("What is done with {name}").format(name=row.name), choices_of(Fate, empty=_("Not decided"))
        )
        day = DateField(_("Keep {name} until").format(name=row.name), theme)
        fate.committed.connect(lambda _value: self._enable())
        day.committed.connect(lambda value: self._on_day(row.id, value))
        self.fates[row.id], self.days[row.id], self._until[row.id] = fate, day, None
        for column, widget in enumerate((name, why, fate, day)):
            grid.addWidget(widget, place, column)

    def _on_day(self, key: str, day: date | None) -> None:
        self._until[key] = day
        self._enable()

    def _enable(self) -> None:
        for key, field in self.fates.items():
            self.days[key].setEnabled(field.value() is Fate.KEEP)
        self.act.setEnabled(bool(self.decisions()))

    def _lay_out(self, rows: Sequence[PersonRow], theme: Theme) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for column, title in enumerate((_("Person"), _("Why"), _("What is done"), _("Keep until"))):
            grid.addWidget(label(title, "small"), 0, column)
        for column, share in enumerate((3, 4, 3, 3)):
            grid.setColumnStretch(column, share)
        for place, row in enumerate(rows, start=1):
            self._add(grid, place, row, theme)
        grid.setRowStretch(len(rows) + 1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(_("What is done with each of them?"), "lead"))
        said = _(
            "Keeping can be undone. A code name or an erasure reaches the history and all versions, and nothing "
            "brings the name back."
        )
        outer.addWidget(label(said, "small", wrap=True))
        outer.addWidget(area, 1)
        outer.addLayout(foot)
