"""What one section of a pack is besides its place: on wide pages or not, and the words of one's own text or annex."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.form import ChoiceField, FlagField, LineField, ProseField, stacked
from hdplanner.ui.common.pieces import button
from hdplanner.ui.packs.models import sensitivities

if TYPE_CHECKING:
    from hdplanner.services.attachments import AttachmentRow
    from hdplanner.services.packs import SectionChoice


class SectionDetails(QWidget):
    """Shows one choice at a time, and says what it is to become."""

    edited = Signal(object)
    """The SectionChoice as it is wanted."""
    remove_wanted = Signal()
    marked = Signal(str, object)
    """The key of an attachment, and how far it may travel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: SectionChoice | None = None
        self.wide = FlagField(_("On wide pages"))
        self.heading = LineField(_("Heading"), _("Heading"))
        self.text = ProseField(_("The text"), _("What you want to add"), 3)
        self.marking = ChoiceField(_("How far the file may travel"), sensitivities())
        self.remove = button("", self.remove_wanted.emit, "link")
        self._text, self._marking = stacked(_("Text"), self.text), stacked(_("Marking"), self.marking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(6)
        for part in (self.wide, self.heading, self._text, self._marking):
            column.addWidget(part)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self.wide.committed.connect(lambda on: self._say(landscape=on))
        self.heading.committed.connect(lambda text: self._say(heading=text))
        self.text.committed.connect(lambda text: self._say(text=text.strip()))
        self.marking.committed.connect(self._on_marking)
        self.hide()

    def show_choice(self, choice: SectionChoice | None, file: AttachmentRow | None = None) -> None:
        """Show a section; an annex with its file."""
        from hdplanner.briefing.sections.registry import FREE_TEXT, SECTIONS
        from hdplanner.services.annexes import ANNEX

        self._choice = choice
        self.setVisible(choice is not None)
        if choice is None:
            return
        is_text, is_annex = choice.section == FREE_TEXT, choice.section == ANNEX
        maker = SECTIONS.get(choice.section)
        always_wide = maker is not None and maker.landscape
        self.wide.setVisible(not is_annex)
        self.wide.setEnabled(not always_wide)
        self.wide.show_value(always_wide or choice.landscape)
        self.heading.setVisible(is_text or is_annex)
        self.heading.show_value(choice.heading)
        self._text.setVisible(is_text)
        self.text.show_value(choice.text)
        self._marking.setVisible(file is not None)
        self.marking.show_value(file.sensitivity if file is not None else None)
        self.remove.setVisible(is_text or is_annex)
        self.remove.setText(_("Remove this annex") if is_annex else _("Remove this text"))

    def _say(self, **values: object) -> None:
        if self._choice is not None:
            self._choice = replace(self._choice, **values)  # type: ignore[arg-type]  # each by its field
            self.edited.emit(self._choice)

    def _on_marking(self, value: object) -> None:
        if self._choice is not None and self._choice.attachment_id:
            self.marked.emit(self._choice.attachment_id, value)
