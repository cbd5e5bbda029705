"""The text that informs a person about the record on them: in any language of ours, to be read, completed and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hdplanner.i18n import LANGUAGES, _, active_language, catalogue, speaking
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ChoiceField, stacked
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import take_room

if TYPE_CHECKING:
    from hdplanner.ui.context import AppContext

_SIZE = (620, 560)


class NoticeDialog(QDialog):
    """What is written into it goes nowhere but the clipboard."""

    def __init__(
        self, context: AppContext, stakeholder_id: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from hdplanner.services.languages import language_name

        self.setWindowTitle(_("Notice to a person"))
        self._context = context
        self._stakeholder_id = stakeholder_id
        self.language = ChoiceField(_("Language"), [(code, language_name(code)) for code in LANGUAGES])
        self.language.show_value(active_language())
        self.text = named(QPlainTextEdit(), _("Text of the notice"))
        self.copy = button(_("Copy the text"), self._copy, "primary")
        self._lay_out()
        self.language.committed.connect(lambda _code: self.compose())
        self.compose()
        take_room(self, *_SIZE)

    def compose(self) -> None:
        """Write the text anew in the language that is chosen."""
        from hdplanner.services import retention

        gateway = self._context.gateway
        with speaking(catalogue(self.language.value())):
            text = gateway.read(
                retention.notice_text, campaign_id=gateway.campaign_id, stakeholder_id=self._stakeholder_id
            )
        direct(self.text, text)
        self.text.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.accept()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(button(_("Close"), self.reject))
        acts.addWidget(self.copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(10)
        outer.addWidget(label(_("Notice to a person"), "lead"))
        outer.addWidget(stacked(_("Language"), self.language))
        outer.addWidget(self.text, 1)
        said = _("Complete what stands in square brackets. What you change here is not kept in the file.")
        outer.addWidget(label(said, "small", wrap=True))
        outer.addLayout(acts)
