"""The words of the plan that serve or harm, what to say instead and why, and how often each stands in this message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hdplanner.domain.rules_words import find_words
from hdplanner.domain.values import WordAdvice
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.form import WrapField
from hdplanner.ui.common.pieces import button, hairline, icon_button, label, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.pane import CardList, Pane

if TYPE_CHECKING:
    from hdplanner.services.bank import WordRow
    from hdplanner.services.message_house import House
    from hdplanner.ui.messages.source import MessageSource

KIND = "word_choice"
_TOP = Qt.AlignmentFlag.AlignTop
_WIDE = 560
"""The width, in pixels at 100 %, below which the reason stands under the word."""


class WordCard(QWidget):
    """One word, in one line."""

    def __init__(self, pane: WordsPane, edits: MessageEdits, theme: Theme) -> None:
        super().__init__()
        self._pane, self._edits = pane, edits
        self._id = ""
        self.word = WrapField(_("Word"))
        self.instead = WrapField(_("Say instead"), _("Say instead"))
        self.why = WrapField(_("Why"), _("Why"))
        self.found = label("", "small")
        self.found.setFixedWidth(36)
        self.found.setContentsMargins(0, 5, 0, 0)
        self.remove = icon_button(theme, "remove", _("Delete this word"), self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, stretch in ((self.word, 3), (self.instead, 3), (self.why, 5)):
            bare(field)
            row.addWidget(field, stretch, _TOP)
        row.addWidget(self.found, 0, _TOP)
        row.addWidget(self.remove, 0, _TOP)
        for name, field in (("word", self.word), ("instead", self.instead), ("why", self.why)):
            field.committed.connect(lambda text, name=name: self._change(**{name: text}))

    def show_row(self, row: WordRow) -> None:
        """Show a word."""
        self._id = row.id
        self.word.show_value(row.word)
        self.instead.show_value(row.instead)
        self.instead.setVisible(row.advice is WordAdvice.AVOID)
        self.why.show_value(row.why)
        number = self._pane.count_of(row)
        self.found.setText(_("{number} ×").format(number=format_number(number)) if number else "")
        said = ngettext(
            "Stands {number} time in this message", "Stands {number} times in this message", number
        )
        self.found.setToolTip(said.format(number=format_number(number)) if number else "")

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes."""
        for field in (self.word, self.instead, self.why):
            field.setReadOnly(not editable)
        self.remove.setVisible(editable)

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""

    def _change(self, **values: object) -> None:
        self._edits.update_part(KIND, self._id, "", **values)

    def _on_remove(self) -> None:
        self._edits.delete_part(KIND, self._id, "")


class WordsPane(Pane):
    """Words to avoid, then words to use. They hold for all messages of the plan."""

    def __init__(self, edits: MessageEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits, self._theme = edits, theme
        self._text = ""
        self.lists: dict[WordAdvice, CardList[WordRow]] = {}
        self.adders: dict[WordAdvice, QLineEdit] = {}
        self.say(_("For all messages of the plan. A word to avoid is underlined wherever it is written."))
        titles = {WordAdvice.AVOID: _("Words to avoid"), WordAdvice.USE: _("Words to use")}
        hints = {WordAdvice.AVOID: _("Add a word to avoid"), WordAdvice.USE: _("Add a word to use")}
        for advice in (WordAdvice.AVOID, WordAdvice.USE):
            self.column.addSpacing(6)
            self.column.addWidget(label(titles[advice], "heading"))
            self.column.addWidget(hairline())
            self.lists[advice] = CardList(self._make)
            self.column.addWidget(self.lists[advice])
            self.column.addLayout(self._adder(advice, hints[advice]))
        self.column.addStretch(1)

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        self._text = _whole(source.house) if source.house else ""
        for advice, one in self.lists.items():
            one.show_rows([row for row in source.words if row.advice is advice], editable=editable)
            self.adders[advice].setVisible(editable)

    def count_of(self, row: WordRow) -> int:
        """How often a word stands in the message that is shown."""
        return len(find_words(self._text, [row.word]))

    def wear(self, theme: Theme) -> None:
        self._theme = theme
        for adder in self.adders.values():
            adder.setFixedWidth(round(220 * theme.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE * self._theme.scale
        for one in self.lists.values():
            for card in one.cards.values():
                card.why.setVisible(wide)

    def _adder(self, advice: WordAdvice, hint: str) -> QHBoxLayout:
        line = self.adders[advice] = named(QLineEdit(), hint)
        line.setPlaceholderText(hint)
        line.textChanged.connect(lambda text: direct(line, text))
        line.returnPressed.connect(lambda: self._on_add(advice))
        row = QHBoxLayout()
        row.addWidget(line)
        row.addWidget(button(_("Add"), lambda: self._on_add(advice), "link"))
        row.addStretch(1)
        return row

    def _on_add(self, advice: WordAdvice) -> None:
        line = self.adders[advice]
        word = line.text().strip()
        if word and self._edits.add_part(KIND, "", word=word, advice=advice) is not None:
            line.clear()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, _key: str) -> WordCard:
        return WordCard(self, self._edits, self._theme)


def _whole(house: House) -> str:
    """Every text of a message."""
    texts = [house.row.core_line, *(one.text for one in house.supports)]
    texts += [one.proof.text for one in house.floor]
    texts += [text for one in house.variants for text in (one.core_line, one.text)]
    return "\n".join(texts + [one.reply for one in house.answers])
