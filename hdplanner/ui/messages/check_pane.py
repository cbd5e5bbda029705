"""The check against the seven Fundamental Principles: no concern on any in one act, or exceptions with what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Principle
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.form import LineField, ProseField
from hdplanner.ui.common.pieces import button, empty, label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.pane import Pane

if TYPE_CHECKING:
    from hdplanner.services.message_house import CheckRow
    from hdplanner.ui.messages.source import MessageSource


class PrincipleLine(QWidget):
    """One Principle: ticked where there is a concern, which is then said in words."""

    def __init__(self, principle: Principle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.principle = principle
        name = words_for(principle)
        self.tick = QCheckBox(name)
        self.concern = ProseField(
            _("Concern about {principle}").format(principle=name), _("What the concern is"), 1
        )
        self.mitigation = ProseField(
            _("Mitigation for {principle}").format(principle=name), _("What is done about it"), 1
        )
        fields = QHBoxLayout()
        fields.setContentsMargins(26, 0, 0, 4)
        fields.setSpacing(8)
        fields.addWidget(self.concern, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.mitigation, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tick)
        column.addLayout(fields)
        self.tick.toggled.connect(self._on_ticked)
        self.clear()

    def clear(self) -> None:
        """No concern."""
        self.tick.setChecked(False)
        self._on_ticked(False)
        self.concern.setPlainText("")
        self.mitigation.setPlainText("")

    def value(self) -> tuple[Principle, str, str]:
        """The Principle, the concern and what is done about it."""
        return (
            self.principle,
            self.concern.toPlainText().strip(),
            self.mitigation.toPlainText().strip(),
        )

    def _on_ticked(self, on: bool) -> None:
        self.concern.setVisible(on)
        self.mitigation.setVisible(on)
        if on:
            self.concern.setFocus(Qt.FocusReason.OtherFocusReason)


class CheckPane(Pane):
    """The newest check, a new one, and the earlier ones. A check never blocks a draft."""

    def __init__(self, edits: MessageEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._message = ""
        self.state = label("", "lead", wrap=True)
        self.by = LineField(_("Checked by"), _("Who checked it"))
        self.none = button(_("No concern on any"), self._on_none, "primary")
        self.lines = [PrincipleLine(one) for one in Principle]
        self.record = button(_("Record the concerns"), self._on_record)
        for line in self.lines:
            line.tick.toggled.connect(self._show_record)
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(8)
        self._lay_out()
        self.wear(theme)
        self._show_record()

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        checks = source.house.checks if source.house else ()
        if source.chosen != self._message:
            self._message = source.chosen
            self._clear()
        self._form.setVisible(editable)
        if not self.by.text():
            self.by.setText(self._edits.author())
        self._show_state(checks[0] if checks else None)
        set_look(self.none, "" if checks else "primary")
        empty(self._earlier)
        for check in checks:
            self._earlier.addWidget(_told(check))
        self._title.setVisible(bool(checks))

    def wear(self, theme: Theme) -> None:
        self.by.setMaximumWidth(round(220 * theme.scale))
        self.by.setMinimumWidth(round(120 * theme.scale))

    def _show_state(self, newest: CheckRow | None) -> None:
        if newest is None:
            text, look = _("Not checked against the Principles yet"), "lead"
        elif not newest.concerns:
            text, look = _("No concern on any of the seven Principles"), "fine"
        else:
            names = [words_for(one.principle) for one in newest.concerns]
            open_ones = [one for one in newest.concerns if not one.mitigation]
            text = _("Concern: {principles}").format(principles=", ".join(names))
            look = "danger" if open_ones else "warning"
        self.state.setText(text)
        set_look(self.state, look)

    def _lay_out(self) -> None:
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        act = WrapLayout()
        act.addWidget(self.none)
        who = label(_("checked by"), "small")
        act.addWidget(who)
        act.addWidget(self.by)
        form.addLayout(act)
        form.addSpacing(4)
        form.addWidget(label(_("Or tick the Principles that a concern is about:"), "muted", wrap=True))
        for line in self.lines:
            form.addWidget(line)
        form.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeading)
        self._title = label(_("Checks so far"), "heading")
        self.column.addWidget(self.state)
        self.column.addWidget(self._form)
        self.column.addSpacing(8)
        self.column.addWidget(self._title)
        self.column.addLayout(self._earlier)
        self.column.addStretch(1)

    def _show_record(self) -> None:
        ticked = any(line.tick.isChecked() for line in self.lines)
        self.record.setVisible(ticked)
        self.none.setEnabled(not ticked)

    def _clear(self) -> None:
        for line in self.lines:
            line.clear()

    def _on_none(self) -> None:
        self._edits.check(self._message, self.by.text())

    def _on_record(self) -> None:
        concerns = [line.value() for line in self.lines if line.tick.isChecked()]
        if self._edits.check(self._message, self.by.text(), concerns):
            self._clear()


def _told(check: CheckRow) -> QFrame:
    """One check in words."""
    made = with_look(QFrame(), "sunken")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 8, 14, 8)
    column.setSpacing(4)
    day = format_date(check.checked_on) if check.checked_on else ""
    who = _("{name}, {day}").format(name=check.checked_by, day=day) if day else check.checked_by
    column.addWidget(label(who, "small"))
    if not check.concerns:
        column.addWidget(label(_("No concern on any"), wrap=True))
    for one in check.concerns:
        sentence = _("{principle}: {concern}").format(principle=words_for(one.principle), concern=one.concern)
        column.addWidget(label(sentence, wrap=True))
        done = one.mitigation or _("Nothing is done about it yet.")
        column.addWidget(label(done, "muted" if one.mitigation else "warning", wrap=True))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return named(made, who)
