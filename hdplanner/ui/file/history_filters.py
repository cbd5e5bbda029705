"""What part of the history is shown: words, a person, a kind of record, and the days from and to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.filter import FilterField
from hdplanner.ui.common.form import ChoiceField, DateField, stacked
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from datetime import date

    from hdplanner.services.history import HistoryFilter


class HistoryFilters(QWidget):
    """Says `changed` when another part is wanted."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since: date | None = None
        self._until: date | None = None
        self.text = FilterField(_("Words in the history"), theme)
        self.text.filtered.connect(lambda _text: self.changed.emit())
        self.author = ChoiceField(_("Person"), [("", _("Everybody"))])
        self.kind = ChoiceField(_("Kind of record"), self._kinds())
        for choice in (self.author, self.kind):
            choice.committed.connect(lambda _value: self.changed.emit())
        self.since = DateField(_("From"), theme)
        self.until = DateField(_("To"), theme)
        self.since.committed.connect(self._on_since)
        self.until.committed.connect(self._on_until)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        fields = (
            (_("Words"), self.text, 5),
            (_("Person"), self.author, 3),
            (_("Kind of record"), self.kind, 3),
            (_("From"), self.since, 3),
            (_("To"), self.until, 3),
        )
        for place, (title, field, stretch) in enumerate(fields):
            grid.addWidget(stacked(title, field), 0, place)
            grid.setColumnStretch(place, stretch)

    def offer_authors(self, authors: Sequence[str]) -> None:
        """Let the person choose among those who signed a step."""
        self.author.set_choices([("", _("Everybody")), *((name, name) for name in authors)])

    def wanted(self, record: tuple[str, str] | None) -> HistoryFilter:
        """What is wanted now, of one record where it is given."""
        from hdplanner.services.history import HistoryFilter

        return HistoryFilter(
            author=self.author.value() or "",
            since=self._since,
            until=self._until,
            kind=self.kind.value() or "",
            text=self.text.text(),
            record=record,
        )

    def wear(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.text.wear(theme)

    def _kinds(self) -> list[tuple[object, str]]:
        from hdplanner.services.history import KINDS
        from hdplanner.services.record_words import noun_word

        return [("", _("All kinds")), *((kind, noun_word(kind)) for kind in KINDS)]

    def _on_since(self, day: date | None) -> None:
        self._since = day
        self.changed.emit()

    def _on_until(self, day: date | None) -> None:
        self._until = day
        self.changed.emit()
