"""The few small dialogs of the shell: settings, the keyboard, about."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

import hdplanner
from hdplanner.i18n import LANGUAGES, _, format_number, ngettext
from hdplanner.paths import resource
from hdplanner.ui.common.pieces import button, hairline, label, named
from hdplanner.ui.common.sheet import sheet
from hdplanner.ui.settings import LOCK_MINUTES, Settings

_OWN_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


class SettingsDialog(QDialog):
    """Name, language, and what protects the plan on this machine. Changes `settings` when it is accepted."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self._settings = settings
        self.author = named(QLineEdit(settings.author), _("Your name or function"))
        self.author.setPlaceholderText(settings.author_name())
        self.language = named(QComboBox(), _("Language"))
        self.language.addItem(_("As the system"), "")
        for code in languages_here():
            self.language.addItem(_OWN_NAMES[code], code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.recent = QCheckBox(_("Remember the files that were opened last"))
        self.recent.setChecked(settings.keep_recent)
        self.lock = named(QComboBox(), _("Lock an encrypted file"))
        for minutes in LOCK_MINUTES:
            self.lock.addItem(_after(minutes), minutes)
        self.lock.setCurrentIndex(self.lock.findData(settings.lock_minutes))
        self.clipboard = QCheckBox(_("Empty the clipboard when an encrypted file is locked or closed"))
        self.clipboard.setChecked(settings.clear_clipboard)
        self.titles = QCheckBox(_("Keep the names of files out of the title of the window"))
        self.titles.setChecked(settings.neutral_titles)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(_("Your name or function"), self.author)
        form.addRow("", label(_("Signs every step that you make from now on."), "small"))
        form.addRow(_("Language"), self.language)
        form.addRow("", label(_("Takes effect at the next start."), "small"))
        form.addRow(_("Lock an encrypted file"), self.lock)
        form.addRow("", label(_("It is locked when the computer sleeps or is locked, too."), "small"))
        form.addRow(self.clipboard)
        form.addRow(self.titles)
        form.addRow(self.recent)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(_("Keep these settings"), self.accept, "primary")
        act.setDefault(True)
        row.addWidget(act)
        column = sheet(self, row, 480, 16)
        column.addWidget(label(_("Settings"), "title"))
        column.addLayout(form)

    def accept(self) -> None:
        """Write the settings and close."""
        self._settings.author = self.author.text().strip()
        self._settings.language = self.language.currentData()
        self._settings.keep_recent = self.recent.isChecked()
        self._settings.lock_minutes = self.lock.currentData()
        self._settings.clear_clipboard = self.clipboard.isChecked()
        self._settings.neutral_titles = self.titles.isChecked()
        if not self._settings.keep_recent:
            self._settings.recent = []
        self._settings.save()
        super().accept()


class KeyboardDialog(QDialog):
    """The commands and their keys."""

    def __init__(self, commands: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard"))
        own = [
            (_("Move the selected on the grid by a step"), _("Arrow keys")),
            (_("Raise or lower the target of the selected on the grid"), _("Alt with up or down")),
            (_("Say what a move on the grid rests on, while the card is open"), "E"),
            (_("Take back a drag that is under way"), "Esc"),
            (_("Edit a cell of the table"), _("F2 or Enter")),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        for number, (title, keys) in enumerate([*commands, *own]):
            row, column = number % 12, 2 * (number // 12)
            grid.addWidget(label(title), row, column)
            grid.addWidget(label(keys, "muted"), row, column + 1)
        _closing(self, _("Keyboard"), grid)


class AboutDialog(QDialog):
    """What this is, and which versions it runs on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About HD Planner"))
        inner = QVBoxLayout()
        inner.setSpacing(8)
        sentence = _("Plans humanitarian diplomacy campaigns, and briefs the people who carry them.")
        inner.addWidget(label(sentence, wrap=True))
        quiet = _("It makes no network call, needs no account and reports nothing to anyone.")
        inner.addWidget(label(quiet, "muted", wrap=True))
        inner.addWidget(hairline())
        versions = _("Version {version} · Python {python} · Qt {qt}").format(
            version=hdplanner.__version__, python=platform.python_version(), qt=qVersion()
        )
        inner.addWidget(label(versions, "small"))
        _closing(self, _("HD Planner"), inner)
        self.setMinimumWidth(440)


def _after(minutes: int) -> str:
    if not minutes:
        return _("Only when I say so")
    words = ngettext("After {count} minute", "After {count} minutes", minutes)
    return words.format(count=format_number(minutes))


def languages_here() -> list[str]:
    """The languages of the interface that have a catalogue in this installation."""
    return [
        code
        for code in LANGUAGES
        if code == "en" or resource("translations", code, "LC_MESSAGES", "hdplanner.po").is_file()
    ]


def _closing(dialog: QDialog, title: str, content: QVBoxLayout | QGridLayout) -> None:
    """Lay out a dialog that only tells: title, content, Close."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    column.addWidget(label(title, "title"))
    column.addLayout(content)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button(_("Close"), dialog.accept, "primary"))
    column.addLayout(row)
