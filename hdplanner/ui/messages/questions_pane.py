"""What they say or may ask, and our reply: one card each, in the order in which we expect them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.values import LineKind
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.form import ChoiceField, LineField
from hdplanner.ui.common.pieces import button, label, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.grip import Entry, Grip, dragged, step_of
from hdplanner.ui.messages.pane import CardList, Pane
from hdplanner.ui.messages.pills import DisclosurePill
from hdplanner.ui.messages.texts import MessageText, WordMarks

if TYPE_CHECKING:
    from hdplanner.services.message_house import AnswerRow
    from hdplanner.ui.messages.source import MessageSource

KIND = "counter_argument"


class AnswerCard(QFrame):
    """One argument or question, and the reply to it."""

    def __init__(self, pane: QuestionsPane, edits: MessageEdits, marks: WordMarks, theme: Theme) -> None:
        super().__init__()
        with_look(self, "card")
        self._pane, self._edits = pane, edits
        self.key = self._who = ""
        self.grip = Grip(theme, KIND, _("Answer"), self._entries)
        self.grip.card = self
        self.kind = ChoiceField(_("Argument or question"), choices_of(LineKind))
        self.who = LineField(_("Who says it"), _("Anybody"))
        self.who.setCompleter(pane.completer(self.who))
        self.who.committed.connect(self._on_who)
        bare(self.who)
        self.kind.fit()
        self.kind.setMinimumContentsLength(13)
        self.pill = DisclosurePill(theme, _("Reply"))
        self.argument = MessageText(
            _("What they say"), _("In their words"), self._taking("argument"), marks, lines=1
        )
        self.reply = MessageText(
            _("Our reply"), _("Short, true, and back to the core line"), self._taking("reply"), marks, lines=2
        )
        for name, field in (("kind", self.kind), ("disclosure", self.pill)):
            bare(field)
            field.committed.connect(lambda value, name=name: self._change(**{name: value}))
        self._lay_out()

    def show_row(self, row: AnswerRow) -> None:
        """Show an answer."""
        self.key = self.grip.key = row.id
        self.kind.show_value(row.kind)
        self._who = row.stakeholder
        self.who.show_value(row.stakeholder)
        self.pill.show_value(row.disclosure)
        self.argument.show_text(row.id, row.argument)
        self.reply.show_text(row.id, row.reply)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes."""
        for text in (self.argument, self.reply):
            text.setReadOnly(not editable)
        for field in (self.grip, self.kind, self.pill):
            field.setEnabled(editable)
        self.who.setReadOnly(not editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.grip.wear(theme)
        self.pill.wear(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event, mirrored=False)
        if step is not None and step[1] and self.grip.isEnabled():
            self._pane.step(self.key, step[1])
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.grip)
        head.addWidget(self.kind)
        head.addWidget(self.who, 1)
        head.addWidget(self.pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 12, 10)
        column.setSpacing(2)
        column.addLayout(head)
        texts = QGridLayout()
        set_margins(texts, 28, 0, 0, 0)
        texts.setVerticalSpacing(2)
        texts.setColumnMinimumWidth(0, 52)
        texts.setColumnStretch(1, 1)
        for place, (title, text) in enumerate(((_("They"), self.argument), (_("We"), self.reply))):
            name = label(title, "small")
            name.setBuddy(text)
            name.setContentsMargins(0, 6, 0, 0)
            texts.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            texts.addWidget(text, place, 1)
        column.addLayout(texts)

    def _entries(self) -> Sequence[Entry]:
        return [
            (_("Move up"), lambda: self._pane.step(self.key, -1)),
            (_("Move down"), lambda: self._pane.step(self.key, 1)),
            (_("Delete"), lambda: self._edits.delete_part(KIND, self.key, self._pane.message)),
        ]

    def _taking(self, name: str) -> _Take:
        return _Take(self._pane, self._edits, name)

    def _on_who(self, name: str) -> None:
        if not self._edits.speak(self.key, self._pane.message, name):
            self.who.show_value(self._who)

    def _change(self, **values: object) -> None:
        self._edits.update_part(KIND, self.key, self._pane.message, **values)


class _Take:
    """Keeps one text of an answer."""

    def __init__(self, pane: QuestionsPane, edits: MessageEdits, name: str) -> None:
        self._pane, self._edits, self._name = pane, edits, name

    def __call__(self, key: str, text: str) -> bool:
        return self._edits.update_part(KIND, key, self._pane.message, **{self._name: text})


class QuestionsPane(Pane):
    """Cards to be dragged, or moved by Alt with an arrow key."""

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits, self._marks, self._theme = edits, marks, theme
        self._source: MessageSource | None = None
        self._names = QStringListModel(self)
        self.list: CardList[AnswerRow] = CardList(self._make)
        self.argument = button(_("Add their argument"), lambda: self.add(LineKind.ARGUMENT), "link")
        self.question = button(_("Add a question"), lambda: self.add(LineKind.IF_ASKED), "link")
        self._hint = label(
            _("Write what they will say in their words, and answer it in one breath."), "muted", wrap=True
        )
        links = QHBoxLayout()
        links.addWidget(self.argument)
        links.addWidget(self.question)
        links.addStretch(1)
        self.column.addWidget(self._hint)
        self.column.addWidget(self.list)
        self.column.addLayout(links)
        self.column.addStretch(1)
        self.setAcceptDrops(True)

    @property
    def message(self) -> str:
        """The message that is shown."""
        return self._source.chosen if self._source else ""

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        self._source = source
        rows = source.house.answers if source.house else ()
        self._names.setStringList([row.name for row in source.audiences if not row.coalition])
        self.list.show_rows(rows, editable=editable)
        self._hint.setVisible(not rows)
        self.argument.setVisible(editable)
        self.question.setVisible(editable)

    def wear(self, theme: Theme) -> None:
        self._theme = theme
        self.list.wear(theme)

    def completer(self, field: QWidget) -> QCompleter:
        """Completes the names of those who may say it: one list for all cards."""
        made = QCompleter(self._names, field)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        return made

    def add(self, kind: LineKind) -> None:
        """Add one, and write in it."""
        made = self._edits.add_part(KIND, self.message, kind=kind)
        if made in self.list.cards:
            self.list.cards[made].argument.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, key: str, step: int) -> None:
        """Move one up or down."""
        goal = self._keys().index(key) + step
        if 0 <= goal < len(self.list.cards):
            self._edits.move_part(KIND, key, self.message, goal)
            self.list.cards[key].grip.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self, key: str, point: QPoint) -> None:
        """Put a card where it was let go: a point of the list."""
        others = [self.list.cards[one] for one in self._keys() if one != key]
        if key in self.list.cards:
            place = sum(card.geometry().center().y() < point.y() for card in others)
            self._edits.move_part(KIND, key, self.message, place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        part = dragged(event.mimeData())
        if part is not None and part[0] == KIND:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        part = dragged(event.mimeData())
        if part is not None:
            event.acceptProposedAction()
            self.drop(part[1], self.list.mapFrom(self, event.position().toPoint()))

    def _keys(self) -> list[str]:
        return [row.id for row in self._source.house.answers] if self._source and self._source.house else []

    def _make(self, _key: str) -> AnswerCard:
        return AnswerCard(self, self._edits, self._marks, self._theme)
