"""One conflict, both sides beside each other, and the answers to it. Says what the person answers; applies nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_number
from hdplanner.storage.merge_rows import Answer, Decision
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import button, empty, label, named, with_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.file.conflict_parts import DraftField, FieldsGrid, SideCard, words

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownConflict

KEYS = (Answer.MINE, Answer.THEIRS, Answer.BOTH, Answer.EDITED)
"""The answers in the order of the keys 1 to 4; 0 leaves open."""


class ConflictPane(QWidget):
    """Shows one conflict at a time. `answered` comes with the decision, or None where it is left open."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownConflict | None = None
        self._buttons: dict[Answer | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.editable = True
        self.record = words("", "lead")
        self.title = label("", "heading", wrap=True)
        self.why = label("", "muted", wrap=True)
        self._base = QVBoxLayout()
        self.mine = SideCard(_("In this file"))
        self.theirs = SideCard(_("In the other copy"))
        self.fields = FieldsGrid()
        self.hanging = label("", "small", wrap=True)
        self.draft = DraftField()
        self._answers = WrapLayout()
        self._connect()
        self._lay_out()

    def show_conflict(self, shown: ShownConflict, decision: Decision | None) -> None:
        """Show a conflict, and what was decided about it."""
        self._shown = shown
        self.record.setText(shown.record)
        direct(self.record, shown.record)
        self.title.setText(_("{noun}, {field}").format(noun=shown.noun, field=shown.title))
        self.why.setText(shown.why)
        empty(self._base)
        if shown.base is not None:
            self._base.addWidget(label(_("Before"), "small"))
            self._base.addWidget(words(shown.base.text, "muted" if shown.base.nothing else ""))
        self.mine.show_side(shown.mine, takes=Answer.MINE in shown.verbs)
        self.theirs.show_side(shown.theirs, takes=Answer.THEIRS in shown.verbs)
        rows = [(one.label, one.first, one.second) for one in shown.fields]
        self.fields.show_fields(shown.heads, rows)
        self.hanging.setText(shown.hanging)
        self.hanging.setVisible(bool(shown.hanging))
        self._show_answers(shown)
        self._show_decision(decision)

    def answer(self, answer: Answer | None) -> None:
        """Answer as the person does with a button or a key; what makes no sense here does nothing."""
        shown = self._shown
        if shown is None or not self.editable or (answer is not None and answer not in shown.verbs):
            return
        decision: Decision | None = None
        if answer is Answer.EDITED and shown.draft is not None:
            decision = Decision(answer, shown.draft.value)
        elif answer is not None:
            decision = Decision(answer)
        self._show_decision(decision)
        self.answered.emit(shown.key, decision)
        if answer is Answer.EDITED:
            self.draft.begin()

    def answer_key(self, number: int) -> None:
        """Answer by the number of a key."""
        self.answer(KEYS[number - 1] if number else None)

    def _show_answers(self, shown: ShownConflict) -> None:
        for made in self._buttons.values():
            self._group.removeButton(made)
        empty(self._answers)
        self._buttons = {}
        entries: list[tuple[Answer | None, str]] = [*shown.verbs.items(), (None, _("Leave open"))]
        for answer, verb in entries:
            made = button(verb, partial(self.answer, answer))
            made.setCheckable(True)
            made.setEnabled(self.editable)
            key = 0 if answer is None else KEYS.index(answer) + 1
            made.setToolTip(_("Key {key}").format(key=format_number(key)))
            self._group.addButton(made)
            self._buttons[answer] = made
            self._answers.addWidget(made)

    def _show_decision(self, decision: Decision | None) -> None:
        answer = decision.answer if decision is not None else None
        if answer in self._buttons:
            self._buttons[answer].setChecked(True)
        self.mine.mark(answer is Answer.MINE)
        self.theirs.mark(answer is Answer.THEIRS)
        writes = answer is Answer.EDITED and self._shown is not None and self._shown.draft is not None
        if writes and self._shown is not None and self._shown.draft is not None and decision is not None:
            self.draft.show_draft(self._shown.draft, decision.value)
        self.draft.setVisible(writes)

    def _on_drafted(self, value: object) -> None:
        if self._shown is None or self.draft.isHidden():
            return
        decision = None if self.draft.too_long() else Decision(Answer.EDITED, value)
        self.answered.emit(self._shown.key, decision)

    def _connect(self) -> None:
        self.mine.taken.connect(lambda: self.answer(Answer.MINE))
        self.theirs.taken.connect(lambda: self.answer(Answer.THEIRS))
        self.draft.changed.connect(self._on_drafted)

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.mine, 1)
        sides.addWidget(self.theirs, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.record)
        column.addWidget(self.title)
        column.addWidget(self.why)
        column.addLayout(self._base)
        column.addLayout(sides)
        column.addWidget(self.fields)
        column.addWidget(self.hanging)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        foot.addLayout(self._answers)
        foot.addWidget(self.draft)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(inside, _("The conflict")), 1)
        outer.addLayout(foot)


def scrolling(inside: QWidget, name: str) -> QScrollArea:
    """The widget in an area that scrolls up and down, through which the panel below shows."""
    made = named(QScrollArea(), name)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inside)
    made.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return with_look(made, "plain")
