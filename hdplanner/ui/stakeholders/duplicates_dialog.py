"""Likely duplicates, one after the other: look at two side by side, make them one, or say that they are two."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import button, frame, label, named
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.duplicates_panel import ComparisonPanel, brings_text

if TYPE_CHECKING:
    from hdplanner.services.comparison import Comparison
    from hdplanner.services.duplicates import DuplicatePair

_SHOWN = 300
_LINE = 34
_SIZE = (1060, 640)


class DuplicatesDialog(QDialog):
    """Each answer is one step that can be undone. `ids` are the stakeholders to look at; all without it."""

    def __init__(
        self, context: AppContext, parent: QWidget | None = None, ids: Collection[str] | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Likely duplicates"))
        self._context = context
        self._ids = ids
        self._pairs: list[DuplicatePair] = []
        self._found: Comparison | None = None
        self.count = label("", "title")
        self.list = named(QListWidget(), _("Pairs that may be one"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_current)
        self.why = label("", "muted", wrap=True)
        self.panel = ComparisonPanel()
        self.brings = label("", "small", wrap=True)
        self.refusal = label("", "danger", wrap=True)
        self.later = button(_("Later"), self._on_later)
        self.two = button(_("They are two"), self._on_two)
        self.merge = button(_("Merge"), self._on_merge, "primary")
        self._lay_out()
        context.gateway.failed.connect(self._on_failed)
        self.reload()

    def reload(self) -> None:
        """Look for pairs anew."""
        from hdplanner.services import duplicates

        gateway = self._context.gateway
        self._show(gateway.read(duplicates.likely_duplicates, ids=self._ids))

    def current(self) -> DuplicatePair | None:
        """The pair that is looked at."""
        row = self.list.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def _show(self, pairs: list[DuplicatePair], at: int = 0) -> None:
        self._pairs = pairs[:_SHOWN]
        self.list.blockSignals(True)
        self.list.clear()
        for pair in self._pairs:
            self._add(pair)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(at, len(self._pairs) - 1))
        said = ngettext("{count} likely duplicate", "{count} likely duplicates", len(pairs))
        self.count.setText(said.format(count=format_number(len(pairs))) if pairs else _("No duplicates"))
        self._on_current(self.list.currentRow())

    def _add(self, pair: DuplicatePair) -> None:
        item = QListWidgetItem()
        said = _("{first} and {second}, {likeness} % alike. {why}").format(
            first=pair.first, second=pair.second, likeness=format_number(pair.likeness), why=pair.why
        )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(pair.why)
        row = _entry(pair)
        item.setSizeHint(QSize(0, row.sizeHint().height()))
        self.list.addItem(item)
        self.list.setItemWidget(item, row)

    def _on_current(self, _row: int) -> None:
        from hdplanner.services import comparison

        pair = self.current()
        self.refusal.clear()
        self._found = None
        if pair is not None:
            read = self._context.gateway.read
            self._found = read(comparison.comparison, first_id=pair.first_id, second_id=pair.second_id)
        self.panel.show_comparison(self._found)
        self.why.setText(pair.why if pair else _("Every stakeholder of this file stands there once."))
        self.brings.setText(brings_text(self._found.brings) if self._found else "")
        self.brings.setVisible(bool(self.brings.text()))
        self.refusal.hide()
        for act in (self.later, self.two, self.merge):
            act.setEnabled(pair is not None and (act is self.later or self._context.gateway.can_edit))

    def _on_merge(self) -> None:
        from hdplanner.services import duplicates

        found, at = self._found, self.list.currentRow()
        if found is None:
            return
        done = self._context.gateway.run(
            "stakeholder.merge",
            duplicates.merge_stakeholders,
            about={"stakeholder": found.keep_id},
            keep_id=found.keep_id,
            gone_id=found.gone_id,
            values=self.panel.values(),
        )
        if done is not None:
            ids = set(self._ids) - {found.gone_id} | {found.keep_id} if self._ids is not None else None
            self._ids = ids
            self.reload()
            self.list.setCurrentRow(min(at, len(self._pairs) - 1))

    def _on_two(self) -> None:
        from hdplanner.services import duplicates

        pair, at = self.current(), self.list.currentRow()
        if pair is None:
            return
        done = self._context.gateway.run(
            "stakeholder.distinct",
            duplicates.set_distinct,
            about={"stakeholder": pair.first_id},
            first_id=pair.first_id,
            second_id=pair.second_id,
        )
        if done is not None:
            self._show([one for one in self._pairs if one is not pair], at)

    def _on_later(self) -> None:
        """On to the next pair; after the last one, leave."""
        row = self.list.currentRow() + 1
        if row < len(self._pairs):
            self.list.setCurrentRow(row)
        else:
            self.accept()

    def _on_failed(self, error: object) -> None:
        self.refusal.setText(str(error))
        self.refusal.show()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.panel)
        scroll.viewport().setAutoFillBackground(False)  # the panel below shows through
        self.panel.setAutoFillBackground(False)
        right = QVBoxLayout()
        right.setContentsMargins(1, 8, 1, 8)
        right.setSpacing(4)
        for words in (self.why, self.brings, self.refusal):
            words.setContentsMargins(16, 4, 16, 0)
        right.addWidget(self.why)
        right.addWidget(scroll, 1)
        right.addWidget(self.brings)
        right.addWidget(self.refusal)
        left = QVBoxLayout()
        left.setContentsMargins(1, 4, 1, 4)
        left.addWidget(self.list)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame("panel", left), 2)
        middle.addWidget(frame("panel", right), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.count)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())
        scale = self._context.appearance.theme.scale
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        hint = _("Nothing is lost: the other name is kept, and one undo makes them two again.")
        row.addWidget(label(hint, "small", wrap=True), 1)
        row.addWidget(button(_("Close"), self.accept))
        row.addWidget(self.later)
        row.addWidget(self.two)
        row.addWidget(self.merge)
        return row


def _entry(pair: DuplicatePair) -> QWidget:
    """A line of the list: both names, one below the other, and how like they are."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    names = QVBoxLayout()
    names.setSpacing(0)
    for text in (pair.first, pair.second):
        line = label(text if len(text) <= _LINE else text[: _LINE - 1] + "…")
        direct(line, text)
        names.addWidget(line)
    row = QHBoxLayout(made)
    row.setContentsMargins(8, 6, 8, 6)
    row.addLayout(names, 1)
    likeness = label(_("{likeness} %").format(likeness=format_number(pair.likeness)), "small")
    row.addWidget(likeness, 0, Qt.AlignmentFlag.AlignTop)
    return made


def open_duplicates(
    context: AppContext, parent: QWidget | None = None, ids: Collection[str] | None = None
) -> None:
    """Look at likely duplicates until the person closes the dialog."""
    DuplicatesDialog(context, parent, ids).exec()
