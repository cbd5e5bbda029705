"""The card that asks, after a drag, what the new judgement rests on. It takes no focus and blocks nothing.

Esc lets it go; a click elsewhere keeps what was written. All is saved as one step, on top of the move's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.values import Confidence, EvidenceType
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ChoiceField, LineField, ProseField
from hdplanner.ui.common.pieces import button, icon_button, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.models import choices_of, steps_of
from hdplanner.ui.stakeholders.placing import place_beside

_WIDE = 316  # pixels at 100 % text
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EvidenceCard(QFrame):
    """One card for all that moved together."""

    written = Signal(object, object)
    """Assessment by stakeholder id, and the values to write into each."""

    def __init__(self, theme: Theme, parent: QWidget, beside: QWidget) -> None:
        super().__init__(parent)
        self._beside = beside
        with_look(self, "card")
        self.setAccessibleName(_("What the judgement rests on"))
        self._made: dict[str, str] = {}
        self._theme = theme
        self._title = label("", "heading", wrap=True)
        self._close = icon_button(theme, "close", _("Not now"), self.dismiss)
        self.evidence = ProseField(_("Evidence"), _("What was said or done, and when"), 2)
        self.source = LineField(_("Source"), _("Source: who or what says so"))
        self.type = ChoiceField(_("Kind of evidence"), choices_of(EvidenceType, empty=_("What kind?")))
        unsure: list[tuple[object, str]] = [(None, _("How sure?"))]
        self.confidence = ChoiceField(_("Confidence"), unsure + list(steps_of(Confidence)))
        self.save = button(_("Save"), self.finish, "primary")
        self._lay_out()
        self.hide()

    def ask(self, made: dict[str, str], names: Sequence[str], beside: QRect, within: QRect) -> None:
        """Open beside a marker for these judgements: assessment by stakeholder id."""
        self._made = dict(made)
        count = len(names)
        self._title.setText(
            _("What does it rest on, for {name}?").format(name=names[0])
            if count == 1
            else ngettext(
                "What does it rest on, for {count}?", "What does it rest on, for these {count}?", count
            ).format(count=count)
        )
        for field in (self.evidence, self.source):
            field.show_value("")
            field.clear()
        for choice in (self.type, self.confidence):
            choice.show_value(None)
        self._fit()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(place_beside(self.size(), beside, within, mirrored=mirrored))
        self.show()
        self.raise_()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def values(self) -> dict[str, Any]:
        """What was said; nothing for what was left empty."""
        found: dict[str, Any] = {
            "evidence": self.evidence.toPlainText().strip(),
            "source": self.source.text().strip(),
            "evidence_type": self.type.value(),
            "confidence": self.confidence.value(),
        }
        return {name: value for name, value in found.items() if value not in ("", None)}

    def finish(self) -> None:
        """Save what was said and go; with nothing said, only go."""
        made, values = self._made, self.values()
        self.dismiss()
        if values and made:
            self.written.emit(made, values)

    def dismiss(self) -> None:
        """Go without saving."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._holds(focused)
        self._made = {}
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        if had_focus:
            self._beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Put the keyboard into the card."""
        self.evidence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self._theme = theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere keeps what was written; Esc, wherever the keyboard is in this window, lets it go."""
        if not isinstance(watched, QWidget) or not self.isVisible():
            return False  # its room is hidden while the file is locked
        if event.type() == QEvent.Type.MouseButtonPress and not self._holds(watched):
            self.finish()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        inside = self._holds(watched)
        if event.key() == Qt.Key.Key_Escape and (inside or watched is self._beside):
            self.dismiss()
            return True
        pressed = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if inside and (pressed or (event.key() in _ENTER and watched is self.source)):
            self.finish()
            return True
        return False

    def _holds(self, widget: QWidget) -> bool:
        """Whether a widget is of this card, the lists of its choosers included."""
        one: QObject | None = widget
        while one is not None and one is not self:
            one = one.parent()
        return one is self

    def _fit(self) -> None:
        scale = self._theme.scale
        layout = self.layout()
        width = min(round(_WIDE * scale), max(200, (self.parentWidget() or self).width() - 16))
        height = self.sizeHint().height() if layout is None else layout.totalHeightForWidth(width)
        self.resize(width, height)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.evidence, 0, 0, 1, 2)
        grid.addWidget(self.source, 1, 0, 1, 2)
        grid.addWidget(self.type, 2, 0)
        grid.addWidget(self.confidence, 2, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(_("E: write · Esc: not now"), "small"))
        foot.addStretch(1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(grid)
        column.addLayout(foot)
        for one, after in (
            (self.evidence, self.source),
            (self.source, self.type),
            (self.type, self.confidence),
        ):
            QWidget.setTabOrder(one, after)
        QWidget.setTabOrder(self.confidence, self.save)
