"""The proof points of the plan to choose from: one is reused in another message, never copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.models import disclosure_word, proof_line

if TYPE_CHECKING:
    from hdplanner.services.message_house import ProofRow

_KEY = Qt.ItemDataRole.UserRole
_MOST = 200
"""So many are listed; a word more finds the others."""


class ProofPicker(QFrame):
    """Opens inside the house. Enter or a double click puts one in; Esc closes."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "card")
        self._rows: list[ProofRow] = []
        self.words = FilterField(_("Find a proof point"), theme)
        self.list = QListWidget()
        self.list.setItemDelegate(TextDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self.list, _("Proof points of the plan that this message does not use"))
        self._nothing = label("", "muted", wrap=True)
        self.put = button(_("Put it in"), self._on_put, "primary")
        self.words.filtered.connect(lambda _text: self._show())
        self.words.returnPressed.connect(self._on_put)
        self.list.itemActivated.connect(lambda _item: self._on_put())
        self._lay_out()
        self.hide()

    def open_with(self, rows: Sequence[ProofRow], title: str) -> None:
        """Offer these."""
        self._rows = list(rows)
        self._title.setText(title)
        self.words.clear()
        self._show()
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.words.wear(theme)
        self.list.setFixedHeight(round(168 * theme.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._title = label("", "heading")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(button(_("Cancel"), self.hide, "link"))
        foot = QHBoxLayout()
        foot.addWidget(self._nothing, 1)
        foot.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.list)
        column.addLayout(foot)

    def _show(self) -> None:
        words = self.words.text()
        found = [row for row in self._rows if holds_all(words, row.text, row.source)]
        self.list.clear()
        for row in found[:_MOST]:
            source, _look = proof_line(row)
            entry = QListWidgetItem(row.text)
            entry.setToolTip(f"{row.text}\n{source}\n{disclosure_word(row.disclosure)}")
            entry.setData(_KEY, row.id)
            self.list.addItem(entry)
        self.list.setCurrentRow(0 if found else -1)
        self.list.setVisible(bool(found))
        self.put.setEnabled(bool(found))
        sentence = _("No proof point has these words.") if words else _("All proof points are used here.")
        self._nothing.setText("" if found else sentence)

    def _on_put(self) -> None:
        entry = self.list.currentItem()
        if self.list.currentRow() >= 0:
            self.hide()
            self.picked.emit(entry.data(_KEY))
