"""How a pack leaves the house: as which file, and to whom. What leaves is asked for in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.values import PackForm
from hdplanner.i18n import _, format_number, ngettext, pgettext
from hdplanner.ui.common.form import ProseField, stacked
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.packs.passphrase_fields import PassphraseFields


class _Leaving(QDialog):
    """What both ways out ask: PDF or Word, and whether with a passphrase."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.form = Segmented([("pdf", _("PDF")), ("docx", pgettext("program", "Word"))], _("Kind of file"))
        self.secret = PassphraseFields()
        self.act = button(verb, self.accept, "primary")
        self.act.setDefault(True)
        self.form.chosen.connect(lambda _form: self._show_form())
        self.secret.changed.connect(self._on_changed)

    def chosen_form(self) -> PackForm:
        """PDF or Word."""
        return PackForm(self.form.current())

    def passphrase(self) -> str:
        """The passphrase that a PDF is to have; "" for none."""
        return self.secret.passphrase() if self.chosen_form() is PackForm.PDF else ""

    def _show_form(self) -> None:
        self.secret.setVisible(self.chosen_form() is PackForm.PDF)
        self._on_changed()
        self._settle()

    def _on_changed(self) -> None:
        is_word = self.chosen_form() is PackForm.DOCX
        self.act.setEnabled(self.is_ready() and (is_word or not self.secret.problem()))
        self._settle()

    def is_ready(self) -> bool:
        """Whether what else is asked for is there."""
        return True

    def _settle(self) -> None:
        """As high as what is asked for now."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), self.heightForWidth(self.width()))

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.act)
        return buttons

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        return column


class ExportDialog(_Leaving):
    """Asks what is made; where it goes is asked next. Only who may see everything is offered the data."""

    def __init__(self, title: str, *, may_attach: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), _("Choose where…"), parent)
        self._may_attach = may_attach
        self.attach = QCheckBox(_("Attach the campaign as data"))
        told = _(
            "Everything in this file goes along, all campaigns and notes. For a colleague’s HD Planner only."
        )
        self.attach_note = label(told, "warning", wrap=True)
        self.word_note = label(_("A Word file can be changed by whoever has it."), "muted", wrap=True)
        column = self._column()
        column.addWidget(label(title, "lead", wrap=True))
        column.addWidget(self.form, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.word_note)
        column.addWidget(self.secret)
        column.addWidget(self.attach)
        column.addWidget(self.attach_note)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.attach.toggled.connect(lambda _on: self._show_form())
        self._show_form()

    def attaches(self) -> bool:
        """Whether the campaign goes along as data."""
        return self._may_attach and self.attach.isChecked() and self.chosen_form() is PackForm.PDF

    def _show_form(self) -> None:
        is_pdf = self.chosen_form() is PackForm.PDF
        self.word_note.setVisible(not is_pdf)
        self.attach.setVisible(is_pdf and self._may_attach)
        self.attach_note.setVisible(self.attaches())
        super()._show_form()


class HandOutDialog(_Leaving):
    """Asks for the recipients, one a line. Accepted, `recipients` says who they are."""

    def __init__(self, title: str, first_number: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Hand out"), _("Choose the folder…"), parent)
        self._first = first_number
        self.names = ProseField(_("Recipients"), _("One recipient a line"), 4)
        self.sentence = label("", "muted", wrap=True)
        column = self._column()
        column.addWidget(label(title, "lead", wrap=True))
        about = _("Each copy gets a number and its recipient on every page, and goes into the register.")
        column.addWidget(label(about, wrap=True))
        column.addWidget(stacked(_("Recipients"), self.names))
        column.addWidget(self.sentence)
        column.addWidget(self.form, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.secret)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.names.textChanged.connect(self._on_names)
        self._on_names()
        self.names.setFocus()

    def recipients(self) -> list[str]:
        """Who gets a copy, in the order of the lines, nobody twice."""
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def is_ready(self) -> bool:
        return bool(self.recipients())

    def _on_names(self) -> None:
        count = len(self.recipients())
        text = ngettext("{count} copy, number {first}", "{count} copies, numbers {first} to {last}", count)
        numbers = {"count": count, "first": self._first, "last": self._first + count - 1}
        said = {name: format_number(number) for name, number in numbers.items()}
        self.sentence.setText(text.format(**said) if count else _("Nobody yet"))
        self._on_changed()
