"""What all packs of the office share: its logo, and the words in which markings are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import MarkingScheme, Sensitivity
from hdplanner.i18n import _
from hdplanner.ui.common import prompts
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField, LineField, stacked
from hdplanner.ui.common.pieces import button, frame, hairline, label, named
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.added_files import read_added
from hdplanner.ui.packs.edits import PackEdits

if TYPE_CHECKING:
    from pathlib import Path

    from hdplanner.ui.common.task import Task

_WIDE = 520
_LOGO_HIGH, _LOGO_WIDE = 72, 260


class OfficeDialog(QDialog):
    """Each change is made at once, as one step of undo."""

    def __init__(self, context: AppContext, edits: PackEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Logo and markings"))
        self._context = context
        self._edits = edits
        self.picture = named(label(""), _("The logo"))
        self.picture.setMinimumHeight(_LOGO_HIGH)
        self.choose = button(_("Choose a picture…"), self.ask_logo)
        self.remove = button(_("Remove"), self._on_remove)
        self.refusal = label("", "danger", wrap=True)
        self.scheme = ChoiceField(_("Words of the markings"), choices_of(MarkingScheme))
        self.words = {one: LineField(words_for(one), words_for(one)) for one in Sensitivity}
        self._own = QWidget()
        self._lay_out(context)
        self.scheme.committed.connect(self._on_scheme)
        for marking, line in self.words.items():
            line.committed.connect(lambda text, marking=marking: self._on_word(marking, text))
        context.gateway.changed.connect(self.reload)
        editable = context.gateway.can_edit
        for part in (self.choose, self.remove, self.scheme, self._own):
            part.setEnabled(editable)
        self.reload()

    def reload(self, _changes: object = None) -> None:
        """Show what there is now."""
        if not self._context.gateway.is_open:
            return
        logo = self._edits.logo()
        self._show_logo(logo)
        self.remove.setVisible(bool(logo))
        scheme, words = self._edits.scheme()
        self.scheme.show_value(scheme)
        for marking, line in self.words.items():
            line.show_value(words.get(marking, ""))
        self._own.setVisible(scheme is MarkingScheme.OWN)

    def ask_logo(self) -> None:
        """Ask which picture, and take it."""
        filters = _("Pictures (*.png *.jpg *.jpeg)")
        path = prompts.choose_open(self, _("Choose the logo"), filters)
        if path is not None:
            self.take_logo(path)

    def take_logo(self, path: Path) -> Task:
        """Check and clean a picture in the background, then make it the logo."""
        self.refusal.hide()
        task = self._context.start(
            _("Choose the logo"), lambda progress: read_added(path, progress, pictures_only=True)
        )
        task.succeeded.connect(self._edits.set_logo)
        task.failed.connect(self._on_refused)
        return task

    def _on_refused(self, error: object) -> None:
        self.refusal.setText(str(error))
        self.refusal.show()

    def _on_remove(self) -> None:
        self._edits.remove_logo()

    def _on_scheme(self, scheme: MarkingScheme) -> None:
        self._edits.set_scheme(scheme)

    def _on_word(self, marking: Sensitivity, text: str) -> None:
        self._edits.set_scheme(MarkingScheme.OWN, {marking: text})

    def _show_logo(self, data: bytes) -> None:
        found = QPixmap()
        if data:
            found.loadFromData(data)
        if found.isNull():
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("No logo"))
            return
        ratio = self.devicePixelRatioF()
        shown = found.scaled(
            round(_LOGO_WIDE * ratio),
            round(_LOGO_HIGH * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def _lay_out(self, context: AppContext) -> None:
        paper = QHBoxLayout()
        paper.setContentsMargins(12, 8, 12, 8)
        paper.addWidget(self.picture, 1)
        paper.addWidget(self.choose)
        paper.addWidget(self.remove)
        reminder = _(
            "The emblem protects people in war and is no decoration. "
            "Use your Society’s own logo, as its rules allow."
        )
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(8)
        for marking, line in self.words.items():
            own.addWidget(stacked(_("Instead of “{marking}”").format(marking=words_for(marking)), line))
        foot = QHBoxLayout()
        foot.addWidget(label(_("They are on every pack from now on."), "small", wrap=True), 1)
        foot.addWidget(button(_("Close"), self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("Logo"), "heading"))
        column.addWidget(frame("panel", paper))
        column.addWidget(self.refusal)
        column.addWidget(label(reminder, "muted", wrap=True))
        column.addSpacing(4)
        column.addWidget(hairline())
        column.addWidget(label(_("Words of the markings"), "heading"))
        column.addWidget(self.scheme)
        column.addWidget(self._own)
        column.addStretch(1)
        column.addLayout(foot)
        self.refusal.hide()
        self.setMinimumWidth(round(_WIDE * context.appearance.theme.scale))
