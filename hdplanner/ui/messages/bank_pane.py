"""The bank of lines and quotes: who said it, when, where it stands, whether it may be said; each goes into a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.values import BankKind
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.form import ChoiceField, DateField, LineField, WrapField
from hdplanner.ui.common.pieces import button, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.pane import CardList, Pane
from hdplanner.ui.messages.pills import DisclosurePill
from hdplanner.ui.messages.texts import MessageText, WordMarks

if TYPE_CHECKING:
    from hdplanner.services.bank import BankRow
    from hdplanner.ui.messages.source import MessageSource

KIND = "bank_line"
_MOST = 60
"""So many are shown at once; a word more finds the others."""


class BankCard(QFrame):
    """One line or quote."""

    def __init__(self, pane: BankPane, edits: MessageEdits, marks: WordMarks, theme: Theme) -> None:
        super().__init__()
        with_look(self, "card")
        self._pane, self._edits = pane, edits
        self._row: BankRow | None = None
        self.text = MessageText(_("Line"), _("The words"), self._take, marks)
        self.kind = ChoiceField(_("Line or quote"), choices_of(BankKind))
        self.said_by = LineField(_("Said by"), _("Who said it"))
        self.said_on = DateField(_("Said on"), theme)
        self.source = LineField(_("Source"), _("Where it stands"))
        self.pill = DisclosurePill(theme, _("Line"))
        self.insert = QPushButton(_("Insert"))
        named(self.insert, _("Insert into the message"))
        menu = QMenu(self.insert)
        for use, title in (
            ("proof", _("As a proof point")),
            ("support", _("As a pillar")),
            ("reply", _("As a reply")),
        ):
            menu.addAction(title, partial(self._on_insert, use))
        self.insert.setMenu(menu)
        self.remove = icon_button(theme, "remove", _("Delete this line"), self._on_remove)
        fields = (
            ("kind", self.kind),
            ("said_by", self.said_by),
            ("said_on", self.said_on),
            ("source", self.source),
            ("disclosure", self.pill),
        )
        for name, field in fields:
            bare(field)
            field.committed.connect(lambda value, name=name: self._change(**{name: value}))
        self._lay_out()
        self.wear(theme)

    def show_row(self, row: BankRow) -> None:
        """Show a line."""
        self._row = row
        self.text.show_text(row.id, row.text)
        self.kind.show_value(row.kind)
        self.said_by.show_value(row.said_by or row.stakeholder)
        self.said_on.show_value(row.said_on)
        self.source.show_value(row.source)
        self.pill.show_value(row.disclosure)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes."""
        self.text.setReadOnly(not editable)
        for field in (self.kind, self.said_by, self.said_on, self.source, self.pill, self.remove):
            field.setEnabled(editable)
        self.insert.setVisible(editable and self._pane.has_message())

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.pill.wear(theme)
        self.kind.setMaximumWidth(round(96 * theme.scale))
        self.said_by.setMinimumWidth(round(130 * theme.scale))
        self.said_by.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.said_on.setMaximumWidth(round(150 * theme.scale))
        self.source.setMinimumWidth(round(150 * theme.scale))
        self.source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.insert, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        facts = WrapLayout(spacing=6)
        for field in (self.kind, self.said_by, self.said_on, self.source, self.pill):
            facts.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(facts)

    def _take(self, key: str, text: str) -> bool:
        return self._edits.update_part(KIND, key, "", text=text)

    def _change(self, **values: object) -> None:
        if self._row is not None:
            self._edits.update_part(KIND, self._row.id, "", **values)

    def _on_insert(self, use: str) -> None:
        if self._row is not None:
            self._pane.insert(self._row, use)

    def _on_remove(self) -> None:
        if self._row is not None:
            self._edits.delete_part(KIND, self._row.id, "")


class BankPane(Pane):
    """Found by any word in them, in who said them, or in where they stand."""

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits, self._marks, self._theme = edits, marks, theme
        self._source: MessageSource | None = None
        self._editable = False
        self.words = FilterField(_("Find lines and quotes"), theme)
        self.words.filtered.connect(lambda _text: self._show())
        self.adder = _NewLine(
            _("Keep a line or a quote"), _("Write or paste a line worth keeping, then press Enter")
        )
        self.adder.committed.connect(self._on_add)
        self.keep = button(_("Keep"), self.adder.offer, "link")
        self.list: CardList[BankRow] = CardList(self._make)
        self._nothing = label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.adder, 1)
        row.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addWidget(self.words)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.list)
        self.column.addStretch(1)

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        self._source, self._editable = source, editable
        self.adder.setVisible(editable)
        self.keep.setVisible(editable)
        self._show()

    def wear(self, theme: Theme) -> None:
        self._theme = theme
        self.words.wear(theme)
        self.list.wear(theme)

    def has_message(self) -> bool:
        """Whether there is a message to insert into."""
        return bool(self._source and self._source.chosen)

    def insert(self, row: BankRow, use: str) -> None:
        """Take a line into the message that is shown."""
        if self._source is not None:
            self._edits.use_line(self._source.chosen, row, use)

    def found(self) -> Sequence[BankRow]:
        """The lines that have the words that are looked for."""
        rows = self._source.bank if self._source else []
        words = self.words.text()
        return [row for row in rows if holds_all(words, row.text, row.said_by, row.stakeholder, row.source)]

    def _show(self) -> None:
        found = self.found()
        self.list.show_rows(found[:_MOST], editable=self._editable)
        none = not (self._source and self._source.bank)
        text = _("Keep what was said well, with its source: it is at hand when the next text is written.")
        self._nothing.setText(text if none else "" if found else _("No line has these words."))
        self._nothing.setVisible(bool(self._nothing.text()))
        self.words.setVisible(not none)

    def _on_add(self, text: str) -> None:
        quote = text[:1] in "“„«‘\"'"
        kind = BankKind.QUOTE if quote else BankKind.LINE
        if self._edits.add_part(KIND, "", text=text, kind=kind) is not None:
            self.adder.empty()

    def _make(self, _key: str) -> BankCard:
        return BankCard(self, self._edits, self._marks, self._theme)


class _NewLine(WrapField):
    """A line that is kept on Enter or by the button, never by leaving it; what is refused stays written."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QPlainTextEdit.focusOutEvent(self, event)

    def offer(self) -> None:
        """Say what is written."""
        self._commit()

    def empty(self) -> None:
        """Be ready for the next one."""
        self._shown = ""
        self.clear()

    def _commit(self) -> None:
        text = self.toPlainText().strip()
        if text:
            self.committed.emit(text)
