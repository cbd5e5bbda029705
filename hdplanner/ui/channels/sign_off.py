"""The step up into public: who signed it off and when, and why the private way is exhausted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.domain.values import Mode
from hdplanner.i18n import _
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import DateField, LineField, ProseField
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow


class SignOff(QWidget):
    """Shown for what is public, and for what was signed off already."""

    def __init__(self, edits: ActivityEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._row: ActivityRow | None = None
        self._hint = label(_("In public: it needs a sign-off."), "warning", wrap=True)
        grid = FactGrid()
        self.by = grid.add(
            _("Signed off by"), LineField(_("Signed off by"), _("Who answers for going public"))
        )
        self.on = grid.add(_("On"), DateField(_("Signed off on"), theme))
        hint = _("Exhausted because …")
        self.exhausted = grid.add(_("Private way"), ProseField(_("Private way exhausted because"), hint, 1))
        self.by.committed.connect(self._on_signed)
        self.on.committed.connect(lambda day: self._write(signed_off_on=day))
        self.exhausted.committed.connect(lambda text: self._write(private_exhausted=text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(grid)

    def show_row(self, row: ActivityRow) -> None:
        """Show the sign-off of an activity, where it has or needs one."""
        self._row = row
        public = row.mode is Mode.PUBLIC
        self.setVisible(public or bool(row.signed_off_by or row.private_exhausted))
        self._hint.setVisible(public and not row.signed_off_by)
        self.by.show_value(row.signed_off_by)
        self.on.show_value(row.signed_off_on)
        self.exhausted.show_value(row.private_exhausted)

    def _on_signed(self, name: str) -> None:
        """Who signs does it today, unless a day is given; nobody takes the day away too."""
        if self._row is None:
            return
        day = (self._row.signed_off_on or self._edits.today()) if name else None
        self._write(signed_off_by=name, signed_off_on=day)

    def _write(self, **values: object) -> None:
        if self._row is not None:
            self._edits.update([self._row.id], **values)
