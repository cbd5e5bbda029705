"""Asks for what a new plan needs: a name, whose it is, where it is kept, and whether it is encrypted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.paths import documents_dir
from hdplanner.ui.common.new_passphrase import NewPassphrase
from hdplanner.ui.common.pieces import button, label, named, set_margins
from hdplanner.ui.common.prompts import CAMPAIGN_SUFFIX, campaign_filter, choose_save
from hdplanner.ui.common.sheet import sheet

_WIDE = 560


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What the person wants made. An empty passphrase means a plain file."""

    title: str
    office: str
    author: str
    path: Path
    passphrase: str = field(repr=False)


class NewPlanDialog(QDialog):
    """The path follows the title until the person chooses another. `result_plan` is set when it is accepted."""

    def __init__(self, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New plan"))
        self.result_plan: NewPlan | None = None
        self._chosen: Path | None = None
        self.title_field = named(QLineEdit(), _("Name of the plan"))
        self.title_field.setPlaceholderText(_("Disaster law, protection of volunteers, …"))
        self.office_field = named(QLineEdit(), _("Your organisation"))
        self.author_field = named(QLineEdit(author), _("Your name or function"))
        self.place = named(QLineEdit(), _("File"))
        self.place.setReadOnly(True)
        self.encrypt = QCheckBox(_("Encrypt the file with a passphrase"))
        self.secrets = NewPassphrase()
        self.secrets.set_about(self._names)
        self._wrong = label("", "danger", wrap=True)
        self._secrets = self._indented(self.secrets)
        self._lay_out()
        self.title_field.textChanged.connect(self._show_place)
        self.encrypt.toggled.connect(self._on_encrypt_toggled)
        self._show_place()

    def path(self) -> Path:
        """Where the file will be."""
        if self._chosen is not None:
            return self._chosen
        return documents_dir() / (_file_name(self.title_field.text()) + CAMPAIGN_SUFFIX)

    def choose_place(self, path: Path) -> None:
        """Keep the file there, whatever the title becomes."""
        self._chosen = path
        self._show_place()

    def attempt(self) -> None:
        """Accept what is written, or say what is missing."""
        wrong = self._what_is_wrong()
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if wrong:
            return
        if self.encrypt.isChecked():
            self.secrets.attempt(self._take)
        else:
            self._take("")

    def _take(self, passphrase: str) -> None:
        self.result_plan = NewPlan(
            title=self.title_field.text().strip(),
            office=self.office_field.text().strip(),
            author=self.author_field.text().strip(),
            path=self.path(),
            passphrase=passphrase,
        )
        self.accept()

    def wrong(self) -> str:
        """The sentence that says what is missing; "" where nothing is."""
        return self._wrong.text() or self.secrets.wrong.text()

    def done(self, result: int) -> None:
        """Keep nothing of the passphrase in the fields."""
        self.secrets.forget()
        super().done(result)

    def _what_is_wrong(self) -> str:
        if not self.title_field.text().strip():
            return _("Give the plan a name.")
        if self.path().exists():
            return _("There is a file of this name already. Choose another name or place.")
        return ""

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Name of the plan"), self.title_field)
        form.addRow(_("Your organisation"), self.office_field)
        form.addRow(_("Your name or function"), self.author_field)
        place = QHBoxLayout()
        place.addWidget(self.place, 1)
        place.addWidget(button(_("Choose…"), self._on_choose))
        form.addRow(_("File"), place)
        column = sheet(self, self._buttons(), _WIDE)
        column.addWidget(label(_("New plan"), "title"))
        column.addLayout(form)
        column.addWidget(
            label(_("Every step you make is signed with your name or function."), "small", wrap=True)
        )
        column.addWidget(self.encrypt)
        column.addWidget(self._secrets)
        column.addWidget(self._wrong)
        self._secrets.hide()
        self._wrong.hide()

    def _indented(self, content: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        set_margins(column, 24, 0, 0, 0)
        column.addWidget(content)
        return made

    def _names(self) -> list[str]:
        fields = (self.title_field, self.office_field, self.author_field)
        return [one.text() for one in fields if one.text()]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(_("Make the plan"), self.attempt, "primary")
        act.setDefault(True)
        row.addWidget(act)
        return row

    def _on_choose(self) -> None:
        path = choose_save(self, _("Where to keep the plan"), self.path(), campaign_filter())
        if path is not None:
            self.choose_place(path)

    def _on_encrypt_toggled(self, on: bool) -> None:
        self._secrets.setVisible(on)

    def _show_place(self) -> None:
        self.place.setText(str(self.path()))
        self.place.setToolTip(str(self.path()))


def _file_name(title: str) -> str:
    """A title as a file name: without what some systems do not take."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", title)
    return " ".join(plain.split()).strip(". ")[:80] or _("New plan")
