"""The Messages room: the list of messages, one of them from all its sides, and its facts in the inspector."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import SPLIT_MARGINS, button, hairline, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.messages import side_choice as sides
from hdplanner.ui.messages.bank_pane import BankPane
from hdplanner.ui.messages.check_pane import CheckPane
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.header import ApproveCard, MessageHeader, NewVersionStrip
from hdplanner.ui.messages.house_pane import HousePane
from hdplanner.ui.messages.message_list import MessageList
from hdplanner.ui.messages.pane import Pane
from hdplanner.ui.messages.panels import MessagePanel
from hdplanner.ui.messages.questions_pane import QuestionsPane
from hdplanner.ui.messages.source import MessageSource
from hdplanner.ui.messages.texts import WordMarks
from hdplanner.ui.messages.variants_pane import VariantsPane
from hdplanner.ui.messages.versions_pane import VersionsPane
from hdplanner.ui.messages.words_pane import WordsPane
from hdplanner.ui.room import RoomPage

_LIST, _MESSAGE = 216, 420
_NARROW = 620
"""The width, in pixels at 100 % text, below which the list stands above the message."""
_SIDE = "messages.side"


class MessagesPage(RoomPage):
    """One message at a time, from one side at a time. All sides read from one source."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        from hdplanner.services.values import today_here

        super().__init__(context, parent)
        theme = context.appearance.theme
        self._today = today_here()
        self.source = MessageSource(context, self)
        self.edits = MessageEdits(context)
        self.marks = WordMarks(theme, self)
        self.list = MessageList(theme, self._today)
        self.header = MessageHeader(self._take_title, self.marks, theme)
        self.approving = ApproveCard(theme)
        self.strip = NewVersionStrip()
        self.panel = MessagePanel(self.edits, theme, self._today, context.navigate)
        self.house = HousePane(self.source, self.edits, self.marks, theme)
        self.panes = self._make_panes(theme)
        self._proof = ""
        self._seen: tuple[str, int] = ("", 0)
        self._narrow: bool | None = None
        self._lay_out()
        self._connect()
        self.wear(theme)
        self.header.sides.choose(context.settings.views.get(_SIDE, sides.HOUSE))
        self.source.reload()

    def _make_panes(self, theme: Theme) -> dict[str, Pane]:
        return {
            sides.HOUSE: self.house,
            sides.VARIANTS: VariantsPane(self.edits, self.marks, theme),
            sides.QUESTIONS: QuestionsPane(self.edits, self.marks, theme),
            sides.WORDS: WordsPane(self.edits, theme),
            sides.CHECK: CheckPane(self.edits, theme),
            sides.VERSIONS: VersionsPane(self.edits, theme, self._today),
            sides.BANK: BankPane(self.edits, self.marks, theme),
        }

    # -- what the shell asks of a room

    def inspector(self) -> QWidget:
        return self.panel

    def count(self) -> int:
        return len(self.source.rows)

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == "bank_line":
            return self._reveal_on(sides.BANK, any(row.id == row_id for row in self.source.bank))
        if kind == "word_choice":
            return self._reveal_on(sides.WORDS, any(row.id == row_id for row in self.source.words))
        if not any(row.id == row_id for row in self.source.rows):
            return False
        if self.list.model.place_of(row_id) is None:
            self.clear_filter()
        self.source.choose(row_id)
        return True

    def _reveal_on(self, side: str, there: bool) -> bool:
        """Show what belongs to the plan on its side of whichever message is shown."""
        if there and self.source.rows:
            self.header.sides.choose(side)
        return there and bool(self.source.rows)

    def enter(self) -> None:
        (self.list.list if self.source.rows else self.first).setFocus()

    def poses(self) -> tuple[str, ...]:
        return ("", *sides.SIDES[1:])

    def pose(self, name: str) -> None:
        self.header.sides.choose(name or sides.HOUSE)

    def clear_filter(self) -> None:
        self.list.words.clear()
        self.list.keep(None)

    def can_filter(self) -> bool:
        return bool(self.source.rows)

    def focus_filter(self) -> None:
        self.list.words.setFocus()
        self.list.words.selectAll()

    def can_add(self) -> bool:
        return True

    def add(self) -> None:
        made = self.edits.add(_("New message"))
        if made is not None:
            self.clear_filter()
            self.source.choose(made)
            self.header.sides.choose(sides.HOUSE)
            self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.header.title.selectAll()

    def can_delete(self) -> bool:
        return bool(self.source.chosen) and self.list.list.hasFocus()

    def delete(self) -> None:
        if self.source.chosen:
            self.edits.delete([self.source.chosen])

    # -- set-up

    def _lay_out(self) -> None:
        room = with_look(QFrame(), "panel")
        inside = QVBoxLayout(room)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        self._sides = QStackedWidget()
        for pane in self.panes.values():
            self._sides.addWidget(pane)
        for part in (self.header, self.approving, self.strip, hairline()):
            inside.addWidget(part)
        inside.addSpacing(4)
        inside.addWidget(self._sides, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(12)
        self._split.setChildrenCollapsible(False)
        for panel in (self.list, room):
            holder = QWidget()
            row = QVBoxLayout(holder)
            row.setContentsMargins(*SPLIT_MARGINS)
            row.addWidget(panel)
            self._split.addWidget(holder)
        self._split.setStretchFactor(1, 1)
        self._room = room
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._empty_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _empty_page(self) -> QWidget:
        self._empty = with_look(QFrame(), "panel")
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addWidget(
            label(_("A message is one line that is remembered, and what carries it."), "lead"), 0, centre
        )
        sentence = _("Write it once; then say it to each audience in its own words and language.")
        column.addWidget(label(sentence, "muted"), 0, centre)
        column.addSpacing(8)
        self.first = button(_("Write the first message"), self.add, "primary")
        column.addWidget(self.first, 0, centre)
        column.addStretch(3)
        return self._empty

    def _connect(self) -> None:
        self.source.changed.connect(self._show)
        self.list.chosen.connect(self.source.choose)
        self.list.add_wanted.connect(self.add)
        self.list.filtered.connect(self._on_filtered)
        self.list.moved.connect(self.edits.move)
        self.list.model.shown_changed.connect(self.shown_changed)
        self.header.side_chosen.connect(self._on_side)
        self.header.review_wanted.connect(lambda: self.edits.review(self.source.chosen))
        self.header.approve_wanted.connect(lambda: self.approving.start(self.edits.author()))
        self.header.reopen_wanted.connect(lambda: self.edits.reopen(self.source.chosen))
        self.header.plan_wanted.connect(self._on_plan)
        self.header.copy_wanted.connect(self._on_copy)
        self.header.delete_wanted.connect(self.delete)
        self.approving.approved.connect(self._on_approved)
        self.strip.compare_wanted.connect(lambda: self.header.sides.choose(sides.VERSIONS))
        self.house.board.proof_entered.connect(self._on_proof)
        self.house.board.addressee_wanted.connect(lambda key: self.context.navigate("stakeholder", key))
        self.context.appearance.changed.connect(self.wear)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.marks.wear(theme)
        for part in (self.list, self.header, self.approving):
            part.wear(theme)
        for pane in self.panes.values():
            pane.wear(theme)
        scale = theme.scale
        self.list.setMinimumWidth(round(_LIST * 0.8 * scale))
        self._room.setMinimumWidth(round(_MESSAGE * (0.7 if scale > 1 else 1) * scale))
        self._narrow = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.wake(False)

    def _arrange(self) -> None:
        """Another order only where it changes: what the person dragged stays."""
        scale = self.context.appearance.theme.scale
        narrow = self.width() < _NARROW * scale
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        near = round(_LIST * scale)
        self._split.setSizes([30, 70] if narrow else [near, max(1, self.width() - near)])

    # -- what happens

    def _show(self) -> None:
        """Show what the source has now: the list, the side that is seen, the inspector."""
        source, editable = self.source, self.context.gateway.can_edit
        self.marks.set_words(source.words)
        self._stack.setCurrentWidget(self._split if source.rows else self._empty)
        self.list.new.setEnabled(editable)
        self.first.setEnabled(editable)
        self.list.show_rows(source.rows, source.chosen)
        if source.house is not None:
            self.header.show_row(source.house.row, self._today, editable=editable)
            self._show_strip()
        self._show_side()
        self._show_panel()
        self.commands_changed.emit()

    def _show_side(self) -> None:
        pane = self.panes[self.header.sides.current()]
        if self.source.house is not None:
            pane.show_source(self.source, editable=self.context.gateway.can_edit)

    def _show_panel(self) -> None:
        self.panel.show_source(self.source, self._proof, editable=self.context.gateway.can_edit)

    def _show_strip(self) -> None:
        """Where the message that was shown has a new version now, say so."""
        house = self.source.house
        if house is None:
            return
        before, self._seen = self._seen, (house.row.id, house.row.version)
        if before[0] != house.row.id:
            self.strip.hide()
            self.approving.hide()
        elif house.row.version > before[1]:
            self.strip.show_version(house.row)
        elif house.row.version < before[1]:
            self.strip.hide()

    def _take_title(self, message_id: str, title: str) -> bool:
        return self.edits.update(message_id, title=title)

    def _on_side(self, side: str) -> None:
        self._sides.setCurrentWidget(self.panes[side])
        self.context.settings.views[_SIDE] = side
        self.context.settings.save()
        self._show_side()

    def _on_filtered(self, words: str) -> None:
        self.list.keep(self.source.found(words) if words.strip() else None)
        shown = self.list.model.shown_rows()
        if shown and not any(row.id == self.source.chosen for row in shown):
            self.source.choose(shown[0].id)
        else:
            self.list.show_chosen(self.source.chosen)

    def _on_proof(self, proof_id: str) -> None:
        if proof_id != self._proof:
            self._proof = proof_id
            self._show_panel()

    def _on_approved(self, by: str, until: object) -> None:
        if self.edits.approve(self.source.chosen, by, until):  # type: ignore[arg-type]  # a date, or None
            self.approving.hide()
            self.strip.hide()

    def _on_copy(self) -> None:
        house = self.source.house
        made = self.edits.copy(house.row.id, house.row.title) if house else None
        if made is not None:
            self.source.choose(made)

    def _on_plan(self) -> None:
        """The Channels room plans it."""
        if self.source.chosen:
            self.context.navigate("plan.message", self.source.chosen)
