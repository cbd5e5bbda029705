"""The choices of a pack: what it is, for whom, how much may be shown, how far cleared, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hdplanner.domain.values import Clearance
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ChoiceField, LineField, stacked
from hdplanner.ui.common.pieces import button, empty, hairline, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs import models
from hdplanner.ui.packs.about_list import AboutField
from hdplanner.ui.packs.more_choices import MoreChoices
from hdplanner.ui.packs.section_list import SectionList

if TYPE_CHECKING:
    from hdplanner.services.audiences import AudienceRow
    from hdplanner.services.packs import PackRow

_MISSING_SHOWN = 6


class ChoicesPanel(QFrame):
    """The form of one pack. It says what the person wants; the page does it."""

    changed = Signal(str, object)
    """The name of a field of the pack, and its value; "audience" comes with an Audience or the key of an own one."""
    recipient_changed = Signal(str)
    about_wanted = Signal()
    audiences_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.title = LineField(_("Title of the pack"), _("Title on the cover"))
        self.kind = ChoiceField(_("Kind of pack"), models.kinds())
        self.about = AboutField()
        self.recipient = LineField(_("Prepared for"), _("Printed on each page"))
        self.audience = ChoiceField(_("Audience"), models.audiences())
        self.own_audiences = button(_("Audiences…"), self.audiences_wanted.emit, "link")
        self.ceiling = label("", "warning", wrap=True)
        self.language = ChoiceField(_("Language of the pack"), models.languages())
        self.marking = ChoiceField(_("Marking"), models.markings())
        for narrow in (self.audience, self.language, self.marking):
            narrow.setMinimumWidth(84)
        self.more = MoreChoices(theme)
        self.sections = SectionList(theme)
        self.clearance = ClearancePanel()
        self.missing = MissingPanel()
        self._lay_out()
        for name in ("title", "kind", "audience", "language", "marking"):
            field: LineField | ChoiceField = getattr(self, name)
            field.committed.connect(lambda value, name=name: self.changed.emit(name, value))
        self.more.changed.connect(self.changed)
        self.recipient.committed.connect(self.recipient_changed)
        self.about.wanted.connect(self.about_wanted)

    def offer_audiences(self, rows: Sequence[AudienceRow]) -> None:
        """Offer the office's own audiences besides those of the app."""
        self.audience.set_choices(models.audiences(rows))

    def show_pack(self, row: PackRow, about: str, recipient: str) -> None:
        """Show what a pack is; `about` is what it is about, in words, or nothing where it is about its campaign."""
        for name in ("title", "kind", "language", "marking"):
            getattr(self, name).show_value(getattr(row, name))
        self.audience.show_value(row.profile_id or row.audience)
        self.kind.setToolTip(models.kind_line(row.kind))
        self._about.setVisible(bool(about))
        self.about.show_text(about)
        self.recipient.show_value(recipient)
        self.more.show_pack(row)
        self.clearance.show_pack(row)

    def to_top(self) -> None:
        """Begin again with the title: another pack is shown."""
        self._area.verticalScrollBar().setValue(0)

    def show_ceiling(self, sentence: str) -> None:
        """Say that the kind shows less than the audience may see; nothing where it does not."""
        self.ceiling.setText(sentence)
        self.ceiling.setVisible(bool(sentence))

    def set_editable(self, editable: bool) -> None:
        """A file open for reading: packs are seen and exported, not changed."""
        fields = (self.title, self.kind, self.about, self.audience, self.language, self.marking)
        for widget in (*fields, self.more, self.sections):
            widget.setEnabled(editable)
        self.clearance.set_editable(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.sections.wear(theme)
        self.more.wear(theme)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        self._about = stacked(_("About"), self.about)
        column.addWidget(stacked(_("Title"), self.title))
        column.addWidget(stacked(_("Kind"), self.kind))
        column.addWidget(self._about)
        column.addWidget(stacked(_("Prepared for"), self.recipient))
        column.addLayout(_pair(stacked(_("Audience"), self.audience), stacked(_("Language"), self.language)))
        column.addWidget(self.ceiling)
        column.addWidget(self.own_audiences, 0, _start())
        column.addWidget(stacked(_("Marking"), self.marking))
        column.addWidget(self.more)
        column.addSpacing(4)
        column.addWidget(label(_("Sections"), "heading"))
        column.addWidget(self.sections)
        column.addWidget(hairline())
        column.addWidget(self.clearance)
        column.addWidget(self.missing)
        column.addStretch(1)
        self.ceiling.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._area = scrolling(inside)
        outer.addWidget(self._area)


class ClearancePanel(QWidget):
    """How far a pack is cleared, and the next step of it."""

    ask_wanted = Signal()
    cleared = Signal(str)
    """Who cleared it."""
    reopen_wanted = Signal()
    reveals_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reveals = button(_("What this pack reveals"), self.reveals_wanted.emit, "link")
        self.state = label("", wrap=True)
        self.changed_note = label(_("The pack has changed since it was cleared."), "warning", wrap=True)
        self.ask = button(_("Send to be cleared"), self.ask_wanted.emit)
        self.who = LineField(_("Cleared by"), _("Who cleared it"))
        self.reopen = button(_("Make it a draft again"), self.reopen_wanted.emit, "link")
        self.who.committed.connect(self._on_who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        column.addWidget(label(_("Clearance"), "heading"))
        for widget in (self.state, self.changed_note, self.ask, self.who, self.reopen, self.reveals):
            is_button = widget in (self.ask, self.reopen, self.reveals)
            column.addWidget(widget, 0, _start() if is_button else Qt.AlignmentFlag(0))
        self.changed_note.hide()

    def show_pack(self, row: PackRow) -> None:
        """Show where a pack stands."""
        self.state.setText(models.cleared(row))
        self.ask.setVisible(row.clearance is Clearance.DRAFT)
        self.who.setVisible(row.clearance is Clearance.IN_CLEARANCE)
        self.reopen.setVisible(row.clearance is not Clearance.DRAFT)
        self.who.show_value("")

    def set_editable(self, editable: bool) -> None:
        """What a pack reveals may be looked at in any file."""
        for widget in (self.ask, self.who, self.reopen):
            widget.setEnabled(editable)

    def show_changed(self, changed: bool) -> None:
        """Say that what was cleared is no longer what is printed."""
        self.changed_note.setVisible(changed)

    def _on_who(self, name: str) -> None:
        if name:
            self.cleared.emit(name)


class MissingPanel(QWidget):
    """What the pack lacks: for the author, never printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)
        self.sentences: list[str] = []

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show the first few, and how many there are besides."""
        self.sentences = list(sentences)
        empty(self._column)
        self.setVisible(bool(sentences))
        self._column.addWidget(label(_("Missing"), "heading"))
        for sentence in sentences[:_MISSING_SHOWN]:
            self._column.addWidget(label(sentence, "muted", wrap=True))
        more = len(sentences) - _MISSING_SHOWN
        if more > 0:
            text = ngettext("and {number} more", "and {number} more", more).format(number=more)
            self._column.addWidget(label(text, "small"))


def scrolling(inside: QWidget) -> QScrollArea:
    """Something that scrolls where it has too little height."""
    area = _LowArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class _LowArea(QScrollArea):
    """Wants to be as high as what is in it, and no higher."""

    def sizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        wanted = inside.sizeHint()
        high = inside.heightForWidth(self.width()) if inside.hasHeightForWidth() else -1
        least = inside.minimumSizeHint().height()  # which Qt gives it in any case
        return QSize(wanted.width(), max(high, least)) if high > 0 else wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the bar away where all is seen: Qt itself lets it stand."""
        policy = Qt.ScrollBarPolicy
        fits = self.height() >= self.sizeHint().height()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return row


def _start() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeading
